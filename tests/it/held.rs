//! `held`: lapse days by hand, renewals that can be done, and the answer in every format.

use crate::cost::own_data;
use crate::plan_calendar::{read, value};
use crate::support::{Certcmp, certcmp, folder, frozen, run, skip};
use certcmp::commands::held::{Options, answer};
use certcmp::commands::renewal::end_of_renewals;
use certcmp::commands::{Audience, Context};
use certcmp_dataset::Standing;
use certcmp_dataset::language::Language;
use jiff::ToSpan;
use jiff::civil::date;
use serde_json::Value;
use std::process::Command;

const TEAM: &str = "who,cert,earned,expires\n\
    ada,AI-102,2025-12-20,\n\
    ada,aif-c01,2025-03-18,\n\
    bo,pmle,2025-01-15,\n\
    bo,gail,2025-09-09,\n\
    cy,mla-c01,2025-06-30,\n\
    dee,AWS Certified Machine Learning - Specialty,2024-05-31,\n\
    dee,gail,,2026-10-01\n";

fn of(text: &str, options: &[&str]) -> Certcmp {
    certcmp(&[&["held", "-"], options].concat()).stdin(text).day("2026-11-28")
}

fn held(text: &str, options: &[&str]) -> String {
    of(text, options).stdout()
}

fn records(text: &str, options: &[&str]) -> Vec<Value> {
    of(text, options).json()["held"].as_array().unwrap().clone()
}

/// Certification and day of lapse of each record.
fn lapses(records: &[Value]) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let row = |row: &Value| [&row["cert"], &row["lapses"]["to"]].map(text).join(" ");
    records.iter().map(row).collect::<Vec<_>>().join(", ")
}

#[test]
fn what_lapses_first_comes_first() {
    let expected = "gail 2026-10-01, ai-102 2026-12-20, pmle 2027-01-15, mls-c01 2027-05-31, aif-c01 2028-03-18, \
        mla-c01 2028-06-30, gail 2028-09-09";
    assert_eq!(lapses(&records(TEAM, &[])), expected);
}

#[test]
fn a_lapse_follows_from_the_rule_of_each_provider_also_on_leap_days_and_ends_of_months() {
    // AWS: three years. Google: two, and three for GAIL. Microsoft: one; fundamentals never lapse.
    for (cert, earned, lapses_on) in [
        ("mla-c01", "2025-06-30", "2028-06-30"),
        ("aif-c01", "2025-01-31", "2028-01-31"),
        ("mls-c01", "2024-02-29", "2027-02-28"),
        ("mls-c01", "2021-02-28", "2024-02-28"),
        ("pmle", "2024-02-29", "2026-02-28"),
        ("pmle", "2026-02-28", "2028-02-28"),
        ("pmle", "2025-08-31", "2027-08-31"),
        ("gail", "2025-02-28", "2028-02-28"),
        ("gail", "2025-12-31", "2028-12-31"),
        ("ai-102", "2024-02-29", "2025-02-28"),
        ("ai-102", "2023-02-28", "2024-02-28"),
        ("ai-102", "2025-12-31", "2026-12-31"),
        ("ai-901", "2026-05-31", "-"),
    ] {
        let found = lapses(&records(&format!("cert,earned\n{cert},{earned}\n"), &["--quiet"]));
        assert_eq!(found, format!("{cert} {lapses_on}"), "{earned}");
    }
}

#[test]
fn each_certificate_says_what_to_do() {
    let text = of(TEAM, &[]).width(200).stdout();
    for (cert, advice) in [
        ("AI-102", "cannot be renewed since 2026-06-30; AI-103 follows it, 165 USD"),
        ("PMLE", "renew now: exam again at 100 USD, until 2027-02-14"),
        ("(AIF-C01)", "renew now: exam again at 50 USD or exam MLA-C02 (planned 2027-01-14), until 2028-03-18"),
        ("2026-10-01", "the exam again, 99 USD"),
    ] {
        let line = text.lines().find(|line| line.contains(cert)).unwrap_or_default();
        assert!(line.contains(advice), "{advice}: {line}");
    }
}

