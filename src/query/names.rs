//! Names typed by a user → certifications.
//!
//! A name is an id, exam code, alias or any printed name, in any case and punctuation; a text that contains a code; a
//! provider, which means its certification of the day; or words of one name only.

use super::flagship::{Replacement, of_the_day};
use super::matcher::{folded, plain_words, singular, words};
use certcmp_dataset::language::Language;
use certcmp_dataset::nearest::nearest;
use certcmp_dataset::value::ExamCode;
use certcmp_dataset::{Catalog, Certification, Provider, SourceRef, Standing, Status};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::fmt;

/// Words that are part of no name: "AWS Certified Machine Learning – Specialty", "Exam AI-102".
const NOISE: &[&str] = &["certificate", "certification", "certified", "exam", "the"];

/// Longer texts are not names, in bytes.
const MAX_BYTES: usize = 1000;

/// Longer texts are not names, in words.
const MAX_WORDS: usize = 40;

/// The most words of a code: "MLA C 01".
const MAX_CODE: usize = 4;

/// A certification and its names, each in words.
type KnownNames<'a> = (&'a Certification, Vec<Vec<String>>);

/// Looks names up, for a day and a language.
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
    pub replaces: Option<&'a Certification>,
    /// What the provider names besides in its place and can be taken.
    pub others: Vec<&'a Certification>,
}

