//! How a certificate that lapses on a day is renewed: the cheapest route that is open, or why there is none.

use super::amount::Amount;
use super::event::{Event, EventKind, Fee};
use super::offer::{Price, later};
use crate::commands::Context;
use crate::commands::renewal::{end_of_renewals, exams, fee, is_disputed};
use certcmp_dataset::keeping::{Renewal, RenewalRoute, Validity};
use certcmp_dataset::time::{Span, SpanUnit};
use certcmp_dataset::vocab::{CountsFrom, Route};
use certcmp_dataset::{Certification, Fact};
use jiff::civil::Date;

/// The routes in the order in which they are preferred at the same price: the least work first.
const PREFERRED: [Route; 4] = [Route::Assessment, Route::RenewalExam, Route::Exam, Route::OtherExam];

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
    /// Returns the first term of a certificate; nothing if it does not expire.
    pub fn first(validity: Validity, passed: Date) -> Option<Self> {
        match validity {
            Validity::Months(months) => Some(Self { since: passed, anchor: passed, months }),
            Validity::NoExpiry => None,
        }
    }

    /// Returns the term of a certificate that is held on a day and lapses on another.
    pub fn held(on: Date, lapses: Date) -> Self {
        Self { since: on, anchor: lapses, months: 0 }
    }

    pub fn lapses(self) -> Date {
        Span { unit: SpanUnit::Months, count: self.months }.after(self.anchor)
    }

    /// Returns the term after a renewal on a day, longer by a span from the day on which this one lapses.
    fn extended(self, by: Span, day: Date) -> Self {
        match by.unit {
            SpanUnit::Months => Self { since: day, months: self.months.saturating_add(by.count), ..self },
            SpanUnit::Days | SpanUnit::Hours => Self { since: day, anchor: by.after(self.lapses()), months: 0 },
        }
    }

    /// Returns the term after a renewal that counts a span from its own day.
    pub fn restarted(self, span: Span, day: Date) -> Self {
        if day == self.lapses() {
            return self.extended(span, day);
        }
        Self { since: day, anchor: day, months: 0 }.extended(span, day)
    }
}

#[derive(Debug, Clone)]
pub enum Step {
    /// It is renewed; with the next term, where that is known.
    Renewed(Event, Option<Term>),
    Ends {
        /// The last day on which it could have been renewed, where it is known.
        last: Option<Date>,
        lapse: Event,
    },
}

/// Returns what becomes of a certificate. It is renewed on the day on which it lapses; if renewals end before that, on
/// their last day, provided that a route is known to be open then.
pub fn step(certification: &Certification, term: Term, context: &Context<'_>) -> Step {
    let lapses = term.lapses();
    let end = end_of_renewals(certification);
    let early = end.filter(|last| *last < lapses);
    let Some(fact) = certification.facts.renewal.as_deref() else {
        return match early {
            Some(_) => ends(certification, lapses, early, "renewals end before"),
            None => unknown(certification, lapses, "how it is renewed is not known"),
        };
    };
    if !fact.value.possible {
        if early.is_some() || (end.is_none() && !is_before_the_data(certification, lapses, context)) {
            return ends(certification, lapses, early, &fact.value.how);
        }
        return unknown(certification, lapses, "it was still possible then; how is not known");
    }
    let renewal = Renewing { certification, fact, term, context };
    match renewal.on(early.unwrap_or(lapses)) {
        Ok(renewed) => renewed,
        Err(_) if early.is_some() => ends(certification, lapses, early, &fact.value.how),
        Err(last) => last.and_then(|last| renewal.on(last).ok()).unwrap_or_else(|| {
            ends(certification, lapses, last, "no exam that renews it is available by then, as far as is known")
        }),
    }
}

/// Whether the certificate lapsed while the exam was available and before anything was checked: the record says what is
/// possible now, which need not have been so then.
fn is_before_the_data(certification: &Certification, lapses: Date, context: &Context<'_>) -> bool {
    context.catalog.data_date.is_some_and(|checked| lapses <= checked) && later(certification, lapses, context).is_ok()
}

fn ends(certification: &Certification, lapses: Date, last: Option<Date>, reason: &str) -> Step {
    let facts = &certification.facts;
    let lapse = Event { reason: Some(reason.to_owned()), ..Event::new(EventKind::Lapse, Some(lapses)) }
        .citing(facts.renewal.as_deref())
        .citing(facts.renewals_end.as_deref())
        .citing(facts.certification_ends.as_deref());
    Step::Ends { last, lapse }
}

