//! What can stand at the cursor, as the scripts of the shells ask for it: every option, every kind of name.

use super::help::every_command;
use crate::support::{certcmp, folder};
use std::collections::BTreeMap;

/// The candidates for the last word, each with its description.
fn candidates(words: &[&str]) -> BTreeMap<String, String> {
    lines(&question(words).stdout())
}

fn question(words: &[&str]) -> crate::support::Certcmp {
    let (current, before) = words.split_last().unwrap();
    let word = format!("--word={current}");
    let mut arguments = vec!["__complete", &word, "--"];
    arguments.extend(before);
    certcmp(&arguments).bare()
}

fn lines(text: &str) -> BTreeMap<String, String> {
    let pair = |line: &str| {
        let (name, about) = line.split_once('\t').unwrap_or((line, ""));
        (name.to_owned(), about.to_owned())
    };
    text.lines().map(pair).collect()
}

fn names(words: &[&str]) -> Vec<String> {
    candidates(words).into_keys().collect()
}

#[test]
fn commands_are_offered_with_what_they_do() {
    let offered = candidates(&[""]);
    assert_eq!(offered["compare"], "Compare certifications side by side");
    assert_eq!(offered.len(), every_command().len());
    assert_eq!(names(&["comp"]), ["compare", "completions"]);
    assert!(names(&["nothing"]).is_empty());
}

#[test]
fn options_are_offered_when_one_is_begun_or_nothing_else_can_stand() {
    assert_eq!(names(&["compare", "--so"]), ["--source"]);
    assert_eq!(candidates(&["list", "--for"])["--format"], "Output format");
    assert!(names(&["list", "--"]).contains(&"--provider".to_owned()));
    assert!(names(&["compare", ""]).iter().all(|name| !name.starts_with('-')));
    assert!(names(&["list", "-"]).iter().all(|name| name.starts_with("--")));
}

#[test]
fn names_of_every_kind_come_with_a_description() {
    for (words, name, about) in [
        (&["compare", ""][..], "mla-c02", "AWS ML Engineer – Associate (C02)"),
        (&["compare", "aws", ""], "gcp", "Google Cloud: pmle"),
        (&["show", ""], "pmle", "Google Cloud Professional ML Engineer"),
        (&["sources", ""], "ai-102", "Microsoft AI Engineer Associate"),
        (&["recommend", "--held", ""], "gail", "Google Cloud Generative AI Leader"),
        (&["list", "--provider", ""], "aws", "Amazon Web Services"),
        (&["recommend", "--provider", ""], "azure", "Microsoft"),
        (&["list", "--service", ""], "foundry-tools", "Foundry Tools (was Azure AI services)"),
        (&["services", ""], "sagemaker-ai", "Amazon SageMaker AI"),
        (&["compare", "aws", "--source", ""], "article", ""),
        (&["list", "--role", ""], "ai developer", "1 certification"),
        (&["list", "--fields", ""], "passing_score", "Passing score"),
        (&["list", "--format", ""], "markdown", "tables that paste into a document"),
        (&["schema", "--format", ""], "json", "one document with typed values and their evidence"),
        (&["list", "--language", ""], "ja", "Japanese"),
        (&["list", "--status", ""], "retiring", ""),
        (&["list", "--level", ""], "professional", ""),
        (&["list", "--track", ""], "machine-learning", ""),
        (&["list", "--sort", ""], "cost", ""),
        (&["services", "--category", ""], "generative-ai", ""),
        (&["recommend", "--breadth", ""], "deep", ""),
        (&["completions", ""], "nushell", ""),
        (&["schema", ""], "output", ""),
        (&["help", ""], "exit-codes", "Exit codes"),
        (&["help", ""], "compare", "Compare certifications side by side"),
        (&["man", ""], "compare", "Compare certifications side by side"),
        (&["--color", ""], "never", ""),
    ] {
        let offered = candidates(words);
        let found = offered.get(name).unwrap_or_else(|| panic!("{words:?}: {offered:?}"));
        assert!(found.contains(about), "{words:?} {name}: {found}");
    }
}

/// What an argument takes that nobody can list.
const FREE: &str = "as_of width max_cost valid within since until max_duration search exam from hours_per_week years \
    attempts experience cloud_experience budget by top stale remind";

#[test]
fn every_argument_offers_its_values_or_takes_what_nobody_can_list() {
    for (at, command) in every_command().iter().enumerate() {
        // What every command takes is asked for once.
        let own = command.get_arguments().filter(|argument| at == 0 || !argument.is_global_set());
        for argument in own.filter(|argument| argument.get_action().takes_values()) {
            let option = argument.get_long().map(|long| format!("--{long}"));
            let words: Vec<&str> =
                [Some(command.get_name()), option.as_deref(), Some("")].into_iter().flatten().collect();
            let offered = question(&words).stdout();
            let has_values = offered.lines().any(|line| !line.starts_with("--"));
            let is_listed = !argument.get_possible_values().is_empty();
            let is_free = FREE.split_whitespace().any(|free| free == argument.get_id().as_str()) && !is_listed;
            assert_eq!(has_values, !is_free, "{words:?} offers {offered:?}");
        }
    }
}

