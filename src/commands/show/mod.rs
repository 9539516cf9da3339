//! `show`: one certification.

mod full;
mod report;

use super::columns::Column;
use super::{Context, Outcome, certifications, disputes, standing};
use certcmp_dataset::Certification;

#[derive(Debug, Clone, Default)]
pub struct Options {
    pub fields: Option<Vec<Column>>,
    pub full: bool,
    pub sources: bool,
    pub disputes: bool,
}

pub fn run(certification: &Certification, options: &Options, context: &Context<'_>) -> Outcome {
    let entry = standing::entry(certification, context);
    let ids = vec![certification.id.clone()];
    let entries = std::slice::from_ref(&entry);
    let fields = options.fields.as_deref();
    if options.disputes {
        let blocks = || disputes::blocks(entries, fields, context);
        return context.answer(ids, blocks, || disputes::records(entries, fields, context));
    }
    let blocks = || match fields {
        Some(fields) => full::chosen(&entry, fields, options.sources, context),
        None if options.full || options.sources => full::blocks(&entry, options.sources, context),
        None => report::blocks(&entry, context),
    };
    let columns = || fields.map_or_else(|| Column::all().collect(), <[Column]>::to_vec);
    context.answer(ids, blocks, || certifications::records(entries, &columns(), true, context))
}
