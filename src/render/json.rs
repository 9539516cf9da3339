//! JSON and JSON Lines.

use super::report::Report;
use anyhow::{Context, Result};
use certcmp_dataset::Datum;

/// Changes only when a key is renamed or loses its meaning; keys may be added within one version.
pub const FORMAT_VERSION: i64 = 2;

pub fn document(report: &Report) -> Result<String> {
    let mut parts: Vec<(&'static str, Datum)> = vec![
        ("format_version", Datum::Int(FORMAT_VERSION)),
        ("certcmp_version", Datum::text(env!("CARGO_PKG_VERSION"))),
        ("data_date", Datum::option(report.data_date, Datum::printed)),
        ("as_of", Datum::printed(report.as_of)),
        ("language", Datum::text(&report.language)),
        (report.records.key, Datum::List(report.records.data().collect())),
    ];
    parts.extend(report.records.extra.iter().map(|(key, datum)| (*key, datum.clone())));
    pretty(&Datum::Map(parts))
}

pub fn pretty(value: &impl serde::Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(value).context("cannot write JSON")? + "\n")
}

pub fn lines(report: &Report) -> Result<String> {
    report.records.data().map(|record| Ok(compact(&record)? + "\n")).collect()
}

pub fn compact(datum: &Datum) -> Result<String> {
    serde_json::to_string(datum).context("cannot write JSON")
}
