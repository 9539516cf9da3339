//! Bare words → what they mean: providers, levels, services, roles, certifications, else text.

use super::matcher::{Phrase, singular, words};
use super::names::{How, Names, is_code, provider};
use super::services::services;
use certcmp_dataset::{Catalog, Certification, Field, Language, Level, Provider, Service, Status, Topic, TopicWeight};
use std::mem::discriminant;

#[derive(Debug, Clone, PartialEq)]
pub enum Meaning<'a> {
    Provider(&'a Provider),
    Level(Level),
    Status(Status),
    Language(Language),
    Certification(&'a Certification),
    Topic(&'a Topic),
    Services(Vec<&'a Service>),
    Role(Phrase),
    Text(Phrase),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Term<'a> {
    pub typed: String,
    pub meaning: Meaning<'a>,
}

/// The longest phrase that is looked up, in words.
const MAX_PHRASE: usize = 6;

/// Words that records spell otherwise.
const SYNONYMS: &[(&str, &str)] = &[
    ("beginner entry fundamentals", "foundational"),
    ("specialist", "specialty"),
    ("home remote remotely", "online"),
    ("labs", "lab"),
];

/// Returns the meaning of words, the longest phrases first: "data scientist", "feature engineering", "vertex ai".
pub fn terms<'a>(typed: &[String], names: &Names<'a>, catalog: &'a Catalog) -> Vec<Term<'a>> {
    let split = typed.iter().flat_map(|word| word.split([' ', ',', '\u{a0}']));
    let all: Vec<&str> = split.filter(|word| !words(word).is_empty()).collect();
    let mut terms = Vec::new();
    let mut rest = all.as_slice();
    while let [first, after @ ..] = rest {
        if is_one_of(FILLERS, &first.to_lowercase()) {
            rest = after;
            continue;
        }
        let known = (1..=MAX_PHRASE.min(rest.len())).rev().find_map(|length| {
            let typed = rest.get(..length)?.join(" ");
            Some((length, Term { meaning: meaning(&typed, names, catalog)?, typed }))
        });
        let length = known.as_ref().map_or(1, |(length, _)| *length);
        terms.extend(known.map(|(_, term)| term).or_else(|| text(first)));
        rest = rest.get(length..).unwrap_or_default();
    }
    terms
}

/// Words between others that say nothing of an exam.
const FILLERS: &str = "a an and at can cert certification certifications certs exam exams for from i in is me my of on or take the \
    to which with";

const AMOUNTS: &str = "about below budget cheap cheapest cost dollars experience experienced free less max maximum min \
    minimum month months more most no over price than under up usd without year years yr yrs zero";

fn is_one_of(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// Returns whether a word is of an amount of time or money: "3", "$100", "years", "under".
pub fn is_of_amount(word: &str) -> bool {
    let unit = word.trim_start_matches(|found: char| !found.is_alphabetic()).to_lowercase();
    unit.is_empty() || is_one_of(AMOUNTS, &unit)
}

fn spelled(typed: &str) -> &str {
    let word = typed.to_lowercase();
    SYNONYMS.iter().find(|(words, _)| is_one_of(words, &word)).map_or(typed, |(_, spelled)| spelled)
}

fn text<'a>(typed: &str) -> Option<Term<'a>> {
    Some(Term { typed: typed.to_owned(), meaning: Meaning::Text(Phrase::new(spelled(typed))?) })
}

pub fn topic<'a>(typed: &str, catalog: &'a Catalog) -> Option<Term<'a>> {
    let meaning = topic_called(typed, catalog).map(Meaning::Topic).or_else(|| Phrase::new(typed).map(Meaning::Text))?;
    Some(Term { typed: typed.to_owned(), meaning })
}

/// Returns the topic of some words: by its id, label or a synonym, in the singular or plural, abbreviated or not.
fn topic_called<'a>(typed: &str, catalog: &'a Catalog) -> Option<&'a Topic> {
    let key = |text: &str| words(text).iter().map(|word| singular(word)).collect::<String>();
    let wanted = key(typed);
    let same = |topic: &&Topic| topic.names().any(|name| key(name) == wanted);
    catalog.topic_called(typed).or_else(|| catalog.topics.iter().find(same))
}

