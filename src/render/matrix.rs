//! Facts as rows, things as columns, on a terminal: side by side where that is readable, else one fact after the other.

use super::layout::{columns, is_address, wrap};
use super::report::{Cell, Content, Head, Matrix, Tone};
use super::screen::{BAR, Screen};
use super::table::{NARROWEST, Table, share_width};
use std::borrow::Cow;

/// The most lines of a cell that is cut, and the most items of a list.
const MOST_LINES: usize = 2;
const MOST_ITEMS: usize = 3;

/// Below this width the facts of a compact matrix stand one after the other.
const NARROW: usize = 60;

/// Renders a matrix without its footnotes.
pub fn render(matrix: &Matrix, screen: &mut Screen<'_>) -> String {
    if matrix.rows.is_empty() {
        return String::new();
    }
    let layout = screen.layout;
    let label = matrix.rows.iter().map(|(label, _)| columns(label)).max().unwrap_or(0).max(1) + 2;
    let room = layout.width.saturating_sub(label);
    let wants: Vec<usize> = (0..matrix.heads.len()).map(|at| wanted(matrix, at, screen)).collect();
    let widths = share_width(room, &wants);
    let column = room / matrix.heads.len().max(1);
    let breaks_an_address = |cell: &Cell| match &cell.content {
        Content::Links(links) => links.iter().any(|link| !screen.fits(link, column.saturating_sub(2))),
        _ => cell
            .lines()
            .iter()
            .flat_map(|line| line.split(' '))
            .any(|word| is_address(word) && columns(word) + 2 > column),
    };
    let is_narrow = column < NARROWEST + 2 || matrix.compact && layout.width < NARROW;
    if is_narrow || matrix.rows.iter().flat_map(|(_, cells)| cells).any(breaks_an_address) {
        return stacked(matrix, screen);
    }
    let mut table = Table::new(&[&[label], &widths[..]].concat(), layout);
    let heads = heads(matrix, &widths, screen);
    table.header([String::new()].into_iter().chain(heads).map(|text| (text, false)));
    for (label, cells) in &matrix.rows {
        let mut row = vec![(label.clone(), false)];
        for (cell, width) in cells.iter().zip(&widths) {
            let width = width.saturating_sub(2);
            row.push((if matrix.compact { cut(cell, width, screen) } else { screen.cell(cell, width) }, false));
        }
        table.row(row);
    }
    table.finish()
}

/// Returns the heads: the owner, the name and the id below each other.
fn heads(matrix: &Matrix, widths: &[usize], screen: &Screen<'_>) -> Vec<String> {
    let names = matrix.heads.iter().zip(widths).map(|(head, width)| {
        let lines = [&head.owner, &head.name].map(|line| screen.painter.tone(line, Tone::Strong));
        screen.wrap_lines(&lines, width.saturating_sub(2))
    });
    let mut heads: Vec<Vec<String>> = names.collect();
    let most = heads.iter().map(Vec::len).max().unwrap_or(0);
    for (lines, head) in heads.iter_mut().zip(&matrix.heads) {
        lines.resize(most, String::new());
        lines.push(screen.painter.tone(&head.id, Tone::Strong));
    }
    heads.iter().map(|lines| lines.join("\n")).collect()
}

/// Returns the width that the widest cell of a column wants.
fn wanted(matrix: &Matrix, at: usize, screen: &mut Screen<'_>) -> usize {
    let mut widest = matrix.heads.get(at).map_or(0, |head| columns(&head.owner).max(columns(&head.name)));
    for cell in matrix.rows.iter().filter_map(|(_, cells)| cells.get(at)) {
        let bar = if matches!(cell.content, Content::Bars(_)) { BAR + 1 } else { 0 };
        // The first line has room for a mark.
        let lines = screen.lines(&first_items(cell, matrix.compact), "   ");
        widest = lines.iter().map(|line| columns(line) + bar).max().unwrap_or(0).max(widest);
    }
    widest + 2
}

