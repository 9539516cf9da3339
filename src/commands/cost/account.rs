//! The course of one certificate over some years, event by event, and its sums.

use super::amount::Amount;
use super::attempts::attempts;
use super::event::{Event, EventKind};
use super::renewal::{Step, Term, step};
use super::terms::Terms;
use crate::commands::Context;
use crate::commands::held::Lapse;
use crate::query::Entry;
use certcmp_dataset::{Certification, Standing, Status};
use jiff::civil::Date;

/// How the course of a certificate begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// With the exam; its first attempt at the discount that comes with a certificate that is held.
    New { by_holder: Option<String> },
    /// It is held already, and lapses then.
    Held(Lapse),
}

#[derive(Debug, Clone)]
pub struct Account<'a> {
    /// The certification with its standing on the first day.
    pub entry: Entry<'a>,
    pub terms: Terms,
    pub start: Start,
    /// The events of the period, in order of time; those without a day come last.
    pub events: Vec<Event>,
    /// The first event after the period, where it is known.
    pub next: Option<Event>,
    /// What is not known, to be read after "not known:"; sums are lower bounds then.
    pub gaps: Vec<String>,
    /// The day from which further fees are not known.
    pub unknown_from: Option<Date>,
    /// How long the certificate is valid at the end.
    pub valid: ValidUntil,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValidUntil {
    NotEarned,
    /// It lapses on a day, unless it is renewed after the period.
    Lapses(Date),
    Forever,
    /// It is earned; when it lapses is not known.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Without any voucher or discount.
    pub full: Amount,
    /// After every voucher and discount in the data.
    pub due: Amount,
    /// The full sum is a lower bound.
    pub full_open: bool,
    /// The sum after discounts is a lower bound.
    pub due_open: bool,
}

impl Total {
    pub fn of<'a>(events: impl Iterator<Item = &'a Event>) -> Self {
        events.filter_map(|event| event.fee).fold(Self::default(), |sum, fee| {
            sum.plus(Self {
                full: fee.full.unwrap_or_default(),
                due: fee.due.unwrap_or_default(),
                full_open: fee.full.is_none(),
                due_open: fee.due.is_none(),
            })
        })
    }

    pub fn plus(self, other: Self) -> Self {
        Self {
            full: self.full.plus(other.full),
            due: self.due.plus(other.due),
            full_open: self.full_open || other.full_open,
            due_open: self.due_open || other.due_open,
        }
    }

    fn open_if(self, open: bool) -> Self {
        Self { full_open: self.full_open || open, due_open: self.due_open || open, ..self }
    }
}

impl<'a> Account<'a> {
    /// Follows a certificate from the first day of the terms; the day of the context does not matter.
    ///
    /// # Errors
    /// The standing on that day, if the exam is over or not offered in the language.
    pub fn of(
        certification: &'a Certification,
        terms: &Terms,
        start: Start,
        context: &Context<'a>,
    ) -> Result<Self, Box<Standing>> {
        let attempts = match &start {
            Start::Held(_) => Vec::new(),
            Start::New { by_holder } => attempts(certification, terms, by_holder.as_deref(), context)?,
        };
        let standing = Standing::of(certification, context.catalog, terms.from, context.language);
        let mut account = Self {
            entry: Entry { certification, standing },
            terms: *terms,
            start,
            events: Vec::new(),
            next: None,
            gaps: Vec::new(),
            unknown_from: None,
            valid: ValidUntil::NotEarned,
        };
        if let Start::Held(lapse) = account.start {
            account.valid = account.keep_held(lapse, context);
        }
        for event in attempts {
            account.push(event);
        }
        match account.events.last().filter(|event| event.passed == Some(true)).map(|event| event.day) {
            Some(Some(day)) => account.valid = account.keep_earned(day, context),
            Some(None) => {
                account.valid = ValidUntil::Unknown;
                let since = account.events.iter().filter_map(|event| event.day).max().unwrap_or(terms.from);
                account.unknown_from(since, "the day of passing, so no renewal is counted".to_owned());
            }
            None => {}
        }
        Ok(account)
    }

    pub fn total(&self) -> Total {
        Total::of(self.events.iter()).open_if(!self.gaps.is_empty())
    }

    /// Returns the sum of the events between two days, both included. It is a lower bound also where something is not
    /// known from an earlier day on.
    pub fn between(&self, first: Date, last: Date) -> Total {
        let open = self.unknown_from.is_some_and(|day| day <= last);
        Total::of(self.events.iter().filter(|event| event.is_between(first, last))).open_if(open)
    }

    /// Returns the sum of the events whose day is not known, if there are any.
    pub fn undated(&self) -> Option<Total> {
        let undated = || self.events.iter().filter(|event| event.day.is_none());
        undated().next().map(|_| Total::of(undated()))
    }

    pub fn renewals(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(|event| event.kind == EventKind::Renewal)
    }

