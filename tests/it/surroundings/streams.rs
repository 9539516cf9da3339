//! Streams that are closed, full, endless or full of other bytes than names.

use super::{program, script};
use crate::support::{wait, works};
use std::io::Read;
use std::process::Stdio;

const WHOLE: &[&str] = &["list", "--all", "--format", "ids"];

#[test]
fn closed_streams_disturb_nothing() {
    let all = program(WHOLE).stdout();
    assert!(all.lines().count() == 11, "{all}");
    assert_eq!(script("exec \"$@\" <&-", WHOLE).stdout(), all);
    assert_eq!(script("exec \"$@\" 2>&-", WHOLE).stdout(), all);
    assert_eq!(script("exec \"$@\" >&-", WHOLE).stdout(), "");
    assert_eq!(script("exec \"$@\" <&- >&- 2>&-", WHOLE).stdout(), "");
    // With no stream open, a file of the user's could be opened in the place of stdout.
    let own = "tests/own-data/databricks.yaml";
    let before = std::fs::read(own).unwrap();
    assert_eq!(script("exec \"$@\" <&- >&- 2>&-", &["list", "--data", own]).run().code, 0);
    assert_eq!(std::fs::read(own).unwrap(), before);
}

#[test]
fn names_from_a_closed_stdin_are_none() {
    let error = script("exec \"$@\" <&-", &["compare", "-"]).error();
    assert!(error.starts_with("error: no names on stdin\n"), "{error}");
    let error = script("exec \"$@\" < /", &["compare", "-"]).error();
    assert!(error.starts_with("error: cannot read stdin: "), "{error}");
}

#[test]
fn an_error_reaches_the_exit_code_without_stderr() {
    for closed in ["2>&-", "2>/dev/full"] {
        let ran = script(&format!("exec \"$@\" {closed}"), &["show", "nonesuch"]).run();
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (2, "", ""), "{closed}");
        let ran = script(&format!("exec \"$@\" {closed}"), &["list"]).run();
        assert!(ran.code == 0 && ran.stdout.contains("PMLE"), "{closed}: {}", ran.code);
    }
}

#[test]
fn a_full_disk_is_reported_for_every_form_of_output() {
    for arguments in [&["list", "--format", "json"][..], &["list", "--format", "ids"], &["--help"], &["man"], &[]] {
        let error = script("exec \"$@\" >/dev/full", arguments).error();
        assert!(error.contains("error: cannot write the output: No space left on device"), "{arguments:?}: {error}");
    }
    assert_eq!(script("exec \"$@\" >/dev/full 2>&1", &["list"]).run().code, 2);
}

/// Whether the parent ignores the signal or leaves it as it was.
#[test]
fn a_reader_that_leaves_ends_the_program_in_silence() {
    for before in ["", "trap '' PIPE; "] {
        let first = script(&format!("{before}\"$@\" | head -n 1"), &["sources", "--format", "jsonl"]).stdout();
        assert!(first.starts_with('{') && first.ends_with("}\n") && first.lines().count() == 1, "{first}");
        let none = script(&format!("{before}{{ sleep 0.1; \"$@\"; echo $? >&2; }} | :"), WHOLE).run();
        assert_eq!((none.stdout.as_str(), none.stderr.as_str()), ("", "0\n"), "{before}");
    }
}

#[test]
fn an_endless_stdin_is_refused() {
    let error = script("yes | \"$@\"", &["compare", "-"]).error();
    assert!(error.starts_with("error: stdin is larger than 1 MiB\n"), "{error}");
    let error = script("exec \"$@\" < /dev/zero", &["overlap", "-"]).error();
    assert!(error.starts_with("error: stdin is larger than 1 MiB\n"), "{error}");
}

#[test]
fn ten_thousand_names_are_read_and_each_counts_once() {
    let names = "pmle\nmls-c01\n".repeat(5_000);
    let text = program(&["compare", "-", "--format", "ids"]).stdin(names).stdout();
    assert_eq!(text, "pmle\nmls-c01\n");
    let unknown = program(&["compare", "-"]).stdin("nope\n".repeat(10_000)).error();
    assert_eq!(unknown.matches("no certification matches `nope`").count(), 1, "{unknown}");
}

#[test]
fn other_bytes_than_names_are_refused_and_never_printed() {
    let garbage: Vec<u8> = (0..=255).cycle().take(5_000).collect();
    let error = program(&["cost", "-", "--years", "3"]).stdin(&garbage).error();
    assert!(error.starts_with("error: stdin is not valid UTF-8\n"), "{error}");
    let error = program(&["compare", "-"]).stdin(b"\x1b[2J\x07\xc2\x9b31m\0\n").error();
    assert!(error.contains("no certification matches") && !error.contains(['\u{1b}', '\u{7}', '\u{9b}', '\0']));
}

/// The usual disposition stays: the program ends by the signal at once, also while it waits for a reader.
#[test]
fn an_interrupt_ends_the_program_while_it_writes() {
    if !works("env", &["--default-signal=INT", "true"]) {
        return;
    }
    // Whoever runs the tests may ignore the signal, and that is inherited.
    let run = "exec env --default-signal=INT \"$@\"";
    let mut child =
        script(run, &["schema", "output"]).command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut first = [0; 64];
    stdout.read_exact(&mut first).unwrap();
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(wait(&mut child), -2);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
}
