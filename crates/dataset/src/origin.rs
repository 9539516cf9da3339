//! Where the entries of a catalog come from, and where their faults are.

use crate::files::TextFile;
use crate::yaml::{Fault, Faults, PathStep, Positions};
use std::collections::HashMap;

#[derive(Debug, Clone)]
pub struct Origin {
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

/// Gives each fault its line and column, and sorts the faults by file and position.
pub fn with_positions(mut faults: Vec<Fault>, files: &[TextFile]) -> Faults {
    let index = |fault: &Fault| files.iter().position(|file| file.name == fault.file);
    let mut known: HashMap<usize, Positions> = HashMap::new();
    for fault in faults.iter_mut().filter(|fault| fault.place.is_none()) {
        if let Some((index, file)) = index(fault).and_then(|index| Some((index, files.get(index)?))) {
            let positions = known.entry(index).or_insert_with(|| Positions::of(&file.text));
            fault.place = Some(positions.find(&fault.path).0);
        }
    }
    let mut faults: Vec<Fault> = faults.into_iter().map(Fault::printable).collect();
    faults.sort_by_key(|fault| (index(fault), fault.place, fault.field()));
    faults.dedup();
    Faults(faults)
}
