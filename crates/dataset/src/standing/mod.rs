//! Standing: whether an exam can be taken on a day in a language, worked out from its sittings and never typed by hand.
//!
//! A planned day never counts as a fact. Once it has passed without confirmation, what it would have changed is in
//! doubt, and an exam in doubt is nowhere offered as one that can be taken.

pub mod window;
mod words;

use crate::language::Language;
use crate::sitting::{End, Sitting, Start};
use crate::vocab::SittingKind;
pub use crate::vocab::Status;
use crate::when::{When, eve};
use crate::{Catalog, Certification};
use jiff::civil::Date;

impl Status {
    /// Whether it has a sitting that is open.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Beta | Self::Available | Self::Retiring)
    }
}

/// When an open sitting ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Until {
    /// On a day.
    Day(When),
    /// On a day that is planned and not confirmed.
    Planned(When),
    /// When this certification's standard exam opens; with the day planned for that, if there is one.
    Opens(String, Option<When>),
}

/// Whether an exam can be taken on a day in a language, and what is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// In a word.
    pub status: Status,
    /// The day it was worked out for.
    pub day: Date,
    /// The language it was worked out for.
    pub language: Language,
    /// The sitting it rests on: the open one, the next one or the last one.
    pub sitting: Option<usize>,
    /// The first day of that sitting, if it has begun.
    pub since: Option<When>,
    /// Its end: to come if it is open, past if it is over.
    pub until: Option<Until>,
    /// A sitting that is yet to open, and whether its day is only planned: the next one, or the standard one while a
    /// beta is open.
    pub opening: Option<(When, bool)>,
    /// What kind of sitting it is.
    pub opening_kind: Option<SittingKind>,
    /// A planned day has come without confirmation, and what it would change matters here.
    pub in_doubt: bool,
    /// Other languages in which the exam can be taken, in sittings that do not serve this one.
    pub elsewhere: Vec<Language>,
}

/// Where a day stands to a sitting.
enum Phase {
    /// Announced without a day.
    Unscheduled,
    Ahead {
        first: When,
        planned: bool,
    },
    Open {
        until: Option<Until>,
        in_doubt: bool,
    },
    Over {
        last: Option<When>,
    },
}

impl Standing {
    /// Works out the standing of a certification.
    pub fn of(certification: &Certification, catalog: &Catalog, day: Date, language: &Language) -> Self {
        let mut standing = Self::in_language(certification, catalog, day, language);
        let others = || certification.sittings.iter().flat_map(|sitting| languages_of(certification, sitting));
        if matches!(standing.status, Status::NotOffered | Status::Unknown) {
            standing = standing.over_for_everybody(certification, catalog);
        }
        for other in others().filter(|other| !language.is_served_by(other)) {
            let served = standing.status.is_open() && standing.serves_too(certification, other);
            let open = || Self::in_language(certification, catalog, day, other).can_be_taken();
            if !served && !standing.elsewhere.contains(other) && open() {
                standing.elsewhere.push(other.clone());
            }
        }
        standing
    }

    /// An exam that has ended in every language has ended for those too whose language it may never have had.
    fn over_for_everybody(self, certification: &Certification, catalog: &Catalog) -> Self {
        let mut languages: Vec<Language> = vec![Language::english()];
        languages
            .extend(certification.sittings.iter().flat_map(|sitting| languages_of(certification, sitting)).cloned());
        let standings = languages.iter().map(|other| Self::in_language(certification, catalog, self.day, other));
        let known: Vec<Self> =
            standings.filter(|other| !matches!(other.status, Status::NotOffered | Status::Unknown)).collect();
        let all_over = !known.is_empty() && known.iter().all(|other| other.status == Status::Retired);
        match known.into_iter().next() {
            Some(over) if all_over => Self { language: self.language, ..over },
            _ => self,
        }
    }

    /// Whether the sitting that the standing rests on serves another language too.
    fn serves_too(&self, certification: &Certification, other: &Language) -> bool {
        let sitting = self.sitting.and_then(|at| certification.sittings.get(at));
        sitting.is_some_and(|sitting| serves(certification, sitting, other) == Serves::Yes)
    }

