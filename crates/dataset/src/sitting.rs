//! Sittings: the spans of time in which an exam is offered, as a beta or for good, in some languages.

use crate::facts::SittingFacts;
use crate::lazy::Lazy;
use crate::vocab::SittingKind;
use crate::yaml::form::{Definitions, FromYaml, object};
use crate::yaml::node::Node;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use serde::{Deserialize, Serialize};

pub use crate::key_date::KeyDate;
pub use crate::sitting_days::{End, First, Start};

/// One span of time in which an exam is offered. Its price, length and languages are those of the exam where it does
/// not say otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sitting {
    /// A beta or the standard exam.
    pub kind: SittingKind,
    /// What is known of it.
    pub facts: Lazy<SittingFacts>,
}

impl Sitting {
    /// Returns the first day, where it is known.
    pub fn start(&self) -> Option<Start> {
        self.facts.first.as_deref().and_then(|first| first.value.start())
    }

    /// Returns whether the sitting is announced without a day.
    pub fn is_unscheduled(&self) -> bool {
        self.facts.first.as_deref().is_some_and(|first| first.value == First::NotAnnounced)
    }
}

impl FromYaml for Sitting {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut map = reader.map(node, at, "a sitting", "field: value")?;
        let kind = map.read::<SittingKind, SittingKind>("kind", reader);
        let facts = SittingFacts::read(&mut map, reader);
        map.finish(reader);
        Some(Self { kind: kind?, facts: facts.into() })
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("Sitting", |definitions| {
            let kind = <SittingKind as FromYaml>::schema(definitions);
            let mut fields = vec![("kind", "A beta or the standard exam.", kind, true)];
            fields.extend(SittingFacts::schemas(definitions));
            object("A span of time in which the exam is offered.", fields)
        })
    }
}
