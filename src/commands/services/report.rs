//! One service: what it is called now and was before, its counterparts with their basis, and its exams.

use super::super::columns::Column;
use super::super::evidence::{dated_ids_line, ids_line};
use super::super::pairing::{meanings, provider_name, service_names};
use super::super::standing;
use super::super::{Context, page};
use super::exams::{Exam, Word};
use super::view::{Counterparts, Member, ServiceView};
use crate::query::services::{Lead, lead};
use crate::render::report::{Block, Cell, Content, FactGroup, FactRow, Listing, Tone};
use certcmp_dataset::service::FormerName;
use certcmp_dataset::{Service, ServiceRef};

/// Returns everything that is known of one service, to which a name has led.
pub fn one(view: &ServiceView<'_>, name: &str, context: &Context<'_>) -> Vec<Block> {
    let service = view.service;
    let cloud = service.provider.as_deref().map_or("of no cloud", |provider| provider_name(provider, context));
    let aside = format!("{} · {cloud} · {}", service.id, service.category.title());
    let mut blocks = vec![Block::Title(service.name.to_string(), aside), Block::Text(opening(service, name, context))];
    blocks.push(Block::Facts(FactGroup { heading: "Name".to_owned(), rows: name_rows(view, context) }));
    let members = view.members(context);
    blocks.extend(members.iter().map(|member| Block::Facts(member_group(member, context))));
    let (family, alone) = view.family_members(context);
    if members.is_empty() {
        blocks.push(Block::Text(no_counterpart(view, !family.is_empty())));
    }
    if !family.is_empty() {
        blocks.push(Block::Listing(family_listing(view, &family, context)));
    }
    if !family.is_empty() && !alone.is_empty() {
        let names: Vec<String> = alone.iter().map(|part| part.brief().clone()).collect();
        blocks.push(Block::Text(format!("Without a known counterpart: {}.", names.join(", "))));
    }
    blocks.extend(legend(members.iter().chain(&family)).map(Block::Text));
    if view.exams.is_empty() {
        blocks.push(Block::Text("No exam is known to name it.".to_owned()));
    } else {
        blocks.push(Block::Listing(exam_listing(&view.exams, view.place, context)));
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

fn name_rows(view: &ServiceView<'_>, context: &Context<'_>) -> Vec<FactRow> {
    let (service, catalog) = (view.service, context.catalog);
    let text = |text: &String| Content::Text(text.clone());
    let names = |services: &[&Service]| {
        Content::Text(services.iter().map(|service| service.name.as_str()).collect::<Vec<_>>().join(", ").into())
    };
    let mut rows = vec![fact(
        "Called now",
        text(&service.name),
        vec![format!("from {}", dated_ids_line(&service.sources, context))],
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
    for (label, family, support) in [("Services in it", &view.parts, BY_NAME), ("Has taken in", &view.taken_in, "")] {
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
        let aside = format!("from {}", dated_ids_line(&former.sources, context));
        rows.push(fact(label, Content::Text(former.name.clone()), vec![aside]));
    }
    rows
}

/// A group of counterparts seen from the service: its own side first, then the other clouds.
fn member_group(member: &Member<'_>, context: &Context<'_>) -> FactGroup {
    let own = service_names(&member.own.services, context).join(", ");
    let mut rows = vec![fact(provider_name(member.own.provider, context), Content::Text(own.into()), Vec::new())];
    for across in &member.across {
        let services = across.side.as_ref().map_or_else(Vec::new, |side| service_names(&side.services, context));
        let empty = services.is_empty();
        let text = if empty { "–".to_owned() } else { services.join(", ") };
        let mut row = fact(provider_name(across.provider, context), Content::Text(text.into()), from(across, context));
        row.support = across.basis(&member.own, context).into();
        if empty {
            row.cell = row.cell.tone(Tone::Faint);
        }
        rows.push(row);
    }
    rows.extend(member.group.note.as_ref().map(|note| fact("Note", Content::Text(note.clone()), Vec::new())));
    FactGroup { heading: format!("{} ({})", member.group.capability, member.group.strength.title()), rows }
}

fn from(across: &Counterparts<'_>, context: &Context<'_>) -> Vec<String> {
    let sources = across.pairing.map_or(&[][..], |pairing| &pairing.sources);
    if sources.is_empty() { Vec::new() } else { vec![format!("from {}", dated_ids_line(sources, context))] }
}

fn no_counterpart(view: &ServiceView<'_>, family: bool) -> String {
    let name = &view.service.name;
    if family {
        return format!("No pairing has {name} as a whole; these have services of it.");
    }
    match view.service.provider {
        Some(_) => format!("No counterpart of {name} in another cloud is known."),
        None => format!("{name} belongs to none of the clouds; no counterpart is known."),
    }
}

fn family_words(view: &ServiceView<'_>) -> &'static str {
    match (view.parts.is_empty(), view.taken_in.is_empty()) {
        (false, true) => "the services in it",
        (true, false) => "what it has taken in",
        _ => "the services in it and of what it has taken in",
    }
}

/// The counterparts of the services that stand in one, a row for each group, each with its basis.
fn family_listing(view: &ServiceView<'_>, family: &[Member<'_>], context: &Context<'_>) -> Listing {
    let own = view.service.provider.as_deref().unwrap_or_default();
    let clouds: Vec<&str> = context.catalog.providers_but(own).map(|provider| provider.id.as_str()).collect();
    let heads = ["Service", "What it does"].map(String::from).into_iter();
    let heads = heads.chain(clouds.iter().map(|cloud| provider_name(cloud, context).to_owned().into()));
    let row = |member: &Member<'_>| {
        let what = format!("{} ({})", member.group.capability, member.group.strength.title());
        let mut cells = vec![Cell::text(member.service.brief()), Cell::text(what)];
        cells.extend(clouds.iter().map(|cloud| {
            member
                .across
                .iter()
                .find(|across| across.provider == *cloud)
                .map(|across| across_cell(member, across, context))
                .unwrap_or_default()
        }));
        cells
    };
    Listing::new(
        format!("Counterparts of {}", family_words(view)),
        heads.map(|head| (head, false)),
        family.iter().map(row),
    )
}

/// The services across, and below them who pairs them: the sources of an official pairing by their ids.
fn across_cell(member: &Member<'_>, across: &Counterparts<'_>, context: &Context<'_>) -> Cell {
    let Some(side) = &across.side else { return Cell::text("none found").tone(Tone::Faint) };
    let mut basis = across.basis(&member.own, context);
    let sources = across.pairing.map_or(&[][..], |pairing| &pairing.sources);
    if !sources.is_empty() {
        basis.push_str(&format!(": {}", ids_line(sources, context)));
    }
    let lines = vec![service_names(&side.services, context).join(", "), basis];
    Cell::stacked(lines)
}

fn legend<'a, 'b: 'a>(members: impl Iterator<Item = &'a Member<'b>>) -> Option<String> {
    let (mut bases, mut loose) = (Vec::new(), false);
    for member in members {
        bases.extend(member.across.iter().map(Counterparts::basis_word));
        loose |= member.across.iter().any(|across| across.is_loose(&member.own));
    }
    let text = meanings(&bases, loose);
    (!text.is_empty()).then_some(text)
}

/// A table of exams. What an exam names is a column only where one names something else than the service itself.
fn exam_listing(exams: &[Exam<'_>], service: ServiceRef, context: &Context<'_>) -> Listing {
    let several = exams.iter().any(|exam| exam.names != [service]);
    let mut heads = vec!["ID", "Certification", "Can be taken"];
    heads.extend(several.then_some("Names"));
    heads.push("Support");
    let row = |exam: &Exam<'_>| {
        let certification = exam.entry.certification;
        let mut cells = vec![
            Cell::text(&certification.id),
            Cell::text(context.catalog.full_title(certification)),
            Column::Status.cell(&exam.entry, context).tone(standing::tone(&exam.entry)),
        ];
        cells.extend(several.then(|| Cell::text(briefs(&exam.names, context))));
        cells.push(Cell::text(support(&exam.word, context)));
        cells
    };
    Listing::new(
        if several { "Exams that name it or a service in it" } else { "Exams that name it" },
        heads.into_iter().map(|head| (head, false)),
        exams.iter().map(row),
    )
}

fn briefs(services: &[ServiceRef], context: &Context<'_>) -> String {
    let names: Vec<String> = services
        .iter()
        .filter_map(|service| context.catalog.service(*service))
        .map(|service| service.brief().clone())
        .collect();
    names.join(", ")
}

fn support(word: &Word<'_>, context: &Context<'_>) -> String {
    match word {
        Word::Listed { support, uncertain: false, .. } => support.title().to_owned(),
        Word::Listed { support, uncertain: true, .. } => format!("{}, uncertain", support.title()),
        Word::Claimed { disputed, sources, .. } => {
            let doubt = if *disputed { ", disputed" } else { "" };
            format!("only {}{doubt}", ids_line(sources, context))
        }
    }
}

/// Returns several services that a name can mean, briefly.
pub fn several(views: &[ServiceView<'_>], name: &str, context: &Context<'_>) -> Vec<Block> {
    let title = page::title(&format!("Services called “{}”", name.trim()), "", context);
    let mut blocks: Vec<Block> = title.into_iter().collect();
    if !views.is_empty() {
        blocks.push(Block::Text(format!("“{}” can mean {} services.", name.trim(), views.len())));
        blocks.push(Block::Listing(several_listing(views, name, context)));
    }
    blocks
}

fn several_listing(views: &[ServiceView<'_>], name: &str, context: &Context<'_>) -> Listing {
    let row = |view: &ServiceView<'_>| {
        let (open, closed): (Vec<_>, Vec<_>) = view.exams.iter().partition(|exam| exam.entry.standing.can_be_taken());
        let mut exams: Vec<String> = open.iter().map(|exam| exam.entry.certification.id.clone()).collect();
        if !closed.is_empty() {
            exams.push(format!("{} that cannot be taken", closed.len()).into());
        }
        vec![
            Cell::text(&view.service.id),
            Cell::stacked(called(view.service, name, context)),
            Cell::stacked(counterparts(view, context)),
            Cell::text(exams.join(", ")),
        ]
    };
    let heads = ["ID", "Called now", "Counterparts", "Exams"];
    Listing::new("", heads.map(|head| (head, false)), views.iter().map(row))
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
fn counterparts(view: &ServiceView<'_>, context: &Context<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for member in view.members(context) {
        for across in &member.across {
            let Some(side) = &across.side else { continue };
            let names = service_names(&side.services, context).join(", ");
            let basis = across.basis(&member.own, context);
            let line = format!("{names} ({}, {basis})", provider_name(across.provider, context));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}
