//! A date as exactly as it is known: a day, a month, a year, or somewhere between two days.

use crate::quantity::Quantity;
use crate::yaml::form::{Definitions, FromYaml};
use crate::yaml::node::Node;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A date with the precision it is known to, in the notations of ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct When {
    /// The earliest day it can be.
    pub earliest: Date,
    /// The latest day it can be; the same as the earliest where the day is known.
    pub latest: Date,
}

impl When {
    /// A known day.
    pub fn on(day: Date) -> Self {
        Self { earliest: day, latest: day }
    }

    /// Whether the day itself is known.
    pub fn is_exact(&self) -> bool {
        self.earliest == self.latest
    }

    /// In words that fit behind "from" or "since": `2026-03-31`, `2024-03`, `2026-06-18 or 19`.
    pub fn words(&self) -> String {
        let text = self.to_string();
        match text.split_once('/') {
            Some((from, to)) if self.earliest.tomorrow().is_ok_and(|next| next == self.latest) => {
                format!("{from} or {to}")
            }
            Some((from, to)) => format!("between {from} and {to}"),
            None => text,
        }
    }
}

impl Quantity for When {
    const NAME: &'static str = "a date";
    const EXAMPLES: &'static [&'static str] = &["2026-03-31", "2024-03", "2020", "2026-06-18/2026-06-19"];
    const PATTERN: &'static str = r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?$";
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some((from, to)) = text.split_once('/') {
            let (earliest, latest) = (day(from)?, day(to)?);
            if earliest >= latest {
                return Err(format!("`{to}` is not after `{from}`"));
            }
            return Ok(Self { earliest, latest });
        }
        let is_number = text.starts_with(|found: char| found.is_ascii_digit());
        let no_date = |error| if is_number { error } else { format!("`{text}` is not a date") };
        match text.len() {
            10 => day(text).map(Self::on),
            7 => {
                let earliest = day(&format!("{text}-01")).map_err(no_date)?;
                Ok(Self { earliest, latest: earliest.last_of_month() })
            }
            4 => {
                let earliest = day(&format!("{text}-01-01")).map_err(no_date)?;
                Ok(Self { earliest, latest: earliest.last_of_year() })
            }
            _ => Err(format!("`{text}` is not a date")),
        }
    }
}

/// A day of the calendar, exactly known.
pub struct Day;

impl FromYaml<Date> for Day {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Date> {
        let when = <When as FromYaml>::read(node, at, reader)?;
        if !when.is_exact() {
            return reader.refuse(at, format!("`{when}` is not a day"), "write the day, as in `2026-11-22`");
        }
        Some(when.latest)
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
    }
}

/// Reads one day; only the years from 2000 to 2199 are taken, so that typing errors are found.
///
/// # Errors
/// If it is not written `2026-03-31` or is not in the calendar.
pub fn day(text: &str) -> Result<Date, String> {
    let shape = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let parsed = if shape { text.parse::<Date>().ok() } else { None };
    match parsed {
        Some(found) if found >= date(2000, 1, 1) && found <= date(2199, 12, 31) => Ok(found),
        Some(_) => Err(format!("`{text}` is not in the years 2000 to 2199")),
        None => Err(format!("`{text}` is not a date")),
    }
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.earliest, self.latest);
        if from == to {
            write!(out, "{from}")
        } else if from == from.first_of_year() && to == from.last_of_year() {
            write!(out, "{:04}", from.year())
        } else if from == from.first_of_month() && to == from.last_of_month() {
            write!(out, "{:04}-{:02}", from.year(), from.month())
        } else {
            write!(out, "{from}/{to}")
        }
    }
}

/// The day before, or the same day at the beginning of time.
pub fn eve(day: Date) -> Date {
    day.checked_sub(1.day()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_how_exact_it_is() {
        let words = |text: &str| text.parse::<When>().map(|when| when.words()).unwrap_or_default();
        assert_eq!(words("2026-06-18/2026-06-19"), "2026-06-18 or 2026-06-19");
        assert_eq!(words("2026-04-15/2026-06-05"), "between 2026-04-15 and 2026-06-05");
        assert_eq!(words("2024-03"), "2024-03");
    }
}
