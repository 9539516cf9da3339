//! Columns are straight whatever stands in them, numbers stand below numbers, and plain text has all that a table has.

use crate::support::certcmp;
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

const WIDE: [&str; 2] = ["--data", "tests/own-data/wide-names.yaml"];

/// What stands at a display column and behind it; nothing if a character stands across it.
fn from_column(line: &str, column: usize) -> Option<&str> {
    line.char_indices().map(|(at, _)| at).chain([line.len()]).find_map(|at| {
        let (before, after) = line.split_at(at);
        (before.width() == column).then_some(after)
    })
}

#[test]
fn columns_are_straight_with_japanese_and_combining_marks() {
    let text = certcmp(&[&["list", "--provider", "gcp", "--quiet"], &WIDE[..]].concat()).stdout();
    assert!(text.contains("機械学習エンジニア") && text.contains("e\u{301}"), "{text}");
    let start = |line: &str| {
        let place = ["foundational", "associate", "professional"].iter().find_map(|level| line.find(level))?;
        Some(line[..place].width())
    };
    let mut starts: Vec<usize> = text.lines().filter_map(start).collect();
    assert!(starts.len() >= 4, "{text}");
    starts.dedup();
    assert_eq!(starts.len(), 1, "{text}");
}

#[test]
fn columns_of_a_comparison_are_straight_with_japanese_and_combining_marks() {
    let fields = ["--fields", "level,price,focus", "--quiet"];
    for width in [60, 80] {
        let run = certcmp(&[&["compare", "wide-1", "wide-2", "gail"], &fields[..], &WIDE[..]].concat()).width(width);
        let text = run.stdout();
        let starts = |line: &str| ["200 USD", "90 USD", "99 USD"].map(|price| Some(line[..line.find(price)?].width()));
        let of_prices = text.lines().map(starts).find(|starts| starts.iter().all(Option::is_some));
        let Some(columns) = of_prices else {
            // Too narrow for columns: each value stands behind its head, and the values below each other.
            let values = text
                .lines()
                .filter_map(|line| Some(line[..line.find(" USD")?].trim_end_matches(char::is_numeric).width()));
            let mut values: Vec<usize> = values.collect();
            values.dedup();
            assert_eq!(values.len(), 1, "{text}");
            continue;
        };
        for line in text
            .lines()
            .skip_while(|line| !line.starts_with('─'))
            .skip(1)
            .take_while(|line| !line.is_empty() && !line.starts_with(" ¹"))
        {
            for column in columns.iter().flatten() {
                let (Some(before), Some(_)) = (column.checked_sub(2), from_column(line, *column)) else { continue };
                let gap = from_column(line, before).unwrap_or_else(|| panic!("{column}: {line}"));
                assert!(gap.starts_with("  "), "{column}: {line}");
            }
        }
    }
}

#[test]
fn numbers_stand_to_the_right_with_their_unit_in_the_label() {
    let text = certcmp(&["list", "--quiet"]).stdout();
    let head = text.lines().find(|line| line.contains("Level")).unwrap();
    for label in [" USD", " Min"] {
        let end = head[..head.find(label).unwrap()].width() + label.len();
        // Marks have columns of their own, so the last digits stand below each other.
        let last_digit = |line: &str| {
            let number: String = from_column(line, end - 5)?.chars().take(5).collect();
            number.rfind(|found: char| found.is_ascii_digit())
        };
        let mut ends: Vec<usize> = text.lines().skip_while(|line| *line != head).filter_map(last_digit).collect();
        assert!(ends.len() > 5, "{text}");
        ends.sort_unstable();
        ends.dedup();
        assert_eq!(ends.len(), 1, "{label}: {text}");
    }
}

#[test]
fn plain_has_every_fact_of_the_table() {
    const FOUNDING: [&str; 4] = ["compare", "aws", "gcp", "azure"];
    let table = certcmp(&[&FOUNDING[..], &["--wide"]].concat()).width(2_000).stdout();
    let plain = certcmp(&[&FOUNDING[..], &["--format", "plain"]].concat()).stdout();
    let words: std::collections::HashSet<&str> =
        plain.split_whitespace().flat_map(|word| [word, word.trim_end_matches([',', ':'])]).collect();
    let rows = table.lines().skip_while(|line| !line.starts_with('─')).skip(1).take_while(|line| !line.is_empty());
    for word in rows.flat_map(str::split_whitespace) {
        let is_mark = word.chars().all(|found| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(found)) || word.starts_with("(+");
        if !is_mark {
            assert!(words.contains(word.trim_end_matches([',', ':'])), "{word}");
        }
    }
    let labels: BTreeSet<&str> = plain.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
    let shown = labels.iter().filter(|label| table.contains(&format!("\n {label} "))).count();
    let noted = labels
        .iter()
        .filter(|label| label.ends_with(" note") || label.contains("MLS-C01") || **label == "Certification")
        .count();
    assert_eq!(shown + noted, labels.len(), "{labels:?}");
}

#[test]
fn history_and_identity_come_last_in_a_whole_record() {
    let text = certcmp(&["show", "mla-c01", "--full"]).stdout();
    let line = |heading: &str| text.lines().position(|line| line.trim_start().starts_with(heading)).expect(heading);
    assert!(["Exam", "Lifecycle", "Identity"].map(line).is_sorted(), "{text}");
}
