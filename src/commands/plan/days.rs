//! The days that matter around an exam day: of its sitting, of further attempts, and of the certificate.

use crate::commands::Context;
use crate::commands::evidence::UNCERTAIN;
use crate::commands::kinds::kinds;
use crate::query::Entry;
use certcmp_dataset::certification::code;
use certcmp_dataset::fact::View;
use certcmp_dataset::keeping::{Renewal, Validity};
use certcmp_dataset::sitting::Start;
use certcmp_dataset::sitting_days::KeyDate;
use certcmp_dataset::standing::Until;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::when::When;
use certcmp_dataset::{Certification, Field, Sitting, SittingField, Standing, Status};
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

/// A day that matters, or the statement that it is not known.
#[derive(Debug, Clone)]
pub struct PlanDay<'a> {
    pub kind: DayKind,
    /// When, as exactly as it is known; absent where no day is known, or nothing happens.
    pub when: Option<When>,
    pub planned: bool,
    /// The certification that opens, for [`DayKind::SuccessorOpens`].
    pub opens: Option<String>,
    /// What happens, as shown beside the day.
    pub text: String,
    /// The fact behind it; absent for the exam day, which the user chose.
    pub evidence: Option<View<'a>>,
}

impl<'a> PlanDay<'a> {
    fn new(kind: DayKind, when: Option<When>, text: impl Into<String>, evidence: Option<View<'a>>) -> Self {
        Self { kind, when, planned: false, opens: None, text: text.into(), evidence }
    }

    /// Returns a day that is described by its kind alone.
    fn plain(kind: DayKind, when: Option<When>, evidence: Option<View<'a>>) -> Self {
        Self::new(kind, when, kind.title(), evidence)
    }

    fn planned(self, planned: bool) -> Self {
        Self { planned, ..self }
    }

    /// Returns what happens, marked if it is planned or weakly backed.
    pub fn description(&self) -> String {
        let planned = if self.planned { " (planned, not confirmed)" } else { "" };
        let uncertain = if self.evidence.as_ref().is_some_and(|view| view.uncertain) { UNCERTAIN } else { "" };
        format!("{}{planned}{uncertain}", self.text)
    }
}

/// Returns the days around an exam day in order of time, and what is not known last. Days of the sitting that are over
/// when the plan begins are left out.
pub fn all<'a>(entry: &Entry<'a>, from: Date, with_retakes: bool, context: &Context<'a>) -> Vec<PlanDay<'a>> {
    let Entry { certification, standing } = entry;
    let sitting = standing.sitting.and_then(|at| certification.sittings.get(at));
    let mut found = sitting.map_or_else(Vec::new, |sitting| beginnings(sitting, from));
    found.push(PlanDay::plain(DayKind::Exam, Some(When::on(standing.day)), None));
    found.extend(endings(certification, sitting, standing));
    let facts = &certification.facts;
    for (kind, field, end) in [
        (DayKind::CertificationEnds, Field::CertificationEnds, facts.certification_ends.as_deref()),
        (DayKind::RenewalsEnd, Field::RenewalsEnd, facts.renewals_end.as_deref()),
    ] {
        found.extend(end.map(|end| PlanDay::plain(kind, Some(end.value), facts.view(field))));
    }
    found.extend(retakes(certification, sitting, standing, with_retakes, context));
    found.extend(keeping(certification, standing.day));
    found.sort_by_key(|day| (day.when.is_none(), day.when.map(|when| (when.earliest, when.latest))));
    found
}

