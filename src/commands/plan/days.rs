//! The days that matter around an exam day: of its sitting, of further attempts, and of the certificate.

use crate::commands::Context;
use crate::commands::evidence::UNCERTAIN;
use crate::query::Entry;
use certcmp_dataset::certification::code;
use certcmp_dataset::{
    Certification, Fact, Field, Renewal, Sitting, SittingField, SittingKind, Standing, Start, Status, Until, Validity,
    View, When, kinds,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

kinds! {
    DayKind {
        Study = "study", "Study";
        Revision = "revision", "Revision";
        BookingOpens = "booking-opens", "Booking opens";
        SittingOpens = "sitting-opens", "The first day of the exam";
        KeyDate = "key-date", "Date of the sitting";
        Exam = "exam", "The exam";
        LastDay = "last-day", "The last day of the exam";
        BetaLastDay = "beta-last-day", "The last day of the beta";
        StandardOpens = "standard-opens", "The standard exam opens";
        SuccessorOpens = "successor-opens", "Its successor opens";
        CertificationEnds = "certification-ends", "The certification itself ends";
        Retake = "retake", "Another attempt";
        RenewalOpens = "renewal-opens", "Renewal opens";
        RenewalCloses = "renewal-closes", "The last day of renewal";
        Lapses = "lapses", "The certificate lapses";
        RenewalsEnd = "renewals-end", "Renewals of this certification end";
    }
}

#[derive(Debug, Clone)]
pub struct PlanDay<'a> {
    pub kind: DayKind,
    pub when: Option<When>,
    pub planned: bool,
    /// The certification that opens, for [`DayKind::SuccessorOpens`].
    pub opens: Option<String>,
    pub text: String,
    /// The fact behind it; absent for the exam day, which the user chose.
    pub evidence: Option<View<'a>>,
}

impl<'a> PlanDay<'a> {
    pub fn new(kind: DayKind, when: Option<When>, text: impl Into<String>, evidence: Option<View<'a>>) -> Self {
        Self { kind, when, planned: false, opens: None, text: text.into(), evidence }
    }

    fn plain(kind: DayKind, when: When, planned: bool, evidence: Option<View<'a>>) -> Self {
        Self { planned, ..Self::new(kind, Some(when), kind.title(), evidence) }
    }

    pub fn is_uncertain(&self) -> bool {
        self.evidence.as_ref().is_some_and(|view| view.uncertain)
    }

    /// Returns what happens, marked if it is planned or weakly backed.
    pub fn description(&self) -> String {
        let planned = if self.planned { " (planned, not confirmed)" } else { "" };
        let uncertain = if self.is_uncertain() { UNCERTAIN } else { "" };
        format!("{}{planned}{uncertain}", self.text)
    }
}

/// Returns the days around an exam day in order of time, and what is not known last. Days of the sitting that are over
/// when the plan begins are left out.
pub fn all<'a>(entry: &Entry<'a>, from: Date, with_retakes: bool, context: &Context<'a>) -> Vec<PlanDay<'a>> {
    let Entry { certification, standing } = entry;
    let facts = &certification.facts;
    let sitting = standing.sitting.and_then(|at| certification.sittings.get(at));
    let mut found = sitting.map_or_else(Vec::new, |sitting| beginnings(sitting, from));
    found.push(PlanDay::plain(DayKind::Exam, When::on(standing.day), false, None));
    found.push(end(standing, sitting));
    found.extend(standard_after_beta(entry));
    for (kind, field, end) in [
        (DayKind::CertificationEnds, Field::CertificationEnds, facts.certification_ends.as_deref()),
        (DayKind::RenewalsEnd, Field::RenewalsEnd, facts.renewals_end.as_deref()),
    ] {
        found.extend(end.map(|end| PlanDay::plain(kind, end.value, false, facts.view(field))));
    }
    found.extend(retakes(entry, sitting, with_retakes, context));
    found.extend(keeping(certification, standing.day));
    found.sort_by_key(|day| (day.when.is_none(), day.when));
    found
}

