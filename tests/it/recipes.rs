//! The recipes are real: each block of `docs/recipes.md` runs in one folder, in order, with the program first on the
//! path, and prints what is shown beside it. A block whose tools are missing is skipped, and says so.
#![cfg(unix)]

use crate::support::folder;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a recipe may need beside what every system has.
const TOOLS: [&str; 6] = ["jq", "sqlite3", "duckdb", "mlr", "git", "pre-commit"];

/// A fenced block of the document.
struct Block {
    language: String,
    text: String,
    /// Where its text stands in the document.
    from: usize,
    /// The file that the sentence before it names, as in "In `team.yaml`:".
    file: Option<String>,
}

fn document() -> (PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/recipes.md");
    let text = std::fs::read_to_string(&path).expect("the recipes are there");
    (path, text)
}

fn blocks(document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(start) = document[at..].find("\n```").map(|found| at + found + 1) {
        let from = start + document[start..].find('\n').expect("a fence is a line") + 1;
        let to =
            from + if document[from..].starts_with("```") { 0 } else { document[from..].find("\n```").unwrap() + 1 };
        let before = document[..start].trim_end().rsplit('\n').next().unwrap_or_default();
        let named = before.strip_suffix("`:").and_then(|before| before.rsplit_once('`'));
        blocks.push(Block {
            language: document[start + 3..from - 1].to_owned(),
            text: document[from..to].to_owned(),
            from,
            file: named.map(|(_, name)| name.to_owned()),
        });
        at = to + 3;
    }
    blocks
}

/// A folder with nothing in it but, apart, the program.
struct Kitchen {
    home: PathBuf,
    programs: PathBuf,
}

impl Kitchen {
    /// With the program as it is, or with one that asks for a day where none is given, for what is to run today.
    fn new(name: &str, day: Option<&str>) -> Self {
        let kitchen = Kitchen { home: folder(name), programs: folder(&format!("{name}-programs")) };
        let (program, certcmp) = (env!("CARGO_BIN_EXE_certcmp"), kitchen.programs.join("certcmp"));
        let Some(day) = day else {
            std::os::unix::fs::symlink(program, certcmp).expect("the program is linked");
            return kitchen;
        };
        std::fs::write(&certcmp, format!("#!/bin/sh\nexec '{program}' --as-of {day} \"$@\"\n")).expect("it is written");
        std::fs::set_permissions(&certcmp, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
        kitchen
    }

    fn write_files(&self, blocks: &[Block]) {
        for block in blocks {
            if let Some(name) = &block.file {
                let path = self.home.join(name);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
                std::fs::write(path, &block.text).expect("the file is written");
            }
        }
    }

    /// Runs a text in a shell: its exit code, and what it printed on stdout and stderr.
    fn run(&self, shell: &[&str], text: &str) -> (i32, String) {
        let path = format!("{}:{}", self.programs.display(), std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new(shell[0]);
        command.args(&shell[1..]).args(["-c", &format!("exec 2>&1\n{text}")]).current_dir(&self.home);
        command.env_clear().env("PATH", path).env("HOME", &self.home).env("LC_ALL", "C.UTF-8").env("TERM", "dumb");
        let output = command.output().expect("the shell starts");
        let printed = String::from_utf8(output.stdout).expect("it prints UTF-8").replace("\r\n", "\n");
        let lines = printed.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        (output.status.code().unwrap_or(-1), lines)
    }

    fn missing(&self, text: &str) -> Vec<&'static str> {
        let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.')).collect();
        let needed = TOOLS.iter().filter(|tool| words.contains(tool));
        needed.filter(|tool| self.run(&["sh"], &format!("command -v {tool}")).0 != 0).copied().collect()
    }
}

/// Says something that the test runner does not keep to itself.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

const SHELL: [&str; 2] = ["sh", "-eu"];

#[test]
fn every_recipe_prints_what_is_shown_beside_it() {
    let (path, text) = document();
    let blocks = blocks(&text);
    let kitchen = Kitchen::new("recipes", None);
    kitchen.write_files(&blocks);
    let (mut real, mut from, mut ran) = (String::new(), 0, 0);
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.language == "sh") {
        let shown = blocks.get(at + 1).filter(|next| next.language == "text" && next.file.is_none());
        let shown = shown.unwrap_or_else(|| panic!("nothing is shown beside\n{}", block.text));
        let missing = kitchen.missing(&block.text);
        if !missing.is_empty() {
            let title =
                text[..block.from].rsplit("\n### ").next().and_then(|rest| rest.lines().next()).unwrap_or_default();
            say(&format!("skipped the recipe \"{title}\" of docs/recipes.md: {} is missing", missing.join(", ")));
            continue;
        }
        let (code, printed) = kitchen.run(&SHELL, &block.text);
        assert_eq!(code, 0, "{}\n{printed}", block.text);
        real.push_str(&text[from..shown.from]);
        real.push_str(&printed);
        from = shown.from + shown.text.len();
        ran += 1;
    }
    real.push_str(&text[from..]);
    assert!(ran >= 4, "only {ran} recipes ran");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &real).expect("the recipes are written");
        return;
    }
    snapbox::assert_data_eq!(real, snapbox::Data::text(text).raw());
}

