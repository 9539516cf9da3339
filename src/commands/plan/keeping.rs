//! The days after the exam, by the rules of the provider: further attempts, and the renewal of the certificate.

use super::day::{DayKind, PlanDay};
use crate::commands::Context;
use certcmp_dataset::fact::View;
use certcmp_dataset::keeping::{Renewal, Retake, Validity};
use certcmp_dataset::when::When;
use certcmp_dataset::{Certification, Field, SittingField, Standing, Status};
use jiff::civil::Date;

/// Returns the earliest days of further attempts, each after failing on the first day of the one before, up to a day on
/// which the exam is not available. Without `each`, or for a beta, whose retakes have rules of their own, returns the
/// rule alone.
pub fn retakes<'a>(
    certification: &'a Certification,
    standing: &Standing,
    each: bool,
    context: &Context<'a>,
) -> Vec<PlanDay<'a>> {
    let rule = |text: String, view: Option<View<'a>>| vec![PlanDay::new(DayKind::Retake, None, text, view)];
    let facts = &certification.facts;
    let exam_to_come = standing.opening.is_none_or(|(when, _)| standing.day < when.earliest);
    if standing.status == Status::Beta && exam_to_come {
        let sitting = standing.sitting.and_then(|at| certification.sittings.get(at));
        let own = sitting.and_then(|sitting| Some((sitting.facts.retake.as_deref()?, sitting)));
        return match own {
            Some((fact, sitting)) => {
                rule(format!("If the beta is failed: {}", fact.value), sitting.facts.view(SittingField::Retake))
            }
            None => rule("If the beta is failed: not known".to_owned(), facts.view(Field::Retake)),
        };
    }
    let (Some(fact), Some(view)) = (facts.retake.as_deref(), facts.view(Field::Retake)) else {
        return rule("If failed: the wait is not known".to_owned(), None);
    };
    if !each {
        return rule(format!("If failed: wait {}", fact.value), Some(view));
    }
    let mut days = Vec::new();
    for (attempt, failed, day) in attempts(&fact.value, standing.day) {
        let which = match attempt {
            2 => "second",
            3 => "third",
            4 => "fourth",
            _ => "further",
        };
        let then = Standing::of(certification, context.catalog, day, context.language);
        if !then.can_be_taken() {
            let why = if then.in_doubt { "perhaps no longer available" } else { "not available" };
            let text = format!("No {which} attempt after failing on {failed}: the exam is {why} on {day}");
            days.push(PlanDay::new(DayKind::Retake, None, text, Some(view)));
            break;
        }
        let text = format!("Earliest {which} attempt, if the one on {failed} fails");
        days.push(PlanDay::new(DayKind::Retake, Some(When::on(day)), text, Some(view.clone())));
    }
    days
}

/// Returns the number of each further attempt, the day of the failed one before it, and its earliest day: as many as the
/// rule has waits.
pub fn attempts(rule: &Retake, exam: Date) -> Vec<(usize, Date, Date)> {
    let mut failed = vec![exam];
    let mut found = Vec::new();
    for attempt in 2..rule.waits.len() + 2 {
        let (Some(last), Some(next)) = (failed.last().copied(), rule.next(&failed)) else { break };
        found.push((attempt, last, next));
        failed.push(next);
    }
    found
}

