//! `cost` on the real dataset and on records made for it: every event by the rules of the record, sums that are the
//! events' and nothing else, and what is not known left open.

mod own_data;
mod properties;
mod rules;

use crate::support::{golden, on_real_data as certcmp};
use serde_json::{Value, json};

const FOUNDING: &[&str] = &["cost", "aws", "gcp", "azure", "--current", "--years", "6"];
const FORMATS: [(&str, &str); 7] = [
    ("table", "txt"),
    ("plain", "plain.txt"),
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("csv", "csv"),
    ("markdown", "md"),
    ("ids", "ids"),
];

/// The JSON document of a run.
pub fn document(arguments: &[&str]) -> Value {
    let text = certcmp(&[arguments, &["--json", "--quiet"]].concat()).stdout();
    serde_json::from_str(&text).unwrap()
}

/// Date, kind, cost with discounts and in full of every event.
pub fn events(document: &Value) -> Vec<(String, String, Value, Value)> {
    let text = |event: &Value, key: &str| event[key].as_str().unwrap_or("not known").to_owned();
    let list = document["events"].as_array().unwrap().iter();
    list.map(|event| {
        (text(event, "date"), text(event, "event"), event["cost_usd"].clone(), event["full_cost_usd"].clone())
    })
    .collect()
}

/// One entry of [`events`].
pub fn event(day: &str, kind: &str, cost: Value, full: Value) -> (String, String, Value, Value) {
    (day.to_owned(), kind.to_owned(), cost, full)
}

#[test]
fn golden_output_per_format() {
    for (format, end) in FORMATS {
        let text = certcmp(&[FOUNDING, &["--quiet", "--format", format]].concat()).stdout();
        golden(&format!("cost-founding.{end}"), &text);
    }
}

#[test]
fn golden_output_of_odd_cases() {
    let retakes = &["cost", "mla-c02", "gail", "dea-c01", "--years", "4", "--attempts", "3", "--quiet"];
    golden("cost-retakes-100.txt", &certcmp(retakes).stdout());
    golden("cost-retakes-60.txt", &certcmp(retakes).width(60).stdout());
    let ended = &["cost", "ai-102", "mls-c01", "--years", "4", "--from", "2026-03-15", "--ascii", "--quiet"];
    golden("cost-ended-ascii.txt", &certcmp(ended).stdout());
}

