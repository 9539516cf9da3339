//! JSON Schema (draft-07, which editors know) of the files of a dataset. Only the build needs it: the schemas are stored.

use super::raw::{RawRecord, RawShared};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

/// The schema of a certification's file, on one line.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn record() -> serde_json::Result<String> {
    of::<RawRecord>("A certification exam of certcmp")
}

/// The schema of a file of what records share, on one line.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn shared() -> serde_json::Result<String> {
    of::<RawShared>("What records of certcmp share")
}

fn of<T: JsonSchema>(title: &str) -> serde_json::Result<String> {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    serde_json::to_string(&schema)
}
