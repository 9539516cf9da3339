//! Accredible: one credential, or a wallet. Google Cloud and Databricks use it.

use super::{Certificate, Held, Position, date};
use serde_json::Value;

/// Reads the credentials; nothing if the document is not Accredible's.
pub fn read(document: &Value) -> Option<Held> {
    let wallet = document["data"]["credentials"].as_array().or_else(|| document["credentials"].as_array());
    let credentials = match wallet {
        Some(credentials) => credentials.iter().collect(),
        None => vec![document.get("credential")?],
    };
    let mut held = Held::default();
    for (at, credential) in credentials.into_iter().enumerate() {
        let text = |key: &str| credential[key].as_str().map(str::to_owned);
        let (earned, expires, problem) = date::pair(&[&credential["issued_on"]], &[&credential["expired_on"]]);
        let certificate = Certificate {
            who: None,
            name: text("name").or_else(|| text("group_name"))?,
            code: None,
            issuer: credential["issuer"]["name"].as_str().map(str::to_owned),
            earned,
            expires,
            reference: text("uuid"),
            position: Position::Entry(at + 1),
        };
        held.add(certificate, problem);
    }
    Some(held)
}
