//! What is released: the crate holds what it needs to build and to be read, and nothing else. `packaging/check` builds it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file that `cargo package` would take of a crate.
fn packaged(crate_name: &str) -> BTreeSet<String> {
    let options = ["package", "--list", "--allow-dirty", "--locked", "--offline", "--package", crate_name];
    let output = Command::new(env!("CARGO")).current_dir(root()).args(options).output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let list = String::from_utf8(output.stdout).expect("names are UTF-8");
    // Cargo adds these.
    let added = [".cargo_vcs_info.json", "Cargo.toml.orig"];
    list.lines().filter(|name| !added.contains(name)).map(|name| name.replace('\\', "/")).collect()
}

/// Every file below a folder of the repository.
fn below(folder: &str) -> BTreeSet<String> {
    let (mut found, mut folders) = (BTreeSet::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root().join(&folder)).expect("the folder is there").flatten() {
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push(name);
            } else {
                found.insert(name);
            }
        }
    }
    found
}

#[test]
fn the_crate_holds_sources_dataset_documents_and_licences_and_nothing_else() {
    let mut expected: BTreeSet<String> =
        ["src", "templates", "data", "docs", "linking"].into_iter().flat_map(below).collect();
    expected.extend(
        [
            "build.rs",
            "Cargo.lock",
            "Cargo.toml",
            "README.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "LICENSE-APACHE",
            "LICENSE-MIT",
        ]
        .map(str::to_owned),
    );
    let packaged = packaged("certcmp");
    assert_eq!(expected.difference(&packaged).collect::<Vec<_>>(), Vec::<&String>::new(), "left out");
    assert_eq!(packaged.difference(&expected).collect::<Vec<_>>(), Vec::<&String>::new(), "too much");
}

#[test]
fn the_crate_of_the_model_holds_its_sources_and_licences_and_nothing_else() {
    let sources = below("model/src").into_iter().map(|name| name.replacen("model/", "", 1));
    let others = ["Cargo.lock", "Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT"].map(str::to_owned);
    assert_eq!(packaged("certcmp-model"), sources.chain(others).collect());
}

#[test]
fn the_model_is_released_under_the_same_version() {
    let manifest = |name: &str| std::fs::read_to_string(root().join(name)).expect("the manifest is there");
    let version = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(manifest("model/Cargo.toml").contains(&format!("\n{version}\n")));
    let required = format!("certcmp-model = {{ {version}, path = \"model\" }}");
    assert_eq!(manifest("Cargo.toml").matches(&required).count(), 2);
}

#[test]
fn every_record_of_the_dataset_is_in_the_crate() {
    let records =
        packaged("certcmp").iter().filter(|name| name.starts_with("data/") && name.matches('/').count() == 2).count();
    let output = Command::new(env!("CARGO_BIN_EXE_certcmp"))
        .args(["list", "--all", "--format", "ids", "--as-of", "2026-11-23"])
        .env_clear()
        .output()
        .expect("the program starts");
    assert_eq!(records, String::from_utf8_lossy(&output.stdout).lines().count());
}

#[test]
fn links_between_the_documents_lead_to_files_of_the_crate() {
    let packaged = packaged("certcmp");
    let mut links = 0;
    for name in packaged.iter().filter(|name| name.ends_with(".md")) {
        let text = std::fs::read_to_string(root().join(name)).expect("the document is UTF-8");
        let folder = Path::new(name).parent().expect("a file is in a folder");
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().expect("a link ends");
            let target = target.split('#').next().expect("a target");
            if target.is_empty() || target.contains(':') {
                continue;
            }
            // Without `..`, as names in the list are.
            let mut path = Vec::new();
            for part in folder.join(target).components() {
                match part {
                    std::path::Component::ParentDir => {
                        path.pop();
                    }
                    part => path.push(part.as_os_str().to_string_lossy().into_owned()),
                }
            }
            let path = path.join("/");
            assert!(packaged.contains(&path), "{name} leads to {path}, which the crate does not hold");
            links += 1;
        }
    }
    assert!(links > 5, "only {links} links found");
}
