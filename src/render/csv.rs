//! CSV as in RFC 4180, with the keys of JSON flattened; and bare values between tabs.

use super::json;
use super::report::Report;
use anyhow::{Context, Result};
use certcmp_dataset::{Datum, Shape};

const EVIDENCE: &str = "evidence";

/// Renders a header and one line for each record. Parts of a map have columns of their own; texts of a list are joined
/// with `; `, and lists of maps are JSON. Of the evidence only the keys of disputed facts are left.
pub fn render(report: &Report) -> Result<String> {
    let mut header = Vec::new();
    for (key, shape) in &report.records.columns {
        let parts = flattened(key, shape, None);
        let is_taken = |name: &str| name != *key && report.records.columns.iter().any(|(other, _)| *other == name);
        let separator = if parts.iter().any(|(name, _)| is_taken(name)) { "." } else { "_" };
        header.extend(parts.into_iter().map(|(name, _)| match name.strip_prefix(&format!("{key}_")) {
            _ if *key == EVIDENCE => "disputed".to_owned(),
            Some(part) => format!("{key}{separator}{part}"),
            None => name,
        }));
    }
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(header)?;
    for row in &report.records.rows {
        let mut values = Vec::new();
        for ((key, shape), datum) in report.records.columns.iter().zip(row) {
            for (_, datum) in flattened(key, shape, Some(datum)) {
                values.push(if *key == EVIDENCE { disputed(datum) } else { scalar(datum)? });
            }
        }
        writer.write_record(values)?;
    }
    String::from_utf8(writer.into_inner().context("cannot write CSV")?).context("cannot write CSV")
}

/// Renders bare values between tabs: one column for each key, without the evidence. There is no header for one field of
/// one record, whose id, and what is of a beta, are left out then.
pub fn render_tabs(report: &Report) -> Result<String> {
    let records = &report.records;
    let keys: Vec<&str> = records.columns.iter().map(|(key, _)| key.as_ref()).collect();
    let fields: Vec<&str> =
        keys.iter().copied().filter(|key| *key != EVIDENCE && *key != "id" && !key.starts_with("beta_")).collect();
    let alone = match fields.as_slice() {
        [field] if records.rows.len() == 1 => Some(*field),
        [] if records.rows.len() == 1 => Some("id"),
        _ => None,
    };
    let is_shown = |key: &str| alone.map_or(key != EVIDENCE, |alone| key == alone);
    let mut lines: Vec<Vec<String>> = Vec::new();
    if alone.is_none() {
        lines.push(keys.iter().filter(|key| is_shown(key)).map(ToString::to_string).collect());
    }
    for row in &records.rows {
        let values = keys.iter().zip(row).filter(|(key, _)| is_shown(key));
        // A tab or a line break would begin another value.
        let bare = |(_, datum): (_, &Datum)| Ok(bare(datum)?.replace(['\t', '\n', '\r'], " "));
        lines.push(values.map(bare).collect::<Result<_>>()?);
    }
    Ok(lines.iter().map(|line| line.join("\t") + "\n").collect())
}

/// Returns a value as people type it: `90`, or `50-60` for a range.
fn bare(datum: &Datum) -> Result<String> {
    let Datum::Map(parts) = datum else { return scalar(datum) };
    let part = |name: &str| parts.iter().find(|(key, _)| *key == name).map(|(_, part)| part);
    match (part("min"), part("max")) {
        (Some(min), Some(max)) if min == max => scalar(min),
        (Some(min), Some(max)) => Ok(format!("{}-{}", scalar(min)?, scalar(max)?)),
        _ => scalar(datum),
    }
}

/// Returns the keys of the facts on which the evidence has a claim that contradicts them.
fn disputed(evidence: &Datum) -> String {
    let Datum::Map(facts) = evidence else { return String::new() };
    let is_disputed = |datum: &Datum| {
        let Datum::Map(parts) = datum else { return false };
        parts.iter().any(|(key, part)| *key == "disputed" && matches!(part, Datum::List(claims) if !claims.is_empty()))
    };
    let keys = facts.iter().filter(|(_, datum)| is_disputed(datum)).map(|(key, _)| *key);
    keys.collect::<Vec<&str>>().join("; ")
}

/// Returns the columns of a key with their values: those of a map are the columns of its parts.
fn flattened<'a>(key: &str, shape: &Shape, datum: Option<&'a Datum>) -> Vec<(String, &'a Datum)> {
    match shape {
        Shape::Nullable(shape) => flattened(key, shape, datum),
        Shape::Map(shapes) if key != EVIDENCE => {
            let parts = if let Some(Datum::Map(parts)) = datum { parts.as_slice() } else { &[] };
            let part = |(at, (part, shape)): (usize, &(_, Shape))| {
                flattened(&format!("{key}_{part}"), shape, parts.get(at).map(|(_, datum)| datum))
            };
            shapes.iter().enumerate().flat_map(part).collect()
        }
        _ => vec![(key.to_owned(), datum.unwrap_or(&Datum::Null))],
    }
}

fn scalar(datum: &Datum) -> Result<String> {
    Ok(match datum {
        Datum::Null => String::new(),
        Datum::Text(text) => text.to_string(),
        Datum::List(items) if items.iter().all(|item| matches!(item, Datum::Text(_))) => {
            let texts: Vec<String> = items.iter().map(scalar).collect::<Result<_>>()?;
            texts.join("; ")
        }
        other => json::compact(other)?,
    })
}
