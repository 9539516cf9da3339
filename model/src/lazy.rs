//! A value that stays packed until somebody looks at it: most runs look at few of the facts that the program holds.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// What can be read from its packed form.
pub trait Unpack: Sized {
    /// Reads what the build has packed, and made sure that it can be read.
    fn unpack(bytes: &'static [u8]) -> Self;
}

/// A value, or its packed form. Copies share the value until one of them is changed.
pub struct Lazy<T: 'static> {
    bytes: &'static [u8],
    value: OnceCell<Rc<T>>,
}

impl<T> Lazy<T> {
    /// A value in its packed form, which is read when it is first looked at.
    pub fn packed(bytes: &'static [u8]) -> Self {
        Self { bytes, value: OnceCell::new() }
    }
}

impl<T: Unpack + Clone> Lazy<T> {
    /// The value itself.
    pub fn into_inner(self) -> T {
        self.value.into_inner().map_or_else(|| T::unpack(self.bytes), Rc::unwrap_or_clone)
    }

    /// Changes the value.
    pub fn change(&mut self, change: impl FnOnce(&mut T)) {
        let mut value = self.value.take().unwrap_or_else(|| Rc::new(T::unpack(self.bytes)));
        change(Rc::make_mut(&mut value));
        self.value = OnceCell::from(value);
    }
}

impl<T: Unpack> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| Rc::new(T::unpack(self.bytes)))
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A word that must stay packed if it is `unseen`.
    #[derive(Clone, PartialEq, Debug)]
    pub struct Word(pub String);

    impl Unpack for Word {
        fn unpack(bytes: &'static [u8]) -> Self {
            assert_ne!(bytes, b"unseen", "somebody looked");
            Self(String::from_utf8_lossy(bytes).into_owned())
        }
    }

    #[test]
    fn a_packed_value_is_the_value_it_was_made_of() {
        let packed = Lazy::<Word>::packed(b"text");
        assert_eq!(packed, Lazy::from(Word("text".to_owned())));
        assert_eq!(packed.clone().into_inner().0, "text");
        assert_eq!((packed.0.len(), packed.into_inner().0.as_str()), (4, "text"));
    }

    #[test]
    fn nothing_is_unpacked_before_it_is_looked_at() {
        let packed = Lazy::<Word>::packed(b"unseen");
        assert!(Some(packed.clone()).is_some());
        assert!(std::panic::catch_unwind(move || packed.0.len()).is_err());
    }

    #[test]
    fn copies_share_a_value_until_one_is_changed() {
        let value = Lazy::from(Word("text".to_owned()));
        let mut other = value.clone();
        assert!(std::ptr::eq(&*value, &*other));
        other.change(|text| text.0.push('s'));
        assert_eq!((value.0.as_str(), other.0.as_str()), ("text", "texts"));
        assert_eq!((value.clone().into_inner().0, value.0.as_str()), ("text".to_owned(), "text"));
    }

    #[test]
    fn a_change_is_made_to_a_packed_value_and_to_one_that_was_looked_at() {
        for look in [false, true] {
            let mut value = Lazy::<Word>::packed(b"text");
            assert!(!look || value.0 == "text");
            value.change(|text| text.0.push('s'));
            assert_eq!(value.0, "texts");
        }
    }
}
