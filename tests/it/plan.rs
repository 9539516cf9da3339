//! `plan`: its weeks, its days that matter, and the exam days that it refuses.

use crate::support::{certcmp, frozen};
use certcmp::commands::plan::days::DayKind;
use certcmp::commands::plan::{Hours, Plan, PlanOptions, availability};
use certcmp::commands::standing::explain;
use certcmp::commands::{Audience, Context};
use certcmp::query::Entry;
use certcmp_dataset::language::Language;
use certcmp_dataset::{Catalog, Certification, Standing};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

const ODD: &str = "tests/own-data/exams.yaml";

fn document(arguments: &[&str]) -> Value {
    certcmp(&[&["plan"], arguments].concat()).json()
}

#[test]
fn without_options_a_day_and_hours_are_proposed_as_assumptions() {
    let text = certcmp(&["plan", "pmle"]).stdout();
    assert!(text.find("What for") < text.find("Share %"), "weeks come before domains: {text}");
    assert_eq!(document(&["pmle"])["plan"]["assumed"], json!(["exam_day", "hours_per_week"]));
    let set = document(&["pmle", "--exam", "2027-03-01", "--hours-per-week", "5"]);
    assert_eq!(set["plan"]["assumed"], json!([]));
}

/// An exam that ends before the usual weeks are over is proposed on its last day; one that opens later, on its first.
#[test]
fn a_proposed_day_is_one_on_which_the_exam_is_available() {
    for (certification, today, language, exam) in [
        ("pmle", "2026-11-23", "en", "2027-01-18"),
        ("mls-c01", "2026-03-01", "en", "2026-03-31"),
        ("ai-102", "2026-06-01", "en", "2026-06-30"),
        ("odd-names", "2026-11-23", "en", "2027-01-18"),
        ("odd-names", "2026-12-10", "en", "2027-03-01"),
    ] {
        let found = certcmp(&["plan", certification, "--data", ODD, "--language", language]).day(today).json();
        assert_eq!(found["plan"]["exam_day"], json!(exam), "{certification} on {today}");
    }
}

#[test]
fn weights_are_shared_by_the_middle_of_their_range() {
    let whole = &document(&["odd-names", "--exam", "2027-01-20", "--hours-per-week", "7.5", "--data", ODD])["plan"];
    assert_eq!(whole["weights_normalised"], json!(true));
    let of = |key: &str| -> Vec<Value> {
        whole["domains"].as_array().unwrap().iter().map(|domain| domain[key].clone()).collect()
    };
    assert_eq!(of("share_percent"), [json!(18.9), json!(59.5), json!(21.6)]);
    assert_eq!(of("hours"), [json!(10), json!(31.25), json!(11.25)]);
    assert_eq!((&whole["hours"], &whole["revision_hours"]), (&json!(60), &json!(7.5)));
}

#[test]
fn without_weights_the_weeks_are_not_shared_out() {
    let whole = &document(&["no-weights", "--exam", "2027-01-20", "--data", ODD])["plan"];
    assert_eq!((&whole["weights_normalised"], &whole["domains"][0]["hours"]), (&Value::Null, &Value::Null));
}

/// The records of one kind: first day, and whether it is planned.
fn days(document: &Value, kind: &str) -> Vec<(String, bool)> {
    let records = document["agenda"].as_array().unwrap().iter().filter(|record| record["kind"] == kind);
    records
        .map(|record| (record["first_day"].as_str().unwrap().to_owned(), record["planned"].as_bool().unwrap()))
        .collect()
}

fn on(days: &[&str]) -> Vec<(String, bool)> {
    days.iter().map(|day| ((*day).to_owned(), false)).collect()
}

