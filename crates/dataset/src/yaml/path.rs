//! The path of a field in a file: keys and indexes from the top.

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
    ($($step:expr),* $(,)?) => { vec![$($crate::yaml::path::PathStep::from($step)),*] };
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

/// Returns steps as people read them: `price.disputed[0].value`.
pub fn printed(steps: &[PathStep]) -> String {
    let print = |(at, step): (usize, &PathStep)| match step {
        PathStep::Index(index) => format!("[{index}]"),
        PathStep::Key(key) | PathStep::Repeated(key) if at == 0 => key.clone(),
        PathStep::Key(key) | PathStep::Repeated(key) => format!(".{key}"),
    };
    steps.iter().enumerate().map(print).collect()
}
