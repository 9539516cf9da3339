//! Scores: what counts for and against a certification, criterion by criterion, and where it has a topic or a role.

use super::limits::{requirements, sitting_fact};
use super::weights::{Cited, Criterion, FULL, Finding, Reason, share};
use super::wishes::{Breadth, Wishes, time};
use crate::commands::{Context, names, topics};
use crate::query::Entry;
use crate::query::matcher::{self, Phrase};
use crate::query::terms::{Meaning, Term, lines, services_of};
use certcmp_dataset::{
    Amount, Catalog, Certification, Field, Ground, Level, Standing, Status, Step, TopicWeight, Until,
};

/// Returns everything that counts for or against a certification on the day of its standing, in the order of the
/// criteria. The terms are the topics and roles.
pub fn findings<'a>(
    entry: &Entry<'a>,
    wishes: &Wishes<'a>,
    terms: &[Mentions<'a>],
    context: &Context<'a>,
) -> Vec<Finding<'a>> {
    let certification = entry.certification;
    let with_cloud = wishes.cloud_experience.filter(|_| wishes.allow(certification));
    let mut found: Vec<Finding<'a>> = Vec::new();
    found.extend(flagship(entry, wishes, context));
    found.extend(of_terms(wishes, terms));
    found.extend(wishes.experience.map(|months| experience(certification, Ground::Field, months)));
    found.extend(with_cloud.map(|months| experience(certification, Ground::Cloud, months)));
    found.extend(breadth(certification, wishes, context));
    found.extend(held(certification, wishes, context));
    found.extend(end(entry));
    found
}

/// Returns how near a certification is to the ML certification of a named provider, which it is or replaces.
fn flagship<'a>(entry: &Entry<'a>, wishes: &Wishes<'_>, context: &Context<'a>) -> Option<Finding<'a>> {
    let (certification, day, catalog) = (entry.certification, entry.standing.day, context.catalog);
    let own = catalog.provider(&certification.provider).filter(|_| !wishes.providers.is_empty())?;
    let flagship = catalog.certification(own.flagship.as_deref()?)?;
    let (place, words) = if flagship.id == certification.id {
        (0, format!("the ML certification of {}", own.short_name))
    } else if Standing::of(flagship, catalog, day, context.language).can_be_taken() {
        return None;
    } else {
        let next = catalog.instead(flagship, day, context.language);
        let place = next.iter().position(|next| next.id == certification.id)?;
        (place, format!("follows {}, the ML certification of {}", names::code(flagship), own.short_name))
    };
    let degree = share(1, u32::try_from(place).ok()?.checked_add(1)?);
    let mut finding = Finding::new(Criterion::Flagship, degree, words, Cited::fact(flagship, Field::Suits));
    finding.reasons.extend(succession(degree, flagship, &certification.id, context));
    Some(finding)
}

fn succession<'a>(degree: i64, from: &'a Certification, to: &str, context: &Context<'a>) -> Vec<Reason<'a>> {
    let reason = |step: Step<'a>| {
        let mut cited = Cited::fact(step.from, step.fact);
        if let Some(cited) = &mut cited {
            // A claim that names this successor, if only this one, does not dispute it.
            cited.view.disputed.retain(|claim| !claim.display(context.catalog).lines().contains(&step.to.id));
        }
        Reason::new(degree, format!("{} replaces {}", names::code(step.to), names::code(step.from)), cited)
    };
    context.catalog.succession(from, to).into_iter().map(reason).collect()
}

fn experience(certification: &Certification, ground: Ground, months: u32) -> Finding<'_> {
    let (criterion, on) = match ground {
        Ground::Cloud => (Criterion::CloudExperience, "with the cloud"),
        _ => (Criterion::Experience, "in the field"),
    };
    let Some(fact) = &certification.facts.experience else { return Finding::not_known(criterion) };
    let (degree, words) = match hardest(certification, ground) {
        _ if fact.value.is_empty() => (FULL, "no experience recommended".to_owned()),
        None => (0, format!("{}: none named", criterion.title())),
        Some(amount) => (degree(months, amount), format!("recommends {amount} {on}; you have {}", time(months))),
    };
    Finding::new(criterion, degree, words, Cited::fact(certification, Field::Experience))
}

/// Returns the experience that a certification recommends on a ground, the most where it names several.
pub fn hardest(certification: &Certification, ground: Ground) -> Option<&Amount> {
    let entries = certification.facts.experience.as_deref()?.value.iter();
    let amounts = entries.filter(|entry| entry.ground == ground).map(|entry| &entry.amount);
    amounts.max_by_key(|amount| amount.min_months)
}