#[test]
fn no_renewal_is_offered_that_cannot_be_done_on_the_day() {
    let (catalog, english) = (frozen(), Language::english());
    let mut offered = 0;
    // A certificate earned so many days before, so that windows are met before, in and after them.
    let mut ages = [30, 200, 330, 700, 720, 1000, 1090].into_iter().cycle();
    let mut day = date(2024, 1, 1);
    while day <= date(2028, 12, 31) {
        let context = Context { catalog: &catalog, day, language: &english, audience: Audience::Programs };
        let earned = day.checked_sub(ages.next().unwrap().days()).unwrap();
        let rows = catalog.certifications.iter().map(|exam| format!("{},{earned}\n", exam.id));
        let text = format!("cert,earned\n{}", rows.collect::<String>());
        let file = ("team".to_owned(), certcmp::held::read(&text, day).unwrap());
        for row in answer(vec![file], &Options::default(), &context).unwrap().rows {
            let ways = row.advice.ways;
            for way in ways.iter().filter(|way| !way.in_doubt && way.opens.is_none_or(|opens| opens <= day)) {
                offered += 1;
                let is_open =
                    |on| way.exam.is_none_or(|exam| Standing::of(exam, &catalog, on, &english).can_be_taken());
                assert!(way.closes >= day && is_open(day) && is_open(way.closes), "{day} {way:?}");
                let end = end_of_renewals(row.certification);
                assert!(end.is_none_or(|end| way.closes <= end), "{day} {way:?}");
                let lapse = row.lapse.day().unwrap();
                let (opens, closes) = way.route.window(lapse);
                assert!(opens.is_none_or(|opens| opens <= day) && day <= closes, "{day} {way:?}");
            }
        }
        day = day.checked_add(3.days()).unwrap();
    }
    assert!(offered > 400, "{offered}");
}

/// Twenty certificates of four people.
fn twenty() -> Vec<[String; 4]> {
    let certs = ["AI-102", "aif-c01", "pmle", "gail", "AWS Certified Machine Learning - Specialty"];
    let rows = ["ada", "bo", "cy", "dee"].iter().enumerate().flat_map(|(person, who)| {
        certs.iter().enumerate().map(move |(at, cert)| {
            let day = format!("2025-{:02}-{:02}", person * 2 + at + 1, 8 + person + at);
            let (earned, expires) =
                if at == 3 { (String::new(), day.replace("2025", "2027")) } else { (day, String::new()) };
            [(*who).to_owned(), (*cert).to_owned(), earned, expires]
        })
    });
    rows.collect()
}

#[test]
fn twenty_certificates_of_four_people_are_the_same_in_csv_yaml_and_as_a_spreadsheet_saves_them() {
    let rows = twenty();
    let csv = |separator: &str, end: &str, cell: &dyn Fn(&str) -> String| {
        let lines = rows.iter().map(|row| row.each_ref().map(|text| cell(text)).join(separator));
        let head = ["who", "cert", "earned", "expires"].map(cell).join(separator);
        std::iter::once(head).chain(lines).map(|line| line + end).collect::<String>()
    };
    let yaml = rows.iter().map(|[who, cert, earned, expires]| {
        let days = [("earned", earned), ("expires", expires)].map(|(key, day)| format!("{key}: {day}"));
        format!("- {{ who: {who}, cert: \"{cert}\", {} }}\n", days.join(", "))
    });
    let plain = |cell: &str| cell.to_owned();
    let local = |cell: &str| match cell.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] if year.starts_with("20") => format!("{day}.{month}.{year}"),
        _ => cell.to_owned(),
    };
    let expected = held(&csv(",", "\n", &plain), &[]);
    assert_eq!(expected.matches("\n 20").count(), 20, "{expected}");
    for text in [
        yaml.collect::<String>(),
        format!("\u{feff}{}", csv(";", "\r\n", &|cell| cell.to_uppercase())),
        csv(",", "\r\n", &|cell| format!("\"{cell}\"")),
        csv(";", "\r\n", &local),
        csv("\t", "\n", &|cell| cell.replace('-', if cell.starts_with("20") { "/" } else { "-" })),
    ] {
        let is_upper = text.contains("ADA");
        let found = held(&text, &[]);
        assert_eq!(
            if is_upper { found.to_lowercase() } else { found },
            if is_upper { expected.to_lowercase() } else { expected.clone() }
        );
    }
}

