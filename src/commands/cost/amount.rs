//! Fees in US dollars, exact to the hundredth, and their sums.

use certcmp_dataset::money::Money;
use certcmp_dataset::value::Datum;
use std::fmt;
use std::iter::Sum;

/// An amount of US dollars in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(pub u64);

impl Amount {
    pub const ZERO: Self = Self(0);

    /// Returns a price, unless it is in another currency.
    pub fn usd(price: &Money) -> Option<Self> {
        price.is_usd().then(|| Self(u64::from(price.hundredths)))
    }

    /// Returns the amount less a discount in percent, rounded to the hundredth, halves up; nothing is left from 100 percent on.
    fn less(self, percent: u32) -> Self {
        Self((self.0 * u64::from(100_u32.saturating_sub(percent)) + 50) / 100)
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

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} USD", self.number())
    }
}

/// What has to be paid; a part that is not known is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fee {
    /// Without any voucher or discount.
    pub full: Option<Amount>,
    /// After every voucher and discount in the data.
    pub due: Option<Amount>,
    /// The discount, in percent of the full price.
    pub discount: Option<u32>,
}

impl Fee {
    /// Returns a price less a discount in percent.
    pub fn less(full: Option<Amount>, discount: Option<u32>) -> Self {
        Self { full, due: full.map(|full| full.less(discount.unwrap_or(0))), discount }
    }
}

/// A sum of fees, full and after discounts; each is a lower bound where a fee is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    pub full: Amount,
    pub due: Amount,
    pub full_open: bool,
    pub due_open: bool,
}

impl Total {
    pub fn open_if(self, open: bool) -> Self {
        Self { full_open: self.full_open || open, due_open: self.due_open || open, ..self }
    }
}

impl From<Fee> for Total {
    fn from(fee: Fee) -> Self {
        Self {
            full: fee.full.unwrap_or_default(),
            due: fee.due.unwrap_or_default(),
            full_open: fee.full.is_none(),
            due_open: fee.due.is_none(),
        }
    }
}

impl Sum for Total {
    fn sum<I: Iterator<Item = Self>>(totals: I) -> Self {
        totals.fold(Self::default(), |sum, more| Self {
            full: Amount(sum.full.0 + more.full.0),
            due: Amount(sum.due.0 + more.due.0),
            full_open: sum.full_open || more.full_open,
            due_open: sum.due_open || more.due_open,
        })
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
        for (amount, percent, left) in [(9_900, 50, 4_950), (9_999, 50, 5_000), (9_900, 100, 0), (9_900, 0, 9_900)] {
            assert_eq!(Amount(amount).less(percent), Amount(left));
        }
    }
}
