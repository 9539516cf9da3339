//! A value that is decoded when it is first used: most runs use few of the facts that the program holds.
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
