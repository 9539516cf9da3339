//! certcmp compares machine-learning certifications; every value comes with its source and its date.
//!
//! The layers import one way: `cli`, `commands`, then `query`, `dataset` and `render`, then `model`.

pub mod cli;
pub mod commands;
pub mod dataset;
pub mod model;
pub mod query;
pub mod render;
