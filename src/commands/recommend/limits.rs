//! Limits: what excludes a certification, with the fact. A fact that is absent excludes nothing.

use super::mentions;
use super::reason::{Cited, Reason, Speaks};
use super::wishes::{Wishes, dollars};
use crate::commands::kinds::kinds;
use crate::commands::{Context, names, standing};
use crate::query::Entry;
use certcmp_dataset::experience::{OrNone, Requirement};
use certcmp_dataset::{Certification, Field, SittingField, Standing, Status};

kinds! {
    /// What a certification is excluded by.
    Limit {
        /// No day in the span on which it is available in the language, or perhaps available.
        Day = "day", "day";
        /// Held already.
        Held = "held", "held";
        Level = "level", "level";
        /// It does not test what was asked for.
        Topic = "topic", "topic";
        Budget = "budget", "budget";
        /// It requires something that is not held.
        Required = "required", "required";
    }
}

/// Tries a certification against every limit. Returns its standing on the first day on which it is available, or perhaps
/// available.
///
/// # Errors
/// What excludes it.
pub fn decide<'a>(
    certification: &'a Certification,
    wishes: &Wishes<'a>,
    context: &Context<'a>,
) -> Result<Entry<'a>, Vec<(Limit, Reason<'a>)>> {
    let last = wishes.by.unwrap_or(context.day);
    let mut chances = Standing::chances(certification, context.catalog, context.day, last, context.language);
    let today = standing::entry(certification, context);
    if chances.is_empty() && today.standing.status.is_open() && today.standing.in_doubt {
        chances.push(today.standing.clone());
    }
    let Some(standing) = chances.into_iter().next() else {
        return Err(vec![(Limit::Day, no_day(&today, wishes, context))]);
    };
    let mut reasons: Vec<(Limit, Reason<'a>)> = Vec::new();
    reasons.extend(held_already(certification, wishes).map(|reason| (Limit::Held, reason)));
    let level = Cited::fact(certification, Field::Level);
    if let Some(own) = certification.level().filter(|own| !wishes.levels.is_empty() && !wishes.levels.contains(own)) {
        reasons.push((Limit::Level, Reason::new(Speaks::Against, format!("{} level", own.title()), level)));
    } else if certification.level().is_none() && !wishes.levels.is_empty() {
        reasons.push((Limit::Level, Reason::not_known("level not known")));
    }
    for term in &wishes.topics {
        if let Some(cited) = mentions::out_of_scope(certification, term, context.catalog) {
            let words = format!("{} is out of scope", term.label());
            reasons.push((Limit::Topic, Reason::new(Speaks::Against, words, Some(cited))));
        }
    }
    reasons.extend(too_dear(certification, wishes).map(|reason| (Limit::Budget, reason)));
    reasons.extend(not_held(certification, wishes).map(|reason| (Limit::Required, reason)));
    if reasons.is_empty() { Ok(Entry { certification, standing }) } else { Err(reasons) }
}

/// Returns the standard price of an attempt, in hundredths of a US dollar.
pub fn price(certification: &Certification) -> Option<u32> {
    certification.facts.price.as_deref().map(|price| price.value.0.hundredths)
}

fn no_day<'a>(today: &Entry<'a>, wishes: &Wishes<'_>, context: &Context<'a>) -> Reason<'a> {
    let (certification, standing) = (today.certification, &today.standing);
    let mut words = standing.sentences(certification);
    let over = matches!(standing.status, Status::Retired | Status::NotOffered | Status::Unknown);
    if let (Some(by), false, false) = (wishes.by, over, standing.in_doubt) {
        words.push_str(&format!(" No day up to {by} is certain."));
    }
    let next = context.catalog.instead(certification, context.day, context.language);
    if over && !next.is_empty() {
        let ids: Vec<String> = next.iter().map(|next| names::code(next)).collect();
        words.push_str(&format!(" Replaced by {}.", ids.join(", ")));
    }
    Reason::new(Speaks::Against, words, sitting_fact(certification, standing))
}