/// How a name matches a certification.
#[derive(Debug, Clone, PartialEq)]
pub enum How<'a> {
    /// It is an id, code, alias or whole name.
    Name,
    /// It is a part of a name, or of one name that several editions have: the others.
    Part(Vec<&'a Certification>),
    Provider(&'a Provider),
}

impl Named<'_> {
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

/// Why a name leads to no certification.
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

/// The words beside a code name another exam if they match at most this many.
const MAX_NAMED: usize = 3;

/// How many candidates a message names.
const MAX_CANDIDATES: usize = 8;

impl fmt::Display for NameError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, near } => {
                write!(out, "no certification matches `{name}`")?;
                let near: Vec<String> = near.iter().map(|(near, meaning)| format!("`{near}` ({meaning})")).collect();
                if near.is_empty() { Ok(()) } else { write!(out, "\n  did you mean {}?", near.join(" or ")) }
            }
            Self::Ambiguous { name, candidates } => {
                write!(out, "`{name}` matches several certifications:")?;
                for (id, title) in candidates.iter().take(MAX_CANDIDATES) {
                    write!(out, "\n  {id}  {title}")?;
                }
                match candidates.len().saturating_sub(MAX_CANDIDATES) {
                    0 => Ok(()),
                    more => write!(out, "\n  and {more} more"),
                }
            }
            Self::Provider { name, id, exams } => {
                write!(out, "`{name}` has several certifications: {}", exams.join(", "))?;
                write!(out, "\n  give one of them; `certcmp list {id}` shows their names")
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

    /// Finds certifications, each once, and returns them with the names that repeat an earlier one. Fails with every
    /// unknown name.
    pub fn find_all(&self, names: &[String]) -> Result<(Vec<Named<'a>>, Vec<String>), Vec<NameError>> {
        let (mut found, mut repeated, mut errors): (Vec<Named<'_>>, _, _) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            match self.find(name) {
                Ok(named) if found.iter().any(|known| known.certification.id == named.certification.id) => {
                    repeated.push(named.typed);
                }
                Ok(named) => found.push(named),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok((found, repeated)) } else { Err(errors) }
    }

    /// Finds a certification. Fails if nothing or more than one matches.
    pub fn find(&self, name: &str) -> Result<Named<'a>, NameError> {
        if name.len() > MAX_BYTES {
            return Err(self.unknown(name));
        }
        let wanted = name.trim().to_lowercase();
        if let Some(found) = self.catalog.certification(&wanted) {
            return Ok(self.named(name, found, How::Name));
        }
        if let Some(provider) = provider(self.catalog, name) {
            return self.of_provider(name, provider);
        }
        let wanted = without_noise(words(without_list_mark(name)));
        if wanted.is_empty() || wanted.len() > MAX_WORDS {
            return Err(self.unknown(name));
        }
        let key = wanted.concat();
        let exact = self.matching(|names| names.iter().any(|known| known.concat() == key));
        match exact.as_slice() {
            [] => {}
            [found] => return Ok(self.named(name, found, How::Name)),
            editions => return self.edition(name, editions),
        }
        if let Some(found) = self.by_code(name, &wanted)? {
            return Ok(self.named(name, found, How::Name));
        }
        self.by_part(name, &wanted)
    }

    fn named(&self, name: &str, certification: &'a Certification, how: How<'a>) -> Named<'a> {
        Named { typed: name.trim().to_owned(), certification, how, replaces: None, others: Vec::new() }
    }

    fn of_provider(&self, name: &str, provider: &'a Provider) -> Result<Named<'a>, NameError> {
        if let Some(found) = of_the_day(provider, self.source, self.catalog, self.day, self.language) {
            let Replacement { certification, replaces, others } = found;
            let how = How::Provider(provider);
            return Ok(Named { typed: name.trim().to_owned(), certification, how, replaces, others });
        }
        let exams: Vec<&Certification> =
            self.catalog.certifications.iter().filter(|exam| exam.provider == provider.id).collect();
        if let [only] = exams.as_slice() {
            return Ok(self.named(name, only, How::Name));
        }
        let exams = exams.iter().map(|exam| exam.id.clone()).collect();
        Err(NameError::Provider { name: name.trim().to_owned(), id: provider.id.clone(), exams })
    }

    fn matching(&self, matches: impl Fn(&[Vec<String>]) -> bool) -> Vec<&'a Certification> {
        let names = |certification: &'a Certification| (certification, known_names(certification, self.catalog));
        let known = self.known.get_or_init(|| self.catalog.certifications.iter().map(names).collect());
        known.iter().filter(|(_, names)| matches(names)).map(|(certification, _)| *certification).collect()
    }

    /// Chooses among editions of one name: what can be taken, then the newest. Refuses names of different exams.
    fn edition(&self, name: &str, found: &[&'a Certification]) -> Result<Named<'a>, NameError> {
        let rank = |certification: &Certification| {
            let standing = Standing::of(certification, self.catalog, self.day, self.language);
            (standing.can_be_taken(), standing.status.is_open(), standing.status == Status::Announced)
        };
        let newest = found.iter().copied().max_by_key(|certification| (rank(certification), &certification.id));
        match newest {
            Some(newest) if found.iter().all(|other| same_name(other, newest)) => {
                let others = found.iter().copied().filter(|other| other.id != newest.id).collect();
                Ok(self.named(name, newest, How::Part(others)))
            }
            _ => Err(self.ambiguous(name, found)),
        }
    }

    fn ambiguous(&self, name: &str, found: &[&Certification]) -> NameError {
        let candidate = |found: &&Certification| (found.id.clone(), self.catalog.full_title(found).to_string());
        NameError::Ambiguous { name: name.trim().to_owned(), candidates: found.iter().map(candidate).collect() }
    }

    /// Finds the certification whose code is in a text: "AI-102: Azure AI Engineer".
    fn by_code(&self, name: &str, wanted: &[String]) -> Result<Option<&'a Certification>, NameError> {
        let mut found: Vec<(&Certification, Vec<String>)> = Vec::new();
        for certification in &self.catalog.certifications {
            let rest = codes(certification).iter().find_map(|code| without_code(wanted, code, name));
            found.extend(rest.map(|rest| (certification, rest)));
        }
        match found.as_slice() {
            [] => Ok(None),
            [(certification, rest)] => {
                let others = self.parts(rest);
                if rest.len() < 2
                    || !(1..=MAX_NAMED).contains(&others.len())
                    || others.iter().any(|other| other.id == certification.id)
                {
                    return Ok(Some(certification));
                }
                let other: Vec<String> = others.iter().map(|other| title(other, self.catalog)).collect();
                Err(NameError::Contradiction {
                    name: name.trim().to_owned(),
                    code: title(certification, self.catalog),
                    other: other.join(" or "),
                })
            }
            several => Err(self.ambiguous(name, &several.iter().map(|(found, _)| *found).collect::<Vec<_>>())),
        }
    }

    /// Finds the certification in one of whose names all words are.
    fn by_part(&self, name: &str, wanted: &[String]) -> Result<Named<'a>, NameError> {
        match self.parts(wanted).as_slice() {
            [] => Err(self.unknown(name)),
            [found] => Ok(self.named(name, found, How::Part(Vec::new()))),
            several => self.edition(name, several),
        }
    }

    /// Returns the certifications with a name that has all words; those with whole words only, if there are any.
    fn parts(&self, wanted: &[String]) -> Vec<&'a Certification> {
        let has = |names: &[Vec<String>], fits: fn(&str, &str) -> bool| {
            let is_in = |known: &Vec<String>, wanted: &str| known.iter().any(|word| fits(singular(word), wanted));
            names.iter().any(|known| wanted.iter().all(|wanted| is_in(known, singular(wanted))))
        };
        let whole = self.matching(|names| has(names, |word, wanted| word == wanted));
        if whole.is_empty() {
            self.matching(|names| has(names, |word, wanted| word.starts_with(wanted)))
        } else {
            whole
        }
    }

    fn unknown(&self, name: &str) -> NameError {
        let mut known: Vec<&str> = Vec::new();
        for provider in self.catalog.providers.iter() {
            known.extend([&provider.id, &provider.short_name].into_iter().chain(&provider.aliases).map(String::as_str));
        }
        for certification in &self.catalog.certifications {
            known.extend(
                [&certification.id, certification.name()].into_iter().chain(&certification.aliases).map(String::as_str),
            );
        }
        let typed = name.trim();
        let near = nearest(typed, known).into_iter().map(|near| (near.to_owned(), self.meaning(near)));
        let mut near: Vec<(String, String)> = near.filter(|(_, meaning)| !meaning.is_empty()).collect();
        near.dedup_by(|next, first| next.1 == first.1);
        NameError::Unknown { name: typed.to_owned(), near }
    }

    fn meaning(&self, name: &str) -> String {
        match self.find(name) {
            Ok(Named { how: How::Provider(provider), certification, .. }) => {
                format!("{}: {}", provider.short_name, certification.id.to_uppercase())
            }
            Ok(Named { certification, .. }) => self.catalog.full_title(certification).to_string(),
            Err(NameError::Provider { exams, .. }) => format!("{} exams", exams.len()),
            Err(_) => String::new(),
        }
    }
}

