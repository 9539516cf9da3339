//! Parses the text of a file to a tree of nodes by `serde_yaml`, and says in plain words why it cannot be parsed. What each part
//! must be is asked of the tree afterwards.

use super::depth;
use super::fault::Fault;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Nothing, `~` or `null`.
    Null,
    Bool(bool),
    /// A number, as it is printed.
    Number(String),
    Text(String),
    List(Vec<Node>),
    /// Keys with their values, in order; a key may occur twice.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// Parses a file. The error is the first place that is not valid YAML, or that is not read.
    pub fn parse(file: &str, text: &str) -> Result<Self, Fault> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let at = |offset: usize, problem: &str, remedy: &str| Fault::at(file, position(text, offset), problem, remedy);
        if let Some((offset, found)) = text.char_indices().find(|(_, found)| is_refused(*found)) {
            return Err(at(offset, &format!("the control character U+{:04X}", u32::from(found)), "remove it"));
        }
        depth::check(text).map_err(|(offset, (problem, remedy))| at(offset, problem, remedy))?;
        let budget = Cell::new(FREE_BYTES + BYTES_PER_BYTE * text.len());
        match NodeSeed(&budget).deserialize(serde_yaml::Deserializer::from_str(text)) {
            Ok(Self::Null) => Err(at(0, "the file is empty", "`certcmp help data` describes what a file may hold")),
            Ok(node) => Ok(node),
            Err(error) => Err(translated(file, text, &error)),
        }
    }

    /// Returns the value of a key of a map, unless it is absent or null.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find(|(known, _)| known == key).map(|(_, value)| value).filter(|value| **value != Self::Null)
    }

    pub fn text(&self, key: &str) -> Option<&str> {
        if let Some(Self::Text(text)) = self.get(key) { Some(text) } else { None }
    }
}

/// The errors that reading a node raises, for translation.
const SIZE: &str = "certcmp reads no more of this file";
const KEY: &str = "certcmp reads texts as keys";

/// Reads a node. The budget bounds the size of the tree, in bytes, however often aliases repeat a part.
#[derive(Clone, Copy)]
pub struct NodeSeed<'a>(pub &'a Cell<usize>);

impl NodeSeed<'_> {
    fn spend<E: de::Error>(self, bytes: usize) -> Result<(), E> {
        let left = self.0.get().checked_sub(bytes + size_of::<Node>()).ok_or_else(|| E::custom(SIZE))?;
        self.0.set(left);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! numbers {
    ($($visit:ident: $type:ty,)+) => {
        $(fn $visit<E: de::Error>(self, number: $type) -> Result<Node, E> {
            self.spend(20)?;
            Ok(Node::Number(number.to_string()))
        })+
    };
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text, a number, a list or a map")
    }
    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        self.spend(0)?;
        Ok(Node::Null)
    }
    fn visit_none<E: de::Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }
    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Node, E> {
        self.spend(0)?;
        Ok(Node::Bool(truth))
    }
    numbers!(visit_u64: u64, visit_i64: i64, visit_u128: u128, visit_i128: i128, visit_f64: f64,);
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        self.spend(text.len())?;
        Ok(Node::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        self.spend(0)?;
        let mut entries = Vec::new();
        while let Some(entry) = seq.next_element_seed(self)? {
            entries.push(entry);
        }
        Ok(Node::List(entries))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        self.spend(0)?;
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(self)? {
            let key = match key {
                Node::Text(key) | Node::Number(key) => key,
                Node::Bool(key) => key.to_string(),
                Node::Null => "null".to_owned(),
                Node::List(_) | Node::Map(_) => return Err(de::Error::custom(KEY)),
            };
            entries.push((key, map.next_value_seed(self)?));
        }
        Ok(Node::Map(entries))
    }
}

/// How much memory the content of a file may take, in bytes and as a multiple of its size. Only aliases take so much.
const FREE_BYTES: usize = 1024 * 1024;
const BYTES_PER_BYTE: usize = 32;

