//! Tables for a terminal: columns where they are readable, stacked blocks where they would not be.

use super::grid::{Grid, Words};
use super::layout::{Layout, columns, padded, push_spaces};
use super::report::{Block, Cell, Content, FactGroup, Head, Listing, Matrix, Report, Tone};
use super::style::{Links, is_mark, painted, with_painted_marks};
use super::widths::{longest_word, make_room, shared_out};
use std::borrow::Cow;

/// Columns of a matrix are never narrower than this; below it the matrix is stacked.
const NARROWEST: usize = 18;

/// The whole report.
pub fn render(report: &Report, layout: &Layout) -> String {
    let mut notes = Footnotes { layout, notes: Vec::new() };
    let mut text = String::new();
    let fact_widths = FactWidths::of(report, layout);
    for block in &report.blocks {
        let part = match block {
            Block::Title(title, aside) => heading_line(title, aside, layout),
            Block::Text(text) => paragraph(text, layout),
            Block::Verdict(text, tone) => super::style::verdict(text, *tone, layout),
            Block::Matrix(matrix) => render_matrix(matrix, layout, &mut notes) + &notes.take(),
            Block::Listing(listing) => render_listing(listing, layout, &mut notes) + &notes.take(),
            Block::Facts(group) => render_facts(group, &fact_widths, layout),
            Block::Timeline(timeline) => super::timeline::draw(timeline, layout),
            Block::Chart(_) | Block::Sources(_) => String::new(),
        };
        match (text.is_empty(), part.is_empty()) {
            (_, true) => {}
            (true, false) => text = part,
            (false, false) => text.extend(["\n", &part]),
        }
    }
    with_painted_marks(text, layout)
}

fn heading_line(title: &str, aside: &str, layout: &Layout) -> String {
    let title = layout.wrap(title, layout.width.saturating_sub(1));
    let aside = layout.own(aside);
    let beside = title.last().is_some_and(|last| columns(last) + columns(&aside) + 5 <= layout.width);
    let mut lines: Vec<String> = title.iter().map(|line| strong(line, layout)).collect();
    match lines.last_mut() {
        Some(last) if beside => *last = format!("{last}   {aside}"),
        _ => lines.extend(layout.wrap(&aside, layout.width.saturating_sub(1))),
    }
    indented(&lines)
}

fn paragraph(text: &str, layout: &Layout) -> String {
    indented(&layout.wrap(text, layout.width.saturating_sub(1)))
}

fn indented(lines: &[String]) -> String {
    lines.iter().map(|line| format!(" {line}").trim_end().to_owned() + "\n").collect()
}

/// What other sources say, numbered in the order in which it is met.
struct Footnotes<'a> {
    layout: &'a Layout,
    notes: Vec<String>,
}

impl Footnotes<'_> {
    /// The marks of a cell's remarks, each in front of a space.
    fn marks(&mut self, cell: &Cell) -> String {
        let mut marks = String::new();
        for remark in &cell.remarks {
            self.notes.push(remark.short());
            marks.push(' ');
            marks.push_str(&self.layout.mark(self.notes.len()));
        }
        marks
    }

    /// The notes since the last call, below a table.
    fn take(&mut self) -> String {
        let mut text = String::new();
        for (at, note) in self.notes.iter().enumerate() {
            let mark = self.layout.mark(at + 1);
            let indent = columns(&mark) + 2;
            let lines = self.layout.lines(note, self.layout.width.saturating_sub(indent));
            for (at, (line, _)) in lines.iter().enumerate() {
                if at == 0 {
                    text.extend([" ", &mark, " "]);
                } else {
                    push_spaces(&mut text, indent);
                }
                text.extend([line, "\n"]);
            }
        }
        self.notes.clear();
        text
    }
}

fn content<'a>(cell: &'a Cell, layout: &Layout, marks: &str) -> Cow<'a, str> {
    marked(bare_content(cell, layout), marks)
}

