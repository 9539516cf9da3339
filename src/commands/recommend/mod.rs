//! `recommend`: which certification fits, from sourced facts alone, with reasons for and against each.

mod limits;
mod ranking;
pub mod record;
mod report;
mod score;
pub mod weights;
pub mod wishes;

pub use limits::Limit;
pub use ranking::{Ranking, rank};
pub use report::Options;
pub use wishes::Wishes;

use super::{Context, Outcome};
use anyhow::{Result, bail};

/// # Errors
/// If the last day lies before the day that is asked about.
pub fn run<'a>(wishes: &'a Wishes<'a>, options: Options, context: &Context<'a>) -> Result<Outcome> {
    if let Some(by) = wishes.by.filter(|by| *by < context.day) {
        bail!("--by {by} is before {}\n  use a later day, or set the day with --as-of", context.day);
    }
    let ranking = rank(wishes, context);
    let shown = ranking.candidates.get(..options.top).unwrap_or(&ranking.candidates);
    let ids = shown.iter().map(|candidate| candidate.entry.certification.id.clone()).collect();
    Ok(context.answer(
        ids,
        || report::blocks(&ranking, shown, options, context),
        || record::records(&ranking, shown, context),
    ))
}
