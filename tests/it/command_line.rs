//! The conventions of the command line: help, versions, usage errors, exit codes, streams.

use super::help::every_command;
use crate::support::{Ran, certcmp};

#[test]
fn without_arguments_there_is_a_short_help() {
    let text = certcmp(&[]).bare().stdout();
    assert!(text.lines().count() <= 25 && text.contains("certcmp compare") && text.contains("--help"), "{text}");
}

#[test]
fn the_version_is_the_whole_first_line() {
    for line in ["--version", "-V", "--version list", "-qV show pmle"] {
        let text = certcmp(&line.split(' ').collect::<Vec<_>>()).bare().stdout();
        assert_eq!(text.lines().next(), Some(format!("certcmp {}", env!("CARGO_PKG_VERSION")).as_str()));
        assert!(text.contains("data up to 2026-10-08, 11 certifications"), "{text}");
    }
}

#[test]
fn options_are_kebab_case_and_short_ones_have_long_ones() {
    for command in every_command() {
        for option in command.get_arguments().filter(|argument| !argument.is_positional()) {
            let long = option.get_long().unwrap_or_default();
            assert!(!long.is_empty(), "{} {}", command.get_name(), option.get_id());
            assert!(long.chars().all(|found| found.is_ascii_lowercase() || found == '-'), "{long}");
        }
    }
}

#[test]
fn labels_on_the_screen_are_names_of_fields() {
    let keys = |fields: &str| certcmp(&["list", "--fields", fields, "--format", "csv"]).stdout();
    for (label, key) in [
        ("Valid for", "validity"),
        ("USD", "price"),
        ("cost", "price"),
        ("Min", "duration"),
        ("recommended", "prerequisites_recommended"),
        ("can be taken", "status"),
        ("Certification", "short_name"),
        ("For holders", "holder_discount"),
    ] {
        assert_eq!(keys(label), keys(key), "{label}");
    }
}

#[test]
fn an_unknown_field_is_answered_with_the_list() {
    let error = certcmp(&["list", "--fields", "price,colour"]).error();
    assert!(error.starts_with("error: unknown field `colour`\n") && error.lines().count() <= 3, "{error}");
}

#[test]
fn options_may_stand_anywhere() {
    let first = certcmp(&["--format", "json", "list", "--quiet"]).stdout();
    assert_eq!(certcmp(&["list", "--quiet", "--format", "json"]).stdout(), first);
    let before = certcmp(&["compare", "--fields", "price", "aws", "gcp"]).stdout();
    assert_eq!(certcmp(&["compare", "aws", "gcp", "--fields", "price"]).stdout(), before);
}

