//! Why there is no plan for an exam day, and for which day or exam there is one.

use super::schedule::whole_weeks;
use crate::commands::{Context, names, standing};
use crate::query::Entry;
use anyhow::{Result, bail};
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::{Certification, Standing, Status};
use jiff::ToSpan;
use jiff::civil::Date;

pub const MOST_WEEKS: u32 = 104;

/// The weeks before a proposed exam day; our own choice.
pub const USUAL_WEEKS: i64 = 8;

/// Whether an exam is available on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// As far as is known.
    Yes,
    /// In doubt or not known.
    Perhaps,
    /// Not on that day.
    No,
}

impl Availability {
    /// Returns what a standing says. A day that is planned for the first day, and any day where none is announced,
    /// is in doubt.
    pub fn of(standing: &Standing) -> Self {
        match standing.status {
            Status::Retired | Status::NotOffered => Self::No,
            Status::Announced => match standing.opening {
                Some((when, _)) if standing.day < when.earliest => Self::No,
                _ => Self::Perhaps,
            },
            Status::Unknown => Self::Perhaps,
            Status::Beta | Status::Available | Status::Retiring if standing.in_doubt => Self::Perhaps,
            Status::Beta | Status::Available | Status::Retiring => Self::Yes,
        }
    }

    fn on(certification: &Certification, day: Date, context: &Context<'_>) -> Self {
        Self::of(&Standing::of(certification, context.catalog, day, context.language))
    }
}

/// Returns the standing of an exam on a day for which there can be a plan.
///
/// # Errors
/// If there can be none: why, and for which day or exam there can be one.
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
    if Availability::of(&standing) == Availability::No {
        bail!(not_available(&standing, certification, from, context));
    }
    match whole_weeks(from, exam) {
        0 => bail!("less than a week from {from} to the exam on {exam}\n  {other}"),
        weeks if weeks > MOST_WEEKS => bail!(
            "{weeks} weeks from {from} to {exam}; a plan has at most {MOST_WEEKS}\n  use an earlier --exam or a later --from"
        ),
        _ => Ok(standing),
    }
}

fn not_available(standing: &Standing, certification: &Certification, from: Date, context: &Context<'_>) -> String {
    let entry = Entry { certification, standing: standing.clone() };
    let mut lines = standing::explain(&entry, context);
    let (id, exam) = (names::code(certification), standing.day);
    let (first, last) = possible_days(from, context);
    let known = |day: &Date| Availability::on(certification, *day, context) == Availability::Yes;
    let before = days_to_try(certification, first, exam, context).into_iter().rev().find(known);
    let after = first_available(certification, exam.max(first), last, context);
    lines.extend(match (before, after) {
        (Some(before), Some(after)) => Some(format!("{id} is available until {before}, and again from {after}")),
        (Some(before), None) => Some(format!("{id} is known to be available until {before}; use an earlier --exam")),
        (None, Some(after)) if known(&after) => Some(format!("{id} is available from {after}; use a later --exam")),
        (None, Some(after)) => Some(format!("{id} is perhaps available from {after}; use a later --exam")),
        (None, None) => None,
    });
    let typed = &certification.id;
    let languages = standing.elsewhere.iter().chain(&standing.perhaps_elsewhere);
    let codes: Vec<String> = languages.map(|language| format!("--language {}", language.as_str())).collect();
    if let Some((first, others)) = codes.split_first() {
        let others: String = others.iter().map(|other| format!(", or {other}")).collect();
        lines.push(format!("plan in another language: `certcmp plan {typed} {first}`{others}"));
    }
    if let Some(next) = standing::replacements(&entry, context).first() {
        lines.push(format!("plan for what replaces it: `certcmp plan {}`", next.id));
    }
    lines.join("\n  ")
}

/// Returns the first and the last exam day for which there can be a plan.
fn possible_days(from: Date, context: &Context<'_>) -> (Date, Date) {
    let first = from.checked_add(7.days()).unwrap_or(from).max(context.day);
    let last = from.checked_add((7 * i64::from(MOST_WEEKS) + 6).days()).unwrap_or(Date::MAX);
    (first, last)
}

/// Returns the days between two days, both included, on which the standing of an exam can be another than on the day
/// before or after; the two days are among them. In order of time.
fn days_to_try(certification: &Certification, first: Date, last: Date, context: &Context<'_>) -> Vec<Date> {
    let changes = days_of_change(certification, context.catalog);
    let mut days: Vec<Date> = changes.iter().filter_map(|day| day.yesterday().ok()).collect();
    days.extend(changes);
    days.extend([first, last]);
    days.retain(|day| first <= *day && *day <= last);
    days.sort_unstable();
    days.dedup();
    days
}

/// Returns the first day between two days on which an exam is available, else the first on which it perhaps is.
fn first_available(certification: &Certification, first: Date, last: Date, context: &Context<'_>) -> Option<Date> {
    let days = days_to_try(certification, first, last, context);
    let find = |wanted| days.iter().copied().find(|day| Availability::on(certification, *day, context) == wanted);
    find(Availability::Yes).or_else(|| find(Availability::Perhaps))
}

/// Returns a day for an exam: the first one after the usual weeks on which it is available, else the last one before;
/// after the usual weeks if there is none.
pub fn proposed_day(certification: &Certification, from: Date, context: &Context<'_>) -> Date {
    let (first, last) = possible_days(from, context);
    let usual = from.checked_add((7 * USUAL_WEEKS).days()).unwrap_or(from).max(first);
    let days = days_to_try(certification, first, usual, context);
    let sooner =
        |wanted| days.iter().rev().copied().find(|day| Availability::on(certification, *day, context) == wanted);
    first_available(certification, usual, last, context)
        .or_else(|| sooner(Availability::Yes))
        .or_else(|| sooner(Availability::Perhaps))
        .unwrap_or(usual)
}
