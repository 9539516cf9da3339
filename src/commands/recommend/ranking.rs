//! Ranks every certification, or excludes it with a reason.

use super::limits::{self, Limit, Verdict};
use super::reason::{Finding, Reason};
use super::score;
use super::weights::Hundredths;
use super::wishes::Wishes;
use crate::commands::Context;
use crate::query::Entry;
use certcmp_dataset::{Catalog, Certification, Level};
use std::cmp::Reverse;

/// A certification within the limits.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The certification, as it stands on the first day on which it is within the limits.
    pub entry: Entry<'a>,
    /// What counts for or against it.
    pub findings: Vec<Finding<'a>>,
}

impl Candidate<'_> {
    /// Whether anything speaks for it.
    pub fn has_support(&self) -> bool {
        self.findings.iter().any(|finding| finding.degree > Hundredths::NONE)
    }

    /// The sum of all points.
    pub fn points(&self) -> Hundredths {
        Hundredths(self.findings.iter().map(|finding| finding.points().0).sum())
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
    /// Those within the limits for which something speaks, or all of them where nothing was preferred, the best first.
    pub candidates: Vec<Candidate<'a>>,
    /// Those within the limits for which nothing speaks of what was preferred, the least unfit first.
    pub unsupported: Vec<Candidate<'a>>,
    /// The others, by provider, level and id.
    pub excluded: Vec<Excluded<'a>>,
}

/// Ranks by points, then by provider, level and id. Without any preference the level comes first.
pub fn rank<'a>(wishes: &Wishes<'a>, context: &Context<'a>) -> Ranking<'a> {
    let mut candidates: Vec<Candidate<'a>> = Vec::new();
    let mut excluded = Vec::new();
    for certification in &context.catalog.certifications {
        match limits::verdict(certification, wishes, context) {
            Verdict::Within(entry) => {
                let findings = score::findings(&entry, wishes, context);
                candidates.push(Candidate { entry, findings });
            }
            Verdict::Excluded(reasons) => excluded.push(Excluded { certification, reasons }),
        }
    }
    let prefer = wishes.prefer();
    candidates.sort_by_key(|candidate| {
        let (provider, level, id) = place(candidate.entry.certification, context.catalog);
        let points = prefer.then(|| Reverse(candidate.points()));
        let first = if prefer { None } else { Some(level) };
        (points, first, provider, level, id)
    });
    excluded.sort_by_key(|excluded| place(excluded.certification, context.catalog));
    let (candidates, unsupported) = candidates.into_iter().partition(|candidate| !prefer || candidate.has_support());
    Ranking { candidates, unsupported, excluded }
}

/// Where a certification stands among equals: by provider, level and id; a level that is not known comes last.
fn place(certification: &Certification, catalog: &Catalog) -> (usize, (bool, Option<Level>), String) {
    let level = certification.level();
    (catalog.provider_rank(&certification.provider), (level.is_none(), level), certification.id.to_string())
}
