//! `overlap`: what several exams share, and what only one of them asks for.

pub mod record;
mod report;
pub mod sharing;

use super::{Context, Outcome, standing};
use crate::query::Entry;
use crate::render::report::Report;
use anyhow::{Result, bail};
use certcmp_dataset::{Certification, Standing};
use sharing::Sharing;

/// Finds what certifications share; with `follow`, what can be taken in place of what cannot.
///
/// # Errors
/// If fewer than two certifications are left: a message for the user.
pub fn run(certifications: &[&Certification], follow: bool, context: &Context<'_>) -> Result<Outcome> {
    let mut notes = Vec::new();
    let chosen = standing::chosen(certifications, follow, context, &mut notes)?;
    if let [_] | [] = chosen.as_slice() {
        let ids: Vec<&str> = chosen.iter().map(|only| only.id.as_str()).collect();
        bail!(
            "an overlap takes two certifications, and these names lead to {} alone\n  \
             name another, as in `certcmp overlap aws gcp`",
            ids.join(", ")
        );
    }
    let sharing = Sharing::of(&chosen, context.catalog);
    let entries: Vec<Entry<'_>> = chosen.into_iter().map(|certification| entry(certification, context)).collect();
    let records = record::of(&entries, &sharing, context);
    let mut outcome = Outcome::of(Report {
        envelope: context.envelope(),
        blocks: report::blocks(&entries, &sharing, context),
        records,
    });
    let unknown = entries.iter().zip(&sharing.counts).filter(|(_, count)| count.services == 0);
    notes.extend(unknown.map(|(entry, _)| format!("no services are known of {}", entry.certification.id)));
    if sharing.is_empty() {
        notes.push("nothing is shared, as far as services and topics are known".to_owned());
    }
    outcome.notes = notes;
    if !follow && entries.iter().any(|entry| !entry.standing.can_be_taken()) {
        outcome.hints.push("--current takes what replaced those that cannot be taken".to_owned());
    }
    Ok(outcome)
}

fn entry<'a>(certification: &'a Certification, context: &Context<'_>) -> Entry<'a> {
    let standing = Standing::of(certification, context.catalog, context.day, context.language);
    Entry { certification, standing }
}
