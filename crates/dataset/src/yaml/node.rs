//! The content of a YAML file as a tree, read by `serde_yaml`. What each part must be is asked of the tree afterwards.

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor};
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
pub const SIZE: &str = "certcmp reads no more of this file";
pub const TAG: &str = "certcmp does not read tags";
pub const KEY: &str = "certcmp reads texts as keys";

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
    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(de::Error::custom(TAG))
    }
}
