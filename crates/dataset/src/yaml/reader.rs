//! Reads parts of a file into values, and collects every fault on the way.

use super::fault::{Fault, MOST_FAULTS, Path, PathStep};
use super::node::Node;
use super::text::{invisible, is_control, shown, with_plain_spaces};
use crate::lazy::{ServiceRef, SourceRef};
use crate::nearest::nearest;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Default)]
pub struct Known {
    /// The indexes of entries, by section and id.
    pub indexes: HashMap<&'static str, HashMap<String, u32>>,
    pub cited: HashSet<u32>,
    /// Ids of entries that could not be read, in lower case: their faults are reported once.
    pub faulty: HashSet<String>,
}

impl Known {
    pub fn index(&self, section: &str, id: &str) -> Option<u32> {
        self.indexes.get(section)?.get(id).copied()
    }

    /// Returns the known id that is nearest to one that is not known.
    pub fn nearest(&self, section: &str, id: &str) -> Option<&str> {
        let known = self.indexes.get(section).into_iter().flat_map(HashMap::keys);
        nearest(id, known.map(String::as_str)).first().copied()
    }

    pub fn add_faulty(&mut self, entry: &Node) {
        self.faulty.extend(entry.text("id").map(str::to_lowercase));
    }
}

/// The most bytes of one text. Laying out a text takes time that grows faster than its length.
const MOST_TEXT: usize = 20_000;

const ONE_LINE: &str = "write it on one line, without brackets";

const FEW_FIELDS: usize = 16;

/// The key that merges another map into one, in YAML 1.1.
pub const MERGE_KEY: &str = "<<";

