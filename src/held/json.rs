//! Exports in JSON: Credly, Microsoft Learn and Graph, Accredible, Open Badges. The keys decide which one it is.

use super::{Held, Layout, Problem};
use jiff::civil::Date;
use serde_json::Value;

const PASSED_EXAMS: &str = "/certificationData/passedExams";

/// The kinds of documents: pointers to the entries, which are a list or a single one, and where an entry has its parts.
/// A document is of the first kind whose names it has.
const FORMS: [(&[&str], Layout); 8] = [
    // Credly's `badges.json`: a page of a public profile.
    (
        &["/data"],
        Layout::export(
            &["/badge_template/name"],
            &["/issued_at_date", "/issued_at"],
            &["/expires_at_date", "/expires_at"],
        ),
    ),
    // Microsoft Learn: a shared transcript, or one credential.
    (
        &["/certificationData/activeCertifications", "/certificationData/historicalCertifications"],
        Layout::export(&["/name"], &["/dateEarned"], &["/expiration"]),
    ),
    (&[PASSED_EXAMS], Layout::export(&["/examNumber", "/examTitle"], &["/examDateTaken"], &[])),
    (&[""], Layout::export(&["/title"], &["/awardedOn"], &["/expiresOn"])),
    // Accredible: a wallet, or one credential.
    (
        &["/data/credentials", "/credentials", "/credential"],
        Layout::export(&["/name", "/group_name"], &["/issued_on"], &["/expired_on"]),
    ),
    // Open Badges 3.0 and 2.0, <https://www.imsglobal.org/spec/ob/v3p0/>.
    (&[""], Layout::export(&["/credentialSubject/achievement/name"], &["/validFrom"], &["/validUntil"])),
    (&[""], Layout::export(&["/badge/name"], &["/issuedOn"], &["/expires"])),
    // Microsoft Graph: the certifications of a profile.
    (&["/value"], Layout::export(&["/displayName"], &["/issuedDate", "/startDate"], &["/endDate"])),
];

fn entries<'a>(pointers: &[&str], document: &'a Value) -> Vec<&'a Value> {
    let found = pointers.iter().filter_map(|pointer| document.pointer(pointer));
    found.flat_map(|value| value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())).collect()
}

fn text(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer)?.as_str().map(str::to_owned)
}

pub fn read(source: &str, today: Date) -> Result<Held, String> {
    let document: Value = serde_json::from_str(source).map_err(|error| {
        let what = match error.to_string() {
            text if text.starts_with("recursion limit") => "nested too deeply",
            _ if error.is_eof() => "the JSON ends too early; export it again",
            _ => "invalid JSON",
        };
        format!("line {}, column {}: {what}", error.line(), error.column())
    })?;
    let has_names = |(pointers, layout): &&(&[&str], Layout)| {
        let has_name = |entry: &Value| layout.name.iter().any(|name| text(entry, name).is_some());
        entries(pointers, &document).into_iter().any(has_name)
    };
    // A list may be empty.
    let is_empty = |(pointers, _): &&(&[&str], Layout)| {
        let is_list = pointers.iter().any(|pointer| document.pointer(pointer).is_some_and(Value::is_array));
        is_list && entries(pointers, &document).is_empty()
    };
    let form = FORMS.iter().find(has_names).or_else(|| FORMS.iter().find(is_empty));
    let (pointers, layout) = form.ok_or_else(|| format!("unknown format; certcmp reads {}", super::FORMATS))?;
    let mut held = Held::default();
    for (number, entry) in (1..).zip(entries(pointers, &document)) {
        let position = ("entry", number);
        let certificate = layout.certificate(position, today, |pointer| text(entry, pointer));
        held.add(match (certificate, text(entry, "/state")) {
            (Ok(badge), Some(state)) if state != "accepted" => {
                Err(Problem { position, text: format!("`{}` is {state}, not accepted", badge.name) })
            }
            (certificate, _) => certificate,
        });
    }
    if pointers.contains(&PASSED_EXAMS) {
        held.notes.push("no certification in the transcript, so its passed exams are listed instead".to_owned());
    }
    if let Some(pages) = document.pointer("/metadata/total_pages").and_then(Value::as_u64).filter(|pages| *pages > 1) {
        held.notes.push(format!("the export has {pages} pages; this file is one of them"));
    }
    let skills = document.pointer("/appliedSkillsData/appliedSkillsCredentials").and_then(Value::as_array);
    held.notes.extend(match skills.map_or(0, Vec::len) {
        0 => None,
        1 => Some("1 applied skill is not a certification and was ignored".to_owned()),
        skills => Some(format!("{skills} applied skills are not certifications and were ignored")),
    });
    Ok(held)
}
