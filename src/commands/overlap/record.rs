//! The overlap for programs: a record for each topic, service or group, with the exams that name it.

use super::{Count, Match, Row, Sharing, Subject};
use crate::commands::columns::Column;
use crate::commands::keys::{self, Key, int};
use crate::commands::pairing::{pairing_keys, services_datum, services_shape};
use crate::commands::{Context, certifications, evidence};
use crate::query::Entry;
use crate::render::report::Records;
use certcmp_dataset::{Basis, Datum, ServiceRef, Shape, Strength, Support};

pub const KEY: &str = "overlap";

/// What tells the certifications apart, and whether they are available.
const OWN: [Column; 4] = [Column::Id, Column::Provider, Column::ShortName, Column::Status];

pub fn columns() -> Vec<(&'static str, Shape)> {
    keys::columns(row_keys())
}

pub fn extras() -> Vec<(&'static str, Shape)> {
    let own = OWN.iter().flat_map(|column| column.keys()).collect();
    vec![("certifications", Shape::Map(own).list()), ("counts", keys::shape(count_keys()).list())]
}

pub(super) fn of(entries: &[Entry<'_>], sharing: &Sharing<'_>, context: &Context<'_>) -> Records {
    let pairings = sharing.rows.iter().flat_map(|row| row.pairings(context.catalog));
    let facts = entries.iter().filter_map(|entry| entry.certification.facts.services.as_deref());
    let cited = pairings.flat_map(|pairing| &pairing.sources).chain(facts.flat_map(|fact| &fact.sources));
    let extra = vec![
        ("certifications", Datum::List(certifications::records(entries, &OWN, false, context).data().collect())),
        ("counts", keys::list(count_keys(), entries.iter().zip(&sharing.counts))),
        ("sources", evidence::sources_datum(cited.copied().collect(), context)),
    ];
    keys::records(KEY, row_keys(), sharing.rows.iter().map(|row| (row, entries, context)), extra)
}

type OfRow<'a> = (&'a Row<'a>, &'a [Entry<'a>], &'a Context<'a>);

fn row_keys<'a>() -> [Key<OfRow<'a>>; 10] {
    fn named<'a>(row: &'a Row<'a>, entries: &'a [Entry<'a>]) -> impl Iterator<Item = OfExam<'a>> {
        row.exams.iter().filter_map(|(at, services)| Some((&entries.get(*at)?.certification.id, services.as_slice())))
    }
    [
        ("kind", Shape::Word(&["topic", "service"]), |(row, ..)| {
            Datum::text(if row.is_topic() { "topic" } else { "service" })
        }),
        ("match", Shape::Word(Match::WORDS), |(row, ..)| Datum::text(row.matched.as_str())),
        ("id", Shape::Text, |(row, ..)| Datum::text(id_and_name(row).0)),
        ("what", Shape::Text, |(row, ..)| Datum::text(id_and_name(row).1)),
        ("exams", Shape::Text.list(), |(row, entries, _)| Datum::texts(named(row, entries).map(|(exam, _)| exam))),
        ("named", keys::shape(exam_keys()).list(), |(row, entries, context)| {
            keys::list(exam_keys(), named(row, entries).map(|exam| (exam, *context)))
        }),
        ("strength", Shape::Word(Strength::WORDS).nullable(), |(row, ..)| {
            Datum::option(row.group().map(|group| group.strength), Datum::printed)
        }),
        ("pairings", keys::shape(pairing_keys()).list(), |(row, _, context)| {
            let pairings = row.pairings(context.catalog).into_iter();
            keys::list(pairing_keys(), pairings.filter_map(|pairing| Some((pairing, row.group()?, *context))))
        }),
        ("part_of", Shape::Text.nullable(), |(row, ..)| Datum::option(row.part_of, |whole| Datum::text(&whole.id))),
        ("note", Shape::Text.nullable(), |(row, ..)| keys::text(row.group().and_then(|group| group.note.as_ref()))),
    ]
}

fn id_and_name<'a>(row: &Row<'a>) -> (&'a str, &'a str) {
    match row.subject {
        Subject::Topic(topic) => (&topic.id, &topic.label),
        Subject::Service(service) => (&service.id, &service.name),
        Subject::Group(group) => (&group.id, &group.capability),
    }
}

type OfExam<'a> = (&'a String, &'a [ServiceRef]);

fn exam_keys<'a>() -> [Key<(OfExam<'a>, &'a Context<'a>)>; 2] {
    [
        ("certification", Shape::Text, |((exam, _), _)| Datum::text(*exam)),
        ("services", services_shape(), |((_, services), context)| services_datum(services, context)),
    ]
}

fn count_keys<'a>() -> [Key<(&'a Entry<'a>, &'a Count)>; 9] {
    [
        ("certification", Shape::Text, |(entry, _)| Datum::text(&entry.certification.id)),
        ("services", Shape::Int, |(_, count)| int(count.services)),
        ("support", Shape::Word(Support::WORDS).nullable(), |(entry, _)| {
            Datum::option(entry.certification.facts.services.as_deref(), |fact| Datum::printed(fact.support))
        }),
        ("uncertain", Shape::Bool, |(entry, _)| {
            Datum::Bool(entry.certification.facts.services.as_deref().is_some_and(|fact| fact.confidence.is_some()))
        }),
        ("same", Shape::Int, |(_, count)| int(count.same)),
        ("counterparts", keys::shape(paired_keys()), |(_, count)| keys::map(&paired_keys(), count)),
        ("only", Shape::Int, |(_, count)| int(count.only())),
        ("topics", Shape::Int, |(_, count)| int(count.topics)),
        ("topics_shared", Shape::Int, |(_, count)| int(count.topics_shared)),
    ]
}

fn paired_keys<'a>() -> [Key<&'a Count>; 4] {
    [
        ("official", Shape::Int, |count| int(count.on(Basis::Official))),
        ("derived", Shape::Int, |count| int(count.on(Basis::Derived))),
        ("editorial", Shape::Int, |count| int(count.on(Basis::Editorial))),
        ("weak", Shape::Int, |count| int(count.weak())),
    ]
}
