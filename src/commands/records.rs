//! Certifications as records for programs: the chosen columns, and the evidence of the chosen facts.

use super::column::{Column, evidence_datum, evidence_shape, in_effect, source_datum};
use super::{Audience, Context};
use crate::query::Entry;
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::{Field, SourceRef};
use std::borrow::Cow;

/// Records of certifications with the chosen columns, all of them by default. The id always comes along, so that a
/// record can be told from the next.
pub fn certifications(entries: &[Entry<'_>], chosen: Option<&[Column]>, context: &Context<'_>) -> Records {
    let ids = entries.iter().map(|entry| entry.certification.id.clone()).collect();
    if context.audience != Audience::Programs {
        return unread("certifications", ids);
    }
    let columns = columns(chosen);
    let fields: Vec<Field> = columns
        .iter()
        .filter_map(|column| if let Column::Fact(field) = column { Some(*field) } else { None })
        .collect();
    let mut keys: Vec<(Cow<'static, str>, Shape)> = columns.iter().flat_map(|column| column.keys()).collect();
    let with_evidence = !fields.is_empty();
    if with_evidence {
        keys.push(("evidence".into(), evidence_map_shape(&fields)));
    }
    let mut cited: Vec<SourceRef> = Vec::new();
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut row: Vec<Datum> = columns.iter().flat_map(|column| column.data(entry, context)).collect();
        if with_evidence {
            row.push(evidence(entry, &fields, context, &mut cited));
        }
        rows.push(row);
    }
    if columns.contains(&Column::Sittings) {
        cited.extend(entries.iter().flat_map(|entry| {
            entry.certification.sittings.iter().flat_map(|sitting| {
                sitting.facts.views().flat_map(|(_, view)| view.cited().collect::<Vec<_>>()).collect::<Vec<_>>()
            })
        }));
    }
    Records { key: "certifications", columns: keys, rows, ids, extra: vec![("sources", sources(cited, context))] }
}

/// Records for an audience of people, who read none of them: their ids alone.
pub fn unread(key: &'static str, ids: Vec<String>) -> Records {
    Records { key, columns: Vec::new(), rows: Vec::new(), ids, extra: Vec::new() }
}

/// The columns of a record: the id, and what was chosen.
pub fn columns(chosen: Option<&[Column]>) -> Vec<Column> {
    match chosen {
        Some(chosen) if chosen.contains(&Column::Id) => chosen.to_vec(),
        Some(chosen) => std::iter::once(Column::Id).chain(chosen.iter().copied()).collect(),
        None => Column::all().collect(),
    }
}

/// The shape of the evidence of some facts.
pub fn evidence_map_shape(fields: &[Field]) -> Shape {
    Shape::Map(fields.iter().map(|field| (field.key(), evidence_shape(field.shape()).nullable())).collect())
}

fn evidence(entry: &Entry<'_>, fields: &[Field], context: &Context<'_>, cited: &mut Vec<SourceRef>) -> Datum {
    let part = |field: &Field| {
        let view = in_effect(entry, *field);
        if let Some((view, _)) = &view {
            cited.extend(view.cited());
        }
        (Cow::Borrowed(field.key()), Datum::option(view, |(view, kind)| evidence_datum(&view, kind, context)))
    };
    Datum::Map(fields.iter().map(part).collect())
}

/// The descriptions of some sources, once each, in the order of their ids.
pub fn sources(mut cited: Vec<SourceRef>, context: &Context<'_>) -> Datum {
    cited.sort_by_key(|found| *found);
    cited.dedup();
    let mut found: Vec<&certcmp_dataset::Source> =
        cited.into_iter().filter_map(|source| context.catalog.source(source)).collect();
    found.sort_by(|left, right| left.id.cmp(&right.id));
    Datum::List(found.into_iter().map(source_datum).collect())
}
