//! Every format of every command: valid, complete, and the same whatever reads it.

use crate::support::{DAY, assert_valid, assert_width, certcmp, frozen, golden, ids, schema};
use serde_json::Value;
use std::collections::BTreeSet;

const FORMATS: [(&str, &str); 9] = [
    ("table", "txt"),
    ("plain", "plain.txt"),
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("csv", "csv"),
    ("markdown", "md"),
    ("ids", "ids"),
    ("html", "html"),
    ("tsv", "tsv"),
];

/// Every command that reports on the dataset, in a few of its ways.
const COMMANDS: &[&str] = &[
    "compare aws gcp azure",
    "compare mla-c02 aif-c01 pmle ai-103 ai-500 jp-100",
    "compare aws gcp azure --source article",
    "compare mla-c01 mla-c02 --differences",
    "compare aws gcp azure --current",
    "list --all",
    "show mla-c02",
    "show mls-c01 --sources",
    "show mla-c01 --language ja",
    "sources",
    "sources mls-c01",
    "services",
    "services cognitive services",
    "services agents",
    "overlap aws gcp azure",
    "overlap ai-102 ai-103",
    "recommend --cloud aws --topic agents --budget 200 --held aif-c01 --explain",
    "recommend --top 100",
    "cost mla-c02 gail ai-103 --years 6 --attempts 3",
    "cost ai-102 mls-c01 --years 4 --from 2026-03-15",
    "plan ai-103 --exam 2027-01-08 --hours-per-week 6",
    "plan mla-c02 --exam 2027-01-08 --hours-per-week 0.5",
    "changes --since 2024-01-01",
    "held tests/held/frozen.csv",
];

fn words(line: &str) -> Vec<&str> {
    match line.split_once("cognitive services") {
        Some((before, _)) => before.split_whitespace().chain(["cognitive services"]).collect(),
        None => line.split(' ').collect(),
    }
}

fn output(line: &str, more: &[&str]) -> String {
    certcmp(&[&words(line)[..], more, &["--quiet"]].concat()).stdout()
}

#[test]
fn golden_output_per_command_and_format() {
    for (name, line) in [
        ("compare", "compare aws gcp azure --fields status,instead,price,domains,services"),
        ("list", "list --provider gcp --all --fields id,name,status,price"),
        ("show", "show mla-c02 --fields sittings,price,domains,links"),
        ("sources", "sources gail"),
    ] {
        for (format, end) in &FORMATS[..7] {
            golden(&format!("format-{name}.{end}"), &output(line, &["--format", format]));
        }
    }
}

