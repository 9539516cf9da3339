//! The template engine: fills `templates/page.html`, and escapes whatever stands in a page unless the template itself
//! wrote it.

use super::view::{Page, Part};
use anyhow::{Context, Result};
use askama::Template;

#[derive(Template)]
#[template(path = "page.html", whitespace = "minimize")]
struct Document<'a> {
    page: &'a Page,
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
