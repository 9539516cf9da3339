//! References to entries of the catalog by their index.

use serde::{Deserialize, Serialize};

/// The index of a source in [`Catalog::sources`](crate::Catalog::sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceRef(pub u32);

/// The index of a service in [`Catalog::services`](crate::Catalog::services).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ServiceRef(pub u32);
