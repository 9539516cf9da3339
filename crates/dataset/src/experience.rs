//! Experience that a provider asks for or recommends, and what must be held already.
use super::quantity::{Quantity, parse_range, split_unit, whole_number};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An amount of experience, kept in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Amount {
    /// The least that is meant, in months; 0 behind "up to".
    pub min_months: u32,
    /// The most that is meant, in months; absent behind "2+".
    pub max_months: Option<u32>,
    /// Written in years rather than in months.
    pub in_years: bool,
}

impl Quantity for Amount {
    const NAME: &'static str = "an amount of experience";
    const EXAMPLES: &'static [&'static str] = &["2+ years", "2–3 years", "1 year", "up to 6 months"];
    const PATTERN: &'static str = r"^(up to )?\d{1,2}(\+|[–-]\d{1,2})? (year|month)s?$";
}

impl FromStr for Amount {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, unit) = split_unit(text)?;
        let in_years = match unit.strip_suffix('s').unwrap_or(unit) {
            "year" => true,
            "month" => false,
            _ => return Err(format!("`{unit}` is neither years nor months")),
        };
        let factor = if in_years { 12 } else { 1 };
        let (min, max) = if let Some(most) = number.strip_prefix("up to ") {
            (0, Some(parse_range(most)?.1))
        } else if let Some(least) = number.strip_suffix('+') {
            (whole_number(least)?, None)
        } else {
            let (min, max) = parse_range(number)?;
            (min, Some(max))
        };
        if min > 60 || max.is_some_and(|max| max == 0 || max > 60) || (min == 0 && max.is_none()) {
            return Err(format!("`{number}` is out of range"));
        }
        Ok(Self { min_months: min * factor, max_months: max.map(|max| max * factor), in_years })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let factor = if self.in_years { 12 } else { 1 };
        let unit = if self.in_years { "year" } else { "month" };
        let (min, max) = (self.min_months / factor, self.max_months.map(|max| max / factor));
        match (min, max) {
            (1, Some(1)) => write!(out, "1 {unit}"),
            (min, None) => write!(out, "{min}+ {unit}{}", if min == 1 { "" } else { "s" }),
            (0, Some(max)) => write!(out, "up to {max} {unit}s"),
            (min, Some(max)) if min == max => write!(out, "{min} {unit}s"),
            (min, Some(max)) => write!(out, "{min}–{max} {unit}s"),
        }
    }
}

/// Where experience was gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ground {
    /// With this provider's cloud.
    Cloud,
    /// In the field or the industry, on any platform.
    Field,
}

/// One kind of experience.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Experience {
    /// How much.
    pub amount: Amount,
    /// With this cloud, or anywhere.
    pub ground: Ground,
    /// At what, in words that follow the amount: "building ML on AWS".
    pub doing: String,
}

impl fmt::Display for Experience {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.amount, self.doing)
    }
}

/// Something that must be held before the certification is awarded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// What it is, in words.
    pub what: String,
    /// Certifications of which one is enough; empty if the requirement is none of the dataset's certifications.
    pub any_of: Vec<String>,
}

/// A list that may also be known to be empty: "none" is a fact, an absent field is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrNone<T> {
    /// Known to be none.
    None,
    /// At least one.
    Some(Vec<T>),
}

impl<T> OrNone<T> {
    /// The entries; nothing if there are known to be none.
    pub fn entries(&self) -> &[T] {
        match self {
            Self::None => &[],
            Self::Some(entries) => entries,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        for text in
            ["2+ years", "1+ year", "2–3 years", "1 year", "2 years", "up to 6 months", "6+ months", "3–6 months"]
        {
            assert_eq!(text.parse::<Amount>().map(|amount| amount.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_other_forms() {
        for text in
            ["", "2", "two years", "2+ weeks", "0+ years", "-1 years", "3–2 years", "up to 0 months", "99 years"]
        {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
    }
}
