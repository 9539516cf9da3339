//! How a certificate can be renewed: until when at all, by which exams, at which price for its holder, and on which days.

use super::Context;
use super::cost::amount::Amount;
use super::cost::event::Fee;
use certcmp_dataset::keeping::{Renewal, RenewalRoute};
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::vocab::Route;
use certcmp_dataset::when::eve;
use certcmp_dataset::{Certification, Standing};
use jiff::civil::Date;

/// A way to renew a certificate.
#[derive(Debug, Clone, PartialEq)]
pub struct RenewalWay<'a> {
    pub route: &'a RenewalRoute,
    /// The certification whose exam is taken.
    pub exam: Option<&'a Certification>,
    /// The first day, where it is known. Not before the exam is available.
    pub opens: Option<Date>,
    /// The last day. Not after the exam ends.
    pub closes: Date,
    /// The holder's price, where it is known; zero is free.
    pub price: Option<Amount>,
    /// Whether it is in doubt that the exam is available in the window.
    pub in_doubt: bool,
}

/// Returns the last day on which a certification can be renewed, where an end is known.
pub fn end_of_renewals(certification: &Certification) -> Option<Date> {
    let facts = &certification.facts;
    let ends = facts.certification_ends.as_deref().filter(|_| facts.continued_by.is_none());
    facts.renewals_end.as_deref().or(ends).map(|fact| fact.value.earliest)
}

/// Returns the exams that a route leads through, the certification's own first; nothing if it needs no exam.
pub fn exams<'a>(
    certification: &'a Certification,
    renewal: &Renewal,
    route: &RenewalRoute,
    context: &Context<'a>,
) -> Option<Vec<&'a Certification>> {
    let (own, others) = match route.route {
        Route::Exam => {
            let next = certification.facts.continued_by.as_deref().map_or(&[][..], |next| &next.value.0);
            (Some(certification), next)
        }
        Route::OtherExam => (None, renewal.renewed_by.as_slice()),
        _ => return None,
    };
    let others = others.iter().filter_map(|id| context.catalog.certification(id));
    Some(own.into_iter().chain(others).collect())
}

/// Returns what a route costs the holder, with an exam and its full price where the route has one: as stated for the
/// certification's own exam or for a route without one, else less the discount of the route or of the provider.
pub fn fee(certification: &Certification, route: &RenewalRoute, exam: Option<(&Certification, Option<Amount>)>) -> Fee {
    let stated = route.price.as_ref().filter(|price| price.is_usd());
    let stated = stated.map(|price| Amount(u64::from(price.hundredths)));
    let Some((exam, full)) = exam else { return Fee::plain(stated) };
    match stated.filter(|_| exam.id == certification.id) {
        Some(stated) => Fee { full, due: Some(stated), discount: route.discount.map(|percent| percent.whole()) },
        None => {
            let holder = certification.facts.holder_discount.as_deref().map(|fact| fact.value);
            Fee::less(full, route.discount.or(holder).map(|percent| percent.whole()))
        }
    }
}

/// Returns the ways that are open on a day or open later, the surest and cheapest first.
pub fn ways<'a>(
    certification: &'a Certification,
    lapse: Date,
    day: Date,
    context: &Context<'a>,
) -> Vec<RenewalWay<'a>> {
    let renewal = certification.facts.renewal.as_deref().map(|fact| &fact.value).filter(|renewal| renewal.possible);
    let Some(renewal) = renewal else { return Vec::new() };
    let routes = renewal.routes.iter();
    let mut found: Vec<RenewalWay<'a>> =
        routes.filter_map(|route| way(certification, renewal, route, lapse, day, context)).collect();
    found.sort_by_key(|way| (way.in_doubt, way.price.is_none(), way.price));
    found
}

/// Returns a route as a way, if it is open on `day` or later.
fn way<'a>(
    certification: &'a Certification,
    renewal: &'a Renewal,
    route: &'a RenewalRoute,
    lapse: Date,
    day: Date,
    context: &Context<'a>,
) -> Option<RenewalWay<'a>> {
    let (opens, closes) = route.window(lapse);
    let closes = end_of_renewals(certification).map_or(closes, |end| end.min(closes));
    let from = opens.map_or(day, |opens| opens.max(day));
    if from > closes {
        return None;
    }
    let Some(exams) = exams(certification, renewal, route, context) else {
        let price = fee(certification, route, None).due;
        return Some(RenewalWay { route, exam: None, opens, closes, price, in_doubt: false });
    };
    let price = |exam: &Certification| {
        let full = exam.facts.price.as_deref().map(|price| Amount::from(&price.value));
        fee(certification, route, Some((exam, full))).due
    };
    let chance = exams.iter().find_map(|exam| {
        let chances = Standing::chances(exam, context.catalog, from, closes, context.language);
        Some((*exam, chances.first()?.day))
    });
    if let Some((exam, first)) = chance {
        let opens = if first > from { Some(first) } else { opens };
        let closes = last_day(exam, first, closes, context);
        return Some(RenewalWay { route, exam: Some(exam), opens, closes, price: price(exam), in_doubt: false });
    }
    let in_doubt = |exam: &&Certification| Standing::of(exam, context.catalog, from, context.language).in_doubt;
    let exam = exams.into_iter().find(in_doubt)?;
    Some(RenewalWay { route, exam: Some(exam), opens, closes, price: price(exam), in_doubt: true })
}

/// Returns the last day on which an exam is available, between a day on which it is and another one.
fn last_day(exam: &Certification, first: Date, last: Date, context: &Context<'_>) -> Date {
    let ends = days_of_change(exam, context.catalog).into_iter().map(eve).chain([last]);
    let is_open = |day: &Date| Standing::of(exam, context.catalog, *day, context.language).can_be_taken();
    ends.filter(|day| first <= *day && *day <= last).filter(is_open).max().unwrap_or(first)
}
