//! What a cost takes for granted: our own choices, and the facts behind each certificate.

use super::account::Account;
use super::course::standard_price;
use crate::commands::Context;
use certcmp_dataset::{Certification, Field, View};

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

/// What is assumed, and of what; the certification and the fact behind it, unless it is our own choice.
pub struct Assumption<'a> {
    pub about: String,
    pub says: String,
    pub fact: Option<(&'a Certification, View<'a>)>,
}

pub fn all<'a>(accounts: &[Account<'a>], context: &Context<'a>) -> Vec<Assumption<'a>> {
    let choice = |(about, says): (&str, &str)| Assumption { about: about.into(), says: says.into(), fact: None };
    let mut found: Vec<Assumption<'a>> = CHOICES.into_iter().map(choice).collect();
    for account in accounts {
        let certification = account.entry.certification;
        let mut exams: Vec<&str> = account.events.iter().filter_map(|event| event.exam.as_deref()).collect();
        exams.sort_by_key(|id| (*id != certification.id, *id));
        exams.dedup();
        let exams = exams.into_iter().filter_map(|id| context.catalog.certification(id));
        let price = |exam: &'a Certification| {
            Some((format!("Price of {}", exam.id.to_uppercase()), standard_price(exam)?.view()))
        };
        let fact = |field: &Field| Some((field.label().to_owned(), certification.facts.view(*field)?));
        let facts = exams.filter_map(price).chain(FIELDS.iter().filter_map(fact));
        found.extend(facts.map(|(about, view)| {
            let says = view.display(context.catalog).line();
            Assumption { about, says, fact: Some((certification, view)) }
        }));
    }
    found
}
