//! Certificates for programs, and their days for calendars.

use super::report::{advice, days_until, name};
use super::{Advice, Answer, Lapse, Options, Row};
use crate::commands::Context;
use crate::commands::cost::amount::Amount;
use crate::render::calendar::{Calendar, Event};
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::Route;
use jiff::civil::Date;
use std::borrow::Cow;

/// The key of the records.
pub const KEY: &str = "held";

const LAPSE_KINDS: &[&str] = &["date", "never", "not_known"];

/// The keys and shapes of a record.
pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    let lapses = Shape::Map(vec![
        ("kind", Shape::Word(LAPSE_KINDS)),
        ("from", Shape::Date.nullable()),
        ("to", Shape::Date.nullable()),
    ]);
    let route = Shape::Map(vec![
        ("route", Shape::Word(Route::WORDS)),
        ("exam", Shape::Text.nullable()),
        ("opens", Shape::Date.nullable()),
        ("closes", Shape::Date),
        ("price_usd", Shape::Number.nullable()),
        ("in_doubt", Shape::Bool),
    ]);
    let renewal = Shape::Map(vec![
        ("possible", Shape::Bool.nullable()),
        ("routes", route.list()),
        ("opens", Shape::Date.nullable()),
        ("closes", Shape::Date.nullable()),
        ("price_usd", Shape::Number.nullable()),
    ]);
    vec![
        ("who".into(), Shape::Text.nullable()),
        ("cert".into(), Shape::Text),
        ("name".into(), Shape::Text),
        ("earned".into(), Shape::Text.nullable()),
        ("lapses".into(), lapses),
        ("lapses_by".into(), Shape::Word(&["file", "rule"]).nullable()),
        ("days_left".into(), Shape::Signed.nullable()),
        ("renewal".into(), renewal),
        ("next".into(), Shape::Text.list()),
    ]
}

/// The keys and shapes beside the records.
pub fn extras() -> Vec<(&'static str, Shape)> {
    vec![("unused", Shape::Text.list()), ("notes", Shape::Text.list())]
}

/// Returns the records of an answer.
pub fn records(answer: &Answer<'_>, context: &Context<'_>) -> Records {
    Records {
        key: KEY,
        columns: columns(),
        rows: answer.rows.iter().map(|row| record(row, context)).collect(),
        ids: answer.rows.iter().map(|row| row.certification.id.clone()).collect(),
        extra: vec![
            ("unused", Datum::texts(answer.unused.iter().cloned())),
            ("notes", Datum::texts(answer.notes.iter().cloned())),
        ],
    }
}

fn record(row: &Row<'_>, context: &Context<'_>) -> Vec<Datum> {
    let (kind, when) = match row.lapse {
        Lapse::On(when) => ("date", Some(when)),
        Lapse::Never => ("never", None),
        Lapse::NotKnown => ("not_known", None),
    };
    let day = |day: Option<Date>| Datum::option(day, Datum::printed);
    let lapses = Datum::map([
        ("kind", Datum::text(kind)),
        ("from", day(when.map(|when| when.earliest))),
        ("to", day(when.map(|when| when.latest))),
    ]);
    let from = if row.is_from_file { "file" } else { "rule" };
    let next: &[_] = match &row.advice {
        Advice::Ended { next, .. } | Advice::Again { next } => next,
        _ => &[],
    };
    vec![
        Datum::option(row.who.clone(), Datum::Text),
        Datum::text(row.certification.id.as_str()),
        Datum::text(row.certification.short_name.as_str()),
        Datum::option(row.earned, Datum::printed),
        lapses,
        Datum::option((row.lapse != Lapse::NotKnown).then_some(from), Datum::text),
        Datum::option(row.lapse.day(), |day| Datum::Int(days_until(day, context.day).into())),
        renewal(row),
        Datum::texts(next.iter().map(|next| next.id.as_str())),
    ]
}

fn renewal(row: &Row<'_>) -> Datum {
    let day = |day: Option<Date>| Datum::option(day, Datum::printed);
    let ways = if let Advice::Renew(ways) = &row.advice { ways.as_slice() } else { &[] };
    let possible = match &row.advice {
        Advice::Renew(ways) if ways.iter().all(|way| way.in_doubt) => None,
        Advice::Renew(_) => Some(true),
        Advice::Ended { .. } | Advice::Again { .. } | Advice::None => Some(false),
        Advice::NotKnown => None,
    };
    let routes = ways.iter().map(|way| {
        Datum::map([
            ("route", Datum::text(way.route.route.as_str())),
            ("exam", Datum::option(way.exam, |exam| Datum::text(exam.id.as_str()))),
            ("opens", day(way.opens)),
            ("closes", Datum::printed(way.closes)),
            ("price_usd", Datum::option(way.price, Amount::datum)),
            ("in_doubt", Datum::Bool(way.in_doubt)),
        ])
    });
    let first = ways.first();
    Datum::map([
        ("possible", Datum::option(possible, Datum::Bool)),
        ("routes", Datum::List(routes.collect())),
        ("opens", day(first.and_then(|way| way.opens))),
        ("closes", day(first.map(|way| way.closes))),
        ("price_usd", Datum::option(first.and_then(|way| way.price), Amount::datum)),
    ])
}

/// Returns the first day of each window and the last day of each certificate, with reminders.
pub fn calendar(answer: &Answer<'_>, options: &Options, context: &Context<'_>) -> Calendar {
    let mut events: Vec<Event> = answer.rows.iter().flat_map(|row| of_row(row, options, context)).collect();
    events.sort_by_key(|event| event.first);
    Calendar { name: "Certificates".to_owned(), as_of: context.day, events }
}

fn of_row(row: &Row<'_>, options: &Options, context: &Context<'_>) -> Vec<Event> {
    let Some(lapse) = row.lapse.day().filter(|lapse| *lapse >= context.day) else { return Vec::new() };
    let event = |kind: &str, day: Date, what: &str, reminders: Vec<u32>| Event {
        uid: [kind, row.who.as_deref().unwrap_or(""), &row.certification.id]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("-")
            + "@certcmp",
        first: day,
        last: day,
        summary: match &row.who {
            Some(who) => format!("{who}: {} {what}", name(row.certification)),
            None => format!("{} {what}", name(row.certification)),
        },
        description: advice(row, context),
        url: None,
        tentative: false,
        busy: false,
        reminders,
        updated: None,
    };
    let mut events = vec![event("lapses", lapse, "lapses", options.reminders.clone())];
    let ways = if let Advice::Renew(ways) = &row.advice { ways.as_slice() } else { &[] };
    if let Some(opens) = ways.iter().filter_map(|way| way.opens).min().filter(|opens| *opens >= context.day) {
        events.push(event("renewal-opens", opens, "can be renewed", vec![0]));
    }
    events
}
