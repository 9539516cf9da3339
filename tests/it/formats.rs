//! Every format of every command: valid, complete, and the same whatever reads it.

use crate::support::{golden, ids, on_real_data as certcmp};
use serde_json::Value;

const FORMATS: [&str; 7] = ["table", "plain", "json", "jsonl", "csv", "markdown", "ids"];

/// Every command that reports on the dataset.
const COMMANDS: &[&[&str]] = &[
    &["compare", "aws", "gcp", "azure"],
    &["compare", "aws", "gcp", "azure", "--source", "article"],
    &["list", "--all"],
    &["show", "mls-c01", "--sources"],
    &["sources", "mls-c01"],
    &["sources"],
    &["services"],
    &["services", "cognitive services"],
    &["overlap", "aws", "gcp", "azure"],
    &["recommend", "--cloud", "aws", "--topic", "agents", "--budget", "200", "--held", "aif-c01", "--explain"],
];

#[test]
fn golden_output_per_command_and_format() {
    for (name, command) in [
        (
            "compare",
            &["compare", "aws", "gcp", "azure", "--fields", "status,instead,price,duration,questions,domains,services"]
                [..],
        ),
        ("list", &["list", "--provider", "gcp"]),
        ("show", &["show", "mla-c02", "--fields", "sittings,price,domains,links"]),
        ("sources", &["sources", "aib-c01"]),
    ] {
        for (format, end) in FORMATS.iter().zip(["txt", "plain.txt", "json", "jsonl", "csv", "md", "ids"]) {
            let ran = certcmp(&[command, &["--format", format, "--quiet"]].concat()).run();
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name} {format}");
            golden(&format!("format-{name}.{end}"), &ran.stdout);
        }
    }
}

#[test]
fn no_machine_format_ever_holds_an_escape() {
    for command in COMMANDS {
        for format in ["json", "jsonl", "csv", "markdown", "ids", "plain", "html"] {
            let text = certcmp(&[*command, &["--format", format, "--color", "always", "--quiet"]].concat()).stdout();
            assert!(!text.contains('\u{1b}'), "{command:?} {format}");
        }
    }
}

#[test]
fn colours_are_few_and_only_where_they_are_wanted() {
    for command in COMMANDS {
        let colored = certcmp(&[*command, &["--color", "always", "--quiet"]].concat()).stdout();
        let plain = certcmp(&[*command, &["--color", "never", "--quiet"]].concat()).stdout();
        assert!(!plain.contains('\u{1b}') && colored.contains('\u{1b}'), "{command:?}");
        for code in colored.split('\u{1b}').skip(1).map(|rest| rest.split_inclusive('m').next().unwrap()) {
            let known = ["[0m", "[1m", "[94m", "[31m", "[32m", "[35m"];
            assert!(known.contains(&code), "{command:?}: {code:?}");
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let sets: [&[&str]; 3] = [
        &["compare", "aws", "gcp"],
        &["compare", "aws", "gcp", "azure"],
        &["compare", "mla-c02", "aip-c01", "pmle", "ai-103", "ai-300"],
    ];
    for command in COMMANDS.iter().copied().chain(sets) {
        for width in [40, 60, 80, 100, 120, 200] {
            let text = certcmp(&[command, &["--quiet"]].concat()).width(width).stdout();
            for line in text.lines() {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= width, "{command:?} at {width}: {columns} columns: {line}");
            }
        }
    }
}

/// Every value of the comparison stands in the table at every width: nothing is cut in a pipe.
#[test]
fn nothing_is_lost_where_there_is_little_room() {
    let words = |text: &str| -> Vec<String> {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        words.dedup();
        words
    };
    let wide = words(&certcmp(&["compare", "aws", "gcp", "azure"]).width(400).stdout());
    for width in [60, 80, 120] {
        let text = certcmp(&["compare", "aws", "gcp", "azure"]).width(width).stdout();
        assert!(!text.contains('…'));
        let narrow = words(&text);
        let lost: Vec<&String> =
            wide.iter().filter(|word| !narrow.contains(word) && !word.starts_with(['─', '█'])).collect();
        assert!(lost.is_empty(), "{width}: {lost:?}");
    }
}

#[test]
fn plain_has_one_label_and_value_a_line() {
    let text = certcmp(&["compare", "aws", "gcp", "azure", "--format", "plain"]).stdout();
    for line in text.lines().filter(|line| !line.is_empty()) {
        assert!(line.contains(": "), "{line}");
        assert!(!line.contains("  ") && !line.contains(['│', '─', '|', '¹']), "{line}");
    }
    assert_eq!(text.lines().filter(|line| line.starts_with("Certification: ")).count(), 3);
    assert_eq!(text.lines().filter(|line| line.starts_with("Price: ")).count(), 3);
}

#[test]
fn csv_survives_a_strict_reader() {
    for command in COMMANDS {
        let text = certcmp(&[*command, &["--format", "csv", "--quiet"]].concat()).stdout();
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\n'), "{command:?}");
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
        let width = reader.headers().unwrap().len();
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == width), "{command:?}");
    }
}

