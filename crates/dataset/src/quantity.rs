//! Typed quantities: values that are written as people write them (`120–150 min`, `20 %`), and the commonest of them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A value that is written in few ways, and prints what it parses.
pub trait Quantity: Sized + fmt::Display + FromStr<Err = String> {
    /// What the quantity is, with its article, for messages: "a price".
    const NAME: &'static str;
    /// Written forms that are right, the commonest first.
    const EXAMPLES: &'static [&'static str];
    /// A regular expression (ECMA 262, for JSON Schema) that every accepted form matches.
    const PATTERN: &'static str;

    /// Parses a text that has no spaces around it. The error says what is wrong; the examples say what would be right.
    fn parse(text: &str) -> Result<Self, String>;

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result;
}

#[macro_export]
macro_rules! from_str_and_display {
    ($($quantity:ty),+) => {
        $(
            impl std::str::FromStr for $quantity {
                type Err = String;

                fn from_str(text: &str) -> Result<Self, String> {
                    <Self as $crate::quantity::Quantity>::parse(text.trim())
                }
            }

            impl std::fmt::Display for $quantity {
                fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    $crate::quantity::Quantity::print(self, out)
                }
            }
        )+
    };
}

from_str_and_display!(Count, Minutes, Span, Percent);

/// Parses a whole number: at most five digits, as nothing here is counted in larger numbers.
pub fn whole_number(text: &str) -> Result<u32, String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text.len() == 1 || !text.starts_with('0'));
    let number = if plain && text.len() <= 5 { text.parse().ok() } else { None };
    number.ok_or_else(|| format!("`{text}` is not a whole number of up to five digits"))
}

/// Parses a number or a range of them, as in `65` or `50–60`; a plain hyphen is accepted for the dash.
pub fn parse_range(text: &str, number: fn(&str) -> Result<u32, String>) -> Result<(u32, u32), String> {
    let (low, high) = text.split_once(['–', '-']).unwrap_or((text, text));
    match (number(low)?, number(high)?) {
        (min, max) if min <= max => Ok((min, max)),
        _ => Err(format!("the range runs from {low} down to {high}")),
    }
}

pub fn print_range<N: fmt::Display + PartialEq>(low: N, high: N, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    if low == high { low.fmt(out) } else { write!(out, "{low}–{high}") }
}

/// Splits `120–150 min` into its number part and its unit.
pub fn split_unit(text: &str) -> Result<(&str, &str), String> {
    text.rsplit_once(' ').ok_or_else(|| format!("`{text}` has no unit"))
}

fn strip_unit<'a>(text: &'a str, wanted: &str) -> Result<&'a str, String> {
    let (number, unit) = split_unit(text)?;
    if unit == wanted { Ok(number) } else { Err(format!("`{unit}` is not the unit `{wanted}`")) }
}

/// A count, exact or from–to. Where a quantity is exact, its least and its most are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Count {
    pub min: u32,
    pub max: u32,
}

impl Quantity for Count {
    const NAME: &'static str = "a count";
    const EXAMPLES: &'static [&'static str] = &["65", "50–60"];
    const PATTERN: &'static str = r"^\d{1,4}([–-]\d{1,4})?$";

    fn parse(text: &str) -> Result<Self, String> {
        match parse_range(text, whole_number)? {
            (min @ 1.., max @ ..=9999) => Ok(Self { min, max }),
            _ => Err(format!("`{text}` is out of range")),
        }
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_range(self.min, self.max, out)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Minutes(pub Count);

impl Quantity for Minutes {
    const NAME: &'static str = "a length in minutes";
    const EXAMPLES: &'static [&'static str] = &["180 min", "120–150 min"];
    const PATTERN: &'static str = r"^\d{1,4}([–-]\d{1,4})? min$";

    fn parse(text: &str) -> Result<Self, String> {
        Count::parse(strip_unit(text, "min")?).map(Self)
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} min", self.0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SpanUnit {
    Hours,
    Days,
    Months,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub unit: SpanUnit,
    /// How many; never zero. Years are kept as months.
    pub count: u32,
}

impl Span {
    /// The span on the calendar, where hours that are no whole days count as a further day.
    pub fn calendar(&self) -> jiff::Span {
        let count = i64::from(self.count);
        match self.unit {
            SpanUnit::Hours => jiff::Span::new().days(i64::from(self.count.div_ceil(24))),
            SpanUnit::Days => jiff::Span::new().days(count),
            SpanUnit::Months => jiff::Span::new().months(count),
        }
    }