/// A text with marks at the end of its first line.
fn marked<'a>(text: Cow<'a, str>, marks: &str) -> Cow<'a, str> {
    match text.split_once('\n') {
        _ if marks.is_empty() => text,
        Some((first, rest)) => format!("{first}{marks}\n{rest}").into(),
        None => (text.into_owned() + marks).into(),
    }
}

fn bare_content<'a>(cell: &'a Cell, layout: &Layout) -> Cow<'a, str> {
    match &cell.content {
        Content::Text(text) => layout.own(text),
        Content::Inline(items) => Cow::Owned(layout.inline(items)),
        Content::Stacked(items) => Cow::Owned(layout.own(&items.join("\n")).into_owned()),
    }
}

/// A text in bold where colours are used.
fn strong(text: &str, layout: &Layout) -> String {
    painted(text, Tone::Strong, layout)
}

/// A heading in bold, on as many lines as it needs.
fn strong_lines(heading: &str, layout: &Layout) -> String {
    let lines = layout.wrap(heading, layout.width.saturating_sub(1));
    lines.iter().map(|line| format!(" {}\n", strong(line, layout))).collect()
}

fn render_matrix(matrix: &Matrix, layout: &Layout, notes: &mut Footnotes<'_>) -> String {
    if matrix.rows.is_empty() {
        return String::new();
    }
    let label = matrix.rows.iter().map(|(label, _)| columns(label)).max().unwrap_or(0).max(1) + 2;
    let count = matrix.heads.len().max(1);
    let column = layout.width.saturating_sub(label) / count;
    if column < NARROWEST + 2 {
        return stacked(matrix, layout, notes);
    }
    let texts: Vec<Vec<_>> =
        matrix.rows.iter().map(|(_, cells)| cells.iter().map(|cell| bare_content(cell, layout)).collect()).collect();
    let wanted = |(cell, text): (&Cell, &Cow<'_, str>)| {
        let bar = if cell.bars.is_empty() { 0 } else { BAR + 1 };
        // The first line has room for a mark.
        let marks = [3].into_iter().chain(std::iter::repeat(0));
        text.lines().zip(marks).map(|(line, mark)| columns(line) + mark).max().unwrap_or(3) + bar
    };
    let natural = |at: usize| {
        let rows = matrix.rows.iter().zip(&texts);
        let cells = rows.filter_map(|((_, cells), texts)| Some((cells.get(at)?, texts.get(at)?)));
        let head = matrix.heads.get(at).map_or(0, |head| columns(&head.owner).max(columns(&head.name)));
        cells.map(wanted).max().unwrap_or(0).max(head) + 2
    };
    let wants: Vec<usize> = (0..matrix.heads.len()).map(natural).collect();
    let widths = shared_out(layout.width.saturating_sub(label), &wants);
    let mut grid = Grid::new(std::iter::once(label).chain(widths.iter().copied()).collect(), layout);
    let head =
        |head: &Head| Words::new(layout.own(&format!("{}\n{}", head.owner, head.name)).into_owned(), Tone::Strong);
    grid.row(&std::iter::once(Words::new("", Tone::Plain)).chain(matrix.heads.iter().map(head)).collect::<Vec<_>>());
    grid.rule();
    for ((label, cells), texts) in matrix.rows.iter().zip(texts) {
        let mut row = Vec::with_capacity(1 + cells.len());
        row.push(Words::new(layout.own(label), Tone::Plain));
        for ((cell, text), width) in cells.iter().zip(texts).zip(&widths) {
            let marks = notes.marks(cell);
            let text = marked(text, &marks);
            row.push(Words::new(short(cell, text, layout, &marks, width.saturating_sub(2)), cell.tone));
        }
        grid.row(&row);
    }
    grid.finish()
}

/// How many lines of a cell are shown where long ones are cut.
const MOST_LINES: usize = 4;

