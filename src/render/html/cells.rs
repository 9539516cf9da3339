//! Turns the cells of a report into the cells of a page.

use super::notes::{Notes, address};
use super::view::{Bar, Cell, Head, Row, Table};
use crate::render::report::{self, Bars, Content, Evidence, FactGroup, Listing, Matrix, Tone};

/// Facts as rows, things as columns.
pub fn matrix(matrix: &Matrix, notes: &mut Notes<'_>) -> Table {
    let highest = highest(matrix.rows.iter().flat_map(|(_, cells)| cells));
    let rows = matrix.rows.iter().map(|(label, cells)| {
        let columns = matrix.heads.iter().zip(matrix.short_heads()).zip(cells);
        let cells = columns.map(|((head, short), cell)| {
            let about = format!("{label}, {}", head.line());
            // Where the values are from stands in a table of its own.
            Cell { column: short.to_string(), sources: Vec::new(), ..of(cell, &about, highest, notes) }
        });
        row(std::iter::once(text(label)).chain(cells))
    });
    let rows = rows.collect();
    table("matrix", matrix_heads(matrix, "Fact"), rows, notes)
}

/// Where the values of a matrix are from; none if no cell has evidence.
pub fn evidence(matrix: &Matrix, notes: &mut Notes<'_>) -> Option<Table> {
    let rows = matrix.rows.iter().filter(|(_, cells)| cells.iter().any(is_cited)).map(|(label, cells)| {
        let columns = matrix.short_heads().into_iter().cloned().zip(cells.iter().map(Some));
        cited_row(label, columns, notes)
    });
    let rows: Vec<Row> = rows.collect();
    (!rows.is_empty()).then(|| table("matrix", matrix_heads(matrix, "Value"), rows, notes))
}

/// A row of evidence: what it is about, and the sources of its cells behind the labels of their columns.
fn cited_row<'a>(
    label: &str,
    cells: impl Iterator<Item = (String, Option<&'a report::Cell>)>,
    notes: &mut Notes<'_>,
) -> Row {
    let cited = |(column, cell): (String, Option<&report::Cell>)| Cell {
        column,
        ..cell.map(|cell| cited(cell, notes)).unwrap_or_default()
    };
    row(std::iter::once(text(label)).chain(cells.map(cited)))
}

fn matrix_heads(matrix: &Matrix, first: &str) -> Vec<Head> {
    let heads = matrix.heads.iter();
    let heads = heads.map(|head| Head {
        owner: head.owner.clone(),
        name: head.name.clone(),
        code: head.id.clone(),
        number: false,
    });
    std::iter::once(Head { name: first.to_owned(), ..Head::default() }).chain(heads).collect()
}

/// One row for each thing.
pub fn listing(listing: &Listing, notes: &mut Notes<'_>) -> Table {
    let highest = highest(listing.rows.iter().flat_map(|row| &row.cells));
    let rows = listing.rows.iter().map(|row| {
        let whose = row.cells.first().map(report::Cell::line).unwrap_or_default();
        let mut cells: Vec<Cell> = row
            .cells
            .iter()
            .zip(&listing.heads)
            .map(|(cell, (head, number))| {
                let about =
                    if *head == whose || whose.is_empty() { head.to_string() } else { format!("{head}, {whose}") };
                Cell { column: head.to_string(), number: *number, ..of(cell, &about, highest, notes) }
            })
            .collect();
        if let Some(last) = cells.last_mut().filter(|_| !row.note.is_empty()) {
            last.asides.push((row.note.clone(), Vec::new()));
        }
        Row { group: row.group.clone(), cells }
    });
    let rows = rows.collect();
    let heads = listing.heads.iter();
    let heads = heads.map(|(name, number)| Head { name: name.to_string(), number: *number, ..Head::default() });
    table("listing", heads.collect(), rows, notes)
}

/// Where the values of a table are from; none if each cell says so itself.
pub fn listed_evidence(listing: &Listing, notes: &mut Notes<'_>) -> Option<Table> {
    let is_apart = |cell: &report::Cell| {
        is_cited(cell) && cell.evidence.as_ref().is_some_and(|evidence| !evidence.support.is_empty())
    };
    let columns: Vec<usize> = (1..listing.heads.len())
        .filter(|at| listing.rows.iter().filter_map(|row| row.cells.get(*at)).any(is_apart))
        .collect();
    let name = |at: usize| listing.heads.get(at).map(|(name, _)| name.clone()).unwrap_or_default();
    let rows = listing.rows.iter().filter(|row| row.cells.iter().any(is_apart)).map(|found| {
        let first = found.cells.first().map(report::Cell::line).unwrap_or_default();
        cited_row(&first, columns.iter().map(|at| (name(*at), found.cells.get(*at))), notes)
    });
    let rows: Vec<Row> = rows.collect();
    let heads = std::iter::once(0).chain(columns.iter().copied());
    let heads = heads.map(|at| Head { name: name(at), ..Head::default() }).collect();
    (!rows.is_empty()).then(|| table("matrix", heads, rows, notes))
}

