//! Turns the tables of a report into those of a page, in which each value has the numbers of its notes.

use super::notes::Notes;
use crate::render::report::{self, Bar, Content, Head, Kind, Listing, Remark, Tone};

/// A table, in which the first cell of each row is its head.
pub struct Table<'a> {
    pub number: usize,
    pub caption: String,
    pub listing: &'a Listing,
    /// The heading above each row, or nothing, and its cells.
    pub rows: Vec<(&'a str, Vec<Cell<'a>>)>,
}

impl Table<'_> {
    /// Returns the classes: whether it fits a wide window without scrolling, whether rows become cards on a phone, and
    /// whether its heads go without saying.
    pub fn classes(&self) -> String {
        let kind = match self.listing.kind {
            Kind::Things | Kind::Bare => "listing",
            Kind::Matrix | Kind::Compact => "matrix",
            Kind::Facts => "facts",
        };
        let count = self.listing.heads.len();
        let narrow = if count <= 6 { " narrow" } else { "" };
        let cards = if kind != "listing" || count > 4 { " cards" } else { "" };
        let headless = if kind == "facts" && count == 2 { " headless" } else { "" };
        format!("{kind}{narrow}{cards}{headless}")
    }
}

pub struct Cell<'a> {
    pub value: &'a report::Cell,
    pub column: &'a str,
    pub number: bool,
    /// The number of the first of its notes.
    pub note: usize,
    /// Lines below it, with the sources that they name.
    pub asides: &'a [Remark],
    /// The amount of the longest bar.
    highest: f64,
}

impl Cell<'_> {
    pub fn is_empty(&self) -> bool {
        self.value.is_empty() && self.value.remarks.is_empty() && sources(self.value).is_empty()
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

/// Returns the sources of a cell that stand in it: those of a value have a table of their own.
pub fn sources(cell: &report::Cell) -> &[String] {
    let evidence = cell.evidence.as_deref().filter(|evidence| evidence.support.is_empty());
    evidence.map_or(&[], |evidence| &evidence.sources)
}

/// Returns a table of a report, with the notes and sources of its cells.
pub fn table<'a>(listing: &'a Listing, notes: &mut Notes<'a>) -> Table<'a> {
    let highest = highest(listing.rows.iter().flat_map(|row| &row.cells));
    let columns: Vec<(&Head, &str)> = listing.heads.iter().zip(listing.labels()).collect();
    let row = |row: &'a report::Row| {
        let whose = row.cells.first().map(report::Cell::line).unwrap_or_default();
        let last = if listing.kind == Kind::Facts { 1 } else { row.cells.len().saturating_sub(1) };
        row.asides.iter().for_each(|aside| notes.cite(&aside.sources));
        let cells = row.cells.iter().zip(&columns).enumerate().map(|(at, (cell, (head, column)))| {
            let about = match head.line() {
                head if head == whose || whose.is_empty() => head,
                _ if listing.kind == Kind::Facts => whose.clone(),
                head if listing.is_matrix() => format!("{whose}, {head}"),
                head => format!("{head}, {whose}"),
            };
            notes.cite(sources(cell));
            let asides = if at == last { row.asides.as_slice() } else { &[] };
            let note = notes.remark(&cell.remarks, &about);
            Cell { value: cell, column, number: head.number, note, asides, highest }
        });
        (row.group.as_str(), cells.collect())
    };
    let rows = listing.rows.iter().map(row).collect();
    notes.tables += 1;
    Table { number: notes.tables, caption: String::new(), listing, rows }
}

/// Returns where the values of a table are from as a table; none if each cell says so itself.
pub fn evidence(listing: &Listing) -> Option<Listing> {
    let apart = |cell: &report::Cell| {
        let evidence = cell.evidence.as_deref()?;
        let is_apart = !evidence.support.is_empty() && !evidence.sources.is_empty();
        is_apart.then(|| report::Cell::text(&evidence.support).cite("", evidence.sources.clone()))
    };
    let is_cited = |at: &usize| listing.rows.iter().any(|row| row.cells.get(*at).and_then(apart).is_some());
    let columns: Vec<usize> = (1..listing.heads.len()).filter(is_cited).collect();
    let row = |row: &report::Row| {
        let cells = columns.iter().map(|at| row.cells.get(*at).and_then(apart).unwrap_or_default());
        let cells: Vec<report::Cell> = cells.collect();
        let label = report::Cell::text(row.cells.first()?.line());
        cells.iter().any(|cell| !cell.is_empty()).then(|| report::Row::from([vec![label], cells].concat()))
    };
    let rows: Vec<report::Row> = listing.rows.iter().filter_map(row).collect();
    let heads = std::iter::once(&0).chain(&columns).filter_map(|at| listing.heads.get(*at).cloned());
    let heads = heads.map(|head| Head { number: false, ..head }).collect();
    (!rows.is_empty()).then(|| Listing { heads, rows, kind: Kind::Matrix, ..Listing::default() })
}

/// Returns the highest amount, so that bars beside each other have one scale.
fn highest<'a>(cells: impl IntoIterator<Item = &'a report::Cell>) -> f64 {
    let bars = |cell: &'a report::Cell| if let Content::Bars(bars) = &cell.content { bars.as_slice() } else { &[] };
    cells.into_iter().flat_map(bars).map(|bar| bar.high).fold(0.0, f64::max)
}
