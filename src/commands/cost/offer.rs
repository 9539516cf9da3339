//! Offers: whether an exam can be taken on a day to come, and at what price.

use crate::commands::Context;
use crate::query::InEffect;
use certcmp_dataset::value::Dollars;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Certification, Fact, Standing, Status};
use jiff::civil::Date;

/// The day from which a standard exam can surely be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// The last of the days that it can be.
    pub day: Date,
    /// It is a plan that nobody has confirmed.
    pub planned: bool,
}

/// What holds for someone who wants to take an exam on a day.
#[derive(Debug, Clone)]
pub enum Offer<'a> {
    /// It can be taken.
    Open {
        /// The price of the sitting that is open, where it is known.
        price: Option<&'a Fact<Dollars>>,
        /// The kind of that sitting.
        kind: SittingKind,
        /// Where only a beta is open: when the standard exam opens, if a day is set or planned.
        standard: Option<Opening>,
    },
    /// The exam opens on a day; if the day has come, it is a plan that nobody has confirmed.
    Opens(Opening),
    /// Only a beta is known of, and it may be over by then; when the standard exam opens is not known.
    AfterBeta,
    /// It is over, or its planned end has come.
    Over(Standing),
}

/// Whether an exam can be taken on a day. A planned opening is counted on, because there is nothing better to count
/// on; a planned end is too, because nobody is sent to an exam that may be over.
pub fn offer<'a>(certification: &'a Certification, day: Date, context: &Context<'a>) -> Offer<'a> {
    let standing = Standing::of(certification, context.catalog, day, context.language);
    let in_effect = InEffect::of(certification, &standing);
    let opening = standing.opening.map(|(when, planned)| Opening { day: when.latest, planned });
    if standing.can_be_taken()
        && let Some(sitting) = in_effect.sitting()
    {
        return Offer::Open { price: in_effect.price_fact(), kind: sitting.kind, standard: opening };
    }
    match (standing.status, opening) {
        (Status::Beta | Status::Announced, Some(opening)) => Offer::Opens(opening),
        (Status::Beta, None) => Offer::AfterBeta,
        _ => Offer::Over(standing),
    }
}

/// The price of the standard exam, whatever is open now.
pub fn standard_price(certification: &Certification) -> Option<&Fact<Dollars>> {
    let standard = certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
    certification
        .facts
        .price
        .as_deref()
        .or_else(|| standard.filter_map(|sitting| sitting.facts.price.as_deref()).next_back())
}

/// What holds for the standard exam on a day that may be years ahead.
#[derive(Debug, Clone, Copy)]
pub enum Later<'a> {
    /// It is on offer, as far as is known; with its price, where that is known.
    OnOffer(Option<&'a Fact<Dollars>>),
    /// It is over, and the last day was this, where it is known.
    Over(Option<Date>),
}

/// Whether the standard exam can be taken on a day. A beta that has no end yet will have ended, so its price does not
/// count.
pub fn later<'a>(certification: &'a Certification, day: Date, context: &Context<'a>) -> Later<'a> {
    match offer(certification, day, context) {
        Offer::Open { price, kind: SittingKind::Standard, .. } => Later::OnOffer(price),
        Offer::Open { kind: SittingKind::Beta, .. } => Later::OnOffer(standard_price(certification)),
        Offer::Opens(opening) if opening.day <= day => Later::OnOffer(standard_price(certification)),
        Offer::Opens(_) => Later::Over(None),
        Offer::AfterBeta => Later::OnOffer(standard_price(certification)),
        // Whether it is offered in the language is not known, so neither is what it costs there.
        Offer::Over(standing) if standing.status == Status::Unknown => Later::OnOffer(None),
        Offer::Over(standing) => Later::Over(standing.ended().map(|when| when.earliest)),
    }
}
