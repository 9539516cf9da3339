//! `recommend`: which certification fits, from sourced facts alone, with what speaks for and against each.

mod experience;
mod held;
mod limits;
mod mentions;
mod reason;
pub mod records;
mod report;
mod score;
pub mod terms;
pub mod weights;
pub mod wishes;

pub use limits::Limit;
pub use reason::Reason;
pub use score::Finding;
pub use wishes::Wishes;

use super::{Audience, Context, Outcome};
use crate::query::Entry;
use crate::render::report::Report;
use certcmp_dataset::{Catalog, Certification, Level};
use limits::Verdict;
use std::cmp::Reverse;
use weights::Hundredths;

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

/// How to answer.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many certifications to recommend at most.
    pub top: usize,
    /// Whether to print the arithmetic.
    pub explain: bool,
}

/// Recommends certifications.
///
/// # Errors
/// If the last day lies before the day that is asked about: a message for the user.
pub fn run<'a>(wishes: &Wishes<'a>, options: Options, context: &Context<'a>) -> Result<Outcome, String> {
    if let Some(by) = wishes.by.filter(|by| *by < context.day) {
        let mut problem = format!("--by {by} is before {}, the day that is asked about", context.day);
        problem.push_str("\n  name a later day, or set the day that is asked about with --as-of");
        return Err(problem);
    }
    let mut ranking = rank(wishes, context);
    let elsewhere = elsewhere(&ranking, wishes, options.top, context);
    let whole = ranking.candidates.len();
    ranking.candidates.truncate(options.top);
    let mut outcome = Outcome::of(Report {
        envelope: context.envelope(),
        blocks: match context.audience {
            Audience::People | Audience::Pages => report::blocks(&ranking, &elsewhere, wishes, options, context),
            Audience::Programs => Vec::new(),
        },
        records: records::records(&ranking, &elsewhere, wishes, context),
    });
    outcome.notes = notes(&ranking, whole, wishes, context);
    outcome.hints = hints(&ranking, options);
    Ok(outcome)
}

/// The best candidate of each cloud that was not named, if it is not among those that are shown.
fn elsewhere<'a>(ranking: &Ranking<'a>, wishes: &Wishes<'_>, top: usize, context: &Context<'_>) -> Vec<Candidate<'a>> {
    if wishes.clouds.is_empty() {
        return Vec::new();
    }
    let others =
        context.catalog.providers.iter().filter(|other| !wishes.clouds.iter().any(|cloud| cloud.id == other.id));
    let best = others.filter_map(|other| {
        ranking.candidates.iter().enumerate().find(|(_, candidate)| candidate.entry.certification.provider == other.id)
    });
    best.filter(|(at, _)| *at >= top).map(|(_, candidate)| candidate.clone()).collect()
}

fn notes(ranking: &Ranking<'_>, whole: usize, wishes: &Wishes<'_>, context: &Context<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let more = whole - ranking.candidates.len();
    if whole == 0 && ranking.unsupported.is_empty() {
        notes.push("no certification is within these limits".to_owned());
    } else if whole == 0 {
        notes.push("nothing that was asked for speaks for any certification within these limits".to_owned());
    } else if more > 0 {
        let rank = if more == 1 { "ranks" } else { "rank" };
        notes.push(format!("{more} more {rank} behind; --top {whole} shows all"));
    }
    let certifications = &context.catalog.certifications;
    for topic in &wishes.topics {
        if !certifications.iter().any(|certification| mentions::names_topic(certification, topic, context)) {
            notes.push(format!("no certification names the topic `{}`", topic.text()));
        }
    }
    for role in &wishes.roles {
        if !certifications.iter().any(|certification| mentions::names_role(certification, role, context)) {
            notes.push(format!("no certification names the role `{}`", role.text()));
        }
    }
    notes
}

fn hints(ranking: &Ranking<'_>, options: Options) -> Vec<String> {
    let mut hints = Vec::new();
    let ids: Vec<&str> = ranking.candidates.iter().map(|candidate| candidate.entry.certification.id.as_str()).collect();
    match ids.as_slice() {
        [] => return hints,
        [only] => hints.push(format!("certcmp show {only}")),
        [first, second, ..] => hints.push(format!("certcmp compare {first} {second}")),
    }
    if !options.explain {
        hints.push("--explain shows the arithmetic".to_owned());
    }
    hints
}
