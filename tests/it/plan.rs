//! `plan`: its weeks, its days that matter, and the exam days that it refuses.

use crate::support::{Certcmp, golden, on_real_data as certcmp};
use certcmp::commands::plan::deadlines::Kind;
use certcmp::commands::plan::refusal::Refusal;
use certcmp::commands::plan::{Hours, Options, Plan};
use certcmp::commands::{Audience, Context};
use certcmp::dataset;
use certcmp_dataset::language::Language;
use certcmp_dataset::sitting::End;
use certcmp_dataset::{Catalog, Certification, Standing};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

const ODD: &str = "tests/own-data/exams.yaml";

fn plan(certification: &str, exam: &str, more: &[&str]) -> Certcmp {
    certcmp(&[&["plan", certification, "--exam", exam, "--hours-per-week", "7.5"], more].concat())
}

fn document(certification: &str, exam: &str, more: &[&str]) -> Value {
    let text = plan(certification, exam, &[&["--json"], more].concat()).stdout();
    serde_json::from_str(&text).expect("the document is JSON")
}

#[test]
fn golden_output_in_every_format() {
    for (format, end) in [
        ("table", "txt"),
        ("plain", "plain.txt"),
        ("json", "json"),
        ("jsonl", "jsonl"),
        ("csv", "csv"),
        ("markdown", "md"),
        ("ids", "ids"),
        ("ics", "ics"),
    ] {
        let text = plan("ai-103", "2027-01-08", &["--format", format]).stdout();
        golden(&format!("plan-ai-103.{end}"), &text);
    }
}

#[test]
fn golden_output_of_the_hard_cases() {
    golden("plan-beta.txt", &plan("mla-c02", "2027-01-08", &[]).stdout());
    golden("plan-successor-opens.txt", &plan("mla-c01", "2027-01-10", &["--language", "ja"]).stdout());
    golden("plan-retiring.txt", &plan("mls-c01", "2026-03-20", &[]).day("2026-01-15").stdout());
    golden("plan-no-domains.txt", &plan("no-domains", "2026-12-20", &["--data", ODD]).stdout());
    golden("plan-narrow.txt", &plan("ai-103", "2027-01-08", &[]).width(44).stdout());
}

#[test]
fn a_day_on_which_the_exam_cannot_be_taken_is_refused_with_what_can() {
    for (certification, exam, language, text) in [
        (
            "aws",
            "2027-02-01",
            "en",
            "error: mls-c01: it cannot be taken in English on 2027-02-01\n  \
             Retired: it could last be taken on 2026-03-31.\n  \
             instead that day: aip-c01, dea-c01, aif-c01\n  \
             no day in the 104 weeks from 2026-11-23 is known on which mls-c01 can be taken in English\n",
        ),
        (
            "mla-c02",
            "2027-02-01",
            "en",
            "error: mla-c02: it is in doubt whether it can be taken in English on 2027-02-01\n  \
             In beta in English since 2026-09-29. The standard exam was planned for 2027-01-14, not confirmed. Whether it can be taken on 2027-02-01 is in doubt.\n  \
             as far as is known mla-c02 can be taken up to 2027-01-13: choose --exam by then\n",
        ),
        (
            "mla-c01",
            "2026-12-20",
            "en",
            "error: mla-c01: it cannot be taken in English on 2026-12-20\n  \
             No longer on offer in English: it could last be taken on 2026-09-28. \
             It goes on in Japanese, Korean and Chinese (Simplified).\n  \
             instead that day: mla-c02 (beta)\n  \
             no day in the 104 weeks from 2026-11-23 is known on which mla-c01 can be taken in English\n",
        ),
    ] {
        assert_eq!(plan(certification, exam, &["--language", language]).error(), text);
    }
    let between = plan("odd-names", "2027-02-20", &["--data", ODD]).error();
    assert!(between.ends_with("odd-names can be taken up to 2027-01-31, and from 2027-03-01 on\n"), "{between}");
    let early = plan("odd-names", "2026-12-05", &["--data", ODD]).error();
    assert!(early.ends_with("odd-names can be taken from 2026-12-15 on: choose such a day for --exam\n"), "{early}");
}

