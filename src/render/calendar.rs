//! Days for calendar programs, before any format.

use jiff::civil::Date;

/// Events under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What a calendar program shows as its name.
    pub name: String,
    /// The day for which it was worked out.
    pub as_of: Date,
    /// The events, in order of time.
    pub events: Vec<Event>,
}

/// Something that fills whole days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What identifies it, the same whenever the same thing on the same day is meant.
    pub uid: String,
    /// Its first day.
    pub first: Date,
    /// Its last day, which belongs to it.
    pub last: Date,
    /// What happens, on one line.
    pub summary: String,
    /// More on it, on lines of their own; may be empty.
    pub description: String,
    /// Where to read on.
    pub url: Option<String>,
    /// It is planned, or its day is not known.
    pub tentative: bool,
    /// It takes up the day.
    pub busy: bool,
}
