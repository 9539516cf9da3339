//! A comparison for people.

use super::{Comparison, MANY, Row};
use crate::commands::brief::{Brief, or_not_known};
use crate::commands::columns::{self, Column};
use crate::commands::{Context, disputes, names, standing, values};
use crate::query::Entry;
use crate::query::names::{How, Named};
use crate::render::report::{Block, Cell, Listing, Matrix};
use certcmp_dataset::{Certification, Field};

impl Row {
    fn label(self) -> &'static str {
        match self {
            Self::Brief(brief) => brief.title(),
            Self::Full(column) => column.label(),
        }
    }

    fn cell(self, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
        let cell = match self {
            Self::Brief(brief) => brief.cell(entry, context),
            Self::Full(column) => column.cell(entry, context),
        };
        match self {
            // A certification can have none of these without anybody having to know one.
            Self::Brief(Brief::Replaces | Brief::ReplacedBy) | Self::Full(Column::Replaces | Column::ReplacedBy)
                if cell.is_empty() =>
            {
                Cell::text("–")
            }
            _ => or_not_known(cell),
        }
    }

    /// Whether nothing is known of any certification.
    fn is_empty(self, entries: &[Entry<'_>], context: &Context<'_>) -> bool {
        entries.iter().all(|entry| match self {
            Self::Brief(brief) => brief.cell(entry, context).is_empty(),
            Self::Full(column) => column.cell(entry, context).is_empty(),
        })
    }
}

impl Comparison<'_> {
    fn cells(&self, row: Row, context: &Context<'_>) -> Vec<Cell> {
        let cell = |(entry, named): (&Entry<'_>, &Named<'_>)| match (row, named.replaces) {
            // A provider's exam of the day replaces the one that its name meant before.
            (Row::Brief(Brief::Replaces), Some(replaced)) => Cell::text(standing::ended_name(replaced, context)),
            _ => row.cell(entry, context),
        };
        self.entries.iter().zip(self.named).map(cell).collect()
    }
}

pub fn blocks(comparison: &Comparison<'_>, context: &Context<'_>) -> Vec<Block> {
    let Comparison { entries, options, .. } = comparison;
    let mut blocks = vec![Block::Title(title(context), String::new())];
    if options.differences && entries.len() < 2 {
        blocks.push(Block::Text("Only one certification: nothing to differ from. Name another.".to_owned()));
        return blocks;
    }
    let (empty, rows): (Vec<Row>, Vec<Row>) = comparison.rows.iter().partition(|row| row.is_empty(entries, context));
    let mut rows: Vec<(Row, Vec<Cell>)> = rows.into_iter().map(|row| (row, comparison.cells(row, context))).collect();
    if options.differences {
        rows.retain(|(_, cells)| differ(cells));
    }
    if rows.is_empty() && empty.is_empty() {
        blocks.push(Block::Text("No differences in the data.".to_owned()));
    } else if !rows.is_empty() && entries.len() >= MANY && !options.full && !options.differences {
        blocks.push(Block::Listing(across(entries, rows)));
    } else if !rows.is_empty() {
        let rows = rows.into_iter().map(|(row, cells)| (row.label().to_owned(), cells)).collect();
        let matrix = Matrix::new("Side by side", names::heads(entries, context), rows);
        let whole = options.full || options.differences || options.fields.is_some();
        blocks.push(Block::Matrix(if whole { matrix } else { matrix.compact() }));
    }
    if options.full && !options.differences {
        let pages = |entry: &Entry<'_>| {
            (format!("Links of {}", names::code(entry.certification)), Cell::links(values::links(entry.certification)))
        };
        blocks.push(Block::Pairs(entries.iter().map(pages).collect()));
    }
    let mut notes = Vec::new();
    if options.fields.is_some() && !empty.is_empty() {
        let labels: Vec<&str> = empty.iter().map(|row| row.label()).collect();
        notes.push(format!("Not known of any of them: {}.", labels.join(", ")));
    }
    notes.extend(comparison.named.iter().filter_map(|named| others(named, context)));
    let dates = [columns::checked_between(entries, context), disputes::count(entries)];
    let dates: Vec<String> = dates.into_iter().flatten().collect();
    notes.extend((!dates.is_empty()).then(|| dates.join(" ")));
    blocks.push(Block::Notes(notes));
    blocks.push(Block::Hints(hints(comparison)));
    blocks
}

fn title(context: &Context<'_>) -> String {
    let data = context.catalog.data_date.map(|day| format!(" · data of {day}")).unwrap_or_default();
    format!("Compared for {}, in {}{data}", context.day, context.language.title())
}

fn differ(cells: &[Cell]) -> bool {
    cells.windows(2).any(|pair| matches!(pair, [left, right] if left.line() != right.line()))
}

/// Certifications down, facts across, for many of them.
fn across(entries: &[Entry<'_>], rows: Vec<(Row, Vec<Cell>)>) -> Listing {
    const NARROW: [Brief; 6] =
        [Brief::Available, Brief::Duration, Brief::Cost, Brief::Passing, Brief::Valid, Brief::Difficulty];
    let fits = |row: &Row| !matches!(row, Row::Brief(brief) if !NARROW.contains(brief));
    let rows: Vec<(Row, Vec<Cell>)> = rows.into_iter().filter(|(row, _)| fits(row)).collect();
    let heads = std::iter::once("Certification").chain(rows.iter().map(|(row, _)| row.label()));
    let lines = entries.iter().enumerate().map(|(at, entry)| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(at).cloned());
        std::iter::once(Cell::text(names::with_name(entry.certification))).chain(cells).collect::<Vec<_>>()
    });
    Listing::new("", heads.map(|head| (head, false)).collect::<Vec<_>>(), lines.collect::<Vec<_>>())
}

/// What a provider names besides in place of its ended exam.
fn others(named: &Named<'_>, context: &Context<'_>) -> Option<String> {
    let (How::Provider(provider), Some(replaced)) = (&named.how, named.replaces) else { return None };
    let name = |other: &&Certification| {
        let price = Column::Fact(Field::Price).cell(&standing::entry(other, context), context).line();
        if price.is_empty() { names::code(other) } else { format!("{} ({price})", names::code(other)) }
    };
    let others: Vec<String> = named.others.iter().map(name).collect();
    (!others.is_empty()).then(|| {
        format!("{} names more in place of {}: {}.", provider.short_name, names::code(replaced), others.join(", "))
    })
}

fn hints(comparison: &Comparison<'_>) -> Vec<String> {
    let Comparison { named, entries, options, .. } = comparison;
    let mut hints = Vec::new();
    if !options.full {
        hints.push("All rows: --full".to_owned());
    }
    hints.push("Who says what: --disputes".to_owned());
    hints.extend(entries.first().map(|first| format!("One exam: certcmp show {}", names::code(first.certification))));
    if named.iter().any(|named| matches!(named.how, How::Provider(_)) && named.replaces.is_some()) {
        let ids = named.iter().map(|named| named.replaces.unwrap_or(named.certification).id.clone());
        hints.push(format!("The article's exams: certcmp compare {}", ids.collect::<Vec<_>>().join(" ")));
    }
    hints
}
