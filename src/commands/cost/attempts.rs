//! The exam and its retakes, each as soon as the provider allows it. A beta does not count: its price cannot be paid
//! twice.

use super::Terms;
use super::amount::{Amount, Fee};
use super::event::{Event, EventKind};
use crate::commands::{Context, standing};
use crate::query::open_sitting;
use certcmp_dataset::value::Dollars;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Certification, Fact, Standing, Status};
use jiff::civil::Date;

/// The price of an exam, where it is known.
pub type Price<'a> = Option<&'a Fact<Dollars>>;

/// An attempt at the standard exam.
#[derive(Debug, Clone, Copy)]
struct Seat<'a> {
    /// The day, or why it is not known.
    day: Result<Date, &'static str>,
    /// The exam opens on that day by a plan that is not confirmed.
    planned: bool,
    /// The last day of the exam was planned for an earlier day.
    perhaps_over: bool,
    price: Price<'a>,
}

/// Returns the attempts from the first possible day to the one that is passed, or to the first one after the period, or
/// to the day on which the exam is over. The first one costs less for a holder of the certification that is named.
/// Fails with the standing on the first day if the exam is over then or not offered in the language.
pub fn attempts<'a>(
    certification: &'a Certification,
    terms: &Terms,
    by_holder: Option<&str>,
    context: &Context<'a>,
) -> Result<Vec<Event>, Box<Standing>> {
    let mut events = Vec::new();
    let mut failed: Vec<Date> = Vec::new();
    let mut seat = seat_from(certification, terms.from, context)?;
    for number in 1..=terms.attempts.max(1) {
        if number > 1 {
            match next_seat(certification, seat, &failed, context) {
                Ok(next) => seat = next,
                Err((day, standing)) => {
                    events.push(stop(certification, day, number, &standing));
                    break;
                }
            }
        }
        let by_holder = by_holder.filter(|_| number == 1);
        events.push(event(certification, seat, number, number >= terms.attempts, by_holder));
        if seat.day.is_ok_and(|day| day >= terms.end()) {
            break;
        }
        failed.extend(seat.day.ok());
    }
    Ok(events)
}

/// Returns the first attempt from a day on: on the last possible first day of an exam that is yet to open.
fn seat_from<'a>(
    certification: &'a Certification,
    day: Date,
    context: &Context<'a>,
) -> Result<Seat<'a>, Box<Standing>> {
    let standing = Standing::of(certification, context.catalog, day, context.language);
    let price = standard_price(certification);
    let seat = Seat { day: Ok(day), planned: false, perhaps_over: false, price };
    Ok(match standing.status {
        Status::Retired | Status::NotOffered => return Err(Box::new(standing)),
        Status::Unknown => seat,
        Status::Available | Status::Retiring => {
            let own = open_sitting(certification, &standing).and_then(|sitting| sitting.facts.price.as_deref());
            Seat { perhaps_over: standing.in_doubt && standing.until.is_some(), price: own.or(price), ..seat }
        }
        Status::Beta | Status::Announced => {
            match standing.opening.filter(|_| standing.opening_kind == Some(SittingKind::Standard)) {
                Some((when, planned)) => Seat { day: Ok(day.max(when.latest)), planned, ..seat },
                None => Seat { day: Err("when the standard exam opens is not known"), ..seat },
            }
        }
    })
}

/// Returns the attempt after failed ones, or the first day on which it could be made, and why it cannot.
fn next_seat<'a>(
    certification: &'a Certification,
    last: Seat<'a>,
    failed: &[Date],
    context: &Context<'a>,
) -> Result<Seat<'a>, (Date, Box<Standing>)> {
    let rule = certification.facts.retake.as_deref();
    let day = last.day.and_then(|_| rule.and_then(|rule| rule.value.next(failed)).ok_or("the wait is not known"));
    let Ok(day) = day else { return Ok(Seat { day, planned: false, ..last }) };
    match seat_from(certification, day, context) {
        Ok(seat) if seat.perhaps_over => {
            Err((day, Box::new(Standing::of(certification, context.catalog, day, context.language))))
        }
        found => found.map_err(|standing| (day, standing)),
    }
}

/// Returns the price of the standard exam, whatever is open now.
pub fn standard_price(certification: &Certification) -> Price<'_> {
    let standard = certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
    let own = standard.filter_map(|sitting| sitting.facts.price.as_deref()).next_back();
    certification.facts.price.as_deref().or(own)
}

/// Returns the price of the standard exam on a day that may be years ahead. A beta will have become the exam by then.
/// Fails with the last day, where it is known, if the exam is over then; a planned end counts, so that nobody is sent to
/// an exam that may be over.
pub fn price_on<'a>(
    certification: &'a Certification,
    day: Date,
    context: &Context<'a>,
) -> Result<Price<'a>, Option<Date>> {
    match seat_from(certification, day, context) {
        Ok(seat) if seat.perhaps_over || seat.day.is_ok_and(|opens| opens > day) => Err(None),
        Ok(seat) => Ok(seat.price),
        Err(standing) => Err(standing.ended().map(|when| when.earliest)),
    }
}

fn event(certification: &Certification, seat: Seat<'_>, number: u32, passed: bool, by_holder: Option<&str>) -> Event {
    let facts = &certification.facts;
    let kind = if number == 1 { EventKind::Exam } else { EventKind::Retake };
    let earned = seat.day.ok().filter(|_| passed);
    let retake = facts.retake.as_deref().filter(|_| number > 1);
    let full = retake.and_then(|fact| Amount::usd(fact.value.price.as_ref()?));
    let discount = facts.holder_discount.as_deref().filter(|_| by_holder.is_some());
    let percent = discount.map(|discount| discount.value.whole());
    let reason = percent.zip(by_holder).map(|(percent, held)| format!("{percent} % off for a holder of {held}"));
    Event {
        planned: seat.planned,
        number,
        passed: Some(passed),
        exam: Some(certification.id.to_string()),
        fee: Some(Fee::less(full.or_else(|| Amount::usd(&seat.price?.value.0)), percent)),
        lapses: earned.and_then(|day| facts.validity.as_deref()?.value.expiry(day)),
        reason: seat.day.err().map(str::to_owned).or(reason),
        ..Event::new(kind, seat.day.ok())
    }
    .citing(seat.price)
    .citing(discount)
    .citing(retake)
    .citing(facts.validity.as_deref().filter(|_| passed))
}

fn stop(certification: &Certification, day: Date, number: u32, standing: &Standing) -> Event {
    let reason = Some(format!("the exam is over or in doubt by then ({})", standing::brief(standing)));
    let event = Event { number, reason, ..Event::new(EventKind::Stop, Some(day)) };
    let event = event.citing(certification.facts.retake.as_deref());
    certification.sittings.iter().fold(event, |event, sitting| event.citing(sitting.facts.last.as_deref()))
}
