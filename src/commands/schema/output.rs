//! The JSON Schema of the JSON output.

use crate::commands::columns::Column;
use crate::commands::{certifications, evidence, keys, sources};
use crate::render::json::FORMAT_VERSION;
use certcmp_dataset::{Field, Shape};
use serde_json::{Map, Value, json};

type Shapes = Vec<(&'static str, Shape)>;

/// Returns the schema of every document, of which each is one of these.
pub fn schema(documents: &[Value]) -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "What certcmp prints with --format json",
        "oneOf": documents,
    })
}

pub fn certifications() -> Value {
    let facts = [("evidence", certifications::evidence_shape(Field::ALL))];
    document(
        certifications::KEY,
        Column::all().flat_map(Column::keys).chain(facts).collect(),
        vec![("source", keys::shape(evidence::source_keys()))],
    )
}

/// Returns the schema of the documents with one kind of records: the key and the shapes of these, and what can stand beside
/// them but for their sources.
pub fn document(key: &str, columns: Shapes, extras: Vec<(&'static str, Shape)>) -> Value {
    let envelope = [
        ("format_version", json!({ "const": FORMAT_VERSION })),
        ("certcmp_version", json!({ "type": "string", "pattern": r"^\d+\.\d+\.\d+" })),
        ("data_date", schema_of(&Shape::Date.nullable())),
        ("as_of", schema_of(&Shape::Date)),
        ("language", json!({ "type": "string" })),
    ];
    let required: Vec<&str> = envelope.iter().map(|(key, _)| *key).chain([key]).collect();
    // Which facts and which evidence there are depends on the fields that are asked for.
    let is_chosen = key == certifications::KEY;
    let properties = columns.iter().map(|(name, shape)| {
        let schema = match shape {
            Shape::Map(parts) if is_chosen && *name == "evidence" => {
                object(parts.iter().map(|(key, shape)| (*key, schema_of(shape))), &[])
            }
            _ => schema_of(shape),
        };
        (*name, schema)
    });
    let all: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let record = object(properties, if is_chosen { &["id"] } else { &all });
    let sources = (key != sources::record::KEY).then(|| ("sources", keys::shape(evidence::source_keys()).list()));
    let extras = extras.into_iter().chain(sources).map(|(key, shape)| (key, schema_of(&shape)));
    let records = json!({ "type": "array", "items": record });
    object(envelope.into_iter().chain(extras).chain([(key, records)]), &required)
}

fn object<'a>(properties: impl Iterator<Item = (&'a str, Value)>, required: &[&str]) -> Value {
    let properties: Map<String, Value> = properties.map(|(key, schema)| (key.to_owned(), schema)).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

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
