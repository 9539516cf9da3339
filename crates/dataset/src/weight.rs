//! Weights of exam domains and other percentages, as the provider prints them.
use crate::quantity::{Quantity, parse_range, print_range, split_unit};
use crate::record;
use crate::yaml::form::{Definitions, FromYaml};
use crate::yaml::node::Node;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A share in percent: exact, from–to, or approximate as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Percent {
    /// The least, in percent.
    pub min: u32,
    /// The most, in percent; the same as the least where one figure is printed.
    pub max: u32,
    /// The provider itself marks the figure as approximate ("~").
    pub approximate: bool,
}

impl Percent {
    /// The middle of the range, in percent.
    pub fn middle(&self) -> f64 {
        f64::from(self.min + self.max) / 2.0
    }
}

impl Quantity for Percent {
    const NAME: &'static str = "a percentage";
    const EXAMPLES: &'static [&'static str] = &["20 %", "20–25 %", "~13 %"];
    const PATTERN: &'static str = r"^~?\d{1,3}([–-]\d{1,3})? %$";
}

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, unit) = split_unit(text)?;
        if unit != "%" {
            return Err(format!("`{unit}` is not the unit `%`"));
        }
        let (approximate, number) = number.strip_prefix('~').map_or((false, number), |rest| (true, rest));
        let (min, max) = parse_range(number)?;
        if min == 0 || max > 100 {
            return Err(format!("`{number}` is not between 1 and 100"));
        }
        Ok(Self { min, max, approximate })
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.approximate {
            out.write_str("~")?;
        }
        print_range(self.min, self.max, out)?;
        out.write_str(" %")
    }
}

record! {
    /// One domain (section, skill area) of an exam.
    Domain [Eq], "a domain" {
        /// Its title as the provider prints it.
        name: String,
        /// Its share of the exam; absent where none is published.
        weight: Option<Percent>,
    }
}

/// The domains of an exam, whose weights can make 100 %.
pub struct Domains;

impl FromYaml<Vec<Domain>> for Domains {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Vec<Domain>> {
        let domains = reader.list(node, at, <Domain as FromYaml>::read)?;
        if let Some(problem) = weights_fault(&domains) {
            let remedy = "copy the weights as printed; mark those the provider calls approximate with `~`";
            reader.fault(at, problem, remedy);
            return None;
        }
        Some(domains)
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        <Vec<Domain> as FromYaml<Vec<Domain>>>::schema(definitions)
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

    #[test]
    fn reads_what_it_prints() {
        for text in ["20 %", "20–25 %", "~13 %", "100 %"] {
            assert_eq!(text.parse::<Percent>().map(|percent| percent.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_other_forms() {
        for text in ["", "20", "20%", "20 percent", "0 %", "101 %", "25–20 %", "-5 %", "2.5 %"] {
            assert!(text.parse::<Percent>().is_err(), "{text}");
        }
    }

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
