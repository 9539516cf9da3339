//! Several services that a name can mean, briefly.

use super::super::pairing::{provider_name, service_names};
use super::super::{Context, Outcome, page};
use super::card::Card;
use super::records;
use crate::query::service_name::{Lead, lead};
use crate::render::report::{Block, Cell, Listing, Report};
use certcmp_dataset::Service;

/// Shows services that a name can mean; `found` counts them before they were filtered.
pub fn run(services: &[&Service], found: usize, name: &str, context: &Context<'_>) -> Outcome {
    let cards: Vec<Card<'_>> = services.iter().filter_map(|service| Card::of(service, context)).collect();
    let title = page::title(&format!("Services called “{}”", name.trim()), "", context);
    let mut blocks: Vec<Block> = title.into_iter().collect();
    if !cards.is_empty() {
        blocks.push(Block::Text(format!("“{}” can mean {} services.", name.trim(), cards.len())));
        blocks.push(Block::Listing(listing(&cards, name, context)));
    }
    let records = records::services(&cards, context);
    let mut outcome = Outcome::of(Report { envelope: context.envelope(), blocks, records });
    if cards.is_empty() {
        let (are, be) = if found == 1 { ("is", "it does not match") } else { ("are", "none of them matches") };
        outcome.notes.push(format!("{found} {are} called so, but {be} the filters"));
    } else {
        outcome.hints.push("certcmp services ID shows one of them in full".to_owned());
    }
    outcome
}

fn listing(cards: &[Card<'_>], name: &str, context: &Context<'_>) -> Listing {
    let row = |card: &Card<'_>| {
        let (open, closed): (Vec<_>, Vec<_>) = card.exams.iter().partition(|exam| exam.entry.standing.can_be_taken());
        let mut exams: Vec<String> = open.iter().map(|exam| exam.entry.certification.id.clone()).collect();
        if !closed.is_empty() {
            exams.push(format!("{} that cannot be taken", closed.len()).into());
        }
        vec![
            Cell::text(&card.service.id),
            Cell::stacked(called(card.service, name, context)),
            Cell::stacked(counterparts(card, context)),
            Cell::text(exams.join(", ")),
        ]
    };
    let heads = ["ID", "Called now", "Counterparts", "Exams"];
    Listing {
        heading: String::new(),
        heads: heads.map(|head| (head.into(), false)).to_vec(),
        rows: cards.iter().map(row).collect(),
        legend: None,
    }
}

/// The present name, and below it how the name that was typed leads there.
fn called(service: &Service, name: &str, context: &Context<'_>) -> Vec<String> {
    let cloud = service.provider.as_deref().map_or("of no cloud", |provider| provider_name(provider, context));
    let mut lines = vec![format!("{} ({cloud})", service.brief())];
    match lead(service, name) {
        Lead::Former(former) => lines.push(format!("was {}", former.name)),
        Lead::Succeeded(product) => lines.push(format!("in place of {product}")),
        Lead::Present | Lead::Alias => {}
    }
    lines
}

/// A line for each counterpart: "Transcribe (AWS, official)".
fn counterparts(card: &Card<'_>, context: &Context<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for seat in card.seats(context) {
        for across in &seat.across {
            let Some(side) = &across.side else { continue };
            let names = service_names(&side.services, context).join(", ");
            let basis = across.basis(&seat.own, context);
            let line = format!("{names} ({}, {basis})", provider_name(across.provider, context));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}