/// Returns when the sitting can be booked and begins, and its dates beside the first and the last day, as far as they
/// are after the beginning of the plan.
fn beginnings(sitting: &Sitting, from: Date) -> Vec<PlanDay<'_>> {
    let facts = &sitting.facts;
    let day = |kind: DayKind, start: Start, field| PlanDay::plain(kind, start.when, start.planned, facts.view(field));
    let booking = facts.registration.as_deref().map(|registration| registration.value);
    let booking = booking.map(|start| day(DayKind::BookingOpens, start, SittingField::Registration));
    let opening = sitting.start().map(|start| day(DayKind::SittingOpens, start, SittingField::First));
    let opening = opening.map(|day| match sitting.kind {
        SittingKind::Beta => PlanDay { text: "The first day of the beta".to_owned(), ..day },
        SittingKind::Standard => day,
    });
    let dates = facts.dates.iter().flat_map(|dates| &dates.value).map(|date| {
        let when = date.on.or(date.from).or(date.until);
        PlanDay::new(DayKind::KeyDate, when, date.to_string(), facts.view(SittingField::Dates))
    });
    let all = booking.into_iter().chain(opening).chain(dates);
    all.filter(|day| day.when.is_some_and(|when| when.latest > from)).collect()
}

fn end<'a>(standing: &Standing, sitting: Option<&'a Sitting>) -> PlanDay<'a> {
    let is_beta = standing.status == Status::Beta;
    let kind = if is_beta { DayKind::BetaLastDay } else { DayKind::LastDay };
    let view = sitting.and_then(|sitting| sitting.facts.view(SittingField::Last));
    match &standing.until {
        Some(Until::Day(when)) => PlanDay::plain(kind, *when, false, view),
        Some(Until::Planned(when)) => PlanDay::plain(kind, *when, true, view),
        Some(Until::Opens(id, when)) => {
            let text = format!("{} opens, and with it this exam ends", code(id));
            let day = PlanDay::new(DayKind::SuccessorOpens, *when, text, view);
            PlanDay { planned: when.is_some(), opens: Some(id.clone()), ..day }
        }
        None if is_beta => PlanDay::new(kind, None, "When the beta ends is not known", view),
        None if view.is_some() => PlanDay::new(kind, None, "No last day of the exam is announced", view),
        None => PlanDay::new(kind, None, "Whether the exam has a last day is not known", None),
    }
}

fn standard_after_beta<'a>(entry: &Entry<'a>) -> Option<PlanDay<'a>> {
    let (when, planned) = entry.standing.opening.filter(|_| entry.standing.status == Status::Beta)?;
    let mut standard = entry.certification.sittings.iter().filter(|sitting| sitting.kind == SittingKind::Standard);
    let standard = standard.find(|sitting| sitting.start().is_some_and(|start| start.when == when));
    let view = standard.and_then(|sitting| sitting.facts.view(SittingField::First));
    Some(PlanDay::plain(DayKind::StandardOpens, when, planned, view))
}

/// Returns the earliest days of further attempts, each after failing on the first day of the one before, as many as the
/// rule has waits and up to a day on which the exam is not available. Without `each`, or for a beta, whose retakes have
/// rules of their own, returns the rule alone.
fn retakes<'a>(entry: &Entry<'a>, sitting: Option<&'a Sitting>, each: bool, context: &Context<'a>) -> Vec<PlanDay<'a>> {
    let Entry { certification, standing } = entry;
    let day = |when: Option<Date>, text: String| {
        PlanDay::new(DayKind::Retake, when.map(When::on), text, certification.facts.view(Field::Retake))
    };
    let exam_to_come = standing.opening.is_none_or(|(when, _)| standing.day < when.earliest);
    if standing.status == Status::Beta && exam_to_come {
        let own = sitting.and_then(|sitting| sitting.facts.retake.as_deref());
        let rule = own.map_or_else(|| "not known".to_owned(), |fact| fact.value.to_string());
        let day = day(None, format!("If the beta is failed: {rule}"));
        return vec![PlanDay { evidence: own.map(Fact::view).or(day.evidence), ..day }];
    }
    let rule = match certification.facts.retake.as_deref() {
        None => return vec![day(None, "If failed: the wait is not known".to_owned())],
        Some(fact) if !each => return vec![day(None, format!("If failed: wait {}", fact.value))],
        Some(fact) => &fact.value,
    };
    let mut days = Vec::new();
    let (mut last, mut failed) = (standing.day, vec![standing.day]);
    for which in ["second", "third", "fourth"].into_iter().chain(std::iter::repeat("further")).take(rule.waits.len()) {
        let Some(next) = rule.next(&failed) else { break };
        let then = Standing::of(certification, context.catalog, next, context.language);
        if !then.can_be_taken() {
            let why = if then.in_doubt { "perhaps no longer available" } else { "not available" };
            let text = format!("No {which} attempt after failing on {last}: the exam is {why} on {next}");
            days.push(day(None, text));
            break;
        }
        days.push(day(Some(next), format!("Earliest {which} attempt, if the one on {last} fails")));
        failed.push(next);
        last = next;
    }
    days
}

