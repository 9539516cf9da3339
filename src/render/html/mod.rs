//! HTML: one page that is complete in itself, for a browser, a phone or a printer. It has no script and loads nothing.

mod notes;
mod page;
mod tables;

use super::report::{Block, Content, Report};
use anyhow::{Context, Result, bail};
use askama::Template;
use certcmp_dataset::Language;
use jiff::civil::Date;
use notes::{Notes, followed};
use page::{Part, Section};
use std::str::FromStr;
use tables::{Cell, sources};

pub fn render(report: &Report) -> Result<String> {
    let titles = report.blocks.iter().find_map(|block| match block {
        Block::Title(title, aside) => Some((title, aside)),
        _ => None,
    });
    let Some((title, aside)) = titles else { bail!("this has no HTML output\n  choose another format") };
    let sources = report.blocks.iter().find_map(|block| match block {
        Block::Sources(sources) => Some(sources.as_slice()),
        _ => None,
    });
    let mut notes = Notes::new(sources.unwrap_or_default());
    let evidence = page::evidence(&report.blocks);
    let (lede, sections) = page::sections(report.blocks.iter().chain(&evidence), title, &mut notes);
    let Report { as_of, data_date, language, .. } = report;
    // The day has a place of its own.
    let aside = if aside.contains(&as_of.to_string()) { "" } else { aside };
    let language = Language::from_str(language).map_or(language.clone(), |language| language.title().to_string());
    let has_support = !evidence.is_empty() || report.blocks.iter().any(page::has_support);
    let page =
        Page { title, aside, lede, as_of: *as_of, language, data_date: *data_date, sections, notes, has_support };
    Ok(page.render().context("cannot write the page")? + "\n")
}

/// The longest word that is kept on one line although it has a hyphen, and the longest text.
const LONGEST_CODE: usize = 24;
const LONGEST_VALUE: usize = 15;

/// Escapes a text, and keeps short values, and days, exam codes and ids in longer ones, on one line.
fn unbroken(text: impl ToString) -> String {
    let is_code = |word: &str| {
        word.len() <= LONGEST_CODE && word.contains('-') && word.contains(|found: char| found.is_ascii_digit())
    };
    let word = |word: &str, is_kept: bool| {
        let escaped = askama::filters::escape(word, askama::filters::Html).map(|word| word.to_string());
        let escaped = escaped.unwrap_or_default();
        if is_kept { format!("<span class=\"unbroken\">{escaped}</span>") } else { escaped }
    };
    let text = text.to_string();
    if text.chars().count() <= LONGEST_VALUE {
        return word(&text, text.contains([' ', '-']));
    }
    text.split(' ').map(|part| word(part, is_code(part))).collect::<Vec<_>>().join(" ")
}

/// Returns where a line may break: dates and ids nowhere, very long words anywhere, all others between words.
fn breaks(line: &str) -> &'static str {
    let longest = line.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    match line.chars().count() {
        _ if longest > 24 => "anywhere",
        0..16 => "unbroken",
        _ => "words",
    }
}

/// The template escapes every text that it did not write itself.
#[derive(Template)]
#[template(path = "page.html", whitespace = "minimize")]
struct Page<'a> {
    title: &'a str,
    aside: &'a str,
    lede: String,
    as_of: Date,
    language: String,
    data_date: Option<Date>,
    sections: Vec<Section<'a>>,
    notes: Notes<'a>,
    /// Words such as "official" stand on the page and want an explanation.
    has_support: bool,
}

impl<'a> Page<'a> {
    fn cell(&'a self, cell: &'a Cell<'a>) -> CellTemplate<'a> {
        CellTemplate { cell, notes: &self.notes }
    }

    /// Returns whether the page wants a table of contents.
    fn is_long(&self) -> bool {
        self.sections.iter().filter(|section| !section.heading.is_empty()).count() > 3
    }
}

/// A cell has a template of its own, because including it would repeat its code in every kind of cell.
#[derive(Template)]
#[template(path = "cell.html", whitespace = "minimize")]
struct CellTemplate<'a> {
    cell: &'a Cell<'a>,
    notes: &'a Notes<'a>,
}
