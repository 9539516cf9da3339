//! Names lead to certifications in every spelling, and a wrong one gets an answer.

use crate::support::certcmp;

#[test]
fn every_name_that_the_list_prints_is_found() {
    let text = certcmp(&["list", "--all", "--format", "csv", "--fields", "id,name,short_name", "--quiet"]).stdout();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let names = rows.headers().unwrap().iter().filter(|head| head.contains("name")).count();
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        for name in row.iter().skip(1).take(names) {
            let ran = certcmp(&["show", name, "--format", "ids"]).run();
            assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
            count += 1;
        }
    }
    assert!(count >= 20, "{count}");
}

#[test]
fn all_unknown_names_are_told_at_once() {
    let error = certcmp(&["compare", "mla-c01", "nope", "zilch"]).error();
    assert!(error.contains("`nope`") && error.contains("`zilch`"), "{error}");
    assert_eq!(error.matches("certcmp knows").count(), 1);
}

#[test]
fn lists_have_comments_and_a_byte_order_mark_and_names_characters_of_a_page() {
    let list = "\u{feff}pmle # next\r\n\n# mine\nAI-103: Azure AI Apps and Agents Developer\n";
    assert_eq!(certcmp(&["compare", "-", "--format", "ids"]).stdin(list).stdout(), "pmle\nai-103\n");
    for name in ["ai\u{2011}103", "ai\u{a0}103"] {
        assert_eq!(certcmp(&["show", name, "--format", "ids"]).stdout(), "ai-103\n", "{name}");
    }
}
