//! Mentions: where a certification has the topics and roles that someone asks for.

use super::reason::{Cited, Finding, Reason, Speaks};
use super::weights::{Criterion, Hundredths};
use super::wishes::Wishes;
use crate::commands::Context;
use crate::query::matcher::{self, Phrase};
use crate::query::terms::{Meaning, Term};
use certcmp_dataset::vocab::TopicWeight;
use certcmp_dataset::{Catalog, Certification, Field, Service};

/// A place in a certification that has a term: how far it meets the term, and the fact in words.
struct Mention<'a> {
    degree: Hundredths,
    words: String,
    cited: Option<Cited<'a>>,
}

/// The places of a topic, those that say most of it first.
const TOPIC: &[Criterion] =
    &[Criterion::Topic, Criterion::TopicName, Criterion::TopicDomains, Criterion::TopicServices];

const ROLE: &[Criterion] = &[Criterion::RoleName, Criterion::RoleRoles, Criterion::RoleAudience];

/// Returns what the topics and the roles count.
pub fn findings<'a>(certification: &'a Certification, wishes: &Wishes<'a>, context: &Context<'a>) -> Vec<Finding<'a>> {
    let asked = [(TOPIC, &wishes.topics), (ROLE, &wishes.roles)].into_iter().filter(|(_, terms)| !terms.is_empty());
    let finding = |criterion: &Criterion, terms: &[Term<'_>]| {
        let mentions: Vec<Mention<'a>> =
            terms.iter().filter_map(|term| mention(certification, *criterion, term, context.catalog)).collect();
        let sum: i64 = mentions.iter().map(|mention| mention.degree.0).sum();
        let count = i64::try_from(terms.len()).unwrap_or(i64::MAX);
        let reasons = mentions.into_iter().map(|mention| Reason::new(Speaks::For, mention.words, mention.cited));
        Finding { criterion: *criterion, degree: Hundredths(sum / count.max(1)), reasons: reasons.collect() }
    };
    asked.flat_map(|(places, terms)| places.iter().map(move |criterion| finding(criterion, terms))).collect()
}

fn is_role(term: &Term<'_>) -> bool {
    matches!(term.meaning, Meaning::Role(_))
}

/// Returns the place that says most of a term, in words; nothing if a certification does not have it.
pub fn best(certification: &Certification, term: &Term<'_>, catalog: &Catalog) -> Option<String> {
    let places = if is_role(term) { ROLE } else { TOPIC };
    let best = places.iter().find_map(|place| mention(certification, *place, term, catalog)).map(|found| found.words);
    if is_role(term) {
        return best;
    }
    term.fits(certification, catalog).then(|| best.unwrap_or_else(|| format!("names {}", term.label())))
}

/// Returns whether the name of a certification has a term.
pub fn in_name(certification: &Certification, term: &Term<'_>, catalog: &Catalog) -> bool {
    let place = if is_role(term) { Criterion::RoleName } else { Criterion::TopicName };
    mention(certification, place, term, catalog).is_some()
}

/// Returns the fact by which a certification says that it does not test a topic.
pub fn out_of_scope<'a>(certification: &'a Certification, term: &Term<'_>, catalog: &Catalog) -> Option<Cited<'a>> {
    let Meaning::Topic(topic) = term.meaning else { return None };
    match catalog.coverage(certification, &topic.id)? {
        (TopicWeight::OutOfScope, uses) => Cited::fact(certification, uses.first()?.field),
        _ => None,
    }
}

