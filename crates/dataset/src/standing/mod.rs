//! Standing: whether an exam can be taken on a day in a language, worked out from its sittings and never typed by hand.
//!
//! A planned day never counts as a fact. Once it has passed without confirmation, what it would have changed is in
//! doubt, and an exam in doubt is nowhere offered as one that can be taken.

mod phase;
pub mod window;
mod words;

pub use phase::Until;

use crate::catalog::Catalog;
use crate::certification::{Certification, Sitting};
use crate::language::Language;
use crate::sitting_days::Start;
use crate::vocab::SittingKind;
pub use crate::vocab::Status;
use crate::when::When;
use jiff::civil::Date;
use phase::{Phase, Question, all_languages, serves};

impl Status {
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Beta | Self::Available | Self::Retiring)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub status: Status,
    pub day: Date,
    pub language: Language,
    /// The index of the sitting that decides: the open one, the next one or the last one.
    pub sitting: Option<usize>,
    /// The first day of that sitting, if it has begun.
    pub since: Option<When>,
    /// Its end: to come if it is open, past if it is over.
    pub until: Option<Until>,
    /// A sitting that is yet to open, and whether its day is only planned: the next one, or the standard one while a
    /// beta is open.
    pub opening: Option<(When, bool)>,
    pub opening_kind: Option<SittingKind>,
    /// A planned day has come without confirmation, and what it would change matters here.
    pub in_doubt: bool,
    /// Other languages in which the exam can be taken, in sittings that do not serve this one.
    pub elsewhere: Vec<Language>,
    /// Other languages for which that is in doubt, if it cannot be taken in this one.
    pub perhaps_elsewhere: Vec<Language>,
}

/// How long after its newest source a beta without a known end is taken to be open, in days.
pub const BETA_KNOWN_FOR_DAYS: i32 = 30;

impl Standing {
    pub fn of(certification: &Certification, catalog: &Catalog, day: Date, language: &Language) -> Self {
        let mut standing = Self::in_language(certification, catalog, day, language);
        if matches!(standing.status, Status::NotOffered | Status::Unknown) {
            standing = standing.over_for_everybody(certification, catalog);
        }
        for other in all_languages(certification).filter(|other| !language.is_served_by(other)) {
            let sitting = standing.sitting.filter(|_| standing.status.is_open());
            let sitting = sitting.and_then(|at| certification.sittings.get(at));
            let served = sitting.is_some_and(|sitting| serves(certification, sitting, other) == Some(true));
            if served || standing.elsewhere.contains(other) || standing.perhaps_elsewhere.contains(other) {
                continue;
            }
            let there = Self::in_language(certification, catalog, day, other);
            if there.can_be_taken() {
                standing.elsewhere.push(other.clone());
            } else if there.status.is_open() && !standing.status.is_open() {
                standing.perhaps_elsewhere.push(other.clone());
            }
        }
        standing
    }

    /// An exam that has ended in every language has ended for those too whose language it may never have had.
    fn over_for_everybody(self, certification: &Certification, catalog: &Catalog) -> Self {
        let english = Language::english();
        let languages = std::iter::once(&english).chain(all_languages(certification));
        let mut known = languages
            .map(|other| Self::in_language(certification, catalog, self.day, other))
            .filter(|other| !matches!(other.status, Status::NotOffered | Status::Unknown));
        match known.next() {
            Some(over) if over.status == Status::Retired && known.all(|other| other.status == Status::Retired) => {
                Self { language: self.language, ..over }
            }
            _ => self,
        }
    }

    /// Works out the standing in one language alone, without those in which it can be taken elsewhere.
    pub fn in_language(certification: &Certification, catalog: &Catalog, day: Date, language: &Language) -> Self {
        let status = if certification.sittings.is_empty() { Status::Unknown } else { Status::NotOffered };
        let mut standing = Self {
            status,
            day,
            language: language.clone(),
            sitting: None,
            since: None,
            until: None,
            opening: None,
            opening_kind: None,
            in_doubt: false,
            elsewhere: Vec::new(),
            perhaps_elsewhere: Vec::new(),
        };
        let question = Question::new(certification, catalog, day, language);
        for (index, sitting) in certification.sittings.iter().enumerate() {
            match serves(certification, sitting, language) {
                Some(true) => standing.add(index, sitting, question.phase(sitting)),
                None if standing.status == Status::NotOffered => standing.status = Status::Unknown,
                _ => {}
            }
        }
        if standing.status == Status::Beta && standing.until.is_none() {
            let standard_may_be_open = standing.opening.is_some_and(|(when, _)| day >= when.earliest);
            let age = certification.evidence.and_then(|evidence| evidence.latest.until(day).ok());
            standing.in_doubt |= standard_may_be_open || age.is_none_or(|age| age.get_days() > BETA_KNOWN_FOR_DAYS);
        }
        standing
    }

    /// Takes in a further sitting, the one at an index.
    fn add(&mut self, index: usize, sitting: &Sitting, phase: Phase) {
        let is_closed = matches!(self.status, Status::NotOffered | Status::Unknown | Status::Retired);
        let first = sitting.start().map(|start| start.when);
        match phase {
            Phase::Ahead { opening, in_doubt } => {
                let is_nearer = |start: Start| self.opening.is_none_or(|(known, _)| start.when.latest < known.latest);
                if opening.is_some_and(is_nearer) || self.opening_kind.is_none() {
                    self.opening = opening.map(|start| (start.when, start.planned));
                    self.opening_kind = Some(sitting.kind);
                }
                if is_closed {
                    self.decide(Status::Announced, index, None, None);
                }
                self.in_doubt |= in_doubt && self.status == Status::Announced;
            }
            Phase::Open { until, in_doubt } => {
                let status = match sitting.kind {
                    SittingKind::Beta => Status::Beta,
                    SittingKind::Standard if until.is_none() => Status::Available,
                    SittingKind::Standard => Status::Retiring,
                };
                // What can certainly be taken comes before what perhaps can.
                let rank = |doubt: bool, status| (!doubt, status != Status::Beta, status == Status::Available);
                if !self.status.is_open() || rank(in_doubt, status) > rank(self.in_doubt, self.status) {
                    self.decide(status, index, first, until);
                    self.in_doubt = in_doubt;
                }
            }
            Phase::Over { last } if is_closed => self.decide(Status::Retired, index, first, last.map(Until::Day)),
            Phase::Over { .. } => {}
        }
    }

    fn decide(&mut self, status: Status, sitting: usize, since: Option<When>, until: Option<Until>) {
        self.status = status;
        self.sitting = Some(sitting);
        self.since = since;
        self.until = until;
    }

    /// Returns whether the exam can be taken, or nothing where that is in doubt or not known.
    pub fn availability(&self) -> Option<bool> {
        if self.in_doubt || self.status == Status::Unknown { None } else { Some(self.status.is_open()) }
    }

    /// Whether it is certain that the exam can be taken.
    pub fn can_be_taken(&self) -> bool {
        self.status.is_open() && !self.in_doubt
    }

    /// Whether it can be taken in no other language, as far as is known.
    pub fn is_over_elsewhere(&self) -> bool {
        self.elsewhere.is_empty() && self.perhaps_elsewhere.is_empty()
    }

    /// The last day on which it could be taken, if it is over and the day is known.
    pub fn ended(&self) -> Option<When> {
        if let (Some(Until::Day(when)), Status::Retired) = (&self.until, self.status) { Some(*when) } else { None }
    }
}
