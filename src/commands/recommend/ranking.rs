//! Ranks every certification, or excludes it with a reason.

use super::limits::{Decision, Limit, decide};
use super::reason::{Finding, Reason};
use super::weights::Hundredths;
use super::wishes::Wishes;
use super::{experience, mentions, score};
use crate::commands::Context;
use crate::commands::services::choice::clouds;
use crate::query::Entry;
use crate::query::terms::Term;
use certcmp_dataset::{Certification, Level, Standing, Status, Track};
use std::cmp::Reverse;

/// A certification within the limits.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The certification, on the first day on which it is within the limits.
    pub entry: Entry<'a>,
    /// What counts for or against it.
    pub findings: Vec<Finding<'a>>,
    /// How many of the topics and roles it has.
    pub matched: usize,
    /// It is as good as the one before it.
    pub ties: bool,
}

impl Candidate<'_> {
    /// Returns the sum of all points.
    pub fn points(&self) -> Hundredths {
        Hundredths(self.findings.iter().map(|finding| finding.points().0).sum())
    }

    /// What decides: topics and roles, whether it is surely available, and points.
    fn merit(&self) -> (Reverse<usize>, bool, Reverse<Hundredths>) {
        (Reverse(self.matched), self.entry.standing.in_doubt, Reverse(self.points()))
    }
}

/// A certification outside the limits.
#[derive(Debug, Clone)]
pub struct Excluded<'a> {
    /// The certification.
    pub certification: &'a Certification,
    /// What it is excluded by.
    pub reasons: Vec<(Limit, Reason<'a>)>,
}

/// Every certification, ranked or excluded.
#[derive(Debug, Clone)]
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
    pub excluded: Vec<Excluded<'a>>,
    /// The topics and roles that none of the candidates has.
    pub unknown: Vec<String>,
}

impl Ranking<'_> {
    /// Returns the place of a candidate, from 1; equals have the place of the first of them.
    pub fn place(&self, at: usize) -> usize {
        let before = self.candidates.iter().take(at + 1).rev().take_while(|candidate| candidate.ties).count();
        at + 1 - before
    }

    /// Whether a candidate is as good as the one before or behind it.
    pub fn is_tied(&self, at: usize) -> bool {
        [at, at + 1].iter().any(|at| self.candidates.get(*at).is_some_and(|candidate| candidate.ties))
    }
}

/// Ranks by how many topics and roles match, then what is surely available, then by points; equals by level and by the
/// experience that they recommend, the most demanding first. Without any preference the easiest level comes first.
pub fn rank<'a>(wishes: &Wishes<'a>, context: &Context<'a>) -> Ranking<'a> {
    let catalog = context.catalog;
    let mut ranking = Ranking {
        candidates: Vec::new(),
        elsewhere: Vec::new(),
        unsupported: Vec::new(),
        ended: Vec::new(),
        excluded: Vec::new(),
        unknown: Vec::new(),
    };
    for certification in &catalog.certifications {
        match decide(certification, wishes, context) {
            Decision::Within(entry) => {
                let findings = score::findings(&entry, wishes, context);
                let matched = wishes.terms().filter(|term| mentions::names(certification, term, catalog)).count();
                ranking.candidates.push(Candidate { entry, findings, matched, ties: false });
            }
            Decision::Excluded(reasons) => ranking.excluded.push(Excluded { certification, reasons }),
        }
    }
    let prefer = wishes.prefer();
    let clouds = clouds(catalog);
    let wanted = |certification: &Certification| wishes.providers.iter().any(|own| own.id == certification.provider);
    ranking.candidates.sort_by_key(|candidate| {
        let certification = candidate.entry.certification;
        // AI, machine-learning and data exams of the clouds, their general exams, other vendors.
        let group = match () {
            () if wishes.providers.is_empty() && !clouds.contains(&certification.provider.as_str()) => 2,
            () if wishes.tracks.is_empty() && certification.track == Track::Cloud => 1,
            () => 0,
        };
        let level = certification.level();
        let demanding = prefer.then(|| (Reverse(level), Reverse(experience::least(certification))));
        let order = (level.is_none(), level, catalog.provider_rank(&certification.provider), certification.id.clone());
        (group, candidate.merit(), demanding, order)
    });
    let asked = wishes.terms().next().is_some();
    let answers = |candidate: &Candidate<'_>| {
        if !wishes.providers.is_empty() {
            return wanted(candidate.entry.certification);
        }
        let supported = || candidate.findings.iter().any(|finding| finding.degree > Hundredths::NONE);
        if asked { candidate.matched > 0 } else { !prefer || supported() }
    };
    let (candidates, others): (Vec<_>, Vec<_>) = std::mem::take(&mut ranking.candidates).into_iter().partition(answers);
    ranking.candidates = candidates;
    for other in others {
        let provider = &other.entry.certification.provider;
        let has_one = ranking.elsewhere.iter().any(|known| known.entry.certification.provider == *provider);
        if other.matched > 0 && !wanted(other.entry.certification) && !has_one {
            ranking.elsewhere.push(other);
        } else {
            ranking.unsupported.push(other);
        }
    }
    for at in 1..ranking.candidates.len() {
        let ties = prefer && ranking.candidates[at].merit() == ranking.candidates[at - 1].merit();
        ranking.candidates[at].ties = ties;
    }
    ranking.excluded.sort_by_key(|excluded| {
        let certification = excluded.certification;
        let level: Option<Level> = certification.level();
        (catalog.provider_rank(&certification.provider), level.is_none(), level, certification.id.clone())
    });
    ranking.ended = ended(&ranking.excluded, wishes, context);
    let nobody = |term: &&Term<'a>| {
        !ranking.candidates.iter().any(|candidate| mentions::names(candidate.entry.certification, term, catalog))
    };
    ranking.unknown = wishes.terms().filter(nobody).map(|term| term.label().to_owned()).collect();
    ranking
}

/// Returns the certifications that have ended, of the providers that were named, and have a term in their name.
fn ended<'a>(excluded: &[Excluded<'a>], wishes: &Wishes<'a>, context: &Context<'a>) -> Vec<Entry<'a>> {
    let certifications = excluded.iter().map(|excluded| excluded.certification);
    let named = certifications.filter(|certification| {
        let wanted = wishes.providers.iter().any(|own| own.id == certification.provider);
        let in_name = wishes.terms().any(|term| mentions::in_name(certification, term, context.catalog));
        (wanted || wishes.providers.is_empty()) && in_name
    });
    let entries = named.map(|certification| Entry {
        certification,
        standing: Standing::of(certification, context.catalog, context.day, context.language),
    });
    entries.filter(|entry| entry.standing.status == Status::Retired).collect()
}
