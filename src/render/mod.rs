//! The output formats: each turns a prepared report into text. Only this module and those below it know formats.

pub mod atom;
pub mod calendar;
pub mod csv;
pub mod html;
pub mod ics;
pub mod json;
pub mod layout;
pub mod listing;
pub mod markdown;
pub mod paint;
pub mod plain;
pub mod report;
pub mod screen;
pub mod table;
pub mod terminal;

pub use calendar::Calendar;
pub use layout::Layout;
pub use report::Report;

use anyhow::{Result, bail};
use certcmp_dataset::kinds;

kinds! {
    Format {
        Table = "table", "fitted to the terminal";
        Plain = "plain", "one `Label: value` per line, for screen readers and grep";
        Json = "json", "one document with typed values and their evidence";
        Jsonl = "jsonl", "one JSON object per line";
        Csv = "csv", "RFC 4180, the same keys flattened";
        Tsv = "tsv", "bare values between tabs; no head line for one field of one exam";
        Markdown = "markdown", "tables that paste into a document";
        Ids = "ids", "one id per line";
        Html = "html", "one page for a browser, a phone or a printer, complete in itself";
        Ics = "ics", "days for calendar programs (RFC 5545): changes, held, plan";
        Atom = "atom", "a feed for news readers (RFC 4287): changes, held, plan";
    }
}

impl Format {
    /// Returns whether people read it, so that layout matters and an empty result wants a sentence.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Plain | Self::Markdown)
    }
}

/// Renders a report, or the calendar that goes with it. The text ends with a line break unless it is empty.
/// Fails if the report has no days or no title for a format that needs them.
pub fn render(report: &Report, calendar: Option<&Calendar>, format: Format, layout: &Layout) -> Result<String> {
    match (format, calendar) {
        (Format::Table, _) => Ok(terminal::render(report, layout)),
        (Format::Plain, _) => Ok(plain::render(report, layout)),
        (Format::Json, _) => json::document(report),
        (Format::Jsonl, _) => json::lines(report),
        (Format::Csv, _) => csv::render(report),
        (Format::Tsv, _) => csv::render_tabs(report),
        (Format::Markdown, _) => Ok(markdown::render(report)),
        (Format::Ids, _) => Ok(report.records.ids.iter().map(|id| format!("{id}\n")).collect()),
        (Format::Html, _) => html::render(report),
        (Format::Ics, Some(calendar)) => ics::render(calendar),
        (Format::Atom, Some(calendar)) => atom::render(calendar),
        (Format::Ics | Format::Atom, None) => bail!("there are no days to write as {}", format.as_str()),
    }
}
