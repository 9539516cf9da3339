//! A value that stays packed until somebody looks at it: most runs look at few of the facts that the program holds.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::ops::Deref;

/// A value, or its packed form and how to read that.
pub struct Lazy<T: 'static>(State<T>);

enum State<T: 'static> {
    Here(Box<T>),
    Packed { bytes: &'static [u8], unpack: fn(&'static [u8]) -> T, value: OnceCell<Box<T>> },
}

impl<T> Lazy<T> {
    /// A value in its packed form, which `unpack` reads when it is first looked at.
    pub fn packed(bytes: &'static [u8], unpack: fn(&'static [u8]) -> T) -> Self {
        Self(State::Packed { bytes, unpack, value: OnceCell::new() })
    }

    /// The value itself.
    pub fn into_inner(self) -> T {
        match self.0 {
            State::Here(value) => *value,
            State::Packed { bytes, unpack, value } => value.into_inner().map_or_else(|| unpack(bytes), |value| *value),
        }
    }
}

impl<T> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            State::Here(value) => value,
            State::Packed { bytes, unpack, value } => value.get_or_init(|| Box::new(unpack(bytes))),
        }
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self(State::Here(Box::new(value)))
    }
}

impl<T: Default> Default for Lazy<T> {
    fn default() -> Self {
        Self::from(T::default())
    }
}

impl<T: Clone> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        match &self.0 {
            State::Packed { bytes, unpack, .. } => Self::packed(bytes, *unpack),
            State::Here(value) => Self(State::Here(value.clone())),
        }
    }
}

impl<T: PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(out)
    }
}

/// What has a label by which others speak of it.
pub trait Labelled {
    /// The label.
    fn label(&self) -> String;
}

/// A value whose label can be read while it stays packed: most readers of a source want its id and no more.
#[derive(Clone, PartialEq, Debug)]
pub struct Named<T: 'static> {
    label: Cow<'static, str>,
    value: Lazy<T>,
}

impl<T> Named<T> {
    /// A value in its packed form with the label it has.
    pub fn packed(label: &'static str, value: Lazy<T>) -> Self {
        Self { label: Cow::Borrowed(label), value }
    }

    /// The label.
    pub fn label(&self) -> &str {
        &self.label
    }
}

impl<T> Deref for Named<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Labelled> From<T> for Named<T> {
    fn from(value: T) -> Self {
        Self { label: Cow::Owned(value.label()), value: value.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &'static [u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    #[test]
    fn a_packed_value_is_the_value_it_was_made_of() {
        let packed = Lazy::packed(b"text", read);
        assert_eq!(packed, Lazy::from("text".to_owned()));
        assert_eq!(packed.clone().into_inner(), "text");
        assert_eq!((packed.len(), packed.into_inner().as_str()), (4, "text"));
    }

    #[test]
    fn nothing_is_unpacked_before_it_is_looked_at() {
        fn fail(_: &'static [u8]) -> String {
            panic!("somebody looked")
        }
        let packed = Lazy::packed(b"", fail);
        assert!(Some(packed.clone()).is_some());
        assert!(std::panic::catch_unwind(move || packed.len()).is_err());
    }
}
