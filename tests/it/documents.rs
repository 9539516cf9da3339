//! The documents are real: what they tell to type runs, in order and in one folder, on the built-in dataset. What they show
//! is checked for its shape, because facts change.
#![cfg(unix)]

use crate::support::{DAY, PROGRAM, folder, on_real_data, run, skip};
use std::path::Path;
use std::process::Command;

/// What a recipe may need beside what every system has.
const TOOLS: [&str; 6] = ["jq", "sqlite3", "duckdb", "mlr", "git", "pre-commit"];

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the document is there")
}

/// The fenced blocks of a document: its language, its text, and the file that the sentence before it names.
fn blocks(document: &str) -> Vec<(&str, &str, Option<&str>)> {
    let parts: Vec<&str> = document.split("```").collect();
    let blocks = parts.chunks_exact(2).map(|pair| {
        let (language, text) = pair[1].split_once('\n').expect("a fence is a line");
        let before = pair[0].trim_end().rsplit('\n').next().unwrap_or_default();
        (language, text, before.strip_suffix("`:").and_then(|before| before.rsplit('`').next()))
    });
    blocks.collect()
}

/// Runs shell blocks of a document in one folder, which has the files that the document shows.
fn run_all(name: &str, document: &str) -> usize {
    let home = folder(name);
    let blocks = blocks(document);
    for (_, text, file) in &blocks {
        let Some(path) = file.map(|file| home.join(file)) else { continue };
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    // A hook starts the program by its name.
    let bin = std::path::Path::new(PROGRAM).parent().unwrap();
    let mut ran = 0;
    for (at, (_, text, _)) in blocks.iter().enumerate().filter(|(_, block)| block.0 == "sh") {
        let words: Vec<&str> = text.split(|found: char| !(found.is_alphanumeric() || found == '-')).collect();
        let shell = |script: &str| {
            let mut shell = Command::new("sh");
            shell
                .args(["-euc", &format!("certcmp() {{ '{PROGRAM}' \"$@\"; }}\n{script}")])
                .current_dir(&home)
                .env_clear();
            run(
                shell
                    .env("PATH", format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default()))
                    .env("HOME", &home)
                    .env("LC_ALL", "C.UTF-8"),
                b"",
            )
        };
        let needed = TOOLS.iter().filter(|tool| words.contains(tool));
        if let Some(tool) = needed.copied().find(|tool| shell(&format!("command -v {tool}")).code != 0) {
            skip(&format!("{tool} (for {name})"));
            continue;
        }
        // Building takes minutes, and a reader opens a pager.
        let lines: Vec<&str> =
            text.lines().filter(|line| !line.starts_with("cargo ") && !line.starts_with("man ")).collect();
        let done = shell(&lines.join("\n"));
        assert_eq!(done.code, 0, "{text}\n{}", done.stderr);
        let shows = blocks.get(at + 1).is_some_and(|next| next.0 == "text" && next.2.is_none() && !next.1.is_empty());
        assert!(!shows || !done.stdout.is_empty(), "nothing is printed by\n{text}");
        ran += 1;
    }
    ran
}

#[test]
fn what_the_readme_tells_to_type_runs_and_prints_the_rows_that_it_shows() {
    let text = read("README.md");
    let two = ["```sh\ncargo run --release -- compare aws gcp azure\n```", "```sh\ncargo test\n```"];
    assert!(two.iter().all(|block| text.contains(block)), "the two commands stand alone in their blocks");
    assert!(run_all("readme", &text) >= 5);
    let examples: Vec<(&str, &str)> = text
        .split("```console\n$ certcmp ")
        .skip(1)
        .filter_map(|rest| rest.split_once("```")?.0.split_once('\n'))
        .collect();
    assert!(!examples.is_empty());
    for (command, shown) in examples {
        let printed = on_real_data(&command.split(' ').collect::<Vec<_>>()).answer();
        let labels = |text: &str| -> Vec<String> { text.lines().map(|line| line.chars().take(3).collect()).collect() };
        let shown = labels(shown);
        assert!(
            labels(&printed).iter().filter(|label| shown.contains(label)).count() * 3 > shown.len() * 2,
            "{command}: {printed}"
        );
    }
    let named = text.split('`').filter_map(|span| span.strip_prefix("certcmp "));
    for line in named.filter(|line| !line.contains(['\n', '|', '<', '~']) && !line.contains("--data")) {
        assert_ne!(on_real_data(&line.split(' ').collect::<Vec<_>>()).day(DAY).run().stdout, "", "{line}");
    }
}

#[test]
fn every_recipe_runs() {
    assert!(run_all("recipes", &read("docs/recipes.md")) >= 4);
}
