//! Columns side by side, by comfy-table, and the widths of the columns.

use super::layout::{Layout, columns, is_whole};
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, TableComponent, Width};

/// The narrowest column of texts; where there is less room, they stand one after the other.
pub const NARROWEST: usize = 18;

/// Rows of cells in columns of fixed widths, without borders, and lines between them. A space on each side of a cell
/// belongs to its column.
#[derive(Debug)]
pub struct Table<'a> {
    layout: &'a Layout,
    widths: Vec<usize>,
    /// The rows since the last line.
    rows: comfy_table::Table,
    /// All above them.
    above: String,
}

impl<'a> Table<'a> {
    /// Returns a table without rows.
    pub fn new(widths: &[usize], layout: &'a Layout) -> Self {
        Self { layout, widths: widths.to_vec(), rows: rows(layout), above: String::new() }
    }

    /// Sets the heads, each with whether it stands on the right.
    pub fn header(&mut self, cells: impl IntoIterator<Item = (String, bool)>) {
        self.rows.set_header(cells.into_iter().map(cell));
    }

    /// Adds a row of texts, each with whether it stands on the right. Cells that it lacks are empty. An address or id that is
    /// too long for its column stands below the row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = (String, bool)>) {
        let mut below = String::new();
        let mut fitting = Vec::new();
        for ((text, right), width) in cells.into_iter().zip(&self.widths) {
            let is_too_long = |line: &&str| is_whole(line) && columns(line) + 2 > *width;
            let (long, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(is_too_long);
            below.extend(long.iter().map(|line| format!("{INDENT}{}\n", line.trim_start())));
            fitting.push(cell((lines.join("\n"), right)));
        }
        self.rows.add_row(fitting);
        if !below.is_empty() {
            self.lines(&below);
        }
    }

    /// Adds lines over the whole width.
    pub fn lines(&mut self, lines: &str) {
        let rows = std::mem::replace(&mut self.rows, rows(self.layout));
        self.above.push_str(&self.text(rows));
        self.above.push_str(lines);
    }

    /// Returns all rows and lines.
    pub fn finish(mut self) -> String {
        self.lines("");
        self.above
    }

    fn text(&self, mut rows: comfy_table::Table) -> String {
        let fixed = |width: &usize| ColumnConstraint::Absolute(Width::Fixed(u16::try_from(*width).unwrap_or(u16::MAX)));
        rows.set_constraints(self.widths.iter().map(fixed));
        let text = rows.trim_fmt();
        if text.is_empty() { text } else { text + "\n" }
    }
}

/// The indent of a line below a row.
pub const INDENT: &str = "    ";

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

fn cell((text, right): (String, bool)) -> Cell {
    Cell::new(text).set_alignment(if right { CellAlignment::Right } else { CellAlignment::Left })
}

/// Returns a width for each column: what it wants if there is room, else an even share of what the others leave.
pub fn share_width(room: usize, wants: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = wants.to_vec();
    order.sort_unstable();
    let (mut left, mut share) = (room, usize::MAX);
    for (done, want) in order.iter().enumerate() {
        share = left / (order.len() - done);
        if *want > share {
            break;
        }
        (left, share) = (left - want, usize::MAX);
    }
    wants.iter().map(|want| *want.min(&share)).collect()
}

/// Widens columns to the least that they need, at the cost of those that have most to spare.
pub fn widen(widths: &mut [usize], least: &[usize]) {
    let spare = |widths: &[usize], at: usize| {
        widths.get(at).copied().unwrap_or(0).saturating_sub(least.get(at).copied().unwrap_or(0))
    };
    for (at, least) in least.iter().enumerate() {
        while widths.get(at).is_some_and(|width| width < least) {
            let giver = (0..widths.len()).max_by_key(|other| spare(widths, *other)).filter(|at| spare(widths, *at) > 0);
            let Some(giver) = giver else { return };
            widths.iter_mut().enumerate().for_each(|(other, width)| {
                *width = if other == giver { *width - 1 } else { *width + usize::from(other == at) };
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_is_shared_as_evenly_as_wants_allow() {
        assert_eq!(share_width(60, &[10, 100, 100]), [10, 25, 25]);
        assert_eq!(share_width(60, &[10, 20, 20]), [10, 20, 20]);
        assert_eq!(share_width(60, &[50, 50, 50]), [20, 20, 20]);
        assert!(share_width(60, &[]).is_empty());
    }

    #[test]
    fn narrow_columns_get_what_they_need() {
        let mut widths = [5, 20, 5];
        widen(&mut widths, &[8, 10, 5]);
        assert_eq!(widths, [8, 17, 5]);
    }
}
