//! Rules that no exam of the dataset has now, on records of one's own.

use super::{document, event, events};
use crate::support::{folder, on_real_data as certcmp};
use serde_json::{Value, json};

/// Facts of one's own: a file of a source, and corrections of one record.
fn own(name: &str, facts: &str) -> String {
    let folder = folder(name);
    let source = "id: own, title: Own, publisher: Own, official: false, access: third-party, read: 2026-11-23";
    std::fs::write(folder.join("sources.yaml"), format!("sources:\n  - {{ {source} }}\n")).unwrap();
    std::fs::write(folder.join("own.yaml"), facts).unwrap();
    folder.display().to_string()
}

fn with_own(name: &str, facts: &str, arguments: &[&str]) -> Value {
    let path = own(name, facts);
    document(&[arguments, &["--data", &path]].concat())
}

#[test]
fn renewals_are_done_before_they_end_if_the_window_is_open() {
    let ends = |day: &str| {
        let facts = format!("amends: pmle\nrenewals_end: {{ value: {day}, support: official, sources: [own] }}\n");
        let found = with_own(&format!("cost-ends-{day}"), &facts, &["cost", "pmle", "--years", "6"]);
        events(&found).into_iter().map(|event| format!("{} {}", event.0, event.1)).collect::<Vec<_>>()
    };
    // The window opens 60 days before 2028-11-23.
    assert_eq!(
        ends("2028-10-15"),
        ["2026-11-23 exam", "2028-10-15 renewal", "2028-10-15 renewals-end", "2030-10-15 lapse"]
    );
    assert_eq!(ends("2028-09-23"), ["2026-11-23 exam", "2028-09-23 renewals-end", "2028-11-23 lapse"]);
    assert_eq!(ends("2026-11-22"), ["2026-11-23 exam", "2028-11-23 lapse"]);
    assert_eq!(ends("2028-11-23")[1], "2028-11-23 renewal");
}

#[test]
fn a_certification_that_ends_ends_its_renewals_unless_it_is_continued() {
    let facts = "amends: dea-c01\ncertification_ends: { value: 2028-01-31, support: official, sources: [own] }\n";
    let found = with_own("cost-certification-ends", facts, &["cost", "dea-c01", "--years", "5"]);
    let kinds: Vec<String> = events(&found).into_iter().map(|event| event.1).collect();
    assert_eq!(kinds, ["exam", "renewals-end", "lapse"]);
    let continued = format!("{facts}continued_by: {{ value: [aif-c01], support: official, sources: [own] }}\n");
    let found = with_own("cost-continued", &continued, &["cost", "dea-c01", "--years", "5"]);
    assert_eq!(events(&found)[1], event("2029-11-23", "renewal", json!(75), json!(150)));
}

#[test]
fn an_exam_that_ends_is_renewed_by_the_one_that_continues_it() {
    let sitting = "sittings:\n  - kind: standard\n    last: { value: 2027-12-31, support: official, sources: [own] }\n";
    let facts = format!("amends: gail\n{sitting}");
    let found = with_own("cost-exam-ends", &facts, &["cost", "gail", "--years", "5"]);
    let kinds: Vec<(String, String)> = events(&found).into_iter().map(|event| (event.0, event.1)).collect();
    let expected = [("2026-11-23", "exam"), ("2027-12-31", "renewals-end"), ("2029-11-23", "lapse")];
    assert_eq!(kinds, expected.map(|(day, kind)| (day.to_owned(), kind.to_owned())));
    let continued = format!("{facts}continued_by: {{ value: [adp], support: official, sources: [own] }}\n");
    let found = with_own("cost-exam-continued", &continued, &["cost", "gail", "--years", "5"]);
    // The price for holders that the record states is that of its own exam, so the discount counts here.
    assert_eq!(events(&found)[1], event("2029-11-23", "renewal", json!(62.5), json!(125)));
    assert_eq!(found["events"][1]["exam"], "adp");
}