/// Returns when the sitting can be booked and begins, and its dates beside the first and the last day, as far as they
/// are after the beginning of the plan.
fn beginnings(sitting: &Sitting, from: Date) -> Vec<PlanDay<'_>> {
    let facts = &sitting.facts;
    let what = match sitting.kind {
        SittingKind::Beta => "The first day of the beta",
        SittingKind::Standard => DayKind::SittingOpens.title(),
    };
    let day = |kind: DayKind, field: SittingField, start: Option<Start>, text: &str| {
        let Start { when, planned } = start?;
        Some(PlanDay::new(kind, Some(when), text, facts.view(field)).planned(planned))
    };
    let booking = facts.registration.as_deref().map(|registration| registration.value);
    let dates = facts.dates.as_deref().map_or(&[][..], |dates| &dates.value).iter().map(|date: &KeyDate| {
        let when = date.on.or(date.from).or(date.until);
        PlanDay::new(DayKind::KeyDate, when, date.to_string(), facts.view(SittingField::Dates))
    });
    let booking = day(DayKind::BookingOpens, SittingField::Registration, booking, DayKind::BookingOpens.title());
    let opening = day(DayKind::SittingOpens, SittingField::First, sitting.start(), what);
    let all = booking.into_iter().chain(opening).chain(dates);
    all.filter(|day| day.when.is_some_and(|when| when.latest > from)).collect()
}

/// Returns when the sitting ends, and what comes after a beta.
fn endings<'a>(
    certification: &'a Certification,
    sitting: Option<&'a Sitting>,
    standing: &Standing,
) -> Vec<PlanDay<'a>> {
    let beta = standing.status == Status::Beta;
    let kind = if beta { DayKind::BetaLastDay } else { DayKind::LastDay };
    let view = sitting.and_then(|sitting| sitting.facts.view(SittingField::Last));
    let end = match &standing.until {
        Some(Until::Day(when)) => PlanDay::plain(kind, Some(*when), view),
        Some(Until::Planned(when)) => PlanDay::plain(kind, Some(*when), view).planned(true),
        Some(Until::Opens(id, when)) => {
            let words = format!("{} opens, and with it this exam ends", code(id));
            let day = PlanDay::new(DayKind::SuccessorOpens, *when, words, view);
            PlanDay { planned: when.is_some(), opens: Some(id.to_string()), ..day }
        }
        None if beta => PlanDay::new(kind, None, "When the beta ends is not known", view),
        None if view.is_some() => PlanDay::new(kind, None, "No last day of the exam is announced", view),
        None => PlanDay::new(kind, None, "Whether the exam has a last day is not known", None),
    };
    let opening = standing.opening.filter(|_| beta).map(|(when, planned)| {
        let opens_then = |sitting: &&Sitting| {
            sitting.kind == SittingKind::Standard && sitting.start().is_some_and(|start| start.when == when)
        };
        let standard = certification.sittings.iter().find(opens_then);
        let view = standard.and_then(|sitting| sitting.facts.view(SittingField::First));
        PlanDay::plain(DayKind::StandardOpens, Some(when), view).planned(planned)
    });
    std::iter::once(end).chain(opening).collect()
}

/// Returns the earliest days of further attempts, each after failing on the first day of the one before, as many as the
/// rule has waits and up to a day on which the exam is not available. Without `each`, or for a beta, whose retakes have
/// rules of their own, returns the rule alone.
fn retakes<'a>(
    certification: &'a Certification,
    sitting: Option<&'a Sitting>,
    standing: &Standing,
    each: bool,
    context: &Context<'a>,
) -> Vec<PlanDay<'a>> {
    let rule = |text: String, view: Option<View<'a>>| vec![PlanDay::new(DayKind::Retake, None, text, view)];
    let view = certification.facts.view(Field::Retake);
    let exam_to_come = standing.opening.is_none_or(|(when, _)| standing.day < when.earliest);
    if standing.status == Status::Beta && exam_to_come {
        let own = sitting.and_then(|sitting| sitting.facts.retake.as_deref());
        let own = own.map_or_else(|| "not known".to_owned(), |fact| fact.value.to_string());
        let view = sitting.and_then(|sitting| sitting.facts.view(SittingField::Retake)).or(view);
        return rule(format!("If the beta is failed: {own}"), view);
    }
    let Some(retake) = certification.facts.retake.as_deref().map(|fact| &fact.value) else {
        return rule("If failed: the wait is not known".to_owned(), None);
    };
    if !each {
        return rule(format!("If failed: wait {retake}"), view);
    }
    let mut days = Vec::new();
    let (mut failed, mut last) = (vec![standing.day], standing.day);
    while let Some(day) = retake.next(&failed).filter(|_| failed.len() <= retake.waits.len()) {
        let which = ["second", "third", "fourth"].get(failed.len() - 1).unwrap_or(&"further");
        let then = Standing::of(certification, context.catalog, day, context.language);
        if !then.can_be_taken() {
            let why = if then.in_doubt { "perhaps no longer available" } else { "not available" };
            days.extend(rule(format!("No {which} attempt after failing on {last}: the exam is {why} on {day}"), view));
            break;
        }
        let text = format!("Earliest {which} attempt, if the one on {last} fails");
        days.push(PlanDay::new(DayKind::Retake, Some(When::on(day)), text, view.clone()));
        failed.push(day);
        last = day;
    }
    days
}

