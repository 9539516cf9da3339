//! Parses the YAML of one file, and finds the place of a field in it.

use super::fault::Fault;
use super::limits;
use super::path::{self, Step};
use super::pieces::{self, Outline, Piece};
use super::raw::{RawFile, RawRecord, RawRules, RawShared, RawSitting};
use super::reader::shown;
use crate::model::nearest::nearest;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

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
fn without_mark(text: &str) -> &str {
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

/// Finds the places of fields in a file.
pub struct Places<'a> {
    text: &'a str,
    pieces: Option<Vec<Piece<'a>>>,
}

impl<'a> Places<'a> {
    /// Of the fields of a text.
    pub fn new(text: &'a str) -> Self {
        let text = without_mark(text);
        Self { text, pieces: Outline::of(text).pieces() }
    }

    /// The line and column, from 1, of what stands at a path, or of the nearest thing above it.
    pub fn nearest(&self, path: &[Step]) -> Option<(usize, usize)> {
        if path.is_empty() {
            return Some((1, 1));
        }
        (1..=path.len()).rev().find_map(|depth| self.exact(path.get(..depth)?))
    }

    /// The line and column, from 1, of what stands at a path, if anything does.
    pub fn exact(&self, path: &[Step]) -> Option<(usize, usize)> {
        match &self.pieces {
            Some(pieces) => {
                let (piece, path) = pieces::holding(pieces, path)?;
                locate(&piece.yaml_in_its_lines(self.text), &path)
            }
            None => locate(self.text, path),
        }
    }

    /// How many bytes are passed to find what stands at a path.
    pub fn effort(&self, path: &[Step]) -> usize {
        let piece = self.pieces.as_ref().and_then(|pieces| pieces::holding(pieces, path));
        piece.map_or(self.text.len(), |(piece, _)| piece.start() + piece.text.len())
    }
}

fn locate(text: &str, path: &[Step]) -> Option<(usize, usize)> {
    let error = Finder(path).deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    let found = error.to_string().contains(FOUND);
    let location = error.location()?;
    found.then(|| (location.line(), location.column()))
}

const FOUND: &str = "certcmp found the path";

/// Walks to a path and fails there on purpose: the parser's error carries the place.
struct Finder<'a>(&'a [Step]);

impl<'de> DeserializeSeed<'de> for Finder<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Finder<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(FOUND)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((step, rest)) = self.0.split_first() else { return Err(de::Error::custom(FOUND)) };
        while let Some(key) = map.next_key::<String>()? {
            if matches!(step, Step::Key(wanted) if *wanted == key) {
                return map.next_value_seed(Finder(rest));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((step, rest)) = self.0.split_first() else { return Err(de::Error::custom(FOUND)) };
        let Step::Index(wanted) = step else { return Ok(()) };
        for _ in 0..*wanted {
            if seq.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        seq.next_element_seed(Finder(rest)).map(|_| ())
    }
}
