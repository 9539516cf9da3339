//! Sources: where a fact is from.
use super::table::Labelled;
use super::vocab::Access;
use super::when::When;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The place of a source in [`super::Catalog::sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceRef(pub u32);

/// A page, file or document that facts are taken from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Unique name, kebab-case.
    pub id: String,
    /// The title of the page.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Its address, where it is known.
    pub url: Option<String>,
    /// Published by the provider itself. It says who publishes it, not how it was read.
    pub official: bool,
    /// How it was read.
    pub access: Access,
    /// The date on the page, or the day its author last checked what it says; absent where none is known.
    pub dated: Option<When>,
    /// The day it was looked up for this dataset.
    #[serde(with = "crate::day")]
    pub read: Date,
    /// What else a reader should know of it.
    pub note: Option<String>,
}

impl Labelled for Source {
    fn label(&self) -> String {
        self.id.clone()
    }
}
