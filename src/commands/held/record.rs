//! Certificates for programs, and their days for calendars.

use super::report::{advice, name};
use super::{Advice, Answer, Lapse, Options, Row};
use crate::commands::Context;
use crate::commands::cost::event::Amount;
use crate::commands::keys::{self, Key, date};
use crate::commands::renewal::RenewalWay;
use crate::render::calendar::{Calendar, Event};
use crate::render::report::Records;
use certcmp_dataset::{Datum, Route, Shape, When};
use jiff::civil::Date;

pub const KEY: &str = "held";

pub fn columns() -> Vec<(&'static str, Shape)> {
    keys::columns(row_keys())
}

pub fn extras() -> Vec<(&'static str, Shape)> {
    vec![("unused", Shape::Text.list()), ("notes", Shape::Text.list())]
}

pub fn records(answer: &Answer<'_>, context: &Context<'_>) -> Records {
    let extra = vec![("unused", Datum::texts(&answer.unused)), ("notes", Datum::texts(&answer.notes))];
    keys::records(KEY, row_keys(), answer.rows.iter().map(|row| (row, context.day)), extra)
}

type OfRow<'a> = (&'a Row<'a>, Date);

fn row_keys<'a>() -> [Key<OfRow<'a>>; 9] {
    [
        ("who", Shape::Text.nullable(), |(row, _)| keys::text(row.who.as_ref())),
        ("cert", Shape::Text, |(row, _)| Datum::text(row.certification.id.as_str())),
        ("name", Shape::Text, |(row, _)| Datum::text(row.certification.short_name.as_str())),
        ("earned", Shape::Text.nullable(), |(row, _)| date(row.earned)),
        ("lapses", keys::shape(lapse_keys()), |(row, _)| keys::map(&lapse_keys(), &row.lapse)),
        ("lapses_from", Shape::Word(&["file", "rule"]).nullable(), |(row, _)| match row.lapse {
            Lapse::NotKnown => Datum::Null,
            _ => Datum::text(if row.is_from_file { "file" } else { "rule" }),
        }),
        ("days_left", Shape::Signed.nullable(), |(row, today)| {
            Datum::option(row.lapse.day(), |day| Datum::Int((day - *today).get_days().into()))
        }),
        ("renewal", keys::shape(renewal_keys()), |(row, _)| keys::map(&renewal_keys(), &row.advice)),
        ("next", Shape::Text.list(), |(row, _)| Datum::texts(row.advice.next.iter().map(|next| &next.id))),
    ]
}

fn lapse_keys() -> [Key<Lapse>; 3] {
    [
        ("kind", Shape::Word(&["date", "never", "not_known"]), |lapse| {
            Datum::text(match lapse {
                Lapse::On(_) => "date",
                Lapse::Never => "never",
                Lapse::NotKnown => "not_known",
            })
        }),
        ("from", Shape::Date.nullable(), |lapse| date(lapse.day())),
        ("to", Shape::Date.nullable(), |lapse| date(lapse.when().map(|when| when.latest))),
    ]
}

fn renewal_keys<'a>() -> [Key<Advice<'a>>; 5] {
    [
        ("possible", Shape::Bool.nullable(), |advice| Datum::option(advice.possible, Datum::Bool)),
        ("routes", keys::shape(way_keys()).list(), |advice| keys::list(way_keys(), advice.ways.iter())),
        ("opens", Shape::Date.nullable(), |advice| date(advice.ways.first().and_then(|way| way.opens))),
        ("closes", Shape::Date.nullable(), |advice| date(advice.ways.first().map(|way| way.closes))),
        ("price_usd", Shape::Number.nullable(), |advice| {
            Datum::option(advice.ways.first().and_then(|way| way.price), Amount::datum)
        }),
    ]
}

fn way_keys<'a>() -> [Key<&'a RenewalWay<'a>>; 7] {
    [
        ("route", Shape::Word(Route::WORDS), |way| Datum::text(way.route.route.as_str())),
        ("exam", Shape::Text.nullable(), |way| keys::text(way.exam.map(|exam| &exam.id))),
        ("opens", Shape::Date.nullable(), |way| date(way.opens)),
        ("planned", Shape::Bool, |way| Datum::Bool(way.planned.is_some())),
        ("closes", Shape::Date, |way| Datum::printed(way.closes)),
        ("price_usd", Shape::Number.nullable(), |way| Datum::option(way.price, Amount::datum)),
        ("in_doubt", Shape::Bool, |way| Datum::Bool(way.in_doubt || way.disputed)),
    ]
}

pub fn calendar(answer: &Answer<'_>, options: &Options, context: &Context<'_>) -> Calendar {
    let mut events = Vec::new();
    for row in &answer.rows {
        let Some(lapse) = row.lapse.day().filter(|lapse| *lapse >= context.day) else { continue };
        let who = |end: &str| row.who.as_ref().map(|who| format!("{who}{end}")).unwrap_or_default();
        let event = |kind: &str, day: Date, what: &str, reminders: Vec<u32>| Event {
            uid: format!("{kind}-{}{}@certcmp", who("-"), row.certification.id),
            first: day,
            last: day,
            summary: format!("{}{} {what}", who(": "), name(row.certification)),
            description: advice(row, context),
            reminders,
            ..Event::default()
        };
        let what = if row.lapse == Lapse::On(When::on(lapse)) { "lapses" } else { "lapses at the earliest" };
        events.push(event("lapses", lapse, what, options.reminders.clone()));
        let openings = row.advice.ways.iter().filter(|way| way.planned.is_none()).filter_map(|way| way.opens);
        let opens = openings.min().filter(|opens| *opens >= context.day);
        events.extend(opens.map(|opens| event("renewal-opens", opens, "can be renewed", vec![0])));
    }
    events.sort_by_key(|event| event.first);
    Calendar { name: "Certificates".to_owned(), as_of: context.day, events }
}
