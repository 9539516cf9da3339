//! The table of conventions in the documentation names tests that exist, for every rule.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How many rules there are.
const RULES: usize = 60;

/// The rows of the table: number, rule, and what holds it.
fn rows(text: &str) -> Vec<(usize, String, String)> {
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()
    };
    let numbered = text.lines().filter(|line| line.starts_with("| ")).map(cells);
    numbered
        .filter_map(|cells| Some((cells.first()?.parse().ok()?, cells.get(1)?.clone(), cells.get(2)?.clone())))
        .collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn table() -> Vec<(usize, String, String)> {
    rows(&std::fs::read_to_string(root().join("docs/cli-conventions.md")).unwrap())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

#[test]
fn every_rule_has_a_row() {
    let numbers: Vec<usize> = table().iter().map(|(number, _, _)| *number).collect();
    assert_eq!(numbers, (1..=RULES).collect::<Vec<_>>());
}

#[test]
fn every_row_says_what_holds_it() {
    for (number, rule, held_by) in table() {
        assert!(!rule.is_empty(), "{number}");
        let is_tested = quoted(&held_by).any(|name| name.contains("::"));
        assert!(is_tested || held_by.starts_with("not tested: "), "{number}: {held_by}");
    }
}

#[test]
fn every_test_that_is_named_exists() {
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for folder in ["tests", "src", "model"] {
        collect(&root().join(folder), &mut known);
    }
    assert!(known.len() > 100);
    for (number, _, held_by) in table() {
        for name in quoted(&held_by).filter(|name| name.contains("::")) {
            let (file, test) = name.split_once("::").unwrap();
            assert!(known.contains(&(file.to_owned(), test.to_owned())), "{number}: there is no test {name}");
        }
    }
}

/// The tests of all files below a folder, each with the path of its file from the root.
fn collect(folder: &Path, known: &mut BTreeSet<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, known);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let file = path.strip_prefix(root()).unwrap().display().to_string();
            // A test begins with its attribute, or stands in a block of property tests.
            let mut after_attribute = false;
            for line in text.lines().map(str::trim) {
                if let (true, Some(rest)) = (after_attribute, line.strip_prefix("fn ")) {
                    let name = rest.split(['(', '<']).next().unwrap_or_default();
                    known.insert((file.clone(), name.to_owned()));
                }
                after_attribute = line == "#[test]" || (after_attribute && line.starts_with("#["));
            }
        }
    }
}
