//! What an exam guide says: domains with their weights, as the provider prints them, and versions of the guide.

use crate::language::Language;
use crate::lazy::SourceRef;
use crate::quantity::Percent;
use crate::record;
use crate::sitting_days::Start;
use crate::when::When;
use crate::yaml::{Definitions, FromYaml, Node, Path, Reader, Sources};
use std::fmt;

record! {
    /// One domain (section, skill area) of an exam.
    Domain [Eq], "a domain",
        refuse |domain| domain.name.is_none() && domain.weight.is_none(),
        "the domain is empty", "give it a `name`, a `weight` or both" {
        /// Its title as the provider prints it; absent where it is not known.
        name: Option<String>,
        /// Its share of the exam; absent where none is published.
        weight: Option<Percent>,
    }
}

impl Domain {
    /// Returns the title, or else the place in the list: "section 2".
    pub fn label(&self, at: usize) -> String {
        self.name.clone().unwrap_or_else(|| format!("section {}", at + 1))
    }
}

/// The domains of an exam, whose weights can make 100 %, or are marked as the provider's own.
pub struct Domains;

record! {
    /// Domains with the provider's own weights, which do not make 100 %.
    AsPrinted, "domains" {
        /// `true`: the provider's own weights do not make 100 %.
        as_printed: bool,
        /// The domains.
        list: Vec<Domain>,
    }
}

impl FromYaml<Vec<Domain>> for Domains {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Vec<Domain>> {
        let AsPrinted { as_printed, list } = match node {
            Node::Map(_) => AsPrinted::read(node, at, reader)?,
            _ => AsPrinted { as_printed: false, list: <Vec<Domain> as FromYaml<_>>::read(node, at, reader)? },
        };
        match (weights_fault(&list), as_printed) {
            (Some(problem), false) => reader.refuse(at, problem, REMEDY),
            (None, true) => reader.refuse(at, "the weights can make 100 %", "write the list without `as_printed`"),
            _ => Some(list),
        }
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let list = <Vec<Domain> as FromYaml<Vec<_>>>::schema(definitions);
        serde_json::json!({ "anyOf": [list, AsPrinted::schema(definitions)] })
    }
}

const REMEDY: &str = "copy the weights as printed; mark those the provider calls approximate with `~`, and write \
                      `{ as_printed: true, list: […] }` where the provider's own do not make 100 %";

/// Returns the sum of the weights in percent, the least and the most, where it cannot be 100 %. Figures that are marked as
/// approximate may miss it by one for each domain, as rounding does.
pub fn sum_off(domains: &[Domain]) -> Option<(f64, f64)> {
    let weights: Vec<&Percent> = domains.iter().filter_map(|domain| domain.weight.as_ref()).collect();
    let slack: u32 = weights.iter().map(|weight| if weight.approximate { 10 } else { 0 }).sum();
    let min: u32 = weights.iter().map(|weight| weight.min_tenths).sum();
    let max: u32 = weights.iter().map(|weight| weight.max_tenths).sum();
    let is_off = !weights.is_empty() && (min > 1000 + slack || max + slack < 1000);
    is_off.then(|| (f64::from(min) / 10.0, f64::from(max) / 10.0))
}

fn weights_fault(domains: &[Domain]) -> Option<String> {
    let weighted = domains.iter().filter(|domain| domain.weight.is_some()).count();
    if weighted > 0 && weighted < domains.len() {
        return Some(format!("{} of {} domains have no weight", domains.len() - weighted, domains.len()));
    }
    sum_off(domains).map(|(min, max)| match min > 100.0 {
        true => format!("the weights make at least {min} %, more than 100 %"),
        false => format!("the weights make at most {max} %, less than 100 %"),
    })
}

record! {
    /// A version of an exam guide.
    Outline [Eq], "an outline",
        refuse |outline| outline.version.is_none() && outline.dated.is_none() && outline.from.is_none(),
        "the outline has no version and no date", "give it `version`, `dated` or `from`" {
        /// Its number.
        version: Option<String>,
        /// The date on it.
        dated: Option<When>,
        /// The first day on which the exam follows it, where it is known.
        from: Option<Start>,
        /// The languages in which the exam follows it; absent: all.
        languages: Vec<Language> as Option<Vec<Language>>,
        /// What it changes.
        changes: Vec<String> as Option<Vec<String>>,
        /// Its domains, where they are not those of the record.
        domains: Vec<Domain> as Option<Domains>,
        /// Where it is from, if not from the sources of the fact.
        sources: Vec<SourceRef> as Option<Sources>,
    }
}

impl fmt::Display for Outline {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut marks = Vec::new();
        marks.extend(self.version.as_ref().map(|version| format!("version {}", version.trim_start_matches('v'))));
        marks.extend(self.dated.map(|dated| format!("dated {}", dated.words())));
        let planned = |from: Start| if from.planned { "planned " } else { "" };
        marks.extend(self.from.map(|from| format!("{}from {}", planned(from), from.when.words())));
        if !self.languages.is_empty() {
            marks.push(format!("in {}", Language::titles(&self.languages).join(", ")));
        }
        out.write_str(&marks.join(", "))?;
        if !self.changes.is_empty() {
            write!(out, ": {}", self.changes.join("; "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domains(weights: &[&str]) -> Vec<Domain> {
        weights.iter().map(|weight| Domain { name: None, weight: weight.parse().ok() }).collect()
    }

    #[test]
    fn weights_must_be_able_to_make_a_hundred() {
        for right in [
            &["20 %", "24 %", "36 %", "20 %"][..],
            &["25–30 %", "30–35 %", "30–35 %"],
            &["~13 %", "~16 %", "~21 %", "~20 %", "~18 %", "~13 %"],
            &["33.1 %", "16.8 %", "14.7 %", "11 %", "10.6 %", "8.1 %", "3.1 %", "2.6 %"],
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
