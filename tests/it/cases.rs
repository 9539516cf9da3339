//! Cases as users met them: each folder of `tests/cases` has a `cmd` for bash, which prints what stands in `want`. They run
//! in a copy of the folder, on the frozen dataset, with the program on the path.
#![cfg(unix)]

use crate::support::{FROZEN, PROGRAM, folder, run, skip};
use std::path::Path;
use std::process::Command;

/// Tools that a case may need beside bash and what every system has.
const TOOLS: [&str; 7] = ["jq", "python3", "zsh", "fish", "man", "col", "pre-commit"];

fn check(name: &str) {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let cmd = std::fs::read_to_string(cases.join(name).join("cmd")).unwrap();
    let words: Vec<&str> = cmd.split(|found: char| !(found.is_alphanumeric() || "-_.".contains(found))).collect();
    let needs = |tool: &str| words.contains(&tool) || (tool == "python3" && words.contains(&"press.py"));
    let there = |tool: &str| run(Command::new("sh").args(["-c", &format!("command -v {tool}")]), b"").code == 0;
    for tool in TOOLS.iter().filter(|tool| needs(tool)) {
        if !there(tool) {
            skip(&format!("{tool} (for tests/cases/{name})"));
            return;
        }
    }
    let copy = folder(&format!("case-{name}"));
    let source = cases.join(name);
    assert_eq!(
        run(
            Command::new("cp")
                .args([&source.join("."), &cases.join("press.py"), &cases.join("own.yaml"), &copy])
                .arg("-R"),
            b""
        )
        .code,
        0
    );
    let bin = Path::new(PROGRAM).parent().unwrap().display();
    let mut bash = Command::new("bash");
    bash.args(["-c", "exec 2>&1; . ./cmd"]).current_dir(&copy).env_clear();
    bash.env("PATH", format!("{bin}:{}", std::env::var("PATH").unwrap_or_default())).env("HOME", copy.join("home"));
    bash.env("LC_ALL", "C.UTF-8").env("CERTCMP_DATASET", &*FROZEN);
    let want = std::fs::read_to_string(source.join("want")).unwrap();
    snapbox::assert_data_eq!(run(&mut bash, b"").stdout, snapbox::Data::text(want).raw());
}

macro_rules! cases {
    ($($test:ident $folder:literal,)*) => {
        $(#[test] fn $test() { check($folder); })*

        #[test]
        fn every_folder_is_a_case() {
            let cases = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).unwrap();
            let folders = cases.map(|entry| entry.unwrap()).filter(|entry| entry.path().is_dir());
            let mut found: Vec<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
            found.sort();
            assert_eq!(found, [$($folder),*]);
        }
    };
}

cases! {
    bash_redirection "bash-redirection",
    brands "brands",
    byte_order_mark "byte-order-mark",
    days_known_to_the_month "days-known-to-the-month",
    invisible_characters "invisible-characters",
    key_twice "key-twice",
    language_codes "language-codes",
    languages_in_words "languages-in-words",
    leap_day "leap-day",
    lists_as_people_keep_them "lists-as-people-keep-them",
    manual_pages "manual-pages",
    markdown_tilde "markdown-tilde",
    merge_keys "merge-keys",
    messages "messages",
    pre_commit_deletion "pre-commit-deletion",
    printed_names "printed-names",
    program_by_path "program-by-path",
    same_file_twice "same-file-twice",
    spelling_of_a_search "spelling-of-a-search",
    time_zone "time-zone",
    unknown_is_not_no "unknown-is-not-no",
    wrong_id "wrong-id",
}
