//! A comparison for programs.

use super::Comparison;
use crate::commands::columns::Column;
use crate::commands::{Context, certifications};
use crate::render::report::Records;

/// The records: every column, the chosen ones, or those that differ.
pub fn records(comparison: &Comparison<'_>, context: &Context<'_>) -> Records {
    let Comparison { entries, options, .. } = comparison;
    let mut columns: Vec<Column> = options.fields.clone().unwrap_or_else(|| Column::all().collect());
    if options.differences {
        let data = |column: &Column| entries.iter().map(|entry| column.data(entry, context)).collect::<Vec<_>>();
        columns.retain(|column| data(column).windows(2).any(|pair| matches!(pair, [left, right] if left != right)));
    }
    certifications::records(entries, &columns, true, context)
}
