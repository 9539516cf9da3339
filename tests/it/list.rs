//! `list`: groups, counts, filters, sort keys and search.

use crate::support::{certcmp, ids, line};
use serde_json::{Value, json};

fn plain(options: &[&str]) -> String {
    certcmp(&[&["list", "--format", "plain"], options].concat()).stdout()
}

fn records(options: &[&str]) -> Vec<Value> {
    certcmp(&[&["list"], options].concat()).json()["certifications"].as_array().unwrap().clone()
}

/// The ids that some options find, with a space between.
fn found(options: &str) -> String {
    ids(&line(&format!("list --json {options}")).stdout()).join(" ")
}

#[test]
fn filters_and_words_find_what_fits_them() {
    for (options, expected) in [
        ("", "aif-c01 mla-c02 gail pmle ai-901 ai-103 ai-500"),
        ("--all", "aif-c01 mla-c01 mla-c02 mls-c01 gail jp-100 pmle ai-901 ai-102 ai-103 ai-500"),
        // One filter twice means or, and two mean and.
        ("--provider aws --provider google --level foundational", "aif-c01 gail"),
        ("--level professional --track machine-learning", "pmle"),
        ("--level professional --provider aws", ""),
        ("--all --level expert", "ai-500"),
        // An absent fact matches no filter on it, and of MLA-C02 only the beta's price is known.
        ("--max-duration 9999", "aif-c01 gail pmle ai-901 ai-103"),
        ("--all --max-cost 99", "gail ai-901"),
        ("--all --max-cost 98.99", ""),
        ("--all --max-duration 45", "ai-901"),
        ("--all --max-cost 10000", "aif-c01 mla-c01 mls-c01 gail pmle ai-901 ai-102 ai-103"),
        // A service is found by its names now and before.
        ("--all --service 'cognitive services'", "ai-102 ai-103"),
        ("--all --service 'Foundry Tools'", "ai-102 ai-103"),
        ("--service 'vertex ai'", "gail pmle"),
        ("--all 'vertex ai'", "gail pmle"),
        // A beta whose standard exam is announced is on its way too.
        ("--status announced", "mla-c02 ai-500"),
        ("--status beta", "mla-c02 ai-500"),
        ("--status retired", "mla-c01 mls-c01 ai-102"),
        ("--all --status beta,retired", "mla-c01 mla-c02 mls-c01 ai-102 ai-500"),
        ("--status retiring --language ja", "mla-c01"),
        ("--status unknown", "jp-100"),
        ("--status available", "aif-c01 gail pmle ai-901 ai-103"),
        // Bare words have to fit all, the longest phrase counts, and several providers mean or.
        ("aws google", "aif-c01 mla-c02 gail pmle"),
        ("--all aws associate", "mla-c01 mla-c02"),
        ("--all microsoft expert", "ai-500"),
        ("--all pmle", "pmle"),
        ("--all retired azure", "ai-102"),
        ("--all ml engineer", "mla-c01 mla-c02 mls-c01 pmle"),
        ("--all cisco", ""),
        ("--search cisco", ""),
        // What was refuted or is not tested is not found.
        ("--all --search '125 USD'", ""),
        ("--all --search '75 USD'", ""),
        ("--all --search 'DevOps tasks'", ""),
        ("--all 'feature engineering'", "mla-c01"),
    ] {
        assert_eq!(found(options), expected, "{options}");
    }
}

#[test]
fn two_ways_to_say_one_thing_find_the_same() {
    for [one, other] in [
        ["--topic rag,mlops", "--topic rag --topic mlops"],
        ["generative ai", "--topic 'generative ai'"],
        ["azure fundamentals", "--provider azure --level foundational"],
        ["japanese", "--language ja"],
        ["which exams can i take at home", "online"],
        ["--all 'retrieval-augmented generation'", "--all 'retrieval augmented generation'"],
        ["--all 'retrieval-augmented generation'", "--all 'Retrieval\u{a0}Augmented  Generation'"],
        ["--all 'retrieval-augmented generation'", "--all 'retrieval\u{2011}augmented generation'"],
    ] {
        assert!(
            !found(one).is_empty() && found(one) == found(other),
            "{one}: {}; {other}: {}",
            found(one),
            found(other)
        );
    }
}

#[test]
fn not_known_for_a_language_that_was_asked_for_is_a_block_of_its_own_and_never_not_offered() {
    let text = plain(&["--language", "french"]);
    let (_, below) = text.split_once("Not known whether offered in French").unwrap();
    assert!(below.contains("AI-103"), "{text}");
    assert!(!text.lines().any(|line| line.contains("not offered") && line.contains("AI-103")), "{text}");
}

