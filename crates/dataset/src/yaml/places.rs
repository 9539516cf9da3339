//! Finds the line and column of a field in a YAML file: the parser tells places only in errors, so it is made to fail there.

use super::fault::{Fault, Faults};
use super::files::TextFile;
use super::path::Step;
use super::pieces::{self, Outline, Piece};
use super::yaml::without_mark;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashMap;
use std::fmt;

/// The place of each fault is found by a pass of its own over the file. So many are found in any case, and more as long as
/// so many bytes are not passed; the others have only the path of their field.
const ALWAYS_PLACED: usize = 10;
const MOST_PASSED: usize = 8 * 1024 * 1024;

/// Gives every fault its line and column, and sorts the faults by file and place.
pub fn placed(mut faults: Vec<Fault>, files: &[TextFile]) -> Faults {
    let mut passed = 0_usize;
    let mut known = HashMap::new();
    for (at, fault) in faults.iter_mut().filter(|fault| fault.place.is_none()).enumerate() {
        if let Some(file) = files.iter().find(|file| file.name == fault.file)
            && (at < ALWAYS_PLACED || passed < MOST_PASSED)
        {
            let places = known.entry(&file.name).or_insert_with(|| Places::new(&file.text));
            fault.place = places.nearest(&fault.path);
            passed = passed.saturating_add(places.effort(&fault.path));
        }
    }
    let mut faults: Vec<Fault> = faults.into_iter().map(Fault::printable).collect();
    let order = |fault: &Fault| files.iter().position(|file| file.name == fault.file);
    faults.sort_by_key(|fault| (order(fault), fault.place.is_none(), fault.place, fault.field()));
    faults.dedup();
    Faults(faults)
}

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
