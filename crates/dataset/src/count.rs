//! How many questions an exam has.

use super::quantity::{Quantity, parse_range, print_range};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A count, exact or from–to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Count {
    /// The least.
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

/// The questions of an exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questions {
    /// All of them, scored or not.
    pub total: Count,
    /// How many count towards the result.
    pub scored: Option<u32>,
    /// How many are on trial and do not count.
    pub unscored: Option<u32>,
    /// The provider publishes no figure for this exam, only what its exams usually have.
    pub typical: bool,
}

impl fmt::Display for Questions {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.total)?;
        if let Some(scored) = self.scored {
            write!(out, ", of them {scored} scored")?;
        }
        if self.typical {
            out.write_str(" (typical)")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        for text in ["65", "50–60", "1"] {
            assert_eq!(text.parse::<Count>().map(|count| count.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_other_forms() {
        for text in ["", "about 50", "60–50", "0", "-3", "50–", "12345"] {
            assert!(text.parse::<Count>().is_err(), "{text}");
        }
    }
}
