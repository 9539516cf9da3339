//! Clocks and time zones that are wrong, and days at the edges of the calendar.

use super::{program, script};
use crate::support::{folder, works};

/// The day for which a command answers by itself.
fn day_of(text: &str) -> String {
    let document: serde_json::Value = serde_json::from_str(text).unwrap();
    document["as_of"].as_str().unwrap().to_owned()
}

fn day_in(zone: &str) -> String {
    day_of(&program(LIST).bare().variable("TZ", zone).stdout())
}

const LIST: &[&str] = &["list", "--json", "--all", "--quiet"];

#[test]
fn the_day_is_that_of_the_time_zone() {
    // Two zones that are 26 hours apart never have the same day. The second name has a summer time without rules.
    for zone in ["<+14>-14", "AAA-14BBB-14"] {
        let (east, west) = (day_in(zone), day_in("<-12>12"));
        assert!(east > west, "{zone}: {east} {west}");
    }
}

#[test]
fn a_strange_time_zone_is_utc() {
    for zone in ["", ":", "garbage", "Nowhere/Nothing", ":/nonexistent", "/", ":/etc/passwd", "../../etc/passwd", "é"]
    {
        let before = day_in("UTC0");
        let day = day_in(zone);
        assert!(day == before || day == day_in("UTC0"), "TZ={zone}: {day}");
    }
    assert_eq!(day_in("UTC+999").len(), 10);
}

/// Reading such a file to its end would take all memory, or for ever.
#[test]
fn a_time_zone_is_read_from_a_plain_file_alone() {
    let root = folder("time-zones");
    let pipe = root.join("pipe");
    let make = format!("mkfifo '{}' && exec \"$@\"", pipe.display());
    let pipe = pipe.display().to_string();
    assert_eq!(day_of(&script(&make, LIST).bare().variable("TZ", &pipe).stdout()).len(), 10);
    let large = root.join("large");
    std::fs::File::create(&large).unwrap().set_len(1 << 40).unwrap();
    let large = large.display().to_string();
    for zone in [&format!(":{pipe}"), &large, "/dev/zero", ":/dev/stdin"] {
        let text = script("ulimit -v 1000000; exec \"$@\"", LIST).bare().variable("TZ", zone).stdout();
        assert_eq!(day_of(&text).len(), 10, "TZ={zone}");
    }
    // With leap seconds, and as a path, where the system has such files.
    for zone in ["right/UTC", "/usr/share/zoneinfo/Asia/Tokyo"] {
        assert_eq!(day_in(zone).len(), 10, "TZ={zone}");
    }
}

#[test]
fn a_clock_that_is_wrong_is_answered_for_and_named() {
    if !works("faketime", &["2026-11-23 12:00:00", "true"]) {
        return;
    }
    for (clock, day) in [("1970-01-02 00:00:01", "1970-01-02"), ("2019-06-30 12:00:00", "2019-06-30")] {
        let run = format!("exec env TZ=UTC faketime -f '{clock}' \"$@\"");
        let ran = script(&run, &["list", "--json"]).bare().run();
        let note = format!("note: the system clock ({day}) is earlier than the data (");
        assert!(ran.code == 0 && ran.stderr.contains(&note), "{clock}: {}", ran.stderr);
        assert_eq!(day_of(&ran.stdout), day);
        let asked = script(&run, &["list", "--json"]).run();
        assert!(!asked.stderr.contains("clock"), "a day that was asked for is right: {}", asked.stderr);
    }
    for clock in ["2100-03-01 00:00:00", "9999-12-31 12:00:00"] {
        for arguments in [
            &["show", "pmle"][..],
            &["compare", "aws", "gcp"],
            &["cost", "pmle", "--years", "30", "--attempts", "10"],
            &["plan", "pmle", "--exam", "2199-12-31", "--hours-per-week", "168"],
            &["recommend", "--cloud", "gcp"],
            &["list", "--all"],
            &["check", "data", "--stale", "100000"],
        ] {
            let run = format!("exec env TZ=UTC faketime -f '{clock}' \"$@\"");
            let ran = script(&run, arguments).bare().run();
            assert!((0..=2).contains(&ran.code), "{clock} {arguments:?}: {ran:?}");
        }
    }
}

#[test]
fn days_outside_the_years_that_are_taken_are_refused() {
    for day in
        ["0001-01-01", "9999-12-31", "-9999-01-01", "1999-12-31", "2200-01-01", "2026-02-29", "", "２０２６-01-01"]
    {
        let error = program(&["list", &format!("--as-of={day}")]).error();
        assert!(error.contains("--as-of"), "{day}: {error}");
    }
}

#[test]
fn the_first_and_the_last_day_are_answered_for() {
    for day in ["--as-of=2000-01-01", "--as-of=2199-12-31"] {
        for arguments in [
            &["show", "mla-c01"][..],
            &["compare", "aws", "gcp", "azure"],
            &["list", "--all"],
            &["cost", "pmle", "--years", "30", "--attempts", "10"],
            &["recommend", "--by", "2199-12-31"],
            &["services", "lex"],
        ] {
            let ran = program(&[arguments, &[day]].concat()).run();
            assert!(
                ran.code == 0 || ran.code == 2 && ran.stderr.starts_with("error: "),
                "{day} {arguments:?}: {ran:?}"
            );
        }
    }
}
