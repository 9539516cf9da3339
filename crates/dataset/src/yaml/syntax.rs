//! Parses the text of a file, and says in plain words why it cannot be parsed.

use super::depth;
use super::fault::Fault;
use super::node::{KEY, Node, NodeSeed, SIZE, TAG};
use serde::de::DeserializeSeed;
use std::cell::Cell;

/// Parses a file.
///
/// # Errors
/// The first place that is not valid YAML, or that is not read.
pub fn parse(file: &str, text: &str) -> Result<Node, Fault> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let at = |offset: usize, problem: &str, remedy: &str| Fault::at(file, position(text, offset), problem, remedy);
    if let Some((offset, found)) = text.char_indices().find(|(_, found)| is_refused(*found)) {
        return Err(at(offset, &format!("the control character U+{:04X}", u32::from(found)), "remove it"));
    }
    depth::check(text).map_err(|(offset, (problem, remedy))| at(offset, problem, remedy))?;
    let budget = Cell::new(FREE_BYTES + BYTES_PER_BYTE * text.len());
    match NodeSeed(&budget).deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(Node::Null) => Err(at(0, "the file is empty", "`certcmp help data` describes what a file may hold")),
        Ok(node) => Ok(node),
        Err(error) => Err(translated(file, text, &error)),
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
    (TAG, "a tag such as `!x`", "write the value without it"),
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
        parse("f", text).map_or_else(|fault| fault.to_string(), |node| format!("{node:?}"))
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
