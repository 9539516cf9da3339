//! Assumptions: what an account takes for granted, each with the fact it rests on or as certcmp's own.

use super::account::Account;
use super::event::Kind;
use super::offer::standard_price;
use super::terms::Terms;
use crate::commands::Context;
use crate::commands::values::in_effect;
use certcmp_dataset::fact::View;
use certcmp_dataset::keeping::{Renewal, Validity};
use certcmp_dataset::vocab::{Route, SittingKind};
use certcmp_dataset::{Certification, Field};

/// Something that is taken for granted.
#[derive(Debug, Clone)]
pub struct Assumption<'a> {
    /// The certification it holds for; all of them if absent.
    pub certification: Option<&'a Certification>,
    /// What it is about, in a word or two.
    pub about: String,
    /// What is taken for granted.
    pub says: String,
    /// The fact it rests on; absent where it is certcmp's own, or where nothing is known.
    pub view: Option<View<'a>>,
    /// It is a rule whose conditions stand in the note of the fact, so that people need the note.
    pub is_rule: bool,
}

/// What all accounts take for granted, certcmp's own choices.
pub fn of_all(accounts: &[Account<'_>], terms: &Terms, context: &Context<'_>) -> Vec<Assumption<'static>> {
    let own = |about: &str, says: String| Assumption {
        certification: None,
        about: about.to_owned(),
        says,
        view: None,
        is_rule: false,
    };
    let any = |kind: Kind| accounts.iter().flat_map(|account| &account.events).any(|event| event.kind == kind);
    let checked = context.catalog.data_date.map_or_else(String::new, |day| format!(" up to {day}"));
    let last = terms.last_day(terms.years);
    let mut all = vec![
        own("Period", format!("from {} to {last}; what falls due later is not counted", terms.from)),
        own(
            "Fees",
            format!("exams and renewals only, before tax, as the sources have them{checked}, unchanged over the years"),
        ),
        own("Attempts", attempts_words(terms.attempts)),
    ];
    if accounts.iter().any(|account| account.events.iter().any(|event| event.sitting == Some(SittingKind::Beta))) {
        let says = "taken once, at the price of the beta; later attempts and renewals are of the standard exam";
        all.push(own("Beta", says.to_owned()));
    }
    if any(Kind::Renewal) {
        let says = "done on the day of expiry, and passed at once; if renewals end before, on their last day, if the \
                    window is open then; they add to the old expiry date where a source says by how much, else they \
                    count from their own day";
        all.push(own("Renewals", says.to_owned()));
        let says = "used where the record has one; each certification is counted by itself, so a voucher earned with \
                    one is not spent on another";
        all.push(own("Discounts", says.to_owned()));
    }
    all
}

fn attempts_words(attempts: u32) -> String {
    if attempts <= 1 {
        return "passed at the first; --attempts counts more".to_owned();
    }
    format!("passed at attempt {attempts}, each paid in full and made on the first day that the waits allow")
}

