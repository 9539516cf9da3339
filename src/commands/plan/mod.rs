//! `plan`: the weeks before an exam, shared out by domain weight, and the days that matter around it.

pub mod answer;
pub mod calendar;
pub mod day;
pub mod days;
pub mod hours;
pub mod keeping;
pub mod record;
pub mod refusal;
pub mod report;
pub mod schedule;

pub use answer::{Plan, PlanOptions};
pub use hours::Hours;

use super::{Context, Outcome};
use anyhow::{Result, anyhow};
use certcmp_dataset::Certification;

/// Plans for an exam.
///
/// # Errors
/// If there can be no plan for that day: why, and for which day or exam there can be one.
pub fn run(certification: &Certification, options: &PlanOptions, context: &Context<'_>) -> Result<Outcome> {
    let plan = Plan::new(certification, options, context)
        .map_err(|refusal| anyhow!(refusal.message(certification, options.from.unwrap_or(context.day), context)))?;
    let ids = vec![certification.id.clone()];
    let mut outcome = context.answer(ids, || report::blocks(&plan, context), || record::records(&plan, context));
    outcome.calendar = Some(calendar::calendar(&plan, context));
    Ok(outcome)
}
