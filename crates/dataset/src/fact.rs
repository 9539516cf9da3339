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
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// The value.
    value: &'a dyn Value,
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
    pub note: Option<&'a String>,
    /// A rule of the provider.
    pub rule: bool,
}

/// A claim without its type.
#[derive(Debug, Clone)]
pub struct ClaimView<'a> {
    /// What is said.
    said: Said<'a>,
    /// Who says so.
    pub sources: &'a [SourceRef],
    /// What is thought of it.
    pub note: Option<&'a String>,
}

impl<T: Value> Fact<T> {
    /// The fact without its type.
    pub fn view(&self) -> View<'_> {
        fn claims<T: Value>(claims: &[Claim<T>]) -> Vec<ClaimView<'_>> {
            claims.iter().map(Claim::view).collect()
        }
        View {
            value: &self.value,
            support: self.support,
            uncertain: self.uncertain,
            sources: &self.sources,
            disputed: claims(&self.disputed),
            also: claims(&self.also),
            note: self.note.as_ref(),
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
            let note = Some("the value before your correction".into());
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
    fn view(&self) -> ClaimView<'_> {
        let said = match &self.stated {
            Stated::Value(value) => Said::Value(value),
            Stated::Words(words) => Said::Words(words),
        };
        ClaimView { said, sources: &self.sources, note: self.note.as_ref() }
    }
}

/// What a claim says, without the type of the value.
#[derive(Debug, Clone, Copy)]
enum Said<'a> {
    Value(&'a dyn Value),
    Words(&'a String),
}

impl Said<'_> {
    fn display(self, catalog: &Catalog) -> Display {
        match self {
            Self::Value(value) => value.display(catalog),
            Self::Words(words) => Display::Text(words.clone()),
        }
    }

    fn datum(self, catalog: &Catalog) -> Option<Datum> {
        match self {
            Self::Value(value) => Some(value.datum(catalog)),
            Self::Words(_) => None,
        }
    }
}

impl ClaimView<'_> {
    /// What is said, for people. The catalog gives names to what it refers to.
    pub fn display(&self, catalog: &Catalog) -> Display {
        self.said.display(catalog)
    }

    /// What is said, for programs; absent where it cannot take the form of the value.
    pub fn datum(&self, catalog: &Catalog) -> Option<Datum> {
        self.said.datum(catalog)
    }
}

impl<'a> View<'a> {
    /// The value for people. The catalog gives names to what it refers to.
    pub fn display(&self, catalog: &Catalog) -> Display {
        self.value.display(catalog)
    }

    /// The value for programs.
    pub fn datum(&self, catalog: &Catalog) -> Datum {
        self.value.datum(catalog)
    }

    /// What one source says, for people and for programs: the value if it is among the value's sources, else its claim.
    pub fn said_by(&self, source: SourceRef, catalog: &Catalog) -> Option<(Display, Option<Datum>)> {
        let claim = || {
            let claims = self.disputed.iter().chain(&self.also);
            claims.into_iter().find(|claim| claim.sources.contains(&source)).map(|claim| claim.said)
        };
        let said = if self.sources.contains(&source) { Some(Said::Value(self.value)) } else { claim() };
        said.map(|said| (said.display(catalog), said.datum(catalog)))
    }

    /// Every source the fact or a claim on it names, with repetitions.
    pub fn cited(&self) -> impl Iterator<Item = SourceRef> + '_ {
        let claims = self.disputed.iter().chain(&self.also).flat_map(|claim| claim.sources);
        self.sources.iter().chain(claims).copied()
    }
}
