//! Links (OSC 8): on terminals that take them, for addresses that can do no harm, and never the only way to an address.

use crate::support::terminal::{OnTerminal, on_a_terminal, without_escapes};
use crate::support::{assert_width, certcmp, folder, golden};

fn linked(line: &str) -> OnTerminal {
    on_a_terminal(&format!("{line} --quiet")).variable("FORCE_HYPERLINK", "1")
}

/// The addresses that a text links to.
fn targets(text: &str) -> Vec<&str> {
    let starts = text.split("\u{1b}]8;id=").skip(1);
    let mut targets: Vec<&str> =
        starts.filter_map(|part| part.split_once(';')?.1.split_once("\u{1b}\\")).map(|(address, _)| address).collect();
    targets.dedup();
    targets
}

#[test]
fn pages_and_sources_are_links_where_the_terminal_takes_them() {
    let Some(text) = linked("show mls-c01 --fields links --sources").text() else { return };
    golden("links.ansi", &text);
    let page = "https://aws.amazon.com/certification/certified-machine-learning-specialty/";
    assert!(targets(&text).contains(&page), "{text}");
    assert!(!without_escapes(&text).contains(page), "words lead there");
    for line in ["sources", "sources pmle"] {
        let text = linked(line).text().unwrap();
        assert!(targets(&text).len() > 5, "{line}: {text}");
    }
}

#[test]
fn every_link_that_begins_ends_on_its_line() {
    for line in ["show pmle --sources", "sources", "sources pmle"] {
        for columns in [60, 80, 120] {
            let Some(text) = linked(line).size(columns, 50).text() else { return };
            for line in text.lines() {
                assert_eq!(
                    line.matches("\u{1b}]8;id=").count(),
                    line.matches("\u{1b}]8;;\u{1b}\\").count(),
                    "{line:?}"
                );
                assert_width(&without_escapes(line), columns.into(), "linked");
            }
        }
    }
}

/// Every address that a pipe shows is a link on a terminal, and the other way round.
#[test]
fn links_and_addresses_are_the_same() {
    let plain = certcmp(&["sources", "--format", "plain"]).stdout();
    let mut printed: Vec<&str> = plain.split_whitespace().filter(|word| word.starts_with("http")).collect();
    let Some(text) = linked("sources").text() else { return };
    let mut found = targets(&text);
    printed.sort_unstable();
    printed.dedup();
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, printed);
}

#[test]
fn addresses_are_printed_where_there_are_no_links() {
    const PAGE: &str = "https://cloud.google.com/learn/certification/machine-learning-engineer";
    let piped = certcmp(&["show", "pmle", "--fields", "links", "--color", "always"]).variable("FORCE_HYPERLINK", "1");
    let piped = piped.stdout();
    assert!(piped.contains(PAGE) && !piped.contains("\u{1b}]8"), "{piped}");
    const LINE: &str = "show pmle --fields links --quiet";
    for run in [
        on_a_terminal(LINE),
        on_a_terminal(LINE).variable("TERM", "dumb"),
        on_a_terminal(LINE).variable("TERM", "xterm-kitty").variable("FORCE_HYPERLINK", "0"),
        on_a_terminal(&format!("{LINE} --color never")).variable("FORCE_HYPERLINK", "1"),
        on_a_terminal(&format!("{LINE} --format plain")).variable("FORCE_HYPERLINK", "1"),
        on_a_terminal(&format!("{LINE} --format markdown")).variable("FORCE_HYPERLINK", "1"),
    ] {
        let Some(text) = run.text() else { return };
        assert!(text.contains(PAGE) && !text.contains("\u{1b}]8"), "{text}");
    }
    let kitty = on_a_terminal(LINE).variable("TERM", "xterm-kitty").text().unwrap();
    assert!(targets(&kitty).contains(&PAGE) && !without_escapes(&kitty).contains(PAGE), "{kitty}");
}

#[test]
fn an_address_that_is_not_printable_ascii_fails_the_check() {
    let folder = folder("links-own-data");
    for (name, address) in
        [("control.yaml", "https://example.com/\\e]8;;x"), ("odd.yaml", "https://example.com/caf\u{e9}")]
    {
        let text = format!(
            "sources:\n  - id: own\n    title: A page of our own\n    publisher: us\n    url: \"{address}\"\n    official: false\n    access: direct\n    read: 2026-11-01\ncertifications:\n  - amends: pmle\n    duration: {{ value: 121 min, support: third-party, sources: [own] }}\n"
        );
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        let path = path.display().to_string();
        let ran = certcmp(&["check", &path]).run();
        assert_eq!(ran.code, 1, "{name}: {ran:?}");
        assert!(ran.stdout.contains("url") && !ran.stdout.contains('\u{1b}'), "{name}: {ran:?}");
        let error = certcmp(&["show", "pmle", "--data", &path]).error();
        assert!(!error.contains('\u{1b}'), "{name}: {error}");
        let right = "https://example.com/cafe;a=1;b";
        std::fs::write(&path, std::fs::read_to_string(&path).unwrap().replace(address, right)).unwrap();
        assert_eq!(certcmp(&["check", &path]).run().code, 0, "{name}: only the address was wrong");
        let Some(text) = linked(&format!("sources pmle --data {path}")).text() else { return };
        assert!(targets(&text).contains(&right), "a semicolon stays as it is: {text}");
    }
}