#[test]
fn every_block_is_a_file_a_recipe_what_it_prints_or_a_crontab() {
    let (_, text) = document();
    let blocks = blocks(&text);
    assert!(blocks.iter().filter(|block| block.language == "sh").count() >= 12);
    for (at, block) in blocks.iter().enumerate() {
        let after_a_recipe = at > 0 && blocks[at - 1].language == "sh";
        let known = match block.language.as_str() {
            "sh" | "crontab" => block.file.is_none(),
            "text" if after_a_recipe => block.file.is_none(),
            _ => block.file.is_some(),
        };
        assert!(known, "```{}\n{}", block.language, block.text);
    }
}

#[test]
fn the_crontab_prints_what_its_recipe_prints() {
    let (_, text) = document();
    let blocks = blocks(&text);
    let at = blocks.iter().position(|block| block.language == "crontab").expect("there is a crontab");
    let recipe = blocks[at - 2].text.split(" --as-of ").nth(1).expect("the recipe fixes a day");
    let day = recipe.split(' ').next().expect("a day");
    let kitchen = Kitchen::new("crontab", Some(day));
    kitchen.write_files(&blocks);
    for line in blocks[at].text.lines() {
        let fields: Vec<&str> = line.splitn(6, ' ').collect();
        assert!(fields[..5].iter().all(|field| field.chars().all(|c| c.is_ascii_digit() || c == '*')), "{line}");
        assert!(!fields[5].contains('%'), "cron takes % for a line break: {line}");
        assert_eq!(kitchen.run(&SHELL, fields[5]), (0, blocks[at - 1].text.clone()));
    }
    let quiet = Kitchen::new("crontab-quiet", Some("2026-11-23"));
    quiet.write_files(&blocks);
    let command = blocks[at].text.trim_end().splitn(6, ' ').nth(5).expect("a command");
    assert_eq!(quiet.run(&SHELL, command), (1, String::new()), "where nothing ends there must be nothing to mail");
}

/// A file of the document, read as YAML.
fn yaml(blocks: &[Block], name: &str) -> serde_json::Value {
    let block = blocks.iter().find(|block| block.file.as_deref() == Some(name)).expect("the file is there");
    serde_yaml::from_str(&block.text).expect("it is YAML")
}

#[test]
fn the_steps_of_the_workflow_pass_and_fail_with_the_data() {
    let (_, text) = document();
    let blocks = blocks(&text);
    let workflow = yaml(&blocks, ".github/workflows/certifications.yml");
    let steps = workflow["jobs"]["check"]["steps"].as_array().expect("there are steps");
    let commands: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    let (install, checks) = commands.split_first().expect("there are commands");
    assert!(install.starts_with("cargo install --locked "));
    assert_eq!(checks.len(), 2);
    let kitchen = Kitchen::new("workflow", Some("2026-11-23"));
    kitchen.write_files(&blocks);
    let team = kitchen.home.join("certifications/team.yaml");
    let good = std::fs::read_to_string(&team).expect("the team's file is written");
    for (command, data, printed) in [
        (checks[0], good.replace("220 USD", "220"), "::error file=certifications/team.yaml,line=12,col="),
        (checks[1], good.replace("dated: 2026-11-12", "dated: 2026-01-12"), "the newest source is of 2026-01-12"),
    ] {
        let missing = kitchen.missing(command);
        if !missing.is_empty() {
            say(&format!("skipped a step of the workflow in docs/recipes.md: {} is missing", missing.join(", ")));
            continue;
        }
        // What the runner of GitHub uses for `shell: bash`.
        let shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail"];
        let passed = kitchen.run(&shell, command);
        assert_eq!(passed.0, 0, "{command}\n{}", passed.1);
        std::fs::write(&team, data).expect("the team's file is written");
        let (code, text) = kitchen.run(&shell, command);
        assert_eq!(code, 1, "{command}\n{text}");
        assert!(text.contains(printed), "{text}");
        std::fs::write(&team, &good).expect("the team's file is written");
    }
}

#[test]
fn the_hook_before_a_commit_passes_and_fails_with_the_data() {
    let (_, text) = document();
    let blocks = blocks(&text);
    let hook = &yaml(&blocks, ".pre-commit-config.yaml")["repos"][0]["hooks"][0];
    let command = hook["entry"].as_str().expect("the hook has a command");
    assert_eq!((hook["language"].as_str(), hook["pass_filenames"].as_bool()), (Some("system"), Some(false)));
    let kitchen = Kitchen::new("hook", Some("2026-11-23"));
    kitchen.write_files(&blocks);
    let (code, printed) = kitchen.run(&SHELL, command);
    assert_eq!(code, 0, "{printed}");
    std::fs::write(kitchen.home.join("certifications/more.yaml"), "id: Bad\n").expect("a bad file is written");
    assert_eq!(kitchen.run(&SHELL, command).0, 1);
}

#[test]
fn every_recipe_says_why_before_it_shows_how() {
    let (_, text) = document();
    for section in text.split("\n### ").skip(1) {
        let (title, rest) = section.split_once('\n').expect("a section has a title");
        assert!(!rest.trim_start().starts_with("```"), "{title}");
    }
}
