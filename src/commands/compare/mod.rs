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
    options: &'a Options,
}

pub fn run<'a>(named: &'a [Named<'a>], options: &'a Options, context: &Context<'a>) -> Outcome {
    let entries: Vec<Entry<'_>> = named.iter().map(|named| standing::entry(named.certification, context)).collect();
    if let Some(source) = options.source {
        return by_source::answer(&entries, source, options, context);
    }
    if options.disputes {
        let ids = entries.iter().map(|entry| entry.certification.id.clone()).collect();
        let blocks = || disputes::blocks(&entries, options.fields.as_deref(), context);
        return context.answer(ids, blocks, || disputes::records(&entries, options.fields.as_deref(), context));
    }
    let rows = match &options.fields {
        Some(fields) => chosen(fields),
        None if options.full || options.differences => full_rows(),
        None => brief::rows(),
    };
    let comparison = Comparison { named, entries, rows, options };
    let ids = comparison.entries.iter().map(|entry| entry.certification.id.clone()).collect();
    context.answer(ids, || report::blocks(&comparison, context), || records(&comparison, context))
}

/// Every column for programs, the chosen ones, or those that differ.
fn records(comparison: &Comparison<'_>, context: &Context<'_>) -> Records {
    let Comparison { entries, options, .. } = comparison;
    let mut columns: Vec<Column> = options.fields.clone().unwrap_or_else(|| Column::all().collect());
    if options.differences {
        let data = |column: &Column| entries.iter().map(|entry| column.data(entry, context)).collect::<Vec<_>>();
        columns.retain(|column| data(column).windows(2).any(|pair| matches!(pair, [left, right] if left != right)));
    }
    certifications::records(entries, &columns, true, context)
}

/// The chosen rows.
fn chosen(fields: &[Column]) -> Vec<Row> {
    let mut rows: Vec<Row> = fields.iter().map(|column| row(*column)).collect();
    let (difficulty, experience) = (Column::Fact(Field::Difficulty), Column::Fact(Field::Experience));
    rows.extend((fields.contains(&difficulty) && !fields.contains(&experience)).then_some(NEEDS));
    rows
}

fn row(column: Column) -> Row {
    Row { label: column.label(), of: Of::Column(column) }
}

/// Every row, but for those that the heads or other rows have, and addresses, which are too wide for a column.
fn full_rows() -> Vec<Row> {
    let in_heads = [Column::Id, Column::Provider, Column::ShortName, Column::Sittings, Column::Fact(Field::Links)];
    Column::all().filter(|column| !in_heads.contains(column)).map(row).collect()
}
