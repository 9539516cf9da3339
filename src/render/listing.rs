//! Tables on a terminal: columns where they are readable, else one entry after the other.

use super::layout::{GLUE, columns, is_address, padded};
use super::report::{Cell, Content, Head, Kind, Link, Listing, Row, Tone};
use super::screen::{BAR, Screen, indented};
use super::table::{INDENT, Table, share_width};
use std::borrow::Cow;

/// The longest word that a column has to hold whole; longer ones may be broken, except addresses.
const LONGEST_WORD: usize = 40;

/// The narrowest column of long texts; where there is less room, they stand one after the other.
const NARROWEST: usize = 20;

/// Below this width the facts of a compact table stand one after the other.
const NARROW: usize = 60;

/// The most lines of a cell that is cut, and the most items of a list.
const MOST_LINES: usize = 2;
const MOST_ITEMS: usize = 3;

/// The widest id in a first cell; where few are longer, these have a line of their own.
const WIDEST_ID: usize = 13;

/// The widest value that shares a line of an entry with others.
const SHORT: usize = 24;

/// The lines of each cell of a row, before they are wrapped.
type Texts = Vec<Vec<String>>;

pub fn render(listing: &Listing, screen: &mut Screen<'_>) -> String {
    if listing.rows.is_empty() {
        return String::new();
    }
    let width = screen.layout.width;
    let mut rows = texts(listing, screen);
    if listing.rows.iter().any(|row| !row.group.is_empty()) {
        // Rows stand below the heading of their group.
        rows.iter_mut().filter_map(|row| row.first_mut()).flatten().for_each(|line| line.insert_str(0, "  "));
    }
    let long = long_ids(&rows);
    let wants = wants(listing, &rows, &long, width);
    if let Some(spare) = listing.spare.filter(|_| wants.iter().map(|(_, want)| want).sum::<usize>() > width) {
        return render(&without(listing, spare), screen);
    }
    let widths = share_width(width, &wants);
    // A text of one or two words a line is slower to read than one below its label.
    let most = if listing.is_matrix() { 1 } else { 3 };
    let is_thin = |(width, (_, want)): (&usize, &(usize, usize))| *width < NARROWEST && *want > width * most;
    let is_narrow = widths.iter().sum::<usize>() > width || (listing.kind == Kind::Compact && width < NARROW);
    let has_entries = listing.kind != Kind::Facts && (is_narrow || widths.iter().zip(&wants).any(is_thin));
    let heading = screen.heading(&listing.heading);
    let body =
        if has_entries { entries(listing, &rows, screen) } else { table(listing, &rows, &long, &widths, screen) };
    let marked = listing.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.remarks.is_empty());
    let legend = listing.legend.as_ref().filter(|_| marked);
    heading + &body + &legend.map(|legend| screen.paragraph(&format!("* {legend}"))).unwrap_or_default()
}

fn texts(listing: &Listing, screen: &mut Screen<'_>) -> Vec<Texts> {
    let mut marks: Vec<Vec<String>> = Vec::new();
    for row in &listing.rows {
        let mark = |cell: &Cell| match &listing.legend {
            Some(_) if cell.remarks.is_empty() => String::new(),
            Some(_) => " *".to_owned(),
            None => screen.marks(cell),
        };
        marks.push(row.cells.iter().map(mark).collect());
    }
    // Marks behind numbers have columns of their own, so that digits stand below digits.
    for (at, _) in listing.heads.iter().enumerate().filter(|(_, head)| head.number) {
        let widest = marks.iter().filter_map(|row| row.get(at)).map(|mark| columns(mark)).max().unwrap_or(0);
        marks.iter_mut().filter_map(|row| row.get_mut(at)).for_each(|mark| *mark = padded(mark, widest));
    }
    let row = |(row, marks): (&Row, Vec<String>)| {
        row.cells.iter().zip(marks).map(|(cell, mark)| screen.lines(&first_items(cell, listing.kind), &mark)).collect()
    };
    listing.rows.iter().zip(marks).map(row).collect()
}

