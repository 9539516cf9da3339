//! Days as exports and spreadsheets write them.

use certcmp_dataset::when::When;
use jiff::civil::{Date, date};
use serde_json::Value;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Parses a day (`2025-01-15`, also with a time behind it), a month (`2025-01`, `Jan 2025`) or a year. A time is ignored: the day counts
/// as it is written.
///
/// # Errors
/// If it is none of these; the message says how to write it.
pub fn parse(text: &str) -> Result<When, String> {
    let text = text.trim();
    let day = text
        .split_once(['T', ' '])
        .filter(|_| text.starts_with(|c: char| c.is_ascii_digit()))
        .map_or(text, |(day, _)| day);
    let invalid = || match meant(text) {
        Some(day) => format!("`{text}` is not a date; write it like {day}"),
        None => format!("`{text}` is not a date; write it like 2025-01-15"),
    };
    month_in_words(text).map(Ok).unwrap_or_else(|| day.parse().map_err(|_| invalid()))
}

/// Parses the first value that is a text of each list: when it was earned, when it expires, and what is wrong with either.
pub fn pair(earned: &[&Value], expires: &[&Value]) -> (Option<When>, Option<When>, Option<String>) {
    let mut problem = None;
    let mut first = |values: &[&Value]| {
        let text = values.iter().find_map(|value| value.as_str())?;
        parse(text).map_err(|error| problem = Some(error)).ok()
    };
    let (earned, expires) = (first(earned), first(expires));
    (earned, expires, problem)
}

/// Parses `Jan 2025` and `January 2025`.
fn month_in_words(text: &str) -> Option<When> {
    let (name, year) = text.split_once(' ')?;
    let name = name.trim_end_matches(['.', ',']).to_lowercase();
    let at = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    format!("{}-{:02}", year.trim(), at + 1).parse().ok()
}

/// The day that `15/01/2025` or `15.01.2025` can only mean.
fn meant(text: &str) -> Option<Date> {
    let parts: Vec<i16> = text.split(['/', '.', '-']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [first, second, third] = parts[..] else { return None };
    let (year, month, day) = match (first, second, third) {
        (year, month, day) if year > 31 => (year, month, day),
        (day, month, year) if day > 12 || text.contains('.') => (year, month, day),
        (month, day, year) if day > 12 => (year, month, day),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|found| *found >= date(2000, 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_days_months_and_years() {
        for (text, read) in [
            ("2025-01-15", "2025-01-15"),
            (" 2025-01-15T00:00:00+00:00", "2025-01-15"),
            ("2025-01-15 23:59", "2025-01-15"),
            ("Jan 2025", "2025-01"),
            ("September 2024", "2024-09"),
            ("Sept. 2024", "2024-09"),
            ("2027-02", "2027-02"),
            ("2027", "2027"),
        ] {
            assert_eq!(parse(text).map(|when| when.to_string()), Ok(read.to_owned()), "{text}");
        }
    }

    #[test]
    fn says_how_to_write_other_dates() {
        for (text, day) in [
            ("15/01/2025", "2025-01-15"),
            ("01/15/2025", "2025-01-15"),
            ("15.1.2025", "2025-01-15"),
            ("03.04.2026", "2026-04-03"),
            ("03/04/2026", "2025-01-15"),
            ("2026/3/4", "2026-03-04"),
            ("31/02/2025", "2025-01-15"),
            ("soon", "2025-01-15"),
        ] {
            assert_eq!(parse(text), Err(format!("`{text}` is not a date; write it like {day}")));
        }
    }
}
