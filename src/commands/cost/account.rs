//! The course of one certificate over some years, event by event, and its sums.

use super::Terms;
use super::course::{attempts, is_to_come, renew};
use super::event::{Amount, Event, EventKind, Term, Total};
use crate::commands::held::Lapse;
use crate::commands::{Context, standing};
use crate::query::Entry;
use certcmp_dataset::{Certification, Standing, Status, Validity, When};
use jiff::civil::Date;

#[derive(Debug, Clone)]
pub struct Account<'a> {
    /// The certification with its standing on the first day.
    pub entry: Entry<'a>,
    pub terms: Terms,
    pub held: Option<Lapse>,
    /// The events of the period, in order of time; those without a day come last.
    pub events: Vec<Event>,
    /// The first event after the period, where it is known.
    pub next: Option<Event>,
    /// What is not known, to be read after "not known:"; sums are lower bounds then.
    pub gaps: Vec<String>,
    /// The day from which further fees are not known.
    unknown_from: Option<Date>,
    /// When the certificate lapses at the end, unless it is renewed after the period; not known where it is not earned.
    pub lapse: Lapse,
}

impl<'a> Account<'a> {
    /// Follows a certificate from the first day of the terms; the day of the context does not matter. It begins with the
    /// exam, the first attempt at the discount for a holder of a certification that is named, unless it is held already.
    /// The error explains why the exam is over on that day or not offered in the language.
    pub fn of(
        certification: &'a Certification,
        terms: &Terms,
        held: Option<Lapse>,
        by_holder: Option<&str>,
        context: &Context<'a>,
    ) -> Result<Self, String> {
        let standing = Standing::of(certification, context.catalog, terms.from, context.language);
        let mut account = Self {
            entry: Entry { certification, standing },
            terms: *terms,
            held,
            events: Vec::new(),
            next: None,
            gaps: Vec::new(),
            unknown_from: None,
            lapse: held.unwrap_or(Lapse::NotKnown),
        };
        match held {
            Some(Lapse::On(when)) => account.keep(Term::new(terms.from, when.earliest.max(terms.from), 0), context),
            Some(Lapse::Never) => {}
            Some(Lapse::NotKnown) => account
                .unknown_from(terms.from, "when it lapses, so no renewal is counted (give --held a file that says it)"),
            None => {
                if !is_to_come(&account.entry.standing) {
                    return Err(standing::explain(&account.entry, context).join("\n  "));
                }
                let attempts = attempts(&account.entry, terms, by_holder, context);
                attempts.into_iter().for_each(|event| account.push(event));
                account.keep_earned(context);
            }
        }
        Ok(account)
    }

    pub fn total(&self) -> Total {
        self.sum(|_| true, !self.gaps.is_empty())
    }

    /// Returns the sum of the events between two days, both included. It is a lower bound also where something is not
    /// known from an earlier day on.
    pub fn between(&self, first: Date, last: Date) -> Total {
        let is_between = |event: &Event| event.day.is_some_and(|day| first <= day && day <= last);
        self.sum(is_between, self.unknown_from.is_some_and(|day| day <= last))
    }

    pub fn undated(&self) -> Option<Total> {
        let is_undated = |event: &Event| event.day.is_none();
        self.events.iter().any(is_undated).then(|| self.sum(is_undated, false))
    }

    fn sum(&self, counts: impl Fn(&Event) -> bool, open: bool) -> Total {
        let fees = self.events.iter().filter(|event| counts(event)).filter_map(|event| event.fee);
        let bound = Total { full_open: open, due_open: open, ..Total::default() };
        fees.map(Total::from).chain([bound]).sum()
    }

    pub fn renewals(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(|event| event.kind == EventKind::Renewal)
    }

    pub fn beta_price(&self) -> Option<Amount> {
        let Entry { certification, standing } = &self.entry;
        let beta = standing.sitting.filter(|_| standing.status == Status::Beta)?;
        Amount::usd(&certification.sittings.get(beta)?.facts.price.as_deref()?.value.0)
    }

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
            self.gaps.push(match (&event.exam, event.passed) {
                (_, Some(_)) => format!("the price of attempt {}", event.number),
                (Some(exam), None) => format!("the price of {}{day}", exam.to_uppercase()),
                (None, None) => format!("the price of the renewal{day}"),
            });
        }
        self.events.push(event);
    }

    fn unknown_from(&mut self, day: Date, what: impl Into<String>) {
        self.gaps.push(what.into());
        self.unknown_from = Some(day);
        self.lapse = Lapse::NotKnown;
    }

    /// Follows the certificate from the attempt that is passed, if that is within the period.
    fn keep_earned(&mut self, context: &Context<'_>) {
        let Some(earned) = self.events.last().filter(|event| event.passed == Some(true)) else { return };
        let validity = self.entry.certification.facts.validity.as_deref().map(|fact| fact.value);
        match (earned.day, earned.term) {
            (_, Some(term)) => self.keep(term, context),
            (None, _) => {
                let since = self.events.iter().filter_map(|event| event.day).max().unwrap_or(self.terms.from);
                self.unknown_from(since, "the day of passing, so no renewal is counted");
            }
            _ if validity == Some(Validity::NoExpiry) => self.lapse = Lapse::Never,
            (Some(day), _) => self.unknown_from(day, "how long it is valid, so no renewal is counted"),
        }
    }

    fn keep(&mut self, mut term: Term, context: &Context<'_>) {
        for number in 1.. {
            self.lapse = Lapse::On(When::on(term.lapses()));
            let event = match renew(self.entry.certification, term, context) {
                Ok(event) => Event { number, ..event },
                Err(events) => return events.into_iter().for_each(|event| self.push(event)),
            };
            if term.lapses() >= self.terms.end() {
                self.next = Some(event);
                return;
            }
            let (day, next) = (event.day.unwrap_or(term.lapses()), event.term);
            self.push(event);
            let Some(next) = next else {
                // The fees of the year itself are known.
                let next_year = day.last_of_year().tomorrow().unwrap_or(day);
                let what = format!("how long the renewal of {day} holds, so no later one is counted");
                return self.unknown_from(next_year, what);
            };
            term = next;
        }
    }
}
