//! The JSON Schema of the JSON output: one form for each kind of records.

use crate::commands::columns::Column;
use crate::commands::{
    certifications, changes, check, cost, disputes, evidence, held, overlap, plan, recommend, services, sources,
};
use crate::render::json::FORMAT_VERSION;
use certcmp_dataset::Field;
use certcmp_dataset::value::{Datum, Shape};
use std::borrow::Cow;

/// Keys and shapes.
type Shapes = Vec<(Cow<'static, str>, Shape)>;

/// The form of the documents with one kind of records.
struct Form {
    /// The key of the records.
    key: &'static str,
    /// Keys and shapes of a record.
    columns: Shapes,
    /// The keys that every record has; all of them unless some can be chosen.
    required: Option<Vec<&'static str>>,
    /// What can stand beside the records, but for their sources.
    extras: Vec<(&'static str, Shape)>,
}

impl Form {
    fn new(key: &'static str, columns: Shapes, extras: Vec<(&'static str, Shape)>) -> Self {
        Self { key, columns, required: None, extras }
    }
}

/// The forms of all commands.
fn forms() -> Vec<Form> {
    vec![
        Form {
            required: Some(vec!["id"]),
            ..Form::new(
                certifications::KEY,
                Column::all().flat_map(Column::keys).chain([("evidence".into(), evidence_shape())]).collect(),
                vec![("source", evidence::source_shape())],
            )
        },
        Form::new(disputes::KEY, disputes::columns(), Vec::new()),
        Form::new(sources::record::KEY, sources::record::columns(), sources::record::extras()),
        Form::new(check::KEY, check::columns(), check::extras()),
        Form::new("counterparts", services::record::group_columns(), Vec::new()),
        Form::new("services", services::record::service_columns(), Vec::new()),
        Form::new(overlap::record::KEY, overlap::record::columns(), overlap::record::extras()),
        Form::new(cost::record::KEY, cost::record::columns(), cost::record::extras()),
        Form::new(plan::record::KEY, plan::record::columns(), plan::record::extras()),
        Form::new(held::record::KEY, held::record::columns(), held::record::extras()),
        Form::new(changes::record::KEY, changes::record::columns(), changes::record::extras()),
        Form::new(recommend::record::KEY, recommend::record::columns(), recommend::record::extras()),
    ]
}

/// The evidence of every fact; a schema of [`schema_of`] says it once for all.
fn evidence_shape() -> Shape {
    certifications::evidence_shape(Field::ALL)
}

/// The schema of every document.
pub fn schema() -> Datum {
    let envelope = || {
        vec![
            property("format_version", Datum::map([("const", Datum::Int(FORMAT_VERSION))])),
            property("certcmp_version", text_like(r"^\d+\.\d+\.\d+")),
            property("data_date", schema_of(&Shape::Date.nullable())),
            property("as_of", schema_of(&Shape::Date)),
            property("language", typed("string")),
        ]
    };
    let form = |form: Form| {
        let mut properties = envelope();
        let mut required: Vec<String> = properties.iter().map(|(key, _)| key.to_string()).collect();
        required.push(form.key.to_owned());
        let all: Vec<String> = form.columns.iter().map(|(key, _)| key.to_string()).collect();
        let needed = form.required.map_or(all, |keys| keys.into_iter().map(str::to_owned).collect());
        let schema = |(key, shape): &(Cow<'static, str>, Shape)| match shape {
            // Which facts have evidence depends on the fields that are asked for.
            Shape::Map(parts) if form.key == certifications::KEY && key == "evidence" => {
                (key.clone(), object(properties_of(parts), Vec::new()))
            }
            _ => (key.clone(), schema_of(shape)),
        };
        let record = form.columns.iter().map(schema).collect();
        let sources = (form.key != sources::record::KEY).then(|| ("sources", evidence::source_shape().list()));
        let extras = form.extras.into_iter().chain(sources);
        properties.extend(extras.map(|(key, shape)| property(key, schema_of(&shape))));
        properties.push(property(form.key, list_of(object(record, needed))));
        object(properties, required)
    };
    Datum::map([
        ("$schema", Datum::text("http://json-schema.org/draft-07/schema#")),
        ("title", Datum::text("What certcmp prints with --format json")),
        ("oneOf", Datum::List(forms().into_iter().map(form).collect())),
    ])
}

fn property(key: &str, value: Datum) -> (Cow<'static, str>, Datum) {
    (Cow::Owned(key.to_owned()), value)
}

fn object(properties: Vec<(Cow<'static, str>, Datum)>, required: Vec<String>) -> Datum {
    Datum::Map(vec![
        property("type", Datum::text("object")),
        property("properties", Datum::Map(properties)),
        property("required", Datum::texts(required)),
        property("additionalProperties", Datum::Bool(false)),
    ])
}

fn properties_of(parts: &[(&'static str, Shape)]) -> Vec<(Cow<'static, str>, Datum)> {
    parts.iter().map(|(key, shape)| property(key, schema_of(shape))).collect()
}

fn list_of(item: Datum) -> Datum {
    Datum::map([("type", Datum::text("array")), ("items", item)])
}

fn typed(word: &'static str) -> Datum {
    Datum::map([("type", Datum::text(word))])
}

fn text_like(pattern: &'static str) -> Datum {
    Datum::map([("type", Datum::text("string")), ("pattern", Datum::text(pattern))])
}

/// A shape as a schema.
fn schema_of(shape: &Shape) -> Datum {
    match shape {
        Shape::Bool => typed("boolean"),
        Shape::Int => Datum::map([("type", Datum::text("integer")), ("minimum", Datum::Int(0))]),
        Shape::Number => Datum::map([("type", Datum::text("number")), ("minimum", Datum::Int(0))]),
        Shape::Signed => typed("number"),
        Shape::Text => typed("string"),
        Shape::Date => text_like(r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?$"),
        Shape::Word(words) => {
            Datum::map([("type", Datum::text("string")), ("enum", Datum::texts(words.iter().copied()))])
        }
        Shape::Url => text_like("^https?://"),
        Shape::Nullable(shape) => Datum::map([("anyOf", Datum::List(vec![schema_of(shape), typed("null")]))]),
        Shape::List(shape) => list_of(schema_of(shape)),
        Shape::Map(parts) => object(properties_of(parts), parts.iter().map(|(key, _)| (*key).to_owned()).collect()),
    }
}