pub struct Reader<'a> {
    pub file: &'a str,
    pub known: &'a mut Known,
    /// Whether what is read corrects something known.
    pub amends: bool,
    pub faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    pub fn fault(&mut self, at: &Path<'_>, problem: impl Into<String>, remedy: impl Into<String>) {
        Fault::new(self.file, at.steps(), problem, remedy).add_to(self.faults);
    }

    pub fn refuse<T>(&mut self, at: &Path<'_>, problem: impl Into<String>, remedy: impl Into<String>) -> Option<T> {
        self.fault(at, problem, remedy);
        None
    }

    /// Adds the fault that a part has another form than the one that is wanted, as in "a list".
    pub fn wrong_form<T>(&mut self, node: &Node, at: &Path<'_>, wanted: &str, remedy: &str) -> Option<T> {
        let (found, bare) = match node {
            Node::Null => ("nothing".to_owned(), None),
            Node::Bool(found) => (format!("`{found}`"), Some(found.to_string())),
            Node::Number(found) => (format!("the number {}", shown(found)), Some(shown(found))),
            Node::Text(text) => (format!("`{}`", shown(text)), None),
            Node::List(_) => ("a list".to_owned(), None),
            Node::Map(_) => ("a map".to_owned(), None),
        };
        let in_quotes = bare.filter(|_| remedy == ONE_LINE).map(|bare| format!("put it in quotes: \"{bare}\""));
        let remedy = in_quotes.unwrap_or_else(|| remedy.to_owned());
        self.refuse(at, format!("expected {wanted}, found {found}"), remedy)
    }

    /// Reads a text or number for a typed value, with plain spaces and hyphens.
    pub fn scalar(&mut self, node: &Node, at: &Path<'_>, wanted: &str) -> Option<String> {
        match node {
            Node::Text(text) => Some(with_plain_spaces(text).trim().to_owned()),
            Node::Number(number) => Some(number.clone()),
            other => self.wrong_form(other, at, wanted, ONE_LINE),
        }
    }

    /// Adds the fault that a text is not a valid value, with what would be.
    pub fn invalid<T>(&mut self, text: &str, at: &Path<'_>, wanted: &str, problem: &str, remedy: String) -> Option<T> {
        let says_no_more = ["a date", "a score"].iter().any(|noun| problem == format!("`{text}` is not {noun}"));
        let problem = if says_no_more || problem.is_empty() { String::new() } else { format!(": {problem}") };
        match invisible(text) {
            Some(found) => self.refuse(at, format!("`{}` contains {found}", shown(text)), "remove it"),
            None => self.refuse(at, format!("`{}` is not {wanted}{problem}", shown(text)), remedy),
        }
    }

    pub fn text(&mut self, node: &Node, at: &Path<'_>) -> Option<String> {
        let Node::Text(text) = node else {
            return self.wrong_form(node, at, "a text", ONE_LINE);
        };
        let control = |found: char| format!("the text contains the control character U+{:04X}", u32::from(found));
        let (problem, remedy) = match text.chars().find(|found| is_control(*found)) {
            _ if text.trim().is_empty() => ("the text is empty".to_owned(), "write something, or remove the field"),
            _ if text.len() > MOST_TEXT => (format!("text too long (at most {MOST_TEXT} bytes)"), "shorten it"),
            Some('\n') => (control('\n'), "write the text on one line, or fold it with `>-`"),
            Some(found) => (control(found), "remove it"),
            None => return Some(text.clone()),
        };
        self.refuse(at, problem, remedy)
    }

    pub fn truth(&mut self, node: &Node, at: &Path<'_>) -> Option<bool> {
        match node {
            Node::Bool(truth) => Some(*truth),
            other => self.wrong_form(other, at, "`true` or `false`", "write one of the two"),
        }
    }

    pub fn number(&mut self, node: &Node, at: &Path<'_>) -> Option<u32> {
        let number = if let Node::Number(number) = node { number.parse().ok() } else { None };
        number.or_else(|| self.wrong_form(node, at, "a whole number", "write it in digits"))
    }

    pub fn id(&mut self, node: &Node, at: &Path<'_>) -> Option<String> {
        let text = self.scalar(node, at, "an id")?;
        let well_formed = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
            && text.len() <= 64;
        if well_formed {
            return Some(text);
        }
        let remedy = "use lower-case letters, digits and hyphens, as in `mls-c01`".to_owned();
        self.invalid(&text, at, "a valid id", "", remedy)
    }

    pub fn word<T: Copy>(&mut self, node: &Node, at: &Path<'_>, name: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.scalar(node, at, name)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        found.or_else(|| {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.invalid(&text, at, name, "", format!("write one of {}", words.join(", ")))
        })
    }

    pub fn url(&mut self, node: &Node, at: &Path<'_>) -> Option<String> {
        let Node::Text(text) = node else {
            return self.wrong_form(node, at, "a web address", ONE_LINE);
        };
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let printable = text.len() <= MOST_TEXT && text.bytes().all(|byte| byte.is_ascii_graphic());
        if printable && host.is_some_and(|host| host.starts_with(|first: char| first.is_ascii_alphanumeric())) {
            return Some(text.clone());
        }
        let remedy = "write it in full, as in `https://example.org/page`, in plain ASCII".to_owned();
        self.invalid(text, at, "a web address", "", remedy)
    }

    pub fn entries<T>(
        &mut self,
        node: &Node,
        at: &Path<'_>,
        read: impl Fn(&Node, &Path<'_>, &mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Node::List(entries) = node else {
            return self.wrong_form(node, at, "a list", "write it like `[a, b]`");
        };
        let mut values = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            values.extend(read(entry, &at.index(index), self));
        }
        (values.len() == entries.len()).then_some(values)
    }

    /// Reads a map, whose fields are then read one by one. The example is for the fault that it is none; what was found
    /// stands in it for `…`.
    pub fn map<'n>(&mut self, node: &'n Node, at: &'n Path<'n>, what: &str, example: &str) -> Option<Fields<'n>> {
        let example = match node {
            Node::Map(entries) => return Some(Fields { entries, at, asked: Vec::new(), missing: Vec::new() }),
            Node::Text(found) | Node::Number(found) => example.replacen('…', &shown(found), 1),
            _ => example.to_owned(),
        };
        self.wrong_form(node, at, what, &format!("write it like `{{ {example} }}`"))
    }

    pub fn service(&mut self, node: &Node, at: &Path<'_>) -> Option<ServiceRef> {
        self.reference(node, at, "service", "services").map(ServiceRef)
    }

    fn reference(&mut self, node: &Node, at: &Path<'_>, what: &str, section: &str) -> Option<u32> {
        let id = self.scalar(node, at, &format!("the id of a {what}"))?;
        let found = self.known.index(section, &id);
        if found.is_some() || self.known.faulty.contains(&id.to_lowercase()) {
            return found;
        }
        if let Some(found) = invisible(&id) {
            return self.refuse(at, format!("`{}` contains {found}", shown(&id)), "remove it");
        }
        let near = self.known.nearest(section, &id);
        let near = near.map(|near| format!("did you mean `{near}`? Else ")).unwrap_or_default();
        let remedy = format!("{near}add it to a file with `{section}:`");
        self.refuse(at, format!("there is no {what} `{}`", shown(&id)), remedy)
    }

    pub fn sources(&mut self, node: &Node, at: &Path<'_>) -> Option<Vec<SourceRef>> {
        if *node == Node::List(Vec::new()) {
            return self.refuse(at, "there is no source", "name at least one; a fact without a source is left out");
        }
        let found = self.entries(node, at, |id, at, reader| reader.reference(id, at, "source", "sources"))?;
        for (index, source) in found.iter().enumerate() {
            if found.iter().take(index).any(|earlier| earlier == source) {
                return self.refuse(&at.index(index), "the source is named twice", "name it once");
            }
        }
        self.known.cited.extend(&found);
        Some(found.into_iter().map(SourceRef).collect())
    }
}

