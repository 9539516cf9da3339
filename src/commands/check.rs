//! `check`: the faults of data files, and what they hold.

use super::Outcome;
use crate::dataset::{Checked, Fault};
use crate::render::report::{Block, Envelope, Records, Report};
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::yaml::fault::MOST_FAULTS;
use jiff::civil::Date;
use std::borrow::Cow;

/// The key of the records.
pub const KEY: &str = "faults";

/// Reports what a check found.
pub fn run(checked: &Checked, day: Date, language: &str) -> Outcome {
    let mut blocks: Vec<Block> = checked.faults.iter().map(|fault| Block::Text(fault.to_string())).collect();
    if blocks.is_empty() {
        blocks.push(Block::Text(summary(checked)));
    }
    blocks.extend(checked.warnings.iter().map(|warning| Block::Text(format!("warning: {warning}"))));
    let data_date = checked.catalog.as_ref().and_then(|catalog| catalog.data_date);
    let envelope = Envelope { data_date, as_of: day, language: language.to_owned() };
    let mut outcome = Outcome::of(Report { envelope, blocks, records: records(checked) });
    outcome.faults = !checked.faults.is_empty();
    outcome.notes.extend(outcome.faults.then(|| summary(checked)));
    outcome
}

fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// What was checked, and how many faults there are.
fn summary(checked: &Checked) -> String {
    let files = count(checked.files, "file");
    if !checked.faults.is_empty() {
        let most = if checked.faults.len() >= MOST_FAULTS { "at least " } else { "" };
        return format!("{most}{} in {files}", count(checked.faults.len(), "fault"));
    }
    let Some(catalog) = &checked.catalog else { return String::new() };
    if !checked.whole {
        return format!("No faults in {files}, added to the built-in dataset.");
    }
    let counts: Vec<String> =
        counts(catalog).iter().map(|(key, number)| count(*number, key.trim_end_matches('s'))).collect();
    format!("No faults in {files}: {}.", counts.join(", "))
}

fn counts(catalog: &certcmp_dataset::Catalog) -> [(&'static str, usize); 3] {
    [
        ("certifications", catalog.certifications.len()),
        ("services", catalog.services.len()),
        ("sources", catalog.sources.len()),
    ]
}

/// Keys and shapes of a fault or a warning.
fn fields() -> [(&'static str, Shape); 6] {
    [
        ("file", Shape::Text),
        ("line", Shape::Int.nullable()),
        ("column", Shape::Int.nullable()),
        ("field", Shape::Text),
        ("problem", Shape::Text),
        ("remedy", Shape::Text),
    ]
}

/// Keys and shapes of the records.
pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    fields().map(|(key, shape)| (key.into(), shape)).to_vec()
}

/// Keys and shapes of what is beside the faults.
pub fn extras() -> Vec<(&'static str, Shape)> {
    let keys = ["files", "certifications", "services", "sources"];
    vec![
        ("counts", Shape::Map(keys.map(|key| (key, Shape::Int.nullable())).to_vec())),
        ("warnings", Shape::Map(fields().to_vec()).list()),
    ]
}

fn records(checked: &Checked) -> Records {
    let int = |value: usize| i64::try_from(value).map_or(Datum::Null, Datum::Int);
    let row = |fault: &Fault| {
        vec![
            Datum::text(&fault.file),
            Datum::option(fault.place.map(|(line, _)| line), int),
            Datum::option(fault.place.map(|(_, column)| column), int),
            Datum::Text(fault.field()),
            Datum::text(&fault.problem),
            Datum::text(&fault.remedy),
        ]
    };
    let warning = |fault| Datum::Map(fields().into_iter().map(|(key, _)| key.into()).zip(row(fault)).collect());
    let count = |at: usize| {
        let counts = checked.catalog.as_ref().map(counts);
        Datum::option(counts.and_then(|counts| counts.get(at).map(|(_, number)| *number)), int)
    };
    let counts = Datum::map([
        ("files", int(checked.files)),
        ("certifications", count(0)),
        ("services", count(1)),
        ("sources", count(2)),
    ]);
    Records {
        key: KEY,
        columns: columns(),
        rows: checked.faults.iter().map(row).collect(),
        ids: Vec::new(),
        extra: vec![("counts", counts), ("warnings", Datum::List(checked.warnings.iter().map(warning).collect()))],
    }
}
