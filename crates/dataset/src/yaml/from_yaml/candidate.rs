//! How prerequisites and experience are read from YAML.

use super::{FromYaml, either};
use crate::experience::{Amount, Experience, Ground, OrNone, Requirement};
use crate::yaml::path::Path;
use crate::yaml::reader::{Reader, shown};
use crate::yaml::scalar::{Word, Written};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

crate::yaml::scalar::own_shapes!(
    RawOrNone<String>,
    RawExperience,
    RawOrNone<RawExperience>,
    RawRequirement,
    RawOrNone<RawRequirement>
);

/// A list, or the word `none`.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum RawOrNone<R> {
    /// A word, which must be `none`: there are known to be none.
    Word(NoneWord),
    /// The entries.
    List(Vec<R>),
}

/// The word `none`, or what stands in its place.
pub struct NoneWord(String);

impl JsonSchema for NoneWord {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "none".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": "none" })
    }
}

impl<'de, R: Deserialize<'de>> Deserialize<'de> for RawOrNone<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OrNoneVisitor<R>(PhantomData<R>);
        impl<'de, R: Deserialize<'de>> Visitor<'de> for OrNoneVisitor<R> {
            type Value = RawOrNone<R>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a list, or the word `none`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(RawOrNone::Word(NoneWord(text.to_owned())))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Deserialize::deserialize(SeqAccessDeserializer::new(seq)).map(RawOrNone::List)
            }
        }
        deserializer.deserialize_any(OrNoneVisitor(PhantomData))
    }
}

fn read_or_none<T: FromYaml>(raw: RawOrNone<T::Raw>, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<OrNone<T>> {
    match raw {
        RawOrNone::Word(NoneWord(word)) if word == "none" => Some(OrNone::None),
        RawOrNone::Word(NoneWord(word)) => {
            reader.fault(
                at,
                format!("`{}` is neither a list nor `none`", shown(&word)),
                "write `none`, or a list in brackets",
            );
            None
        }
        RawOrNone::List(entries) => reader.list(entries, at, T::read).map(OrNone::Some),
    }
}

impl FromYaml for OrNone<String> {
    type Raw = RawOrNone<String>;

    fn read(raw: Self::Raw, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        read_or_none(raw, at, reader)
    }
}

/// Experience as written.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawExperience {
    /// How much.
    amount: Written<Amount>,
    /// `cloud`: with this provider's cloud; `field`: in the field or industry, anywhere.
    ground: Word<Ground>,
    /// At what, in words that follow the amount.
    doing: String,
}

impl FromYaml for Experience {
    type Raw = RawExperience;

    fn read(raw: RawExperience, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let amount = Amount::read(raw.amount, &at.key("amount"), reader);
        let ground = match raw.ground.text.as_str() {
            "cloud" => Some(Ground::Cloud),
            "field" => Some(Ground::Field),
            other => {
                reader.fault(&at.key("ground"), format!("`{}` is no ground", shown(other)), "write `cloud` or `field`");
                None
            }
        };
        let doing = reader.text(raw.doing, &at.key("doing"));
        Some(Self { amount: amount?, ground: ground?, doing: doing? })
    }
}

impl FromYaml for OrNone<Experience> {
    type Raw = RawOrNone<RawExperience>;

    fn read(raw: Self::Raw, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        read_or_none(raw, at, reader)
    }
}

/// A requirement as written: words, or words with certifications of which one is enough.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum RawRequirement {
    /// In words.
    Words(String),
    /// With certifications of the dataset.
    Held(RawHeld),
}

/// Certifications of which one must be held.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawHeld {
    /// In words.
    what: String,
    /// Ids of certifications of which one is enough.
    any_of: Vec<String>,
}

either! {
    RawRequirement, "a text, or `{ what: …, any_of: […] }`";
    str => RawRequirement::Words;
    map => RawRequirement::Held;
}

impl FromYaml for Requirement {
    type Raw = RawRequirement;

    fn read(raw: RawRequirement, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match raw {
            RawRequirement::Words(what) => Some(Self { what: reader.text(what, at)?, any_of: Vec::new() }),
            RawRequirement::Held(RawHeld { what, any_of }) => {
                let what = reader.text(what, &at.key("what"));
                let any_of = reader.list(any_of, &at.key("any_of"), |id, at, reader| reader.id(id, at));
                Some(Self { what: what?, any_of: any_of? })
            }
        }
    }
}

impl FromYaml for OrNone<Requirement> {
    type Raw = RawOrNone<RawRequirement>;

    fn read(raw: Self::Raw, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        read_or_none(raw, at, reader)
    }
}
