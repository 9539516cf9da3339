//! certcmp compares machine-learning certifications; every value comes with its source and its date.
//!
//! The layers import one way: `cli`, `commands`, then `query`, `dataset` and `render`, then `model`.

#![warn(missing_docs)]
// Input reaches everything here, so nothing may panic.
#![warn(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::todo,
    clippy::unimplemented,
    clippy::unreachable,
    clippy::unwrap_used
)]

pub mod cli;
pub mod commands;
pub mod dataset;
pub mod model;
pub mod query;
pub mod render;
