//! The days that matter around an exam day: of its sitting, of further attempts, and of the certificate.

use super::day::{DayKind, PlanDay};
use super::keeping;
use crate::commands::Context;
use certcmp_dataset::certification::code;
use certcmp_dataset::fact::View;
use certcmp_dataset::key_date::KeyDate;
use certcmp_dataset::sitting::Start;
use certcmp_dataset::standing::Until;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::when::When;
use certcmp_dataset::{Certification, Field, Sitting, SittingField, Standing, Status};
use jiff::civil::Date;

/// Returns the days around an exam day in order of time, and what is not known last. Days of the sitting that are over
/// when the plan begins are left out.
pub fn all<'a>(
    certification: &'a Certification,
    standing: &Standing,
    from: Date,
    with_retakes: bool,
    context: &Context<'a>,
) -> Vec<PlanDay<'a>> {
    let exam = standing.day;
    let mut found = beginnings(certification, standing, from);
    found.extend(key_dates(certification, standing, from));
    found.push(PlanDay::plain(DayKind::Exam, Some(When::on(exam)), None));
    found.extend(endings(certification, standing));
    if let Some(ends) = certification.facts.certification_ends.as_deref() {
        let view = certification.facts.view(Field::CertificationEnds);
        found.push(PlanDay::plain(DayKind::CertificationEnds, Some(ends.value), view));
    }
    found.extend(keeping::retakes(certification, standing, with_retakes, context));
    found.extend(keeping::renewal(certification, exam));
    found.sort_by_key(|day| (day.when.is_none(), day.when.map(|when| (when.earliest, when.latest))));
    found
}

fn sitting_of<'a>(certification: &'a Certification, standing: &Standing) -> Option<&'a Sitting> {
    standing.sitting.and_then(|at| certification.sittings.get(at))
}

/// Returns when the sitting can be booked and begins, if that is after the beginning of the plan.
fn beginnings<'a>(certification: &'a Certification, standing: &Standing, from: Date) -> Vec<PlanDay<'a>> {
    let Some(sitting) = sitting_of(certification, standing) else { return Vec::new() };
    let what = match sitting.kind {
        SittingKind::Beta => "The first day of the beta",
        SittingKind::Standard => DayKind::SittingOpens.title(),
    };
    let booking = sitting.facts.registration.as_deref().map(|registration| registration.value);
    let days = [
        (SittingField::Registration, DayKind::BookingOpens, booking, DayKind::BookingOpens.title()),
        (SittingField::First, DayKind::SittingOpens, sitting.start(), what),
    ];
    days.into_iter()
        .filter_map(|(field, kind, start, text)| {
            let Start { when, planned } = start?;
            let view = sitting.facts.view(field);
            (when.latest > from).then(|| PlanDay::new(kind, Some(when), text, view).planned(planned))
        })
        .collect()
}

/// Returns the dates of the sitting that are neither its first nor its last day, if they are after the beginning of the
/// plan.
fn key_dates<'a>(certification: &'a Certification, standing: &Standing, from: Date) -> Vec<PlanDay<'a>> {
    let Some(sitting) = sitting_of(certification, standing) else { return Vec::new() };
    let dates = sitting.facts.dates.as_deref().map_or(&[][..], |dates| &dates.value);
    let day = |date: &KeyDate| {
        let when = date.on.or(date.from).or(date.until).filter(|when| when.latest > from)?;
        Some(PlanDay::new(DayKind::KeyDate, Some(when), date.to_string(), sitting.facts.view(SittingField::Dates)))
    };
    dates.iter().filter_map(day).collect()
}

/// Returns when the sitting ends, and what comes after a beta.
fn endings<'a>(certification: &'a Certification, standing: &Standing) -> Vec<PlanDay<'a>> {
    let beta = standing.status == Status::Beta;
    let kind = if beta { DayKind::BetaLastDay } else { DayKind::LastDay };
    let view = sitting_of(certification, standing).and_then(|sitting| sitting.facts.view(SittingField::Last));
    let end = match &standing.until {
        Some(Until::Day(when)) => PlanDay::plain(kind, Some(*when), view),
        Some(Until::Planned(when)) => PlanDay::plain(kind, Some(*when), view).planned(true),
        Some(Until::Opens(id, when)) => {
            let words = format!("{} opens, and with it this exam ends", code(id));
            let planned = when.is_some();
            PlanDay {
                planned,
                opens: Some(id.to_string()),
                ..PlanDay::new(DayKind::SuccessorOpens, *when, words, view)
            }
        }
        None if beta => PlanDay::new(kind, None, "When the beta ends is not known", view),
        None if view.is_some() => PlanDay::new(kind, None, "No last day of the exam is announced", view),
        None => PlanDay::new(kind, None, "Whether the exam has a last day is not known", None),
    };
    let opening = standing.opening.filter(|_| beta).map(|(when, planned)| {
        let view = opening_view(certification, when);
        PlanDay::plain(DayKind::StandardOpens, Some(when), view).planned(planned)
    });
    std::iter::once(end).chain(opening).collect()
}

fn opening_view(certification: &Certification, when: When) -> Option<View<'_>> {
    let opens_then = |sitting: &&Sitting| {
        sitting.kind == SittingKind::Standard && sitting.start().is_some_and(|start| start.when == when)
    };
    certification.sittings.iter().find(opens_then)?.facts.view(SittingField::First)
}
