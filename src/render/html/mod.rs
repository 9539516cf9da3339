//! HTML: one page that is complete in itself, for a browser, a phone or a printer. It holds no script and asks for nothing.

mod cells;
mod drawing;
mod notes;
mod sections;
mod template;
mod view;

use super::report::{Block, Report};
use anyhow::{Result, bail};
use certcmp_dataset::language::Language;
use notes::Notes;
use sections::Outline;
use std::str::FromStr;
use view::Page;

/// The whole page.
///
/// # Errors
/// If the report has no title, because it is not meant to be a page.
pub fn render(report: &Report) -> Result<String> {
    let Some(Block::Title(title, aside)) = report.blocks.iter().find(|block| matches!(block, Block::Title(..))) else {
        bail!(
            "there is no page of this\n  --format html is for commands that tell of certifications; choose another format"
        );
    };
    let references = report.blocks.iter().find_map(|block| match block {
        Block::Sources(references) => Some(references.as_slice()),
        _ => None,
    });
    let mut notes = Notes::new(references.unwrap_or_default());
    let Outline { lede, sections, evidence } = sections::of(report, title, &mut notes);
    let (notes, sources) = notes.finished();
    let language = Language::from_str(&report.envelope.language);
    let page = Page {
        title: title.clone(),
        aside: aside.clone(),
        lede,
        as_of: report.envelope.as_of.to_string(),
        language: language.map_or_else(|_| report.envelope.language.clone(), |language| language.title().to_string()),
        data_date: report.envelope.data_date.map(|day| day.to_string()).unwrap_or_default(),
        sections,
        notes,
        evidence,
        sources,
        version: env!("CARGO_PKG_VERSION"),
    };
    template::written(&page)
}
