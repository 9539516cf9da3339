//! Names typed by a user → certifications.
//!
//! A name is an id, exam code, alias or any printed name, in any case and punctuation; a text that contains a code; a
//! provider, which means its certification of the day; or words of one name only.

use super::matcher::{folded, plain_words, singular, words};
use certcmp_dataset::nearest::nearest;
use certcmp_dataset::succession::reach;
use certcmp_dataset::{Catalog, Certification, Language, Provider, SourceRef, Standing, Status};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::fmt;

/// Words that are part of no name: "AWS Certified Machine Learning – Specialty", "Exam AI-102".
const NOISE: &[&str] = &["certificate", "certification", "certified", "exam", "the"];

/// Longer texts are not names, in words.
const MAX_WORDS: usize = 40;

/// The most words of a code: "MLA C 01".
const MAX_CODE: usize = 4;

/// The words beside a code name another exam if they match at most this many.
const MAX_NAMED: usize = 3;

/// The most candidates that a message names.
const MAX_CANDIDATES: usize = 8;

/// A certification with its names, each in words.
type KnownNames<'a> = (&'a Certification, Vec<Vec<String>>);

#[derive(Debug)]
pub struct Names<'a> {
    pub catalog: &'a Catalog,
    pub day: Date,
    language: &'a Language,
    /// A provider means the certification that this source speaks of.
    pub source: Option<SourceRef>,
    /// Every name of each certification in words, found when a name is not an id.
    known: OnceCell<Vec<KnownNames<'a>>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Named<'a> {
    pub typed: String,
    pub certification: &'a Certification,
    pub how: How<'a>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum How<'a> {
    /// It is an id, code, alias or whole name.
    Name,
    /// It is a part of a name, or of one name that several editions have: the others.
    Part(Vec<&'a Certification>),
    Provider(&'a Provider),
}

impl<'a> Named<'a> {
    fn new(typed: &str, certification: &'a Certification, how: How<'a>) -> Self {
        Self { typed: typed.to_owned(), certification, how }
    }

    /// Returns what it replaces as the certification of a provider; nothing for most.
    pub fn replaces(&self, catalog: &'a Catalog) -> Option<&'a Certification> {
        let How::Provider(provider) = self.how else { return None };
        catalog.certification(provider.flagship.as_deref()?).filter(|flagship| flagship.id != self.certification.id)
    }

    /// Returns the line that says what was taken, where the name does not.
    pub fn note(&self, catalog: &Catalog) -> Option<String> {
        let How::Part(editions) = &self.how else { return None };
        let taken = format!("`{}`: {}", self.typed, title(self.certification, catalog));
        let ids: Vec<&str> = editions.iter().map(|edition| edition.id.as_str()).collect();
        Some(if ids.is_empty() { taken } else { format!("{taken}; of the same name: {}", ids.join(", ")) })
    }
}

/// Returns the code and the name of a certification: "AI-500 (Microsoft Multi-Agent AI Solutions Expert)".
fn title(certification: &Certification, catalog: &Catalog) -> String {
    format!("{} ({})", certification.id.to_uppercase(), catalog.full_title(certification))
}

#[derive(Debug, Clone, PartialEq)]
pub enum NameError {
    /// Nothing matches; near names, each with what it means.
    Unknown { name: String, near: Vec<(String, String)> },
    /// Several match: their ids and titles.
    Ambiguous { name: String, candidates: Vec<(String, String)> },
    /// A provider without a flagship: its exams.
    Provider { name: String, id: String, exams: Vec<String> },
    /// The code in a text is of one certification, and the rest is the name of another.
    Contradiction { name: String, code: String, other: String },
}

impl fmt::Display for NameError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, near } => {
                write!(out, "no certification matches `{name}`")?;
                let near: Vec<String> = near.iter().map(|(near, meaning)| format!("`{near}` ({meaning})")).collect();
                if near.is_empty() { Ok(()) } else { write!(out, "\n  did you mean {}?", near.join(" or ")) }
            }
            Self::Ambiguous { name, candidates } => {
                let shown = candidates.iter().take(MAX_CANDIDATES).map(|(id, title)| format!("\n  {id}  {title}"));
                write!(out, "`{name}` matches several certifications:{}", shown.collect::<String>())?;
                let more = candidates.len().saturating_sub(MAX_CANDIDATES);
                if more == 0 { Ok(()) } else { write!(out, "\n  and {more} more") }
            }
            Self::Provider { name, id, exams } => {
                let exams = exams.join(", ");
                let lead = format!("give one of them; `certcmp list {id}` shows their names");
                write!(out, "`{name}` has several certifications: {exams}\n  {lead}")
            }
            Self::Contradiction { name, code, other } => {
                write!(out, "`{name}` has the code of {code} and the name of {other}\n  give one of the two")
            }
        }
    }
}

