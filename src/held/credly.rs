//! Credly's `badges.json`: a page of a public profile.

use super::{Certificate, Held, Position, Problem, date};
use serde_json::Value;

/// Reads the badges; nothing if the document is not Credly's.
pub fn read(document: &Value) -> Option<Held> {
    let badges = document["data"].as_array()?;
    if !badges.iter().all(|badge| badge["badge_template"]["name"].is_string()) {
        return None;
    }
    let mut held = Held::default();
    let pages = document["metadata"]["total_pages"].as_u64().unwrap_or(1);
    if pages > 1 {
        held.notes.push(format!("the export has {pages} pages; this file is one of them"));
    }
    for (at, badge) in badges.iter().enumerate() {
        let position = Position::Entry(at + 1);
        let name = badge["badge_template"]["name"].as_str()?.to_owned();
        let state = badge["state"].as_str().unwrap_or("accepted");
        if state != "accepted" {
            held.problems.push(Problem { position, text: format!("`{name}` is {state}, not accepted") });
            continue;
        }
        let issuer = badge["issuer"]["entities"][0]["entity"]["name"].as_str().map(str::to_owned);
        let reference = badge["id"].as_str().map(str::to_owned);
        let (earned, expires, problem) = date::pair(
            &[&badge["issued_at_date"], &badge["issued_at"]],
            &[&badge["expires_at_date"], &badge["expires_at"]],
        );
        held.add(Certificate { who: None, name, code: None, issuer, earned, expires, reference, position }, problem);
    }
    Some(held)
}
