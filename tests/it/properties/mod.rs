//! What holds for any input, said once: the property tests assert it on generated input, the fuzz targets in `fuzz/` on
//! whatever they find. Each function panics where its property does not hold.
#![allow(dead_code)]

pub mod bytes;
pub mod calendars;
pub mod loading;
pub mod names;
pub mod quantities;
pub mod rendering;
pub mod reports;
