//! How each type of the model is read from its shape in YAML.

use super::path::Path;
use super::raw::{Vocabulary, Word, Written};
use super::reader::{Reader, shown};
use crate::model::ServiceRef;
use crate::model::count::{Count, Questions};
use crate::model::experience::{Amount, Experience, Ground, OrNone, Requirement};
use crate::model::keeping::{Attempts, Renewal, Retake};
use crate::model::language::{Language, Languages};
use crate::model::links::Links;
use crate::model::money::Money;
use crate::model::quantity::Quantity;
use crate::model::time::{Minutes, Span};
use crate::model::value::{CertificationIds, Dollars, ExamCode};
use crate::model::vocab::{Access, Basis, Category, Level, Route, SittingKind, Strength, Support, Track};
use crate::model::weight::{Domain, Percent};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

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

/// A type that a fact can have, as a YAML file has it.
pub trait FromYaml: Sized {
    /// Its shape in YAML.
    type Raw: DeserializeOwned + JsonSchema;

    /// Reads it. What is wrong goes to the reader; nothing is returned then.
    fn read(raw: Self::Raw, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

impl<T: Quantity> FromYaml for T {
    type Raw = Written<T>;

    fn read(raw: Written<T>, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<T> {
        reader.parse(&raw.text, at)
    }
}

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

    fn read(raw: String, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<String> {
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

/// Questions as written.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawQuestions {
    /// All of them, scored or not.
    total: Written<Count>,
    /// How many count.
    #[serde(default)]
    scored: Option<u32>,
    /// How many do not.
    #[serde(default)]
    unscored: Option<u32>,
    /// Only what the provider's exams usually have.
    #[serde(default)]
    typical: bool,
}

impl FromYaml for Questions {
    type Raw = RawQuestions;

    fn read(raw: RawQuestions, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let total = Count::read(raw.total, &at.key("total"), reader)?;
        let parts = raw.scored.unwrap_or(0).saturating_add(raw.unscored.unwrap_or(0));
        let whole = raw.scored.is_some() && raw.unscored.is_some();
        if parts > total.max || (whole && parts < total.min) {
            reader.fault(
                at,
                format!("scored and unscored questions make {parts}, not {total}"),
                "correct the three numbers",
            );
            return None;
        }
        Some(Self { total, scored: raw.scored, unscored: raw.unscored, typical: raw.typical })
    }
}

/// Languages as written: the whole list, or what is known of it.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum RawLanguages {
    /// All of them.
    All(Vec<Written<Language>>),
    /// Some of them.
    Some(RawSomeLanguages),
}

/// What is known of a list of languages that is not whole.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawSomeLanguages {
    /// Those that are known by name.
    #[serde(default)]
    includes: Vec<Written<Language>>,
    /// How many there are in all.
    #[serde(default)]
    count: Option<u32>,
}

either! {
    RawLanguages, "a list of language tags, or `{ includes: […], count: … }`";
    seq => RawLanguages::All;
    map => RawLanguages::Some;
}

impl FromYaml for Languages {
    type Raw = RawLanguages;

    fn read(raw: RawLanguages, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match raw {
            RawLanguages::All(all) => {
                let listed = reader.list(all, at, Language::read)?;
                let count = u32::try_from(listed.len()).ok();
                Some(Self { listed, complete: true, count })
            }
            RawLanguages::Some(RawSomeLanguages { includes, count }) => {
                let known = includes.len();
                let listed = if includes.is_empty() {
                    Vec::new()
                } else {
                    reader.list(includes, &at.key("includes"), Language::read)?
                };
                if count.is_some_and(|count| count as usize <= known) || (count.is_none() && known == 0) {
                    let remedy = "give the number of all languages, or write the whole list in brackets";
                    reader.fault(at, format!("{known} languages are listed, but the list is not whole"), remedy);
                    return None;
                }
                Some(Self { listed, complete: false, count })
            }
        }
    }
}

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
                reader.fault(&at.key("ground"), format!("`{other}` is no ground"), "write `cloud` or `field`");
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

/// A domain as written.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawDomain {
    /// Its title as the provider prints it.
    name: String,
    /// Its share of the exam; absent where none is published.
    #[serde(default)]
    weight: Option<Written<Percent>>,
}

impl FromYaml for Vec<Domain> {
    type Raw = Vec<RawDomain>;

