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
fn usage_errors_exit_with_2_and_show_the_usage() {
    for (arguments, named) in [
        (&["list", "--bogus"][..], "--bogus"),
        (&["compare"], "<CERT>..."),
        (&["show"], "<CERT>"),
        (&["bogus"], "bogus"),
    ] {
        let error = certcmp(arguments).bare().error();
        assert!(error.contains(named) && error.contains("Usage: certcmp"), "{arguments:?}: {error}");
    }
}

#[test]
fn a_near_miss_is_suggested_and_not_run() {
    for (arguments, near) in [
        (&["comp", "a", "b"][..], "compare"),
        (&["list", "--level", "profesional"], "professional"),
        (&["list", "--format", "jsn"], "json"),
        (&["list", "--provider", "azur"], "azure"),
        (&["list", "--service", "sagmaker"], "sagemaker"),
        (&["compare", "aws", "--fields", "prise"], "price"),
        (&["compare", "aws", "--source", "artcle"], "article"),
        (&["show", "mla-c10"], "mla-c01"),
    ] {
        let error = certcmp(arguments).bare().error();
        assert!(error.contains(near), "{arguments:?}: {error}");
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
    let error = certcmp(&["list", "--fields", "pirce"]).error();
    assert!(error.contains("did you mean `price`"), "{error}");
}

#[test]
fn formats_that_exclude_each_other_are_both_named() {
    let error = certcmp(&["list", "--format", "json", "--format", "csv"]).error();
    assert_eq!(error, "error: --format was given twice: json, csv\n");
    assert!(certcmp(&["list", "--json", "--format", "csv"]).error().contains("given twice: csv, json"));
    assert_eq!(certcmp(&["list", "--json", "--format", "json", "--quiet"]).run().code, 0);
}

#[test]
fn an_unsupported_format_is_refused() {
    for (line, words) in [
        ("schema record --format csv", "`schema` has no csv output\n  formats: json"),
        ("check nowhere --format html", "`check` has no html output\n  formats: table, plain, json"),
        ("list --provider nobody --format ics", "`list` has no ics output\n  formats: table, plain, json"),
        ("show nothing -o nothing.atom", "`show` has no atom output\n  formats: "),
        ("completions bash --json", "`completions` does not support --format and -o"),
        ("man -o man.md", "`man` does not support --format and -o"),
    ] {
        let error = certcmp(&line.split(' ').collect::<Vec<_>>()).error();
        assert!(error.contains(words), "before any work: {line}: {error}");
    }
    assert!(certcmp(&["list", "--format", "xml"]).error().contains("xml"));
}

#[test]
fn a_format_without_an_answer_that_it_could_have_is_refused() {
    for line in ["--json", "--format csv", "--version --json"] {
        let error = certcmp(&line.split(' ').collect::<Vec<_>>()).error();
        assert!(error.starts_with("error: --format needs a command"), "{error}");
    }
    assert!(certcmp(&["help", "formats", "--json"]).error().contains("does not support --format"));
}

#[test]
fn what_stands_before_and_behind_the_command_is_joined() {
    let both = certcmp(&["--format", "csv", "list", "--json"]).error();
    assert!(both.contains("--format was given twice: csv, json"), "{both}");
    let language = |line: &str| {
        let ran = certcmp(&line.split(' ').collect::<Vec<_>>()).run();
        serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap()["language"].clone()
    };
    assert_eq!(language("--language ja list --json"), "ja");
    assert_eq!(language("--language ja list --json --language de"), "de");
    let data =
        certcmp(&["--data", "tests/own-data/databricks.yaml", "--quiet", "list", "--data", "no/such/file"]).error();
    assert!(data.contains("cannot read `no/such/file`"), "{data}");
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
fn a_bad_value_is_answered_by_what_is_allowed() {
    for (arguments, allowed) in [
        (&["list", "--as-of", "15 March 2027"][..], "write it like 2027-03-15"),
        (&["list", "--max-price", "cheap"], "such as 165 or 49.50"),
        (&["list", "--max-cost", "-5"], "such as 165 or 49.50"),
        (&["list", "--max-duration", "-5"], "whole minutes"),
        (&["list", "--valid", "-5"], "such as \"2 years\", or never"),
        (&["list", "--valid", "$150"], "such as \"2 years\", or never"),
        (&["list", "--width", "-5"], "between 40 and 10000"),
        (&["list", "--width", "20"], "between 40 and 10000"),
        (&["cost", "pmle", "--years", "1.5 years"], "a whole number between 1 and 30"),
        (&["cost", "pmle", "--years", "two"], "a whole number between 1 and 30"),
        (&["cost", "pmle", "--years", "-1"], "a whole number between 1 and 30"),
        (&["cost", "pmle", "--attempts", "0"], "a whole number between 1 and 10"),
        (&["plan", "pmle", "--hours-per-week", "-5"], "in quarters, such as 6, 7.5 or 2.25"),
        (&["recommend", "--experience", "-5"], "from 0 to 60, such as 3 or 0.5"),
        (&["recommend", "--cloud-experience", "$3"], "from 0 to 60, such as 3 or 0.5"),
        (&["recommend", "--max-cost", "1h30"], "such as 165 or 49.50"),
        (&["recommend", "--top", "-5"], "between 1 and 100000"),
        (&["check", "data", "--stale", "1.5 years"], "between 0 and 100000"),
        (&["held", "-", "--within", "-5"], "write it like 90d or 3 months"),
        (&["held", "-", "--remind", "-5"], "between 0 and 1000"),
        (&["list", "--language", "jp"], "did you mean `ja`?"),
        (&["list", "--language", "Germany"], "did you mean `de`?"),
        (&["list", "--language", "germn"], "did you mean `German`?"),
        (&["list", "--language", "klingon"], "known: "),
        (&["list", "--sort", "colour"], "possible values: provider, id, name"),
        (&["list", "--format", "pdf"], "-o FILE.html"),
    ] {
        let error = certcmp(arguments).bare().error();
        assert!(error.contains(allowed) && !error.contains("digit"), "{arguments:?}: {error}");
    }
}

#[test]
fn an_unknown_command_or_option_leads_on() {
    for (arguments, lead) in [
        (&["pmle"][..], "certcmp show pmle"),
        (&["AI", "103"], "certcmp show \"AI 103\""),
        (&["pmle", "gail"], "certcmp compare pmle gail"),
        (&["show", "pmle", "gail"], "certcmp compare pmle gail"),
        (&["search", "RAG"], "certcmp list RAG"),
        (&["links", "pmle"], "certcmp show pmle"),
        (&["expire", "pmle", "2025-03-01"], "certcmp held"),
        (&["list", "--lang", "spanish"], "--language"),
        (&["list", "--upcoming"], "--status announced"),
        (&["compare", "aws", "gcp", "--brief"], "--fields cost,duration,difficulty"),
        (&["compare", "aws", "gcp", "--html"], "-o FILE.html"),
        (&["show", "pmle", "--currency", "EUR"], "local_prices"),
        (&["list", "--expires", "never"], "--valid never"),
        (&["compare", "mls-c01", "--current"], "the provider, which means its exam of the day"),
        (&["list", "-v"], "-V for the version"),
    ] {
        let error = certcmp(arguments).bare().error();
        assert!(error.contains(&format!("tip: {lead}")) || error.contains(lead), "{arguments:?}: {error}");
    }
    assert!(!certcmp(&["comp", "a"]).bare().error().contains("__complete"));
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
    assert!(
        certcmp(&["list", "-o", "/no/such/folder/a.json"]).error().contains("cannot write `/no/such/folder/a.json`")
    );
    for name in ["a.xyz", "a"] {
        let error = certcmp(&["list", "-o", name]).error();
        assert!(error.contains(&format!("unknown format of `{name}`\n  known endings: .html, .json")), "{error}");
    }
    // The disk is full, or the folder is closed.
    let full = certcmp(&["list", "-o", path]).by("trap '' XFSZ; ulimit -f 1; exec \"$@\"").error();
    assert!(full.contains("cannot write") && std::fs::read_to_string(path).unwrap() == "mine", "{full}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
    assert!(certcmp(&["list", "-o", "a.pdf"]).error().contains("-o FILE.html"));
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
