//! Status is worked out for a day and a language, and a planned day is never shown as a fact.

use crate::support::certcmp;
use serde_json::Value;

/// The answer for people and the machine word.
fn standing(id: &str, day: &str, language: &str) -> (String, String) {
    let cell = certcmp(&["compare", id, "--fields", "status", "--format", "plain", "--language", language, "--quiet"])
        .day(day)
        .stdout();
    let words = cell.lines().find_map(|line| line.strip_prefix("Available: ")).unwrap_or_default();
    let words = words.split(" (disputed").next().unwrap_or_default().to_owned();
    let json =
        certcmp(&["show", id, "--fields", "status", "--json", "--language", language, "--quiet"]).day(day).stdout();
    let document: Value = serde_json::from_str(&json).unwrap();
    (words, document["certifications"][0]["status"].as_str().unwrap().to_owned())
}

#[test]
fn an_exam_is_over_the_day_after_its_last_day() {
    for (day, words, status) in [
        ("2026-03-30", "yes, until 2026-03-31", "retiring"),
        ("2026-03-31", "yes, last day", "retiring"),
        ("2026-04-01", "no, ended 2026-03-31", "retired"),
    ] {
        assert_eq!(standing("mls-c01", day, "en"), (words.to_owned(), status.to_owned()), "{day}");
    }
    assert_eq!(standing("ai-102", "2026-06-30", "en").1, "retiring");
    assert_eq!(standing("ai-102", "2026-07-01", "en").1, "retired");
}

#[test]
fn an_exam_can_end_in_one_language_and_go_on_in_others() {
    assert_eq!(standing("mla-c01", "2026-09-28", "en").0, "yes, last day");
    assert_eq!(standing("mla-c01", "2026-11-23", "en").0, "no, English ended 2026-09-28");
    assert_eq!(standing("mla-c01", "2026-11-23", "ja").0, "yes, until MLA-C02 opens");
    assert_eq!(standing("mla-c01", "2026-11-23", "zh").0, "yes, until MLA-C02 opens");
    assert_eq!(standing("mla-c01", "2024-08-12", "ja").1, "announced");
    let english = certcmp(&["show", "mla-c01", "--format", "plain"]).stdout();
    assert!(
        english.contains(
            "No longer available in English (ended 2026-09-28). Available in Japanese, Korean and Chinese (Simplified)."
        ),
        "{english}"
    );
    let japanese = certcmp(&["show", "mla-c01", "--language", "ja", "--format", "plain"]).stdout();
    assert!(japanese.contains("Available in Japanese, Korean and Chinese (Simplified). It ends when MLA-C02 opens, which is planned for 2027-01-14."), "{japanese}");
}

#[test]
fn a_planned_day_is_never_a_fact() {
    let opening = |day: &str| {
        certcmp(&["show", "mla-c02", "--format", "plain", "--quiet"])
            .day(day)
            .stdout()
            .lines()
            .nth(2)
            .unwrap()
            .to_owned()
    };
    assert!(
        opening("2027-01-13")
            .starts_with("In beta in English since 2026-09-29. The standard exam is planned for 2027-01-14.")
    );
    assert!(opening("2027-01-15").starts_with(
        "In beta in English since 2026-09-29. The standard exam was planned for 2027-01-14; nothing newer is known."
    ));
    assert_eq!(
        standing("mla-c02", "2026-11-23", "ja"),
        ("not yet; planned 2027-01-14".to_owned(), "announced".to_owned())
    );
    assert_eq!(
        standing("mla-c02", "2027-02-01", "ja"),
        ("perhaps open; was planned 2027-01-14".to_owned(), "announced".to_owned())
    );
}

#[test]
fn what_a_passed_plan_puts_in_doubt_is_not_called_takeable() {
    for (id, day, language) in
        [("mla-c02", "2027-01-14", "en"), ("mla-c01", "2027-01-14", "ja"), ("ai-500", "2026-11-23", "en")]
    {
        let json =
            certcmp(&["show", id, "--fields", "status", "--json", "--language", language, "--quiet"]).day(day).stdout();
        let document: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(document["certifications"][0]["can_be_taken"], Value::Null, "{id} {day} {language}");
    }
}

#[test]
fn a_beta_ends_where_the_standard_exam_begins() {
    assert_eq!(standing("ai-103", "2026-06-17", "en").1, "beta");
    assert_eq!(standing("ai-103", "2026-06-19", "en").1, "available");
}

#[test]
fn every_status_is_found_among_the_records() {
    let document = certcmp(&["list", "--all", "--fields", "status"]).json();
    let with = |status: &str| -> Vec<&str> {
        let records = document["certifications"].as_array().unwrap().iter();
        records.filter(|record| record["status"] == status).map(|record| record["id"].as_str().unwrap()).collect()
    };
    assert_eq!(with("retired"), ["mla-c01", "mls-c01", "ai-102"]);
    assert_eq!(with("beta"), ["mla-c02", "ai-500"]);
    assert_eq!(with("unknown"), ["jp-100"]);
    assert_eq!(with("available"), ["aif-c01", "gail", "pmle", "ai-901", "ai-103"]);
}

#[test]
fn a_language_without_a_sitting_is_said() {
    assert_eq!(standing("pmle", "2026-11-23", "ko"), ("not in Korean".to_owned(), "not-offered".to_owned()));
}

