//! A list for people: grouped by provider, one line each, with the counts of what is hidden.

use super::{List, Options};
use crate::commands::brief::or_not_known;
use crate::commands::columns::{self, Column};
use crate::commands::{Context, names, standing, values};
use crate::query::Entry;
use crate::query::filter::SortKey;
use crate::query::terms::{Meaning, Term};
use crate::render::report::{Block, Cell, Content, Listing, Row};
use certcmp_dataset::language::and;
use certcmp_dataset::{Certification, Field, Provider, Status, TopicWeight};

const LONGEST_CODE: usize = 12;

pub fn blocks(list: &List<'_>, context: &Context<'_>) -> Vec<Block> {
    let List { found, options, .. } = list;
    let (unknown, hidden): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) =
        found.hidden.iter().partition(|entry| options.language_given && entry.standing.status == Status::Unknown);
    let count = format!("{} of {}", found.entries.len(), context.catalog.certifications.len());
    let mut blocks = vec![Block::Title(title(list, context), count)];
    if found.entries.is_empty() {
        blocks.push(Block::Text(nothing(list, context)));
    }
    blocks.extend(tables(list, "", found.entries.iter().collect(), context));
    blocks.push(Block::Notes(hidden_counts(&hidden, context).into_iter().collect()));
    let heading = format!("Not known whether offered in {} ({})", context.language.title(), unknown.len());
    blocks.extend(tables(list, &heading, unknown, context));
    blocks.push(Block::Notes(notes(list, context)));
    let mut hints = Vec::new();
    hints.extend((!hidden.is_empty()).then(|| "Those too: --all".to_owned()));
    if found.entries.is_empty() {
        hints.extend(orders(list));
        let ends = options.query.asked_statuses().any(|status| status == Status::Retiring);
        hints.extend(ends.then(|| "Ends in other languages: certcmp changes --since today".to_owned()));
        hints.push("All exams: certcmp list --all".to_owned());
    }
    let is_unsorted =
        options.query.sort.is_none() && list.columns.contains(&Column::Fact(Field::PrerequisitesRequired));
    hints.extend(is_unsorted.then(|| "What requires something first: --sort required".to_owned()));
    let first = found.entries.first();
    hints.extend(first.map(|entry| format!("One exam: certcmp show {}", names::code(entry.certification))));
    blocks.push(Block::Hints(hints));
    blocks
}

fn notes(list: &List<'_>, context: &Context<'_>) -> Vec<String> {
    let List { found, options, .. } = list;
    let mut notes: Vec<String> = options.about.and_then(|provider| by_others(provider, context)).into_iter().collect();
    if !found.undecided.is_empty() {
        let exams: Vec<&Certification> = found.undecided.iter().map(|entry| entry.certification).collect();
        notes.push(format!("Not known whether within the limits: {}.", names::codes(&exams)));
    }
    let any =
        |column: &Column, is: fn(&Cell) -> bool| found.entries.iter().any(|entry| is(&column.cell(entry, context)));
    let is_unknown = |column: &Column| unit(*column).is_some() && any(column, Cell::is_empty);
    notes.extend(list.columns.iter().any(is_unknown).then(|| "?: not known.".to_owned()));
    let has_more = |cell: &Cell| matches!(&cell.content, Content::Inline(items) if shown(items) < items.len());
    let is_cut = |column: &&Column| **column != Column::Fact(Field::Delivery) && any(column, has_more);
    let cut: Vec<&str> = list.columns.iter().filter(is_cut).map(|column| column.name()).collect();
    let is_told = !cut.is_empty() && !context.is_for_page();
    notes.extend(is_told.then(|| format!("(+N): all of it with certcmp show ID --fields {}.", cut.join(","))));
    notes.extend(columns::checked_between(&found.entries));
    notes
}

fn title(list: &List<'_>, context: &Context<'_>) -> String {
    let Options { query, words, .. } = list.options;
    let statuses: Vec<&str> = query.statuses.iter().map(|status| status.title()).collect();
    let what = match query.asked_statuses().next() {
        Some(_) => statuses.join(" or "),
        None if query.all => "all exams".to_owned(),
        None => "available".to_owned(),
    };
    let what = match (words.as_str(), what.as_str()) {
        ("", what) => names::capital(what),
        (words, "") => words.to_owned(),
        (words, what) => format!("{words}: {what}"),
    };
    format!("{what} on {} in {}", context.day, context.language.title())
}

fn nothing(list: &List<'_>, context: &Context<'_>) -> String {
    let (exams, vendors) = (&context.catalog.certifications, context.catalog.providers.len());
    let words = &list.options.query.words;
    let alone = |term: &Term<'_>| {
        let count = exams.iter().filter(|exam| term.fits(exam, context.catalog)).count();
        format!("`{}` matches {count}", term.typed)
    };
    let matches = if !list.found.hidden.is_empty() {
        "None is available".to_owned()
    } else if words.len() > 1 {
        let alone: Vec<String> = words.iter().map(alone).collect();
        format!("No certification matches all of these; alone {}", and(&alone))
    } else {
        "No certification matches".to_owned()
    };
    format!("{matches}. certcmp knows {} exams of {vendors} vendors.", exams.len())
}

