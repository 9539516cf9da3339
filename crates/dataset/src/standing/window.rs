//! Windows: the stretches of days within a span on which an exam can be taken, found without asking for every day.

use super::{BETA_KNOWN_FOR_DAYS, Standing};
use crate::catalog::Catalog;
use crate::certification::{Certification, Sitting};
use crate::language::Language;
use crate::sitting_days::End;
use crate::when::When;
use jiff::ToSpan;
use jiff::civil::Date;

/// The days on which the standing of a certification can change, in order and once each: the earliest and the latest
/// day of every date that the rules of a standing look at, and the days after them. A rule that looks at another date
/// has to name it here.
pub fn days_of_change(certification: &Certification, catalog: &Catalog) -> Vec<Date> {
    let mut found: Vec<When> = Vec::new();
    for sitting in &certification.sittings {
        found.extend(dates(sitting));
        if let Some(End::WhenOpens(id)) = sitting.last() {
            let next = catalog.certification(id).map_or(&[][..], |next| &next.sittings);
            found.extend(next.iter().flat_map(dates));
        }
    }
    found.extend(certification.facts.end_announced.as_deref().map(|announced| announced.value));
    if let Some(evidence) = certification.evidence {
        found.push(When::on(evidence.earliest));
        found.extend(evidence.latest.checked_add(BETA_KNOWN_FOR_DAYS.days()).ok().map(When::on));
    }
    let after = |day: Date| day.tomorrow().unwrap_or(day);
    let around = |when: When| [when.earliest, after(when.earliest), when.latest, after(when.latest)];
    let mut days: Vec<Date> = found.into_iter().flat_map(around).collect();
    days.sort();
    days.dedup();
    days
}

fn dates(sitting: &Sitting) -> Vec<When> {
    let registration = sitting.facts.registration.as_deref().map(|registration| registration.value);
    [registration, sitting.start(), sitting.end()].into_iter().flatten().map(|start| start.when).collect()
}

impl Standing {
    /// The standings with which an exam can be taken between two days, both included: that of the first possible day,
    /// and that of each day on which another sitting takes its place. Empty if there is no day on which it certainly
    /// can.
    pub fn chances(
        certification: &Certification,
        catalog: &Catalog,
        from: Date,
        to: Date,
        language: &Language,
    ) -> Vec<Self> {
        let later = days_of_change(certification, catalog).into_iter().filter(|day| *day > from && *day <= to);
        let mut found: Vec<Self> = Vec::new();
        for day in (from <= to).then_some(from).into_iter().chain(later) {
            let standing = Self::of(certification, catalog, day, language);
            if standing.can_be_taken() && found.last().is_none_or(|known| known.sitting != standing.sitting) {
                found.push(standing);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Track;
    use crate::fact::Fact;
    use crate::facts::SittingFacts;
    use crate::lazy::Lazy;
    use crate::vocab::SittingKind;
    use jiff::civil::date;
    use std::str::FromStr;

    fn fact<T: FromStr<Err = String>>(text: &str) -> Option<Lazy<Fact<T>>> {
        Some(Fact::bare(text.parse().unwrap()).into())
    }

    fn exam(sittings: &[(SittingKind, &str, &str)]) -> Certification {
        let sitting = |(kind, first, last): &(SittingKind, &str, &str)| Sitting {
            kind: *kind,
            facts: SittingFacts { first: fact(first), last: fact(last), ..SittingFacts::default() }.into(),
        };
        Certification { sittings: sittings.iter().map(sitting).collect(), ..Certification::bare("exam", Track::Data) }
    }

    fn days(exam: &Certification, from: Date, to: Date) -> Vec<Date> {
        let chances = Standing::chances(exam, &Catalog::default(), from, to, &Language::english());
        chances.into_iter().map(|standing| standing.day).collect()
    }

    #[test]
    fn a_beta_and_the_standard_exam_are_two_chances() {
        let exam = exam(&[
            (SittingKind::Beta, "2026-03-01", "2026-03-31"),
            (SittingKind::Standard, "2026-05-10", "2026-06-30"),
        ]);
        let year = (date(2026, 1, 1), date(2026, 12, 31));
        assert_eq!(days(&exam, year.0, year.1), [date(2026, 3, 1), date(2026, 5, 10)]);
        assert_eq!(days(&exam, date(2026, 3, 31), date(2026, 5, 9)), [date(2026, 3, 31)]);
        assert_eq!(days(&exam, date(2026, 6, 30), date(2026, 12, 31)), [date(2026, 6, 30)]);
        assert!(days(&exam, date(2026, 4, 1), date(2026, 5, 9)).is_empty());
        assert!(days(&exam, date(2026, 7, 1), year.1).is_empty());
    }

    #[test]
    fn a_planned_day_gives_no_chance() {
        let planned = exam(&[(SittingKind::Standard, "planned 2026-05-10", "none announced")]);
        assert!(days(&planned, date(2026, 1, 1), date(2030, 1, 1)).is_empty());
    }

    #[test]
    fn a_span_that_runs_backwards_holds_no_day() {
        let open = exam(&[(SittingKind::Standard, "2026-05-10", "none announced")]);
        assert!(days(&open, date(2027, 1, 2), date(2027, 1, 1)).is_empty());
        assert_eq!(days(&open, date(2027, 1, 1), date(2027, 1, 1)), [date(2027, 1, 1)]);
    }

    fn availability(exam: &Certification, day: Date) -> Option<bool> {
        Standing::of(exam, &Catalog::default(), day, &Language::english()).availability()
    }

    #[test]
    fn a_month_is_in_doubt_within() {
        let exam = exam(&[(SittingKind::Standard, "2026-05", "2027-03")]);
        for (day, expected) in [
            (date(2026, 4, 30), Some(false)),
            (date(2026, 5, 1), None),
            (date(2026, 5, 30), None),
            (date(2026, 5, 31), Some(true)),
            (date(2027, 3, 1), Some(true)),
            (date(2027, 3, 2), None),
            (date(2027, 3, 31), None),
            (date(2027, 4, 1), Some(false)),
        ] {
            assert_eq!(availability(&exam, day), expected, "{day}");
        }
    }

    #[test]
    fn a_planned_day_that_has_come_is_in_doubt() {
        let begins = exam(&[(SittingKind::Standard, "planned 2026-05-10", "none announced")]);
        assert_eq!(availability(&begins, date(2026, 5, 9)), Some(false));
        assert_eq!(availability(&begins, date(2026, 5, 10)), None);
        let ends = exam(&[(SittingKind::Standard, "2026-01-01", "planned 2026-05-10")]);
        assert_eq!(availability(&ends, date(2026, 5, 10)), Some(true));
        assert_eq!(availability(&ends, date(2026, 5, 11)), None);
    }

    #[test]
    fn a_beta_without_an_end_is_in_doubt_thirty_days_after_its_own_newest_source() {
        let mut beta = exam(&[(SittingKind::Beta, "2026-03-01", "none announced")]);
        assert_eq!(availability(&beta, date(2026, 4, 1)), None);
        beta.evidence = Some(When { earliest: date(2026, 2, 1), latest: date(2026, 4, 1) });
        assert_eq!(availability(&beta, date(2026, 5, 1)), Some(true));
        assert_eq!(availability(&beta, date(2026, 5, 2)), None);
        assert_eq!(availability(&beta, date(2026, 8, 2)), None);
    }
}
