//! What happens to a certificate on a day, what it costs in US dollars, and until when it is valid then.

use certcmp_dataset::{
    Certification, CountsFrom, Datum, Dollars, Fact, RenewalRoute, Route, SourceRef, Span, SpanUnit, Validity, kinds,
};
use jiff::civil::Date;
use std::fmt;
use std::iter::Sum;

/// The price of an exam with its evidence, where it is known.
pub type Price<'a> = Option<&'a Fact<Dollars>>;

kinds! {
    #[derive(Default)]
    EventKind {
        #[default]
        Exam = "exam", "exam";
        Retake = "retake", "attempt";
        Stop = "stop", "no attempt";
        Renewal = "renewal", "renewal";
        RenewalsEnd = "renewals-end", "last day of renewals";
        Lapse = "lapse", "lapses";
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    pub kind: EventKind,
    pub day: Option<Date>,
    /// The day follows from a plan of the provider that is not confirmed.
    pub planned: bool,
    /// The number of the attempt or of the renewal, from 1; zero for other events.
    pub number: u32,
    pub passed: Option<bool>,
    pub route: Option<Route>,
    pub exam: Option<String>,
    /// Absent where the event has no fee by its nature.
    pub fee: Option<Fee>,
    pub opens: Option<Date>,
    pub closes: Option<Date>,
    /// The term that begins, where it is known.
    pub term: Option<Term>,
    pub uncertain: bool,
    pub sources: Vec<SourceRef>,
    pub reason: Option<String>,
}

impl Event {
    pub fn new(kind: EventKind, day: Option<Date>) -> Self {
        Self { kind, day, ..Self::default() }
    }

    pub fn citing<T>(mut self, fact: Option<&Fact<T>>) -> Self {
        self.uncertain |= fact.is_some_and(|fact| fact.confidence.is_some());
        for source in fact.iter().flat_map(|fact| &fact.sources) {
            if !self.sources.contains(source) {
                self.sources.push(*source);
            }
        }
        self
    }

    pub fn citing_last_days(self, exam: &Certification) -> Self {
        exam.sittings.iter().map(|sitting| sitting.facts.last.as_deref()).fold(self, Self::citing)
    }

    /// Returns its name: `exam`, `attempt 2`, `renewal 1`, `lapses`.
    pub fn name(&self) -> String {
        match self.kind {
            EventKind::Exam | EventKind::RenewalsEnd | EventKind::Lapse => self.kind.title().to_owned(),
            kind => format!("{} {}", kind.title(), self.number),
        }
    }

    pub fn lapses(&self) -> Option<Date> {
        self.term.map(Term::lapses)
    }

    /// Returns what is paid, with nothing known if the event has no fee.
    pub fn fee(&self) -> Fee {
        self.fee.unwrap_or_default()
    }
}

/// The time for which a certificate is valid. It is counted in months from one day, so that a term from 29 February or
/// the 31st does not lose a day with each renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The day on which the certificate was earned or last renewed.
    pub since: Date,
    anchor: Date,
    months: u32,
}

impl Term {
    pub fn new(since: Date, anchor: Date, months: u32) -> Self {
        Self { since, anchor, months }
    }

    pub fn lapses(self) -> Date {
        Span { unit: SpanUnit::Months, count: self.months }.after(self.anchor)
    }

    /// Returns the term after a renewal on a day: an extension counts from the day on which the old term lapses, or from
    /// the day of passing where the route says so; an exam without one starts the validity again; else it is not known.
    pub fn renewed(self, route: &RenewalRoute, validity: Option<Validity>, day: Date) -> Option<Self> {
        let is_exam = matches!(route.route, Route::Exam | Route::OtherExam | Route::RenewalExam);
        let (span, restarts) = match (route.extends, validity) {
            (Some(span), _) => (span, route.counts_from == Some(CountsFrom::Passing)),
            (None, Some(Validity::Months(count))) if is_exam => (Span { unit: SpanUnit::Months, count }, true),
            _ => return None,
        };
        let old = if restarts && day != self.lapses() { Self::new(day, day, 0) } else { self };
        Some(match span.unit {
            SpanUnit::Months => Self { since: day, months: old.months.saturating_add(span.count), ..old },
            SpanUnit::Days | SpanUnit::Hours => Self::new(day, span.after(old.lapses()), 0),
        })
    }
}

/// An amount of US dollars in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(pub u64);

impl Amount {
    /// Returns the amount less a discount in percent, rounded to the hundredth, halves up.
    fn less(self, percent: u32) -> Self {
        Self((self.0 * u64::from(100_u32.saturating_sub(percent)) + 50) / 100)
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Returns the number without its unit: `300`, `49.50`.
    pub fn number(self) -> String {
        match self.0 % 100 {
            0 => (self.0 / 100).to_string(),
            part => format!("{}.{part:02}", self.0 / 100),
        }
    }

    pub fn datum(self) -> Datum {
        u32::try_from(self.0).map_or_else(|_| Datum::Number(self.0 as f64 / 100.0), Datum::amount)
    }
}

impl From<&Dollars> for Amount {
    fn from(price: &Dollars) -> Self {
        Self(price.0.hundredths.into())
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
    pub full: Option<Amount>,
    /// After every voucher and discount in the data.
    pub due: Option<Amount>,
    pub discount: Option<u32>,
}

impl Fee {
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

impl Sum<Fee> for Total {
    fn sum<I: Iterator<Item = Fee>>(fees: I) -> Self {
        fees.fold(Self::default(), |sum, fee| Self {
            full: Amount(sum.full.0 + fee.full.unwrap_or_default().0),
            due: Amount(sum.due.0 + fee.due.unwrap_or_default().0),
            full_open: sum.full_open || fee.full.is_none(),
            due_open: sum.due_open || fee.due.is_none(),
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
