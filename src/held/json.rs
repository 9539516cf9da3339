//! Exports in JSON: Credly, Microsoft Learn and Graph, Accredible, Open Badges. The keys decide which one it is.

use super::layout::Layout;
use super::{Held, Position, Problem};
use jiff::civil::Date;
use serde_json::Value;

/// A kind of document.
struct Form {
    /// Pointers to the entries: a list of them, or a single one.
    entries: &'static [&'static str],
    layout: Layout,
    /// What a reader must know about every document of this kind; may be empty.
    note: &'static str,
}

const fn form(entries: &'static [&'static str], layout: Layout) -> Form {
    Form { entries, layout, note: "" }
}

/// The kinds; a document is of the first one whose names it has.
const FORMS: [Form; 8] = [
    // Credly's `badges.json`: a page of a public profile.
    form(
        &["/data"],
        Layout::export(
            &["/badge_template/name"],
            &["/issued_at_date", "/issued_at"],
            &["/expires_at_date", "/expires_at"],
        ),
    ),
    // Microsoft Learn: a shared transcript, or one credential.
    form(
        &["/certificationData/activeCertifications", "/certificationData/historicalCertifications"],
        Layout::export(&["/name"], &["/dateEarned"], &["/expiration"]),
    ),
    Form {
        note: "no certification in the transcript, so its passed exams are listed instead",
        ..form(
            &["/certificationData/passedExams"],
            Layout::export(&["/examNumber", "/examTitle"], &["/examDateTaken"], &[]),
        )
    },
    form(&[""], Layout::export(&["/title"], &["/awardedOn"], &["/expiresOn"])),
    // Accredible: a wallet, or one credential.
    form(
        &["/data/credentials", "/credentials", "/credential"],
        Layout::export(&["/name", "/group_name"], &["/issued_on"], &["/expired_on"]),
    ),
    // Open Badges 3.0 and 2.0, <https://www.imsglobal.org/spec/ob/v3p0/>.
    form(&[""], Layout::export(&["/credentialSubject/achievement/name"], &["/validFrom"], &["/validUntil"])),
    form(&[""], Layout::export(&["/badge/name"], &["/issuedOn"], &["/expires"])),
    // Microsoft Graph: the certifications of a profile.
    form(&["/value"], Layout::export(&["/displayName"], &["/issuedDate", "/startDate"], &["/endDate"])),
];

impl Form {
    fn entries<'a>(&self, document: &'a Value) -> Vec<&'a Value> {
        let found = self.entries.iter().filter_map(|pointer| document.pointer(pointer));
        found.flat_map(|value| value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())).collect()
    }

    fn has_names(&self, document: &Value) -> bool {
        let has_name = |entry: &Value| self.layout.name.iter().any(|name| text(entry, name).is_some());
        self.entries(document).into_iter().any(has_name)
    }
}

fn text(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer)?.as_str().map(str::to_owned)
}

/// Reads a document.
///
/// # Errors
/// If it is not JSON, or of none of the known kinds.
pub fn read(source: &str, today: Date) -> Result<Held, String> {
    let document: Value = serde_json::from_str(source).map_err(|error| {
        let what = match error.to_string() {
            text if text.starts_with("recursion limit") => "nested too deeply",
            _ if error.is_eof() => "the JSON ends too early; export it again",
            _ => "invalid JSON",
        };
        format!("line {}, column {}: {what}", error.line(), error.column())
    })?;
    let is_list = |form: &&Form| form.entries.iter().any(|at| document.pointer(at).is_some_and(Value::is_array));
    let form = FORMS.iter().find(|form| form.has_names(&document)).or_else(|| {
        // A list may be empty.
        FORMS.iter().find(|form| is_list(form) && form.entries(&document).is_empty())
    });
    let form = form.ok_or_else(|| format!("unknown format; certcmp reads {}", super::FORMATS))?;
    let mut held = Held::default();
    for (at, entry) in form.entries(&document).into_iter().enumerate() {
        let position = Position::Entry(at + 1);
        let certificate = form.layout.certificate(position, today, |pointer| text(entry, pointer));
        held.add(match (certificate, text(entry, "/state")) {
            (Ok(badge), Some(state)) if state != "accepted" => {
                Err(Problem { position, text: format!("`{}` is {state}, not accepted", badge.name) })
            }
            (certificate, _) => certificate,
        });
    }
    held.notes.extend((!form.note.is_empty()).then(|| form.note.to_owned()));
    if let Some(pages) = document.pointer("/metadata/total_pages").and_then(Value::as_u64).filter(|pages| *pages > 1) {
        held.notes.push(format!("the export has {pages} pages; this file is one of them"));
    }
    match document.pointer("/appliedSkillsData/appliedSkillsCredentials").and_then(Value::as_array).map_or(0, Vec::len)
    {
        0 => {}
        1 => held.notes.push("1 applied skill is not a certification and was ignored".to_owned()),
        skills => held.notes.push(format!("{skills} applied skills are not certifications and were ignored")),
    }
    Ok(held)
}
