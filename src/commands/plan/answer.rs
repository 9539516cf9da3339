//! The plan for one exam: its day, its weeks, and the days that matter.

use super::day::PlanDay;
use super::days;
use super::hours::Hours;
use super::refusal::{Availability, Refusal, proposed_day};
use super::schedule::Schedule;
use crate::commands::Context;
use certcmp_dataset::{Certification, Standing};
use jiff::civil::Date;

/// The hours of a week where nothing else is said; our own choice.
const USUAL_HOURS: Hours = Hours { quarters: 6 * 4 };

/// What a plan is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanOptions {
    /// The day of the exam; proposed if absent.
    pub exam: Option<Date>,
    /// The first day of study; the day of the context if absent.
    pub from: Option<Date>,
    /// The hours of each week; the usual ones if absent.
    pub per_week: Option<Hours>,
    /// List the days of further attempts.
    pub retakes: bool,
}

/// A plan for one exam.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// The exam.
    pub certification: &'a Certification,
    /// The standing of the exam on its day.
    pub standing: Standing,
    /// The day for which the plan was made.
    pub today: Date,
    /// The weeks before the exam.
    pub schedule: Schedule,
    /// The days that matter around it.
    pub days: Vec<PlanDay<'a>>,
    /// The exam day is a proposal.
    pub exam_assumed: bool,
    /// The hours of a week are a proposal.
    pub hours_assumed: bool,
}

impl<'a> Plan<'a> {
    /// Makes a plan for a day on which the exam is available, or perhaps available.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn new(
        certification: &'a Certification,
        options: &PlanOptions,
        context: &Context<'a>,
    ) -> Result<Self, Refusal> {
        let from = options.from.unwrap_or(context.day);
        let exam = options.exam.unwrap_or_else(|| proposed_day(certification, from, context));
        let standing = Standing::of(certification, context.catalog, exam, context.language);
        let standing = Refusal::check(standing, from, exam, context.day)?;
        let domains = certification.facts.domains.as_deref().map_or(&[][..], |domains| &domains.value);
        let schedule = Schedule::new(domains, from, exam, options.per_week.unwrap_or(USUAL_HOURS));
        let days = days::all(certification, &standing, from, options.retakes, context);
        Ok(Self {
            certification,
            standing,
            today: context.day,
            schedule,
            days,
            exam_assumed: options.exam.is_none(),
            hours_assumed: options.per_week.is_none(),
        })
    }

    /// Whether it is in doubt that the exam is available on its day.
    pub fn is_in_doubt(&self) -> bool {
        Availability::of(&self.standing) != Availability::Yes
    }
}
