//! One service: what it is called now and was before, its counterparts with their basis, and its exams.

use super::super::column::all_sources;
use super::super::pairing::{meanings, provider_name, service_names};
use super::super::show::dated_sources;
use super::super::{Context, Outcome};
use super::card::{Across, Card, Seat};
use super::{exams, records};
use crate::query::service_name::{Lead, lead};
use crate::render::report::{Block, Cell, Content, FactGroup, FactRow, Listing, Report, Tone};
use certcmp_dataset::Service;
use certcmp_dataset::service::FormerName;

/// Shows a service, to which a name has led.
pub fn run(service: &Service, name: &str, context: &Context<'_>) -> Outcome {
    let cards: Vec<Card<'_>> = Card::of(service, context).into_iter().collect();
    let mut blocks = Vec::new();
    for card in &cards {
        blocks.extend(card_blocks(card, name, context));
    }
    let records = records::services(&cards, context);
    let mut outcome = Outcome::of(Report { envelope: context.envelope(), blocks, records });
    if cards.iter().any(|card| !card.exams.is_empty()) {
        outcome.hints.push("certcmp overlap CERT CERT tells what two exams share".to_owned());
    }
    outcome
}

fn card_blocks(card: &Card<'_>, name: &str, context: &Context<'_>) -> Vec<Block> {
    let service = card.service;
    let cloud = service.provider.as_deref().map_or("of no cloud", |provider| provider_name(provider, context));
    let aside = format!("{} · {cloud} · {}", service.id, service.category.title());
    let mut blocks = vec![Block::Title(service.name.to_string(), aside), Block::Text(opening(service, name, context))];
    blocks.push(Block::Facts(FactGroup { heading: "Name".to_owned(), rows: name_rows(card, context) }));
    let seats = card.seats(context);
    blocks.extend(seats.iter().map(|seat| Block::Facts(seat_group(seat, context))));
    let (family, alone) = card.family_seats(context);
    if seats.is_empty() {
        blocks.push(Block::Text(no_seat(card, !family.is_empty())));
    }
    if !family.is_empty() {
        blocks.push(Block::Listing(family_listing(card, &family, context)));
    }
    if !family.is_empty() && !alone.is_empty() {
        let names: Vec<String> = alone.iter().map(|part| part.brief().clone()).collect();
        blocks.push(Block::Text(format!("Without a known counterpart: {}.", names.join(", "))));
    }
    blocks.extend(legend(seats.iter().chain(&family)).map(Block::Text));
    if card.exams.is_empty() {
        blocks.push(Block::Text("No exam is known to name it.".to_owned()));
    } else {
        blocks.push(Block::Listing(exams::listing(&card.exams, card.place, context)));
    }
    blocks
}

fn opening(service: &Service, name: &str, context: &Context<'_>) -> String {
    let now = &service.name;
    let typed = name.trim();
    match lead(service, name) {
        Lead::Former(former) => renamed(service, former),
        Lead::Succeeded(product) => format!("{product} was another product; {now} stands in its place."),
        Lead::Alias => format!("“{typed}” leads to {now}; people type it, and it is not held to be a name of it."),
        Lead::Present => present(service, context),
    }
}

/// What became of a service that was asked for by its present name.
fn present(service: &Service, context: &Context<'_>) -> String {
    let (now, catalog) = (&service.name, context.catalog);
    let product = service.now_in.as_deref().and_then(|id| catalog.services.iter().find(|product| product.id == id));
    if let Some(product) = product {
        return format!("{now} is in {} now.", product.name);
    }
    let takers: Vec<&str> = catalog.place_taken_by(service).iter().map(|taker| taker.name.as_str()).collect();
    if !takers.is_empty() {
        return format!("{now} is its last known name; its place was taken by {}.", takers.join(", "));
    }
    match service.formerly.first() {
        Some(former) => format!("{now} was called {} before.", former.name),
        None => format!("{now} is its present name; no earlier one is known."),
    }
}

