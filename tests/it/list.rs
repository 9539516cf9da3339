//! `list` on the real dataset.

use crate::support::{golden, ids, on_real_data as certcmp};

fn listed(options: &[&str]) -> Vec<String> {
    let text = certcmp(&[&["list", "--json", "--quiet"], options].concat()).stdout();
    ids(&text)
}

#[test]
fn everything_that_can_be_taken() {
    let ran = certcmp(&["list"]).run();
    golden("list.txt", &ran.stdout);
    assert_eq!(ran.stderr, "note: 6 that cannot be taken in English are left out; --all shows them\n");
}

#[test]
fn all_of_them_in_every_width() {
    golden("list-all-60.txt", &certcmp(&["list", "--all"]).width(60).stdout());
    golden("list-all-80.txt", &certcmp(&["list", "--all"]).width(80).stdout());
    golden("list-all-120.txt", &certcmp(&["list", "--all"]).width(120).stdout());
}

#[test]
fn a_price_of_a_beta_and_an_uncertain_one_are_called_so_and_not_disputed() {
    let plain = certcmp(&["list", "--all", "--format", "plain"]).stdout();
    for line in [
        "USD: 75 (beta)",
        "Minutes: 170 (beta) (disputed: gh-cert-config: 130 minutes for the exam)",
        "USD: 99 (uncertain) (disputed: agtc-ab730: 165 USD)",
    ] {
        assert!(plain.lines().any(|found| found == line), "{line}: {plain}");
    }
    let markdown = certcmp(&["list", "--all", "--format", "markdown"]).stdout();
    let notes: Vec<&str> = markdown.lines().filter_map(|line| line.split_once(". ")).map(|(_, note)| note).collect();
    assert!(notes.contains(&"beta") && notes.contains(&"uncertain"), "{markdown}");
    assert!(notes.iter().all(|note| ["beta", "uncertain"].contains(note) || note.starts_with("disputed: ")));
}

#[test]
fn one_filter_twice_means_or_and_two_mean_and() {
    assert_eq!(
        listed(&["--provider", "aws", "--provider", "google", "--level", "professional"]),
        ["aip-c01", "pde", "pmle"]
    );
    assert_eq!(listed(&["--level", "expert", "--track", "business"]), ["ab-100"]);
    assert_eq!(listed(&["--track", "machine-learning"]), ["mla-c02", "pmle", "ai-300"]);
}

#[test]
fn the_price_of_the_open_sitting_counts() {
    assert_eq!(listed(&["--max-price", "75"]), ["aib-c01", "mla-c02"]);
    assert_eq!(listed(&["--max-price", "49.50"]), [""; 0]);
    assert!(listed(&["--max-price", "200"]).contains(&"pmle".to_owned()));
}

#[test]
fn an_absent_fact_matches_no_filter_on_it() {
    assert!(!listed(&["--max-duration", "9999"]).contains(&"ai-500".to_owned()));
    assert!(listed(&[]).contains(&"ai-500".to_owned()));
    let own = ["--data", "tests/own-data/priceless.yaml", "--provider", "gcp"];
    assert!(listed(&own).contains(&"priceless".to_owned()));
    assert!(!listed(&[&own[..], &["--max-price", "9999"]].concat()).contains(&"priceless".to_owned()));
}

#[test]
fn a_service_is_found_by_its_names_now_and_before() {
    let by_old_name = listed(&["--all", "--service", "cognitive services"]);
    assert_eq!(by_old_name, listed(&["--all", "--service", "Foundry Tools"]));
    assert!(
        by_old_name.contains(&"ai-102".to_owned()) && by_old_name.contains(&"ai-103".to_owned()),
        "{by_old_name:?}"
    );
    assert!(listed(&["--service", "vertex ai"]).contains(&"pmle".to_owned()));
    assert!(listed(&["--service", "sagemaker"]).contains(&"mla-c02".to_owned()));
    let text =
        certcmp(&["list", "--service", "vertex ai", "--fields", "services", "--format", "plain", "--quiet"]).stdout();
    assert!(text.contains("Agent Platform (was Vertex AI)"), "{text}");
}

#[test]
fn status_filters_reach_what_cannot_be_taken() {
    assert_eq!(listed(&["--status", "beta"]), ["aib-c01", "mla-c02", "ai-500"]);
    assert_eq!(listed(&["--status", "retired", "--provider", "azure"]), ["ai-900", "ai-102", "dp-100"]);
    let retiring = certcmp(&["list", "--status", "retiring", "--language", "ja", "--format", "ids"]).stdout();
    assert_eq!(retiring, "mla-c01\n");
}

#[test]
fn words_are_searched_in_what_they_are_about() {
    assert!(listed(&["--emphasis", "mlops"]).contains(&"pmle".to_owned()));
    assert!(listed(&["--role", "data engineer"]).contains(&"dea-c01".to_owned()));
    assert!(listed(&["--search", "terraform-that-nobody-names"]).is_empty());
}

#[test]
fn lists_are_sorted_and_reversed() {
    let prices = |options: &[&str]| -> Vec<f64> {
        let text = certcmp(&[&["list", "--json", "--quiet", "--fields", "price"], options].concat()).stdout();
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        document["certifications"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|record| record["price_usd"].as_f64())
            .collect()
    };
    let cheapest_first = prices(&["--sort", "price"]);
    assert!(cheapest_first.is_sorted(), "{cheapest_first:?}");
    let dearest_first = prices(&["--sort", "price", "--reverse"]);
    assert_eq!(dearest_first, cheapest_first.into_iter().rev().collect::<Vec<_>>());
    assert!(listed(&["--sort", "id"]).is_sorted());
}

#[test]
fn the_first_id_can_be_taken_off_a_pipe() {
    assert_eq!(certcmp(&["list", "--format", "ids", "--quiet"]).stdout().lines().next(), Some("aif-c01"));
}

#[test]
fn an_empty_result_is_a_valid_document_in_every_format() {
    let none = ["list", "--max-price", "1"];
    for (format, expected) in [("table", ""), ("plain", ""), ("jsonl", ""), ("ids", "")] {
        let ran = certcmp(&[&none[..], &["--format", format]].concat()).run();
        assert_eq!(
            (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
            (0, expected, "note: no certification matches\n"),
            "{format}"
        );
    }
    let json = certcmp(&[&none[..], &["--json", "--quiet"]].concat()).stdout();
    assert!(ids(&json).is_empty());
    let csv = certcmp(&[&none[..], &["--format", "csv", "--quiet", "--fields", "price,duration"]].concat()).stdout();
    assert_eq!(csv, "id,price_usd,duration_minutes_min,duration_minutes_max,disputed\r\n");
    let markdown = certcmp(&[&none[..], &["--format", "markdown", "--quiet", "--fields", "id"]].concat()).stdout();
    assert_eq!(markdown, "| ID |\n| --- |\n");
}
