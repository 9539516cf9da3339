//! Which languages a sitting serves.

use crate::certification::Certification;
use crate::language::Language;
use crate::sitting::Sitting;

/// Whether a sitting serves a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serves {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The list of its languages is not whole.
    Unknown,
}

/// Returns whether a sitting serves a language. One without a language known by name counts as English: every exam of
/// the dataset began in it.
pub fn serves(certification: &Certification, sitting: &Sitting, language: &Language) -> Serves {
    let languages = sitting.facts.languages.as_deref().or(certification.facts.languages.as_deref());
    let Some(languages) = languages.map(|languages| &languages.value) else {
        return if language.is_served_by(&Language::english()) { Serves::Yes } else { Serves::Unknown };
    };
    let is_english = languages.listed.is_empty() && language.is_served_by(&Language::english());
    match languages.serves(language) || is_english {
        true => Serves::Yes,
        false if languages.complete => Serves::No,
        false => Serves::Unknown,
    }
}

/// Returns the languages of a sitting that are known by name.
pub fn languages_of<'a>(certification: &'a Certification, sitting: &'a Sitting) -> &'a [Language] {
    let languages = sitting.facts.languages.as_deref().or(certification.facts.languages.as_deref());
    languages.map_or(&[], |languages| &languages.value.listed)
}
