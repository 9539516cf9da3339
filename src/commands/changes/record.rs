//! Changes for programs, and as events for calendars and feeds.

use super::{Change, ChangeKind, Period};
use crate::commands::keys::{self, Key};
use crate::commands::{Context, evidence};
use crate::render::calendar::{Calendar, Event};
use crate::render::report::Records;
use certcmp_dataset::{Datum, Shape, Support, When};

pub const KEY: &str = "changes";

pub fn columns() -> Vec<(&'static str, Shape)> {
    keys::columns(change_keys())
}

pub fn extras() -> Vec<(&'static str, Shape)> {
    vec![("since", Shape::Date), ("until", Shape::Date)]
}

type OfChange<'a> = (&'a Change<'a>, &'a Context<'a>);

fn change_keys<'a>() -> [Key<OfChange<'a>>; 9] {
    [
        ("date", Shape::Map(vec![("from", Shape::Date), ("to", Shape::Date)]), |(change, _)| {
            let When { earliest, latest } = change.date;
            Datum::map([("from", Datum::printed(earliest)), ("to", Datum::printed(latest))])
        }),
        ("cert", Shape::Text, |(change, _)| Datum::text(change.certification.id.as_str())),
        ("name", Shape::Text, |(change, _)| Datum::text(change.certification.short_name.as_str())),
        ("kind", Shape::Word(ChangeKind::WORDS), |(change, _)| Datum::text(change.kind.as_str())),
        ("details", Shape::Text.nullable(), |(change, _)| {
            keys::text(Some(&change.details).filter(|details| !details.is_empty()))
        }),
        ("languages", Shape::Text.list(), |(change, _)| {
            Datum::texts(change.languages.iter().map(|language| language.as_str()))
        }),
        ("planned", Shape::Bool, |(change, _)| Datum::Bool(change.planned)),
        ("support", Shape::Word(Support::WORDS).nullable(), |(change, _)| {
            Datum::option(change.evidence.as_ref(), |view| Datum::printed(view.support))
        }),
        ("sources", Shape::Text.list(), |(change, context)| evidence::ids_datum(change.sources(), context)),
    ]
}

pub fn records(changes: &[Change<'_>], period: Period, context: &Context<'_>) -> Records {
    let cited = changes.iter().flat_map(Change::sources).copied().collect();
    let extra = vec![
        ("since", Datum::printed(period.since)),
        ("until", Datum::printed(period.until)),
        ("sources", evidence::sources_datum(cited, context)),
    ];
    keys::records(KEY, change_keys(), changes.iter().map(|change| (change, context)), extra)
}

pub fn calendar(changes: &[Change<'_>], context: &Context<'_>) -> Calendar {
    let event = |change: &Change<'_>| {
        let languages: Vec<&str> = change.languages.iter().map(|language| language.as_str()).collect();
        let planned = if change.planned { "planned-" } else { "" };
        let (kind, id) = (change.kind.as_str(), &change.certification.id);
        Event {
            // Names the thing and not its day, so that a later file replaces the event.
            uid: format!("{planned}{kind}-{id}-{}@certcmp", languages.join("-")),
            first: change.date.earliest,
            last: change.date.latest,
            summary: format!("{}: {}", change.certification.short_name, super::report::words(change, context)),
            description: evidence::names_line(change.sources(), context),
            tentative: change.planned || !change.date.is_exact(),
            updated: context.catalog.newest(change.sources()).map(|when| when.latest),
            ..Event::default()
        }
    };
    let events = changes.iter().map(event).collect();
    Calendar { name: "Changes of certifications".to_owned(), as_of: context.day, events }
}
