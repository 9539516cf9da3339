//! Days as they are typed: 2027-01-20, 2027-1-20, today, tomorrow, +6 months, -90 days. Other
//! forms are answered with the right one.

use super::amounts::{months, number_and_unit};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::collections::BTreeSet;

/// Forms of a day that are not read but answered with the right one.
const OTHER_FORMS: [&str; 12] = [
    "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d %Y",
    "%b %d %Y", "%Y %B %d", "%Y %b %d",
];

/// The supported years, so that a typing error is found.
const FIRST: Date = jiff::civil::date(2000, 1, 1);
const LAST: Date = jiff::civil::date(2199, 12, 31);

#[derive(Debug, Clone, Copy)]
pub enum Day {
    On(Date),
    In(Span),
}

impl Day {
    /// Returns the date, counted from a day and within the supported years.
    pub fn from(self, today: Date) -> Date {
        match self {
            Self::On(date) => date,
            Self::In(span) => today.saturating_add(span).clamp(FIRST, LAST),
        }
    }
}

pub fn day(text: &str) -> Result<Day, String> {
    let plain = plain(text);
    let span_of = |text: &str| match text {
        "today" | "now" => Some(0.days()),
        "tomorrow" => Some(1.days()),
        "yesterday" => Some((-1).days()),
        _ => span(text),
    };
    if let Some(span) = span_of(&plain) {
        return Ok(Day::In(span));
    }
    let is_supported = |date: &Date| (FIRST..=LAST).contains(date);
    if let Ok(date) = Date::strptime("%Y-%m-%d", &plain) {
        return if is_supported(&date) { Ok(Day::On(date)) } else { Err("use a year from 2000 to 2199".to_owned()) };
    }
    let words = plain.replace(',', "");
    let read = |form: &&str| Date::strptime(form, &words).ok().filter(is_supported);
    let meant: BTreeSet<Date> = OTHER_FORMS.iter().filter_map(read).collect();
    Err(match meant.first() {
        // With slashes the order of day and month differs by country.
        Some(date) if meant.len() == 1 => format!("write it like {date}"),
        _ if span(&format!("+{plain}")).is_some() => format!("write it like +{plain} or -{plain}"),
        _ => "write it like 2027-01-20, today, +6 months or -90 days".to_owned(),
    })
}

/// Parses a time from the day of the answer on: 90d, 3 months, +2 weeks. Fails if it has another form.
pub fn within(text: &str) -> Result<Day, String> {
    let plain = plain(text);
    let text = if plain.starts_with(['+', 'i']) { plain } else { format!("+{plain}") };
    span(&text).map(Day::In).ok_or("write it like 90d or 3 months".to_owned())
}

/// Returns a text in lower case, with plain hyphens and single spaces.
fn plain(text: &str) -> String {
    let hyphen = |found| if matches!(found, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { found };
    let text: String = text.to_lowercase().chars().map(hyphen).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Parses "+6 months", "+2w", "in 90 days", "-90 days", "90 days ago".
fn span(text: &str) -> Option<Span> {
    let past = text.strip_prefix('-').or_else(|| text.strip_suffix(" ago"));
    let ahead = text.strip_prefix('+').or_else(|| text.strip_prefix("in "));
    let (number, unit) = number_and_unit(past.or(ahead)?);
    let count = || number.parse::<i64>().ok();
    let span = match unit.trim_end_matches('s') {
        "" => None,
        "d" | "day" => Span::new().try_days(count()?).ok(),
        "w" | "week" => Span::new().try_weeks(count()?).ok(),
        _ => Span::new().try_months(months(&format!("{number}{unit}"))?).ok(),
    };
    span.map(|span| if past.is_some() { span.negate() } else { span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn on(text: &str) -> Result<String, String> {
        day(text).map(|day| day.from(date(2026, 11, 30)).to_string())
    }

    #[test]
    fn days_and_times_from_today_are_read() {
        for (text, expected) in [
            ("2027-01-20", "2027-01-20"),
            (" 2027-1-2 ", "2027-01-02"),
            ("2027\u{2011}01\u{2011}20", "2027-01-20"),
            ("today", "2026-11-30"),
            ("Tomorrow", "2026-12-01"),
            ("+6 months", "2027-05-30"),
            ("+3 months", "2027-02-28"),
            ("+2 weeks", "2026-12-14"),
            ("+2w", "2026-12-14"),
            ("in\u{a0}1 day", "2026-12-01"),
            ("+1 year", "2027-11-30"),
            ("+1.5 years", "2028-05-30"),
            ("-90 days", "2026-09-01"),
            ("90 days ago", "2026-09-01"),
            ("-3 months", "2026-08-30"),
            ("1 week ago", "2026-11-23"),
        ] {
            assert_eq!(on(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn another_form_is_answered_with_the_day_that_was_meant() {
        for text in [
            "15 March 2027",
            "March 15, 2027",
            "15-Mar-2027",
            "2027/03/15",
            "20270315",
            "15.03.2027",
            "15/3/2027",
            "3/15/2027",
            "2027 March 15",
        ] {
            assert_eq!(on(text), Err("write it like 2027-03-15".to_owned()), "{text}");
        }
        assert_eq!(on("90d"), Err("write it like +90d or -90d".to_owned()));
        for text in ["1999-12-31", "2200-01-01", "27-01-20"] {
            assert_eq!(on(text), Err("use a year from 2000 to 2199".to_owned()), "{text}");
        }
        assert_eq!(on("+9999 years").as_deref(), Ok("2199-12-31"));
        for text in [
            "",
            "soon",
            "2026-09",
            "2027-02-30",
            "03/04/2027",
            "27/01/20",
            "+x months",
            "2027",
            "-1",
            "日本",
            "2026-02-29",
        ] {
            assert_eq!(on(text), Err("write it like 2027-01-20, today, +6 months or -90 days".to_owned()), "{text}");
        }
    }
}