impl<'a> Names<'a> {
    pub fn new(catalog: &'a Catalog, day: Date, language: &'a Language) -> Self {
        Self { catalog, day, language, source: None, known: OnceCell::new() }
    }

    /// Finds a certification. Fails if nothing or more than one matches.
    pub fn find(&self, name: &str) -> Result<Named<'a>, NameError> {
        let name = name.trim();
        if let Some(found) = self.catalog.certification(&name.to_lowercase()) {
            return Ok(Named::new(name, found, How::Name));
        }
        if let Some(provider) = provider(self.catalog, name) {
            return self.of_provider(name, provider);
        }
        let wanted = without_noise(words(without_list_mark(name)));
        if wanted.is_empty() || wanted.len() > MAX_WORDS {
            return Err(self.unknown(name));
        }
        let key = wanted.concat();
        match self.matching(|names| names.iter().any(|known| known.concat() == key)).as_slice() {
            [] => {}
            [found] => return Ok(Named::new(name, found, How::Name)),
            editions => return self.edition(name, editions),
        }
        if let Some(found) = self.by_code(name, &wanted)? {
            return Ok(Named::new(name, found, How::Name));
        }
        match self.parts(&wanted).as_slice() {
            [] => Err(self.unknown(name)),
            found => self.edition(name, found),
        }
    }

    /// Finds what a provider means: its flagship, and once that has ended the successor of its track; with a source what
    /// that speaks of. One without a flagship means its only exam.
    fn of_provider(&self, name: &str, provider: &'a Provider) -> Result<Named<'a>, NameError> {
        let exams = || self.catalog.certifications.iter().filter(|exam| exam.provider == provider.id);
        let Some(flagship) = provider.flagship.as_deref().and_then(|id| self.catalog.certification(id)) else {
            let exams: Vec<&Certification> = exams().collect();
            if let [only] = exams.as_slice() {
                return Ok(Named::new(name, only, How::Name));
            }
            let exams = exams.iter().map(|exam| exam.id.clone()).collect();
            return Err(NameError::Provider { name: name.to_owned(), id: provider.id.clone(), exams });
        };
        let spoken_of = self.source.and_then(|source| {
            let cited = |exam: &Certification| exam.cited(false).iter().filter(|cited| **cited == source).count();
            let counted = exams().map(|exam| (cited(exam), exam.id == flagship.id, exam));
            counted.filter(|(count, ..)| *count > 0).max_by_key(|(count, is_flagship, _)| (*count, *is_flagship))
        });
        let certification = spoken_of.map_or_else(|| self.successor(flagship), |(.., exam)| exam);
        Ok(Named::new(name, certification, How::Provider(provider)))
    }

    /// Follows a certification that has ended to its successors of the same track, until one has not.
    fn successor(&self, ended: &'a Certification) -> &'a Certification {
        let is_over = |exam: &Certification| self.standing(exam).status == Status::Retired;
        let next = |here: &'a Certification| {
            let next = if is_over(here) { self.catalog.successors(here) } else { Vec::new() };
            next.into_iter().filter(|next| next.track == ended.track).collect()
        };
        let reached = reach(vec![ended], |known| &known.id, next).filter(|exam| !is_over(exam));
        // Of equals the first in the order of the data.
        let open: Vec<&Certification> = reached.collect();
        open.into_iter().rev().max_by_key(|exam| self.rank(exam)).unwrap_or(ended)
    }

    fn standing(&self, certification: &Certification) -> Standing {
        Standing::of(certification, self.catalog, self.day, self.language)
    }

    /// Returns how well a certification can stand for another; more is better.
    fn rank(&self, certification: &Certification) -> (bool, bool, bool) {
        let standing = self.standing(certification);
        (standing.can_be_taken(), standing.status.is_open(), standing.status == Status::Announced)
    }

    fn matching(&self, matches: impl Fn(&[Vec<String>]) -> bool) -> Vec<&'a Certification> {
        let names = |certification: &'a Certification| (certification, known_names(certification, self.catalog));
        let known = self.known.get_or_init(|| self.catalog.certifications.iter().map(names).collect());
        known.iter().filter(|(_, names)| matches(names)).map(|(certification, _)| *certification).collect()
    }

    /// Chooses among editions of one name: what can be taken, then the newest. Refuses names of different exams.
    fn edition(&self, name: &str, found: &[&'a Certification]) -> Result<Named<'a>, NameError> {
        let is_same = |one: &Certification, other: &Certification| {
            one.provider == other.provider && words(one.name()) == words(other.name())
        };
        match found.iter().max_by_key(|exam| (self.rank(exam), &exam.id)) {
            Some(newest) if found.iter().all(|other| is_same(other, newest)) => {
                let others = found.iter().copied().filter(|other| other.id != newest.id).collect();
                Ok(Named::new(name, newest, How::Part(others)))
            }
            _ => Err(self.ambiguous(name, found.iter().copied())),
        }
    }

    fn ambiguous<'b>(&self, name: &str, found: impl Iterator<Item = &'b Certification>) -> NameError {
        let candidates = found.map(|found| (found.id.clone(), self.catalog.full_title(found))).collect();
        NameError::Ambiguous { name: name.to_owned(), candidates }
    }

    /// Finds the certification whose code is in a text: "AI-102: Azure AI Engineer".
    fn by_code(&self, name: &str, wanted: &[String]) -> Result<Option<&'a Certification>, NameError> {
        let with_rest = self.catalog.certifications.iter().filter_map(|certification| {
            let rest = codes(certification).into_iter().find_map(|code| without_code(wanted, code, name))?;
            Some((certification, rest))
        });
        match with_rest.collect::<Vec<_>>().as_slice() {
            [] => Ok(None),
            [(certification, rest)] => {
                let others = if rest.len() < 2 { Vec::new() } else { self.parts(rest) };
                if !(1..=MAX_NAMED).contains(&others.len()) || others.contains(certification) {
                    return Ok(Some(certification));
                }
                let other: Vec<String> = others.iter().map(|other| title(other, self.catalog)).collect();
                let (code, other) = (title(certification, self.catalog), other.join(" or "));
                Err(NameError::Contradiction { name: name.to_owned(), code, other })
            }
            several => Err(self.ambiguous(name, several.iter().map(|(found, _)| *found))),
        }
    }

    /// Returns the certifications with a name that has all words; those with whole words only, if there are any.
    fn parts(&self, wanted: &[String]) -> Vec<&'a Certification> {
        let having = |fits: fn(&str, &str) -> bool| {
            let is_in =
                |known: &[String], wanted: &str| known.iter().any(|word| fits(singular(word), singular(wanted)));
            self.matching(|names| names.iter().any(|known| wanted.iter().all(|wanted| is_in(known, wanted))))
        };
        let whole = having(|word, wanted| word == wanted);
        if whole.is_empty() { having(|word, wanted| word.starts_with(wanted)) } else { whole }
    }

    fn unknown(&self, name: &str) -> NameError {
        let exams = self.catalog.certifications.iter();
        let exams = exams.flat_map(|exam| [&exam.id, exam.name()].into_iter().chain(&exam.aliases));
        let known = self.catalog.providers.iter().flat_map(provider_names).chain(exams);
        let near = nearest(name, known.map(String::as_str));
        let mut near: Vec<(String, String)> =
            near.into_iter().filter_map(|near| Some((near.to_owned(), self.meaning(near)?))).collect();
        near.dedup_by(|next, first| next.1 == first.1);
        NameError::Unknown { name: name.to_owned(), near }
    }

    fn meaning(&self, name: &str) -> Option<String> {
        match self.find(name) {
            Ok(Named { how: How::Provider(provider), certification, .. }) => {
                Some(format!("{}: {}", provider.short_name, certification.id.to_uppercase()))
            }
            Ok(Named { certification, .. }) => Some(self.catalog.full_title(certification)),
            Err(NameError::Provider { exams, .. }) => Some(format!("{} exams", exams.len())),
            Err(_) => None,
        }
    }
}