#[test]
fn every_export_gives_the_rows_that_it_can_hold_without_a_name() {
    for (file, expected, unused) in [
        ("credly-badges.csv", "aif-c01 2028-03-18", "line 3: `Public Speaking Basics`"),
        ("credly-badges.json", "aif-c01 2028-03-18", "entry 3: `Public Speaking Basics`"),
        ("learn-transcript.json", "ai-901 -", "entry 1: `Microsoft Certified: Fabric Data Engineer Associate`"),
        ("accredible-credential.json", "pmle 2027-01-15", ""),
        ("accredible-wallet.json", "pmle 2027-01-15, gail 2028-09-09", "entry 3: `Sample Course Completion`"),
        ("open-badge-2.json", "pmle 2027-01-15", ""),
        ("open-badge-3.json", "aif-c01 2028-03-18", ""),
        ("Certifications.csv", "pmle 2027-01-31", "line 4: `Public Speaking Basics`"),
        ("excel.csv", "ai-102 2026-12-20, pmle 2027-01-15", ""),
    ] {
        let document = certcmp(&["held", &format!("tests/held/{file}")]).day("2026-11-28").json();
        let rows = document["held"].as_array().unwrap();
        assert_eq!(lapses(rows), expected, "{file}");
        assert!(file == "excel.csv" || rows.iter().all(|row| row["who"].is_null()), "{file}");
        let named = document["unused"].to_string();
        assert_eq!(unused.is_empty(), named == "[]", "{file}: {named}");
        assert!(named.contains(unused), "{file}: {named}");
    }
}

#[test]
fn within_counts_the_rest_and_includes_the_day_itself() {
    let text = held(TEAM, &["--within", "48d"]);
    assert!(text.contains("PMLE") && !text.contains("MLS-C01"), "{text}");
    assert!(text.contains("Not shown: 4 lapsing later."), "{text}");
    assert!(!held(TEAM, &["--within", "47d"]).contains("PMLE"));
}

#[test]
fn check_fails_for_what_has_lapsed_or_lapses_in_time() {
    let code = |text: &str, options: &[&str]| of(text, options).argument("--check").run().code;
    let pmle = "cert,earned\npmle,2025-01-15\n";
    assert_eq!(code(pmle, &[]), 0);
    assert_eq!(code(pmle, &["--within", "48d"]), 1);
    assert_eq!(code(pmle, &["--within", "47d"]), 0);
    assert_eq!(code("cert,expires\npmle,2026-11-27\n", &[]), 1);
    assert_eq!(code("cert,expires\npmle,2026-11-28\n", &[]), 0);
    assert_eq!(code("nothing\n", &[]), 2);
}

#[test]
fn a_lapse_known_to_the_month_counts_from_its_first_possible_day() {
    for (row, day, on_screen, days, code) in [
        ("mla-c01,,2027-01", "2026-12-05", "2027-01 ", "27", 1),
        ("mla-c01,,2027-01", "2026-12-01", "Nothing", "lapses", 0),
        ("mla-c01,,2027-01", "2027-01-10", "2027-01 ", "perhaps lapsed", 1),
        ("mla-c01,,2027-01", "2027-02-01", "2027-01 ", "lapsed", 1),
        ("pmle,2025-01,", "2026-12-05", "2027-01 ", "27", 1),
        ("pmle,2025,", "2027-02-05", "2027 ", "perhaps lapsed", 1),
        ("pmle,2024-12-30/2025-01-02,", "2026-12-05", "2026-12-30 at the earliest", "25", 1),
    ] {
        let text = format!("cert,earned,expires\n{row}\n");
        let ran = of(&text, &["--check", "--within", "30d"]).day(day).width(160).run();
        assert!(ran.stdout.contains(&format!("\n {on_screen}")) && ran.stdout.contains(days), "{row}: {}", ran.stdout);
        assert_eq!(ran.code, code, "{row} {day}");
    }
    let found = &records("cert,earned\npmle,2025-01\n", &[])[0];
    assert_eq!((&found["lapses"]["from"], &found["lapses"]["to"]), (&"2027-01-01".into(), &"2027-01-31".into()));
}