#[test]
fn days_that_do_not_fit_a_plan_are_refused() {
    for (exam, from, needle) in [
        ("2026-11-22", "2026-11-01", "the exam day 2026-11-22 is before 2026-11-23\n"),
        ("2026-12-20", "2027-01-01", "the exam day 2026-12-20 is before 2027-01-01, the first day of the plan"),
        ("2026-12-20", "2026-12-14", "from 2026-12-14 to the exam on 2026-12-20 there is less than a week"),
        ("2028-11-27", "2026-11-23", "105 weeks from 2026-11-23 to 2028-11-27 are too many: a plan has at most 104"),
    ] {
        let error = plan("pmle", exam, &["--from", from]).error();
        assert!(error.contains(needle), "{exam}: {error}");
    }
    assert!(
        plan("pmle", "2026-12-20", &["--from", "2026-12-13"])
            .stdout()
            .contains("7.5 = 1 week of 7.5; none for revision")
    );
    assert_eq!(document("pmle", "2028-11-26", &[])["plan"]["weeks"], json!(104));
}

#[test]
fn hours_are_quarters_of_an_hour() {
    for (hours, needle) in [
        ("7.3", "write whole hours or quarters, as in 6, 7.5 or 2.25"),
        ("0", "leaves nothing to share out"),
        ("169", "more than a week has: 168 hours"),
        ("ten", "no number of hours"),
    ] {
        let error = certcmp(&["plan", "pmle", "--exam", "2027-03-01", "--hours-per-week", hours]).error();
        assert!(error.contains(needle), "{hours}: {error}");
    }
    let error = certcmp(&["plan", "pmle", "--exam", "2027-03-01"]).error();
    assert!(error.contains("--hours-per-week"), "{error}");
}

#[test]
fn hours_too_few_for_a_domain_are_noticed() {
    let ran = certcmp(&["plan", "pmle", "--exam", "2026-12-01", "--hours-per-week", "0.5"]).run();
    assert_eq!(ran.code, 0);
    assert!(ran.stderr.starts_with("note: so few hours leave not a quarter of one for: "), "{}", ran.stderr);
}

#[test]
fn weights_are_shared_by_the_middle_of_their_range() {
    let whole = &document("odd-names", "2027-01-20", &["--data", ODD])["plan"];
    assert_eq!(whole["weights_normalised"], json!(true));
    let of = |key: &str| -> Vec<Value> {
        whole["domains"].as_array().unwrap().iter().map(|domain| domain[key].clone()).collect()
    };
    assert_eq!(of("share_percent"), [json!(18.9), json!(59.5), json!(21.6)]);
    assert_eq!(of("hours"), [json!(10), json!(31.25), json!(11.25)]);
    assert_eq!((&whole["hours"], &whole["revision_hours"]), (&json!(60), &json!(7.5)));
    assert!(plan("odd-names", "2027-01-20", &["--data", ODD]).stdout().contains("the middle of the printed weight"));
}

#[test]
fn without_weights_the_weeks_are_not_shared_out() {
    let text = plan("no-weights", "2027-01-20", &["--data", ODD]).stdout();
    assert!(text.contains("The weights of this exam's domains are not known") && text.contains("The other half"));
    assert!(text.contains("Study, not shared out") && !text.contains("Share %"), "{text}");
    let whole = &document("no-weights", "2027-01-20", &["--data", ODD])["plan"];
    assert_eq!((&whole["weights_normalised"], &whole["domains"][0]["hours"]), (&Value::Null, &Value::Null));
}