    fn in_language(certification: &Certification, catalog: &Catalog, day: Date, language: &Language) -> Self {
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
        };
        let question = Question::new(certification, catalog, day, language);
        for (at, sitting) in certification.sittings.iter().enumerate() {
            match serves(certification, sitting, language) {
                Serves::Yes => {}
                Serves::Unknown if standing.status == Status::NotOffered => {
                    standing.status = Status::Unknown;
                    continue;
                }
                Serves::No | Serves::Unknown => continue,
            }
            let first = sitting.start().map(|start| start.when);
            match question.phase(sitting) {
                Phase::Unscheduled => standing.meet_unscheduled(at),
                Phase::Ahead { first, planned } => standing.meet_ahead(at, sitting.kind, first, planned),
                Phase::Open { until, in_doubt } => standing.meet_open(at, sitting.kind, first, until, in_doubt),
                Phase::Over { last } => standing.meet_over(at, first, last),
            }
        }
        if standing.status == Status::Beta {
            standing.in_doubt |= match standing.opening {
                Some((when, planned)) => planned && day >= when.earliest,
                None => standing.until.is_none() && is_long_after(catalog.data_date, day),
            };
        }
        standing
    }

    fn meet_ahead(&mut self, at: usize, kind: SittingKind, first: When, planned: bool) {
        let nearer = self.opening.is_none_or(|(known, _)| first.latest < known.latest);
        if nearer {
            self.opening = Some((first, planned));
            self.opening_kind = Some(kind);
        }
        if matches!(self.status, Status::NotOffered | Status::Unknown | Status::Retired) {
            self.status = Status::Announced;
            self.sitting = Some(at);
            self.since = None;
            self.until = None;
        }
    }

    fn meet_unscheduled(&mut self, at: usize) {
        if matches!(self.status, Status::NotOffered | Status::Unknown | Status::Retired) {
            self.status = Status::Announced;
            self.sitting = Some(at);
            self.since = None;
            self.until = None;
        }
    }

    fn meet_open(&mut self, at: usize, kind: SittingKind, first: Option<When>, until: Option<Until>, in_doubt: bool) {
        let status = match (kind, &until) {
            (SittingKind::Beta, _) => Status::Beta,
            (SittingKind::Standard, None) => Status::Available,
            (SittingKind::Standard, Some(_)) => Status::Retiring,
        };
        let better = !self.status.is_open()
            || (self.status == Status::Beta && status != Status::Beta)
            || (self.status == Status::Retiring && status == Status::Available);
        if better {
            self.status = status;
            self.sitting = Some(at);
            self.since = first;
            self.until = until;
            self.in_doubt = in_doubt;
        }
    }

    fn meet_over(&mut self, at: usize, first: Option<When>, last: Option<When>) {
        if matches!(self.status, Status::NotOffered | Status::Unknown | Status::Retired) {
            self.status = Status::Retired;
            self.sitting = Some(at);
            self.since = first;
            self.until = last.map(Until::Day);
        }
    }

    /// Whether it is certain that the exam can be taken.
    pub fn can_be_taken(&self) -> bool {
        self.status.is_open() && !self.in_doubt
    }

    /// The last day on which it could be taken, if it is over and the day is known.
    pub fn ended(&self) -> Option<When> {
        match (&self.until, self.status) {
            (Some(Until::Day(when)), Status::Retired) => Some(*when),
            _ => None,
        }
    }
}

fn languages_of<'a>(certification: &'a Certification, sitting: &'a Sitting) -> &'a [Language] {
    let languages = sitting.facts.languages.as_deref().or(certification.facts.languages.as_deref());
    languages.map_or(&[], |languages| &languages.value.listed)
}

/// Whether a sitting serves a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Serves {
    Yes,
    No,
    /// The list of its languages is not whole.
    Unknown,
}

/// A sitting of which no language is known by name counts as English: every exam of the dataset began in it.
fn serves(certification: &Certification, sitting: &Sitting, language: &Language) -> Serves {
    let languages = sitting.facts.languages.as_deref().or(certification.facts.languages.as_deref());
    let Some(languages) = languages.map(|languages| &languages.value) else {
        return if language.is_served_by(&Language::english()) { Serves::Yes } else { Serves::Unknown };
    };
    let english = languages.listed.is_empty() && language.is_served_by(&Language::english());
    match languages.serves(language) || english {
        true => Serves::Yes,
        false if languages.complete => Serves::No,
        false => Serves::Unknown,
    }
}

/// How long after the newest source an open-ended beta is still taken to be open, in days.
const BETA_KNOWN_FOR_DAYS: i32 = 90;

fn is_long_after(checked: Option<Date>, day: Date) -> bool {
    let age = checked.and_then(|checked| checked.until(day).ok()).map(|span| span.get_days());
    age.is_some_and(|age| age > BETA_KNOWN_FOR_DAYS)
}

/// The first day of the earliest standard sitting that has one: no standard sitting begins before it.
fn opened(certification: &Certification) -> Option<When> {
    let standard = certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
    standard.filter_map(Sitting::start).filter(|start| !start.planned).map(|start| start.when).min()
}

/// What is asked about a certification, and what holds for all its sittings.
struct Question<'a> {
    certification: &'a Certification,
    catalog: &'a Catalog,
    day: Date,
    language: &'a Language,
    /// The first day of the earliest standard sitting that has one.
    opened: Option<When>,
    /// Whether any standard sitting has begun, which ends every beta.
    standard_begun: bool,
}

