//! Experience: what someone has, against what is recommended.

use super::reason::{Cited, Finding, Reason, Speaks, not_known};
use super::weights::{Criterion, Hundredths};
use super::wishes::{Wishes, time};
use certcmp_dataset::experience::{Amount, Experience, OrNone};
use certcmp_dataset::vocab::Ground;
use certcmp_dataset::{Certification, Field};

/// What experience counts, in the field and with the provider's cloud.
pub fn findings<'a>(certification: &'a Certification, wishes: &Wishes<'_>) -> Vec<Finding<'a>> {
    let in_field = wishes.experience.map(|months| (Criterion::Experience, Ground::Field, months));
    let with_cloud =
        with_this_cloud(certification, wishes).map(|months| (Criterion::CloudExperience, Ground::Cloud, months));
    let asked = in_field.into_iter().chain(with_cloud);
    asked.map(|(criterion, ground, months)| finding(certification, criterion, ground, months)).collect()
}

/// The experience with the certification's cloud, in months, as far as it is known: what was said of the wanted clouds
/// or of any; none for someone without any experience at all.
fn with_this_cloud(certification: &Certification, wishes: &Wishes<'_>) -> Option<u32> {
    let meant = wishes.clouds.is_empty() || wishes.clouds.iter().any(|cloud| cloud.id == certification.provider);
    wishes.cloud_experience.filter(|_| meant).or(wishes.experience.filter(|months| *months == 0))
}

fn finding<'a>(certification: &'a Certification, criterion: Criterion, ground: Ground, months: u32) -> Finding<'a> {
    let Some(fact) = &certification.facts.experience else { return not_known(criterion, criterion.title()) };
    let what = criterion.title();
    let reason = |speaks, words| Reason::new(speaks, words, Cited::fact(certification, Field::Experience));
    let recommended = match &fact.value {
        OrNone::None => {
            let degree = if months == 0 { Hundredths::FULL } else { Hundredths::NONE };
            let speaks = if months == 0 { Speaks::For } else { Speaks::Neither };
            return Finding { criterion, degree, reasons: vec![reason(speaks, format!("{what}: none recommended"))] };
        }
        OrNone::Some(entries) => hardest(entries, ground),
    };
    let Some(recommended) = recommended else {
        let where_not = if ground == Ground::Cloud { "with this cloud" } else { "beyond this cloud" };
        let words = format!("{what}: none is named {where_not}");
        return Finding { criterion, degree: Hundredths::NONE, reasons: vec![reason(Speaks::Neither, words)] };
    };
    let degree = degree(months, &recommended.amount);
    let speaks = if degree < Hundredths::NONE { Speaks::Against } else { Speaks::For };
    let words = format!("{what}: {recommended} recommended, you have {}", time(months));
    Finding { criterion, degree, reasons: vec![reason(speaks, words)] }
}

/// The recommendation on a ground that asks for most.
fn hardest(entries: &[Experience], ground: Ground) -> Option<&Experience> {
    entries.iter().filter(|entry| entry.ground == ground).max_by_key(|entry| entry.amount.min_months)
}

/// How well an amount in months fits a recommended one: fully within it, less and less the further it is beyond, and
/// below zero by the share that lacks. An open amount ("2+ years") counts as its least.
fn degree(months: u32, amount: &Amount) -> Hundredths {
    let least = amount.min_months;
    let most = amount.max_months.unwrap_or(least);
    if months < least {
        -Hundredths::share(least - months, least)
    } else if months <= most {
        Hundredths::FULL
    } else {
        Hundredths::share(most, months)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_to_what_is_recommended_the_better() {
        let degree = |months: u32, amount: &str| degree(months, &amount.parse().unwrap()).0;
        assert_eq!(
            [degree(0, "2+ years"), degree(12, "2+ years"), degree(24, "2+ years"), degree(48, "2+ years")],
            [-100, -50, 100, 50]
        );
        assert_eq!([degree(12, "2–3 years"), degree(30, "2–3 years"), degree(72, "2–3 years")], [-50, 100, 50]);
        assert_eq!(
            [degree(0, "up to 6 months"), degree(6, "up to 6 months"), degree(24, "up to 6 months")],
            [100, 100, 25]
        );
    }
}
