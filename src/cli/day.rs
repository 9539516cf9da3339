//! Days as they are typed: 2027-01-20, 2027-1-20, today, tomorrow, +6 months, -90 days. Other
//! forms are answered with the right one.

use super::amounts::{months, number_and_unit};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The supported years, so that a typing error is found.
const FIRST: Date = jiff::civil::date(2000, 1, 1);
const LAST: Date = jiff::civil::date(2199, 12, 31);

/// A day, or a time from the day of --as-of on.
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

/// Parses a day. Fails if it has another form. The message has the day that was meant, if that is clear.
pub fn day(text: &str) -> Result<Day, String> {
    let plain = plain(text);
    match plain.as_str() {
        "today" | "now" => return Ok(Day::In(0.days())),
        "tomorrow" => return Ok(Day::In(1.days())),
        "yesterday" => return Ok(Day::In((-1).days())),
        _ => {}
    }
    if let Some(span) = span(&plain) {
        return Ok(Day::In(span));
    }
    if let [year, month, day] = plain.split('-').collect::<Vec<_>>().as_slice()
        && year.len() == 4
        && let Some(date) = date(year, month, day)
    {
        if !(FIRST..=LAST).contains(&date) {
            return Err("use a year from 2000 to 2199".to_owned());
        }
        return Ok(Day::On(date));
    }
    Err(match meant(&plain) {
        Some(date) => format!("write it like {date}"),
        None if span(&format!("+{plain}")).is_some() => format!("write it like +{plain} or -{plain}"),
        None => "write it like 2027-01-20, today, +6 months or -90 days".to_owned(),
    })
}

/// Parses a time from the day of the answer on: 90d, 3 months, +2 weeks. Fails if it has another form.
pub fn within(text: &str) -> Result<Day, String> {
    let plain = plain(text);
    let text = if plain.starts_with(['+', 'i']) { plain } else { format!("+{plain}") };
    span(&text).map(Day::In).ok_or_else(|| "write it like 90d or 3 months".to_owned())
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

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let is_number =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(year, 4) || !is_number(month, 2) || !is_number(day, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Returns the day that another form means, if it can mean one only.
fn meant(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(|found: char| !found.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let month = |name: &str| {
        let number =
            MONTHS.iter().position(|month| name.starts_with(month) && name.chars().all(char::is_alphabetic))?;
        Some((number + 1).to_string())
    };
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| part.trim_end_matches(char::is_alphabetic).to_owned();
    match parts.as_slice() {
        [digits] if digits.len() == 8 => date(digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?),
        [year, number] if is_year(year) => date(year, number, "1"),
        [year, second, third] if is_year(year) && month(second).is_none() => date(year, second, third),
        [year, name, day] if is_year(year) => date(year, &month(name)?, day),
        [first, second, year] if is_year(year) => {
            if let Some(month) = month(second) {
                return date(year, &month, &number(first));
            }
            if let Some(month) = month(first) {
                return date(year, &month, &number(second));
            }
            // Days with dots begin with the day; with slashes that differs by country.
            let (day_first, month_first) = (date(year, second, first), date(year, first, second));
            match (text.contains('.'), day_first, month_first) {
                (true, date, _) | (_, date, None) | (_, None, date) => date,
                (false, Some(one), Some(other)) => (one == other).then_some(one),
            }
        }
        _ => None,
    }
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
            "15th March 2027",
            "15/3/2027",
            "3/15/2027",
            "2027 March 15",
        ] {
            assert_eq!(on(text), Err("write it like 2027-03-15".to_owned()), "{text}");
        }
        assert_eq!(on("2026-09"), Err("write it like 2026-09-01".to_owned()));
        assert_eq!(on("90d"), Err("write it like +90d or -90d".to_owned()));
        assert!(on("1999-12-31").is_err() && on("2200-01-01").is_err());
        assert_eq!(on("+9999 years").as_deref(), Ok("2199-12-31"));
        for text in
            ["", "soon", "2027-02-30", "03/04/2027", "27-01-20", "+x months", "2027", "-1", "日本", "2026-02-29"]
        {
            assert_eq!(on(text), Err("write it like 2027-01-20, today, +6 months or -90 days".to_owned()), "{text}");
        }
    }
}