    fn read(raw: Self::Raw, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let domains = reader.list(raw, at, |raw: RawDomain, at, reader| {
            let name = reader.text(raw.name, &at.key("name"));
            let weight = match raw.weight {
                Some(weight) => Some(Percent::read(weight, &at.key("weight"), reader)?),
                None => None,
            };
            Some(Domain { name: name?, weight })
        })?;
        match weights_fault(&domains) {
            Some(problem) => {
                reader.fault(
                    at,
                    problem,
                    "copy the weights as printed; mark those the provider calls approximate with `~`",
                );
                None
            }
            None => Some(domains),
        }
    }
}

/// Why weights cannot make 100 %, if they cannot. Figures that are marked as approximate may miss it by one for each
/// domain, as rounding does.
fn weights_fault(domains: &[Domain]) -> Option<String> {
    let weights: Vec<&Percent> = domains.iter().filter_map(|domain| domain.weight.as_ref()).collect();
    if weights.is_empty() {
        return None;
    }
    if weights.len() < domains.len() {
        return Some(format!("{} of {} domains have no weight", domains.len() - weights.len(), domains.len()));
    }
    let slack = u32::try_from(weights.iter().filter(|weight| weight.approximate).count()).unwrap_or(0);
    let (min, max) = weights.iter().fold((0, 0), |(min, max), weight| (min + weight.min, max + weight.max));
    if min > 100 + slack {
        return Some(format!("the weights make at least {min} %, more than 100 %"));
    }
    if max + slack < 100 {
        return Some(format!("the weights make at most {max} %, less than 100 %"));
    }
    None
}

/// A retake rule as written.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawRetake {
    /// The wait before the second attempt, the third, and so on; the last one repeats.
    #[schemars(length(min = 1))]
    waits: Vec<Written<Span>>,
    /// How many attempts there are.
    #[serde(default)]
    attempts: Option<Written<Attempts>>,
}

impl FromYaml for Retake {
    type Raw = RawRetake;

    fn read(raw: RawRetake, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let waits = reader.list(raw.waits, &at.key("waits"), Span::read);
        let attempts = reader.optional(raw.attempts, &at.key("attempts"));
        Some(Self { waits: waits?, attempts: attempts? })
    }
}

/// Renewal as written.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawRenewal {
    /// In a few words, as a table shows it.
    how: String,
    /// Whether it can be renewed at all, now.
    #[serde(default = "yes")]
    possible: bool,
    /// The ways there are.
    #[serde(default)]
    routes: Vec<Word<Route>>,
    /// What a renewal costs, where that is stated; `0 USD` is free.
    #[serde(default)]
    price: Option<Written<Money>>,
    /// What holders get off the price of the exam.
    #[serde(default)]
    discount: Option<Written<Percent>>,
    /// How long the renewal exam or assessment takes.
    #[serde(default)]
    duration: Option<Written<Minutes>>,
    /// How many questions it has.
    #[serde(default)]
    questions: Option<Written<Count>>,
    /// How long before expiry it can first be done.
    #[serde(default)]
    opens: Option<Written<Span>>,
    /// How long after expiry it can still be done.
    #[serde(default)]
    closes: Option<Written<Span>>,
    /// By how much it extends the certificate.
    #[serde(default)]
    extends: Option<Written<Span>>,
    /// Ids of certifications whose exam renews this one.
    #[serde(default)]
    renewed_by: Vec<String>,
}

fn yes() -> bool {
    true
}

impl FromYaml for Renewal {
    type Raw = RawRenewal;

    fn read(raw: RawRenewal, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let how = reader.text(raw.how, &at.key("how"));
        let routes = reader.entries(raw.routes, &at.key("routes"), Route::read);
        let renewed_by = reader.entries(raw.renewed_by, &at.key("renewed_by"), |id, at, reader| reader.id(id, at));
        let price = match reader.optional(raw.price, &at.key("price"))? {
            Some(price) if !Money::is_usd(&price) => {
                reader.fault(
                    &at.key("price"),
                    format!("a price in {} cannot be compared", price.currency),
                    "write it in US dollars",
                );
                return None;
            }
            price => price,
        };
        Some(Self {
            how: how?,
            possible: raw.possible,
            routes: routes?,
            price,
            discount: reader.optional(raw.discount, &at.key("discount"))?,
            duration: reader.optional(raw.duration, &at.key("duration"))?,
            questions: reader.optional(raw.questions, &at.key("questions"))?,
            opens: reader.optional(raw.opens, &at.key("opens"))?,
            closes: reader.optional(raw.closes, &at.key("closes"))?,
            extends: reader.optional(raw.extends, &at.key("extends"))?,
            renewed_by: renewed_by?,
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn domains(weights: &[&str]) -> Vec<Domain> {
        weights.iter().map(|weight| Domain { name: (*weight).to_owned(), weight: weight.parse().ok() }).collect()
    }

    #[test]
    fn weights_must_be_able_to_make_a_hundred() {
        for right in [
            &["20 %", "24 %", "36 %", "20 %"][..],
            &["25–30 %", "30–35 %", "30–35 %"],
            &["~13 %", "~16 %", "~21 %", "~20 %", "~18 %", "~13 %"],
            &[],
        ] {
            assert_eq!(weights_fault(&domains(right)), None, "{right:?}");
        }
        for wrong in [
            &["20 %", "24 %", "36 %"][..],
            &["13 %", "16 %", "21 %", "20 %", "18 %", "13 %"],
            &["60–70 %", "50–60 %"],
            &["10–20 %", "20–30 %"],
        ] {
            assert!(weights_fault(&domains(wrong)).is_some(), "{wrong:?}");
        }
    }
}
