//! How a certificate that lapses on a day is renewed: the cheapest route that is open, or why there is none.

use super::amount::{Amount, Fee};
use super::attempts::{Price, price_on};
use super::event::{Event, EventKind};
use crate::commands::Context;
use crate::commands::renewal::{end_of_renewals, exams, fee, is_disputed};
use certcmp_dataset::keeping::{Renewal, RenewalRoute, Validity};
use certcmp_dataset::quantity::{Span, SpanUnit};
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
    since: Date,
    anchor: Date,
    months: u32,
}

impl Term {
    /// Returns a term that begins on a day and ends some months after another one.
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

/// A renewal, and the term after it where that is known.
type Renewed = (Event, Option<Term>);

/// Returns how a certificate is renewed: on the day on which it lapses; if renewals end before that, on their last day,
/// provided that a route is known to be open then. Fails with its last events: the end of renewals, if that is after the
/// day on which the certificate was earned or last renewed, and the lapse.
pub fn renew(certification: &Certification, term: Term, context: &Context<'_>) -> Result<Renewed, Vec<Event>> {
    let lapses = term.lapses();
    let end = end_of_renewals(certification);
    let early = end.filter(|last| *last < lapses);
    let ends = |last: Option<Date>, reason: &str| ends(certification, term, last, reason);
    let Some(fact) = certification.facts.renewal.as_deref() else {
        return match early {
            Some(_) => Err(ends(early, "renewals end before")),
            None => Ok(unknown(certification, lapses, "how it is renewed is not known")),
        };
    };
    if !fact.value.possible {
        if early.is_some() || (end.is_none() && !is_before_the_data(certification, lapses, context)) {
            return Err(ends(early, &fact.value.how));
        }
        return Ok(unknown(certification, lapses, "it was still possible then; how is not known"));
    }
    let renewal = Renewing { certification, fact, term, context };
    renewal.on(early.unwrap_or(lapses)).or_else(|last| match early {
        Some(_) => Err(ends(early, &fact.value.how)),
        None => last
            .and_then(|last| renewal.on(last).ok())
            .ok_or_else(|| ends(last, "no exam that renews it is available by then, as far as is known")),
    })
}

/// Whether the certificate lapsed while the exam was available and before anything was checked: the record says what is
/// possible now, which need not have been so then.
fn is_before_the_data(certification: &Certification, lapses: Date, context: &Context<'_>) -> bool {
    context.catalog.data_date.is_some_and(|checked| lapses <= checked)
        && price_on(certification, lapses, context).is_ok()
}

fn ends(certification: &Certification, term: Term, last: Option<Date>, reason: &str) -> Vec<Event> {
    let facts = &certification.facts;
    let citing = |event: Event| event.citing(facts.renewals_end.as_deref()).citing(facts.certification_ends.as_deref());
    let end = last.filter(|last| *last >= term.since).map(|last| {
        let event = citing(Event::new(EventKind::RenewalsEnd, Some(last)));
        let sittings = certification.sittings.iter().filter(|_| event.sources.is_empty());
        sittings.fold(event.clone(), |event, sitting| event.citing(sitting.facts.last.as_deref()))
    });
    let lapse = Event { reason: Some(reason.to_owned()), ..Event::new(EventKind::Lapse, Some(term.lapses())) };
    end.into_iter().chain([citing(lapse.citing(facts.renewal.as_deref()))]).collect()
}

/// Returns a renewal of which neither the route nor the price is known.
fn unknown(certification: &Certification, lapses: Date, reason: &str) -> Renewed {
    let event = Event {
        reason: Some(reason.to_owned()),
        fee: Some(Fee::default()),
        ..Event::new(EventKind::Renewal, Some(lapses))
    };
    let facts = &certification.facts;
    (event.citing(facts.renewal.as_deref()).citing(facts.validity.as_deref()), None)
}

struct Renewing<'a, 'b> {
    certification: &'a Certification,
    fact: &'a Fact<Renewal>,
    term: Term,
    context: &'b Context<'a>,
}

impl<'a> Renewing<'a, '_> {
    /// Renews by the route that is open on a day and costs least per day of validity; routes of unknown price come last.
    /// If no route is open, fails with the last day of the certification's own exam, where it is known.
    fn on(&self, day: Date) -> Result<Renewed, Option<Date>> {
        let lapses = self.term.lapses();
        let mut last = None;
        let mut open: Vec<Renewed> = Vec::new();
        for route in &self.fact.value.routes {
            let is_open = route.window(lapses).0.is_some_and(|opens| opens <= day) && day > self.term.since;
            if day < lapses && !is_open {
                continue;
            }
            for exam in exams(self.certification, &self.fact.value, route, self.context) {
                match exam.map_or(Ok(None), |exam| price_on(exam, day, self.context)) {
                    Ok(price) => open.push(self.by(route, exam, price, day)),
                    Err(ended) if exam.is_some_and(|exam| exam.id == self.certification.id) => last = ended,
                    Err(_) => {}
                }
            }
        }
        if self.fact.value.routes.is_empty() && day == lapses {
            return Ok(unknown(self.certification, lapses, &self.fact.value.how));
        }
        let cheapest = |(event, next): &Renewed| {
            let due = event.fee.and_then(|fee| fee.due);
            let days = next.and_then(|next| lapses.until(next.lapses()).ok()).map_or(1, |span| span.get_days());
            let per_day = due.map(|due| due.0 * 1000 / u64::from(days.unsigned_abs().max(1)));
            let rank = PREFERRED.iter().position(|known| event.route == Some(*known)).unwrap_or(PREFERRED.len());
            (due.is_none(), next.is_none(), per_day, rank)
        };
        open.into_iter().min_by_key(cheapest).ok_or(last)
    }

    /// Returns a renewal by one route, with an exam and its price where the route has one.
    fn by(&self, route: &RenewalRoute, exam: Option<&Certification>, price: Price<'_>, day: Date) -> Renewed {
        let facts = &self.certification.facts;
        let full = price.and_then(|price| Amount::usd(&price.value.0));
        let fee = fee(self.certification, route, exam.map(|exam| (exam, full)));
        let by_holder = fee.discount.is_some() && route.discount.is_none();
        let holder = facts.holder_discount.as_deref().filter(|_| by_holder);
        let validity = facts.validity.as_deref();
        let next = self.term.renewed(route, validity.map(|fact| fact.value), day);
        let (opens, closes) = route.window(self.term.lapses());
        let event = Event {
            route: Some(route.route),
            exam: exam.map(|exam| exam.id.clone()),
            fee: Some(fee),
            opens,
            closes: Some(closes),
            lapses: next.map(Term::lapses),
            uncertain: route.confidence.is_some() || is_disputed(self.fact, route, exam),
            ..Event::new(EventKind::Renewal, Some(day))
        };
        (event.citing(Some(self.fact)).citing(price).citing(holder).citing(validity), next)
    }
}
