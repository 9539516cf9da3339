//! Lengths of time: minutes of an exam, and spans between events.

use crate::quantity::{Quantity, parse_range, print_range, split_unit, whole_number};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Minutes, exact or from–to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Minutes {
    /// The least, in minutes.
    pub min: u32,
    /// The most, in minutes; the same as the least where the length is exact.
    pub max: u32,
}

impl Quantity for Minutes {
    const NAME: &'static str = "a length in minutes";
    const EXAMPLES: &'static [&'static str] = &["180 min", "120–150 min"];
    const PATTERN: &'static str = r"^\d{1,4}([–-]\d{1,4})? min$";
}

impl FromStr for Minutes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, unit) = split_unit(text)?;
        if unit != "min" {
            return Err(format!("`{unit}` is not the unit `min`"));
        }
        let (min, max) = parse_range(number)?;
        if min == 0 || max > 9999 {
            return Err(format!("`{number}` is out of range"));
        }
        Ok(Self { min, max })
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_range(self.min, self.max, out)?;
        out.write_str(" min")
    }
}

/// The unit of a [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SpanUnit {
    Hours,
    Days,
    Months,
}

/// A span between two events: a wait, a window, the time a certificate is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub unit: SpanUnit,
    /// How many; never zero. Years are kept as months.
    pub count: u32,
}

impl Span {
    /// The span in calendar terms, for date arithmetic; hours count as the days they fill, at least one.
    pub fn calendar(&self) -> jiff::Span {
        let count = i64::from(self.count);
        match self.unit {
            SpanUnit::Hours => jiff::Span::new().days((count + 23) / 24),
            SpanUnit::Days => jiff::Span::new().days(count),
            SpanUnit::Months => jiff::Span::new().months(count),
        }
    }

    /// The day that is this span after a day; at most the last day of the calendar.
    pub fn after(&self, day: Date) -> Date {
        day.checked_add(self.calendar()).unwrap_or(Date::MAX)
    }

    /// The day that is this span before a day; at least the first day of the calendar.
    pub fn before(&self, day: Date) -> Date {
        day.checked_sub(self.calendar()).unwrap_or(Date::MIN)
    }
}

impl Quantity for Span {
    const NAME: &'static str = "a span of time";
    const EXAMPLES: &'static [&'static str] = &["14 days", "24 hours", "6 months", "2 years"];
    const PATTERN: &'static str = r"^\d{1,4} (hour|day|month|year)s?$";
}

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, unit) = split_unit(text)?;
        let count = whole_number(number)?;
        if count == 0 || count > 1200 {
            return Err(format!("`{number}` is out of range"));
        }
        match unit.strip_suffix('s').unwrap_or(unit) {
            "hour" => Ok(Self { unit: SpanUnit::Hours, count }),
            "day" => Ok(Self { unit: SpanUnit::Days, count }),
            "month" => Ok(Self { unit: SpanUnit::Months, count }),
            "year" => Ok(Self { unit: SpanUnit::Months, count: count * 12 }),
            _ => Err(format!("`{unit}` is none of hours, days, months, years")),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self.unit {
            SpanUnit::Hours => (self.count, "hour"),
            SpanUnit::Days => (self.count, "day"),
            SpanUnit::Months if self.count.is_multiple_of(12) => (self.count / 12, "year"),
            SpanUnit::Months => (self.count, "month"),
        };
        write!(out, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn spans_are_counted_on_the_calendar() {
        let after = |text: &str, day: Date| text.parse::<Span>().map(|span| span.after(day));
        assert_eq!(after("24 hours", date(2026, 12, 31)), Ok(date(2027, 1, 1)));
        assert_eq!(after("36 hours", date(2026, 12, 31)), Ok(date(2027, 1, 2)));
        assert_eq!(after("3 months", date(2026, 11, 30)), Ok(date(2027, 2, 28)));
        assert_eq!("60 days".parse::<Span>().map(|span| span.before(date(2028, 11, 23))), Ok(date(2028, 9, 24)));
    }
}
