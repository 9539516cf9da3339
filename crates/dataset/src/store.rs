//! The packed form in which the dataset is built into the program. The content of each [`Lazy`](crate::lazy::Lazy) is decoded
//! when it is first used.

use crate::Catalog;

/// Changes whenever the packed form does.
const VERSION: u32 = 7;

/// Packs a catalog, and makes sure that every part of it can be unpacked again.
///
/// # Errors
/// If it cannot be encoded, or what is decoded again is not the same.
pub fn pack(catalog: &Catalog) -> postcard::Result<Vec<u8>> {
    let bytes = postcard::to_stdvec(&(VERSION, catalog))?;
    if unpack(&bytes)? == *catalog { Ok(bytes) } else { Err(postcard::Error::SerdeSerCustom) }
}

/// Unpacks what [`pack`] made.
///
/// # Errors
/// If the bytes are of another version, or truncated.
pub fn unpack(bytes: &[u8]) -> postcard::Result<Catalog> {
    match postcard::from_bytes(bytes)? {
        (VERSION, catalog) => Ok(catalog),
        _ => Err(postcard::Error::DeserializeBadEncoding),
    }
}
