//! The dataset inside the program, and users' own files on top of it.

pub use certcmp_dataset::assemble::{Loaded, Strictness};
pub use certcmp_dataset::origin::Origins;
pub use certcmp_dataset::yaml::fault::{Fault, Faults};

use anyhow::{Context, Result, ensure};
use certcmp_dataset::{Catalog, assemble, files, lint};
use jiff::civil::Date;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

/// An environment variable for developers: a folder, or a packed dataset, to use in place of the one inside the program.
const INSTEAD: &str = "CERTCMP_DATASET";

/// Returns the dataset inside the program, or the one that replaces it, which must have no faults.
pub fn embedded() -> Result<Catalog> {
    match std::env::var_os(INSTEAD).map(PathBuf::from) {
        Some(folder) if folder.is_dir() => whole(&folder),
        Some(packed) => Ok(Catalog::unpack(&std::fs::read(packed)?)?),
        None => Catalog::unpack(EMBEDDED).context("the built-in dataset is damaged; install certcmp again"),
    }
}

/// Reads a folder that is a whole dataset. The error holds all of its faults; so it does of [`load`].
pub fn whole(folder: &Path) -> Result<Catalog> {
    Ok(assemble::assemble(Catalog::default(), &files::read(folder)?, Strictness::Full)?.catalog)
}

/// Returns the dataset inside the program with files and folders on top, in their order.
pub fn load(paths: &[PathBuf]) -> Result<Loaded> {
    let mut loaded = Loaded { catalog: embedded()?, ..Loaded::default() };
    for path in paths {
        let next = assemble::assemble(loaded.catalog, &files::read(path)?, Strictness::Answers)?;
        loaded.catalog = next.catalog;
        loaded.replaced.extend(next.replaced);
        loaded.amended.extend(next.amended);
    }
    ensure!(!loaded.catalog.certifications.is_empty(), "the dataset is empty");
    Ok(loaded)
}

#[derive(Debug)]
pub struct Checked {
    pub catalog: Option<Catalog>,
    /// Every fault; with a limit for their age also old facts, each as a fault with its place.
    pub faults: Vec<Fault>,
    pub warnings: Vec<Fault>,
    pub files: usize,
    /// The files are a whole dataset with providers of its own, not an addition to the one inside the program.
    pub whole: bool,
}

/// Checks files and folders with the lints of the build. With a `providers.yaml` among them they are a dataset of
/// their own; else they are checked as an addition to the one inside the program. With a day, facts of these files
/// whose newest source is older count as faults. An empty dataset is an error.
pub fn check(paths: &[PathBuf], oldest: Option<Date>) -> Result<Checked> {
    let mut texts = Vec::new();
    let mut known = HashSet::new();
    for path in paths {
        // A file that is named twice, or lies in a folder that is named, is read once.
        let mut is_new = |file: &files::TextFile| {
            let name = PathBuf::from(&file.name);
            known.insert(name.canonicalize().unwrap_or(name))
        };
        texts.extend(files::read(path)?.into_iter().filter(&mut is_new));
    }
    let whole = texts.iter().any(|file| file.name.ends_with("providers.yaml"));
    let base = if whole { Catalog::default() } else { embedded()? };
    let files = texts.len();
    match assemble::assemble(base, &texts, Strictness::Full) {
        Ok(loaded) => {
            ensure!(!loaded.catalog.certifications.is_empty(), "the dataset is empty: it holds no certification");
            let old = |oldest| lint::old_facts(&loaded.catalog, &loaded.origins, &texts, oldest);
            let faults = oldest.map(old).unwrap_or_default();
            Ok(Checked { catalog: Some(loaded.catalog), faults, warnings: loaded.warnings, files, whole })
        }
        Err(Faults(faults)) => Ok(Checked { catalog: None, faults, warnings: Vec::new(), files, whole }),
    }
}
