//! The overlap as records: one for each service, group or topic, with the exams that name it.

use super::super::columns::Column;
use super::super::pairing::{pairing_datum, pairing_shape, service_shape, services_datum};
use super::super::{Audience, Context, evidence};
use super::sharing::{COUNTING, Count, Paired, Sharing, named_providers, wider};
use crate::query::Entry;
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::{Strength, Support};
use certcmp_dataset::{ServiceRef, SourceRef};
use std::borrow::Cow;

/// Keys and shapes.
type Columns = Vec<(Cow<'static, str>, Shape)>;

const KINDS: &[&str] = &["service", "topic"];
const MATCHES: &[&str] = &["counterpart", "same", "only"];

/// Keys and shapes of a record.
pub fn columns() -> Columns {
    let named = Shape::Map(vec![
        ("certification", Shape::Text),
        ("services", service_shape().list()),
        ("topic", Shape::Text.nullable()),
    ]);
    vec![
        ("kind", Shape::Word(KINDS)),
        ("match", Shape::Word(MATCHES)),
        ("id", Shape::Text.nullable()),
        ("what", Shape::Text),
        ("exams", Shape::Text.list()),
        ("named", named.list()),
        ("strength", Shape::Word(Strength::WORDS).nullable()),
        ("pairings", pairing_shape().list()),
        ("stands_in", Shape::Text.nullable()),
        ("note", Shape::Text.nullable()),
    ]
    .into_iter()
    .map(|(key, shape)| (Cow::Borrowed(key), shape))
    .collect()
}

/// The shape of the numbers of an exam.
pub fn count_shape() -> Shape {
    Shape::Map(vec![
        ("certification", Shape::Text),
        ("services", Shape::Int),
        ("support", Shape::Word(Support::WORDS).nullable()),
        ("uncertain", Shape::Bool),
        ("same", Shape::Int),
        (
            "counterparts",
            Shape::Map(vec![
                ("official", Shape::Int),
                ("derived", Shape::Int),
                ("editorial", Shape::Int),
                ("weak", Shape::Int),
            ]),
        ),
        ("shared", Shape::Int),
        ("shared_percent", Shape::Int.nullable()),
        ("only", Shape::Int),
        ("topics", Shape::Int),
        ("topics_shared", Shape::Int),
    ])
}

/// A record in the making; the rest is empty.
struct Row<'a> {
    kind: &'static str,
    matched: &'static str,
    id: Option<String>,
    what: String,
    named: Vec<(String, Vec<ServiceRef>, Option<String>)>,
    paired: Option<&'a Paired<'a>>,
    stands_in: Option<String>,
}

