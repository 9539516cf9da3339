//! Reasons for or against a certification, in words, each with its fact and the evidence of it.

use super::weights::{Criterion, Hundredths};
use crate::commands::kinds::kinds;
use certcmp_dataset::fact::View;
use certcmp_dataset::{Certification, Field, Sitting, SittingField};

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
    pub label: &'static str,
    pub view: View<'a>,
}

impl<'a> Cited<'a> {
    pub fn fact(certification: &'a Certification, field: Field) -> Option<Self> {
        let view = certification.facts.view(field)?;
        Some(Self { of: &certification.id, key: field.key(), label: field.label(), view })
    }

    pub fn of_sitting(certification: &'a Certification, sitting: &'a Sitting, field: SittingField) -> Option<Self> {
        let view = sitting.facts.view(field)?;
        Some(Self { of: &certification.id, key: field.key(), label: field.label(), view })
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
    /// Returns a reason with its fact, if it has one.
    pub fn new(speaks: Speaks, words: impl Into<String>, cited: Option<Cited<'a>>) -> Self {
        Self { speaks, words: words.into(), cited }
    }

    /// Returns the reason that a fact is not known.
    pub fn not_known(what: &str) -> Self {
        Self { speaks: Speaks::NotKnown, words: what.to_owned(), cited: None }
    }
}

/// What one criterion makes of a certification.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    pub criterion: Criterion,
    /// How far it is met, between the ends of the criterion's range; zero where nothing is known.
    pub degree: Hundredths,
    pub reasons: Vec<Reason<'a>>,
}

impl Finding<'_> {
    /// Returns whether its facts are not known.
    pub fn is_not_known(&self) -> bool {
        !self.reasons.is_empty() && self.reasons.iter().all(|reason| reason.speaks == Speaks::NotKnown)
    }

    pub fn points(&self) -> Hundredths {
        Hundredths(self.criterion.weight() * self.degree.0)
    }
}

/// Returns a finding without points, because the fact is not known.
pub fn not_known<'a>(criterion: Criterion, what: &str) -> Finding<'a> {
    Finding { criterion, degree: Hundredths::NONE, reasons: vec![Reason::not_known(what)] }
}
