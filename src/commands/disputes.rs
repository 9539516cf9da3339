//! Disputes: the claims that contradict values, open and refuted, with who makes them.

use super::columns::Column;
use super::{Context, evidence, names};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Listing, Records};
use certcmp_dataset::fact::{ClaimView, View};
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::Support;
use std::borrow::Cow;

/// The key of the records.
pub const KEY: &str = "disputes";

/// A value with the claims against it.
struct Disputed<'a> {
    id: &'a str,
    label: String,
    key: &'static str,
    view: View<'a>,
}

/// The disputed facts of some certifications, their sittings included.
fn disputed<'a>(entries: &[Entry<'a>], fields: Option<&[Column]>) -> Vec<Disputed<'a>> {
    let mut found = Vec::new();
    for entry in entries {
        let mut add = |label: String, key, view: View<'a>| {
            if !view.disputed.is_empty() {
                found.push(Disputed { id: &entry.certification.id, label, key, view });
            }
        };
        let wanted = |column: Column| fields.is_none_or(|fields| fields.contains(&column));
        for (field, view) in entry.certification.facts.views().filter(|(field, _)| wanted(Column::Fact(*field))) {
            add(field.label().to_owned(), field.key(), view);
        }
        for sitting in entry.certification.sittings.iter().filter(|_| wanted(Column::Sittings)) {
            for (field, view) in sitting.facts.views() {
                add(format!("{}, {}", field.label(), sitting.kind.title()), field.key(), view);
            }
        }
    }
    found
}

/// How many values have an open dispute and how many claims were refuted, in a sentence.
pub fn count(entries: &[Entry<'_>], _: &Context<'_>) -> Option<String> {
    let disputed = disputed(entries, None);
    let open = disputed.iter().filter(|disputed| disputed.view.disputed.iter().any(evidence::is_open)).count();
    let claims = disputed.iter().flat_map(|disputed| &disputed.view.disputed);
    let refuted = claims.filter(|claim| !evidence::is_open(claim)).count();
    let values = if open == 1 { "value" } else { "values" };
    let claims = if refuted == 1 { "refuted claim is" } else { "refuted claims are" };
    match (open, refuted) {
        (0, 0) => None,
        (0, _) => Some(format!("{refuted} {claims} kept.")),
        (_, 0) => Some(format!("Sources disagree on {open} {values}.")),
        _ => Some(format!("Sources disagree on {open} {values}; {refuted} {claims} kept.")),
    }
}

/// A table: the value, then each claim with who makes it and its verdict.
pub fn blocks(entries: &[Entry<'_>], fields: Option<&[Column]>, context: &Context<'_>) -> Vec<Block> {
    let title = format!("Disputes about {}", certcmp_dataset::language::and(&codes(entries)));
    let mut blocks = vec![Block::Title(title, String::new())];
    let disputed = disputed(entries, fields);
    if disputed.is_empty() {
        blocks.push(Block::Text("No source in the data contradicts these values.".to_owned()));
        return blocks;
    }
    for entry in entries {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for disputed in disputed.iter().filter(|disputed| disputed.id == entry.certification.id) {
            let view = &disputed.view;
            let value = view.display(context.catalog).line();
            rows.push(vec![
                Cell::text(&disputed.label),
                Cell::text(value),
                Cell::text(evidence::names_line(view.sources, context)),
                Cell::text(evidence::support(view)),
            ]);
            rows.extend(view.disputed.iter().map(|claim| claim_row(claim, context)));
        }
        if !rows.is_empty() {
            let heads = ["Fact", "Value or claim", "Who says so", "Verdict"].map(|head| (head, false));
            blocks.push(Block::Listing(Listing::new(names::with_name(entry.certification), heads, rows)));
        }
    }
    blocks
}

fn codes(entries: &[Entry<'_>]) -> Vec<String> {
    entries.iter().map(|entry| names::code(entry.certification)).collect()
}

fn claim_row(claim: &ClaimView<'_>, context: &Context<'_>) -> Vec<Cell> {
    vec![
        Cell::default(),
        Cell::text(claim.display(context.catalog).gist()),
        Cell::text(evidence::names_line(claim.sources, context)),
        Cell::text(evidence::verdict(claim)),
    ]
}

/// Keys and shapes of a disputed fact.
pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    vec![
        ("certification".into(), Shape::Text),
        ("fact".into(), Shape::Text),
        ("says".into(), Shape::Text),
        ("support".into(), Shape::Word(Support::WORDS)),
        ("evidence".into(), evidence::shape(Shape::Text)),
    ]
}

/// The disputed facts for programs.
pub fn records(entries: &[Entry<'_>], fields: Option<&[Column]>, context: &Context<'_>) -> Records {
    let disputed = disputed(entries, fields);
    let row = |disputed: &Disputed<'_>| {
        vec![
            Datum::text(disputed.id.to_owned()),
            Datum::text(disputed.key),
            Datum::Text(disputed.view.display(context.catalog).line()),
            Datum::text(disputed.view.support),
            evidence::datum_in_words(&disputed.view, None, context),
        ]
    };
    let cited = disputed.iter().flat_map(|disputed| disputed.view.cited().collect::<Vec<_>>()).collect();
    Records {
        key: KEY,
        columns: columns(),
        rows: disputed.iter().map(row).collect(),
        ids: entries.iter().map(|entry| entry.certification.id.clone()).collect(),
        extra: vec![("sources", evidence::sources_datum(cited, context))],
    }
}
