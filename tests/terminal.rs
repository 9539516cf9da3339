//! On a terminal: colours, hints and cut lists for people; the same bytes as in a pipe for programs.

mod common;

use common::certcmp;
use std::process::Command;

/// What a command writes on a pseudo-terminal of 100 columns, by `script`; nothing where that is not installed.
fn on_a_terminal(arguments: &str) -> Option<String> {
    let command = format!("stty cols 100; {} {arguments} --as-of 2026-11-23", env!("CARGO_BIN_EXE_certcmp"));
    let mut script = Command::new("script");
    script.env_clear().env("PATH", "/usr/bin:/bin").env("TERM", "xterm-256color").env("SHELL", "/bin/sh");
    let output = script.args(["-qec", &command, "/dev/null"]).output().ok()?;
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n"))
}

#[test]
fn json_is_the_same_bytes_as_in_a_pipe() {
    let Some(text) = on_a_terminal("compare aws gcp azure --json --quiet") else { return };
    assert_eq!(text, certcmp(&["compare", "aws", "gcp", "azure", "--json", "--quiet"]).stdout());
}

#[test]
fn people_get_colours_hints_and_cut_cells() {
    let Some(text) = on_a_terminal("compare aws gcp azure") else { return };
    assert!(text.contains("\u{1b}[38;5;1mno, retired 2026-03-31\u{1b}[39m"), "{text}");
    assert!(text.contains("hint: 2 of 3 cannot be taken any more; --current compares what replaced them"), "{text}");
    assert!(text.contains('…'));
    let wide = on_a_terminal("compare aws gcp azure --wide --quiet").unwrap_or_default();
    assert!(!wide.contains('…') && !wide.contains("hint: "), "{wide}");
}

#[test]
fn nothing_moves_the_cursor() {
    let Some(text) = on_a_terminal("show pmle --sources") else { return };
    for code in text.split('\u{1b}').skip(1) {
        let code = code.split_inclusive('m').next().unwrap();
        assert!(
            code.starts_with('[') && code[1..].trim_end_matches('m').chars().all(|c| c.is_ascii_digit() || c == ';'),
            "{code:?}"
        );
    }
    assert!(!text.contains('\r'));
}