/// Returns how well an amount in months meets a recommended one: fully if it is at least that, and below zero by the
/// share that lacks. More never counts less.
fn degree(months: u32, amount: &Amount) -> i64 {
    let least = amount.min_months;
    if months < least { -share(least - months, least) } else { FULL }
}

/// Returns the certification's own breadth, or that of the nearest one of its track that it succeeds, which counts half.
fn breadth<'a>(certification: &'a Certification, wishes: &Wishes<'_>, context: &Context<'a>) -> Option<Finding<'a>> {
    fn text(found: &Certification) -> &str {
        found.facts.breadth.as_deref().map_or("", |fact| fact.value.as_str())
    }
    let wanted = wishes.breadth?;
    let known = |found: &Certification| Breadth::of_text(text(found)).is_some();
    let Some(of) = context.catalog.nearest_forerunner(certification, known) else {
        return Some(Finding::not_known(Criterion::Breadth));
    };
    let (whose, full) = match of.id == certification.id {
        true => (String::new(), FULL),
        false => (format!(" of {}, which it follows", names::code(of)), FULL / 2),
    };
    let degree = if Breadth::of_text(text(of)) == Some(wanted) { full } else { -full };
    let words = format!("breadth{whose}: {}", text(of));
    let mut finding = Finding::new(Criterion::Breadth, degree, words, Cited::fact(of, Field::Breadth));
    finding.reasons.extend(succession(degree, of, &certification.id, context));
    Some(finding)
}

/// Returns what the held certifications count: what the most helpful of them does.
fn held<'a>(certification: &'a Certification, wishes: &Wishes<'a>, context: &Context<'a>) -> Vec<Finding<'a>> {
    let led = wishes.held.iter().map(|held| {
        let (degrees, reasons): (Vec<i64>, Vec<Reason<'a>>) = ways(held, certification, context).into_iter().unzip();
        Finding { criterion: Criterion::Held, degree: FULL.min(degrees.iter().sum()), reasons }
    });
    let carried = wishes.held.iter().map(|held| carried_over(held, certification, context));
    led.max_by_key(|found| found.degree).into_iter().chain(carried.max_by_key(|found| found.degree)).collect()
}

/// Returns the topics that both certifications have, as a share of those of the one that has more.
fn carried_over<'a>(held: &Certification, next: &Certification, context: &Context<'_>) -> Finding<'a> {
    let (own, theirs) = (topics::covered(held, context.catalog), topics::covered(next, context.catalog));
    let shared = theirs.iter().filter(|topic| own.iter().any(|known| known.id == topic.id)).count();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let degree = share(count(shared), count(own.len().max(theirs.len())));
    let words = format!("{} has {shared} of its {} topics", names::code(held), theirs.len());
    let reasons = Some(Reason::new(degree, words, None)).filter(|_| shared > 0).into_iter().collect();
    Finding { criterion: Criterion::CarriedOver, degree, reasons }
}

/// Returns what holding one certification does for another, and how much each way counts, in hundredths.
fn ways<'a>(held: &'a Certification, next: &'a Certification, context: &Context<'a>) -> Vec<(i64, Reason<'a>)> {
    let code = names::code(held);
    let mut ways = Vec::new();
    let mut way = |holds: bool, degree: i64, of: &'a Certification, field: Field, words: String| {
        ways.extend(holds.then(|| (degree, Reason::new(degree, words, Cited::fact(of, field)))));
    };
    let is_required = requirements(next).iter().any(|required| required.any_of.contains(&held.id));
    way(is_required, FULL, next, Field::PrerequisitesRequired, format!("{code} meets its requirement"));
    let steps = context.catalog.succession(held, &next.id);
    if let Some(step) = steps.first() {
        way(true, FULL, held, step.fact, format!("follows {code}"));
    }
    let renews = held.facts.renewal.as_deref().is_some_and(|fact| fact.value.renewed_by.contains(&next.id));
    way(renews, FULL, held, Field::Renewal, format!("renews {code}"));
    let is_near = held.provider == next.provider;
    if let (Some(had), Some(level), true) = (held.level().map(step), next.level().map(step), is_near) {
        way(level > had, FULL / 2, next, Field::Level, format!("a level above {code}"));
        let is_below = level < had && held.track == next.track && steps.is_empty();
        way(is_below, -FULL / 2, next, Field::Level, format!("a level below {code}"));
    }
    if let Some(discount) = &next.facts.holder_discount {
        way(is_near, FULL / 4, next, Field::HolderDiscount, format!("{} off for holders", discount.value));
    }
    ways
}

/// Returns the step of a level on the ladder: entry, role, experience. Levels on one step are not above each other.
fn step(level: Level) -> u8 {
    match level {
        Level::Foundational | Level::Business => 0,
        Level::Associate => 1,
        _ => 2,
    }
}

