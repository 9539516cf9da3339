//! The ways in which a certificate can be renewed that lapses on a day: which, by which exam, in which window, at which price.

use super::Context;
use super::cost::amount::Amount;
use certcmp_dataset::keeping::{Renewal, RenewalRoute};
use certcmp_dataset::money::Money;
use certcmp_dataset::vocab::Route;
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
    /// The last day.
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

/// Returns the ways that are open on a day or open later, the surest and cheapest first.
pub fn ways<'a>(
    certification: &'a Certification,
    lapse: Date,
    day: Date,
    context: &Context<'a>,
) -> Vec<RenewalWay<'a>> {
    let Some(renewal) = certification.facts.renewal.as_deref().map(|fact| &fact.value) else { return Vec::new() };
    if !renewal.possible {
        return Vec::new();
    }
    let end = end_of_renewals(certification);
    let mut found: Vec<RenewalWay<'a>> = renewal
        .routes
        .iter()
        .filter_map(|route| way(certification, renewal, route, lapse, end, day, context))
        .collect();
    found.sort_by_key(|way| (way.in_doubt, way.price.is_none(), way.price));
    found
}

/// Returns a route as a way, if there is a day from `day` on on which it can be gone.
fn way<'a>(
    certification: &'a Certification,
    renewal: &'a Renewal,
    route: &'a RenewalRoute,
    lapse: Date,
    end: Option<Date>,
    day: Date,
    context: &Context<'a>,
) -> Option<RenewalWay<'a>> {
    let (opens, closes) = route.window(lapse);
    let closes = end.map_or(closes, |end| end.min(closes));
    let from = opens.map_or(day, |opens| opens.max(day));
    if from > closes {
        return None;
    }
    let way = RenewalWay { route, exam: None, opens, closes, price: route.price.as_ref().map(amount), in_doubt: false };
    let exams = match route.route {
        Route::Exam => same_exam(certification, context),
        Route::OtherExam => named(&renewal.renewed_by, context),
        _ => return Some(way),
    };
    let surely = |exam: &&'a Certification| {
        let chances = Standing::chances(exam, context.catalog, from, closes, context.language);
        Some((*exam, chances.first()?.day))
    };
    let (exam, available, in_doubt) = match exams.iter().find_map(surely) {
        Some((exam, available)) => (exam, available, false),
        None => {
            let in_doubt =
                |exam: &&&Certification| Standing::of(exam, context.catalog, from, context.language).in_doubt;
            (*exams.iter().find(in_doubt)?, from, true)
        }
    };
    let opens = if available > from { Some(available) } else { opens };
    let price = price(certification, route, exam);
    Some(RenewalWay { exam: Some(exam), opens, price, in_doubt, ..way })
}

/// Returns the exams that lead to the same certification, its own first.
fn same_exam<'a>(certification: &'a Certification, context: &Context<'a>) -> Vec<&'a Certification> {
    let next = certification.facts.continued_by.as_deref().map_or(&[][..], |next| &next.value.0);
    std::iter::once(certification).chain(named(next, context)).collect()
}

fn named<'a>(ids: &[String], context: &Context<'a>) -> Vec<&'a Certification> {
    ids.iter().filter_map(|id| context.catalog.certification(id)).collect()
}

/// Returns the price of an exam for the holder: as stated for the route, else the exam's price less the discount of the route or of
/// the provider. Of a discount that is a range only what is certain counts.
fn price(certification: &Certification, route: &RenewalRoute, exam: &Certification) -> Option<Amount> {
    let is_own = exam.id == certification.id;
    if let Some(price) = route.price.as_ref().filter(|_| is_own || route.route == Route::Exam) {
        return Some(amount(price));
    }
    let full = Amount::from(&exam.facts.price.as_deref()?.value);
    let holder = certification.facts.holder_discount.as_deref().map(|fact| fact.value);
    Some(full.less(route.discount.or(holder).map_or(0, |percent| percent.min_tenths / 10)))
}

fn amount(price: &Money) -> Amount {
    Amount(u64::from(price.hundredths))
}
