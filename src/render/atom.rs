//! Atom as in RFC 4287: a feed for news readers, with ids that stay the same.

use super::calendar::{Calendar, Event};
use anyhow::{Context, Result};
use askama::Template;
use jiff::civil::Date;

/// Renders the events of a calendar as entries, the last one first.
pub fn render(calendar: &Calendar) -> Result<String> {
    Ok(Feed { calendar }.render().context("cannot write the feed")? + "\n")
}

#[derive(Template)]
#[template(path = "feed.xml", whitespace = "minimize")]
struct Feed<'a> {
    calendar: &'a Calendar,
}

impl Feed<'_> {
    /// The feed is as new as its newest entry, so that the same entries are the same feed.
    fn updated(&self) -> Date {
        self.calendar.events.iter().map(|event| self.entry_updated(event)).max().unwrap_or(self.calendar.as_of)
    }

    /// Returns a tag URI (RFC 4151).
    fn id(&self, name: &str) -> String {
        let escape = |byte: u8| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'@' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        format!("tag:certcmp,2026:{}", name.bytes().map(escape).collect::<String>())
    }

    fn entry_updated(&self, event: &Event) -> Date {
        event.updated.unwrap_or(self.calendar.as_of).min(self.calendar.as_of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn feed(as_of: Date) -> String {
        let event = Event {
            uid: "began mla-c02 <en>@certcmp".to_owned(),
            first: date(2027, 1, 14),
            last: date(2027, 1, 14),
            summary: "MLA-C02 & <others> begin".to_owned(),
            description: String::new(),
            url: Some("https://example.org/?a=b&c=d".to_owned()),
            tentative: true,
            busy: false,
            reminders: Vec::new(),
            updated: Some(date(2026, 10, 5)),
        };
        render(&Calendar { name: "Changes".to_owned(), as_of, events: vec![event] }).unwrap()
    }

    #[test]
    fn a_feed_is_well_formed_and_has_what_readers_need() {
        let text = feed(date(2026, 11, 28));
        let document = roxmltree::Document::parse(&text).unwrap();
        let one = |name: &str| document.descendants().rfind(|node| node.has_tag_name(name)).unwrap();
        assert_eq!(one("title").text(), Some("2027-01-14: MLA-C02 & <others> begin"));
        assert_eq!(one("id").text(), Some("tag:certcmp,2026:began%20mla-c02%20%3Cen%3E@certcmp"));
        assert_eq!(one("updated").text(), Some("2026-10-05T00:00:00Z"));
        assert_eq!(one("link").attribute("href"), Some("https://example.org/?a=b&c=d"));
        assert_eq!(one("name").text(), Some("certcmp"));
    }

    #[test]
    fn the_same_entries_are_the_same_feed_on_another_day() {
        assert_eq!(feed(date(2026, 11, 28)), feed(date(2026, 12, 24)));
    }
}
