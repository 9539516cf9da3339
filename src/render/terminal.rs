//! The table format: the blocks of a report, laid out for a terminal.

use super::layout::{Layout, columns, padded, wrap};
use super::report::{Bar, Bars, Block, Cell, Content, FactGroup, Link, Remark, Report, Tone};
use super::screen::{BAR, Screen, indented};
use super::table::{INDENT, Table};
use super::{listing, matrix};

/// Renders the whole report.
pub fn render(report: &Report, layout: &Layout) -> String {
    let mut screen = Screen::new(layout);
    let fact_widths = FactWidths::of(report, layout);
    let mut text = String::new();
    let footnotes = Block::Notes(Vec::new());
    let mut previous = None;
    for block in &report.blocks {
        let part = match block {
            Block::Title(title, aside) => self::title(&screen, title, aside),
            Block::Status(text, tone, aside) => status(&screen, text, *tone, aside),
            Block::Text(text) => screen.paragraph(text),
            Block::Pairs(pairs) => self::pairs(&mut screen, pairs),
            Block::Matrix(matrix) => matrix::render(matrix, &mut screen),
            Block::Listing(listing) => listing::render(listing, &mut screen),
            Block::Facts(group) => facts(group, &fact_widths, &mut screen),
            Block::Bars(bars) => self::bars(&screen, bars),
            Block::Notes(notes) => notes.iter().map(|note| screen.paragraph(note)).collect(),
            Block::Hints(hints) => self::hints(&screen, hints),
            Block::Sources(_) => String::new(),
        };
        for (part, block) in [(part, block), (screen.take_footnotes(), &footnotes)] {
            if !part.is_empty() {
                let gap = previous.is_some_and(|previous| stand_apart(previous, block));
                text.push_str(if gap { "\n" } else { "" });
                text.push_str(&part);
                previous = Some(block);
            }
        }
    }
    layout.symbols(&screen.painter.finish(&text)).into_owned()
}

/// Whether an empty line stands between two blocks.
fn stand_apart(one: &Block, other: &Block) -> bool {
    !matches!(
        (one, other),
        (Block::Title(..), Block::Status(..)) | (Block::Notes(_), Block::Notes(_) | Block::Hints(_))
    )
}

fn title(screen: &Screen<'_>, title: &str, aside: &str) -> String {
    beside(screen, &screen.painter.tone(title, Tone::Strong), aside)
}

/// The first sentence has the colour.
fn status(screen: &Screen<'_>, text: &str, tone: Tone, aside: &str) -> String {
    let (first, rest) = text.split_at(text.find(". ").map_or(text.len(), |end| end + 1));
    beside(screen, &format!("{}{rest}", screen.painter.tone(first, tone)), aside)
}

/// A text with a few words at the right edge of its last line, or below where there is no room.
fn beside(screen: &Screen<'_>, text: &str, aside: &str) -> String {
    let mut lines = screen.painter.wrap(text, screen.layout.width.saturating_sub(1));
    let edge = screen.layout.width.min(RIGHT_EDGE);
    match lines.last_mut() {
        Some(last) if !aside.is_empty() && columns(last) + columns(aside) + 4 <= edge => {
            *last = padded(last, edge - columns(aside) - 1) + aside;
        }
        _ if aside.is_empty() => {}
        _ => lines.extend(wrap(aside, screen.layout.width.saturating_sub(1))),
    }
    indented(&lines)
}

/// Options and commands, as many on a line as fit.
fn hints(screen: &Screen<'_>, hints: &[String]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for hint in hints {
        match lines.last_mut() {
            Some(last) if columns(last) + columns(hint) + 4 <= screen.layout.width => {
                last.push_str(&format!("   {hint}"));
            }
            _ => lines.push(hint.clone()),
        }
    }
    lines.iter().map(|line| screen.paragraph(line)).collect()
}

fn pairs(screen: &mut Screen<'_>, pairs: &[(String, Cell)]) -> String {
    let label = pairs.iter().map(|(label, _)| columns(label)).max().unwrap_or(0) + 3;
    let widths = [label, screen.layout.width.saturating_sub(label)];
    let mut table = Table::new(&widths, screen.layout);
    for (label, cell) in pairs {
        let label = (label.clone(), false);
        let room = widths[1].saturating_sub(2);
        if let Content::Links(links) = &cell.content
            && links.iter().any(|link| !screen.fits(link, room))
        {
            table.row([label]);
            table.lines(&spelled_out(links, screen.layout));
            continue;
        }
        let value = screen.cell(cell, room);
        table.row([label, (value, false)]);
    }
    table.finish()
}

