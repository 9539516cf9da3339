//! certcmp compares machine-learning certifications; every value comes with its source and its date.
//!
//! The layers import one way: `cli`, `commands`, then `query`, `dataset` and `render`.

// Input reaches everything here, so nothing may panic, and no number may lose a part of itself in silence.
#![warn(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
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
pub mod held;
pub mod query;
pub mod render;
