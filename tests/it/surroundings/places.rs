//! Folders that are missing, unreadable, relative, of other bytes, or no folders.

use super::{as_nobody, program, script};
use crate::support::folder;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const PRICE: &[&str] = &["show", "pmle", "--fields", "price", "--format", "csv", "--quiet"];

/// A data folder that corrects a price, and where it lies.
fn corrected(name: &str) -> PathBuf {
    let root = folder(name);
    write_correction(&root.join("certcmp"));
    root
}

fn write_correction(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let text = "amends: pmle\nprice: { value: 7 USD, support: official, sources: [csl-pmle] }\n";
    fs::write(folder.join("a.yaml"), text).unwrap();
}

fn is_corrected(text: &str) -> bool {
    text.contains("pmle,7,")
}

#[test]
fn no_home_or_a_strange_one_is_no_hindrance() {
    let usual = program(PRICE).stdout();
    assert!(usual.contains("pmle,200,"), "{usual}");
    for home in ["", "/nonexistent", "/dev/null", "/proc/self/mem", "\n", "~"] {
        assert_eq!(program(PRICE).variable("HOME", home).stdout(), usual, "{home:?}");
    }
    let other = OsString::from_vec(b"/tmp/\xff\xfe".to_vec());
    assert_eq!(program(PRICE).variable("HOME", &other).variable("XDG_DATA_HOME", &other).stdout(), usual);
}

#[test]
fn a_home_of_other_bytes_than_utf8_is_found() {
    let root = folder("home-of-other-bytes").join(OsStr::from_bytes(b"\xff\xfe"));
    write_correction(&root.join("certcmp"));
    assert!(is_corrected(&program(PRICE).variable("XDG_DATA_HOME", &root).stdout()));
}

/// Relative paths in these variables would make data of the folder in which the program happens to run.
#[test]
fn relative_folders_are_ignored() {
    let root = corrected("relative-folders");
    write_correction(&root.join(".local/share/certcmp"));
    let inside = format!("cd '{}' && exec \"$@\"", root.display());
    for (name, value) in [("XDG_DATA_HOME", "."), ("HOME", "."), ("XDG_DATA_HOME", "../relative-folders")] {
        assert!(!is_corrected(&script(&inside, PRICE).variable(name, value).stdout()), "{name}={value}");
    }
    let home = script(&inside, PRICE).variable("XDG_DATA_HOME", ".").variable("HOME", &root);
    assert!(is_corrected(&home.stdout()), "a relative folder gives way to the one in HOME");
}

#[test]
fn a_data_folder_may_be_missing_empty_or_read_only() {
    let root = folder("data-folder-missing");
    assert!(!is_corrected(&program(PRICE).variable("XDG_DATA_HOME", &root).stdout()));
    fs::create_dir(root.join("certcmp")).unwrap();
    fs::write(root.join("certcmp/.hidden"), "").unwrap();
    assert!(!is_corrected(&program(PRICE).variable("XDG_DATA_HOME", &root).stdout()));
    let root = corrected("data-folder-read-only");
    fs::set_permissions(root.join("certcmp"), fs::Permissions::from_mode(0o555)).unwrap();
    assert!(is_corrected(&program(PRICE).variable("XDG_DATA_HOME", &root).stdout()));
    fs::set_permissions(root.join("certcmp"), fs::Permissions::from_mode(0o755)).unwrap();
}

/// An answer without a user's corrections would be a wrong one.
#[test]
fn a_data_folder_that_cannot_be_read_is_an_error() {
    let Some(nobody) = as_nobody() else { return };
    let root = corrected("data-folder-unreadable");
    let own = root.join("certcmp");
    fs::set_permissions(&own, fs::Permissions::from_mode(0o000)).unwrap();
    let run = format!("exec {nobody}\"$@\"");
    let error = script(&run, PRICE).variable("XDG_DATA_HOME", &root).run();
    fs::set_permissions(&own, fs::Permissions::from_mode(0o755)).unwrap();
    let expected = format!("error: cannot read the folder `{}`: Permission denied", own.display());
    assert!(error.code == 2 && error.stdout.is_empty() && error.stderr.starts_with(&expected), "{error:?}");
    fs::set_permissions(own.join("a.yaml"), fs::Permissions::from_mode(0o000)).unwrap();
    let error = script(&run, PRICE).variable("XDG_DATA_HOME", &root).run();
    assert!(error.code == 2 && error.stderr.contains("a.yaml`: Permission denied"), "{error:?}");
}

