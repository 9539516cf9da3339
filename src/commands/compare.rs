//! `compare`: facts as rows, certifications as columns.

use super::column::{Column, displayed};
use super::{Context, Outcome, page, records};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Head, Matrix, Records, Report, TimeSpan, Timeline};
use certcmp_dataset::language::and;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::{Certification, Field, SourceRef, Standing, Status};
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
pub fn run(certifications: &[&Certification], options: &Options<'_>, context: &Context<'_>) -> Result<Outcome, String> {
    let mut notes: Vec<String> = repeated(certifications).into_iter().collect();
    let chosen = if options.current { current(certifications, context, &mut notes)? } else { distinct(certifications) };
    let entries: Vec<Entry<'_>> = chosen
        .into_iter()
        .map(|certification| Entry {
            certification,
            standing: Standing::of(certification, context.catalog, context.day, context.language),
        })
        .collect();
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

/// Each certification once, in the order in which they were named.
pub fn distinct<'a>(certifications: &[&'a Certification]) -> Vec<&'a Certification> {
    let mut kept: Vec<&Certification> = Vec::new();
    for certification in certifications {
        if !kept.iter().any(|known| known.id == certification.id) {
            kept.push(certification);
        }
    }
    kept
}

/// Follows each certification to what can be taken: itself, else its successors of the same track, else the others.
///
/// # Errors
/// If nothing is left that can be taken: a message for the user.
pub fn current<'a>(
    certifications: &[&'a Certification],
    context: &Context<'a>,
    notes: &mut Vec<String>,
) -> Result<Vec<&'a Certification>, String> {
    let mut kept: Vec<&Certification> = Vec::new();
    for certification in distinct(certifications) {
        let standing = Standing::of(certification, context.catalog, context.day, context.language);
        let next = if standing.can_be_taken() {
            vec![certification]
        } else {
            nearest_successors(certification, context, notes)
        };
        if next.is_empty() {
            notes.push(why_none(certification, &standing));
        }
        for certification in next {
            if !kept.iter().any(|known| known.id == certification.id) {
                kept.push(certification);
            }
        }
    }
    if kept.is_empty() {
        let mut problem = format!("none of these can be taken in {} on {}", context.language.title(), context.day);
        problem.push_str("\n  `certcmp list` shows what can");
        return Err(problem);
    }
    Ok(kept)
}

fn why_none(certification: &Certification, standing: &Standing) -> String {
    let (id, language) = (&certification.id, standing.language.title());
    match standing.status {
        _ if standing.in_doubt => format!("whether {id} can be taken in {language} is in doubt, and no successor can"),
        Status::Announced => format!("{id} is not open in {language} yet"),
        Status::Unknown => format!("whether {id} is offered in {language} is not known"),
        _ => format!("{id} cannot be taken in {language}, and no successor can"),
    }
}

fn nearest_successors<'a>(
    certification: &Certification,
    context: &Context<'a>,
    notes: &mut Vec<String>,
) -> Vec<&'a Certification> {
    let (all, doubtful) = context.catalog.successors_now(certification, context.day, context.language);
    if !doubtful.is_empty() {
        let ids: Vec<String> = doubtful.iter().map(|next| next.id.clone()).collect();
        let (are, they) = if doubtful.len() == 1 { ("is", "it") } else { ("are", "they") };
        let (ids, id) = (and(&ids), &certification.id);
        notes.push(format!(
            "{ids} could stand in place of {id}, but {are} left out: whether {they} can be taken is in doubt"
        ));
    }
    let (same, others): (Vec<&Certification>, Vec<&Certification>) =
        all.into_iter().map(|(next, _)| next).partition(|next| next.track == certification.track);
    if same.is_empty() {
        return others;
    }
    if !others.is_empty() {
        let ids = |some: &[&Certification]| some.iter().map(|next| next.id.as_str()).collect::<Vec<_>>().join(", ");
        let stand = if same.len() == 1 { "stands" } else { "stand" };
        let (same, others) = (ids(&same), ids(&others));
        notes.push(format!("{same} {stand} in place of {}; {others} could be taken instead as well", certification.id));
    }
    same
}

fn source(id: &str, context: &Context<'_>) -> Result<SourceRef, String> {
    let wanted = id.to_lowercase();
    context.catalog.find_source(&wanted).ok_or_else(|| {
        let near =
            certcmp_dataset::nearest::nearest(&wanted, context.catalog.sources.iter().map(|source| source.id.as_str()));
        let near = near.first().map_or_else(String::new, |near| format!("\n  did you mean `{near}`?"));
        format!("there is no source `{id}`{near}\n  `certcmp sources` lists them")
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
        let spans = super::show::timeline(entry.certification, context).spans.into_iter();
        spans.map(|span| TimeSpan { label: format!("{code}: {}", span.label), ..span }).collect::<Vec<_>>()
    };
    Timeline {
        heading: "When they can be taken".to_owned(),
        today: context.day,
        spans: entries.iter().flat_map(of_one).collect(),
    }
}

/// The heads of a matrix of certifications.
pub fn heads(entries: &[Entry<'_>], context: &Context<'_>) -> Vec<Head> {
    let head = |entry: &Entry<'_>| {
        let provider = context.catalog.provider(&entry.certification.provider);
        let provider = provider.map_or(entry.certification.provider.as_str(), |provider| &provider.short_name);
        Head {
            owner: provider.to_owned().into(),
            name: entry.certification.short_name.clone(),
            id: entry.certification.id.clone(),
        }
    };
    entries.iter().map(head).collect()
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
    let matrix = Matrix {
        heading: "Side by side".to_owned(),
        heads: heads(entries, context),
        rows: rows.into_iter().map(|(column, cells)| (column.label().into(), cells)).collect(),
    };
    let mut blocks: Vec<Block> = page::title(&title(entries), "", context).into_iter().collect();
    blocks.push(Block::Matrix(matrix));
    if context.is_for_page() {
        blocks.push(Block::Timeline(timeline(entries, context)));
    } else if let Some(day) = context.catalog.data_date {
        blocks.push(Block::Text(format!("Facts checked up to {day}. Where each is from: certcmp show ID --sources")));
    }
    let mut outcome = Outcome::of(Report {
        envelope: context.envelope(),
        blocks,
        records: records::certifications(entries, chosen.as_deref(), context),
    });
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
    let matrix = Block::Matrix(Matrix { heading, heads: heads(entries, context), rows });
    let blocks =
        page::title(&self::title(entries), "", context).into_iter().chain([Block::Text(title), matrix]).collect();
    let ids = entries.iter().map(|entry| entry.certification.id.clone()).collect();
    let extra = vec![("source", context.catalog.source(source).map_or(Datum::Null, super::column::source_datum))];
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
    let cell = Cell { content: displayed(display), ..Cell::default() };
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
