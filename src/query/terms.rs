//! Bare words → what they mean: providers, levels, services, roles, certifications, else text.

use super::matcher::{Phrase, singular, words};
use super::names::{How, Names, is_code, provider};
use super::services::services;
use certcmp_dataset::language::Language;
use certcmp_dataset::topic::Topic;
use certcmp_dataset::vocab::TopicWeight;
use certcmp_dataset::{Catalog, Certification, Field, Level, Provider, Service, Status};

/// What words mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning<'a> {
    Provider(&'a Provider),
    Level(Level),
    Status(Status),
    Language(Language),
    Certification(&'a Certification),
    Topic(&'a Topic),
    Services(Vec<&'a Service>),
    /// Words of a job role that exams name.
    Role(Phrase),
    /// Words anywhere in a record.
    Text(Phrase),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Term<'a> {
    pub typed: String,
    pub meaning: Meaning<'a>,
}

/// The longest phrase that is looked up, in words.
const MAX_PHRASE: usize = 6;

/// Other words for levels.
const LEVELS: &[(&str, Level)] = &[
    ("fundamentals", Level::Foundational),
    ("beginner", Level::Foundational),
    ("entry", Level::Foundational),
    ("specialist", Level::Specialty),
];

/// Returns the meaning of words, the longest phrases first: "data scientist", "feature engineering", "vertex ai".
pub fn terms<'a>(typed: &[String], names: &Names<'a>, catalog: &'a Catalog) -> Vec<Term<'a>> {
    let split = typed.iter().flat_map(|word| word.split([' ', ',', '\u{a0}'])).filter(|word| !words(word).is_empty());
    let all: Vec<&str> = split.collect();
    let mut terms = Vec::new();
    let mut first = 0;
    while let Some(word) = all.get(first) {
        if is_one_of(FILLERS, &word.to_lowercase()) {
            first += 1;
            continue;
        }
        let longest = MAX_PHRASE.min(all.len() - first);
        let phrase = |length: usize| all.get(first..first + length).unwrap_or_default().join(" ");
        let known = (1..=longest).rev().find_map(|length| {
            let typed = phrase(length);
            meaning(&typed, names, catalog).map(|meaning| (length, Term { typed, meaning }))
        });
        let (length, term) = match known {
            Some((length, term)) => (length, Some(term)),
            None => (1, text(phrase(1))),
        };
        terms.extend(term);
        first += length;
    }
    terms
}

/// Words between others that say nothing of an exam.
const FILLERS: &str = "a an and at can cert certification certifications certs exam exams for from i in is me my of on or take the \
    to which with";

/// Words of amounts of time or money, which are options.
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

/// Words that records spell otherwise.
const SYNONYMS: &[(&str, &str)] = &[("home", "online"), ("remote", "online"), ("remotely", "online"), ("labs", "lab")];

/// Returns the meaning of a word as text.
fn text<'a>(typed: String) -> Option<Term<'a>> {
    let spelled = SYNONYMS.iter().find(|(known, _)| typed.eq_ignore_ascii_case(known));
    Phrase::new(spelled.map_or(typed.as_str(), |(_, spelled)| spelled))
        .map(|phrase| Term { typed, meaning: Meaning::Text(phrase) })
}

/// Returns the meaning of words as a topic, or as text where they are none.
pub fn topic<'a>(typed: &str, catalog: &'a Catalog) -> Option<Term<'a>> {
    let meaning = topic_called(typed, catalog).map(Meaning::Topic).or_else(|| Phrase::new(typed).map(Meaning::Text));
    meaning.map(|meaning| Term { typed: typed.to_owned(), meaning })
}

/// Returns the topic of some words: by its id, label or a synonym, in the singular or plural, abbreviated or not.
fn topic_called<'a>(typed: &str, catalog: &'a Catalog) -> Option<&'a Topic> {
    let key = |text: &str| words(text).iter().map(|word| singular(word)).collect::<String>();
    let wanted = key(typed);
    let same = |topic: &&Topic| topic.names().any(|name| key(name) == wanted);
    catalog.topic_called(typed).or_else(|| catalog.topics.iter().find(same))
}

fn level(phrase: &str) -> Option<Level> {
    let other = || LEVELS.iter().find(|(name, _)| phrase.eq_ignore_ascii_case(name)).map(|(_, level)| *level);
    phrase.parse().ok().or_else(other)
}

/// Returns the meaning of a whole phrase, if it has one.
fn meaning<'a>(phrase: &str, names: &Names<'a>, catalog: &'a Catalog) -> Option<Meaning<'a>> {
    if let Some(provider) = provider(catalog, phrase) {
        return Some(Meaning::Provider(provider));
    }
    let word = words(phrase).join("-");
    if let Some(level) = level(phrase) {
        return Some(Meaning::Level(level));
    }
    if let Ok(status) = phrase.parse::<Status>() {
        return Some(Meaning::Status(status));
    }
    if let Some((tag, _)) = Language::known().find(|(_, title)| words(title).join("-") == word) {
        return tag.parse().ok().map(Meaning::Language);
    }
    let named = names.find(phrase).ok().filter(|named| named.how == How::Name).map(|named| named.certification);
    if let Some(certification) = named.filter(|certification| is_code(certification, phrase)) {
        return Some(Meaning::Certification(certification));
    }
    if let Some(topic) = topic_called(phrase, catalog).filter(|_| !ends_like_a_role(phrase)) {
        return Some(Meaning::Topic(topic));
    }
    if let Some(certification) = named.filter(|certification| is_name(certification, phrase, catalog)) {
        return Some(Meaning::Certification(certification));
    }
    // "Google Cloud Vertex AI" is a provider and its service.
    let wanted = words(phrase).concat();
    let is_called = |service: &&Service| service.names().any(|name| words(name).concat() == wanted);
    let exact: Vec<&Service> = services(catalog, phrase).into_iter().filter(is_called).collect();
    if !exact.is_empty() {
        return Some(Meaning::Services(exact));
    }
    // "AWS exam for data engineers" is a provider and a role.
    let says_more = |word: &str| is_one_of(FILLERS, word) || provider(catalog, word).is_some();
    let role = Phrase::new(phrase)?;
    let is_role = !words(phrase).iter().any(|word| says_more(word)) && is_role(phrase, catalog);
    is_role.then_some(Meaning::Role(role))
}

