//! The crates that the program is built from: their licences, where they are from, and why each is there. The rules
//! stand in `deny.toml`; cargo-deny checks them for every platform, this for the one at hand and without a network.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the file is there")
}

fn cargo(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// Every crate that a build with tests needs on this platform.
fn packages() -> Vec<Value> {
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("cargo names its host");
    let options = ["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", host];
    let document: Value = serde_json::from_str(&cargo(&options)).expect("cargo writes JSON");
    document["packages"].as_array().expect("there are packages").clone()
}

fn ours(packages: &[Value]) -> &Value {
    packages.iter().find(|package| package["name"] == "certcmp").expect("the program is among its packages")
}

/// The licences under which a crate may be used: one of each group.
fn licences(package: &Value) -> Vec<Vec<String>> {
    // `deny.toml` says what the file of this one holds.
    let expression = if package["name"] == "ical" { "Apache-2.0" } else { package["license"].as_str().unwrap_or("") };
    let group = |group: &str| {
        let names = group.trim_matches(['(', ')']).replace('/', " OR ");
        names.split(" OR ").map(|name| name.trim().to_owned()).collect()
    };
    expression.split(" AND ").map(group).collect()
}

/// The lines of a list in `deny.toml`.
fn list(name: &str) -> Vec<String> {
    let text = read("deny.toml");
    let (_, rest) = text.split_once(&format!("\n{name} = [\n")).expect("the list is there");
    let (list, _) = rest.split_once("\n]").expect("the list ends");
    list.lines().map(|line| line.trim().to_owned()).collect()
}

fn allowed() -> BTreeSet<String> {
    list("allow").iter().map(|line| line.split('"').nth(1).expect("a licence stands in quotes").to_owned()).collect()
}

fn refused(packages: &[Value], allowed: &BTreeSet<String>) -> Vec<String> {
    let may = |group: &Vec<String>| group.iter().any(|name| allowed.contains(name));
    let refused = packages.iter().filter(|package| !licences(package).iter().all(may));
    refused.map(|package| format!("{} ({})", package["name"], package["license"])).collect()
}

#[test]
fn every_crate_has_a_licence_that_is_allowed() {
    assert_eq!(refused(&packages(), &allowed()), Vec::<String>::new());
}

#[test]
fn every_licence_that_is_allowed_is_needed() {
    let packages = packages();
    for licence in allowed() {
        let mut without = allowed();
        without.remove(&licence);
        assert_ne!(refused(&packages, &without), Vec::<String>::new(), "no crate needs {licence} any more");
    }
}

/// Names, versions, and whether it is ours or has a checksum and is from crates.io.
fn locked() -> Vec<(String, String, bool)> {
    let text = read("Cargo.lock");
    let quoted = |entry: &str, key: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
        line.map(|value| value.trim_matches('"').to_owned())
    };
    let entry = |entry: &str| {
        let name = quoted(entry, "name").expect("a crate has a name");
        let from_crates_io =
            quoted(entry, "source").as_deref() == Some("registry+https://github.com/rust-lang/crates.io-index");
        let good = name == "certcmp" || from_crates_io && quoted(entry, "checksum").is_some();
        (name, quoted(entry, "version").expect("a crate has a version"), good)
    };
    text.split("[[package]]").skip(1).map(entry).collect()
}

#[test]
fn every_crate_is_from_crates_io_and_has_a_checksum() {
    let locked = locked();
    assert!(locked.len() > 50);
    let others: Vec<_> = locked.iter().filter(|(_, _, good)| !good).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn every_second_version_of_a_crate_has_its_reason() {
    let skipped: Vec<(String, String)> = list("skip")
        .iter()
        .map(|line| {
            let mut quoted = line.split('"').skip(1).step_by(2);
            let (name, version) = quoted.next().and_then(|name| name.split_once("@^")).expect("name@^version");
            assert!(quoted.next().is_some_and(|reason| reason.len() > 10), "{name} has no reason");
            (name.to_owned(), version.to_owned())
        })
        .collect();
    let locked = locked();
    let is = |(name, version): &(String, String), other: &(String, String, bool)| {
        *name == other.0 && format!("{}.", other.1).starts_with(&format!("{version}."))
    };
    let several = |name: &str| locked.iter().filter(|other| other.0 == name).count() > 1;
    for skip in &skipped {
        assert!(several(&skip.0) && locked.iter().any(|other| is(skip, other)), "{skip:?} is not needed any more");
    }
    for name in locked.iter().map(|(name, _, _)| name).filter(|name| several(name)) {
        let rest =
            locked.iter().filter(|other| other.0 == *name && !skipped.iter().any(|skip| is(skip, other))).count();
        assert_eq!(rest, 1, "{name} is there in several versions; say in deny.toml why, or mend it");
    }
}

#[test]
fn no_requirement_is_a_wildcard() {
    let packages = packages();
    for dependency in ours(&packages)["dependencies"].as_array().expect("there are dependencies") {
        assert!(!dependency["req"].as_str().expect("a requirement").contains('*'), "{dependency}");
        assert!(dependency["source"].is_string(), "{} is a path", dependency["name"]);
    }
}

#[test]
fn every_direct_dependency_is_named_with_its_reason_and_no_other() {
    let decisions = read("docs/decisions.md");
    let (_, section) = decisions.split_once("\n## Crates\n").expect("there is a section on crates");
    let section = section.split("\n## ").next().expect("a section");
    let mut named = BTreeSet::new();
    for row in section.lines().filter(|line| line.starts_with("| ")).skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() == 2 && cells[1].len() > 10, "{row}");
        let names = cells[0].trim_end_matches("(tests)").split(',');
        named.extend(names.map(|name| name.trim().trim_matches('`').to_owned()));
    }
    let packages = packages();
    let dependencies = ours(&packages)["dependencies"].as_array().expect("there are dependencies");
    let direct: BTreeSet<String> =
        dependencies.iter().map(|dependency| dependency["name"].as_str().expect("a name").to_owned()).collect();
    assert_eq!(named, direct);
}
