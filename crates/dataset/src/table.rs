//! A list of entries that are decoded one by one when they are used; each has a label that is read without its entry.

use crate::lazy::Lazy;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// An entry with a label by which others refer to it.
pub trait Labelled {
    fn label(&self) -> String;
}

/// Entries with their labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(serialize = "T: Serialize + DeserializeOwned", deserialize = ""))]
pub struct Table<T: DeserializeOwned>(Vec<(String, Lazy<T>)>);

impl<T: DeserializeOwned> Table<T> {
    /// Returns the number of entries.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the label of the entry at an index.
    pub fn label(&self, index: usize) -> Option<String> {
        self.0.get(index).map(|(label, _)| label.clone())
    }

    /// Returns the labels, in order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(label, _)| label.as_str())
    }

    /// Returns the entry at an index.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.0.get(index).map(|(_, entry)| &**entry)
    }

    /// Returns the entries, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &T> {
        self.0.iter().map(|(_, entry)| &**entry)
    }
}

impl<T: Labelled + DeserializeOwned> Table<T> {
    /// Adds an entry at the end.
    pub fn push(&mut self, entry: T) {
        self.0.push((entry.label(), entry.into()));
    }

    /// Replaces the entry at an index.
    pub fn replace(&mut self, index: usize, entry: T) {
        if let Some(slot) = self.0.get_mut(index) {
            *slot = (entry.label(), entry.into());
        }
    }
}

impl<T: Labelled + DeserializeOwned> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Self(entries.into_iter().map(|entry| (entry.label(), entry.into())).collect())
    }
}

impl<T: DeserializeOwned> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}
