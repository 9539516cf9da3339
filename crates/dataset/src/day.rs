//! Days in the forms that answers need beside `2027-02-28`.

use jiff::civil::{Date, Weekday};

/// The month: `2027-02`.
pub fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// The day without hyphens, as calendars have it (RFC 5545, 3.3.4): `20270228`.
pub fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The name of the day of the week.
pub fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_printed_in_each_form() {
        let day = date(2027, 2, 8);
        assert_eq!((month(day), basic(day), weekday(day)), ("2027-02".into(), "20270208".into(), "Monday"));
        let week = (0..7).map(|after| weekday(date(2027, 2, 8 + after)).get(..3).unwrap_or_default());
        assert_eq!(week.collect::<Vec<_>>(), ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
        assert_eq!((month(date(1, 1, 1)), basic(date(1, 1, 1))), ("0001-01".into(), "00010101".into()));
    }
}
