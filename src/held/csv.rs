//! Certificates in CSV: a table of one's own, and the tables that exports have. The columns decide which one it is.

use super::{Held, Layout, OWN};
use csv::{Position, ReaderBuilder};
use jiff::civil::Date;

/// The tables of exports, each with the columns by which it is known, in lower case. A column `Name` is the person in
/// Credly's and the certificate in LinkedIn's.
const EXPORTS: [(&[&str], Layout); 5] = [
    (&["certification", "issued at"], Layout::export(&["certification"], &["issued at"], &["expires at"])),
    (&["badge title", "badge date"], Layout::export(&["badge title"], &["badge date"], &[])),
    (&["certification_name", "issued_at"], Layout::export(&["certification_name"], &["issued_at"], &["expires_at"])),
    (&["name", "authority", "started on"], Layout::export(&["name"], &["started on"], &["finished on"])),
    (&["exam title", "exam number", "exam date"], Layout::export(&["exam number", "exam title"], &["exam date"], &[])),
];

/// Reads a table with a head line, separated by commas, semicolons or tabs. Fails if the columns are those of no
/// known table, or the text is not CSV.
pub fn read(text: &str, today: Date) -> Result<Held, String> {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: &u8| head.bytes().filter(|byte| byte == sign).count();
    // The last one wins among equals, so that a table of one column has commas.
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<String> =
        reader.headers().map_err(invalid)?.iter().map(|name| name.trim().to_lowercase()).collect();
    let count = |name: &str| columns.iter().filter(|column| *column == name).count();
    let has = |required: &[&str]| required.iter().all(|name| count(name) > 0);
    let is_own = has(OWN.name);
    let known = || EXPORTS.iter().find(|(required, _)| has(required)).map(|(_, layout)| layout);
    let layout = if is_own { Some(&OWN) } else { known() };
    let layout = layout.ok_or(
        "no column `cert`; a file needs the columns `cert` and `earned` or `expires`, and can have `who` and `ref`",
    )?;
    let parts = [layout.who, layout.name, layout.earned, layout.expires].concat();
    if let Some(name) = parts.iter().find(|name| count(name) > 1) {
        return Err(format!("line 1: the column `{name}` is there twice; remove one"));
    }

    let mut held = Held { is_own, ..Held::default() };
    for record in reader.records() {
        let record = record.map_err(invalid)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let position = ("line", record.position().map_or(0, Position::line));
        let cell = |name: &str| Some(record.get(columns.iter().position(|column| column == name)?)?.to_owned());
        held.add(layout.certificate(position, today, cell));
    }
    Ok(held)
}

fn invalid(error: csv::Error) -> String {
    let line = error.position().map(|position| format!("line {}: ", position.line())).unwrap_or_default();
    format!("{line}invalid CSV")
}
