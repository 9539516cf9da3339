//! Languages in which an exam is offered.

use crate::quantity::Quantity;
use crate::yaml::{Any, Definitions, FromYaml, Node, Path, Reader};
use crate::{from_str_and_display, record};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::fmt;

/// A language tag as in BCP 47 (`en`, `zh-Hans`, `pt-BR`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Language(String);

from_str_and_display!(Language);

/// Languages, one per line: the tag, three-letter codes, the English name, other names beginning with the language's own, and
/// countries and outdated codes that people write for it. Those that exams use most come first, then an empty line and the
/// others of ISO 639-1.
const ALL: &str = include_str!("languages.txt");

struct Known {
    tag: &'static str,
    codes: &'static str,
    english: &'static str,
    names: &'static str,
    mistaken: &'static str,
}

impl Known {
    fn read(line: &'static str) -> Option<Self> {
        let mut parts = line.split('|');
        let mut next = || parts.next();
        Some(Self { tag: next()?, codes: next()?, english: next()?, names: next()?, mistaken: next()? })
    }

    fn find(wanted: impl FnMut(&Self) -> bool) -> Option<Self> {
        ALL.lines().filter_map(Self::read).find(wanted)
    }
}

/// Returns whether a name, as [`plain`] has it, is in a list.
fn lists(list: &str, name: &str) -> bool {
    list.split(';').any(|known| !known.is_empty() && plain(known) == name)
}

/// Returns the words of a name in lower case, without brackets and hyphens.
fn plain(name: &str) -> String {
    let separates = |found: char| found.is_whitespace() || matches!(found, '(' | ')' | '-' | '_');
    let words: Vec<&str> = name.split(separates).filter(|word| !word.is_empty()).collect();
    words.join(" ").to_lowercase()
}

impl Language {
    pub fn english() -> Self {
        Self("en".into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the English name of the language; a tag without a name is marked as one.
    pub fn title(&self) -> String {
        if let Some(known) = Known::find(|known| self.0 == known.tag) {
            return known.english.to_owned();
        }
        let (primary, rest) = self.0.split_once('-').unwrap_or((&self.0, ""));
        let known = Known::find(|known| known.tag == primary);
        known.map_or_else(|| format!("`{}`", self.0), |known| format!("{} ({rest})", known.english))
    }

    pub fn titles(languages: &[Self]) -> Vec<String> {
        languages.iter().map(Self::title).collect()
    }

    /// Whether an exam in `offered` serves someone who asks for this language: `pt` is served by `pt-BR`, and `en-US` by
    /// `en`, but `pt-PT` is not by `pt-BR`.
    pub fn is_served_by(&self, offered: &Self) -> bool {
        let narrows =
            |narrow: &Self, wide: &Self| narrow.0.strip_prefix(wide.as_str()).is_some_and(|rest| rest.starts_with('-'));
        offered.0 == self.0 || narrows(offered, self) || narrows(self, offered)
    }

    /// Returns the language that was meant by a country or an outdated code.
    pub fn mistaken(text: &str) -> Option<&'static str> {
        Known::find(|known| lists(known.mistaken, &plain(text))).map(|known| known.tag)
    }

    /// Returns the tags that exams use most, with their English names.
    pub fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
        ALL.lines().map_while(Known::read).map(|known| (known.tag, known.english))
    }
}

