//! What one source says of certifications, in its own words.

use super::{Options, differ};
use crate::commands::{Context, certifications, evidence, keys, names};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Listing, Records};
use certcmp_dataset::{Datum, Display, Field, Shape, SourceRef};

pub type Row = (Field, Vec<Option<(Display, Option<Datum>)>>);

/// A row for each fact of which the source says something.
pub fn rows(entries: &[Entry<'_>], source: SourceRef, options: &Options, context: &Context<'_>) -> Vec<Row> {
    let fields: Vec<Field> = match &options.fields {
        Some(columns) => columns.iter().filter_map(|column| column.field()).collect(),
        None => in_order(),
    };
    let said = |field: Field| {
        let views = entries.iter().map(|entry| entry.certification.facts.view(field));
        views.map(|view| view?.said_by(source, context.catalog)).collect()
    };
    let mut rows: Vec<Row> = fields.into_iter().map(|field| (field, said(field))).collect();
    rows.retain(|(_, said)| said.iter().any(Option::is_some));
    if options.differences {
        rows.retain(|(_, said)| differ(said.iter().map(|said| said.as_ref().map(|(display, _)| display.line()))));
    }
    rows
}

/// The rows of the first screen in their order, then the others.
fn in_order() -> Vec<Field> {
    let people = [Field::Focus, Field::Audience, Field::PrerequisitesRequired, Field::PrerequisitesRecommended];
    let exam =
        [Field::QuestionTypes, Field::Duration, Field::Price, Field::Services, Field::Emphasis, Field::Difficulty];
    names::distinct(people.iter().chain(&exam).chain(Field::ALL).copied())
}

pub fn blocks(entries: &[Entry<'_>], source: SourceRef, rows: &[Row], context: &Context<'_>) -> Vec<Block> {
    let name = context.catalog.source(source).map(|source| {
        let year = source.dated.map(|when| format!(" ({})", when.earliest.year())).unwrap_or_default();
        format!("According to {}{year}", source.title)
    });
    let title = Block::Title(name.unwrap_or_default(), String::new());
    if rows.is_empty() {
        return vec![title, Block::Text("This source has nothing on these fields.".to_owned())];
    }
    let cell = |said: &Option<(Display, _)>| match said {
        Some((display, _)) => evidence::content(display.clone()).into(),
        None => Cell::text("–"),
    };
    let rows = rows.iter().map(|(field, said)| (field.label().to_owned(), said.iter().map(cell).collect()));
    vec![
        title,
        Block::Listing(Listing::matrix("", names::heads(entries, context), rows.collect())),
        Block::Notes(vec!["A source can be wrong.".to_owned()]),
        Block::Hints(vec!["The values that were checked: without --source".to_owned()]),
    ]
}

pub fn records(entries: &[Entry<'_>], source: SourceRef, rows: &[Row], context: &Context<'_>) -> Records {
    let mut columns: Vec<(&'static str, Shape)> = vec![("id", Shape::Text)];
    columns.extend(rows.iter().map(|(field, _)| (field.key(), field.shape().nullable())));
    let row = |(at, entry): (usize, &Entry<'_>)| {
        let said = rows.iter().map(|(_, said)| said.get(at).and_then(Option::as_ref));
        let data = said.map(|said| said.and_then(|(_, datum)| datum.clone()).unwrap_or(Datum::Null));
        std::iter::once(Datum::text(&entry.certification.id)).chain(data).collect()
    };
    let source = context.catalog.source(source);
    let source = Datum::option(source, |source| keys::map(&evidence::source_keys(), &source));
    let rows = entries.iter().enumerate().map(row).collect();
    Records { key: certifications::KEY, columns, rows, extra: vec![("source", source)], ..Records::default() }
}