/// Returns when a certificate that is earned on the exam day lapses, and when it can be renewed.
pub fn renewal<'a>(certification: &'a Certification, exam: Date) -> Vec<PlanDay<'a>> {
    let facts = &certification.facts;
    let validity = facts.validity.as_deref().map(|validity| validity.value);
    let expiry = validity.and_then(|validity| validity.expiry(exam));
    let lapses = match (validity, expiry) {
        (_, Some(_)) => format!("The certificate lapses, if the exam is passed on {exam}"),
        (Some(Validity::NoExpiry), _) => "The certificate does not expire".to_owned(),
        _ => "How long the certificate is valid is not known".to_owned(),
    };
    let mut found = vec![PlanDay::new(DayKind::Lapses, expiry.map(When::on), lapses, facts.view(Field::Validity))];
    let last = facts.renewals_end.as_deref().map(|end| end.value);
    if last.is_some() {
        found.push(PlanDay::plain(DayKind::RenewalsEnd, last, facts.view(Field::RenewalsEnd)));
    }
    if let Some(expiry) = expiry {
        let rule = facts.renewal.as_deref().map(|renewal| &renewal.value);
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
    let mut openings: Vec<(Date, Vec<&str>)> = Vec::new();
    for route in &rule.routes {
        let Some(opens) = route.window(expiry).0 else { continue };
        match openings.iter_mut().find(|(day, _)| *day == opens) {
            Some((_, titles)) => titles.push(route.route.title()),
            None => openings.push((opens, vec![route.route.title()])),
        }
    }
    let Some(first) = openings.iter().map(|(day, _)| *day).min() else {
        return unknown(format!("When renewal opens is not known; how: {}", rule.how), view);
    };
    if let Some(end) = renewals_end.filter(|end| end.latest < first) {
        let text = format!("No renewal: renewals end {}, before the window opens on {first}", end.words());
        return unknown(text, view);
    }
    let closes = rule.routes.iter().map(|route| (route.window(expiry).1, route.closes)).max_by_key(|(day, _)| *day);
    let (closes, span) = closes.unwrap_or((expiry, None));
    let closing = match (renewals_end, span) {
        (Some(end), _) if end.latest < closes => (end, "The last day of renewal, because renewals end".to_owned()),
        (_, Some(span)) => (When::on(closes), format!("The last day of renewal, {span} after the certificate lapses")),
        (_, None) => {
            (When::on(closes), "The last day of renewal; no renewal is known after the certificate lapses".to_owned())
        }
    };
    let opening = |(day, routes): (Date, Vec<&str>)| {
        let text = format!("Renewal opens: {}", routes.join(" or "));
        PlanDay::new(DayKind::RenewalOpens, Some(When::on(day)), text, view.clone())
    };
    let mut days: Vec<PlanDay<'a>> = openings.into_iter().map(opening).collect();
    days.push(PlanDay::new(DayKind::RenewalCloses, Some(closing.0), closing.1, view));
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use certcmp_dataset::keeping::RenewalRoute;
    use certcmp_dataset::vocab::Route;
    use jiff::civil::date;

    fn rule(opens: Option<&str>, closes: Option<&str>) -> Renewal {
        let span = |text: Option<&str>| text.and_then(|span| span.parse().ok());
        let way = RenewalRoute { opens: span(opens), closes: span(closes), ..Route::Exam.into() };
        Renewal { possible: true, routes: vec![way], ..Renewal::default() }
    }

    fn days(rule: &Renewal, renewals_end: Option<Date>) -> Vec<Option<Date>> {
        let window = window(Some(rule), date(2028, 3, 1), renewals_end.map(When::on), None);
        window.iter().map(|deadline| deadline.when.map(|when| when.latest)).collect()
    }

    #[test]
    fn the_window_lies_around_the_expiry() {
        let google = rule(Some("60 days"), Some("30 days"));
        assert_eq!(days(&google, None), [Some(date(2028, 1, 1)), Some(date(2028, 3, 31))]);
        let microsoft = rule(Some("6 months"), None);
        assert_eq!(days(&microsoft, None), [Some(date(2027, 9, 1)), Some(date(2028, 3, 1))]);
    }

    #[test]
    fn the_end_of_renewals_cuts_the_window_off() {
        let google = rule(Some("60 days"), Some("30 days"));
        assert_eq!(days(&google, Some(date(2028, 2, 1))), [Some(date(2028, 1, 1)), Some(date(2028, 2, 1))]);
        assert_eq!(days(&google, Some(date(2027, 12, 31))), [None]);
        assert_eq!(days(&google, Some(date(2028, 5, 1)))[1], Some(date(2028, 3, 31)));
    }

    #[test]
    fn a_window_that_is_not_known_is_not_made_up() {
        assert_eq!(days(&rule(None, None), None), [None]);
        assert_eq!(window(None, date(2028, 3, 1), None, None)[0].when, None);
        let impossible = Renewal { possible: false, ..rule(Some("60 days"), None) };
        assert_eq!(days(&impossible, None), [None]);
    }

    #[test]
    fn each_attempt_waits_for_the_one_before() {
        let waits = ["14 days", "60 days", "365 days"].iter().filter_map(|wait| wait.parse().ok()).collect();
        let google = Retake { waits, attempts: "4 in 2 years".parse().ok(), price: None };
        let exam = date(2027, 3, 1);
        let second = date(2027, 3, 15);
        let third = date(2027, 5, 14);
        assert_eq!(attempts(&google, exam), [(2, exam, second), (3, second, third), (4, third, date(2028, 5, 13))]);
    }
}
