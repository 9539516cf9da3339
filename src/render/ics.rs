//! iCalendar as in RFC 5545: whole-day events with exclusive ends, CRLF, folded lines, nothing by chance.

use super::calendar::{Calendar, Event};
use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Renders a calendar. It is stamped with the day of the answer, so that the same calendar is the same bytes. Fails if
/// an event ends on the last day that exists.
pub fn render(calendar: &Calendar) -> Result<String> {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        concat!("PRODID:-//certcmp//certcmp ", env!("CARGO_PKG_VERSION"), "//EN").to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(&calendar.name)),
    ];
    for event in &calendar.events {
        lines.extend(written(event, calendar.as_of)?);
    }
    lines.push("END:VCALENDAR".to_owned());
    Ok(lines.iter().map(|line| folded(line)).collect())
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', "\\n")
}

/// The most bytes of a line, without its end.
const LONGEST: usize = 75;

/// Returns a line in parts of at most [`LONGEST`] bytes, each but the first behind a space, and each with its end. No
/// part begins or ends with a space where that can be helped, because some readers take it off.
fn folded(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + line.len() / 24);
    let mut rest = line;
    let mut room = LONGEST;
    while rest.len() > room {
        let fits = |at: &usize| rest.is_char_boundary(*at);
        let widest = (1..=room).rev().find(fits).unwrap_or(rest.len());
        let between_words = |at: &usize| {
            let (part, more) = rest.split_at_checked(*at).unwrap_or((rest, ""));
            !part.ends_with(' ') && !more.starts_with(' ')
        };
        let at = (room / 2..=widest).rev().filter(fits).find(between_words).unwrap_or(widest);
        let (part, more) = rest.split_at_checked(at).unwrap_or((rest, ""));
        text.extend([part, "\r\n "]);
        rest = more;
        room = LONGEST - 1;
    }
    text + rest + "\r\n"
}

fn written(event: &Event, as_of: Date) -> Result<Vec<String>> {
    let end = event.last.checked_add(1.day()).context("a calendar cannot go on after the year 9999")?;
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("DTEND;VALUE=DATE:{}", end.strftime("%Y%m%d")),
        // A file of a later day replaces an earlier one.
        format!("DTSTAMP:{}T000000Z", as_of.strftime("%Y%m%d")),
        format!("SEQUENCE:{}", date(2026, 1, 1).until(as_of).map_or(0, |span| span.get_days().max(0))),
        format!("DTSTART;VALUE=DATE:{}", event.first.strftime("%Y%m%d")),
        format!("STATUS:{}", if event.tentative { "TENTATIVE" } else { "CONFIRMED" }),
        format!("SUMMARY:{}", escaped(&event.summary)),
        format!("TRANSP:{}", if event.busy { "OPAQUE" } else { "TRANSPARENT" }),
        format!("UID:{}", escaped(&event.uid)),
    ];
    if !event.description.is_empty() {
        lines.insert(1, format!("DESCRIPTION:{}", escaped(&event.description)));
    }
    if let Some(url) = &event.url {
        lines.push(format!("URL:{url}"));
    }
    for days in &event.reminders {
        lines.extend(["BEGIN:VALARM", "ACTION:DISPLAY"].map(str::to_owned));
        lines.push(format!("DESCRIPTION:{}", escaped(&event.summary)));
        lines.push(format!("TRIGGER:-P{days}D"));
        lines.push("END:VALARM".to_owned());
    }
    lines.push("END:VEVENT".to_owned());
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(summary: &str) -> Calendar {
        let event = Event {
            uid: "exam-2027-02-28@certcmp".to_owned(),
            first: date(2027, 2, 28),
            last: date(2027, 2, 28),
            summary: summary.to_owned(),
            description: String::new(),
            url: None,
            tentative: false,
            busy: true,
            reminders: vec![30, 7],
            updated: None,
        };
        Calendar { name: "Plan, for A; B".to_owned(), as_of: date(2026, 11, 23), events: vec![event] }
    }

    #[test]
    fn an_event_of_one_day_ends_on_the_next() {
        let text = render(&calendar("The exam")).unwrap_or_default();
        for line in [
            "BEGIN:VEVENT",
            "UID:exam-2027-02-28@certcmp",
            "DTSTAMP:20261123T000000Z",
            "SEQUENCE:326",
            "TRIGGER:-P7D",
            "DTSTART;VALUE=DATE:20270228",
            "DTEND;VALUE=DATE:20270301",
            "X-WR-CALNAME:Plan\\, for A\\; B",
        ] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "{line} in {text}");
        }
    }

    #[test]
    fn every_part_of_a_folded_line_fits() {
        for length in 1..400 {
            for text in ["x".repeat(length), "é ".repeat(length), "a 日本語 b  c".repeat(length), " ".repeat(length)]
            {
                let folded = folded(&text);
                assert!(folded.split("\r\n").all(|line| line.len() <= 75), "{folded}");
                assert_eq!(folded.replace("\r\n ", ""), format!("{text}\r\n"));
            }
            let words = folded(&"word ".repeat(length));
            assert!(words.split("\r\n ").skip(1).all(|line| !line.starts_with(' ')), "{words}");
            assert!(!words.contains(" \r\n "), "{words}");
        }
    }

    #[test]
    fn texts_are_escaped_and_folded_between_characters() {
        let text = render(&calendar(&"a,b;c\\d\n日本語の試験 – é ".repeat(20))).unwrap_or_default();
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&"a\\,b\\;c\\\\d\\n日本語の試験 – é ".repeat(20)), "{unfolded}");
    }
}
