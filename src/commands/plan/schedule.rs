//! Whole weeks counted back from the exam, and the hours of each shared out by domain weight.

use certcmp_dataset::{Datum, Domain, Percent};
use jiff::ToSpan;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::fmt;

const WEEK: u32 = 7 * 24 * 4;

/// An amount of hours in quarters, so that parts of a plan add up to the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Hours {
    pub quarters: u32,
}

impl Hours {
    /// Returns the hours of a week. Fails if there are none, or more than a week has.
    pub fn of_week(quarters: u32) -> Result<Self, String> {
        match quarters {
            1..=WEEK => Ok(Self { quarters }),
            _ => Err(format!("use between 0.25 and {} hours a week", Self { quarters: WEEK })),
        }
    }

    pub fn datum(self) -> Datum {
        Datum::amount(self.quarters.saturating_mul(25))
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", f64::from(self.quarters) / 4.0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    pub from: Date,
    /// The day of the exam, no longer a day of study.
    pub exam: Date,
    pub per_week: Hours,
    /// The share of each domain, in the provider's order; empty if not every domain has a weight.
    pub shares: Vec<Share>,
    /// The weeks in order, each seven days long; the last one ends on the day before the exam.
    pub weeks: Vec<Week>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub name: String,
    pub weight: Percent,
    /// Its share of the study weeks, in tenths of a percent; the shares of a schedule make exactly 1000.
    pub tenths: u32,
    pub hours: Hours,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    pub first: Date,
    pub last: Date,
    /// The last of several weeks belongs to no domain.
    pub revision: bool,
    /// Its domains, as indexes into [`Schedule::shares`], with their hours; empty if nothing is shared out.
    pub parts: Vec<(usize, Hours)>,
}

impl Schedule {
    /// Lays out the whole weeks from `from` to the day before `exam`; days that are left over come first.
    pub fn new(domains: &[Domain], from: Date, exam: Date, per_week: Hours) -> Self {
        let count = whole_weeks(from, exam);
        let studied = if count > 1 { count - 1 } else { count };
        let quarters = per_week.quarters.saturating_mul(studied);
        let shares = shares(domains, quarters);
        let mut parts = fill_weeks(&shares, per_week, studied).into_iter();
        let weeks = (0..count)
            .filter_map(|at| {
                let first = exam.checked_sub((7 * i64::from(count - at)).days()).ok()?;
                let last = first.checked_add(6.days()).ok()?;
                let parts = parts.next().unwrap_or_default();
                Some(Week { first, last, revision: at >= studied, parts })
            })
            .collect();
        Self { from, exam, per_week, shares, weeks }
    }

    pub fn hours(&self) -> Hours {
        let weeks = u32::try_from(self.weeks.len()).unwrap_or(u32::MAX);
        Hours { quarters: self.per_week.quarters.saturating_mul(weeks) }
    }

    pub fn revision(&self) -> Hours {
        if self.weeks.len() > 1 { self.per_week } else { Hours::default() }
    }

    pub fn study(&self) -> Hours {
        Hours { quarters: self.hours().quarters - self.revision().quarters }
    }

    pub fn first_day(&self) -> Date {
        self.weeks.first().map_or(self.exam, |week| week.first)
    }

    pub fn spare_days(&self) -> i32 {
        (self.first_day() - self.from).get_days()
    }