#[test]
fn a_route_that_an_open_claim_contradicts_is_in_doubt() {
    let how = "how: \"pass the latest version of the exam, or MLA-C01\"";
    let value = format!("{how}, routes: [exam, other-exam], renewed_by: [mla-c01, mla-c02]");
    let claims = [
        ("held-claim-route", format!("value: {{ {how}, routes: [exam] }}"), "other-exam"),
        ("held-claim-exam", format!("value: {{ {} }}", value.replace(", mla-c02", "")), "other-exam"),
        ("held-claim-words", "says: only by itself".to_owned(), "other-exam"),
        ("held-claim-refuted", "says: only by itself, refuted: an older text".to_owned(), ""),
    ];
    for (name, claim, in_doubt) in claims {
        let fact = format!(
            "value: {{ {value} }}, support: official, sources: [own], disputed: [{{ {claim}, sources: [own] }}]"
        );
        let data = own_data(name, &format!("amends: aif-c01\nrenewal: {{ {fact} }}\n"));
        let rows = records("cert,earned\naif-c01,2025-03-18\n", &["--quiet", "--data", &data]);
        let routes = rows[0]["renewal"]["routes"].as_array().unwrap();
        let doubtful = routes.iter().filter(|way| way["in_doubt"] == true);
        let found: Vec<&str> = doubtful.filter_map(|way| way["route"].as_str()).collect();
        assert_eq!(found.join(" "), in_doubt, "{name}: {routes:?}");
    }
}

#[test]
fn the_latest_of_several_renewals_counts() {
    let text = "who,cert,earned\nbo,pmle,2023-01-10\nbo,pmle,2025-01-15\ncy,pmle,2024-06-01\n";
    assert_eq!(lapses(&records(text, &[])), "pmle 2026-06-01, pmle 2027-01-15");
    assert!(held(text, &[]).contains("1 earlier certificate"), "{}", held(text, &[]));
}

#[test]
fn people_are_counted_by_who() {
    let text = held(TEAM, &["--by", "who"]);
    let (_, counts) = text.split_once("By person").unwrap();
    let words = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_default().to_owned();
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(words(counts, "dee"), "dee 1 1 2027-05-31 MLS-C01");
    assert_eq!(words(counts, "ada"), "ada 2 0 2026-12-20 AI-102");
    let text = held(TEAM, &["--by", "cert"]);
    let (_, counts) = text.split_once("By certification").unwrap();
    assert_eq!(words(counts, "Generative"), "Generative AI Leader (GAIL) 1 1 2028-09-09 bo");
}

#[test]
fn a_page_for_the_team_begins_with_the_answer_and_has_nothing_for_a_terminal() {
    let text = format!(
        "{}eve,pmle,2026-01-01,,sample-reference\n",
        TEAM.replace("expires", "expires,ref").replace(",\n", ",,\n")
    );
    let page = held(&text, &["--format", "html"]);
    let body = page.split_once("<main>").unwrap().1;
    let plain: String = body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    let at = |needle: &str| plain.find(needle).unwrap_or_else(|| panic!("{needle}: {plain}"));
    assert!(at("the exam again, 99 USD") < at("renew now: exam again at 100 USD") && at("renew now") < at("By person"));
    for who in ["ada", "bo", "cy", "dee", "eve", "By certification"] {
        at(who);
    }
    for absent in ["--", "sample-reference", "certcmp held"] {
        assert!(!plain.contains(absent), "{absent}: {plain}");
    }
}

#[test]
fn a_calendar_has_the_last_day_with_reminders_and_the_opening_of_the_window() {
    let calendar = held("who,cert,earned\nbo,gail,2025-09-09\n", &["--format", "ics", "--remind", "30,7"]);
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 2, "{calendar}");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20280909") && calendar.contains("DTSTART;VALUE=DATE:20280313"),
        "{calendar}"
    );
    assert!(calendar.contains("TRIGGER:-P30D") && calendar.contains("TRIGGER:-P7D"), "{calendar}");
}

