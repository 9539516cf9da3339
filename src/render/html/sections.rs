//! Turns the blocks of a report into the sections of a page.

use super::cells;
use super::notes::Notes;
use super::view::{Part, Section, Table, Timeline};
use crate::render::report::{self, Block, Cell, FactGroup, FactRow, Report, TimeSpan};
use crate::render::timeline::Axis;

/// Returns the answer of a report and its sections.
pub fn of(report: &Report, title: &str, notes: &mut Notes<'_>) -> (String, Vec<Section>) {
    let mut lede = String::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut evidence = None;
    let mut after_title = false;
    for block in &report.blocks {
        match block {
            Block::Status(text, ..) => lede.clone_from(text),
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
                evidence = evidence.or_else(|| cells::evidence(matrix, notes));
            }
            Block::Listing(listing) => open(&mut sections, &listing.heading, title, cells::listing(listing, notes)),
            Block::Facts(group) => open(&mut sections, &group.heading, title, cells::facts(group, notes)),
            Block::Bars(bars) => {
                let row = FactRow { cell: Cell::bars(bars.bars.clone()), ..FactRow::default() };
                let group = FactGroup { heading: bars.heading.clone(), rows: vec![row] };
                open(&mut sections, &bars.heading, title, cells::facts(&group, notes));
            }
            Block::Timeline(timeline) => {
                if let Some(part) = timeline_part(timeline) {
                    push(&mut sections, &timeline.heading, part);
                }
            }
            Block::Title(..) | Block::Hints(_) | Block::Sources(_) => {}
        }
        after_title = matches!(block, Block::Title(..));
    }
    if let Some(table) = evidence {
        open(&mut sections, "Where the values are from", title, table);
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
        let caption = if heading.is_empty() { title.to_owned() } else { format!("{title}: {heading}") };
        push(sections, heading, Part::Table(Table { caption, ..table }));
    }
}

fn timeline_part(timeline: &report::Timeline) -> Option<Part> {
    let axis = Axis::of(timeline, true)?;
    let percent = |day| axis.place(day, 1_000) as f64 / 10.0;
    let spans: Vec<_> = timeline.spans.iter().map(|span| (words(span), bar(span, timeline, &percent))).collect();
    Some(Part::Timeline(Timeline {
        today: timeline.today.to_string(),
        today_at: percent(timeline.today),
        ticks: axis.ticks(6).into_iter().map(|(day, label)| (percent(day), label)).collect(),
        has_doubt: spans.iter().flat_map(|(_, parts)| parts).any(|(certain, ..)| !certain),
        spans,
    }))
}

/// The parts of a bar: certain up to the last day, or to today where no last day is known.
fn bar(
    span: &TimeSpan,
    timeline: &report::Timeline,
    percent: &dyn Fn(jiff::civil::Date) -> f64,
) -> Vec<(bool, f64, f64)> {
    let past = |day: jiff::civil::Date| day.tomorrow().map_or(100.0, percent);
    let from = span.from.map_or(0.0, percent);
    let to = span.to.map_or(100.0, past).max(from + 0.6);
    let known_to = if span.to.is_some() { to } else { past(timeline.today).clamp(from, to) };
    let certain_to = if span.planned { from } else { known_to };
    let parts = [(true, from, certain_to - from), (false, certain_to, to - certain_to)];
    parts.into_iter().filter(|(_, _, width)| *width > 0.0).collect()
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