/// Returns a cell whose list is cut to its first items, with the number of the others.
fn first_items(cell: &Cell, compact: bool) -> Cow<'_, Cell> {
    match &cell.content {
        Content::Inline(items) if compact && items.len() > MOST_ITEMS => {
            let shown = items.iter().take(MOST_ITEMS).cloned().collect::<Vec<_>>().join(", ");
            let content = Content::Text(format!("{shown} (+{})", items.len() - MOST_ITEMS));
            Cow::Owned(Cell { content, ..cell.clone() })
        }
        _ => Cow::Borrowed(cell),
    }
}

/// Returns the lines of a cell, cut to a few. A list keeps the number of its other items.
fn cut(cell: &Cell, width: usize, screen: &mut Screen<'_>) -> String {
    let marks = screen.marks(cell);
    let lines = screen.lines(&first_items(cell, true), &marks);
    let mut lines = screen.wrap_lines(&lines, width);
    // A status is whole: its end may be the doubt.
    if lines.len() > MOST_LINES && screen.layout.cut && cell.tone == Tone::Plain {
        let (_, end) = lines.last().and_then(|last| last.rsplit_once("(+")).unwrap_or_default();
        let end = if end.is_empty() { marks } else { format!(" (+{end}") };
        lines.truncate(MOST_LINES);
        let last = lines.pop().unwrap_or_default();
        let room = width.saturating_sub(columns(&end) + columns(screen.layout.ellipsis()));
        let last = screen.painter.wrap(&last, room).into_iter().next().unwrap_or_default();
        lines.push(format!("{}{}{end}", last.trim_end_matches(','), screen.layout.ellipsis()));
    }
    lines.join("\n")
}

/// One fact after the other, with a line for each column. Long heads are explained once, at the top.
fn stacked(matrix: &Matrix, screen: &mut Screen<'_>) -> String {
    let layout = screen.layout;
    let mut heads: Vec<String> = matrix.heads.iter().map(Head::line).collect();
    let mut text = String::new();
    if heads.iter().map(|head| columns(head)).max().unwrap_or(0) + 6 + NARROWEST > layout.width {
        heads = matrix.short_heads().into_iter().cloned().collect();
        let name = |head: &Head| match heads.contains(&head.owner) {
            true => format!("{} ({})", head.name, head.id),
            false => head.line(),
        };
        let names = matrix.heads.iter().map(|head| vec![name(head)]).collect();
        text.push_str(&screen.heading("Certification"));
        text.push_str(&labelled(&heads, names, screen));
    }
    for (label, cells) in &matrix.rows {
        text.push_str(&screen.heading(label));
        let values = cells.iter().map(|cell| {
            let marks = screen.marks(cell);
            screen.lines(&first_items(cell, matrix.compact), &marks)
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
    let mut table = Table::new(&[widest + 4, room + 2], screen.layout);
    for (label, value) in labels.iter().zip(values).filter(|(_, value)| value.iter().any(|line| !line.is_empty())) {
        let label = wrap(label, widest).iter().map(|line| format!("  {line}")).collect::<Vec<_>>();
        table.row([label, screen.wrap_lines(&value, room)].map(|lines| (lines.join("\n"), false)));
    }
    table.finish()
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
        assert!(text.contains('…') && text.contains('¹'), "{text}");
        assert!(text.lines().all(|line| columns(line) <= 20), "{text}");
        let text = cut(&cell, 20, &mut Screen::new(&Layout { cut: false, ..layout }));
        assert!(text.contains("40") && text.contains('¹') && !text.contains('…'), "{text}");
    }

    #[test]
    fn long_lists_are_cut_with_the_number_of_the_others() {
        let layout = Layout { width: 80, cut: true, ascii: false, color: false, links: false };
        let mut screen = Screen::new(&layout);
        let cell = Cell::list((1..=12).map(|at| format!("service {at}")));
        assert_eq!(cut(&cell, 40, &mut screen), "service 1, service 2, service 3 (+9)");
        assert!(cut(&cell, 9, &mut screen).ends_with("… (+9)"), "{}", cut(&cell, 9, &mut screen));
    }
}