    /// Whether the shares differ from the weights as printed: one is a range, or they do not make 100 %.
    pub fn is_normalised(&self) -> bool {
        let exact = self.shares.iter().all(|share| share.weight.min_tenths == share.weight.max_tenths);
        !exact || self.shares.iter().map(|share| share.weight.min_tenths).sum::<u32>() != 1000
    }
}

/// Returns the whole weeks between two days, without the second day.
pub fn whole_weeks(from: Date, exam: Date) -> u32 {
    u32::try_from((exam - from).get_days() / 7).unwrap_or(0)
}

/// Returns the share of each domain: the middle of its weight, as a part of the sum of all.
fn shares(domains: &[Domain], quarters: u32) -> Vec<Share> {
    let Some(weights) = domains.iter().map(|domain| domain.weight).collect::<Option<Vec<Percent>>>() else {
        return Vec::new();
    };
    let doubled_middles: Vec<u32> = weights.iter().map(|weight| weight.min_tenths + weight.max_tenths).collect();
    let tenths = apportion(1000, &doubled_middles);
    let quarters = apportion(quarters, &doubled_middles);
    let each = domains.iter().enumerate().zip(weights).zip(tenths.into_iter().zip(quarters));
    each.map(|(((at, domain), weight), (tenths, quarters))| Share {
        name: domain.label(at),
        weight,
        tenths,
        hours: Hours { quarters },
    })
    .collect()
}

/// Splits a whole number by weights into whole numbers that add up to it, by largest remainder; of equal remainders the
/// first gets more.
fn apportion(whole: u32, weights: &[u32]) -> Vec<u32> {
    let sum = weights.iter().map(|weight| u64::from(*weight)).sum::<u64>().max(1);
    let exact = weights.iter().map(|weight| u64::from(whole) * u64::from(*weight));
    let mut parts: Vec<(usize, u64)> = exact.enumerate().collect();
    let left = u64::from(whole) - parts.iter().map(|(_, exact)| exact / sum).sum::<u64>();
    parts.sort_by_key(|(_, exact)| Reverse(exact % sum));
    let mut parts: Vec<(usize, u64)> =
        (0..).zip(parts).map(|(rank, (at, exact))| (at, exact / sum + u64::from(rank < left))).collect();
    parts.sort_unstable();
    parts.into_iter().map(|(_, part)| u32::try_from(part).unwrap_or(u32::MAX)).collect()
}

fn fill_weeks(shares: &[Share], per_week: Hours, weeks: u32) -> Vec<Vec<(usize, Hours)>> {
    let mut filled = Vec::new();
    let (mut parts, mut room) = (Vec::new(), per_week.quarters);
    for (domain, share) in shares.iter().enumerate() {
        let mut left = share.hours.quarters;
        while left > 0 && filled.len() < weeks as usize {
            let now = left.min(room);
            parts.push((domain, Hours { quarters: now }));
            (left, room) = (left - now, room - now);
            if room == 0 {
                filled.push(std::mem::take(&mut parts));
                room = per_week.quarters;
            }
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn domains(weights: &[&str]) -> Vec<Domain> {
        let domain = |weight: &&str| Domain { name: Some(format!("domain of {weight}")), weight: weight.parse().ok() };
        weights.iter().map(domain).collect()
    }

    fn quarters(quarters: u32) -> Hours {
        Hours { quarters }
    }

    #[test]
    fn weeks_are_counted_back_from_the_exam() {
        let schedule = Schedule::new(&[], date(2026, 11, 23), date(2026, 12, 16), quarters(32));
        let days: Vec<(Date, Date, bool)> =
            schedule.weeks.iter().map(|week| (week.first, week.last, week.revision)).collect();
        assert_eq!(
            days,
            [
                (date(2026, 11, 25), date(2026, 12, 1), false),
                (date(2026, 12, 2), date(2026, 12, 8), false),
                (date(2026, 12, 9), date(2026, 12, 15), true),
            ]
        );
        assert_eq!((schedule.spare_days(), schedule.hours(), schedule.revision()), (2, quarters(96), quarters(32)));
    }

    #[test]
    fn a_single_week_is_not_given_to_revision() {
        let schedule = Schedule::new(&domains(&["60 %", "40 %"]), date(2026, 12, 1), date(2026, 12, 8), quarters(40));
        assert_eq!(schedule.weeks.len(), 1);
        assert_eq!(schedule.weeks[0].parts, [(0, quarters(24)), (1, quarters(16))]);
        assert!(!schedule.weeks[0].revision);
    }

    #[test]
    fn domains_follow_each_other_and_fill_the_weeks() {
        let schedule =
            Schedule::new(&domains(&["20 %", "45 %", "35 %"]), date(2026, 12, 1), date(2026, 12, 29), quarters(40));
        let parts: Vec<&Vec<(usize, Hours)>> = schedule.weeks.iter().map(|week| &week.parts).collect();
        assert_eq!(parts[0], &[(0, quarters(24)), (1, quarters(16))]);
        assert_eq!(parts[1], &[(1, quarters(38)), (2, quarters(2))]);
        assert_eq!(parts[2], &[(2, quarters(40))]);
        assert!(parts[3].is_empty() && schedule.weeks[3].revision);
        assert!(!schedule.is_normalised());
    }

    #[test]
    fn ranges_count_by_their_middle_and_shares_make_a_whole() {
        let ranges = domains(&["25–30 %", "15–20 %", "30–35 %"]);
        let schedule = Schedule::new(&ranges, date(2026, 12, 1), date(2026, 12, 15), quarters(31));
        let tenths: Vec<u32> = schedule.shares.iter().map(|share| share.tenths).collect();
        assert_eq!(tenths, [355, 226, 419]);
        assert_eq!(schedule.shares.iter().map(|share| share.hours.quarters).sum::<u32>(), 31);
        assert!(schedule.is_normalised());
        assert!(
            Schedule::new(&domains(&["51 %", "50 %"]), date(2026, 12, 1), date(2026, 12, 15), quarters(32))
                .is_normalised()
        );
    }

    #[test]
    fn without_every_weight_nothing_is_shared_out() {
        let mut some = domains(&["60 %", "40 %"]);
        some[1].weight = None;
        let schedule = Schedule::new(&some, date(2026, 12, 1), date(2026, 12, 15), quarters(32));
        assert!(schedule.shares.is_empty() && schedule.weeks.iter().all(|week| week.parts.is_empty()));
    }

    #[test]
    fn apportioned_parts_add_up() {
        assert_eq!(apportion(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(apportion(1, &[1, 5, 2]), [0, 1, 0]);
        assert_eq!(apportion(7, &[]), [0; 0]);
        for whole in 0..200 {
            assert_eq!(apportion(whole, &[55, 35, 65, 25, 40]).iter().sum::<u32>(), whole);
        }
    }
}
