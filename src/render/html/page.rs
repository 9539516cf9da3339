//! What the templates show: the blocks of a report as sections with tables, notes and cited sources. Every text is plain
//! and still has to be escaped.

use super::notes::Notes;
use super::tables::{self, Cell, Table};
use crate::render::report::{Block, Report};
use jiff::civil::Date;

pub struct Page<'a> {
    pub title: String,
    pub aside: String,
    /// The answer.
    pub lede: String,
    pub as_of: Date,
    pub language: String,
    pub data_date: Option<Date>,
    pub sections: Vec<Section<'a>>,
    pub notes: Notes<'a>,
    pub version: &'static str,
}

impl Page<'_> {
    /// Returns whether words such as "official" stand on the page and want an explanation.
    pub fn has_support(&self) -> bool {
        let tables = self.sections.iter().flat_map(|section| &section.parts).filter_map(Part::table);
        let mut cells = tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        cells.any(|cell| !cell.support.is_empty())
    }

    /// Returns whether the page wants a table of contents.
    pub fn is_long(&self) -> bool {
        self.sections.iter().filter(|section| !section.heading.is_empty()).count() > 3
    }
}

/// A part of a page under a heading, which may be empty.
pub struct Section<'a> {
    pub heading: &'a str,
    pub parts: Vec<Part<'a>>,
}

pub enum Part<'a> {
    Text(&'a str),
    /// Amounts, one below the other.
    Bars(Cell<'a>),
    Table(Table<'a>),
}

impl<'a> Part<'a> {
    fn table(&self) -> Option<&Table<'a>> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }
}

/// Returns the answer of a report and its sections.
pub fn sections<'a>(report: &'a Report, title: &str, notes: &mut Notes<'a>) -> (String, Vec<Section<'a>>) {
    let mut lede = String::new();
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut evidence = Vec::new();
    let mut after_title = false;
    for block in &report.blocks {
        match block {
            Block::Status(text, _, aside) => {
                lede = [text.as_str(), aside].join(" ").trim_end().trim_end_matches('.').to_owned() + ".";
            }
            Block::Text(text) if after_title => lede.clone_from(text),
            Block::Text(text) => go_on(&mut sections, [text]),
            Block::Notes(texts) => go_on(&mut sections, texts),
            Block::Pairs(pairs) => {
                let rows = pairs.iter().map(|(label, cell)| (label.as_str(), cell, "", &[][..]));
                open(&mut sections, "", title, tables::facts(rows.collect(), notes));
            }
            Block::Matrix(matrix) => {
                open(&mut sections, &matrix.heading, title, tables::matrix(matrix, notes));
                evidence.push(tables::matrix_evidence(matrix, notes));
            }
            Block::Listing(listing) => {
                open(&mut sections, &listing.heading, title, tables::listing(listing, notes));
                evidence.push(tables::listing_evidence(listing, notes));
            }
            Block::Facts(group) => {
                let rows = group.rows.iter();
                let rows = rows.map(|row| (row.label.as_str(), &row.cell, row.support.as_str(), row.asides.as_slice()));
                open(&mut sections, &group.heading, title, tables::facts(rows.collect(), notes));
            }
            Block::Bars(bars) => push(&mut sections, &bars.heading, Part::Bars(tables::bars(bars, notes))),
            Block::Title(..) | Block::Hints(_) | Block::Sources(_) => {}
        }
        after_title = matches!(block, Block::Title(..));
    }
    let mut heading = "Where the values are from";
    for table in evidence.into_iter().filter(|table| !table.rows.is_empty()) {
        open(&mut sections, std::mem::take(&mut heading), title, table);
    }
    (lede, sections)
}

/// Puts paragraphs below the last section.
fn go_on<'a>(sections: &mut Vec<Section<'a>>, texts: impl IntoIterator<Item = &'a String>) {
    for part in texts.into_iter().map(|text| Part::Text(text)) {
        match sections.last_mut() {
            Some(section) => section.parts.push(part),
            None => push(sections, "", part),
        }
    }
}

fn push<'a>(sections: &mut Vec<Section<'a>>, heading: &'a str, part: Part<'a>) {
    sections.push(Section { heading, parts: vec![part] });
}

/// Begins a section with a table, unless it has no rows.
fn open<'a>(sections: &mut Vec<Section<'a>>, heading: &'a str, title: &str, table: Table<'a>) {
    if !table.rows.is_empty() {
        let mut caption = if heading.is_empty() { title.to_owned() } else { format!("{title}: {heading}") };
        let mut others = sections.iter().flat_map(|section| &section.parts).filter_map(Part::table);
        if others.any(|other| other.caption == caption) {
            caption = format!("{caption} ({})", table.number);
        }
        push(sections, heading, Part::Table(Table { caption, ..table }));
    }
}
