//! Certificates in CSV: a table of one's own, and the tables that exports have. The columns decide which one it is.

use super::{Certificate, Held, Position, date, filled};
use csv::{ReaderBuilder, StringRecord};

/// The most rows of a file.
const MAX_ROWS: usize = 10_000;

/// The columns of a kind of table, in lower case. A table is of the first layout whose `required` columns it has.
struct Layout {
    required: &'static [&'static str],
    name: &'static str,
    code: &'static str,
    issuer: &'static str,
    earned: &'static str,
    expires: &'static str,
    reference: &'static str,
    who: &'static str,
}

const NONE: Layout =
    Layout { required: &[], name: "", code: "", issuer: "", earned: "", expires: "", reference: "", who: "" };

const OWN: Layout = Layout {
    required: &["cert"],
    name: "cert",
    earned: "earned",
    expires: "expires",
    reference: "ref",
    who: "who",
    ..NONE
};

/// The tables of exports. A column `Name` is the person in Credly's and the certificate in LinkedIn's.
const EXPORTS: [Layout; 5] = [
    Layout {
        required: &["certification", "issued at"],
        name: "certification",
        issuer: "issuer",
        earned: "issued at",
        expires: "expires at",
        ..NONE
    },
    Layout {
        required: &["badge title", "badge date"],
        name: "badge title",
        issuer: "issuer",
        earned: "badge date",
        ..NONE
    },
    Layout {
        required: &["certification_name", "issued_at"],
        name: "certification_name",
        earned: "issued_at",
        expires: "expires_at",
        reference: "certification_id",
        ..NONE
    },
    Layout {
        required: &["name", "authority", "started on"],
        name: "name",
        issuer: "authority",
        earned: "started on",
        expires: "finished on",
        reference: "license number",
        ..NONE
    },
    Layout {
        required: &["exam title", "exam number", "exam date"],
        name: "exam title",
        code: "exam number",
        earned: "exam date",
        ..NONE
    },
];

/// Reads a table with a head line, separated by commas, semicolons or tabs.
///
/// # Errors
/// If the columns are those of no known table, or the text is not CSV.
pub fn read(text: &str) -> Result<Held, String> {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|sign| head.bytes().filter(|byte| byte == sign).count());
    // The first of equals, for a table of one column.
    let delimiter = delimiter.filter(|sign| head.as_bytes().contains(sign)).unwrap_or(b',');
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<String> =
        reader.headers().map_err(invalid)?.iter().map(|name| name.trim().to_lowercase()).collect();
    let has = |layout: &&Layout| layout.required.iter().all(|name| columns.iter().any(|column| column == name));
    let layout = [&OWN].into_iter().chain(&EXPORTS).find(has).ok_or_else(|| {
        "no column `cert`; a file needs the columns `cert` and `earned` or `expires`, and can have `who` and `ref`"
            .to_owned()
    })?;

    let mut held = Held { is_own: layout.name == OWN.name, ..Held::default() };
    for (row, record) in reader.records().enumerate() {
        if row == MAX_ROWS {
            return Err(format!("more than {MAX_ROWS} rows"));
        }
        let record = record.map_err(invalid)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let (certificate, problem) = certificate(layout, &columns, &record);
        held.add(certificate, problem);
    }
    Ok(held)
}

/// Reads a row; with it the problem that makes it unusable.
fn certificate(layout: &Layout, columns: &[String], record: &StringRecord) -> (Certificate, Option<String>) {
    let cell = |name: &str| {
        let at = columns.iter().position(|column| !name.is_empty() && column == name)?;
        filled(record.get(at)?)
    };
    let mut problem = None;
    let mut day = |name: &str| {
        let parsed = date::parse(&cell(name)?);
        parsed.map_err(|error| problem = Some(error)).ok()
    };
    let (earned, expires) = (day(layout.earned), day(layout.expires));
    let name = cell(layout.name);
    if name.is_none() {
        problem = Some(format!("the column `{}` is empty", layout.name));
    }
    let certificate = Certificate {
        who: cell(layout.who),
        name: name.unwrap_or_default(),
        code: cell(layout.code),
        issuer: cell(layout.issuer),
        earned,
        expires,
        reference: cell(layout.reference),
        position: Position::Line(record.position().map_or(0, csv::Position::line)),
    };
    (certificate, problem)
}

fn invalid(error: csv::Error) -> String {
    match error.position() {
        Some(position) => format!("line {}: invalid CSV", position.line()),
        None => "invalid CSV".to_owned(),
    }
}
