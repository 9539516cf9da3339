//! The exam and its retakes, each as soon as the provider allows it.

use super::amount::Amount;
use super::event::{Event, EventKind, Fee};
use super::offer::{Offer, Price, offer, standard_price};
use super::terms::Terms;
use crate::commands::Context;
use certcmp_dataset::{Certification, Standing};
use jiff::civil::Date;

#[derive(Debug, Clone, Copy)]
struct Seat<'a> {
    /// The day, or why it is not known.
    day: Result<Date, &'static str>,
    planned: bool,
    price: Price<'a>,
}

/// Returns the attempts from the first possible day to the one that is passed, or to the first one after the period, or
/// to the day on which the exam is over. The first one costs less for a holder of the certification that is named.
///
/// # Errors
/// The standing on the first day, if the exam is over then or not offered in the language.
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

/// Returns the first attempt from a day on.
fn seat_from<'a>(
    certification: &'a Certification,
    day: Date,
    context: &Context<'a>,
) -> Result<Seat<'a>, Box<Standing>> {
    let price = standard_price(certification);
    match offer(certification, day, context) {
        Offer::Open { price, planned, .. } => Ok(Seat { day: Ok(day), planned, price }),
        Offer::Opens { day, planned } => Ok(Seat { day: Ok(day), planned, price }),
        Offer::NoDay => Ok(Seat { day: Err("when the standard exam opens is not known"), planned: false, price }),
        Offer::Over(standing) => Err(standing),
    }
}

/// Returns the attempt after failed ones.
///
/// # Errors
/// The first day on which it could be made, and why it cannot.
fn next_seat<'a>(
    certification: &'a Certification,
    last: Seat<'a>,
    failed: &[Date],
    context: &Context<'a>,
) -> Result<Seat<'a>, (Date, Box<Standing>)> {
    let rule = certification.facts.retake.as_deref();
    let day = last.day.and_then(|_| rule.and_then(|rule| rule.value.next(failed)).ok_or("the wait is not known"));
    let Ok(day) = day else { return Ok(Seat { day, planned: false, ..last }) };
    if matches!(offer(certification, day, context), Offer::Open { perhaps_over: true, .. }) {
        return Err((day, Box::new(Standing::of(certification, context.catalog, day, context.language))));
    }
    seat_from(certification, day, context).map_err(|standing| (day, standing))
}

fn event(certification: &Certification, seat: Seat<'_>, number: u32, passed: bool, by_holder: Option<&str>) -> Event {
    let facts = &certification.facts;
    let kind = if number == 1 { EventKind::Exam } else { EventKind::Retake };
    let earned = seat.day.ok().filter(|_| passed);
    let retake = facts.retake.as_deref().filter(|_| number > 1).and_then(|fact| fact.value.price.as_ref());
    let retake = retake.filter(|price| price.is_usd()).map(|price| Amount(u64::from(price.hundredths)));
    let discount = facts.holder_discount.as_deref().filter(|_| by_holder.is_some());
    let percent = discount.map(|discount| discount.value.whole());
    let reason = percent.zip(by_holder).map(|(percent, held)| format!("{percent} % off for a holder of {held}"));
    let full = retake.or(seat.price.map(|price| Amount::from(&price.value)));
    Event {
        planned: seat.planned,
        number,
        passed: Some(passed),
        exam: Some(certification.id.to_string()),
        fee: Some(Fee::less(full, percent)),
        lapses: earned.and_then(|day| facts.validity.as_deref()?.value.expiry(day)),
        reason: seat.day.err().map(str::to_owned).or(reason),
        ..Event::new(kind, seat.day.ok())
    }
    .citing(seat.price)
    .citing(discount)
    .citing(facts.retake.as_deref().filter(|_| number > 1))
    .citing(facts.validity.as_deref().filter(|_| passed))
}

fn stop(certification: &Certification, day: Date, number: u32, standing: &Standing) -> Event {
    let reason = Some(format!("the exam is over or in doubt by then ({})", crate::commands::standing::brief(standing)));
    let event = Event { number, reason, ..Event::new(EventKind::Stop, Some(day)) };
    let event = event.citing(certification.facts.retake.as_deref());
    certification.sittings.iter().fold(event, |event, sitting| event.citing(sitting.facts.last.as_deref()))
}
