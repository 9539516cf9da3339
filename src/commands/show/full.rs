//! Every fact of a certification, or the chosen ones; with their evidence on request.

use super::report::head;
use crate::commands::brief::or_not_known;
use crate::commands::columns::{Column, GROUPS};
use crate::commands::values::{beta, standard};
use crate::commands::{Context, evidence, names, sittings, values};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Row};
use certcmp_dataset::{Certification, Field, Group};

const SUPPORT: &str = "official: the provider's own page. relayed: a third party that quotes the provider. third party: \
    somebody else. inferred: our conclusion from the sources. our category: chosen by certcmp.";

pub fn blocks(entry: &Entry<'_>, with_sources: bool, context: &Context<'_>) -> Vec<Block> {
    let certification = entry.certification;
    let mut blocks = head(entry);
    for group in GROUPS {
        let fields = Field::ALL.iter().filter(|field| field.group() == group && **field != Field::Name);
        let others: &[Column] = match group {
            Group::Lifecycle => &[Column::Sittings],
            Group::Identity => &[Column::Id, Column::Track],
            _ => &[],
        };
        let columns = fields.map(|field| Column::Fact(*field)).chain(others.iter().copied());
        let mut rows: Vec<Row> = columns.flat_map(|column| rows(column, entry, with_sources, context)).collect();
        if group == Group::Identity && !certification.aliases.is_empty() {
            rows.push(Row::fact("Aliases", Cell::list(&certification.aliases)));
        }
        if !rows.is_empty() {
            blocks.push(Block::facts(heading(group, certification), rows));
        }
        if group == Group::Lifecycle && context.is_for_page() {
            blocks.extend(sittings::spans(certification, context.day).map(Block::Listing));
        }
    }
    if with_sources {
        blocks.push(evidence::source_listing(certification.cited(true), context));
        blocks.push(Block::Notes(vec![SUPPORT.to_owned()]));
    }
    blocks.push(Block::Hints(vec!["Wrong value? Correct it in a file of your own: certcmp help data".to_owned()]));
    blocks
}

/// The chosen columns; with sources, each with its evidence.
pub fn chosen(entry: &Entry<'_>, columns: &[Column], with_sources: bool, context: &Context<'_>) -> Vec<Block> {
    let title = Block::Title(entry.certification.name().clone(), names::code(entry.certification));
    if !with_sources {
        let pairs = columns.iter().map(|column| (column.label(), or_not_known(cell(*column, entry, context))));
        let hints = vec!["Who says so: --sources".to_owned(), "Other claims: --disputes".to_owned()];
        return vec![title, Block::pairs(pairs), Block::Hints(hints)];
    }
    let rows = columns.iter().flat_map(|column| match rows(*column, entry, true, context) {
        rows if rows.is_empty() => vec![Row::fact(column.label(), or_not_known(Cell::default()))],
        rows => rows,
    });
    vec![title, Block::facts("", rows.collect()), Block::Notes(vec![SUPPORT.to_owned()])]
}

/// The rows of a column; none where nothing is known.
fn rows(column: Column, entry: &Entry<'_>, with_sources: bool, context: &Context<'_>) -> Vec<Row> {
    let plain = || Row::fact(column.label(), cell(column, entry, context));
    match column {
        Column::Sittings => {
            let sittings = entry.certification.sittings.iter();
            sittings.map(|sitting| sittings::row(sitting, with_sources, context)).collect()
        }
        Column::Fact(field) => {
            let view = standard(entry, field).or_else(|| beta(entry, field));
            let row = view.map(|view| evidence::row(plain(), &view, with_sources, context));
            row.into_iter().collect()
        }
        Column::Track if with_sources => {
            let cells = [plain().cells, vec![Cell::text("our category")]].concat();
            vec![Row::from(cells)]
        }
        _ => vec![plain()],
    }
}

fn cell(column: Column, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let cell = column.cell(entry, context);
    match column {
        Column::Fact(Field::Links) => Cell { content: values::links(entry.certification).content, ..cell },
        _ => cell,
    }
}

fn heading(group: Group, certification: &Certification) -> String {
    let domains = certification.facts.domains.iter().flat_map(|domains| &domains.value);
    let is_approximate = domains.filter_map(|domain| domain.weight).any(|weight| weight.approximate);
    let approximate = if group == Group::Content && is_approximate { " (weights approximate, as printed)" } else { "" };
    format!("{}{approximate}", group.title())
}
