//! Limits: what excludes a certification, and the facts that say so. A fact that is absent excludes nothing.

use super::reason::{Cited, Reason, Speaks};
use super::wishes::{Wishes, dollars};
use crate::commands::Context;
use crate::commands::values::in_effect;
use crate::query::{Entry, InEffect};
use certcmp_dataset::experience::{OrNone, Requirement};
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Certification, Field, SittingField, Standing, Status};

/// What a certification is excluded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// There is no day in the span on which it can certainly be taken in the language.
    Day,
    /// It is held already.
    Held,
    /// It costs too much.
    Budget,
    /// It requires something that is not held.
    Required,
}

impl Limit {
    /// The label of the fact that it rests on.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Day | Self::Held => "Can be taken",
            Self::Budget => Field::Price.label(),
            Self::Required => Field::PrerequisitesRequired.label(),
        }
    }

    /// The machine names.
    pub const WORDS: &'static [&'static str] = &["day", "held", "budget", "required"];

    /// The machine name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Held => "held",
            Self::Budget => "budget",
            Self::Required => "required",
        }
    }
}

/// What the limits make of a certification.
#[derive(Debug, Clone)]
pub enum Verdict<'a> {
    /// It is within all of them: as it stands on the first day on which it is.
    Within(Entry<'a>),
    /// It is not, for these reasons.
    Excluded(Vec<(Limit, Reason<'a>)>),
}

/// Tries a certification against every limit.
pub fn verdict<'a>(certification: &'a Certification, wishes: &Wishes<'a>, context: &Context<'a>) -> Verdict<'a> {
    let last = wishes.by.unwrap_or(context.day);
    let chances = Standing::chances(certification, context.catalog, context.day, last, context.language);
    let mut entries: Vec<Entry<'a>> = chances.into_iter().map(|standing| Entry { certification, standing }).collect();
    if entries.is_empty() {
        return Verdict::Excluded(vec![(Limit::Day, no_day(certification, wishes, context))]);
    }
    if let Some(reason) = held_already(certification, wishes) {
        return Verdict::Excluded(vec![(Limit::Held, reason)]);
    }
    let mut reasons = Vec::new();
    let dear = |entry: &Entry<'_>| price(entry).zip(wishes.budget).is_some_and(|(price, most)| price > most);
    if entries.iter().all(dear) {
        reasons.extend(
            entries.iter().min_by_key(|entry| price(entry)).map(|entry| (Limit::Budget, too_dear(entry, wishes))),
        );
    }
    reasons.extend(not_held(certification, wishes).map(|reason| (Limit::Required, reason)));
    if !reasons.is_empty() {
        return Verdict::Excluded(reasons);
    }
    entries.retain(|entry| !dear(entry));
    match entries.into_iter().next() {
        Some(entry) => Verdict::Within(entry),
        None => Verdict::Excluded(reasons),
    }
}

fn price(entry: &Entry<'_>) -> Option<u32> {
    InEffect::of(entry.certification, &entry.standing).price()
}

fn no_day<'a>(certification: &'a Certification, wishes: &Wishes<'_>, context: &Context<'a>) -> Reason<'a> {
    let standing = Standing::of(certification, context.catalog, context.day, context.language);
    let mut words = standing.sentences(certification);
    let over = matches!(standing.status, Status::Retired | Status::NotOffered | Status::Unknown);
    if let (Some(by), false, false) = (wishes.by, over, standing.in_doubt) {
        words.push_str(&format!(" No day up to {by} is certain."));
    }
    let next = context.catalog.instead(certification, context.day, context.language);
    if over && !next.is_empty() {
        let ids: Vec<&str> = next.iter().map(|next| next.id.as_str()).collect();
        words.push_str(&format!(" Instead: {}.", ids.join(", ")));
    }
    Reason::new(Speaks::Against, words, sitting_fact(certification, &standing))
}

/// The fact on which a standing rests: the last day of its sitting or the first, or the languages if it has no sitting
/// in the one that is asked about.
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
        return Some(Reason::new(Speaks::Against, "You hold it already.", None));
    }
    let same = wishes
        .held
        .iter()
        .find(|held| held.facts.continued_by.as_deref().is_some_and(|next| next.value.0.contains(&certification.id)))?;
    let words = format!("It leads to the certification of {}, which you hold.", same.id);
    Some(Reason::new(Speaks::Against, words, Cited::fact(same, Field::ContinuedBy)))
}

fn too_dear<'a>(entry: &Entry<'a>, wishes: &Wishes<'_>) -> Reason<'a> {
    let price = price(entry).map(dollars).unwrap_or_default();
    let most = wishes.budget.map(dollars).unwrap_or_default();
    let (cited, kind) = price_fact(entry);
    let beta = if kind == Some(SittingKind::Beta) { " in the beta" } else { "" };
    Reason::new(Speaks::Against, format!("It costs {price}{beta}, more than {most}."), cited)
}

/// The price in effect as a cited fact, with the kind of the sitting whose own it is.
fn price_fact<'a>(entry: &Entry<'a>) -> (Option<Cited<'a>>, Option<SittingKind>) {
    match in_effect(entry, Field::Price) {
        Some((view, kind)) => (
            Some(Cited { of: &entry.certification.id, key: Field::Price.key(), label: Field::Price.label(), view }),
            kind,
        ),
        None => (None, None),
    }
}

fn requirements(certification: &Certification) -> Option<&OrNone<Requirement>> {
    certification.facts.prerequisites_required.as_deref().map(|required| &required.value)
}

