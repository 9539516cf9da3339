//! `held`: lapse days by hand, renewals that can be done, and the answer in every format.

use crate::support::{certcmp, folder, frozen};
use certcmp::commands::held::{Advice, File, Options, answer};
use certcmp::commands::{Audience, Context};
use certcmp_dataset::Standing;
use certcmp_dataset::language::Language;
use jiff::ToSpan;
use jiff::civil::date;
use serde_json::Value;

const TEAM: &str = "who,cert,earned,expires\n\
    ada,AI-102,2025-12-20,\n\
    ada,aif-c01,2025-03-18,\n\
    bo,pmle,2025-01-15,\n\
    bo,gail,2025-09-09,\n\
    cy,mla-c01,2025-06-30,\n\
    dee,AWS Certified Machine Learning - Specialty,2024-05-31,\n\
    dee,gail,,2026-10-01\n";

fn held(text: &str, options: &[&str]) -> String {
    certcmp(&[&["held", "-"], options].concat()).stdin(text).day("2026-11-28").stdout()
}

fn records(text: &str, options: &[&str]) -> Vec<Value> {
    let document: Value = serde_json::from_str(&held(text, &[&["--json"], options].concat())).unwrap();
    document["held"].as_array().unwrap().clone()
}

/// Certification and day of lapse of each record.
fn lapses(records: &[Value]) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    records.iter().map(|row| (text(&row["cert"]), text(&row["lapses"]["to"]))).collect()
}

#[test]
fn what_lapses_first_comes_first() {
    let found = lapses(&records(TEAM, &[]));
    let expected = [
        ("gail", "2026-10-01"),
        ("ai-102", "2026-12-20"),
        ("pmle", "2027-01-15"),
        ("mls-c01", "2027-05-31"),
        ("aif-c01", "2028-03-18"),
        ("mla-c01", "2028-06-30"),
        ("gail", "2028-09-09"),
    ];
    assert_eq!(found, expected.map(|(cert, day)| (cert.to_owned(), day.to_owned())));
}

#[test]
fn a_lapse_follows_from_the_validity_also_on_leap_days_and_ends_of_months() {
    // PMLE is valid for two years, AWS's for three, AI-102 for one.
    for (cert, earned, lapses_on) in [
        ("pmle", "2024-02-29", "2026-02-28"),
        ("pmle", "2025-08-31", "2027-08-31"),
        ("mls-c01", "2024-02-29", "2027-02-28"),
        ("ai-102", "2024-02-29", "2025-02-28"),
        ("ai-102", "2025-12-31", "2026-12-31"),
    ] {
        let found = lapses(&records(&format!("cert,earned\n{cert},{earned}\n"), &[]));
        assert_eq!(found, [(cert.to_owned(), lapses_on.to_owned())], "{earned}");
    }
}

#[test]
fn each_certificate_says_what_to_do() {
    let text = certcmp(&["held", "-"]).stdin(TEAM).day("2026-11-28").width(200).stdout();
    for (cert, advice) in [
        ("AI-102", "cannot be renewed since 2026-06-30; AI-103 follows it, 165 USD"),
        ("PMLE", "renew now: exam at 100 USD, until 2027-02-14"),
        ("2026-10-01", "the exam again, 99 USD"),
    ] {
        let line = text.lines().find(|line| line.contains(cert)).unwrap_or_default();
        assert!(line.contains(advice), "{advice}: {line}");
    }
}

#[test]
fn no_renewal_is_offered_that_cannot_be_done_on_the_day() {
    let (catalog, english) = (frozen(), Language::english());
    let text =
        "cert,earned\npmle,2023-06-01\nai-102,2023-06-01\nmla-c01,2023-06-01\naif-c01,2023-06-01\ngail,2023-06-01\n";
    let mut offered = 0;
    let mut day = date(2024, 1, 1);
    while day <= date(2028, 12, 31) {
        let context = Context { catalog: &catalog, day, language: &english, audience: Audience::Programs };
        let file = File { name: "team".to_owned(), held: certcmp::held::read(text, day).unwrap() };
        for row in answer(vec![file], &Options::default(), &context).unwrap().rows {
            let Advice::Renew(ways) = row.advice else { continue };
            for way in ways.iter().filter(|way| !way.in_doubt && way.opens.is_none_or(|opens| opens <= day)) {
                offered += 1;
                assert!(way.closes >= day, "{day} {way:?}");
                let is_open = |exam| Standing::of(exam, &catalog, day, &english).can_be_taken();
                assert!(way.exam.is_none_or(is_open), "{day} {way:?}");
            }
        }
        day = day.checked_add(1.day()).unwrap();
    }
    assert!(offered > 1000, "{offered}");
}

#[test]
fn a_file_gives_the_same_in_csv_yaml_and_as_a_spreadsheet_saves_it() {
    let rows: Vec<Vec<&str>> = TEAM.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let yaml: String = rows
        .iter()
        .map(|row| {
            let days = [("earned", row[2]), ("expires", row[3])]
                .iter()
                .filter(|(_, day)| !day.is_empty())
                .fold(String::new(), |text, (key, day)| format!("{text}, {key}: {day}"));
            format!("- {{ who: {}, cert: \"{}\"{days} }}\n", row[0], row[1])
        })
        .collect();
    let spreadsheet =
        format!("\u{feff}{}", TEAM.replace("who,cert", "Who,Cert").replace(',', ";").replace('\n', "\r\n"));
    let expected = held(TEAM, &[]);
    assert_eq!(held(&yaml, &[]), expected);
    assert_eq!(held(&spreadsheet, &[]), expected);
}

