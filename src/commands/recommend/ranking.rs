//! Ranks every certification, or excludes it with a reason.

use super::limits::{Limit, decide};
use super::score::{self, Mentions, hardest, mentions};
use super::weights::{Criterion, Finding, Reason};
use super::wishes::Wishes;
use crate::commands::services::clouds;
use crate::commands::{Context, topics};
use crate::query::Entry;
use crate::query::matcher::Phrase;
use crate::query::terms::{Meaning, Term};
use certcmp_dataset::{Certification, Ground, Status, Topic, Track};
use std::cmp::Reverse;

#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// It stands as on the first day on which it is within the limits; one that is excluded as on the day of the question.
    pub entry: Entry<'a>,
    /// Empty if it is within the limits.
    pub limits: Vec<(Limit, Reason<'a>)>,
    pub findings: Vec<Finding<'a>>,
    /// For each topic and role where it is; topics first.
    pub terms: Vec<Mentions<'a>>,
    /// A role or certification that was asked for is in its name.
    pub named: bool,
    /// Its place among those that answer, from 1; equals have the place of the first of them.
    pub place: usize,
    pub is_tied: bool,
}

impl<'a> Candidate<'a> {
    fn new(certification: &'a Certification, wishes: &Wishes<'a>, context: &Context<'a>) -> Self {
        let (entry, limits) = decide(certification, wishes, context);
        let terms: Vec<_> = wishes.terms().map(|term| mentions(certification, term, context.catalog)).collect();
        let findings = if limits.is_empty() { score::findings(&entry, wishes, &terms, context) } else { Vec::new() };
        let named = wishes.terms().zip(&terms).any(|(term, found)| {
            matches!(term.meaning, Meaning::Role(_) | Meaning::Certification(_)) && found.is_in_name()
        });
        Self { entry, limits, findings, terms, named, place: 0, is_tied: false }
    }

    /// Returns its points in hundredths.
    pub fn points(&self) -> i64 {
        self.findings.iter().map(Finding::points).sum()
    }

    pub fn has(&self) -> impl Iterator<Item = bool> {
        self.terms.iter().map(|term| term.best.is_some())
    }

    pub fn matched(&self) -> usize {
        self.has().filter(|has| *has).count()
    }

    /// What decides: topics and roles, whether it is surely available, a role in the name, and points.
    fn merit(&self) -> (Reverse<usize>, bool, Reverse<bool>, Reverse<i64>) {
        (Reverse(self.matched()), self.entry.standing.in_doubt, Reverse(self.named), Reverse(self.points()))
    }

    /// Returns whether it is of a provider that was asked for; without one, whether anything counts for it.
    fn answers(&self, wishes: &Wishes<'_>) -> bool {
        if !wishes.providers.is_empty() {
            wishes.allow(self.entry.certification)
        } else if self.terms.is_empty() {
            !wishes.prefer() || self.findings.iter().any(|finding| finding.degree > 0)
        } else {
            self.matched() > 0
        }
    }
}

#[derive(Debug, Clone)]
pub struct Ranking<'a> {
    pub wishes: &'a Wishes<'a>,
    /// Those that answer, the best first: of the named providers, else of the clouds before other vendors.
    pub candidates: Vec<Candidate<'a>>,
    /// The best of each other provider that has a topic or role that was asked for, where providers were named.
    pub elsewhere: Vec<Candidate<'a>>,
    /// Those within the limits that have nothing that was asked for.
    pub unsupported: Vec<Candidate<'a>>,
    /// Those outside the limits, by provider, level and id.
    pub excluded: Vec<Candidate<'a>>,
}

