//! Values that are decoded when they are first used: most runs use few of the facts that the program holds. A table holds
//! such entries, each with a label that is read without it.
//!
//! A `Lazy` is serialized as a run of bytes, so that reading one back only copies these bytes.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};
use std::cell::OnceCell;
use std::ops::Deref;
use std::rc::Rc;

/// A value, or its encoded form. Clones share the value until one of them is changed.
#[derive(Debug, Clone)]
pub struct Lazy<T> {
    bytes: Rc<[u8]>,
    value: OnceCell<Rc<T>>,
}

/// Decodes a value. The build decodes all that it stores (`Catalog::pack`), so this cannot fail later.
#[expect(clippy::expect_used, reason = "the bytes come from the program itself")]
fn decode<T: DeserializeOwned>(bytes: &[u8]) -> T {
    postcard::from_bytes(bytes).expect("the built-in dataset was decoded once when it was built")
}

impl<T: Serialize + DeserializeOwned> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_stdvec(&**self).map_err(ser::Error::custom)?)
    }
}

impl<'de, T> Deserialize<'de> for Lazy<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: &[u8] = Deserialize::deserialize(deserializer)?;
        Ok(Self { bytes: bytes.into(), value: OnceCell::new() })
    }
}

impl<T: DeserializeOwned + Clone> Lazy<T> {
    pub fn into_inner(self) -> T {
        self.value.into_inner().map_or_else(|| decode(&self.bytes), Rc::unwrap_or_clone)
    }

    pub fn change(&mut self, change: impl FnOnce(&mut T)) {
        let mut value = self.value.take().unwrap_or_else(|| Rc::new(decode(&self.bytes)));
        change(Rc::make_mut(&mut value));
        self.value = OnceCell::from(value);
    }
}

impl<T: DeserializeOwned> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| Rc::new(decode(&self.bytes)))
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self { bytes: Rc::default(), value: OnceCell::from(Rc::new(value)) }
    }
}

impl<T: DeserializeOwned + PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

pub trait Entry {
    const SECTION: &'static str;

    fn id(&self) -> &String;

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