/// The fields of a map. Those that were never asked for are faults.
pub struct Fields<'n> {
    entries: &'n [(String, Node)],
    pub(super) at: &'n Path<'n>,
    asked: Vec<&'static str>,
    pub(super) missing: Vec<String>,
}

impl<'n> Fields<'n> {
    /// Returns the value of a field, unless it is absent or null.
    pub fn get(&mut self, name: &'static str) -> Option<&'n Node> {
        self.asked.push(name);
        let found = self.entries.iter().find(|(known, _)| known == name);
        found.map(|(_, node)| node).filter(|node| **node != Node::Null)
    }

    /// Adds a fault for the missing fields, and for every field that was not asked for, or that occurs twice.
    pub fn finish(self, reader: &mut Reader<'_>) {
        match self.missing.as_slice() {
            [] => {}
            // They may be those that a merge key stands for.
            _ if self.entries.iter().any(|(name, _)| name == MERGE_KEY) => {}
            [only] => reader.fault(self.at, format!("missing field {only}"), "add it"),
            several => reader.fault(self.at, format!("missing fields {}", several.join(", ")), "add them"),
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (name, _) in self.entries {
            let times = times.entry(name).and_modify(|times| *times += 1).or_insert(1);
            if *times == 2 && name != MERGE_KEY {
                let path = [self.at.steps(), vec![PathStep::Repeated(name.clone())]].concat();
                let problem = format!("the field `{}` is there twice", shown(name));
                Fault::new(reader.file, path, problem, "keep one of the two").add_to(reader.faults);
            } else if *times == 1 && !self.asked.contains(&name.as_str()) && reader.faults.len() < MOST_FAULTS {
                let (problem, remedy) = self.unknown(name);
                reader.fault(&self.at.key(name), problem, remedy);
            }
        }
    }

    fn unknown(&self, name: &str) -> (String, String) {
        if name == MERGE_KEY {
            return ("merge keys (`<<`) are not read".to_owned(), "write the fields out".to_owned());
        }
        if let Some(found) = invisible(name) {
            return (format!("the field `{}` contains {found}", shown(name)), "remove it".to_owned());
        }
        if name == "sources" {
            let remedy = "name their ids in each fact; new ones are described in a file of their own, below `sources:`";
            return ("unknown field `sources` here".to_owned(), remedy.to_owned());
        }
        // A name of one or two letters is near to too much.
        let near = if name.len() < 3 { Vec::new() } else { nearest(name, self.asked.iter().copied()) };
        let remedy = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.asked.len() <= FEW_FIELDS => format!("the fields here are {}", self.asked.join(", ")),
            None => "`certcmp schema record` describes the fields".to_owned(),
        };
        (format!("unknown field `{}` here", shown(name)), remedy)
    }
}
