//! What one source says of certifications, in its own words.

use super::Options;
use crate::commands::{Context, Outcome, certifications, evidence, keys, names};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Listing, Records};
use certcmp_dataset::value::{Datum, Display, Shape};
use certcmp_dataset::{Field, SourceRef};

/// What a source says of a fact of each exam, for people and for programs.
type Row = (Field, Vec<Option<(Display, Option<Datum>)>>);

/// The answer: a row for each fact of which the source says something.
pub fn answer(entries: &[Entry<'_>], source: SourceRef, options: &Options, context: &Context<'_>) -> Outcome {
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
        let line = |said: &Option<(Display, _)>| said.as_ref().map(|(display, _)| display.line());
        rows.retain(|(_, said)| said.windows(2).any(|pair| matches!(pair, [left, right] if line(left) != line(right))));
    }
    let ids = entries.iter().map(|entry| entry.certification.id.clone()).collect();
    context.answer(ids, || blocks(entries, source, &rows, context), || records(entries, source, &rows, context))
}

/// The rows of the first screen in their order, then the others.
fn in_order() -> Vec<Field> {
    let first = [
        Field::Focus,
        Field::Audience,
        Field::PrerequisitesRequired,
        Field::PrerequisitesRecommended,
        Field::QuestionTypes,
        Field::Duration,
        Field::Price,
        Field::Services,
        Field::Emphasis,
        Field::Difficulty,
    ];
    let others = Field::ALL.iter().copied().filter(|field| !first.contains(field));
    first.into_iter().chain(others).collect()
}

fn blocks(entries: &[Entry<'_>], source: SourceRef, rows: &[Row], context: &Context<'_>) -> Vec<Block> {
    let name = context.catalog.source(source).map(|source| {
        let year = source.dated.map(|when| format!(" ({})", when.earliest.year())).unwrap_or_default();
        format!("According to {}{year}", source.title)
    });
    let mut blocks = vec![Block::Title(name.unwrap_or_default(), String::new())];
    if rows.is_empty() {
        blocks.push(Block::Text("This source has nothing on these fields.".to_owned()));
        return blocks;
    }
    let cell = |said: &Option<(Display, _)>| match said {
        Some((display, _)) => evidence::content(display.clone()).into(),
        None => Cell::text("–"),
    };
    let rows = rows.iter().map(|(field, said)| (field.label().to_owned(), said.iter().map(cell).collect()));
    blocks.push(Block::Listing(Listing::matrix("", names::heads(entries, context), rows.collect())));
    blocks.push(Block::Notes(vec!["A source can be wrong.".to_owned()]));
    blocks.push(Block::Hints(vec!["The values that were checked: without --source".to_owned()]));
    blocks
}

fn records(entries: &[Entry<'_>], source: SourceRef, rows: &[Row], context: &Context<'_>) -> Records {
    let mut columns: Vec<(&'static str, Shape)> = vec![("id", Shape::Text)];
    columns.extend(rows.iter().map(|(field, _)| (field.key(), field.shape().nullable())));
    let row = |(at, entry): (usize, &Entry<'_>)| {
        let said = rows.iter().map(|(_, said)| said.get(at).and_then(Option::as_ref));
        let data = said.map(|said| said.and_then(|(_, datum)| datum.clone()).unwrap_or(Datum::Null));
        std::iter::once(Datum::text(&entry.certification.id)).chain(data).collect()
    };
    let source = context.catalog.source(source);
    let source_datum = Datum::option(source, |source| keys::map(&evidence::source_keys(), &source));
    Records {
        key: certifications::KEY,
        columns,
        rows: entries.iter().enumerate().map(row).collect(),
        ids: Vec::new(),
        extra: vec![("source", source_datum)],
    }
}
