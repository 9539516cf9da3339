//! Sittings: the spans of time in which an exam is offered, as a beta or for good, in some languages.

use crate::facts::SittingFacts;
use crate::record;
use crate::vocab::SittingKind;

pub use crate::sitting_days::{End, First, Start};

record! {
    /// A span of time in which the exam is offered.
    Sitting, "a sitting" {
        /// A beta or the standard exam.
        kind: SittingKind,
        ..facts: SittingFacts
    }
}

impl Sitting {
    /// Returns the first day, where it is known.
    pub fn start(&self) -> Option<Start> {
        self.facts.first.as_deref().and_then(|first| first.value.start())
    }

    pub fn last(&self) -> Option<&End> {
        self.facts.last.as_deref().map(|last| &last.value)
    }

    /// Returns the last day, where there is one.
    pub fn end(&self) -> Option<Start> {
        if let Some(End::On(end)) = self.last() { Some(*end) } else { None }
    }

    /// Returns whether the sitting is announced without a day.
    pub fn is_unscheduled(&self) -> bool {
        self.facts.first.as_deref().is_some_and(|first| first.value == First::NotAnnounced)
    }
}
