//! Each rule of a provider on an exam that has it.

use super::{document, event, events};
use crate::support::on_real_data as certcmp;
use serde_json::{Value, json};

#[test]
fn holders_of_aws_pay_half() {
    let found = document(&["cost", "aif-c01", "--years", "7"]);
    let expected = [
        event("2026-11-23", "exam", json!(100), json!(100)),
        event("2029-11-23", "renewal", json!(50), json!(100)),
        event("2032-11-23", "renewal", json!(50), json!(100)),
    ];
    assert_eq!(events(&found), expected);
    assert_eq!(found["events"][1]["discount_percent"], 50);
    let assumed: Vec<&str> =
        found["assumptions"].as_array().unwrap().iter().map(|entry| entry["about"].as_str().unwrap()).collect();
    assert!(assumed.contains(&"For holders"), "{assumed:?}");
}

#[test]
fn half_prices_are_exact() {
    // No source states the price of this renewal; it is half of 125 USD.
    let found = document(&["cost", "adp", "--years", "4"]);
    assert_eq!(events(&found)[1], event("2029-11-23", "renewal", json!(62.5), json!(125)));
    assert!(certcmp(&["cost", "adp", "--years", "4"]).stdout().contains("187.50 USD"));
}

#[test]
fn a_renewal_exam_has_its_own_price_and_window() {
    let found = document(&["cost", "pde", "--years", "5"]);
    assert_eq!(events(&found)[1], event("2028-11-23", "renewal", json!(100), json!(100)));
    let renewal = &found["events"][1];
    assert_eq!(
        (&renewal["route"], &renewal["renewal_opens"], &renewal["renewal_closes"], &renewal["valid_until"]),
        (&json!("renewal-exam"), &json!("2028-09-24"), &json!("2028-12-23"), &json!("2030-11-23"))
    );
}

#[test]
fn what_does_not_expire_is_not_renewed() {
    let found = document(&["cost", "ai-901", "--years", "30"]);
    assert_eq!(events(&found), [event("2026-11-23", "exam", json!(99), json!(99))]);
    assert_eq!(
        (&found["totals"][0]["expires"], &found["totals"][0]["cost_is_lower_bound"]),
        (&json!(false), &json!(false))
    );
    assert!(certcmp(&["cost", "ai-901", "--years", "30"]).stdout().contains("it does not expire"));
}

#[test]
fn yearly_assessments_are_free_and_all_there() {
    let found = document(&["cost", "ai-103", "--years", "30"]);
    let renewals: Vec<_> = events(&found).into_iter().filter(|event| event.1 == "renewal").collect();
    assert_eq!(renewals.len(), 29);
    assert!(renewals.iter().all(|renewal| renewal.2 == json!(0)));
    assert_eq!(found["totals"][0]["cost_usd"], 165);
}

#[test]
fn retakes_wait_as_the_record_says() {
    let days = |id: &str| -> Vec<String> {
        let found = document(&["cost", id, "--years", "10", "--attempts", "6"]);
        events(&found).into_iter().filter(|event| event.1 != "renewal").map(|event| event.0).collect()
    };
    // 14 days, then 60, then 365; the fifth only two years after the first, but the wait of a year is longer.
    assert_eq!(days("pmle"), ["2026-11-23", "2026-12-07", "2027-02-05", "2028-02-05", "2029-02-04", "2030-02-04"]);
    // 24 hours, then 14 days; the sixth within twelve months of the first is one too many.
    assert_eq!(days("ai-103"), ["2026-11-23", "2026-11-24", "2026-12-08", "2026-12-22", "2027-01-05", "2027-11-23"]);
    assert_eq!(days("aip-c01")[5], "2027-02-01");
}

#[test]
fn a_beta_has_its_own_price_and_is_taken_once() {
    let found = document(&["cost", "mla-c02", "--years", "1", "--attempts", "2"]);
    let expected =
        [event("2026-11-23", "exam", json!(75), json!(75)), event("2027-01-14", "retake", Value::Null, Value::Null)];
    assert_eq!(events(&found), expected);
    assert_eq!((&found["events"][0]["sitting"], &found["events"][1]["date_planned"]), (&json!("beta"), &json!(true)));
    assert_eq!(found["totals"][0]["cost_is_lower_bound"], true);
}

