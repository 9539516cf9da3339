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

/// What the program and its model depend on, but for each other.
fn dependencies(packages: &[Value]) -> Vec<&Value> {
    let ours = packages.iter().filter(|package| package["name"] == "certcmp" || package["name"] == "certcmp-model");
    let all = ours.flat_map(|package| package["dependencies"].as_array().expect("there are dependencies"));
    let others: Vec<&Value> = all.filter(|dependency| dependency["name"] != "certcmp-model").collect();
    assert!(others.len() > 20);
    others
}

/// The licences under which a crate may be used: one of each group.
fn licences(package: &Value) -> Vec<Vec<String>> {
    // This one names a file, and that is what the file holds.
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
    let others = packages.iter().filter(|package| package["source"].is_string());
    let refused = others.filter(|package| !licences(package).iter().all(may));
    refused.map(|package| format!("{} ({})", package["name"], package["license"])).collect()
}

#[test]
fn every_crate_has_a_licence_that_is_allowed() {
    let packages = packages();
    assert!(packages.len() > 50);
    assert_eq!(refused(&packages, &allowed()), Vec::<String>::new());
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

/// A crate of `Cargo.lock`, which names those for every platform.
struct Locked {
    name: String,
    version: String,
    source: Option<String>,
    checksum: Option<String>,
}

fn locked() -> Vec<Locked> {
    let value = |entry: &str, key: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
        line.map(|value| value.trim_matches('"').to_owned())
    };
    let entry = |entry: &str| Locked {
        name: value(entry, "name").expect("a crate has a name"),
        version: value(entry, "version").expect("a crate has a version"),
        source: value(entry, "source"),
        checksum: value(entry, "checksum"),
    };
    read("Cargo.lock").split("[[package]]").skip(1).map(entry).collect()
}

#[test]
fn every_crate_is_from_crates_io_and_has_a_checksum() {
    let packages = packages();
    let ours: Vec<&Value> = packages.iter().filter(|package| package["source"].is_null()).collect();
    let manifest = |package: &Value| package["manifest_path"].as_str().unwrap_or_default().to_owned();
    assert!(ours.iter().all(|package| manifest(package).starts_with(env!("CARGO_MANIFEST_DIR"))), "{ours:?}");
    for locked in locked().iter().filter(|locked| !ours.iter().any(|package| package["name"] == *locked.name)) {
        let source = Some("registry+https://github.com/rust-lang/crates.io-index");
        assert_eq!(locked.source.as_deref(), source, "{}", locked.name);
        assert!(locked.checksum.is_some(), "{} has no checksum", locked.name);
    }
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
    let is = |(name, version): &(String, String), other: &(String, String)| {
        *name == other.0 && format!("{}.", other.1).starts_with(&format!("{version}."))
    };
    // A lock file names more than is built: crates of other platforms, and of features that are off.
    let locked: Vec<(String, String)> = locked().into_iter().map(|locked| (locked.name, locked.version)).collect();
    for skip in &skipped {
        let several = locked.iter().filter(|other| other.0 == skip.0).count() > 1;
        assert!(several && locked.iter().any(|other| is(skip, other)), "{skip:?} is not needed any more");
    }
    let tree = [
        "tree",
        "--locked",
        "--offline",
        "--workspace",
        "--edges",
        "normal,build,dev",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ];
    let built: BTreeSet<(String, String)> = cargo(&tree)
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name.to_owned(), rest.split(' ').next().unwrap_or_default().to_owned()))
        .collect();
    assert!(built.len() > 50);
    for (name, _) in &built {
        let versions = built.iter().filter(|other| other.0 == *name);
        let without_reason = versions.filter(|other| !skipped.iter().any(|skip| is(skip, other))).count();
        assert_eq!(without_reason, 1, "{name} is there in several versions; say in deny.toml why, or mend it");
    }
}

#[test]
fn no_requirement_is_a_wildcard() {
    let packages = packages();
    for dependency in dependencies(&packages) {
        assert!(!dependency["req"].as_str().expect("a requirement").contains('*'), "{dependency}");
        assert!(dependency["source"].is_string(), "{} is a path", dependency["name"]);
    }
}

/// The crates of the table in the decisions.
fn explained() -> BTreeSet<String> {
    let decisions = read("docs/decisions.md");
    let (_, section) = decisions.split_once("\n## Crates\n").expect("there is a section on crates");
    let section = section.split("\n## ").next().expect("a section");
    let mut named = BTreeSet::new();
    for row in section.lines().filter(|line| line.starts_with("| ")).skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() == 2 && cells[1].len() > 10, "{row}");
        let names = cells[0].split(" (").next().expect("names").split(',');
        named.extend(names.map(|name| name.trim().trim_matches('`').to_owned()));
    }
    named
}

#[test]
fn every_direct_dependency_is_explained_and_nothing_else_is() {
    let packages = packages();
    let name = |dependency: &Value| dependency["name"].as_str().expect("a name").to_owned();
    let direct: BTreeSet<String> = dependencies(&packages).into_iter().map(name).collect();
    let explained = explained();
    assert_eq!(direct.difference(&explained).collect::<Vec<_>>(), Vec::<&String>::new());
    // Benchmarks and the like have manifests of their own.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = std::fs::read_dir(root).expect("the repository is there").flatten().map(|entry| entry.path());
    let manifests: String = folders
        .chain([root.to_owned()])
        .flat_map(|folder| std::fs::read_to_string(folder.join("Cargo.toml")))
        .collect();
    for name in explained {
        let there = manifests.contains(&format!("\n{name} = ")) || manifests.contains(&format!("package = \"{name}\""));
        assert!(there, "docs/decisions.md explains {name}, on which nothing depends");
    }
}

/// A release cannot take one, see `build.rs`. What any crate of the workspace asks for, all get that are built with it.
#[test]
fn errors_take_no_backtraces() {
    let tree =
        cargo(&["tree", "--locked", "--offline", "--workspace", "--edges", "features,all", "--invert", "anyhow"]);
    assert!(tree.contains("certcmp v") && !tree.contains("anyhow feature \"std\""), "{tree}");
}

#[test]
fn nothing_in_the_program_can_reach_a_network() {
    let tree = cargo(&["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let network = ["socket2", "mio", "tokio", "hyper", "reqwest", "ureq", "curl", "rustls", "native-tls", "openssl"];
    let crates: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(crates.contains(&"clap"));
    assert_eq!(network.iter().filter(|name| crates.contains(name)).collect::<Vec<_>>(), Vec::<&&str>::new());
    let mut folders = ["src", "model/src"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).to_vec();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("the sources are there").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("the sources are UTF-8");
            assert!(!text.contains("std::net") && !text.contains("unix::net"), "{}", path.display());
        }
    }
}
