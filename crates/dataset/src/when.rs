//! A date as exactly as it is known: a day, a month, a year, or somewhere between two days.

use crate::from_str_and_display;
use crate::quantity::Quantity;
use crate::yaml::{Definitions, FromYaml, Node, Path, Reader};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A date with the precision it is known to, in the notations of ISO 8601: between two days, which can be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct When {
    pub earliest: Date,
    pub latest: Date,
}

impl When {
    pub fn on(day: Date) -> Self {
        Self { earliest: day, latest: day }
    }

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

from_str_and_display!(When);

impl Quantity for When {
    const NAME: &'static str = "a date";
    const EXAMPLES: &'static [&'static str] = &["2026-03-31", "2024-03", "2020", "2026-06-18/2026-06-19"];
    const PATTERN: &'static str = r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}-\d{2}-\d{2})?$";

    fn parse(text: &str) -> Result<Self, String> {
        if let Some((from, to)) = text.split_once('/') {
            let (earliest, latest) = (day(from)?, day(to)?);
            if earliest >= latest {
                return Err(format!("`{to}` is not after `{from}`"));
            }
            return Ok(Self { earliest, latest });
        }
        let is_number = text.starts_with(|found: char| found.is_ascii_digit());
        let first = |rest: &str| day(&format!("{text}{rest}"));
        match text.len() {
            7 if is_number => first("-01").map(|earliest| Self { earliest, latest: earliest.last_of_month() }),
            4 if is_number => first("-01-01").map(|earliest| Self { earliest, latest: earliest.last_of_year() }),
            _ => day(text).map(Self::on),
        }
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
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

/// Parses a day, as in `2026-03-31`; only the years from 2000 to 2199 are taken, so that typing errors are found.
pub fn day(text: &str) -> Result<Date, String> {
    let is_part = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    let is_day = text.len() == 10 && text.bytes().enumerate().all(is_part);
    match text.parse::<Date>() {
        Ok(found) if is_day && (2000..2200).contains(&found.year()) => Ok(found),
        Ok(_) if is_day => Err(format!("`{text}` is not in the years 2000 to 2199")),
        _ => Err(format!("`{text}` is not a date")),
    }
}

/// Returns the day before, or the same day at the beginning of time.
pub fn eve(day: Date) -> Date {
    day.yesterday().unwrap_or(day)
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
