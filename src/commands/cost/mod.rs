//! `cost`: the cost of earning certificates and renewing them.
//!
//! Every rule comes from the facts of the record. What they do not say leaves a sum open; nothing is guessed.

pub mod account;
pub mod assumptions;
pub mod course;
pub mod event;
pub mod record;
pub mod report;

pub use account::Account;

use super::{Context, Outcome, held, names};
use anyhow::{Result, bail};
use certcmp_dataset::Certification;
use certcmp_dataset::when::eve;
use event::Event;
use jiff::Span;
use jiff::civil::Date;

/// How many years are counted where nothing else is said: two or more terms of every certificate that expires.
pub const DEFAULT_YEARS: u32 = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub from: Date,
    pub years: u32,
    /// How many attempts are needed to pass; at least one.
    pub attempts: u32,
}

/// A calendar year, with its first and last day within a period.
pub type Year = (i16, Date, Date);

impl Terms {
    pub fn end(&self) -> Date {
        let span = Span::new().try_years(i64::from(self.years));
        span.ok().and_then(|span| self.from.checked_add(span).ok()).unwrap_or(Date::MAX)
    }

    pub fn last_day(&self) -> Date {
        eve(self.end())
    }

    pub fn calendar_years(&self) -> impl Iterator<Item = Year> + use<> {
        let (first, last) = (self.from, self.last_day());
        (first.year()..=last.year()).map(move |year| {
            let whole = Date::new(year, 1, 1).unwrap_or(first);
            (year, whole.max(first), whole.last_of_year().min(last))
        })
    }
}

#[derive(Debug, Clone)]
pub struct CostOptions<'a> {
    pub terms: Terms,
    pub held: Vec<held::Row<'a>>,
    pub events: bool,
    pub assumptions: bool,
}

/// Counts what certifications cost. Fails if any is not available on the first day and will not be: the error names all.
pub fn run(certifications: &[&Certification], options: &CostOptions<'_>, context: &Context<'_>) -> Result<Outcome> {
    let first_day = &Context { day: options.terms.from, ..*context };
    let mut discounts: Vec<&Certification> = options.held.iter().map(|row| row.certification).collect();
    let (mut accounts, mut problems) = (Vec::new(), Vec::new());
    for certification in names::distinct(certifications.iter().copied()) {
        // Its exam may lead to the certificate that is held.
        let leads_to = |held: &Certification| {
            let next = held.facts.continued_by.as_deref();
            held.id == certification.id || next.is_some_and(|next| next.value.contains(&certification.id))
        };
        let held = options.held.iter().find(|row| leads_to(row.certification)).map(|row| row.lapse);
        let has_discount = held.is_none() && certification.facts.holder_discount.is_some();
        let used = discounts.iter().position(|held| has_discount && held.provider == certification.provider);
        let by_holder = used.map(|at| names::code(discounts.remove(at)));
        match Account::of(certification, &options.terms, held, by_holder.as_deref(), first_day) {
            Ok(account) => accounts.push(account),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        bail!("{}\n  use --from to count from another day", problems.join("\n"));
    }
    let ids = accounts.iter().map(|account| account.entry.certification.id.clone()).collect();
    let blocks = || report::blocks(&accounts, options, first_day);
    Ok(context.answer(ids, blocks, || record::records(&accounts, first_day)))
}

/// Returns all events in order of time, those without a day last; on one day in the order of the accounts.
fn events<'a, 'b>(accounts: &'b [Account<'a>]) -> Vec<(&'b Account<'a>, &'b Event)> {
    let each = |account: &'b Account<'a>| account.events.iter().map(move |event| (account, event));
    let mut all: Vec<(&Account<'a>, &Event)> = accounts.iter().flat_map(each).collect();
    all.sort_by_key(|(_, event)| (event.day.is_none(), event.day));
    all
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
