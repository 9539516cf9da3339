//! Columns side by side, by comfy-table, and the widths of the columns.

use super::layout::{Layout, columns, is_whole};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, TableComponent, Width};

pub const INDENT: &str = "    ";

/// Rows of cells in columns of fixed widths, without borders, and lines between them. A space on each side of a cell
/// belongs to its column.
#[derive(Debug)]
pub struct Table<'a> {
    layout: &'a Layout,
    /// The width of each column, and whether its cells stand on the right.
    columns: Vec<(usize, bool)>,
    /// The rows since the last line.
    rows: comfy_table::Table,
    above: String,
}

impl<'a> Table<'a> {
    pub fn new(columns: impl IntoIterator<Item = (usize, bool)>, layout: &'a Layout) -> Self {
        Self { layout, columns: columns.into_iter().collect(), rows: rows(layout), above: String::new() }
    }

    pub fn header(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.set_header(cells);
    }

    /// Adds a row. Cells that it lacks are empty. An address or id that is too long for its column stands below the row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut below = String::new();
        let mut fitting = Vec::new();
        for (text, (width, _)) in cells.into_iter().zip(&self.columns) {
            let is_too_long = |line: &&str| is_whole(line) && columns(line) + 2 > *width;
            let (long, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(is_too_long);
            below.extend(long.iter().map(|line| format!("{INDENT}{}\n", line.trim_start())));
            fitting.push(lines.join("\n"));
        }
        self.rows.add_row(fitting);
        if !below.is_empty() {
            self.lines(&below);
        }
    }

    /// Adds lines over the whole width.
    pub fn lines(&mut self, lines: &str) {
        let mut rows = std::mem::replace(&mut self.rows, rows(self.layout));
        for (column, (width, right)) in rows.column_iter_mut().zip(&self.columns) {
            let width = Width::Fixed(u16::try_from(*width).unwrap_or(u16::MAX));
            column.set_constraint(ColumnConstraint::Absolute(width));
            column.set_cell_alignment(if *right { CellAlignment::Right } else { CellAlignment::Left });
        }
        let text = rows.trim_fmt();
        self.above.extend([text.as_str(), if text.is_empty() { "" } else { "\n" }, lines]);
    }

    pub fn finish(mut self) -> String {
        self.lines("");
        self.above
    }
}

fn rows(layout: &Layout) -> comfy_table::Table {
    let mut rows = comfy_table::Table::new();
    rows.load_preset(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(layout.width).unwrap_or(u16::MAX))
        .set_style(TableComponent::HeaderLines, if layout.ascii { '-' } else { '─' })
        .remove_style(TableComponent::VerticalLines)
        .remove_style(TableComponent::MiddleHeaderIntersections);
    rows
}

/// Returns a width for each column, from the least that it needs to the most that it wants: an even share of the room.
pub fn share_width(room: usize, wants: &[(usize, usize)]) -> Vec<usize> {
    let widths = |most: usize| wants.iter().map(move |(least, want)| *want.min(&most).max(least));
    let most = (0..=room).rev().find(|most| widths(*most).sum::<usize>() <= room);
    widths(most.unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_is_shared_as_evenly_as_wants_and_needs_allow() {
        assert_eq!(share_width(60, &[(1, 10), (1, 100), (1, 100)]), [10, 25, 25]);
        assert_eq!(share_width(60, &[(1, 10), (1, 20), (1, 20)]), [10, 20, 20]);
        assert_eq!(share_width(60, &[(1, 50), (30, 50), (1, 50)]), [15, 30, 15]);
        assert_eq!(share_width(10, &[(8, 9), (8, 9)]), [8, 8]);
        assert!(share_width(60, &[]).is_empty());
    }
}
