//! Certificates in YAML: a list, or a list under `held:`.

use super::{Certificate, Held, Position, date, filled};
use certcmp_dataset::yaml::node::Node;
use certcmp_dataset::yaml::path::PathStep;
use certcmp_dataset::yaml::position::Positions;
use certcmp_dataset::yaml::syntax;

/// The keys of an entry.
const KEYS: [&str; 5] = ["who", "cert", "earned", "expires", "ref"];

/// Reads a file of one's own.
///
/// # Errors
/// If it is not YAML, or not a list of entries.
pub fn read(text: &str) -> Result<Held, String> {
    let root = syntax::parse("", text).map_err(|fault| {
        let line = fault.place.map_or_else(String::new, |(line, _)| format!("line {line}: "));
        format!("{line}{}; {}", fault.problem, fault.remedy)
    })?;
    let (entries, start) = match &root {
        Node::List(entries) => (entries, Vec::new()),
        Node::Map(_) => match root.get("held") {
            Some(Node::List(entries)) => (entries, vec![PathStep::from("held")]),
            _ => return Err("`held:` must be a list: `held: [{ cert: AI-102, earned: 2025-12-20 }]`".to_owned()),
        },
        _ => return Err("a list is missing: `- { cert: AI-102, earned: 2025-12-20 }`".to_owned()),
    };
    let positions = Positions::of(text);
    let mut held = Held { is_own: true, ..Held::default() };
    for (index, entry) in entries.iter().enumerate() {
        let path = [start.as_slice(), &[PathStep::from(index)]].concat();
        let line = u64::try_from(positions.nearest(&path).0).unwrap_or(0);
        let (certificate, problem) = certificate(entry, Position::Line(line));
        held.add(certificate, problem);
    }
    Ok(held)
}

/// Reads an entry; with it the problem that makes it unusable.
fn certificate(entry: &Node, position: Position) -> (Certificate, Option<String>) {
    let value = |key: &str| match entry.get(key)? {
        Node::Text(text) | Node::Number(text) => filled(text),
        _ => None,
    };
    let mut problem = match entry {
        Node::Map(entries) => entries
            .iter()
            .find(|(key, _)| !KEYS.contains(&key.as_str()))
            .map(|(key, _)| format!("unknown field `{key}`; an entry has {}", KEYS.join(", "))),
        _ => Some("an entry is written `{ cert: AI-102, earned: 2025-12-20 }`".to_owned()),
    };
    let mut day = |key: &str| {
        let parsed = date::parse(&value(key)?);
        parsed.map_err(|error| problem = Some(error)).ok()
    };
    let (earned, expires) = (day("earned"), day("expires"));
    let name = value("cert");
    if name.is_none() {
        problem = problem.or_else(|| Some("`cert` is missing".to_owned()));
    }
    let certificate = Certificate {
        who: value("who"),
        name: name.unwrap_or_default(),
        code: None,
        issuer: None,
        earned,
        expires,
        reference: value("ref"),
        position,
    };
    (certificate, problem)
}