fn first_items(cell: &Cell, kind: Kind) -> Cow<'_, Cell> {
    match &cell.content {
        Content::Inline(items) if kind == Kind::Compact && items.len() > MOST_ITEMS => {
            let shown = items.iter().take(MOST_ITEMS).cloned().collect::<Vec<_>>().join(", ");
            let content = Content::Text(format!("{shown} (+{})", items.len() - MOST_ITEMS));
            Cow::Owned(Cell { content, ..cell.clone() })
        }
        _ => Cow::Borrowed(cell),
    }
}

/// Returns for each row whether its first cell is an id that would widen the column for a few rows only.
fn long_ids(rows: &[Texts]) -> Vec<bool> {
    let is_long = |line: &String| columns(line) > WIDEST_ID && !line.trim().contains(' ');
    let long: Vec<bool> = rows.iter().map(|row| row.first().is_some_and(|lines| lines.iter().any(is_long))).collect();
    let few = long.iter().filter(|long| **long).count() * 3 < rows.len();
    long.into_iter().map(|long| long && few).collect()
}

/// Returns the width that each column needs for its longest word, and the one that it wants for its longest line.
fn wants(listing: &Listing, rows: &[Texts], long: &[bool], width: usize) -> Vec<(usize, usize)> {
    let is_facts = listing.kind == Kind::Facts;
    let longest = if is_facts { LONGEST_WORD.min(width / listing.heads.len()) - 3 } else { LONGEST_WORD };
    let least = |word: &str| match is_address(word) {
        // It stands below its row where there is no room, unless that would hide whose it is.
        true if listing.is_matrix() => columns(word),
        true => 0,
        false => columns(word).min(longest),
    };
    let column = |(at, head): (usize, &Head)| {
        let cells = rows.iter().zip(long).filter(|(_, long)| at > 0 || !**long).filter_map(|(row, _)| row.get(at));
        // A column without a visible character still takes one.
        let (mut narrowest, mut widest) = (1, 1);
        for line in cells.flatten().chain([&head.owner, &head.name, &head.id]) {
            narrowest = line.split_whitespace().map(least).max().unwrap_or(0).max(narrowest);
            widest = columns(line).max(widest);
        }
        let mut cells = listing.rows.iter().filter_map(|row| row.cells.get(at));
        let has_bars = cells.any(|cell| matches!(cell.content, Content::Bars(_)));
        match at {
            0 if listing.is_matrix() => (widest + 2, widest + 2),
            0 if is_facts => (narrowest + 3, widest + 3),
            _ => (narrowest + 2, widest + if has_bars { BAR + 3 } else { 2 }),
        }
    };
    listing.heads.iter().enumerate().map(column).collect()
}

fn without(listing: &Listing, column: usize) -> Listing {
    let mut narrower = Listing { spare: None, ..listing.clone() };
    narrower.heads.remove(column);
    narrower.rows.iter_mut().filter(|row| row.cells.len() > column).for_each(|row| drop(row.cells.remove(column)));
    narrower
}

