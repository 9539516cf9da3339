//! What the benchmarks run on: synthetic records, as many as wanted.

#![warn(missing_docs)]

pub mod synthetic;