impl<'a> Question<'a> {
    fn new(certification: &'a Certification, catalog: &'a Catalog, day: Date, language: &'a Language) -> Self {
        let opened = opened(certification);
        let mut question = Self { certification, catalog, day, language, opened, standard_begun: false };
        question.standard_begun = certification.sittings.iter().any(|sitting| question.standard_has_begun(sitting));
        question
    }

    fn standard_has_begun(&self, sitting: &Sitting) -> bool {
        let begun = |start: Start| !start.planned && start.when.latest <= self.day;
        let is_standard = sitting.kind == SittingKind::Standard && !sitting.is_unscheduled();
        is_standard && self.start_of(sitting).is_none_or(begun)
    }

    /// The first day of a sitting. One that does not say it begins no earlier than it can be booked, and a standard one
    /// no earlier than the exam itself; without either it has begun at an unknown time.
    fn start_of(&self, sitting: &Sitting) -> Option<Start> {
        let registration = || sitting.facts.registration.as_deref().map(|registration| registration.value);
        let said = sitting.start().or_else(registration);
        let opened = self.opened.filter(|_| sitting.kind == SittingKind::Standard);
        said.or(opened.map(|when| Start { when, planned: false }))
    }

    fn phase(&self, sitting: &Sitting) -> Phase {
        if sitting.is_unscheduled() {
            return Phase::Unscheduled;
        }
        let start = self.start_of(sitting);
        if let Some(start) = start.filter(|start| start.planned || start.when.latest > self.day) {
            return Phase::Ahead { first: start.when, planned: start.planned };
        }
        let in_doubt = start.is_none() && self.is_before_every_source();
        let open = |until| Phase::Open { until, in_doubt };
        match sitting.facts.last.as_deref().map(|last| &last.value) {
            Some(End::On(end)) if end.planned => {
                Phase::Open { until: Some(Until::Planned(end.when)), in_doubt: self.day > end.when.earliest }
            }
            Some(End::On(end)) if end.when.earliest < self.day => Phase::Over { last: Some(end.when) },
            Some(End::On(end)) if self.end_is_known() => open(Some(Until::Day(end.when))),
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

    /// Whether no source is as old as the day: an exam whose first day is unknown may not have begun.
    fn is_before_every_source(&self) -> bool {
        // Most often the day is behind all of them, and none need be looked at.
        if self.catalog.data_date.is_some_and(|newest| newest <= self.day) {
            return false;
        }
        let cited = self.certification.cited(true).into_iter();
        let dated = cited.filter_map(|source| self.catalog.source(source)?.dated);
        dated.map(|when| when.earliest).min().is_some_and(|oldest| self.day < oldest)
    }

    fn phase_until_opens(&self, id: &String) -> Phase {
        let next = self.catalog.certification(id);
        let serves = |next: &Certification, sitting: &Sitting| serves(next, sitting, self.language) == Serves::Yes;
        let sitting = next.and_then(|next| {
            let mut standard = next.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
            standard.find(|sitting| serves(next, sitting))
        });
        let until = |when| Some(Until::Opens(id.clone(), when));
        match sitting.and_then(Sitting::start) {
            Some(start) if !start.planned && start.when.latest <= self.day => {
                Phase::Over { last: Some(When::on(eve(start.when.earliest))) }
            }
            Some(start) => Phase::Open { until: until(Some(start.when)), in_doubt: self.day >= start.when.earliest },
            None => Phase::Open { until: until(None), in_doubt: false },
        }
    }
}

impl Catalog {
    /// What can be taken instead of a certification: its successors that can be taken, each reached through those
    /// that cannot, without repetition; its own track first.
    pub fn instead<'a>(
        &'a self,
        certification: &Certification,
        day: Date,
        language: &Language,
    ) -> Vec<&'a Certification> {
        self.successors_now(certification, day, language).0.into_iter().map(|(next, _)| next).collect()
    }

    /// What can be taken [`instead`](Self::instead), with its status, and those on the way to it of which that is in doubt.
    pub fn successors_now<'a>(
        &'a self,
        certification: &Certification,
        day: Date,
        language: &Language,
    ) -> (Vec<(&'a Certification, Status)>, Vec<&'a Certification>) {
        let mut seen = vec![certification.id.as_str()];
        let mut open = certification.successors();
        let (mut found, mut doubtful): (Vec<(&Certification, Status)>, Vec<&Certification>) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(id) = open.get(at).copied() {
            at += 1;
            if seen.contains(&id) {
                continue;
            }
            let Some(next) = self.certification(id) else { continue };
            seen.push(&next.id);
            // Where else it can be taken is not asked here.
            let standing = Standing::in_language(next, self, day, language);
            if standing.can_be_taken() {
                found.push((next, standing.status));
                continue;
            }
            if standing.in_doubt {
                doubtful.push(next);
            }
            open.extend(next.successors());
        }
        found.sort_by_key(|(next, _)| next.track != certification.track);
        (found, doubtful)
    }
}
