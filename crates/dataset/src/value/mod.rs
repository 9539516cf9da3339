//! What a value is to its readers: lines for people, a typed tree for programs, and the shape of that tree.

mod types;

pub use crate::identity::CertificationIds;
pub use crate::money::Dollars;

use crate::lazy::{ServiceRef, SourceRef};
use crate::service::Service;
use serde::{Serialize, Serializer};

#[derive(Debug, Clone, PartialEq)]
pub enum Display {
    Text(String),
    List(Vec<String>),
    Shares(Vec<Share>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    pub name: String,
    /// Its share as written, empty where none is known.
    pub weight: String,
    /// The least and the most of its share in percent, for drawing.
    pub bounds: (f64, f64),
}

impl Display {
    pub fn line(&self) -> String {
        self.lines().join(", ")
    }

    /// What tells it from another value of its kind, on one line: the weights of shares without their names.
    pub fn gist(&self) -> String {
        match self {
            Self::Shares(shares) if shares.iter().all(|share| !share.weight.is_empty()) => {
                let weights: Vec<&str> = shares.iter().map(|share| share.weight.trim_end_matches(" %")).collect();
                format!("{} %", weights.join(", "))
            }
            other => other.line(),
        }
    }

    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text.clone()],
            Self::List(items) => items.clone(),
            Self::Shares(shares) => {
                let line = |share: &Share| format!("{} {}", share.weight, share.name).trim_start().to_owned();
                shares.iter().map(line).collect()
            }
        }
    }
}

impl From<String> for Display {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<String>> for Display {
    fn from(texts: Vec<String>) -> Self {
        Self::List(texts)
    }
}

/// A value as programs read it: what JSON can say, independent of any format.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Datum {
    Null,
    Bool(bool),
    Int(i64),
    Number(f64),
    /// Text, a name, or a date in ISO 8601.
    Text(String),
    List(Vec<Datum>),
    /// Named parts, in a fixed order.
    Map(#[serde(serialize_with = "as_map")] Vec<(&'static str, Datum)>),
}

fn as_map<S: Serializer>(parts: &[(&'static str, Datum)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(parts.iter().map(|(key, datum)| (key, datum)))
}

impl Datum {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn printed(value: impl std::fmt::Display) -> Self {
        Self::Text(value.to_string())
    }

    pub fn texts<T: Into<String>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(Self::text).collect())
    }

    pub fn map<const N: usize>(parts: [(&'static str, Self); N]) -> Self {
        Self::Map(parts.into())
    }

    pub fn option<T>(value: Option<T>, datum: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Null, datum)
    }

    /// An exact amount: whole where it has no fraction.
    pub fn amount(hundredths: u32) -> Self {
        if hundredths.is_multiple_of(100) {
            Self::Int(i64::from(hundredths / 100))
        } else {
            Self::Number(f64::from(hundredths) / 100.0)
        }
    }
}

/// The shape of a [`Datum`], from which the schema of the output is made.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Bool,
    Int,
    Number,
    Signed,
    Text,
    /// A date in ISO 8601 at the precision known: day, month, year, or an interval of days.
    Date,
    Word(&'static [&'static str]),
    Url,
    Nullable(Box<Shape>),
    List(Box<Shape>),
    Map(Vec<(&'static str, Shape)>),
}

impl Shape {
    pub fn nullable(self) -> Self {
        match self {
            Self::Nullable(_) => self,
            other => Self::Nullable(Box::new(other)),
        }
    }

    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }
}

pub trait Labels {
    fn service(&self, service: ServiceRef) -> Option<&Service>;
    fn service_label(&self, service: ServiceRef) -> String;
    fn source_id(&self, source: SourceRef) -> String;
}

pub trait Value: std::fmt::Debug {
    fn display(&self, labels: &dyn Labels) -> Display;
    fn datum(&self, labels: &dyn Labels) -> Datum;
    fn shape() -> Shape
    where
        Self: Sized;
    fn display_list(values: &[Self], labels: &dyn Labels) -> Display
    where
        Self: Sized,
    {
        Display::List(values.iter().map(|value| value.display(labels).line()).collect())
    }
    /// Returns the sources that parts of the value have of their own.
    fn cited(&self) -> Vec<SourceRef> {
        Vec::new()
    }
}
