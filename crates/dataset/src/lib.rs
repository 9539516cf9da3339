//! The facts about certifications: as types, read from YAML, checked, and packed into the program. It knows no terminal.

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

pub mod age;
pub mod assemble;
pub mod catalog;
pub mod certification;
pub mod code;
pub mod count;
pub mod counterparts;
pub mod day;
pub mod experience;
pub mod fact;
pub mod facts;
pub mod files;
pub mod keeping;
pub mod key_date;
pub mod language;
pub mod lazy;
pub mod links;
pub mod lint;
pub mod money;
pub mod nearest;
pub mod origin;
pub mod outline;
pub mod provider;
pub mod quantity;
pub mod record_file;
pub mod refs;
pub mod schema;
pub mod score;
pub mod service;
pub mod sitting;
pub mod sitting_days;
pub mod source;
pub mod standing;
pub mod store;
pub mod succession;
pub mod table;
pub mod time;
pub mod topic;
pub mod value;
pub mod vocab;
pub mod weight;
pub mod when;
pub mod yaml;

pub use catalog::Catalog;
pub use certification::Certification;
pub use fact::{Claim, Fact, View};
pub use facts::{Facts, Field, Group, SittingFacts, SittingField};
pub use provider::{Provider, Rules};
pub use refs::{ServiceRef, SourceRef};
pub use service::{Counterpart, Service};
pub use sitting::Sitting;
pub use source::Source;
pub use standing::Standing;
pub use vocab::{Level, Status, Support, Track};
