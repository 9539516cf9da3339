//! Counts what a text would ask of the YAML parser, before it is parsed: how deep it is nested and how much it holds.
//!
//! The parser keeps all of a file as events before anything of it is understood, and its time grows with the square of
//! the depth of brackets. A file of one byte repeated could take hours and all memory there is. One pass over the bytes
//! finds such files. It follows the rules by which the parser finds tokens, and where it cannot be sure it counts more,
//! not less.

use super::fault::Fault;
use super::path::place;
use super::pieces::{Outline, Piece};
use super::scanner::Scanner;

/// How deep a file may be nested; records of this dataset reach 8, and the parser itself stops at 128.
const MOST_DEPTH: usize = 100;

/// How many values any file may hold, and how many bytes a larger one must have for each. Records have about 11 bytes
/// a value.
const FREE_VALUES: usize = 150_000;
const BYTES_A_VALUE: usize = 6;

/// How many values may be parsed at once, beside [`FREE_VALUES`], for so many bytes of the file. The parser takes about
/// 110 bytes for a value, and all memory is to be ten times the file.
const BYTES_A_VALUE_AT_ONCE: usize = 11;

/// How many records any file may hold, and how many bytes a larger one must have for each. A record is large in memory
/// even where it says little; those of the dataset have about 8,000 bytes, short ones 1,000.
const FREE_RECORDS: usize = 5_000;
const BYTES_A_RECORD: usize = 400;

/// How many bytes aliases may repeat in any file; in a larger one they may double it. The parser limits only how many
/// aliases it follows, not how much stands behind each.
const FREE_COPIES: usize = 1024 * 1024;

/// A text as short as that can ask for nothing that takes long, unless it has aliases.
const HARMLESS: usize = 8 * 1024;

/// The pieces in which a text is to be parsed; nothing if it is to be parsed as a whole.
///
/// # Errors
/// A fault where the text asks for too much.
pub fn check<'a>(file: &str, text: &'a str) -> Result<Option<Vec<Piece<'a>>>, Fault> {
    if text.len() <= HARMLESS && !(text.contains('&') && text.contains('*')) {
        return Ok(None);
    }
    let fault = |at: usize, problem: &str, remedy: &str| {
        let (problem, remedy) = (problem.to_owned(), remedy.to_owned());
        Fault { file: file.to_owned(), place: Some(place(text, at)), path: Vec::new(), problem, remedy }
    };
    let mut outline = Outline::new(text);
    if let Some((at, problem, remedy)) = excess(text, &mut outline) {
        return Err(fault(at, problem, remedy));
    }
    let pieces = outline.pieces();
    let most = FREE_VALUES + text.len() / BYTES_A_VALUE_AT_ONCE;
    let too_much = match &pieces {
        Some(pieces) => pieces.iter().find(|piece| piece.values > most).map(Piece::start),
        None => (outline.values() > most).then_some(0),
    };
    match too_much {
        Some(at) => Err(fault(at, "there is too much to be read at once", AT_ONCE_REMEDY)),
        None => Ok(pieces),
    }
}

const AT_ONCE_REMEDY: &str =
    "write a list of entries under `certifications:`, indented and without anchors, or split the file";

/// Whether a text holds nothing but comments and blanks.
pub fn is_empty(text: &str) -> bool {
    !Scanner::new(text).token()
}

/// Where a second document begins, after one that holds anything.
pub fn second_document(text: &str) -> Option<usize> {
    let mut scanner = Scanner::new(text);
    let mut begun = false;
    while scanner.token() {
        let mark = scanner.at == scanner.start + 3 && scanner.start == scanner.line_start;
        if mark && text.get(scanner.start..scanner.at) == Some("---") && std::mem::replace(&mut begun, true) {
            return Some(scanner.start);
        }
        begun |= !mark;
    }
    None
}

fn excess(text: &str, outline: &mut Outline<'_>) -> Option<(usize, &'static str, &'static str)> {
    let most_values = FREE_VALUES.max(text.len() / BYTES_A_VALUE);
    let most_records = FREE_RECORDS.max(text.len() / BYTES_A_RECORD);
    let most_copies = FREE_COPIES.max(text.len());
    let mut scanner = Scanner::new(text);
    while scanner.token() {
        outline.see(&scanner);
        if scanner.copies > most_copies {
            return Some((scanner.start, "its aliases repeat too much", "write it without aliases"));
        }
        if scanner.most_depth() > MOST_DEPTH {
            return Some((scanner.start, "it is nested too deeply", "write it less deeply nested"));
        }
        if scanner.values > most_values {
            let remedy = "write fewer of them, or split the file";
            return Some((scanner.start, "there are too many values for the size of the file", remedy));
        }
        if scanner.records > most_records {
            let remedy = "give each record its facts, or split the file";
            return Some((scanner.start, "there are too many entries for the size of the file", remedy));
        }
    }
    None
}

