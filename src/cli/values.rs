//! Values of arguments: words of closed lists, phrases, languages, and what completion offers.

use crate::query::filter::SortKey;
use certcmp_dataset::Language;
use certcmp_dataset::nearest::nearest;
use clap::builder::{ArgExt, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, ValueEnum};
use std::ffi::OsStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
    Nushell,
}

/// The names that completion offers for an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completes {
    Certification,
    Command,
    Field,
    Help,
    Language,
    Provider,
    Role,
    Service,
    Source,
    Topic,
    /// Any of certifications, providers, topics, services and roles.
    Word,
}

impl ArgExt for Completes {}

/// Parses one word of a closed list, in any case, with spaces or hyphens.
#[derive(Clone)]
pub struct Words<T>(Vec<(T, PossibleValue)>);

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Words<T> {
    type Value = T;

    fn parse_ref(&self, command: &clap::Command, argument: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let plain = value.to_string_lossy().trim().replace([' ', '_'], "-");
        if let Some((value, _)) = self.0.iter().find(|(_, known)| known.matches(&plain, true)) {
            return Ok(value.clone());
        }
        let known = self.0.iter().map(|(_, known)| known.clone());
        PossibleValuesParser::new(known).parse_ref(command, argument, value)?;
        Err(clap::Error::new(ErrorKind::InvalidValue).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(|(_, known)| known.clone())))
    }
}

/// Returns a parser of words with descriptions.
pub fn table<T: Copy>(all: &[T], name: fn(T) -> &'static str, about: fn(T) -> &'static str) -> Words<T> {
    Words(all.iter().map(|value| (*value, PossibleValue::new(name(*value)).help(about(*value)))).collect())
}

/// Returns a parser of the words of a vocabulary, some of which have another name.
pub fn one_of<T: Copy>(all: &[T], name: fn(T) -> &'static str, others: &[(&str, &'static str)]) -> Words<T> {
    let word = |value: &T| {
        let others = others.iter().filter(|(known, _)| *known == name(*value)).map(|(_, other)| *other);
        (*value, PossibleValue::new(name(*value)).aliases(others))
    };
    Words(all.iter().map(word).collect())
}

pub const TRACKS: &[(&str, &str)] = &[("machine-learning", "ml"), ("generative-ai", "genai")];

/// Statuses in the words on the screen.
pub const STATUSES: &[(&str, &str)] = &[
    ("announced", "planned"),
    ("beta", "in-beta"),
    ("available", "open"),
    ("retired", "ended"),
    ("unknown", "not-known"),
];

/// Returns a parser of sort keys, by the heads of the columns too.
pub fn sort_keys() -> Words<SortKey> {
    const KEYS: [(SortKey, &str, &[&str]); 9] = [
        (SortKey::Provider, "provider", &["vendor"]),
        (SortKey::Id, "id", &[]),
        (SortKey::Name, "name", &["certification"]),
        (SortKey::Level, "level", &[]),
        (SortKey::Cost, "cost", &["price", "usd"]),
        (SortKey::Duration, "duration", &["min", "minutes"]),
        (SortKey::Required, "required", &["prerequisites", "prerequisite"]),
        (SortKey::Status, "status", &["available"]),
        (SortKey::Ends, "ends", &["end", "last-day"]),
    ];
    Words(KEYS.map(|(key, name, heads)| (key, PossibleValue::new(name).aliases(heads))).into())
}

const MAX_PHRASE: usize = 200;

pub fn phrase(text: &str) -> Result<String, String> {
    match text.chars().take(MAX_PHRASE + 1).count() {
        0 => Err("a value is required".to_owned()),
        count if count > MAX_PHRASE => Err(format!("more than {MAX_PHRASE} characters")),
        _ => Ok(text.to_owned()),
    }
}

/// Parses an exam language. The error suggests a language, or lists those in which exams are offered.
pub fn language(text: &str) -> Result<Language, String> {
    if let Some(tag) = Language::mistaken(text) {
        return Err(format!("that is not a language; did you mean `{tag}`?"));
    }
    let is_known = |language: &Language| language.as_str().split('-').next().is_some_and(|first| first.len() == 2);
    text.parse().ok().filter(is_known).ok_or_else(|| {
        let near = nearest(text, Language::known().map(|(_, title)| title));
        let near = near.first().map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        let known: Vec<String> = Language::known().map(|(tag, title)| format!("{title} ({tag})")).collect();
        format!("{near}known: {}", known.join(", "))
    })
}
