//! Certifications as records for programs: the chosen columns, and the evidence of the chosen facts.

use super::columns::Column;
use super::{Context, evidence, values};
use crate::query::Entry;
use crate::render::report::Records;
use certcmp_dataset::{Datum, Field, Shape, SourceRef};

pub const KEY: &str = "certifications";

/// Records of certifications with some columns, the id first to tell them apart; with evidence, that of each fact.
pub fn records(entries: &[Entry<'_>], columns: &[Column], with_evidence: bool, context: &Context<'_>) -> Records {
    let id = (!columns.contains(&Column::Id)).then_some(Column::Id);
    let columns: Vec<Column> = id.into_iter().chain(columns.iter().copied()).collect();
    let fields: Vec<Field> = columns.iter().filter_map(|column| column.field()).collect();
    let with_evidence = with_evidence && !fields.is_empty();
    let mut keys: Vec<(&'static str, Shape)> = columns.iter().flat_map(|column| column.keys()).collect();
    keys.extend(with_evidence.then(|| ("evidence", evidence_shape(&fields))));
    let mut cited: Vec<SourceRef> = Vec::new();
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut row: Vec<Datum> = columns.iter().flat_map(|column| column.data(entry, context)).collect();
        row.extend(with_evidence.then(|| evidence_datum(entry, &fields, context, &mut cited)));
        rows.push(row);
    }
    if columns.contains(&Column::Sittings) {
        let sittings = entries.iter().flat_map(|entry| &entry.certification.sittings);
        cited.extend(sittings.flat_map(|sitting| sitting.facts.cited(true)));
    }
    let extra = vec![("sources", evidence::sources_datum(cited, context))];
    Records { key: KEY, columns: keys, rows, ids: Vec::new(), extra }
}

pub fn evidence_shape(fields: &[Field]) -> Shape {
    let keys = fields.iter().flat_map(|field| values::shapes(*field));
    Shape::Map(keys.map(|(key, shape)| (key, evidence::shape(shape).nullable())).collect())
}

/// The evidence of some facts, by their machine keys. Adds the sources to those that are cited.
pub fn evidence_datum(entry: &Entry<'_>, fields: &[Field], context: &Context<'_>, cited: &mut Vec<SourceRef>) -> Datum {
    let mut parts = Vec::new();
    for (key, view) in fields.iter().flat_map(|field| values::keyed(entry, *field)) {
        cited.extend(view.iter().flat_map(|view| view.cited().collect::<Vec<_>>()));
        parts.push((key, Datum::option(view, |view| evidence::datum(&view, true, context))));
    }
    Datum::Map(parts)
}
