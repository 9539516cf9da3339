//! Every fact of a certification, or the chosen ones; with their evidence on request.

use super::report::head;
use crate::commands::brief::or_not_known;
use crate::commands::columns::{Column, GROUPS};
use crate::commands::values::{beta, standard};
use crate::commands::{Context, evidence, names, sittings, values};
use crate::query::Entry;
use crate::render::report::{Block, Cell, FactGroup, FactRow};
use certcmp_dataset::{Certification, Field, Group};

/// What the words for support mean.
const SUPPORT: &str = "official: the provider's own page. relayed: a third party that quotes the provider. third party: \
    somebody else. inferred: our conclusion from the sources. our category: chosen by certcmp.";

pub fn blocks(entry: &Entry<'_>, with_sources: bool, context: &Context<'_>) -> Vec<Block> {
    let certification = entry.certification;
    let mut blocks = head(entry, context);
    for group in GROUPS {
        let fields = Field::ALL.iter().filter(|field| field.group() == group && **field != Field::Name);
        let mut rows: Vec<FactRow> = fields.filter_map(|field| row(entry, *field, with_sources, context)).collect();
        if group == Group::Lifecycle {
            let sittings = certification.sittings.iter();
            rows.extend(sittings.map(|sitting| sittings::row(sitting, with_sources, context)));
        }
        if group == Group::Identity {
            rows.extend(identity(certification));
        }
        if !rows.is_empty() {
            let rows = if with_sources { rows } else { rows.into_iter().map(without_support).collect() };
            blocks.push(Block::facts(FactGroup { heading: heading(group, certification), rows }));
        }
        if group == Group::Lifecycle && context.is_for_page() {
            blocks.extend(sittings::spans(certification, context.day).map(Block::Bars));
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
    let certification = entry.certification;
    let mut blocks = vec![Block::Title(certification.name().clone(), names::code(certification))];
    if !with_sources {
        let pair = |column: &Column| (column.label().to_owned(), or_not_known(cell(*column, entry, context)));
        blocks.push(Block::pairs(columns.iter().map(pair)));
        blocks.push(Block::Hints(vec!["Who says so: --sources".to_owned(), "Other claims: --disputes".to_owned()]));
        return blocks;
    }
    let mut rows: Vec<FactRow> = Vec::new();
    for column in columns {
        match column {
            Column::Fact(field) => rows.push(row(entry, *field, true, context).unwrap_or_else(|| FactRow {
                label: field.label().to_owned(),
                cell: or_not_known(Cell::default()),
                ..FactRow::default()
            })),
            Column::Sittings => {
                rows.extend(certification.sittings.iter().map(|sitting| sittings::row(sitting, true, context)));
            }
            other => rows.push(FactRow {
                label: other.label().to_owned(),
                cell: other.cell(entry, context),
                ..FactRow::default()
            }),
        }
    }
    blocks.push(Block::facts(FactGroup { heading: String::new(), rows }));
    blocks.push(Block::Notes(vec![SUPPORT.to_owned()]));
    blocks
}

fn cell(column: Column, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let cell = column.cell(entry, context);
    match column {
        Column::Fact(Field::Links) => Cell { content: Cell::links(values::links(entry.certification)).content, ..cell },
        _ => cell,
    }
}

fn row(entry: &Entry<'_>, field: Field, with_sources: bool, context: &Context<'_>) -> Option<FactRow> {
    let view = standard(entry, field).or_else(|| beta(entry, field))?;
    let cell = cell(Column::Fact(field), entry, context);
    Some(evidence::row(field.label(), cell, &view, with_sources, context))
}

fn without_support(row: FactRow) -> FactRow {
    FactRow { support: String::new(), ..row }
}

fn identity(certification: &Certification) -> Vec<FactRow> {
    let row = |label: &str, text: String, support: &str| FactRow {
        label: label.to_owned(),
        cell: Cell::text(text),
        support: support.to_owned(),
        ..FactRow::default()
    };
    let mut rows = vec![
        row("ID", certification.id.clone(), ""),
        row("Track", certification.track.title().to_owned(), "our category"),
    ];
    rows.extend((!certification.aliases.is_empty()).then(|| row("Aliases", certification.aliases.join(", "), "")));
    rows
}

fn heading(group: Group, certification: &Certification) -> String {
    let approximate = certification.facts.domains.as_deref().is_some_and(|domains| {
        domains.value.iter().filter_map(|domain| domain.weight).any(|weight| weight.approximate)
    });
    match group {
        Group::Content if approximate => format!("{} (weights approximate, as printed)", group.title()),
        _ => group.title().to_owned(),
    }
}