#[test]
fn every_format_is_valid_and_the_same_in_other_zones_and_locales() {
    let schema = schema("output");
    for line in COMMANDS {
        for (format, _) in FORMATS {
            let name = format!("{line} --format {format}");
            let text = output(line, &["--format", format, "--color", "always"]);
            assert!(format == "ids" || !text.is_empty(), "{name}");
            let run = certcmp(&[&words(line)[..], &["--format", format, "--quiet"]].concat());
            let elsewhere = run.variable("TZ", "Pacific/Kiritimati").variable("LC_ALL", "de_DE.UTF-8").stdout();
            match format {
                "table" => {
                    assert!(text.contains('\u{1b}') && !elsewhere.contains('\u{1b}'), "{name}");
                    continue;
                }
                "json" => {
                    let document: Value = serde_json::from_str(&text).unwrap();
                    assert_valid(&schema, &document, &name);
                    for key in ["format_version", "certcmp_version", "data_date", "as_of", "language"] {
                        assert!(document.get(key).is_some(), "{name} has no {key}");
                    }
                }
                "jsonl" => {
                    assert!(
                        text.lines().all(|line| serde_json::from_str::<Value>(line).unwrap().is_object()),
                        "{name}"
                    );
                }
                "csv" => {
                    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\n'), "{name}");
                    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
                    assert!(
                        reader.records().collect::<Result<Vec<_>, _>>().is_ok_and(|rows| !rows.is_empty()),
                        "{name}"
                    );
                }
                "plain" => {
                    for line in text.lines() {
                        assert!(!line.contains("  ") && !line.contains(['│', '─', '█', '¹']), "{name}: {line}");
                    }
                }
                "tsv" => {
                    let columns: Vec<usize> = text.lines().map(|line| line.split('\t').count()).collect();
                    assert!(columns.windows(2).all(|pair| pair[0] == pair[1]), "{name}: {columns:?}");
                }
                _ => {}
            }
            assert_eq!(text, elsewhere, "{name}");
            assert!(!text.contains('\u{1b}'), "{name}");
        }
    }
    for (document, code) in [("tests/data", 0), ("tests/bad-data/bad-unit.yaml", 1)] {
        let ran = certcmp(&["check", document, "--json"]).run();
        assert_eq!(ran.code, code);
        assert_valid(&schema, &serde_json::from_str(&ran.stdout).unwrap(), document);
    }
    for nothing in ["list --max-price 1", "recommend --budget 1"] {
        let text = output(nothing, &["--json"]);
        assert_valid(&schema, &serde_json::from_str(&text).unwrap(), nothing);
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_and_ascii_is_ascii() {
    for line in COMMANDS {
        for width in [40, 60, 80, 120, 200] {
            let text = certcmp(&[&words(line)[..], &["--quiet"]].concat()).width(width).stdout();
            assert_width(&text, width, line);
        }
        let odd = |found: &char| !matches!(found, ' '..='~' | '\n');
        // What stands in the dataset is printed as it is.
        let own = |found: &char| "äöüéïè–“”ü機械学習の基礎データ前処理と特徴量תירבע".contains(*found);
        let text = output(line, &["--ascii"]);
        let odd: String = text.chars().filter(|found| odd(found) && !own(found)).collect();
        assert!(odd.is_empty(), "{line}: {odd}");
        let by_locale = certcmp(&[&words(line)[..], &["--quiet"]].concat()).variable("LC_ALL", "C").stdout();
        assert_eq!(by_locale, text, "{line}");
    }
}

/// Addresses, days, exam codes and ids can be copied from every width.
#[test]
fn what_one_copies_is_never_broken() {
    let ids: Vec<String> = frozen().certifications.iter().map(|exam| exam.id.clone()).collect();
    let is_copied = |word: &&str| {
        let is_day = word.contains('-') && word.parse::<jiff::civil::Date>().is_ok();
        let is_id = ids.contains(&word.to_lowercase());
        // The day itself also stands below a drawing, for which there may be no room.
        word.starts_with("https://") || (is_day && *word != DAY) || is_id
    };
    let found = |line: &str, width: usize| -> BTreeSet<String> {
        let text = certcmp(&[&words(line)[..], &["--wide", "--quiet"]].concat()).width(width).stdout();
        let bare = |found: char| !(found.is_ascii_alphanumeric() || "/#\"'<>=".contains(found));
        let words = text.split([' ', '\n']).map(|word| word.trim_matches(bare));
        words.filter(is_copied).map(str::to_owned).collect()
    };
    for line in
        COMMANDS.iter().chain(&["show ai-103 --full", "show pmle --fields links", "compare aws gcp azure --full"])
    {
        let wide = found(line, 1_000);
        for width in [40, 47, 60, 80, 100] {
            let narrow = found(line, width);
            let broken: Vec<&String> = wide.difference(&narrow).collect();
            assert!(broken.is_empty(), "{line} at {width}: {broken:?}");
        }
    }
}

/// Every word of the comparison stands in the table at every width: nothing is cut in a pipe.
#[test]
fn nothing_is_lost_where_there_is_little_room() {
    let words = |width: usize| -> BTreeSet<String> {
        let text = certcmp(&["compare", "aws", "gcp", "azure", "--full"]).width(width).stdout();
        assert!(!text.contains('…'));
        text.split_whitespace().filter(|word| !word.starts_with(['─', '█'])).map(str::to_owned).collect()
    };
    let wide = words(400);
    for width in [60, 80, 120] {
        let narrow = words(width);
        let lost: Vec<&String> = wide.difference(&narrow).collect();
        assert!(lost.is_empty(), "{width}: {lost:?}");
    }
}

/// One line, one label, one value; what is said of a value has a line and a label of its own.
#[test]
fn plain_has_one_label_and_value_a_line() {
    let text = output("compare aws gcp azure", &["--format", "plain"]);
    for line in text.lines() {
        assert!(
            line.is_empty() || line.contains(": ") || line.ends_with('.') || line.starts_with("Compared"),
            "{line}"
        );
    }
    for label in ["Certification: ", "Available: "] {
        assert_eq!(text.lines().filter(|line| line.starts_with(label)).count(), 3, "{label}");
    }
    for (line, expected) in [
        ("show pmle --fields price", &["Price: 200 USD", "Price note: "][..]),
        ("show aif-c01 --fields duration", &["Duration: 90 min"]),
        ("show pmle --fields price --sources", &["Price: 200 USD", "Price note: ", "Price support: relayed"]),
    ] {
        let text = output(line, &["--format", "plain"]);
        let lines: Vec<&str> = text.lines().skip_while(|line| !line.contains(": ")).collect();
        for (line, expected) in lines.iter().zip(expected) {
            assert!(line == expected || (expected.ends_with(' ') && line.starts_with(expected)), "{text}");
        }
    }
}

#[test]
fn tab_separated_values_are_bare() {
    for (line, expected) in [
        ("show pmle --fields price", "200\n"),
        ("show pmle --fields questions", "50-60\n"),
        ("show ai-500 --fields price,duration", "id\tprice_usd"),
        ("compare gail ai-103 --fields price", "id\tprice_usd"),
        ("list --max-price 1 --fields price", "id\t"),
    ] {
        let text = output(line, &["--format", "tsv"]);
        assert!(text.starts_with(expected) && (!expected.ends_with('\n') || text == expected), "{line}: {text}");
    }
}

#[test]
fn the_same_certifications_in_the_same_order_in_every_format() {
    let of = |format: &str| output("list --all --sort price --fields id", &["--format", format]);
    let expected: Vec<String> = of("ids").lines().map(str::to_owned).collect();
    assert_eq!(expected.len(), 11);
    assert_eq!(ids(&of("json")), expected);
    for format in ["table", "plain", "csv", "tsv", "markdown", "jsonl", "html"] {
        let text = of(format).to_lowercase();
        let words = text.split(|found: char| !(found.is_alphanumeric() || found == '-'));
        let mut found: Vec<&str> = Vec::new();
        for word in words.filter(|word| expected.iter().any(|id| id == word)) {
            if !found.contains(&word) {
                found.push(word);
            }
        }
        // What replaces an exam may be named before its own line.
        let order = |id: &str| found.iter().position(|known| *known == id);
        assert_eq!(found.len(), expected.len(), "{format}");
        assert!(
            ["table", "csv", "tsv", "plain"].iter().all(|name| *name != format)
                || expected.iter().map(|id| order(id)).is_sorted(),
            "{format}: {found:?}"
        );
    }
}

#[test]
fn fields_choose_and_order_the_facts_in_every_format() {
    let of = |fields: &str, format: &str| output("compare gcp azure", &["--fields", fields, "--format", format]);
    for (format, labels) in [
        ("csv", ["duration_minutes_min", "price_usd"]),
        ("json", ["\"duration_minutes\"", "\"price_usd\""]),
        ("table", ["Duration", "Price"]),
        ("plain", ["Duration", "Price"]),
        ("markdown", ["Duration", "Price"]),
    ] {
        let text = of("duration,price", format);
        assert!(labels.map(|label| text.find(label).unwrap()).is_sorted() && !text.contains("assing"), "{text}");
        assert_eq!(of("duration_minutes,price_usd", format), text, "keys are names of fields too");
    }
}

#[test]
fn csv_has_no_byte_order_mark_and_keeps_cells_that_spreadsheets_calculate() {
    for name in ["=1+1", "+1", "-1", "@SUM(A1)"] {
        let amended = format!("amends: pmle\nname: {{ value: \"{name}\", support: official, sources: [csl-pmle] }}\n");
        let path = crate::support::file("formats-formula.yaml", amended);
        let text = output("show pmle --fields name", &["--data", path.to_str().unwrap(), "--format", "csv"]);
        assert!(text.starts_with("id,name") && text.contains(&format!("\r\npmle,{name}")), "{text}");
    }
}

#[test]
fn keys_have_one_type() {
    let document = certcmp(&["list", "--all"]).json();
    let mut kinds: std::collections::HashMap<String, std::mem::Discriminant<Value>> = Default::default();
    for record in document["certifications"].as_array().unwrap() {
        for (key, value) in record.as_object().unwrap().iter().filter(|(_, value)| !value.is_null()) {
            assert!(!matches!(value.as_str(), Some("N/A" | "")), "{key}");
            let kind = std::mem::discriminant(value);
            assert_eq!(*kinds.entry(key.clone()).or_insert(kind), kind, "{key}");
        }
    }
}

#[test]
fn differences_keep_only_what_differs() {
    let text = output("compare mla-c01 mla-c02 --differences", &["--format", "plain"]);
    assert!(text.contains("Exam code: MLA-C01") && text.contains("Duration"), "{text}");
    assert!(!text.contains("Level:") && !text.contains("Valid for:"), "{text}");
}