/// The records of one kind: first day and whether it is planned.
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
    let google = document("pmle", "2027-03-01", &[]);
    assert_eq!(days(&google, "retake"), on(&["2027-03-15", "2027-05-14", "2028-05-13"]));
    assert_eq!(days(&google, "lapses"), on(&["2029-03-01"]));
    assert_eq!(days(&google, "renewal-opens"), on(&["2028-12-31"]));
    assert_eq!(days(&google, "renewal-closes"), on(&["2029-03-31"]));
    let beta = document("mla-c02", "2027-01-08", &[]);
    assert_eq!(days(&beta, "standard-opens"), [("2027-01-14".to_owned(), true)]);
    assert!(days(&beta, "retake").is_empty() && days(&beta, "beta-last-day").is_empty());
    let ends = document("odd-names", "2027-01-20", &["--data", ODD]);
    assert_eq!(days(&ends, "booking-opens"), on(&["2026-12-01"]));
    assert_eq!(days(&ends, "sitting-opens"), on(&["2026-12-15"]));
    assert_eq!(days(&ends, "beta-last-day"), on(&["2027-01-31"]));
    assert_eq!(days(&ends, "renewal-closes"), on(&["2028-01-10"]));
    let planned = document("no-weights", "2027-01-20", &["--data", ODD]);
    assert_eq!(days(&planned, "last-day"), [("2027-03-31".to_owned(), true)]);
    assert_eq!(days(&planned, "retake"), on(&["2027-02-19"]));
    assert!(days(&planned, "lapses").is_empty());
}

#[test]
fn no_line_is_wider_than_the_terminal_and_ascii_is_ascii() {
    for width in [40, 60, 80, 100, 120] {
        let text = plan("ai-103", "2027-01-08", &[]).width(width).stdout();
        for line in text.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
        }
    }
    assert!(plan("ai-103", "2027-01-08", &["--ascii"]).stdout().is_ascii());
}