/// Whether YAML forbids a character, or it is a line break to the parser alone.
fn is_refused(found: char) -> bool {
    (found.is_control() && !matches!(found, '\t' | '\n' | '\r'))
        || matches!(found, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Returns the line and column, from 1, of an offset in bytes.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + before.replace("\r\n", "").matches('\r').count() + 1;
    (line, before.rsplit(['\n', '\r']).next().unwrap_or_default().chars().count() + 1)
}

/// What the parser says, what is wrong, and what would be right.
const MESSAGES: &[(&str, &str, &str)] = &[
    ("invalid type: enum", "a tag such as `!x`", "write the value without it"),
    (KEY, "a list or map as a key", "write a text as the key"),
    (SIZE, "its aliases repeat too much", "write it without aliases"),
    ("repetition limit", "its aliases repeat too much", "write it without aliases"),
    ("recursion limit", "nested too deeply", "write it less deeply nested"),
    ("more than one document", "more than one document", "put each document into a file of its own"),
    ("unknown anchor", "an alias without an anchor", "write the value itself, or put the text in quotes"),
    ("alphabetic or numeric", "`*` or `&` at the beginning of a text", "put the text in quotes"),
    ("mapping values are not allowed", "a second `: ` in one line", "put a text that contains `: ` in quotes"),
    ("expected ',' or ']'", "a list in brackets is not closed", "add a comma or `]`"),
    ("expected ',' or '}'", "a map in braces is not closed", "add a comma or `}`"),
    ("tab character", "a tab", "indent with spaces"),
    ("could not find expected ':'", "a line without `: `", "write `key: value`, or indent a text that goes on"),
    ("expected key", "this does not fit here", "check the indentation, and the end of each text in quotes"),
    ("expected '-' indicator", "an entry of the list without `-`", "begin each entry with `- `, in one column"),
    ("end of stream", "a text in quotes, or a list in brackets, is not closed", "add the closing quote or bracket"),
    ("document indicator", "`---` or `...` inside a text", "close the text first"),
    ("escape", "an unknown escape after `\\`", "use single quotes for a text with backslashes"),
    ("block sequence entries", "a list does not fit here", "begin it on a line of its own"),
    ("mapping keys are not allowed", "a key does not fit here", "begin it on a line of its own"),
    ("comment", "this does not fit after `|` or `>`", "begin the text on the next line"),
    ("document start", "this does not fit here", "check the indentation"),
    ("directive", "a directive", "remove the line that begins with `%`"),
];

fn translated(file: &str, text: &str, error: &serde_yaml::Error) -> Fault {
    let said = error.to_string();
    let place = error.location().map_or((1, 1), |location| (location.line(), location.column()));
    let first = error.location().and_then(|location| text.as_bytes().get(location.index()).copied());
    let (problem, remedy) = match first {
        Some(b'\t') => ("a tab", "indent with spaces"),
        Some(b'@' | b'`' | b'%') if said.contains("cannot start any token") => {
            ("`@`, `%` or a backtick at the beginning of a text", "put the text in quotes")
        }
        _ => match MESSAGES.iter().find(|(message, ..)| said.contains(message)) {
            Some((_, problem, remedy)) => (*problem, *remedy),
            None => ("this is not valid YAML", "check the indentation, quotes and brackets here"),
        },
    };
    Fault::at(file, place, problem, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Node::parse("f", text).map_or_else(|fault| fault.to_string(), |node| format!("{node:?}"))
    }

    #[test]
    fn faults_of_form_are_told_in_plain_words() {
        for (text, said) in [
            ("id: x\n\tlevel: a\n", "f:2:1: a tab; indent with spaces"),
            ("a: b: c", "f:1:5: a second `: ` in one line; put a text that contains `: ` in quotes"),
            ("a: [b", "f:2:1: a list in brackets is not closed; add a comma or `]`"),
            ("a: @b", "f:1:4: `@`, `%` or a backtick at the beginning of a text; put the text in quotes"),
            ("a: *b", "f:1:4: an alias without an anchor; write the value itself, or put the text in quotes"),
            ("a: !b c", "f:1:4: a tag such as `!x`; write the value without it"),
            (
                "a: \"b",
                "f:1:6: a text in quotes, or a list in brackets, is not closed; add the closing quote or bracket",
            ),
            ("a: b\0", "f:1:5: the control character U+0000; remove it"),
            ("", "f:1:1: the file is empty; `certcmp help data` describes what a file may hold"),
        ] {
            assert_eq!(refused(text), said);
        }
    }
}
