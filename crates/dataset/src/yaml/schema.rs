//! JSON Schema (draft-07, which editors know) of the files of a dataset. Only the build needs it: the schema is stored.

use super::raw::RawShared;
use schemars::generate::SchemaSettings;

/// The schema of a file of what records share, or of several records, on one line. That of a record is a part of it.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn shared() -> serde_json::Result<String> {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<RawShared>();
    schema.insert("title".to_owned(), "What records of certcmp share".into());
    serde_json::to_string(&schema)
}
