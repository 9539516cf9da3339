//! Finds the lines and columns of the fields of a file.
//!
//! The parser tells positions only in its errors. So each key and scalar is made to fail, its error is read, and parsing goes
//! on; a list or map stands where its first scalar does, or at the bracket or hyphen in front of that.

use super::path::PathStep;
use super::reader::MERGE_KEY;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// The positions of a file's fields.
pub struct Positions(Option<Spot>);

/// Brackets are looked for in so much of a text at most.
const MOST_COLUMNS: usize = 2000;
const MOST_LINES: usize = 20;

/// A line and column, from 1.
type Position = (usize, usize);

struct Spot {
    position: Position,
    parts: Parts,
}

enum Parts {
    None,
    List(Vec<Spot>),
    Map(Vec<(String, Position, Spot)>),
}

impl Positions {
    /// Finds the positions in a text that can be parsed; there are none in another one.
    pub fn of(text: &str) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let lines: Vec<&str> = text.split('\n').collect();
        let finder = Finder { lines: &lines, last: &Cell::new((1, 0)) };
        Self(finder.deserialize(serde_yaml::Deserializer::from_str(text)).ok())
    }

    /// Returns the position of a field, or of the nearest thing above it.
    pub fn nearest(&self, path: &[PathStep]) -> Position {
        self.walk(path).0
    }

    /// Returns the position of a field, if it is there.
    pub fn exact(&self, path: &[PathStep]) -> Option<Position> {
        let (position, is_exact) = self.walk(path);
        is_exact.then_some(position)
    }

    fn walk(&self, path: &[PathStep]) -> (Position, bool) {
        let Some(mut spot) = self.0.as_ref() else { return ((1, 1), false) };
        let mut position = if path.is_empty() { (1, 1) } else { spot.position };
        for step in path {
            let next = match (&spot.parts, step) {
                (Parts::List(entries), PathStep::Index(index)) => entries.get(*index),
                // What it merges is elsewhere.
                (Parts::Map(entries), PathStep::Key(key)) if key == MERGE_KEY => {
                    let merge = entries.iter().find(|(known, ..)| known == key);
                    return merge.map_or((position, false), |(_, position, _)| (*position, true));
                }
                (Parts::Map(entries), PathStep::Key(key)) => {
                    entries.iter().find(|(known, ..)| known == key).map(|(_, _, spot)| spot)
                }
                (Parts::Map(entries), PathStep::Repeated(key)) => {
                    let second = entries.iter().filter(|(known, ..)| known == key).nth(1);
                    return second.map_or((position, false), |(_, position, _)| (*position, true));
                }
                _ => None,
            };
            let Some(next) = next else { return (position, false) };
            (spot, position) = (next, next.position);
        }
        (position, true)
    }
}

#[derive(Clone, Copy)]
struct Finder<'a> {
    lines: &'a [&'a str],
    /// The position of the last scalar.
    last: &'a Cell<Position>,
}

const FOUND: &str = "certcmp looks for a position";

impl<'de> DeserializeSeed<'de> for Finder<'_> {
    type Value = Spot;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Spot, D::Error> {
        let text = Cell::new(String::new());
        self.with_text(deserializer, &text)
    }
}

impl Finder<'_> {
    fn with_text<'de, D: Deserializer<'de>>(self, deserializer: D, text: &Cell<String>) -> Result<Spot, D::Error> {
        let error = match deserializer.deserialize_any(FinderVisitor { finder: self, text }) {
            Ok(spot) => return Ok(spot),
            Err(error) => error,
        };
        let said = error.to_string();
        if !said.contains(FOUND) {
            return Err(error);
        }
        // The very first place is not printed.
        let place = said.rsplit_once(" at line ").and_then(|(_, place)| place.split_once(" column "));
        let position = place.and_then(|(line, column)| Some((line.parse().ok()?, column.parse().ok()?)));
        let position = position.unwrap_or((1, 1));
        self.last.set(position);
        Ok(Spot { position, parts: Parts::None })
    }

    /// The bracket or hyphen in front of a position, if that is the last thing there.
    fn opening(&self, first: Position, signs: &[char]) -> Option<Position> {
        let (mut line, column) = first;
        if column > MOST_COLUMNS {
            return None;
        }
        let mut before: String = self.lines.get(line - 1)?.chars().take(column - 1).collect();
        loop {
            let trimmed = before.trim_end();
            if let Some(last) = trimmed.chars().last() {
                return signs.contains(&last).then(|| (line, trimmed.chars().count()));
            }
            line = line.checked_sub(1).filter(|line| *line > 0)?;
            before = (*self.lines.get(line - 1)?).to_owned();
        }
    }

    /// The bracket of an empty list or map, which follows on the last scalar.
    fn empty(&self, signs: &[char]) -> Position {
        let (first, column) = self.last.get();
        let found = self.lines.iter().enumerate().skip(first - 1).take(MOST_LINES).find_map(|(line, text)| {
            let from = if line + 1 == first { column } else { 0 };
            let mut rest = text.chars().take(MOST_COLUMNS).skip(from);
            rest.position(|found| signs.contains(&found)).map(|at| (line + 1, from + at + 1))
        });
        let found = found.unwrap_or((first, column.max(1)));
        self.last.set(found);
        found
    }
}

