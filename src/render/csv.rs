//! CSV as in RFC 4180, with the keys of JSON flattened; and bare values between tabs.

use super::json;
use super::report::Report;
use anyhow::{Context, Result};
use certcmp_dataset::value::{Datum, Shape};

/// Renders a header and one line for each record. Parts of a map have columns of their own; texts of a list are joined
/// with `; `, and lists of maps are JSON. Of the evidence only the keys of disputed facts are left.
pub fn render(report: &Report) -> Result<String> {
    let mut header = Vec::new();
    for (key, shape) in &report.records.columns {
        let mut names = Vec::new();
        head(key, shape, &mut names);
        let is_taken = |name: &String| name != key && report.records.columns.iter().any(|(other, _)| other == name);
        if names.iter().any(is_taken) {
            let part = |name: &String| name.strip_prefix(&format!("{key}_")).map(|part| format!("{key}.{part}"));
            names = names.iter().map(|name| part(name).unwrap_or_else(|| name.clone())).collect();
        }
        header.extend(names);
    }
    let mut lines = vec![header];
    for row in &report.records.rows {
        let mut values = Vec::new();
        for ((key, shape), datum) in report.records.columns.iter().zip(row) {
            if *key == EVIDENCE {
                values.push(disputed(datum).join("; "));
            } else {
                flatten(shape, datum, &mut values)?;
            }
        }
        lines.push(values);
    }
    write(&lines)
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

fn write(lines: &[Vec<String>]) -> Result<String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        writer.write_record(line)?;
    }
    String::from_utf8(writer.into_inner().context("cannot write CSV")?).context("cannot write CSV")
}

/// The key of the evidence in a record.
const EVIDENCE: &str = "evidence";

/// The keys of the facts on which the evidence has a claim that contradicts them.
fn disputed(evidence: &Datum) -> Vec<String> {
    let Datum::Map(facts) = evidence else { return Vec::new() };
    let is_disputed = |datum: &Datum| {
        let Datum::Map(parts) = datum else { return false };
        parts.iter().any(|(key, part)| *key == "disputed" && matches!(part, Datum::List(claims) if !claims.is_empty()))
    };
    facts.iter().filter(|(_, datum)| is_disputed(datum)).map(|(key, _)| key.to_string()).collect()
}

fn head(key: &str, shape: &Shape, header: &mut Vec<String>) {
    match shape {
        Shape::Map(_) if key == EVIDENCE => header.push("disputed".to_owned()),
        Shape::Map(parts) => parts.iter().for_each(|(part, shape)| head(&format!("{key}_{part}"), shape, header)),
        Shape::Nullable(shape) => head(key, shape, header),
        _ => header.push(key.to_owned()),
    }
}

fn flatten(shape: &Shape, datum: &Datum, values: &mut Vec<String>) -> Result<()> {
    match (shape, datum) {
        (Shape::Nullable(shape), datum) => flatten(shape, datum, values)?,
        (Shape::Map(shapes), Datum::Map(parts)) => {
            for ((_, shape), (_, datum)) in shapes.iter().zip(parts) {
                flatten(shape, datum, values)?;
            }
        }
        (Shape::Map(shapes), _) => {
            for (_, shape) in shapes {
                flatten(shape, &Datum::Null, values)?;
            }
        }
        (_, datum) => values.push(scalar(datum)?),
    }
    Ok(())
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