fn table(listing: &Listing, rows: &[Texts], long: &[bool], widths: &[usize], screen: &Screen<'_>) -> String {
    let layout = screen.layout;
    let is_facts = listing.kind == Kind::Facts;
    let mut table = Table::new(widths.iter().copied().zip(listing.heads.iter().map(|head| head.number)), layout);
    if !matches!(listing.kind, Kind::Bare | Kind::Facts) {
        table.header(heads(listing, widths, screen));
    }
    // Notes stand below the value of a fact, or the first column of several words, which is the name.
    let is_name = |at: &usize| {
        rows.iter().any(|row| row.get(*at).is_some_and(|lines| lines.iter().any(|line| line.trim().contains(' '))))
    };
    let name = (0..widths.len()).find(is_name).filter(|_| !is_facts).unwrap_or(usize::from(is_facts));
    let indent = " ".repeat(widths.iter().take(name).sum::<usize>() + if is_facts { 3 } else { 1 });
    // Where several cells of a row have lines of their own, only a gap shows where the next row begins.
    let apart = matches!(listing.kind, Kind::Things | Kind::Bare)
        && rows.iter().any(|row| row.iter().filter(|lines| lines.len() > 1).count() > 1);
    let is_wider = |link: &Link, width: usize| !screen.can_link(&link.url) && columns(&link.url) > width;
    for (at, ((row, long), source)) in rows.iter().zip(long).zip(&listing.rows).enumerate() {
        if apart && at > 0 {
            table.row([]);
        }
        if !source.group.is_empty() {
            let gap = if is_facts && at > 0 { "\n" } else { "" };
            table.lines(&format!("{gap}{}", screen.heading(&source.group)));
        }
        if let (true, Some(id)) = (*long, row.first()) {
            table.lines(&indented(&screen.wrap_lines(id, layout.width.saturating_sub(1)), " "));
        }
        let mut below = String::new();
        let cells = row.iter().zip(widths).zip(&source.cells).enumerate().map(|(column, ((lines, width), cell))| {
            let width = width.saturating_sub(2);
            match &cell.content {
                _ if *long && column == 0 => String::new(),
                Content::Links(links) if !listing.is_matrix() && links.iter().any(|link| is_wider(link, width)) => {
                    let lines: Vec<String> = links.iter().map(Link::line).collect();
                    let lines = screen.wrap_lines(&lines, layout.width.saturating_sub(INDENT.len()));
                    below.push_str(&indented(&lines, INDENT));
                    String::new()
                }
                Content::Bars(bars) if width >= BAR + 24 => screen.with_bars(lines, bars, width),
                _ if listing.kind == Kind::Compact && cell.tone == Tone::Plain => cut(lines, width, screen).join("\n"),
                _ => wrap(lines, width, screen).join("\n"),
            }
        });
        let cells: Vec<String> = cells.collect();
        table.row(cells);
        table.lines(&below);
        for aside in &source.asides {
            let tone = if aside.sources.is_empty() { Tone::Plain } else { Tone::Doubt };
            let text = screen.tone(&aside.line(), tone);
            table.lines(&indented(&screen.wrap(&text, layout.width.saturating_sub(indent.len())), &indent));
        }
    }
    table.finish()
}

/// Returns the heads: the owner, the name and the id below each other, the ids on one line.
fn heads(listing: &Listing, widths: &[usize], screen: &Screen<'_>) -> Vec<String> {
    let names = listing.heads.iter().zip(widths).map(|(head, width)| {
        let lines = [&head.owner, &head.name].into_iter().filter(|line| !line.is_empty());
        let lines: Vec<String> = lines.map(|line| screen.tone(line, Tone::Strong)).collect();
        screen.wrap_lines(&lines, width.saturating_sub(2))
    });
    let mut heads: Vec<Vec<String>> = names.collect();
    if let Some(labels) = heads.first_mut().filter(|_| listing.is_matrix()) {
        labels.clear();
    }
    let most = heads.iter().map(Vec::len).max().unwrap_or(0);
    for (lines, head) in heads.iter_mut().zip(&listing.heads).filter(|(_, head)| !head.id.is_empty()) {
        lines.resize(most, String::new());
        lines.push(screen.tone(&head.id, Tone::Strong));
    }
    heads.iter().map(|lines| lines.join("\n")).collect()
}

fn wrap(lines: &[String], width: usize, screen: &Screen<'_>) -> Vec<String> {
    // A space that makes room for a mark belongs to the number.
    let wrapped = |line: &String| {
        if columns(line) <= width { vec![line.clone()] } else { screen.wrap(line, width) }
    };
    lines.iter().flat_map(wrapped).collect()
}

/// Wraps a cell and cuts it to a few lines. It keeps its marks, and a list the number of its other items.
fn cut(lines: &[String], width: usize, screen: &Screen<'_>) -> Vec<String> {
    let ellipsis = screen.layout.ellipsis();
    let mut wrapped = wrap(lines, width, screen);
    if wrapped.len() > MOST_LINES && screen.layout.cut {
        let number = wrapped.last().and_then(|last| last.rsplit_once("(+")).map(|(_, end)| format!(" (+{end}"));
        let marks = || lines.first().and_then(|first| Some(first.get(first.find(GLUE)?..)?.to_owned()));
        let end = number.or_else(marks).unwrap_or_default();
        wrapped.truncate(MOST_LINES);
        let last = wrapped.pop().unwrap_or_default();
        let room = width.saturating_sub(columns(&end) + columns(ellipsis));
        let last = screen.wrap(&last, room).into_iter().next().unwrap_or_default();
        wrapped.push(format!("{}{ellipsis}{end}", last.trim_end_matches(',')));
    }
    wrapped
}

