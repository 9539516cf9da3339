//! The schemas: every file of the dataset is valid by them, as an independent validator says.

use crate::support::{assert_valid, certcmp, file, schema};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn yaml_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            yaml_files(&path, files);
        } else if path.extension().is_some_and(|end| end == "yaml") {
            files.push(path);
        }
    }
}

#[test]
fn every_file_of_the_dataset_is_valid() {
    let (record, shared) = (schema("record"), schema("shared"));
    let mut files = Vec::new();
    yaml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &mut files);
    assert!(files.len() >= 32, "{}", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let document: Value = serde_yaml::from_str(&text).unwrap();
        let name = file.display().to_string();
        let is_record = document.get("id").is_some();
        assert_valid(if is_record { &record } else { &shared }, &document, &name);
        let kind = if is_record { "record" } else { "shared" };
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("# yaml-language-server: $schema=") && first.ends_with(&format!("{kind}.schema.json")),
            "{name}"
        );
    }
}

#[test]
fn a_wrong_record_is_not_valid() {
    let record = schema("record");
    let fact = |value: Value| serde_json::json!({ "value": value, "support": "official", "sources": ["a"] });
    for (key, value) in [
        ("price", fact("300 dollars".into())),
        ("price", serde_json::json!({ "value": "300 USD", "support": "official", "sources": [] })),
        ("prise", fact("300 USD".into())),
        ("level", fact("guru".into())),
        ("duration", fact(180.into())),
    ] {
        let mut document = serde_json::json!({ "id": "x" });
        document[key] = value;
        assert!(!record.is_valid(&document), "{key}");
    }
}

#[test]
fn the_schemas_in_the_repository_are_those_of_the_program() {
    for subject in ["record", "shared"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schema/{subject}.schema.json"));
        let text = certcmp(&["schema", subject]).bare().stdout();
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert!(
            std::fs::read_to_string(&path).unwrap_or_default() == text,
            "run with UPDATE_GOLDEN=1 to write {}",
            path.display()
        );
    }
}

#[test]
fn the_example_passes_without_a_warning_and_is_listed() {
    let example = certcmp(&["schema", "--example"]).bare().stdout();
    let path = file("schema-example.yaml", &example);
    let path = path.to_str().unwrap();
    let checked = certcmp(&["check", path, "--format", "plain"]).stdout();
    assert_eq!(checked, "No faults in 1 file, added to the built-in dataset.\n");
    for words in [&["list", "--data", path][..], &["list", "rag", "--data", path]] {
        let listed = certcmp(&[words, &["--format", "ids"]].concat()).stdout();
        assert!(listed.lines().any(|id| id == "example-101"), "{listed}");
    }
    // Its parts are what makes it listed: without one `check` says what is missing.
    let (before, after) = example.split_once("    sittings:\n").unwrap();
    let (_, after) = after.split_once("    languages:").unwrap();
    let without = file("schema-without-sitting.yaml", format!("{before}    languages:{after}"));
    let said = certcmp(&["check", without.to_str().unwrap()]).stdout();
    assert!(said.contains("`example-101` has no sitting: when the exam can be taken is"), "{said}");
}
