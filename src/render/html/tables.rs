//! Turns the tables of a report into those of a page, in which each value has the numbers of its notes.

use super::notes::Notes;
use crate::render::report::{self, Bar, Bars, Content, Evidence, Listing, Matrix, Remark, Tone};
use std::borrow::Cow;

/// A table, in which the first cell of each row is its head.
pub struct Table<'a> {
    pub number: usize,
    pub caption: String,
    /// `matrix`, `listing` or `facts`: how it is laid out.
    pub kind: &'static str,
    pub heads: Vec<Head<'a>>,
    pub rows: Vec<Row<'a>>,
}

impl Table<'_> {
    /// Returns the classes: whether it fits a wide window without scrolling, whether rows become cards on a phone, and
    /// whether its heads go without saying.
    pub fn classes(&self) -> String {
        let narrow = if self.heads.len() <= 6 { " narrow" } else { "" };
        let cards = if self.kind != "listing" || self.heads.len() > 4 { " cards" } else { "" };
        let headless = if self.kind == "facts" && self.heads.len() == 2 { " headless" } else { "" };
        format!("{}{narrow}{cards}{headless}", self.kind)
    }
}

/// The head of a column.
#[derive(Default)]
pub struct Head<'a> {
    /// A line above the name, or empty.
    pub owner: &'a str,
    pub name: &'a str,
    /// A code below the name, or empty.
    pub code: &'a str,
    pub number: bool,
}

pub struct Row<'a> {
    /// A heading above the row, or empty.
    pub group: &'a str,
    pub cells: Vec<Cell<'a>>,
}

/// A cell of a table.
#[derive(Default)]
pub struct Cell<'a> {
    pub value: Cow<'a, report::Cell>,
    /// The label of the column, for cards.
    pub column: &'a str,
    pub number: bool,
    /// The number of the first of its notes.
    pub note: usize,
    /// Lines below it, with the sources that they name.
    pub asides: Cow<'a, [Remark]>,
    pub support: &'a str,
    pub sources: &'a [String],
    /// The amount of the longest bar.
    highest: f64,
}

impl Cell<'_> {
    pub fn is_empty(&self) -> bool {
        self.value.is_empty() && self.value.remarks.is_empty() && self.support.is_empty() && self.sources.is_empty()
    }

    pub fn lines(&self) -> Vec<String> {
        if let Content::Stacked(lines) = &self.value.content { lines.clone() } else { vec![self.value.line()] }
    }

    /// Returns the least of an amount, and from there to the most, as percentages of the longest bar.
    pub fn widths(&self, bar: &Bar) -> (f64, f64) {
        let percent = |amount: f64| if self.highest > 0.0 { amount * 100.0 / self.highest } else { 0.0 };
        (percent(bar.low), percent(bar.high - bar.low))
    }

    /// Returns the classes that lay it out. A page says in words what is disputed.
    pub fn classes(&self) -> String {
        let tone = match self.value.tone {
            Tone::Plain | Tone::Doubt => "",
            Tone::Good => "good",
            Tone::Soon => "soon",
            Tone::Ended => "ended",
            Tone::Faint => "faint",
            Tone::Strong => "strong",
        };
        let classes = [tone, if self.number { "number" } else { "" }, if self.is_empty() { "empty" } else { "" }];
        classes.iter().filter(|class| !class.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }
}

/// Facts as rows, things as columns. Where the values are from stands in a table of its own.
pub fn matrix<'a>(matrix: &'a Matrix, notes: &mut Notes<'a>) -> Table<'a> {
    let highest = highest(matrix.rows.iter().flat_map(|(_, cells)| cells));
    let rows = matrix.rows.iter().map(|(label, cells)| {
        let columns = matrix.heads.iter().zip(matrix.short_heads()).zip(cells);
        let cells = columns.map(|((head, column), cell)| {
            let about = format!("{label}, {}", head.line());
            Cell { column, sources: &[], ..of(cell, &about, highest, notes) }
        });
        row(label, cells)
    });
    let rows = rows.collect();
    table("matrix", matrix_heads(matrix, "Fact"), rows, notes)
}

/// Where the values of a matrix are from; no rows if no cell has evidence.
pub fn matrix_evidence<'a>(matrix: &'a Matrix, notes: &mut Notes<'a>) -> Table<'a> {
    let rows = matrix.rows.iter().filter(|(_, cells)| cells.iter().any(is_cited)).map(|(label, cells)| {
        let cells = matrix.short_heads().into_iter().zip(cells);
        row(label, cells.map(|(column, cell)| cited(column, Some(cell), notes)))
    });
    let rows = rows.collect();
    table("matrix", matrix_heads(matrix, "Value"), rows, notes)
}

fn matrix_heads<'a>(matrix: &'a Matrix, first: &'a str) -> Vec<Head<'a>> {
    let heads = matrix.heads.iter();
    let heads = heads.map(|head| Head { owner: &head.owner, name: &head.name, code: &head.id, number: false });
    std::iter::once(Head { name: first, ..Head::default() }).chain(heads).collect()
}

/// One row for each thing.
pub fn listing<'a>(listing: &'a Listing, notes: &mut Notes<'a>) -> Table<'a> {
    let highest = highest(listing.rows.iter().flat_map(|row| &row.cells));
    let rows = listing.rows.iter().map(|row| {
        let whose = row.cells.first().map(report::Cell::line).unwrap_or_default();
        let cells = row.cells.iter().zip(&listing.heads).map(|(cell, (head, number))| {
            let about = if *head == whose || whose.is_empty() { head.clone() } else { format!("{head}, {whose}") };
            Cell { column: head, number: *number, ..of(cell, &about, highest, notes) }
        });
        let mut cells: Vec<Cell<'_>> = cells.collect();
        if let Some(last) = cells.last_mut().filter(|_| !row.note.is_empty()) {
            last.asides = Cow::Owned(vec![Remark::new(&row.note, Vec::new())]);
        }
        Row { group: &row.group, cells }
    });
    let rows = rows.collect();
    let heads = listing.heads.iter().map(|(name, number)| Head { name, number: *number, ..Head::default() });
    table("listing", heads.collect(), rows, notes)
}

