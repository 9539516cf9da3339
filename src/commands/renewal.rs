//! How a certificate can be renewed: until when at all, by which exams, at which price for its holder, and on which days.

use super::Context;
use super::cost::event::{Amount, Fee, Price};
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::when::eve;
use certcmp_dataset::{Certification, Fact, Renewal, RenewalRoute, Route, SittingKind, Standing, When};
use jiff::civil::Date;

#[derive(Debug, Clone, PartialEq)]
pub struct RenewalWay<'a> {
    pub route: &'a RenewalRoute,
    pub exam: Option<&'a Certification>,
    /// The first day, where it is known. Not before the exam is available.
    pub opens: Option<Date>,
    /// When its exam is planned to open, where that is not confirmed.
    pub planned: Option<When>,
    /// The last day. Not after the exam ends.
    pub closes: Date,
    /// The holder's price, where it is known; zero is free.
    pub price: Option<Amount>,
    /// Whether it is in doubt that the exam is available in the window.
    pub in_doubt: bool,
    /// Whether a source that is not refuted contradicts it.
    pub disputed: bool,
}

/// Returns the last day on which a certification can be renewed, where an end is known.
pub fn end_of_renewals(certification: &Certification) -> Option<Date> {
    let facts = &certification.facts;
    let ends = facts.certification_ends.as_deref().filter(|_| facts.continued_by.is_none());
    facts.renewals_end.as_deref().or(ends).map(|fact| fact.value.earliest)
}

/// Returns the exams that a route leads through, the certification's own first; one absent exam if it needs none.
pub fn exams<'a>(
    certification: &'a Certification,
    renewal: &Renewal,
    route: &RenewalRoute,
    context: &Context<'a>,
) -> Vec<Option<&'a Certification>> {
    let next = certification.facts.continued_by.as_deref();
    let (own, others) = match route.route {
        Route::Exam => (Some(certification), next.map_or(&[][..], |next| &next.value)),
        Route::OtherExam => (None, renewal.renewed_by.as_slice()),
        _ => return vec![None],
    };
    let others = others.iter().filter_map(|id| context.catalog.certification(id));
    own.into_iter().chain(others).map(Some).collect()
}

/// Returns what a route costs the holder, with an exam and its full price where the route has one: as stated for the
/// certification's own exam or for a route without one, else less the discount of the route or of the provider.
pub fn fee(certification: &Certification, route: &RenewalRoute, exam: Option<&Certification>, price: Price<'_>) -> Fee {
    let stated = route.price.as_ref().map(Amount::from);
    let full = price.map(|price| Amount::from(&price.value));
    let holder = certification.facts.holder_discount.as_deref().map(|fact| fact.value);
    match exam {
        None => Fee::less(stated, None),
        Some(exam) if exam.id == certification.id && stated.is_some() => {
            Fee { full, due: stated, discount: route.discount.map(|percent| percent.whole()) }
        }
        Some(_) => Fee::less(full, route.discount.or(holder).map(|percent| percent.whole())),
    }
}

/// Returns the ways that are open on a day or open later, the surest and cheapest first; of those by one exam the first.
pub fn ways<'a>(held: &'a Certification, lapse: Date, day: Date, context: &Context<'a>) -> Vec<RenewalWay<'a>> {
    let Some(fact) = held.facts.renewal.as_deref().filter(|fact| fact.value.possible) else {
        return Vec::new();
    };
    let end = end_of_renewals(held);
    let mut found: Vec<RenewalWay<'a>> = Vec::new();
    for route in &fact.value.routes {
        let (opens, closes) = route.window(lapse);
        let closes = end.map_or(closes, |end| end.min(closes));
        let from = opens.map_or(day, |opens| opens.max(day));
        for exam in exams(held, &fact.value, route, context).into_iter().filter(|_| from <= closes) {
            let price = fee(held, route, exam, exam.and_then(|exam| exam.facts.price.as_deref())).due;
            let disputed = is_disputed(fact, route, exam);
            let way = RenewalWay { route, exam, opens, planned: None, closes, price, in_doubt: false, disputed };
            found.extend(match exam {
                Some(exam) => by_exam(way, exam, from, context),
                None => Some(way),
            });
        }
    }
    found.sort_by_key(|way| (way.in_doubt, way.price.is_none(), way.price));
    let mut exams: Vec<&str> = Vec::new();
    found.retain(|way| {
        let is_new = way.exam.is_none_or(|exam| !exams.contains(&exam.id.as_str()));
        exams.extend(way.exam.map(|exam| exam.id.as_str()));
        is_new
    });
    found
}

/// Whether an open claim contradicts a route: it lacks the route or its exam. One in words only may be about the exams
/// of other certifications.
pub fn is_disputed(fact: &Fact<Renewal>, route: &RenewalRoute, exam: Option<&Certification>) -> bool {
    let is_other = route.route == Route::OtherExam;
    fact.disputed.iter().filter(|claim| claim.refuted.is_none()).any(|claim| match &claim.value {
        Some(other) => {
            let has_exam = exam.is_none_or(|exam| !is_other || other.renewed_by.contains(&exam.id));
            !has_exam || !other.routes.iter().any(|known| known.route == route.route)
        }
        None => is_other,
    })
}

/// Returns a way with the days on which its exam is available, or is planned or may be; nothing if it is not.
fn by_exam<'a>(way: RenewalWay<'a>, exam: &Certification, from: Date, context: &Context<'a>) -> Option<RenewalWay<'a>> {
    let chances = Standing::chances(exam, context.catalog, from, way.closes, context.language);
    if let Some(first) = chances.first().map(|standing| standing.day) {
        let opens = if first > from { Some(first) } else { way.opens };
        let closes = last_day(exam, first, way.closes, context);
        return Some(RenewalWay { opens, closes, ..way });
    }
    let standing = Standing::of(exam, context.catalog, from, context.language);
    let standard = standing.opening.filter(|_| standing.opening_kind == Some(SittingKind::Standard));
    match standard.filter(|(when, _)| from < when.earliest && when.latest <= way.closes) {
        Some((when, planned)) => Some(RenewalWay { opens: Some(when.latest), planned: planned.then_some(when), ..way }),
        None => standing.in_doubt.then_some(RenewalWay { in_doubt: true, ..way }),
    }
}

/// Returns the last day on which an exam is available, between a day on which it is and another one.
fn last_day(exam: &Certification, first: Date, last: Date, context: &Context<'_>) -> Date {
    let ends = days_of_change(exam, context.catalog).into_iter().map(eve).chain([last]);
    let is_open = |day: &Date| Standing::of(exam, context.catalog, *day, context.language).can_be_taken();
    ends.filter(|day| first <= *day && *day <= last).filter(is_open).max().unwrap_or(first)
}