/// Returns whether words that lead to a certification mean it alone: "digital leader", not "azure fundamentals", which
/// is a provider and a level, and not a role.
fn is_name(certification: &Certification, phrase: &str, catalog: &Catalog) -> bool {
    let typed: Vec<&str> = phrase.split(' ').collect();
    if is_made_of_parts(&typed, catalog) || typed.iter().any(|word| is_code(certification, word)) {
        return false;
    }
    let has_provider = (1..typed.len()).any(|end| provider(catalog, &typed.split_at(end).0.join(" ")).is_some());
    is_title(certification, phrase) || !(has_provider || ends_like_a_role(phrase))
}

/// Returns whether words are providers, levels and topics, two or more.
fn is_made_of_parts(typed: &[&str], catalog: &Catalog) -> bool {
    let is_part = |part: &[&str]| {
        let text = part.join(" ");
        provider(catalog, &text).is_some() || level(&text).is_some() || topic_called(&text, catalog).is_some()
    };
    (1..typed.len()).any(|end| {
        let (first, rest) = typed.split_at(end);
        is_part(first) && (is_part(rest) || is_made_of_parts(rest, catalog))
    })
}

/// Returns whether words end like a role: "ML engineer".
fn ends_like_a_role(typed: &str) -> bool {
    const ENDINGS: &[&str] =
        &["administrator", "analyst", "architect", "consultant", "developer", "engineer", "manager", "scientist"];
    words(typed).last().is_some_and(|last| ENDINGS.contains(&singular(last)))
}

/// Returns whether words are the whole name of a certification, not only one that people use.
fn is_title(certification: &Certification, typed: &str) -> bool {
    let titles = [certification.name().as_str(), certification.short_name.as_str()];
    titles.iter().any(|title| words(title) == words(typed))
}

/// Returns whether words are a role that an exam names, or a topic and a role: "MLOps engineer", not "senior engineer".
fn is_role(typed: &str, catalog: &Catalog) -> bool {
    if ends_like_a_role(typed) {
        let subject = typed.rsplit_once(' ').map(|(subject, _)| subject);
        if subject.is_none_or(|subject| topic_called(subject, catalog).is_some()) {
            return true;
        }
        let Some(term) = Phrase::new(typed).map(|role| Term { typed: typed.to_owned(), meaning: Meaning::Role(role) })
        else {
            return false;
        };
        return catalog.certifications.iter().any(|certification| term.fits(certification, catalog));
    }
    let roles = catalog.certifications.iter().filter_map(|certification| certification.facts.roles.as_deref());
    roles.flat_map(|fact| &fact.value).any(|role| words(role) == words(typed))
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
        self == other
            || matches!(
                (&self.meaning, &other.meaning),
                (Meaning::Provider(_), Meaning::Provider(_))
                    | (Meaning::Level(_), Meaning::Level(_))
                    | (Meaning::Certification(_), Meaning::Certification(_))
            )
    }

    /// Returns whether a certification is meant, or is about what is meant.
    pub fn fits(&self, certification: &Certification, catalog: &Catalog) -> bool {
        let facts = &certification.facts;
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
                let of_sittings =
                    certification.sittings.iter().filter_map(|sitting| sitting.facts.languages.as_deref());
                facts.languages.as_deref().into_iter().chain(of_sittings).any(|fact| fact.value.serves(language))
            }
            Meaning::Certification(wanted) => certification.id == wanted.id,
            Meaning::Topic(topic) => {
                catalog.coverage(certification, &topic.id).is_some_and(|(weight, _)| weight != TopicWeight::OutOfScope)
            }
            Meaning::Services(wanted) => facts.services.as_deref().is_some_and(|fact| {
                let named = fact.value.iter().filter_map(|service| catalog.service(*service));
                named.into_iter().any(|service| wanted.iter().any(|wanted| wanted.id == service.id))
            }),
            Meaning::Role(phrase) => {
                let lines = lines(certification, &[Field::Roles, Field::Audience], catalog);
                let names = [certification.name().to_string(), certification.short_name.to_string()];
                lines.iter().chain(&names).any(|line| phrase.is_in(line))
            }
            Meaning::Text(phrase) => searchable(certification, catalog).iter().any(|line| phrase.is_in(line)),
        }
    }
}

pub fn lines(certification: &Certification, fields: &[Field], catalog: &Catalog) -> Vec<String> {
    let views = fields.iter().filter_map(|field| certification.facts.view(*field));
    views.flat_map(|view| view.display(catalog).lines()).collect()
}

/// Returns every text of a record that a search looks at: not addresses, and not what is out of scope.
pub fn searchable(certification: &Certification, catalog: &Catalog) -> Vec<String> {
    let mut lines = vec![certification.id.clone(), certification.short_name.clone()];
    lines.extend(certification.aliases.iter().cloned());
    for (field, view) in certification.facts.views() {
        if !matches!(field, Field::Links | Field::OutOfScope) {
            lines.extend(view.display(catalog).lines());
        }
    }
    if let Some(fact) = &certification.facts.services {
        let services = fact.value.iter().filter_map(|service| catalog.service(*service));
        lines.extend(services.flat_map(Service::names).map(str::to_owned));
    }
    lines
}
