//! `list`: one row for each certification.

use super::columns::Column;
use super::evidence::UNCERTAIN;
use super::{Context, Outcome, certifications, page};
use crate::query::Entry;
use crate::query::filter::Query;
use crate::render::report::{Block, Cell, Content, Listing, Remark};
use certcmp_dataset::Field;

/// What is shown where nothing else is chosen.
const USUAL: [Column; 6] = [
    Column::Id,
    Column::ShortName,
    Column::Fact(Field::Level),
    Column::Status,
    Column::Fact(Field::Price),
    Column::Fact(Field::Duration),
];

/// Runs a query and lists what it finds.
pub fn run(query: &Query, chosen: Option<&[Column]>, context: &Context<'_>) -> Outcome {
    let found = query.run(context.catalog, context.day, context.language);
    let columns = chosen.map_or_else(|| USUAL.to_vec(), |chosen| certifications::columns(Some(chosen)));
    let heads = columns.iter().map(|column| (head(*column), is_number(*column)));
    let row = |entry: &Entry<'_>| -> Vec<Cell> {
        columns.iter().map(|column| bare(*column, column.cell(entry, context), context)).collect()
    };
    let legend = Some("disputed, uncertain or of a beta: see certcmp show ID".to_owned());
    let listing = Listing { legend, ..Listing::new("", heads, found.entries.iter().map(row)) };
    let count = match found.entries.len() {
        0 => "none matches".to_owned(),
        count => format!("{count} found"),
    };
    let title = page::title("Machine-learning certifications", &count, context);
    let ids = found.entries.iter().map(|entry| entry.certification.id.clone()).collect();
    let mut outcome = context.answer(
        ids,
        || title.into_iter().chain([Block::Listing(listing)]).collect(),
        || certifications::records(&found.entries, chosen, context),
    );
    if found.entries.is_empty() {
        outcome.notes.push("no certification matches".to_owned());
    }
    if found.hidden.len() > 0 {
        let are = if found.hidden.len() == 1 { "is" } else { "are" };
        let what = format!(
            "{} that cannot be taken in {} {are} left out; --all shows them",
            found.hidden.len(),
            context.language.title()
        );
        outcome.notes.push(what);
    }
    outcome
}

/// Numbers stand under their unit.
fn head(column: Column) -> &'static str {
    match column {
        Column::Fact(Field::Price) => "USD",
        Column::Fact(Field::Duration) => "Minutes",
        Column::Fact(Field::SeatTime) => "Seat minutes",
        other => other.label(),
    }
}

fn is_number(column: Column) -> bool {
    matches!(column, Column::Fact(Field::Price | Field::Duration | Field::SeatTime))
}

/// Takes the unit off a number, because it stands in the head; doubt becomes a mark, but on a page it stays a word.
fn bare(column: Column, mut cell: Cell, context: &Context<'_>) -> Cell {
    if let (true, Content::Text(text)) = (is_number(column), &cell.content) {
        if context.is_for_page() {
            cell.content = Content::Text(text.replace(" USD", "").replace(" min", "").into());
            return cell;
        }
        let (uncertain, beta) = (text.contains(UNCERTAIN), text.contains(" (beta)"));
        let text = [UNCERTAIN, " (beta)", " USD", " min"]
            .iter()
            .fold(text.clone(), |text, words| text.replace(words, "").into());
        cell.content = Content::Text(text);
        let words = [beta.then_some("beta"), uncertain.then_some("uncertain")].into_iter().flatten();
        let remarks = words.map(|word| Remark { words: word.into(), ..Remark::default() });
        cell.remarks.splice(0..0, remarks.collect::<Vec<_>>());
    }
    cell
}
