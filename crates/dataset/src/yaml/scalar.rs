//! Texts, numbers and words as they stand in a file, before they are understood.

use crate::quantity::Quantity;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, DeserializeOwned, Deserializer, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A quantity as written, not yet read: a text, or a plain number.
pub struct Written<T> {
    /// The text in the file.
    pub text: String,
    reads_as: PhantomData<T>,
}

/// A word of a closed list as written, not yet read.
pub struct Word<T> {
    /// The text in the file.
    pub text: String,
    reads_as: PhantomData<T>,
}

struct ScalarVisitor;

impl Visitor<'_> for ScalarVisitor {
    type Value = String;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text or a number")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
    fn visit_string<E: de::Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }
    // Not for their value, which nothing here can have, but for a fault that says so.
    fn visit_u128<E: de::Error>(self, number: u128) -> Result<String, E> {
        Ok(number.to_string())
    }
    fn visit_i128<E: de::Error>(self, number: i128) -> Result<String, E> {
        Ok(number.to_string())
    }
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<String, E> {
        Ok(number.to_string())
    }
}

/// A text or a number as written.
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor).map(Self)
    }
}

macro_rules! scalar {
    ($name:ident) => {
        impl<'de, T> Deserialize<'de> for $name<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Scalar::deserialize(deserializer).map(Self::of)
            }
        }
    };
}

scalar!(Written);
scalar!(Word);

impl<T: Quantity> JsonSchema for Written<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        T::NAME.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // YAML reads a bare count or year as a number.
        let bare = T::EXAMPLES.iter().any(|example| example.parse::<u32>().is_ok());
        json_schema!({
            "type": if bare { &["string", "integer"][..] } else { &["string"] },
            "pattern": T::PATTERN,
            "description": format!("{}, for example {}", T::NAME, T::EXAMPLES.join(" or ")),
            "examples": T::EXAMPLES,
        })
    }
}

/// A closed list, for the schema.
pub trait Vocabulary {
    /// What a member is.
    const NAME: &'static str;
    /// Every word.
    const WORDS: &'static [&'static str];
}

impl<T: Vocabulary> JsonSchema for Word<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        T::NAME.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": T::WORDS })
    }
}

/// A shape that a value can have in a file, and what the parser has to tell apart of it: a price and a duration are both
/// a text or a number. Code for reading facts is made once for each such kind, not for each type of value.
pub trait Shape {
    /// What the parser reads.
    type Plain: DeserializeOwned;

    /// The shape of what was read.
    fn of(plain: Self::Plain) -> Self;
}

macro_rules! scalar_shapes {
    ($($name:ident),+) => {
        $(impl<T> Shape for $name<T> {
            type Plain = Scalar;

            fn of(plain: Scalar) -> Self {
                Self { text: plain.0, reads_as: PhantomData }
            }
        })+
    };
}

scalar_shapes!(Written, Word);

macro_rules! own_shapes {
    ($($type:ty),+ $(,)?) => {
        $(impl $crate::yaml::scalar::Shape for $type {
            type Plain = Self;

            fn of(plain: Self) -> Self {
                plain
            }
        })+
    };
}

own_shapes!(String, Vec<String>);

pub(crate) use own_shapes;

impl<T> Shape for Vec<Written<T>> {
    type Plain = Vec<Scalar>;

    fn of(plain: Vec<Scalar>) -> Self {
        plain.into_iter().map(Shape::of).collect()
    }
}
