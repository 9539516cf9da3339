//! Days in the forms that answers need beside `2027-02-28`, and in that of the packed dataset.
//!
//! A formatter for any form there is would be a large part of the program.

use jiff::civil::{Date, Weekday};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes a day into the compact form of the dataset, where a text would take longer to read.
///
/// # Errors
/// If it cannot be written.
pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    (day.year(), day.month(), day.day()).serialize(serializer)
}

/// Reads what [`serialize`] wrote.
///
/// # Errors
/// If it is no day.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let (year, month, day) = Deserialize::deserialize(deserializer)?;
    Date::new(year, month, day).map_err(|_| D::Error::custom("this is no day"))
}

/// The same for a day that may be absent.
pub mod optional {
    use crate::when::When;
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(When::on).serialize(serializer)
    }

    /// Reads it.
    ///
    /// # Errors
    /// If it is no day.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<When>::deserialize(deserializer)?.map(|day| day.latest))
    }
}

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
