//! Sort keys and filters of `list`.

use crate::support::certcmp;

fn ids(options: &[&str]) -> Vec<String> {
    let text = certcmp(&[&["list", "--all", "--format", "ids", "--quiet"], options].concat()).stdout();
    text.lines().map(str::to_owned).collect()
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
        assert_eq!(ids(&["--sort", key]), expected, "{key}");
        let reversed: Vec<&str> = expected.into_iter().rev().collect();
        assert_eq!(ids(&["--sort", key, "--reverse"]), reversed, "{key} reversed");
    }
    let names = ids(&["--sort", "name"]);
    assert_eq!((names.first().unwrap().as_str(), names.last().unwrap().as_str()), ("ai-103", "jp-100"));
}

#[test]
fn a_filter_keeps_its_bound_and_never_matches_a_missing_value() {
    assert_eq!(ids(&["--max-cost", "99"]), ["gail", "ai-901"]);
    assert_eq!(ids(&["--max-cost", "98.99"]), Vec::<String>::new());
    assert_eq!(ids(&["--max-duration", "45"]), ["ai-901"]);
    assert!(!ids(&["--max-cost", "10000"]).contains(&"mla-c02".to_owned()), "only its beta's price is known");
    let text = certcmp(&["list", "--max-cost", "150"]).stdout();
    assert!(text.contains("Not known whether within the limits: MLA-C02, AI-500."), "{text}");
    let text = certcmp(&["list", "--max-cost", "10000", "--valid", "never"]).stdout();
    assert!(!text.contains("Not known whether"), "what breaks one limit is decided: {text}");
    assert_eq!(ids(&["--status", "beta,retired"]), ["mla-c01", "mla-c02", "mls-c01", "ai-102", "ai-500"]);
    assert_eq!(ids(&["--level", "expert"]), ["ai-500"]);
}

#[test]
fn bare_words_have_to_fit_all_and_the_longest_phrase_counts() {
    assert_eq!(ids(&["aws", "associate"]), ["mla-c01", "mla-c02"]);
    assert_eq!(ids(&["microsoft", "expert"]), ["ai-500"]);
    assert_eq!(ids(&["pmle"]), ["pmle"]);
    assert_eq!(ids(&["retired", "azure"]), ["ai-102"]);
    assert!(ids(&["vertex ai"]).contains(&"pmle".to_owned()));
    let engineers = ids(&["ml", "engineer"]);
    assert!(["mla-c01", "mla-c02", "pmle"].iter().all(|id| engineers.contains(&(*id).to_owned())), "{engineers:?}");
    assert!(!engineers.contains(&"gail".to_owned()));
    assert_eq!(ids(&["cisco"]), Vec::<String>::new());
}

#[test]
fn hyphens_spaces_and_no_break_spaces_make_no_difference_to_a_search() {
    let found = ids(&["retrieval-augmented generation"]);
    assert!(!found.is_empty());
    for spelling in [
        "retrieval augmented generation",
        "Retrieval\u{a0}Augmented  Generation",
        "retrieval\u{2011}augmented generation",
    ] {
        assert_eq!(ids(&[spelling]), found, "{spelling}");
    }
}
