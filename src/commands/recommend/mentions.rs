//! Mentions: where a certification has the topics and roles that someone asks for.

use super::reason::{Cited, Finding, Reason};
use super::weights::{Criterion, Hundredths};
use super::wishes::Wishes;
use crate::query::matcher::{self, Phrase};
use crate::query::terms::{Meaning, Term, lines};
use certcmp_dataset::vocab::TopicWeight;
use certcmp_dataset::{Catalog, Certification, Field, Service};

/// A place in a certification that has a term: how far it meets the term, and the fact in words.
#[derive(Debug, Clone)]
pub struct Mention<'a> {
    pub criterion: Criterion,
    degree: Hundredths,
    reason: Reason<'a>,
}

impl Mention<'_> {
    pub fn is_in_name(&self) -> bool {
        matches!(self.criterion, Criterion::TopicName | Criterion::RoleName)
    }
}

/// The places of a topic, those that say most of it first.
const TOPIC: &[Criterion] =
    &[Criterion::Topic, Criterion::TopicName, Criterion::TopicDomains, Criterion::TopicServices];

const ROLE: &[Criterion] = &[Criterion::RoleName, Criterion::RoleRoles, Criterion::RoleAudience];

/// Returns what the topics and the roles count, from the mentions of each.
pub fn findings<'a>(wishes: &Wishes<'_>, mentions: &[Vec<Mention<'a>>]) -> Vec<Finding<'a>> {
    let (topics, roles) = mentions.split_at(wishes.topics.len());
    let finding = |criterion: &Criterion, mentions: &[Vec<Mention<'a>>]| {
        let found = || mentions.iter().flatten().filter(|mention| mention.criterion == *criterion);
        let sum: i64 = found().map(|mention| mention.degree.0).sum();
        let count = i64::try_from(mentions.len()).unwrap_or(i64::MAX);
        let reasons = found().map(|mention| mention.reason.clone()).collect();
        Finding { criterion: *criterion, degree: Hundredths(sum / count.max(1)), reasons }
    };
    let asked = [(TOPIC, topics), (ROLE, roles)].into_iter().filter(|(_, mentions)| !mentions.is_empty());
    asked.flat_map(|(places, mentions)| places.iter().map(move |criterion| finding(criterion, mentions))).collect()
}

/// Returns the place that says most of a term, in words; nothing if a certification does not have it.
pub fn best(
    certification: &Certification,
    term: &Term<'_>,
    mentions: &[Mention<'_>],
    catalog: &Catalog,
) -> Option<String> {
    let best = mentions.first().map(|mention| mention.reason.words.clone());
    if matches!(term.meaning, Meaning::Role(_)) {
        return best;
    }
    term.fits(certification, catalog).then(|| best.unwrap_or_else(|| format!("names {}", term.label())))
}

/// Returns whether a certification has a term.
pub fn has(certification: &Certification, term: &Term<'_>, catalog: &Catalog) -> bool {
    best(certification, term, &mentions(certification, term, catalog), catalog).is_some()
}

/// Returns the fact by which a certification says that it does not test a topic.
pub fn out_of_scope<'a>(certification: &'a Certification, term: &Term<'_>, catalog: &Catalog) -> Option<Cited<'a>> {
    let Meaning::Topic(topic) = term.meaning else { return None };
    match catalog.coverage(certification, &topic.id)? {
        (TopicWeight::OutOfScope, uses) => Cited::fact(certification, uses.first()?.field),
        _ => None,
    }
}

/// Returns the places in a certification that have a term, those that say most of it first.
pub fn mentions<'a>(certification: &'a Certification, term: &Term<'_>, catalog: &Catalog) -> Vec<Mention<'a>> {
    let (label, phrases) = (term.label(), phrases(term, catalog));
    let is_in = |text: &str| phrases.iter().any(|phrase| phrase.is_in(text));
    let places = if let Meaning::Role(_) = term.meaning { ROLE } else { TOPIC };
    let mention = |criterion: &Criterion| {
        let full = |words: String, field: Field| Some((Hundredths::FULL, words, field));
        let (degree, words, field) = match criterion {
            Criterion::TopicName => {
                let is_meant = matches!(term.meaning, Meaning::Certification(meant) if meant.id == certification.id);
                let is_named =
                    is_meant || [certification.name(), &certification.short_name].into_iter().any(|name| is_in(name));
                is_named.then(|| full(format!("{label} in its name"), Field::Name))?
            }
            Criterion::TopicDomains => domains(certification, label, &is_in),
            Criterion::TopicServices => {
                let service = services(certification, catalog).find(|service| is_in(&service.name))?;
                full(format!("asks about {}", service.brief()), Field::Services)
            }
            Criterion::RoleName if is_in(certification.name()) => full(format!("{label} by its name"), Field::Name),
            Criterion::RoleName => full(subject_and_noun(certification, label, catalog)?, Field::Name),
            Criterion::RoleRoles | Criterion::RoleAudience => {
                let field = if *criterion == Criterion::RoleRoles { Field::Roles } else { Field::Audience };
                let line = lines(certification, &[field], catalog).into_iter().find(|line| is_in(line))?;
                full(format!("for {line}"), field)
            }
            _ => topic(certification, term, &is_in, catalog),
        }?;
        let reason = Reason::of_degree(degree, words, Cited::fact(certification, field));
        Some(Mention { criterion: *criterion, degree, reason })
    };
    places.iter().filter_map(mention).collect()
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

fn services<'a>(certification: &Certification, catalog: &'a Catalog) -> impl Iterator<Item = &'a Service> {
    let listed = certification.facts.services.iter().flat_map(|fact| &fact.value);
    listed.filter_map(|service| catalog.service(*service))
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

/// A fact that has a term: how far it meets the term, and in words.
type Place = Option<(Hundredths, String, Field)>;

/// Returns the domains that name a term: half, and half of their share of the exam.
fn domains(certification: &Certification, label: &str, is_in: &dyn Fn(&str) -> bool) -> Place {
    let domains = &certification.facts.domains.as_deref()?.value;
    let weighted = domains.iter().all(|domain| domain.weight.is_some());
    let share = |domain: &certcmp_dataset::weight::Domain| {
        domain.weight.as_ref().filter(|_| weighted).map_or(1, |weight| weight.min_tenths + weight.max_tenths)
    };
    let whole: u32 = domains.iter().map(share).sum();
    let naming: Vec<_> = domains.iter().filter(|domain| domain.name.as_deref().is_some_and(is_in)).collect();
    let first = naming.first()?;
    let part = Hundredths::share(naming.iter().map(|domain| share(domain)).sum(), whole);
    let weight = if weighted { format!(" ({} %)", part.0) } else { String::new() };
    let name = first.name.as_deref().unwrap_or_default();
    let words = match naming.len() {
        1 => format!("{label} in the domain “{name}”{weight}"),
        more => format!("{label} in {more} of {} domains{weight}", domains.len()),
    };
    Some((Hundredths(50 + part.0 / 2), words, Field::Domains))
}

/// Returns what a certification says of a topic, a service or another word.
fn topic(certification: &Certification, term: &Term<'_>, is_in: &dyn Fn(&str) -> bool, catalog: &Catalog) -> Place {
    let label = term.label();
    match &term.meaning {
        Meaning::Topic(topic) => {
            let (weight, uses) = catalog.coverage(certification, &topic.id)?;
            let (degree, how) = match weight {
                TopicWeight::Main => (Hundredths::FULL, "is a main topic"),
                TopicWeight::Covered => (Hundredths::share(1, 4), "is covered"),
                TopicWeight::OutOfScope => return None,
            };
            // Where only narrower topics are there, the first of them is named.
            let used = uses.iter().find(|used| used.topic == topic.id).or(uses.first())?;
            let narrower = catalog.topic(&used.topic).filter(|used| used.id != topic.id);
            let name = narrower.map_or(label, |narrower| narrower.label.as_str());
            Some((degree, format!("{name} {how}"), used.field))
        }
        Meaning::Services(wanted) => {
            let is_wanted = |service: &&Service| wanted.iter().any(|wanted| wanted.id == service.id);
            let service = services(certification, catalog).find(is_wanted)?;
            Some((Hundredths::FULL, format!("asks about {}", service.brief()), Field::Services))
        }
        _ => {
            let fields = [Field::Emphasis, Field::Skills, Field::Focus, Field::Audience, Field::Roles];
            let has = |field: &Field| lines(certification, &[*field], catalog).iter().any(|line| is_in(line));
            let field = fields.into_iter().find(has)?;
            Some((Hundredths::share(1, 4), format!("{label} in {}", field.label().to_lowercase()), field))
        }
    }
}
