//! `plan`: the weeks before an exam, shared out by domain weight, and the days that matter around it.

pub mod days;
pub mod record;
pub mod refusal;
pub mod report;
pub mod schedule;

pub use schedule::Hours;

use super::{Context, Outcome};
use crate::query::Entry;
use anyhow::Result;
use certcmp_dataset::Certification;
use days::PlanDay;
use jiff::civil::Date;
use refusal::{availability, available_on, proposed_day};
use schedule::Schedule;

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
        let entry = Entry { certification, standing: available_on(certification, from, exam, context)? };
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

/// Plans for an exam; fails as [`Plan::new`] does.
pub fn run(certification: &Certification, options: &PlanOptions, context: &Context<'_>) -> Result<Outcome> {
    let plan = Plan::new(certification, options, context)?;
    let ids = vec![certification.id.clone()];
    let outcome = context.answer(ids, || report::blocks(&plan, context), || record::records(&plan, context));
    Ok(Outcome { calendar: Some(record::calendar(&plan, context)), ..outcome })
}
