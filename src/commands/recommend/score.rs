//! Scores: what counts for and against a certification, criterion by criterion.

use super::limits::{requirements, sitting_fact};
use super::mentions::{self, Mention};
use super::reason::{Cited, Finding, Reason};
use super::weights::{Criterion, Hundredths};
use super::wishes::{Breadth, Wishes, time};
use crate::commands::{Context, names, topics};
use crate::query::Entry;
use certcmp_dataset::experience::{Amount, Experience, OrNone};
use certcmp_dataset::standing::Until;
use certcmp_dataset::vocab::Ground;
use certcmp_dataset::{Certification, Field, Level, Standing, Status};

/// Returns everything that counts for or against a certification on the day of its standing, in the order of the
/// criteria. The mentions are those of each topic and role.
pub fn findings<'a>(
    entry: &Entry<'a>,
    wishes: &Wishes<'a>,
    mentions: &[Vec<Mention<'a>>],
    context: &Context<'a>,
) -> Vec<Finding<'a>> {
    let certification = entry.certification;
    let mut found: Vec<Finding<'a>> = Vec::new();
    found.extend(flagship(entry, wishes, context));
    found.extend(mentions::findings(wishes, mentions));
    let in_field = wishes.experience;
    found.extend(in_field.map(|months| experience(certification, Criterion::Experience, Ground::Field, months)));
    let is_meant = wishes.providers.is_empty() || wishes.wants(certification);
    let with_cloud = wishes.cloud_experience.filter(|_| is_meant);
    found.extend(with_cloud.map(|months| experience(certification, Criterion::CloudExperience, Ground::Cloud, months)));
    found.extend(breadth(certification, wishes, context));
    found.extend(held(certification, wishes, context));
    found.extend(end(entry));
    found
}

/// Returns whether a certification is the ML certification of a named provider, or replaces it.
fn flagship<'a>(entry: &Entry<'a>, wishes: &Wishes<'_>, context: &Context<'a>) -> Option<Finding<'a>> {
    if wishes.providers.is_empty() {
        return None;
    }
    let own = context.catalog.provider(&entry.certification.provider)?;
    let flagship = own.flagship.as_deref().and_then(|id| context.catalog.certification(id))?;
    let place = u32::try_from(place(flagship, entry, context)?).ok()?.checked_add(1)?;
    let words = if flagship.id == entry.certification.id {
        format!("the ML certification of {}", own.short_name)
    } else {
        format!("follows {}, the ML certification of {}", names::code(flagship), own.short_name)
    };
    let cited = Cited::fact(flagship, Field::Suits);
    Some(with_succession(
        Finding::new(Criterion::Flagship, Hundredths::share(1, place), words, cited),
        flagship,
        entry.certification,
        context,
    ))
}

/// Returns how near a certification is to the flagship that it is or replaces: 0 is the nearest.
fn place(flagship: &Certification, entry: &Entry<'_>, context: &Context<'_>) -> Option<usize> {
    if flagship.id == entry.certification.id {
        return Some(0);
    }
    let day = entry.standing.day;
    if Standing::of(flagship, context.catalog, day, context.language).can_be_taken() {
        return None;
    }
    let (sure, doubtful) = context.catalog.successors_now(flagship, day, context.language);
    let mut next: Vec<&Certification> = sure.into_iter().map(|(next, _)| next).chain(doubtful).collect();
    next.sort_by_key(|next| next.track != flagship.track);
    next.iter().position(|next| next.id == entry.certification.id)
}

/// Adds the facts by which one certification succeeds another.
fn with_succession<'a>(
    mut finding: Finding<'a>,
    from: &'a Certification,
    to: &Certification,
    context: &Context<'a>,
) -> Finding<'a> {
    for step in context.catalog.succession(from, &to.id) {
        let words = format!("{} replaces {}", names::code(step.to), names::code(step.from));
        let mut cited = Cited::fact(step.from, step.fact);
        if let Some(cited) = &mut cited {
            // A claim that names this successor, if only this one, does not dispute it.
            cited.view.disputed.retain(|claim| !claim.display(context.catalog).lines().contains(&step.to.id));
        }
        finding.reasons.push(Reason::of_degree(finding.degree, words, cited));
    }
    finding
}

