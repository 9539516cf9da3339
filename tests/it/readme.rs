//! The README is real: each command in it runs, what it shows is what the program prints, and what it promises is there.

use crate::support::on_real_data as certcmp;
use std::path::{Path, PathBuf};

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    std::fs::read_to_string(path()).expect("the README is there").replace("\r\n", "\n")
}

/// Where the blocks of a language stand in a text.
fn blocks(text: &str, language: &str) -> Vec<(usize, usize)> {
    let fence = format!("```{language}\n");
    let mut blocks = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(&fence).map(|at| from + at + fence.len()) {
        let end = start + text[start..].find("```").expect("the block ends");
        blocks.push((start, end));
        from = end + 3;
    }
    blocks
}

#[test]
fn examples_show_what_the_program_prints() {
    let text = readme();
    let mut real = String::new();
    let mut from = 0;
    let blocks = blocks(&text, "console");
    assert!(blocks.len() >= 2);
    for (start, end) in blocks {
        let command = text[start..end].lines().next().unwrap().strip_prefix("$ certcmp ").unwrap();
        let arguments: Vec<&str> = command.split(' ').collect();
        let ran = certcmp(&arguments).run();
        assert_eq!(ran.code, 0, "{command}: {}", ran.stderr);
        let output: String = ran.stdout.replace("\r\n", "\n");
        let lines: String = output.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        real.push_str(&text[from..start]);
        real.push_str(&format!("$ certcmp {command}\n{lines}"));
        from = end;
    }
    real.push_str(&text[from..]);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path(), &real).unwrap();
    }
    assert!(real == text || std::env::var_os("UPDATE_GOLDEN").is_some(), "run with UPDATE_GOLDEN=1 and read README.md");
}

#[test]
fn the_two_commands_stand_alone_in_their_blocks() {
    let text = readme();
    assert!(
        text.contains(
            "**run the main job**, the comparison:\n\n```sh\ncargo run --release -- compare aws gcp azure\n```"
        )
    );
    assert!(text.contains("**Run the tests:**\n\n```sh\ncargo test\n```"));
}

#[test]
fn commands_named_in_a_sentence_or_table_run() {
    let text = readme();
    let mut ran = Vec::new();
    for command in text.split('`').filter_map(|span| span.strip_prefix("certcmp ")) {
        // What is shown with its output has a test of its own; a file of one's own is not there.
        if command.contains('\n') || command.starts_with("--data") {
            continue;
        }
        let command = command.split(" | ").next().expect("there is a first part");
        let result = certcmp(&command.split(' ').collect::<Vec<_>>()).run();
        assert_eq!(result.code, 0, "{command}: {}", result.stderr);
        assert!(!result.stdout.is_empty(), "{command} prints nothing");
        ran.push(command);
    }
    let table = text.lines().filter(|line| line.starts_with("| `certcmp ")).count();
    assert_eq!(table, 5, "five commands to begin with");
    assert!(ran.len() > table, "{ran:?}");
}

/// As a newcomer would type it, from top to bottom in an empty folder; only the day is fixed.
#[cfg(unix)]
#[test]
fn a_newcomer_who_types_every_block_gets_a_calendar_a_page_completions_and_manual_pages() {
    let home = crate::support::folder("readme-newcomer");
    let text = readme();
    let mut script =
        format!("certcmp() {{ '{}' --as-of {} \"$@\"; }}\n", env!("CARGO_BIN_EXE_certcmp"), crate::support::DAY);
    for (start, end) in blocks(&text, "sh") {
        // Building takes minutes and is what the other tests begin with; a reader opens a pager.
        for line in text[start..end].lines().filter(|line| !line.starts_with("cargo ") && !line.starts_with("man ")) {
            script.push_str(&format!("{line}\n"));
        }
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = std::process::Command::new("sh");
    shell.args(["-euc", &script]).current_dir(&home).env_clear().env("PATH", path).env("HOME", &home);
    let output = shell.output().expect("the shell starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    for (name, begins, holds) in [
        ("pmle.ics", "BEGIN:VCALENDAR", "DTSTART;VALUE=DATE:20270301"),
        ("comparison.html", "<!doctype html>", "Professional ML Engineer"),
        (".local/share/bash-completion/completions/certcmp", "", "complete "),
        (".zfunc/_certcmp", "#compdef certcmp", ""),
        (".zshrc", "fpath=(~/.zfunc $fpath)", "compinit"),
        (".config/fish/completions/certcmp.fish", "", "complete "),
        (".cargo/share/man/man1/certcmp.1", "", ".TH"),
        (".cargo/share/man/man1/certcmp-plan.1", "", ".TH"),
    ] {
        let made = std::fs::read_to_string(home.join(name)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert!(made.to_lowercase().starts_with(&begins.to_lowercase()), "{name} begins with {:.60}", made);
        assert!(made.contains(holds), "{name} lacks {holds}");
    }
}

#[test]
fn headings_that_the_text_leads_to_are_there() {
    let text = readme();
    for (at, _) in text.match_indices("](#") {
        let name = text[at + 3..].split(')').next().expect("a link ends");
        let anchors = text.lines().filter_map(|line| line.strip_prefix("## "));
        let found = anchors.map(|heading| heading.to_lowercase().replace(' ', "-")).any(|heading| heading == name);
        assert!(found, "no heading for #{name}");
    }
}
