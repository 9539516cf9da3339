//! Availability: the wording of "not available", "replaced by" and "in doubt", for every command.

use super::keys::{self, Key};
use super::{Context, evidence, names};
use crate::query::Entry;
use crate::render::report::{Cell, Tone};
use certcmp_dataset::certification::code;
use certcmp_dataset::standing::Until;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::when::When;
use certcmp_dataset::{Certification, Sitting, SittingField, Standing, Status};

/// A certification with its standing on the day and in the language of the context.
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
        cell.evidence = evidence::evidence(&view, context);
        cell.remarks = evidence::remarks(&view, context);
        cell.remarks = cell.remarks.into_iter().map(|remark| remark.about(field.label())).collect();
    }
    cell
}

/// A standing in a few words, with a standard exam that is announced without a day.
pub fn availability(entry: &Entry<'_>) -> String {
    let words = brief(&entry.standing);
    match entry.standing.opening {
        None if entry.certification.sittings.iter().any(Sitting::is_unscheduled) => {
            format!("{words}; exam announced without a day")
        }
        _ => words,
    }
}

/// A standing in a few words: "yes", "beta, perhaps closed; exam planned 2027-01-14", "no, ended 2026-03-31".
pub fn brief(standing: &Standing) -> String {
    let language = standing.language.title();
    match standing.status {
        Status::Available | Status::Retiring => match &standing.until {
            Some(Until::Day(when)) if standing.in_doubt => format!("perhaps; ends {}", when.words()),
            Some(Until::Day(when)) if when.latest == standing.day => "yes, last day".to_owned(),
            Some(Until::Day(when)) => format!("yes, until {}", when.words()),
            Some(Until::Planned(when)) if standing.in_doubt => format!("perhaps ended: {} was planned", when.words()),
            Some(Until::Planned(when)) => format!("yes, end planned {}", when.words()),
            Some(Until::Opens(id, _)) if standing.in_doubt => format!("perhaps, until {} opens", code(id)),
            Some(Until::Opens(id, _)) => format!("yes, until {} opens", code(id)),
            None if standing.in_doubt => "perhaps: first day not known".to_owned(),
            None => "yes".to_owned(),
        },
        Status::Beta => {
            let beta = if standing.in_doubt { "beta, perhaps closed" } else { "beta" };
            match standing.opening {
                Some(opening) => format!("{beta}; exam {}", opening_words(opening, standing)),
                None => beta.to_owned(),
            }
        }
        Status::Announced => {
            let open = if standing.in_doubt { "perhaps open" } else { "not yet" };
            match standing.opening {
                Some(opening) if standing.opening_kind == Some(SittingKind::Beta) => {
                    format!("{open}; beta {}", opening_words(opening, standing))
                }
                Some(opening) => format!("{open}; {}", opening_words(opening, standing)),
                None => format!("{open}; no day announced"),
            }
        }
        Status::Retired => {
            let ended = standing.ended().map(|when| format!(" {}", when.words())).unwrap_or_default();
            if standing.is_over_elsewhere() {
                format!("no, ended{ended}")
            } else {
                format!("no, {language} ended{ended}")
            }
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

/// What a certification replaces, in a cell: "MLS-C01 (ended 2026-03-31)".
pub fn replaced_cell(entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    Cell::list(replaced(entry, context).into_iter().map(|earlier| ended_name(earlier, context)))
}

/// The code of an ended certification with the day: "MLS-C01 (ended 2026-03-31)".
pub fn ended_name(certification: &Certification, context: &Context<'_>) -> String {
    let code = names::code(certification);
    match entry(certification, context).standing.ended() {
        Some(when) => format!("{code} (ended {})", when.words()),
        None => format!("{code} (ended)"),
    }
}

/// What replaces a certification, and is available or perhaps is; nothing for one that is available itself.
pub fn replacements<'a>(entry: &Entry<'_>, context: &Context<'a>) -> Vec<&'a Certification> {
    let Entry { certification, standing } = entry;
    match standing.status {
        Status::Available | Status::Beta => Vec::new(),
        _ => context.catalog.instead(certification, standing.day, &standing.language),
    }
}

/// What replaces a certification in a cell, with names in the words of `name`: "MLA-C02 (beta)".
pub fn replacements_cell(entry: &Entry<'_>, name: impl Fn(&Certification) -> String, context: &Context<'_>) -> Cell {
    let named = |next: &Certification| {
        let standing = Standing::of(next, context.catalog, entry.standing.day, &entry.standing.language);
        format!("{}{}", name(next), aside(&standing))
    };
    Cell::list(replacements(entry, context).into_iter().map(named))
}

/// Returns what must be said of a certification that replaces another one: a beta, or a doubt; empty for most.
pub fn aside(standing: &Standing) -> &'static str {
    match standing.status {
        _ if !standing.can_be_taken() => " (perhaps not available)",
        Status::Beta => " (beta)",
        _ => "",
    }
}

/// Says that a certification is not available, or that this is in doubt or not known: "PMLE is not available in French
/// on 2026-11-28".
pub fn not_available(entry: &Entry<'_>) -> String {
    let standing = &entry.standing;
    let (id, language, day) = (names::code(entry.certification), standing.language.title(), standing.day);
    match standing.status {
        _ if standing.in_doubt => format!("{id} is perhaps not available in {language} on {day}"),
        Status::Unknown => format!("it is not known whether {id} is available in {language} on {day}"),
        Status::Announced => format!("{id} is not yet available in {language} on {day}"),
        _ => format!("{id} is not available in {language} on {day}"),
    }
}

/// Says that a certification is not available, why, and what is available in its place: a line each.
pub fn explain(entry: &Entry<'_>, context: &Context<'_>) -> Vec<String> {
    let standing = &entry.standing;
    let mut lines = vec![not_available(entry), standing.sentences(entry.certification)];
    let (next, doubtful) = context.catalog.successors_now(entry.certification, standing.day, &standing.language);
    if !next.is_empty() {
        let beta = |status: Status| if status == Status::Beta { " (beta)" } else { "" };
        let named = |(next, status): (&Certification, Status)| format!("{}{}", names::code(next), beta(status));
        let ids: Vec<String> = next.into_iter().map(named).collect();
        lines.push(format!("available that day: {}", ids.join(", ")));
    }
    if !doubtful.is_empty() {
        lines.push(format!("perhaps available that day: {}", names::codes(&doubtful)));
    }
    lines
}

/// Whether it can be taken, for programs: null where that is in doubt or not known.
pub fn can_be_taken(standing: &Standing) -> Datum {
    if standing.in_doubt || standing.status == Status::Unknown {
        Datum::Null
    } else {
        Datum::Bool(standing.can_be_taken())
    }
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

/// Each certification once, in the order in which they were named.
pub fn distinct<'a>(certifications: &[&'a Certification]) -> Vec<&'a Certification> {
    let mut kept: Vec<&Certification> = Vec::new();
    for certification in certifications {
        if !kept.iter().any(|known| known.id == certification.id) {
            kept.push(certification);
        }
    }
    kept
}
