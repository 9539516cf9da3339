//! `plan`: the weeks before an exam shared out by domain weight, and the days that matter around it.

pub mod calendar;
pub mod deadlines;
pub mod hours;
pub mod keeping;
pub mod records;
pub mod refusal;
pub mod report;
pub mod schedule;

pub use hours::Hours;

use super::{Context, Outcome};
use crate::render::report::Report;
use certcmp_dataset::{Certification, Standing};
use deadlines::Deadline;
use jiff::civil::Date;
use refusal::Refusal;
use schedule::Schedule;

/// What a plan is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The day of the exam.
    pub exam: Date,
    /// The first day that is free for study; the day that is asked about if absent.
    pub from: Option<Date>,
    /// The hours of each week.
    pub per_week: Hours,
}

/// A plan for one exam.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// What the plan is for.
    pub certification: &'a Certification,
    /// How the exam stands on its day.
    pub standing: Standing,
    /// The weeks before it.
    pub schedule: Schedule,
    /// The days that matter around it.
    pub deadlines: Vec<Deadline<'a>>,
}

impl<'a> Plan<'a> {
    /// Makes a plan for a day on which the exam can be taken.
    ///
    /// # Errors
    /// Why there is none.
    pub fn new(certification: &'a Certification, options: &Options, context: &Context<'a>) -> Result<Self, Refusal> {
        let from = options.from.unwrap_or(context.day);
        let standing = Standing::of(certification, context.catalog, options.exam, context.language);
        let standing = Refusal::check(standing, from, options.exam, context.day)?;
        let domains = certification.facts.domains.as_deref().map_or(&[][..], |domains| &domains.value);
        let schedule = Schedule::new(domains, from, options.exam, options.per_week);
        let deadlines = deadlines::all(certification, &standing, from, context);
        Ok(Self { certification, standing, schedule, deadlines })
    }
}

/// Plans for an exam.
///
/// # Errors
/// If there can be no plan for that day: why, and what there can be one for.
pub fn run(certification: &Certification, options: &Options, context: &Context<'_>) -> Result<Outcome, String> {
    let plan = Plan::new(certification, options, context)
        .map_err(|refusal| refusal.words(certification, options.from.unwrap_or(context.day), options.exam, context))?;
    let report = Report {
        envelope: context.envelope(),
        blocks: report::blocks(&plan, context),
        records: records::agenda(&plan, context),
    };
    let mut outcome = Outcome::of(report);
    outcome.calendar = Some(calendar::of(&plan, context));
    outcome.notes.extend(too_little(&plan));
    outcome.hints.push("--format ics makes a file of it that calendar programs read".to_owned());
    Ok(outcome)
}

/// Names the domains for which so few hours leave nothing.
fn too_little(plan: &Plan<'_>) -> Option<String> {
    let shares = &plan.schedule.shares;
    let without: Vec<&str> =
        shares.iter().filter(|share| share.hours == Hours::NONE).map(|share| share.name.as_str()).collect();
    (!without.is_empty()).then(|| format!("so few hours leave not a quarter of one for: {}", without.join(", ")))
}
