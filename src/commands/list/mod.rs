//! `list`: one line for each certification.

mod report;

use super::columns::Column;
use super::{Context, Outcome, certifications, names};
use crate::query::filter::{Found, Query, SortKey};
use certcmp_dataset::{Field, Provider};

#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    pub query: Query<'a>,
    pub fields: Option<Vec<Column>>,
    /// With the evidence of the values, in machine formats.
    pub sources: bool,
    /// The language was asked for, so what is not known for it is listed too.
    pub language_given: bool,
    pub words: String,
    /// The provider whose exams are listed; exams of others that have its name are told too.
    pub about: Option<&'a Provider>,
}

const USUAL: [Column; 4] = [
    Column::Fact(Field::Level),
    Column::Fact(Field::Price),
    Column::Fact(Field::Duration),
    Column::Fact(Field::Validity),
];

struct List<'a> {
    found: Found<'a>,
    columns: Vec<Column>,
    options: &'a Options<'a>,
}

pub fn run<'a>(options: &'a Options<'a>, context: &Context<'a>) -> Outcome {
    let found = options.query.run(context.catalog, context.day, context.language);
    let mut columns = options.fields.clone().unwrap_or_else(|| USUAL.to_vec());
    // The order can be seen only where its key is.
    if let Some(key) = options.query.sort.and_then(sorted_by).filter(|key| !columns.contains(key)) {
        columns.push(key);
    }
    let list = List { found, columns, options };
    let ids = list.found.entries.iter().map(|entry| entry.certification.id.clone()).collect();
    context.answer(
        ids,
        || report::blocks(&list, context),
        || {
            let mut columns = list.columns.clone();
            if options.fields.is_none() {
                columns.splice(0..0, [Column::Id, Column::Provider, Column::ShortName]);
                columns = names::distinct(columns.into_iter().chain([Column::Status]));
            }
            certifications::records(&list.found.entries, &columns, options.sources, context)
        },
    )
}

fn sorted_by(key: SortKey) -> Option<Column> {
    match key {
        SortKey::Provider | SortKey::Id | SortKey::Name => None,
        SortKey::Level => Some(Column::Fact(Field::Level)),
        SortKey::Cost => Some(Column::Fact(Field::Price)),
        SortKey::Duration => Some(Column::Fact(Field::Duration)),
        SortKey::Required => Some(Column::Fact(Field::PrerequisitesRequired)),
        SortKey::Status | SortKey::Ends => Some(Column::Status),
    }
}
