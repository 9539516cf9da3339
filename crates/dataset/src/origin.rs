//! Where the entries of a catalog come from.

use crate::files::TextFile;
use crate::yaml::{Fault, PathStep};
use std::collections::HashMap;

#[derive(Debug, Clone)]
pub struct Origin {
    /// The index of its file in the list of files.
    pub file: usize,
    pub path: Vec<PathStep>,
}

impl Origin {
    pub fn fault(
        &self,
        files: &[TextFile],
        path: Vec<PathStep>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Fault {
        let file = files.get(self.file).map_or("", |file| &file.name);
        Fault::new(file, [self.path.clone(), path].concat(), problem, remedy)
    }
}

/// Where everything that the files added is from, by the section it belongs to and its id.
#[derive(Debug, Default)]
pub struct Origins(HashMap<&'static str, HashMap<String, Origin>>);

impl Origins {
    pub fn get(&self, section: &str, id: &str) -> Option<&Origin> {
        self.0.get(section)?.get(id)
    }

    /// Returns everything of a section, in no order.
    pub fn of(&self, section: &str) -> impl Iterator<Item = (&String, &Origin)> {
        self.0.get(section).into_iter().flatten()
    }

    /// Remembers where an entry is from, and returns where an earlier one with its id is from.
    pub fn insert(&mut self, section: &'static str, id: &str, origin: Origin) -> Option<Origin> {
        self.0.entry(section).or_default().insert(id.to_owned(), origin)
    }
}
