//! Held: whether what someone holds already leads on to a certification, or makes it a step back.

use super::reason::{Cited, Finding, Reason, Speaks};
use super::weights::{Criterion, Hundredths};
use super::wishes::Wishes;
use certcmp_dataset::{Certification, Field, Level};

/// What the held certifications count: what the most helpful of them does.
pub fn finding<'a>(certification: &'a Certification, wishes: &Wishes<'a>) -> Option<Finding<'a>> {
    let mut best: Option<Hundredths> = None;
    let mut reasons: Vec<Reason<'a>> = Vec::new();
    for held in &wishes.held {
        let ways = ways(held, certification);
        let (least, most) = Criterion::Held.range();
        let sum = Hundredths(ways.iter().map(|(degree, _)| degree.0).sum()).clamp(least, most);
        best = best.max(Some(sum));
        for (_, reason) in ways {
            if !reasons.iter().any(|known| known.words == reason.words) {
                reasons.push(reason);
            }
        }
    }
    best.map(|degree| Finding { criterion: Criterion::Held, degree, reasons })
}

/// What holding one certification does for another, and how much each way counts.
fn ways<'a>(held: &'a Certification, next: &'a Certification) -> Vec<(Hundredths, Reason<'a>)> {
    let half = Hundredths::share(1, 2);
    let names = |ids: &[String], id: &str| ids.iter().any(|named| named == id);
    let mut ways = Vec::new();
    let mut way = |degree: Hundredths, of: &'a Certification, field: Field, words: String| {
        let speaks = if degree < Hundredths::NONE { Speaks::Against } else { Speaks::For };
        ways.push((degree, Reason::new(speaks, words, Cited::fact(of, field))));
    };
    let required = next.facts.prerequisites_required.as_deref();
    if required.is_some_and(|fact| fact.value.entries().iter().any(|entry| names(&entry.any_of, &held.id))) {
        way(Hundredths::FULL, next, Field::PrerequisitesRequired, format!("held: it requires {}", held.id));
    }
    if held.facts.succeeded_by.as_deref().is_some_and(|fact| names(&fact.value.0, &next.id)) {
        way(Hundredths::FULL, held, Field::SucceededBy, format!("held: it is named in place of {}", held.id));
    }
    if held.facts.renewal.as_deref().is_some_and(|fact| names(&fact.value.renewed_by, &next.id)) {
        way(Hundredths::FULL, held, Field::Renewal, format!("held: passing it renews {}", held.id));
    }
    if held.provider != next.provider {
        return ways;
    }
    if let Some(discount) = &next.facts.holder_discount {
        let words = format!("held: {} off for holders of a certification of this provider", discount.value);
        way(Hundredths::share(1, 4), next, Field::HolderDiscount, words);
    }
    match (held.level(), next.level()) {
        (Some(had), Some(level)) if rank(level) > rank(had) => {
            let words = format!("held: a level above {}: {} after {}", held.id, level.title(), had.title());
            way(half, next, Field::Level, words);
        }
        (Some(had), Some(level)) if rank(level) < rank(had) && held.track == next.track => {
            let words = format!("held: a level below {}: {} after {}", held.id, level.title(), had.title());
            way(-half, next, Field::Level, words);
        }
        _ => {}
    }
    ways
}

/// The steps of the ladder: entry, role, experience. Levels on one step are not above each other.
fn rank(level: Level) -> u8 {
    match level {
        Level::Foundational | Level::Business => 0,
        Level::Associate => 1,
        Level::Professional | Level::Advanced | Level::Specialty | Level::Expert => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn degree(held: &[&str], next: &str) -> i64 {
        let catalog = crate::dataset::embedded().unwrap();
        let held = held.iter().map(|id| catalog.certification(id).unwrap()).collect();
        let wishes = Wishes { held, ..Wishes::default() };
        finding(catalog.certification(next).unwrap(), &wishes).unwrap().degree.0
    }

    #[test]
    fn what_requires_follows_or_renews_counts_fully() {
        assert_eq!(degree(&["ai-103"], "ai-500"), 100);
        assert_eq!(degree(&["mla-c01"], "mla-c02"), 100);
        assert_eq!(degree(&["aif-c01"], "aip-c01"), 100);
    }

    #[test]
    fn a_level_up_counts_half_and_a_level_down_against() {
        assert_eq!(degree(&["ai-901"], "ai-103"), 50);
        assert_eq!(degree(&["ai-103"], "ai-901"), -50);
        assert_eq!(degree(&["ai-103"], "pmle"), 0);
    }

    #[test]
    fn a_discount_adds_a_quarter() {
        assert_eq!(degree(&["aif-c01"], "dea-c01"), 75);
        assert_eq!(degree(&["aip-c01"], "aif-c01"), -25);
    }

    #[test]
    fn the_best_of_several_counts() {
        assert_eq!(degree(&["ai-103", "ai-901", "ab-730"], "ai-500"), 100);
    }
}
