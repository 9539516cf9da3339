//! Languages in which an exam is offered.

use crate::quantity::Quantity;
use crate::record;
use crate::yaml::form::{Any, Definitions, FromYaml};
use crate::yaml::node::Node;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

/// A language tag as in BCP 47 (`en`, `zh-Hans`, `pt-BR`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Language(String);

/// The tags that exams use most, with their English names.
const COMMON: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("ar-SA", "Arabic (Saudi Arabia)"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("pt", "Portuguese"),
    ("pt-BR", "Portuguese (Brazil)"),
    ("ru", "Russian"),
    ("zh", "Chinese"),
    ("zh-Hans", "Chinese (Simplified)"),
    ("zh-Hant", "Chinese (Traditional)"),
];

/// The languages of ISO 639-1, one per line: two letters, three letters (those of the terminology and of libraries), the
/// English name and the language's own.
const ALL: &str = include_str!("languages.txt");

/// Other names of languages.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("bahasa", "id"),
    ("brazilian portuguese", "pt-BR"),
    ("castellano", "es"),
    ("espanol", "es"),
    ("francais", "fr"),
    ("mandarin", "zh"),
    ("nihongo", "ja"),
    ("portugues", "pt"),
    ("portugues do brasil", "pt-BR"),
    ("português do brasil", "pt-BR"),
    ("simplified chinese", "zh-Hans"),
    ("traditional chinese", "zh-Hant"),
    ("zh cn", "zh-Hans"),
    ("zh hk", "zh-Hant"),
    ("zh sg", "zh-Hans"),
    ("zh tw", "zh-Hant"),
    ("简体中文", "zh-Hans"),
    ("繁体中文", "zh-Hant"),
    ("繁體中文", "zh-Hant"),
];

