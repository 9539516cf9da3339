//! Whether the standard exam is available on a day, and at what price. A beta does not count: its price cannot be paid
//! twice.

use crate::commands::Context;
use crate::query::open_sitting;
use certcmp_dataset::value::Dollars;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Certification, Fact, Standing, Status};
use jiff::civil::Date;

/// The price of an exam, where it is known.
pub type Price<'a> = Option<&'a Fact<Dollars>>;

#[derive(Debug, Clone)]
pub enum Offer<'a> {
    /// It is available, or that is in doubt.
    Open {
        price: Price<'a>,
        /// Its first day was planned and is not confirmed.
        planned: bool,
        /// Its last day was planned for an earlier day.
        perhaps_over: bool,
    },
    /// It opens on a later day: the last one possible.
    Opens { day: Date, planned: bool },
    /// It is to open; no day is known.
    NoDay,
    /// It has ended, or is not offered in the language.
    Over(Box<Standing>),
}

/// Returns what holds for the standard exam on a day.
pub fn offer<'a>(certification: &'a Certification, day: Date, context: &Context<'a>) -> Offer<'a> {
    let standing = Standing::of(certification, context.catalog, day, context.language);
    let open = |price, planned, perhaps_over| Offer::Open { price, planned, perhaps_over };
    match standing.status {
        Status::Retired | Status::NotOffered => Offer::Over(Box::new(standing)),
        Status::Unknown => open(standard_price(certification), false, false),
        Status::Available | Status::Retiring => {
            let perhaps_over = standing.in_doubt && standing.until.is_some();
            let own = open_sitting(certification, &standing).and_then(|sitting| sitting.facts.price.as_deref());
            open(own.or(standard_price(certification)), false, perhaps_over)
        }
        Status::Beta | Status::Announced => {
            match standing.opening.filter(|_| standing.opening_kind == Some(SittingKind::Standard)) {
                Some((when, planned)) if when.latest <= day => open(standard_price(certification), planned, false),
                Some((when, planned)) => Offer::Opens { day: when.latest, planned },
                None => Offer::NoDay,
            }
        }
    }
}

/// Returns the price of the standard exam, whatever is open now.
pub fn standard_price(certification: &Certification) -> Price<'_> {
    let standard = certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
    let own = standard.filter_map(|sitting| sitting.facts.price.as_deref()).next_back();
    certification.facts.price.as_deref().or(own)
}

/// Returns the price of the standard exam on a day that may be years ahead. A beta will have become the exam by then.
///
/// # Errors
/// The last day, where it is known, if the exam is over then. A planned end counts, so that nobody is sent to an exam
/// that may be over.
pub fn later<'a>(
    certification: &'a Certification,
    day: Date,
    context: &Context<'a>,
) -> Result<Price<'a>, Option<Date>> {
    match offer(certification, day, context) {
        Offer::Open { perhaps_over: true, .. } | Offer::Opens { .. } => Err(None),
        Offer::Open { price, .. } => Ok(price),
        Offer::NoDay => Ok(standard_price(certification)),
        Offer::Over(standing) => Err(standing.ended().map(|when| when.earliest)),
    }
}