#[test]
fn values_are_read_as_people_type_them() {
    let ids = |line: &[&str]| certcmp(&[line, &["--format", "ids", "--quiet"]].concat()).stdout();
    for same in [
        [&["list", "--max-cost", "150"][..], &["list", "--max-price", "$150"]],
        [&["list", "--max-cost", "150"], &["list", "--max-cost", "150 USD"]],
        [&["list", "--max-duration", "90"], &["list", "--max-duration", "1h30"]],
        [&["list", "--max-duration", "90"], &["list", "--max-duration", "90min"]],
        [&["list", "--valid", "18 months"], &["list", "--valid", "1.5 years"]],
        [&["cost", "pmle", "--years", "2"], &["cost", "pmle", "--years", "2 years"]],
        [&["plan", "pmle", "--hours-per-week", "1.5"], &["plan", "pmle", "--hours-per-week", "1h30"]],
        [&["recommend", "--experience", "1.5"], &["recommend", "--experience", "1.5 years"]],
        [&["recommend", "--provider", "aws,gcp"], &["recommend", "--provider", "aws", "--provider", "gcp"]],
        [&["recommend", "--level", "associate,expert"], &["recommend", "--level", "associate", "--level", "expert"]],
        [&["services", "--provider", "aws,gcp"], &["services", "--provider", "aws", "--provider", "gcp"]],
        [&["services", "--category", "data,compute"], &["services", "--category", "data", "--category", "compute"]],
        [&["list", "--status", "beta"], &["list", "--status", "In beta"]],
        [&["list", "--status", "retired"], &["list", "--status", "ended"]],
        [&["list", "--track", "machine-learning"], &["list", "--track", "Machine learning"]],
        [&["list", "--sort", "duration"], &["list", "--sort", "Min"]],
        [&["list", "--provider", "aws,azure"], &["list", "--provider", "aws", "--provider", "Microsoft Azure"]],
        [&["list", "--level", "associate,expert"], &["list", "--level", "Associate", "--level", "expert"]],
        [&["list", "--language", "japanese"], &["list", "--language", "jpn"]],
        [&["list", "--language", "de", "--all"], &["list", "--language", "Deutsch", "--all"]],
        [&["list", "--language", "zh-Hans", "--all"], &["list", "--language", "simplified Chinese", "--all"]],
        [&["list", "--as-of", "2026-11-1"], &["list", "--as-of", "2026-11-01"]],
        [&["list", "--sort", "cost"], &["list", "--sort", "usd"]],
        [&["list", "--all", "--valid", "never"], &["list", "--all", "--valid", "no expiry"]],
    ] {
        let [one, other] = same.map(ids);
        assert!(!one.is_empty() && one == other, "{same:?}");
    }
    let as_of = |day: &str| certcmp(&["list", "--as-of", day]).bare().json()["as_of"].as_str().unwrap().to_owned();
    assert!(as_of("tomorrow") > as_of("today") && as_of("+6 months") > as_of("tomorrow"));
}

#[test]
fn a_file_is_written_in_the_format_of_its_ending() {
    let folder = crate::support::folder("output-files");
    let written = |name: &str, line: &[&str]| {
        let path = folder.join(name);
        let ran = certcmp(&[line, &["-o", path.to_str().unwrap(), "--quiet"]].concat()).run();
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""), "{name}");
        std::fs::read_to_string(path).unwrap()
    };
    let list = &["list", "--all"][..];
    for (name, format) in [
        ("a.json", "json"),
        ("a.csv", "csv"),
        ("a.md", "markdown"),
        ("a.HTML", "html"),
        ("a.txt", "table"),
        ("a.tsv", "tsv"),
    ] {
        let expected = certcmp(&[list, &["--format", format, "--quiet"]].concat()).stdout();
        assert_eq!(written(name, list), expected, "{name}");
    }
    assert!(written("b.txt", &["list", "--json"]).starts_with('{'), "an explicit format wins");
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names.len(), 7, "nothing else is left: {names:?}");
}

#[test]
fn a_file_that_cannot_be_written_is_named_and_left_as_it_was() {
    let folder = crate::support::folder("output-refused");
    let path = folder.join("a.json");
    std::fs::write(&path, "mine").unwrap();
    let path = path.to_str().unwrap();
    assert!(certcmp(&["show", "nope", "-o", path]).error().contains("no certification matches"));
    assert_eq!(std::fs::read_to_string(path).unwrap(), "mine");
    // The disk is full, or the folder is closed.
    let full = certcmp(&["list", "-o", path]).by("trap '' XFSZ; ulimit -f 1; exec \"$@\"").error();
    assert!(full.contains("cannot write") && std::fs::read_to_string(path).unwrap() == "mine", "{full}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn results_go_to_stdout_and_the_rest_to_stderr() {
    let Ran { stdout, stderr, code } = certcmp(&["compare", "pmle", "gcp"]).run();
    assert_eq!(code, 0);
    assert!(stderr.starts_with("note: ") && !stdout.contains("note: "));
    let quiet = certcmp(&["compare", "pmle", "gcp", "--quiet"]).run();
    assert_eq!((quiet.stdout, quiet.stderr.as_str()), (stdout, ""));
    assert_eq!(certcmp(&["compare", "aws", "gcp", "azure"]).run().stderr, "", "hints are for terminals");
}
