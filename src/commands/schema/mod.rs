//! `schema`: JSON Schema (draft-07, which editors know) of the JSON output and of the files of a dataset.

pub mod output;

use crate::render::json;
use anyhow::Result;
use certcmp_dataset::kinds;
use serde_json::Value;

/// A small file of one's own that passes `check` and is listed, to start from.
pub const EXAMPLE: &str = include_str!("example.yaml");

kinds! {
    Subject {
        Record = "record", "a certification's file";
        Shared = "shared", "a file of sources, services, providers or several certifications";
        Output = "output", "the documents that --format json prints";
    }
}

/// The schema of a subject; that of the output is made of those of the commands.
pub fn run(subject: Subject, documents: impl FnOnce() -> Vec<Value>) -> Result<String> {
    match subject {
        Subject::Record => json::pretty(&certcmp_dataset::schema::record()),
        Subject::Shared => json::pretty(&certcmp_dataset::schema::shared()),
        Subject::Output => json::pretty(&output::schema(&documents())),
    }
}