/// Returns how the experience that someone has on a ground meets what is recommended.
fn experience(certification: &Certification, criterion: Criterion, ground: Ground, months: u32) -> Finding<'_> {
    let Some(fact) = &certification.facts.experience else { return Finding::not_known(criterion) };
    let (degree, words) = match (&fact.value, hardest(fact.value.entries(), ground)) {
        (OrNone::None, _) => (Hundredths::FULL, "no experience recommended".to_owned()),
        (_, Some(entry)) => {
            let on = if ground == Ground::Cloud { "with the cloud" } else { "in the field" };
            let words = format!("recommends {} {on}; you have {}", entry.amount, time(months));
            (degree(months, &entry.amount), words)
        }
        (_, None) => (Hundredths::NONE, format!("{}: none named", criterion.title())),
    };
    Finding::new(criterion, degree, words, Cited::fact(certification, Field::Experience))
}

/// Returns the months of experience in the field that a certification recommends at least.
pub fn least_experience(certification: &Certification) -> u32 {
    let entries = certification.facts.experience.as_deref().map_or(&[][..], |fact| fact.value.entries());
    hardest(entries, Ground::Field).map_or(0, |entry| entry.amount.min_months)
}

/// Returns the recommendation on a ground that asks for most.
fn hardest(entries: &[Experience], ground: Ground) -> Option<&Experience> {
    entries.iter().filter(|entry| entry.ground == ground).max_by_key(|entry| entry.amount.min_months)
}

/// Returns how well an amount in months meets a recommended one: fully if it is at least that, and below zero by the
/// share that lacks. More never counts less.
fn degree(months: u32, amount: &Amount) -> Hundredths {
    let least = amount.min_months;
    if months < least { -Hundredths::share(least - months, least) } else { Hundredths::FULL }
}

/// Returns the certification's own breadth, or that of the nearest one of its track that it succeeds, which counts half.
fn breadth<'a>(certification: &'a Certification, wishes: &Wishes<'_>, context: &Context<'a>) -> Option<Finding<'a>> {
    let wanted = wishes.breadth?;
    let text = |found: &'a Certification| found.facts.breadth.as_deref().map_or("", |fact| fact.value.as_str());
    let known = |found: &Certification| {
        found.facts.breadth.as_deref().is_some_and(|fact| Breadth::of_text(&fact.value).is_some())
    };
    let Some(of) = context.catalog.nearest_forerunner(certification, known) else {
        return Some(Finding::not_known(Criterion::Breadth));
    };
    let own = of.id == certification.id;
    let full = if own { Hundredths::FULL } else { Hundredths::share(1, 2) };
    let degree = if Breadth::of_text(text(of)) == Some(wanted) { full } else { -full };
    let whose = if own { String::new() } else { format!(" of {}, which it follows", names::code(of)) };
    let cited = Cited::fact(of, Field::Breadth);
    let finding = Finding::new(Criterion::Breadth, degree, format!("breadth{whose}: {}", text(of)), cited);
    Some(with_succession(finding, of, certification, context))
}

/// Returns what the held certifications count: what the most helpful of them does.
fn held<'a>(certification: &'a Certification, wishes: &Wishes<'a>, context: &Context<'a>) -> Vec<Finding<'a>> {
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

/// Returns an end that is set, which speaks against an exam, whatever was asked for.
fn end<'a>(entry: &Entry<'a>) -> Option<Finding<'a>> {
    let words = match entry.standing.until.as_ref()? {
        Until::Day(when) => format!("its last day is {}", when.words()),
        Until::Planned(when) => format!("its end is planned for {}", when.words()),
        Until::Opens(id, Some(when)) => format!("it ends when {id} opens, planned for {}", when.words()),
        Until::Opens(id, None) => format!("it ends when {id} opens"),
    };
    let cited = sitting_fact(entry.certification, &Standing { status: Status::Retiring, ..entry.standing.clone() });
    Some(Finding::new(Criterion::End, -Hundredths::FULL, words, cited))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_experience_never_counts_less() {
        let degree = |months: u32, amount: &str| degree(months, &amount.parse().unwrap()).0;
        for amount in ["1 year", "2+ years", "2–3 years", "up to 6 months"] {
            let degrees: Vec<i64> = (0..=120).map(|months| degree(months, amount)).collect();
            assert!(degrees.is_sorted(), "{amount}: {degrees:?}");
        }
        assert_eq!([degree(0, "2+ years"), degree(12, "2+ years"), degree(24, "2+ years")], [-100, -50, 100]);
        assert_eq!([degree(12, "2–3 years"), degree(72, "2–3 years")], [-50, 100]);
        assert_eq!([degree(0, "up to 6 months"), degree(24, "up to 6 months")], [100, 100]);
    }
}
