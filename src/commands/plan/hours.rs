//! Hours in exact quarters, so that parts of a plan add up to the whole.

use certcmp_dataset::value::Datum;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

/// An amount of hours, kept in quarters of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Hours {
    /// How many quarters of an hour.
    pub quarters: u32,
}

impl Hours {
    /// No time at all.
    pub const NONE: Self = Self { quarters: 0 };
    /// The hours of a week, the most that a week can be given.
    const MOST_A_WEEK: Self = Self { quarters: 7 * 24 * 4 };

    /// The amount so many times.
    pub fn times(self, count: u32) -> Self {
        Self { quarters: self.quarters.saturating_mul(count) }
    }

    /// The amount for programs, in hours.
    pub fn datum(self) -> Datum {
        Datum::amount(self.quarters.saturating_mul(25))
    }
}

impl FromStr for Hours {
    type Err = String;

    /// Reads the hours of a week: more than none, not more than a week has, in quarters.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong = || format!("`{text}` is no number of hours; write whole hours or quarters, as in 6, 7.5 or 2.25");
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let quarter = match fraction {
            "0" | "00" => 0,
            "25" => 1,
            "5" | "50" => 2,
            "75" => 3,
            _ => return Err(wrong()),
        };
        if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let hours: u32 = whole.parse().unwrap_or(u32::MAX);
        let found = Self { quarters: hours.saturating_mul(4).saturating_add(quarter) };
        if found > Self::MOST_A_WEEK {
            return Err(format!("`{text}` is more than a week has: {} hours", Self::MOST_A_WEEK));
        }
        if found == Self::NONE { Err(format!("`{text}` leaves nothing to share out")) } else { Ok(found) }
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

impl Add for Hours {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { quarters: self.quarters.saturating_add(other.quarters) }
    }
}

impl Sub for Hours {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { quarters: self.quarters.saturating_sub(other.quarters) }
    }
}

impl Sum for Hours {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::NONE, Self::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        for text in ["1", "7.5", "2.25", "0.75", "168", "10"] {
            assert_eq!(text.parse::<Hours>().map(|hours| hours.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("8.50".parse(), Ok(Hours { quarters: 34 }));
    }

    #[test]
    fn refuses_other_forms() {
        for text in
            ["", "0", "0.0", "-1", "1.1", ".5", "5.", "ten", "8h", "168.25", "169", "1e3", "99999999999", "NaN", "+5"]
        {
            assert!(text.parse::<Hours>().is_err(), "{text}");
        }
    }
}
