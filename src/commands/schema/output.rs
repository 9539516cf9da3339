//! The JSON Schema of the JSON output: one form for each kind of records.

use crate::commands::columns::Column;
use crate::commands::{
    certifications, changes, check, cost, disputes, evidence, held, keys, overlap, plan, recommend, services, sources,
};
use crate::render::json::FORMAT_VERSION;
use certcmp_dataset::Field;
use certcmp_dataset::value::Shape;
use serde_json::{Map, Value, json};
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
                Column::all()
                    .flat_map(Column::keys)
                    .chain([("evidence".into(), certifications::evidence_shape(Field::ALL))])
                    .collect(),
                vec![("source", keys::shape(evidence::source_keys()))],
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

/// Returns the schema of every document.
pub fn schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "What certcmp prints with --format json",
        "oneOf": forms().into_iter().map(document).collect::<Vec<_>>(),
    })
}

/// Returns the schema of the documents of a form.
fn document(form: Form) -> Value {
    let envelope = [
        ("format_version", json!({ "const": FORMAT_VERSION })),
        ("certcmp_version", json!({ "type": "string", "pattern": r"^\d+\.\d+\.\d+" })),
        ("data_date", schema_of(&Shape::Date.nullable())),
        ("as_of", schema_of(&Shape::Date)),
        ("language", json!({ "type": "string" })),
    ];
    let required: Vec<&str> = envelope.iter().map(|(key, _)| *key).chain([form.key]).collect();
    let columns = form.columns.iter().map(|(key, shape)| {
        // Which facts have evidence depends on the fields that are asked for.
        let schema = match shape {
            Shape::Map(parts) if form.key == certifications::KEY && key == "evidence" => {
                object(parts.iter().map(|(key, shape)| (*key, schema_of(shape))), &[])
            }
            _ => schema_of(shape),
        };
        (key.as_ref(), schema)
    });
    let all: Vec<&str> = form.columns.iter().map(|(key, _)| key.as_ref()).collect();
    let record = object(columns, form.required.as_ref().unwrap_or(&all));
    let sources = (form.key != sources::record::KEY).then(|| ("sources", keys::shape(evidence::source_keys()).list()));
    let extras = form.extras.into_iter().chain(sources).map(|(key, shape)| (key, schema_of(&shape)));
    let records = json!({ "type": "array", "items": record });
    object(envelope.into_iter().chain(extras).chain([(form.key, records)]), &required)
}

fn object<'a>(properties: impl Iterator<Item = (&'a str, Value)>, required: &[&str]) -> Value {
    let properties: Map<String, Value> = properties.map(|(key, schema)| (key.to_owned(), schema)).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// Returns the schema of a shape.
fn schema_of(shape: &Shape) -> Value {
    match shape {
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Int => json!({ "type": "integer", "minimum": 0 }),
        Shape::Number => json!({ "type": "number", "minimum": 0 }),
        Shape::Signed => json!({ "type": "number" }),
        Shape::Text => json!({ "type": "string" }),
        Shape::Date => json!({ "type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?$" }),
        Shape::Word(words) => json!({ "type": "string", "enum": words }),
        Shape::Url => json!({ "type": "string", "pattern": "^https?://" }),
        Shape::Nullable(shape) => json!({ "anyOf": [schema_of(shape), { "type": "null" }] }),
        Shape::List(shape) => json!({ "type": "array", "items": schema_of(shape) }),
        Shape::Map(parts) => {
            let required: Vec<&str> = parts.iter().map(|(key, _)| *key).collect();
            object(parts.iter().map(|(key, shape)| (*key, schema_of(shape))), &required)
        }
    }
}
