//! The dates of a sitting: its first day, its last one, and others.

use crate::quantity::Quantity;
use crate::when::When;
use crate::{from_str_and_display, record};
use serde::{Deserialize, Serialize};
use std::fmt;

from_str_and_display!(Start, First, End);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub when: When,
    /// The day is announced, not reported: it is never shown as a fact.
    pub planned: bool,
}

impl Quantity for Start {
    const NAME: &'static str = "a first day";
    const EXAMPLES: &'static [&'static str] = &["2026-09-29", "2024-10", "2020", "planned 2027-01-14"];
    const PATTERN: &'static str = r"^(planned )?\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?$";

    fn parse(text: &str) -> Result<Self, String> {
        let day = text.strip_prefix("planned ");
        Ok(Self { when: When::parse(day.unwrap_or(text))?, planned: day.is_some() })
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", if self.planned { "planned " } else { "" }, self.when)
    }
}

/// None: the sitting is announced, without a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct First(pub Option<Start>);

impl Quantity for First {
    const NAME: &'static str = "a first day";
    const EXAMPLES: &'static [&'static str] = &["2026-09-29", "2024-10", "2020", "planned 2027-01-14", "not announced"];
    const PATTERN: &'static str = r"^(not announced|(planned )?\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?)$";

    fn parse(text: &str) -> Result<Self, String> {
        if text == "not announced" { Ok(Self(None)) } else { Start::parse(text).map(|start| Self(Some(start))) }
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(start) => start.print(out),
            None => out.write_str("not announced"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
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

    fn parse(text: &str) -> Result<Self, String> {
        if text == "none announced" {
            return Ok(Self::NotAnnounced);
        }
        match text.strip_prefix("when ").and_then(|rest| rest.strip_suffix(" opens")) {
            Some("") => Err("the certification is missing".to_owned()),
            Some(id) if id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') => {
                Ok(Self::WhenOpens(id.to_owned()))
            }
            Some(id) => Err(format!("`{id}` is not an id")),
            None => Start::parse(text).map(Self::On),
        }
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(start) => start.print(out),
            Self::NotAnnounced => out.write_str("none announced"),
            Self::WhenOpens(id) => write!(out, "when {id} opens"),
        }
    }
}

record! {
    /// A date of a sitting that is neither its first nor its last day.
    KeyDate [Eq], "a date",
        refuse |date| date.on.is_some() == (date.from.is_some() || date.until.is_some()),
        "the date has no day", "give it `on`, or `from` and `until`" {
        /// What is then.
        what: String,
        /// The day of it.
        on: Option<When>,
        /// The day from which it is.
        from: Option<When>,
        /// The last day of it.
        until: Option<When>,
    }
}

impl fmt::Display for KeyDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.what)?;
        for (word, when) in [(":", self.on), (" from", self.from), (" until", self.until)] {
            if let Some(when) = when {
                write!(out, "{word} {}", when.words())?;
            }
        }
        Ok(())
    }
}