/// Returns the provider with this id, alias or name, in any case and punctuation.
pub fn provider<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a Provider> {
    let wanted = words(name).concat();
    catalog.providers.iter().find(|provider| provider_names(provider).any(|known| words(known).concat() == wanted))
}

/// Returns every name of a provider.
pub fn provider_names(provider: &Provider) -> impl Iterator<Item = &String> {
    [&provider.id, &provider.name, &provider.short_name].into_iter().chain(&provider.aliases)
}

fn without_noise(mut words: Vec<String>) -> Vec<String> {
    words.retain(|word| !NOISE.contains(&word.as_str()));
    words
}

/// Removes the bullet, check box or number in front of an entry of a list.
fn without_list_mark(text: &str) -> &str {
    let text = text.trim().trim_start_matches(['-', '*', '•', '+']).trim_start();
    let text = ["[ ]", "[x]", "[X]"].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text).trim_start();
    let number = text.trim_start_matches(|found: char| found.is_ascii_digit());
    match number.strip_prefix(['.', ')']) {
        Some(rest) if number.len() < text.len() && rest.starts_with(' ') => rest.trim_start(),
        _ => text,
    }
}

/// Returns every name of a certification in words: ids, codes, aliases and names, with and without the provider.
fn known_names(certification: &Certification, catalog: &Catalog) -> Vec<Vec<String>> {
    let facts = &certification.facts;
    let mut names: Vec<&String> = vec![&certification.short_name, certification.name()];
    names.extend(facts.exam_title.as_deref().map(|title| &title.value));
    for fact in facts.name.iter().chain(&facts.exam_title) {
        names.extend(fact.disputed.iter().chain(&fact.also).filter_map(|claim| claim.value.as_ref()));
    }
    let plain = names.iter().map(|name| without_noise(plain_words(name)));
    let names: Vec<Vec<String>> = names.iter().map(|name| without_noise(words(name))).chain(plain).collect();
    let provider = catalog.provider(&certification.provider);
    let providers: Vec<Vec<String>> = provider.into_iter().flat_map(provider_names).map(|name| words(name)).collect();
    let mut all: Vec<Vec<String>> = codes(certification).into_iter().map(words).collect();
    all.extend(certification.aliases.iter().map(|alias| words(alias)));
    for provider in &providers {
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
    if let Some(ExamCode::Code(code)) = certification.facts.exam_code.as_deref().map(|code| &code.value) {
        codes.push(code);
    }
    let sittings = certification.sittings.iter().filter_map(|sitting| sitting.facts.code.as_deref());
    codes.extend(sittings.map(|code| code.value.as_str()));
    let has_digit = |alias: &&str| alias.contains(|found: char| found.is_ascii_digit());
    codes.extend(certification.aliases.iter().map(String::as_str).filter(has_digit));
    codes
}

/// Returns whether a text is an id, an exam code or an alias of one word: what names a certification and nothing else.
pub fn is_code(certification: &Certification, text: &str) -> bool {
    let short = certification.aliases.iter().map(String::as_str).filter(|alias| !alias.contains(['-', ' ']));
    codes(certification).into_iter().chain(short).any(|code| folded(code) == folded(text))
}

/// Returns the words without a code, if it is among them. A code without a digit counts only in capitals, as in "(PMLE)":
/// some are words of the language.
fn without_code(words_of_text: &[String], code: &str, text: &str) -> Option<Vec<String>> {
    let has_digit = code.contains(|found: char| found.is_ascii_digit());
    if !has_digit && !text.split(|found: char| !found.is_alphanumeric()).any(|word| word == code.to_uppercase()) {
        return None;
    }
    let wanted = words(code).concat();
    (1..=MAX_CODE.min(words_of_text.len())).find_map(|length| {
        let first = words_of_text.windows(length).position(|run| run.concat() == wanted)?;
        let mut rest = words_of_text.to_vec();
        rest.drain(first..first + length);
        Some(rest)
    })
}

/// Whether two certifications are editions of one name.
fn same_name(one: &Certification, other: &Certification) -> bool {
    one.provider == other.provider && words(one.name()) == words(other.name())
}
