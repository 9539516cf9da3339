//! A comparison for people.

use super::{Comparison, MANY, differ};
use crate::commands::brief::{Of, Row, or_not_known};
use crate::commands::columns::{self, Column};
use crate::commands::{Context, disputes, names, standing, values};
use crate::query::names::{How, Named};
use crate::render::report::{Block, Cell, Head, Kind, Listing};
use certcmp_dataset::language::and;
use certcmp_dataset::{Certification, Field};

/// Returns the cells of a row; nothing if nothing is known of any certification.
fn cells(row: Row, comparison: &Comparison<'_>, context: &Context<'_>) -> Option<Vec<Cell>> {
    let entries = &comparison.entries;
    let mut cells: Vec<Cell> = entries.iter().map(|entry| row.cell(entry, context)).collect();
    if cells.iter().all(Cell::is_empty) {
        return None;
    }
    for (cell, named) in cells.iter_mut().zip(comparison.named) {
        match (row.of, named.replaces(context.catalog)) {
            // A provider's exam of the day replaces the one that its name meant before.
            (Of::Column(Column::Replaces), Some(replaced)) if comparison.is_brief => {
                *cell = Cell::text(standing::ended_name(replaced, context));
            }
            // A certification can have none of these without anybody having to know one.
            (Of::Column(Column::Replaces | Column::ReplacedBy), _) if cell.is_empty() => *cell = Cell::text("–"),
            _ => *cell = or_not_known(std::mem::take(cell)),
        }
    }
    Some(cells)
}

pub fn blocks(comparison: &Comparison<'_>, context: &Context<'_>) -> Vec<Block> {
    let Comparison { entries, options, .. } = comparison;
    let names: Vec<String> = names::heads(entries, context).iter().map(Head::line).collect();
    // A page is for readers who did not type the command.
    let title = if context.is_for_page() && entries.len() < MANY { and(&names) } else { title(context) };
    let mut blocks = vec![Block::Title(title, String::new())];
    if options.differences && entries.len() < 2 {
        blocks.push(Block::Text("Only one certification: nothing to differ from. Name another.".to_owned()));
        return blocks;
    }
    let mut empty: Vec<&str> = Vec::new();
    let mut rows: Vec<(Row, Vec<Cell>)> = Vec::new();
    for row in &comparison.rows {
        match cells(*row, comparison, context) {
            Some(cells) => rows.push((*row, cells)),
            None => empty.push(row.label),
        }
    }
    if options.differences {
        rows.retain(|(_, cells)| differ(cells.iter().map(Cell::line)));
    }
    if rows.is_empty() && empty.is_empty() {
        blocks.push(Block::Text("No differences in the data.".to_owned()));
    } else if !rows.is_empty() && entries.len() >= MANY && !options.full && !options.differences {
        blocks.push(Block::Listing(across(comparison, rows)));
    } else if !rows.is_empty() {
        let rows = rows.into_iter().map(|(row, cells)| (row.label.to_owned(), cells)).collect();
        let matrix = Listing::matrix("", names::heads(entries, context), rows);
        let kind = if comparison.is_brief { Kind::Compact } else { Kind::Matrix };
        blocks.push(Block::Listing(Listing { kind, ..matrix }));
    }
    if options.full && !options.differences {
        let exams = entries.iter().map(|entry| entry.certification);
        blocks.push(Block::pairs(exams.map(|exam| (format!("Links of {}", names::code(exam)), values::links(exam)))));
    }
    let mut notes = Vec::new();
    if options.fields.is_some() && !empty.is_empty() {
        notes.push(format!("Not known of any of them: {}.", empty.join(", ")));
    }
    notes.extend(comparison.named.iter().filter_map(|named| others(named, context)));
    let dates = [columns::checked_between(entries), disputes::count(entries)];
    let dates: Vec<String> = dates.into_iter().flatten().collect();
    notes.extend((!dates.is_empty()).then(|| dates.join(" ")));
    blocks.push(Block::Notes(notes));
    blocks.push(Block::Hints(hints(comparison, context)));
    blocks
}

fn title(context: &Context<'_>) -> String {
    let data = context.catalog.data_date.map(|day| format!(" · data of {day}")).unwrap_or_default();
    format!("Compared for {}, in {}{data}", context.day, context.language.title())
}

/// Certifications down, facts across, for many of them.
fn across(comparison: &Comparison<'_>, mut rows: Vec<(Row, Vec<Cell>)>) -> Listing {
    const NARROW: [&str; 6] = ["Available", "Duration", "Cost", "Passing", "Valid", "Difficulty"];
    let is_narrow = |label| !comparison.is_brief || NARROW.contains(&label);
    rows.retain(|(row, _)| matches!(row.of, Of::Column(_)) && is_narrow(row.label));
    let heads = std::iter::once("Certification").chain(rows.iter().map(|(row, _)| row.label));
    let lines = comparison.entries.iter().enumerate().map(|(at, entry)| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(at).cloned());
        std::iter::once(Cell::text(names::with_name(entry.certification))).chain(cells).collect::<Vec<_>>()
    });
    Listing::new("", heads.map(|head| (head, false)).collect::<Vec<_>>(), lines.collect::<Vec<_>>())
}

/// What a provider names besides in place of its ended exam.
fn others(named: &Named<'_>, context: &Context<'_>) -> Option<String> {
    let (How::Provider(provider), Some(replaced)) = (&named.how, named.replaces(context.catalog)) else { return None };
    let name = |other: &&Certification| {
        let price = Column::Fact(Field::Price).cell(&standing::entry(other, context), context).line();
        if price.is_empty() { names::code(other) } else { format!("{} ({price})", names::code(other)) }
    };
    let mut others = context.catalog.instead(replaced, context.day, context.language);
    others.retain(|other| other.id != named.certification.id);
    let others: Vec<String> = others.iter().map(name).collect();
    (!others.is_empty()).then(|| {
        format!("{} names more in place of {}: {}.", provider.short_name, names::code(replaced), others.join(", "))
    })
}

fn hints(comparison: &Comparison<'_>, context: &Context<'_>) -> Vec<String> {
    let Comparison { named, entries, options, .. } = comparison;
    let mut hints = Vec::new();
    hints.extend((!options.full).then(|| "All rows: --full".to_owned()));
    hints.push("Who says what: --disputes".to_owned());
    hints.extend(entries.first().map(|first| format!("One exam: certcmp show {}", names::code(first.certification))));
    let replaced = |named: &Named<'_>| named.replaces(context.catalog).map(|replaced| replaced.id.clone());
    if named.iter().any(|named| replaced(named).is_some()) {
        let ids = named.iter().map(|named| replaced(named).unwrap_or_else(|| named.certification.id.clone()));
        hints.push(format!("The article's exams: certcmp compare {}", ids.collect::<Vec<_>>().join(" ")));
    }
    hints
}
