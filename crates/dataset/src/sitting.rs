//! Sittings: the spans of time in which an exam is offered, as a beta or for good, in some languages.

use crate::facts::SittingFacts;
use crate::lazy::Lazy;
use crate::record;
use crate::vocab::SittingKind;
use crate::when::When;
use crate::yaml::form::{Definitions, FromYaml, object};
use crate::yaml::node::Node;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use serde::{Deserialize, Serialize};
use std::fmt;

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

record! {
    /// A date of a sitting that is neither its first nor its last day.
    KeyDate [Eq], "a date", check some_day {
        /// What is then.
        what: String,
        /// The day of it.
        on: Option<When>,
        /// The day from which it is.
        from: Option<When>,
        /// The last day of it.
        until: Option<When>,
    }
}

fn some_day(date: KeyDate, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<KeyDate> {
    let is_span = date.from.is_some() || date.until.is_some();
    if date.on.is_some() == is_span {
        reader.fault(at, "the date has no day", "give it `on`, or `from` and `until`");
        return None;
    }
    Some(date)
}

impl fmt::Display for KeyDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.what)?;
        for (word, when) in [(":", self.on), (" from", self.from), (" until", self.until)] {
            if let Some(when) = when {
                write!(out, "{word} {}", when.words())?;
            }
        }
        Ok(())
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