/// Returns an end that is set, which speaks against an exam, whatever was asked for.
fn end<'a>(entry: &Entry<'a>) -> Option<Finding<'a>> {
    let words = match entry.standing.until.as_ref()? {
        Until::Day(when) => format!("its last day is {}", when.words()),
        Until::Planned(when) => format!("its end is planned for {}", when.words()),
        Until::Opens(id, Some(when)) => format!("it ends when {id} opens, planned for {}", when.words()),
        Until::Opens(id, None) => format!("it ends when {id} opens"),
    };
    let cited = sitting_fact(entry.certification, &Standing { status: Status::Retiring, ..entry.standing.clone() });
    Some(Finding::new(Criterion::End, -FULL, words, cited))
}

#[derive(Debug, Clone)]
pub struct Mentions<'a> {
    /// The place that says most of it, in words; nothing if the certification does not have it.
    pub best: Option<String>,
    /// Every place where it can be, those that say most of it first; without reasons where it is not.
    places: Vec<Finding<'a>>,
}

impl Mentions<'_> {
    pub fn is_in_name(&self) -> bool {
        let is_name = |criterion: Criterion| matches!(criterion, Criterion::TopicName | Criterion::RoleName);
        self.places.iter().any(|place| is_name(place.criterion) && place.degree > 0)
    }
}