fn mention<'a>(
    certification: &'a Certification,
    criterion: Criterion,
    term: &Term<'_>,
    catalog: &'a Catalog,
) -> Option<Mention<'a>> {
    let label = term.label();
    let phrases = phrases(term, catalog);
    let is_in = |text: &str| phrases.iter().any(|phrase| phrase.is_in(text));
    let cited = |field| Cited::fact(certification, field);
    let of = |degree, words, field| Some(Mention { degree, words, cited: cited(field) });
    match criterion {
        Criterion::TopicName => {
            let names = [Some(certification.name()), Some(&certification.short_name)];
            let is_meant = matches!(term.meaning, Meaning::Certification(meant) if meant.id == certification.id);
            let found = is_meant || names.into_iter().flatten().any(|name| is_in(name));
            found.then(|| of(Hundredths::FULL, format!("{label} in its name"), Field::Name)).flatten()
        }
        Criterion::RoleName => {
            let words = if is_in(certification.name()) {
                format!("{label} by its name")
            } else {
                // "MLOps engineer" can be an engineer by name whose main topic is MLOps.
                let (subject, noun) = label.rsplit_once(' ')?;
                let main = certification.topics.iter().filter(|used| used.weight == TopicWeight::Main);
                let mut main = main.filter_map(|used| catalog.topic(&used.topic)).flat_map(|topic| topic.names());
                let is_engineer = Phrase::new(noun)?.is_in(certification.name());
                let is_subject = is_engineer && main.any(|name| matcher::words(name) == matcher::words(subject));
                is_subject.then(|| format!("{noun} by its name, {subject} a main topic"))?
            };
            of(Hundredths::FULL, words, Field::Name)
        }
        Criterion::RoleRoles | Criterion::RoleAudience => {
            let field = if criterion == Criterion::RoleRoles { Field::Roles } else { Field::Audience };
            let view = certification.facts.view(field)?;
            let lines = view.display(catalog).lines();
            let line = lines.iter().find(|line| is_in(line))?;
            of(Hundredths::FULL, format!("for {line}"), field)
        }
        Criterion::TopicDomains => domains(certification, label, &is_in),
        Criterion::TopicServices => {
            let services = services(certification, catalog);
            let service = services.into_iter().find(|service| is_in(&service.name))?;
            of(Hundredths::FULL, format!("asks about {}", service.brief()), Field::Services)
        }
        _ => topic(certification, term, label, &is_in, catalog),
    }
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

fn services<'a>(certification: &Certification, catalog: &'a Catalog) -> Vec<&'a Service> {
    let listed = certification.facts.services.iter().flat_map(|fact| &fact.value);
    listed.filter_map(|service| catalog.service(*service)).collect()
}

/// Returns the domains that name a term: half, and half of their share of the exam.
fn domains<'a>(certification: &'a Certification, label: &str, is_in: &dyn Fn(&str) -> bool) -> Option<Mention<'a>> {
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
    Some(Mention { degree: Hundredths(50 + part.0 / 2), words, cited: Cited::fact(certification, Field::Domains) })
}

/// Returns what a certification says of a topic, a service or another word.
fn topic<'a>(
    certification: &'a Certification,
    term: &Term<'_>,
    label: &str,
    is_in: &dyn Fn(&str) -> bool,
    catalog: &'a Catalog,
) -> Option<Mention<'a>> {
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
            Some(Mention { degree, words: format!("{name} {how}"), cited: Cited::fact(certification, used.field) })
        }
        Meaning::Services(wanted) => {
            let listed = services(certification, catalog);
            let service = listed.into_iter().find(|service| wanted.iter().any(|wanted| wanted.id == service.id))?;
            let words = format!("asks about {}", service.brief());
            Some(Mention { degree: Hundredths::FULL, words, cited: Cited::fact(certification, Field::Services) })
        }
        _ => [Field::Emphasis, Field::Skills, Field::Focus, Field::Audience, Field::Roles].into_iter().find_map(
            |field| {
                let view = certification.facts.view(field)?;
                let named = view.display(catalog).lines().iter().any(|line| is_in(line));
                let words = || format!("{label} in {}", field.label().to_lowercase());
                named.then(|| Mention {
                    degree: Hundredths::share(1, 4),
                    words: words(),
                    cited: Cited::fact(certification, field),
                })
            },
        ),
    }
}
