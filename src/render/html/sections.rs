//! Turns the blocks of a report into the sections of a page.

use super::cells;
use super::notes::Notes;
use super::view::{Part, Section, Table};
use crate::render::report::{Block, Cell, FactGroup, FactRow, Report};

/// Returns the answer of a report and its sections.
pub fn of(report: &Report, title: &str, notes: &mut Notes<'_>) -> (String, Vec<Section>) {
    let mut lede = String::new();
    let mut sections: Vec<Section> = Vec::new();
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
                let row = |(label, cell): &(String, Cell)| FactRow {
                    label: label.clone(),
                    cell: cell.clone(),
                    ..FactRow::default()
                };
                let group = FactGroup { heading: String::new(), rows: pairs.iter().map(row).collect() };
                open(&mut sections, "", title, cells::facts(&group, notes));
            }
            Block::Matrix(matrix) => {
                open(&mut sections, &matrix.heading, title, cells::matrix(matrix, notes));
                evidence.extend(cells::evidence(matrix, notes));
            }
            Block::Listing(listing) => {
                open(&mut sections, &listing.heading, title, cells::listing(listing, notes));
                evidence.extend(cells::listed_evidence(listing, notes));
            }
            Block::Facts(group) => open(&mut sections, &group.heading, title, cells::facts(group, notes)),
            Block::Bars(bars) => push(&mut sections, &bars.heading, Part::Bars(cells::bars(bars, notes))),
            Block::Title(..) | Block::Hints(_) | Block::Sources(_) => {}
        }
        after_title = matches!(block, Block::Title(..));
    }
    let mut heading = "Where the values are from";
    for table in evidence {
        open(&mut sections, std::mem::take(&mut heading), title, table);
    }
    (lede, sections)
}

/// Puts paragraphs below the last section.
fn go_on<'a>(sections: &mut Vec<Section>, texts: impl IntoIterator<Item = &'a String>) {
    for text in texts {
        let part = Part::Text(text.clone());
        match sections.last_mut() {
            Some(section) => section.parts.push(part),
            None => push(sections, "", part),
        }
    }
}

fn push(sections: &mut Vec<Section>, heading: &str, part: Part) {
    let number = sections.len() + 1;
    sections.push(Section { number, heading: heading.to_owned(), parts: vec![part] });
}

/// Begins a section with a table, unless it has no rows.
fn open(sections: &mut Vec<Section>, heading: &str, title: &str, table: Table) {
    if !table.rows.is_empty() {
        let mut caption = if heading.is_empty() { title.to_owned() } else { format!("{title}: {heading}") };
        let is_taken = |part: &Part| matches!(part, Part::Table(other) if other.caption == caption);
        if sections.iter().flat_map(|section| &section.parts).any(is_taken) {
            caption = format!("{caption} ({})", table.number);
        }
        push(sections, heading, Part::Table(Table { caption, ..table }));
    }
}
