//! `sources`: what the dataset, or one certification, rests on.

use super::evidence::{self, source_datum, source_listing, source_shape, with_address};
use super::{Context, Outcome, page};
use crate::render::report::{Block, Cell, FactGroup, FactRow, Listing, Records, Report};
use certcmp_dataset::fact::View;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::Support;
use certcmp_dataset::{Certification, SourceRef};
use std::borrow::Cow;

/// Every source with the number of facts that cite it.
pub fn all(context: &Context<'_>) -> Outcome {
    let mut counts = vec![0_i64; context.catalog.sources.len()];
    for certification in &context.catalog.certifications {
        for source in certification.cited(true) {
            if let Some(count) = counts.get_mut(source.0 as usize) {
                *count += 1;
            }
        }
    }
    let mut found: Vec<(&certcmp_dataset::Source, i64)> = context.catalog.sources.iter().zip(counts).collect();
    found.sort_by(|left, right| left.0.id.cmp(&right.0.id));
    let rows = found.iter().map(|(source, count)| {
        let dated = source.dated.map(|when| when.to_string()).unwrap_or_default();
        let official = if source.official { "official" } else { "" };
        vec![
            Cell::text(&source.id),
            Cell::text(official),
            Cell::text(dated),
            Cell::text(count.to_string()),
            with_address(format!("{}. {}", source.title, source.publisher), source),
        ]
    });
    let heads = [("Source", false), ("Official", false), ("Dated", false), ("Cited", true), ("What it is", false)];
    let listing = Listing::new("", heads, rows);
    let records = source_records(found.iter().map(|(source, count)| (*source, *count)));
    let title = page::title("What the dataset rests on", &format!("{} sources", listing.rows.len()), context);
    let blocks = title.into_iter().chain([Block::Listing(listing)]).collect();
    Outcome::of(Report { envelope: context.envelope(), blocks, records })
}

fn source_records<'a>(found: impl Iterator<Item = (&'a certcmp_dataset::Source, i64)>) -> Records {
    let mut columns: Vec<(Cow<'static, str>, Shape)> = match source_shape() {
        Shape::Map(parts) => parts.into_iter().map(|(key, shape)| (Cow::Borrowed(key), shape)).collect(),
        _ => Vec::new(),
    };
    columns.push(("cited".into(), Shape::Int));
    let mut ids = Vec::new();
    let mut rows = Vec::new();
    for (source, count) in found {
        ids.push(source.id.clone());
        let mut row: Vec<Datum> = match source_datum(source) {
            Datum::Map(parts) => parts.into_iter().map(|(_, datum)| datum).collect(),
            _ => Vec::new(),
        };
        row.push(Datum::Int(count));
        rows.push(row);
    }
    Records { key: "sources", columns, rows, ids, extra: Vec::new() }
}

/// What one certification rests on: its facts by support, its oldest and newest source, and its open disputes.
pub fn of(certification: &Certification, context: &Context<'_>) -> Outcome {
    let mut views: Vec<(String, View<'_>)> =
        certification.facts.views().map(|(field, view)| (field.label().to_owned(), view)).collect();
    for sitting in &certification.sittings {
        let kind = sitting.kind.title();
        views.extend(sitting.facts.views().map(|(field, view)| (format!("{}, {kind}", field.label()), view)));
    }
    let cited = certification.cited(true);
    let mut blocks = vec![
        Block::Title(
            format!("What {} rests on", context.catalog.full_title(certification)),
            certification.id.to_string(),
        ),
        Block::Facts(FactGroup { heading: format!("{} facts", views.len()), rows: summary(&views, &cited, context) }),
    ];
    let disputes = disputes(&views, context);
    if !disputes.is_empty() {
        blocks.push(Block::Facts(FactGroup { heading: format!("{} open disputes", disputes.len()), rows: disputes }));
    }
    blocks.push(Block::Listing(source_listing(cited.clone(), context)));
    let mut counted: Vec<(&certcmp_dataset::Source, i64)> = Vec::new();
    for source in &cited {
        let Some(source) = context.catalog.source(*source) else { continue };
        match counted.iter_mut().find(|(known, _)| known.id == source.id) {
            Some((_, count)) => *count += 1,
            None => counted.push((source, 1)),
        }
    }
    counted.sort_by(|left, right| left.0.id.cmp(&right.0.id));
    let mut records = source_records(counted.into_iter());
    records.extra = vec![
        ("certification", Datum::text(&certification.id)),
        ("facts_by_support", by_support_datum(&views)),
        ("disputes", disputes_datum(&views, context)),
    ];
    Outcome::of(Report { envelope: context.envelope(), blocks, records })
}

fn count(views: &[(String, View<'_>)], support: Support) -> usize {
    views.iter().filter(|(_, view)| view.support == support).count()
}

fn summary(views: &[(String, View<'_>)], cited: &[SourceRef], context: &Context<'_>) -> Vec<FactRow> {
    let row = |label: &'static str, text: String| FactRow {
        label: label.into(),
        cell: Cell::text(text),
        ..FactRow::default()
    };
    let mut rows: Vec<FactRow> =
        Support::ALL.iter().map(|support| row(support.title(), count(views, *support).to_string())).collect();
    rows.push(row("uncertain", views.iter().filter(|(_, view)| view.uncertain).count().to_string()));
    let dated: Vec<_> = cited
        .iter()
        .filter_map(|source| context.catalog.source(*source))
        .filter_map(|source| source.dated.map(|when| (when, &source.id)))
        .collect();
    if let (Some((oldest, old)), Some((newest, new))) = (dated.iter().min(), dated.iter().max()) {
        rows.push(row("oldest source", format!("{oldest} {old}")));
        rows.push(row("newest source", format!("{newest} {new}")));
    }
    rows
}

fn disputes(views: &[(String, View<'_>)], context: &Context<'_>) -> Vec<FactRow> {
    let disputed = views.iter().filter(|(_, view)| !view.disputed.is_empty());
    disputed
        .map(|(label, view)| FactRow {
            label: label.clone().into(),
            cell: Cell::text(view.display(context.catalog).line()),
            support: view.support.title().to_owned().into(),
            asides: view.disputed.iter().map(|claim| evidence::claim_line(claim, context)).collect(),
        })
        .collect()
}

fn by_support_datum(views: &[(String, View<'_>)]) -> Datum {
    let part = |support: &Support| {
        (Cow::Borrowed(support.as_str()), Datum::Int(i64::try_from(count(views, *support)).unwrap_or(i64::MAX)))
    };
    Datum::Map(Support::ALL.iter().map(part).collect())
}

fn disputes_datum(views: &[(String, View<'_>)], context: &Context<'_>) -> Datum {
    let disputed = views.iter().filter(|(_, view)| !view.disputed.is_empty());
    let datum = |(label, view): &(String, View<'_>)| {
        Datum::map([("fact", Datum::text(label)), ("evidence", evidence::datum(view, None, context))])
    };
    Datum::List(disputed.map(datum).collect())
}
