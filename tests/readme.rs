//! The examples of the README are real: each runs, and what it shows is what the program prints.

mod common;

use common::certcmp;
use std::path::Path;

/// Splits the README at its console blocks: text, then command and output, and so on.
fn blocks(text: &str) -> Vec<(usize, usize)> {
    let mut blocks = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("```console\n").map(|at| from + at + "```console\n".len()) {
        let end = start + text[start..].find("```").expect("the block ends");
        blocks.push((start, end));
        from = end + 3;
    }
    blocks
}

#[test]
fn examples_show_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut real = String::new();
    let mut from = 0;
    let blocks = blocks(&text);
    assert!(blocks.len() >= 5);
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
        std::fs::write(&path, &real).unwrap();
    }
    assert!(real == text || std::env::var_os("UPDATE_GOLDEN").is_some(), "run with UPDATE_GOLDEN=1 and read README.md");
}

#[test]
fn the_two_commands_stand_alone_in_their_blocks() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(text.contains("```sh\ncargo run --release -- compare aws gcp azure\n```"));
    assert!(text.contains("```sh\ncargo test\n```"));
}
