//! Dataset files: read, checked and assembled into a catalog.

pub mod age;
pub mod assemble;
pub mod entries;
pub mod evidence;
pub mod fault;
pub mod fields;
pub mod files;
pub mod from_yaml;
pub mod limits;
pub mod lint;
pub mod node;
pub mod path;
pub mod pieces;
pub mod places;
pub mod raw;
pub mod reader;
pub mod scalar;
pub mod scanner;
pub mod schema;
pub mod sections;
#[allow(clippy::module_inception)]
pub mod yaml;

pub use assemble::{Loaded, Origins, Strictness};
pub use fault::{Fault, Faults};
