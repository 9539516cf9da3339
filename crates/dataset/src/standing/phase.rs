//! Where a day stands to one sitting: ahead of it, in it, or after it.
//!
//! A beginning has come from its last possible day on, and has not before its first; an end has not come up to its first
//! possible day, and has from the day after its last. In between it is in doubt, and so is what a planned day would change
//! once that day has come.

use crate::catalog::Catalog;
use crate::certification::{Certification, Sitting};
use crate::language::{Language, Languages};
use crate::sitting_days::{End, Start};
use crate::vocab::SittingKind;
use crate::when::When;
use jiff::civil::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Until {
    Day(When),
    /// On a day that is planned and not confirmed.
    Planned(When),
    /// When this certification's standard exam opens; with the day planned for that, if there is one.
    Opens(String, Option<When>),
}

pub enum Phase {
    /// It is yet to open, or perhaps open where that is in doubt.
    Ahead {
        /// Its first day, where one is announced.
        opening: Option<Start>,
        in_doubt: bool,
    },
    /// It is open; where that is in doubt, it is perhaps over, or has not begun.
    Open {
        until: Option<Until>,
        in_doubt: bool,
    },
    Over {
        last: Option<When>,
    },
}

pub struct Question<'a> {
    certification: &'a Certification,
    catalog: &'a Catalog,
    day: Date,
    language: &'a Language,
    /// The first day of the earliest standard sitting that has one: no standard sitting begins before it.
    opened: Option<When>,
    /// Whether any standard sitting has begun, which ends every beta.
    standard_begun: bool,
}

impl<'a> Question<'a> {
    pub fn new(certification: &'a Certification, catalog: &'a Catalog, day: Date, language: &'a Language) -> Self {
        let standard = || certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
        let starts = standard().filter_map(Sitting::start);
        let opened = starts.filter(|start| !start.planned).map(|start| start.when).min();
        let mut question = Self { certification, catalog, day, language, opened, standard_begun: false };
        question.standard_begun = standard().any(|sitting| {
            let begun = |start: Start| !start.planned && start.when.latest <= day;
            !sitting.is_unscheduled() && question.start_of(sitting).is_none_or(begun)
        });
        question
    }

    /// Returns the first day of a sitting. One that does not say it begins no earlier than it can be booked, and a standard
    /// one no earlier than the exam itself; without either it has begun at an unknown time.
    fn start_of(&self, sitting: &Sitting) -> Option<Start> {
        let registration = || sitting.facts.registration.as_deref().map(|registration| registration.value);
        let opened = self.opened.filter(|_| sitting.kind == SittingKind::Standard);
        sitting.start().or_else(registration).or(opened.map(|when| Start { when, planned: false }))
    }

    pub fn phase(&self, sitting: &Sitting) -> Phase {
        if sitting.is_unscheduled() {
            return Phase::Ahead { opening: None, in_doubt: false };
        }
        let start = self.start_of(sitting);
        if let Some(opening) = start.filter(|start| start.planned || start.when.latest > self.day) {
            return Phase::Ahead { opening: Some(opening), in_doubt: self.day >= opening.when.earliest };
        }
        // One whose first day is unknown may not have begun before the day of the oldest source.
        let evidence = self.certification.evidence.filter(|_| start.is_none());
        let unknown_start = evidence.is_some_and(|evidence| self.day < evidence.earliest);
        let open = |until| Phase::Open { until, in_doubt: unknown_start };
        match sitting.last() {
            Some(End::On(end)) if end.planned => {
                Phase::Open { until: Some(Until::Planned(end.when)), in_doubt: self.day > end.when.earliest }
            }
            Some(End::On(end)) if end.when.latest < self.day => Phase::Over { last: Some(end.when) },
            Some(End::On(end)) if self.end_is_known() => {
                let perhaps_over = self.day > end.when.earliest;
                Phase::Open { until: Some(Until::Day(end.when)), in_doubt: unknown_start || perhaps_over }
            }
            Some(End::WhenOpens(id)) => self.phase_until_opens(id),
            Some(End::NotAnnounced) | None if sitting.kind == SittingKind::Beta && self.standard_begun => {
                Phase::Over { last: None }
            }
            Some(End::On(_) | End::NotAnnounced) | None => open(None),
        }
    }

    /// Whether the exam's end had been announced by the day; where the day of the announcement is not known, it had.
    fn end_is_known(&self) -> bool {
        let announced = self.certification.facts.end_announced.as_deref();
        announced.is_none_or(|announced| announced.value.earliest <= self.day)
    }

    fn phase_until_opens(&self, id: &str) -> Phase {
        let next = self.catalog.certification(id);
        let sitting = next.and_then(|next| {
            let mut standard = next.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
            standard.find(|sitting| serves(next, sitting, self.language) == Some(true))
        });
        let until = |when| Some(Until::Opens(id.to_owned(), when));
        match sitting.and_then(Sitting::start) {
            Some(start) if !start.planned && start.when.latest <= self.day => {
                Phase::Over { last: start.when.earliest.yesterday().ok().map(When::on) }
            }
            Some(start) => Phase::Open { until: until(Some(start.when)), in_doubt: self.day >= start.when.earliest },
            None => Phase::Open { until: until(None), in_doubt: false },
        }
    }
}

/// Returns whether a sitting serves a language, or nothing if the list of its languages is not whole. One without a language
/// known by name counts as English: every exam of the dataset began in it.
pub fn serves(certification: &Certification, sitting: &Sitting, language: &Language) -> Option<bool> {
    let languages = languages(certification, sitting);
    let is_named = languages.is_some_and(|languages| languages.serves(language));
    let is_unnamed = languages.is_none_or(|languages| languages.listed.is_empty());
    if is_named || (is_unnamed && language.is_served_by(&Language::english())) {
        return Some(true);
    }
    languages.filter(|languages| languages.complete).map(|_| false)
}

/// Returns the languages of all sittings that are known by name, with repetitions.
pub fn all_languages(certification: &Certification) -> impl Iterator<Item = &Language> {
    let known = certification.sittings.iter().filter_map(|sitting| languages(certification, sitting));
    known.flat_map(|languages| &languages.listed)
}

/// Returns the languages of a sitting, which are those of the exam where it has none of its own.
pub fn languages<'a>(certification: &'a Certification, sitting: &'a Sitting) -> Option<&'a Languages> {
    let languages = sitting.facts.languages.as_deref().or(certification.facts.languages.as_deref());
    languages.map(|languages| &languages.value)
}