/// The content of a cell, its marks in it; texts and lists on one line are cut to a few lines where that is wanted.
fn short<'a>(cell: &Cell, whole: Cow<'a, str>, layout: &Layout, marks: &str, width: usize) -> Cow<'a, str> {
    if !cell.bars.is_empty() {
        return with_bars(&whole, &cell.bars, width, layout).into();
    }
    if !layout.cut || matches!(cell.content, Content::Stacked(_)) {
        return whole;
    }
    let lines = layout.wrap(&whole, width);
    if lines.len() <= MOST_LINES {
        return whole;
    }
    let kept = lines.get(..MOST_LINES - 1).unwrap_or_default().join("\n");
    let last = lines.get(MOST_LINES - 1).map_or("", String::as_str);
    let room = width.saturating_sub(columns(marks) + 4);
    let last = layout.wrap(last, room).into_iter().next().unwrap_or_default();
    format!("{kept}\n{} {}{marks}", last.trim_end_matches(','), layout.ellipsis()).into()
}

/// One fact after the other, with a line for each column. Long heads are said once, at the top.
fn stacked(matrix: &Matrix, layout: &Layout, notes: &mut Footnotes<'_>) -> String {
    let mut heads: Vec<String> = matrix.heads.iter().map(|head| layout.own(&head.line()).into_owned()).collect();
    let mut text = String::new();
    let fits =
        |heads: &[String]| heads.iter().map(|head| columns(head)).max().unwrap_or(0) + 6 + NARROWEST <= layout.width;
    if !fits(&heads) {
        heads = short_heads(matrix, layout);
        text.push_str(&format!(" {}\n", strong("Certification", layout)));
        let names = matrix.heads.iter().map(|head| {
            if heads.iter().any(|known| head.owner == *known) { head.name.to_string() } else { head.line() }
        });
        push_lines(&mut text, heads.iter().zip(names.map(|name| layout.own(&name).into_owned())), layout);
    }
    for (label, cells) in &matrix.rows {
        text.push_str(&format!(" {}\n", strong(&layout.own(label), layout)));
        let values: Vec<String> = cells
            .iter()
            .map(|cell| {
                let marks = notes.marks(cell);
                content(cell, layout, &marks).into_owned()
            })
            .collect();
        push_lines(&mut text, heads.iter().zip(values), layout);
    }
    text
}

/// The owners, if that tells the columns apart, else the ids.
fn short_heads(matrix: &Matrix, layout: &Layout) -> Vec<String> {
    let mut owners: Vec<&str> = matrix.heads.iter().map(|head| head.owner.as_str()).collect();
    owners.sort_by_key(|found| *found);
    owners.dedup();
    let unique = owners.len() == matrix.heads.len();
    matrix.heads.iter().map(|head| layout.own(if unique { &head.owner } else { &head.id }).into_owned()).collect()
}

/// Values behind their heads, wrapped; what is empty is left out.
fn push_lines<'a>(text: &mut String, pairs: impl Iterator<Item = (&'a String, String)> + Clone, layout: &Layout) {
    let widest = pairs.clone().map(|(head, _)| columns(head)).max().unwrap_or(0).min(layout.width.saturating_sub(12));
    for (head, value) in pairs.filter(|(_, value)| !value.is_empty()) {
        let room = layout.width.saturating_sub(widest + 5);
        let lines: Vec<String> = value.lines().flat_map(|line| layout.wrap(line, room)).collect();
        let heads = layout.wrap(head, widest);
        for at in 0..lines.len().max(heads.len()) {
            let (head, line) = (heads.get(at).map_or("", String::as_str), lines.get(at).map_or("", String::as_str));
            text.push_str(format!("   {}  {line}", padded(head, widest)).trim_end());
            text.push('\n');
        }
    }
}

