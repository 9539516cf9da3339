//! The template engine: fills `templates/page.html`, and escapes whatever stands in a page unless the template itself
//! wrote it.

use super::view::{Cell, Page, Part, Section};
use anyhow::{Context, Result};
use askama::Template;

#[derive(Template)]
#[template(path = "page.html", whitespace = "minimize")]
struct Document<'a> {
    page: &'a Page,
}

/// A cell of a table. It has escaped its own texts, so the table takes it as it is; were it included there, its code would
/// stand in every kind of cell.
#[derive(Template)]
#[template(path = "cell.html", whitespace = "minimize")]
struct CellPart<'a> {
    cell: &'a Cell,
}

impl Cell {
    fn part(&self) -> CellPart<'_> {
        CellPart { cell: self }
    }
}

/// A section, which has escaped its own texts as a cell has.
#[derive(Template)]
#[template(path = "section.html", whitespace = "minimize")]
struct SectionPart<'a> {
    section: &'a Section,
}

impl Section {
    fn part(&self) -> SectionPart<'_> {
        SectionPart { section: self }
    }
}

/// The page as text.
///
/// # Errors
/// If it cannot be written, which happens to no page.
pub fn written(page: &Page) -> Result<String> {
    let mut text = Document { page }.render().context("cannot write the page")?;
    text.push('\n');
    Ok(text)
}
