//! `cost`: what it costs to earn certificates and to keep them, event by event.
//!
//! Every rule comes from the facts of the record. What they do not say leaves a sum open; nothing is guessed.

pub mod account;
pub mod amount;
pub mod assumptions;
pub mod attempts;
pub mod blocks;
pub mod event;
pub mod offer;
pub mod records;
pub mod renewal;
pub mod terms;

pub use account::Account;
pub use terms::Terms;

use super::{Audience, Context, Outcome, standing};
use crate::render::report::Report;
use anyhow::{Result, bail};
use certcmp_dataset::Certification;

/// Counts what certifications cost. With `follow`, what cannot be taken on the first day is replaced by what can.
///
/// # Errors
/// If one of them cannot be taken on the first day, or with `follow` none can: a message for the user.
pub fn run(certifications: &[&Certification], terms: &Terms, follow: bool, context: &Context<'_>) -> Result<Outcome> {
    let first_day = Context { day: terms.from, ..*context };
    let mut notes = Vec::new();
    let chosen = standing::chosen(certifications, follow, &first_day, &mut notes)?;
    refuse(&chosen, &first_day)?;
    let accounts: Vec<Account<'_>> =
        chosen.into_iter().map(|certification| Account::of(certification, terms, &first_day)).collect();
    let mut assumed = assumptions::of_all(&accounts, terms, &first_day);
    assumed.extend(accounts.iter().flat_map(|account| assumptions::of_one(account, &first_day)));
    let blocks = match context.audience {
        Audience::People | Audience::Pages => blocks::blocks(&accounts, &assumed, terms, &first_day),
        Audience::Programs => Vec::new(),
    };
    let records = records::records(&accounts, &assumed, terms, &first_day);
    let mut outcome = Outcome::of(Report { envelope: context.envelope(), blocks, records });
    outcome.notes = notes;
    if let Some(first) = accounts.first() {
        let id = &first.entry.certification.id;
        outcome.hints.push(format!("certcmp show {id} --sources tells where each value is from"));
    }
    Ok(outcome)
}

/// Refuses exams that cannot be taken on the first day, all of them at once, and names what can be taken instead.
fn refuse(certifications: &[&Certification], first_day: &Context<'_>) -> Result<()> {
    let mut problems = Vec::new();
    let mut followed = false;
    for certification in certifications {
        let entry = standing::entry(certification, first_day);
        if entry.standing.can_be_taken() {
            continue;
        }
        problems.push(standing::explain(&entry, first_day).join("\n  "));
        followed |= !standing::replacements(&entry, first_day).is_empty();
    }
    if problems.is_empty() {
        return Ok(());
    }
    problems.push(if followed {
        "  --current counts what replaced them; --from counts from another day".to_owned()
    } else {
        "  `certcmp list` shows what can be taken, and where that is in doubt; --from counts from another day"
            .to_owned()
    });
    bail!(problems.join("\n"))
}