#[test]
fn csv_names_the_disputed_facts() {
    let text =
        certcmp(&["list", "--format", "csv", "--fields", "price,duration", "--provider", "gcp", "--quiet"]).stdout();
    assert!(text.contains("pmle,200,120,120,price_usd; duration_minutes\r\n"), "{text}");
}

#[test]
fn jsonl_is_one_object_a_line() {
    for command in COMMANDS {
        let text = certcmp(&[*command, &["--format", "jsonl", "--quiet"]].concat()).stdout();
        assert!(text.ends_with('\n'));
        for line in text.lines() {
            assert!(serde_json::from_str::<Value>(line).unwrap().is_object(), "{line}");
        }
    }
}

#[test]
fn the_same_certifications_in_the_same_order_in_every_format() {
    let base = ["list", "--all", "--sort", "price", "--fields", "id", "--quiet"];
    let of = |format: &str| certcmp(&[&base[..], &["--format", format]].concat()).stdout();
    let expected: Vec<String> = of("ids").lines().map(str::to_owned).collect();
    assert_eq!(expected.len(), 28);
    assert_eq!(ids(&of("json")), expected);
    let csv: Vec<String> = of("csv").lines().skip(1).map(|line| line.trim().to_owned()).collect();
    assert_eq!(csv, expected);
    let markdown: Vec<String> =
        of("markdown").lines().skip(2).map(|line| line.trim_matches(['|', ' ']).to_owned()).collect();
    assert_eq!(markdown, expected);
    let table: Vec<String> = of("table").lines().skip(2).map(|line| line.trim().to_owned()).collect();
    assert_eq!(table, expected);
    let plain: Vec<String> =
        of("plain").lines().filter_map(|line| line.strip_prefix("ID: ")).map(str::to_owned).collect();
    assert_eq!(plain, expected);
}

#[test]
fn fields_choose_and_order_the_facts_in_every_format() {
    let base = ["compare", "gcp", "azure", "--fields", "duration,price", "--quiet"];
    let of = |format: &str| certcmp(&[&base[..], &["--format", format]].concat()).stdout();
    assert!(of("csv").starts_with("id,duration_minutes_min,duration_minutes_max,price_usd,disputed\r\n"));
    let json = of("json");
    assert!(json.find("\"duration_minutes\"").unwrap() < json.find("\"price_usd\"").unwrap());
    assert!(!json.contains("passing_score"));
    let labels =
        |text: &str| -> Vec<usize> { ["Duration", "Price"].iter().map(|label| text.find(label).unwrap()).collect() };
    for format in ["table", "plain", "markdown"] {
        assert!(labels(&of(format)).is_sorted(), "{format}");
    }
    let by_key =
        certcmp(&["compare", "gcp", "azure", "--fields", "duration_minutes,price_usd", "--quiet", "--json"]).stdout();
    assert_eq!(by_key, json);
}

#[test]
fn keys_have_one_type() {
    let text = certcmp(&["list", "--all", "--json"]).stdout();
    let document: Value = serde_json::from_str(&text).unwrap();
    let kind = |value: &Value| match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let mut kinds: std::collections::HashMap<String, &str> = std::collections::HashMap::new();
    for record in document["certifications"].as_array().unwrap() {
        for (key, value) in record.as_object().unwrap() {
            assert!(!matches!(value.as_str(), Some("N/A" | "unknown" | "")), "{key}");
            if !value.is_null() {
                let known = kinds.entry(key.clone()).or_insert(kind(value));
                assert_eq!(*known, kind(value), "{key}");
            }
        }
    }
}

#[test]
fn the_same_bytes_twice_and_in_other_zones_and_locales() {
    for command in COMMANDS {
        for format in FORMATS.iter().chain(&["html"]) {
            let of = |zone: &str, locale: &str| {
                let run = certcmp(&[*command, &["--format", format, "--quiet"]].concat());
                run.variable("TZ", zone).variable("LC_ALL", locale).stdout()
            };
            let first = of("UTC", "C.UTF-8");
            assert_eq!(first, of("Pacific/Kiritimati", "de_DE.UTF-8"), "{command:?} {format}");
        }
    }
}

#[test]
fn differences_keep_only_what_differs() {
    let text = certcmp(&["compare", "mla-c01", "mla-c02", "--differences", "--format", "plain"]).stdout();
    assert!(text.contains("Exam code: MLA-C01") && text.contains("Duration"), "{text}");
    assert!(!text.contains("Level:") && !text.contains("Valid for:"), "{text}");
    let same = certcmp(&["compare", "mls-c01", "--differences"]).run();
    assert!(same.stderr.contains("nothing differs"), "{}", same.stderr);
}

#[test]
fn only_ascii_is_drawn_where_only_ascii_is_wanted() {
    let base = ["compare", "aws", "gcp", "azure", "--fields", "status,price,duration,questions,domains", "--quiet"];
    for run in [certcmp(&[&base[..], &["--ascii"]].concat()), certcmp(&base).variable("LC_ALL", "C")] {
        let text = run.stdout();
        let odd: Vec<char> = text.chars().filter(|found| !matches!(found, ' '..='~' | '\n')).collect();
        assert!(odd.is_empty(), "{odd:?}");
    }
}
