//! `check`: every fault is found, all at once, each with its place, what is wrong and what would be right.

use crate::support::{certcmp, file, folder, golden, on_real_data};
use std::path::Path;

/// Every case of `tests/bad-data`: a file, or a folder where the place of the file is what is wrong.
fn cases() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-data");
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_datasets_are_clean() {
    for folder in ["data", "tests/data"] {
        assert!(on_real_data(&["check", folder]).stdout().starts_with(" No faults in "), "{folder}");
    }
}

/// The golden file holds each case with the whole of its messages.
#[test]
fn every_fault_is_told_with_place_problem_and_remedy() {
    let mut all = String::new();
    for case in cases() {
        let ran = certcmp(&["check", &format!("tests/bad-data/{case}"), "--format", "plain", "--quiet"]).run();
        assert_eq!((ran.code, ran.stderr.as_str()), (1, ""), "{case}: {}", ran.stdout);
        all.push_str(&ran.stdout);
        all.push('\n');
    }
    golden("check-bad-data.txt", &all);
}

#[test]
fn bad_data_stops_every_other_command_with_the_same_words() {
    let error = certcmp(&["list", "--data", "tests/bad-data/bad-unit.yaml"]).error();
    assert_eq!(
        error,
        "error: tests/bad-data/bad-unit.yaml:5:17: price.value: `300 dollars` is not an amount of money: `dollars` is not a currency; write it like `300 USD` or `49.50 USD` or `15000 JPY`\n\
         error: tests/bad-data/bad-unit.yaml:6:20: duration.value: `3 hours` is not a length in minutes: `hours` is not the unit `min`; write it like `180 min` or `120–150 min`\n"
    );
}

#[test]
fn the_verdict_does_not_depend_on_the_format() {
    for format in ["table", "plain", "json", "jsonl", "csv", "markdown", "ids"] {
        assert_eq!(certcmp(&["check", "tests/bad-data/bad-unit.yaml", "--format", format]).run().code, 1, "{format}");
        assert_eq!(certcmp(&["check", "tests/data", "--format", format]).run().code, 0, "{format}");
    }
}

#[test]
fn faults_are_typed_in_json() {
    let ran = certcmp(&["check", "tests/bad-data/bad-unit.yaml", "--json"]).run();
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let fault = &document["faults"][0];
    assert_eq!(
        (&fault["file"], &fault["line"], &fault["column"], &fault["field"]),
        (&"tests/bad-data/bad-unit.yaml".into(), &5.into(), &17.into(), &"price.value".into())
    );
    assert_eq!(ran.stderr, "note: 2 faults in 1 file\n");
}

