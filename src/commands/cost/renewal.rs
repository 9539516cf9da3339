//! Renewals: how a certificate that expires on a day is kept, by which way and at what price, or why it is not.

use super::amount::Amount;
use super::event::{Event, Fee, Kind};
use super::offer::{Later, later};
use crate::commands::Context;
use certcmp_dataset::keeping::{Renewal, Validity};
use certcmp_dataset::value::Dollars;
use certcmp_dataset::vocab::Route;
use certcmp_dataset::weight::Percent;
use certcmp_dataset::{Certification, Fact};
use jiff::civil::Date;

/// The ways of renewal in the order in which they are chosen, the least trouble first: courses come last, because no
/// source states what they cost.
const PREFERRED: [Route; 5] = [Route::Assessment, Route::RenewalExam, Route::Exam, Route::OtherExam, Route::Courses];

/// What becomes of a certificate that expires on a day.
#[derive(Debug, Clone)]
pub enum Step {
    /// It is renewed; the event says how.
    Renewed(Event),
    /// It cannot be.
    Ends {
        /// The last day on which it could have been renewed, where it is known.
        last: Option<Date>,
        /// Resting on the facts that say so.
        lapse: Event,
    },
}

/// A certificate that falls due.
#[derive(Debug, Clone, Copy)]
pub struct Due {
    /// The day on which it expires.
    pub expiry: Date,
    /// The day on which it was earned or last renewed.
    pub since: Date,
}

/// What becomes of a certificate. It is renewed on the day on which it expires; if renewals end before that, on their
/// last day, provided that the window of the renewal is known to be open then.
pub fn step(certification: &Certification, due: Due, context: &Context<'_>) -> Step {
    let end = end_of_renewals(certification);
    let Some(fact) = &certification.facts.renewal else {
        return match end {
            Some(last) if last < due.expiry => ends(certification, due, Some(last), "renewals end before"),
            _ => unknown(certification, due, "how it is renewed is not known"),
        };
    };
    let early = |last: Date| fact.value.window(due.expiry).0.is_some_and(|opens| opens <= last && last > due.since);
    let day = match end {
        Some(last) if last < due.expiry && fact.value.possible && early(last) => last,
        Some(last) if last < due.expiry => return ends(certification, due, Some(last), &fact.value.how),
        _ => due.expiry,
    };
    if !fact.value.possible {
        if end.is_none() && !before_the_data(certification, due, context) {
            return ends(certification, due, None, &fact.value.how);
        }
        return unknown(certification, due, "it was still possible then; how is not known");
    }
    match way(certification, fact, day, context) {
        Ok(way) => Step::Renewed(event(certification, fact, due, day, way)),
        Err(Some(last)) if early(last) => match way(certification, fact, last, context) {
            Ok(way) => Step::Renewed(event(certification, fact, due, last, way)),
            Err(_) => ends(certification, due, Some(last), OVER),
        },
        Err(last) => ends(certification, due, last, OVER),
    }
}

/// Whether the certificate expired when the exam was still on offer and before anything was checked: the record says
/// what is possible now, which need not have held then.
fn before_the_data(certification: &Certification, due: Due, context: &Context<'_>) -> bool {
    context.catalog.data_date.is_some_and(|checked| due.expiry <= checked)
        && matches!(later(certification, due.expiry, context), Later::OnOffer(_))
}

const OVER: &str = "no exam that renews it is on offer by then, as far as is known";

/// The last day on which renewals are known to be possible, where an end is set.
fn end_of_renewals(certification: &Certification) -> Option<Date> {
    let facts = &certification.facts;
    let ends = facts.certification_ends.as_deref().filter(|_| facts.continued_by.is_none());
    facts.renewals_end.as_deref().or(ends).map(|fact| fact.value.earliest)
}

fn ends(certification: &Certification, due: Due, last: Option<Date>, reason: &str) -> Step {
    let facts = &certification.facts;
    let lapse = Event { reason: Some(reason.to_owned()), ..Event::new(Kind::Lapse, Some(due.expiry)) }
        .resting_on(facts.renewal.as_deref())
        .resting_on(facts.renewals_end.as_deref())
        .resting_on(facts.certification_ends.as_deref());
    Step::Ends { last, lapse }
}

/// A renewal of which neither the way nor the price is known.
fn unknown(certification: &Certification, due: Due, reason: &str) -> Step {
    let event = Event {
        reason: Some(reason.to_owned()),
        fee: Some(Fee::default()),
        ..Event::new(Kind::Renewal, Some(due.expiry))
    };
    let facts = &certification.facts;
    Step::Renewed(event.resting_on(facts.renewal.as_deref()).resting_on(facts.validity.as_deref()))
}

