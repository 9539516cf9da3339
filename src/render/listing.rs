//! One row for each thing, on a terminal: columns where they are readable, else one entry after the other.

use super::layout::{columns, is_address, padded};
use super::paint::GLUE;
use super::report::{Cell, Content, Listing, Row, Tone};
use super::screen::Screen;
use super::table::{NARROWEST, Table, share_width, widen};

/// The longest word that a column has to hold whole; longer ones may be broken, except addresses.
const LONGEST_WORD: usize = 40;

const INDENT: &str = "  ";

/// The widest id in a first cell; where few are longer, these have a line of their own.
const WIDEST_ID: usize = 13;

/// The widest value that shares a line of an entry with others.
const SHORT: usize = 24;

/// Renders a table without its footnotes.
pub fn render(listing: &Listing, screen: &mut Screen<'_>) -> String {
    if listing.rows.is_empty() {
        return String::new();
    }
    let layout = screen.layout;
    let mut rows = texts(listing, screen);
    if listing.rows.iter().any(|row| !row.group.is_empty()) {
        // Rows stand below the heading of their group.
        for line in rows.iter_mut().filter_map(|row| row.first_mut()).flatten() {
            line.insert_str(0, INDENT);
        }
    }
    let heading = screen.heading(&listing.heading);
    let marked = listing.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.remarks.is_empty());
    let legend = listing.legend.as_ref().filter(|_| marked);
    let legend = legend.map(|legend| screen.paragraph(&format!("* {legend}"))).unwrap_or_default();
    let long = long_ids(&rows);
    let measure = |measure: &dyn Fn(&String) -> usize| -> Vec<usize> {
        let column = |at: usize| {
            let of_column = rows.iter().zip(&long).filter(|(_, long)| at > 0 || !**long);
            let cells = of_column.filter_map(|(row, _)| row.get(at)).flatten().map(measure);
            let head = listing.heads.get(at).map_or(0, |(head, _)| columns(head));
            // A column without a visible character still takes one.
            cells.chain([head]).max().unwrap_or(0).max(1) + 2
        };
        (0..listing.heads.len()).map(column).collect()
    };
    let least = |word: &str| if is_address(word) { columns(word) } else { columns(word).min(LONGEST_WORD) };
    let longest = |line: &String| line.split_whitespace().map(least).max().unwrap_or(0);
    let (narrowest, widest) = (measure(&longest), measure(&|line| columns(line)));
    if let Some(spare) = listing.spare.filter(|_| widest.iter().sum::<usize>() > layout.width) {
        return render(&without(listing, spare), screen);
    }
    let mut widths = share_width(layout.width, &widest);
    widen(&mut widths, &narrowest);
    // A text of one or two words a line is slower to read than one below its label.
    let thin = widths.iter().zip(&widest).any(|(width, want)| *width < NARROWEST && *want > width * 3);
    if thin || narrowest.iter().sum::<usize>() > layout.width {
        return heading + &entries(listing, &rows, screen) + &legend;
    }
    heading + &table(listing, &rows, &long, &widths, screen) + &legend
}

/// Returns for each row whether its first cell is an id that would widen the column for a few rows only.
fn long_ids(rows: &[Vec<Vec<String>>]) -> Vec<bool> {
    let is_long = |line: &String| columns(line) > WIDEST_ID && !line.trim().contains(' ');
    let long: Vec<bool> = rows.iter().map(|row| row.first().is_some_and(|lines| lines.iter().any(is_long))).collect();
    let few = long.iter().filter(|long| **long).count() * 3 < rows.len();
    long.into_iter().map(|long| long && few).collect()
}

/// Returns a table without a column.
fn without(listing: &Listing, column: usize) -> Listing {
    let mut narrower = Listing { spare: None, ..listing.clone() };
    narrower.heads.remove(column);
    narrower.rows.iter_mut().filter(|row| row.cells.len() > column).for_each(|row| drop(row.cells.remove(column)));
    narrower
}

/// Returns the lines of each cell before they are wrapped.
fn texts(listing: &Listing, screen: &mut Screen<'_>) -> Vec<Vec<Vec<String>>> {
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
    for (at, _) in listing.heads.iter().enumerate().filter(|(_, (_, number))| *number) {
        let widest = marks.iter().filter_map(|row| row.get(at)).map(|mark| columns(mark)).max().unwrap_or(0);
        marks.iter_mut().filter_map(|row| row.get_mut(at)).for_each(|mark| *mark = padded(mark, widest));
    }
    let row = |(row, marks): (&Row, Vec<String>)| {
        row.cells.iter().zip(marks).map(|(cell, mark)| screen.lines(cell, &mark)).collect()
    };
    listing.rows.iter().zip(marks).map(row).collect()
}

