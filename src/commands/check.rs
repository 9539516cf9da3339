//! `check`: the faults of data files, and what they hold.

use super::Outcome;
use super::keys::{self, Key, int};
use crate::dataset::{Checked, Fault};
use crate::render::report::{Block, Envelope, Records, Report};
use certcmp_dataset::Catalog;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::yaml::fault::MOST_FAULTS;
use jiff::civil::Date;

/// The key of the records.
pub const KEY: &str = "faults";

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
    if !checked.whole {
        return format!("No faults in {files}, added to the built-in dataset.");
    }
    let of_catalog = counts(checked).into_iter().skip(1);
    let counts: Vec<String> =
        of_catalog.filter_map(|(key, number)| Some(count(number?, key.trim_end_matches('s')))).collect();
    format!("No faults in {files}: {}.", counts.join(", "))
}

const COUNTED: [&str; 4] = ["files", "certifications", "services", "sources"];

fn counts(checked: &Checked) -> Vec<(&'static str, Option<usize>)> {
    let of = |number: fn(&Catalog) -> usize| checked.catalog.as_ref().map(number);
    let numbers = [
        Some(checked.files),
        of(|catalog| catalog.certifications.len()),
        of(|catalog| catalog.services.len()),
        of(|catalog| catalog.sources.len()),
    ];
    COUNTED.into_iter().zip(numbers).collect()
}

fn fields<'a>() -> [Key<&'a Fault>; 6] {
    [
        ("file", Shape::Text, |fault| Datum::text(&fault.file)),
        ("line", Shape::Int.nullable(), |fault| Datum::option(fault.place, |(line, _)| int(line))),
        ("column", Shape::Int.nullable(), |fault| Datum::option(fault.place, |(_, column)| int(column))),
        ("field", Shape::Text, |fault| Datum::Text(fault.field())),
        ("problem", Shape::Text, |fault| Datum::text(&fault.problem)),
        ("remedy", Shape::Text, |fault| Datum::text(&fault.remedy)),
    ]
}

pub fn columns() -> Vec<(&'static str, Shape)> {
    keys::columns(fields())
}

/// Keys and shapes of what is beside the faults.
pub fn extras() -> Vec<(&'static str, Shape)> {
    vec![
        ("counts", Shape::Map(COUNTED.map(|key| (key, Shape::Int.nullable())).to_vec())),
        ("warnings", keys::shape(fields()).list()),
    ]
}

fn records(checked: &Checked) -> Records {
    let counts = counts(checked).into_iter().map(|(key, number)| (key.into(), Datum::option(number, int))).collect();
    let warnings = keys::list(fields(), &checked.warnings);
    keys::records(KEY, fields(), &checked.faults, vec![("counts", Datum::Map(counts)), ("warnings", warnings)])
}
