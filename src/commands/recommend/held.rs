//! Held: whether what someone holds leads on to a certification, carries over to it, or makes it a step back.

use super::reason::{Cited, Finding, Reason, Speaks};
use super::weights::{Criterion, Hundredths};
use super::wishes::Wishes;
use crate::commands::held::Lapse;
use crate::commands::held::report::{advice, lapse};
use crate::commands::overlap::sharing::topics_of;
use crate::commands::{Context, evidence, names, standing};
use crate::query::Entry;
use crate::render::report::Cell;
use certcmp_dataset::{Certification, Field, Level};

/// Returns what the held certifications count: what the most helpful of them does.
pub fn findings<'a>(certification: &'a Certification, wishes: &Wishes<'a>, context: &Context<'a>) -> Vec<Finding<'a>> {
    let best = |criterion: Criterion, ways: &dyn Fn(&'a Certification) -> Vec<(Hundredths, Reason<'a>)>| {
        let (least, most) = criterion.range();
        let found = wishes.held.iter().map(|held| {
            let ways = ways(held);
            let degree = Hundredths(ways.iter().map(|(degree, _)| degree.0).sum()).clamp(least, most);
            Finding { criterion, degree, reasons: ways.into_iter().map(|(_, reason)| reason).collect() }
        });
        found.max_by_key(|finding| finding.degree)
    };
    let led = best(Criterion::Held, &|held| ways(held, certification, context));
    let carried =
        best(Criterion::CarriedOver, &|held| carried_over(held, certification, context).into_iter().collect());
    led.into_iter().chain(carried).collect()
}

/// Returns how many topics of one certification another has too, of how many; nothing if none.
fn shared_topics(held: &Certification, next: &Certification, context: &Context<'_>) -> Option<(usize, usize)> {
    let (own, theirs) = (topics_of(held, context.catalog), topics_of(next, context.catalog));
    let shared = theirs.iter().filter(|topic| own.iter().any(|known| known.id == topic.id)).count();
    (shared > 0).then_some((shared, theirs.len()))
}

/// Returns the topics that both certifications have, as a share of those of the one that has more.
fn carried_over<'a>(
    held: &Certification,
    next: &Certification,
    context: &Context<'_>,
) -> Option<(Hundredths, Reason<'a>)> {
    let (shared, all) = shared_topics(held, next, context)?;
    let words = format!("{} has {shared} of its {all} topics", names::code(held));
    let larger = all.max(topics_of(held, context.catalog).len());
    let degree = Hundredths::share(u32::try_from(shared).ok()?, u32::try_from(larger).ok()?);
    Some((degree, Reason::new(Speaks::For, words, None)))
}

/// Returns what holding one certification does for another, and how much each way counts.
fn ways<'a>(held: &'a Certification, next: &'a Certification, context: &Context<'a>) -> Vec<(Hundredths, Reason<'a>)> {
    let (half, code) = (Hundredths::share(1, 2), names::code(held));
    let names = |ids: &[String], id: &str| ids.iter().any(|named| named == id);
    let mut ways = Vec::new();
    let mut way = |degree: Hundredths, of: &'a Certification, field: Field, words: String| {
        let speaks = if degree < Hundredths::NONE { Speaks::Against } else { Speaks::For };
        ways.push((degree, Reason::new(speaks, words, Cited::fact(of, field))));
    };
    let required = next.facts.prerequisites_required.as_deref();
    if required.is_some_and(|fact| fact.value.entries().iter().any(|entry| names(&entry.any_of, &held.id))) {
        way(Hundredths::FULL, next, Field::PrerequisitesRequired, format!("{code} meets its requirement"));
    }
    let steps = context.catalog.succession(held, &next.id);
    if let Some(step) = steps.first() {
        way(Hundredths::FULL, held, step.fact, format!("follows {code}"));
    }
    if held.facts.renewal.as_deref().is_some_and(|fact| names(&fact.value.renewed_by, &next.id)) {
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

/// Returns what holding a certification means, as rows: its validity and renewal, what it saves, what it meets, and its
/// nearest neighbor by topics at each other provider.
pub fn holder(held: &Certification, wishes: &Wishes<'_>, context: &Context<'_>) -> Vec<(String, Cell)> {
    let catalog = context.catalog;
    let mut rows: Vec<(String, Cell)> = Vec::new();
    let certificate = wishes.certificates.iter().find(|row| row.certification.id == held.id);
    let until = certificate.and_then(|row| match row.lapse {
        Lapse::On(_) => Some(format!("lapses {}; {}", lapse(row), advice(row, context))),
        Lapse::Never => Some("never lapses".to_owned()),
        Lapse::NotKnown => None,
    });
    rows.extend(until.map(|until| (names::code(held), Cell::text(until))));
    let mut fact = |label: &str, field: Field| {
        let cell = match held.facts.view(field) {
            Some(view) => evidence::cell(&view, None, context),
            None => Cell::text("not known"),
        };
        rows.push((label.to_owned(), cell));
    };
    fact("Valid", Field::Validity);
    fact("Renewal", Field::Renewal);
    if let Some(discount) = held.facts.holder_discount.as_deref() {
        let owner = names::provider(held, context);
        rows.push(("Saves".to_owned(), Cell::text(format!("{} off the next exam of {owner}", discount.value))));
    }
    let open = || {
        let entries = catalog.certifications.iter().map(|next| standing::entry(next, context));
        entries.filter(|entry| entry.standing.status.is_open())
    };
    let requires = |entry: &Entry<'_>| {
        let required = entry.certification.facts.prerequisites_required.as_deref();
        required.is_some_and(|fact| fact.value.entries().iter().any(|entry| entry.any_of.contains(&held.id)))
    };
    let builds = open().filter(requires).map(|entry| {
        let code = names::code(entry.certification);
        match entry.standing.can_be_taken() {
            true => code,
            false => format!("{code} ({})", standing::cell(&entry, context).line()),
        }
    });
    let builds: Vec<String> = builds.collect();
    if !builds.is_empty() {
        rows.push(("Builds on it".to_owned(), Cell::list(builds)));
    }
    // The nearest of each other provider.
    let mut neighbors: Vec<(&Certification, Hundredths, String)> = Vec::new();
    let elsewhere =
        open().filter(|entry| entry.standing.can_be_taken() && entry.certification.provider != held.provider);
    for next in elsewhere.map(|entry| entry.certification) {
        let Some((degree, reason)) = carried_over(held, next, context) else { continue };
        let found = (next, degree, reason.words);
        match neighbors.iter_mut().find(|(known, ..)| known.provider == next.provider) {
            Some(known) if degree > known.1 => *known = found,
            Some(_) => {}
            None => neighbors.push(found),
        }
    }
    neighbors.sort_by_key(|(_, degree, _)| std::cmp::Reverse(*degree));
    let lines = neighbors
        .iter()
        .take(2)
        .map(|(next, _, words)| format!("{} ({}): {words}", names::code(next), names::provider(next, context)));
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        rows.push(("Elsewhere".to_owned(), Cell::stacked(lines)));
    }
    rows
}
