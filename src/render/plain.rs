//! Plain text: one `Label: value` per line and no drawing, for screen readers and `grep`.

use super::layout::Layout;
use super::report::{Block, Cell, Kind, Listing, Report, Row};

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
            Block::Listing(listing) => parts.extend(self::listing(listing)),
            Block::Hints(_) | Block::Sources(_) => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    let mut text = parts.join("\n");
    while text.contains("  ") {
        text = text.replace("  ", " ");
    }
    layout.symbols(text)
}

/// Returns the parts of a table: one for each thing, or the facts of one.
fn listing(listing: &Listing) -> Vec<String> {
    let heading = Some(format!("{}\n", listing.heading)).filter(|_| !listing.heading.is_empty());
    let label = |row: &Row| row.cells.first().map(Cell::line).unwrap_or_default();
    let facts = |at: usize| listing.rows.iter().filter_map(move |row| Some((label(row), row.cells.get(at)?)));
    match listing.kind {
        Kind::Matrix | Kind::Compact => {
            let thing = |(at, head): (usize, &super::report::Head)| {
                let facts = facts(at).map(|(label, cell)| lines(&label, cell));
                format!("Certification: {}\n{}", head.line(), facts.collect::<String>())
            };
            listing.heads.iter().enumerate().skip(1).map(thing).collect()
        }
        Kind::Facts => vec![heading.into_iter().chain(listing.rows.iter().map(fact)).collect()],
        Kind::Things | Kind::Bare => {
            let row = |row: &Row| {
                let cells = listing.heads.iter().zip(&row.cells).map(|(head, cell)| lines(&head.name, cell));
                cells.chain(row.asides.iter().map(|aside| format!("Note: {}\n", aside.line()))).collect()
            };
            heading.into_iter().filter(|_| !listing.rows.is_empty()).chain(listing.rows.iter().map(row)).collect()
        }
    }
}

/// One line for the value, and lines with labels of their own for what is said of it.
fn lines(label: &str, cell: &Cell) -> String {
    let value = if cell.is_empty() { String::new() } else { format!("{label}: {}\n", cell.line()) };
    let notes = cell.remarks.iter().map(|remark| format!("{label} note: {}\n", remark.line()));
    std::iter::once(value).chain(notes).collect()
}

fn fact(row: &Row) -> String {
    let [label, value, support @ ..] = row.cells.as_slice() else { return String::new() };
    let label = label.line();
    let support = support.iter().map(|cell| lines(&format!("{label} support"), cell));
    let asides = row.asides.iter().map(|aside| format!("{label} note: {}\n", aside.line()));
    std::iter::once(lines(&label, value)).chain(support).chain(asides).collect()
}
