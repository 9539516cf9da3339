//! A value that stays packed until somebody looks at it: most runs look at few of the facts that the program holds.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};
use std::cell::OnceCell;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// A value, or its packed form. Copies share the value until one of them is changed.
pub struct Lazy<T: 'static> {
    bytes: &'static [u8],
    value: OnceCell<Rc<T>>,
}

/// What is packed is read from bytes that last as long as the program.
pub trait Unpack: Deserialize<'static> {}

impl<T: Deserialize<'static>> Unpack for T {}

/// What was read of something of which the build has made sure that it can be read.
fn unpack<T: Unpack>(bytes: &'static [u8]) -> T {
    postcard::from_bytes(bytes).unwrap_or_else(|_| {
        eprintln!("error: {}", crate::store::DAMAGED);
        std::process::exit(2)
    })
}

impl<T: Serialize + Unpack> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_stdvec(&**self).map_err(ser::Error::custom)?)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Lazy<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { bytes: <&'static [u8]>::deserialize(deserializer)?, value: OnceCell::new() })
    }
}

impl<T: Unpack + Clone> Lazy<T> {
    /// The value itself.
    pub fn into_inner(self) -> T {
        self.value.into_inner().map_or_else(|| unpack(self.bytes), Rc::unwrap_or_clone)
    }

    /// Changes the value.
    pub fn change(&mut self, change: impl FnOnce(&mut T)) {
        let mut value = self.value.take().unwrap_or_else(|| Rc::new(unpack(self.bytes)));
        change(Rc::make_mut(&mut value));
        self.value = OnceCell::from(value);
    }
}

impl<T: Unpack> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| Rc::new(unpack(self.bytes)))
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self { bytes: &[], value: OnceCell::from(Rc::new(value)) }
    }
}

impl<T: Default> Default for Lazy<T> {
    fn default() -> Self {
        Self::from(T::default())
    }
}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes, value: self.value.clone() }
    }
}

impl<T: Unpack + PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Unpack + fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(out)
    }
}
