//! `cost`: the cost of earning certificates and renewing them.
//!
//! Every rule comes from the facts of the record. What they do not say leaves a sum open; nothing is guessed.

pub mod account;
pub mod amount;
pub mod assumptions;
pub mod attempts;
pub mod event;
pub mod record;
pub mod renewal;
pub mod report;

pub use account::Account;

use super::{Context, Outcome, held, names, standing};
use crate::query::Entry;
use amount::Total;
use anyhow::{Result, bail};
use certcmp_dataset::Certification;
use certcmp_dataset::when::eve;
use event::Event;
use jiff::Span;
use jiff::civil::Date;

/// How many years are counted where nothing else is said: two or more terms of every certificate that expires.
pub const DEFAULT_YEARS: u32 = 6;

/// The period for which costs are counted, and how many attempts are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub from: Date,
    pub years: u32,
    /// How many attempts are needed to pass; at least one.
    pub attempts: u32,
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

/// What to count, and what to show of it.
#[derive(Debug, Clone)]
pub struct CostOptions<'a> {
    pub terms: Terms,
    pub held: Vec<held::Row<'a>>,
    pub events: bool,
    pub assumptions: bool,
}

/// The courses of several certificates over the same years.
#[derive(Debug, Clone)]
pub struct Cost<'a> {
    pub terms: Terms,
    /// In the order in which they were named.
    pub accounts: Vec<Account<'a>>,
}

impl<'a> Cost<'a> {
    pub fn total(&self) -> Total {
        self.accounts.iter().map(Account::total).sum()
    }

    /// Returns all events in order of time, those without a day last; on one day in the order of the accounts.
    pub fn events(&self) -> Vec<(&Account<'a>, &Event)> {
        let mut all: Vec<(&Account<'a>, &Event)> = Vec::new();
        for account in &self.accounts {
            all.extend(account.events.iter().map(|event| (account, event)));
        }
        all.sort_by_key(|(_, event)| (event.day.is_none(), event.day));
        all
    }
}

/// Counts what certifications cost. Fails if one of them is not available on the first day and will not be.
pub fn run(certifications: &[&Certification], options: &CostOptions<'_>, context: &Context<'_>) -> Result<Outcome> {
    let first_day = Context { day: options.terms.from, ..*context };
    let cost = Cost { terms: options.terms, accounts: accounts(certifications, options, &first_day)? };
    let ids = cost.accounts.iter().map(|account| account.entry.certification.id.clone()).collect();
    Ok(context.answer(ids, || report::blocks(&cost, options, &first_day), || record::records(&cost, &first_day)))
}

/// Returns the account of each certification, or an error that names all that are not available.
fn accounts<'a>(
    certifications: &[&'a Certification],
    options: &CostOptions<'_>,
    first_day: &Context<'a>,
) -> Result<Vec<Account<'a>>> {
    let mut discounts: Vec<&Certification> = options.held.iter().map(|row| row.certification).collect();
    let mut accounts = Vec::new();
    let mut problems: Vec<String> = Vec::new();
    for certification in standing::distinct(certifications) {
        let held = options.held.iter().find(|row| is_same(row.certification, certification)).map(|row| row.lapse);
        let has_discount = held.is_none() && certification.facts.holder_discount.is_some();
        let used = discounts.iter().position(|held| has_discount && held.provider == certification.provider);
        let by_holder = used.map(|at| names::code(discounts.remove(at)));
        match Account::of(certification, &options.terms, held, by_holder.as_deref(), first_day) {
            Ok(account) => accounts.push(account),
            Err(standing) => {
                let lines = standing::explain(&Entry { certification, standing: *standing }, first_day);
                problems.push(lines.join("\n  "));
            }
        }
    }
    if !problems.is_empty() {
        bail!("{}\n  use --from to count from another day", problems.join("\n"));
    }
    Ok(accounts)
}

/// Whether the exam of a certification leads to the certificate that is held.
fn is_same(held: &Certification, certification: &Certification) -> bool {
    let next = held.facts.continued_by.as_deref().map_or(&[][..], |next| &next.value);
    held.id == certification.id || next.contains(&certification.id)
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