#[test]
fn days_that_matter_follow_from_the_rules() {
    let google = document(&["pmle", "--exam", "2027-03-01", "--retakes"]);
    assert!(days(&document(&["pmle", "--exam", "2027-03-01"]), "retake").is_empty(), "not asked for");
    assert_eq!(document(&["pmle", "--exam", "2028-11-26"])["plan"]["weeks"], json!(104), "the longest");
    assert_eq!(days(&google, "retake"), on(&["2027-03-15", "2027-05-14", "2028-05-13"]));
    assert_eq!(days(&google, "lapses"), on(&["2029-03-01"]));
    assert_eq!(days(&google, "renewal-opens"), on(&["2028-12-31"]));
    assert_eq!(days(&google, "renewal-closes"), on(&["2029-03-31"]));
    let beta = document(&["mla-c02", "--exam", "2027-01-08", "--retakes"]);
    assert_eq!(days(&beta, "standard-opens"), [("2027-01-14".to_owned(), true)]);
    assert!(days(&beta, "retake").is_empty() && days(&beta, "beta-last-day").is_empty());
    let ends = document(&["odd-names", "--exam", "2027-01-20", "--data", ODD]);
    assert_eq!(days(&ends, "booking-opens"), on(&["2026-12-01"]));
    assert_eq!(days(&ends, "sitting-opens"), on(&["2026-12-15"]));
    assert_eq!(days(&ends, "beta-last-day"), on(&["2027-01-31"]));
    assert_eq!(days(&ends, "renewal-closes"), on(&["2028-01-10"]));
    let planned = document(&["no-weights", "--exam", "2027-01-20", "--retakes", "--data", ODD]);
    assert_eq!(days(&planned, "last-day"), [("2027-03-31".to_owned(), true)]);
    assert_eq!(days(&planned, "retake"), on(&["2027-02-19"]));
    assert!(days(&planned, "lapses").is_empty());
}

#[test]
fn records_are_in_order_of_time() {
    let found = document(&["pmle", "--exam", "2027-03-01", "--retakes"]);
    let days: Vec<&str> =
        found["agenda"].as_array().unwrap().iter().map(|record| record["first_day"].as_str().unwrap()).collect();
    assert!(days.len() > 20 && days.is_sorted(), "{days:?}");
}

/// Days of exams from 2024 to 2028, close enough to meet every span of the dataset.
fn sample() -> impl Iterator<Item = Date> {
    (0..).map_while(|at: i64| date(2024, 1, 2).checked_add((at * 11).days()).ok().filter(|day| day.year() <= 2028))
}

/// Calls with every exam, day and language of the sample, and a plan for it or why there is none.
fn each(catalog: &Catalog, mut call: impl FnMut(&Context<'_>, &Certification, Date, anyhow::Result<Plan<'_>>)) {
    let languages: Vec<Language> = ["en", "ja", "pt"].iter().map(|tag| tag.parse().unwrap()).collect();
    for (at, exam) in sample().enumerate() {
        let weeks_before = [1, 2, 5, 9, 26, 104][at % 6];
        let from = exam.checked_sub((weeks_before * 7 + at as i64 % 7).days()).unwrap();
        let per_week = Some(Hours { quarters: [4, 30, 13, 1, 57, 160, 672][at % 7] });
        for language in &languages {
            let context = Context { catalog, day: from, language, audience: Audience::People };
            for certification in &catalog.certifications {
                let options = PlanOptions { exam: Some(exam), per_week, retakes: true, ..PlanOptions::default() };
                call(&context, certification, exam, Plan::new(certification, &options, &context));
            }
        }
    }
}

#[test]
fn no_plan_leads_to_an_exam_that_is_surely_not_available() {
    let catalog = frozen();
    let (mut accepted, mut refused) = (0, 0);
    each(&catalog, |context, certification, exam, plan| {
        let standing = Standing::of(certification, &catalog, exam, context.language);
        let name = format!("{} {exam} {}", certification.id, context.language.as_str());
        match plan {
            Ok(plan) => {
                accepted += 1;
                assert!(standing.can_be_taken() || plan.is_in_doubt(), "{name}");
                for day in plan.days.iter().filter(|day| day.kind == DayKind::Retake) {
                    let Some(when) = day.when else { continue };
                    let then = Standing::of(certification, &catalog, when.latest, context.language);
                    assert!(then.can_be_taken(), "{name}: again on {when}");
                }
            }
            Err(refusal) => {
                refused += 1;
                assert!(!standing.can_be_taken() && !standing.in_doubt, "{name}: {refusal:?}");
                let reason = explain(&Entry { certification, standing }, context).swap_remove(0);
                assert!(refusal.to_string().starts_with(&reason), "{name}: {refusal}");
            }
        }
    });
    assert!(accepted > 1000 && refused > 1000, "{accepted} {refused}");
}

