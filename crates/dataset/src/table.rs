//! A list of entries that are decoded one by one when they are used; each has a label that is read without its entry.

use crate::lazy::Lazy;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// An entry of a section of the dataset.
pub trait Entry {
    /// The key of the section in files.
    const SECTION: &'static str;

    fn id(&self) -> &str;

    /// Returns what others call it.
    fn label(&self) -> String;
}

/// Entries with their labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(serialize = "T: Serialize + DeserializeOwned", deserialize = ""))]
pub struct Table<T: DeserializeOwned>(Vec<(String, Lazy<T>)>);

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

    /// Returns the index of the entry with a label.
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
        match known.and_then(|index| Some((index, self.0.get_mut(index as usize)?))) {
            Some((index, slot)) => {
                *slot = entry;
                index
            }
            None => {
                self.0.push(entry);
                u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX)
            }
        }
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
