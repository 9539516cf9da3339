//! Arguments of other bytes than text, without end, or without a program's name.

use super::{program, script};
use crate::support::{PROGRAM, folder, run};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::process::CommandExt;
use std::process::Command;

const OTHER: &[u8] = b"\xff\xfe";

#[test]
fn names_and_values_of_other_bytes_are_refused() {
    for arguments in
        [&["show"][..], &["list", "--provider"], &["list", "--search"], &["recommend", "--topic"], &["man"]]
    {
        let error = program(arguments).argument(OsStr::from_bytes(OTHER)).error();
        assert!(error.starts_with("error: ") && error.contains("UTF-8"), "{arguments:?}: {error}");
    }
    let error = program(&["list"]).argument(OsStr::from_bytes(b"--\xff")).error();
    assert!(error.starts_with("error: unexpected argument"), "{error}");
}

#[test]
fn a_path_of_other_bytes_is_read() {
    let folder = folder("path-of-other-bytes").join(OsStr::from_bytes(OTHER));
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join(OsStr::from_bytes(b"\xfe\x1b[31m.yaml"));
    std::fs::copy("tests/own-data/databricks.yaml", &path).unwrap();
    let plain = folder.join("plain");
    std::fs::create_dir(&plain).unwrap();
    std::fs::copy("tests/own-data/databricks.yaml", plain.join("data.yaml")).unwrap();
    for path in [path.as_os_str(), plain.as_os_str()] {
        let list = program(&["list", "--provider", "example-lake", "--format", "ids", "--data"]);
        let text = list.argument(path).stdout();
        assert_eq!(text, "lake-ml-1\n");
        assert_eq!(program(&["check"]).argument(path).run().code, 0);
    }
    std::fs::write(&path, "id: [").unwrap();
    let ran = program(&["check"]).argument(&path).run();
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("\u{FFFD}[31m.yaml:2") && !ran.stdout.contains('\u{1b}'), "{}", ran.stdout);
}

#[test]
fn control_characters_come_back_replaced() {
    let hostile = "\u{1b}[31m\u{7}\u{9b}2J\u{202e}";
    for arguments in [
        &["show", hostile][..],
        &["list", "--provider", hostile],
        &["list", "--service", hostile],
        &["list", "--fields", hostile],
        &["list", "--level", hostile],
        &["list", "--data", hostile],
        &["compare", "aws", "--source", hostile],
        &["services", hostile],
        &["man", hostile],
        &["check", hostile],
        &[hostile],
    ] {
        for colour in ["0", "1"] {
            let error = program(arguments).variable("CLICOLOR_FORCE", colour).error();
            // The program's own colours stand around one word.
            let error = error.replacen("\u{1b}[1m\u{1b}[31merror:\u{1b}[0m", "error:", 1);
            assert!(!error.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{arguments:?}: {error:?}");
        }
    }
}

#[test]
fn a_long_argument_is_not_repeated_at_length() {
    // Linux takes no word longer than 128 KiB.
    let long = "a".repeat(131_000);
    for arguments in [
        &["show", &long][..],
        &["list", "--service", &long],
        &["list", "--fields", &long],
        &["list", "--sort", &long],
        &["recommend", "--topic", &long],
        &["plan", "pmle", "--exam", &long, "--hours-per-week", &long],
        &[&long],
    ] {
        let error = program(arguments).error();
        assert!(error.len() < 20_000, "{}: {} bytes", arguments[0].get(..9).unwrap_or(arguments[0]), error.len());
    }
}

#[test]
fn a_long_topic_is_refused_before_it_is_taken_apart() {
    let topic = format!("mlops ml genai llm rag nlp iac fm {}", "word ".repeat(20_000));
    let error = program(&["recommend", "--topic", &topic]).error();
    assert!(error.contains("more than 200 characters"), "{error}");
}

/// The library is called with a megabyte; no process can be.
#[test]
fn a_megabyte_in_one_word_is_answered() {
    let long = "é".repeat(500_000);
    for arguments in [&["certcmp", "show"][..], &["certcmp", "services"], &["certcmp", "list", "--sort"]] {
        let words = arguments.iter().map(OsString::from).chain([OsString::from(&long)]);
        let ending = certcmp::cli::run(words, &certcmp::cli::env::Env::default());
        let said: usize = ending.stderr.iter().map(String::len).sum();
        assert!(ending.code == 2 && said < 20_000, "{arguments:?}: {said}");
    }
}

#[test]
fn hundreds_of_arguments_are_taken() {
    let many: Vec<&str> = ["compare", "--quiet", "--format", "ids"].into_iter().chain(vec!["mls-c01"; 900]).collect();
    assert_eq!(program(&many).stdout(), "mls-c01\n");
    let fields = vec!["price"; 900].join(",");
    let text = program(&["list", "--provider", "gcp", "--quiet", "--fields", &fields, "--format", "csv"]).stdout();
    assert!(text.starts_with("id,price_usd,"), "{text}");
}

#[test]
fn a_program_without_a_name_runs() {
    for name in [&b""[..], b"-", b"\xff", b"\x1b[31m", b"--json"] {
        let mut command = Command::new(PROGRAM);
        command.env_clear().arg0(OsStr::from_bytes(name)).args(["list", "--format", "ids", "--quiet"]);
        let ran = run(&mut command, b"");
        assert!(ran.code == 0 && ran.stdout.contains("pmle\n"), "{name:?}: {ran:?}");
        let mut command = Command::new(PROGRAM);
        command.env_clear().env("CLICOLOR_FORCE", "1").arg0(OsStr::from_bytes(name)).args(["plan", "-h"]);
        let ran = run(&mut command, b"");
        assert!(ran.code == 0 && !ran.stdout.contains("\u{1b}[31m"), "{name:?}: {}", ran.stdout);
    }
    let nothing = certcmp::cli::run([], &certcmp::cli::env::Env::default());
    assert!(nothing.code == 0 && nothing.stdout.contains("certcmp --help"), "{nothing:?}");
}

#[test]
fn variables_of_other_bytes_count_as_unset_or_strange() {
    let other = OsString::from_vec(OTHER.to_vec());
    let usual = program(&["list", "--quiet"]).stdout();
    for name in ["COLUMNS", "TERM", "CLICOLOR", "LANGUAGE", "PATH", "\u{e9}"] {
        assert_eq!(program(&["list", "--quiet"]).variable(name, &other).stdout(), usual, "{name}");
    }
    let ascii = program(&["list", "--quiet"]).variable("LC_ALL", &other).stdout();
    assert!(ascii.is_ascii() && ascii != usual, "a locale that is not known to be UTF-8 gets ASCII: {ascii}");
    assert_eq!(script("exec \"$@\"", &["list", "--quiet"]).variable("NO_COLOR", &other).stdout(), usual);
}
