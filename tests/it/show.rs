//! `show` on the real dataset.

use crate::support::{golden, on_real_data as certcmp};

#[test]
fn one_certification_with_its_support() {
    golden("show-pmle.txt", &certcmp(&["show", "pmle"]).stdout());
    golden("show-mla-c02.txt", &certcmp(&["show", "mla-c02"]).stdout());
}

#[test]
fn with_sources_every_value_says_where_it_is_from() {
    let text = certcmp(&["show", "mls-c01", "--sources"]).stdout();
    golden("show-mls-c01-sources.txt", &text);
    assert!(text.contains("from aws-guide-mls, copy-guide-mls-2023 (2023-10-19)"), "{text}");
}

#[test]
fn a_chosen_status_is_shown_with_what_is_disputed_of_it() {
    let plain = certcmp(&["show", "dp-600", "--fields", "status", "--format", "plain"]).stdout();
    assert!(plain.contains("\nCan be taken: yes (disputed: last day, kengio-release: retired)\n"), "{plain}");
}

#[test]
fn it_is_readable_where_there_is_little_room() {
    golden("show-ai-102-60.txt", &certcmp(&["show", "ai-102"]).width(60).stdout());
}

#[test]
fn disputes_are_visible_unasked() {
    let text = certcmp(&["show", "pmle", "--format", "plain"]).stdout();
    assert!(text.contains("Price: 200 USD [relayed] (disputed: article: 125 USD)"), "{text}");
}

#[test]
fn fields_choose_what_is_shown() {
    let text = certcmp(&["show", "pmle", "--fields", "price,validity", "--format", "plain"]).stdout();
    assert!(
        text.contains("Price: 200 USD") && text.contains("Valid for: 2 years") && !text.contains("Duration"),
        "{text}"
    );
}

#[test]
fn weights_are_drawn_as_bars() {
    let text = certcmp(&["show", "mls-c01"]).width(120).stdout();
    let line = text.lines().find(|line| line.contains("36 % Modeling")).unwrap();
    assert!(line.contains("████████▌    36 % Modeling"), "{line}");
    let ascii = certcmp(&["show", "mls-c01", "--ascii"]).width(120).stdout();
    assert!(ascii.lines().any(|line| line.contains("########     36 % Modeling")), "{ascii}");
}

#[test]
fn it_says_how_to_correct_a_fact() {
    assert!(certcmp(&["show", "pmle"]).stdout().contains("CONTRIBUTING.md"));
}
