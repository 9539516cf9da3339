//! The blocks of a report as sections of a page. Every text is plain and still has to be escaped.

use super::notes::Notes;
use super::tables::{self, Table};
use crate::render::report::{Block, Kind, Listing};

/// A part of a page under a heading, which may be empty.
pub struct Section<'a> {
    pub heading: &'a str,
    pub parts: Vec<Part<'a>>,
}

pub enum Part<'a> {
    Text(&'a str),
    Table(Table<'a>),
}

/// Returns where the values of some blocks are from, as tables below one heading.
pub fn evidence(blocks: &[Block]) -> Vec<Block> {
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Listing(listing) => tables::evidence(listing),
        _ => None,
    });
    let headings = std::iter::once("Where the values are from").chain(std::iter::repeat(""));
    let tables = tables.zip(headings).map(|(table, heading)| Listing { heading: heading.to_owned(), ..table });
    tables.map(Block::Listing).collect()
}

/// Returns whether the last column of a table says how well its values are backed.
pub fn has_support(block: &Block) -> bool {
    matches!(block, Block::Listing(listing) if listing.kind == Kind::Facts && listing.heads.len() > 2)
}

/// Returns the answer of a report and its sections.
pub fn sections<'a>(
    blocks: impl Iterator<Item = &'a Block>,
    title: &str,
    notes: &mut Notes<'a>,
) -> (String, Vec<Section<'a>>) {
    let mut lede = String::new();
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut after_title = false;
    for block in blocks {
        match block {
            Block::Status(text, _, aside) => {
                lede = [text.as_str(), aside].join(" ").trim_end().trim_end_matches('.').to_owned() + ".";
            }
            Block::Text(text) if after_title => lede.clone_from(text),
            Block::Text(text) => go_on(&mut sections, [text]),
            Block::Notes(texts) => go_on(&mut sections, texts),
            Block::Listing(listing) if !listing.rows.is_empty() => {
                let heading = listing.heading.as_str();
                let mut table = tables::table(listing, notes);
                table.caption = if heading.is_empty() { title.to_owned() } else { format!("{title}: {heading}") };
                let mut parts = sections.iter().flat_map(|section| &section.parts);
                if parts.any(|part| matches!(part, Part::Table(other) if other.caption == table.caption)) {
                    table.caption = format!("{} ({})", table.caption, table.number);
                }
                sections.push(Section { heading, parts: vec![Part::Table(table)] });
            }
            Block::Title(..) | Block::Listing(_) | Block::Hints(_) | Block::Sources(_) => {}
        }
        after_title = matches!(block, Block::Title(..));
    }
    (lede, sections)
}

fn go_on<'a>(sections: &mut Vec<Section<'a>>, texts: impl IntoIterator<Item = &'a String>) {
    let parts = texts.into_iter().map(|text| Part::Text(text));
    match sections.last_mut() {
        Some(section) => section.parts.extend(parts),
        None => sections.push(Section { heading: "", parts: parts.collect() }),
    }
}