/// A list of languages that is not whole proves nothing of a language that is not in it.
#[test]
fn what_is_not_known_is_neither_yes_nor_no() {
    assert_eq!(standing("ai-103", "2026-11-23", "ja"), ("not known for Japanese".to_owned(), "unknown".to_owned()));
    let json = certcmp(&["show", "ai-103", "--fields", "status", "--json", "--language", "ja"]).stdout();
    let document: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["certifications"][0]["can_be_taken"], Value::Null);
    let text = certcmp(&["show", "ai-103", "--language", "ja", "--format", "plain"]).stdout();
    assert!(text.contains("Not known whether it is offered in Japanese. Available in English"), "{text}");
}

#[test]
fn what_has_ended_for_everybody_has_ended_in_every_language() {
    assert_eq!(standing("mls-c01", "2026-11-23", "nl"), ("no, ended 2026-03-31".to_owned(), "retired".to_owned()));
}

#[test]
fn regional_tags_are_served_by_their_language() {
    assert_eq!(standing("pmle", "2026-11-23", "en-US").0, "yes");
    assert_eq!(standing("mla-c01", "2026-11-23", "zh_CN").0, "yes, until MLA-C02 opens");
}

#[test]
fn an_end_is_not_known_before_it_was_announced() {
    assert_eq!(standing("mls-c01", "2025-09-30", "en"), ("yes".to_owned(), "available".to_owned()));
    assert_eq!(standing("mls-c01", "2025-11-01", "en").1, "retiring");
}

#[test]
fn a_beta_that_is_to_come_is_said_before_the_standard_exam() {
    assert_eq!(standing("mla-c02", "2026-09-28", "en").0, "not yet; beta from 2026-09-29");
    assert_eq!(standing("ai-103", "2026-03-31", "en").0, "not yet; beta from 2026-04-16");
}

#[test]
fn an_open_ended_beta_is_in_doubt_long_after_the_last_check() {
    let beta = |day: &str| {
        let show = ["show", "eternal-beta", "--data", "tests/own-data/exams.yaml", "--fields", "status"];
        certcmp(&show).day(day).json()["certifications"][0]["can_be_taken"].clone()
    };
    assert_eq!([beta("2026-12-01"), beta("2026-12-02")], [serde_json::json!(true), Value::Null]);
}

#[test]
fn an_unknown_first_day_is_no_proof_for_the_past() {
    let json = certcmp(&["show", "ai-102", "--fields", "status", "--json"]).day("2015-01-01").stdout();
    let document: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["certifications"][0]["can_be_taken"], Value::Null);
    assert_eq!(standing("ai-102", "2024-06-01", "en").0, "perhaps; ends 2026-06-30");
}

#[test]
fn a_provider_means_what_is_open_in_the_language_of_the_exam() {
    let ids = |line: &[&str], day: &str| {
        certcmp(&[&["compare"], line, &["--format", "ids", "--quiet"]].concat()).day(day).stdout()
    };
    assert_eq!(ids(&["aws", "gcp", "azure"], "2026-11-23"), "mla-c02\npmle\nai-103\n");
    assert_eq!(ids(&["aws"], "2027-03-01"), "mla-c02\n", "one in doubt counts");
    assert_eq!(ids(&["aws", "--language", "ja"], "2026-11-23"), "mla-c01\n");
    assert_eq!(ids(&["jp-100"], "2026-11-23"), "jp-100\n", "an id means itself");
}

#[test]
fn old_data_says_so_and_quiet_silences_it() {
    let at = |day: &str| certcmp(&["list", "--format", "ids", "--provider", "gcp", "--all"]).day(day).run().stderr;
    assert_eq!(at("2027-01-06"), "");
    assert!(at("2027-01-07").starts_with("note: the data is 91 days old (2026-10-08)"), "{}", at("2027-01-07"));
    let quiet = certcmp(&["list", "--format", "ids", "--provider", "gcp", "--all", "--quiet"]).day("2030-01-01").run();
    assert_eq!((quiet.code, quiet.stderr.as_str()), (0, ""));
}

#[test]
fn a_value_that_changes_is_that_of_the_day() {
    let gail = |day: &str, command: &[&str]| {
        certcmp(&[command, &["--data", "tests/own-data/renamed.yaml", "--quiet"]].concat()).day(day).stdout()
    };
    for (day, name, level, guide, listed) in [
        ("2026-10-05", "Generative AI Guide", "specialty", "First steps", "gail\n"),
        ("2026-10-06", "Generative AI Leader", "foundational", "Fundamentals of gen AI", ""),
    ] {
        let plain = gail(day, &["compare", "gail", "--fields", "name,level,domains", "--format", "plain"]);
        for value in [name, level, guide] {
            assert!(plain.contains(value), "{day}: {value}: {plain}");
        }
        assert_eq!(gail(day, &["list", "specialty", "gcp", "--format", "ids"]), listed, "{day}");
        let json = gail(day, &["show", "gail", "--json", "--fields", "level,name"]);
        let document: Value = serde_json::from_str(&json).unwrap();
        let record = &document["certifications"][0];
        assert_eq!(record["level"], level, "{day}");
        assert!(record["name"].as_str().unwrap().ends_with(name), "{day}: {record}");
        let sources = &record["evidence"]["level"]["sources"];
        assert_eq!(sources[0] == "sipoch-note", level == "specialty", "{day}: {sources}");
        assert_eq!(gail(day, &["show", "Generative AI Guide", "--format", "ids"]), "gail\n", "{day}");
        let changes = gail(day, &["changes", "gail"]);
        assert!(changes.contains("from specialty to foundational"), "{day}: {changes}");
        let plan = gail("2026-08-01", &["plan", "gail", "--exam", day, "--format", "plain"]);
        assert!(plan.contains(guide), "{day}: {plan}");
    }
}
