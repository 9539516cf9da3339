//! Certificates in YAML: a list, or a list under `held:`.

use super::{Certificate, Held, OWN, Position, Problem};
use certcmp_dataset::yaml::text::shown;
use certcmp_dataset::yaml::{Node, PathStep, Positions};
use jiff::civil::Date;

const KEYS: [&str; 5] = ["who", "cert", "earned", "expires", "ref"];

/// Reads a file of one's own. Fails if it is not YAML, or not a list of entries.
pub fn read(text: &str, today: Date) -> Result<Held, String> {
    let root = Node::parse("", text).map_err(|fault| {
        let line = fault.place.map_or_else(String::new, |(line, _)| format!("line {line}: "));
        format!("{line}{}; {}", fault.problem, fault.remedy)
    })?;
    let (entries, start) = match (&root, root.get("held")) {
        (Node::List(entries), _) => (entries, Vec::new()),
        (_, Some(Node::List(entries))) => (entries, vec![PathStep::from("held")]),
        (Node::Map(_), _) => {
            return Err("`held:` must be a list: `held: [{ cert: AI-102, earned: 2025-12-20 }]`".to_owned());
        }
        _ => return Err("a list is missing: `- { cert: AI-102, earned: 2025-12-20 }`".to_owned()),
    };
    let positions = Positions::of(text);
    let mut held = Held { is_own: true, ..Held::default() };
    for (index, entry) in entries.iter().enumerate() {
        let path = [start.as_slice(), &[PathStep::from(index)]].concat();
        let position = ("line", u64::try_from(positions.find(&path).0.0).unwrap_or(0));
        held.add(certificate(entry, position, today));
    }
    Ok(held)
}

fn certificate(entry: &Node, position: Position, today: Date) -> Result<Certificate, Problem> {
    let problem = |text: String| Err(Problem { position, text });
    let Node::Map(parts) = entry else {
        return problem("an entry is written `{ cert: AI-102, earned: 2025-12-20 }`".to_owned());
    };
    for (key, value) in parts {
        let shown = shown(key);
        if !KEYS.contains(&key.as_str()) {
            return problem(format!("unknown field `{shown}`; an entry has {}", KEYS.join(", ")));
        }
        if parts.iter().filter(|(other, _)| other == key).count() > 1 {
            return problem(format!("the field `{shown}` is there twice"));
        }
        if matches!(value, Node::List(_) | Node::Map(_)) {
            return problem(format!("`{shown}` must be a single value"));
        }
    }
    OWN.certificate(position, today, |key| match entry.get(key)? {
        Node::Text(text) | Node::Number(text) => Some(text.clone()),
        _ => None,
    })
}
