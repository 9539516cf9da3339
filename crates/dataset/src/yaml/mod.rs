//! Reads YAML: text to a tree of nodes, nodes to values, with every fault and its place.

pub mod depth;
pub mod fault;
pub mod form;
pub mod node;
pub mod position;
pub mod reader;
pub mod record;
pub mod text;

pub use fault::{Fault, Faults, Path, PathStep};
pub use form::{Any, Definitions, FieldSchema, Flag, FromYaml, Id, ServiceId, Sources, TextOr, Url};
pub use node::Node;
pub use position::Positions;
pub use reader::{Fields, Known, MERGE_KEY, Reader};
