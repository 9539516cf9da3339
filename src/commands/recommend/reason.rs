//! Reasons for or against a certification, in words, each with its fact and the evidence of it.

use super::weights::{Criterion, Hundredths};
use crate::commands::kinds::kinds;
use certcmp_dataset::fact::View;
use certcmp_dataset::{Certification, Field};

kinds! {
    /// Whether a reason counts for or against a certification.
    Speaks {
        For = "for", "For";
        Against = "against", "Against";
        /// Good to know.
        Neither = "neither", "Neither";
        /// The fact is absent, so it counts neither way.
        NotKnown = "not-known", "Not known";
    }
}

#[derive(Debug, Clone)]
pub struct Cited<'a> {
    /// The id of the certification whose fact it is.
    pub of: &'a String,
    /// The machine key of the fact.
    pub key: &'static str,
    pub view: View<'a>,
}

impl<'a> Cited<'a> {
    pub fn fact(certification: &'a Certification, field: Field) -> Option<Self> {
        Some(Self { of: &certification.id, key: field.key(), view: certification.facts.view(field)? })
    }
}

#[derive(Debug, Clone)]
pub struct Reason<'a> {
    pub speaks: Speaks,
    /// The reason in words, with the value of the fact.
    pub words: String,
    /// The fact; absent where the reason has none, or one that is not known.
    pub cited: Option<Cited<'a>>,
}

impl<'a> Reason<'a> {
    pub fn against(words: impl Into<String>, cited: Option<Cited<'a>>) -> Self {
        Self { speaks: Speaks::Against, words: words.into(), cited }
    }

    /// Returns a reason that speaks as the degree to which it is met.
    pub fn of_degree(degree: Hundredths, words: String, cited: Option<Cited<'a>>) -> Self {
        let speaks = match degree.cmp(&Hundredths::NONE) {
            std::cmp::Ordering::Less => Speaks::Against,
            std::cmp::Ordering::Equal => Speaks::Neither,
            std::cmp::Ordering::Greater => Speaks::For,
        };
        Self { speaks, words, cited }
    }

    pub fn not_known(what: &str) -> Self {
        Self { speaks: Speaks::NotKnown, words: what.to_owned(), cited: None }
    }
}

/// What one criterion makes of a certification.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    pub criterion: Criterion,
    /// How far it is met, from −1 to 1; zero where nothing is known.
    pub degree: Hundredths,
    pub reasons: Vec<Reason<'a>>,
}

impl<'a> Finding<'a> {
    /// Returns a finding with one reason.
    pub fn new(criterion: Criterion, degree: Hundredths, words: String, cited: Option<Cited<'a>>) -> Self {
        Self { criterion, degree, reasons: vec![Reason::of_degree(degree, words, cited)] }
    }

    /// Returns a finding without points, because the fact is not known.
    pub fn not_known(criterion: Criterion) -> Self {
        Self { criterion, degree: Hundredths::NONE, reasons: vec![Reason::not_known(criterion.title())] }
    }

    /// Returns whether its facts are not known.
    pub fn is_not_known(&self) -> bool {
        !self.reasons.is_empty() && self.reasons.iter().all(|reason| reason.speaks == Speaks::NotKnown)
    }

    pub fn points(&self) -> Hundredths {
        Hundredths(self.criterion.weight() * self.degree.0)
    }
}
