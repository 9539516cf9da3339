//! `schema`: JSON Schema (draft-07, which editors know) of the JSON output, and those of the files of a dataset.

use super::columns::Column;
use super::evidence::{self, source_shape};
use super::{Outcome, check, cost, overlap, plan, recommend, services};
use crate::render::json::{self, FORMAT_VERSION};
use anyhow::Result;
use certcmp_dataset::Field;
use certcmp_dataset::value::{Datum, Shape};
use std::borrow::Cow;

/// Of what a schema is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A certification's file.
    Record,
    /// A file of sources, services, providers or several records.
    Shared,
    /// The JSON output.
    Output,
}

impl Subject {
    /// Every subject with its name and a description.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Record, "record", "a certification's file"),
        (Self::Shared, "shared", "a file of sources, services, providers or several certifications"),
        (Self::Output, "output", "the documents that --format json prints"),
    ];
}

/// The schema of a subject.
///
/// # Errors
/// If it cannot be written as JSON, which none of this program is.
pub fn run(subject: Subject) -> Result<Outcome> {
    let text = match subject {
        Subject::Record => json::pretty(&certcmp_dataset::schema::record())?,
        Subject::Shared => json::pretty(&certcmp_dataset::schema::shared())?,
        Subject::Output => json::pretty(&output_schema())?,
    };
    Ok(Outcome::document(text))
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

fn typed(word: &'static str) -> Datum {
    Datum::map([("type", Datum::text(word))])
}

/// A shape as a schema.
fn schema_of(shape: &Shape) -> Datum {
    match shape {
        Shape::Bool => typed("boolean"),
        Shape::Int => Datum::map([("type", Datum::text("integer")), ("minimum", Datum::Int(0))]),
        Shape::Number => Datum::map([("type", Datum::text("number")), ("minimum", Datum::Int(0))]),
        Shape::Signed => typed("number"),
        Shape::Text => typed("string"),
        Shape::Date => Datum::map([
            ("type", Datum::text("string")),
            ("pattern", Datum::text(r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?$")),
        ]),
        Shape::Word(words) => {
            Datum::map([("type", Datum::text("string")), ("enum", Datum::texts(words.iter().copied()))])
        }
        Shape::Url => Datum::map([("type", Datum::text("string")), ("pattern", Datum::text("^https?://"))]),
        Shape::Nullable(shape) => Datum::map([("anyOf", Datum::List(vec![schema_of(shape), typed("null")]))]),
        Shape::List(shape) => Datum::map([("type", Datum::text("array")), ("items", schema_of(shape))]),
        Shape::Map(parts) => {
            let properties = parts.iter().map(|(key, shape)| property(key, schema_of(shape))).collect();
            object(properties, parts.iter().map(|(key, _)| (*key).into()).collect())
        }
    }
}

fn list_of(item: Datum) -> Datum {
    Datum::map([("type", Datum::text("array")), ("items", item)])
}

/// The schema of records with these columns, all of them there.
fn record_schema(columns: Vec<(Cow<'static, str>, Shape)>) -> Datum {
    let properties = columns.iter().map(|(key, shape)| (key.clone(), schema_of(shape))).collect();
    object(properties, columns.iter().map(|(key, _)| key.clone().into()).collect())
}

fn certification_schema() -> Datum {
    let mut properties: Vec<(Cow<'static, str>, Datum)> =
        Column::all().flat_map(Column::keys).map(|(key, shape)| (key, schema_of(&shape))).collect();
    let evidence = Field::ALL.iter().map(|field| property(field.key(), evidence_schema(*field)));
    properties.push(property("evidence", object(evidence.collect(), Vec::new())));
    object(properties, vec!["id".into()])
}

/// The evidence of a field: what all evidence has, with claims of the field's own shape.
fn evidence_schema(field: Field) -> Datum {
    let value = Datum::map([("value", schema_of(&field.shape().nullable()))]);
    let claims = Datum::map([("items", Datum::map([("properties", value)]))]);
    let typed_claims = Datum::map([("properties", Datum::map([("disputed", claims.clone()), ("also", claims)]))]);
    let common = Datum::map([("$ref", Datum::text("#/definitions/evidence"))]);
    let both = Datum::map([("allOf", Datum::List(vec![common, typed_claims]))]);
    Datum::map([("anyOf", Datum::List(vec![both, typed("null")]))])
}

/// What the evidence of every field has; a claim's value may be anything here.
fn common_evidence_schema() -> Datum {
    fn without_value(schema: Datum) -> Datum {
        match schema {
            Datum::Map(parts) => Datum::Map(
                parts
                    .into_iter()
                    .map(|(key, part)| {
                        let part = if key == "value" { Datum::Map(Vec::new()) } else { without_value(part) };
                        (key, part)
                    })
                    .collect(),
            ),
            other => other,
        }
    }
    without_value(schema_of(&evidence::shape(Shape::Text)))
}

/// The parts of `plan`.
fn plan_schema() -> [(Cow<'static, str>, Datum); 2] {
    let shape = plan::records::shape();
    let mut properties: Vec<(Cow<'static, str>, Datum)> =
        shape.into_iter().map(|(key, shape)| (key, schema_of(&shape))).collect();
    let evidence = plan::records::FIELDS.iter().map(|field| property(field.key(), evidence_schema(*field)));
    properties.push(property("evidence", object(evidence.collect(), Vec::new())));
    let columns = plan::records::columns();
    let entry = columns.iter().map(|(key, shape)| (key.clone(), schema_of(shape))).collect();
    let required = columns.iter().map(|(key, _)| key.clone().into()).collect();
    [
        property(
            "plan",
            object(properties, vec!["certification".into(), "exam_day".into(), "weeks".into(), "hours".into()]),
        ),
        property("agenda", list_of(object(entry, required))),
    ]
}

/// The parts of `cost`.
fn cost_schema() -> [(Cow<'static, str>, Datum); 3] {
    let columns = cost::records::columns();
    let event = columns.iter().map(|(key, shape)| (key.clone(), schema_of(shape))).collect();
    let required = columns.iter().map(|(key, _)| key.clone().into()).collect();
    [
        property("events", list_of(object(event, required))),
        property("totals", list_of(schema_of(&cost::records::totals_shape()))),
        property("assumptions", list_of(schema_of(&cost::records::assumption_shape()))),
    ]
}

/// What `recommend` adds to a document.
fn recommendation_properties() -> Vec<(Cow<'static, str>, Datum)> {
    let records = list_of(record_schema(recommend::record::columns()));
    let mut parts = vec![property(recommend::record::KEY, records)];
    parts.extend(recommend::record::extra_shapes().iter().map(|(key, shape)| property(key, schema_of(shape))));
    parts
}

fn output_schema() -> Datum {
    let Shape::Map(source) = source_shape() else { return Datum::Null };
    let mut source_properties: Vec<(Cow<'static, str>, Datum)> =
        source.iter().map(|(key, shape)| property(key, schema_of(shape))).collect();
    source_properties.push(property("cited", schema_of(&Shape::Int)));
    let source_required = source.iter().map(|(key, _)| (*key).into()).collect();
    let fault_parts = check::columns();
    let fault_properties = fault_parts.iter().map(|(key, shape)| (key.clone(), schema_of(shape))).collect();
    let fault_required = fault_parts.iter().map(|(key, _)| key.clone().into()).collect();
    let dispute = Datum::map([("type", Datum::text("object")), ("required", Datum::texts(["fact", "evidence"]))]);
    let mut properties = vec![
        property("format_version", Datum::map([("const", Datum::Int(FORMAT_VERSION))])),
        property(
            "certcmp_version",
            Datum::map([("type", Datum::text("string")), ("pattern", Datum::text(r"^\d+\.\d+\.\d+"))]),
        ),
        property("data_date", schema_of(&Shape::Date.nullable())),
        property("as_of", schema_of(&Shape::Date)),
        property("language", typed("string")),
        property("certifications", list_of(certification_schema())),
        property("sources", list_of(object(source_properties, source_required))),
        property("source", schema_of(&source_shape())),
        property("certification", typed("string")),
        property(
            "facts_by_support",
            Datum::map([("type", Datum::text("object")), ("additionalProperties", schema_of(&Shape::Int))]),
        ),
        property("disputes", list_of(dispute)),
        property("faults", list_of(object(fault_properties, fault_required))),
        property("counterparts", list_of(record_schema(services::record::group_columns()))),
        property("services", list_of(record_schema(services::record::service_columns()))),
        property("overlap", list_of(record_schema(overlap::record::columns()))),
        property("counts", list_of(schema_of(&overlap::record::count_shape()))),
        property("counting", typed("string")),
    ];
    properties.extend(plan_schema());
    properties.extend(cost_schema());
    properties.extend(recommendation_properties());
    let Datum::Map(mut document) = object(
        properties,
        vec!["format_version".into(), "certcmp_version".into(), "data_date".into(), "as_of".into(), "language".into()],
    ) else {
        return Datum::Null;
    };
    document.push(property("definitions", Datum::map([("evidence", common_evidence_schema())])));
    document.insert(0, property("title", Datum::text("What certcmp prints with --format json")));
    document.insert(0, property("$schema", Datum::text("http://json-schema.org/draft-07/schema#")));
    Datum::Map(document)
}
