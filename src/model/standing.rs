//! Standing: whether an exam can be taken on a day in a language, worked out from its sittings and never typed by hand.
//!
//! A planned day never counts as a fact. Once it has passed without confirmation, what it would have changed is in
//! doubt, and an exam in doubt is nowhere offered as one that can be taken.

use super::language::{Language, and};
use super::sitting::{End, Sitting, Start};
use super::vocab::SittingKind;
use super::when::{When, eve};
use super::{Catalog, Certification};
use jiff::civil::Date;

/// Whether an exam can be taken, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Not open yet.
    Announced,
    /// Only its beta can be taken.
    Beta,
    /// It can be taken, and no end is set.
    Available,
    /// It can be taken, and its end is set.
    Retiring,
    /// It can no longer be taken in this language.
    Retired,
    /// It has no sitting in this language, as far as is known.
    NotOffered,
}

impl Status {
    /// Every status, in order.
    pub const ALL: &'static [Self] =
        &[Self::Announced, Self::Beta, Self::Available, Self::Retiring, Self::Retired, Self::NotOffered];
    /// The machine names, in order.
    pub const WORDS: &'static [&'static str] =
        &["announced", "beta", "available", "retiring", "retired", "not-offered"];

    /// The machine name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Beta => "beta",
            Self::Available => "available",
            Self::Retiring => "retiring",
            Self::Retired => "retired",
            Self::NotOffered => "not-offered",
        }
    }

    /// Whether it has a sitting that is open.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Beta | Self::Available | Self::Retiring)
    }
}

impl std::str::FromStr for Status {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|status| status.as_str().eq_ignore_ascii_case(text));
        found.copied().ok_or_else(|| format!("`{text}` is none of {}", Self::WORDS.join(", ")))
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
    /// A standard sitting that is yet to open, and whether its day is only planned.
    pub opening: Option<(When, bool)>,
    /// A planned day has come without confirmation, and what it would change matters here.
    pub in_doubt: bool,
    /// Languages in which an exam that is over in this one can still be taken.
    pub elsewhere: Vec<Language>,
}

/// Where a day stands to a sitting.
enum Phase {
    Ahead { first: When, planned: bool },
    Open { until: Option<Until>, in_doubt: bool },
    Over { last: Option<When> },
}

impl Standing {
    /// Works out the standing of a certification.
    pub fn of(certification: &Certification, catalog: &Catalog, day: Date, language: &Language) -> Self {
        let mut standing = Self::in_language(certification, catalog, day, language);
        if matches!(standing.status, Status::Retired | Status::NotOffered) {
            for other in certification.sittings.iter().flat_map(|sitting| languages_of(certification, sitting)) {
                let open = || Self::in_language(certification, catalog, day, other).can_be_taken();
                if !standing.elsewhere.contains(other) && !language.is_served_by(other) && open() {
                    standing.elsewhere.push(other.clone());
                }
            }
        }
        standing
    }

    fn in_language(certification: &Certification, catalog: &Catalog, day: Date, language: &Language) -> Self {
        let mut standing = Self {
            status: Status::NotOffered,
            day,
            language: language.clone(),
            sitting: None,
            since: None,
            until: None,
            opening: None,
            in_doubt: false,
            elsewhere: Vec::new(),
        };
        let opened = opened(certification);
        let standard_begun =
            certification.sittings.iter().any(|sitting| has_begun(sitting, SittingKind::Standard, day, opened));
        for (at, sitting) in certification.sittings.iter().enumerate() {
            if !serves(certification, sitting, language) {
                continue;
            }
            let first = sitting.facts.first.as_ref().map(|first| first.value.when);
            match phase(sitting, catalog, day, language, standard_begun, opened) {
                Phase::Ahead { first, planned } => standing.meet_ahead(at, sitting.kind, first, planned),
                Phase::Open { until, in_doubt } => standing.meet_open(at, sitting.kind, first, until, in_doubt),
                Phase::Over { last } => standing.meet_over(at, first, last),
            }
        }
        if standing.status == Status::Beta
            && standing.opening.is_some_and(|(when, planned)| planned && day >= when.earliest)
        {
            standing.in_doubt = true;
        }
        standing
    }

