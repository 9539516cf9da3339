//! `show`: everything that is known of one certification, each value with how well it is backed.

use super::columns::{Column, checked, in_effect};
use super::{Context, Outcome, certifications, evidence, sittings, standing};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Content, FactGroup, FactRow, Link};
use certcmp_dataset::fact::View;
use certcmp_dataset::value::Display;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Certification, Field, Group};

/// Shows one certification. With `with_sources`, every fact says where it is from, and the sources are listed.
pub fn run(
    certification: &Certification,
    chosen: Option<&[Column]>,
    with_sources: bool,
    context: &Context<'_>,
) -> Outcome {
    let entry = standing::entry(certification, context);
    let mut blocks =
        vec![title(certification), Block::Status(opening(&entry, context), standing::tone(&entry), String::new())];
    let wanted = |field: Field| chosen.is_none_or(|chosen| chosen.contains(&Column::Fact(field)));
    for group in Group::ALL {
        let mut rows: Vec<FactRow> = Field::ALL
            .iter()
            .filter(|field| field.group() == *group && wanted(**field) && (**field != Field::Name || chosen.is_some()))
            .filter_map(|field| {
                in_effect(&entry, *field).map(|(view, kind)| row(*field, &view, kind, with_sources, context))
            })
            .collect();
        if *group == Group::Identity && chosen.is_none() {
            rows.insert(0, bare("ID", &certification.id, ""));
            rows.push(bare("Track", &certification.track.title().into(), "our sorting"));
            rows.extend(
                (!certification.aliases.is_empty())
                    .then(|| bare("Also called", &certification.aliases.join(", ").into(), "")),
            );
        }
        if let (Group::Identity, Some(chosen)) = (group, chosen) {
            let own = chosen.iter().filter(|column| !matches!(column, Column::Fact(_) | Column::Sittings));
            let own = own.map(|column| FactRow {
                label: column.label().into(),
                cell: column.cell(&entry, context),
                ..FactRow::default()
            });
            rows.splice(0..0, own.collect::<Vec<_>>());
        }
        if *group == Group::Lifecycle && chosen.is_none_or(|chosen| chosen.contains(&Column::Sittings)) {
            rows.extend(certification.sittings.iter().map(|sitting| sittings::row(sitting, with_sources, context)));
        }
        if !rows.is_empty() {
            blocks.push(Block::Facts(FactGroup { heading: heading(*group, certification), rows }));
        }
        if *group == Group::Lifecycle && chosen.is_none() {
            blocks.push(Block::Timeline(sittings::timeline(certification, context)));
        }
    }
    let cited = certification.cited(true);
    if with_sources && !context.is_for_page() {
        blocks.push(Block::Listing(evidence::source_listing(cited, context)));
    }
    if !context.is_for_page() {
        blocks.push(Block::Text(format!(
            "A value is wrong? CONTRIBUTING.md says how to correct it in five minutes, for all or in a file of your own (amends: {}).",
            certification.id
        )));
    }
    let mut outcome = context.answer(
        vec![certification.id.clone()],
        || blocks,
        || certifications::records(std::slice::from_ref(&entry), chosen, context),
    );
    let next: Vec<&str> = standing::replacements(&entry, context).iter().map(|next| next.id.as_str()).collect();
    if !next.is_empty() {
        outcome.hints.push(format!("certcmp compare {} {}", certification.id, next.join(" ")));
    }
    if !with_sources {
        outcome.hints.push(format!("certcmp show {} --sources tells where each value is from", certification.id));
    }
    outcome
}

fn title(certification: &Certification) -> Block {
    let level = certification.level().map_or("", |level| level.title());
    let code = certification.id.to_uppercase();
    Block::Title(certification.name().to_string(), if level.is_empty() { code } else { format!("{code} · {level}") })
}

fn opening(entry: &Entry<'_>, context: &Context<'_>) -> String {
    let mut text = entry.standing.sentences(entry.certification);
    let next: Vec<String> = standing::replacements(entry, context).iter().map(|next| next.id.clone()).collect();
    if !next.is_empty() {
        text.push_str(&format!(" Instead: {}.", next.join(", ")));
    }
    if let Some(when) = checked(entry.certification, context) {
        text.push_str(&format!(" Checked {when}."));
    }
    text
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

fn bare(label: &'static str, text: &String, support: &'static str) -> FactRow {
    FactRow { label: label.into(), cell: Cell::text(text), support: support.into(), ..FactRow::default() }
}

fn row(field: Field, view: &View<'_>, kind: Option<SittingKind>, with_sources: bool, context: &Context<'_>) -> FactRow {
    let mut cell = evidence::cell(view, kind, context);
    if let (Field::Links, Display::List(items)) = (field, &view.display(context.catalog)) {
        let link = |item: &String| match item.rsplit_once(' ') {
            Some((text, url)) => Link { text: text.to_owned(), url: url.to_owned() },
            None => Link { text: String::new(), url: item.clone() },
        };
        cell.content = Content::Links(items.iter().map(link).collect());
    }
    evidence::row(field.label(), cell, view, with_sources, context)
}
