//! Each rule of the data on a certificate, as the list of its events.

use super::{document, document_with, events, own_data};
use crate::support::line;
use serde_json::{Value, json};

/// A correction of one fact with the source of one's own.
fn fact(name: &str, value: &str) -> String {
    format!("{name}: {{ value: {value}, support: official, sources: [own] }}\n")
}

/// The events of a run on one line.
fn course(document: &Value) -> String {
    events(document).join(", ")
}

#[test]
fn events_follow_from_the_rules_of_the_record() {
    for (arguments, expected) in [
        // Half price for holders, every three years.
        ("aif-c01 --years 7", "2026-11-23 exam 100, 2029-11-23 renewal 50 of 100, 2032-11-23 renewal 50 of 100"),
        // The price of the renewal is stated.
        ("pmle --years 4", "2026-11-23 exam 200, 2028-11-23 renewal 100 of 200"),
        // Half of 99 USD is exact.
        ("gail --years 4", "2026-11-23 exam 99, 2029-11-23 renewal 49.5 of 99"),
        ("ai-103 --years 3", "2026-11-23 exam 165, 2027-11-23 renewal 0, 2028-11-23 renewal 0"),
        ("ai-901 --years 30", "2026-11-23 exam 99"),
        // The standard exam, not the beta that is open; nobody has published its price.
        ("mla-c02 --years 3", "2027-01-14 exam ?"),
        // It can no longer be renewed.
        ("ai-102 --years 3 --from 2026-06-01", "2026-06-01 exam 165, 2026-06-30 renewals-end, 2027-06-01 lapse"),
        // The fourth attempt is after the period.
        ("pmle --years 1 --attempts 4", "2026-11-23 exam 200, 2026-12-07 retake 200, 2027-02-05 retake 200"),
        // The second wait ends after the last day of the exam.
        (
            "ai-102 --years 2 --attempts 3 --from 2026-06-29",
            "2026-06-29 exam 165, 2026-06-30 retake 165, 2026-07-14 stop",
        ),
        // The wait after a failed attempt is not known.
        ("gail --attempts 2", "2026-11-23 exam 99, ? retake 99"),
    ] {
        assert_eq!(course(&line(&format!("cost {arguments}")).json()), expected, "{arguments}");
    }
}

#[test]
fn events_follow_from_facts_of_ones_own() {
    let ends = |day: &str| format!("amends: pmle\n{}", fact("renewals_end", day));
    let sitting = "amends: gail\nsittings:\n  - kind: standard\n    last: { value: 2027-12-31, support: official, sources: [own] }\n";
    let continued = format!("{sitting}{}", fact("continued_by", "[aif-c01]"));
    let certification_ends = format!("amends: aif-c01\n{}", fact("certification_ends", "2028-01-31"));
    let continued_later = format!("{certification_ends}{}", fact("continued_by", "[gail]"));
    let beta =
        format!("amends: mla-c02\n{}{}", fact("price", "150 USD"), fact("renewal", "{ how: again, routes: [exam] }"));
    let routes =
        format!("amends: aif-c01\n{}", fact("renewal", "{ how: two ways, routes: [exam, assessment], price: 60 USD }"));
    for (name, facts, arguments, expected) in [
        // The window opens 60 days before 2028-11-23.
        (
            "early",
            ends("2028-10-15"),
            "pmle --years 6",
            "2026-11-23 exam 200, 2028-10-15 renewal 100 of 200, 2028-10-15 renewals-end, 2030-10-15 lapse",
        ),
        (
            "window-closed",
            ends("2028-09-23"),
            "pmle --years 6",
            "2026-11-23 exam 200, 2028-09-23 renewals-end, 2028-11-23 lapse",
        ),
        ("ended", ends("2026-11-22"), "pmle --years 6", "2026-11-23 exam 200, 2028-11-23 lapse"),
        (
            "certification-ends",
            certification_ends,
            "aif-c01 --years 5",
            "2026-11-23 exam 100, 2028-01-31 renewals-end, 2029-11-23 lapse",
        ),
        ("continued-later", continued_later, "aif-c01 --years 5", "2026-11-23 exam 100, 2029-11-23 renewal 49.5 of 99"),
        (
            "exam-ends",
            sitting.to_owned(),
            "gail --years 5",
            "2026-11-23 exam 99, 2027-12-31 renewals-end, 2029-11-23 lapse",
        ),
        ("exam-continued", continued, "gail --years 5", "2026-11-23 exam 99, 2029-11-23 renewal 50 of 100"),
        ("beta", beta, "mla-c02 --years 6", "2027-01-14 exam 150, 2030-01-14 renewal 75 of 150"),
        // The exam at half price costs less than the assessment.
        ("cheapest", routes, "aif-c01 --years 4", "2026-11-23 exam 100, 2029-11-23 renewal 60 of 100"),
    ] {
        let data = own_data(&format!("cost-{name}"), &facts);
        let found = line(&format!("cost {arguments}")).argument("--data").argument(data).json();
        assert_eq!(course(&found), expected, "{name}");
    }
}

