//! Held: whether what someone holds leads on to a certification, carries over to it, or makes it a step back.

use super::limits::requirements;
use super::reason::{Cited, Finding, Reason};
use super::weights::{Criterion, Hundredths};
use super::wishes::Wishes;
use crate::commands::{Context, names, topics};
use certcmp_dataset::{Certification, Field, Level};

/// Returns what the held certifications count: what the most helpful of them does.
pub fn findings<'a>(certification: &'a Certification, wishes: &Wishes<'a>, context: &Context<'a>) -> Vec<Finding<'a>> {
    let led = wishes.held.iter().map(|held| {
        let ways = ways(held, certification, context);
        let sum: i64 = ways.iter().map(|(degree, _)| degree.0).sum();
        let degree = Hundredths(sum.min(Hundredths::FULL.0));
        Finding { criterion: Criterion::Held, degree, reasons: ways.into_iter().map(|(_, reason)| reason).collect() }
    });
    let carried = wishes.held.iter().map(|held| carried_over(held, certification, context));
    led.max_by_key(|found| found.degree).into_iter().chain(carried.max_by_key(|found| found.degree)).collect()
}

/// Returns the topics that both certifications have, as a share of those of the one that has more.
fn carried_over<'a>(held: &Certification, next: &Certification, context: &Context<'_>) -> Finding<'a> {
    let (own, theirs) = (topics::covered(held, context.catalog), topics::covered(next, context.catalog));
    let shared = theirs.iter().filter(|topic| own.iter().any(|known| known.id == topic.id)).count();
    if shared == 0 {
        return Finding { criterion: Criterion::CarriedOver, degree: Hundredths::NONE, reasons: Vec::new() };
    }
    let words = format!("{} has {shared} of its {} topics", names::code(held), theirs.len());
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let degree = Hundredths::share(count(shared), count(own.len().max(theirs.len())));
    Finding::new(Criterion::CarriedOver, degree, words, None)
}

/// Returns what holding one certification does for another, and how much each way counts.
fn ways<'a>(held: &'a Certification, next: &'a Certification, context: &Context<'a>) -> Vec<(Hundredths, Reason<'a>)> {
    let (half, code) = (Hundredths::share(1, 2), names::code(held));
    let mut ways = Vec::new();
    let mut way = |degree: Hundredths, of: &'a Certification, field: Field, words: String| {
        ways.push((degree, Reason::of_degree(degree, words, Cited::fact(of, field))));
    };
    if requirements(next).unwrap_or_default().iter().any(|required| required.any_of.contains(&held.id)) {
        way(Hundredths::FULL, next, Field::PrerequisitesRequired, format!("{code} meets its requirement"));
    }
    let steps = context.catalog.succession(held, &next.id);
    if let Some(step) = steps.first() {
        way(Hundredths::FULL, held, step.fact, format!("follows {code}"));
    }
    if held.facts.renewal.as_deref().is_some_and(|fact| fact.value.renewed_by.contains(&next.id)) {
        way(Hundredths::FULL, held, Field::Renewal, format!("renews {code}"));
    }
    if held.provider != next.provider {
        return ways;
    }
    match (held.level().map(step), next.level().map(step)) {
        (Some(had), Some(level)) if level > had => {
            way(half, next, Field::Level, format!("a level above {code}"));
        }
        (Some(had), Some(level)) if level < had && held.track == next.track && steps.is_empty() => {
            way(-half, next, Field::Level, format!("a level below {code}"));
        }
        _ => {}
    }
    if let Some(discount) = &next.facts.holder_discount {
        way(Hundredths::share(1, 4), next, Field::HolderDiscount, format!("{} off for holders", discount.value));
    }
    ways
}

/// Returns the step of a level on the ladder: entry, role, experience. Levels on one step are not above each other.
fn step(level: Level) -> u8 {
    match level {
        Level::Foundational | Level::Business => 0,
        Level::Associate => 1,
        _ => 2,
    }
}
