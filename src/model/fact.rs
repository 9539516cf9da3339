//! A fact: a value with its evidence, and what other sources say instead.

use super::Catalog;
use super::source::SourceRef;
use super::value::{Datum, Display, Value};
use super::vocab::Support;
use serde::{Deserialize, Serialize};

/// A value and what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value that is judged right.
    pub value: T,
    /// How well it is backed.
    pub support: Support,
    /// A single weak source, or a bold inference: every output says "uncertain".
    pub uncertain: bool,
    /// Where it is from; never empty.
    pub sources: Vec<SourceRef>,
    /// Claims that contradict the value.
    pub disputed: Vec<Claim<T>>,
    /// Accounts that say the same in other words, or more or less of it, without contradicting the value.
    pub also: Vec<Claim<T>>,
    /// What else a reader should know.
    pub note: Option<String>,
    /// The fact is a rule of the provider for many exams, not of this exam alone.
    pub rule: bool,
}

/// What some sources say instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim<T> {
    /// What they say.
    pub stated: Stated<T>,
    /// Who says so; never empty.
    pub sources: Vec<SourceRef>,
    /// What is thought of it.
    pub note: Option<String>,
}

/// What a claim says: a value of the same type, or words where it cannot take that form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Stated<T> {
    /// A value that could stand in the fact's place.
    Value(T),
    /// What is said, in words: "six domains".
    Words(String),
}

/// A fact without its type: its value as people and programs read it, and its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct View<'a> {
    /// The value for people.
    pub display: Display,
    /// The value for programs.
    pub datum: Datum,
    /// How well it is backed.
    pub support: Support,
    /// Weakly backed.
    pub uncertain: bool,
    /// Where it is from.
    pub sources: &'a [SourceRef],
    /// Claims that contradict it.
    pub disputed: Vec<ClaimView<'a>>,
    /// Accounts that do not contradict it.
    pub also: Vec<ClaimView<'a>>,
    /// What else a reader should know.
    pub note: Option<&'a str>,
    /// A rule of the provider.
    pub rule: bool,
}

/// A claim without its type.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimView<'a> {
    /// What is said, for people.
    pub display: Display,
    /// What is said, for programs; absent where it cannot take the form of the value.
    pub datum: Option<Datum>,
    /// Who says so.
    pub sources: &'a [SourceRef],
    /// What is thought of it.
    pub note: Option<&'a str>,
}

impl<T: Value> Fact<T> {
    /// The fact without its type.
    pub fn view<'a>(&'a self, catalog: &Catalog) -> View<'a> {
        let claims = |claims: &'a [Claim<T>]| claims.iter().map(|claim| claim.view(catalog)).collect();
        View {
            display: self.value.display(catalog),
            datum: self.value.datum(catalog),
            support: self.support,
            uncertain: self.uncertain,
            sources: &self.sources,
            disputed: claims(&self.disputed),
            also: claims(&self.also),
            note: self.note.as_deref(),
            rule: self.rule,
        }
    }
}

impl<T> Fact<T> {
    /// A bare fact, for tests.
    #[cfg(test)]
    pub fn bare(value: T) -> Self {
        Self {
            value,
            support: Support::Official,
            uncertain: false,
            sources: Vec::new(),
            disputed: Vec::new(),
            also: Vec::new(),
            note: None,
            rule: false,
        }
    }

    /// Adds every source that the fact or a claim on it names.
    pub fn cite(&self, cited: &mut Vec<SourceRef>) {
        cited.extend(&self.sources);
        cited.extend(self.disputed.iter().chain(&self.also).flat_map(|claim| &claim.sources));
    }
}

impl<T: PartialEq> Fact<T> {
    /// The fact as a correction of an earlier one: what that said, and what was said against it, stays as claims.
    pub fn in_place_of(mut self, earlier: Self) -> Self {
        if earlier.value != self.value {
            let note = Some("the value before your correction".to_owned());
            self.disputed.push(Claim { stated: Stated::Value(earlier.value), sources: earlier.sources, note });
        }
        let other = |claim: &Claim<T>| !matches!(&claim.stated, Stated::Value(value) if *value == self.value);
        let (disputed, also): (Vec<_>, Vec<_>) =
            (earlier.disputed.into_iter().filter(other).collect(), earlier.also.into_iter().filter(other).collect());
        self.disputed.extend(disputed);
        self.also.extend(also);
        self
    }
}

impl<T: Value> Claim<T> {
    fn view<'a>(&'a self, catalog: &Catalog) -> ClaimView<'a> {
        let (display, datum) = match &self.stated {
            Stated::Value(value) => (value.display(catalog), Some(value.datum(catalog))),
            Stated::Words(words) => (Display::Text(words.clone()), None),
        };
        ClaimView { display, datum, sources: &self.sources, note: self.note.as_deref() }
    }
}

impl<'a> View<'a> {
    /// What one source says: the value if it is among the value's sources, else its claim.
    pub fn said_by(&self, source: SourceRef) -> Option<(&Display, Option<&Datum>)> {
        if self.sources.contains(&source) {
            return Some((&self.display, Some(&self.datum)));
        }
        self.disputed
            .iter()
            .chain(&self.also)
            .find(|claim| claim.sources.contains(&source))
            .map(|claim| (&claim.display, claim.datum.as_ref()))
    }

    /// Every source the fact or a claim on it names, with repetitions.
    pub fn cited(&self) -> impl Iterator<Item = SourceRef> + '_ {
        let claims = self.disputed.iter().chain(&self.also).flat_map(|claim| claim.sources);
        self.sources.iter().chain(claims).copied()
    }
}
