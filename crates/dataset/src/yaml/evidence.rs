//! Facts and claims as they stand in a file. All facts are read alike; what the value of each must be is asked afterwards.

use super::fields::{Key, Keys, once};
use super::node::Node;
use super::scalar::{Vocabulary, Word};
use crate::vocab::Support;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

// The forms of facts and claims, for the schema alone: see `PlainFact` for what is read of them. What all facts have is
// defined once in the schema, which would be twice as long else.

/// How well it is backed.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct SupportWord(Word<Support>);

/// `low` for a single weak source or a bold inference; every output then says "uncertain".
#[derive(JsonSchema)]
#[allow(dead_code)]
struct ConfidenceWord(Word<Confidence>);

/// Ids of the sources that say so.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct SourceIds(#[schemars(length(min = 1))] Vec<String>);

/// What else a reader should know, or what is thought of a claim.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct Note(String);

/// What is said, in words, where it cannot take the form of the fact's value.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct Says(String);

/// A fact as written: a value, its evidence, claims that contradict it (`disputed`), and accounts that say the same in other
/// words, or more or less of it (`also`).
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
pub struct RawFact<R> {
    value: R,
    support: SupportWord,
    #[serde(default)]
    confidence: Option<ConfidenceWord>,
    sources: SourceIds,
    #[serde(default)]
    #[schemars(length(min = 1))]
    disputed: Option<Vec<RawClaim<R>>>,
    #[serde(default)]
    #[schemars(length(min = 1))]
    also: Option<Vec<RawClaim<R>>>,
    #[serde(default)]
    note: Option<Note>,
}

/// A claim as written: `value` where it takes the form of the fact's value, else `says`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code)]
struct RawClaim<R> {
    #[serde(default)]
    value: Option<R>,
    #[serde(default)]
    says: Option<Says>,
    sources: SourceIds,
    #[serde(default)]
    note: Option<Note>,
}

/// What the parser reads of a [`RawFact`]: its parts in any form; nothing where something else stands in its place.
pub struct PlainFact(pub Option<Parts>);

/// The parts of a fact, as they stand in the file: what [`RawFact`] has, in any form.
#[derive(Default)]
#[allow(missing_docs)]
pub struct Parts {
    pub value: Option<Node>,
    pub support: Option<Node>,
    pub confidence: Option<Node>,
    pub sources: Option<Node>,
    pub disputed: Option<Node>,
    pub also: Option<Node>,
    pub note: Option<Node>,
    /// Fields that a fact does not have.
    pub unknown: Vec<String>,
}

impl Parts {
    const NAMES: Keys<1> = Keys([&["value", "support", "confidence", "sources", "disputed", "also", "note"]]);

    fn read<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut parts = Self::default();
        while let Some(key) = map.next_key_seed(Self::NAMES)? {
            let value = map.next_value()?;
            match key {
                Key::Known(_, name) => {
                    let part = parts.part(name);
                    once(name, part.is_some())?;
                    *part = Some(value);
                }
                Key::Unknown(name) => parts.unknown.push(name),
            }
        }
        let Keys([names]) = Self::NAMES;
        for name in names {
            parts.part(name).take_if(|part| *part == Node::Null);
        }
        Ok(parts)
    }

    fn part(&mut self, name: &str) -> &mut Option<Node> {
        match name {
            "value" => &mut self.value,
            "support" => &mut self.support,
            "confidence" => &mut self.confidence,
            "sources" => &mut self.sources,
            "disputed" => &mut self.disputed,
            "also" => &mut self.also,
            _ => &mut self.note,
        }
    }
}

/// What is read of a claim first: what it has, but the value in any form.
#[derive(Deserialize)]
#[serde(expecting = "a claim, as in `{ value: …, sources: [some-page] }`")]
#[allow(missing_docs)]
pub struct PlainClaim {
    #[serde(default)]
    pub value: Option<Node>,
    #[serde(default)]
    pub says: Option<String>,
    pub sources: Vec<String>,
    #[serde(default)]
    pub note: Option<String>,
}

macro_rules! others {
    ($($visit:ident: $type:ty,)+) => {
        $(fn $visit<E: de::Error>(self, _: $type) -> Result<PlainFact, E> {
            Ok(PlainFact(None))
        })+
    };
}

impl<'de> Deserialize<'de> for PlainFact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FactVisitor;

        impl<'de> Visitor<'de> for FactVisitor {
            type Value = PlainFact;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a fact")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PlainFact, A::Error> {
                Parts::read(map).map(|parts| PlainFact(Some(parts)))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<PlainFact, A::Error> {
                while seq.next_element::<Node>()?.is_some() {}
                Ok(PlainFact(None))
            }
            others!(
                visit_bool: bool, visit_u64: u64, visit_i64: i64, visit_u128: u128, visit_i128: i128, visit_f64: f64,
                visit_str: &str,
            );
        }

        deserializer.deserialize_any(FactVisitor)
    }
}

/// The one level of confidence that is written down.
pub struct Confidence;

impl Vocabulary for Confidence {
    const NAME: &'static str = "a confidence";
    const WORDS: &'static [&'static str] = &["low"];
}
