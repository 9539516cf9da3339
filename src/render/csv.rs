//! CSV as in RFC 4180: a header, CRLF, quotes where they are needed; the keys of JSON, flattened.

use super::json;
use super::report::Report;
use anyhow::{Context, Result};
use certcmp_dataset::value::{Datum, Shape};

/// The header and one line for each record. Parts of a map have columns of their own; texts of a list are joined
/// with `; `, and lists of maps stand as JSON. Of the evidence one column is left, which names the disputed facts.
///
/// # Errors
/// If a value cannot be written, which none of this program is.
pub fn render(report: &Report) -> Result<String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut header = Vec::new();
    for (key, shape) in &report.records.columns {
        head(key, shape, &mut header);
    }
    writer.write_record(&header)?;
    for row in &report.records.rows {
        let mut values = Vec::with_capacity(header.len());
        for ((key, shape), datum) in report.records.columns.iter().zip(row) {
            if key == EVIDENCE {
                values.push(disputed(datum).join("; "));
            } else {
                flatten(shape, datum, &mut values)?;
            }
        }
        writer.write_record(&values)?;
    }
    let bytes = writer.into_inner().context("cannot write CSV")?;
    String::from_utf8(bytes).context("cannot write CSV")
}

/// The key of the evidence in a record.
const EVIDENCE: &str = "evidence";

/// The keys of the facts on which the evidence has a claim that contradicts them.
fn disputed(evidence: &Datum) -> Vec<String> {
    let Datum::Map(facts) = evidence else { return Vec::new() };
    let is_disputed = |datum: &Datum| {
        let Datum::Map(parts) = datum else { return false };
        parts.iter().any(|(key, part)| key == "disputed" && matches!(part, Datum::List(claims) if !claims.is_empty()))
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