#[test]
fn a_beta_price_is_not_that_of_a_renewal() {
    let facts =
        "amends: aib-c01\nrenewal: { value: { how: again, routes: [exam] }, support: official, sources: [own] }\n";
    let found = with_own("cost-beta-renewal", facts, &["cost", "aib-c01", "--years", "4"]);
    let expected =
        [event("2026-11-23", "exam", json!(50), json!(50)), event("2029-11-23", "renewal", json!(50), json!(100))];
    assert_eq!(events(&found), expected);
}

#[test]
fn what_is_not_known_leaves_the_sum_open() {
    let record = |facts: &str| {
        let sitting =
            "sittings:\n  - kind: standard\n    last: { value: none announced, support: official, sources: [own] }\n";
        let name = "name: { value: Own, support: official, sources: [own] }\n";
        let identity = "id: own-1\nprovider: gcp\nshort_name: Own\ntrack: data\n";
        format!("{identity}{name}{sitting}{facts}")
    };
    let fact = |key: &str, value: &str| format!("{key}: {{ value: {value}, support: official, sources: [own] }}\n");
    let arguments = &["cost", "own-1", "--years", "6"];
    for (name, facts, cost, not_known) in [
        ("cost-no-price", fact("validity", "no expiry"), 0, json!(["the price of attempt 1"])),
        ("cost-no-validity", fact("price", "100 USD"), 100, json!(["how long it is valid, so no renewal is counted"])),
        (
            "cost-no-renewal",
            fact("price", "100 USD") + &fact("validity", "2 years"),
            100,
            json!([
                "what the renewal of 2028-11-23 costs",
                "for how long the renewal of 2028-11-23 holds, so no later one is counted"
            ]),
        ),
        (
            "cost-courses",
            fact("price", "100 USD")
                + &fact("validity", "4 years")
                + &fact("renewal", "{ how: courses, routes: [courses], extends: 2 years }"),
            100,
            json!(["what the renewal of 2030-11-23 costs"]),
        ),
    ] {
        let found = with_own(name, &record(&facts), arguments);
        let total = &found["totals"][0];
        assert_eq!((&total["cost_usd"], &total["not_known"]), (&json!(cost), &not_known), "{name}");
        assert_eq!(total["cost_is_lower_bound"], true, "{name}");
    }
    let path = own("cost-words", &record(&fact("price", "100 USD")));
    let text = certcmp(&["cost", "own-1", "--years", "6", "--data", &path]).stdout();
    assert!(text.contains("at least 100 USD") && text.contains("Held until") && text.contains("not known"), "{text}");
}

#[test]
fn the_last_day_of_a_year_belongs_to_it() {
    let rule = "{ waits: [364 days, 1 day], attempts: unlimited }";
    let facts = format!("amends: pmle\nretake: {{ value: {rule}, support: official, sources: [own] }}\n");
    let found = with_own("cost-last-day", &facts, &["cost", "pmle", "--years", "2", "--attempts", "3"]);
    let days: Vec<String> = events(&found).into_iter().map(|event| event.0).collect();
    assert_eq!(days, ["2026-11-23", "2027-11-22", "2027-11-23"]);
    let years = &found["totals"][0]["years"];
    assert_eq!((&years[0]["cost_usd"], &years[1]["cost_usd"]), (&json!(400), &json!(200)));
    let marks: Vec<&Value> = found["events"].as_array().unwrap().iter().map(|event| &event["year"]).collect();
    assert_eq!(marks, [&json!(1), &json!(1), &json!(2)]);
}

/// Prices at the edge of what a dataset can hold neither run over nor lose a cent.
#[test]
fn the_largest_prices_are_summed_exactly() {
    let facts = "amends: ai-103\nprice: { value: 9999999.99 USD, support: official, sources: [own] }\n\
                 renewal:\n  value: { how: paid, routes: [assessment], price: 9999999.99 USD, extends: 1 year }\n  \
                 support: official\n  sources: [own]\n";
    let found = with_own("cost-largest", facts, &["cost", "ai-103", "--years", "30", "--attempts", "10"]);
    let paid = found["events"].as_array().unwrap().iter().filter(|event| event["has_fee"] == true).count() as u64;
    let hundredths = paid * 999_999_999;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    assert_eq!(found["totals"][0]["cost_usd"].to_string(), text);
}
