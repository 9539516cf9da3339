//! `plan --format ics`: the bytes that RFC 5545 asks for, read back with another parser.

use crate::properties::calendars;
use crate::support::{Certcmp, frozen, line};
use certcmp::commands::plan::{self, Hours, PlanOptions};
use certcmp::commands::{Audience, Context};
use certcmp::render::{Calendar, ics};
use certcmp_dataset::language::Language;
use ical::IcalParser;
use ical::parser::ical::component::IcalEvent;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::HashSet;

const EXAM: &str =
    "plan odd-names --exam 2027-01-20 --hours-per-week 7.25 --data tests/own-data/exams.yaml --quiet --format ics";

/// The events of a file, as another parser reads them.
pub fn read(text: &str) -> Vec<IcalEvent> {
    let calendars: Vec<_> = IcalParser::new(text.as_bytes()).collect::<Result<_, _>>().expect("it can be read");
    let [calendar] = calendars.as_slice() else { panic!("one calendar") };
    let of = |name: &str| calendar.properties.iter().find(|property| property.name == name)?.value.clone();
    assert_eq!(of("VERSION").as_deref(), Some("2.0"));
    assert_eq!(of("PRODID"), Some(format!("-//certcmp//certcmp {}//EN", env!("CARGO_PKG_VERSION"))));
    calendar.events.clone()
}

pub fn value(event: &IcalEvent, name: &str) -> Option<String> {
    let mut found = event.properties.iter().filter(|property| property.name == name);
    let first = found.next();
    assert!(found.next().is_none(), "{name} twice");
    first.and_then(|property| property.value.clone())
}

/// A whole day, which must say that it is one.
fn day(event: &IcalEvent, name: &str) -> Date {
    let property = event.properties.iter().find(|property| property.name == name).expect(name);
    assert_eq!(property.params, Some(vec![("VALUE".to_owned(), vec!["DATE".to_owned()])]));
    Date::strptime("%Y%m%d", property.value.as_deref().unwrap_or_default()).expect("a day")
}

/// Writes a calendar, checks its bytes, reads it with the other parser, and finds in it what was meant.
fn check(calendar: &Calendar) {
    calendars::check(calendar);
    let text = ics::render(calendar).unwrap();
    let events = read(&text);
    let stamp = calendar.as_of.strftime("%Y%m%dT000000Z").to_string();
    let mut uids = HashSet::new();
    assert_eq!(events.len(), calendar.events.len());
    for (event, meant) in events.iter().zip(&calendar.events) {
        assert_eq!(value(event, "UID").as_deref(), Some(meant.uid.as_str()));
        assert!(uids.insert(meant.uid.clone()), "{} twice", meant.uid);
        assert_eq!(value(event, "DTSTAMP").as_deref(), Some(stamp.as_str()));
        assert_eq!(day(event, "DTSTART"), meant.first);
        assert_eq!(day(event, "DTEND"), meant.last.tomorrow().unwrap());
        assert_eq!(event.alarms.len(), meant.reminders.len());
        assert_eq!(value(event, "STATUS").unwrap() == "TENTATIVE", meant.tentative);
        assert_eq!(value(event, "TRANSP").unwrap() == "OPAQUE", meant.busy);
        assert_eq!(value(event, "URL"), meant.url);
    }
}

#[test]
fn every_exam_makes_a_calendar_that_another_parser_reads() {
    let catalog = frozen();
    let mut made = HashSet::new();
    for (at, tag) in ["en", "ja"].iter().cycle().take(80).enumerate() {
        let language: Language = tag.parse().unwrap();
        let exam = date(2024, 6, 1).checked_add((at as i64 * 20).days()).unwrap();
        let context = Context {
            catalog: &catalog,
            day: exam.checked_sub(40.days()).unwrap(),
            language: &language,
            audience: Audience::People,
        };
        for certification in &catalog.certifications {
            let per_week = Some(Hours { quarters: 25 });
            let options = PlanOptions { exam: Some(exam), per_week, retakes: at % 3 == 0, ..PlanOptions::default() };
            if let Ok(outcome) = plan::run(certification, &options, &context) {
                check(&outcome.calendar.unwrap());
                made.insert(certification.id.clone());
            }
        }
    }
    let never: Vec<_> = catalog.certifications.iter().map(|one| &one.id).filter(|id| !made.contains(*id)).collect();
    assert!(never.is_empty(), "{never:?}");
}

