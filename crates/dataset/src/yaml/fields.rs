//! The fields of a record, a sitting or rules: facts beside fields of their own. They are told apart by lists of names, so that
//! the code is the same for all of them.

use super::evidence::PlainFact;
use super::from_yaml::FromYaml;
use super::node::Node;
use super::path::Path;
use super::reader::Reader;
use crate::Fact;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, Visitor};
use std::fmt;

/// The names of the fields that there can be.
#[derive(Clone, Copy)]
pub struct Names {
    /// What has these fields, for messages.
    pub of: &'static str,
    /// Fields that are no facts.
    pub own: &'static [&'static str],
    /// Facts.
    pub facts: &'static [&'static str],
}

/// Fields with what stands in them.
#[derive(Default)]
pub struct Fields {
    own: Vec<(&'static str, Node)>,
    facts: Vec<(&'static str, PlainFact)>,
    unknown: Vec<String>,
}

impl Fields {
    /// Reads fields that have these names, and notes others.
    ///
    /// # Errors
    /// If there is no map, or a field is there twice.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D, names: Names) -> Result<Self, D::Error> {
        deserializer.deserialize_map(names)
    }

    /// Reads the fields of a map whose first key has been read.
    ///
    /// # Errors
    /// If a field is there twice.
    pub fn read<'de, A: MapAccess<'de>>(first: Option<Key>, map: &mut A, names: Names) -> Result<Self, A::Error> {
        let mut fields = Self::default();
        let mut next = first;
        while let Some(key) = next {
            match key {
                Key::Known(OWN, name) => {
                    once(name, fields.own.iter().any(|(known, _)| *known == name))?;
                    fields.own.push((name, map.next_value()?));
                }
                Key::Known(_, name) => {
                    once(name, fields.facts.iter().any(|(known, _)| *known == name))?;
                    fields.facts.extend(map.next_value::<Option<PlainFact>>()?.map(|fact| (name, fact)));
                }
                Key::Unknown(name) => {
                    map.next_value::<Node>()?;
                    fields.unknown.push(name);
                }
            }
            next = map.next_key_seed(names.keys())?;
        }
        fields.own.retain(|(_, node)| *node != Node::Null);
        Ok(fields)
    }

    /// Says which fields there are that have none of the names.
    pub fn tell_unknown(&mut self, at: &Path<'_>, reader: &mut Reader<'_>) {
        std::mem::take(&mut self.unknown).iter().for_each(|name| reader.unknown(&at.key(name)));
    }

    /// Whether there is a field of this name.
    pub fn has(&self, name: &str) -> bool {
        self.own.iter().any(|(known, _)| *known == name) || self.facts.iter().any(|(known, _)| *known == name)
    }

    /// Takes out a field that is no fact. Nothing is returned if it is absent, or is wrong, which goes to the reader.
    pub fn own<T: DeserializeOwned>(&mut self, name: &str, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<T> {
        let place = self.own.iter().position(|(known, _)| *known == name)?;
        let (_, node) = self.own.swap_remove(place);
        reader.shape(node, &at.key(name))
    }

    /// Takes out a fact. Nothing is returned if it is absent, or is wrong, which goes to the reader.
    pub fn fact<T: FromYaml + PartialEq>(
        &mut self,
        name: &str,
        at: &Path<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<Fact<T>> {
        let place = self.facts.iter().position(|(known, _)| *known == name)?;
        let (_, fact) = self.facts.swap_remove(place);
        reader.fact(fact, &at.key(name))
    }
}

/// Refuses a field that is there a second time.
///
/// # Errors
/// If it is known already.
pub fn once<E: de::Error>(name: &'static str, known: bool) -> Result<(), E> {
    if known { Err(E::duplicate_field(name)) } else { Ok(()) }
}

impl<'de> Visitor<'de> for Names {
    type Value = Fields;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.of)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let first = map.next_key_seed(self.keys())?;
        Fields::read(first, &mut map, self)
    }
}

impl Names {
    /// The keys that there can be: own fields, then facts.
    pub const fn keys(self) -> Keys<2> {
        Keys([self.own, self.facts])
    }
}

/// The place of own fields among the lists of [`Names::keys`].
const OWN: usize = 0;

/// A key of a map.
pub enum Key {
    /// One that is looked for, and the list in which it is.
    Known(usize, &'static str),
    /// Another one.
    Unknown(String),
}

/// Lists of the keys that are looked for.
#[derive(Clone, Copy)]
pub struct Keys<const N: usize>(pub [&'static [&'static str]; N]);

impl<const N: usize> Keys<N> {
    /// The key of a name.
    pub fn find(self, wanted: &str) -> Key {
        let lists = self.0.iter().enumerate();
        let mut all = lists.flat_map(|(list, names)| names.iter().map(move |name| (list, *name)));
        let found = all.find(|(_, name)| *name == wanted);
        found.map_or_else(|| Key::Unknown(wanted.to_owned()), |(list, name)| Key::Known(list, name))
    }
}

impl<'de, const N: usize> DeserializeSeed<'de> for Keys<N> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<const N: usize> Visitor<'_> for Keys<N> {
    type Value = Key;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the name of a field")
    }
    fn visit_str<E: de::Error>(self, name: &str) -> Result<Key, E> {
        Ok(self.find(name))
    }
}
