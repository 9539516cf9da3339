//! Hours in exact quarters, so that parts of a plan add up to the whole.

use certcmp_dataset::value::Datum;
use std::fmt;
use std::iter::Sum;
use std::str::FromStr;

/// The quarters of an hour in a week.
const WEEK: u32 = 7 * 24 * 4;

/// An amount of hours in quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Hours {
    /// The quarters of an hour.
    pub quarters: u32,
}

impl Hours {
    /// Returns the value for programs, in hours.
    pub fn datum(self) -> Datum {
        Datum::amount(self.quarters.saturating_mul(25))
    }
}

impl FromStr for Hours {
    type Err = String;

    /// Parses the hours of a week: `6`, `7.5`, `2.25`, `8h`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a number of hours; use 6, 7.5 or 2.25");
        let number = text.trim();
        let number = ["hours", "hour", "h"].iter().find_map(|unit| number.strip_suffix(unit)).unwrap_or(number);
        let (whole, fraction) = number.trim().split_once('.').unwrap_or((number.trim(), ""));
        let quarter = match fraction.trim_end_matches('0') {
            "" => 0,
            "25" => 1,
            "5" => 2,
            "75" => 3,
            _ => return Err(wrong()),
        };
        let hours: u32 = whole.parse().map_err(|_| wrong())?;
        match hours.saturating_mul(4).saturating_add(quarter) {
            0 => Err("at least a quarter of an hour a week is needed".to_owned()),
            quarters if quarters > WEEK => Err(format!("a week has {} hours", Self { quarters: WEEK })),
            quarters => Ok(Self { quarters }),
        }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fraction = match self.quarters % 4 {
            1 => ".25",
            2 => ".5",
            3 => ".75",
            _ => "",
        };
        write!(out, "{}{fraction}", self.quarters / 4)
    }
}

impl Sum for Hours {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self { quarters: amounts.fold(0, |sum, amount| sum.saturating_add(amount.quarters)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_parsed_as_they_are_printed() {
        for text in ["1", "7.5", "2.25", "0.75", "168", "10"] {
            assert_eq!(text.parse::<Hours>().map(|hours| hours.to_string()), Ok(text.to_owned()));
        }
        for (text, quarters) in [("8.50", 34), ("8h", 32), ("8 hours", 32), (" 1 hour", 4), ("6.0", 24)] {
            assert_eq!(text.parse(), Ok(Hours { quarters }), "{text}");
        }
    }

    #[test]
    fn other_forms_are_errors() {
        for text in [
            "",
            "0",
            "0.0",
            "-1",
            "1.1",
            ".5",
            "ten",
            "h",
            "168.25",
            "169",
            "1e3",
            "99999999999",
            "NaN",
            "5h30",
            "5.5.5",
        ] {
            assert!(text.parse::<Hours>().is_err(), "{text}");
        }
    }
}
