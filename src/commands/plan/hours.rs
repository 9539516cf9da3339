//! Hours in exact quarters, so that parts of a plan add up to the whole.

use certcmp_dataset::value::Datum;
use std::fmt;
use std::iter::Sum;

/// The quarters of an hour in a week.
const WEEK: u32 = 7 * 24 * 4;

/// An amount of hours in quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Hours {
    pub quarters: u32,
}

impl Hours {
    /// Returns the hours of a week.
    ///
    /// # Errors
    /// If there are none, or more than a week has.
    pub fn of_week(quarters: u32) -> Result<Self, String> {
        match quarters {
            0 => Err("at least a quarter of an hour a week is needed".to_owned()),
            quarters if quarters > WEEK => Err(format!("a week has {} hours", Self { quarters: WEEK })),
            quarters => Ok(Self { quarters }),
        }
    }

    pub fn datum(self) -> Datum {
        Datum::amount(self.quarters.saturating_mul(25))
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
