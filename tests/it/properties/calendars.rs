//! What holds for every calendar file.

use certcmp::render::{Calendar, ics};
use certcmp_dataset::yaml::text::is_control;

/// Writes a calendar and checks it.
pub fn check(calendar: &Calendar) {
    let text = ics::render(calendar).unwrap_or_else(|error| panic!("{error}: {calendar:?}"));
    assert!(text.ends_with("\r\nEND:VCALENDAR\r\n") || text.ends_with("END:VCALENDAR\r\n"), "{text:?}");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a bare line break: {text:?}");
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line:?}", line.len());
    }
    let unfolded = text.replace("\r\n ", "");
    for line in unfolded.split_terminator("\r\n") {
        let name = line.split([':', ';']).next().unwrap_or_default();
        assert!(!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-'), "{line}");
    }
    assert_eq!(unfolded.chars().find(|found| is_control(*found) && !"\r\n".contains(*found)), None, "{text:?}");
    // A reminder repeats the summary of its event.
    let mut in_reminder = false;
    let lines: Vec<&str> = unfolded
        .split("\r\n")
        .filter(|line| {
            let within = in_reminder || *line == "BEGIN:VALARM";
            in_reminder = within && *line != "END:VALARM";
            !within
        })
        .collect();
    let of =
        |key: &str| -> Vec<String> { lines.iter().filter_map(|line| line.strip_prefix(key)).map(unescaped).collect() };
    assert_eq!(of("X-WR-CALNAME:"), std::slice::from_ref(&calendar.name));
    let texts = |text: fn(&certcmp::render::calendar::Event) -> String| calendar.events.iter().map(text);
    assert_eq!(of("UID:"), texts(|event| event.uid.clone()).collect::<Vec<_>>());
    assert_eq!(of("SUMMARY:"), texts(|event| event.summary.clone()).collect::<Vec<_>>());
    let described: Vec<_> = texts(|event| event.description.clone()).filter(|text| !text.is_empty()).collect();
    assert_eq!(of("DESCRIPTION:"), described);
    let starts: Vec<_> = texts(|event| event.first.strftime("%Y%m%d").to_string()).collect();
    assert_eq!(of("DTSTART;VALUE=DATE:"), starts);
    let count = |line: &str| unfolded.split("\r\n").filter(|found| *found == line).count();
    assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT")), (calendar.events.len(), calendar.events.len()));
}

/// A text as RFC 5545 escapes it, read back.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(found) = characters.next() {
        match (found, if found == '\\' { characters.next() } else { None }) {
            ('\\', Some('n' | 'N')) => plain.push('\n'),
            ('\\', Some(escaped)) => plain.push(escaped),
            (other, _) => plain.push(other),
        }
    }
    plain
}