/// One entry after the other: its first value in bold, then the values of one line, then the others below their labels.
fn entries(listing: &Listing, rows: &[Texts], screen: &Screen<'_>) -> String {
    let width = screen.layout.width.saturating_sub(1);
    let below = |value: &str| {
        let lines = value.lines().flat_map(|line| screen.wrap(line, width.saturating_sub(4)));
        let indents = std::iter::once("   ").chain(std::iter::repeat("     "));
        lines.zip(indents).map(|(line, indent)| format!("{indent}{line}\n")).collect::<String>()
    };
    let mut text = String::new();
    if listing.is_matrix() {
        text.push_str(&screen.heading("Certification"));
        text.extend(listing.heads.iter().skip(1).map(|head| below(&format!("{} ({})", head.line(), head.id))));
    }
    let widest = listing.labels().iter().map(|label| columns(label)).max().unwrap_or(0);
    for (values, row) in rows.iter().zip(&listing.rows) {
        text.push_str(&screen.heading(&row.group));
        let fields = listing.heads.iter().zip(listing.labels()).zip(values);
        let fields = fields.map(|((head, label), lines)| (label, head.number, lines.join("\n")));
        let mut fields = fields.filter(|(_, _, value)| !value.trim().is_empty()).peekable();
        let Some((label, number, first)) = fields.next() else { continue };
        // Only a number needs its label to be understood as a heading.
        let head = if number { format!("{label} {}", first.trim()) } else { first.trim().to_owned() };
        text.push_str(&screen.heading(&head));
        // Behind an id or a day stands its name; behind words it would read as more of them.
        let room = width.saturating_sub(columns(&head) + 2);
        let is_name = |(_, number, value): &(&str, bool, String)| {
            let is_line = !number && !value.contains('\n') && columns(value) <= room;
            is_line && !head.contains(' ') && !listing.is_matrix()
        };
        if let Some((_, _, name)) = fields.next_if(is_name) {
            text.truncate(text.trim_end().len());
            text.push_str(&format!("  {name}\n"));
        }
        let (mut short, mut long) = (Vec::new(), Vec::new());
        for (label, _, value) in fields {
            let value = value.trim();
            if listing.is_matrix() {
                long.push(format!("{}  {}", padded(label, widest), value.replace('\n', ", ")));
            } else if value.contains('\n') {
                long.push(format!("{label}:\n{value}"));
            } else if columns(value) > SHORT {
                long.push(format!("{label}: {value}"));
            } else {
                short.push(format!("{label}: {value}").replace(' ', GLUE));
            }
        }
        let short = short.join(&format!("{GLUE}· "));
        for line in screen.wrap(&short, width.saturating_sub(2)).iter().filter(|_| !short.is_empty()) {
            text.push_str(&format!("   {}\n", line.trim_end_matches('·').trim_end()));
        }
        text.extend(long.iter().map(|value| below(value)));
        text.extend(row.asides.iter().map(|aside| screen.paragraph(&aside.line())));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Layout;

    const LAYOUT: Layout = Layout { width: 80, cut: true, ascii: false, color: false, links: false };

    #[test]
    fn long_cells_are_cut_with_a_mark_where_that_is_wanted() {
        let words: Vec<String> = (1..=40).map(|at| format!("word {at}")).collect();
        let lines = [format!("{}{GLUE}¹", words.join(", "))];
        let text = cut(&lines, 20, &Screen::new(&LAYOUT));
        assert_eq!(text.len(), MOST_LINES);
        assert!(text.iter().all(|line| columns(line) <= 20), "{text:?}");
        assert!(text.last().unwrap().ends_with(&format!("…{GLUE}¹")), "{text:?}");
        let whole = cut(&lines, 20, &Screen::new(&Layout { cut: false, ..LAYOUT })).join("\n");
        assert!(whole.contains("40") && whole.contains('¹') && !whole.contains('…'), "{whole}");
    }

    #[test]
    fn long_lists_are_cut_with_the_number_of_the_others() {
        let cell = Cell::list((1..=12).map(|at| format!("service {at}")));
        let mut screen = Screen::new(&LAYOUT);
        let lines = screen.lines(&first_items(&cell, Kind::Compact), "");
        assert_eq!(cut(&lines, 40, &screen), ["service 1, service 2, service 3 (+9)"]);
        assert!(cut(&lines, 9, &screen).join("\n").ends_with("… (+9)"));
    }
}
