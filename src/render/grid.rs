//! Columns of text side by side: each cell broken to the width of its column, rows as high as their highest cell.

use super::layout::{Layout, columns, push_spaces};
use super::report::Tone;
use super::style::style;
use std::borrow::Cow;

/// Words with what they mean and where they stand in their column.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    text: Cow<'a, str>,
    tone: Tone,
    right: bool,
}

impl<'a> Words<'a> {
    /// Words on the left of their column; a line break begins a new line.
    pub fn new(text: impl Into<Cow<'a, str>>, tone: Tone) -> Self {
        Self { text: text.into(), tone, right: false }
    }

    /// The words on the right of their column, if that is wanted.
    pub fn right(self, right: bool) -> Self {
        Self { right, ..self }
    }

    /// Their lines, each with the columns that it takes.
    fn lines(&self, width: usize, layout: &Layout) -> Vec<(Cow<'_, str>, usize)> {
        if self.text.contains('\n') {
            return self.text.lines().flat_map(|line| fitted(line, width, layout)).collect();
        }
        if self.text.is_empty() { Vec::new() } else { fitted(&self.text, width, layout) }
    }
}

/// A line, broken if it is too wide.
fn fitted<'t>(line: &'t str, width: usize, layout: &Layout) -> Vec<(Cow<'t, str>, usize)> {
    let taken = columns(line);
    if taken <= width { vec![(Cow::Borrowed(line), taken)] } else { layout.lines(line, width) }
}

/// Rows of cells in columns of fixed widths, without borders. A column keeps one space free on either side.
#[derive(Debug)]
pub struct Grid<'a> {
    layout: &'a Layout,
    widths: Vec<usize>,
    text: String,
}

impl<'a> Grid<'a> {
    /// A grid without rows.
    pub fn new(widths: Vec<usize>, layout: &'a Layout) -> Self {
        // More than most tables take, so that they are written once; what is not written to costs nothing.
        Self { layout, widths, text: String::with_capacity(16 * 1024) }
    }

    /// Adds a row; cells that it lacks are empty.
    pub fn row(&mut self, cells: &[Words<'_>]) {
        let cells: Vec<_> = cells
            .iter()
            .zip(&self.widths)
            .map(|(cell, width)| (cell, *width, cell.lines(width.saturating_sub(2).max(1), self.layout)))
            .collect();
        let height = cells.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or(0).max(1);
        for at in 0..height {
            // Spaces are written only in front of something, so that no line ends in them.
            let mut gap = 0;
            for (cell, width, lines) in &cells {
                let Some((line, taken)) = lines.get(at) else {
                    gap += width;
                    continue;
                };
                let room = width.saturating_sub(taken + 2);
                let (before, after) = if cell.right { (room, 0) } else { (0, room) };
                gap = self.write(line, cell.tone, gap + 1 + before) + after + 1;
            }
            self.text.push('\n');
        }
    }

    /// Writes a part of a line behind a gap; what is left of the gap behind it, which is more where the part ends in spaces.
    fn write(&mut self, line: &str, tone: Tone, gap: usize) -> usize {
        let said = line.trim_end_matches(' ');
        if said.is_empty() {
            return gap + line.len();
        }
        push_spaces(&mut self.text, gap);
        let style = style(tone);
        if self.layout.color {
            self.text.push_str(&format!("{style}{said}{style:#}"));
        } else {
            self.text.push_str(said);
        }
        line.len() - said.len()
    }

    /// Draws a line over all columns.
    pub fn rule(&mut self) {
        let line = if self.layout.ascii { '-' } else { '─' };
        self.text.extend(std::iter::repeat_n(line, self.widths.iter().sum()));
        self.text.push('\n');
    }

    /// The rows as text.
    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Layout = Layout { width: 40, cut: false, ascii: false, color: false, links: false };

    fn grid(widths: &[usize], rows: &[&[Words<'_>]], layout: &Layout) -> String {
        let mut grid = Grid::new(widths.to_vec(), layout);
        for row in rows {
            grid.row(row);
        }
        grid.finish()
    }

    #[test]
    fn cells_are_broken_to_their_columns_and_no_line_ends_in_spaces() {
        let cells = [
            Words::new("one", Tone::Plain),
            Words::new("two three four", Tone::Plain),
            Words::new("日本語", Tone::Plain),
        ];
        assert_eq!(grid(&[6, 8, 6], &[&cells], &PLAIN), " one   two     日本\n       three   語\n       four\n");
    }

    #[test]
    fn numbers_stand_to_the_right_and_rules_are_as_wide_as_the_columns() {
        let mut numbers = Grid::new(vec![6, 4], &PLAIN);
        numbers.row(&[Words::new("USD", Tone::Strong).right(true), Words::new("a", Tone::Plain)]);
        numbers.rule();
        numbers.row(&[Words::new("5", Tone::Plain).right(true), Words::new("b", Tone::Plain)]);
        assert_eq!(numbers.finish(), "  USD  a\n──────────\n    5  b\n");
    }

    #[test]
    fn only_words_are_coloured_not_the_space_around_them() {
        let colours = Layout { color: true, ..PLAIN };
        let cells = [Words::new("a", Tone::Good), Words::new("b", Tone::Plain)];
        assert_eq!(grid(&[4, 4], &[&cells], &colours), " \u{1b}[32ma\u{1b}[0m   b\n");
    }

    #[test]
    fn a_row_of_nothing_is_an_empty_line() {
        assert_eq!(grid(&[4], &[&[Words::new("", Tone::Plain)]], &PLAIN), "\n");
    }
}