/// Returns a renewal of which neither the route nor the price is known.
fn unknown(certification: &Certification, lapses: Date, reason: &str) -> Step {
    let event = Event {
        reason: Some(reason.to_owned()),
        fee: Some(Fee::default()),
        ..Event::new(EventKind::Renewal, Some(lapses))
    };
    let facts = &certification.facts;
    Step::Renewed(event.citing(facts.renewal.as_deref()).citing(facts.validity.as_deref()), None)
}

struct Renewing<'a, 'b> {
    certification: &'a Certification,
    fact: &'a Fact<Renewal>,
    term: Term,
    context: &'b Context<'a>,
}

impl<'a> Renewing<'a, '_> {
    /// Renews by the route that is open on a day and costs least per day of validity; routes of unknown price come last.
    ///
    /// # Errors
    /// The last day of the certification's own exam, where it is known, if no route is open.
    fn on(&self, day: Date) -> Result<Step, Option<Date>> {
        let lapses = self.term.lapses();
        let mut last = None;
        let mut open: Vec<(Event, Option<Term>)> = Vec::new();
        for route in &self.fact.value.routes {
            let is_open = route.window(lapses).0.is_some_and(|opens| opens <= day) && day > self.term.since;
            if day < lapses && !is_open {
                continue;
            }
            let Some(exams) = exams(self.certification, &self.fact.value, route, self.context) else {
                open.push(self.by(route, None, day));
                continue;
            };
            for exam in exams {
                match later(exam, day, self.context) {
                    Ok(price) => open.push(self.by(route, Some((exam, price)), day)),
                    Err(ended) if exam.id == self.certification.id => last = ended,
                    Err(_) => {}
                }
            }
        }
        if self.fact.value.routes.is_empty() && day == lapses {
            return Ok(unknown(self.certification, lapses, &self.fact.value.how));
        }
        let cheapest = |(event, next): &(Event, Option<Term>)| {
            let due = event.fee.and_then(|fee| fee.due);
            let days = next.and_then(|next| lapses.until(next.lapses()).ok()).map_or(1, |span| span.get_days());
            let per_day = due.map(|due| due.0.saturating_mul(1000) / u64::from(days.unsigned_abs().max(1)));
            let rank = PREFERRED.iter().position(|known| event.route == Some(*known)).unwrap_or(PREFERRED.len());
            (due.is_none(), next.is_none(), per_day, rank)
        };
        let (event, next) = open.into_iter().min_by_key(cheapest).ok_or(last)?;
        Ok(Step::Renewed(event, next))
    }

    /// Returns a renewal by one route, with an exam and its price where the route has one, and the next term.
    fn by(
        &self,
        route: &RenewalRoute,
        exam: Option<(&'a Certification, Price<'a>)>,
        day: Date,
    ) -> (Event, Option<Term>) {
        let facts = &self.certification.facts;
        let price = exam.and_then(|(_, price)| price);
        let full = price.map(|price| Amount::from(&price.value));
        let fee = fee(self.certification, route, exam.map(|(exam, _)| (exam, full)));
        let by_holder = fee.discount.is_some() && route.discount.is_none();
        let holder = facts.holder_discount.as_deref().filter(|_| by_holder);
        let next = self.next_term(route, day);
        let (opens, closes) = route.window(self.term.lapses());
        let event = Event {
            route: Some(route.route),
            exam: exam.map(|(exam, _)| exam.id.clone()),
            fee: Some(fee),
            opens,
            closes: Some(closes),
            lapses: next.map(Term::lapses),
            uncertain: route.confidence.is_some() || is_disputed(self.fact, route, exam.map(|(exam, _)| exam)),
            ..Event::new(EventKind::Renewal, Some(day))
        };
        (event.citing(Some(self.fact)).citing(price).citing(holder).citing(facts.validity.as_deref()), next)
    }

    /// Returns the term after a renewal: an extension counts from the day on which the old term lapses, or from the day
    /// of passing where the route says so; an exam without one starts the validity again; else it is not known.
    fn next_term(&self, route: &RenewalRoute, day: Date) -> Option<Term> {
        match (route.extends, route.counts_from) {
            (Some(span), Some(CountsFrom::Passing)) => return Some(self.term.restarted(span, day)),
            (Some(span), _) => return Some(self.term.extended(span, day)),
            (None, _) => {}
        }
        let restarts = matches!(route.route, Route::Exam | Route::OtherExam | Route::RenewalExam);
        match self.certification.facts.validity.as_deref().filter(|_| restarts)?.value {
            Validity::Months(count) => Some(self.term.restarted(Span { unit: SpanUnit::Months, count }, day)),
            Validity::NoExpiry => None,
        }
    }
}
