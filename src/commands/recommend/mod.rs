//! `recommend`: which certification fits, from sourced facts alone, with what speaks for and against each.

mod experience;
mod held;
mod limits;
mod mentions;
mod ranking;
mod reason;
pub mod record;
mod report;
mod score;
pub mod terms;
pub mod weights;
pub mod wishes;

pub use limits::Limit;
pub use ranking::{Candidate, Excluded, Ranking, rank};
pub use reason::{Finding, Reason};
pub use wishes::Wishes;

use super::{Audience, Context, Outcome};
use crate::render::report::Report;
use anyhow::{Result, bail};

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
pub fn run<'a>(wishes: &Wishes<'a>, options: Options, context: &Context<'a>) -> Result<Outcome> {
    if let Some(by) = wishes.by.filter(|by| *by < context.day) {
        let day = context.day;
        bail!(
            "--by {by} is before {day}, the day that is asked about\n  \
             name a later day, or set the day that is asked about with --as-of"
        );
    }
    let mut ranking = rank(wishes, context);
    let elsewhere = elsewhere(&ranking, wishes, options.top, context);
    let whole = ranking.candidates.len();
    ranking.candidates.truncate(options.top);
    let mut outcome = Outcome::of(Report {
        envelope: context.envelope(),
        blocks: match context.audience {
            Audience::People | Audience::Pages => {
                report::blocks(&ranking, &elsewhere, wishes, options.explain, context)
            }
            Audience::Programs => Vec::new(),
        },
        records: record::records(&ranking, &elsewhere, wishes, context),
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
