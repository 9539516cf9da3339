//! Columns of text side by side, by comfy-table.

use super::layout::Layout;
use super::report::Tone;
use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table, TableComponent, Width,
};
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
}

/// Rows of cells in columns of fixed widths, without borders.
#[derive(Debug)]
pub struct Grid {
    table: Table,
    widths: Vec<usize>,
    first: Option<Vec<Cell>>,
}

impl Grid {
    /// A grid without rows.
    pub fn new(widths: Vec<usize>, layout: &Layout) -> Self {
        let mut table = Table::new();
        if layout.color {
            table.enforce_styling();
            table.style_text_only();
        } else {
            table.force_no_tty();
        }
        table.load_preset(comfy_table::presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(layout.width).unwrap_or(u16::MAX));
        let rule = if layout.ascii { '-' } else { '─' };
        table.set_style(TableComponent::HeaderLines, rule);
        table.set_style(TableComponent::MiddleHeaderIntersections, rule);
        table.remove_style(TableComponent::VerticalLines);
        table.remove_style(TableComponent::MiddleHeaderIntersections);
        Self { table, widths, first: None }
    }

    /// Adds a row; cells that it lacks are empty.
    pub fn row(&mut self, cells: &[Words<'_>]) {
        let align = |right| if right { CellAlignment::Right } else { CellAlignment::Left };
        let cells = cells
            .iter()
            .map(|cell| styled(Cell::new(&cell.text), cell.tone).set_alignment(align(cell.right)))
            .collect();
        if let Some(first) = self.first.replace(cells) {
            self.table.add_row(first);
        }
    }

    /// Makes the last row the head, with a line below it.
    pub fn rule(&mut self) {
        if let Some(first) = self.first.take() {
            self.table.set_header(first);
        }
    }

    /// The rows as text.
    pub fn finish(mut self) -> String {
        if let Some(last) = self.first.take() {
            self.table.add_row(last);
        }
        self.table.set_constraints(
            self.widths
                .into_iter()
                .map(|width| ColumnConstraint::Absolute(Width::Fixed(u16::try_from(width).unwrap_or(u16::MAX)))),
        );
        let text = self.table.trim_fmt();
        if text.is_empty() { text } else { text + "\n" }
    }
}

fn styled(cell: Cell, tone: Tone) -> Cell {
    match tone {
        Tone::Plain | Tone::Faint => cell,
        Tone::Good => cell.fg(Color::DarkGreen),
        Tone::Soon => cell.fg(Color::DarkMagenta),
        Tone::Ended => cell.fg(Color::DarkRed),
        Tone::Doubt => cell.fg(Color::Blue),
        Tone::Strong => cell.add_attribute(Attribute::Bold),
    }
}