/// Facts of one thing, each with its evidence.
pub fn facts(group: &FactGroup, notes: &mut Notes<'_>) -> Table {
    let has_evidence = group.rows.iter().any(|row| !row.support.is_empty() || is_cited(&row.cell));
    let highest = highest(group.rows.iter().map(|row| &row.cell));
    let rows = group.rows.iter().map(|row| {
        let value = of(&row.cell, &row.label, highest, notes);
        let asides = row.asides.iter().map(|aside| (aside.line(), notes.cite_all(&aside.sources)));
        let mut cells = vec![text(&row.label), Cell { sources: Vec::new(), asides: asides.collect(), ..value }];
        if has_evidence {
            let cited = cited(&row.cell, notes);
            cells.push(Cell { support: row.support.to_string(), column: "Backed by".to_owned(), ..cited });
        }
        Row { cells, ..Row::default() }
    });
    let rows = rows.collect();
    let names = ["Fact", "Value", "Backed by"].into_iter().take(if has_evidence { 3 } else { 2 });
    table("facts", names.map(|name| Head { name: name.to_owned(), ..Head::default() }).collect(), rows, notes)
}

/// Amounts, one below the other, with their sources.
pub fn bars(bars: &Bars, notes: &mut Notes<'_>) -> Cell {
    let cell = report::Cell::bars(bars.bars.clone()).cite("", bars.sources.clone());
    let highest = highest(std::iter::once(&cell));
    of(&cell, &bars.heading, highest, notes)
}

fn row(cells: impl Iterator<Item = Cell>) -> Row {
    Row { cells: cells.collect(), ..Row::default() }
}

fn table(kind: &'static str, heads: Vec<Head>, rows: Vec<Row>, notes: &mut Notes<'_>) -> Table {
    Table { number: notes.next_table(), caption: String::new(), kind, heads, rows }
}

fn text(text: &str) -> Cell {
    Cell { lines: vec![text.to_owned()], ..Cell::default() }
}

fn is_cited(cell: &report::Cell) -> bool {
    cell.evidence.as_ref().is_some_and(|evidence| !evidence.sources.is_empty())
}

/// The evidence of a cell as a cell of its own.
fn cited(cell: &report::Cell, notes: &mut Notes<'_>) -> Cell {
    let Some(evidence) = &cell.evidence else { return Cell::default() };
    Cell { support: evidence.support.clone(), sources: notes.cite_all(&evidence.sources), ..Cell::default() }
}

/// Returns the highest amount, so that bars beside each other have one scale.
fn highest<'a>(cells: impl Iterator<Item = &'a report::Cell>) -> f64 {
    let bars = cells.filter_map(|cell| if let Content::Bars(bars) = &cell.content { Some(bars) } else { None });
    bars.flatten().map(|bar| bar.high).fold(0.0, f64::max)
}

fn of(cell: &report::Cell, about: &str, highest: f64, notes: &mut Notes<'_>) -> Cell {
    let mut shown = Cell { tone: tone(cell.tone), marks: notes.remark(&cell.remarks, about), ..Cell::default() };
    match &cell.content {
        Content::Bars(bars) => {
            let percent = |amount: f64| if highest > 0.0 { amount * 100.0 / highest } else { 0.0 };
            let bar = |bar: &report::Bar| Bar {
                value: bar.value.to_string(),
                label: bar.label.to_string(),
                least: percent(bar.low),
                range: percent(bar.high - bar.low),
            };
            shown.bars = bars.iter().map(bar).collect();
        }
        Content::Links(links) => shown.links = links.iter().map(|link| address(&link.text, &link.url)).collect(),
        Content::Inline(_) | Content::Text(_) => shown.lines = vec![cell.line().to_string()],
        Content::Stacked(lines) => shown.lines = lines.iter().map(ToString::to_string).collect(),
    }
    // A cell whose words say how well it is backed has its sources in it.
    if let Some(Evidence { support, sources }) = cell.evidence.as_deref()
        && support.is_empty()
    {
        shown.sources = notes.cite_all(sources);
    }
    shown
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        // A page says in words what is disputed.
        Tone::Plain | Tone::Doubt => "",
        Tone::Good => "good",
        Tone::Soon => "soon",
        Tone::Ended => "ended",
        Tone::Faint => "faint",
        Tone::Strong => "strong",
    }
}
