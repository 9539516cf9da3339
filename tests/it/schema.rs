//! The schemas: every file of the dataset and every JSON document is valid by them, as an independent validator says.

use crate::support::on_real_data as certcmp;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn validator(subject: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&certcmp(&["schema", subject]).bare().stdout()).unwrap();
    jsonschema::draft7::new(&schema).unwrap()
}

fn assert_valid(validator: &jsonschema::Validator, document: &Value, name: &str) {
    let faults: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{name}: {faults:#?}");
}

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
    let (record, shared) = (validator("record"), validator("shared"));
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
    let record = validator("record");
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
fn every_json_document_is_valid() {
    let output = validator("output");
    let commands: &[&[&str]] = &[
        &["compare", "aws", "gcp", "azure"],
        &["compare", "aws", "gcp", "azure", "--current"],
        &["compare", "aws", "gcp", "azure", "--source", "article"],
        &["compare", "aws", "gcp", "--fields", "price,status"],
        &["compare", "pmle", "pde", "--differences"],
        &["list", "--all"],
        &["list", "--max-price", "1"],
        &["show", "mla-c02"],
        &["show", "mla-c01", "--language", "ja", "--sources"],
        &["sources"],
        &["sources", "pmle"],
        &["recommend", "--top", "100"],
        &["recommend", "--cloud", "azure", "--topic", "agents", "--budget", "170", "--by", "2027-06-30"],
        &["recommend", "--budget", "1"],
        &["recommend", "--experience", "0", "--held", "ai-103", "--level", "expert", "--breadth", "broad"],
        &["check", "data"],
        &["check", "tests/bad-data/bad-unit.yaml"],
        &["check", "data", "--stale", "30"],
    ];
    for command in commands {
        let ran = certcmp(&[*command, &["--json", "--quiet"]].concat()).run();
        let document: Value =
            serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{command:?}: {error}: {}", ran.stderr));
        assert_valid(&output, &document, &format!("{command:?}"));
        for key in ["format_version", "certcmp_version", "data_date", "as_of", "language"] {
            assert!(document.get(key).is_some(), "{command:?} has no {key}");
        }
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