    fn meet_ahead(&mut self, at: usize, kind: SittingKind, first: When, planned: bool) {
        if kind == SittingKind::Standard || self.opening.is_none() {
            self.opening = Some((first, planned));
        }
        if matches!(self.status, Status::NotOffered | Status::Retired) {
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
        if matches!(self.status, Status::NotOffered | Status::Retired) {
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

    /// The answer in a table cell: "yes", "no, retired 2026-03-31", "beta".
    pub fn brief(&self) -> String {
        match self.status {
            Status::Available => "yes".to_owned(),
            Status::Beta if self.in_doubt => "beta, in doubt".to_owned(),
            Status::Beta => "beta".to_owned(),
            Status::Retiring => self.until_brief(),
            Status::Retired if !self.elsewhere.is_empty() => match self.ended() {
                Some(when) => format!("no, {} ended {}", self.language.title(), when.words()),
                None => format!("no, {} ended", self.language.title()),
            },
            Status::Retired => {
                self.ended().map_or_else(|| "no, retired".to_owned(), |when| format!("no, retired {}", when.words()))
            }
            Status::Announced => match self.opening {
                Some((when, planned)) => format!("not yet, {}", opening_words(when, planned, self.day)),
                None => "not yet".to_owned(),
            },
            Status::NotOffered => format!("not offered in {}", self.language.title()),
        }
    }

    fn until_brief(&self) -> String {
        match &self.until {
            Some(Until::Day(when)) if when.latest == self.day => "yes, retiring, last day".to_owned(),
            Some(Until::Day(when)) => format!("yes, retiring, until {}", when.words()),
            Some(Until::Planned(when)) => format!("yes, retiring, end {}", planned_words(*when, self.day)),
            Some(Until::Opens(id, _)) if self.in_doubt => format!("in doubt, until {id} opens"),
            Some(Until::Opens(id, _)) => format!("yes, retiring, until {id} opens"),
            None => "yes".to_owned(),
        }
    }

    /// The answer in sentences: "On offer in English. No end announced."
    pub fn sentences(&self, certification: &Certification) -> String {
        let language = self.language.title();
        let mut text = match self.status {
            Status::Available => format!("On offer in {}. {}", self.offered(certification), self.no_end(certification)),
            Status::Retiring => format!("On offer in {}. {}", self.offered(certification), self.end_to_come()),
            Status::Beta => self.beta_sentence(),
            Status::Announced => match self.opening {
                Some((when, planned)) => {
                    format!("Not open in {language} yet: {}.", opening_words(when, planned, self.day))
                }
                None => format!("Not open in {language} yet."),
            },
            Status::Retired => match self.ended() {
                Some(when) if certification.facts.continued_by.is_some() => {
                    format!("The exam has ended: it could last be taken on {}.", when.words())
                }
                Some(when) if self.elsewhere.is_empty() => {
                    format!("Retired: it could last be taken on {}.", when.words())
                }
                Some(when) => format!("No longer on offer in {language}: it could last be taken on {}.", when.words()),
                None => format!("No longer on offer in {language}."),
            },
            Status::NotOffered => format!("Not known to be offered in {language}."),
        };
        if let (Status::Retired, Some(next)) = (self.status, &certification.facts.continued_by) {
            text.push_str(&format!(" The certification goes on with {}.", and(&next.value.0)));
        }
        if !self.elsewhere.is_empty() {
            let titles: Vec<String> = self.elsewhere.iter().map(|language| language.title().to_owned()).collect();
            text.push_str(&format!(" It goes on in {}.", and(&titles)));
        }
        text
    }

    fn offered(&self, certification: &Certification) -> String {
        let sitting = self.sitting.and_then(|at| certification.sittings.get(at));
        let languages =
            sitting.and_then(|sitting| sitting.facts.languages.as_ref()).or(certification.facts.languages.as_ref());
        match languages {
            Some(languages) if languages.value.complete && !languages.value.listed.is_empty() => {
                and(&languages.value.titles())
            }
            Some(languages) => match languages.value.count {
                Some(count) if languages.value.listed.is_empty() => format!("{count} languages"),
                Some(count) => format!("{count} languages, {} among them", self.language.title()),
                None => format!("{} and perhaps others", self.language.title()),
            },
            None => format!("{} as far as is known", self.language.title()),
        }
    }

    fn no_end(&self, certification: &Certification) -> &'static str {
        let sitting = self.sitting.and_then(|at| certification.sittings.get(at));
        let said = sitting.and_then(|sitting| sitting.facts.last.as_ref()).is_some();
        if said { "No end announced." } else { "Nothing is known of an end." }
    }

    fn end_to_come(&self) -> String {
        match &self.until {
            Some(Until::Day(when)) if when.latest == self.day => "Retiring: today is its last day.".to_owned(),
            Some(Until::Day(when)) => format!("Retiring: its last day is {}.", when.words()),
            Some(Until::Planned(when)) => format!("Retiring: its end {}.", planned_clause(*when, self.day)),
            Some(Until::Opens(id, Some(when))) => {
                format!("Retiring: it ends when {id} opens, which {}.", planned_clause(*when, self.day))
            }
            Some(Until::Opens(id, None)) => format!("Retiring: it ends when {id} opens; no day is announced."),
            None => "No end announced.".to_owned(),
        }
    }

    fn beta_sentence(&self) -> String {
        let since = self.since.map(|when| format!(" since {}", when.words())).unwrap_or_default();
        let until = match &self.until {
            Some(Until::Day(when)) => format!(" Its last day is {}.", when.words()),
            _ => String::new(),
        };
        let next = match self.opening {
            Some((when, true)) => format!(" The standard exam {}.", planned_clause(when, self.day)),
            Some((when, false)) => format!(" The standard exam opens on {}.", when.words()),
            None => " No day is announced for the standard exam.".to_owned(),
        };
        format!("In beta in {}{since}.{until}{next}", self.language.title())
    }
}

/// A day that is to come or was planned, in words.
fn opening_words(when: When, planned: bool, day: Date) -> String {
    if planned { planned_words(when, day) } else { format!("from {}", when.words()) }
}

fn planned_words(when: When, day: Date) -> String {
    if day < when.earliest {
        format!("planned for {}", when.words())
    } else if day <= when.latest && !when.is_exact() {
        format!("planned for {}, not confirmed", when.words())
    } else {
        format!("was planned for {}, not confirmed", when.words())
    }
}

fn planned_clause(when: When, day: Date) -> String {
    let words = planned_words(when, day);
    if words.starts_with("was") { words } else { format!("is {words}") }
}

fn languages_of<'a>(certification: &'a Certification, sitting: &'a Sitting) -> &'a [Language] {
    let languages = sitting.facts.languages.as_ref().or(certification.facts.languages.as_ref());
    languages.map_or(&[], |languages| &languages.value.listed)
}

/// A sitting of which no language is known counts as English: every exam of the dataset began in it.
fn serves(certification: &Certification, sitting: &Sitting, language: &Language) -> bool {
    let listed = languages_of(certification, sitting);
    if listed.is_empty() {
        *language == Language::english()
    } else {
        listed.iter().any(|offered| language.is_served_by(offered))
    }
}

/// The first day of the earliest standard sitting that has one: no standard sitting begins before it.
fn opened(certification: &Certification) -> Option<When> {
    let standard = certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
    standard
        .filter_map(|sitting| sitting.facts.first.as_ref())
        .filter(|first| !first.value.planned)
        .map(|first| first.value.when)
        .min()
}

/// Whether a sitting is known to have begun by a day.
fn has_begun(sitting: &Sitting, kind: SittingKind, day: Date, opened: Option<When>) -> bool {
    sitting.kind == kind && start_of(sitting, opened).is_none_or(|start| !start.planned && start.when.latest <= day)
}

/// The first day of a sitting. One that does not say it begins no earlier than it can be booked, and a standard one no
/// earlier than the exam itself; without either it has begun at an unknown time.
fn start_of(sitting: &Sitting, opened: Option<When>) -> Option<Start> {
    let said = sitting.facts.first.as_ref().or(sitting.facts.registration.as_ref()).map(|first| first.value);
    let opened = opened.filter(|_| sitting.kind == SittingKind::Standard).map(|when| Start { when, planned: false });
    said.or(opened)
}

fn phase(
    sitting: &Sitting,
    catalog: &Catalog,
    day: Date,
    language: &Language,
    standard_begun: bool,
    opened: Option<When>,
) -> Phase {
    if let Some(start) = start_of(sitting, opened)
        && (start.planned || start.when.latest > day)
    {
        return Phase::Ahead { first: start.when, planned: start.planned };
    }
    match sitting.facts.last.as_ref().map(|last| &last.value) {
        Some(End::On(end)) if end.planned => {
            Phase::Open { until: Some(Until::Planned(end.when)), in_doubt: day > end.when.earliest }
        }
        Some(End::On(end)) if end.when.earliest < day => Phase::Over { last: Some(end.when) },
        Some(End::On(end)) => Phase::Open { until: Some(Until::Day(end.when)), in_doubt: false },
        Some(End::WhenOpens(id)) => phase_until_opens(id, catalog, day, language),
        Some(End::NotAnnounced) | None if sitting.kind == SittingKind::Beta && standard_begun => {
            Phase::Over { last: None }
        }
        Some(End::NotAnnounced) | None => Phase::Open { until: None, in_doubt: false },
    }
}

fn phase_until_opens(id: &str, catalog: &Catalog, day: Date, language: &Language) -> Phase {
    let next = catalog.certification(id);
    let sitting = next.and_then(|next| {
        next.sittings.iter().find(|sitting| sitting.kind == SittingKind::Standard && serves(next, sitting, language))
    });
    match sitting.and_then(|sitting| sitting.facts.first.as_ref()).map(|first| first.value) {
        Some(start) if !start.planned && start.when.latest <= day => {
            Phase::Over { last: Some(When::on(eve(start.when.earliest))) }
        }
        Some(start) => Phase::Open {
            until: Some(Until::Opens(id.to_owned(), Some(start.when))),
            in_doubt: day >= start.when.earliest,
        },
        None => Phase::Open { until: Some(Until::Opens(id.to_owned(), None)), in_doubt: false },
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
        let mut seen = vec![certification.id.as_str()];
        let mut open = certification.successors();
        let mut found: Vec<&Certification> = Vec::new();
        let mut at = 0;
        while let Some(id) = open.get(at).copied() {
            at += 1;
            if seen.contains(&id) {
                continue;
            }
            let Some(next) = self.certification(id) else { continue };
            seen.push(&next.id);
            if Standing::of(next, self, day, language).can_be_taken() {
                found.push(next);
            } else {
                for id in next.successors() {
                    open.push(id);
                }
            }
        }
        found.sort_by_key(|next| next.track != certification.track);
        found
    }
}
