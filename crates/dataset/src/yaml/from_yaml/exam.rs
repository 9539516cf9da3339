//! How questions, languages and domains are read from YAML.

use super::{FromYaml, either};
use crate::count::{Count, Questions};
use crate::language::{Language, Languages};
use crate::weight::{Domain, Percent};
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use crate::yaml::scalar::Written;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

crate::yaml::scalar::own_shapes!(RawQuestions, RawLanguages, Vec<RawDomain>);

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

#[cfg(test)]
mod tests {
    use super::*;

    fn domains(weights: &[&str]) -> Vec<Domain> {
        weights.iter().map(|weight| Domain { name: (*weight).to_owned().into(), weight: weight.parse().ok() }).collect()
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
