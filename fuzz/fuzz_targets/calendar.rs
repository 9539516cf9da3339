//! The calendar writer.

#![no_main]

#[path = "../../tests/it/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut bytes = properties::bytes::Bytes::new(bytes);
    properties::calendars::check(&properties::reports::calendar(&mut bytes));
});
