//! A list for people: grouped by provider, one line each, with the counts of what is hidden.

use super::List;
use crate::commands::brief::or_not_known;
use crate::commands::columns::{self, Column};
use crate::commands::values::{beta, standard};
use crate::commands::{Context, evidence, names, standing};
use crate::query::Entry;
use crate::query::filter::SortKey;
use crate::render::report::{Block, Cell, Listing, Remark, Row};
use certcmp_dataset::value::Display;
use certcmp_dataset::{Certification, Field, Provider, Status};

/// Codes up to this length share a table.
const LONGEST_CODE: usize = 12;

/// The blocks, from top to bottom.
pub fn blocks(list: &List<'_>, context: &Context<'_>) -> Vec<Block> {
    let List { found, options, .. } = list;
    let (unknown, hidden): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) =
        found.hidden.iter().partition(|entry| options.language_given && entry.standing.status == Status::Unknown);
    let mut blocks = vec![Block::Title(title(list, context), count(list, context))];
    if found.entries.is_empty() {
        blocks.push(Block::Text(nothing(list, context)));
    } else {
        blocks.extend(tables(list, "", found.entries.iter().collect(), context));
    }
    if !unknown.is_empty() {
        let heading = format!("Not known whether offered in {}", context.language.title());
        blocks.extend(tables(list, &heading, unknown, context));
    }
    let mut notes: Vec<String> = hidden_counts(&hidden, context).into_iter().collect();
    notes.extend(options.about.and_then(|provider| by_others(provider, context)));
    let is_unknown = |column: &Column| {
        is_number(*column) && found.entries.iter().any(|entry| column.cell(entry, context).is_empty())
    };
    notes.extend(list.columns.iter().any(is_unknown).then(|| "?: not known.".to_owned()));
    notes.extend(checked(list, context));
    blocks.push(Block::Notes(notes));
    let mut hints = Vec::new();
    hints.extend((!hidden.is_empty()).then(|| "Those too: --all".to_owned()));
    hints.extend(found.entries.is_empty().then(|| "All exams: certcmp list --all".to_owned()));
    let first = found.entries.first();
    hints.extend(first.map(|entry| format!("One exam: certcmp show {}", names::code(entry.certification))));
    blocks.push(Block::Hints(hints));
    blocks
}

