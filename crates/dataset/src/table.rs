//! Entries that stay packed one by one until somebody looks at them; each has a label that is read without its entry.

use super::Text;
use super::lazy::{Lazy, Unpack};
use serde::{Deserialize, Serialize};

/// What has a label by which others speak of it.
pub trait Labelled {
    /// The label.
    fn label(&self) -> Text;
}

/// Entries with their labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(serialize = "T: Serialize + Unpack", deserialize = "'de: 'static"))]
pub struct Table<T: Unpack + 'static>(Vec<(Text, Lazy<T>)>);

impl<T: Unpack> Table<T> {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The label of the entry at a place.
    pub fn label(&self, at: usize) -> Option<Text> {
        self.0.get(at).map(|(label, _)| label.clone())
    }

    /// The labels, in order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(label, _)| label.as_str())
    }

    /// The entry at a place.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.0.get(at).map(|(_, entry)| &**entry)
    }

    /// The entries, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &T> {
        self.0.iter().map(|(_, entry)| &**entry)
    }
}

impl<T: Labelled + Unpack> Table<T> {
    /// Adds an entry at the end.
    pub fn push(&mut self, entry: T) {
        self.0.push((entry.label(), entry.into()));
    }

    /// Puts an entry into the place of another.
    pub fn replace(&mut self, at: usize, entry: T) {
        if let Some(place) = self.0.get_mut(at) {
            *place = (entry.label(), entry.into());
        }
    }
}

impl<T: Labelled + Unpack> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Self(entries.into_iter().map(|entry| (entry.label(), entry.into())).collect())
    }
}

impl<T: Unpack> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}
