//! A file of a dataset: loading, every lint, `check`, and every answer that is made from what loads.

#![no_main]

#[path = "../../tests/it/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| properties::loading::check_text(text));
