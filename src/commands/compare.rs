//! `compare`: facts as rows, certifications as columns.

use super::columns::{Column, heads};
use super::{Context, Outcome, certifications, evidence, page, sittings, standing};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Matrix, Records, Report, TimeSpan, Timeline};
use anyhow::{Result, anyhow};
use certcmp_dataset::language::and;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::{Certification, Field, SourceRef, Status};
use std::borrow::Cow;

/// What is shown where nothing else is chosen, status first.
const USUAL: [Column; 22] = [
    Column::Status,
    Column::Instead,
    Column::Id,
    Column::Fact(Field::ExamCode),
    Column::Fact(Field::Level),
    Column::Fact(Field::Price),
    Column::Fact(Field::Duration),
    Column::Fact(Field::Questions),
    Column::Fact(Field::QuestionTypes),
    Column::Fact(Field::PassingScore),
    Column::Fact(Field::Languages),
    Column::Fact(Field::Validity),
    Column::Fact(Field::Renewal),
    Column::Fact(Field::Focus),
    Column::Fact(Field::Audience),
    Column::Fact(Field::PrerequisitesRequired),
    Column::Fact(Field::PrerequisitesRecommended),
    Column::Fact(Field::Experience),
    Column::Fact(Field::Difficulty),
    Column::Fact(Field::Domains),
    Column::Fact(Field::Services),
    Column::Fact(Field::Emphasis),
];

/// How to compare.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// The chosen columns.
    pub chosen: Option<Vec<Column>>,
    /// Only what differs.
    pub differences: bool,
    /// What can be taken in place of what cannot.
    pub current: bool,
    /// Only what one source says: its id.
    pub source: Option<&'a str>,
}

/// Compares certifications.
///
/// # Errors
/// If the source is not known, or with `current` nothing is left that can be taken: a message for the user.
pub fn run(certifications: &[&Certification], options: &Options<'_>, context: &Context<'_>) -> Result<Outcome> {
    let mut notes: Vec<String> = repeated(certifications).into_iter().collect();
    let chosen = standing::chosen(certifications, options.current, context, &mut notes)?;
    let entries: Vec<Entry<'_>> =
        chosen.into_iter().map(|certification| standing::entry(certification, context)).collect();
    let mut outcome = match options.source {
        Some(id) => by_source(&entries, source(id, context)?, options, context),
        None => by_facts(&entries, options, context),
    };
    outcome.notes.splice(0..0, notes);
    outcome.hints.extend(hint(&entries, options));
    Ok(outcome)
}

/// Says which certifications were named more than once, under one name or several.
fn repeated(certifications: &[&Certification]) -> Option<String> {
    let mut seen: Vec<&str> = Vec::new();
    let mut again: Vec<String> = Vec::new();
    for certification in certifications {
        if !seen.contains(&certification.id.as_str()) {
            seen.push(&certification.id);
        } else if !again.contains(&certification.id) {
            again.push(certification.id.clone());
        }
    }
    (!again.is_empty()).then(|| format!("{} was named more than once and stands here once", and(&again)))
}

fn source(id: &str, context: &Context<'_>) -> Result<SourceRef> {
    let wanted = id.to_lowercase();
    context.catalog.find_source(&wanted).ok_or_else(|| {
        let near =
            certcmp_dataset::nearest::nearest(&wanted, context.catalog.sources.iter().map(|source| source.id.as_str()));
        let near = near.first().map_or_else(String::new, |near| format!("\n  did you mean `{near}`?"));
        anyhow!("unknown source `{id}`{near}\n  `certcmp sources` lists them")
    })
}

