//! `show`: the first screen, every fact, and the evidence.

use crate::support::{assert_has, certcmp, golden};

fn plain(arguments: &[&str]) -> String {
    certcmp(&[&["show"], arguments, &["--format", "plain"]].concat()).stdout()
}

/// The number of the line that begins with some words, from 1 on.
fn line(text: &str, words: &str) -> usize {
    1 + text.lines().position(|line| line.trim_start().starts_with(words)).unwrap_or_else(|| panic!("{words}: {text}"))
}

#[test]
fn what_one_asks_first_stands_on_the_first_screen() {
    let text = certcmp(&["show", "pmle"]).width(80).stdout();
    golden("show-first-screen.txt", &text);
    for label in ["Cost", "Exam", "Where", "You need", "Valid", "If failed", "Book"] {
        assert!(line(&text, label) <= 16, "{label}: {text}");
    }
    assert!(text.contains("What is tested") && text.contains("--sources") && text.contains("--full"), "{text}");
    assert!(!text.contains("Aliases") && !text.contains("Identity"), "identity is for --full: {text}");
}

#[test]
fn a_retired_exam_says_what_follows_and_what_holders_have() {
    let text = certcmp(&["show", "mls-c01"]).stdout();
    let first: String = text.lines().take(10).collect::<Vec<_>>().join("\n");
    assert_has(
        &first,
        &["2026-03-31", "MLA-C02 ML Engineer – Associate", "For holders", "3 years", "cannot be renewed"],
    );
    assert!(!text.contains("If failed") && !text.contains("Book"), "{text}");
}

#[test]
fn the_address_to_book_at_is_never_broken() {
    for width in [80, 100] {
        let text = certcmp(&["show", "pmle"]).width(width).stdout();
        let address = "https://cloud.google.com/learn/certification/machine-learning-engineer";
        assert!(text.lines().any(|line| line.contains(address)), "{width}: {text}");
    }
}

#[test]
fn full_has_everything_with_history_and_identity_last() {
    let text = certcmp(&["show", "mla-c01", "--full"]).stdout();
    assert_has(&text, &["Audience", "Retake", "Aliases", "What is tested", "On offer"]);
    assert!(["Exam", "Lifecycle", "Identity"].map(|heading| line(&text, heading)).is_sorted(), "{text}");
}

#[test]
fn sources_are_named_by_publisher_and_year_and_the_words_are_explained() {
    let text = certcmp(&["show", "mls-c01", "--sources"]).stdout();
    // The last is how to correct a value.
    assert_has(&text, &["from AWS (", "official: the provider's own page", "certcmp help data"]);
}

#[test]
fn a_chosen_field_is_one_line() {
    let text = plain(&["aif-c01", "--fields", "duration"]);
    assert!(text.lines().any(|line| line == "Duration: 90 min"), "{text}");
    let text = plain(&["pmle", "--fields", "cost,valid"]);
    assert!(text.contains("Price: 200 USD") && !text.contains("Duration"), "{text}");
    assert!(certcmp(&["show", "pmle", "--fields", "cost"]).stdout().contains("Who says so: --sources"));
    let discount = plain(&["aif-c01", "--fields", "holder_discount"]);
    assert_has(&discount, &["For holders: 50 % off a later AWS exam"]);
    assert_has(&plain(&["ai-500", "--fields", "duration"]), &["Duration: not known"]);
}

#[test]
fn disputes_list_each_claim_below_the_value() {
    let text = plain(&["pmle", "--disputes"]);
    assert!(text.contains("125 USD") && text.contains("200 USD"), "{text}");
    let none = plain(&["jp-100", "--disputes"]);
    assert!(none.contains("No source in the data contradicts"), "{none}");
}

#[test]
fn a_beta_that_may_be_over_is_not_called_available() {
    let text = certcmp(&["show", "ai-500"]).stdout();
    assert!(text.lines().take(4).any(|line| line.contains("Perhaps closed")), "{text}");
}