/// The first requirement for which a certification has to be held that is not.
fn not_held<'a>(certification: &'a Certification, wishes: &Wishes<'_>) -> Option<Reason<'a>> {
    let open = |requirement: &&Requirement| {
        !requirement.any_of.is_empty() && !requirement.any_of.iter().any(|id| wishes.holds(id))
    };
    let lacking = requirements(certification)?.entries().iter().find(open)?;
    let words = format!(
        "It requires {}, such as {}; name it with --held if you hold it.",
        lacking.what,
        lacking.any_of.join(" or ")
    );
    Some(Reason::new(Speaks::Against, words, Cited::fact(certification, Field::PrerequisitesRequired)))
}

/// What the limits rest on for a certification that is within them: when it can be taken, its price, what it requires.
pub fn kept<'a>(entry: &Entry<'a>, wishes: &Wishes<'_>, context: &Context<'a>) -> Vec<(Limit, Reason<'a>)> {
    vec![
        (Limit::Day, taken(entry, context)),
        (Limit::Budget, affordable(entry, wishes)),
        (Limit::Required, required(entry.certification, wishes)),
    ]
}

fn taken<'a>(entry: &Entry<'a>, context: &Context<'a>) -> Reason<'a> {
    let mut words = entry.standing.sentences(entry.certification);
    if entry.standing.day > context.day {
        words = format!("From {}. {words}", entry.standing.day);
    }
    Reason::new(Speaks::Neither, words, sitting_fact(entry.certification, &entry.standing))
}

fn affordable<'a>(entry: &Entry<'a>, wishes: &Wishes<'_>) -> Reason<'a> {
    let (cited, kind) = price_fact(entry);
    let beta = if kind == Some(SittingKind::Beta) { " (beta)" } else { "" };
    let words = match (price(entry).map(dollars), wishes.budget.map(dollars)) {
        (Some(price), Some(most)) => format!("{price}{beta}, within {most}"),
        (Some(price), None) => format!("{price}{beta}"),
        (None, Some(most)) => format!("not known, nor whether it is within {most}"),
        (None, None) => "not known".to_owned(),
    };
    let speaks = if cited.is_some() { Speaks::Neither } else { Speaks::NotKnown };
    Reason::new(speaks, words, cited)
}

fn required<'a>(certification: &'a Certification, wishes: &Wishes<'_>) -> Reason<'a> {
    let Some(required) = requirements(certification) else { return Reason::not_known("not known") };
    let cited = Cited::fact(certification, Field::PrerequisitesRequired);
    let words: Vec<String> = required
        .entries()
        .iter()
        .map(|requirement| match requirement.any_of.iter().find(|id| wishes.holds(id)) {
            Some(held) => format!("{} ({held}, which you hold)", requirement.what),
            None => format!("{} (whether you have it is not known here)", requirement.what),
        })
        .collect();
    let words = if words.is_empty() { "nothing".to_owned() } else { words.join("; ") };
    Reason::new(Speaks::Neither, words, cited)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Audience;
    use certcmp_dataset::Catalog;
    use certcmp_dataset::language::Language;
    use jiff::civil::{Date, date};

    fn words(id: &str, day: Date, wishes: &Wishes<'_>, catalog: &Catalog) -> Vec<(Limit, String)> {
        let english = Language::english();
        let context = Context { catalog, day, language: &english, audience: Audience::People };
        match verdict(catalog.certification(id).unwrap(), wishes, &context) {
            Verdict::Within(_) => Vec::new(),
            Verdict::Excluded(reasons) => reasons.into_iter().map(|(limit, reason)| (limit, reason.words)).collect(),
        }
    }

    const DAY: Date = date(2026, 11, 23);

    #[test]
    fn each_limit_excludes_with_its_reason() {
        let catalog = crate::dataset::embedded().unwrap();
        let limits = |id: &str, wishes: &Wishes<'_>| -> Vec<Limit> {
            words(id, DAY, wishes, &catalog).into_iter().map(|(limit, _)| limit).collect()
        };
        let cheap = Wishes { budget: Some(10_000), ..Wishes::default() };
        assert_eq!(limits("mls-c01", &Wishes::default()), [Limit::Day]);
        assert_eq!(limits("pmle", &cheap), [Limit::Budget]);
        assert_eq!(limits("ab-100", &Wishes::default()), [Limit::Required]);
        assert_eq!(limits("ab-100", &cheap), [Limit::Budget, Limit::Required]);
        let holder = Wishes { held: vec![catalog.certification("ai-103").unwrap()], ..Wishes::default() };
        assert_eq!(limits("ab-100", &holder), []);
        assert_eq!(limits("ai-103", &holder), [Limit::Held]);
        let continued = Wishes { held: vec![catalog.certification("ai-900").unwrap()], ..Wishes::default() };
        assert_eq!(limits("ai-901", &continued), [Limit::Held]);
    }

    #[test]
    fn a_cheaper_beta_within_the_span_is_within_the_budget() {
        let catalog = crate::dataset::embedded().unwrap();
        let wishes = |budget: u32| Wishes { budget: Some(budget), by: Some(date(2026, 12, 31)), ..Wishes::default() };
        assert_eq!(words("aip-c01", date(2026, 3, 1), &wishes(15_000), &catalog), []);
        let later = words("aip-c01", date(2026, 5, 1), &wishes(15_000), &catalog);
        assert_eq!(later, [(Limit::Budget, "It costs 300 USD, more than 150 USD.".to_owned())]);
    }
}
