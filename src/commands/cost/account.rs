//! The course of one certificate over some years, event by event, and its sums.

use super::course::{attempts, renew};
use super::event::{Amount, Event, EventKind, Fee, Term, Total};
use super::{Terms, Year};
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
            None if matches!(account.entry.standing.status, Status::Retired | Status::NotOffered) => {
                return Err(standing::explain(&account.entry, context).join("\n  "));
            }
            None => {
                account.extend(attempts(&account.entry, terms, by_holder, context));
                account.keep_earned(context);
            }
        }
        Ok(account)
    }

    pub fn total(&self) -> Total {
        self.fees().into_iter().sum()
    }

    /// Returns all fees, with one of unknown amount if something is not known.
    pub fn fees(&self) -> Vec<Fee> {
        self.fees_on(|_| true, !self.gaps.is_empty())
    }

    /// Returns the fees of a year, with one of unknown amount where something is not known from an earlier day on.
    pub fn fees_of(&self, (_, first, last): Year) -> Vec<Fee> {
        let is_within = |day: Option<Date>| day.is_some_and(|day| first <= day && day <= last);
        self.fees_on(is_within, self.unknown_from.is_some_and(|day| day <= last))
    }

    pub fn undated_fees(&self) -> Vec<Fee> {
        self.fees_on(|day| day.is_none(), false)
    }

    fn fees_on(&self, counts: impl Fn(Option<Date>) -> bool, is_open: bool) -> Vec<Fee> {
        let fees = self.events.iter().filter(|event| counts(event.day)).filter_map(|event| event.fee);
        fees.chain(is_open.then(Fee::default)).collect()
    }

    pub fn renewals(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(|event| event.kind == EventKind::Renewal)
    }

    pub fn beta_price(&self) -> Option<Amount> {
        let Entry { certification, standing } = &self.entry;
        let beta = standing.sitting.filter(|_| standing.status == Status::Beta)?;
        Some(Amount::from(&certification.sittings.get(beta)?.facts.price.as_deref()?.value))
    }

    pub fn is_uncertain(&self) -> bool {
        self.events.iter().any(|event| event.uncertain)
    }

    /// Adds events, or keeps the first after the period as the next one. Notes fees that are not known.
    fn extend(&mut self, events: Vec<Event>) {
        for event in events {
            if event.day.is_some_and(|day| day >= self.terms.end()) {
                self.next.get_or_insert(event);
                continue;
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
            (Some(_), None) if validity == Some(Validity::NoExpiry) => self.lapse = Lapse::Never,
            (Some(day), None) => self.unknown_from(day, "how long it is valid, so no renewal is counted"),
            (None, None) => {
                let since = self.events.iter().filter_map(|event| event.day).max().unwrap_or(self.terms.from);
                self.unknown_from(since, "the day of passing, so no renewal is counted");
            }
        }
    }

    fn keep(&mut self, mut term: Term, context: &Context<'_>) {
        for number in 1.. {
            self.lapse = Lapse::On(When::on(term.lapses()));
            let event = match renew(self.entry.certification, term, context) {
                Ok(event) => Event { number, ..event },
                Err(events) => return self.extend(events),
            };
            if term.lapses() >= self.terms.end() {
                self.next = Some(event);
                return;
            }
            let (day, next) = (event.day.unwrap_or(term.lapses()), event.term);
            self.extend(vec![event]);
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
