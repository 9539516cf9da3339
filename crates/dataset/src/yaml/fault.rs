//! Faults of a dataset: what is wrong, where, and what would be right.

use super::path::{Printed, Step};
use super::reader::{is_control, shown};
use std::fmt;

/// A fault in a file of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name as it was given.
    pub file: String,
    /// Line and column, from 1, where they could be found.
    pub place: Option<(usize, usize)>,
    /// The path of the field; empty for a fault of the whole file.
    pub path: Vec<Step>,
    /// What is wrong.
    pub problem: String,
    /// What would be right.
    pub remedy: String,
}

/// The most faults that are told; who has so many wants to see the first ones.
pub const MOST_FAULTS: usize = 1000;

impl Fault {
    /// Adds the fault to others, as long as there are not too many of them.
    pub fn note(self, faults: &mut Vec<Self>) {
        if faults.len() < MOST_FAULTS {
            faults.push(self);
        }
    }

    /// The fault as it may be printed: nothing from the file in it steers a terminal, or is endless.
    pub fn printable(mut self) -> Self {
        for text in [&mut self.file, &mut self.problem, &mut self.remedy] {
            if text.len() > LONGEST {
                *text = text.chars().take(LONGEST).chain(['…']).collect();
            }
            if text.contains(is_control) {
                *text = text.replace(is_control, "\u{FFFD}");
            }
        }
        for step in &mut self.path {
            if let Step::Key(key) = step {
                *key = shown(key);
            }
        }
        self
    }

    /// The field's path as people read it.
    pub fn field(&self) -> String {
        Printed(&self.path).to_string()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.file)?;
        if let Some((line, column)) = self.place {
            write!(out, ":{line}:{column}")?;
        }
        if !self.path.is_empty() {
            write!(out, ": {}", Printed(&self.path))?;
        }
        write!(out, ": {}", self.problem)?;
        if !self.remedy.is_empty() {
            write!(out, "; {}", self.remedy)?;
        }
        Ok(())
    }
}

/// The most characters of what a fault says; the rest is of no use to anybody.
const LONGEST: usize = 1000;

/// Every fault that was found, in the order of files and fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            if at > 0 {
                out.write_str("\n")?;
            }
            fault.fmt(out)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
