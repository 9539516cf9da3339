//! `check`: the faults of data files, and what they hold.

use super::Outcome;
use super::keys::{self, Key, int};
use super::names::count;
use crate::dataset::{Checked, Fault};
use crate::render::report::{Block, Records, Report};
use certcmp_dataset::yaml::fault::MOST_FAULTS;
use certcmp_dataset::{Catalog, Datum, Shape};
use jiff::civil::Date;

pub const KEY: &str = "faults";

pub fn run(checked: &Checked, day: Date, language: &str) -> Outcome {
    let mut blocks: Vec<Block> = checked.faults.iter().map(|fault| Block::Text(fault.to_string())).collect();
    if blocks.is_empty() {
        blocks.push(Block::Text(summary(checked)));
    }
    blocks.extend(checked.warnings.iter().map(|warning| Block::Text(format!("warning: {warning}"))));
    let data_date = checked.catalog.as_ref().and_then(|catalog| catalog.data_date);
    let (language, records) = (language.to_owned(), records(checked));
    let mut outcome = Outcome::of(Report { data_date, as_of: day, language, blocks, records });
    outcome.faults = !checked.faults.is_empty();
    outcome.notes.extend(outcome.faults.then(|| summary(checked)));
    outcome
}

fn summary(checked: &Checked) -> String {
    let files = count(checked.files, "file");
    if !checked.faults.is_empty() {
        let most = if checked.faults.len() >= MOST_FAULTS { "at least " } else { "" };
        return format!("{most}{} in {files}", count(checked.faults.len(), "fault"));
    }
    if !checked.whole {
        return format!("No faults in {files}, added to the built-in dataset.");
    }
    let counted = |(key, number): &Counted| Some(count(number(checked.catalog.as_ref()?), key.trim_end_matches('s')));
    let counts: Vec<String> = COUNTED.iter().filter_map(counted).collect();
    format!("No faults in {files}: {}.", counts.join(", "))
}

type Counted = (&'static str, fn(&Catalog) -> usize);

const COUNTED: [Counted; 3] = [
    ("certifications", |catalog| catalog.certifications.len()),
    ("services", |catalog| catalog.services.len()),
    ("sources", |catalog| catalog.sources.len()),
];

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

pub fn extras() -> Vec<(&'static str, Shape)> {
    let keys = ["files"].into_iter().chain(COUNTED.map(|(key, _)| key));
    vec![
        ("counts", Shape::Map(keys.map(|key| (key, Shape::Int.nullable())).collect())),
        ("warnings", keys::shape(fields()).list()),
    ]
}

fn records(checked: &Checked) -> Records {
    let number = |number: fn(&Catalog) -> usize| Datum::option(checked.catalog.as_ref().map(number), int);
    let of_catalog = COUNTED.map(|(key, counted)| (key, number(counted)));
    let counts = [("files", int(checked.files))].into_iter().chain(of_catalog).collect();
    let warnings = keys::list(fields(), &checked.warnings);
    keys::records(KEY, fields(), &checked.faults, vec![("counts", Datum::Map(counts)), ("warnings", warnings)])
}