#[test]
fn a_later_calendar_replaces_the_events_of_an_earlier_one() {
    // The certificate is renewed in between, so that its days change.
    let event = |day: &str, earned: &str| {
        let text = format!("who,cert,earned\nbo,gail,{earned}\nbo,pmle,2026-01-15\n");
        let events = read(&of(&text, &["--format", "ics"]).day(day).stdout());
        let all = events.iter().map(|event| ["UID", "SEQUENCE", "DTSTART"].map(|name| value(event, name).unwrap()));
        let mut all: Vec<[String; 3]> = all.collect();
        all.sort();
        all
    };
    let (before, after) = (event("2026-11-28", "2025-09-09"), event("2026-12-24", "2026-12-20"));
    assert_eq!(before.len(), 4);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before[0], after[0]);
        assert!(before[1].parse::<u32>().unwrap() < after[1].parse::<u32>().unwrap(), "{before:?} {after:?}");
        assert_eq!(before[2] == after[2], before[0].contains("pmle"), "{before:?} {after:?}");
    }
}

#[test]
fn two_other_parsers_read_the_same_events_from_a_calendar() {
    let of_team = held(TEAM, &["--format", "ics"]);
    let of_changes = certcmp(&["changes", "--format", "ics"]).answer();
    let has_python = Command::new("python3").args(["-c", "import icalendar"]).output();
    let has_python = has_python.is_ok_and(|output| output.status.success()) || skip("icalendar for Python");
    for calendar in [of_team, of_changes] {
        let found = read(&calendar);
        assert!(found.len() > 5 && found.len() == calendar.matches("BEGIN:VEVENT").count(), "{calendar}");
        let mut lines: Vec<String> = Vec::new();
        for event in &found {
            let triggers = event.alarms.iter().flat_map(|alarm| &alarm.properties).filter(|of| of.name == "TRIGGER");
            let days: Vec<String> =
                triggers.filter_map(|trigger| Some(trigger.value.clone()?.replace("-P0D", "P0D"))).collect();
            let [uid, start] = ["UID", "DTSTART"].map(|name| value(event, name).unwrap());
            lines.push(format!("{uid} {start} {}", days.join(" ")).trim().to_owned());
        }
        if has_python {
            let script = "import sys, icalendar\n\
                for e in icalendar.Calendar.from_ical(sys.stdin.read()).walk('VEVENT'):\n\
                \x20   days = [a['TRIGGER'].to_ical().decode() for a in e.walk('VALARM')]\n\
                \x20   print(' '.join([str(e['UID']), e['DTSTART'].to_ical().decode(), *days]))\n";
            let read = run(Command::new("python3").args(["-c", script]), calendar.as_bytes());
            assert_eq!(read.stdout.lines().collect::<Vec<_>>(), lines, "{}", read.stderr);
        }
    }
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

#[test]
fn each_way_to_renew_has_its_own_days_and_one_that_is_not_known_is_not_denied() {
    let facts = "amends: pmle
renewal:
  value:
    how: the exam or courses
    routes:
      - { route: exam, price: 100 USD, opens: 60 days, closes: 30 days }
      - { route: courses, opens: 365 days }
  support: official
  sources: [own]
";
    let data = own_data("held-two-windows", facts);
    let text = of("cert,earned\npmle,2026-10-01\n", &["--data", &data]).width(200).run().stdout;
    for way in [
        "courses (in doubt), from 2027-10-02 until 2028-10-01",
        "; exam again at 100 USD, from 2028-08-02 until 2028-10-31",
    ] {
        assert!(text.contains(way), "{way}: {text}");
    }
    let facts = "amends: pmle
renewal: { value: { how: perhaps by courses }, support: official, sources: [own] }
";
    let data = own_data("held-unknown-way", facts);
    let of_pmle = |options: &[&str]| of("cert,earned\npmle,2026-10-01\n", &[options, &["--data", &data]].concat());
    let text = of_pmle(&[]).run().stdout;
    assert!(text.contains("not known whether it can be renewed"), "{text}");
    assert_eq!(of_pmle(&["--quiet"]).json()["held"][0]["renewal"]["possible"], Value::Null);
}
