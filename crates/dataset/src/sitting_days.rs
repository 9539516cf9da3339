//! The first and the last day of a sitting.

use crate::quantity::Quantity;
use crate::when::When;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The first day of a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The day, as exactly as it is known.
    pub when: When,
    /// The day is announced, not reported: it is never shown as a fact.
    pub planned: bool,
}

impl Quantity for Start {
    const NAME: &'static str = "a first day";
    const EXAMPLES: &'static [&'static str] = &["2026-09-29", "2024-10", "2020", "planned 2027-01-14"];
    const PATTERN: &'static str = r"^(planned )?\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?$";
}

impl FromStr for Start {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (planned, day) = text.strip_prefix("planned ").map_or((false, text), |rest| (true, rest));
        if day.starts_with(' ') {
            return Err(format!("`{text}` has a space too many"));
        }
        Ok(Self { when: day.parse()?, planned })
    }
}

impl fmt::Display for Start {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", if self.planned { "planned " } else { "" }, self.when)
    }
}

/// The first day of a sitting, or that none is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum First {
    /// On a day.
    On(Start),
    /// The sitting is announced, without a day.
    NotAnnounced,
}

impl First {
    /// Returns the day, where there is one.
    pub fn start(self) -> Option<Start> {
        match self {
            Self::On(start) => Some(start),
            Self::NotAnnounced => None,
        }
    }
}

impl Quantity for First {
    const NAME: &'static str = "a first day";
    const EXAMPLES: &'static [&'static str] = &["2026-09-29", "2024-10", "2020", "planned 2027-01-14", "not announced"];
    const PATTERN: &'static str = r"^(not announced|(planned )?\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?)$";
}

impl FromStr for First {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "not announced" => Ok(Self::NotAnnounced),
            day => day.parse().map(Self::On),
        }
    }
}

impl fmt::Display for First {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(start) => start.fmt(out),
            Self::NotAnnounced => out.write_str("not announced"),
        }
    }
}

/// The last day of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// On a day.
    On(Start),
    /// As of the sources, no end is announced.
    NotAnnounced,
    /// It goes on until this certification's standard exam is available.
    WhenOpens(String),
}

impl Quantity for End {
    const NAME: &'static str = "a last day";
    const EXAMPLES: &'static [&'static str] =
        &["2026-03-31", "2020", "planned 2027-01-13", "none announced", "when mla-c02 opens"];
    const PATTERN: &'static str =
        r"^(none announced|when [a-z0-9-]+ opens|(planned )?\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?)$";
}

impl FromStr for End {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text == "none announced" {
            return Ok(Self::NotAnnounced);
        }
        match text.strip_prefix("when ").and_then(|rest| rest.strip_suffix(" opens")) {
            Some("") => Err("the certification is missing".to_owned()),
            Some(id) if id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') => {
                Ok(Self::WhenOpens(id.to_owned()))
            }
            Some(id) => Err(format!("`{id}` is not an id")),
            None => Ok(Self::On(text.parse()?)),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(start) => start.fmt(out),
            Self::NotAnnounced => out.write_str("none announced"),
            Self::WhenOpens(id) => write!(out, "when {id} opens"),
        }
    }
}
