//! The questions of an exam, and the score that passes it.

use crate::quantity::{Count, Quantity, parse_range, whole_number};
use crate::yaml::{Flag, Path, Reader};
use crate::{from_str_and_display, record};
use serde::{Deserialize, Serialize};
use std::fmt;

record! {
    /// The questions of an exam.
    Questions [Eq], "questions", check parts_make_the_total {
        /// All of them, scored or not; absent where only the scored ones are known.
        total: Option<Count>,
        /// How many count towards the result.
        scored: Option<u32>,
        /// How many are on trial and do not count.
        unscored: Option<u32>,
        /// The provider publishes no figure for this exam, only what its exams usually have.
        typical: bool as Flag<false>,
    }
}

fn parts_make_the_total(questions: Questions, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Questions> {
    let parts = questions.scored.unwrap_or(0).saturating_add(questions.unscored.unwrap_or(0));
    let whole = questions.scored.is_some() && questions.unscored.is_some();
    match questions.total {
        None if questions.scored.is_none() || whole => {
            reader.refuse(at, "missing field `total`", "add it, or give `scored` alone")
        }
        Some(total) if parts > total.max || (whole && parts < total.min) => {
            let problem = format!("scored and unscored questions make {parts}, not {total}");
            reader.refuse(at, problem, "correct the three numbers")
        }
        _ => Some(questions),
    }
}

impl fmt::Display for Questions {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.total, self.scored) {
            (Some(total), Some(scored)) => write!(out, "{total}, of them {scored} scored")?,
            (Some(total), None) => total.fmt(out)?,
            (None, scored) => write!(out, "{} scored, total not known", scored.unwrap_or_default())?,
        }
        out.write_str(if self.typical { " (typical)" } else { "" })
    }
}

/// The least score that passes; "not published" is a fact of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PassingScore {
    Points {
        minimum: u32,
        /// Where the scale begins, where that is known.
        from: Option<u32>,
        to: u32,
    },
    Percent(u32),
    Questions {
        right: u32,
        of: u32,
    },
    /// The provider says only "passed" or "failed".
    NotPublished,
}

from_str_and_display!(PassingScore);

impl Quantity for PassingScore {
    const NAME: &'static str = "a passing score";
    const EXAMPLES: &'static [&'static str] =
        &["750 of 100–1000", "700 of 1000", "70 %", "44 of 62 questions", "not published"];
    const PATTERN: &'static str =
        r"^(\d{1,5} of \d{1,5}([–-]\d{1,5})?|\d{1,3} of \d{1,3} questions|\d{1,3} %|not published)$";

    fn parse(text: &str) -> Result<Self, String> {
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
        let (from, to) = parse_range(scale, whole_number)?;
        let from = scale.contains(['–', '-']).then_some(from);
        if minimum > to || from.is_some_and(|from| minimum < from) {
            return Err(format!("{minimum} is outside the scale `{scale}`"));
        }
        Ok(Self::Points { minimum, from, to })
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Points { minimum, from: Some(from), to } => write!(out, "{minimum} of {from}–{to}"),
            Self::Points { minimum, from: None, to } => write!(out, "{minimum} of {to}"),
            Self::Percent(percent) => write!(out, "{percent} %"),
            Self::Questions { right, of } => write!(out, "{right} of {of} questions"),
            Self::NotPublished => out.write_str("not published"),
        }
    }
}
