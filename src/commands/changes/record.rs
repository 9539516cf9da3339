//! Changes for programs, and as events for calendars and feeds.

use super::{Change, ChangeKind, Period};
use crate::commands::{Context, evidence};
use crate::render::calendar::{Calendar, Event};
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::Support;
use std::borrow::Cow;

/// The key of the records.
pub const KEY: &str = "changes";

/// The keys and shapes of a record.
pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    let date = Shape::Map(vec![("from", Shape::Date), ("to", Shape::Date)]);
    vec![
        ("date".into(), date),
        ("cert".into(), Shape::Text),
        ("name".into(), Shape::Text),
        ("kind".into(), Shape::Word(ChangeKind::WORDS)),
        ("details".into(), Shape::Text.nullable()),
        ("languages".into(), Shape::Text.list()),
        ("planned".into(), Shape::Bool),
        ("support".into(), Shape::Word(Support::WORDS).nullable()),
        ("sources".into(), Shape::Text.list()),
    ]
}

/// The keys and shapes beside the records.
pub fn extras() -> Vec<(&'static str, Shape)> {
    vec![("since", Shape::Date), ("until", Shape::Date)]
}

/// Returns the records of an answer.
pub fn records(changes: &[Change<'_>], period: Period, context: &Context<'_>) -> Records {
    let record = |change: &Change<'_>| {
        let days = [("from", change.date.earliest), ("to", change.date.latest)];
        vec![
            Datum::map(days.map(|(key, day)| (key, Datum::printed(day)))),
            Datum::text(change.certification.id.as_str()),
            Datum::text(change.certification.short_name.as_str()),
            Datum::text(change.kind.as_str()),
            Datum::option((!change.details.is_empty()).then_some(&change.details), Datum::text),
            Datum::texts(change.languages.iter().map(|language| language.as_str())),
            Datum::Bool(change.planned),
            Datum::option(change.support, |support| Datum::text(support.as_str())),
            Datum::texts(evidence::ids(&change.sources, context)),
        ]
    };
    let cited = changes.iter().flat_map(|change| change.sources.clone()).collect();
    Records {
        key: KEY,
        columns: columns(),
        rows: changes.iter().map(record).collect(),
        ids: super::ids(changes),
        extra: vec![
            ("since", Datum::printed(period.since)),
            ("until", Datum::printed(period.until)),
            ("sources", evidence::sources_datum(cited, context)),
        ],
    }
}

/// Returns the changes as events.
pub fn calendar(changes: &[Change<'_>], context: &Context<'_>) -> Calendar {
    let event = |change: &Change<'_>| Event {
        uid: uid(change),
        first: change.date.earliest,
        last: change.date.latest,
        summary: format!("{}: {}", change.certification.short_name, super::report::words(change, context)),
        description: evidence::names_line(&change.sources, context),
        url: None,
        tentative: change.planned || !change.date.is_exact(),
        busy: false,
        reminders: Vec::new(),
        updated: change
            .sources
            .iter()
            .filter_map(|id| context.catalog.source(*id)?.dated)
            .map(|dated| dated.latest)
            .max(),
    };
    Calendar {
        name: "Changes of certifications".to_owned(),
        as_of: context.day,
        events: changes.iter().map(event).collect(),
    }
}

/// Names the thing and not its day, so that a later file replaces the event.
fn uid(change: &Change<'_>) -> String {
    let languages: Vec<&str> = change.languages.iter().map(|language| language.as_str()).collect();
    let planned = if change.planned { "planned-" } else { "" };
    format!("{planned}{}-{}-{}@certcmp", change.kind.as_str(), change.certification.id, languages.join("-"))
}
