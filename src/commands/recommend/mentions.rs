//! Mentions: where a certification has the topics and roles that someone asks for.

use super::weights::{Cited, Criterion, FULL, Finding, share};
use super::wishes::Wishes;
use crate::query::matcher::{self, Phrase};
use crate::query::terms::{Meaning, Term, lines, services_of};
use certcmp_dataset::vocab::TopicWeight;
use certcmp_dataset::{Catalog, Certification, Field};

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
pub fn findings<'a>(wishes: &Wishes<'_>, terms: &[Mentions<'a>]) -> Vec<Finding<'a>> {
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
    let weights: Option<Vec<u32>> = domains
        .iter()
        .map(|domain| domain.weight.as_ref().map(|weight| weight.min_tenths + weight.max_tenths))
        .collect();
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

/// Returns what a certification says of a topic, a service or another word.
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
