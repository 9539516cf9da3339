//! Attempts: the exam and its retakes, each as soon as the provider allows it.

use super::account::{Account, Held};
use super::amount::Amount;
use super::event::{Event, Fee, Kind};
use super::offer::{Offer, Opening, offer, standard_price};
use crate::commands::Context;
use certcmp_dataset::value::Dollars;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Certification, Fact, Standing};
use jiff::civil::Date;

/// A place in the exam.
#[derive(Debug, Clone, Copy)]
struct Seat<'a> {
    /// Absent where it is not known.
    day: Option<Date>,
    planned: bool,
    kind: SittingKind,
    price: Option<&'a Fact<Dollars>>,
    /// Why the day is not known.
    reason: Option<&'static str>,
}

/// What follows a failed attempt.
enum Again<'a> {
    /// A further one.
    Seat(Seat<'a>),
    /// None, because the exam is over on the first day on which it could be.
    Over(Date, Standing),
}

/// Adds the attempts to an account and returns the day of passing; nothing if it is not passed within the years that
/// count, or on a day that is not known.
pub fn attempts<'a>(account: &mut Account<'a>, context: &Context<'a>) -> Option<Date> {
    let certification = account.entry.certification;
    let mut seat = first_seat(certification, account.terms.from, context);
    let mut failed: Vec<Date> = Vec::new();
    for number in 1..=account.terms.attempts.max(1) {
        let passed = number >= account.terms.attempts;
        if number > 1 {
            seat = match next_seat(certification, seat, &failed, context) {
                Again::Seat(seat) => seat,
                Again::Over(day, standing) => {
                    account.push(stop(certification, day, number, &standing));
                    return None;
                }
            };
        }
        if !account.push(event(certification, seat, number, passed)) {
            return None;
        }
        let since = seat.day.or(failed.last().copied()).unwrap_or(account.terms.from);
        if seat.price.is_none() {
            account.gap(None, format!("the price of attempt {number}"));
        }
        match seat.day {
            Some(day) if passed => return Some(day),
            Some(day) => failed.push(day),
            None if passed => {
                account.held = Held::Unknown;
                account.gap(Some(since), "the day of passing, so no renewal is counted");
            }
            None => {}
        }
    }
    None
}

fn first_seat<'a>(certification: &'a Certification, day: Date, context: &Context<'a>) -> Seat<'a> {
    match offer(certification, day, context) {
        Offer::Open { price, kind, .. } => Seat { day: Some(day), planned: false, kind, price, reason: None },
        // The command refuses such a day; an account of it still has a meaning.
        Offer::Opens(_) | Offer::AfterBeta | Offer::Over(_) => Seat {
            day: Some(day),
            planned: true,
            kind: SittingKind::Standard,
            price: standard_price(certification),
            reason: None,
        },
    }
}

/// The next seat after failed attempts. A beta is taken once, so that a retake of it waits for the standard exam.
fn next_seat<'a>(
    certification: &'a Certification,
    last: Seat<'a>,
    failed: &[Date],
    context: &Context<'a>,
) -> Again<'a> {
    let rule = certification.facts.retake.as_deref();
    let day = last.day.and_then(|_| rule?.value.next(failed));
    let standard = |opening: Option<Opening>, day: Date| Seat {
        day: opening.map(|opening| day.max(opening.day)),
        planned: opening.is_some_and(|opening| opening.planned),
        kind: SittingKind::Standard,
        price: standard_price(certification),
        reason: opening.is_none().then_some("when the standard exam opens is not known"),
    };
    let Some(day) = day else {
        let after_beta = last.kind == SittingKind::Beta;
        let price = if after_beta { standard_price(certification) } else { last.price };
        let reason = last.reason.or(Some("the wait is not known"));
        return Again::Seat(Seat { day: None, planned: false, kind: SittingKind::Standard, price, reason });
    };
    match offer(certification, day, context) {
        Offer::Open { kind: SittingKind::Beta, standard: opening, .. } if last.kind == SittingKind::Beta => {
            Again::Seat(standard(opening, day))
        }
        Offer::Open { price, kind, .. } => {
            Again::Seat(Seat { day: Some(day), planned: false, kind, price, reason: None })
        }
        Offer::Opens(opening) => Again::Seat(standard(Some(opening), day)),
        Offer::AfterBeta => Again::Seat(standard(None, day)),
        Offer::Over(standing) => Again::Over(day, standing),
    }
}

fn event(certification: &Certification, seat: Seat<'_>, number: u32, passed: bool) -> Event {
    let facts = &certification.facts;
    let valid_until = seat.day.filter(|_| passed).and_then(|day| facts.validity.as_deref()?.value.expiry(day));
    let kind = if number == 1 { Kind::Exam } else { Kind::Retake };
    let event = Event {
        planned: seat.planned,
        number,
        passed: Some(passed),
        sitting: Some(seat.kind),
        by: Some(certification.id.to_string()),
        fee: Some(Fee::plain(seat.price.map(|price| Amount::from(&price.value)))),
        valid_until,
        reason: seat.reason.map(str::to_owned),
        ..Event::new(kind, seat.day)
    };
    let event = event.resting_on(seat.price);
    let event = if number == 1 { event } else { event.resting_on(facts.retake.as_deref()) };
    if passed { event.resting_on(facts.validity.as_deref()) } else { event }
}

fn stop(certification: &Certification, day: Date, number: u32, standing: &Standing) -> Event {
    let mut event = Event {
        number,
        reason: Some(format!("the exam is over or in doubt by then ({})", standing.brief())),
        ..Event::new(Kind::Stop, Some(day))
    }
    .resting_on(certification.facts.retake.as_deref());
    for sitting in &certification.sittings {
        event = event.resting_on(sitting.facts.last.as_deref());
    }
    event
}