#[test]
fn every_name_that_is_offered_is_understood() {
    for name in names(&["show", ""]) {
        assert_eq!(certcmp(&["show", &name, "--fields", "id", "--quiet"]).run().code, 0, "{name}");
    }
    let mut services = names(&["services", ""]);
    services.extend(names(&["services", "vertex"]));
    for name in services.iter().step_by(9) {
        assert_eq!(certcmp(&["services", name, "--quiet", "--format", "ids"]).run().code, 0, "{name}");
    }
    for role in names(&["list", "--role", ""]) {
        let found = certcmp(&["list", "--all", "--role", &role, "--quiet", "--format", "ids"]).stdout();
        assert!(!found.is_empty(), "{role}");
    }
    for topic in names(&["list", "--emphasis", ""]) {
        let found = certcmp(&["list", "--all", "--emphasis", &topic, "--quiet", "--format", "ids"]).stdout();
        assert!(!found.is_empty(), "{topic}");
    }
    let fields = names(&["list", "--fields", ""]).join(",");
    certcmp(&["list", "--fields", &fields, "--format", "csv", "--quiet"]).stdout();
    for tag in names(&["list", "--language", ""]) {
        assert_eq!(certcmp(&["list", "--language", &tag, "--quiet"]).run().code, 0, "{tag}");
    }
}

#[test]
fn other_names_are_offered_to_those_who_begin_them() {
    assert!(names(&["show", "MLA-C"]).contains(&"MLA-C01".to_owned()));
    assert!(names(&["show", "ml-spec"]).contains(&"ml-specialty".to_owned()));
    assert!(!names(&["show", "ml"]).contains(&"ml-specialty".to_owned()));
    assert_eq!(
        candidates(&["list", "--service", "Vert"])["Vertex AI"],
        "Gemini Enterprise Agent Platform (was Vertex AI)"
    );
    assert!(names(&["list", "--service", "cogn"]).contains(&"cognitive services".to_owned()));
    assert!(names(&["list", "--provider", "goo"]).contains(&"google".to_owned()));
}

#[test]
fn a_list_of_fields_goes_on_after_a_comma_and_a_value_after_an_equals_sign() {
    assert_eq!(names(&["list", "--fields", "price,dur"]), ["price,duration"]);
    assert_eq!(names(&["list", "--format=js"]), ["--format=json", "--format=jsonl"]);
}

#[test]
fn what_stands_on_the_line_is_not_offered_again() {
    assert_eq!(names(&["compare", "MLA-C01", "mla-"]), ["mla-c02"]);
}

#[test]
fn paths_are_left_to_the_shell() {
    for words in [
        &["check", ""][..],
        &["list", "--data", "tests/"],
        &["list", "--data=tests/"],
        &["man", "--into", ""],
        &["completions", "--into", ""],
    ] {
        assert_eq!(question(words).stdout(), ":paths\n", "{words:?}");
    }
}

#[test]
fn the_users_own_data_is_there() {
    let own = "tests/own-data/databricks.yaml";
    assert!(names(&["show", "--data", own, "lake"]).contains(&"lake-ml-1".to_owned()));
    assert!(names(&["show", &format!("--data={own}"), "lake"]).contains(&"lake-ml-1".to_owned()));
    let variable = question(&["show", "lake"]).variable("CERTCMP_DATA", own).stdout();
    assert!(variable.starts_with("lake-ml-1\t"), "{variable}");
    let home = folder("completions-home");
    let place = home.join(".local/share/certcmp");
    std::fs::create_dir_all(&place).unwrap();
    std::fs::copy(own, place.join("own.yaml")).unwrap();
    let home = home.to_str().unwrap();
    assert!(question(&["show", "lake"]).variable("HOME", home).stdout().starts_with("lake-ml-1\t"));
    let typed = question(&["show", "--data", "~/.local/share/certcmp/own.yaml", "lake"]);
    assert!(typed.variable("HOME", home).variable("XDG_DATA_HOME", "/nonexistent").stdout().starts_with("lake-ml-1\t"));
}

#[test]
fn data_with_faults_leaves_the_built_in_names_and_says_nothing() {
    for own in ["tests/bad-data/no-yaml.yaml", "tests/bad-data/duplicate-id.yaml", "/nonexistent", "/dev/stdin"] {
        assert_eq!(names(&["show", "--data", own, "pml"]), ["pmle"], "{own}");
    }
}

#[test]
fn odd_lines_are_answered_in_silence() {
    for words in [
        &["bogus", ""][..],
        &["compare", "--", "--"],
        &["list", "--bogus", ""],
        &["--", ""],
        &["list", "--format", "json", "--format", "csv", ""],
        &["show", "pmle", "extra", "more", ""],
        &["\u{1b}[31m"],
        &["show", "日本"],
        &["list", "--fields", ",,,"],
        &["-"],
        &["--word=x", ""],
        &["list", "--as-of", "never", ""],
    ] {
        let ran = question(words).run();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{words:?}");
        assert!(!ran.stdout.contains('\u{1b}'), "{words:?}");
    }
}

#[cfg(unix)]
#[test]
fn words_that_are_not_utf8_are_answered_in_silence() {
    use std::os::unix::ffi::OsStrExt;
    let word = std::ffi::OsStr::from_bytes(b"--word=\xff");
    let before = std::ffi::OsStr::from_bytes(b"\xfe");
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_certcmp"));
    let output = program.env_clear().arg("__complete").arg(word).args(["--", "show"]).arg(before).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn what_the_scripts_ask_is_kept_out_of_help_and_documents() {
    for arguments in [&["--help"][..], &["help"], &["-h"], &["man"], &["__complete", "--word=", "--", "help"]] {
        assert!(!certcmp(arguments).bare().stdout().contains("__complete"), "{arguments:?}");
    }
}
