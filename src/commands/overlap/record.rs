//! The overlap for programs: a record for each topic, service or group, with the exams that name it.

use super::super::columns::Column;
use super::super::pairing::{pairing_datum, pairing_shape, service_shape, services_datum};
use super::super::{Context, evidence};
use super::sharing::{Count, Match, Row, Sharing, Subject};
use crate::query::Entry;
use crate::render::report::Records;
use certcmp_dataset::SourceRef;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::{Strength, Support};
use std::borrow::Cow;

/// The key of the records.
pub const KEY: &str = "overlap";

/// What tells the certifications apart, and whether they are available.
const OWN: [Column; 4] = [Column::Id, Column::Provider, Column::ShortName, Column::Status];

/// Returns the keys and shapes of a record.
pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    let named = Shape::Map(vec![("certification", Shape::Text), ("services", service_shape().list())]);
    [
        ("kind", Shape::Word(&["topic", "service"])),
        ("match", Shape::Word(Match::WORDS)),
        ("id", Shape::Text),
        ("what", Shape::Text),
        ("exams", Shape::Text.list()),
        ("named", named.list()),
        ("strength", Shape::Word(Strength::WORDS).nullable()),
        ("pairings", pairing_shape().list()),
        ("part_of", Shape::Text.nullable()),
        ("note", Shape::Text.nullable()),
    ]
    .into_iter()
    .map(|(key, shape)| (Cow::Borrowed(key), shape))
    .collect()
}

/// Returns the keys and shapes beside the records.
pub fn extras() -> Vec<(&'static str, Shape)> {
    let kinds = ["official", "derived", "editorial", "weak"].map(|kind| (kind, Shape::Int)).to_vec();
    let count = Shape::Map(vec![
        ("certification", Shape::Text),
        ("services", Shape::Int),
        ("support", Shape::Word(Support::WORDS).nullable()),
        ("uncertain", Shape::Bool),
        ("same", Shape::Int),
        ("counterparts", Shape::Map(kinds)),
        ("only", Shape::Int),
        ("topics", Shape::Int),
        ("topics_shared", Shape::Int),
    ]);
    let own = OWN.iter().flat_map(|column| column.keys()).filter_map(|(key, shape)| match key {
        Cow::Borrowed(key) => Some((key, shape)),
        Cow::Owned(_) => None,
    });
    vec![("certifications", Shape::Map(own.collect()).list()), ("counts", count.list())]
}

/// Returns all records; their ids are those of the topics, services and groups.
pub fn of(entries: &[Entry<'_>], sharing: &Sharing<'_>, context: &Context<'_>) -> Records {
    let mut cited: Vec<SourceRef> = Vec::new();
    let rows: Vec<Vec<Datum>> = sharing.rows.iter().map(|row| data(row, entries, &mut cited, context)).collect();
    let facts = entries.iter().filter_map(|entry| entry.certification.facts.services.as_deref());
    cited.extend(facts.flat_map(|fact| fact.sources.iter().copied()));
    let certification = |entry: &Entry<'_>| {
        let parts = OWN.iter().flat_map(|column| {
            column.keys().into_iter().map(|(key, _)| key).zip(column.data(entry, context)).collect::<Vec<_>>()
        });
        Datum::Map(parts.collect())
    };
    let counts = entries.iter().zip(&sharing.counts).map(|(entry, count)| count_datum(entry, count));
    Records {
        key: KEY,
        columns: columns(),
        rows,
        ids: sharing.shared_ids(context.catalog),
        extra: vec![
            ("certifications", Datum::List(entries.iter().map(certification).collect())),
            ("counts", Datum::List(counts.collect())),
            ("sources", evidence::sources_datum(cited, context)),
        ],
    }
}

fn data(row: &Row<'_>, entries: &[Entry<'_>], cited: &mut Vec<SourceRef>, context: &Context<'_>) -> Vec<Datum> {
    let (kind, id, what) = match row.subject {
        Subject::Topic(topic) => ("topic", &topic.id, &topic.label),
        Subject::Service(service) => ("service", &service.id, &service.name),
        Subject::Group(group) => ("service", &group.id, &group.capability),
    };
    let group = if let Subject::Group(group) = row.subject { Some(group) } else { None };
    let exams: Vec<(&String, _)> =
        row.exams.iter().filter_map(|(at, services)| Some((&entries.get(*at)?.certification.id, services))).collect();
    let named = exams.iter().map(|(exam, services)| {
        Datum::map([("certification", Datum::text(*exam)), ("services", services_datum(services, context))])
    });
    let pairings = row.pairings(context.catalog);
    cited.extend(pairings.iter().flat_map(|(pairing, _)| pairing.sources.iter().copied()));
    vec![
        Datum::text(kind),
        Datum::text(row.matched.as_str()),
        Datum::text(id),
        Datum::text(what),
        Datum::texts(exams.iter().map(|(exam, _)| *exam)),
        Datum::List(named.collect()),
        Datum::option(group, |group| Datum::text(group.strength)),
        Datum::List(pairings.iter().map(|(pairing, group)| pairing_datum(pairing, group, context)).collect()),
        Datum::option(row.part_of, |whole| Datum::text(&whole.id)),
        Datum::option(group.and_then(|group| group.note.as_ref()), Datum::text),
    ]
}

fn count_datum(entry: &Entry<'_>, count: &Count) -> Datum {
    let int = |number: usize| Datum::Int(i64::try_from(number).unwrap_or(i64::MAX));
    let fact = entry.certification.facts.services.as_deref();
    let kinds = [
        ("official", int(count.official)),
        ("derived", int(count.derived)),
        ("editorial", int(count.editorial)),
        ("weak", int(count.weak)),
    ];
    Datum::map([
        ("certification", Datum::text(&entry.certification.id)),
        ("services", int(count.services)),
        ("support", Datum::option(fact, |fact| Datum::text(fact.support))),
        ("uncertain", Datum::Bool(fact.is_some_and(|fact| fact.confidence.is_some()))),
        ("same", int(count.same)),
        ("counterparts", Datum::map(kinds)),
        ("only", int(count.only())),
        ("topics", int(count.topics)),
        ("topics_shared", int(count.topics_shared)),
    ])
}
