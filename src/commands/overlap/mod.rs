//! `overlap`: what several exams share, and what only one of them has.

pub mod record;
mod report;
pub mod sharing;

use super::{Context, Outcome, standing};
use crate::query::Entry;
use anyhow::{Result, bail};
use certcmp_dataset::Certification;
use sharing::Sharing;

/// Finds what certifications share. With `full` nothing is cut for people.
///
/// # Errors
/// If there are fewer than two.
pub fn run(certifications: &[&Certification], full: bool, context: &Context<'_>) -> Result<Outcome> {
    let certifications = standing::distinct(certifications);
    if let [] | [_] = certifications.as_slice() {
        let ids: Vec<&str> = certifications.iter().map(|only| only.id.as_str()).collect();
        bail!(
            "overlap needs two certifications; these names all mean {}\n  \
             add another, as in `certcmp overlap aws gcp`",
            ids.join(", ")
        );
    }
    let sharing = Sharing::of(&certifications, context.catalog);
    let entries: Vec<Entry<'_>> =
        certifications.iter().map(|certification| standing::entry(certification, context)).collect();
    Ok(context.answer(
        sharing.shared_ids(context.catalog),
        || report::blocks(&entries, &sharing, full, context),
        || record::of(&entries, &sharing, context),
    ))
}
