//! Faults of a dataset: what is wrong, where, and what would be right; and the path of a field in its file.

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

    /// Returns the path as people read it: `price.disputed[0].value`.
    pub fn field(&self) -> String {
        let print = |(at, step): (usize, &PathStep)| match step {
            PathStep::Index(index) => format!("[{index}]"),
            PathStep::Key(key) | PathStep::Repeated(key) if at == 0 => key.clone(),
            PathStep::Key(key) | PathStep::Repeated(key) => format!(".{key}"),
        };
        self.path.iter().enumerate().map(print).collect()
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
        out.write_str(&self.0.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for Faults {}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    Key(String),
    /// The second occurrence of a key.
    Repeated(String),
    /// The entry of a list at an index from 0.
    Index(usize),
}

impl From<&str> for PathStep {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for PathStep {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// Makes a list of steps from keys and indexes: `path!["sittings", 0, "last"]`.
#[macro_export]
macro_rules! path {
    ($($step:expr),* $(,)?) => { vec![$($crate::yaml::PathStep::from($step)),*] };
}

/// A path that grows while a file is read, without allocating.
#[derive(Debug, Clone, Copy)]
pub enum Path<'a> {
    /// The top of the file, or the steps to an entry in it.
    Root(&'a [PathStep]),
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    pub fn key(&'a self, key: &'a str) -> Self {
        Path::Key(self, key)
    }

    pub fn index(&'a self, index: usize) -> Self {
        Path::Index(self, index)
    }

    pub fn steps(&self) -> Vec<PathStep> {
        match self {
            Path::Root(steps) => steps.to_vec(),
            Path::Key(parent, key) => [parent.steps(), path![*key]].concat(),
            Path::Index(parent, index) => [parent.steps(), path![*index]].concat(),
        }
    }
}
