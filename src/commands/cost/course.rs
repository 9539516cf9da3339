//! What happens to a certificate by the rules of its record: the exam, its retakes and its renewals, each as soon as the
//! provider allows it. A beta does not count: its price cannot be paid twice.

use super::Terms;
use super::event::{Amount, Event, EventKind, Fee, Price, Term};
use crate::commands::renewal::{end_of_renewals, exams, fee, is_disputed};
use crate::commands::{Context, standing};
use crate::query::{Entry, open_sitting};
use certcmp_dataset::{Certification, Fact, Renewal, Route, SittingKind, Standing, Status, Validity};
use jiff::civil::Date;

/// The day of an attempt, and whether the exam opens on it by a plan that is not confirmed; or why it is not known.
type Day = Result<(Date, bool), &'static str>;

/// Returns the attempts from the first possible day to the one that is passed, or to the first one after the period, or
/// to the day on which the exam is over. The first one costs less for a holder of the certification that is named.
pub fn attempts(entry: &Entry<'_>, terms: &Terms, by_holder: Option<&str>, context: &Context<'_>) -> Vec<Event> {
    let Entry { certification, standing } = entry;
    let facts = &certification.facts;
    let rule = facts.retake.as_deref();
    let event = |price: Price<'_>, day: Day, number: u32| {
        let (is_first, passed) = (number == 1, number >= terms.attempts);
        let kind = if is_first { EventKind::Exam } else { EventKind::Retake };
        let validity = facts.validity.as_deref().filter(|_| passed);
        let term = match (day, validity.map(|fact| fact.value)) {
            (Ok((day, _)), Some(Validity::Months(months))) => Some(Term::new(day, day, months)),
            _ => None,
        };
        let retake = rule.filter(|_| !is_first);
        let full = retake.and_then(|fact| fact.value.price.as_ref()).or(price.map(|price| &price.value));
        let discount = facts.holder_discount.as_deref().filter(|_| is_first && by_holder.is_some());
        let percent = discount.map(|discount| discount.value.whole());
        let reason = percent.zip(by_holder).map(|(percent, held)| format!("{percent} % off for a holder of {held}"));
        Event {
            planned: day.is_ok_and(|(_, planned)| planned),
            number,
            passed: Some(passed),
            exam: Some(certification.id.clone()),
            fee: Some(Fee::less(full.map(Amount::from), percent)),
            term,
            reason: day.err().map(str::to_owned).or(reason),
            ..Event::new(kind, day.ok().map(|(day, _)| day))
        }
        .citing(price)
        .citing(discount)
        .citing(retake)
        .citing(validity)
    };
    let (mut day, mut price) = (first_day(standing), price_by(certification, standing));
    let mut events = vec![event(price, day, 1)];
    let mut failed: Vec<Date> = Vec::new();
    for number in 2..=terms.attempts {
        if day.is_ok_and(|(day, _)| day >= terms.end()) {
            break;
        }
        failed.extend(day.ok().map(|(day, _)| day));
        let next = day.and_then(|_| rule.and_then(|rule| rule.value.next(&failed)).ok_or("the wait is not known"));
        day = next.map(|next| (next, false));
        if let Ok(next) = next {
            let then = Standing::of(certification, context.catalog, next, context.language);
            if is_over(&then) {
                let reason = Some(format!("the exam is over or in doubt by then ({})", standing::brief(&then)));
                let stop = Event { number, reason, ..Event::new(EventKind::Stop, Some(next)) }.citing(rule);
                events.push(stop.citing_last_days(certification));
                break;
            }
            (day, price) = (first_day(&then), price_by(certification, &then));
        }
        events.push(event(price, day, number));
    }
    events
}

/// Whether an exam is over on the day of a standing, or may be, as its last day was planned for an earlier one.
fn is_over(standing: &Standing) -> bool {
    match standing.status {
        Status::Retired | Status::NotOffered => true,
        Status::Available | Status::Retiring => standing.in_doubt && standing.until.is_some(),
        _ => false,
    }
}

/// Returns the first day from that of a standing: the last possible first day of an exam that is yet to open.
fn first_day(standing: &Standing) -> Day {
    match standing.opening.filter(|_| standing.opening_kind == Some(SittingKind::Standard)) {
        _ if !matches!(standing.status, Status::Beta | Status::Announced) => Ok((standing.day, false)),
        Some((when, planned)) => Ok((standing.day.max(when.latest), planned)),
        None => Err("when the standard exam opens is not known"),
    }
}

/// Returns the price of the standard exam, whatever is open now.
pub fn standard_price(certification: &Certification) -> Price<'_> {
    let standard = certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
    let own = standard.filter_map(|sitting| sitting.facts.price.as_deref()).next_back();
    certification.facts.price.as_deref().or(own)
}

fn price_by<'a>(certification: &'a Certification, standing: &Standing) -> Price<'a> {
    let open = open_sitting(certification, standing).filter(|sitting| sitting.kind == SittingKind::Standard);
    open.and_then(|sitting| sitting.facts.price.as_deref()).or(standard_price(certification))
}

/// Returns the price of the standard exam on a day that may be years ahead. A beta will have become the exam by then.
/// Fails with the last day, where it is known, if the exam is over then or may be, so that nobody is sent to it in vain.
fn price_on<'a>(exam: &'a Certification, day: Date, context: &Context<'a>) -> Result<Price<'a>, Option<Date>> {
    let standing = Standing::of(exam, context.catalog, day, context.language);
    if is_over(&standing) || first_day(&standing).is_ok_and(|(opens, _)| opens > day) {
        return Err(standing.ended().map(|when| when.earliest));
    }
    Ok(price_by(exam, &standing))
}