/// What became of a former name, with the names between it and the present one.
fn renamed(service: &Service, former: &FormerName) -> String {
    let (now, latest) = (&service.name, service.formerly.first());
    let since = latest.and_then(|latest| latest.until).map(|since| format!(", since {}", since.words()));
    let since = since.unwrap_or_default();
    let later = service.formerly.iter().map(|later| later.name.as_str());
    let mut between: Vec<&str> = later.take_while(|later| *later != former.name).collect();
    between.reverse();
    if between.is_empty() {
        return format!("{} is called {now} now{since}.", former.name);
    }
    format!("{} became {}, and is called {now} now{since}.", former.name, between.join(", then "))
}

/// On what it rests that one service stands in another.
const BY_NAME: &str = "as the names say";

fn fact(label: &str, content: Content, asides: Vec<String>) -> FactRow {
    let cell = Cell { content, ..Cell::default() };
    FactRow { label: label.to_owned().into(), cell, asides, ..FactRow::default() }
}

fn name_rows(card: &Card<'_>, context: &Context<'_>) -> Vec<FactRow> {
    let (service, catalog) = (card.service, context.catalog);
    let text = |text: &String| Content::Text(text.clone());
    let names = |services: &[&Service]| {
        Content::Text(services.iter().map(|service| service.name.as_str()).collect::<Vec<_>>().join(", ").into())
    };
    let mut rows = vec![fact(
        "Called now",
        text(&service.name),
        vec![format!("from {}", dated_sources(&service.sources, context))],
    )];
    rows.extend(former_rows(service, context));
    if !service.succeeds.is_empty() {
        rows.push(fact("In place of", text(&service.succeeds.join(", ").into()), Vec::new()));
    }
    let takers = catalog.place_taken_by(service);
    if !takers.is_empty() {
        rows.push(fact("Place taken by", names(&takers), Vec::new()));
    }
    if let Some(product) = &service.now_in {
        let product = catalog.service_ref(product).and_then(|place| catalog.service(place));
        rows.extend(product.map(|product| fact("Now in", text(&product.name), Vec::new())));
    }
    if let Some(whole) = catalog.whole_of(service) {
        rows.push(FactRow { support: BY_NAME.into(), ..fact("Stands in", text(&whole.name), Vec::new()) });
    }
    for (label, family, support) in [("Services in it", &card.parts, BY_NAME), ("Has taken in", &card.taken_in, "")] {
        if !family.is_empty() {
            rows.push(FactRow { support: support.to_owned().into(), ..fact(label, names(family), Vec::new()) });
        }
    }
    if !service.aliases.is_empty() {
        rows.push(fact("Also typed", text(&service.aliases.join(", ").into()), Vec::new()));
    }
    rows.extend(service.note.as_ref().map(|note| fact("Note", text(note), Vec::new())));
    rows
}

fn former_rows(service: &Service, context: &Context<'_>) -> Vec<FactRow> {
    let Some(latest) = service.formerly.first() else { return Vec::new() };
    let since = match latest.until {
        Some(until) => {
            let aside = format!("when {} was given up", latest.name);
            fact("Since", Content::Text(until.words().into()), vec![aside])
        }
        None => fact("Since", Content::Text("not known".into()), Vec::new()),
    };
    let mut rows = vec![since];
    for (at, former) in service.formerly.iter().enumerate() {
        let label = if at == 0 { "Before" } else { "Before that" };
        let aside = format!("from {}", dated_sources(&former.sources, context));
        rows.push(fact(label, Content::Text(former.name.clone()), vec![aside]));
    }
    rows
}