fn render_listing(listing: &Listing, layout: &Layout, notes: &mut Footnotes<'_>) -> String {
    if listing.rows.is_empty() {
        return String::new();
    }
    let mut marked = false;
    let mut mark = |cell: &Cell| match &listing.legend {
        Some(_) if cell.remarks.is_empty() => String::new(),
        Some(_) => {
            marked = true;
            " *".to_owned()
        }
        None => notes.marks(cell),
    };
    let mut text = |cell: &Cell| {
        let words = Links::default().words(cell, layout.width, layout);
        words.unwrap_or_else(|| content(cell, layout, &mark(cell)).into_owned())
    };
    let mut rows: Vec<Vec<String>> = listing.rows.iter().map(|row| row.iter().map(&mut text).collect()).collect();
    for (at, _) in listing.heads.iter().enumerate().filter(|(_, (_, number))| *number) {
        make_room_for_marks(&mut rows, at);
    }
    let legend = match &listing.legend {
        Some(legend) if marked => paragraph(&format!("* {legend}"), layout),
        _ => String::new(),
    };
    let heading = if listing.heading.is_empty() { String::new() } else { strong_lines(&listing.heading, layout) };
    let of_column = |at: usize, measure: &dyn Fn(&str) -> usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|text| measure(text));
        // The table gives each column one at least, so one is what a column without a visible character wants.
        cells.chain(listing.heads.get(at).map(|(head, _)| columns(head))).max().unwrap_or(0).max(1) + 2
    };
    let narrowest: Vec<usize> = (0..listing.heads.len()).map(|at| of_column(at, &longest_word)).collect();
    let widest: Vec<usize> = (0..listing.heads.len())
        .map(|at| of_column(at, &|text| text.lines().map(columns).max().unwrap_or(0)))
        .collect();
    let mut widths = shared_out(layout.width, &widest);
    make_room(&mut widths, &narrowest);
    // A text of one or two words a line is slower to read than one below its label.
    let thin = widths.iter().zip(&widest).any(|(width, want)| *width < NARROWEST && *want > width * 3);
    if thin || narrowest.iter().sum::<usize>() > layout.width {
        return heading + &super::entries::render(listing, &rows, layout) + &legend;
    }
    let mut grid = Grid::new(widths.clone(), layout);
    let heads = listing.heads.iter().map(|(head, number)| Words::new(layout.own(head), Tone::Strong).right(*number));
    grid.row(&heads.collect::<Vec<_>>());
    grid.rule();
    // Where several cells of a row have lines of their own, only a gap shows where the next row begins.
    let apart = rows.iter().any(|texts| texts.iter().filter(|text| text.contains('\n')).count() > 1);
    let mut links = Links::default();
    for (at, (texts, row)) in rows.iter().zip(&listing.rows).enumerate() {
        if apart && at > 0 {
            grid.row(&[]);
        }
        let cells = texts.iter().zip(row).zip(&listing.heads).zip(&widths);
        let cells = cells.map(|(((text, cell), (_, number)), width)| {
            let words = links.words(cell, width.saturating_sub(2), layout);
            Words::new(words.map_or(Cow::Borrowed(text.as_str()), Cow::Owned), cell.tone).right(*number)
        });
        grid.row(&cells.collect::<Vec<_>>());
    }
    heading + &links.put_into(&grid.finish()) + &legend
}

/// Puts spaces behind the numbers of a column that have no mark, so that digits stand below digits.
fn make_room_for_marks(rows: &mut [Vec<String>], at: usize) {
    let width =
        |text: &str| text.rsplit_once(' ').filter(|(_, end)| is_mark(end)).map_or(0, |(_, end)| columns(end) + 1);
    let widest = rows.iter().filter_map(|row| row.get(at)).map(|text| width(text)).max().unwrap_or(0);
    for text in rows.iter_mut().filter_map(|row| row.get_mut(at)) {
        text.push_str(&" ".repeat(widest - width(text)));
    }
}

/// The widths that all groups of facts of a report share, so that their columns line up.
struct FactWidths {
    label: usize,
    value: usize,
    /// Nothing where there is no room for a column of its own.
    support: Option<usize>,
}

impl FactWidths {
    fn of(report: &Report, layout: &Layout) -> Self {
        let rows = || {
            report
                .blocks
                .iter()
                .filter_map(|block| if let Block::Facts(group) = block { Some(&group.rows) } else { None })
                .flatten()
        };
        let label = rows().map(|row| columns(&row.label)).max().unwrap_or(0).clamp(14, (layout.width / 3).max(14)) + 4;
        let support = rows().map(|row| columns(&row.support)).max().unwrap_or(0) + 2;
        let beside = layout.width >= label + support + 30;
        let value = layout.width.saturating_sub(label + if beside { support } else { 0 }).max(10);
        Self { label, value, support: beside.then_some(support) }
    }