#[test]
fn json_has_what_is_shown_and_more_on_request() {
    let record = records(&[]).into_iter().find(|record| record["id"] == "mla-c02").unwrap();
    assert_eq!(record["price_usd"], Value::Null);
    assert_eq!(record["beta_price_usd"], json!(75));
    assert!(record.get("domains").is_none() && record.get("evidence").is_none(), "{record}");
    let all = &records(&["--fields", "all"])[0];
    assert!(all.get("domains").is_some() && all.get("evidence").is_none(), "{all}");
    let sourced = &records(&["--sources"])[0];
    assert!(sourced["evidence"]["price_usd"]["sources"].is_array(), "{sourced}");
}

#[test]
fn only_what_is_open_is_marked() {
    let text = certcmp(&["list", "--provider", "aws"]).stdout();
    let row = |code: &str| text.lines().find(|line| line.contains(code)).unwrap().to_owned();
    assert!(row("MLA-C02").contains("75 *"), "{text}");
    assert!(text.contains("* of the beta"), "{text}");
    assert!(row("AIF-C01").contains("100  ") && !row("AIF-C01").contains('*'), "a refuted claim is no mark: {text}");
}

#[test]
fn a_topic_that_was_asked_for_is_a_main_topic_or_covered() {
    let text = certcmp(&["list", "rag", "--all"]).width(80).stdout();
    for (code, weight) in [("MLA-C02", "main"), ("AI-103", "main"), ("AI-102", "covered"), ("GAIL", "covered")] {
        let row = text.lines().find(|line| line.trim_start().starts_with(code)).expect(code);
        assert!(row.split("  ").any(|cell| cell.trim() == weight), "{row}");
    }
    assert_eq!(text.matches("RAG").count(), 1, "the head: {text}");
}

#[test]
fn on_a_narrow_terminal_the_level_gives_way_to_the_names() {
    let narrow = certcmp(&["list"]).width(80).stdout();
    for name in ["ML Engineer – Associate", "AI Apps and Agents Developer Associate"] {
        assert!(narrow.lines().any(|line| line.contains(name)), "{narrow}");
    }
    assert!(!narrow.contains("foundational") && certcmp(&["list"]).width(100).stdout().contains("foundational"));
}

#[test]
fn what_a_row_says_already_is_no_column_of_its_own() {
    let text = certcmp(&["list", "--fields", "id,provider,level"]).stdout();
    let head = text.lines().find(|line| line.contains("Certification")).unwrap();
    assert_eq!(head.split_whitespace().collect::<Vec<_>>(), ["ID", "Certification", "Level"]);
}

#[test]
fn every_key_sorts_by_its_value_and_what_is_not_known_comes_last() {
    for (key, expected) in [
        ("provider", "aif-c01 mla-c01 mla-c02 mls-c01 gail jp-100 pmle ai-901 ai-102 ai-103 ai-500"),
        ("id", "ai-102 ai-103 ai-500 ai-901 aif-c01 gail jp-100 mla-c01 mla-c02 mls-c01 pmle"),
        ("level", "aif-c01 gail ai-901 mla-c01 mla-c02 jp-100 ai-102 ai-103 pmle mls-c01 ai-500"),
        ("cost", "gail ai-901 aif-c01 mla-c01 ai-102 ai-103 pmle mls-c01 mla-c02 jp-100 ai-500"),
        ("duration", "ai-901 aif-c01 gail ai-102 pmle ai-103 mla-c01 mls-c01 mla-c02 jp-100 ai-500"),
        ("required", "ai-500 aif-c01 mla-c01 mla-c02 mls-c01 gail pmle ai-901 ai-102 ai-103 jp-100"),
        ("status", "mla-c02 ai-500 aif-c01 gail pmle ai-901 ai-103 mla-c01 mls-c01 ai-102 jp-100"),
        ("ends", "mls-c01 ai-102 mla-c01 aif-c01 mla-c02 gail jp-100 pmle ai-901 ai-103 ai-500"),
    ] {
        assert_eq!(found(&format!("--all --sort {key}")), expected, "{key}");
        let reversed: Vec<&str> = expected.split(' ').rev().collect();
        assert_eq!(found(&format!("--all --sort {key} --reverse")), reversed.join(" "), "{key} reversed");
    }
    let names = found("--all --sort name");
    assert!(names.starts_with("ai-103 ") && names.ends_with(" jp-100"), "{names}");
}
