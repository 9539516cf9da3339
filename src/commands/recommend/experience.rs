//! Experience: what someone has, against what is recommended.

use super::reason::{Cited, Finding, Reason, Speaks, not_known};
use super::weights::{Criterion, Hundredths};
use super::wishes::{Wishes, time};
use certcmp_dataset::experience::{Amount, Experience, OrNone};
use certcmp_dataset::vocab::Ground;
use certcmp_dataset::{Certification, Field};

/// Returns what experience counts, in the field and with the provider's cloud.
pub fn findings<'a>(certification: &'a Certification, wishes: &Wishes<'_>) -> Vec<Finding<'a>> {
    let is_meant = wishes.providers.is_empty() || wishes.providers.iter().any(|p| p.id == certification.provider);
    let in_field = wishes.experience.map(|months| (Criterion::Experience, Ground::Field, months));
    let with_cloud = wishes.cloud_experience.filter(|_| is_meant);
    let with_cloud = with_cloud.map(|months| (Criterion::CloudExperience, Ground::Cloud, months));
    let asked = in_field.into_iter().chain(with_cloud);
    asked.map(|(criterion, ground, months)| finding(certification, criterion, ground, months)).collect()
}

/// Returns the months of experience in the field that a certification recommends at least.
pub fn least(certification: &Certification) -> u32 {
    let entries = certification.facts.experience.as_deref().map_or(&[][..], |fact| fact.value.entries());
    hardest(entries, Ground::Field).map_or(0, |entry| entry.amount.min_months)
}

fn finding<'a>(certification: &'a Certification, criterion: Criterion, ground: Ground, months: u32) -> Finding<'a> {
    let what = criterion.title();
    let Some(fact) = &certification.facts.experience else { return not_known(criterion, what) };
    let recommended = match &fact.value {
        OrNone::None => Some(None),
        OrNone::Some(entries) => hardest(entries, ground).map(Some),
    };
    let (degree, speaks, words) = match recommended {
        Some(None) => (Hundredths::FULL, Speaks::For, "no experience recommended".to_owned()),
        Some(Some(entry)) => {
            let degree = degree(months, &entry.amount);
            let speaks = if degree < Hundredths::NONE { Speaks::Against } else { Speaks::For };
            let on = if ground == Ground::Cloud { "with the cloud" } else { "in the field" };
            (degree, speaks, format!("recommends {} {on}; you have {}", entry.amount, time(months)))
        }
        None => (Hundredths::NONE, Speaks::Neither, format!("{what}: none named")),
    };
    let cited = Cited::fact(certification, Field::Experience);
    Finding { criterion, degree, reasons: vec![Reason::new(speaks, words, cited)] }
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
