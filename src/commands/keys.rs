//! The keys of records for programs: each with its shape and its value, written once.

use crate::render::report::Records;
use certcmp_dataset::{Datum, Shape};

/// A key of a record about something, the shape of its value, and the value.
pub type Key<T> = (&'static str, Shape, fn(&T) -> Datum);

pub fn columns<T, const N: usize>(keys: [Key<T>; N]) -> Vec<(&'static str, Shape)> {
    keys.into_iter().map(|(key, shape, _)| (key, shape)).collect()
}

pub fn row<T>(keys: &[Key<T>], about: &T) -> Vec<Datum> {
    keys.iter().map(|(_, _, value)| value(about)).collect()
}

pub fn shape<T, const N: usize>(keys: [Key<T>; N]) -> Shape {
    Shape::Map(columns(keys))
}

pub fn parts<T>(keys: &[Key<T>], about: &T) -> Vec<(&'static str, Datum)> {
    keys.iter().map(|(key, _, value)| (*key, value(about))).collect()
}

pub fn map<T>(keys: &[Key<T>], about: &T) -> Datum {
    Datum::Map(parts(keys, about))
}

pub fn list<T, const N: usize>(keys: [Key<T>; N], about: impl IntoIterator<Item = T>) -> Datum {
    Datum::List(about.into_iter().map(|about| map(&keys, &about)).collect())
}

/// Returns a record for each of some things; [`Context::answer`](super::Context::answer) adds the ids.
pub fn records<T, const N: usize>(
    key: &'static str,
    keys: [Key<T>; N],
    about: impl IntoIterator<Item = T>,
    extra: Vec<(&'static str, Datum)>,
) -> Records {
    let rows = about.into_iter().map(|about| row(&keys, &about)).collect();
    Records { key, columns: columns(keys), rows, extra, ..Records::default() }
}

pub fn int(number: usize) -> Datum {
    Datum::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

pub fn date(day: Option<impl std::fmt::Display>) -> Datum {
    Datum::option(day, Datum::printed)
}

pub fn text(text: Option<impl Into<String>>) -> Datum {
    Datum::option(text, Datum::text)
}