/// The sums that anyone can check by hand from the events of the founding three.
#[test]
fn the_founding_three_add_up() {
    let document = document(FOUNDING);
    let of = |id: &str| -> Value {
        let totals = document["totals"].as_array().unwrap();
        totals.iter().find(|total| total["certification"] == id).unwrap().clone()
    };
    let sums = |id: &str| [&of(id)["cost_usd"], &of(id)["full_cost_usd"]].map(|sum| sum.as_f64().unwrap());
    // Exam 200 and renewals of 100 in place of 200 after two and four years; the exam once and five free assessments.
    assert_eq!((sums("pmle"), sums("ai-103")), ([400.0, 600.0], [165.0, 165.0]));
    // The beta, and in the fourth year an exam whose price nobody has published.
    assert_eq!(sums("mla-c02"), [75.0, 75.0]);
    assert_eq!(
        (&of("mla-c02")["cost_is_lower_bound"], &of("pmle")["cost_is_lower_bound"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(of("mla-c02")["not_known"], json!(["the price of mla-c02 on 2029-11-23"]));
    let years: Vec<f64> =
        of("pmle")["years"].as_array().unwrap().iter().map(|year| year["cost_usd"].as_f64().unwrap()).collect();
    assert_eq!(years, [200.0, 0.0, 100.0, 0.0, 100.0, 0.0]);
    assert_eq!(of("ai-103")["next"], json!({ "event": "renewal", "date": "2032-11-23" }));
    let notes = certcmp(FOUNDING).run().stderr;
    assert_eq!(
        notes,
        "note: mla-c02 stands in place of mls-c01; aip-c01, dea-c01, aif-c01 could be taken instead as well\n"
    );
}

/// Every assumption that rests on a fact names its sources, and they are described in the document.
#[test]
fn assumptions_have_their_sources() {
    let found = document(&["cost", "pmle", "dea-c01", "ai-103", "--years", "6", "--attempts", "2"]);
    let known: Vec<&Value> = found["sources"].as_array().unwrap().iter().map(|source| &source["id"]).collect();
    for assumption in found["assumptions"].as_array().unwrap() {
        let sources = assumption["sources"].as_array().unwrap();
        assert_eq!(assumption["certification"].is_null(), sources.is_empty(), "{assumption}");
        assert!(sources.iter().all(|source| known.contains(&source)), "{assumption}");
    }
    for event in found["events"].as_array().unwrap() {
        let sources = event["sources"].as_array().unwrap();
        assert!(!sources.is_empty() && sources.iter().all(|source| known.contains(&source)), "{event}");
    }
    let disputed = found["assumptions"].as_array().unwrap().iter().find(|entry| entry["about"] == "Price").unwrap();
    assert_eq!(disputed["disputed"], json!([{ "says": "125 USD", "sources": ["article"] }]));
}

#[test]
fn exams_that_cannot_be_taken_are_refused_all_at_once() {
    let error = certcmp(&["cost", "aws", "pmle", "azure", "ai-500", "--years", "3"]).error();
    assert_eq!(
        error,
        "error: mls-c01: it cannot be taken in English on 2026-11-23\n  \
         Retired: it could last be taken on 2026-03-31.\n  \
         instead: mla-c02 (beta), aip-c01, dea-c01, aif-c01\n\
         ai-102: it cannot be taken in English on 2026-11-23\n  \
         Retired: it could last be taken on 2026-06-30.\n  \
         instead: ai-103\n\
         ai-500: it is in doubt whether it can be taken in English on 2026-11-23\n  \
         In beta in English since 2026-07-22. The standard exam was planned for 2026-10, not confirmed. \
         Whether it can be taken on 2026-11-23 is in doubt.\n  \
         --current counts what replaced them; --from counts from another day\n"
    );
    let error = certcmp(&["cost", "paa", "--years", "3"]).error();
    assert!(error.contains("Not open in English yet") && error.contains("`certcmp list` shows"), "{error}");
    let error = certcmp(&["cost", "paa", "--years", "3", "--current"]).error();
    assert!(error.starts_with("error: none of these can be taken in English on 2026-11-23"), "{error}");
}

#[test]
fn the_first_day_decides_what_can_be_taken() {
    assert_eq!(certcmp(&["cost", "azure", "--years", "1", "--from", "2026-06-30", "--quiet"]).run().code, 0);
    let error = certcmp(&["cost", "azure", "--years", "1", "--from", "2026-07-01"]).error();
    assert!(error.contains("on 2026-07-01"), "{error}");
    let ran = certcmp(&["cost", "azure", "--years", "1", "--from", "2026-06-30", "--current", "--json"]).run();
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&document["events"][0]["certification"], &document["as_of"]), (&json!("ai-102"), &json!("2026-11-23")));
}

#[test]
fn bad_values_say_what_would_be_right() {
    for (arguments, needle) in [
        (&["cost", "pmle"][..], "--years <N>"),
        (&["cost", "--years", "3"], "<CERT>..."),
        (&["cost", "pmle", "--years", "0"], "1..=30"),
        (&["cost", "pmle", "--years", "31"], "1..=30"),
        (&["cost", "pmle", "--years", "six"], "--years"),
        (&["cost", "pmle", "--years", "3", "--attempts", "0"], "1..=10"),
        (&["cost", "pmle", "--years", "3", "--attempts", "11"], "1..=10"),
        (&["cost", "pmle", "--years", "3", "--from", "2026-02-30"], "no day of the calendar"),
        (&["cost", "pmle", "nope", "zilch", "--years", "3"], "zilch"),
    ] {
        let error = certcmp(arguments).bare().error();
        assert!(error.contains(needle), "{arguments:?}: {error}");
    }
}

#[test]
fn names_are_taken_from_stdin_and_counted_once() {
    let text = certcmp(&["cost", "-", "--years", "2", "--format", "ids"]).stdin("pmle\nPMLE\ngcp\nai-103\n").stdout();
    assert_eq!(text, "pmle\nai-103\n");
}

#[test]
fn the_examples_of_the_help_run() {
    let help = certcmp(&["cost", "--help"]).bare().stdout();
    let examples: Vec<&str> = help.lines().filter_map(|line| line.strip_prefix("  certcmp ")).collect();
    assert_eq!(examples.len(), 3);
    for example in examples {
        let arguments: Vec<&str> = example.split(' ').collect();
        assert!(!certcmp(&[&arguments[..], &["--quiet"]].concat()).stdout().is_empty(), "{example}");
    }
    assert!(certcmp(&["man", "cost"]).bare().stdout().contains("certcmp cost pmle"));
    assert!(certcmp(&["__complete", "--word=pml", "--", "cost"]).bare().stdout().starts_with("pmle\t"));
}

#[test]
fn documents_are_valid_by_the_schema_and_add_up() {
    let schema: Value = serde_json::from_str(&certcmp(&["schema", "output"]).bare().stdout()).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    for arguments in [
        FOUNDING,
        &["cost", "mla-c02", "gail", "ab-100", "--years", "30", "--attempts", "10"],
        &["cost", "ai-102", "mls-c01", "--years", "4", "--from", "2026-03-15"],
    ] {
        let document = document(arguments);
        let faults: Vec<String> =
            validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{arguments:?}: {faults:#?}");
        for total in document["totals"].as_array().unwrap() {
            let own = document["events"].as_array().unwrap().iter();
            let own: Vec<&Value> = own.filter(|event| event["certification"] == total["certification"]).collect();
            for key in ["cost_usd", "full_cost_usd"] {
                let sum: f64 = own.iter().filter_map(|event| event[key].as_f64()).sum();
                assert_eq!(total[key].as_f64(), Some(sum), "{arguments:?}: {key}");
            }
        }
    }
}

#[test]
fn bars_are_for_people_and_lines_fit() {
    let command: &[&str] =
        &["cost", "mla-c02", "pmle", "ai-103", "aif-c01", "gail", "--years", "30", "--attempts", "3", "--quiet"];
    for width in [40, 60, 80, 100, 120] {
        let text = certcmp(command).width(width).stdout();
        let wide: Vec<&str> =
            text.lines().filter(|line| unicode_width::UnicodeWidthStr::width(*line) > width).collect();
        assert!(wide.is_empty(), "{width}: {wide:#?}");
    }
    assert!(certcmp(command).stdout().contains('█'));
    let ascii = certcmp(&[command, &["--ascii"]].concat()).stdout();
    assert!(ascii.contains("####") && !ascii.contains('█'));
    for format in ["plain", "json", "jsonl", "csv", "markdown", "ids"] {
        let text = certcmp(&[command, &["--format", format, "--color", "always"]].concat()).stdout();
        assert!(!text.contains(['█', '▌', '\u{1b}']), "{format}");
        let runs = format == "plain" && text.lines().any(|line| line.contains("  "));
        assert!(!runs, "{text}");
    }
    let csv = certcmp(&[command, &["--format", "csv"]].concat()).stdout();
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(csv.as_bytes());
    assert!(reader.records().count() > 50);
    let lines = certcmp(&[command, &["--format", "jsonl"]].concat()).stdout();
    assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
}