fn bars(screen: &Screen<'_>, bars: &Bars) -> String {
    let highest = bars.bars.iter().map(Bar::middle).fold(0.0, f64::max);
    let value = bars.bars.iter().map(|bar| columns(&bar.value)).max().unwrap_or(0).min(screen.layout.width / 3) + 4;
    let label = screen.layout.width.saturating_sub(value + BAR + 2);
    let mut table = Table::new(&[value, BAR + 2, label], screen.layout);
    for bar in &bars.bars {
        let drawn = screen.layout.bar(bar.middle() * 100.0 / highest, BAR);
        let words = screen.painter.wrap(&bar.label, label.saturating_sub(2)).join("\n");
        let amount = wrap(&bar.value, value - 2).join("\n");
        table.row([(amount, true), (drawn, false), (words, false)]);
    }
    screen.heading(&bars.heading) + &table.finish()
}

/// The column at which the words beside a title end, on a wide terminal.
const RIGHT_EDGE: usize = 100;

/// The widths that all groups of facts of a report share, so that their columns line up.
struct FactWidths {
    label: usize,
    value: usize,
    /// None where there is no room for a column of its own.
    support: Option<usize>,
}

impl FactWidths {
    fn of(report: &Report, layout: &Layout) -> Self {
        let groups =
            report.blocks.iter().filter_map(|block| if let Block::Facts(group) = block { Some(group) } else { None });
        let rows = groups.flat_map(|group| &group.rows);
        let (label, support) = rows
            .fold((0, 0), |(label, support), row| (columns(&row.label).max(label), columns(&row.support).max(support)));
        let (label, support) = (label.clamp(14, (layout.width / 3).max(14)) + 4, support + 2);
        let beside = layout.width >= label + support + 30;
        let value = layout.width.saturating_sub(label + if beside { support } else { 0 }).max(10);
        Self { label, value, support: beside.then_some(support) }
    }

    fn table<'a>(&self, layout: &'a Layout) -> Table<'a> {
        let widths: Vec<usize> = [Some(self.label), Some(self.value), self.support].into_iter().flatten().collect();
        Table::new(&widths, layout)
    }
}

fn facts(group: &FactGroup, widths: &FactWidths, screen: &mut Screen<'_>) -> String {
    let layout = screen.layout;
    let mut table = widths.table(layout);
    table.lines(&screen.heading(&group.heading));
    for row in &group.rows {
        // Addresses are spelled out over the whole width, so that they are not broken.
        let spelled_out = match &row.cell.content {
            Content::Links(links) if !links.iter().all(|link| screen.painter.can_link(&link.url)) => {
                spelled_out(links, layout)
            }
            _ => String::new(),
        };
        let lines = if spelled_out.is_empty() { screen.lines(&row.cell, "") } else { Vec::new() };
        let mut value = match &row.cell.content {
            Content::Bars(bars) if widths.value >= BAR + 24 => screen.with_bars(&lines, bars, widths.value - 2),
            _ => screen.wrap_lines(&lines, widths.value - 2).join("\n"),
        };
        if widths.support.is_none() && !row.support.is_empty() {
            value = screen.painter.wrap(&format!("{value} [{}]", row.support), widths.value - 2).join("\n");
        }
        let label = wrap(&row.label, widths.label - 4).iter().map(|line| format!("  {line}\n")).collect::<String>();
        let support = widths.support.map(|_| row.support.clone());
        let cells = [Some(label.trim_end().to_owned()), Some(value), support].into_iter().flatten();
        table.row(cells.map(|text| (text, false)));
        if !spelled_out.is_empty() {
            table.lines(&spelled_out);
        }
        let remarks = row.cell.remarks.iter().map(|remark| screen.painter.tone(&remark.line(), Tone::Doubt));
        for aside in remarks.chain(row.asides.iter().map(Remark::line)).collect::<Vec<_>>() {
            let lines = screen.painter.wrap(&aside, widths.value.saturating_sub(4));
            let lines = lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>();
            table.row(["", &lines.join("\n")].map(|text| (text.to_owned(), false)));
        }
    }
    table.finish()
}

/// Returns addresses, each behind its text or below it.
fn spelled_out(links: &[Link], layout: &Layout) -> String {
    let widest = links.iter().map(|link| columns(&link.text)).max().unwrap_or(0);
    let mut text = String::new();
    for link in links {
        if widest + columns(&link.url) + 6 <= layout.width {
            let gap = if widest == 0 { "" } else { "  " };
            text.push_str(&format!("{INDENT}{}{gap}{}\n", padded(&link.text, widest), link.url));
            continue;
        }
        if !link.text.is_empty() {
            let lines = wrap(&link.text, layout.width.saturating_sub(INDENT.len()));
            text.extend(lines.iter().map(|line| format!("{INDENT}{line}\n")));
        }
        text.push_str(&format!("{INDENT}  {}\n", link.url));
    }
    text
}
