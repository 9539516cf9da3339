//! Days after the exam day, by the provider's rules: of another attempt after a failed one, and of a certificate that
//! is earned on it.

use super::deadlines::{Deadline, Kind};
use crate::commands::Context;
use certcmp_dataset::fact::View;
use certcmp_dataset::keeping::{Renewal, Retake, Validity};
use certcmp_dataset::when::When;
use certcmp_dataset::{Certification, Field, Standing, Status};
use jiff::civil::Date;

/// The earliest days of further attempts, each after failing on the first day of the one before. It stops at a day on
/// which the exam cannot be taken. The rules say little of betas, so for a beta only the rule itself is told.
pub fn retakes<'a>(certification: &'a Certification, standing: &Standing, context: &Context<'a>) -> Vec<Deadline<'a>> {
    let unknown = |words: String, view: Option<View<'a>>| vec![Deadline::new(Kind::Retake, None, words, view)];
    let (Some(fact), Some(view)) = (&certification.facts.retake, certification.facts.view(Field::Retake)) else {
        return unknown("How long to wait after a failed attempt is not known".to_owned(), None);
    };
    if standing.status == Status::Beta {
        let note = view.note.map(|note| format!(". {note}")).unwrap_or_default();
        let words =
            format!("No day is given for a second attempt after a beta; the rule for exams: {}{note}", fact.value);
        return unknown(words, Some(view));
    }
    attempts(&fact.value, standing.day)
        .into_iter()
        .map(|(attempt, failed, day)| retake(certification, attempt, failed, day, &view, context))
        .scan(true, |possible, deadline| {
            let here = *possible;
            *possible = deadline.when.is_some();
            here.then_some(deadline)
        })
        .collect()
}

/// The number of each further attempt, the day of the failed one before it, and its earliest day: as many as the rule
/// has waits of their own.
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

fn retake<'a>(
    certification: &Certification,
    attempt: usize,
    failed: Date,
    day: Date,
    view: &View<'a>,
    context: &Context<'a>,
) -> Deadline<'a> {
    let standing = Standing::of(certification, context.catalog, day, context.language);
    let which = match attempt {
        2 => "second",
        3 => "third",
        4 => "fourth",
        _ => "further",
    };
    if standing.can_be_taken() {
        let words = format!("The earliest day of a {which} attempt, after failing on {failed}");
        return Deadline::new(Kind::Retake, Some(When::on(day)), words, Some(view.clone()));
    }
    let why =
        if standing.in_doubt { "it is in doubt whether the exam can be taken" } else { "the exam cannot be taken" };
    let words = format!("No {which} attempt after failing on {failed}: when the wait is over, on {day}, {why}");
    Deadline::new(Kind::Retake, None, words, Some(view.clone()))
}

/// When a certificate that is earned on the exam day lapses, and between which days it can be renewed.
pub fn renewal<'a>(certification: &'a Certification, exam: Date) -> Vec<Deadline<'a>> {
    let view = |field: Field| certification.facts.view(field);
    let validity = certification.facts.validity.as_deref().map(|validity| validity.value);
    let expiry = validity.and_then(|validity| validity.expiry(exam));
    let lapses = match (validity, expiry) {
        (Some(_), Some(day)) => {
            let words = format!("The certificate lapses, if the exam is passed on {exam}");
            Deadline::new(Kind::Lapses, Some(When::on(day)), words, view(Field::Validity))
        }
        (Some(Validity::NoExpiry), _) => {
            Deadline::new(Kind::Lapses, None, "The certificate does not expire", view(Field::Validity))
        }
        _ => Deadline::new(Kind::Lapses, None, "How long the certificate is valid is not known", None),
    };
    let mut found = vec![lapses];
    let last = certification.facts.renewals_end.as_deref().map(|end| end.value);
    if last.is_some() {
        found.push(Deadline::new(
            Kind::RenewalsEnd,
            last,
            "Renewals of this certification end",
            view(Field::RenewalsEnd),
        ));
    }
    if let Some(expiry) = expiry {
        let rule = certification.facts.renewal.as_deref().map(|renewal| &renewal.value);
        found.extend(window(rule, expiry, last, view(Field::Renewal)));
    }
    found
}

/// The renewal window before an expiry, cut off where renewals end.
fn window<'a>(
    rule: Option<&Renewal>,
    expiry: Date,
    renewals_end: Option<When>,
    view: Option<View<'a>>,
) -> Vec<Deadline<'a>> {
    let unknown = |words: String, view| vec![Deadline::new(Kind::RenewalOpens, None, words, view)];
    let Some(rule) = rule else {
        return unknown("Whether and how the certificate can be renewed is not known".to_owned(), None);
    };
    if !rule.possible {
        return unknown(format!("The certificate cannot be renewed: {}", rule.how), view);
    }
    let (opens, closes) = rule.window(expiry);
    let Some(opens) = opens else {
        return unknown(format!("From when on it can be renewed is not known; how: {}", rule.how), view);
    };
    if let Some(end) = renewals_end.filter(|end| end.latest < opens) {
        return unknown(
            format!("No renewal: renewals end on {}, before the window would open on {opens}", end.words()),
            view,
        );
    }
    let closing = match renewals_end {
        Some(end) if end.latest < closes => (end, "The last day of renewal, because renewals end".to_owned()),
        _ => (
            When::on(closes),
            match rule.closes {
                Some(span) => format!("The last day of renewal, {span} after the certificate lapses"),
                None => "The last day of renewal: after it has lapsed no renewal is known".to_owned(),
            },
        ),
    };
    let before = rule.opens.map(|span| format!(", {span} before the certificate lapses")).unwrap_or_default();
    vec![
        Deadline::new(Kind::RenewalOpens, Some(When::on(opens)), format!("Renewal opens{before}"), view.clone()),
        Deadline::new(Kind::RenewalCloses, Some(closing.0), closing.1, view),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn rule(opens: Option<&str>, closes: Option<&str>) -> Renewal {
        Renewal {
            how: "the exam again".into(),
            possible: true,
            ways: Vec::new(),
            others: Vec::new(),
            routes: Vec::new(),
            price: None,
            discount: None,
            duration: None,
            questions: None,
            opens: opens.and_then(|span| span.parse().ok()),
            closes: closes.and_then(|span| span.parse().ok()),
            extends: None,
            renewed_by: Vec::new(),
        }
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