/// Ranks by how many topics and roles match, then what is surely available, what has a role in its name, then by
/// points; equals by level and by the experience that they recommend, the most demanding first. Without any preference
/// the easiest level comes first.
pub fn rank<'a>(wishes: &'a Wishes<'a>, context: &Context<'a>) -> Ranking<'a> {
    let catalog = context.catalog;
    let all = catalog.certifications.iter().map(|certification| Candidate::new(certification, wishes, context));
    let (mut within, mut excluded): (Vec<_>, Vec<_>) = all.partition(|candidate| candidate.limits.is_empty());
    let provider = |exam: &Certification| catalog.provider_rank(&exam.provider);
    let level = |exam: &Certification| (exam.level().is_none(), exam.level());
    excluded.sort_by_key(|candidate| {
        let exam = candidate.entry.certification;
        (provider(exam), level(exam), &exam.id)
    });
    let prefer = wishes.prefer();
    let clouds = clouds(catalog);
    within.sort_by_key(|candidate| {
        let exam = candidate.entry.certification;
        // AI, machine-learning and data exams of the clouds and what was named, their general exams, other vendors.
        let group = match () {
            () if wishes.providers.is_empty() && !clouds.contains(&exam.provider.as_str()) => 2,
            () if exam.track == Track::Cloud && !candidate.named => 1,
            () => 0,
        };
        let experience = hardest(exam, Ground::Field).map(|amount| amount.min_months);
        let demanding = prefer.then(|| (Reverse(exam.level()), Reverse(experience.unwrap_or(0))));
        (group, candidate.merit(), demanding, level(exam), provider(exam), &exam.id)
    });
    let (mut candidates, others): (Vec<_>, Vec<_>) = within.into_iter().partition(|found| found.answers(wishes));
    let (mut elsewhere, mut unsupported): (Vec<Candidate<'a>>, Vec<Candidate<'a>>) = (Vec::new(), Vec::new());
    for candidate in others {
        let provider = &candidate.entry.certification.provider;
        let has_one = elsewhere.iter().any(|known| known.entry.certification.provider == *provider);
        if candidate.matched() > 0 && !has_one { elsewhere.push(candidate) } else { unsupported.push(candidate) }
    }
    let mut place = 1;
    let are_equal = |one: &Candidate<'_>, other: &Candidate<'_>| prefer && one.merit() == other.merit();
    for equal in candidates.chunk_by_mut(are_equal) {
        let (first, is_tied) = (place, equal.len() > 1);
        place += equal.len();
        equal.iter_mut().for_each(|candidate| (candidate.place, candidate.is_tied) = (first, is_tied));
    }
    Ranking { wishes, candidates, elsewhere, unsupported, excluded }
}

impl<'a> Ranking<'a> {
    /// Returns those that have ended and have a topic or role in their name.
    pub fn ended(&self) -> impl Iterator<Item = &Entry<'a>> {
        let named = self.excluded.iter().filter(|found| found.terms.iter().any(Mentions::is_in_name));
        named
            .map(|found| &found.entry)
            .filter(|entry| entry.standing.status == Status::Retired && self.wishes.allow(entry.certification))
    }

    /// Returns the topics and roles that none of the candidates has.
    pub fn unknown(&self) -> Vec<&Term<'a>> {
        let has = |at: usize| self.candidates.iter().any(|found| found.has().nth(at) == Some(true));
        self.wishes.terms().enumerate().filter(|(at, _)| !has(*at)).map(|(_, term)| term).collect()
    }

    /// Returns the reason for a candidate in a few words: the topics and roles that it has and lacks, else the best of
    /// its findings. Topics and roles that no candidate has are not held against it.
    pub fn why(&self, candidate: &Candidate<'_>, context: &Context<'_>) -> String {
        let wishes = self.wishes;
        let certification = candidate.entry.certification;
        let best = |criteria: &[Criterion]| {
            let fits = |found: &&Finding<'_>| found.degree > 0 && criteria.contains(&found.criterion);
            // Of equals the first.
            let best = candidate.findings.iter().rev().filter(fits).max_by_key(|finding| finding.points())?;
            Some(best.reasons.first()?.words.clone())
        };
        let mut parts: Vec<String> = candidate.terms.iter().filter_map(|term| term.best.clone()).collect();
        if parts.is_empty() {
            parts.extend(best(&[Criterion::Held, Criterion::CarriedOver]));
            parts.extend(best(&[Criterion::CarriedOver]).filter(|words| !parts.contains(words)));
        }
        // What only the providers decide says little of an exam.
        let is_asked = !parts.is_empty();
        if !is_asked && candidate.terms.is_empty() {
            let own = best(&[Criterion::Experience, Criterion::CloudExperience, Criterion::Breadth]);
            parts.extend(own.or_else(|| best(&[Criterion::Flagship])));
        }
        let level = certification.level().filter(|_| !wishes.prefer());
        parts.extend(level.map(|level| level.title().to_owned()));
        parts.extend(about(certification, context).filter(|_| !is_asked));
        let unknown = self.unknown();
        let lacks = wishes.terms().zip(candidate.has()).filter(|(term, has)| !has && !unknown.contains(term));
        let lacks: Vec<String> = lacks.map(|(term, _)| format!("no {}", term.label())).collect();
        parts.extend(Some(lacks.join(", ")).filter(|lacks| !lacks.is_empty()));
        parts.join("; ")
    }
}

/// Returns what an exam is about: two topics, those in its name first.
fn about(certification: &Certification, context: &Context<'_>) -> Option<String> {
    let in_name =
        |topic: &&Topic| topic.names().filter_map(Phrase::new).any(|phrase| phrase.is_in(certification.name()));
    let mut topics = topics::covered(certification, context.catalog);
    topics.sort_by_key(|topic| !in_name(topic));
    let labels: Vec<&str> = topics.iter().take(2).map(|topic| topic.label.as_str()).collect();
    (!labels.is_empty()).then(|| labels.join(", "))
}
