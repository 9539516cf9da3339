//! Why there is no plan for an exam day, and for which day or exam there is one.

use super::schedule::whole_weeks;
use crate::commands::{Context, names, standing};
use crate::query::Entry;
use anyhow::{Result, bail};
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::when::eve;
use certcmp_dataset::{Certification, Standing, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

pub const MOST_WEEKS: u32 = 104;

/// The weeks before a proposed exam day; our own choice.
pub const USUAL_WEEKS: i64 = 8;

/// Returns whether an exam is available on the day of a standing; nothing where that is in doubt or not known, as on any
/// day where none is announced.
pub fn availability(standing: &Standing) -> Option<bool> {
    match standing.status {
        Status::Announced if standing.opening.is_none() => None,
        _ => standing.availability(),
    }
}

/// Returns the standing of an exam on a day for which there can be a plan. The error says why there can be none,
/// and for which day or exam there can be one.
pub fn available_on(certification: &Certification, from: Date, exam: Date, context: &Context<'_>) -> Result<Standing> {
    let day = context.day;
    if exam < day {
        bail!("the exam day {exam} is before {day}\n  use a later --exam, or --as-of");
    }
    let other = "use a later --exam or an earlier --from";
    if exam < from {
        bail!("the exam day {exam} is before {from}, the first day of the plan\n  {other}");
    }
    let standing = Standing::of(certification, context.catalog, exam, context.language);
    if availability(&standing) == Some(false) {
        bail!(not_available(&Entry { certification, standing }, from, context));
    }
    match whole_weeks(from, exam) {
        0 => bail!("less than a week from {from} to the exam on {exam}\n  {other}"),
        weeks if weeks > MOST_WEEKS => bail!(
            "{weeks} weeks from {from} to {exam}; a plan has at most {MOST_WEEKS}\n  use an earlier --exam or a later --from"
        ),
        _ => Ok(standing),
    }
}

/// Says why an exam is not available on a day, and on which days before and after it is.
fn not_available(entry: &Entry<'_>, from: Date, context: &Context<'_>) -> String {
    let Entry { certification, standing } = entry;
    let (first, last) = possible_days(from, context);
    let before = tried(certification, first, standing.day, context);
    let before = before.iter().rfind(|(_, available)| *available == Some(true));
    let after = best(&tried(certification, standing.day.max(first), last, context));
    let available = [
        before.map(|(day, _)| format!("known to be available until {day}; use an earlier --exam")),
        after.map(|(day, known)| {
            let perhaps = if known.is_some() { "" } else { "perhaps " };
            format!("{perhaps}available from {day}; use a later --exam")
        }),
    ];
    let id = names::code(certification);
    let days = available.into_iter().flatten().map(|day| format!("{id} is {day}"));
    standing::explain(entry, context).into_iter().chain(days).collect::<Vec<_>>().join("\n  ")
}

/// Returns the first and the last exam day for which there can be a plan.
fn possible_days(from: Date, context: &Context<'_>) -> (Date, Date) {
    let first = from.checked_add(7.days()).unwrap_or(from).max(context.day);
    let last = from.checked_add((7 * i64::from(MOST_WEEKS) + 6).days()).unwrap_or(Date::MAX);
    (first, last)
}

/// A day, and whether an exam is available then.
type Tried = (Date, Option<bool>);

/// Returns the days between two days, both included, on which the standing of an exam can be another than on the day
/// before or after; the two days are among them. In order of time.
fn tried(certification: &Certification, first: Date, last: Date, context: &Context<'_>) -> Vec<Tried> {
    let changes = days_of_change(certification, context.catalog);
    let days: BTreeSet<Date> = changes.into_iter().flat_map(|day| [eve(day), day]).chain([first, last]).collect();
    let days = days.into_iter().filter(|day| first <= *day && *day <= last);
    let standing = |day| Standing::of(certification, context.catalog, day, context.language);
    days.map(|day| (day, availability(&standing(day)))).collect()
}

/// Returns the first of some days on which an exam is available, else the first on which it perhaps is.
fn best(days: &[Tried]) -> Option<Tried> {
    let find = |wanted| days.iter().copied().find(|(_, available)| *available == wanted);
    find(Some(true)).or_else(|| find(None))
}

/// Returns a day for an exam: the first one after the usual weeks on which it is available, else the last one before;
/// after the usual weeks if there is none.
pub fn proposed_day(certification: &Certification, from: Date, context: &Context<'_>) -> Date {
    let (first, last) = possible_days(from, context);
    let usual = from.checked_add((7 * USUAL_WEEKS).days()).unwrap_or(from).max(first);
    let mut sooner = tried(certification, first, usual, context);
    sooner.reverse();
    let found = best(&tried(certification, usual, last, context)).or_else(|| best(&sooner));
    found.map_or(usual, |(day, _)| day)
}
