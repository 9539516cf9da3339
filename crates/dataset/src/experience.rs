//! Experience that a provider asks for or recommends, and what must be held already.

use crate::quantity::{Quantity, parse_range, print_range, split_unit, whole_number};
use crate::vocab::Ground;
use crate::yaml::text::shown;
use crate::yaml::{Definitions, Flag, FromYaml, Id, Node, Path, Reader};
use crate::{from_str_and_display, record};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Amount {
    /// The least that is meant, in months; 0 behind "up to".
    pub min_months: u32,
    /// The most that is meant, in months; absent behind "2+".
    pub max_months: Option<u32>,
}

from_str_and_display!(Amount);

impl Quantity for Amount {
    const NAME: &'static str = "an amount of experience";
    const EXAMPLES: &'static [&'static str] = &["2+ years", "2–3 years", "1 year", "up to 6 months"];
    const PATTERN: &'static str = r"^(up to )?\d{1,2}(\+|[–-]\d{1,2})? (year|month)s?$";

    fn parse(text: &str) -> Result<Self, String> {
        let (number, unit) = split_unit(text)?;
        let factor = match unit.strip_suffix('s').unwrap_or(unit) {
            "year" => 12,
            "month" => 1,
            _ => return Err(format!("`{unit}` is neither years nor months")),
        };
        let (min, max) = if let Some(most) = number.strip_prefix("up to ") {
            (0, Some(parse_range(most, whole_number)?.1))
        } else if let Some(least) = number.strip_suffix('+') {
            (whole_number(least)?, None)
        } else {
            let (min, max) = parse_range(number, whole_number)?;
            (min, Some(max))
        };
        if min > 60 || max.is_some_and(|max| max == 0 || max > 60) || (min == 0 && max.is_none()) {
            return Err(format!("`{number}` is out of range"));
        }
        Ok(Self { min_months: min * factor, max_months: max.map(|max| max * factor) })
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_years = self.min_months.is_multiple_of(12) && self.max_months.unwrap_or(0).is_multiple_of(12);
        let (factor, unit) = if in_years { (12, "year") } else { (1, "month") };
        let (min, max) = (self.min_months / factor, self.max_months.map(|max| max / factor));
        match (min, max) {
            (min, None) => write!(out, "{min}+ {unit}")?,
            (0, Some(max)) => write!(out, "up to {max} {unit}")?,
            (min, Some(max)) => {
                print_range(min, max, out)?;
                write!(out, " {unit}")?;
            }
        }
        if max.unwrap_or(min) == 1 { Ok(()) } else { out.write_str("s") }
    }
}

record! {
    /// One kind of experience.
    Experience [Eq], "experience" {
        /// How much.
        amount: Amount,
        /// `cloud`: with this provider's cloud; `field`: in the field or industry, anywhere.
        ground: Ground,
        /// At what, in words that follow the amount: "building ML on AWS".
        doing: String,
        /// It is a part of the entry before it.
        within: bool as Flag<false>,
    }
}

impl fmt::Display for Experience {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{} {}", if self.within { "of them " } else { "" }, self.amount, self.doing)
    }
}

record! {
    /// Something that must be held before the certification is awarded.
    Requirement [Eq], "a requirement" {
        /// What it is, in words.
        what: String,
        /// Certifications of which one is enough; absent if the requirement is none of the dataset's certifications.
        any_of: Vec<String> as Option<Vec<Id>>,
        /// Certifications that are enough too but are not in the dataset, by code or name.
        others: Vec<String> as Option<Vec<String>>,
    }
}

impl From<String> for Requirement {
    fn from(what: String) -> Self {
        Self { what, any_of: Vec::new(), others: Vec::new() }
    }
}

/// A list that may be empty: that is a fact, an absent field is not.
pub type OrNone<T> = Vec<T>;

/// An empty list is written `none`.
pub struct ListOrNone<F>(F);

impl<T, F: FromYaml<T>> FromYaml<Vec<T>> for ListOrNone<F> {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Vec<T>> {
        match node {
            Node::Text(word) if word == "none" => Some(Vec::new()),
            Node::Text(word) => {
                let problem = format!("`{}` must be a list or `none`", shown(word));
                reader.refuse(at, problem, "write `none`, or a list in brackets")
            }
            _ => <Vec<F> as FromYaml<Vec<T>>>::read(node, at, reader),
        }
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({ "anyOf": [{ "const": "none" }, <Vec<F> as FromYaml<Vec<T>>>::schema(definitions)] })
    }
}
