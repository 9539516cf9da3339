//! Parses the YAML of one file, and says in plain words what is wrong with it.

use super::fault::Fault;
use super::limits;
use super::path::{self, Step};
use super::pieces::{Outline, Piece};
use super::raw::{RawFile, RawRecord, RawRules, RawShared, RawSitting};
use super::reader::shown;
use crate::nearest::nearest;
use serde::de::DeserializeOwned;

/// What a file holds.
pub enum Parsed<'a> {
    /// All of it, parsed.
    Whole(RawFile),
    /// The pieces of a large file, in their order, which are parsed one after the other.
    Pieces(Vec<Piece<'a>>),
}

/// Parses a file, or cuts it into pieces for [`parse_piece`]. Fields that nothing reads are faults of their own; a text that
/// is no YAML, or has another shape, is one fault with its place.
pub fn parse<'a>(file: &str, text: &'a str, faults: &mut Vec<Fault>) -> Option<Parsed<'a>> {
    let text = without_mark(text);
    if limits::is_empty(text) {
        let (problem, remedy) =
            ("the file is empty".to_owned(), "`certcmp help data` tells what a file may hold".to_owned());
        faults.push(Fault { file: file.to_owned(), place: None, path: Vec::new(), problem, remedy });
        return None;
    }
    match limits::check(file, text) {
        Ok(Some(pieces)) => Ok(Parsed::Pieces(pieces)),
        Ok(None) => parse_as(file, text).map(Parsed::Whole),
        Err(fault) => Err(fault),
    }
    .map_err(|fault| fault.note(faults))
    .ok()
}

/// Parses a piece of a file.
///
/// # Errors
/// A fault as if the piece were the file; [`first_fault`] finds the one of the file.
pub fn parse_piece(file: &str, piece: &Piece<'_>) -> Result<RawShared, Fault> {
    parse_as(file, &piece.yaml())
}

/// The fault that a file has of which a piece cannot be parsed: the first one, as if the file were parsed as a whole.
pub fn first_fault(file: &str, text: &str) -> Option<Fault> {
    let text = without_mark(text);
    let pieces = Outline::of(text).pieces()?;
    let piece = pieces.iter().find(|piece| parse_piece(file, piece).is_err())?;
    let fault = parse_as::<RawShared>(file, &piece.yaml_in_its_lines(text)).err()?;
    Some(Fault { path: piece.path_in_file(fault.path), ..fault })
}

/// A text without the mark that some editors put at its beginning.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

fn parse_as<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Fault> {
    serde_yaml::from_str(text).map_err(|error| syntax_fault(file, text, &error))
}

fn syntax_fault(file: &str, text: &str, error: &serde_yaml::Error) -> Fault {
    let mut place = error.location().map(|location| (location.line(), location.column()));
    let said = error.to_string();
    let mut problem = match said.rsplit_once(" at line ") {
        Some((problem, _)) if place.is_some() => problem,
        _ => &said,
    };
    // What cannot even be read as characters has a place in bytes only.
    if let Some((what, at)) = problem.rsplit_once(" at position ")
        && let Ok(at) = at.parse()
    {
        place = Some(path::place(text, at));
        problem = what;
    }
    let remedy = if problem.contains("repetition limit") || problem.contains("recursion limit") {
        "write it without aliases, and less deeply nested"
    } else if problem.contains("more than one document") {
        place = limits::second_document(text).map(|at| path::place(text, at));
        "put each document into a file of its own"
    } else {
        ""
    };
    let (path, problem) = path::in_front(problem);
    let problem = in_plain_words(problem);
    Fault { file: file.to_owned(), place, path, problem, remedy: remedy.to_owned() }
}

/// A parser's message, without anything that could steer a terminal.
pub fn in_plain_words(text: &str) -> String {
    let text: String =
        text.chars().map(|found| if super::reader::is_control(found) { '\u{FFFD}' } else { found }).collect();
    let text = text.replace("flow sequence", "list in brackets").replace("block sequence", "list");
    let mut text = text.replace("a sequence", "a list").replace("sequence", "a list");
    for (types, words) in [("u32", "a whole number"), ("a boolean", "true or false")] {
        text = text.replace(&format!("expected {types}"), &format!("expected {words}"));
    }
    text
}

/// Says that a field is none that there is.
pub fn unknown_field(file: &str, path: Vec<Step>) -> Fault {
    let name = match path.last() {
        Some(Step::Key(key)) => shown(key),
        _ => String::new(),
    };
    let names = [RawRecord::NAMES, RawRules::NAMES, RawSitting::NAMES];
    let fields = names.iter().flat_map(|names| [names.own, names.facts]);
    let all: Vec<&str> = fields.chain([RawShared::SECTIONS, OTHER_FIELDS]).flatten().copied().collect();
    // A name of one or two letters is near to too much.
    let known = if name.len() < 3 { Vec::new() } else { all };
    let remedy = match nearest(&name, known).first() {
        Some(near) if *near != name => format!("did you mean `{near}`?"),
        Some(_) => "it belongs in another place".to_owned(),
        None => "`certcmp schema record` and `certcmp schema shared` tell which there are".to_owned(),
    };
    Fault { file: file.to_owned(), place: None, path, problem: format!("there is no field `{name}` here"), remedy }
}

/// Fields of facts and of shared entries, for suggestions.
const OTHER_FIELDS: &[&str] = &[
    "value",
    "support",
    "confidence",
    "sources",
    "disputed",
    "also",
    "note",
    "says",
    "title",
    "publisher",
    "url",
    "official",
    "access",
    "dated",
    "read",
    "category",
    "formerly",
    "now_in",
    "succeeds",
    "capability",
    "pairings",
    "strength",
    "between",
    "basis",
    "via",
    "flagship",
    "rules",
    "levels",
    "except",
    "until",
    "total",
    "scored",
    "unscored",
    "typical",
    "weight",
    "amount",
    "ground",
    "doing",
    "waits",
    "attempts",
    "routes",
    "how",
    "possible",
];