#[test]
fn hours_weights_and_weeks_add_up() {
    let catalog = frozen();
    each(&catalog, |_, certification, exam, plan| {
        let Ok(plan) = plan else { return };
        let schedule = &plan.schedule;
        let name = format!("{} {exam}", certification.id);
        assert_eq!(schedule.hours().quarters, schedule.per_week.quarters * schedule.weeks.len() as u32, "{name}");
        for pair in schedule.weeks.windows(2) {
            assert_eq!(pair[0].last.tomorrow().unwrap(), pair[1].first, "{name}");
        }
        let last = schedule.weeks.last().unwrap();
        assert_eq!(last.last.tomorrow().unwrap(), exam, "{name}");
        assert!((0..7).contains(&schedule.spare_days()), "{name}");
        assert_eq!(last.revision, schedule.weeks.len() > 1, "{name}");
        assert_eq!(schedule.study().quarters + schedule.revision().quarters, schedule.hours().quarters, "{name}");
        assert_eq!(schedule.shares.iter().map(|share| share.tenths).sum::<u32>(), 1000, "{name}");
        assert_eq!(
            schedule.shares.iter().map(|share| share.hours.quarters).sum::<u32>(),
            schedule.study().quarters,
            "{name}"
        );
        for week in schedule.weeks.iter().filter(|week| !week.revision) {
            assert_eq!(
                week.parts.iter().map(|(_, hours)| hours.quarters).sum::<u32>(),
                schedule.per_week.quarters,
                "{name}"
            );
        }
        for (at, share) in schedule.shares.iter().enumerate() {
            let parts = schedule.weeks.iter().flat_map(|week| &week.parts).filter(|(domain, _)| *domain == at);
            assert_eq!(parts.map(|(_, hours)| hours.quarters).sum::<u32>(), share.hours.quarters, "{name}");
        }
    });
}

/// Each day that a refusal names is one that a plan accepts.
#[test]
fn refusals_propose_only_what_is_accepted() {
    let catalog = frozen();
    let english = Language::english();
    let mut proposed = 0;
    for exam in sample().step_by(3) {
        let day = exam.checked_sub(60.days()).unwrap();
        let context = Context { catalog: &catalog, day, language: &english, audience: Audience::People };
        for certification in &catalog.certifications {
            let plan = |exam| {
                let options = PlanOptions { exam: Some(exam), ..PlanOptions::default() };
                Plan::new(certification, &options, &context)
            };
            let Err(refusal) = plan(exam) else { continue };
            let text = refusal.to_string();
            let last = text.lines().last().filter(|line| line.contains("--exam"));
            for day in last.unwrap_or_default().split([' ', ';', ',']).filter_map(|word| word.parse::<Date>().ok()) {
                proposed += 1;
                assert!(plan(day).is_ok(), "{day}: {text}");
            }
            let ids = text.lines().find_map(|line| line.strip_prefix("  in its place that day: "));
            let ids = ids.into_iter().flat_map(|ids| ids.split(", "));
            for id in ids.filter(|id| !id.ends_with("(perhaps not available)")) {
                let next = catalog.certification(&id.trim_end_matches(" (beta)").to_lowercase()).unwrap();
                assert!(Standing::of(next, &catalog, exam, &english).can_be_taken(), "{text}");
            }
        }
    }
    assert!(proposed > 50, "{proposed}");
}

#[test]
fn a_proposal_is_refused_only_where_no_day_is_possible() {
    let catalog = frozen();
    let english = Language::english();
    for day in sample() {
        let context = Context { catalog: &catalog, day, language: &english, audience: Audience::People };
        for certification in &catalog.certifications {
            let proposal = Plan::new(certification, &PlanOptions::default(), &context);
            let possible = (7..=728).step_by(13).any(|days| {
                let exam = day.checked_add(i64::from(days).days()).unwrap();
                let standing = Standing::of(certification, &catalog, exam, &english);
                availability(&standing) != Some(false)
            });
            assert!(proposal.is_ok() || !possible, "{} on {day}", certification.id);
        }
    }
}
