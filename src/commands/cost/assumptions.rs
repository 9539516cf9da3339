//! What a cost takes for granted: our own choices, and the facts behind each certificate.

use super::account::{Account, Cost};
use super::offer::standard_price;
use crate::commands::Context;
use certcmp_dataset::fact::View;
use certcmp_dataset::{Certification, Field};

/// The facts behind a certificate besides its price, in the order in which they matter.
const FIELDS: [Field; 8] = [
    Field::Validity,
    Field::Renewal,
    Field::HolderDiscount,
    Field::RenewalsEnd,
    Field::CertificationEnds,
    Field::ContinuedBy,
    Field::PrerequisitesRequired,
    Field::Retake,
];

/// Our own choices; a subject and what is assumed of it.
const CHOICES: [(&str, &str); 6] = [
    ("Fees", "exams and renewals only, before tax, unchanged over the years"),
    ("Exams", "the standard exam, from the first day on which it is available; betas are not counted"),
    ("Attempts", "each on the first day that the waits allow; only the last one is passed"),
    (
        "Renewals",
        "on the day on which the certificate lapses, by the open route that costs least per day of validity; on the last \
         day of renewals if they end before; courses of unknown price are not counted",
    ),
    ("Discounts", "used where the record has one; a voucher earned with one certificate is not spent on another"),
    ("First", "the cost of certificates that must be held first is not counted"),
];

#[derive(Debug, Clone)]
pub struct Assumption<'a> {
    /// Absent if it holds for all.
    pub certification: Option<&'a Certification>,
    /// Its subject, in a word or two.
    pub about: String,
    pub says: String,
    /// The fact behind it; absent where it is our own choice.
    pub view: Option<View<'a>>,
}

/// Returns our own choices, then the facts of each account.
pub fn all<'a>(cost: &Cost<'a>, context: &Context<'a>) -> Vec<Assumption<'a>> {
    let own = |(about, says): (&str, &str)| Assumption {
        certification: None,
        about: about.to_owned(),
        says: says.to_owned(),
        view: None,
    };
    let facts = cost.accounts.iter().flat_map(|account| facts(account, context));
    CHOICES.map(own).into_iter().chain(facts).collect()
}

fn facts<'a>(account: &Account<'a>, context: &Context<'a>) -> Vec<Assumption<'a>> {
    let certification = account.entry.certification;
    let mut exams: Vec<&str> = account.events.iter().filter_map(|event| event.exam.as_deref()).collect();
    exams.sort_by_key(|id| (*id != certification.id, *id));
    exams.dedup();
    let exams = exams.into_iter().filter_map(|id| context.catalog.certification(id));
    let prices =
        exams.filter_map(|exam| Some((format!("Price of {}", exam.id.to_uppercase()), standard_price(exam)?.view())));
    let others = FIELDS.iter().filter_map(|field| Some((field.label().to_owned(), certification.facts.view(*field)?)));
    let row = |(about, view): (String, View<'a>)| Assumption {
        certification: Some(certification),
        about,
        says: view.display(context.catalog).line().to_string(),
        view: Some(view),
    };
    prices.chain(others).map(row).collect()
}