#[test]
fn within_counts_the_rest_and_includes_the_day_itself() {
    let text = held(TEAM, &["--within", "48d"]);
    assert!(text.contains("PMLE") && !text.contains("MLS-C01"), "{text}");
    assert!(text.contains("Not shown: 4 lapse later."), "{text}");
    assert!(!held(TEAM, &["--within", "47d"]).contains("PMLE"));
}

#[test]
fn check_fails_for_what_has_lapsed_or_lapses_in_time() {
    let code = |text: &str, options: &[&str]| {
        certcmp(&[&["held", "-", "--check"], options].concat()).stdin(text).day("2026-11-28").run().code
    };
    let pmle = "cert,earned\npmle,2025-01-15\n";
    assert_eq!(code(pmle, &[]), 0);
    assert_eq!(code(pmle, &["--within", "48d"]), 1);
    assert_eq!(code(pmle, &["--within", "47d"]), 0);
    assert_eq!(code("cert,expires\npmle,2026-11-27\n", &[]), 1);
    assert_eq!(code("cert,expires\npmle,2026-11-28\n", &[]), 0);
    assert_eq!(code("nothing\n", &[]), 2);
}

#[test]
fn an_unknown_name_is_a_slip_in_a_file_of_ones_own_and_a_note_in_an_export() {
    let error = certcmp(&["held", "-"]).stdin("cert,earned\npmle,2025-01-15\nAI-1O2,2026-01-20\n").error();
    assert!(
        error.contains("stdin: line 3: no certification matches `AI-1O2`") && error.contains("`ai-102`"),
        "{error}"
    );
    let export = "Name,Issuer,Certification,Issued At,Expires At\nada,Sample,Public Speaking,2023-09-01,\n";
    assert!(held(export, &[]).contains("line 2: `Public Speaking` is not a certification that certcmp knows"));
}

#[test]
fn a_day_in_the_file_wins_and_a_contradiction_is_told() {
    let text = certcmp(&["held", "-"]).stdin("cert,earned,expires\npmle,2025-01-15,2028-01-15\n").width(160).stdout();
    assert!(text.contains("2028-01-15") && text.contains("the file says 2028-01-15, the rule 2027-01-15"), "{text}");
    let near = held("cert,earned,expires\npmle,2025-01-15,2027-01-17\n", &[]);
    assert!(!near.contains("the rule"), "{near}");
}

#[test]
fn the_latest_of_several_renewals_counts() {
    let text = "who,cert,earned\nbo,pmle,2023-01-10\nbo,pmle,2025-01-15\ncy,pmle,2024-06-01\n";
    assert_eq!(
        lapses(&records(text, &[])),
        [("pmle", "2026-06-01"), ("pmle", "2027-01-15")].map(|(cert, day)| (cert.to_owned(), day.to_owned()))
    );
    assert!(held(text, &[]).contains("1 earlier certificate"), "{}", held(text, &[]));
}

#[test]
fn people_are_counted_by_who() {
    let text = held(TEAM, &["--by", "who"]);
    let line =
        text.lines().find(|line| line.trim_start().starts_with("dee ") && line.contains("MLS-C01")).unwrap_or_default();
    assert!(text.contains("By person"), "{text}");
    assert!(!line.is_empty(), "{text}");
}

#[test]
fn a_calendar_has_the_last_day_with_reminders_and_the_opening_of_the_window() {
    let calendar = certcmp(&["held", "-", "--format", "ics", "--remind", "30,7"])
        .stdin("who,cert,earned\nbo,gail,2025-09-09\n")
        .day("2026-11-28")
        .stdout();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 2, "{calendar}");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20280909") && calendar.contains("DTSTART;VALUE=DATE:20280313"),
        "{calendar}"
    );
    assert!(calendar.contains("TRIGGER:-P30D") && calendar.contains("TRIGGER:-P7D"), "{calendar}");
    let uids = |day: &str| -> Vec<String> {
        let calendar =
            certcmp(&["held", "-", "--format", "ics"]).stdin("who,cert,earned\nbo,gail,2025-09-09\n").day(day).stdout();
        calendar.lines().filter(|line| line.starts_with("UID")).map(str::to_owned).collect()
    };
    assert_eq!(uids("2026-11-28"), uids("2026-12-24"));
}

#[test]
fn the_default_file_is_in_the_data_folder_and_two_are_refused() {
    let home = folder("held-default");
    let data = home.join(".local/share/certcmp");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("held.csv"), "cert,earned\npmle,2025-01-15\n").unwrap();
    let run = || certcmp(&["held"]).variable("HOME", home.to_str().unwrap()).day("2026-11-28");
    assert!(run().stdout().contains("2027-01-15"));
    std::fs::write(data.join("held.yaml"), "- { cert: pmle, earned: 2025-01-15 }\n").unwrap();
    let error = run().error();
    assert!(error.contains("held.yaml") && error.contains("held.csv"), "{error}");
    // Neither is read as dataset.
    assert!(certcmp(&["list"]).variable("HOME", home.to_str().unwrap()).run().code == 0);
}