/// What one account takes for granted, in the order in which it matters.
pub fn of_one<'a>(account: &Account<'a>, context: &Context<'a>) -> Vec<Assumption<'a>> {
    let certification = account.entry.certification;
    let facts = &certification.facts;
    let view = |field: Field| facts.view(field);
    let row = |about: &str, says: String, view: Option<View<'a>>| Assumption {
        certification: Some(certification),
        about: about.to_owned(),
        says,
        view,
        is_rule: true,
    };
    let mut all = prices(account, context);
    if account.terms.attempts > 1 {
        let says =
            facts.retake.as_deref().map_or_else(|| "waits not known".to_owned(), |retake| retake.value.to_string());
        all.push(row("Retakes", says, view(Field::Retake)));
    }
    let valid = row("Valid for", validity_words(certification), view(Field::Validity));
    all.push(Assumption { is_rule: false, ..valid });
    let expires = !matches!(facts.validity.as_deref().map(|fact| fact.value), Some(Validity::NoExpiry));
    if expires {
        let says = facts.renewal.as_deref().map_or_else(|| "not known".to_owned(), |fact| renewal_words(&fact.value));
        all.push(row("Renewal", says, view(Field::Renewal)));
        if let Some(discount) = &facts.holder_discount
            && account.renewals().any(|event| event.fee.is_some_and(|fee| fee.discount.is_some()))
        {
            all.push(row("For holders", format!("{} off a later exam", discount.value), view(Field::HolderDiscount)));
        }
        for field in [Field::RenewalsEnd, Field::CertificationEnds, Field::ContinuedBy] {
            all.extend(
                view(field)
                    .map(|found| row(field.label(), found.display(context.catalog).line().to_string(), Some(found))),
            );
        }
    }
    if let Some(required) = facts.prerequisites_required.as_deref().filter(|fact| !fact.value.entries().is_empty()) {
        let named: Vec<&str> = required.value.entries().iter().map(|entry| entry.what.as_str()).collect();
        let says = format!("{}; its cost is not counted", named.join(", "));
        all.push(row("Required first", says, view(Field::PrerequisitesRequired)));
    }
    all
}

/// The price of every exam that the account counts with.
fn prices<'a>(account: &Account<'a>, context: &Context<'a>) -> Vec<Assumption<'a>> {
    let certification = account.entry.certification;
    let row = |about: String, view: Option<View<'a>>, kind: Option<SittingKind>| {
        let beta = if kind == Some(SittingKind::Beta) { " (beta)" } else { "" };
        let price = view
            .as_ref()
            .map_or_else(|| "not known".to_owned(), |view| view.display(context.catalog).line().to_string());
        let is_rule = kind == Some(SittingKind::Beta);
        Assumption { certification: Some(certification), about, says: format!("{price}{beta}"), view, is_rule }
    };
    let (first, kind) = in_effect(&account.entry, Field::Price).unzip();
    let mut all = vec![row("Price".to_owned(), first, kind.flatten())];
    let later = account.events.iter().skip(1);
    if kind.flatten() == Some(SittingKind::Beta)
        && later.clone().any(|event| event.by.as_deref() == Some(&certification.id))
    {
        let standard = standard_price(certification).map(|price| price.view());
        all.push(row("Price, standard".to_owned(), standard, None));
    }
    let mut others: Vec<&str> = later.filter_map(|event| event.by.as_deref()).collect();
    others.sort_by_key(|found| *found);
    others.dedup();
    for exam in others.into_iter().filter(|id| *id != certification.id) {
        let exam = context.catalog.certification(exam);
        let price = exam.and_then(standard_price).map(|price| price.view());
        all.push(row(format!("Price, {}", exam.map_or("", |exam| &exam.id)), price, None));
    }
    all
}

fn validity_words(certification: &Certification) -> String {
    match certification.facts.validity.as_deref().map(|fact| fact.value) {
        Some(Validity::NoExpiry) => "it does not expire, so there is nothing to renew".to_owned(),
        Some(validity) => format!("{validity} from the day of passing"),
        None => "not known".to_owned(),
    }
}

/// How a certificate is renewed, when, for how long, and which ways there are beside the one that is counted.
fn renewal_words(renewal: &Renewal) -> String {
    let mut words = vec![renewal.how.clone()];
    match (renewal.opens, renewal.closes) {
        (Some(opens), Some(closes)) => words.push(format!("from {opens} before expiry to {closes} after it").into()),
        (Some(opens), None) => words.push(format!("from {opens} before expiry on").into()),
        (None, Some(closes)) => words.push(format!("to {closes} after expiry").into()),
        (None, None) => {}
    }
    words.extend(renewal.extends.map(|span| format!("adds {span}").into()));
    if renewal.routes.contains(&Route::Courses) && renewal.routes.len() > 1 {
        words.push("what courses cost is not known and not counted".into());
    }
    words.join("; ")
}