/// A group of counterparts seen from the service: its own side first, then the other clouds.
fn seat_group(seat: &Seat<'_>, context: &Context<'_>) -> FactGroup {
    let own = service_names(&seat.own.services, context).join(", ");
    let mut rows = vec![fact(provider_name(seat.own.provider, context), Content::Text(own.into()), Vec::new())];
    for across in &seat.across {
        let services = across.side.as_ref().map_or_else(Vec::new, |side| service_names(&side.services, context));
        let empty = services.is_empty();
        let text = if empty { "–".to_owned() } else { services.join(", ") };
        let mut row = fact(provider_name(across.provider, context), Content::Text(text.into()), from(across, context));
        row.support = across.basis(&seat.own, context).into();
        if empty {
            row.cell = row.cell.tone(Tone::Faint);
        }
        rows.push(row);
    }
    rows.extend(seat.group.note.as_ref().map(|note| fact("Note", Content::Text(note.clone()), Vec::new())));
    FactGroup { heading: format!("{} ({})", seat.group.capability, seat.group.strength.title()), rows }
}

fn from(across: &Across<'_>, context: &Context<'_>) -> Vec<String> {
    let sources = across.pairing.map_or(&[][..], |pairing| &pairing.sources);
    if sources.is_empty() { Vec::new() } else { vec![format!("from {}", dated_sources(sources, context))] }
}

fn no_seat(card: &Card<'_>, family: bool) -> String {
    let name = &card.service.name;
    if family {
        return format!("No pairing has {name} as a whole; these have services of it.");
    }
    match card.service.provider {
        Some(_) => format!("No counterpart of {name} in another cloud is known."),
        None => format!("{name} belongs to none of the clouds; no counterpart is known."),
    }
}

fn family_words(card: &Card<'_>) -> &'static str {
    match (card.parts.is_empty(), card.taken_in.is_empty()) {
        (false, true) => "the services in it",
        (true, false) => "what it has taken in",
        _ => "the services in it and of what it has taken in",
    }
}

/// The counterparts of the services that stand in one, a row for each group, each with its basis.
fn family_listing(card: &Card<'_>, family: &[Seat<'_>], context: &Context<'_>) -> Listing {
    let own = card.service.provider.as_deref().unwrap_or_default();
    let clouds: Vec<&str> = context.catalog.providers_but(own).map(|provider| provider.id.as_str()).collect();
    let heads = ["Service", "What it does"].map(String::from).into_iter();
    let heads = heads.chain(clouds.iter().map(|cloud| provider_name(cloud, context).to_owned().into()));
    let row = |seat: &Seat<'_>| {
        let what = format!("{} ({})", seat.group.capability, seat.group.strength.title());
        let mut cells = vec![Cell::text(seat.service.brief()), Cell::text(what)];
        cells.extend(clouds.iter().map(|cloud| {
            seat.across
                .iter()
                .find(|across| across.provider == *cloud)
                .map(|across| across_cell(seat, across, context))
                .unwrap_or_default()
        }));
        cells
    };
    Listing {
        heading: format!("Counterparts of {}", family_words(card)),
        heads: heads.map(|head| (head, false)).collect(),
        rows: family.iter().map(row).collect(),
        legend: None,
    }
}

/// The services across, and below them who pairs them: the sources of an official pairing by their ids.
fn across_cell(seat: &Seat<'_>, across: &Across<'_>, context: &Context<'_>) -> Cell {
    let Some(side) = &across.side else { return Cell::text("none found").tone(Tone::Faint) };
    let mut basis = across.basis(&seat.own, context);
    let sources = across.pairing.map_or(&[][..], |pairing| &pairing.sources);
    if !sources.is_empty() {
        basis.push_str(&format!(": {}", all_sources(sources, context)));
    }
    let lines = vec![service_names(&side.services, context).join(", "), basis];
    Cell::stacked(lines)
}

fn legend<'a, 'b: 'a>(seats: impl Iterator<Item = &'a Seat<'b>>) -> Option<String> {
    let (mut bases, mut loose) = (Vec::new(), false);
    for seat in seats {
        bases.extend(seat.across.iter().map(Across::basis_word));
        loose |= seat.across.iter().any(|across| across.is_loose(&seat.own));
    }
    let text = meanings(&bases, loose);
    (!text.is_empty()).then_some(text)
}
