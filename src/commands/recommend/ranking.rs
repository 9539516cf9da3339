//! Ranks every certification, or excludes it with a reason.

use super::limits::{Decided, decide};
use super::mentions::{self, Mention, mentions};
use super::reason::Finding;
use super::score::{self, least_experience};
use super::weights::Hundredths;
use super::wishes::Wishes;
use crate::commands::Context;
use crate::commands::services::clouds;
use crate::query::Entry;
use crate::query::terms::{Meaning, Term};
use certcmp_dataset::{Certification, Status, Track};
use std::cmp::Reverse;

/// A certification within the limits, on the first day on which it is within them.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    pub entry: Entry<'a>,
    /// What counts for or against it.
    pub findings: Vec<Finding<'a>>,
    /// For each topic and role the place that says most of it, in words; nothing for one that it does not have.
    pub terms: Vec<Option<String>>,
    /// A role or certification that was asked for is in its name.
    pub named: bool,
    /// Its place among those that answer, from 1; equals have the place of the first of them.
    pub place: usize,
    pub is_tied: bool,
}

impl Candidate<'_> {
    pub fn points(&self) -> Hundredths {
        Hundredths(self.findings.iter().map(|finding| finding.points().0).sum())
    }

    /// Returns how many of the topics and roles it has.
    pub fn matched(&self) -> usize {
        self.terms.iter().flatten().count()
    }

    /// What decides: topics and roles, whether it is surely available, a role in the name, and points.
    fn merit(&self) -> (Reverse<usize>, bool, Reverse<bool>, Reverse<Hundredths>) {
        (Reverse(self.matched()), self.entry.standing.in_doubt, Reverse(self.named), Reverse(self.points()))
    }
}

/// Every certification, ranked or excluded.
#[derive(Debug, Clone, Default)]
pub struct Ranking<'a> {
    /// Those that answer, the best first: of the named providers, else of the clouds before other vendors.
    pub candidates: Vec<Candidate<'a>>,
    /// The best of each other provider that has a topic or role that was asked for, where providers were named.
    pub elsewhere: Vec<Candidate<'a>>,
    /// Those within the limits that have nothing that was asked for.
    pub unsupported: Vec<Candidate<'a>>,
    /// Those that have ended and have a topic or role in their name.
    pub ended: Vec<Entry<'a>>,
    /// Those outside the limits, by provider, level and id.
    pub excluded: Vec<Decided<'a>>,
    /// The topics and roles that none of the candidates has.
    pub unknown: Vec<String>,
}

/// Ranks by how many topics and roles match, then what is surely available, what has a role in its name, then by
/// points; equals by level and by the experience that they recommend, the most demanding first. Without any preference
/// the easiest level comes first.
pub fn rank<'a>(wishes: &Wishes<'a>, context: &Context<'a>) -> Ranking<'a> {
    let catalog = context.catalog;
    let mut ranking = Ranking::default();
    let mut within: Vec<Candidate<'a>> = Vec::new();
    for certification in &catalog.certifications {
        let Decided { entry, reasons } = decide(certification, wishes, context);
        if !reasons.is_empty() {
            ranking.excluded.push(Decided { entry, reasons });
            continue;
        }
        let found: Vec<Vec<Mention<'a>>> = wishes.terms().map(|term| mentions(certification, term, catalog)).collect();
        let findings = score::findings(&entry, wishes, &found, context);
        let each = || wishes.terms().zip(&found);
        let terms = each().map(|(term, found)| mentions::best(certification, term, found, catalog)).collect();
        let named = each().any(|(term, found)| {
            matches!(term.meaning, Meaning::Role(_) | Meaning::Certification(_))
                && found.iter().any(Mention::is_in_name)
        });
        within.push(Candidate { entry, findings, terms, named, place: 0, is_tied: false });
    }
    let by_level = |exam: &Certification| {
        (catalog.provider_rank(&exam.provider), exam.level().is_none(), exam.level(), exam.id.clone())
    };
    ranking.excluded.sort_by_key(|excluded| by_level(excluded.entry.certification));
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
        let level = exam.level();
        let demanding = prefer.then(|| (Reverse(level), Reverse(least_experience(exam))));
        let order = (level.is_none(), level, catalog.provider_rank(&exam.provider), exam.id.clone());
        (group, candidate.merit(), demanding, order)
    });
    for candidate in within {
        let provider = &candidate.entry.certification.provider;
        let has_one = ranking.elsewhere.iter().any(|known| known.entry.certification.provider == *provider);
        let is_wanted = wishes.wants(candidate.entry.certification);
        if answers(&candidate, wishes) {
            ranking.candidates.push(candidate);
        } else if candidate.matched() > 0 && !is_wanted && !has_one {
            ranking.elsewhere.push(candidate);
        } else {
            ranking.unsupported.push(candidate);
        }
    }
    let mut place = 1;
    let are_equal = |one: &Candidate<'_>, other: &Candidate<'_>| prefer && one.merit() == other.merit();
    for equal in ranking.candidates.chunk_by_mut(are_equal) {
        let (first, is_tied) = (place, equal.len() > 1);
        place += equal.len();
        equal.iter_mut().for_each(|candidate| (candidate.place, candidate.is_tied) = (first, is_tied));
    }
    let is_named = |exam: &Certification| {
        let in_name = |term: &Term<'_>| mentions(exam, term, catalog).iter().any(Mention::is_in_name);
        (wishes.providers.is_empty() || wishes.wants(exam)) && wishes.terms().any(in_name)
    };
    let over = ranking.excluded.iter().map(|excluded| &excluded.entry);
    let over = over.filter(|entry| entry.standing.status == Status::Retired && is_named(entry.certification));
    ranking.ended = over.cloned().collect();
    let nobody =
        |at: usize| !ranking.candidates.iter().any(|candidate| matches!(candidate.terms.get(at), Some(Some(_))));
    let unknown = wishes.terms().enumerate().filter(|(at, _)| nobody(*at));
    ranking.unknown = unknown.map(|(_, term)| term.label().to_owned()).collect();
    ranking
}

/// Returns whether a candidate is of a provider that was asked for; without one, whether anything counts for it.
fn answers(candidate: &Candidate<'_>, wishes: &Wishes<'_>) -> bool {
    if !wishes.providers.is_empty() {
        return wishes.wants(candidate.entry.certification);
    }
    if wishes.terms().next().is_some() {
        return candidate.matched() > 0;
    }
    !wishes.prefer() || candidate.findings.iter().any(|finding| finding.degree > Hundredths::NONE)
}
