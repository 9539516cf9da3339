//! `compare`: certifications side by side.

mod by_source;
mod report;

use super::brief::{self, NEEDS, Of, Row};
use super::columns::Column;
use super::{Context, Outcome, certifications, disputes, standing};
use crate::query::Entry;
use crate::query::names::Named;
use crate::render::report::Records;
use certcmp_dataset::{Field, SourceRef};

/// From this number of certifications on, they go down and the facts across.
const MANY: usize = 5;

#[derive(Debug, Clone, Default)]
pub struct Options {
    pub fields: Option<Vec<Column>>,
    pub full: bool,
    pub differences: bool,
    pub disputes: bool,
    /// The source whose own words are compared.
    pub source: Option<SourceRef>,
}

struct Comparison<'a> {
    named: &'a [Named<'a>],
    entries: Vec<Entry<'a>>,
    rows: Vec<Row>,
    is_brief: bool,
    options: &'a Options,
}

pub fn run<'a>(named: &'a [Named<'a>], options: &'a Options, context: &Context<'a>) -> Outcome {
    let entries: Vec<Entry<'_>> = named.iter().map(|named| standing::entry(named.certification, context)).collect();
    let ids = entries.iter().map(|entry| entry.certification.id.clone()).collect();
    let fields = options.fields.as_deref();
    if let Some(source) = options.source {
        let rows = by_source::rows(&entries, source, options, context);
        let blocks = || by_source::blocks(&entries, source, &rows, context);
        return context.answer(ids, blocks, || by_source::records(&entries, source, &rows, context));
    }
    if options.disputes {
        let blocks = || disputes::blocks(&entries, fields, context);
        return context.answer(ids, blocks, || disputes::records(&entries, fields, context));
    }
    let is_brief = fields.is_none() && !options.full && !options.differences;
    let rows = match fields {
        Some(fields) => chosen(fields),
        None if is_brief => brief::rows(),
        None => full_rows(),
    };
    let comparison = Comparison { named, entries, rows, is_brief, options };
    context.answer(ids, || report::blocks(&comparison, context), || records(&comparison, context))
}

/// Every column for programs, the chosen ones, or those that differ.
fn records(comparison: &Comparison<'_>, context: &Context<'_>) -> Records {
    let Comparison { entries, options, .. } = comparison;
    let mut columns: Vec<Column> = options.fields.clone().unwrap_or_else(|| Column::all().collect());
    if options.differences {
        columns.retain(|column| differ(entries.iter().map(|entry| column.data(entry, context))));
    }
    certifications::records(entries, &columns, true, context)
}

fn differ<T: PartialEq>(mut things: impl Iterator<Item = T>) -> bool {
    let first = things.next();
    things.any(|thing| Some(thing) != first)
}

/// The chosen rows; what one needs stands below the difficulty too.
fn chosen(fields: &[Column]) -> Vec<Row> {
    let (difficulty, experience) = (Column::Fact(Field::Difficulty), Column::Fact(Field::Experience));
    let needs = (fields.contains(&difficulty) && !fields.contains(&experience)).then_some(NEEDS);
    fields.iter().map(|column| row(*column)).chain(needs).collect()
}

fn row(column: Column) -> Row {
    Row { label: column.label(), of: Of::Column(column) }
}

/// Every row, but for those that the heads or other rows have, and addresses, which are too wide for a column.
fn full_rows() -> Vec<Row> {
    let in_heads = [Column::Id, Column::Provider, Column::ShortName, Column::Sittings, Column::Fact(Field::Links)];
    Column::all().filter(|column| !in_heads.contains(column)).map(row).collect()
}