/// Where the values of a table are from; no rows if each cell says so itself.
pub fn listing_evidence<'a>(listing: &'a Listing, notes: &mut Notes<'a>) -> Table<'a> {
    let is_apart = |cell: &report::Cell| {
        is_cited(cell) && cell.evidence.as_ref().is_some_and(|evidence| !evidence.support.is_empty())
    };
    let is_wanted = |at: &usize| listing.rows.iter().filter_map(|row| row.cells.get(*at)).any(is_apart);
    let columns: Vec<(usize, &str)> = listing
        .heads
        .iter()
        .map(|(name, _)| name.as_str())
        .enumerate()
        .skip(1)
        .filter(|(at, _)| is_wanted(at))
        .collect();
    let rows = listing.rows.iter().filter(|row| row.cells.iter().any(is_apart)).map(|found| {
        let first = found.cells.first().map(report::Cell::line).unwrap_or_default();
        row(&first, columns.iter().map(|(at, column)| cited(column, found.cells.get(*at), notes)))
    });
    let rows = rows.collect();
    let first = listing.heads.first().map(|(name, _)| name.as_str());
    let heads = first.into_iter().chain(columns.iter().map(|(_, name)| *name));
    table("matrix", heads.map(|name| Head { name, ..Head::default() }).collect(), rows, notes)
}

/// A fact with its label, its support and further lines on it.
type Fact<'a> = (&'a str, &'a report::Cell, &'a str, &'a [Remark]);

/// Facts of one thing, each with its evidence.
pub fn facts<'a>(facts: Vec<Fact<'a>>, notes: &mut Notes<'a>) -> Table<'a> {
    let has_evidence = facts.iter().any(|(_, cell, support, _)| !support.is_empty() || is_cited(cell));
    let highest = highest(facts.iter().map(|(_, cell, ..)| *cell));
    let rows = facts.into_iter().map(|(label, cell, support, asides)| {
        let value = of(cell, label, highest, notes);
        asides.iter().for_each(|aside| notes.cite(&aside.sources));
        let mut cells = vec![Cell { sources: &[], asides: Cow::Borrowed(asides), ..value }];
        if has_evidence {
            cells.push(Cell { support, ..cited("Backed by", Some(cell), notes) });
        }
        row(label, cells)
    });
    let rows = rows.collect();
    let names = ["Fact", "Value", "Backed by"].into_iter().take(if has_evidence { 3 } else { 2 });
    table("facts", names.map(|name| Head { name, ..Head::default() }).collect(), rows, notes)
}

/// Amounts, one below the other, with their sources.
pub fn bars<'a>(bars: &'a Bars, notes: &mut Notes<'a>) -> Cell<'a> {
    notes.cite(&bars.sources);
    let value = report::Cell::bars(bars.bars.clone());
    Cell { highest: highest([&value]), value: Cow::Owned(value), sources: &bars.sources, ..Cell::default() }
}

/// Returns a row of cells behind a label.
fn row<'a>(label: &str, cells: impl IntoIterator<Item = Cell<'a>>) -> Row<'a> {
    let label = Cell { value: Cow::Owned(report::Cell::text(label)), ..Cell::default() };
    Row { group: "", cells: std::iter::once(label).chain(cells).collect() }
}

fn table<'a>(kind: &'static str, heads: Vec<Head<'a>>, rows: Vec<Row<'a>>, notes: &mut Notes<'_>) -> Table<'a> {
    notes.tables += usize::from(!rows.is_empty());
    Table { number: notes.tables, caption: String::new(), kind, heads, rows }
}

fn is_cited(cell: &report::Cell) -> bool {
    cell.evidence.as_ref().is_some_and(|evidence| !evidence.sources.is_empty())
}

/// Returns the evidence of a cell as a cell of its own.
fn cited<'a>(column: &'a str, cell: Option<&'a report::Cell>, notes: &mut Notes<'a>) -> Cell<'a> {
    let Some(Evidence { support, sources }) = cell.and_then(|cell| cell.evidence.as_deref()) else {
        return Cell { column, ..Cell::default() };
    };
    notes.cite(sources);
    Cell { column, support, sources, ..Cell::default() }
}

/// Returns the highest amount, so that bars beside each other have one scale.
fn highest<'a>(cells: impl IntoIterator<Item = &'a report::Cell>) -> f64 {
    let bars =
        cells.into_iter().filter_map(|cell| if let Content::Bars(bars) = &cell.content { Some(bars) } else { None });
    bars.flatten().map(|bar| bar.high).fold(0.0, f64::max)
}

/// Returns the cell of a value. One whose words say how well it is backed has its sources in it.
fn of<'a>(cell: &'a report::Cell, about: &str, highest: f64, notes: &mut Notes<'a>) -> Cell<'a> {
    let note = notes.remark(&cell.remarks, about);
    let evidence = cell.evidence.as_deref().filter(|evidence| evidence.support.is_empty());
    let sources = evidence.map_or(&[][..], |evidence| &evidence.sources);
    notes.cite(sources);
    Cell { value: Cow::Borrowed(cell), note, sources, highest, ..Cell::default() }
}
