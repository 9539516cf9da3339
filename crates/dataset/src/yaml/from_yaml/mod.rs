//! How each type of the model is read from its shape in YAML.

mod candidate;
mod exam;
mod keeping;

use super::path::Path;
use super::reader::Reader;
use super::scalar::{Shape, Vocabulary, Word, Written, own_shapes};
use crate::ServiceRef;
use crate::count::Count;
use crate::experience::{Amount, Ground};
use crate::keeping::{Attempts, Validity};
use crate::language::Language;
use crate::links::Links;
use crate::money::Money;
use crate::score::PassingScore;
use crate::sitting::{End, Start};
use crate::time::{Minutes, Span};
use crate::value::{CertificationIds, Dollars, ExamCode};
use crate::vocab::{Access, Basis, Category, Level, Route, SittingKind, Strength, Support, Track};
use crate::weight::Percent;
use crate::when::When;
use schemars::JsonSchema;
use serde::Deserialize;

/// Reads one of two forms that differ in their kind of YAML node. Untagged enums would lose the place of a fault.
macro_rules! either {
    (@visit seq $make:path) => {
        fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
            Deserialize::deserialize(SeqAccessDeserializer::new(seq)).map($make)
        }
    };
    (@visit map $make:path) => {
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            Deserialize::deserialize(MapAccessDeserializer::new(map)).map($make)
        }
    };
    (@visit str $make:path) => {
        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok($make(text.to_owned()))
        }
    };
    ($type:ident, $expecting:literal; $($kind:ident => $make:path;)+) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Either;
                impl<'de> Visitor<'de> for Either {
                    type Value = $type;
                    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                        out.write_str($expecting)
                    }
                    $(either!(@visit $kind $make);)+
                }
                deserializer.deserialize_any(Either)
            }
        }
    };
}

pub(crate) use either;

own_shapes!(RawLinks);

/// A type that a fact can have, as a YAML file has it.
pub trait FromYaml: Sized {
    /// Its shape in YAML.
    type Raw: Shape + JsonSchema;

    /// Reads it. What is wrong goes to the reader; nothing is returned then.
    fn read(raw: Self::Raw, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

macro_rules! quantities {
    ($($type:ty),+ $(,)?) => {
        $(
            impl FromYaml for $type {
                type Raw = Written<$type>;

                fn read(raw: Written<$type>, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                    reader.parse(&raw.text, at)
                }
            }
        )+
    };
}

quantities!(Amount, Attempts, Count, End, Language, Minutes, Money, PassingScore, Percent, Span, Start, Validity, When,);

macro_rules! words {
    ($($type:ty),+) => {
        $(
            impl Vocabulary for $type {
                const NAME: &'static str = <$type>::NAME;
                const WORDS: &'static [&'static str] = <$type>::WORDS;
            }
            impl FromYaml for $type {
                type Raw = Word<$type>;
                fn read(raw: Word<$type>, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                    reader.word(&raw.text, at, <$type>::NAME, <$type>::WORDS)
                }
            }
        )+
    };
}

words!(Access, Basis, Category, Level, Route, SittingKind, Strength, Support, Track);

impl Vocabulary for Ground {
    const NAME: &'static str = "a ground";
    const WORDS: &'static [&'static str] = &["cloud", "field"];
}

impl FromYaml for String {
    type Raw = String;

    fn read(raw: String, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.text(raw, at)
    }
}

impl FromYaml for Vec<String> {
    type Raw = Vec<String>;

    fn read(raw: Vec<String>, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.list(raw, at, |text, at, reader| reader.text(text, at))
    }
}

impl FromYaml for Vec<Money> {
    type Raw = Vec<Written<Money>>;

    fn read(raw: Self::Raw, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.list(raw, at, Money::read)
    }
}

impl FromYaml for Dollars {
    type Raw = Written<Money>;

    fn read(raw: Self::Raw, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let money = Money::read(raw, at, reader)?;
        if money.is_usd() {
            return Some(Self(money));
        }
        let remedy = "write it in US dollars, as in `300 USD`; other currencies go under `local_prices`";
        reader.fault(at, format!("a price in {} cannot be compared", money.currency), remedy);
        None
    }
}

impl FromYaml for ExamCode {
    type Raw = String;

    fn read(raw: String, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(raw, at)?;
        Some(if text == "none" { Self::None } else { Self::Code(text) })
    }
}

impl FromYaml for CertificationIds {
    type Raw = Vec<String>;

    fn read(raw: Vec<String>, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.list(raw, at, |id, at, reader| reader.id(id, at)).map(Self)
    }
}

impl FromYaml for Vec<ServiceRef> {
    type Raw = Vec<String>;

    fn read(raw: Vec<String>, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.list(raw, at, |id, at, reader| reader.service(&id, at))
    }
}

/// Links as written.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawLinks {
    /// The certification's page.
    #[serde(default)]
    #[schemars(url)]
    page: Option<String>,
    /// The exam's own page.
    #[serde(default)]
    #[schemars(url)]
    exam: Option<String>,
    /// The exam guide.
    #[serde(default)]
    #[schemars(url)]
    guide: Option<String>,
    /// Official training.
    #[serde(default)]
    #[schemars(url)]
    training: Option<String>,
    /// Official practice questions.
    #[serde(default)]
    #[schemars(url)]
    practice: Option<String>,
    /// The announcement.
    #[serde(default)]
    #[schemars(url)]
    announcement: Option<String>,
}

impl FromYaml for Links {
    type Raw = RawLinks;

    fn read(raw: RawLinks, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut url = |text: Option<String>, key: &str| -> Option<Option<String>> {
            match text {
                Some(text) => reader.url(text, &at.key(key)).map(Some),
                None => Some(None),
            }
        };
        let links = Self {
            page: url(raw.page, "page")?,
            exam: url(raw.exam, "exam")?,
            guide: url(raw.guide, "guide")?,
            training: url(raw.training, "training")?,
            practice: url(raw.practice, "practice")?,
            announcement: url(raw.announcement, "announcement")?,
        };
        if links == Self::default() {
            reader.fault(at, "there is no link", "add one, or leave the field out");
            return None;
        }
        Some(links)
    }
}
