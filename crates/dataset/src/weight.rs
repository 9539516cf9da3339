//! Weights of exam domains and other percentages, as the provider prints them.
use super::quantity::{Quantity, parse_range, print_range, split_unit};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A share in percent: exact, from–to, or approximate as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Percent {
    /// The least, in percent.
    pub min: u32,
    /// The most, in percent; the same as the least where one figure is printed.
    pub max: u32,
    /// The provider itself marks the figure as approximate ("~").
    pub approximate: bool,
}

impl Percent {
    /// The middle of the range, in percent.
    pub fn middle(&self) -> f64 {
        f64::from(self.min + self.max) / 2.0
    }
}

impl Quantity for Percent {
    const NAME: &'static str = "a percentage";
    const EXAMPLES: &'static [&'static str] = &["20 %", "20–25 %", "~13 %"];
    const PATTERN: &'static str = r"^~?\d{1,3}([–-]\d{1,3})? %$";
}

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, unit) = split_unit(text)?;
        if unit != "%" {
            return Err(format!("`{unit}` is not the unit `%`"));
        }
        let (approximate, number) = number.strip_prefix('~').map_or((false, number), |rest| (true, rest));
        let (min, max) = parse_range(number)?;
        if min == 0 || max > 100 {
            return Err(format!("`{number}` is not between 1 and 100"));
        }
        Ok(Self { min, max, approximate })
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.approximate {
            out.write_str("~")?;
        }
        print_range(self.min, self.max, out)?;
        out.write_str(" %")
    }
}

/// One domain (section, skill area) of an exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Its title as the provider prints it.
    pub name: String,
    /// Its share of the exam; absent where none is published.
    pub weight: Option<Percent>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        for text in ["20 %", "20–25 %", "~13 %", "100 %"] {
            assert_eq!(text.parse::<Percent>().map(|percent| percent.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_other_forms() {
        for text in ["", "20", "20%", "20 percent", "0 %", "101 %", "25–20 %", "-5 %", "2.5 %"] {
            assert!(text.parse::<Percent>().is_err(), "{text}");
        }
    }
}