const ORDERS: &[(&str, &str)] = &[
    ("cheap", "Cheapest first: --sort cost"),
    ("short", "Shortest first: --sort duration"),
    ("eas", "Easiest first: --sort level"),
    ("new", "What is new: certcmp changes"),
    ("free", "By cost: --max-cost USD"),
    ("experience", "By experience: certcmp recommend --experience YEARS"),
    ("require", "What requires something first: --sort required"),
    ("prerequisite", "What requires something first: --sort required"),
];

fn orders(list: &List<'_>) -> Vec<String> {
    let typed = || list.options.query.words.iter().map(|term| term.typed.to_lowercase());
    let is_asked = |beginning: &str| typed().any(|word| word.starts_with(beginning));
    ORDERS.iter().filter(|(beginning, _)| is_asked(beginning)).map(|(_, hint)| (*hint).to_owned()).collect()
}

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

/// "Hidden: 12 ended, 3 announced, 10 not known for English."
fn hidden_counts(hidden: &[&Entry<'_>], context: &Context<'_>) -> Option<String> {
    let language = context.language.title();
    let groups = [
        (Status::Retired, "ended".to_owned()),
        (Status::Announced, "announced".to_owned()),
        (Status::NotOffered, format!("not offered in {language}")),
        (Status::Unknown, format!("not known for {language}")),
    ];
    let counts = groups.into_iter().filter_map(|(status, words)| {
        let count = hidden.iter().filter(|entry| entry.standing.status == status).count();
        (count > 0).then(|| format!("{count} {words}"))
    });
    let counts: Vec<String> = counts.collect();
    (!counts.is_empty()).then(|| format!("Hidden: {}.", counts.join(", ")))
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
    let is_told =
        |column: &Column| matches!(column, Column::Id | Column::ShortName) || (grouped && *column == Column::Provider);
    let columns: Vec<Column> =
        list.columns.iter().copied().filter(|column| is_known(column) && !is_told(column)).collect();
    let topics: Vec<&Term<'_>> = list.options.query.asked_topics().into_iter().take(2).collect();
    let mut provider = String::new();
    let rows = entries.iter().map(|entry| {
        let owner = names::provider(entry.certification, context);
        let name =
            if grouped { names::short(entry.certification) } else { context.catalog.full_title(entry.certification) };
        let mut cells = vec![Cell::text(names::code(entry.certification)), Cell::text(name)];
        cells.extend(topics.iter().map(|term| coverage(term, entry, context)));
        cells.extend(columns.iter().map(|column| cell(*column, entry, context)));
        let mut row = Row::from(cells);
        let available = standing::availability(entry);
        if available != "yes" && heading.is_empty() && !columns.contains(&Column::Status) {
            row = row.note(available);
        }
        if grouped && owner != provider {
            row.group.clone_from(&owner);
            provider = owner;
        }
        row
    });
    let mut heads = vec![("ID", false), ("Certification", false)];
    heads.extend(topics.iter().map(|term| (term.label(), false)));
    heads.extend(columns.iter().map(|column| (unit(*column).unwrap_or(column.label()), unit(*column).is_some())));
    // Most names say the level.
    let spare = if list.options.fields.is_none() { heads.iter().position(|(head, _)| *head == "Level") } else { None };
    Listing { legend: Some(values::LEGEND.to_owned()), spare, ..Listing::new(heading, heads, rows.collect::<Vec<_>>()) }
}

fn coverage(term: &Term<'_>, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let Meaning::Topic(topic) = &term.meaning else { return Cell::default() };
    Cell::text(match context.catalog.coverage(entry.certification, &topic.id) {
        Some((TopicWeight::Main, _)) => "main",
        Some((weight, _)) => weight.title(),
        None => "–",
    })
}

/// How many items of a list stand in a cell: those that fit a short line, and at least one.
fn shown(items: &[String]) -> usize {
    const COLUMNS: usize = 40;
    let mut width = 0;
    let fits = |item: &&String| {
        width += item.chars().count() + 2;
        width <= COLUMNS + 2
    };
    items.iter().take_while(fits).count().clamp(1, items.len().max(1))
}

/// Where an exam is taken, without who runs it.
fn places(cell: Cell) -> Cell {
    let Content::Inline(items) = &cell.content else { return cell };
    let places: Vec<&str> = items.iter().map(|item| item.split(" (").next().unwrap_or(item)).collect();
    cell.with_text(places.join(", "))
}

/// The unit below which the numbers of a column stand.
fn unit(column: Column) -> Option<&'static str> {
    match column {
        Column::Fact(Field::Price) => Some("USD"),
        Column::Fact(Field::Duration) => Some("Min"),
        Column::Fact(Field::SeatTime) => Some("Seat min"),
        _ => None,
    }
}

/// A cell in short. Marks say the rest.
fn cell(column: Column, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let Column::Fact(field) = column else { return values::cut(column.cell(entry, context), shown, context) };
    match field {
        Field::Difficulty | Field::HolderDiscount => or_not_known(column.cell(entry, context)),
        Field::Delivery => or_not_known(places(values::short(entry, field, context))),
        _ if unit(column).is_some() => values::number(entry, field, context),
        _ => or_not_known(values::cut(values::short(entry, field, context), shown, context)),
    }
}
