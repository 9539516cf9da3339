//! Days for calendar programs and feeds, before any format.

use jiff::civil::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    pub name: String,
    pub as_of: Date,
    /// The events, in order of time.
    pub events: Vec<Event>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// What identifies it in this and in later files: the thing, not its day.
    pub uid: String,
    pub first: Date,
    /// The last day, included.
    pub last: Date,
    pub summary: String,
    /// More on it, on lines of their own; may be empty.
    pub description: String,
    pub url: Option<String>,
    /// It is planned, or its day is not known.
    pub tentative: bool,
    pub busy: bool,
    /// The days before the first on which to be reminded.
    pub reminders: Vec<u32>,
    /// The day of its newest source, if that is known.
    pub updated: Option<Date>,
}
