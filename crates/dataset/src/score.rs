//! The score that passes an exam.

use crate::quantity::{Quantity, parse_range, whole_number};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The least score that passes; "not published" is a fact of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PassingScore {
    /// A number of points on a scale.
    Points {
        /// The least that passes.
        minimum: u32,
        /// Where the scale begins, where that is known.
        from: Option<u32>,
        /// Where the scale ends.
        to: u32,
    },
    /// A share of the points, in percent.
    Percent(u32),
    /// Right answers, not points.
    Questions {
        /// The least that passes.
        right: u32,
        of: u32,
    },
    /// The provider says only "passed" or "failed".
    NotPublished,
}

impl Quantity for PassingScore {
    const NAME: &'static str = "a passing score";
    const EXAMPLES: &'static [&'static str] =
        &["750 of 100–1000", "700 of 1000", "70 %", "44 of 62 questions", "not published"];
    const PATTERN: &'static str =
        r"^(\d{1,5} of \d{1,5}([–-]\d{1,5})?|\d{1,3} of \d{1,3} questions|\d{1,3} %|not published)$";
}

impl FromStr for PassingScore {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text == "not published" {
            return Ok(Self::NotPublished);
        }
        if let Some(percent) = text.strip_suffix(" %") {
            return match whole_number(percent)? {
                percent @ 1..=100 => Ok(Self::Percent(percent)),
                other => Err(format!("`{other} %` is not between 1 and 100")),
            };
        }
        let (minimum, scale) = text.split_once(" of ").ok_or_else(|| format!("`{text}` is not a score"))?;
        let minimum = whole_number(minimum)?;
        if let Some(of) = scale.strip_suffix(" questions") {
            return match whole_number(of)? {
                of if (1..=of).contains(&minimum) => Ok(Self::Questions { right: minimum, of }),
                of => Err(format!("{minimum} is not between 1 and {of}")),
            };
        }
        let (from, to) = if scale.contains(['–', '-']) {
            let (from, to) = parse_range(scale)?;
            (Some(from), to)
        } else {
            (None, whole_number(scale)?)
        };
        if minimum > to || from.is_some_and(|from| minimum < from) {
            return Err(format!("{minimum} is outside the scale `{scale}`"));
        }
        Ok(Self::Points { minimum, from, to })
    }
}

impl fmt::Display for PassingScore {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Points { minimum, from: Some(from), to } => write!(out, "{minimum} of {from}–{to}"),
            Self::Points { minimum, from: None, to } => write!(out, "{minimum} of {to}"),
            Self::Percent(percent) => write!(out, "{percent} %"),
            Self::Questions { right, of } => write!(out, "{right} of {of} questions"),
            Self::NotPublished => out.write_str("not published"),
        }
    }
}
