//! The fields of a record, a sitting or rules: facts beside fields of their own. They are told apart by lists of names, so that
//! the code is the same for all of them.

use super::evidence::PlainFact;
use super::from_yaml::FromYaml;
use super::node::Node;
use super::path::Path;
use super::reader::Reader;
use crate::model::Fact;
use serde::de::{self, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
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
    // Of large files very many stand in memory at once.
    facts: Vec<(&'static str, Box<PlainFact>)>,
}

impl Fields {
    /// Reads fields that have these names; others go to whoever listens for what is ignored.
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
    pub fn read<'de, A: MapAccess<'de>>(first: Option<String>, map: &mut A, names: Names) -> Result<Self, A::Error> {
        let mut fields = Self::default();
        let mut next = first;
        while let Some(key) = next {
            if let Some(name) = names.own.iter().find(|name| **name == key) {
                once(name, fields.own.iter().any(|(known, _)| known == name))?;
                let value = map.next_value()?;
                if value != Node::Null {
                    fields.own.push((name, value));
                }
            } else if let Some(name) = names.facts.iter().find(|name| **name == key) {
                once(name, fields.facts.iter().any(|(known, _)| known == name))?;
                fields.facts.extend(map.next_value::<Option<Box<PlainFact>>>()?.map(|fact| (*name, fact)));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            next = map.next_key()?;
        }
        fields.own.shrink_to_fit();
        fields.facts.shrink_to_fit();
        Ok(fields)
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
        reader.fact(*fact, &at.key(name))
    }
}

fn once<E: de::Error>(name: &'static str, known: bool) -> Result<(), E> {
    if known { Err(E::duplicate_field(name)) } else { Ok(()) }
}

impl<'de> Visitor<'de> for Names {
    type Value = Fields;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.of)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let first = map.next_key()?;
        Fields::read(first, &mut map, self)
    }
}