/// The greatest depth that a text may have, as far as the parser would get in it.
pub fn depth(text: &str) -> usize {
    deepest(text, |scanner| scanner.most_depth())
}

fn deepest(text: &str, depth: impl Fn(&Scanner<'_>) -> usize) -> usize {
    let mut scanner = Scanner::new(text);
    let mut deepest = 0;
    while scanner.token() {
        deepest = deepest.max(depth(&scanner));
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_as_the_parser_nests() {
        for (text, expected) in [
            ("a: 1\nb: 2\n", 1),
            ("a: [1, {b: [2]}]\nc: [3]\n", 4),
            ("- - - a\n", 3),
            ("a:\n- b:\n  - c\n- d\ne: f\n", 4),
            ("a: \"[[[[\"\nb: '[''['\nc: x [ y\n# [[[[\n", 1),
            ("a: |\n  [[[[\n  'x\nb: [1]\n", 2),
            ("a: >-\n\n  '\n\nb: [[1]]\n", 3),
            ("[ # ]\n[ # ]\n[", 3),
            ("[ \"\n]\n\", [", 2),
            ("a: it's [1]\nb: ['it''s', [1]]\n", 3),
            ("a: one\n  two 'three\nb: [1]\n", 2),
            ("[[", 2),
            ("? [a, b: c]\n", 3),
            ("[a: [b: 1], c: 2, [? d]]\n", 4),
        ] {
            assert_eq!(deepest(text, |scanner| scanner.depth()), expected, "{text:?}");
        }
    }

    #[test]
    fn brackets_may_be_the_key_of_a_map() {
        for (text, nested) in [("[b]: v", 2), ("? [b]:\n: a: v", 3), ("- {a: b}: c", 3), ("? - [[b]]: v", 5)] {
            assert!(depth(text) >= nested, "{text:?}");
        }
    }

    #[test]
    fn what_asks_for_too_much_is_refused_with_its_place() {
        let deep = format!("id: x\na: {}", "[".repeat(10_000));
        let fault = check("file", &deep).expect_err("it is too deep");
        assert_eq!((fault.place, fault.problem.as_str()), (Some((2, 102)), "it is nested too deeply"));
        for text in ["- ".repeat(10_000), "{a: ".repeat(10_000), (0..200).map(|at| " ".repeat(at) + "a:\n").collect()] {
            assert!(check("file", &text).is_err());
        }
        assert!(check("file", &format!("aliases: [{}]", "a,".repeat(300_000))).is_err());
        assert!(check("file", &format!("certifications:\n{}", "- {}\n".repeat(6_000))).is_err());
        assert!(check("file", &format!("sources:\n{}", "- { id: xyz }\n".repeat(6_000))).is_ok());
        assert!(check("file", &format!("sources:\n- a\ncertifications:\n{}", "- {}\n".repeat(6_000))).is_err());
        assert!(check("file", &format!("certifications: [{}]", "{},".repeat(6_000))).is_err());
    }

    #[test]
    fn aliases_may_repeat_a_little() {
        let long = "x".repeat(4_000);
        for (text, refused) in [
            (format!("a: &a {long}\nb: [{}]", "*a,".repeat(300)), true),
            (format!("a: &a [b, {{ c: {long} }}]\nb: [{}]", "*a,".repeat(300)), true),
            (format!("a: &a\n- b\n- {long}\nc: [{}]", "*a,".repeat(300)), true),
            (format!("a: [&a \"{long}\", {}]", "*a,".repeat(300)), true),
            (format!("- &a\n  b: {long}\n- [{}]", "*a,".repeat(300)), true),
            (format!("a: &a {long}\nb: &b [{0}]\nc: [{1}]", "*a,".repeat(20), "*b,".repeat(20)), true),
            (format!("a: &a short\nb: {long}\nc: [{}]", "*a,".repeat(3_000)), false),
            (format!("a: &a [a, b]\nb: {long}\nc: [{}]", "*a,".repeat(3_000)), false),
        ] {
            assert_eq!(check("file", &text).is_err(), refused, "{text:.40}");
        }
    }

    #[test]
    fn files_of_ordinary_density_pass_at_any_size() {
        let record =
            "- id: x\n  price: { value: 300 USD, support: official, sources: [a-source] }\n  note: some words\n";
        let record = format!("{record}  focus: {}\n", "what it is about, ".repeat(20));
        assert!(check("file", &format!("certifications:\n{}", record.repeat(20_000))).is_ok());
    }
}
