//! Every format, with hostile texts in any report and calendar.

#![no_main]

#[path = "../../tests/it/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut bytes = properties::bytes::Bytes::new(bytes);
    let layout = properties::reports::layout(&mut bytes);
    let report = properties::reports::report(&mut bytes);
    properties::rendering::check(&report, None, &layout, bytes.tidy);
    properties::calendars::check(&properties::reports::calendar(&mut bytes));
});
