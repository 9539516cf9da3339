//! `plan`: the weeks before an exam, shared out by domain weight, and the days that matter around it.

pub mod days;
pub mod record;
pub mod report;
pub mod schedule;

pub use schedule::Hours;

use super::{Context, Outcome, names, standing};
use crate::query::Entry;
use anyhow::{Result, bail};
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::when::eve;
use certcmp_dataset::{Certification, Standing, Status};
use days::PlanDay;
use jiff::ToSpan;
use jiff::civil::Date;
use schedule::{Schedule, whole_weeks};
use std::collections::BTreeSet;

const MOST_WEEKS: u32 = 104;

/// The weeks before a proposed exam day; our own choice.
pub const USUAL_WEEKS: i64 = 8;

/// The hours of a week where nothing else is said; our own choice.
const USUAL_HOURS: Hours = Hours { quarters: 6 * 4 };

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanOptions {
    /// The day of the exam; proposed if absent.
    pub exam: Option<Date>,
    /// The first day of study; the day of the context if absent.
    pub from: Option<Date>,
    /// The hours of each week; the usual ones if absent.
    pub per_week: Option<Hours>,
    pub retakes: bool,
}

#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// The certification with its standing on the day of the exam.
    pub entry: Entry<'a>,
    pub schedule: Schedule,
    pub days: Vec<PlanDay<'a>>,
    /// As asked for, before anything was assumed.
    pub options: PlanOptions,
}

impl<'a> Plan<'a> {
    /// Makes a plan for a day on which the exam is available, or perhaps available. The error says why there can be none,
    /// and for which day or exam there can be one.
    pub fn new(certification: &'a Certification, options: &PlanOptions, context: &Context<'a>) -> Result<Self> {
        let from = options.from.unwrap_or(context.day);
        let exam = options.exam.unwrap_or_else(|| proposed_day(certification, from, context));
        let (day, other) = (context.day, "use a later --exam or an earlier --from");
        if exam < day {
            bail!("the exam day {exam} is before {day}\n  use a later --exam, or --as-of");
        }
        if exam < from {
            bail!("the exam day {exam} is before {from}, the first day of the plan\n  {other}");
        }
        let standing = Standing::of(certification, context.catalog, exam, context.language);
        let entry = Entry { certification, standing };
        if availability(&entry.standing) == Some(false) {
            bail!(not_available(&entry, from, context));
        }
        match whole_weeks(from, exam) {
            0 => bail!("less than a week from {from} to the exam on {exam}\n  {other}"),
            1..=MOST_WEEKS => {}
            weeks => bail!(
                "{weeks} weeks from {from} to {exam}; a plan has at most {MOST_WEEKS}\n  use an earlier --exam or a later --from"
            ),
        }
        let domains = certification.facts.domains.as_deref().map_or(&[][..], |domains| &domains.value);
        Ok(Self {
            schedule: Schedule::new(domains, from, exam, options.per_week.unwrap_or(USUAL_HOURS)),
            days: days::all(&entry, from, options.retakes, context),
            entry,
            options: *options,
        })
    }

    /// Whether it is in doubt that the exam is available on its day.
    pub fn is_in_doubt(&self) -> bool {
        availability(&self.entry.standing) != Some(true)
    }
}

pub fn run(certification: &Certification, options: &PlanOptions, context: &Context<'_>) -> Result<Outcome> {
    let plan = Plan::new(certification, options, context)?;
    let ids = vec![certification.id.clone()];
    let outcome = context.answer(ids, || report::blocks(&plan, context), || record::records(&plan, context));
    Ok(Outcome { calendar: Some(record::calendar(&plan, context)), ..outcome })
}

/// Returns whether an exam is available on the day of a standing; nothing where that is in doubt or not known, as on any
/// day where none is announced.
pub fn availability(standing: &Standing) -> Option<bool> {
    match standing.status {
        Status::Announced if standing.opening.is_none() => None,
        _ => standing.availability(),
    }
}

fn not_available(entry: &Entry<'_>, from: Date, context: &Context<'_>) -> String {
    let Entry { certification, standing } = entry;
    let (first, last) = possible_days(from, context);
    let before = tried(certification, first, standing.day, context);
    let before = before.iter().rfind(|(_, available)| *available == Some(true));
    let after = best(&tried(certification, standing.day.max(first), last, context));
    let id = names::code(certification);
    let mut lines = standing::explain(entry, context);
    lines.extend(before.map(|(day, _)| format!("{id} is known to be available until {day}; use an earlier --exam")));
    lines.extend(after.map(|(day, known)| {
        let perhaps = if known.is_some() { "" } else { "perhaps " };
        format!("{id} is {perhaps}available from {day}; use a later --exam")
    }));
    lines.join("\n  ")
}

fn possible_days(from: Date, context: &Context<'_>) -> (Date, Date) {
    let first = from.checked_add(7.days()).unwrap_or(from).max(context.day);
    let last = from.checked_add((7 * i64::from(MOST_WEEKS) + 6).days()).unwrap_or(Date::MAX);
    (first, last)
}

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
fn proposed_day(certification: &Certification, from: Date, context: &Context<'_>) -> Date {
    let (first, last) = possible_days(from, context);
    let usual = from.checked_add((7 * USUAL_WEEKS).days()).unwrap_or(from).max(first);
    let mut sooner = tried(certification, first, usual, context);
    sooner.reverse();
    let found = best(&tried(certification, usual, last, context)).or_else(|| best(&sooner));
    found.map_or(usual, |(day, _)| day)
}