/// Returns how a certificate is renewed: on the day on which it lapses; if renewals end before that, on their last day,
/// provided that a route is known to be open then. Fails with its last events: the end of renewals, if that is after the
/// day on which the certificate was earned or last renewed, and the lapse.
pub fn renew(certification: &Certification, term: Term, context: &Context<'_>) -> Result<Event, Vec<Event>> {
    let lapses = term.lapses();
    let end = end_of_renewals(certification);
    let early = end.filter(|last| *last < lapses);
    let ends = |last: Option<Date>, reason: &str| Err(ends(certification, term, last, reason));
    let unknown = |reason: &str| Ok(unknown(certification, lapses, reason));
    let Some(fact) = certification.facts.renewal.as_deref() else {
        return early.map_or_else(|| unknown("how it is renewed is not known"), |_| ends(early, "renewals end before"));
    };
    let how = fact.value.how.as_str();
    if !fact.value.possible {
        // The record says what is possible now, which need not have been so before anything was checked.
        let is_before_the_data = context.catalog.data_date.is_some_and(|checked| lapses <= checked);
        let was_possible = end.is_some() || (is_before_the_data && price_on(certification, lapses, context).is_ok());
        return match early {
            None if was_possible => unknown("it was still possible then; how is not known"),
            _ => ends(early, how),
        };
    }
    if fact.value.routes.is_empty() && early.is_none() {
        return unknown(how);
    }
    let on = |day| cheapest_on(certification, fact, term, day, context);
    on(early.unwrap_or(lapses)).or_else(|last| match (early, last.map(on)) {
        (Some(_), _) => ends(early, how),
        (None, Some(Ok(event))) => Ok(event),
        (None, _) => ends(last, "no exam that renews it is available by then, as far as is known"),
    })
}

fn ends(certification: &Certification, term: Term, last: Option<Date>, reason: &str) -> Vec<Event> {
    let facts = &certification.facts;
    let citing = |event: Event| event.citing(facts.renewals_end.as_deref()).citing(facts.certification_ends.as_deref());
    let end = last.filter(|last| *last >= term.since).map(|last| {
        let event = citing(Event::new(EventKind::RenewalsEnd, Some(last)));
        if event.sources.is_empty() { event.citing_last_days(certification) } else { event }
    });
    let lapse = Event { reason: Some(reason.to_owned()), ..Event::new(EventKind::Lapse, Some(term.lapses())) };
    end.into_iter().chain([citing(lapse.citing(facts.renewal.as_deref()))]).collect()
}

/// Returns a renewal of which neither the route nor the price is known.
fn unknown(certification: &Certification, lapses: Date, reason: &str) -> Event {
    let (reason, fee) = (Some(reason.to_owned()), Some(Fee::default()));
    let event = Event { reason, fee, ..Event::new(EventKind::Renewal, Some(lapses)) };
    event.citing(certification.facts.renewal.as_deref()).citing(certification.facts.validity.as_deref())
}

/// The routes in the order in which they are preferred at the same price: the least work first.
const PREFERRED: [Route; 4] = [Route::Assessment, Route::RenewalExam, Route::Exam, Route::OtherExam];

/// Returns the renewal by the route that is open on a day and costs least per day of validity; routes of unknown price
/// come last. If no route is open, fails with the last day of the certification's own exam, where it is known.
fn cheapest_on(
    certification: &Certification,
    fact: &Fact<Renewal>,
    term: Term,
    day: Date,
    context: &Context<'_>,
) -> Result<Event, Option<Date>> {
    let lapses = term.lapses();
    let facts = &certification.facts;
    let validity = facts.validity.as_deref();
    let mut last = None;
    let mut open: Vec<Event> = Vec::new();
    for route in &fact.value.routes {
        let (opens, closes) = route.window(lapses);
        let is_open = day >= lapses || (day > term.since && opens.is_some_and(|opens| opens <= day));
        for exam in exams(certification, &fact.value, route, context).into_iter().filter(|_| is_open) {
            let price = match exam.map_or(Ok(None), |exam| price_on(exam, day, context)) {
                Ok(price) => price,
                Err(ended) => {
                    last = ended.filter(|_| exam.is_some_and(|exam| exam.id == certification.id)).or(last);
                    continue;
                }
            };
            let fee = fee(certification, route, exam, price);
            let by_holder = fee.discount.is_some() && route.discount.is_none();
            let event = Event {
                route: Some(route.route),
                exam: exam.map(|exam| exam.id.clone()),
                fee: Some(fee),
                opens,
                closes: Some(closes),
                term: term.renewed(route, validity.map(|fact| fact.value), day),
                uncertain: route.confidence.is_some() || is_disputed(fact, route, exam),
                ..Event::new(EventKind::Renewal, Some(day))
            };
            let event = event.citing(Some(fact)).citing(price);
            open.push(event.citing(facts.holder_discount.as_deref().filter(|_| by_holder)).citing(validity));
        }
    }
    let order = |event: &Event| {
        let days = event.lapses().map_or(1, |then| (then - lapses).get_days().unsigned_abs().max(1));
        let per_day = event.fee().due.map(|due| due.0 * 1000 / u64::from(days));
        let rank = PREFERRED.iter().position(|known| event.route == Some(*known)).unwrap_or(PREFERRED.len());
        (per_day.is_none(), event.term.is_none(), per_day, rank)
    };
    open.into_iter().min_by_key(order).ok_or(last)
}
