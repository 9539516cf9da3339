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
            Block::Pairs(pairs) => parts.push(pairs.iter().map(|(label, cell)| lines(label, cell)).collect()),
            Block::Bars(bars) => {
                let lines = bars.bars.iter().map(|bar| format!("{}: {}\n", bar.label, bar.value));
                parts.push(format!("{}\n{}", bars.heading, lines.collect::<String>()));
            }
            Block::Matrix(matrix) => parts.extend(matrix.heads.iter().enumerate().map(|(at, head)| {
                let cells = matrix.rows.iter().filter_map(|(label, cells)| Some(lines(label, cells.get(at)?)));
                format!("Certification: {}\n{}", head.line(), cells.collect::<String>())
            })),
            Block::Listing(listing) => {
                if !listing.heading.is_empty() && !listing.rows.is_empty() {
                    parts.push(format!("{}\n", listing.heading));
                }
                parts.extend(listing.rows.iter().map(|row| {
                    let cells = listing.heads.iter().zip(&row.cells).map(|((label, _), cell)| lines(label, cell));
                    let note = if row.note.is_empty() { String::new() } else { format!("Note: {}\n", row.note) };
                    cells.chain([note]).collect()
                }));
            }
            Block::Facts(group) => {
                parts.push(format!("{}\n{}", group.heading, group.rows.iter().map(fact).collect::<String>()));
            }
            Block::Hints(_) | Block::Sources(_) => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    let mut text = parts.join("\n");
    while text.contains("  ") {
        text = text.replace("  ", " ");
    }
    layout.symbols(&text).into_owned()
}

/// One line for the value, and lines with labels of their own for what is said of it.
fn lines(label: &str, cell: &Cell) -> String {
    let value = if cell.is_empty() { String::new() } else { format!("{label}: {}\n", cell.line()) };
    let notes = cell.remarks.iter().map(|remark| format!("{label} note: {}\n", remark.line()));
    std::iter::once(value).chain(notes).collect()
}

fn fact(row: &FactRow) -> String {
    let mut text = lines(&row.label, &row.cell);
    if !row.support.is_empty() {
        text.push_str(&format!("{} support: {}\n", row.label, row.support));
    }
    text.extend(row.asides.iter().map(|aside| format!("{} note: {}\n", row.label, aside.line())));
    text
}
