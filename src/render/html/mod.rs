//! HTML: one page that is complete in itself, for a browser, a phone or a printer. It has no script and loads nothing.

mod cells;
mod notes;
mod sections;
mod view;

use super::report::{Block, Head, Report};
use anyhow::{Context, Result, bail};
use askama::Template;
use certcmp_dataset::language::Language;
use std::str::FromStr;
use view::{Cell, Page, Part, Section};

/// Renders the whole page.
///
/// # Errors
/// If the report has no title.
pub fn render(report: &Report) -> Result<String> {
    let title = report.blocks.iter().find_map(|block| match block {
        Block::Title(title, aside) => Some((title.clone(), aside.clone())),
        _ => None,
    });
    let Some((mut title, mut aside)) = title else { bail!("this has no HTML output\n  choose another format") };
    if let Some(names) = compared(report) {
        (title, aside) = (names, title);
    }
    // The day has a place of its own.
    if aside.contains(&report.envelope.as_of.to_string()) {
        aside.clear();
    }
    let references = report.blocks.iter().find_map(|block| match block {
        Block::Sources(references) => Some(references.as_slice()),
        _ => None,
    });
    let mut notes = notes::Notes::new(references.unwrap_or_default());
    let (lede, sections) = sections::of(report, &title, &mut notes);
    let (notes, sources) = notes.finish();
    let language = Language::from_str(&report.envelope.language);
    let page = Page {
        title,
        aside,
        lede,
        as_of: report.envelope.as_of.to_string(),
        language: language.map_or_else(|_| report.envelope.language.clone(), |language| language.title().to_string()),
        data_date: report.envelope.data_date.map(|day| day.to_string()).unwrap_or_default(),
        sections,
        notes,
        sources,
        version: env!("CARGO_PKG_VERSION"),
    };
    let mut text = PageTemplate { page: &page }.render().context("cannot write the page")?;
    text.push('\n');
    Ok(text)
}

/// Returns the names of what a report puts side by side: a page is for readers who did not type the command.
fn compared(report: &Report) -> Option<String> {
    let heads = report.blocks.iter().find_map(|block| match block {
        Block::Matrix(matrix) if matrix.compact => Some(&matrix.heads),
        _ => None,
    });
    let names: Vec<String> = heads?.iter().map(Head::line).collect();
    let (last, others) = names.split_last()?;
    Some(if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) })
}

/// Escapes a text, and keeps days, exam codes and ids in it on one line.
fn unbroken(text: &str) -> String {
    let is_code = |word: &str| {
        word.len() <= LONGEST_CODE && word.contains('-') && word.contains(|found: char| found.is_ascii_digit())
    };
    let word = |word: &str| {
        let escaped = askama::filters::escape(word, askama::filters::Html).map(|word| word.to_string());
        let escaped = escaped.unwrap_or_default();
        if is_code(word) { format!("<span class=\"unbroken\">{escaped}</span>") } else { escaped }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The longest word that is kept on one line although it has a hyphen.
const LONGEST_CODE: usize = 24;

/// The template escapes every text that it did not write itself.
#[derive(Template)]
#[template(path = "page.html", whitespace = "minimize")]
struct PageTemplate<'a> {
    page: &'a Page,
}

/// A cell has a template of its own, because including it would repeat its code in every kind of cell.
#[derive(Template)]
#[template(path = "cell.html", whitespace = "minimize")]
struct CellTemplate<'a> {
    cell: &'a Cell,
}

impl Cell {
    fn html(&self) -> CellTemplate<'_> {
        CellTemplate { cell: self }
    }
}

#[derive(Template)]
#[template(path = "section.html", whitespace = "minimize")]
struct SectionTemplate<'a> {
    section: &'a Section,
}

impl Section {
    fn html(&self) -> SectionTemplate<'_> {
        SectionTemplate { section: self }
    }
}
