//! Names of certifications and services, as somebody types them.

#![no_main]

#[path = "../../tests/it/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|name: &str| properties::names::check(name));