    fn grid(&self, layout: &Layout) -> Grid {
        Grid::new([Some(self.label), Some(self.value), self.support].into_iter().flatten().collect(), layout)
    }
}

fn render_facts(group: &FactGroup, widths: &FactWidths, layout: &Layout) -> String {
    let mut grid = widths.grid(layout);
    let mut parts = Vec::new();
    let mut links = Links::default();
    for row in &group.rows {
        let words = links.words(&row.cell, widths.value.saturating_sub(2), layout);
        let spelled_out = words.is_none() && !row.cell.addresses.is_empty();
        let mut text = match words {
            Some(words) => words,
            None if spelled_out => String::new(),
            None => content(&row.cell, layout, "").into_owned(),
        };
        if !row.cell.bars.is_empty() {
            text = with_bars(&text, &row.cell.bars, widths.value, layout);
        }
        if widths.support.is_none() && !row.support.is_empty() {
            text = format!("{text} [{}]", row.support);
        }
        let mut cells =
            vec![Words::new(format!("  {}", layout.own(&row.label)), Tone::Plain), Words::new(text, row.cell.tone)];
        if widths.support.is_some() {
            cells.push(Words::new(layout.own(&row.support), Tone::Faint));
        }
        grid.row(&cells);
        if spelled_out {
            parts.push(std::mem::replace(&mut grid, widths.grid(layout)).finish());
            parts.push(super::style::spelled_out(&row.cell, layout));
        }
        let remarks = row.cell.remarks.iter().map(|remark| (remark.long(), Tone::Doubt));
        let asides = row.asides.iter().map(|aside| (aside.clone(), Tone::Faint));
        for (aside, tone) in remarks.chain(asides) {
            // The grid would take the indent off a line that it breaks itself.
            let lines: Vec<String> =
                layout.wrap(&aside, widths.value.saturating_sub(4)).iter().map(|line| format!("  {line}")).collect();
            grid.row(&[Words::new("", Tone::Plain), Words::new(lines.join("\n"), tone)]);
        }
    }
    parts.push(grid.finish());
    strong_lines(&group.heading, layout) + &links.put_into(&parts.concat())
}

/// The columns that a bar takes, for a share of half and more.
const BAR: usize = 12;

/// Draws a bar in front of each line, where that leaves room for the lines.
fn with_bars(text: &str, bars: &[f64], width: usize, layout: &Layout) -> String {
    if width < BAR + 24 {
        return text.to_owned();
    }
    let mut lines = Vec::new();
    for (line, share) in text.lines().zip(bars) {
        let bar: String = layout.bar(*share, BAR * 2).chars().take(BAR).collect();
        for (at, part) in layout.wrap(line, width.saturating_sub(BAR + 3)).iter().enumerate() {
            let front = padded(if at == 0 { &bar } else { "" }, BAR);
            // The grid would take leading spaces off a line that is too long, so each line is made to fit.
            lines.push(format!("{front} {part}"));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_cells_are_cut_with_a_mark_on_a_terminal_only() {
        let words: Vec<String> = (1..=40).map(|at| format!("word {at}")).collect();
        let cell = Cell { content: Content::Text(words.join(", ").into()), ..Cell::default() };
        let terminal = Layout { width: 80, cut: true, ascii: false, color: false, links: false };
        let text = short(&cell, content(&cell, &terminal, " ¹"), &terminal, " ¹", 20);
        assert_eq!(text.lines().count(), MOST_LINES);
        assert!(text.ends_with("… ¹") && text.lines().all(|line| columns(line) <= 20), "{text}");
        let pipe = short(&cell, content(&cell, &terminal, ""), &Layout { cut: false, ..terminal }, "", 20);
        assert!(pipe.ends_with("word 40"), "{pipe}");
    }
}