fn meaning<'a>(phrase: &str, names: &Names<'a>, catalog: &'a Catalog) -> Option<Meaning<'a>> {
    let wanted = words(phrase);
    let language = || Language::known().find(|(_, title)| words(title) == wanted)?.0.parse().ok();
    let closed = provider(catalog, phrase).map(Meaning::Provider);
    let closed = closed.or_else(|| Level::named(spelled(phrase)).map(Meaning::Level));
    let closed = closed.or_else(|| Status::named(phrase).map(Meaning::Status));
    let closed = closed.or_else(|| language().map(Meaning::Language));
    if closed.is_some() {
        return closed;
    }
    let named = names.find(phrase).ok().filter(|named| named.how == How::Name).map(|named| named.certification);
    let is_called = |service: &&Service| service.names().any(|name| words(name).concat() == wanted.concat());
    // "Google Cloud Vertex AI" is a provider and its service.
    let exact = || services(catalog, phrase).into_iter().filter(is_called).collect::<Vec<_>>();
    // "AWS exam for data engineers" is a provider and a role.
    let says_more = |word: &String| is_one_of(FILLERS, word) || provider(catalog, word).is_some();
    let role = || Phrase::new(phrase).filter(|role| !wanted.iter().any(says_more) && is_role(phrase, role, catalog));
    let code = named.filter(|certification| is_code(certification, phrase)).map(Meaning::Certification);
    code.or_else(|| topic_called(phrase, catalog).filter(|_| !ends_like_a_role(phrase)).map(Meaning::Topic))
        .or_else(|| named.filter(|found| is_name(found, phrase, catalog)).map(Meaning::Certification))
        .or_else(|| Some(exact()).filter(|services| !services.is_empty()).map(Meaning::Services))
        .or_else(|| role().map(Meaning::Role))
}

/// Returns whether words that lead to a certification mean it alone: "digital leader", not "azure fundamentals", which
/// is a provider and a level, and not a role.
fn is_name(certification: &Certification, phrase: &str, catalog: &Catalog) -> bool {
    let typed: Vec<&str> = phrase.split(' ').collect();
    if is_made_of_parts(&typed, catalog) || typed.iter().any(|word| is_code(certification, word)) {
        return false;
    }
    let has_provider = (1..typed.len()).any(|end| provider(catalog, &typed.split_at(end).0.join(" ")).is_some());
    let titles = [certification.name(), &certification.short_name];
    titles.iter().any(|title| words(title) == words(phrase)) || !(has_provider || ends_like_a_role(phrase))
}

/// Returns whether words are providers, levels and topics, two or more.
fn is_made_of_parts(typed: &[&str], catalog: &Catalog) -> bool {
    let is_part = |part: &[&str]| {
        let text = part.join(" ");
        let is_level = Level::named(spelled(&text)).is_some();
        is_level || provider(catalog, &text).is_some() || topic_called(&text, catalog).is_some()
    };
    (1..typed.len()).any(|end| {
        let (first, rest) = typed.split_at(end);
        is_part(first) && (is_part(rest) || is_made_of_parts(rest, catalog))
    })
}

fn ends_like_a_role(typed: &str) -> bool {
    const ENDINGS: &str = "administrator analyst architect consultant developer engineer manager scientist";
    words(typed).last().is_some_and(|last| is_one_of(ENDINGS, singular(last)))
}

/// Returns whether words are a role that an exam names, or a topic and a role: "MLOps engineer", not "senior engineer".
fn is_role(typed: &str, role: &Phrase, catalog: &Catalog) -> bool {
    let mut exams = catalog.certifications.iter();
    if ends_like_a_role(typed) {
        return typed.rsplit_once(' ').is_none_or(|(subject, _)| topic_called(subject, catalog).is_some())
            || exams.any(|certification| names_role(certification, role, catalog));
    }
    let mut roles = exams.filter_map(|certification| certification.facts.roles.as_deref()).flat_map(|fact| &fact.value);
    roles.any(|role| words(role) == words(typed))
}

