//! Open Badges 2.0 assertions and 3.0 credentials, <https://www.imsglobal.org/spec/ob/v3p0/>.

use super::{Certificate, Held, Position, date};
use serde_json::Value;

/// Reads one badge or a list of them; nothing if the document is no Open Badge.
pub fn read(document: &Value) -> Option<Held> {
    let badges = document.as_array().map_or_else(|| vec![document], |list| list.iter().collect());
    let mut held = Held::default();
    for (at, badge) in badges.into_iter().enumerate() {
        let achievement = &badge["credentialSubject"]["achievement"]["name"];
        let (name, issuer, earned, expires) = match achievement.as_str() {
            Some(name) => (name, &badge["issuer"]["name"], &badge["validFrom"], &badge["validUntil"]),
            None => {
                let class = &badge["badge"];
                (class["name"].as_str()?, &class["issuer"]["name"], &badge["issuedOn"], &badge["expires"])
            }
        };
        let (earned, expires, problem) = date::pair(&[earned], &[expires]);
        let certificate = Certificate {
            who: None,
            name: name.to_owned(),
            code: None,
            issuer: issuer.as_str().map(str::to_owned),
            earned,
            expires,
            reference: badge["id"].as_str().map(str::to_owned),
            position: Position::Entry(at + 1),
        };
        held.add(certificate, problem);
    }
    Some(held)
}