/// Returns what the topics and the roles count, from the mentions of each.
fn of_terms<'a>(wishes: &Wishes<'_>, terms: &[Mentions<'a>]) -> Vec<Finding<'a>> {
    let (topics, roles) = terms.split_at(wishes.topics.len());
    let mut findings = Vec::new();
    for terms in [topics, roles] {
        let count = i64::try_from(terms.len()).unwrap_or(i64::MAX);
        for (at, place) in terms.iter().take(1).flat_map(|term| &term.places).enumerate() {
            let found = || terms.iter().filter_map(|term| term.places.get(at));
            let degree = found().map(|place| place.degree).sum::<i64>() / count;
            let reasons = found().flat_map(|place| place.reasons.clone()).collect();
            findings.push(Finding { criterion: place.criterion, degree, reasons });
        }
    }
    findings
}

/// A fact that has a term: how far it meets the term in hundredths, and in words.
type Place = Option<(i64, String, Field)>;

pub fn mentions<'a>(certification: &'a Certification, term: &Term<'_>, catalog: &Catalog) -> Mentions<'a> {
    let (label, phrases) = (term.label(), phrases(term, catalog));
    let is_in = |text: &str| phrases.iter().any(|phrase| phrase.is_in(text));
    let full = |words: Option<String>, field: Field| words.map(|words| (FULL, words, field));
    let line = |field: Field| {
        let line = lines(certification, &[field], catalog).into_iter().find(|line| is_in(line));
        full(line.map(|line| format!("for {line}")), field)
    };
    let is_role = matches!(term.meaning, Meaning::Role(_));
    let places = if is_role {
        let by_name = is_in(certification.name()).then(|| format!("{label} by its name"));
        let name = by_name.or_else(|| subject_and_noun(certification, label, catalog));
        vec![
            (Criterion::RoleName, full(name, Field::Name)),
            (Criterion::RoleRoles, line(Field::Roles)),
            (Criterion::RoleAudience, line(Field::Audience)),
        ]
    } else {
        let is_meant = matches!(term.meaning, Meaning::Certification(meant) if meant.id == certification.id);
        let is_named = is_meant || is_in(certification.name()) || is_in(&certification.short_name);
        let service = services_of(certification, catalog).find(|service| is_in(&service.name));
        vec![
            (Criterion::Topic, topic(certification, term, &is_in, catalog)),
            (Criterion::TopicName, full(is_named.then(|| format!("{label} in its name")), Field::Name)),
            (Criterion::TopicDomains, domains(certification, label, &is_in)),
            (
                Criterion::TopicServices,
                full(service.map(|service| format!("asks about {}", service.brief())), Field::Services),
            ),
        ]
    };
    let best = places.iter().find_map(|(_, place)| place.as_ref()).map(|(_, words, _)| words.clone());
    let named = || term.fits(certification, catalog).then(|| format!("names {label}"));
    let best = if is_role { best } else { named().map(|named| best.unwrap_or(named)) };
    let finding = |(criterion, place): (Criterion, Place)| match place {
        Some((degree, words, field)) => Finding::new(criterion, degree, words, Cited::fact(certification, field)),
        None => Finding { criterion, degree: 0, reasons: Vec::new() },
    };
    Mentions { best, places: places.into_iter().map(finding).collect() }
}

/// Returns the words that stand for a term: those of a topic and of the topics below it.
fn phrases(term: &Term<'_>, catalog: &Catalog) -> Vec<Phrase> {
    match &term.meaning {
        Meaning::Topic(topic) => {
            let topics = catalog.topics.iter().filter(|other| catalog.is_within(&other.id, &topic.id));
            topics.flat_map(|topic| topic.names().filter_map(Phrase::new).collect::<Vec<_>>()).collect()
        }
        Meaning::Services(services) => services.iter().filter_map(|service| Phrase::new(&service.name)).collect(),
        Meaning::Role(phrase) | Meaning::Text(phrase) => vec![phrase.clone()],
        _ => Vec::new(),
    }
}

/// Says that a role is made of the name and a main topic: "MLOps engineer" can be an engineer by name whose main topic
/// is MLOps.
fn subject_and_noun(certification: &Certification, label: &str, catalog: &Catalog) -> Option<String> {
    let (subject, noun) = label.rsplit_once(' ')?;
    let main = certification.topics.iter().filter(|used| used.weight == TopicWeight::Main);
    let mut names = main.filter_map(|used| catalog.topic(&used.topic)).flat_map(|topic| topic.names());
    let is_noun = Phrase::new(noun)?.is_in(certification.name());
    let is_both = is_noun && names.any(|name| matcher::words(name) == matcher::words(subject));
    is_both.then(|| format!("{noun} by its name, {subject} a main topic"))
}

/// Returns the domains that name a term: half, and half of their share of the exam.
fn domains(certification: &Certification, label: &str, is_in: &dyn Fn(&str) -> bool) -> Place {
    let domains = &certification.facts.domains.as_deref()?.value;
    let weights = domains.iter().map(|domain| domain.weight.as_ref());
    let weights = weights.map(|weight| weight.map(|weight| weight.min_tenths + weight.max_tenths));
    let weights: Option<Vec<u32>> = weights.collect();
    let weighted = weights.is_some();
    let weights = weights.unwrap_or_else(|| vec![1; domains.len()]);
    let names = domains.iter().map(|domain| domain.name.as_deref().unwrap_or_default());
    let naming: Vec<(&str, u32)> = names.zip(weights.iter().copied()).filter(|(name, _)| is_in(name)).collect();
    let part = share(naming.iter().map(|(_, weight)| weight).sum(), weights.iter().sum());
    let weight = if weighted { format!(" ({part} %)") } else { String::new() };
    let words = match naming.as_slice() {
        [] => return None,
        [(name, _)] => format!("{label} in the domain “{name}”{weight}"),
        several => format!("{label} in {} of {} domains{weight}", several.len(), domains.len()),
    };
    Some((50 + part / 2, words, Field::Domains))
}

fn topic(certification: &Certification, term: &Term<'_>, is_in: &dyn Fn(&str) -> bool, catalog: &Catalog) -> Place {
    let label = term.label();
    match &term.meaning {
        Meaning::Topic(topic) => {
            let (weight, uses) = catalog.coverage(certification, &topic.id)?;
            let (degree, how) = match weight {
                TopicWeight::Main => (FULL, "is a main topic"),
                TopicWeight::Covered => (FULL / 4, "is covered"),
                TopicWeight::OutOfScope => return None,
            };
            // Where only narrower topics are there, the first of them is named.
            let used = uses.iter().find(|used| used.topic == topic.id).or(uses.first())?;
            let narrower = catalog.topic(&used.topic).filter(|used| used.id != topic.id);
            let name = narrower.map_or(label, |narrower| narrower.label.as_str());
            Some((degree, format!("{name} {how}"), used.field))
        }
        Meaning::Services(wanted) => {
            let service = services_of(certification, catalog).find(|service| wanted.contains(service))?;
            Some((FULL, format!("asks about {}", service.brief()), Field::Services))
        }
        _ => {
            let fields = [Field::Emphasis, Field::Skills, Field::Focus, Field::Audience, Field::Roles];
            let has = |field: &Field| lines(certification, &[*field], catalog).iter().any(|line| is_in(line));
            let field = fields.into_iter().find(has)?;
            Some((FULL / 4, format!("{label} in {}", field.label().to_lowercase()), field))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_experience_never_counts_less() {
        let degree = |months: u32, amount: &str| degree(months, &amount.parse().unwrap());
        for amount in ["1 year", "2+ years", "2–3 years", "up to 6 months"] {
            let degrees: Vec<i64> = (0..=120).map(|months| degree(months, amount)).collect();
            assert!(degrees.is_sorted(), "{amount}: {degrees:?}");
        }
        assert_eq!([degree(0, "2+ years"), degree(12, "2+ years"), degree(24, "2+ years")], [-100, -50, 100]);
        assert_eq!([degree(12, "2–3 years"), degree(72, "2–3 years")], [-50, 100]);
        assert_eq!([degree(0, "up to 6 months"), degree(24, "up to 6 months")], [100, 100]);
    }
}