/// Returns when a certificate that is earned on the exam day lapses, and when it can be renewed.
fn keeping(certification: &Certification, exam: Date) -> Vec<PlanDay<'_>> {
    let facts = &certification.facts;
    let validity = facts.validity.as_deref().map(|validity| validity.value);
    let expiry = validity.and_then(|validity| validity.expiry(exam));
    let text = match validity {
        Some(Validity::Months(_)) => format!("The certificate lapses, if the exam is passed on {exam}"),
        Some(Validity::NoExpiry) => "The certificate does not expire".to_owned(),
        None => "How long the certificate is valid is not known".to_owned(),
    };
    let mut days = vec![PlanDay::new(DayKind::Lapses, expiry.map(When::on), text, facts.view(Field::Validity))];
    let rule = facts.renewal.as_deref().map(|renewal| &renewal.value);
    let last = facts.renewals_end.as_deref().map(|end| end.value);
    days.extend(expiry.into_iter().flat_map(|expiry| window(rule, expiry, last, facts.view(Field::Renewal))));
    days
}

/// Returns the renewal window around an expiry, which closes at the latest when renewals end.
fn window<'a>(
    rule: Option<&Renewal>,
    expiry: Date,
    renewals_end: Option<When>,
    view: Option<View<'a>>,
) -> Vec<PlanDay<'a>> {
    let day = |when: Option<When>, text: String| PlanDay::new(DayKind::RenewalOpens, when, text, view.clone());
    let Some(rule) = rule else {
        return vec![day(None, "Whether and how the certificate can be renewed is not known".to_owned())];
    };
    if !rule.possible {
        return vec![day(None, format!("The certificate cannot be renewed: {}", rule.how))];
    }
    let mut openings: BTreeMap<Date, Vec<&str>> = BTreeMap::new();
    for route in &rule.routes {
        if let Some(opens) = route.window(expiry).0 {
            openings.entry(opens).or_default().push(route.route.title());
        }
    }
    let Some(first) = openings.keys().next() else {
        return vec![day(None, format!("When renewal opens is not known; how: {}", rule.how))];
    };
    if let Some(end) = renewals_end.filter(|end| end.latest < *first) {
        let text = format!("No renewal: renewals end {}, before the window opens on {first}", end.words());
        return vec![day(None, text)];
    }
    let last = When::on(rule.window(expiry).1);
    let closes = renewals_end.filter(|end| end.latest < last.latest).unwrap_or(last);
    let opening = |(first, routes): (&Date, &Vec<&str>)| {
        day(Some(When::on(*first)), format!("Renewal opens: {}", routes.join(" or ")))
    };
    let closing = PlanDay::plain(DayKind::RenewalCloses, closes, false, view.clone());
    openings.iter().map(opening).chain([closing]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use certcmp_dataset::keeping::RenewalRoute;
    use certcmp_dataset::vocab::Route;
    use jiff::civil::date;

    #[test]
    fn the_window_lies_around_the_expiry_and_is_cut_off_by_the_end_of_renewals() {
        let google = Some(("60 days", Some("30 days")));
        let opens = date(2028, 1, 1);
        for (possible, span, renewals_end, expected) in [
            (true, google, None, &[Some(opens), Some(date(2028, 3, 31))][..]),
            (true, Some(("6 months", None)), None, &[Some(date(2027, 9, 1)), Some(date(2028, 3, 1))]),
            (true, google, Some(date(2028, 2, 1)), &[Some(opens), Some(date(2028, 2, 1))]),
            (true, google, Some(date(2027, 12, 31)), &[None]),
            (true, google, Some(date(2028, 5, 1)), &[Some(opens), Some(date(2028, 3, 31))]),
            // What is not known is not made up.
            (true, None, None, &[None]),
            (false, google, None, &[None]),
        ] {
            let way = RenewalRoute {
                opens: span.and_then(|(opens, _)| opens.parse().ok()),
                closes: span.and_then(|(_, closes)| closes?.parse().ok()),
                ..Route::Exam.into()
            };
            let rule = Renewal { possible, routes: vec![way], ..Renewal::default() };
            let window = window(Some(&rule), date(2028, 3, 1), renewals_end.map(When::on), None);
            let days: Vec<Option<Date>> = window.iter().map(|day| day.when.map(|when| when.latest)).collect();
            assert_eq!(days, expected, "{span:?} {renewals_end:?}");
        }
        assert_eq!(window(None, date(2028, 3, 1), None, None)[0].when, None);
    }
}
