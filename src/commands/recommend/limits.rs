//! Limits: what excludes a certification, with the fact. A fact that is absent excludes nothing.

use super::mentions;
use super::reason::{Cited, Reason};
use super::wishes::{Wishes, dollars};
use crate::commands::kinds::kinds;
use crate::commands::{Context, names, standing};
use crate::query::Entry;
use crate::query::filter::price;
use certcmp_dataset::experience::Requirement;
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

/// A certification and what excludes it.
#[derive(Debug, Clone)]
pub struct Decided<'a> {
    pub entry: Entry<'a>,
    pub reasons: Vec<(Limit, Reason<'a>)>,
}

/// Tries a certification against every limit. Returns what excludes it, with its standing on the day that is asked about;
/// where nothing does, with that on the first day on which it is available, or perhaps available.
pub fn decide<'a>(certification: &'a Certification, wishes: &Wishes<'a>, context: &Context<'a>) -> Decided<'a> {
    let last = wishes.by.unwrap_or(context.day);
    let chances = Standing::chances(certification, context.catalog, context.day, last, context.language);
    let today = standing::entry(certification, context);
    let perhaps = Some(&today.standing).filter(|today| today.status.is_open() && today.in_doubt);
    let Some(standing) = chances.into_iter().next().or(perhaps.cloned()) else {
        let reasons = vec![(Limit::Day, no_day(&today, wishes, context))];
        return Decided { entry: today, reasons };
    };
    let mut reasons: Vec<(Limit, Reason<'a>)> = Vec::new();
    reasons.extend(held_already(certification, wishes).map(|reason| (Limit::Held, reason)));
    let level = certification.level();
    if !wishes.levels.is_empty() && !level.is_some_and(|level| wishes.levels.contains(&level)) {
        let cited = Cited::fact(certification, Field::Level);
        let reason = level.map(|level| Reason::against(format!("{} level", level.title()), cited));
        reasons.push((Limit::Level, reason.unwrap_or_else(|| Reason::not_known("level not known"))));
    }
    for term in &wishes.topics {
        if let Some(cited) = mentions::out_of_scope(certification, term, context.catalog) {
            reasons.push((Limit::Topic, Reason::against(format!("{} is out of scope", term.label()), Some(cited))));
        }
    }
    reasons.extend(too_dear(certification, wishes).map(|reason| (Limit::Budget, reason)));
    reasons.extend(not_held(certification, wishes).map(|reason| (Limit::Required, reason)));
    let entry = if reasons.is_empty() { Entry { certification, standing } } else { today };
    Decided { entry, reasons }
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
        words.push_str(&format!(" Replaced by {}.", names::codes(&next)));
    }
    Reason::against(words, sitting_fact(certification, standing))
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

fn held_already<'a>(certification: &'a Certification, wishes: &Wishes<'a>) -> Option<Reason<'a>> {
    if wishes.holds(&certification.id) {
        return Some(Reason::against("already held", None));
    }
    let leads = |held: &&&'a Certification| {
        held.facts.continued_by.as_deref().is_some_and(|next| next.value.contains(&certification.id))
    };
    let same = wishes.held.iter().find(leads)?;
    let words = format!("leads to the certification of {}, which you hold", names::code(same));
    Some(Reason::against(words, Cited::fact(same, Field::ContinuedBy)))
}

fn too_dear<'a>(certification: &'a Certification, wishes: &Wishes<'_>) -> Option<Reason<'a>> {
    let (price, most) = (price(certification)?, wishes.budget?);
    let words = format!("costs {}, more than {}", dollars(price), dollars(most));
    (price > most).then(|| Reason::against(words, Cited::fact(certification, Field::Price)))
}

/// Returns what a certification requires, where that is known.
pub fn requirements(certification: &Certification) -> Option<&[Requirement]> {
    certification.facts.prerequisites_required.as_deref().map(|required| required.value.entries())
}

/// Returns the first requirement for which a certification has to be held that is not.
fn not_held<'a>(certification: &'a Certification, wishes: &Wishes<'_>) -> Option<Reason<'a>> {
    let open = |requirement: &&Requirement| {
        !requirement.any_of.is_empty() && !requirement.any_of.iter().any(|id| wishes.holds(id))
    };
    let lacking = requirements(certification)?.iter().find(open)?;
    let codes: Vec<String> = lacking.any_of.iter().map(|id| id.to_uppercase()).collect();
    let words = format!("requires {}, such as {} (--held)", lacking.what, codes.join(" or "));
    Some(Reason::against(words, Cited::fact(certification, Field::PrerequisitesRequired)))
}
