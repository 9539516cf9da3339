//! Accounts: the course of one certificate over some years, event by event, and what it sums up to.

use super::amount::Amount;
use super::attempts::attempts;
use super::event::{Event, Fee, Kind};
use super::renewal::{Due, Step, step};
use super::terms::Terms;
use crate::commands::Context;
use crate::query::Entry;
use certcmp_dataset::{Certification, Standing};
use jiff::civil::Date;

/// The course of one certificate.
#[derive(Debug, Clone)]
pub struct Account<'a> {
    /// The certification with its standing on the first day.
    pub entry: Entry<'a>,
    /// For what it is counted.
    pub terms: Terms,
    /// What happens within the years that count, in order of time; events whose day is not known come last.
    pub events: Vec<Event>,
    /// What happens next after these years, where that is known.
    pub next: Option<Event>,
    /// What is not known, so that sums are the least it can be.
    pub gaps: Vec<Gap>,
    /// What holds at the end.
    pub held: Held,
}

/// Something that is not known and can cost more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// From this day on it can; absent where it is the fee of one event.
    pub since: Option<Date>,
    /// What is not known, in words that fit behind "not known:".
    pub what: String,
}

/// How long the certificate is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// It is not earned within the years that count.
    NotEarned,
    /// To this day, as far as it is counted.
    Until(Date),
    /// It does not expire.
    Forever,
    /// It is earned; for how long it is held is not known.
    Unknown,
}

/// A sum of fees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Without any voucher or discount.
    pub full: Amount,
    /// With every voucher and discount that the data knows.
    pub due: Amount,
    /// A part of the full sum is not known, so it is the least it can be.
    pub full_open: bool,
    /// A part of the sum with discounts is not known, so it is the least it can be.
    pub due_open: bool,
}

impl Total {
    /// The sum of the fees of some events.
    fn of<'a>(events: impl Iterator<Item = &'a Event> + Clone) -> Self {
        let fees = || events.clone().filter_map(|event| event.fee);
        Self {
            full: fees().filter_map(|fee| fee.full).sum(),
            due: fees().filter_map(|fee| fee.due).sum(),
            full_open: fees().any(|fee| fee.full.is_none()),
            due_open: fees().any(|fee| fee.due.is_none()),
        }
    }

    fn open_if(mut self, open: bool) -> Self {
        self.full_open |= open;
        self.due_open |= open;
        self
    }
}

impl<'a> Account<'a> {
    /// Follows a certificate from the first attempt on. The day of the context is of no account, that of the terms is.
    pub fn of(certification: &'a Certification, terms: &Terms, context: &Context<'a>) -> Self {
        let standing = Standing::of(certification, context.catalog, terms.from, context.language);
        let mut account = Self {
            entry: Entry { certification, standing },
            terms: *terms,
            events: Vec::new(),
            next: None,
            gaps: Vec::new(),
            held: Held::NotEarned,
        };
        if let Some(passed) = attempts(&mut account, context) {
            account.held = account.keep(passed, context);
        }
        account
    }

    /// The sum of all events.
    pub fn total(&self) -> Total {
        Total::of(self.events.iter()).open_if(!self.gaps.is_empty())
    }

    /// The sum of the events of a year, counted from 1.
    pub fn year(&self, year: u32) -> Total {
        let (first, last) = (self.terms.first_day(year), self.terms.last_day(year));
        let of_year = |event: &&Event| event.day.is_some_and(|day| first <= day && day <= last);
        Total::of(self.events.iter().filter(of_year))
            .open_if(self.gaps.iter().any(|gap| gap.since.is_some_and(|day| day <= last)))
    }

    /// Whether an event of a year costs something, or may cost something.
    pub fn pays_in(&self, year: u32) -> bool {
        let of_year =
            self.events.iter().filter(|event| event.day.and_then(|day| self.terms.year_of(day)) == Some(year));
        of_year.filter_map(|event| event.fee).any(|fee| fee.due != Some(Amount::ZERO))
    }

    /// The sum of the events whose day is not known, if there are any.
    pub fn undated(&self) -> Option<Total> {
        let undated = self.events.iter().filter(|event| event.day.is_none());
        undated.clone().next().map(|_| Total::of(undated))
    }

    /// The renewals within the years that count.
    pub fn renewals(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(|event| event.kind == Kind::Renewal)
    }

    /// Whether a fact that an event rests on is weakly backed.
    pub fn is_uncertain(&self) -> bool {
        self.events.iter().any(|event| event.uncertain)
    }

    /// Takes an event, or remembers it as the next one if it is after the years that count. Says whether it counts.
    pub fn push(&mut self, event: Event) -> bool {
        let counts = event.day.is_none_or(|day| day < self.terms.end());
        if counts {
            self.events.push(event);
        } else if self.next.is_none() {
            self.next = Some(event);
        }
        counts
    }

    /// Remembers what is not known, and from which day on that can cost more; none for the fee of one event.
    pub fn gap(&mut self, since: Option<Date>, what: impl Into<String>) {
        self.gaps.push(Gap { since, what: what.into() });
    }

    /// Follows the certificate from the day it is earned on.
    fn keep(&mut self, passed: Date, context: &Context<'_>) -> Held {
        let Some(validity) = &self.entry.certification.facts.validity else {
            self.gap(Some(passed), "how long it is valid, so no renewal is counted");
            return Held::Unknown;
        };
        let Some(first) = validity.value.expiry(passed) else { return Held::Forever };
        let mut due = Due { expiry: first, since: passed };
        let mut number = 0;
        loop {
            number += 1;
            let event = match step(self.entry.certification, due, context) {
                Step::Renewed(event) => Event { number, ..event },
                Step::Ends { last, lapse } => {
                    self.end(last, due, lapse);
                    return Held::Until(due.expiry);
                }
            };
            if due.expiry >= self.terms.end() {
                self.next = Some(event);
                return Held::Until(due.expiry);
            }
            let (day, valid_until) = (event.day.unwrap_or(due.expiry), event.valid_until);
            self.note_unknown_fee(&event, day);
            self.events.push(event);
            match valid_until {
                Some(expiry) => due = Due { expiry, since: day },
                None => {
                    self.gap(Some(day), format!("for how long the renewal of {day} holds, so no later one is counted"));
                    return Held::Unknown;
                }
            }
        }
    }

    /// The end of renewals, if it is still ahead when the certificate was last earned or renewed, and the lapse.
    fn end(&mut self, last: Option<Date>, due: Due, lapse: Event) {
        if let Some(last) = last.filter(|last| *last >= due.since) {
            let facts = &self.entry.certification.facts;
            let mut event = Event::new(Kind::RenewalsEnd, Some(last))
                .resting_on(facts.renewals_end.as_deref())
                .resting_on(facts.certification_ends.as_deref());
            if event.sources.is_empty() {
                for sitting in &self.entry.certification.sittings {
                    event = event.resting_on(sitting.facts.last.as_deref());
                }
            }
            self.push(event);
        }
        self.push(lapse);
    }

    /// Says which fee is not known, if one is.
    fn note_unknown_fee(&mut self, event: &Event, day: Date) {
        match (event.fee, &event.by) {
            (Some(Fee { due: Some(_), full: Some(_), .. }) | None, _) => {}
            (Some(_), Some(by)) => self.gap(None, format!("the price of {by} on {day}")),
            (Some(_), None) => self.gap(None, format!("what the renewal of {day} costs")),
        }
    }
}
