//! Sums of US dollars, exact to the hundredth.

use certcmp_dataset::value::{Datum, Dollars};
use std::fmt;

/// A sum of US dollars in hundredths. Sums saturate; no dataset comes near the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(pub u64);

impl Amount {
    pub const ZERO: Self = Self(0);

    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Returns the amount less a discount in percent, rounded to the hundredth, halves up; nothing is left from 100 percent on.
    pub fn less(self, percent: u32) -> Self {
        let left = u64::from(100_u32.saturating_sub(percent));
        Self(self.0.saturating_mul(left).saturating_add(50) / 100)
    }

    /// Returns the number without its unit: `300`, `49.50`.
    pub fn number(self) -> String {
        match self.0 % 100 {
            0 => (self.0 / 100).to_string(),
            part => format!("{}.{part:02}", self.0 / 100),
        }
    }

    /// Returns the value for programs: whole where it has no fraction.
    pub fn datum(self) -> Datum {
        match (self.0 % 100, i64::try_from(self.0 / 100)) {
            (0, Ok(whole)) => Datum::Int(whole),
            _ => Datum::Number(self.0 as f64 / 100.0),
        }
    }
}

impl From<&Dollars> for Amount {
    fn from(price: &Dollars) -> Self {
        Self(u64::from(price.0.hundredths))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} USD", self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_prices_are() {
        for (hundredths, text) in [(0, "0 USD"), (30_000, "300 USD"), (4_950, "49.50 USD"), (5, "0.05 USD")] {
            assert_eq!(Amount(hundredths).to_string(), text);
        }
        assert_eq!((Amount(30_000).datum(), Amount(4_950).datum()), (Datum::Int(300), Datum::Number(49.5)));
    }

    #[test]
    fn discounts_are_exact_to_the_hundredth() {
        assert_eq!(Amount(9_900).less(50), Amount(4_950));
        assert_eq!(Amount(9_999).less(50), Amount(5_000));
        assert_eq!(Amount(9_900).less(100), Amount::ZERO);
        assert_eq!(Amount(9_900).less(0), Amount(9_900));
    }

    #[test]
    fn sums_never_run_over() {
        assert_eq!(Amount(u64::MAX).plus(Amount(1)), Amount(u64::MAX));
        assert_eq!(Amount(150).plus(Amount(4_950)), Amount(5_100));
    }
}