/// Returns the fact from which a standing follows: the last day of its sitting or the first, or the languages if it has
/// no sitting in the one that is asked about.
pub fn sitting_fact<'a>(certification: &'a Certification, standing: &Standing) -> Option<Cited<'a>> {
    let languages = || Cited::fact(certification, Field::Languages);
    let Some(sitting) = standing.sitting.and_then(|at| certification.sittings.get(at)) else { return languages() };
    let order = match standing.status {
        Status::Available | Status::Retiring | Status::Retired => [SittingField::Last, SittingField::First],
        _ => [SittingField::First, SittingField::Last],
    };
    let fact = |field: &SittingField| Cited::of_sitting(certification, sitting, *field);
    order.iter().find_map(fact).or_else(languages)
}

fn held_already<'a>(certification: &'a Certification, wishes: &Wishes<'a>) -> Option<Reason<'a>> {
    if wishes.holds(&certification.id) {
        return Some(Reason::new(Speaks::Against, "already held", None));
    }
    let leads = |held: &&&'a Certification| {
        held.facts.continued_by.as_deref().is_some_and(|next| next.value.0.contains(&certification.id))
    };
    let same = wishes.held.iter().find(leads)?;
    let words = format!("leads to the certification of {}, which you hold", names::code(same));
    Some(Reason::new(Speaks::Against, words, Cited::fact(same, Field::ContinuedBy)))
}

fn too_dear<'a>(certification: &'a Certification, wishes: &Wishes<'_>) -> Option<Reason<'a>> {
    let (price, most) = (price(certification)?, wishes.budget?);
    let words = format!("costs {}, more than {}", dollars(price), dollars(most));
    (price > most).then(|| Reason::new(Speaks::Against, words, Cited::fact(certification, Field::Price)))
}

fn requirements(certification: &Certification) -> Option<&OrNone<Requirement>> {
    certification.facts.prerequisites_required.as_deref().map(|required| &required.value)
}

/// Returns the first requirement for which a certification has to be held that is not.
fn not_held<'a>(certification: &'a Certification, wishes: &Wishes<'_>) -> Option<Reason<'a>> {
    let open = |requirement: &&Requirement| {
        !requirement.any_of.is_empty() && !requirement.any_of.iter().any(|id| wishes.holds(id))
    };
    let lacking = requirements(certification)?.entries().iter().find(open)?;
    let codes: Vec<String> = lacking.any_of.iter().map(|id| id.to_uppercase()).collect();
    let words = format!("requires {}, such as {} (--held)", lacking.what, codes.join(" or "));
    Some(Reason::new(Speaks::Against, words, Cited::fact(certification, Field::PrerequisitesRequired)))
}

/// Returns what was tried of a certification that is within the limits, with the label of each: when it is available,
/// its price, what it requires.
pub fn met<'a>(entry: &Entry<'a>, wishes: &Wishes<'_>, context: &Context<'a>) -> Vec<(&'static str, Reason<'a>)> {
    let certification = entry.certification;
    let mut available = entry.standing.sentences(certification);
    if entry.standing.day > context.day {
        available = format!("From {}. {available}", entry.standing.day);
    }
    let fact = |field: Field| Cited::fact(certification, field);
    let reason = |words: Option<String>, cited: Option<Cited<'a>>| match words {
        Some(words) => Reason::new(Speaks::Neither, words, cited),
        None => Reason::not_known("not known"),
    };
    let required = requirements(certification).map(|required| {
        let words = required.entries().iter().map(|entry| match entry.any_of.iter().find(|id| wishes.holds(id)) {
            Some(held) => format!("{} ({}, which you hold)", entry.what, held.to_uppercase()),
            None => entry.what.clone(),
        });
        let words: Vec<String> = words.collect();
        if words.is_empty() { "nothing".to_owned() } else { words.join("; ") }
    });
    vec![
        ("Available", reason(Some(available), sitting_fact(certification, &entry.standing))),
        ("Cost", reason(price(certification).map(dollars), fact(Field::Price))),
        ("Required", reason(required, fact(Field::PrerequisitesRequired))),
    ]
}
