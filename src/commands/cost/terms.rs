//! Terms: for how long costs are counted, from which day, and how many attempts are needed.

use certcmp_dataset::when::eve;
use jiff::Span;
use jiff::civil::Date;

/// For what costs are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The day of the first attempt, the first day of the first year.
    pub from: Date,
    /// How many years.
    pub years: u32,
    /// How many attempts are needed to pass; at least one.
    pub attempts: u32,
}

impl Terms {
    /// The first day of a year, counted from 1; the one after the last year is the first day that no longer counts.
    pub fn first_day(&self, year: u32) -> Date {
        let span = Span::new().try_years(i64::from(year.saturating_sub(1)));
        span.ok().and_then(|span| self.from.checked_add(span).ok()).unwrap_or(Date::MAX)
    }

    /// The last day of a year, counted from 1.
    pub fn last_day(&self, year: u32) -> Date {
        eve(self.first_day(year.saturating_add(1)))
    }

    /// The first day that no longer counts.
    pub fn end(&self) -> Date {
        self.first_day(self.years.saturating_add(1))
    }

    /// The year of a day, counted from 1; nothing outside the years that count.
    pub fn year_of(&self, day: Date) -> Option<u32> {
        let since = u32::try_from(i32::from(day.year()) - i32::from(self.from.year())).ok()?;
        // On the days before the anniversary, the year before still runs.
        let year = if self.first_day(since.saturating_add(1)) <= day { since + 1 } else { since };
        (1..=self.years).contains(&year).then_some(year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_day_of_the_period_has_one_year() {
        let terms = Terms { from: date(2028, 2, 29), years: 3, attempts: 1 };
        assert_eq!((terms.first_day(2), terms.last_day(2)), (date(2029, 2, 28), date(2030, 2, 27)));
        assert_eq!(terms.end(), date(2031, 2, 28));
        let mut day = terms.from;
        let mut year = 1;
        while day < terms.end() {
            let next = terms.year_of(day).expect("the day counts");
            assert!(next == year || next == year + 1, "{day}");
            year = next;
            day = day.tomorrow().expect("there is a next day");
        }
        assert_eq!(year, 3);
        assert_eq!((terms.year_of(eve(terms.from)), terms.year_of(terms.end())), (None, None));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_fault() {
        let terms = Terms { from: date(9999, 6, 1), years: u32::MAX, attempts: 1 };
        assert_eq!(terms.end(), Date::MAX);
    }
}