struct FinderVisitor<'a> {
    finder: Finder<'a>,
    text: &'a Cell<String>,
}

/// A key with its position.
struct KeyFinder<'a>(Finder<'a>);

impl<'de> DeserializeSeed<'de> for KeyFinder<'_> {
    type Value = (String, Position);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(String, Position), D::Error> {
        let text = Cell::new(String::new());
        let spot = self.0.with_text(deserializer, &text)?;
        Ok((text.take(), spot.position))
    }
}

macro_rules! scalars {
    ($($visit:ident: $type:ty,)+) => {
        $(fn $visit<E: de::Error>(self, scalar: $type) -> Result<Spot, E> {
            self.text.set(scalar.to_string());
            Err(E::custom(FOUND))
        })+
    };
}

impl<'de> Visitor<'de> for FinderVisitor<'_> {
    type Value = Spot;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(FOUND)
    }
    scalars!(
        visit_bool: bool, visit_u64: u64, visit_i64: i64, visit_u128: u128, visit_i128: i128, visit_f64: f64, visit_str: &str,
    );
    fn visit_unit<E: de::Error>(self) -> Result<Spot, E> {
        Err(E::custom(FOUND))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Spot, A::Error> {
        let mut entries: Vec<Spot> = Vec::new();
        while let Some(entry) = seq.next_element_seed(self.finder)? {
            entries.push(entry);
        }
        let position = match entries.first() {
            Some(first) => self.finder.opening(first.position, &['[', '-']).unwrap_or(first.position),
            None => self.finder.empty(&['[']),
        };
        Ok(Spot { position, parts: Parts::List(entries) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Spot, A::Error> {
        let mut entries: Vec<(String, Position, Spot)> = Vec::new();
        while let Some((key, position)) = map.next_key_seed(KeyFinder(self.finder))? {
            entries.push((key, position, map.next_value_seed(self.finder)?));
        }
        let position = match entries.first() {
            Some((_, first, _)) => self.finder.opening(*first, &['{']).unwrap_or(*first),
            None => self.finder.empty(&['{']),
        };
        Ok(Spot { position, parts: Parts::Map(entries) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path;

    #[test]
    fn every_part_has_its_line_and_column() {
        let text = "a: 1\nb: { c: [x, \"y\"], d: [] }\ne:\n  - f: g\n    h:\n\n  - é: {i: j}\na: 2\n";
        let positions = Positions::of(text);
        for (path, position) in [
            (path!["a"], (1, 4)),
            (path!["b"], (2, 4)),
            (path!["b", "c"], (2, 9)),
            (path!["b", "c", 1], (2, 13)),
            (path!["b", "d"], (2, 22)),
            (path!["e"], (4, 3)),
            (path!["e", 0], (4, 5)),
            (path!["e", 0, "f"], (4, 8)),
            (path!["e", 1, "é"], (7, 8)),
            (path!["e", 1, "é", "i"], (7, 12)),
            (vec![PathStep::Repeated("a".to_owned())], (8, 1)),
        ] {
            assert_eq!(positions.exact(&path), Some(position), "{path:?}");
        }
        let absent: Vec<PathStep> = path!["b", "z"];
        assert_eq!(positions.exact(&absent), None);
        assert_eq!(positions.nearest(&absent), (2, 4));
        assert_eq!(positions.nearest(&[]), (1, 1));
    }
}