fn title(list: &List<'_>, context: &Context<'_>) -> String {
    let options = list.options;
    let words = if options.words.is_empty() { String::new() } else { format!("{}: ", options.words) };
    let what = if options.query.all { "all exams" } else { "available" };
    let what = if words.is_empty() { capital(what) } else { what.to_owned() };
    format!("{words}{what} on {} in {}", context.day, context.language.title())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn count(list: &List<'_>, context: &Context<'_>) -> String {
    format!("{} of {}", list.found.entries.len(), context.catalog.certifications.len())
}

fn nothing(list: &List<'_>, context: &Context<'_>) -> String {
    let vendors = context.catalog.providers.len();
    let exams = context.catalog.certifications.len();
    let matches = if list.found.hidden.is_empty() { "No certification matches" } else { "None is available" };
    format!("{matches}. certcmp knows {exams} exams of {vendors} vendors.")
}

/// The exams of other providers that have a provider's name.
fn by_others(provider: &Provider, context: &Context<'_>) -> Option<String> {
    let is_about = |certification: &&Certification| {
        certification.provider != provider.id && certification.name().contains(&provider.short_name)
    };
    let name = |certification: &Certification| {
        format!("{} ({})", names::with_name(certification), names::provider(certification, context))
    };
    let others: Vec<String> = context.catalog.certifications.iter().filter(is_about).map(name).collect();
    (!others.is_empty()).then(|| format!("By other vendors: {}.", others.join(", ")))
}

/// The oldest and the newest evidence of what is listed.
fn checked(list: &List<'_>, context: &Context<'_>) -> Option<String> {
    let checked: Vec<_> =
        list.found.entries.iter().filter_map(|entry| columns::checked(entry.certification, context)).collect();
    let (oldest, newest) = (checked.iter().min()?, checked.iter().max()?);
    Some(if oldest == newest { format!("Checked {newest}.") } else { format!("Checked {oldest} to {newest}.") })
}

/// "12 have ended, 3 are announced, 10 are not known for English."
fn hidden_counts(hidden: &[&Entry<'_>], context: &Context<'_>) -> Option<String> {
    let language = context.language.title();
    let count = |status: Status| hidden.iter().filter(|entry| entry.standing.status == status).count();
    let be = |count: usize| if count == 1 { "is" } else { "are" };
    let groups = [
        (count(Status::Retired), "ended", String::new()),
        (count(Status::Announced), "announced", String::new()),
        (count(Status::NotOffered), "not offered in", language.to_string()),
        (count(Status::Unknown), "not known for", language.to_string()),
    ];
    let parts = groups.into_iter().filter(|(count, ..)| *count > 0).map(|(count, word, language)| {
        let verb = match word {
            "ended" if count == 1 => "has",
            "ended" => "have",
            _ => be(count),
        };
        format!("{count} {verb} {word} {language}").trim_end().to_owned()
    });
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| format!("Hidden: {}.", parts.join(", ")))
}

/// Tables of certifications: one, or more where the codes of a vendor are much longer than those before.
fn tables(list: &List<'_>, heading: &str, entries: Vec<&Entry<'_>>, context: &Context<'_>) -> Vec<Block> {
    let is_long = |entry: &&Entry<'_>| names::code(entry.certification).len() > LONGEST_CODE;
    let grouped = matches!(list.options.query.sort, None | Some(SortKey::Provider));
    let same = |left: &&Entry<'_>, right: &&Entry<'_>| !grouped || is_long(left) == is_long(right);
    let runs = entries.chunk_by(same).enumerate();
    runs.map(|(at, run)| Block::Listing(table(list, if at == 0 { heading } else { "" }, run, grouped, context)))
        .collect()
}

fn table(list: &List<'_>, heading: &str, entries: &[&Entry<'_>], grouped: bool, context: &Context<'_>) -> Listing {
    let is_known = |column: &Column| entries.iter().any(|entry| !column.cell(entry, context).is_empty());
    let columns: Vec<Column> = list.columns.iter().copied().filter(is_known).collect();
    let mut provider = String::new();
    let rows = entries.iter().map(|entry| {
        let owner = names::provider(entry.certification, context);
        let name =
            if grouped { names::short(entry.certification) } else { context.catalog.full_title(entry.certification) };
        let mut cells = vec![Cell::text(names::code(entry.certification)), Cell::text(name)];
        cells.extend(columns.iter().map(|column| cell(*column, entry, context)));
        let mut row = Row::from(cells);
        let available = standing::brief(&entry.standing);
        let is_told = !heading.is_empty() || columns.contains(&Column::Status);
        if available != "yes" && !is_told {
            row = row.note(available);
        }
        if grouped && owner != provider {
            row = row.group(owner.clone());
            provider = owner;
        }
        row
    });
    let heads = [("ID", false), ("Certification", false)].into_iter();
    let heads = heads.chain(columns.iter().map(|column| (head(*column), is_number(*column))));
    let legend = Some("of the beta, uncertain or disputed: certcmp show ID".to_owned());
    Listing { legend, ..Listing::new(heading, heads.collect::<Vec<_>>(), rows.collect::<Vec<_>>()) }
}

/// Numbers stand below their unit.
fn head(column: Column) -> &'static str {
    match column {
        Column::Fact(Field::Price) => "USD",
        Column::Fact(Field::Duration) => "Min",
        Column::Fact(Field::SeatTime) => "Seat min",
        other => other.label(),
    }
}

fn is_number(column: Column) -> bool {
    matches!(column, Column::Fact(Field::Price | Field::Duration | Field::SeatTime))
}

/// A cell in short: without its unit, and a beta's value only where there is no other. Marks say the rest.
fn cell(column: Column, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let Column::Fact(field) = column else {
        return column.cell(entry, context);
    };
    let (view, is_beta) = match (standard(entry, field), beta(entry, field)) {
        (None, Some(beta)) => (beta, true),
        (Some(view), _) => (view, false),
        // The words would take the room of the names.
        (None, None) if is_number(column) => return Cell::text("?"),
        (None, None) => return or_not_known(Cell::default()),
    };
    let mut remarks = evidence::remarks(&view, context);
    let words = [(is_beta, "of the beta"), (view.uncertain, "uncertain")].into_iter().filter(|(holds, _)| *holds);
    remarks.extend(words.map(|(_, words)| Remark::new(words, Vec::new())));
    let cell = match view.display(context.catalog) {
        Display::Text(text) if is_number(column) => Cell::text(text.trim_end_matches(" USD").trim_end_matches(" min")),
        display => evidence::content(display).into(),
    };
    Cell { remarks, ..cell.cite(evidence::support(&view), evidence::ids(view.sources, context)) }
}
