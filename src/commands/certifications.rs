//! Certifications as records for programs: the chosen columns, and the evidence of the chosen facts.

use super::columns::{Column, in_effect};
use super::{Context, evidence};
use crate::query::Entry;
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::{Field, SourceRef};
use std::borrow::Cow;

/// Records of certifications with the chosen columns, all of them by default. The id is always there, to tell the
/// records apart.
pub fn records(entries: &[Entry<'_>], chosen: Option<&[Column]>, context: &Context<'_>) -> Records {
    let columns = columns(chosen);
    let fields: Vec<Field> = columns
        .iter()
        .filter_map(|column| if let Column::Fact(field) = column { Some(*field) } else { None })
        .collect();
    let mut keys: Vec<(Cow<'static, str>, Shape)> = columns.iter().flat_map(|column| column.keys()).collect();
    let with_evidence = !fields.is_empty();
    if with_evidence {
        keys.push(("evidence".into(), evidence_shape(&fields)));
    }
    let mut cited: Vec<SourceRef> = Vec::new();
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut row: Vec<Datum> = columns.iter().flat_map(|column| column.data(entry, context)).collect();
        if with_evidence {
            row.push(evidence_datum(entry, &fields, context, &mut cited));
        }
        rows.push(row);
    }
    if columns.contains(&Column::Sittings) {
        let sittings = entries.iter().flat_map(|entry| &entry.certification.sittings);
        cited.extend(sittings.flat_map(|sitting| sitting.facts.cited(true)));
    }
    let ids = entries.iter().map(|entry| entry.certification.id.clone()).collect();
    let extra = vec![("sources", evidence::sources_datum(cited, context))];
    Records { key: "certifications", columns: keys, rows, ids, extra }
}

/// The columns of a record: the id, and what was chosen.
pub fn columns(chosen: Option<&[Column]>) -> Vec<Column> {
    match chosen {
        Some(chosen) if chosen.contains(&Column::Id) => chosen.to_vec(),
        Some(chosen) => std::iter::once(Column::Id).chain(chosen.iter().copied()).collect(),
        None => Column::all().collect(),
    }
}

fn evidence_shape(fields: &[Field]) -> Shape {
    Shape::Map(fields.iter().map(|field| (field.key(), evidence::shape(field.shape()).nullable())).collect())
}

fn evidence_datum(entry: &Entry<'_>, fields: &[Field], context: &Context<'_>, cited: &mut Vec<SourceRef>) -> Datum {
    let part = |field: &Field| {
        let view = in_effect(entry, *field);
        if let Some((view, _)) = &view {
            cited.extend(view.cited());
        }
        (Cow::Borrowed(field.key()), Datum::option(view, |(view, kind)| evidence::datum(&view, kind, context)))
    };
    Datum::Map(fields.iter().map(part).collect())
}