impl Quantity for Language {
    const NAME: &'static str = "a language tag";
    const EXAMPLES: &'static [&'static str] = &["en", "ja", "zh-Hans", "pt-BR"];
    const PATTERN: &'static str = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";

    /// Parses a tag in any case, a three-letter code, or the name of a language in English or in itself.
    fn parse(text: &str) -> Result<Self, String> {
        let name = plain(text);
        let is_called = |known: &Known| [known.tag, known.english, known.names].iter().any(|list| lists(list, &name));
        if let Some(known) = Known::find(is_called) {
            return Ok(Self(known.tag.to_owned()));
        }
        if let Some(tag) = Self::mistaken(text) {
            return Err(format!("unknown language `{text}`; did you mean `{tag}`?"));
        }
        let text = text.replace('_', "-");
        let first = text.split('-').next().unwrap_or_default();
        let primary = first.to_ascii_lowercase();
        let has_code =
            |known: &Known| known.tag == primary || known.codes.split_whitespace().any(|code| code == primary);
        let is_other = primary.len() == 3 && first.bytes().all(|byte| byte.is_ascii_lowercase());
        let known = Known::find(has_code).map(|known| known.tag).or(is_other.then_some(&primary));
        let well_formed =
            |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match known {
            Some(tag) if text.split('-').skip(1).all(well_formed) => {
                let tag = text.replacen(first, tag, 1);
                let usual = Known::find(|known| known.tag.eq_ignore_ascii_case(&tag));
                Ok(Self(usual.map_or(tag, |known| known.tag.to_owned())))
            }
            _ => Err(format!("unknown language `{text}`")),
        }
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<&Language> for String {
    fn from(language: &Language) -> Self {
        language.0.clone()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Languages {
    pub listed: Vec<Language>,
    pub complete: bool,
    /// How many there are in all, where a source says so.
    pub count: Option<u32>,
}

record! {
    /// What is known of a list of languages that is not whole.
    SomeLanguages, "languages" {
        /// Those that are known by name.
        includes: Vec<Language> as Any<Language>,
        /// How many there are in all.
        count: Option<u32>,
    }
}

impl FromYaml for Languages {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if matches!(node, Node::List(_)) {
            let listed = <Vec<Language> as FromYaml<Vec<_>>>::read(node, at, reader)?;
            let count = u32::try_from(listed.len()).ok();
            return Some(Self { listed, complete: true, count });
        }
        let SomeLanguages { includes, count } = <SomeLanguages as FromYaml>::read(node, at, reader)?;
        let known = includes.len();
        if count.is_some_and(|count| count as usize <= known) || (count.is_none() && known == 0) {
            let remedy = "give the number of all languages, or write the whole list in brackets";
            return reader.refuse(at, format!("{known} languages are listed, but the list is not whole"), remedy);
        }
        Some(Self { listed: includes, complete: false, count })
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let all = <Vec<Language> as FromYaml<Vec<Language>>>::schema(definitions);
        serde_json::json!({ "anyOf": [all, <SomeLanguages as FromYaml>::schema(definitions)] })
    }
}

impl Languages {
    pub fn serves(&self, wanted: &Language) -> bool {
        self.listed.iter().any(|offered| wanted.is_served_by(offered))
    }

    /// Returns the English names, and how many others there are as far as that is known.
    pub fn words(&self) -> Vec<String> {
        let mut words = Language::titles(&self.listed);
        match self.count {
            Some(count) if words.is_empty() => words.push(format!("{count} languages")),
            Some(count) if !self.complete => words.push(format!("{count} in all")),
            None if !self.complete => words.push("perhaps others".into()),
            _ => {}
        }
        words
    }
}

/// Joins names as a sentence does: "English, Japanese and Korean".
pub fn and<T: Borrow<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [only] => only.borrow().to_owned(),
        [rest @ .., last] => format!("{} and {}", rest.join(", "), last.borrow()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> Language {
        text.parse().unwrap_or_else(|error: String| panic!("{error}"))
    }

    #[test]
    fn reads_tags_and_names_in_any_case() {
        assert_eq!(language("ZH-HANS").as_str(), "zh-Hans");
        assert_eq!(language("japanese").as_str(), "ja");
        assert_eq!(language("nl").title(), "Dutch");
        assert_eq!(language("no").title(), "Norwegian");
        assert_eq!(language("norwegian").as_str(), "no");
        assert_eq!(language("Español").as_str(), "es");
        assert_eq!(language("eng").as_str(), "en");
        assert_eq!(language("ger").as_str(), "de");
        assert_eq!(language("fil").title(), "`fil`");
        assert_eq!(language("zh_CN").as_str(), "zh-Hans");
    }

    #[test]
    fn refuses_what_is_no_tag() {
        for text in ["", "e", "English please", "e1", "jp", "xx"] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
    }

    #[test]
    fn wider_and_narrower_tags_serve_each_other() {
        assert!(language("pt").is_served_by(&language("pt-BR")));
        assert!(language("en-US").is_served_by(&language("en")));
        assert!(!language("pt-PT").is_served_by(&language("pt-BR")));
        assert!(!language("id").is_served_by(&language("it")));
    }

    #[test]
    fn joins_names_as_a_sentence_does() {
        let names = |list: &[&str]| and(&list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(names(&["English", "Japanese", "Korean"]), "English, Japanese and Korean");
        assert_eq!(names(&["English"]), "English");
    }
}
