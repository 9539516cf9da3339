//! Microsoft Learn: a shared transcript, or one credential.

use super::{Certificate, Held, Position, date};
use serde_json::Value;

/// Reads the certifications of a transcript, or one credential; nothing if the document is neither.
pub fn read(document: &Value) -> Option<Held> {
    if document["awardedOn"].is_string() && document["title"].is_string() {
        let mut held = Held::default();
        add(&mut held, document, ("title", "awardedOn", "expiresOn", "credentialId"));
        return Some(held);
    }
    let data = document["certificationData"].as_object()?;
    let mut held = Held::default();
    let keys = ("name", "dateEarned", "expiration", "certificationNumber");
    for list in ["activeCertifications", "historicalCertifications"] {
        for entry in data.get(list).and_then(Value::as_array).into_iter().flatten() {
            add(&mut held, entry, keys);
        }
    }
    let exams = data.get("passedExams").and_then(Value::as_array).map_or(0, Vec::len);
    if held.certificates.is_empty() && exams > 0 {
        held.notes.push(format!("no certification in the transcript; its {exams} passed exams are listed instead"));
        for entry in data.get("passedExams").and_then(Value::as_array).into_iter().flatten() {
            add(&mut held, entry, ("examTitle", "examDateTaken", "", ""));
            if let Some(last) = held.certificates.last_mut() {
                last.code = entry["examNumber"].as_str().map(str::to_owned);
            }
        }
    }
    let skills = document["appliedSkillsData"]["appliedSkillsCredentials"].as_array().map_or(0, Vec::len);
    if skills > 0 {
        held.notes.push(match skills {
            1 => "1 applied skill is not a certification and was ignored".to_owned(),
            _ => format!("{skills} applied skills are not certifications and were ignored"),
        });
    }
    Some(held)
}

/// Adds an entry by the keys of its name, its days and its number.
fn add(held: &mut Held, entry: &Value, (name, earned, expires, reference): (&str, &str, &str, &str)) {
    let text = |key: &str| entry[key].as_str().map(str::to_owned);
    let position = Position::Entry(held.certificates.len() + held.problems.len() + 1);
    let (earned, expires, problem) = date::pair(&[&entry[earned]], &[&entry[expires]]);
    let certificate = Certificate {
        who: None,
        name: text(name).unwrap_or_default(),
        code: None,
        issuer: Some("Microsoft".to_owned()),
        earned,
        expires,
        reference: text(reference),
        position,
    };
    held.add(certificate, problem);
}