/// What a page with the comparison is called.
fn title(entries: &[Entry<'_>]) -> String {
    let codes: Vec<String> = entries.iter().map(|entry| entry.certification.id.to_uppercase()).collect();
    match codes.as_slice() {
        [only] => only.clone(),
        [first @ .., last] if codes.len() <= 4 => format!("{} and {last} compared", first.join(", ")),
        more => format!("{} certifications compared", more.len()),
    }
}

/// When each of them can be taken, on one axis.
fn timeline(entries: &[Entry<'_>], context: &Context<'_>) -> Timeline {
    let of_one = |entry: &Entry<'_>| {
        let code = entry.certification.id.to_uppercase();
        let spans = sittings::timeline(entry.certification, context).spans.into_iter();
        spans.map(|span| TimeSpan { label: format!("{code}: {}", span.label), ..span }).collect::<Vec<_>>()
    };
    Timeline {
        heading: "When they can be taken".to_owned(),
        today: context.day,
        spans: entries.iter().flat_map(of_one).collect(),
    }
}

fn by_facts(entries: &[Entry<'_>], options: &Options<'_>, context: &Context<'_>) -> Outcome {
    let mut columns = options.chosen.clone().unwrap_or_else(|| USUAL.to_vec());
    if context.is_for_page() && options.chosen.is_none() {
        // Says in words what a page draws as a timeline.
        columns.insert(2, Column::Sittings);
    }
    let mut rows: Vec<(Column, Vec<Cell>)> = columns
        .iter()
        .map(|column| (*column, entries.iter().map(|entry| column.cell(entry, context)).collect()))
        .collect();
    rows.retain(|(column, cells)| options.chosen.is_some() || is_telling(*column, cells));
    let mut chosen = options.chosen.clone();
    if options.differences {
        rows.retain(|(_, cells)| differ(cells));
        let differing: Vec<Column> = chosen.unwrap_or_else(|| Column::all().collect());
        let differs =
            |column: &Column| differ(&entries.iter().map(|entry| column.cell(entry, context)).collect::<Vec<_>>());
        chosen = Some(differing.into_iter().filter(differs).collect());
    }
    let empty = rows.is_empty();
    let rows = rows.into_iter().map(|(column, cells)| (column.label().into(), cells)).collect();
    let matrix = Matrix::new("Side by side", heads(entries, context), rows);
    let mut blocks: Vec<Block> = page::title(&title(entries), "", context).into_iter().collect();
    blocks.push(Block::Matrix(matrix));
    if context.is_for_page() {
        blocks.push(Block::Timeline(timeline(entries, context)));
    } else if let Some(day) = context.catalog.data_date {
        blocks.push(Block::Text(format!("Facts checked up to {day}. Where each is from: certcmp show ID --sources")));
    }
    let ids = entries.iter().map(|entry| entry.certification.id.clone()).collect();
    let mut outcome = context.answer(ids, || blocks, || certifications::records(entries, chosen.as_deref(), context));
    if empty {
        outcome.notes.push("nothing differs in what is compared".to_owned());
    }
    outcome
}

/// Whether a row that nobody asked for says anything: nothing is required of most exams.
fn is_telling(column: Column, cells: &[Cell]) -> bool {
    let nothing = |cell: &Cell| cell.is_empty() || (column == REQUIRED && cell.line() == "none");
    !cells.iter().all(nothing)
}

/// What must be held before.
const REQUIRED: Column = Column::Fact(Field::PrerequisitesRequired);

fn differ(cells: &[Cell]) -> bool {
    cells.windows(2).any(|pair| matches!(pair, [left, right] if left.line() != right.line()))
}

/// What one source says, fact by fact; a claim that does not take the form of the value stands as words.
fn by_source(entries: &[Entry<'_>], source: SourceRef, options: &Options<'_>, context: &Context<'_>) -> Outcome {
    let wanted: Vec<Field> = match &options.chosen {
        Some(chosen) => chosen
            .iter()
            .filter_map(|column| if let Column::Fact(field) = column { Some(*field) } else { None })
            .collect(),
        None => Field::ALL.to_vec(),
    };
    let mut rows = Vec::new();
    let mut columns: Vec<(Cow<'static, str>, Shape)> = vec![("id".into(), Shape::Text)];
    let mut data: Vec<Vec<Datum>> = entries.iter().map(|entry| vec![Datum::text(&entry.certification.id)]).collect();
    for field in wanted {
        let said: Vec<Option<(Cell, Datum)>> =
            entries.iter().map(|entry| said(entry, field, source, context)).collect();
        let cells: Vec<Cell> =
            said.iter().map(|said| said.as_ref().map(|(cell, _)| cell.clone()).unwrap_or_default()).collect();
        if said.iter().all(Option::is_none) || (options.differences && !differ(&cells)) {
            continue;
        }
        rows.push((field.label().into(), cells));
        columns.push((field.key().into(), field.shape().nullable()));
        for (record, said) in data.iter_mut().zip(said) {
            record.push(said.map_or(Datum::Null, |(_, datum)| datum));
        }
    }
    let empty = rows.is_empty();
    let title = context
        .catalog
        .source(source)
        .map_or_else(String::new, |source| format!("What one source says: {} ({})", source.title, source.id));
    let heading = "Side by side".to_owned();
    let matrix = Block::Matrix(Matrix::new(heading, heads(entries, context), rows));
    let blocks =
        page::title(&self::title(entries), "", context).into_iter().chain([Block::Text(title), matrix]).collect();
    let ids = entries.iter().map(|entry| entry.certification.id.clone()).collect();
    let extra = vec![("source", context.catalog.source(source).map_or(Datum::Null, evidence::source_datum))];
    let mut outcome = Outcome::of(Report {
        envelope: context.envelope(),
        blocks,
        records: Records { key: "certifications", columns, rows: data, ids, extra },
    });
    if empty {
        outcome.notes.push("this source says nothing of what is compared".to_owned());
    }
    outcome
}

fn said(entry: &Entry<'_>, field: Field, source: SourceRef, context: &Context<'_>) -> Option<(Cell, Datum)> {
    let view = entry.certification.facts.view(field)?;
    let (display, datum) = view.said_by(source, context.catalog)?;
    let cell = Cell { content: evidence::content(display), ..Cell::default() };
    Some((cell, datum.unwrap_or(Datum::Null)))
}

fn hint(entries: &[Entry<'_>], options: &Options<'_>) -> Option<String> {
    let over =
        entries.iter().filter(|entry| matches!(entry.standing.status, Status::Retired | Status::NotOffered)).count();
    if over == 0 || options.current {
        return None;
    }
    let whole = entries.len();
    Some(format!("{over} of {whole} cannot be taken any more; --current compares what replaced them"))
}
