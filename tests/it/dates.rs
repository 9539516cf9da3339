//! Status is worked out for a day and a language, and a planned day is never shown as a fact.

use crate::support::{certcmp, line};
use serde_json::{Value, json};

/// The record of an exam on a day in a language.
fn record(line: &str, day: &str) -> Value {
    certcmp(&line.split(' ').collect::<Vec<_>>()).day(day).json()["certifications"][0].take()
}

#[test]
fn an_exam_has_its_standing_in_words_and_as_a_status() {
    for (id, day, language, words, status) in [
        // It is over on the day after its last day.
        ("mls-c01", "2026-03-30", "en", "yes, until 2026-03-31", "retiring"),
        ("mls-c01", "2026-03-31", "en", "yes, last day", "retiring"),
        ("mls-c01", "2026-04-01", "en", "no, ended 2026-03-31", "retired"),
        ("ai-102", "2026-06-30", "en", "yes, last day", "retiring"),
        ("ai-102", "2026-07-01", "en", "no, ended 2026-06-30", "retired"),
        // An end is not known before it was announced.
        ("mls-c01", "2025-09-30", "en", "yes", "available"),
        ("mls-c01", "2025-11-01", "en", "yes, until 2026-03-31", "retiring"),
        // It can end in one language and go on in others; what has ended for everybody has ended in every language.
        ("mla-c01", "2026-09-28", "en", "yes, last day", "retiring"),
        ("mla-c01", "2026-11-23", "en", "no, English ended 2026-09-28", "retired"),
        ("mla-c01", "2026-11-23", "ja", "yes, until MLA-C02 opens", "retiring"),
        ("mla-c01", "2026-11-23", "zh", "yes, until MLA-C02 opens", "retiring"),
        ("mla-c01", "2024-08-12", "ja", "not yet; beta from 2024-08-13", "announced"),
        ("mls-c01", "2026-11-23", "nl", "no, ended 2026-03-31", "retired"),
        // Regional tags are served by their language, and one without a sitting is said.
        ("pmle", "2026-11-23", "en-US", "yes", "available"),
        ("mla-c01", "2026-11-23", "zh_CN", "yes, until MLA-C02 opens", "retiring"),
        ("pmle", "2026-11-23", "ko", "not in Korean", "not-offered"),
        // A planned day is never a fact.
        ("mla-c02", "2026-11-23", "ja", "not yet; planned 2027-01-14", "announced"),
        ("mla-c02", "2027-02-01", "ja", "perhaps open; was planned 2027-01-14", "announced"),
        // A beta is said before the standard exam, and ends where that begins.
        ("mla-c02", "2026-09-28", "en", "not yet; beta from 2026-09-29", "announced"),
        ("ai-103", "2026-03-31", "en", "not yet; beta from 2026-04-16", "announced"),
        ("ai-103", "2026-06-17", "en", "beta; exam from 2026-06-18 or 2026-06-19", "beta"),
        ("ai-103", "2026-06-19", "en", "yes", "available"),
        // A list of languages that is not whole proves nothing of a language that is not in it.
        ("ai-103", "2026-11-23", "ja", "not known for Japanese", "unknown"),
        // An unknown first day is no proof for the past.
        ("ai-102", "2024-06-01", "en", "perhaps; ends 2026-06-30", "retiring"),
    ] {
        let asked = format!("compare {id} --fields status --language {language} --quiet");
        let text = line(&format!("{asked} --format plain")).day(day).stdout();
        let said = text.lines().find_map(|line| line.strip_prefix("Available: ")).unwrap_or_default();
        assert_eq!(said.split(" (disputed").next(), Some(words), "{id} {day} {language}");
        assert_eq!(record(&asked, day)["status"], status, "{id} {day} {language}");
    }
}

#[test]
fn what_is_in_doubt_or_not_known_is_neither_yes_nor_no() {
    for (exam, day, expected) in [
        ("mla-c02", "2027-01-14", json!(null)),
        ("mla-c01 --language ja", "2027-01-14", json!(null)),
        ("ai-500", "2026-11-23", json!(null)),
        ("ai-103 --language ja", "2026-11-23", json!(null)),
        ("ai-102", "2015-01-01", json!(null)),
        // A beta without an end is in doubt long after the last check.
        ("eternal-beta --data tests/own-data/exams.yaml", "2026-12-01", json!(true)),
        ("eternal-beta --data tests/own-data/exams.yaml", "2026-12-02", json!(null)),
    ] {
        assert_eq!(record(&format!("show {exam} --fields status"), day)["can_be_taken"], expected, "{exam} {day}");
    }
}

#[test]
fn old_data_says_so_and_quiet_silences_it() {
    let at = |day: &str, more: &str| line(&format!("list --format ids --all{more}")).day(day).run().stderr;
    assert_eq!(at("2027-01-06", ""), "");
    assert!(at("2027-01-07", "").starts_with("note: the data is 91 days old (2026-10-08)"), "{}", at("2027-01-07", ""));
    assert_eq!(at("2030-01-01", " --quiet"), "");
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
        let record = record("show gail --fields level,name --data tests/own-data/renamed.yaml", day);
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

/// The facts of the sitting that is open, with its own price and between two that are open the standard one.
#[test]
fn the_open_sitting_decides() {
    let facts = "amends: gail
sittings:
  - kind: beta
    first: { value: 2026-01-01, support: official, sources: [own] }
    last: { value: 2027-06-01, support: official, sources: [own] }
  - kind: standard
    first: { value: 2026-02-01, support: official, sources: [own] }
    price: { value: 50 USD, support: official, sources: [own] }
";
    let data = crate::cost::own_data("answers-open-sitting", facts);
    let text =
        certcmp(&["show", "gail", "--fields", "status,price", "--format", "plain", "--data", &data]).run().stdout;
    assert!(text.contains("Available: yes\n") && text.contains("50 USD"), "{text}");
}