/// A way to renew a certificate.
#[derive(Debug, Clone, Copy)]
struct Way<'a> {
    /// Absent where the record names none.
    route: Option<Route>,
    /// The certification whose exam is taken.
    exam: Option<&'a Certification>,
    /// The price of that exam.
    price: Option<&'a Fact<Dollars>>,
}

/// The first way that is open on a day; else the last day of the certification's own exam, where it is known.
fn way<'a>(
    certification: &'a Certification,
    fact: &'a Fact<Renewal>,
    day: Date,
    context: &Context<'a>,
) -> Result<Way<'a>, Option<Date>> {
    let routes = &fact.value.routes;
    if routes.is_empty() {
        return Ok(Way { route: None, exam: None, price: None });
    }
    let mut last = None;
    for route in PREFERRED.into_iter().filter(|route| routes.contains(route)) {
        let exams = match route {
            Route::Exam => same_exam(certification, context),
            Route::OtherExam => named(&fact.value.renewed_by, context),
            _ => return Ok(Way { route: Some(route), exam: None, price: None }),
        };
        for exam in exams {
            match later(exam, day, context) {
                Later::OnOffer(price) => return Ok(Way { route: Some(route), exam: Some(exam), price }),
                Later::Over(ended) if exam.id == certification.id => last = ended,
                Later::Over(_) => {}
            }
        }
    }
    Err(last)
}

/// The exams that lead to the same certification, its own first.
fn same_exam<'a>(certification: &'a Certification, context: &Context<'a>) -> Vec<&'a Certification> {
    let next = certification.facts.continued_by.as_deref().map_or(&[][..], |next| &next.value.0);
    std::iter::once(certification).chain(named(next, context)).collect()
}

fn named<'a>(ids: &[String], context: &Context<'a>) -> Vec<&'a Certification> {
    ids.iter().filter_map(|id| context.catalog.certification(id)).collect()
}

fn event(certification: &Certification, fact: &Fact<Renewal>, due: Due, day: Date, way: Way<'_>) -> Event {
    let facts = &certification.facts;
    let own = way.exam.is_some_and(|exam| exam.id == certification.id);
    let (opens, closes) = fact.value.window(due.expiry);
    let holder = facts.holder_discount.as_deref().filter(|_| way.exam.is_some() && fact.value.discount.is_none());
    let holder = holder.filter(|_| !own || stated(&fact.value).is_none());
    let fee = match way.exam {
        Some(_) => exam_fee(&fact.value, way.price, own, holder.map(|fact| fact.value)),
        None if way.route == Some(Route::Courses) && fact.value.routes.len() > 1 => Fee::default(),
        None => Fee::plain(stated(&fact.value)),
    };
    let how = way.route.is_none().then(|| fact.value.how.clone());
    Event {
        route: way.route,
        by: way.exam.map(|exam| exam.id.to_string()),
        fee: Some(fee),
        opens,
        closes: Some(closes),
        valid_until: extended(certification, fact, due, day, way.route),
        reason: how.map(String::from),
        ..Event::new(Kind::Renewal, Some(day))
    }
    .resting_on(Some(fact))
    .resting_on(way.price)
    .resting_on(holder)
    .resting_on(facts.validity.as_deref())
}

/// What the record says that a renewal costs.
fn stated(renewal: &Renewal) -> Option<Amount> {
    renewal.price.as_ref().filter(|price| price.is_usd()).map(|price| Amount(u64::from(price.hundredths)))
}

/// An exam at the price for holders: as stated for the certification's own exam, else less the discount of the renewal
/// or of the provider. Of a discount that is a range, only what is certain counts.
fn exam_fee(renewal: &Renewal, price: Option<&Fact<Dollars>>, own: bool, holder: Option<Percent>) -> Fee {
    let full = price.map(|price| Amount::from(&price.value));
    let discount = renewal.discount.or(holder).map(|percent| percent.whole());
    let reduced = full.map(|full| full.less(discount.unwrap_or(0)));
    let due = stated(renewal).filter(|_| own).or(reduced);
    Fee { full, due, discount }
}

/// The day on which a renewed certificate expires: the extension counts from the old expiry date; an exam without one
/// starts the time of validity again; of anything else it is not known.
fn extended(
    certification: &Certification,
    fact: &Fact<Renewal>,
    due: Due,
    day: Date,
    route: Option<Route>,
) -> Option<Date> {
    if let Some(span) = fact.value.extends.filter(|_| route != Some(Route::Courses) || fact.value.routes.len() == 1) {
        return Some(span.after(due.expiry));
    }
    let starts_again = matches!(route, Some(Route::Exam | Route::OtherExam | Route::RenewalExam));
    let validity: Option<Validity> = certification.facts.validity.as_deref().map(|validity| validity.value);
    validity.filter(|_| starts_again)?.expiry(day)
}