/// Someone else's home, as it is left over by `su`: there is nothing of the user's own in it.
#[test]
fn a_home_that_may_not_be_entered_holds_no_data() {
    let Some(nobody) = as_nobody() else { return };
    let root = corrected("home-closed");
    fs::set_permissions(&root, fs::Permissions::from_mode(0o000)).unwrap();
    let ran = script(&format!("exec {nobody}\"$@\""), PRICE).variable("XDG_DATA_HOME", &root).run();
    fs::set_permissions(&root, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(ran.code == 0 && !is_corrected(&ran.stdout), "{ran:?}");
}

#[test]
fn a_data_folder_that_is_none_is_an_error() {
    let root = folder("data-folder-is-a-file");
    fs::write(root.join("certcmp"), "no yaml").unwrap();
    let error = program(PRICE).variable("XDG_DATA_HOME", &root).error();
    assert!(error.contains(&root.join("certcmp").display().to_string()), "{error}");
    let root = folder("data-folder-is-a-link-to-nothing");
    std::os::unix::fs::symlink("/nonexistent", root.join("certcmp")).unwrap();
    assert!(program(PRICE).variable("XDG_DATA_HOME", &root).error().contains("No such file"));
    let root = folder("data-folder-in-a-file").join("file");
    fs::write(&root, "").unwrap();
    assert!(!is_corrected(&program(PRICE).variable("XDG_DATA_HOME", &root).stdout()));
}

#[test]
fn a_list_of_paths_may_be_empty_broken_or_long() {
    let root = corrected("list-of-paths");
    let own = root.join("certcmp/a.yaml");
    let own = own.display();
    for nothing in ["", ":", ":::"] {
        assert!(!is_corrected(&program(PRICE).variable("CERTCMP_DATA", nothing).stdout()), "{nothing:?}");
    }
    assert!(is_corrected(&program(PRICE).variable("CERTCMP_DATA", format!(":{own}::")).stdout()));
    assert!(is_corrected(&program(PRICE).variable("CERTCMP_DATA", vec![own.to_string(); 300].join(":")).stdout()));
    let said = program(&["list"]).variable("CERTCMP_DATA", vec![own.to_string(); 9].join(":")).run().stderr;
    assert!(said.contains("note: corrected by your own data: pmle\n"), "{said}");
    let error = program(PRICE).variable("CERTCMP_DATA", format!("{own}:/no/such/place")).error();
    assert!(error.contains("cannot read `/no/such/place`"), "{error}");
    let error = program(PRICE).variable("CERTCMP_DATA", OsStr::from_bytes(b"/\xff\x1b[31m")).error();
    assert!(error.contains("cannot read `/\u{FFFD}\u{FFFD}[31m`"), "{error}");
}

#[test]
fn the_folder_it_runs_in_may_be_gone_or_closed() {
    let usual = program(PRICE).stdout();
    let root = folder("folder-gone");
    let gone = format!("mkdir '{0}/x' && cd '{0}/x' && rmdir '{0}/x' && exec \"$@\"", root.display());
    assert_eq!(script(&gone, PRICE).stdout(), usual);
    assert!(script(&gone, &["list", "--data", "a.yaml"]).error().contains("cannot read `a.yaml`"));
    let Some(nobody) = as_nobody() else { return };
    let root = folder("folder-closed");
    let closed = format!("cd '{0}' && chmod 000 '{0}' && {nobody}\"$@\"; chmod 755 '{0}'", root.display());
    assert_eq!(script(&closed, PRICE).stdout(), usual);
}
