//! Limits: what excludes a certification, with the fact. A fact that is absent excludes nothing.

use super::weights::{Cited, FULL, Reason, Speaks};
use super::wishes::{Wishes, dollars};
use crate::commands::{Context, names, standing};
use crate::query::Entry;
use crate::query::filter::price;
use crate::query::terms::Meaning;
use certcmp_dataset::{Catalog, Certification, Field, Requirement, SittingField, Standing, Status, TopicWeight, kinds};

kinds! {
    Limit {
        /// No day in the span on which it is available in the language, or perhaps available.
        Day = "day", "day";
        Held = "held", "held";
        Level = "level", "level";
        /// It does not test what was asked for.
        Topic = "topic", "topic";
        Budget = "budget", "budget";
        /// It requires something that is not held.
        Required = "required", "required";
    }
}

pub type Limits<'a> = Vec<(Limit, Reason<'a>)>;

/// Tries a certification against every limit. Returns its standing on the day that is asked about, with what excludes it;
/// where nothing does, that on the first day on which it is available, or perhaps available.
pub fn decide<'a>(
    certification: &'a Certification,
    wishes: &Wishes<'a>,
    context: &Context<'a>,
) -> (Entry<'a>, Limits<'a>) {
    let last = wishes.by.unwrap_or(context.day);
    let chances = Standing::chances(certification, context.catalog, context.day, last, context.language);
    let today = standing::entry(certification, context);
    let perhaps = Some(&today.standing).filter(|today| today.status.is_open() && today.in_doubt);
    let Some(standing) = chances.into_iter().next().or(perhaps.cloned()) else {
        let reason = no_day(&today, wishes, context);
        return (today, vec![(Limit::Day, reason)]);
    };
    let limits = limits(certification, wishes, context.catalog);
    (if limits.is_empty() { Entry { certification, standing } } else { today }, limits)
}

fn limits<'a>(certification: &'a Certification, wishes: &Wishes<'a>, catalog: &Catalog) -> Limits<'a> {
    let mut limits = Vec::new();
    let against =
        |words: String, of: &'a Certification, field: Field| Reason::new(-FULL, words, Cited::fact(of, field));
    let leads = |held: &&&'a Certification| {
        held.facts.continued_by.as_deref().is_some_and(|next| next.value.contains(&certification.id))
    };
    if wishes.holds(&certification.id) {
        limits.push((Limit::Held, Reason::new(-FULL, "already held".to_owned(), None)));
    } else if let Some(held) = wishes.held.iter().find(leads) {
        let words = format!("leads to the certification of {}, which you hold", names::code(held));
        limits.push((Limit::Held, against(words, held, Field::ContinuedBy)));
    }
    let level = certification.level();
    if !wishes.levels.is_empty() && !level.is_some_and(|level| wishes.levels.contains(&level)) {
        let reason = level.map(|level| against(format!("{} level", level.title()), certification, Field::Level));
        let not_known = || Reason { speaks: Speaks::NotKnown, words: "level not known".to_owned(), cited: None };
        limits.push((Limit::Level, reason.unwrap_or_else(not_known)));
    }
    for term in &wishes.topics {
        let Meaning::Topic(topic) = term.meaning else { continue };
        let Some((TopicWeight::OutOfScope, uses)) = catalog.coverage(certification, &topic.id) else { continue };
        for used in uses.iter().take(1) {
            let reason = against(format!("{} is out of scope", term.label()), certification, used.field);
            limits.push((Limit::Topic, reason));
        }
    }
    let prices = price(certification).zip(wishes.budget);
    if let Some((price, most)) = prices.filter(|(price, most)| price > most) {
        let words = format!("costs {}, more than {}", dollars(price), dollars(most));
        limits.push((Limit::Budget, against(words, certification, Field::Price)));
    }
    let is_lacking =
        |required: &&Requirement| !required.any_of.is_empty() && !required.any_of.iter().any(|id| wishes.holds(id));
    if let Some(lacking) = requirements(certification).iter().find(is_lacking) {
        let codes: Vec<String> = lacking.any_of.iter().map(|id| id.to_uppercase()).collect();
        let words = format!("requires {}, such as {} (--held)", lacking.what, codes.join(" or "));
        limits.push((Limit::Required, against(words, certification, Field::PrerequisitesRequired)));
    }
    limits
}

/// Returns what a certification requires; nothing where that is not known.
pub fn requirements(certification: &Certification) -> &[Requirement] {
    certification.facts.prerequisites_required.as_deref().map_or(&[], |required| &required.value)
}

fn no_day<'a>(today: &Entry<'a>, wishes: &Wishes<'_>, context: &Context<'a>) -> Reason<'a> {
    let (certification, standing) = (today.certification, &today.standing);
    let over = matches!(standing.status, Status::Retired | Status::NotOffered | Status::Unknown);
    let by = wishes.by.filter(|_| !over && !standing.in_doubt);
    let next = context.catalog.instead(certification, context.day, context.language);
    let mut words = standing.sentences(certification);
    words.extend(by.map(|by| format!(" No day up to {by} is certain.")));
    words.extend((over && !next.is_empty()).then(|| format!(" Replaced by {}.", names::codes(&next))));
    Reason::new(-FULL, words, sitting_fact(certification, standing))
}

/// Returns the fact from which a standing follows: the last day of its sitting or the first, or the languages if it has
/// no sitting in the one that is asked about.
pub fn sitting_fact<'a>(certification: &'a Certification, standing: &Standing) -> Option<Cited<'a>> {
    let sitting = standing.sitting.and_then(|at| certification.sittings.get(at));
    let order = match standing.status {
        Status::Available | Status::Retiring | Status::Retired => [SittingField::Last, SittingField::First],
        _ => [SittingField::First, SittingField::Last],
    };
    let fact = |field: SittingField| {
        Some(Cited { of: &certification.id, key: field.key(), view: sitting?.facts.view(field)? })
    };
    order.into_iter().find_map(fact).or_else(|| Cited::fact(certification, Field::Languages))
}
