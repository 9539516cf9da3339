//! Where the entries of a catalog come from.

use crate::yaml::path::PathStep;
use std::collections::HashMap;

/// Where an entry of the catalog is from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The index of its file in the list of files.
    pub file: usize,
    /// The path to it in the file.
    pub path: Vec<PathStep>,
}

/// Where everything that the files added is from, by what it is and its id.
#[derive(Debug, Default)]
pub struct Origins {
    pub certifications: HashMap<String, Origin>,
    pub services: HashMap<String, Origin>,
    pub topics: HashMap<String, Origin>,
    pub sources: HashMap<String, Origin>,
    pub providers: HashMap<String, Origin>,
    pub counterparts: HashMap<String, Origin>,
}
