//! `cost` on the frozen dataset and on records made for a rule.

mod properties;
mod rules;

use crate::support::{certcmp, folder};
use serde_json::{Value, json};

/// The JSON document of a run.
pub fn document(arguments: &[&str]) -> Value {
    certcmp(arguments).json()
}

/// Writes facts of one's own, with a source `own`, and returns the path of their folder.
pub fn own_data(name: &str, facts: &str) -> String {
    let folder = folder(name);
    let source = "id: own, title: Own, publisher: Own, official: false, access: third-party, read: 2026-11-23";
    std::fs::write(folder.join("sources.yaml"), format!("sources:\n  - {{ {source} }}\n")).unwrap();
    std::fs::write(folder.join("own.yaml"), facts).unwrap();
    folder.display().to_string()
}

/// The document of a run with facts of one's own.
pub fn document_with(name: &str, facts: &str, arguments: &[&str]) -> Value {
    document(&[arguments, &["--data", &own_data(name, facts)]].concat())
}

/// The events on a line each: `2026-11-23 exam 200`, with the full price where it is another, and `?` for what is not
/// known.
pub fn events(document: &Value) -> Vec<String> {
    let fee = |event: &Value| match (&event["cost_usd"], &event["full_cost_usd"]) {
        _ if event["has_fee"] == false => String::new(),
        (due, full) if due.is_null() && full.is_null() => " ?".to_owned(),
        (due, full) if due == full => format!(" {due}"),
        (due, full) => format!(" {due} of {full}"),
    };
    let line = |event: &Value| {
        let date = event["date"].as_str().unwrap_or("?");
        format!("{date} {}{}", event["event"].as_str().unwrap(), fee(event))
    };
    document["events"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn the_fees_of_each_year_stand_beside_all_totals() {
    let two = certcmp(&["cost", "pmle", "gail"]).width(80).stdout();
    let line = two.lines().find(|line| line.contains("Both")).unwrap();
    let numbers: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(numbers, ["Both", "299", "–", "100", "49.50", "100", "–", "–", "548.50", "798"]);
}

#[test]
fn many_years_stand_one_below_the_other_without_those_that_cost_nothing() {
    let text = certcmp(&["cost", "pmle", "gail", "--years", "20"]).width(80).stdout();
    let year = |year: &str| text.lines().find(|line| line.trim_start().starts_with(year)).map(str::to_owned);
    assert_eq!(year("2028").unwrap().split_whitespace().collect::<Vec<_>>(), ["2028", "100", "–", "100"]);
    assert!(year("2027").is_none(), "{text}");
    assert!(year("Total").is_some() && year("Without discounts").is_some(), "{text}");
}

#[test]
fn what_is_not_known_is_a_question_mark_in_its_year() {
    let facts = "amends: mla-c02\nprice: { value: 150 USD, support: official, sources: [own] }\n";
    let path = own_data("cost-question-mark", facts);
    for (data, year, total) in [(None, "?", " ?"), (Some(path.as_str()), "150", "225")] {
        let own: Vec<&str> = data.into_iter().flat_map(|path| ["--data", path]).collect();
        let text = certcmp(&[&["cost", "mla-c02", "--quiet"][..], &own].concat()).width(120).stdout();
        let heads = text.lines().find(|line| line.contains("2027")).unwrap();
        let line = text.lines().find(|line| line.trim_start().starts_with("MLA-C02  ")).unwrap();
        let at = heads.find("2027").unwrap();
        assert_eq!(line[at..].split_whitespace().next(), Some(year), "{text}");
        assert!(line.contains(total), "{text}");
        let note =
            "MLA-C02: beta, perhaps closed; exam planned 2027-01-14; counted from 2027-01-14; the beta at 75 USD";
        assert!(text.contains(note), "{text}");
    }
}

#[test]
fn every_assumption_from_a_fact_names_sources_that_are_described() {
    let found = document(&["cost", "pmle", "aif-c01", "ai-103", "--attempts", "2"]);
    let known: Vec<&Value> = found["sources"].as_array().unwrap().iter().map(|source| &source["id"]).collect();
    let described = |sources: &Value| {
        let sources = sources.as_array().unwrap();
        !sources.is_empty() && sources.iter().all(|source| known.contains(&source))
    };
    for assumption in found["assumptions"].as_array().unwrap() {
        let own = assumption["certification"].is_null();
        assert_eq!(own, assumption["evidence"].is_null(), "{assumption}");
        assert!(own || described(&assumption["evidence"]["sources"]), "{assumption}");
    }
    for event in found["events"].as_array().unwrap() {
        assert!(described(&event["sources"]), "{event}");
    }
}

/// Writes a file of certificates and returns its path.
fn held_file(name: &str, text: &str) -> String {
    let path = folder(name).join("mine.csv");
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn what_is_held_costs_no_exam_and_its_renewals_from_the_day_of_lapse() {
    let mine = held_file("cost-held", "cert,earned\npmle,2025-01-15\nai-102,2025-12-20\nai-901,2026-05-31\n");
    let found = document(&["cost", "pmle", "--held", &mine, "--years", "4"]);
    assert_eq!(events(&found), ["2027-01-15 renewal 100 of 200", "2029-01-15 renewal 100 of 200"]);
    assert_eq!((&found["totals"][0]["held"], &found["totals"][0]["lapses"]), (&json!(true), &json!("2031-01-15")));
    let all = document(&["cost", "--held", &mine, "--years", "2"]);
    assert_eq!(events(&all), ["2026-12-20 lapse", "2027-01-15 renewal 100 of 200"], "an ended exam is no error");
    assert_eq!(all["totals"].as_array().unwrap().len(), 3);
    let text = certcmp(&["cost", "--held", &mine]).stdout();
    for needle in ["PMLE: held until 2027-01-15.", "Held already; renewed on the day of lapsing", "AI-102: lapses on"] {
        assert!(text.contains(needle), "{needle}: {text}");
    }
    let later = |from| document(&["cost", "pmle", "--held", &mine, "--from", from, "--years", "1"]);
    assert_eq!(events(&later("2027-01-16")), ["2027-01-16 renewal 100 of 200"], "it can still be renewed then");
    assert_eq!(events(&later("2027-02-15")), ["2027-02-15 exam 200"], "it cannot be renewed any more");
}

#[test]
fn a_day_of_lapse_that_is_not_known_is_no_renewal_that_is_counted() {
    let found = document(&["cost", "pmle", "--held", "pmle"]);
    assert_eq!(events(&found), [""; 0]);
    assert_eq!(found["total"]["cost_is_lower_bound"], true);
    assert_eq!(document(&["cost", "ai-901", "--held", "ai-901"])["total"]["cost_is_lower_bound"], false);
}

#[test]
fn the_discount_for_holders_is_used_once_for_each_certificate() {
    let one = document(&["cost", "aif-c01", "mla-c02", "--held", "mls-c01", "--years", "1"]);
    assert_eq!(events(&one)[0], "2026-11-23 exam 50 of 100");
    assert!(!events(&one)[1].contains("of"), "{:?}", events(&one));
    assert_eq!(events(&document(&["cost", "aif-c01", "--held", "pmle", "--years", "1"]))[0], "2026-11-23 exam 100");
    let facts = "amends: mla-c01\ncontinued_by: { value: [mla-c02], support: official, sources: [own] }\n";
    let same = document_with("cost-continued", facts, &["cost", "mla-c02", "--held", "mla-c01"]);
    assert_eq!(same["totals"][0]["held"], true, "MLA-C02 leads to the certificate of MLA-C01");
}

#[test]
fn a_value_with_a_dot_or_a_slash_is_a_file_and_other_values_are_names() {
    let team = held_file("cost-held-team", "who,cert,earned\nbo,pmle,2025-01-15\nada,gail,2026-01-01\n");
    for command in ["cost", "recommend"] {
        for (value, message) in [
            ("nothing.csv", "cannot read `nothing.csv`"),
            ("./nothing", "cannot read `./nothing`"),
            ("nothing", "no certification matches `nothing`"),
            (&team, "--held is about one person, and the file has certificates of ada, bo"),
            ("tests/held/bad/day-order.csv", "line 2: `15/01/2025` is not a date; write it like 2025-01-15"),
        ] {
            let error = certcmp(&[command, "--held", value]).error();
            assert!(error.contains(message), "{command} {value}: {error}");
        }
        let run = |text: &str| certcmp(&[command, "--held", "-"]).stdin(text).day("2026-11-23");
        assert!(run("cert,earned\npmle,2025-01-15\n").stdout().contains("2027-01-15"));
        let old = run("cert,earned\npmle,2023-01-15\naif-c01,2026-01-15\n").stdout();
        assert!(old.contains("PMLE lapsed on 2025-01-15, so it does not count as held."), "{old}");
        let export = "Name,Issuer,Certification,Issued At,Expires At\nada,Sample,Speaking,2023-09-01,\nada,Sample,PMLE,2025-01-15,\n";
        assert!(run(export).stdout().contains("Not used, line 2: `Speaking` is not a certification"));
    }
}