#[test]
fn the_renewal_has_a_reminder() {
    let text = line("plan pmle --exam 2027-03-01 --format ics").stdout();
    let renewal = text.split("BEGIN:VEVENT").find(|event| event.contains("UID:pmle-renewal-opens")).unwrap();
    assert!(renewal.contains("BEGIN:VALARM"), "{renewal}");
}

#[test]
fn awkward_texts_survive_folding_and_escaping() {
    let text = line(EXAM).stdout();
    let unfolded = text.replace("\r\n ", "");
    for name in [
        "X-WR-CALNAME:Plan for Example School Odd\\, Names\\; and \\\\ Signs",
        "機械学習のためのデータ準備と特徴量エンジニアリング、およびモデルの評価と監視の基礎",
        "Commas\\, semicolons\\; and back\\\\slashes: a \"domain\" | of signs",
        "Überwachung und Pflege – è à ñ 🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓🎓",
    ] {
        assert!(unfolded.contains(name), "{name} in {unfolded}");
    }
    assert!(read(&text).len() > 8 + 5);
}

#[test]
fn the_same_bytes_on_every_run_and_wherever_it_runs() {
    let first = line(EXAM).stdout();
    for (zone, locale) in [("UTC", "C.UTF-8"), ("Pacific/Kiritimati", "de_DE.UTF-8"), ("America/Adak", "C")] {
        assert_eq!(line(EXAM).variable("TZ", zone).variable("LC_ALL", locale).stdout(), first, "{zone}");
    }
    for option in ["--ascii", "--wide", "--color=always"] {
        assert_eq!(line(EXAM).argument(option).stdout(), first, "{option}");
    }
}

#[test]
fn events_are_stamped_with_the_day_of_asking() {
    let of = |day: &str, name: &str| {
        let mut values: Vec<_> =
            read(&line(EXAM).day(day).stdout()).iter().filter_map(|event| value(event, name)).collect();
        values.dedup();
        values
    };
    assert_eq!(of("2026-11-02", "DTSTAMP"), ["20261102T000000Z"]);
    // The file of a later day replaces an earlier one.
    assert_eq!(of("2026-11-02", "SEQUENCE"), ["305"]);
    assert_eq!(of("2026-11-09", "SEQUENCE"), ["312"]);
}

#[test]
fn what_is_meant_keeps_its_uid_when_hours_and_the_day_of_asking_change() {
    let uids = |run: Certcmp| -> Vec<String> {
        read(&run.stdout()).iter().map(|event| value(event, "UID").unwrap()).collect()
    };
    let plan = |hours: &str| {
        line(&format!("plan pmle --exam 2027-03-01 --from 2027-01-04 --hours-per-week {hours} --format ics"))
    };
    let first = uids(plan("6"));
    assert_eq!(uids(plan("9.5")), first);
    assert_eq!(uids(plan("6").day("2026-12-24")), first);
    assert!(first.contains(&"pmle-exam@certcmp".to_owned()), "{first:?}");
}

#[test]
fn a_calendar_of_the_longest_plan_is_whole() {
    let text = line("plan pmle --exam 2028-11-26 --hours-per-week 1 --format ics").stdout();
    assert!(read(&text).len() > 104);
}

#[test]
fn other_commands_make_no_calendar() {
    for command in ["list", "compare aws gcp", "show pmle", "sources", "sources pmle", "check tests/data"] {
        let error = line(&format!("{command} --format ics")).error();
        assert!(error.starts_with("error: "), "{command}: {error}");
    }
}