#[test]
fn a_day_that_is_not_known_is_not_made_up() {
    let (wait, opening) = ("the wait is not known", "when the standard exam opens is not known");
    // On the last of these days the beta can still be taken for certain, on that of the retake no more.
    for (id, from, reason) in
        [("gail", "2026-11-23", wait), ("aib-c01", "2026-11-23", opening), ("aib-c01", "2027-01-05", opening)]
    {
        let found = document(&["cost", id, "--years", "4", "--attempts", "2", "--from", from]);
        let retake = &found["events"][1];
        assert_eq!((&retake["date"], &retake["year"], &retake["reason"]), (&Value::Null, &Value::Null, &json!(reason)));
        let total = &found["totals"][0];
        assert_eq!((&total["earned"], &total["cost_is_lower_bound"]), (&Value::Null, &json!(true)));
        assert_eq!(total["without_date"]["cost_usd"], retake["cost_usd"]);
        assert_eq!(found["events"].as_array().unwrap().len(), 2, "no renewal is counted");
    }
}

#[test]
fn attempts_after_the_period_do_not_count() {
    let found = document(&["cost", "pmle", "--years", "1", "--attempts", "4"]);
    assert_eq!(events(&found).len(), 3);
    let total = &found["totals"][0];
    assert_eq!((&total["cost_usd"], &total["earned"]), (&json!(600), &json!(false)));
    assert_eq!(total["next"], json!({ "event": "retake", "date": "2028-02-05" }));
}

#[test]
fn an_exam_that_ends_before_the_retake_stops_there() {
    let found = document(&["cost", "ai-102", "--years", "2", "--attempts", "3", "--from", "2026-06-29"]);
    let expected = [
        event("2026-06-29", "exam", json!(165), json!(165)),
        event("2026-06-30", "retake", json!(165), json!(165)),
        event("2026-07-14", "stop", Value::Null, Value::Null),
    ];
    assert_eq!(events(&found), expected);
    assert_eq!((&found["events"][2]["has_fee"], &found["totals"][0]["earned"]), (&json!(false), &json!(false)));
}

#[test]
fn certificates_that_cannot_be_renewed_lapse() {
    let found = document(&["cost", "ai-102", "--years", "3", "--from", "2026-06-01"]);
    let kinds: Vec<(String, String)> = events(&found).into_iter().map(|event| (event.0, event.1)).collect();
    let expected = [("2026-06-01", "exam"), ("2026-06-30", "renewals-end"), ("2027-06-01", "lapse")];
    assert_eq!(kinds, expected.map(|(day, kind)| (day.to_owned(), kind.to_owned())));
    let specialty = document(&["cost", "mls-c01", "--years", "5", "--from", "2026-03-31"]);
    assert_eq!(events(&specialty).last().unwrap().1, "lapse");
    assert_eq!(specialty["totals"][0]["held_until"], "2029-03-31");
    // When this one fell due, the exam was still on offer; how it was renewed then, the record does not say.
    let earlier = document(&["cost", "mls-c01", "--years", "9", "--from", "2020-01-01"]);
    assert_eq!(events(&earlier).last().unwrap(), &event("2023-01-01", "renewal", Value::Null, Value::Null));
    assert_eq!(earlier["totals"][0]["cost_is_lower_bound"], true);
}

#[test]
fn an_exam_that_is_over_by_then_is_renewed_by_the_one_that_is_named() {
    let found = document(&["cost", "mla-c01", "--language", "ja", "--years", "4"]);
    let renewal = &found["events"][1];
    assert_eq!((&renewal["route"], &renewal["exam"]), (&json!("other-exam"), &json!("mla-c02")));
}

#[test]
fn weakly_backed_prices_are_called_uncertain() {
    let text = certcmp(&["cost", "ab-730", "--years", "2"]).stdout();
    assert!(text.contains("99 USD (uncertain)") && text.contains("exam (uncertain)"), "{text}");
    assert_eq!(document(&["cost", "ab-730", "--years", "2"])["totals"][0]["uncertain"], true);
}

#[test]
fn what_must_be_held_first_is_said_and_not_counted() {
    let text = certcmp(&["cost", "ab-100", "--years", "1", "--width", "200"]).stdout();
    assert!(text.contains("Required first") && text.contains("its cost is not counted"), "{text}");
}
