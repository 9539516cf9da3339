//! Reads raw shapes into the model, collects every fault on the way, and gives sources and services their places.

use super::evidence::{PlainClaim, PlainFact};
use super::fault::Fault;
use super::from_yaml::FromYaml;
use super::node::{Misread, Node};
use super::path::Path;
use super::scalar::{Scalar, Shape, Word, Written};
use super::yaml::{in_plain_words, unknown_field};
use crate::fact::{Claim, Fact, Stated};
use crate::nearest::nearest;
use crate::quantity::Quantity;
use crate::{ServiceRef, SourceRef, Support};
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

/// The places of everything that records can name, and which sources they did name.
#[derive(Debug, Default)]
pub struct Names {
    /// Sources by id.
    pub sources: HashMap<String, SourceRef>,
    /// Services by id.
    pub services: HashMap<String, ServiceRef>,
    /// For each source, whether anything cites it.
    pub cited: Vec<bool>,
    /// Ids of sources and services that are there but have faults of their own, which are told once.
    pub faulty: HashSet<String>,
}

/// The most bytes of one text. Laying a text out takes time that grows faster than its length, in some formats with the
/// square of it.
const MOST_TEXT: usize = 20_000;

/// Reads one file.
pub struct Reader<'a> {
    /// The file's name, for faults.
    pub file: &'a str,
    /// What can be named.
    pub names: &'a mut Names,
    /// What was found wrong.
    pub faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    /// Notes a fault.
    #[inline(never)]
    pub fn fault(&mut self, at: &Path<'_>, problem: impl Into<String>, remedy: impl Into<String>) {
        let (file, path, problem, remedy) = (self.file.to_owned(), at.steps(), problem.into(), remedy.into());
        Fault { file, place: None, path, problem, remedy }.note(self.faults);
    }

    /// Notes a field that there is not.
    #[inline(never)]
    pub fn unknown(&mut self, at: &Path<'_>) {
        unknown_field(self.file, at.steps()).note(self.faults);
    }

    /// Reads a quantity.
    #[inline(never)]
    pub fn parse<T: Quantity>(&mut self, text: &str, at: &Path<'_>) -> Option<T> {
        match text.parse() {
            Ok(value) => Some(value),
            Err(problem) => {
                self.misread(text, at, T::NAME, &problem, T::EXAMPLES);
                None
            }
        }
    }

    #[inline(never)]
    fn misread(&mut self, text: &str, at: &Path<'_>, name: &str, problem: &str, examples: &[&str]) {
        let examples: Vec<String> = examples.iter().map(|example| format!("`{example}`")).collect();
        let problem = format!("`{}` is not {name}: {problem}", shown(text));
        self.fault(at, problem, format!("write it like {}", examples.join(" or ")));
    }

    /// Reads a quantity that may be absent. The outer option is empty on a fault.
    #[inline(never)]
    pub fn optional<T: Quantity>(&mut self, written: Option<Written<T>>, at: &Path<'_>) -> Option<Option<T>> {
        match written {
            Some(written) => self.parse(&written.text, at).map(Some),
            None => Some(None),
        }
    }

    /// Reads a word of a closed list.
    pub fn word<T: FromStr>(&mut self, text: &str, at: &Path<'_>, name: &str, words: &[&str]) -> Option<T> {
        let exact = words.contains(&text);
        match text.parse() {
            Ok(value) if exact => Some(value),
            _ => {
                self.fault(
                    at,
                    format!("`{}` is not {name}", shown(text)),
                    format!("write one of {}", words.join(", ")),
                );
                None
            }
        }
    }

    /// Reads a text of one line.
    #[inline(never)]
    pub fn text(&mut self, text: String, at: &Path<'_>) -> Option<String> {
        if text.trim().is_empty() {
            self.fault(at, "the text is empty", "write something, or leave the field out");
            return None;
        }
        if text.len() > MOST_TEXT {
            self.fault(at, format!("the text is longer than {MOST_TEXT} bytes"), "say it in fewer words");
            return None;
        }
        let harmless = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if !harmless && let Some(found) = text.chars().find(|found| is_control(*found)) {
            let remedy = if found == '\n' { "write the text on one line, or fold it with `>-`" } else { "take it out" };
            self.fault(at, format!("the text holds the control character U+{:04X}", u32::from(found)), remedy);
            return None;
        }
        Some(text.into())
    }

    /// Reads an id.
    #[inline(never)]
    pub fn id(&mut self, text: String, at: &Path<'_>) -> Option<String> {
        let well_formed = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
            && text.len() <= 64;
        if well_formed {
            return Some(text.into());
        }
        self.fault(
            at,
            format!("`{}` is no id", shown(&text)),
            "use lower-case letters, digits and hyphens, as in `mls-c01`",
        );
        None
    }

    /// Reads an address.
    #[inline(never)]
    pub fn url(&mut self, text: String, at: &Path<'_>) -> Option<String> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let printable = text.len() <= MOST_TEXT && text.bytes().all(|byte| byte.is_ascii_graphic());
        if printable && host.is_some_and(|host| host.starts_with(|first: char| first.is_ascii_alphanumeric())) {
            return Some(text.into());
        }
        self.fault(
            at,
            format!("`{}` is no web address", shown(&text)),
            "write it in full, as in `https://example.org/page`, in plain ASCII",
        );
        None
    }

    /// Reads a list that must not be empty.
    pub fn list<R, T>(
        &mut self,
        raw: Vec<R>,
        at: &Path<'_>,
        read: impl Fn(R, &Path<'_>, &mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        if raw.is_empty() {
            self.fault(at, "the list is empty", "add an entry, or leave the field out");
            return None;
        }
        self.entries(raw, at, read)
    }

    /// Reads a list that may be empty.
    pub fn entries<R, T>(
        &mut self,
        raw: Vec<R>,
        at: &Path<'_>,
        read: impl Fn(R, &Path<'_>, &mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let whole = raw.len();
        let mut values = Vec::with_capacity(whole);
        for (index, raw) in raw.into_iter().enumerate() {
            values.extend(read(raw, &at.index(index), self));
        }
        (values.len() == whole).then_some(values)
    }

    /// Finds a source by its id.
    #[inline(never)]
    pub fn source(&mut self, id: &str, at: &Path<'_>) -> Option<SourceRef> {
        if let Some(found) = self.names.sources.get(id).copied() {
            if let Some(cited) = self.names.cited.get_mut(found.0 as usize) {
                *cited = true;
            }
            return Some(found);
        }
        if self.names.faulty.contains(id) {
            return None;
        }
        let remedy = unknown_remedy(id, self.names.sources.keys().map(String::as_str), "add it to `sources`");
        self.fault(at, format!("there is no source `{}`", shown(id)), remedy);
        None
    }

    /// Finds a service by its id.
    #[inline(never)]
    pub fn service(&mut self, id: &str, at: &Path<'_>) -> Option<ServiceRef> {
        if let Some(found) = self.names.services.get(id).copied() {
            return Some(found);
        }
        if self.names.faulty.contains(id) {
            return None;
        }
        let remedy = unknown_remedy(id, self.names.services.keys().map(String::as_str), "add it to `services`");
        self.fault(at, format!("there is no service `{}`", shown(id)), remedy);
        None
    }

    /// Finds the sources of something that must have one.
    #[inline(never)]
    pub fn sources(&mut self, ids: Vec<String>, at: &Path<'_>) -> Option<Vec<SourceRef>> {
        if ids.is_empty() {
            self.fault(at, "there is no source", "name at least one; a fact without a source is left out");
            return None;
        }
        let found = self.entries(ids, at, |id, at, reader| reader.source(&id, at))?;
        for (index, source) in found.iter().enumerate() {
            if found.iter().take(index).any(|earlier| earlier == source) {
                self.fault(&at.index(index), "the source is named twice", "name it once");
                return None;
            }
        }
        Some(found)
    }

    /// Reads a note or another text that may be absent. The outer option is empty on a fault.
    #[inline(never)]
    pub fn note(&mut self, text: Option<String>, at: &Path<'_>) -> Option<Option<String>> {
        match text {
            Some(text) => self.text(text, at).map(Some),
            None => Some(None),
        }
    }

    /// Reads something of a form that is known only now. What is wrong with its form is a fault of its own.
    #[inline(never)]
    pub fn shape<T: DeserializeOwned>(&mut self, node: Node, at: &Path<'_>) -> Option<T> {
        let (read, unread) = node.read(at);
        unread.into_iter().for_each(|path| unknown_field(self.file, path).note(self.faults));
        read.map_err(|Misread { path, problem }| {
            let (file, remedy, problem) = (self.file.to_owned(), String::new(), in_plain_words(&problem));
            Fault { file, place: None, path, problem, remedy }.note(self.faults);
        })
        .ok()
    }

    /// Reads a part that must be there.
    #[inline(never)]
    fn required<T: DeserializeOwned>(&mut self, part: Option<Node>, at: &Path<'_>, name: &str) -> Option<T> {
        let Some(node) = part else {
            self.missing(name, at);
            return None;
        };
        self.shape(node, &at.key(name))
    }

    #[inline(never)]
    fn missing(&mut self, name: &str, at: &Path<'_>) {
        self.fault(at, format!("missing field `{name}`"), "add it");
    }

    /// Reads a part that may be absent. The outer option is empty on a fault.
    #[inline(never)]
    fn possible<T: DeserializeOwned>(&mut self, part: Option<Node>, at: &Path<'_>) -> Option<Option<T>> {
        part.map_or(Some(None), |node| self.shape(node, at).map(Some))
    }

    /// Reads a value in the shape that its type has in YAML.
    fn value<T: FromYaml>(&mut self, node: Node, at: &Path<'_>) -> Option<T> {
        let plain = self.shape::<<T::Raw as Shape>::Plain>(node, at)?;
        T::read(T::Raw::of(plain), at, self)
    }

    /// Reads a fact with its evidence.
    pub fn fact<T: FromYaml + PartialEq>(&mut self, plain: PlainFact, at: &Path<'_>) -> Option<Fact<T>> {
        let parts = self.parts(plain, at)?;
        let value = parts.value.and_then(|node| self.value(node, &at.key("value")));
        let disputed = self.claims(parts.disputed, &at.key("disputed"), value.as_ref());
        let also = self.claims(parts.also, &at.key("also"), value.as_ref());
        let (value, disputed, also, evidence) = (value?, disputed?, also?, parts.evidence?);
        let Evidence { support, uncertain, sources, note } = evidence;
        Some(Fact { value, support, uncertain, sources, disputed, also, note, rule: false })
    }

    /// Reads everything of a fact but what its type tells how to read.
    fn parts(&mut self, plain: PlainFact, at: &Path<'_>) -> Option<ReadParts> {
        let PlainFact(Some(parts)) = plain else {
            let form = "`{ value: …, support: official, sources: [some-page] }`";
            self.fault(at, "this is no fact", format!("write it as in {form}"));
            return None;
        };
        parts.unknown.iter().for_each(|name| self.unknown(&at.key(name)));
        let value = parts.value;
        if value.is_none() {
            self.missing("value", at);
        }
        let support = self.required(parts.support, at, "support");
        let support = support.and_then(|word: Scalar| FromYaml::read(Word::of(word), &at.key("support"), self));
        let uncertain = self.uncertain(parts.confidence, &at.key("confidence"));
        let sources = self.required(parts.sources, at, "sources").and_then(|ids| self.sources(ids, &at.key("sources")));
        let note = self.possible(parts.note, &at.key("note")).and_then(|note| self.note(note, &at.key("note")));
        let evidence = support.zip(uncertain).zip(sources).zip(note);
        let evidence =
            evidence.map(|(((support, uncertain), sources), note)| Evidence { support, uncertain, sources, note });
        Some(ReadParts { value, evidence, disputed: parts.disputed, also: parts.also })
    }

    fn uncertain(&mut self, confidence: Option<Node>, at: &Path<'_>) -> Option<bool> {
        match self.possible::<Scalar>(confidence, at)? {
            Some(word) if word.0 == "low" => Some(true),
            Some(word) => {
                let problem = format!("`{}` is no confidence", shown(&word.0));
                self.fault(at, problem, "write `low`, or leave the field out");
                None
            }
            None => Some(false),
        }
    }

    fn claims<T: FromYaml + PartialEq>(
        &mut self,
        node: Option<Node>,
        at: &Path<'_>,
        value: Option<&T>,
    ) -> Option<Vec<Claim<T>>> {
        let Some(node) = node else { return Some(Vec::new()) };
        let claims = self.plain_claims(node, at)?;
        self.entries(claims, at, |claim, at, reader| reader.claim(claim, at, value))
    }

    fn claim<T: FromYaml + PartialEq>(
        &mut self,
        claim: ReadClaim,
        at: &Path<'_>,
        value: Option<&T>,
    ) -> Option<Claim<T>> {
        let stated = match claim.stated {
            Said::Value(node) => Stated::Value(self.value(node, &at.key("value"))?),
            Said::Words(words) => Stated::Words(words),
        };
        if let (Stated::Value(claimed), Some(value)) = (&stated, value)
            && claimed == value
        {
            self.fault(
                &at.key("value"),
                "the claim says the same as the value",
                "add its sources to those of the value instead",
            );
            return None;
        }
        Some(Claim { stated, sources: claim.sources, note: claim.note })
    }
    /// Reads everything of claims but values.
    fn plain_claims(&mut self, node: Node, at: &Path<'_>) -> Option<Vec<ReadClaim>> {
        let plain: Vec<PlainClaim> = self.shape(node, at)?;
        self.list(plain, at, |claim, at, reader| reader.plain_claim(claim, at))
    }

    fn plain_claim(&mut self, plain: PlainClaim, at: &Path<'_>) -> Option<ReadClaim> {
        let stated = match (plain.value, plain.says) {
            (Some(node), None) => Some(Said::Value(node)),
            (None, Some(says)) => self.text(says, &at.key("says")).map(Said::Words),
            (Some(_), Some(_)) => {
                self.fault(at, "the claim has both a `value` and `says`", "keep `value` where it fits, else `says`");
                None
            }
            (None, None) => {
                self.fault(at, "the claim says nothing", "give it a `value` of the fact's form, or `says` in words");
                None
            }
        };
        let sources = self.sources(plain.sources, &at.key("sources"));
        let note = self.note(plain.note, &at.key("note"));
        Some(ReadClaim { stated: stated?, sources: sources?, note: note? })
    }
}

/// A fact of which the evidence is read.
struct ReadParts {
    value: Option<Node>,
    evidence: Option<Evidence>,
    disputed: Option<Node>,
    also: Option<Node>,
}

struct Evidence {
    support: Support,
    uncertain: bool,
    sources: Vec<SourceRef>,
    note: Option<String>,
}

/// A claim of which all is read but the value, which is read as that of the fact.
struct ReadClaim {
    stated: Said,
    sources: Vec<SourceRef>,
    note: Option<String>,
}

enum Said {
    Value(Node),
    Words(String),
}

fn unknown_remedy<'a>(id: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    match nearest(id, known).first() {
        Some(near) => format!("did you mean `{near}`? Else {otherwise}"),
        None => otherwise.to_owned(),
    }
}

/// Whether a character could steer a terminal or turn the order of what is read.
pub fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A text from a file as a message may show it: nothing that steers a terminal, and not too long.
pub fn shown(text: &str) -> String {
    let mut shown: String =
        text.chars().take(60).map(|found| if is_control(found) { '\u{FFFD}' } else { found }).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown
}