/// Countries and outdated codes that people write for a language.
const MISTAKEN: &[(&str, &str)] = &[
    ("at", "de"),
    ("brasil", "pt-BR"),
    ("brazil", "pt-BR"),
    ("china", "zh"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("france", "fr"),
    ("gb", "en"),
    ("germany", "de"),
    ("gr", "el"),
    ("in", "id"),
    ("indonesia", "id"),
    ("italy", "it"),
    ("iw", "he"),
    ("japan", "ja"),
    ("jp", "ja"),
    ("korea", "ko"),
    ("kr", "ko"),
    ("mx", "es"),
    ("portugal", "pt"),
    ("russia", "ru"),
    ("spain", "es"),
    ("taiwan", "zh-Hant"),
    ("tw", "zh-Hant"),
    ("ua", "uk"),
    ("us", "en"),
    ("usa", "en"),
    ("vn", "vi"),
];

/// A language of ISO 639-1.
struct Known {
    tag: &'static str,
    codes: [&'static str; 2],
    english: &'static str,
    own: &'static str,
}

fn all() -> impl Iterator<Item = Known> {
    ALL.lines().filter_map(|line| {
        let (codes, names) = line.split_at_checked(11)?;
        let (english, own) = names.split_once('|')?;
        let mut codes = codes.split(' ');
        Some(Known { tag: codes.next()?, codes: [codes.next()?, codes.next()?], english, own })
    })
}

/// Returns the words of a name in lower case, without brackets and hyphens.
fn plain(name: &str) -> String {
    let separates = |found: char| found.is_whitespace() || matches!(found, '(' | ')' | '-' | '_');
    let words: Vec<&str> = name.split(separates).filter(|word| !word.is_empty()).collect();
    words.join(" ").to_lowercase()
}

impl Language {
    /// English, the default of the command line.
    pub fn english() -> Self {
        Self("en".into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the English name of the language; a tag without a name is marked as one.
    pub fn title(&self) -> String {
        if let Some((_, title)) = COMMON.iter().find(|(tag, _)| self.0 == *tag) {
            return (*title).to_owned();
        }
        let (primary, rest) = self.0.split_once('-').unwrap_or((&self.0, ""));
        match (all().find(|known| known.tag == primary), rest) {
            (Some(known), "") => known.english.to_owned(),
            (Some(known), rest) => format!("{} ({rest})", known.english),
            (None, _) => format!("`{}`", self.0),
        }
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
        let name = plain(text);
        MISTAKEN.iter().find(|(mistaken, _)| *mistaken == name).map(|(_, tag)| *tag)
    }

    /// Returns the tags that exams use most, with their English names.
    pub fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
        COMMON.iter().copied()
    }
}

impl Quantity for Language {
    const NAME: &'static str = "a language tag";
    const EXAMPLES: &'static [&'static str] = &["en", "ja", "zh-Hans", "pt-BR"];
    const PATTERN: &'static str = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";
}

impl FromStr for Language {
    type Err = String;

    /// Parses a tag in any case, a three-letter code, or the name of a language in English or in itself.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let name = plain(text);
        let known_as = |tag: &str| Ok(Self(tag.to_owned()));
        if let Some((tag, _)) = COMMON.iter().find(|(tag, title)| plain(tag) == name || plain(title) == name) {
            return known_as(tag);
        }
        if let Some((_, tag)) = OTHER_NAMES.iter().find(|(other, _)| *other == name) {
            return known_as(tag);
        }
        if let Some(known) = all().find(|known| plain(known.english) == name || plain(known.own) == name) {
            return known_as(known.tag);
        }
        if let Some(tag) = Self::mistaken(text) {
            return Err(format!("unknown language `{text}`; did you mean `{tag}`?"));
        }
        let text = text.replace('_', "-");
        let (primary, rest) =
            text.split_once('-').map_or((text.as_str(), None), |(primary, rest)| (primary, Some(rest)));
        let lower = primary.to_ascii_lowercase();
        let known = all().find(|known| known.tag == lower || known.codes.contains(&lower.as_str()));
        let is_other = lower.len() == 3 && primary == lower && lower.bytes().all(|byte| byte.is_ascii_lowercase());
        let primary = known.map(|known| known.tag.to_owned()).or_else(|| is_other.then_some(lower));
        let well_formed =
            |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match (primary, rest) {
            (Some(primary), None) => Ok(Self(primary)),
            (Some(primary), Some(rest)) if rest.split('-').all(well_formed) => known_tag(format!("{primary}-{rest}")),
            _ => Err(format!("unknown language `{text}`")),
        }
    }
}

/// Returns a tag as it is written usually.
fn known_tag(tag: String) -> Result<Language, String> {
    let common = COMMON.iter().find(|(known, _)| known.eq_ignore_ascii_case(&tag));
    Ok(Language(common.map_or(tag, |(known, _)| (*known).to_owned())))
}

impl From<&Language> for String {
    fn from(language: &Language) -> Self {
        language.0.clone()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The languages of an exam, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Languages {
    /// The languages that are known by name.
    pub listed: Vec<Language>,
    /// Whether the list is known to be whole.
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
            let listed = reader.list(node, at, <Language as FromYaml>::read)?;
            let count = u32::try_from(listed.len()).ok();
            return Some(Self { listed, complete: true, count });
        }
        let SomeLanguages { includes, count } = <SomeLanguages as FromYaml>::read(node, at, reader)?;
        let known = includes.len();
        if count.is_some_and(|count| count as usize <= known) || (count.is_none() && known == 0) {
            let remedy = "give the number of all languages, or write the whole list in brackets";
            reader.fault(at, format!("{known} languages are listed, but the list is not whole"), remedy);
            return None;
        }
        Some(Self { listed: includes, complete: false, count })
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let all = <Vec<Language> as FromYaml<Vec<Language>>>::schema(definitions);
        serde_json::json!({ "anyOf": [all, <SomeLanguages as FromYaml>::schema(definitions)] })
    }
}

impl Languages {
    /// Whether someone who asks for `wanted` is known to be served.
    pub fn serves(&self, wanted: &Language) -> bool {
        self.listed.iter().any(|offered| wanted.is_served_by(offered))
    }

    /// Returns the English names, and how many others there are as far as that is known.
    pub fn words(&self) -> Vec<String> {
        let mut words = self.titles();
        match self.count {
            Some(count) if words.is_empty() => words.push(format!("{count} languages")),
            Some(count) if !self.complete => words.push(format!("{count} in all")),
            None if !self.complete => words.push("perhaps others".into()),
            _ => {}
        }
        words
    }

    /// The English names, in the order of the source.
    pub fn titles(&self) -> Vec<String> {
        self.listed.iter().map(Language::title).collect()
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
