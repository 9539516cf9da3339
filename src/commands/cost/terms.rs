//! The period for which costs are counted, and how many attempts are needed.

use crate::commands::held;
use certcmp_dataset::when::eve;
use jiff::Span;
use jiff::civil::Date;

/// How many years are counted where nothing else is said: two or more terms of every certificate that expires.
pub const DEFAULT_YEARS: u32 = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub from: Date,
    pub years: u32,
    /// How many attempts are needed to pass; at least one.
    pub attempts: u32,
}

/// What to count, and what to show of it.
#[derive(Debug, Clone)]
pub struct CostOptions<'a> {
    pub terms: Terms,
    pub held: Vec<held::Row<'a>>,
    pub events: bool,
    pub assumptions: bool,
}

impl Terms {
    pub fn end(&self) -> Date {
        let span = Span::new().try_years(i64::from(self.years));
        span.ok().and_then(|span| self.from.checked_add(span).ok()).unwrap_or(Date::MAX)
    }

    pub fn last_day(&self) -> Date {
        eve(self.end())
    }

    /// Returns the calendar years of the period, each with its first and last day within it.
    pub fn calendar_years(&self) -> impl Iterator<Item = (i16, Date, Date)> + use<> {
        let (first, last) = (self.from, self.last_day());
        (first.year()..=last.year()).map(move |year| {
            let whole = Date::new(year, 1, 1).unwrap_or(first);
            (year, whole.max(first), whole.last_of_year().min(last))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn calendar_years_part_the_period() {
        let terms = Terms { from: date(2028, 2, 29), years: 2, attempts: 1 };
        let years: Vec<_> = terms.calendar_years().collect();
        assert_eq!(
            years,
            [
                (2028, date(2028, 2, 29), date(2028, 12, 31)),
                (2029, date(2029, 1, 1), date(2029, 12, 31)),
                (2030, date(2030, 1, 1), date(2030, 2, 27)),
            ]
        );
        assert_eq!(Terms { from: date(2026, 1, 1), years: 1, attempts: 1 }.calendar_years().count(), 1);
    }

    #[test]
    fn the_end_of_the_calendar_is_no_error() {
        let terms = Terms { from: date(9999, 6, 1), years: u32::MAX, attempts: 1 };
        assert_eq!((terms.end(), terms.calendar_years().count()), (Date::MAX, 1));
    }
}
