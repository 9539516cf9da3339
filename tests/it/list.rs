//! `list`: groups, counts, filters, sort keys and search.

use crate::support::{certcmp, golden, ids};
use serde_json::{Value, json};

fn listed(options: &[&str]) -> Vec<String> {
    ids(&certcmp(&[&["list", "--json"], options].concat()).stdout())
}

fn plain(options: &[&str]) -> String {
    certcmp(&[&["list", "--format", "plain"], options].concat()).stdout()
}

fn records(options: &[&str]) -> Vec<Value> {
    certcmp(&[&["list"], options].concat()).json()["certifications"].as_array().unwrap().clone()
}

#[test]
fn one_line_for_each_certification_below_its_provider() {
    let text = certcmp(&["list"]).width(80).stdout();
    golden("list-first-screen.txt", &text);
    for (provider, code) in [("AWS", "AIF-C01"), ("Google Cloud", "PMLE"), ("Microsoft", "AI-103")] {
        let line = |words: &str| text.lines().position(|line| line.trim_start().starts_with(words)).expect(words);
        assert!(line(provider) < line(code), "{text}");
    }
}

#[test]
fn what_is_hidden_is_counted_by_its_reason() {
    let text = plain(&[]);
    assert!(text.contains("Hidden: 3 have ended, 1 is not known for English."), "{text}");
    assert!(certcmp(&["list"]).stdout().contains("--all"));
    assert_eq!(listed(&["--all"]).len(), 11);
    assert_eq!(listed(&[]).len(), 7);
}

#[test]
fn not_known_for_a_language_that_was_asked_for_is_a_block_of_its_own_and_never_not_offered() {
    let text = plain(&["--language", "french"]);
    assert!(text.contains("Not known whether offered in French"), "{text}");
    let (_, below) = text.split_once("Not known whether offered in French").unwrap();
    assert!(below.contains("AI-103"), "{text}");
    assert!(!text.lines().any(|line| line.contains("not offered") && line.contains("AI-103")), "{text}");
    assert!(!plain(&[]).contains("Not known whether offered"), "no language was asked for");
}

#[test]
fn an_empty_answer_says_how_much_there_is() {
    let text = plain(&["--search", "cisco"]);
    assert!(text.contains("No certification matches. certcmp knows 11 exams of 3 vendors."), "{text}");
    assert_eq!(listed(&["--search", "cisco"]), [""; 0]);
    let csv = certcmp(&["list", "--search", "cisco", "--format", "csv", "--fields", "price"]).stdout();
    assert!(csv.starts_with("id,price_usd,beta_price_usd"), "{csv}");
}

