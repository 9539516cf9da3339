//! The certifications of a profile in Microsoft Graph.

use super::{Certificate, Held, Position, date};
use serde_json::Value;

/// Reads the certifications; nothing if the document is not Graph's.
pub fn read(document: &Value) -> Option<Held> {
    let entries = document["value"].as_array()?;
    let mut held = Held::default();
    for (at, entry) in entries.iter().enumerate() {
        let text = |key: &str| entry[key].as_str().map(str::to_owned);
        let (earned, expires, problem) = date::pair(&[&entry["issuedDate"], &entry["startDate"]], &[&entry["endDate"]]);
        let certificate = Certificate {
            who: None,
            name: text("displayName")?,
            code: None,
            issuer: text("issuingAuthority").or_else(|| text("issuingCompany")),
            earned,
            expires,
            reference: text("certificationId"),
            position: Position::Entry(at + 1),
        };
        held.add(certificate, problem);
    }
    Some(held)
}