fn names_role(certification: &Certification, role: &Phrase, catalog: &Catalog) -> bool {
    let lines = lines(certification, &[Field::Roles, Field::Audience], catalog);
    lines.iter().chain([certification.name(), &certification.short_name]).any(|line| role.is_in(line))
}

impl Term<'_> {
    /// Returns what it is called: a topic by the name that was typed, as the vocabulary spells it; else as it was typed.
    pub fn label(&self) -> &str {
        let Meaning::Topic(topic) = &self.meaning else { return &self.typed };
        let mut spelled = topic.label.split(' ').chain(topic.synonyms.iter().map(String::as_str));
        spelled.find(|name| name.eq_ignore_ascii_case(&self.typed)).unwrap_or(&topic.label)
    }

    /// Returns whether it is the same term, or both are of a kind that an exam has only one of.
    pub fn is_of_kind(&self, other: &Self) -> bool {
        let is_single = matches!(self.meaning, Meaning::Provider(_) | Meaning::Level(_) | Meaning::Certification(_));
        self == other || (is_single && discriminant(&self.meaning) == discriminant(&other.meaning))
    }

    /// Returns whether a certification is meant, or is about what is meant.
    pub fn fits(&self, certification: &Certification, catalog: &Catalog) -> bool {
        match &self.meaning {
            // "Databricks" means the exams of that provider, and others' exams about it.
            Meaning::Provider(provider) => {
                certification.provider == provider.id
                    || Phrase::new(&provider.short_name).is_some_and(|name| name.is_in(certification.name()))
            }
            Meaning::Level(level) => certification.level() == Some(*level),
            // The day decides, not the record.
            Meaning::Status(_) => true,
            Meaning::Language(language) => {
                let sittings = certification.sittings.iter();
                let all = sittings.map(|sitting| &sitting.facts.languages).chain([&certification.facts.languages]);
                all.flatten().any(|fact| fact.value.serves(language))
            }
            Meaning::Certification(wanted) => certification.id == wanted.id,
            Meaning::Topic(topic) => {
                catalog.coverage(certification, &topic.id).is_some_and(|(weight, _)| weight != TopicWeight::OutOfScope)
            }
            Meaning::Services(wanted) => names_service(certification, wanted, catalog),
            Meaning::Role(phrase) => names_role(certification, phrase, catalog),
            Meaning::Text(phrase) => searchable(certification, catalog).iter().any(|line| phrase.is_in(line)),
        }
    }
}

pub fn lines(certification: &Certification, fields: &[Field], catalog: &Catalog) -> Vec<String> {
    let views = fields.iter().filter_map(|field| certification.facts.view(*field));
    views.flat_map(|view| view.display(catalog).lines()).collect()
}

pub fn services_of<'a>(certification: &Certification, catalog: &'a Catalog) -> impl Iterator<Item = &'a Service> {
    let listed = certification.facts.services.iter().flat_map(|fact| &fact.value);
    listed.filter_map(|service| catalog.services.get(service.0 as usize))
}

pub fn names_service(certification: &Certification, wanted: &[&Service], catalog: &Catalog) -> bool {
    services_of(certification, catalog).any(|service| wanted.contains(&service))
}

/// Returns every text of a record that a search looks at: not addresses, and not what is out of scope.
pub fn searchable(certification: &Certification, catalog: &Catalog) -> Vec<String> {
    let mut lines = vec![certification.id.clone(), certification.short_name.clone()];
    lines.extend(certification.aliases.iter().cloned());
    let views = certification.facts.views().filter(|(field, _)| !matches!(field, Field::Links | Field::OutOfScope));
    lines.extend(views.flat_map(|(_, view)| view.display(catalog).lines()));
    lines.extend(services_of(certification, catalog).flat_map(Service::names).map(str::to_owned));
    lines
}
