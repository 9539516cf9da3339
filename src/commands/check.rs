//! `check`: runs the lints of the build on any dataset, and finds facts that have grown old.

use super::Outcome;
use crate::dataset::{Checked, Fault};
use crate::model::value::{Datum, Shape};
use crate::model::when::When;
use crate::model::{Catalog, SourceRef};
use crate::render::report::{Block, Cell, Envelope, Listing, Records, Report};
use jiff::civil::Date;

/// A fact whose newest source is old, or has no date.
struct Stale {
    certification: String,
    field: &'static str,
    newest: Option<When>,
}

/// Reports what a check found; with `stale`, also facts whose newest source is older than so many days before `day`.
pub fn run(checked: &Checked, stale: Option<i64>, day: Date, language: &str) -> Outcome {
    let old = match (&checked.catalog, stale) {
        (Some(catalog), Some(days)) => stale_facts(catalog, days, day),
        _ => Vec::new(),
    };
    let mut blocks: Vec<Block> = checked.faults.iter().map(|fault| Block::Text(fault.to_string())).collect();
    if !old.is_empty() {
        blocks.push(Block::Listing(stale_listing(&old, stale.unwrap_or_default())));
    }
    if blocks.is_empty() {
        blocks.push(Block::Text(clean(checked)));
    }
    let envelope = Envelope {
        data_date: checked.catalog.as_ref().and_then(Catalog::data_date),
        as_of: day,
        language: language.to_owned(),
    };
    let mut outcome = Outcome::of(Report { envelope, blocks, records: records(&checked.faults, &old) });
    if !checked.faults.is_empty() {
        outcome.notes.push(count(checked.faults.len(), "fault", "faults"));
    }
    if !old.is_empty() {
        outcome.notes.push(count(old.len(), "old fact", "old facts"));
    }
    outcome.faults = !checked.faults.is_empty() || !old.is_empty();
    outcome
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn clean(checked: &Checked) -> String {
    let Some(catalog) = &checked.catalog else { return String::new() };
    let files = count(checked.files, "file", "files");
    if !checked.whole {
        return format!("No fault found in {files}, as an addition to the dataset inside the program.");
    }
    format!(
        "No fault found in {files}: {}, {}, {}.",
        count(catalog.certifications.len(), "certification", "certifications"),
        count(catalog.services.len(), "service", "services"),
        count(catalog.sources.len(), "source", "sources"),
    )
}

fn stale_facts(catalog: &Catalog, days: i64, day: Date) -> Vec<Stale> {
    let limit = day.checked_sub(jiff::Span::new().days(days.clamp(0, 100_000))).unwrap_or(Date::MIN);
    let is_old = |sources: &[SourceRef]| match catalog.newest(sources) {
        Some(when) if when.latest >= limit => None,
        newest => Some(newest),
    };
    let mut old = Vec::new();
    for certification in &catalog.certifications {
        for (field, view) in certification.facts.views(catalog) {
            if let Some(newest) = is_old(view.sources) {
                old.push(Stale { certification: certification.id.clone(), field: field.name(), newest });
            }
        }
        for sitting in &certification.sittings {
            for (field, view) in sitting.facts.views(catalog) {
                if let Some(newest) = is_old(view.sources) {
                    old.push(Stale { certification: certification.id.clone(), field: field.name(), newest });
                }
            }
        }
    }
    old
}

fn stale_listing(old: &[Stale], days: i64) -> Listing {
    let row = |fact: &Stale| {
        let newest = fact.newest.map_or_else(|| "no source has a date".to_owned(), |when| when.to_string());
        vec![Cell::text(&fact.certification), Cell::text(fact.field), Cell::text(newest)]
    };
    Listing {
        heading: format!("Facts whose newest source is older than {days} days"),
        heads: ["ID", "Fact", "Newest source"].map(|head| (head.to_owned(), false)).to_vec(),
        rows: old.iter().map(row).collect(),
        legend: None,
    }
}

/// Keys and shapes of a fault.
pub fn columns() -> Vec<(std::borrow::Cow<'static, str>, Shape)> {
    vec![
        ("file".into(), Shape::Text),
        ("line".into(), Shape::Int.nullable()),
        ("column".into(), Shape::Int.nullable()),
        ("field".into(), Shape::Text),
        ("problem".into(), Shape::Text),
        ("remedy".into(), Shape::Text),
    ]
}

/// Keys and shapes of an old fact.
pub fn stale_shape() -> Shape {
    Shape::Map(vec![("id", Shape::Text), ("field", Shape::Text), ("newest", Shape::Date.nullable())])
}

fn records(faults: &[Fault], old: &[Stale]) -> Records {
    let place = |value: Option<usize>| Datum::option(value.and_then(|value| i64::try_from(value).ok()), Datum::Int);
    let row = |fault: &Fault| {
        vec![
            Datum::text(&fault.file),
            place(fault.place.map(|(line, _)| line)),
            place(fault.place.map(|(_, column)| column)),
            Datum::Text(fault.field()),
            Datum::text(&fault.problem),
            Datum::text(&fault.remedy),
        ]
    };
    let stale = |fact: &Stale| {
        Datum::map([
            ("id", Datum::text(&fact.certification)),
            ("field", Datum::text(fact.field)),
            ("newest", Datum::option(fact.newest, Datum::text)),
        ])
    };
    Records {
        key: "faults",
        columns: columns(),
        rows: faults.iter().map(row).collect(),
        ids: Vec::new(),
        extra: vec![("stale", Datum::List(old.iter().map(stale).collect()))],
    }
}