fn table(listing: &Listing, rows: &[Vec<Vec<String>>], long: &[bool], widths: &[usize], screen: &Screen<'_>) -> String {
    let layout = screen.layout;
    let mut table = Table::new(widths, layout);
    if !listing.bare {
        let heads = listing.heads.iter().zip(widths);
        table.header(heads.map(|((head, number), width)| {
            let head = screen.painter.tone(head, Tone::Strong);
            (screen.painter.wrap(&head, width.saturating_sub(2)).join("\n"), *number)
        }));
    }
    // Notes stand below the first column of several words, which is the name.
    let is_name = |at: &usize| {
        rows.iter().any(|row| row.get(*at).is_some_and(|lines| lines.iter().any(|line| line.trim().contains(' '))))
    };
    let name = (0..widths.len()).find(is_name).unwrap_or(0);
    let indent = 1 + widths.iter().take(name).sum::<usize>();
    // Where several cells of a row have lines of their own, only a gap shows where the next row begins.
    let apart = rows.iter().any(|row| row.iter().filter(|lines| lines.len() > 1).count() > 1);
    for (at, ((row, long), source)) in rows.iter().zip(long).zip(&listing.rows).enumerate() {
        if apart && at > 0 {
            table.row([]);
        }
        if !source.group.is_empty() {
            table.lines(&screen.heading(&source.group));
        }
        if let (true, Some(id)) = (*long, row.first()) {
            let lines = id.iter().flat_map(|line| screen.painter.wrap(line, layout.width.saturating_sub(1)));
            table.lines(&lines.map(|line| format!(" {line}\n")).collect::<String>());
        }
        let cells = row.iter().zip(widths).zip(&listing.heads).enumerate();
        let cells = cells.map(|(column, ((lines, width), (_, number)))| {
            let lines = if *long && column == 0 { &[][..] } else { lines };
            let wrap = |line: &String| screen.painter.wrap(line, width.saturating_sub(2));
            // A space that makes room for a mark belongs to the number.
            let keep = |line: &String| columns(line) + 2 <= *width;
            let lines = lines.iter().flat_map(|line| if keep(line) { vec![line.clone()] } else { wrap(line) });
            (lines.collect::<Vec<_>>().join("\n"), *number)
        });
        table.row(cells);
        if !source.note.is_empty() {
            let lines = screen.painter.wrap(&source.note, layout.width.saturating_sub(indent));
            table.lines(&lines.iter().map(|line| format!("{}{line}\n", " ".repeat(indent))).collect::<String>());
        }
    }
    table.finish()
}

/// One entry after the other: its first value in bold, then the values of one line, then the others below their labels.
fn entries(listing: &Listing, rows: &[Vec<Vec<String>>], screen: &Screen<'_>) -> String {
    let width = screen.layout.width.saturating_sub(1);
    let mut text = String::new();
    for (values, row) in rows.iter().zip(&listing.rows) {
        text.push_str(&screen.heading(&row.group));
        let fields = listing.heads.iter().zip(values).zip(&row.cells);
        let fields = fields.map(|(((label, number), lines), cell)| (label, *number, lines.join("\n"), cell));
        let mut fields = fields.filter(|(_, _, value, _)| !value.trim().is_empty()).peekable();
        let Some((label, number, first, _)) = fields.next() else { continue };
        // Only a number needs its label to be understood as a heading.
        let head = if number { format!("{label} {}", first.trim()) } else { first.trim().to_owned() };
        text.push_str(&screen.heading(&head));
        // Behind an id or a day stands its name; behind words it would read as more of them.
        let room = width.saturating_sub(columns(&head) + 2);
        let is_name = |(_, number, value, _): &(_, bool, String, _)| {
            !head.contains(' ') && !number && !value.contains('\n') && columns(value) <= room
        };
        if let Some((_, _, name, _)) = fields.next_if(is_name) {
            text.truncate(text.trim_end().len());
            text.push_str(&format!("  {name}\n"));
        }
        let (mut short, mut below) = (Vec::new(), Vec::new());
        for (label, _, value, cell) in fields {
            let value = value.trim();
            match cell.content {
                // What an address leads to says what it is.
                Content::Links(_) => below.push(value.to_owned()),
                _ if value.contains('\n') => below.push(format!("{label}:\n{value}")),
                _ if columns(value) > SHORT => below.push(format!("{label}: {value}")),
                _ => short.push(format!("{label}: {value}").replace(' ', GLUE)),
            }
        }
        let short = short.join(&format!("{GLUE}· "));
        for line in screen.painter.wrap(&short, width.saturating_sub(2)).iter().filter(|_| !short.is_empty()) {
            text.push_str(&format!("   {}\n", line.trim_end_matches('·').trim_end()));
        }
        for value in &below {
            let lines = value.lines().flat_map(|line| screen.painter.wrap(line, width.saturating_sub(4)));
            let indents = std::iter::once("   ").chain(std::iter::repeat("     "));
            text.extend(lines.zip(indents).map(|(line, indent)| format!("{indent}{line}\n")));
        }
        if !row.note.is_empty() {
            text.push_str(&screen.paragraph(&row.note));
        }
    }
    text
}