#[test]
fn names_stay_whatever_the_fields_and_the_sort_key_is_shown() {
    let text = plain(&["--fields", "level", "--sort", "price"]);
    assert!(text.contains("Professional ML Engineer") && text.contains("USD: 200"), "{text}");
    let text = plain(&["--fields", "level", "--sort", "ends", "--all"]);
    assert!(text.contains("no, ended 2026-03-31"), "{text}");
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
fn one_filter_twice_means_or_and_two_mean_and() {
    assert_eq!(listed(&["--provider", "aws", "--provider", "google", "--level", "foundational"]), ["aif-c01", "gail"]);
    assert_eq!(listed(&["--level", "professional", "--track", "machine-learning"]), ["pmle"]);
    assert_eq!(listed(&["--level", "professional", "--provider", "aws"]), [""; 0]);
    assert_eq!(listed(&["--topic", "rag,mlops"]), listed(&["--topic", "rag", "--topic", "mlops"]));
    assert_eq!(listed(&["generative", "ai"]), listed(&["--topic", "generative ai"]));
    assert_eq!(listed(&["azure", "fundamentals"]), listed(&["--provider", "azure", "--level", "foundational"]));
    assert_eq!(listed(&["japanese"]), listed(&["--language", "ja"]));
}

#[test]
fn an_absent_fact_matches_no_filter_on_it() {
    assert!(listed(&[]).contains(&"ai-500".to_owned()));
    assert!(!listed(&["--max-duration", "9999"]).contains(&"ai-500".to_owned()));
}

#[test]
fn a_service_is_found_by_its_names_now_and_before() {
    let by_old_name = listed(&["--all", "--service", "cognitive services"]);
    assert_eq!(by_old_name, listed(&["--all", "--service", "Foundry Tools"]));
    assert!(by_old_name.contains(&"ai-102".to_owned()), "{by_old_name:?}");
    assert!(listed(&["--service", "vertex ai"]).contains(&"pmle".to_owned()));
}

#[test]
fn status_filters_reach_what_is_not_available() {
    assert_eq!(listed(&["--status", "beta"]), ["mla-c02", "ai-500"]);
    assert_eq!(listed(&["--status", "retired"]), ["mla-c01", "mls-c01", "ai-102"]);
    assert_eq!(listed(&["--status", "retiring", "--language", "ja"]), ["mla-c01"]);
    assert_eq!(listed(&["--status", "unknown"]), ["jp-100"]);
    // A beta whose standard exam is announced is on its way too.
    assert_eq!(listed(&["--status", "announced"]), ["mla-c02", "ai-500"]);
    let text = plain(&["--status", "announced"]);
    assert!(text.starts_with("Announced on 2026-11-23"), "{text}");
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
fn long_lists_are_cut_with_a_count_and_the_command_that_shows_all() {
    let text = certcmp(&["list", "aws", "--fields", "services"]).stdout();
    assert!(text.contains("certcmp show ID --fields services"), "{text}");
    assert!(text.lines().any(|line| line.contains("Bedrock") && line.contains("(+")), "{text}");
    let places = certcmp(&["list", "pmle", "--fields", "delivery"]).stdout();
    assert!(places.contains("test centre") && !places.contains("(+"), "{places}");
}

#[test]
fn several_providers_mean_or_and_words_that_fit_nothing_together_are_counted_alone() {
    assert_eq!(listed(&["aws", "google"]), ["aif-c01", "mla-c02", "gail", "pmle"]);
    for (words, expected) in [
        (vec!["aws", "cheapest"], "No certification matches `cheapest`."),
        (vec!["aws", "cheapest"], "Cheapest first: --sort cost"),
        (vec!["gail", "expert"], "`gail` matches 1 and `expert` matches 1"),
        (vec!["--status", "retiring"], "certcmp changes"),
    ] {
        let text = certcmp(&[&["list"], words.as_slice()].concat()).stdout();
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(listed(&["which", "exams", "can", "i", "take", "at", "home"]), listed(&["online"]));
}

#[test]
fn what_was_refuted_or_is_not_tested_is_not_found() {
    for words in ["125 USD", "75 USD", "DevOps tasks"] {
        assert_eq!(listed(&["--all", "--search", words]), [""; 0], "{words}");
    }
    assert_eq!(listed(&["--all", "feature engineering"]), ["mla-c01"]);
}

#[test]
fn ids_are_one_to_a_line() {
    assert_eq!(certcmp(&["list", "--format", "ids"]).stdout().lines().next(), Some("aif-c01"));
}

/// The ids of a list that hides nothing.
fn listed_all(options: &[&str]) -> Vec<String> {
    listed(&[&["--all"], options].concat())
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
        let expected: Vec<&str> = expected.split(' ').collect();
        assert_eq!(listed_all(&["--sort", key]), expected, "{key}");
        let reversed: Vec<&str> = expected.into_iter().rev().collect();
        assert_eq!(listed_all(&["--sort", key, "--reverse"]), reversed, "{key} reversed");
    }
    let names = listed_all(&["--sort", "name"]);
    assert_eq!((names.first().unwrap().as_str(), names.last().unwrap().as_str()), ("ai-103", "jp-100"));
}

#[test]
fn a_filter_keeps_its_bound_and_never_matches_a_missing_value() {
    assert_eq!(listed_all(&["--max-cost", "99"]), ["gail", "ai-901"]);
    assert_eq!(listed_all(&["--max-cost", "98.99"]), Vec::<String>::new());
    assert_eq!(listed_all(&["--max-duration", "45"]), ["ai-901"]);
    assert!(!listed_all(&["--max-cost", "10000"]).contains(&"mla-c02".to_owned()), "only its beta's price is known");
    let text = certcmp(&["list", "--max-cost", "150"]).stdout();
    assert!(text.contains("Not known whether within the limits: MLA-C02, AI-500."), "{text}");
    let text = certcmp(&["list", "--max-cost", "10000", "--valid", "never"]).stdout();
    assert!(!text.contains("Not known whether"), "what breaks one limit is decided: {text}");
    assert_eq!(listed_all(&["--status", "beta,retired"]), ["mla-c01", "mla-c02", "mls-c01", "ai-102", "ai-500"]);
    assert_eq!(listed_all(&["--level", "expert"]), ["ai-500"]);
}

#[test]
fn bare_words_have_to_fit_all_and_the_longest_phrase_counts() {
    assert_eq!(listed_all(&["aws", "associate"]), ["mla-c01", "mla-c02"]);
    assert_eq!(listed_all(&["microsoft", "expert"]), ["ai-500"]);
    assert_eq!(listed_all(&["pmle"]), ["pmle"]);
    assert_eq!(listed_all(&["retired", "azure"]), ["ai-102"]);
    assert!(listed_all(&["vertex ai"]).contains(&"pmle".to_owned()));
    let engineers = listed_all(&["ml", "engineer"]);
    assert!(["mla-c01", "mla-c02", "pmle"].iter().all(|id| engineers.contains(&(*id).to_owned())), "{engineers:?}");
    assert!(!engineers.contains(&"gail".to_owned()));
    assert_eq!(listed_all(&["cisco"]), Vec::<String>::new());
}

#[test]
fn hyphens_spaces_and_no_break_spaces_make_no_difference_to_a_search() {
    let found = listed_all(&["retrieval-augmented generation"]);
    assert!(!found.is_empty());
    for spelling in [
        "retrieval augmented generation",
        "Retrieval\u{a0}Augmented  Generation",
        "retrieval\u{2011}augmented generation",
    ] {
        assert_eq!(listed_all(&[spelling]), found, "{spelling}");
    }
}
