//! Plain text: one `Label: value` per line and no drawing, for screen readers and `grep`.

use super::layout::Layout;
use super::report::{Block, Cell, FactRow, Report};

/// Renders the whole report; things are separated by an empty line.
pub fn render(report: &Report, layout: &Layout) -> String {
    let mut parts: Vec<String> = Vec::new();
    for block in &report.blocks {
        match block {
            Block::Title(title, aside) if aside.is_empty() => parts.push(format!("{title}\n")),
            Block::Title(title, aside) => parts.push(format!("{title} ({aside})\n")),
            Block::Text(text) => parts.push(format!("{text}\n")),
            Block::Status(text, _, aside) => parts.push(format!("{}\n", format!("{text} {aside}").trim_end())),
            Block::Notes(notes) => parts.push(notes.iter().map(|note| format!("{note}\n")).collect()),
            Block::Pairs(pairs) => {
                let mut part = String::new();
                pairs.iter().for_each(|(label, cell)| push_line(&mut part, label, cell));
                parts.push(part);
            }
            Block::Bars(bars) => {
                let lines = bars.bars.iter().map(|bar| format!("{}: {}\n", bar.label, bar.value));
                parts.push(format!("{}\n{}", bars.heading, lines.collect::<String>()));
            }
            Block::Matrix(matrix) => {
                for (at, head) in matrix.heads.iter().enumerate() {
                    let mut part = format!("Certification: {}\n", head.line());
                    for (label, cells) in &matrix.rows {
                        if let Some(cell) = cells.get(at) {
                            push_line(&mut part, label, cell);
                        }
                    }
                    parts.push(part);
                }
            }
            Block::Listing(listing) => {
                if !listing.heading.is_empty() && !listing.rows.is_empty() {
                    parts.push(format!("{}\n", listing.heading));
                }
                for row in &listing.rows {
                    let mut part = String::new();
                    for ((label, _), cell) in listing.heads.iter().zip(&row.cells) {
                        push_line(&mut part, label, cell);
                    }
                    if !row.note.is_empty() {
                        part.push_str(&format!("Note: {}\n", row.note));
                    }
                    parts.push(part);
                }
            }
            Block::Timeline(_) | Block::Hints(_) | Block::Sources(_) => {}
            Block::Facts(group) => {
                let mut part = format!("{}\n", group.heading);
                group.rows.iter().for_each(|row| push_fact(&mut part, row));
                parts.push(part);
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    layout.symbols(&single_spaced(&parts.join("\n"))).into_owned()
}

/// Returns a text with one space wherever several follow each other.
fn single_spaced(text: &str) -> String {
    let mut single = String::with_capacity(text.len());
    single.extend(
        text.chars().zip(text.chars().skip(1).chain(['\n'])).filter(|pair| *pair != (' ', ' ')).map(|pair| pair.0),
    );
    single
}

/// One line for the value, and lines with labels of their own for what is said of it.
fn push_line(part: &mut String, label: &str, cell: &Cell) {
    if !cell.is_empty() {
        part.push_str(&format!("{label}: {}\n", cell.line()));
    }
    for remark in &cell.remarks {
        part.push_str(&format!("{label} note: {}\n", remark.line()));
    }
}

fn push_fact(part: &mut String, row: &FactRow) {
    push_line(part, &row.label, &row.cell);
    if !row.support.is_empty() {
        part.push_str(&format!("{} support: {}\n", row.label, row.support));
    }
    for aside in &row.asides {
        part.push_str(&format!("{} note: {}\n", row.label, aside.line()));
    }
}