    /// Returns the price of the beta that is open on the first day, where it is known.
    pub fn beta_price(&self) -> Option<Amount> {
        let sitting = self.entry.standing.sitting.and_then(|at| self.entry.certification.sittings.get(at))?;
        let is_beta = self.entry.standing.status == Status::Beta;
        let price = sitting.facts.price.as_deref().filter(|_| is_beta)?;
        Some(Amount::from(&price.value))
    }

    /// Whether a fact behind an event is weakly backed.
    pub fn is_uncertain(&self) -> bool {
        self.events.iter().any(|event| event.uncertain)
    }

    /// Adds an event, or keeps it as the next one if it is after the period. Notes a fee that is not known.
    fn push(&mut self, event: Event) {
        if event.day.is_some_and(|day| day >= self.terms.end()) {
            self.next.get_or_insert(event);
            return;
        }
        if event.fee.is_some_and(|fee| fee.due.is_none() || fee.full.is_none()) {
            let day = event.day.map(|day| format!(" on {day}")).unwrap_or_default();
            let what = match (&event.exam, event.passed) {
                (_, Some(_)) => format!("the price of attempt {}", event.number),
                (Some(exam), None) => format!("the price of {}{day}", exam.to_uppercase()),
                (None, None) => format!("the price of the renewal{day}"),
            };
            self.gaps.push(what);
        }
        self.events.push(event);
    }

    fn unknown_from(&mut self, day: Date, what: String) {
        self.gaps.push(what);
        self.unknown_from = Some(day);
    }

    fn keep_held(&mut self, lapse: Lapse, context: &Context<'_>) -> ValidUntil {
        match lapse {
            Lapse::On(when) => self.keep(Term::held(self.terms.from, when.earliest.max(self.terms.from)), context),
            Lapse::Never => ValidUntil::Forever,
            Lapse::NotKnown => {
                let what = "when it lapses, so no renewal is counted (give --held a file that says it)";
                self.unknown_from(self.terms.from, what.to_owned());
                ValidUntil::Unknown
            }
        }
    }

    /// Follows the certificate from the day on which it is earned.
    fn keep_earned(&mut self, passed: Date, context: &Context<'_>) -> ValidUntil {
        let Some(validity) = self.entry.certification.facts.validity.as_deref() else {
            self.unknown_from(passed, "how long it is valid, so no renewal is counted".to_owned());
            return ValidUntil::Unknown;
        };
        match Term::first(validity.value, passed) {
            Some(term) => self.keep(term, context),
            None => ValidUntil::Forever,
        }
    }

    /// Follows the certificate from term to term.
    fn keep(&mut self, mut term: Term, context: &Context<'_>) -> ValidUntil {
        for number in 1.. {
            let (event, next) = match step(self.entry.certification, term, context) {
                Step::Renewed(event, next) => (Event { number, ..event }, next),
                Step::Ends { last, lapse } => {
                    self.end(last, term, lapse);
                    break;
                }
            };
            if term.lapses() >= self.terms.end() {
                self.next = Some(event);
                break;
            }
            let day = event.day.unwrap_or(term.lapses());
            self.push(event);
            match next {
                Some(next) => term = next,
                None => {
                    // The fees of the year itself are known.
                    let next_year = day.last_of_year().tomorrow().unwrap_or(day);
                    self.unknown_from(
                        next_year,
                        format!("how long the renewal of {day} holds, so no later one is counted"),
                    );
                    return ValidUntil::Unknown;
                }
            }
        }
        ValidUntil::Lapses(term.lapses())
    }

    /// Adds the end of renewals, if it is after the day on which the certificate was earned or last renewed, and the
    /// lapse.
    fn end(&mut self, last: Option<Date>, term: Term, lapse: Event) {
        if let Some(last) = last.filter(|last| *last >= term.since) {
            let certification = self.entry.certification;
            let event = Event::new(EventKind::RenewalsEnd, Some(last))
                .citing(certification.facts.renewals_end.as_deref())
                .citing(certification.facts.certification_ends.as_deref());
            let sittings = certification.sittings.iter().filter(|_| event.sources.is_empty());
            let cited = sittings.fold(event.clone(), |event, sitting| event.citing(sitting.facts.last.as_deref()));
            self.push(cited);
        }
        self.push(lapse);
    }
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
        self.accounts.iter().fold(Total::default(), |sum, account| sum.plus(account.total()))
    }

    /// Returns all events in order of time, those without a day last; on one day in the order of the accounts.
    pub fn events(&self) -> Vec<(&Account<'a>, &Event)> {
        let of_account = |account| -> Vec<(&Account<'a>, &Event)> {
            let account: &Account<'a> = account;
            account.events.iter().map(|event| (account, event)).collect()
        };
        let mut all: Vec<_> = self.accounts.iter().flat_map(of_account).collect();
        all.sort_by_key(|(_, event)| (event.day.is_none(), event.day));
        all
    }
}
