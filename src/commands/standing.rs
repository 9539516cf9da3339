//! Availability: the wording of "not available", "replaced by" and "in doubt", for every command.

use super::keys::{self, Key};
use super::{Context, evidence, names};
use crate::query::Entry;
use crate::render::report::{Cell, Tone};
use certcmp_dataset::certification::code;
use certcmp_dataset::{Certification, Datum, Shape, Sitting, SittingField, SittingKind, Standing, Status, Until, When};

pub fn entry<'a>(certification: &'a Certification, context: &Context<'_>) -> Entry<'a> {
    let standing = Standing::of(certification, context.catalog, context.day, context.language);
    Entry { certification, standing }
}

pub fn tone(entry: &Entry<'_>) -> Tone {
    match entry.standing.status {
        _ if entry.standing.in_doubt => Tone::Doubt,
        Status::Available => Tone::Good,
        Status::Beta | Status::Retiring | Status::Announced => Tone::Soon,
        Status::Retired | Status::NotOffered => Tone::Ended,
        Status::Unknown => Tone::Doubt,
    }
}

/// The standing in a few words, with the disputes and sources of the day that decides it.
pub fn cell(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let mut cell = Cell::text(availability(entry)).tone(tone(entry));
    let sitting = entry.standing.sitting.and_then(|at| entry.certification.sittings.get(at));
    let field = match entry.standing.status {
        Status::Announced | Status::Beta => SittingField::First,
        _ => SittingField::Last,
    };
    if let Some(view) = sitting.and_then(|sitting| sitting.facts.view(field)) {
        cell = evidence::backed(cell, &view, context);
        cell.remarks = cell.remarks.into_iter().map(|remark| remark.about(field.label())).collect();
    }
    cell
}

/// A standing in a few words, with a standard exam that is announced without a day.
pub fn availability(entry: &Entry<'_>) -> String {
    let mut sittings = entry.certification.sittings.iter();
    let is_unscheduled = entry.standing.opening.is_none() && sittings.any(Sitting::is_unscheduled);
    let exam = if is_unscheduled { "; exam announced without a day" } else { "" };
    format!("{}{exam}", brief(&entry.standing))
}

/// A standing in a few words: "yes", "beta, perhaps closed; exam planned 2027-01-14", "no, ended 2026-03-31".
pub fn brief(standing: &Standing) -> String {
    let language = standing.language.title();
    let open = if standing.in_doubt { "perhaps" } else { "yes" };
    match standing.status {
        Status::Available | Status::Retiring => match &standing.until {
            Some(Until::Day(when)) if standing.in_doubt => format!("perhaps; ends {}", when.words()),
            Some(Until::Day(when)) if when.latest == standing.day => "yes, last day".to_owned(),
            Some(Until::Day(when)) => format!("yes, until {}", when.words()),
            Some(Until::Planned(when)) if standing.in_doubt => format!("perhaps ended: {} was planned", when.words()),
            Some(Until::Planned(when)) => format!("yes, end planned {}", when.words()),
            Some(Until::Opens(id, _)) => format!("{open}, until {} opens", code(id)),
            None if standing.in_doubt => "perhaps: first day not known".to_owned(),
            None => "yes".to_owned(),
        },
        Status::Beta => {
            let opening = standing.opening.map(|opening| format!("; exam {}", opening_words(opening, standing)));
            let doubt = if standing.in_doubt { ", perhaps closed" } else { "" };
            format!("beta{doubt}{}", opening.unwrap_or_default())
        }
        Status::Announced => {
            let open = if standing.in_doubt { "perhaps open" } else { "not yet" };
            let beta = if standing.opening_kind == Some(SittingKind::Beta) { "beta " } else { "" };
            let opening = standing.opening.map(|opening| format!("{beta}{}", opening_words(opening, standing)));
            format!("{open}; {}", opening.as_deref().unwrap_or("no day announced"))
        }
        Status::Retired => {
            let language = if standing.is_over_elsewhere() { String::new() } else { format!("{language} ") };
            let ended = standing.ended().map(|when| format!(" {}", when.words())).unwrap_or_default();
            format!("no, {language}ended{ended}")
        }
        Status::NotOffered => format!("not in {language}"),
        Status::Unknown => format!("not known for {language}"),
    }
}

fn opening_words((when, planned): (When, bool), standing: &Standing) -> String {
    match planned {
        true if standing.day < when.earliest => format!("planned {}", when.words()),
        true => format!("was planned {}", when.words()),
        false => format!("from {}", when.words()),
    }
}

