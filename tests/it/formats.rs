//! Every format of every command: valid, complete, and the same whatever reads it.

use crate::support::{DAY, assert_valid, assert_width, certcmp, frozen, golden, ids, schema};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::mem::{Discriminant, discriminant};

const FORMATS: [&str; 9] = ["table", "plain", "json", "jsonl", "csv", "markdown", "ids", "tsv", "html"];

/// Every command that reports on the dataset, in a few of its ways.
const COMMANDS: &[&str] = &[
    "compare aws gcp azure",
    "compare mla-c02 aif-c01 pmle ai-103 ai-500 jp-100",
    "compare aws gcp azure --source article",
    "compare mla-c01 mla-c02 --differences",
    "list --all",
    "show mla-c02",
    "show mls-c01 --sources",
    "show mla-c01 --language ja",
    "sources",
    "sources mls-c01",
    "services",
    "services foundry",
    "services vertex --sources",
    "services cognitive",
    "services agents",
    "overlap ai-102 ai-103",
    "overlap mla-c02 pmle ai-103",
    "recommend --cloud aws --topic agents --budget 200 --held aif-c01 --explain",
    "cost mla-c02 gail ai-103 --years 6 --attempts 3",
    "plan ai-103 --exam 2027-01-08 --hours-per-week 6",
    "changes --since 2024-01-01",
    "held tests/held/frozen.csv",
];

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn output(line: &str, more: &[&str]) -> String {
    certcmp(&[&words(line)[..], more, &["--quiet"]].concat()).stdout()
}

#[test]
fn golden_screens_and_documents() {
    for (name, command, width) in [
        ("compare-first-screen.txt", "compare mla-c02 pmle ai-103", 100),
        ("list-first-screen.txt", "list", 80),
        ("show-first-screen.txt", "show pmle", 80),
        ("cost.txt", "cost pmle mla-c02 ai-103 gail --events --assumptions", 80),
        ("cost.json", "cost pmle mla-c02 ai-103 gail --json", 100),
        ("cost.md", "cost pmle mla-c02 ai-103 gail --format markdown", 100),
        ("plan.txt", "plan ai-103 --exam 2027-01-08 --hours-per-week 7.5", 80),
        ("plan.json", "plan ai-103 --exam 2027-01-08 --hours-per-week 7.5 --json", 100),
        ("plan.csv", "plan ai-103 --exam 2027-01-08 --hours-per-week 7.5 --format csv", 100),
        ("plan.ics", "plan ai-103 --exam 2027-01-08 --hours-per-week 7.5 --format ics", 100),
        ("overlap.txt", "overlap mla-c02 pmle", 80),
        ("overlap.json", "overlap ai-102 ai-103 --json", 100),
        ("recommend.txt", "recommend aws microsoft --role 'ML engineer'", 80),
        ("recommend.json", "recommend google --top 1 --json", 100),
        ("recommend-explain.txt", "recommend aws --top 1 --explain", 80),
        ("recommend-held.txt", "recommend --held ai-103", 80),
        ("services-vertex.txt", "services 'vertex ai'", 80),
        ("services-vertex.json", "services 'vertex ai' --json", 100),
        ("services-overview.txt", "services", 80),
    ] {
        golden(name, &crate::support::line(command).width(width).stdout());
    }
}

#[test]
fn golden_output_per_command_and_format() {
    for (name, line) in [
        ("compare", "compare aws gcp azure --fields status,instead,price,domains,services"),
        ("list", "list --provider gcp --all --fields id,name,status,price"),
        ("show", "show mla-c02 --fields sittings,price,domains,links"),
        ("sources", "sources gail"),
    ] {
        for format in &FORMATS[..7] {
            golden(&format!("format-{name}.{format}"), &output(line, &["--format", format]));
        }
    }
}

fn is_valid(format: &str, text: &str) -> bool {
    let json = |text: &str| serde_json::from_str::<Value>(text).is_ok_and(|value| value.is_object());
    match format {
        "json" => json(text),
        "jsonl" => text.lines().all(json),
        "csv" => {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let names = reader.headers().unwrap().clone();
            let distinct: std::collections::BTreeSet<&str> = names.iter().collect();
            let rows = reader.into_records().all(|row| row.is_ok());
            rows && distinct.len() == names.len() && text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\n')
        }
        "tsv" => {
            text.lines().all(|line| line.matches('\t').count() == text.lines().next().unwrap().matches('\t').count())
        }
        "plain" => !text.contains("  ") && !text.contains(['│', '─', '█', '¹']),
        "ids" => true,
        _ => !text.is_empty(),
    }
}

