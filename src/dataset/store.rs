//! The compact form in which the dataset stands inside the program.

use crate::model::Catalog;

/// Changes whenever the stored form does.
const VERSION: u8 = 1;

/// Packs a catalog.
///
/// # Errors
/// If it cannot be represented, which no catalog of this program is.
pub fn pack(catalog: &Catalog) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_stdvec(&(VERSION, catalog))
}

/// Unpacks what [`pack`] made.
///
/// # Errors
/// If the bytes are of another version, cut off or otherwise damaged.
pub fn unpack(bytes: &[u8]) -> Result<Catalog, postcard::Error> {
    let (version, catalog): (u8, Catalog) = postcard::from_bytes(bytes)?;
    if version == VERSION { Ok(catalog) } else { Err(postcard::Error::DeserializeBadEncoding) }
}