/// Returns when a certificate that is earned on the exam day lapses, and when it can be renewed.
fn keeping<'a>(certification: &'a Certification, exam: Date) -> Vec<PlanDay<'a>> {
    let facts = &certification.facts;
    let validity = facts.validity.as_deref().map(|validity| validity.value);
    let expiry = validity.and_then(|validity| validity.expiry(exam));
    let lapses = match (validity, expiry) {
        (_, Some(_)) => format!("The certificate lapses, if the exam is passed on {exam}"),
        (Some(Validity::NoExpiry), _) => "The certificate does not expire".to_owned(),
        _ => "How long the certificate is valid is not known".to_owned(),
    };
    let mut found = vec![PlanDay::new(DayKind::Lapses, expiry.map(When::on), lapses, facts.view(Field::Validity))];
    if let Some(expiry) = expiry {
        let rule = facts.renewal.as_deref().map(|renewal| &renewal.value);
        let last = facts.renewals_end.as_deref().map(|end| end.value);
        found.extend(window(rule, expiry, last, facts.view(Field::Renewal)));
    }
    found
}

/// Returns the renewal window around an expiry, which closes at the latest when renewals end.
fn window<'a>(
    rule: Option<&Renewal>,
    expiry: Date,
    renewals_end: Option<When>,
    view: Option<View<'a>>,
) -> Vec<PlanDay<'a>> {
    let unknown = |text: String, view| vec![PlanDay::new(DayKind::RenewalOpens, None, text, view)];
    let Some(rule) = rule else {
        return unknown("Whether and how the certificate can be renewed is not known".to_owned(), None);
    };
    if !rule.possible {
        return unknown(format!("The certificate cannot be renewed: {}", rule.how), view);
    }
    let mut openings: BTreeMap<Date, Vec<&str>> = BTreeMap::new();
    for route in &rule.routes {
        if let Some(opens) = route.window(expiry).0 {
            openings.entry(opens).or_default().push(route.route.title());
        }
    }
    let Some(first) = openings.keys().next().copied() else {
        return unknown(format!("When renewal opens is not known; how: {}", rule.how), view);
    };
    if let Some(end) = renewals_end.filter(|end| end.latest < first) {
        let text = format!("No renewal: renewals end {}, before the window opens on {first}", end.words());
        return unknown(text, view);
    }
    let last = When::on(rule.window(expiry).1);
    let closes = renewals_end.filter(|end| end.latest < last.latest).unwrap_or(last);
    let opening = |(day, routes): (Date, Vec<&str>)| {
        let text = format!("Renewal opens: {}", routes.join(" or "));
        PlanDay::new(DayKind::RenewalOpens, Some(When::on(day)), text, view.clone())
    };
    let mut days: Vec<PlanDay<'a>> = openings.into_iter().map(opening).collect();
    days.push(PlanDay::plain(DayKind::RenewalCloses, Some(closes), view));
    days
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
