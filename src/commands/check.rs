//! `check`: tells what the lints of the build found in any dataset.

use super::Outcome;
use crate::dataset::{Checked, Fault};
use crate::render::report::{Block, Envelope, Records, Report};
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::yaml::fault::MOST_FAULTS;
use jiff::civil::Date;

/// Reports what a check found.
pub fn run(checked: &Checked, day: Date, language: &str) -> Outcome {
    let mut blocks: Vec<Block> = checked.faults.iter().map(|fault| Block::Text(fault.to_string())).collect();
    if blocks.is_empty() {
        blocks.push(Block::Text(clean(checked)));
    }
    let data_date = checked.catalog.as_ref().and_then(|catalog| catalog.data_date);
    let envelope = Envelope { data_date, as_of: day, language: language.to_owned() };
    let mut outcome = Outcome::of(Report { envelope, blocks, records: records(&checked.faults) });
    if !checked.faults.is_empty() {
        let more = if checked.faults.len() >= MOST_FAULTS { "the first " } else { "" };
        outcome.notes.push(format!("{more}{}", count(checked.faults.len(), "fault", "faults")));
    }
    outcome.faults = !checked.faults.is_empty();
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

fn records(faults: &[Fault]) -> Records {
    let place = |value: Option<usize>| Datum::option(value.and_then(|value| i64::try_from(value).ok()), Datum::Int);
    let row = |fault: &Fault| {
        vec![
            Datum::text(&fault.file),
            place(fault.place.map(|(line, _)| line)),
            place(fault.place.map(|(_, column)| column)),
            Datum::Text(fault.field().into()),
            Datum::text(&fault.problem),
            Datum::text(&fault.remedy),
        ]
    };
    Records {
        key: "faults",
        columns: columns(),
        rows: faults.iter().map(row).collect(),
        ids: Vec::new(),
        extra: Vec::new(),
    }
}
