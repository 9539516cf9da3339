//! How many questions an exam has.

use crate::quantity::{Quantity, parse_range, print_range};
use crate::record;
use crate::yaml::form::Flag;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A count, exact or from–to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Count {
    pub min: u32,
    /// The most; the same as the least where the count is exact.
    pub max: u32,
}

impl Quantity for Count {
    const NAME: &'static str = "a count";
    const EXAMPLES: &'static [&'static str] = &["65", "50–60"];
    const PATTERN: &'static str = r"^\d{1,4}([–-]\d{1,4})?$";
}

impl FromStr for Count {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (min, max) = parse_range(text.trim())?;
        if min == 0 || max > 9999 {
            return Err(format!("`{text}` is out of range"));
        }
        Ok(Self { min, max })
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_range(self.min, self.max, out)
    }
}

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
    let Some(total) = questions.total else {
        if questions.scored.is_none() || whole {
            return reader.refuse(at, "missing field `total`", "add it, or give `scored` alone");
        }
        return Some(questions);
    };
    if parts > total.max || (whole && parts < total.min) {
        let problem = format!("scored and unscored questions make {parts}, not {total}");
        return reader.refuse(at, problem, "correct the three numbers");
    }
    Some(questions)
}

impl fmt::Display for Questions {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.total, self.scored) {
            (Some(total), Some(scored)) => write!(out, "{total}, of them {scored} scored")?,
            (Some(total), None) => total.fmt(out)?,
            (None, scored) => write!(out, "{} scored, total not known", scored.unwrap_or_default())?,
        }
        if self.typical {
            out.write_str(" (typical)")?;
        }
        Ok(())
    }
}
