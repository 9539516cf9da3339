//! Little memory, a small stack, few open files.

use super::{program, script};

const LINES: &[&[&str]] = &[
    &["compare", "aws", "gcp", "azure"],
    &["list", "--all", "--json"],
    &["show", "pmle", "--sources"],
    &["recommend", "--cloud", "gcp", "--topic", "agents", "--explain"],
    &["cost", "pmle", "--years", "30", "--attempts", "10"],
    &["overlap", "aws", "gcp", "azure"],
    &["services"],
    &["sources"],
    &["compare", "--help"],
];

/// The same answer under a limit as without one.
fn unmoved_by(limit: &str) {
    for arguments in LINES {
        let arguments = [arguments, &["--quiet"][..]].concat();
        let under = script(&format!("{limit} && exec \"$@\""), &arguments).stdout();
        assert_eq!(under, program(&arguments).stdout(), "{limit}: {arguments:?}");
    }
}

#[test]
fn sixty_four_mebibytes_are_enough() {
    unmoved_by("ulimit -v 65536");
}

/// Eight times less than the usual one. An unoptimised build takes more than the program that users have.
#[test]
fn a_mebibyte_of_stack_is_enough() {
    unmoved_by("ulimit -s 1024");
}

#[test]
fn few_files_at_a_time_are_open() {
    unmoved_by("ulimit -n 8");
    let all = [
        "list",
        "--all",
        "--quiet",
        "--data",
        "tests/own-data/databricks.yaml",
        "--data",
        "tests/own-data/amends.yaml",
    ];
    assert_eq!(script("ulimit -n 8 && exec \"$@\"", &all).stdout(), program(&all).stdout());
}
