//! `cost`: the cost of earning certificates and renewing them.
//!
//! Every rule comes from the facts of the record. What they do not say leaves a sum open; nothing is guessed.

pub mod account;
pub mod amount;
pub mod assumptions;
pub mod attempts;
pub mod event;
pub mod offer;
pub mod record;
pub mod renewal;
pub mod report;
pub mod terms;

pub use account::Account;
pub use terms::{CostOptions, Terms};

use super::{Context, Outcome, names, standing};
use crate::query::Entry;
use account::{Cost, Start};
use anyhow::{Result, bail};
use certcmp_dataset::Certification;

/// Counts what certifications cost.
///
/// # Errors
/// If one of them is not available on the first day and will not be.
pub fn run(certifications: &[&Certification], options: &CostOptions<'_>, context: &Context<'_>) -> Result<Outcome> {
    let first_day = Context { day: options.terms.from, ..*context };
    let cost = Cost { terms: options.terms, accounts: accounts(certifications, options, &first_day)? };
    let assumed = assumptions::all(&cost, &first_day);
    let ids = cost.accounts.iter().map(|account| account.entry.certification.id.clone()).collect();
    Ok(context.answer(
        ids,
        || report::blocks(&cost, &assumed, options, &first_day),
        || record::records(&cost, &assumed, &first_day),
    ))
}

/// Returns the account of each certification, or an error that names all that are not available.
fn accounts<'a>(
    certifications: &[&'a Certification],
    options: &CostOptions<'_>,
    first_day: &Context<'a>,
) -> Result<Vec<Account<'a>>> {
    let mut discounts: Vec<&Certification> = options.held.iter().map(|row| row.certification).collect();
    let mut accounts = Vec::new();
    let mut problems: Vec<String> = Vec::new();
    for certification in standing::distinct(certifications) {
        let start = match options.held.iter().find(|row| is_same(row.certification, certification)) {
            Some(row) => Start::Held(row.lapse),
            None if certification.facts.holder_discount.is_none() => Start::New { by_holder: None },
            None => {
                let at = discounts.iter().position(|held| held.provider == certification.provider);
                Start::New { by_holder: at.map(|at| names::code(discounts.remove(at))) }
            }
        };
        match Account::of(certification, &options.terms, start, first_day) {
            Ok(account) => accounts.push(account),
            Err(standing) => {
                let lines = standing::explain(&Entry { certification, standing: *standing }, first_day);
                problems.push(lines.join("\n  "));
            }
        }
    }
    if !problems.is_empty() {
        bail!("{}\n  use --from to count from another day", problems.join("\n"));
    }
    Ok(accounts)
}

/// Whether the exam of a certification leads to the certificate that is held.
fn is_same(held: &Certification, certification: &Certification) -> bool {
    let next = held.facts.continued_by.as_deref().map_or(&[][..], |next| &next.value.0);
    held.id == certification.id || next.contains(&certification.id)
}
