//! Turns the blocks of a report into the sections of a page.

use super::cells;
use super::notes::Notes;
use super::view::{Part, Section, Span, Table, Timeline};
use crate::render::report::{self, Block, Cell, FactGroup, FactRow, Report, TimeSpan};
use crate::render::timeline::{Axis, known_days};

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
            Block::Timeline(timeline) => {
                if let Some(part) = timeline_part(timeline) {
                    push(&mut sections, &timeline.heading, part);
                }
            }
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

fn timeline_part(timeline: &report::Timeline) -> Option<Part> {
    let axis = Axis::of(timeline)?;
    let percent = |day| axis.place(day, 1_000) as f64 / 10.0;
    let span = |span: &TimeSpan| {
        let (first, last) = known_days(span, timeline.today);
        let (from, to) = (percent(first), last.tomorrow().map_or(100.0, percent));
        let (opens, ends) = (span.from.is_some(), span.to.is_some());
        Span { words: words(span), planned: span.planned, from, width: (to - from).max(0.6), opens, ends }
    };
    Some(Part::Timeline(Timeline {
        today: timeline.today.to_string(),
        today_at: percent(timeline.today),
        ticks: axis.ticks(6).into_iter().map(|(day, label)| (percent(day), label)).collect(),
        spans: timeline.spans.iter().map(span).collect(),
    }))
}

fn words(span: &TimeSpan) -> String {
    let words = match (span.from, span.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}, no end known"),
        (None, Some(to)) => format!("to {to}"),
        (None, None) => "not known".to_owned(),
    };
    format!("{}: {words}{}", span.label, if span.planned { ", planned" } else { "" })
}