/// The ended certifications in whose place a certification was put, those that lead to the same certificate first.
pub fn replaced<'a>(entry: &Entry<'_>, context: &Context<'a>) -> Vec<&'a Certification> {
    let id = &entry.certification.id;
    let ended = |earlier: &&Certification| self::entry(earlier, context).standing.status == Status::Retired;
    let mut found: Vec<&Certification> = context.catalog.predecessors(id).filter(ended).collect();
    let continued = |earlier: &Certification| {
        earlier.facts.continued_by.as_deref().is_some_and(|next| next.value.iter().any(|next| next == id))
    };
    found.sort_by_key(|earlier| (!continued(earlier), earlier.track != entry.certification.track));
    found
}

/// The code of an ended certification with the day: "MLS-C01 (ended 2026-03-31)".
pub fn ended_name(certification: &Certification, context: &Context<'_>) -> String {
    let ended = entry(certification, context).standing.ended().map(|when| format!(" {}", when.words()));
    format!("{} (ended{})", names::code(certification), ended.unwrap_or_default())
}

/// What replaces a certification, and is available or perhaps is; nothing for one that is available itself.
pub fn replacements<'a>(entry: &Entry<'_>, context: &Context<'a>) -> Vec<&'a Certification> {
    let Entry { certification, standing } = entry;
    match standing.status {
        Status::Available | Status::Beta => Vec::new(),
        _ => context.catalog.instead(certification, standing.day, &standing.language),
    }
}

/// The names of what replaces a certification: "MLA-C02 (beta)".
pub fn replacements_cell(entry: &Entry<'_>, name: impl Fn(&Certification) -> String, context: &Context<'_>) -> Cell {
    Cell::list(replacements(entry, context).into_iter().map(|next| with_aside(next, entry, &name, context)))
}

fn with_aside(
    next: &Certification,
    entry: &Entry<'_>,
    name: impl Fn(&Certification) -> String,
    context: &Context<'_>,
) -> String {
    let standing = Standing::of(next, context.catalog, entry.standing.day, &entry.standing.language);
    format!("{}{}", name(next), aside(&standing))
}

/// Returns what must be said of a certification that replaces another one: a beta, or a doubt; empty for most.
pub fn aside(standing: &Standing) -> &'static str {
    match standing.status {
        _ if !standing.can_be_taken() => " (perhaps not available)",
        Status::Beta => " (beta)",
        _ => "",
    }
}

/// Says that a certification is not available, or that this is in doubt or not known ("PMLE is not available in French
/// on 2026-11-28"), why, and what is available in its place: a line each.
pub fn explain(entry: &Entry<'_>, context: &Context<'_>) -> Vec<String> {
    let Entry { certification, standing } = entry;
    let (id, place) = (names::code(certification), format!("in {} on {}", standing.language.title(), standing.day));
    let unavailable = match standing.status {
        _ if standing.in_doubt => format!("{id} is perhaps not available {place}"),
        Status::Unknown => format!("it is not known whether {id} is available {place}"),
        Status::Announced => format!("{id} is not yet available {place}"),
        _ => format!("{id} is not available {place}"),
    };
    let mut lines = vec![unavailable, standing.sentences(certification)];
    let next = context.catalog.instead(certification, standing.day, &standing.language);
    let named: Vec<String> = next.into_iter().map(|next| with_aside(next, entry, names::code, context)).collect();
    lines.extend((!named.is_empty()).then(|| format!("in its place that day: {}", named.join(", "))));
    lines
}

/// Whether it can be taken, for programs: null where that is in doubt or not known.
pub fn can_be_taken(standing: &Standing) -> Datum {
    let is_known = !standing.in_doubt && standing.status != Status::Unknown;
    Datum::option(is_known.then(|| standing.can_be_taken()), Datum::Bool)
}

pub fn keys<'a>() -> [Key<&'a Standing>; 8] {
    [
        ("since", Shape::Date.nullable(), |standing| keys::date(standing.since)),
        ("until", Shape::Date.nullable(), |standing| match &standing.until {
            Some(Until::Day(when) | Until::Planned(when)) => Datum::printed(when),
            _ => Datum::Null,
        }),
        ("until_planned", Shape::Bool, |standing| Datum::Bool(matches!(standing.until, Some(Until::Planned(_))))),
        ("until_opens", Shape::Text.nullable(), |standing| match &standing.until {
            Some(Until::Opens(id, _)) => Datum::text(id),
            _ => Datum::Null,
        }),
        ("opens", Shape::Date.nullable(), |standing| Datum::option(standing.opening, |(when, _)| Datum::printed(when))),
        ("opens_planned", Shape::Bool, |standing| Datum::Bool(standing.opening.is_some_and(|(_, planned)| planned))),
        ("in_doubt", Shape::Bool, |standing| Datum::Bool(standing.in_doubt)),
        ("elsewhere", Shape::Text.list(), |standing| Datum::texts(&standing.elsewhere)),
    ]
}
