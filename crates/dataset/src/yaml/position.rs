//! Finds the lines and columns of the fields of a file.
//!
//! The parser tells positions only in its errors. So each key and scalar is made to fail, its error is read, and parsing goes
//! on. A list or map stands where its first scalar does, and an empty one where its key does.

use super::fault::PathStep;
use super::reader::MERGE_KEY;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

pub struct Positions(Option<Spot>);

/// A line and column, from 1.
type Position = (usize, usize);

#[derive(Default)]
struct Spot {
    key: String,
    position: Option<Position>,
    parts: Vec<Spot>,
}

impl Positions {
    /// Finds the positions in a text that can be parsed; there are none in another one.
    pub fn of(text: &str) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        Self(Finder(&Cell::default()).deserialize(serde_yaml::Deserializer::from_str(text)).ok())
    }

    /// Returns the position of a field and `true`, or that of the nearest thing above it.
    pub fn find(&self, path: &[PathStep]) -> (Position, bool) {
        let Some(mut spot) = self.0.as_ref() else { return ((1, 1), false) };
        let mut position = if path.is_empty() { (1, 1) } else { spot.position.unwrap_or((1, 1)) };
        for step in path {
            let next = match step {
                PathStep::Index(index) => spot.parts.get(*index),
                PathStep::Key(key) => spot.parts.iter().find(|part| part.key == *key),
                PathStep::Repeated(key) => spot.parts.iter().filter(|part| part.key == *key).nth(1),
            };
            let Some(next) = next else { return (position, false) };
            (spot, position) = (next, next.position.unwrap_or(position));
        }
        (position, true)
    }
}

#[derive(Clone, Copy)]
struct Finder<'a>(&'a Cell<String>);

const FOUND: &str = "certcmp looks for a position";

impl<'de> DeserializeSeed<'de> for Finder<'_> {
    type Value = Spot;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Spot, D::Error> {
        let error = match deserializer.deserialize_any(self) {
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
        Ok(Spot { position: position.or(Some((1, 1))), ..Spot::default() })
    }
}

macro_rules! scalars {
    ($($visit:ident: $type:ty,)+) => {
        $(fn $visit<E: de::Error>(self, scalar: $type) -> Result<Spot, E> {
            self.0.set(scalar.to_string());
            Err(E::custom(FOUND))
        })+
    };
}

impl<'de> Visitor<'de> for Finder<'_> {
    type Value = Spot;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(FOUND)
    }
    scalars!(
        visit_bool: bool, visit_u64: u64, visit_i64: i64, visit_u128: u128, visit_i128: i128, visit_f64: f64, visit_str: &str,
    );
    fn visit_unit<E: de::Error>(self) -> Result<Spot, E> {
        self.0.take();
        Err(E::custom(FOUND))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Spot, A::Error> {
        let mut list = Spot::default();
        while let Some(entry) = seq.next_element_seed(self)? {
            list.position = list.position.or(entry.position);
            list.parts.push(entry);
        }
        Ok(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Spot, A::Error> {
        let mut fields = Spot::default();
        while let Some(Spot { position, .. }) = map.next_key_seed(self)? {
            let key = self.0.take();
            let value = map.next_value_seed(self)?;
            // What is merged is elsewhere.
            let of_value = value.position.filter(|_| key != MERGE_KEY);
            fields.position = fields.position.or(position);
            fields.parts.push(Spot { key, position: of_value.or(position), parts: value.parts });
        }
        Ok(fields)
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
            (path!["b"], (2, 6)),
            (path!["b", "c"], (2, 10)),
            (path!["b", "c", 1], (2, 13)),
            (path!["b", "d"], (2, 19)),
            (path!["e"], (4, 5)),
            (path!["e", 0], (4, 5)),
            (path!["e", 0, "f"], (4, 8)),
            (path!["e", 1, "é"], (7, 9)),
            (path!["e", 1, "é", "i"], (7, 12)),
            (vec![PathStep::Repeated("a".to_owned())], (8, 4)),
        ] {
            assert_eq!(positions.find(&path), (position, true), "{path:?}");
        }
        let absent: Vec<PathStep> = path!["b", "z"];
        assert_eq!(positions.find(&absent), ((2, 6), false));
        assert_eq!(positions.find(&[]), ((1, 1), true));
    }
}