#[test]
fn what_makes_a_record_useless_is_a_warning_and_no_fault() {
    let record = |fields: &str| {
        format!(
            "certifications:\n  - id: c-1\n    provider: aws\n    track: data\n    \
             name: {{ value: C, support: official, sources: [s-1, s-2] }}\n{fields}sources:\n"
        )
    };
    let source = |id: &str, more: &str| {
        format!("  - {{ id: {id}, title: T, publisher: P, official: false, access: direct, read: 2026-01-01{more} }}\n")
    };
    let sitting = "    sittings: [{ kind: standard }]\n";
    let language = "    languages: { value: [en], support: official, sources: [s-1] }\n";
    let topic = "    topics: { main: { mlops: name } }\n";
    let fields = [sitting, language, topic].concat();
    let url = ", url: https://example.com/a";
    for (fields, one, two, field, line, problem) in [
        (fields.clone(), url, "", "", 0, ""),
        ([language, topic].concat(), url, "", "certifications[0].id", 2, "has no sitting"),
        ([sitting, topic].concat(), url, "", "certifications[0].id", 2, "has no language"),
        ([sitting, language].concat(), url, "", "certifications[0].id", 2, "has no topic"),
        (fields.clone(), url, url, "sources[1].url", 11, "`s-2` has the address of `s-1`"),
        (fields, ", project: x, url: https://example.com/a", ", project: x, url: https://example.com/a", "", 0, ""),
    ] {
        let text = record(&fields) + &source("s-1", one) + &source("s-2", two);
        let path = file("check-useless", &text);
        let path = path.to_str().unwrap();
        let ran = certcmp(&["check", path, "--format", "plain", "--width", "1000"]).run();
        assert_eq!((ran.code, ran.stdout.contains("warning: ")), (0, !problem.is_empty()), "{text}{}", ran.stdout);
        let warnings = certcmp(&["check", path]).json()["warnings"].take();
        assert_eq!(warnings.as_array().unwrap().len(), usize::from(!problem.is_empty()), "{text}{warnings}");
        if let Some(warning) = warnings.get(0) {
            assert_eq!((&warning["file"], &warning["line"]), (&path.into(), &line.into()), "{warning}");
            assert_eq!(warning["field"], field, "{warning}");
            assert!(warning["problem"].as_str().unwrap().contains(problem), "{warning}");
            assert!(!warning["remedy"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn what_a_correction_leaves_as_it_was_is_not_its_own_old_fact() {
    let ran = certcmp(&["check", "tests/own-data/amends.yaml", "--stale", "0", "--format", "plain", "--quiet"]).run();
    assert_eq!(
        (ran.code, ran.stdout.trim_end()),
        (1, "tests/own-data/amends.yaml:2:10: price: no source has a date; read the provider's page again")
    );
}

#[test]
fn old_facts_of_the_checked_files_are_faults() {
    let ran = certcmp(&["check", "tests/data", "--stale", "60", "--json", "--quiet"]).run();
    assert_eq!(ran.code, 1);
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let faults = document["faults"].as_array().unwrap();
    let of = |file: &str, field: &str| faults.iter().find(|fault| fault["file"] == file && fault["field"] == field);
    let old = of("tests/data/aws/mls-c01.yaml", "level").expect("its source has no date");
    assert_eq!(old["problem"], "no source has a date");
    assert!(old["line"].as_u64() > Some(1));
    assert!(of("tests/data/aws/mla-c02.yaml", "sittings[0].price").is_none(), "its newest source is of 2026-10-08");
    let own =
        certcmp(&["check", "tests/own-data/databricks.yaml", "--stale", "60", "--format", "plain", "--quiet"]).run();
    assert_eq!(own.stdout.matches("the newest source is of").count(), 6, "only its own facts: {}", own.stdout);
}

#[test]
fn a_file_that_is_not_utf8_is_a_fault_among_others() {
    let folder = folder("check-latin1-among-others");
    std::fs::write(folder.join("latin.yaml"), b"id: x\nname: caf\xe9\n").unwrap();
    std::fs::write(folder.join("other.yaml"), "id: other-exam\n").unwrap();
    let ran = certcmp(&["check", folder.to_str().unwrap(), "--format", "csv"]).run();
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("latin.yaml,2,10,,the file is not UTF-8,save it as UTF-8"), "{}", ran.stdout);
    assert!(ran.stdout.contains("the record `other-exam` has no `provider`"), "{}", ran.stdout);
}

#[test]
fn one_fault_hides_no_other_of_the_same_file() {
    let text = "\
sources:
  - { id: a, publisher: x, official: maybe }
  - { id: b, titl: y }
services:
  - { id: s, name: 5 }
certifications:
  - id: c
    price: 5
    questions: { value: { total: 5, scored: many }, support: official, sources: [a] }
    level: { value: expert }
";
    let path = file("check-many-faults", text);
    let ran = certcmp(&["check", path.to_str().unwrap(), "--format", "csv", "--quiet"]).run();
    let fields: Vec<&str> = ran.stdout.lines().skip(1).filter_map(|line| line.split(',').nth(3)).collect();
    assert_eq!(
        fields,
        [
            "sources[0]",
            "sources[0].official",
            "sources[1]",
            "sources[1].titl",
            "services[0]",
            "services[0].name",
            "certifications[0].id",
            "certifications[0].id",
            "certifications[0].id",
            "certifications[0].price",
            "certifications[0].questions.value.scored",
            "certifications[0].level",
        ]
    );
}

#[test]
fn what_cannot_be_read_is_no_verdict() {
    let missing = certcmp(&["check", "no/such/path"]).error();
    assert!(missing.starts_with("error: cannot read `no/such/path`: No such file"), "{missing}");
    let empty = folder("check-empty-folder");
    assert!(certcmp(&["check", empty.to_str().unwrap()]).error().contains("there is no YAML file in the folder"));
    assert!(certcmp(&["check", "/dev/null"]).error().contains("is not a plain file"));
    let home = certcmp(&["check"]).variable("HOME", "/nonexistent").error();
    assert!(home.contains("your data folder is empty (/nonexistent/.local/share/certcmp)"), "{home}");
}

#[test]
fn an_empty_dataset_is_never_clean() {
    let shared = folder("check-no-certification");
    std::fs::write(shared.join("providers.yaml"), "providers: []\n").unwrap();
    assert!(certcmp(&["check", shared.to_str().unwrap()]).error().contains("the dataset is empty"));
}

#[test]
fn faults_speak_of_what_stands_in_files_and_not_of_the_program() {
    for (text, expected) in [
        ("sources:\n  - 5\n", "expected a source, found the number 5; write it like `{ field: value }`"),
        ("providers: [x]\n", "expected a provider, found `x`; write it like `{ field: value }`\n"),
        (
            "id: my-exam\nprovider: aws\ntrack: data\nname: My exam\n",
            "expected a fact, found `My exam`; write it like `{ value: My exam, support: official, sources: [some-page] }`\n",
        ),
        ("id: my-exam\nsources: [page]\n", "unknown field `sources` here; name their ids in each fact"),
        (
            "id: aws\nprovider: aws\ntrack: data\nname: { value: Mine, support: official, sources: [aws-faq] }\n",
            "1:5: id: `aws` is a name of `aws` already; choose one that is unique\n",
        ),
        ("sources:\n  - { id: a, read: 12.11.2026 }\n", "`12.11.2026` is not a date; write it like `2026-03-31` or"),
        ("id: [1, 2\n", "a list in brackets is not closed; add a comma or `]`\n"),
        (
            "certifications:\n  - { id: c, links: { value: { page: 5 }, support: official, sources: [aws-faq] } }\n",
            "expected a web address, found the number 5; put it in quotes: \"5\"\n",
        ),
    ] {
        let path = file("check-words-of-faults", text);
        let ran = certcmp(&["check", path.to_str().unwrap(), "--width", "1000"]).run();
        assert!(ran.code == 1 && ran.stdout.contains(expected), "{text}: {}", ran.stdout);
    }
}
