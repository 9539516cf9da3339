//! The compact form in which the dataset stands inside the program: what stands in a [`Lazy`](crate::lazy::Lazy) is read
//! when it is first looked at.

use crate::Catalog;

/// Changes whenever the stored form does.
const VERSION: u32 = 6;

/// Packs a catalog.
///
/// # Errors
/// If it cannot be represented, which no catalog of this program is.
pub fn pack(catalog: &Catalog) -> postcard::Result<Vec<u8>> {
    postcard::to_stdvec(&(VERSION, catalog))
}

/// Unpacks what [`pack`] made, as far as it must be looked at.
///
/// # Errors
/// If the bytes are of another version, or cut off.
pub fn unpack(bytes: &'static [u8]) -> postcard::Result<Catalog> {
    match postcard::from_bytes(bytes)? {
        (VERSION, catalog) => Ok(catalog),
        _ => Err(postcard::Error::DeserializeBadEncoding),
    }
}

/// What is said if the program does not hold what the build has put into it.
pub const DAMAGED: &str = "the dataset inside the program is damaged; install certcmp again";
