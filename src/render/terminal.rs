//! The table format: the blocks of a report, laid out for a terminal.

use super::layout::{GLUE, Layout, columns, padded, wrap};
use super::listing;
use super::report::{Block, Cell, Kind, Listing, Remark, Report, Tone};
use super::screen::{Screen, indented};

/// The column at which the words beside a title end, on a wide terminal.
const RIGHT_EDGE: usize = 100;

pub fn render(report: &Report, layout: &Layout) -> String {
    let mut screen = Screen::new(layout);
    let mut text = String::new();
    let footnotes = Block::Notes(Vec::new());
    let mut previous: Option<&Block> = None;
    for blocks in report.blocks.chunk_by(|one, other| is_of_group(one) && is_of_group(other)) {
        let Some(block) = blocks.first() else { continue };
        let part = match block {
            Block::Title(title, aside) => beside(&screen, &screen.tone(title, Tone::Strong), aside),
            Block::Status(text, tone, aside) => {
                // The first sentence has the colour.
                let (first, rest) = text.split_at(text.find(". ").map_or(text.len(), |end| end + 1));
                beside(&screen, &format!("{}{rest}", screen.tone(first, *tone)), aside)
            }
            Block::Text(text) => screen.paragraph(text),
            Block::Listing(_) if is_of_group(block) => listing::render(&facts(blocks, layout), &mut screen),
            Block::Listing(listing) => listing::render(listing, &mut screen),
            Block::Notes(notes) => notes.iter().map(|note| screen.paragraph(note)).collect(),
            Block::Hints(hints) => self::hints(&screen, hints),
            Block::Sources(_) => String::new(),
        };
        for (part, block) in [(part, block), (screen.take_footnotes(), &footnotes)] {
            if !part.is_empty() {
                let is_close = matches!(
                    (previous, block),
                    (None, _)
                        | (Some(Block::Title(..)), Block::Status(..))
                        | (Some(Block::Notes(_)), Block::Notes(_) | Block::Hints(_))
                );
                text.extend([if is_close { "" } else { "\n" }, &part]);
                previous = Some(block);
            }
        }
    }
    layout.symbols(screen.finish(&text))
}

/// A text with a few words at the right edge of its last line, or below where there is no room.
fn beside(screen: &Screen<'_>, text: &str, aside: &str) -> String {
    let mut lines = screen.wrap(text, screen.layout.width.saturating_sub(1));
    let edge = screen.layout.width.min(RIGHT_EDGE);
    match lines.last_mut() {
        Some(last) if !aside.is_empty() && columns(last) + columns(aside) + 4 <= edge => {
            *last = padded(last, edge - columns(aside) - 1) + aside;
        }
        _ if aside.is_empty() => {}
        _ => lines.extend(wrap(aside, screen.layout.width.saturating_sub(1))),
    }
    indented(&lines, " ")
}

fn hints(screen: &Screen<'_>, hints: &[String]) -> String {
    let fits = |hint: &String| columns(hint) < screen.layout.width;
    let hints = hints.iter().map(|hint| if fits(hint) { hint.replace(' ', GLUE) } else { hint.clone() });
    screen.paragraph(&hints.collect::<Vec<_>>().join("   "))
}

fn is_of_group(block: &Block) -> bool {
    matches!(block, Block::Listing(listing) if listing.kind == Kind::Facts && !listing.heading.is_empty())
}

/// Returns groups of facts as one table, so that their columns line up. What others say stands below a value; so does
/// its support, where there is no room beside it.
fn facts(groups: &[Block], layout: &Layout) -> Listing {
    let mut facts = Listing { kind: Kind::Facts, ..Listing::default() };
    for group in groups {
        let Block::Listing(group) = group else { continue };
        if group.heads.len() > facts.heads.len() {
            facts.heads.clone_from(&group.heads);
        }
        let first = facts.rows.len();
        facts.rows.extend(group.rows.iter().cloned());
        facts.rows.iter_mut().skip(first).take(1).for_each(|row| row.group.clone_from(&group.heading));
    }
    let width =
        |at: usize| facts.rows.iter().filter_map(|row| Some(columns(&row.cells.get(at)?.line()))).max().unwrap_or(0);
    let is_narrow = layout.width < width(0) + width(2) + 36;
    for row in &mut facts.rows {
        let remarks = row.cells.iter_mut().flat_map(|cell| std::mem::take(&mut cell.remarks)).collect::<Vec<_>>();
        row.asides.splice(0..0, remarks);
        let support = row.cells.get(2).filter(|cell| is_narrow && !cell.is_empty()).map(Cell::line);
        row.asides.splice(0..0, support.map(|support| Remark::new(support, Vec::new())));
        row.cells.truncate(if is_narrow { 2 } else { 3 });
    }
    facts.heads.truncate(if is_narrow { 2 } else { 3 });
    facts
}