/// Returns the provider with this id, alias or name, in any case and punctuation.
pub fn provider<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a Provider> {
    let wanted = words(name).concat();
    catalog.providers.iter().find(|provider| provider_names(provider).any(|known| words(known).concat() == wanted))
}

pub fn provider_names(provider: &Provider) -> impl Iterator<Item = &String> {
    [&provider.id, &provider.name, &provider.short_name].into_iter().chain(&provider.aliases)
}

fn without_noise(mut words: Vec<String>) -> Vec<String> {
    words.retain(|word| !NOISE.contains(&word.as_str()));
    words
}

/// Removes the bullet, check box or number in front of an entry of a list.
fn without_list_mark(text: &str) -> &str {
    let text = text.trim_start_matches(['-', '*', '•', '+', ' ']);
    let text = ["[ ]", "[x]", "[X]"].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text).trim_start();
    let number = text.trim_start_matches(|found: char| found.is_ascii_digit());
    let rest = number.strip_prefix(". ").or_else(|| number.strip_prefix(") "));
    rest.filter(|_| number.len() < text.len()).unwrap_or(text)
}

/// Returns every name of a certification in words: ids, codes, aliases and names, with and without the provider.
fn known_names(certification: &Certification, catalog: &Catalog) -> Vec<Vec<String>> {
    let facts = &certification.facts;
    let mut names = vec![&certification.short_name];
    for fact in facts.name.iter().chain(&facts.exam_title) {
        names.push(&fact.value);
        names.extend(fact.disputed.iter().chain(&fact.also).filter_map(|claim| claim.value.as_ref()));
    }
    let spelled = names.iter().flat_map(|name| [words(name), plain_words(name)]);
    let names: Vec<Vec<String>> = spelled.map(without_noise).collect();
    let aliases = certification.aliases.iter().map(String::as_str);
    let mut all: Vec<Vec<String>> = codes(certification).into_iter().chain(aliases).map(words).collect();
    for provider in catalog.provider(&certification.provider).into_iter().flat_map(provider_names) {
        let provider = words(provider);
        all.extend(names.iter().map(|name| [provider.as_slice(), name].concat()));
        all.extend(names.iter().filter_map(|name| name.strip_prefix(provider.as_slice())).map(<[String]>::to_vec));
    }
    all.extend(names);
    all.retain(|known| !known.is_empty());
    all
}

