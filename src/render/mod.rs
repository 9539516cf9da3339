//! Turns any report into text, in the format that is asked for. Only this module and those below it know formats.

pub mod calendar;
pub mod csv;
pub mod html;
pub mod ics;
pub mod json;
pub mod layout;
pub mod listing;
pub mod markdown;
pub mod matrix;
pub mod paint;
pub mod plain;
pub mod report;
pub mod screen;
pub mod table;
pub mod timeline;

pub use calendar::Calendar;
pub use layout::Layout;
pub use report::Report;

use anyhow::{Result, bail};

/// A format of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Table,
    /// One `Label: value` a line, for screen readers and `grep`.
    Plain,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// RFC 4180.
    Csv,
    /// A table that pastes into a document.
    Markdown,
    /// One id a line.
    Ids,
    /// A page for a browser.
    Html,
    /// Days for calendar programs, RFC 5545; only where there are any.
    Ics,
}

impl Format {
    /// Every format with its name and a description, in the order of the help.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Table, "table", "fitted to the terminal"),
        (Self::Plain, "plain", "one `Label: value` a line, for screen readers and grep"),
        (Self::Json, "json", "one document with typed values and their evidence"),
        (Self::Jsonl, "jsonl", "one JSON object a line"),
        (Self::Csv, "csv", "RFC 4180, the same keys flattened"),
        (Self::Markdown, "markdown", "tables that paste into a document"),
        (Self::Ids, "ids", "one id a line"),
        (Self::Html, "html", "one page for a browser, a phone or a printer, complete in itself"),
        (Self::Ics, "ics", "a file for calendar programs (RFC 5545), of `plan` only"),
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(format, _, _)| *format == self).map_or("", |(_, name, _)| name)
    }

    /// Whether people read it, so that layout matters and an empty result wants a sentence.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Plain | Self::Markdown)
    }
}

/// Renders a report, or the calendar that goes with it. The text ends with a line break unless it is empty.
///
/// # Errors
/// If a calendar or a page is wanted and there is none, or if a value cannot be represented in the format, which no value of this
/// program is.
pub fn render(report: &Report, calendar: Option<&Calendar>, format: Format, layout: &Layout) -> Result<String> {
    match format {
        Format::Table => Ok(screen::render(report, layout)),
        Format::Plain => Ok(plain::render(report, layout)),
        Format::Json => json::document(report),
        Format::Jsonl => json::lines(report),
        Format::Csv => csv::render(report),
        Format::Markdown => Ok(markdown::render(report)),
        Format::Ids => Ok(report.records.ids.iter().map(|id| format!("{id}\n")).collect()),
        Format::Html => html::render(report),
        Format::Ics => match calendar {
            Some(calendar) => ics::render(calendar),
            None => bail!("there are no days here for a calendar\n  --format ics is for `plan`; choose another format"),
        },
    }
}
