//! Facts as rows, things as columns, on a terminal: side by side where that is readable, else one fact after the other.

use super::layout::{columns, padded};
use super::report::{Cell, Content, Head, Matrix, Tone};
use super::screen::{BAR, Screen};
use super::table::{Table, share_width};

/// Columns are never narrower than this; where they would be, the facts stand one after the other.
pub const NARROWEST: usize = 18;

/// The most lines of a cell where long ones are cut.
const MOST_LINES: usize = 4;

/// Renders a matrix without its footnotes.
pub fn render(matrix: &Matrix, screen: &mut Screen<'_>) -> String {
    if matrix.rows.is_empty() {
        return String::new();
    }
    let layout = screen.layout;
    let label = matrix.rows.iter().map(|(label, _)| columns(label)).max().unwrap_or(0).max(1) + 2;
    let room = layout.width.saturating_sub(label);
    if room / matrix.heads.len().max(1) < NARROWEST + 2 {
        return stacked(matrix, screen);
    }
    let wants: Vec<usize> = (0..matrix.heads.len()).map(|at| wanted(matrix, at, screen)).collect();
    let widths = share_width(room, &wants);
    let mut table = Table::new(&[&[label], &widths[..]].concat(), layout);
    let heads = matrix.heads.iter().zip(&widths).map(|(head, width)| {
        let lines = [&head.owner, &head.name].map(|text| screen.painter.tone(&layout.symbols(text), Tone::Strong));
        (screen.wrap_lines(&lines, width.saturating_sub(2)).join("\n"), false)
    });
    table.header([(String::new(), false)].into_iter().chain(heads));
    for (label, cells) in &matrix.rows {
        let mut row = vec![(layout.symbols(label).into_owned(), false)];
        for (cell, width) in cells.iter().zip(&widths) {
            row.push((cut(cell, width.saturating_sub(2), screen), false));
        }
        table.row(row);
    }
    table.finish()
}

/// Returns the width that the widest cell of a column wants.
fn wanted(matrix: &Matrix, at: usize, screen: &mut Screen<'_>) -> usize {
    let head = matrix.heads.get(at).map_or(0, |head| columns(&head.owner).max(columns(&head.name)));
    let mut widest = head;
    for cell in matrix.rows.iter().filter_map(|(_, cells)| cells.get(at)) {
        let bar = if matches!(cell.content, Content::Bars(_)) { BAR + 1 } else { 0 };
        // The first line has room for a mark.
        let lines = screen.lines(cell, "   ");
        widest = lines.iter().map(|line| columns(line) + bar).max().unwrap_or(0).max(widest);
    }
    widest + 2
}

/// Returns the lines of a cell; texts and lists are cut to a few lines where that is wanted.
fn cut(cell: &Cell, width: usize, screen: &mut Screen<'_>) -> String {
    if !screen.layout.cut || !matches!(cell.content, Content::Text(_) | Content::Inline(_)) {
        return screen.cell(cell, width);
    }
    let marks = screen.marks(cell);
    let lines = screen.lines(cell, &marks);
    let mut lines = screen.wrap_lines(&lines, width);
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        let last = lines.pop().unwrap_or_default();
        let room = width.saturating_sub(columns(&marks) + 4);
        let last = screen.painter.wrap(&last, room).into_iter().next().unwrap_or_default();
        lines.push(format!("{} {}{marks}", last.trim_end_matches(','), screen.layout.ellipsis()));
    }
    lines.join("\n")
}

/// One fact after the other, with a line for each column. Long heads are explained once, at the top.
fn stacked(matrix: &Matrix, screen: &mut Screen<'_>) -> String {
    let layout = screen.layout;
    let mut heads: Vec<String> = matrix.heads.iter().map(|head| layout.symbols(&head.line()).into_owned()).collect();
    let mut text = String::new();
    if heads.iter().map(|head| columns(head)).max().unwrap_or(0) + 6 + NARROWEST > layout.width {
        heads = matrix.short_heads().iter().map(|head| layout.symbols(head).into_owned()).collect();
        let name =
            |head: &Head| if heads.contains(&head.owner.to_string()) { head.name.to_string() } else { head.line() };
        let names = matrix.heads.iter().map(|head| vec![layout.symbols(&name(head)).into_owned()]).collect();
        text.push_str(&screen.heading("Certification"));
        text.push_str(&labelled(&heads, names, screen));
    }
    for (label, cells) in &matrix.rows {
        text.push_str(&screen.heading(label));
        let values = cells.iter().map(|cell| {
            let marks = screen.marks(cell);
            screen.lines(cell, &marks)
        });
        let values = values.collect();
        text.push_str(&labelled(&heads, values, screen));
    }
    text
}

/// Values behind their labels, wrapped; what is empty is left out.
fn labelled(labels: &[String], values: Vec<Vec<String>>, screen: &Screen<'_>) -> String {
    let widest = labels.iter().map(|label| columns(label)).max().unwrap_or(0);
    let widest = widest.min(screen.layout.width.saturating_sub(12));
    let room = screen.layout.width.saturating_sub(widest + 5);
    let mut text = String::new();
    for (label, value) in labels.iter().zip(values).filter(|(_, value)| value.iter().any(|line| !line.is_empty())) {
        let (lines, labels) = (screen.wrap_lines(&value, room), screen.layout.wrap(label, widest));
        for at in 0..lines.len().max(labels.len()) {
            let [label, line] = [&labels, &lines].map(|lines| lines.get(at).map_or("", String::as_str));
            text.push_str(format!("   {}  {line}", padded(label, widest)).trim_end());
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Layout;
    use crate::render::report::Remark;

    #[test]
    fn long_cells_are_cut_with_a_mark_where_that_is_wanted() {
        let words: Vec<String> = (1..=40).map(|at| format!("word {at}")).collect();
        let remarks = vec![Remark { words: "x".into(), ..Remark::default() }];
        let cell = Cell { remarks, ..Cell::text(words.join(", ")) };
        let layout = Layout { width: 80, cut: true, ascii: false, color: false, links: false };
        let text = cut(&cell, 20, &mut Screen::new(&layout));
        assert_eq!(text.lines().count(), MOST_LINES);
        assert!(text.ends_with("… ¹") && text.lines().all(|line| columns(line) <= 20), "{text}");
        let text = cut(&cell, 20, &mut Screen::new(&Layout { cut: false, ..layout }));
        assert!(text.ends_with("word 40 ¹"), "{text}");
    }
}