/// All records. Their ids are those of the shared services, which `services NAME` takes.
pub fn of(entries: &[Entry<'_>], sharing: &Sharing<'_>, context: &Context<'_>) -> Records {
    if context.audience != Audience::Programs {
        return Records::ids_only(shared_ids(sharing, context));
    }
    let mut rows: Vec<Vec<Datum>> = Vec::new();
    let mut cited = Vec::new();
    for row in service_rows(entries, sharing, context).iter().chain(&topic_rows(entries, sharing)) {
        rows.push(datum(row, &mut cited, context));
    }
    cited.extend(
        entries
            .iter()
            .filter_map(|entry| entry.certification.facts.services.as_deref())
            .flat_map(|fact| fact.sources.clone()),
    );
    let certifications = entries.iter().map(|entry| certification(entry, context)).collect();
    let counts = entries.iter().zip(&sharing.counts).map(|(entry, count)| count_datum(entry, count)).collect();
    Records {
        key: "overlap",
        columns: columns(),
        rows,
        ids: shared_ids(sharing, context),
        extra: vec![
            ("certifications", Datum::List(certifications)),
            ("counts", Datum::List(counts)),
            ("counting", Datum::text(COUNTING)),
            ("sources", evidence::sources_datum(cited, context)),
        ],
    }
}

fn shared_ids(sharing: &Sharing<'_>, context: &Context<'_>) -> Vec<String> {
    let paired = sharing.counterparts.iter().flat_map(|paired| paired.named.iter().flatten().copied());
    let mut ids: Vec<String> = Vec::new();
    for service in paired.chain(sharing.same.iter().map(|(service, _)| *service)) {
        let id = context.catalog.service(service).map(|service| service.id.clone()).unwrap_or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn service_rows<'a>(entries: &'a [Entry<'a>], sharing: &'a Sharing<'a>, context: &Context<'a>) -> Vec<Row<'a>> {
    let exam = |at: usize| entries.get(at).map(|entry| entry.certification.id.clone()).unwrap_or_default();
    let row =
        |matched, id, what, named| Row { kind: "service", matched, id, what, named, paired: None, stands_in: None };
    let mut rows = Vec::new();
    for paired in &sharing.counterparts {
        let named = paired.named.iter().enumerate().filter(|(_, services)| !services.is_empty());
        let named = named.map(|(at, services)| (exam(at), services.clone(), None)).collect();
        let group = paired.group;
        rows.push(Row {
            paired: Some(paired),
            ..row("counterpart", Some(group.id.clone()), group.capability.clone(), named)
        });
    }
    for (place, naming) in &sharing.same {
        let Some(service) = context.catalog.service(*place) else { continue };
        let named = naming.iter().map(|at| (exam(*at), vec![*place], None)).collect();
        rows.push(row("same", Some(service.id.clone()), service.name.clone(), named));
    }
    for (at, services) in sharing.only_services.iter().enumerate() {
        for place in services {
            let Some(service) = context.catalog.service(*place) else { continue };
            let stands_in = wider(*place, entries, context.catalog).map(|(whole, _)| whole.id.clone());
            let named = vec![(exam(at), vec![*place], None)];
            rows.push(Row { stands_in, ..row("only", Some(service.id.clone()), service.name.clone(), named) });
        }
    }
    rows
}

fn topic_rows<'a>(entries: &'a [Entry<'a>], sharing: &'a Sharing<'a>) -> Vec<Row<'a>> {
    let exam = |at: usize| entries.get(at).map(|entry| entry.certification.id.clone()).unwrap_or_default();
    let row =
        |matched, what, named| Row { kind: "topic", matched, id: None, what, named, paired: None, stands_in: None };
    let mut rows = Vec::new();
    for topic in &sharing.topics {
        let named =
            topic.named.iter().enumerate().filter_map(|(at, words)| Some((exam(at), Vec::new(), Some(words.clone()?))));
        rows.push(row("same", topic.words.clone(), named.collect()));
    }
    for (at, topics) in sharing.only_topics.iter().enumerate() {
        for topic in topics {
            rows.push(row("only", topic.clone(), vec![(exam(at), Vec::new(), Some(topic.clone()))]));
        }
    }
    rows
}

fn datum(row: &Row<'_>, cited: &mut Vec<SourceRef>, context: &Context<'_>) -> Vec<Datum> {
    let named = row.named.iter().map(|(exam, services, topic)| {
        Datum::map([
            ("certification", Datum::text(exam)),
            ("services", services_datum(services, context)),
            ("topic", Datum::option(topic.as_ref(), Datum::text)),
        ])
    });
    let providers = row.paired.map(|paired| named_providers(paired, context.catalog)).unwrap_or_default();
    let mut pairings = Vec::new();
    for pairing in row.paired.map_or(&[][..], |paired| &paired.group.pairings) {
        if providers.contains(&pairing.between.0.as_str()) && providers.contains(&pairing.between.1.as_str()) {
            cited.extend(&pairing.sources);
            pairings.extend(row.paired.map(|paired| pairing_datum(pairing, paired.group, context)));
        }
    }
    vec![
        Datum::text(row.kind),
        Datum::text(row.matched),
        Datum::option(row.id.as_ref(), Datum::text),
        Datum::text(&row.what),
        Datum::texts(row.named.iter().map(|(exam, _, _)| exam)),
        Datum::List(named.collect()),
        Datum::option(row.paired, |paired| Datum::text(paired.group.strength)),
        Datum::List(pairings),
        Datum::option(row.stands_in.as_ref(), Datum::text),
        Datum::option(row.paired.and_then(|paired| paired.group.note.as_ref()), Datum::text),
    ]
}

/// What tells the certifications apart, and whether they can be taken.
fn certification(entry: &Entry<'_>, context: &Context<'_>) -> Datum {
    let columns = [Column::Id, Column::Provider, Column::ShortName, Column::Status, Column::ReplacedBy];
    let parts = columns
        .iter()
        .flat_map(|column| column.keys().into_iter().map(|(key, _)| key).zip(column.data(entry, context)));
    Datum::Map(parts.collect())
}

fn count_datum(entry: &Entry<'_>, count: &Count) -> Datum {
    let int = |number: usize| Datum::Int(i64::try_from(number).unwrap_or(i64::MAX));
    let fact = entry.certification.facts.services.as_deref();
    Datum::map([
        ("certification", Datum::text(&entry.certification.id)),
        ("services", int(count.services)),
        ("support", Datum::option(fact, |fact| Datum::text(fact.support))),
        ("uncertain", Datum::Bool(fact.is_some_and(|fact| fact.uncertain))),
        ("same", int(count.same)),
        (
            "counterparts",
            Datum::map([
                ("official", int(count.official)),
                ("derived", int(count.derived)),
                ("editorial", int(count.editorial)),
                ("weak", int(count.weak)),
            ]),
        ),
        ("shared", int(count.shared())),
        ("shared_percent", Datum::option(count.percent(), int)),
        ("only", int(count.only())),
        ("topics", int(count.topics)),
        ("topics_shared", int(count.topics_shared)),
    ])
}