#[test]
fn every_document_is_valid_by_the_schema() {
    let schema: Value = serde_json::from_str(&certcmp(&["schema", "output"]).bare().stdout()).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    for (certification, exam) in [
        ("ai-103", "2027-01-08"),
        ("mla-c02", "2027-01-08"),
        ("pmle", "2027-03-01"),
        ("no-domains", "2027-01-20"),
        ("no-weights", "2027-01-20"),
        ("odd-names", "2027-01-20"),
    ] {
        let document = document(certification, exam, &["--data", ODD]);
        let faults: Vec<String> =
            validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{certification}: {faults:#?}");
    }
}

/// Days of exams from 2024 to 2028, close enough to meet every span of the dataset.
fn sample() -> impl Iterator<Item = Date> {
    (0..).map_while(|at: i64| date(2024, 1, 2).checked_add((at * 11).days()).ok().filter(|day| day.year() <= 2028))
}

fn languages() -> Vec<Language> {
    ["en", "ja", "zh", "pt", "it"].iter().map(|tag| tag.parse().unwrap()).collect()
}

/// Calls with every exam, day and language of the sample, and a plan for it or why there is none.
fn each(catalog: &Catalog, mut call: impl FnMut(&Context<'_>, &Certification, Options, Result<Plan<'_>, Refusal>)) {
    let languages = languages();
    for (at, exam) in sample().enumerate() {
        let weeks_before = [1, 2, 5, 9, 26, 104][at % 6];
        let from = exam.checked_sub((weeks_before * 7 + at as i64 % 7).days()).unwrap();
        let per_week = Hours { quarters: [4, 30, 13, 1, 57, 160, 672][at % 7] };
        for language in &languages {
            let context = Context { catalog, day: from, language, audience: Audience::People };
            for certification in &catalog.certifications {
                let options = Options { exam, from: None, per_week };
                call(&context, certification, options, Plan::new(certification, &options, &context));
            }
        }
    }
}

#[test]
fn no_plan_leads_to_an_exam_that_cannot_be_taken() {
    let catalog = dataset::embedded().unwrap();
    let (mut accepted, mut refused) = (0, 0);
    each(&catalog, |context, certification, options, plan| {
        let standing = Standing::of(certification, &catalog, options.exam, context.language);
        match plan {
            Ok(plan) => {
                accepted += 1;
                assert!(standing.can_be_taken(), "{} {}", certification.id, options.exam);
                for deadline in plan.deadlines.iter().filter(|deadline| deadline.kind == Kind::Retake) {
                    let Some(when) = deadline.when else { continue };
                    let then = Standing::of(certification, &catalog, when.latest, context.language);
                    assert!(then.can_be_taken(), "{} again on {when}", certification.id);
                }
                // The same from the sittings themselves, without the rules of standing.
                let over =
                    |sitting: &certcmp_dataset::Sitting| match sitting.facts.last.as_ref().map(|last| &last.value) {
                        Some(End::On(end)) => end.when.latest < options.exam,
                        _ => false,
                    };
                assert!(!certification.sittings.iter().all(over), "{} {}", certification.id, options.exam);
            }
            Err(refusal) => {
                refused += 1;
                assert!(!standing.can_be_taken(), "{} {}: {refusal:?}", certification.id, options.exam);
                assert_eq!(refusal, Refusal::CannotBeTaken(Box::new(standing)));
            }
        }
    });
    assert!(accepted > 2000 && refused > 2000, "{accepted} {refused}");
}

#[test]
fn hours_weights_and_weeks_add_up() {
    let catalog = dataset::embedded().unwrap();
    each(&catalog, |_, certification, options, plan| {
        let Ok(plan) = plan else { return };
        let schedule = &plan.schedule;
        let name = format!("{} {}", certification.id, options.exam);
        assert_eq!(schedule.hours(), options.per_week.times(schedule.count()), "{name}");
        for pair in schedule.weeks.windows(2) {
            assert_eq!(pair[0].last.tomorrow().unwrap(), pair[1].first, "{name}");
        }
        let last = schedule.weeks.last().unwrap();
        assert_eq!(last.last.tomorrow().unwrap(), options.exam, "{name}");
        assert!((0..7).contains(&schedule.spare_days()), "{name}");
        assert_eq!(last.revision, schedule.count() > 1, "{name}");
        let studied = schedule.hours() - schedule.revision();
        assert!(!schedule.shares.is_empty(), "{name}: every exam of the dataset has weights");
        assert_eq!(schedule.shares.iter().map(|share| share.tenths).sum::<u32>(), 1000, "{name}");
        assert_eq!(schedule.shares.iter().map(|share| share.hours).sum::<Hours>(), studied, "{name}");
        for week in schedule.weeks.iter().filter(|week| !week.revision) {
            assert_eq!(week.parts.iter().map(|(_, hours)| *hours).sum::<Hours>(), week.hours, "{name}");
        }
        for (at, share) in schedule.shares.iter().enumerate() {
            let parts = schedule.weeks.iter().flat_map(|week| &week.parts).filter(|(domain, _)| *domain == at);
            assert_eq!(parts.map(|(_, hours)| *hours).sum::<Hours>(), share.hours, "{name}");
        }
    });
}

#[test]
fn refusals_name_days_and_exams_that_are_possible() {
    let catalog = dataset::embedded().unwrap();
    let english = Language::english();
    for exam in sample().step_by(9) {
        let context = Context {
            catalog: &catalog,
            day: exam.checked_sub(60.days()).unwrap(),
            language: &english,
            audience: Audience::People,
        };
        for certification in &catalog.certifications {
            let options = Options { exam, from: None, per_week: Hours { quarters: 20 } };
            let Err(refusal) = Plan::new(certification, &options, &context) else { continue };
            let text = refusal.words(certification, context.day, exam, &context);
            let last = text.lines().last().unwrap();
            for day in last.split([' ', ':', ',']).filter_map(|word| word.parse::<Date>().ok()) {
                if !last.starts_with("  no day") {
                    assert!(Standing::of(certification, &catalog, day, &english).can_be_taken(), "{text}");
                }
            }
            for id in text
                .lines()
                .find_map(|line| line.strip_prefix("  instead that day: "))
                .into_iter()
                .flat_map(|ids| ids.split(", "))
            {
                let next = catalog.certification(id.trim_end_matches(" (beta)")).unwrap();
                assert!(Standing::of(next, &catalog, exam, &english).can_be_taken(), "{text}");
            }
        }
    }
}