/// Returns the id and the exam codes of a certification, and aliases that look like codes.
fn codes(certification: &Certification) -> Vec<&str> {
    let mut codes = vec![certification.id.as_str()];
    if let Some(code) = certification.facts.exam_code.as_deref().and_then(|code| code.value.0.as_ref()) {
        codes.push(code);
    }
    let sittings = certification.sittings.iter().filter_map(|sitting| sitting.facts.code.as_deref());
    codes.extend(sittings.map(|code| code.value.as_str()));
    codes.extend(certification.aliases.iter().map(String::as_str).filter(|alias| has_digit(alias)));
    codes
}

fn has_digit(text: &str) -> bool {
    text.contains(|found: char| found.is_ascii_digit())
}

/// Returns whether a text is an id, an exam code or an alias of one word: what names a certification and nothing else.
pub fn is_code(certification: &Certification, text: &str) -> bool {
    let short = certification.aliases.iter().map(String::as_str).filter(|alias| !alias.contains(['-', ' ']));
    codes(certification).into_iter().chain(short).any(|code| folded(code) == folded(text))
}

/// Returns the words without a code, if it is among them. A code without a digit counts only in capitals, as in "(PMLE)":
/// some are words of the language.
fn without_code(words_of_text: &[String], code: &str, text: &str) -> Option<Vec<String>> {
    let capitals = code.to_uppercase();
    if !has_digit(code) && !text.split(|found: char| !found.is_alphanumeric()).any(|word| word == capitals) {
        return None;
    }
    let wanted = words(code).concat();
    (1..=MAX_CODE.min(words_of_text.len())).find_map(|length| {
        let first = words_of_text.windows(length).position(|run| run.concat() == wanted)?;
        Some([words_of_text.get(..first)?, words_of_text.get(first + length..)?].concat())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use certcmp_dataset::Track;

    #[test]
    fn what_has_not_ended_stands_for_itself_and_a_record_without_sittings_has_not() {
        let catalog = Catalog { certifications: vec![Certification::bare("a", Track::Data)], ..Catalog::default() };
        let english = Language::english();
        let names = Names::new(&catalog, Date::constant(2026, 11, 28), &english);
        assert_eq!(names.successor(catalog.certification("a").unwrap()).id, "a");
    }
}
