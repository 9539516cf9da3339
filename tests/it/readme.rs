//! The README is real: every command in it runs, and its examples have the shape of what the program prints today.

use crate::support::{DAY, PROGRAM, folder, on_real_data as certcmp};

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap().replace("\r\n", "\n")
}

/// The texts of the blocks of a language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// The labels of rows: what stands in front of two spaces, if it is words.
fn labels(text: &str) -> Vec<&str> {
    let rows = text.lines().filter_map(|line| line.strip_prefix(' ')).filter(|line| !line.starts_with(' '));
    let labels = rows.filter_map(|row| row.split("  ").next()).map(str::trim_end);
    labels
        .filter(|label| !label.is_empty() && label.chars().all(|found| found.is_alphabetic() || found == ' '))
        .collect()
}

#[test]
fn examples_have_the_rows_that_the_program_prints() {
    let text = readme();
    let examples = blocks(&text, "console");
    assert!(examples.len() >= 3);
    for example in examples {
        let (command, shown) = example.split_once('\n').unwrap();
        let command = command.strip_prefix("$ certcmp ").unwrap();
        let output = certcmp(&command.split(' ').collect::<Vec<_>>()).answer();
        assert!(!output.is_empty(), "{command}");
        for label in labels(shown) {
            assert!(labels(&output).contains(&label), "{command}: no row `{label}` in\n{output}");
        }
    }
}

#[test]
fn the_two_commands_are_the_first_of_their_blocks() {
    let text = readme();
    assert!(text.contains("**run the main job**:\n\n```sh\ncargo run --release -- compare aws gcp azure\n```"));
    assert!(text.contains("**Run the tests:**\n\n```sh\ncargo test\n```"));
}

/// As a newcomer would type it, from top to bottom in an empty folder; only the day is fixed.
#[cfg(unix)]
#[test]
fn every_command_runs_and_writes_the_files_that_are_promised() {
    let home = folder("readme");
    let text = readme();
    let mut script = format!("certcmp() {{ '{PROGRAM}' --as-of {DAY} \"$@\"; }}\n");
    let in_sentences = text.split('`').filter(|span| span.starts_with("certcmp ") && !span.contains(['\n', '…']));
    // Building is what the other tests begin with; a reader opens a pager.
    let lines = blocks(&text, "sh").into_iter().flat_map(str::lines);
    let lines = lines.filter(|line| !line.starts_with("cargo ") && !line.starts_with("man "));
    for line in lines.chain(in_sentences) {
        script.push_str(&format!("{line} >/dev/null\n").replace(" > ", " >").replacen(
            " >/dev/null",
            "",
            usize::from(line.contains('>')),
        ));
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = std::process::Command::new("sh");
    shell.args(["-euc", &script]).current_dir(&home).env_clear().env("PATH", path).env("HOME", &home);
    let output = shell.output().unwrap();
    assert!(output.status.success(), "{}\n{script}", String::from_utf8_lossy(&output.stderr));
    for name in ["plan.ics", "comparison.html", ".zfunc/_certcmp", ".cargo/share/man/man1/certcmp-plan.1"] {
        assert!(std::fs::metadata(home.join(name)).is_ok_and(|file| file.len() > 100), "{name}");
    }
}
