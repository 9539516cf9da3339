//! Weights of exam domains and other percentages, as the provider prints them.
use crate::quantity::{Quantity, split_unit, whole_number};
use crate::record;
use crate::yaml::form::{Definitions, FromYaml};
use crate::yaml::node::Node;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A share in percent, to the tenth: exact, from–to, or approximate as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Percent {
    /// The least, in tenths of a percent.
    pub min_tenths: u32,
    /// The most, in tenths of a percent; the same as the least where one figure is printed.
    pub max_tenths: u32,
    /// The provider itself marks the figure as approximate ("~").
    pub approximate: bool,
}

impl Percent {
    /// The least and the most, in percent.
    pub fn bounds(&self) -> (f64, f64) {
        (f64::from(self.min_tenths) / 10.0, f64::from(self.max_tenths) / 10.0)
    }

    /// The middle of the range, in percent.
    pub fn middle(&self) -> f64 {
        f64::from(self.min_tenths + self.max_tenths) / 20.0
    }

    /// The least, in whole percent.
    pub fn whole(&self) -> u32 {
        self.min_tenths / 10
    }
}

/// Parses a number with at most one decimal, in tenths.
fn tenths(text: &str) -> Result<u32, String> {
    let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
    if tenth.len() != 1 {
        return Err(format!("`{text}` must have at most one decimal"));
    }
    match (whole_number(whole)?, whole_number(tenth)?) {
        (whole @ 0..=100, tenth) if (1..=1000).contains(&(whole * 10 + tenth)) => Ok(whole * 10 + tenth),
        _ => Err(format!("`{text}` is not between 0.1 and 100")),
    }
}

/// A number in tenths.
pub struct Tenths(pub u32);

impl fmt::Display for Tenths {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 10 {
            0 => write!(out, "{}", self.0 / 10),
            tenth => write!(out, "{}.{tenth}", self.0 / 10),
        }
    }
}

impl Quantity for Percent {
    const NAME: &'static str = "a percentage";
    const EXAMPLES: &'static [&'static str] = &["20 %", "20–25 %", "17.5 %", "~13 %"];
    const PATTERN: &'static str = r"^~?\d{1,3}(\.\d)?([–-]\d{1,3}(\.\d)?)? %$";
}

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, unit) = split_unit(text)?;
        if unit != "%" {
            return Err(format!("`{unit}` is not the unit `%`"));
        }
        let (approximate, number) = number.strip_prefix('~').map_or((false, number), |rest| (true, rest));
        let (least, most) = number.split_once(['–', '-']).unwrap_or((number, number));
        let (min_tenths, max_tenths) = (tenths(least)?, tenths(most)?);
        if min_tenths > max_tenths {
            return Err(format!("the range runs from {least} down to {most}"));
        }
        Ok(Self { min_tenths, max_tenths, approximate })
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.approximate {
            out.write_str("~")?;
        }
        write!(out, "{}", Tenths(self.min_tenths))?;
        if self.min_tenths != self.max_tenths {
            write!(out, "–{}", Tenths(self.max_tenths))?;
        }
        out.write_str(" %")
    }
}

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
        let (domains, as_printed) = match node {
            Node::Map(_) => {
                let AsPrinted { as_printed, list } = AsPrinted::read(node, at, reader)?;
                (list, as_printed)
            }
            _ => (<Vec<Domain> as FromYaml<Vec<Domain>>>::read(node, at, reader)?, false),
        };
        let (problem, remedy) = match (weights_fault(&domains), as_printed) {
            (Some(problem), false) => (problem, REMEDY),
            (None, true) => ("the weights can make 100 %".to_owned(), "write the list without `as_printed`"),
            _ => return Some(domains),
        };
        reader.refuse(at, problem, remedy)
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let list = <Vec<Domain> as FromYaml<Vec<Domain>>>::schema(definitions);
        serde_json::json!({ "anyOf": [list, AsPrinted::schema(definitions)] })
    }
}

const REMEDY: &str = "copy the weights as printed; mark those the provider calls approximate with `~`, and write \
                      `{ as_printed: true, list: […] }` where the provider's own do not make 100 %";

/// Returns the sum of the weights in percent, the least and the most, where it cannot be 100 %. Figures that are marked as
/// approximate may miss it by one for each domain, as rounding does.
pub fn sum_off(domains: &[Domain]) -> Option<(f64, f64)> {
    let weights: Vec<&Percent> = domains.iter().filter_map(|domain| domain.weight.as_ref()).collect();
    let slack = 10 * weights.iter().filter(|weight| weight.approximate).map(|_| 1).sum::<u32>();
    let min = weights.iter().map(|weight| weight.min_tenths).sum::<u32>();
    let max = weights.iter().map(|weight| weight.max_tenths).sum::<u32>();
    let is_off = !weights.is_empty() && (min > 1000 + slack || max + slack < 1000);
    is_off.then(|| (f64::from(min) / 10.0, f64::from(max) / 10.0))
}

/// Why weights cannot make 100 %, if they cannot.
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
