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

/// Tags with an English name; other well-formed tags are taken and shown as they are.
const TITLES: &[(&str, &str)] = &[
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

impl Language {
    /// English, the default of the command line.
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The English name of the language, or the tag where none is known.
    pub fn title(&self) -> String {
        TITLES.iter().find(|(tag, _)| self.0 == *tag).map_or_else(|| self.0.clone(), |(_, title)| (*title).into())
    }

    /// Whether an exam in `offered` serves someone who asks for this language: `pt` is served by `pt-BR`, and `en-US` by
    /// `en`, but `pt-PT` is not by `pt-BR`.
    pub fn is_served_by(&self, offered: &Self) -> bool {
        let narrows =
            |narrow: &Self, wide: &Self| narrow.0.strip_prefix(wide.as_str()).is_some_and(|rest| rest.starts_with('-'));
        offered.0 == self.0 || narrows(offered, self) || narrows(self, offered)
    }

    /// The tags with an English name, for completion.
    pub fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
        TITLES.iter().copied()
    }
}

impl Quantity for Language {
    const NAME: &'static str = "a language tag";
    const EXAMPLES: &'static [&'static str] = &["en", "ja", "zh-Hans", "pt-BR"];
    const PATTERN: &'static str = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";
}

impl FromStr for Language {
    type Err = String;

    /// Reads a tag in any case, or the English name of a known language.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = &text.trim().replace('_', "-");
        let text = match text.to_ascii_lowercase().as_str() {
            "zh-cn" | "zh-sg" => "zh-Hans",
            "zh-tw" | "zh-hk" => "zh-Hant",
            _ => text,
        };
        if let Some((tag, _)) =
            TITLES.iter().find(|(tag, title)| tag.eq_ignore_ascii_case(text) || title.eq_ignore_ascii_case(text))
        {
            return Ok(Self((*tag).into()));
        }
        let mut parts = text.split('-');
        let first = parts.next().unwrap_or_default();
        let well_formed = (2..=3).contains(&first.len())
            && first.bytes().all(|byte| byte.is_ascii_lowercase())
            && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if well_formed { Ok(Self(text.to_owned().into())) } else { Err(format!("`{text}` is no language tag")) }
    }
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
        assert_eq!(language("nl").title(), "nl");
        assert_eq!(language("zh_CN").as_str(), "zh-Hans");
    }

    #[test]
    fn refuses_what_is_no_tag() {
        for text in ["", "e", "English please", "e1", "english!"] {
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