    /// The day that is this span after a day; at most the last day of the calendar.
    pub fn after(&self, day: Date) -> Date {
        day.saturating_add(self.calendar())
    }

    /// The day that is this span before a day; at least the first day of the calendar.
    pub fn before(&self, day: Date) -> Date {
        day.saturating_sub(self.calendar())
    }
}

impl Quantity for Span {
    const NAME: &'static str = "a span of time";
    const EXAMPLES: &'static [&'static str] = &["14 days", "24 hours", "6 months", "2 years"];
    const PATTERN: &'static str = r"^\d{1,4} (hour|day|month|year)s?$";

    fn parse(text: &str) -> Result<Self, String> {
        let (number, unit) = split_unit(text)?;
        let (unit, factor) = match unit.strip_suffix('s').unwrap_or(unit) {
            "hour" => (SpanUnit::Hours, 1),
            "day" => (SpanUnit::Days, 1),
            "month" => (SpanUnit::Months, 1),
            "year" => (SpanUnit::Months, 12),
            _ => return Err(format!("`{unit}` is none of hours, days, months, years")),
        };
        match whole_number(number)? {
            count @ 1..=1200 => Ok(Self { unit, count: count * factor }),
            _ => Err(format!("`{number}` is out of range")),
        }
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self.unit {
            SpanUnit::Hours => (self.count, "hour"),
            SpanUnit::Days => (self.count, "day"),
            SpanUnit::Months if self.count.is_multiple_of(12) => (self.count / 12, "year"),
            SpanUnit::Months => (self.count, "month"),
        };
        write!(out, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}

/// A share in percent, in tenths: exact, from–to, or approximate as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Percent {
    pub min_tenths: u32,
    pub max_tenths: u32,
    /// The provider itself marks the figure as approximate ("~").
    pub approximate: bool,
}

impl Percent {
    pub fn bounds(&self) -> (f64, f64) {
        (f64::from(self.min_tenths) / 10.0, f64::from(self.max_tenths) / 10.0)
    }

    pub fn whole(&self) -> u32 {
        self.min_tenths / 10
    }
}

/// Parses a number with at most one decimal, in tenths.
fn tenths(text: &str) -> Result<u32, String> {
    let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
    if tenth.len() != 1 {
        return Err(format!("`{text}` must have at most one decimal"));
    }
    match whole_number(whole)? * 10 + whole_number(tenth)? {
        number @ 1..=1000 => Ok(number),
        _ => Err(format!("`{text}` is not between 0.1 and 100")),
    }
}

#[derive(Debug, PartialEq)]
pub struct Tenths(pub u32);

impl fmt::Display for Tenths {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", f64::from(self.0) / 10.0)
    }
}

impl Quantity for Percent {
    const NAME: &'static str = "a percentage";
    const EXAMPLES: &'static [&'static str] = &["20 %", "20–25 %", "17.5 %", "~13 %"];
    const PATTERN: &'static str = r"^~?\d{1,3}(\.\d)?([–-]\d{1,3}(\.\d)?)? %$";

    fn parse(text: &str) -> Result<Self, String> {
        let number = strip_unit(text, "%")?;
        let (min_tenths, max_tenths) = parse_range(number.strip_prefix('~').unwrap_or(number), tenths)?;
        Ok(Self { min_tenths, max_tenths, approximate: number.starts_with('~') })
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.approximate { "~" } else { "" })?;
        print_range(Tenths(self.min_tenths), Tenths(self.max_tenths), out)?;
        out.write_str(" %")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn spans_are_counted_on_the_calendar() {
        let after = |text: &str, day: Date| Span::parse(text).map(|span| span.after(day));
        assert_eq!(after("24 hours", date(2026, 12, 31)), Ok(date(2027, 1, 1)));
        assert_eq!(after("36 hours", date(2026, 12, 31)), Ok(date(2027, 1, 2)));
        assert_eq!(after("3 months", date(2026, 11, 30)), Ok(date(2027, 2, 28)));
        assert_eq!(Span::parse("60 days").map(|span| span.before(date(2028, 11, 23))), Ok(date(2028, 9, 24)));
    }
}