#[test]
fn every_format_is_valid_and_the_same_in_other_zones_and_locales() {
    let schema = schema("output");
    for (at, line) in COMMANDS.iter().enumerate() {
        for (nth, format) in FORMATS.into_iter().enumerate() {
            let name = format!("{line} --format {format}");
            let text = output(line, &["--format", format, "--color", "always"]);
            assert!(is_valid(format, &text) && text.contains('\u{1b}') == (format == "table"), "{name}: {text}");
            if format == "json" {
                let document: Value = serde_json::from_str(&text).unwrap();
                assert_valid(&schema, &document, &name);
                let head = ["format_version", "certcmp_version", "data_date", "as_of", "language"];
                assert!(head.iter().all(|key| document.get(key).is_some()), "{name}");
            }
            // Each command in three formats, and each format for a third of the commands.
            if (at + nth) % 3 == 0 {
                let elsewhere = certcmp(&[&words(line)[..], &["--format", format, "--quiet"]].concat());
                let elsewhere = elsewhere.variable("TZ", "Pacific/Kiritimati").variable("LC_ALL", "de_DE.UTF-8");
                let elsewhere = elsewhere.stdout();
                assert!(format == "table" || text == elsewhere, "{name}");
                assert!(!elsewhere.contains('\u{1b}'), "{name}");
            }
        }
    }
}

#[test]
fn documents_are_valid_by_the_schema() {
    let schema = schema("output");
    for (line, code) in [
        ("check tests/data", 0),
        ("check tests/bad-data/bad-unit.yaml", 1),
        ("list --max-price 1", 0),
        ("recommend --budget 1", 0),
        ("cost pmle mla-c02 ai-103 gail", 0),
        ("cost mla-c02 gail ai-500 --years 30 --attempts 10", 0),
        ("cost ai-102 mls-c01 --years 4 --from 2026-03-15", 0),
        ("plan ai-103 --exam 2027-01-20 --retakes", 0),
        ("plan mla-c02 --exam 2027-01-20 --retakes", 0),
        ("plan pmle --exam 2027-01-20 --retakes", 0),
        ("plan no-domains --exam 2027-01-20 --retakes --data tests/own-data/exams.yaml", 0),
        ("plan no-weights --exam 2027-01-20 --retakes --data tests/own-data/exams.yaml", 0),
        ("plan odd-names --exam 2027-01-20 --retakes --data tests/own-data/exams.yaml", 0),
    ] {
        let ran = crate::support::line(line).argument("--json").run();
        assert_eq!(ran.code, code, "{line}: {}", ran.stderr);
        assert_valid(&schema, &serde_json::from_str(&ran.stdout).unwrap(), line);
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_and_ascii_is_ascii() {
    for line in COMMANDS {
        for width in [40, 80, 120] {
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

/// Addresses, days, exam codes and ids can be copied from every width; of a whole comparison no word is lost.
#[test]
fn what_one_copies_is_never_broken() {
    const WHOLE: &str = "compare aws gcp azure --full";
    let ids: Vec<String> = frozen().certifications.iter().map(|exam| exam.id.clone()).collect();
    let is_copied = |word: &str| {
        let is_day = word.contains('-') && word.parse::<jiff::civil::Date>().is_ok();
        let is_id = ids.contains(&word.to_lowercase());
        // The day itself also stands below a drawing, for which there may be no room.
        word.starts_with("https://") || (is_day && word != DAY) || is_id
    };
    let found = |line: &str, width: usize| -> BTreeSet<String> {
        let text = certcmp(&[&words(line)[..], &["--wide", "--quiet"]].concat()).width(width).stdout();
        let bare = |found: char| !(found.is_ascii_alphanumeric() || "/#\"'<>=".contains(found));
        assert!(!text.contains('…'), "{text}");
        assert_width(&text, width, line);
        let words = text.split([' ', '\n']).map(|word| word.trim_matches(bare));
        words.filter(|word| line == WHOLE || is_copied(word)).map(str::to_owned).collect()
    };
    for line in COMMANDS.iter().chain(&["show ai-103 --full", "show pmle --fields links", WHOLE]) {
        let wide = found(line, 1_000);
        for width in [40, 47, 60, 80, 100, 200] {
            let narrow = found(line, width);
            let broken: Vec<&String> = wide.difference(&narrow).collect();
            assert!(broken.is_empty(), "{line} at {width}: {broken:?}");
        }
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
    // People read codes, which are the ids in capitals.
    let of = |format: &str| output("list --all --sort price --fields id", &["--format", format]).to_lowercase();
    let expected: Vec<String> = of("ids").lines().map(str::to_owned).collect();
    assert_eq!(expected.len(), 11);
    assert_eq!(ids(&of("json")), expected);
    for format in FORMATS {
        let text = of(format);
        let mut found: Vec<&str> = Vec::new();
        for word in text.split(|found: char| !(found.is_alphanumeric() || found == '-')) {
            if expected.iter().any(|id| id == word) && !found.contains(&word) {
                found.push(word);
            }
        }
        assert_eq!(found.len(), expected.len(), "{format}");
        // Elsewhere what replaces an exam may be named before its own line.
        assert!(!["table", "csv", "tsv", "plain", "ids"].contains(&format) || found == expected, "{format}: {found:?}");
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
    let mut kinds: HashMap<String, Discriminant<Value>> = HashMap::new();
    let records = document["certifications"].as_array().unwrap().iter();
    for (key, value) in records.flat_map(|record| record.as_object().unwrap()).filter(|(_, value)| !value.is_null()) {
        assert!(!matches!(value.as_str(), Some("N/A" | "")), "{key}");
        let kind = discriminant(value);
        assert_eq!(*kinds.entry(key.clone()).or_insert(kind), kind, "{key}");
    }
}
