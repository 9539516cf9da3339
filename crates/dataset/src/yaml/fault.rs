//! A fault of a dataset: what is wrong, where, and what would be right.

use super::path::{PathStep, printed};
use super::text::{printable, shown};
use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    pub place: Option<(usize, usize)>,
    /// The path of the field; empty for a fault of the whole file.
    pub path: Vec<PathStep>,
    pub problem: String,
    pub remedy: String,
}

/// The number of faults after which no more are collected.
pub const MOST_FAULTS: usize = 1000;

/// The number of characters after which the text of a fault is truncated.
const LONGEST: usize = 1000;

impl Fault {
    /// Makes a fault of a field whose position is found later.
    pub fn new(file: &str, path: Vec<PathStep>, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: file.to_owned(), place: None, path, problem: problem.into(), remedy: remedy.into() }
    }

    pub fn at(file: &str, place: (usize, usize), problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { place: Some(place), ..Self::new(file, Vec::new(), problem, remedy) }
    }

    /// Adds the fault to others, unless there are too many.
    pub fn add_to(self, faults: &mut Vec<Self>) {
        if faults.len() < MOST_FAULTS {
            faults.push(self);
        }
    }

    /// Returns the fault as it may be printed: without control characters, and truncated.
    pub fn printable(mut self) -> Self {
        for text in [&mut self.file, &mut self.problem, &mut self.remedy] {
            *text = printable(text, LONGEST);
        }
        for step in &mut self.path {
            if let PathStep::Key(key) | PathStep::Repeated(key) = step {
                *key = shown(key);
            }
        }
        self
    }

    pub fn field(&self) -> String {
        printed(&self.path)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.file)?;
        if let Some((line, column)) = self.place {
            write!(out, ":{line}:{column}")?;
        }
        if !self.path.is_empty() {
            write!(out, ": {}", self.field())?;
        }
        write!(out, ": {}; {}", self.problem, self.remedy)
    }
}

/// Every fault that was found, in the order of files and fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faults: Vec<String> = self.0.iter().map(Fault::to_string).collect();
        out.write_str(&faults.join("\n"))
    }
}

impl std::error::Error for Faults {}