#[test]
fn what_is_not_known_leaves_the_sum_open() {
    let record = |facts: &str| {
        let sitting =
            "sittings:\n  - kind: standard\n    last: { value: none announced, support: official, sources: [own] }\n";
        format!(
            "id: own-1\nprovider: gcp\nshort_name: Own\ntrack: data\n{}{}{sitting}{facts}",
            fact("name", "Own"),
            fact("languages", "[en]")
        )
    };
    let valid = |years: &str| fact("validity", years) + &fact("price", "100 USD");
    for (name, facts, cost, not_known) in [
        ("cost-no-price", fact("validity", "no expiry"), 0, "the price of attempt 1"),
        ("cost-no-validity", fact("price", "100 USD"), 100, "how long it is valid, so no renewal is counted"),
        ("cost-no-renewal", valid("5 years"), 100, "the price of the renewal on 2031-11-23"),
        (
            "cost-no-renewal-price",
            valid("4 years") + &fact("renewal", "{ how: courses, routes: [courses], extends: 2 years }"),
            100,
            "the price of the renewal on 2030-11-23",
        ),
    ] {
        let found = document_with(name, &record(&facts), &["cost", "own-1"]);
        let total = &found["totals"][0];
        assert_eq!(total["cost_usd"], json!(cost), "{name}");
        assert_eq!(total["not_known"][0], json!(not_known), "{name}");
        assert_eq!(
            (&total["cost_is_lower_bound"], &found["total"]["cost_is_lower_bound"]),
            (&json!(true), &json!(true)),
            "{name}"
        );
    }
}

#[test]
fn a_day_that_is_not_known_is_not_made_up() {
    let facts = "amends: mla-c02\nsittings:\n  - kind: beta\n    first: { value: 2026-09-29, support: official, sources: [own] }\n    \
                 price: { value: 75 USD, support: official, sources: [own] }\n\
                 price: { value: 150 USD, support: official, sources: [own] }\n";
    let found = document_with("cost-no-day", facts, &["cost", "mla-c02"]);
    assert_eq!(events(&found), ["? exam 150"]);
    let total = &found["totals"][0];
    assert_eq!((&total["earned"], &total["beta_price_usd"]), (&json!(null), &json!(75)));
    assert_eq!(total["without_date"]["cost_usd"], json!(150));
    assert_eq!(total["not_known"], json!(["the day of passing, so no renewal is counted"]));
}

#[test]
fn the_last_day_of_a_year_belongs_to_it() {
    let found = document(&["cost", "pmle", "--from", "2026-12-31", "--years", "2"]);
    let years = found["totals"][0]["years"].as_array().unwrap();
    let year = |year: &Value| ["year", "from", "to", "cost_usd"].map(|key| year[key].to_string()).join(" ");
    assert_eq!(
        years.iter().map(year).collect::<Vec<_>>().join(", ").replace('"', ""),
        "2026 2026-12-31 2026-12-31 200, 2027 2027-01-01 2027-12-31 0, 2028 2028-01-01 2028-12-30 0"
    );
    // The renewal falls on the day after the period, which is the day of the lapse.
    assert_eq!(found["totals"][0]["next"], json!({ "event": "renewal", "date": "2028-12-31", "cost_usd": 100 }));
    assert_eq!(found["totals"][0]["lapses"], json!("2028-12-31"));
}

/// Prices at the edge of what a dataset can hold neither overflow nor lose a cent.
#[test]
fn the_largest_prices_are_summed_exactly() {
    let facts = format!(
        "amends: ai-103\n{}{}",
        fact("price", "9999999.99 USD"),
        fact("renewal", "{ how: paid, routes: [assessment], price: 9999999.99 USD, extends: 1 year }")
    );
    let found = document_with("cost-largest", &facts, &["cost", "ai-103", "--years", "30", "--attempts", "10"]);
    let paid = found["events"].as_array().unwrap().iter().filter(|event| event["has_fee"] == true).count() as u64;
    let hundredths = paid * 999_999_999;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    assert_eq!(found["totals"][0]["cost_usd"].to_string(), text);
}
