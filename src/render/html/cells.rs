//! Turns the cells of a report into the cells of a page.

use super::drawing;
use super::notes::{Notes, address};
use super::view::{Cell, Head, Table};
use crate::render::report::{self, Content, FactGroup, Listing, Matrix, More, Tone};

/// A matrix: facts as rows, things as columns.
pub fn matrix(matrix: &Matrix, notes: &mut Notes<'_>) -> Table {
    let short = short_names(matrix);
    let highest = highest_share(matrix.rows.iter().flat_map(|(_, cells)| cells));
    let rows = matrix.rows.iter().map(|(label, cells)| {
        let columns = matrix.heads.iter().zip(&short).zip(cells);
        let cells = columns.map(|((head, short), cell)| {
            let about = format!("{label}, {}", head.line());
            Cell { column: short.clone(), ..of(cell, &about, highest, notes) }
        });
        std::iter::once(text(label)).chain(cells).collect()
    });
    let rows = rows.collect();
    Table { number: notes.table(), caption: String::new(), kind: "matrix", heads: heads(matrix, "Fact"), rows }
}

/// Where the values of a matrix are from; nothing if none of them says so.
pub fn evidence(matrix: &Matrix, notes: &mut Notes<'_>) -> Option<Table> {
    let short = short_names(matrix);
    let has_sources = |cell: &report::Cell| cell.more.as_ref().is_some_and(|more| !more.sources.is_empty());
    let rows: Vec<Vec<Cell>> = matrix
        .rows
        .iter()
        .filter(|(_, cells)| cells.iter().any(has_sources))
        .map(|(label, cells)| {
            let cells = cells.iter().zip(&short).map(|(cell, short)| {
                let backed = cell.more.as_ref().map(|more| backing(more, notes)).unwrap_or_default();
                Cell { column: short.clone(), ..backed }
            });
            std::iter::once(text(label)).chain(cells).collect()
        })
        .collect();
    let heads = heads(matrix, "Value");
    (!rows.is_empty()).then(|| Table { number: notes.table(), caption: String::new(), kind: "matrix", heads, rows })
}

fn heads(matrix: &Matrix, first: &str) -> Vec<Head> {
    let first = Head { owner: String::new(), name: first.to_owned(), number: false };
    let others = matrix.heads.iter().map(|head| Head {
        owner: head.owner.to_string(),
        name: head.name.to_string(),
        number: false,
    });
    std::iter::once(first).chain(others).collect()
}

/// The owners, if that tells the columns apart, else the ids.
fn short_names(matrix: &Matrix) -> Vec<String> {
    let unique = |head: &report::Head| matrix.heads.iter().filter(|other| other.owner == head.owner).count() == 1;
    let by_owner = matrix.heads.iter().all(unique);
    matrix.heads.iter().map(|head| if by_owner { head.owner.to_string() } else { head.id.to_uppercase() }).collect()
}

/// A table with one row for each thing.
pub fn listing(listing: &Listing, notes: &mut Notes<'_>) -> Table {
    let rows = listing.rows.iter().map(|row| {
        let whose = row.first().map(report::Cell::line).unwrap_or_default();
        let cells = row.iter().zip(&listing.heads).map(|(cell, (head, number))| {
            let about = if *head == whose || whose.is_empty() { head.to_string() } else { format!("{head}, {whose}") };
            Cell { column: head.to_string(), number: *number, ..of(cell, &about, 0.0, notes) }
        });
        cells.collect()
    });
    let rows = rows.collect();
    let heads = listing.heads.iter();
    let heads =
        heads.map(|(name, number)| Head { owner: String::new(), name: name.to_string(), number: *number }).collect();
    Table { number: notes.table(), caption: listing.heading.clone(), kind: "listing", heads, rows }
}

/// Facts of one thing, each with how well it is backed.
pub fn facts(group: &FactGroup, notes: &mut Notes<'_>) -> Table {
    let backed = |row: &report::FactRow| {
        !row.support.is_empty() || row.cell.more.as_ref().is_some_and(|more| !more.sources.is_empty())
    };
    let has_backing = group.rows.iter().any(backed);
    let highest = highest_share(group.rows.iter().map(|row| &row.cell));
    let rows = group.rows.iter().map(|row| {
        let mut value = Cell { sources: Vec::new(), ..of(&row.cell, &row.label, highest, notes) };
        value.asides = row.asides.clone();
        let mut cells = vec![text(&row.label), value];
        if has_backing {
            let backed = row.cell.more.as_ref().map(|more| backing(more, notes)).unwrap_or_default();
            cells.push(Cell { support: row.support.to_string(), column: "Backed by".to_owned(), ..backed });
        }
        cells
    });
    let rows = rows.collect();
    let names: &[&str] = if has_backing { &["Fact", "Value", "Backed by"] } else { &["Fact", "Value"] };
    let heads = names.iter().map(|name| Head { owner: String::new(), name: (*name).to_owned(), number: false });
    Table { number: notes.table(), caption: group.heading.clone(), kind: "facts", heads: heads.collect(), rows }
}

fn text(text: &str) -> Cell {
    Cell { lines: vec![text.to_owned()], ..Cell::default() }
}

fn backing(more: &More, notes: &mut Notes<'_>) -> Cell {
    let sources = more.sources.iter().map(|id| notes.cite(id)).collect();
    Cell { support: more.support.clone(), sources, ..Cell::default() }
}

/// The highest share that is drawn, so that drawings beside each other have one scale.
fn highest_share<'a>(cells: impl Iterator<Item = &'a report::Cell>) -> f64 {
    let shares = cells.filter_map(|cell| cell.more.as_ref()).flat_map(|more| &more.shares);
    shares.map(|share| share.bounds.1).fold(0.0, f64::max)
}

fn of(cell: &report::Cell, about: &str, highest: f64, notes: &mut Notes<'_>) -> Cell {
    let mut shown = Cell { tone: tone(cell.tone), marks: notes.remark(&cell.remarks, about), ..Cell::default() };
    match &cell.more {
        Some(more) if !more.shares.is_empty() => {
            let weighed = more.shares.iter().any(|share| share.bounds.1 > 0.0);
            shown.drawing = weighed.then(|| drawing::shares(notes.drawing(), about, &more.shares, highest));
            shown.shares = more.shares.iter().map(|share| (share.weight.to_string(), share.name.to_string())).collect();
        }
        Some(more) if !more.links.is_empty() => {
            shown.links = more.links.iter().map(|link| address(&link.text, &link.url)).collect();
        }
        _ => shown.lines = lines(cell),
    }
    if let Some(more) = cell.more.as_ref().filter(|more| more.support.is_empty()) {
        shown.sources = more.sources.iter().map(|id| notes.cite(id)).collect();
    }
    shown
}

fn lines(cell: &report::Cell) -> Vec<String> {
    match &cell.content {
        Content::Stacked(items) => items.iter().map(String::to_string).collect(),
        _ => vec![cell.line().to_string()],
    }
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        // A page says what is disputed in words and in footnotes.
        Tone::Plain | Tone::Doubt => "",
        Tone::Good => "good",
        Tone::Soon => "soon",
        Tone::Ended => "ended",
        Tone::Faint => "faint",
        Tone::Strong => "strong",
    }
}
