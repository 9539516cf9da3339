//! Lists of entries that are decoded one by one when they are used, and references to them. Each entry has a label that is
//! read without it.

use crate::lazy::Lazy;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// An entry of a section of the dataset.
pub trait Entry {
    /// The key of the section in files.
    const SECTION: &'static str;

    fn id(&self) -> &String;

    /// Returns what others call it.
    fn label(&self) -> String {
        self.id().clone()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(serialize = "T: Serialize + DeserializeOwned", deserialize = ""))]
pub struct Table<T: DeserializeOwned>(Vec<(String, Lazy<T>)>);

/// The index of a source in [`Catalog::sources`](crate::Catalog::sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceRef(pub u32);

/// The index of a service in [`Catalog::services`](crate::Catalog::services).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ServiceRef(pub u32);

impl<T: DeserializeOwned> Table<T> {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn label(&self, index: usize) -> Option<String> {
        self.0.get(index).map(|(label, _)| label.clone())
    }

    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(label, _)| label.as_str())
    }

    pub fn find(&self, label: &str) -> Option<usize> {
        self.labels().position(|known| known == label)
    }

    pub fn get(&self, index: usize) -> Option<&T> {
        self.0.get(index).map(|(_, entry)| &**entry)
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &T> {
        self.0.iter().map(|(_, entry)| &**entry)
    }
}

impl<T: Entry + DeserializeOwned> Table<T> {
    /// Puts an entry at the index of a known one, or at the end, and returns the index.
    pub fn put(&mut self, known: Option<u32>, entry: T) -> u32 {
        let entry = (entry.label(), entry.into());
        let last = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        match known.and_then(|index| self.0.get_mut(index as usize)) {
            Some(slot) => *slot = entry,
            None => self.0.push(entry),
        }
        known.unwrap_or(last)
    }
}

impl<T: Entry + DeserializeOwned> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Self(entries.into_iter().map(|entry| (entry.label(), entry.into())).collect())
    }
}

impl<T: DeserializeOwned> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}
