//! Services for people: the counterparts across the clouds, or one service with its present name, its counterparts and
//! its exams; with sources where they are asked for.

use super::{Choice, Exam, Member, ServiceView};
use crate::commands::pairing::{basis_words, is_loose, meanings, provider_name, service_names};
use crate::commands::{Context, evidence, names, standing};
use crate::query::services::{Lead, lead};
use crate::render::report::{Block, Cell, Listing};
use certcmp_dataset::service::{FormerName, Pairing};
use certcmp_dataset::vocab::{Basis, Category};
use certcmp_dataset::{Counterpart, Service, SourceRef, Status};

/// How many exams are listed before the rest is counted.
const EXAMS: usize = 8;

/// Returns a table of counterparts for each category, and what its words mean.
pub fn overview(choice: &Choice<'_>, context: &Context<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Title("Services and their counterparts".to_owned(), String::new())];
    let mut notes = Vec::new();
    if choice.groups.is_empty() {
        blocks.push(Block::Text("No counterparts in this data.".to_owned()));
    } else {
        notes.push(
            "close: the same job at the same level of management; partial: their scope differs; weak: of little use \
             for study."
                .to_owned(),
        );
    }
    for category in Category::ALL {
        let groups = choice.groups.iter().filter(|group| group.category == *category);
        let rows: Vec<Vec<Cell>> = groups.map(|group| overview_row(group, choice, context)).collect();
        if !rows.is_empty() {
            let clouds = choice.clouds.iter().map(|cloud| provider_name(cloud, context));
            let heads = std::iter::once("What they do").chain(clouds).map(|head| (head, false));
            blocks.push(Block::Listing(Listing::new(names::capital(category.title()), heads, rows)));
        }
    }
    match choice.without_counterpart {
        0 => {}
        1 => notes.push("1 more service has no counterpart in this data.".to_owned()),
        more => notes.push(format!("{more} more services have no counterpart in this data.")),
    }
    blocks.push(Block::Notes(notes));
    blocks.push(Block::Hints(vec!["One service, and who pairs it: certcmp services NAME".to_owned()]));
    blocks
}

fn overview_row(group: &Counterpart, choice: &Choice<'_>, context: &Context<'_>) -> Vec<Cell> {
    let sides = group.sides(context.catalog);
    let cloud = |cloud: &&str| {
        let side = sides.iter().find(|side| side.provider == *cloud);
        Cell::text(service_names(side.map_or(&[], |side| &side.services), context))
    };
    let what = Cell::text(format!("{} ({})", group.capability, group.strength.title()));
    let sources = choice.pairings(group).into_iter().flat_map(|pairing| pairing.sources.clone()).collect();
    std::iter::once(evidence::with_sources(what, sources, context)).chain(choice.clouds.iter().map(cloud)).collect()
}

/// Returns what is known of one service, to which a name has led.
pub fn one(view: &ServiceView<'_>, name: &str, sources: bool, context: &Context<'_>) -> Vec<Block> {
    let service = view.service;
    let members = view.members(context);
    let family = view.family_members(context);
    let mut pairs = counterparts(view, &members, !family.is_empty(), sources, context);
    pairs.push(("Exams".to_owned(), exams(view, sources, context)));
    pairs.extend(other_names(view, sources, context));
    let aside = format!("{} · {} · {}", service.id, cloud(service, context), service.category.title());
    let mut blocks = vec![
        Block::Title(service.name.clone(), aside),
        Block::Text(opening(service, name, context)),
        Block::Pairs(pairs),
    ];
    if !family.is_empty() {
        blocks.push(Block::Listing(family_listing(&family, context)));
    }
    let legend = legend(members.iter().chain(&family), context);
    blocks.extend((!legend.is_empty()).then(|| Block::Notes(vec![legend])));
    let mut hints = Vec::new();
    if !sources {
        hints.push("Sources: --sources".to_owned());
    }
    if let [first, second, ..] = view.exams.as_slice() {
        let (first, second) = (&first.entry.certification.id, &second.entry.certification.id);
        hints.push(format!("What two exams share: certcmp overlap {first} {second}"));
    }
    blocks.push(Block::Hints(hints));
    blocks
}

/// Returns several services that a name can mean, briefly.
pub fn several(views: &[ServiceView<'_>], name: &str, context: &Context<'_>) -> Vec<Block> {
    let row = |view: &ServiceView<'_>| {
        let members = view.members(context);
        let across = members.iter().flat_map(|member| &member.across).filter(|across| !across.services.is_empty());
        let mut counterparts: Vec<String> = across.map(|across| service_names(&across.services, context)).collect();
        counterparts.dedup();
        let exams = view.exams.iter().filter(|exam| exam.entry.standing.can_be_taken());
        vec![
            Cell::text(&view.service.id),
            Cell::stacked(called(view.service, name, context)),
            Cell::list(counterparts),
            Cell::list(exams.map(|exam| names::code(exam.entry.certification))),
        ]
    };
    let heads = ["ID", "Name", "Counterparts", "Exams"].map(|head| (head, false));
    vec![
        Block::Title(format!("{} services match “{}”", views.len(), name.trim()), String::new()),
        Block::Listing(Listing::new("", heads, views.iter().map(row))),
        Block::Hints(vec!["One of them: certcmp services ID".to_owned()]),
    ]
}

fn cloud<'a>(service: &'a Service, context: &Context<'a>) -> &'a str {
    service.provider.as_deref().map_or("not tied to a cloud", |provider| provider_name(provider, context))
}

/// Returns the present name, and below it how the typed name leads there.
fn called(service: &Service, name: &str, context: &Context<'_>) -> Vec<String> {
    let mut lines = vec![format!("{} ({})", service.brief(), cloud(service, context))];
    match lead(service, name) {
        Lead::Former(former) => lines.push(format!("was {}", former.name)),
        Lead::Succeeded(product) => lines.push(format!("replaces {product}")),
        Lead::Present | Lead::Alias => {}
    }
    lines
}

fn opening(service: &Service, name: &str, context: &Context<'_>) -> String {
    let now = &service.name;
    match lead(service, name) {
        Lead::Former(former) => renamed(service, former),
        Lead::Succeeded(product) => format!("{product} was another product; {now} replaces it."),
        Lead::Alias => format!("“{}” is an alias of {now}, not an official name.", name.trim()),
        Lead::Present => present(service, context),
    }
}

/// Says what became of a service that was asked for by its present name.
fn present(service: &Service, context: &Context<'_>) -> String {
    let (now, catalog) = (&service.name, context.catalog);
    let product = service.now_in.as_deref().and_then(|id| catalog.services.iter().find(|product| product.id == id));
    if let Some(product) = product {
        return format!("{now} is now part of {}.", product.name);
    }
    let takers: Vec<&str> = catalog.place_taken_by(service).iter().map(|taker| taker.name.as_str()).collect();
    if !takers.is_empty() {
        return format!("{now} was replaced by {}.", takers.join(", "));
    }
    match service.formerly.first() {
        Some(former) => format!("{now} was formerly called {}.", former.name),
        None => format!("{now} has no former name in this data."),
    }
}

/// Says what became of a former name, with the names between it and the present one.
fn renamed(service: &Service, former: &FormerName) -> String {
    let since = service.formerly.first().and_then(|latest| latest.until);
    let since = since.map(|since| format!(", since {}", since.words())).unwrap_or_default();
    let later = service.formerly.iter().map(|later| later.name.as_str());
    let mut between: Vec<&str> = later.take_while(|later| *later != former.name).collect();
    between.reverse();
    let became = if between.is_empty() { String::new() } else { format!(" became {} and", between.join(", then ")) };
    format!("{}{became} is now called {}{since}.", former.name, service.name)
}

/// Returns the lines for a text and, where they are wanted, its sources; a page links to them.
fn with_sources(text: String, from: &[SourceRef], wanted: bool, context: &Context<'_>) -> Vec<String> {
    let from = (wanted && !from.is_empty() && !context.is_for_page())
        .then(|| format!("  from {}", evidence::names_line(from, context)));
    std::iter::once(text).chain(from).collect()
}

/// Returns a row for each other cloud with what its side of each group is.
fn counterparts(
    view: &ServiceView<'_>,
    members: &[Member<'_>],
    has_family: bool,
    sources: bool,
    context: &Context<'_>,
) -> Vec<(String, Cell)> {
    let across = || members.iter().flat_map(|member| member.across.iter().map(move |across| (member, across)));
    let found = || across().filter(|(_, across)| !across.services.is_empty());
    if found().next().is_none() {
        let text = match has_family {
            true => "as a whole none in this data; those of its parts stand below".to_owned(),
            false => format!("No counterpart of {} in this data.", view.service.name),
        };
        return vec![("Counterparts".to_owned(), Cell::text(text))];
    }
    let row = |provider: &str| {
        let found: Vec<_> = found().filter(|(_, across)| across.provider == provider).collect();
        let lines = found.iter().flat_map(|(member, across)| {
            let names = service_names(&across.services, context);
            let job = if members.len() > 1 { format!(": {}", member.group.capability) } else { String::new() };
            let basis = basis_words(across.paired(), member.group, context);
            let text = format!("{names}{job} ({}, {basis})", member.group.strength.title());
            with_sources(text, across.pairing.map_or(&[][..], |pairing| &pairing.sources), sources, context)
        });
        let lines: Vec<String> = lines.collect();
        let cell = if lines.is_empty() { Cell::text("none in this data") } else { Cell::stacked(lines) };
        let cited = found.iter().filter_map(|(_, across)| across.pairing).flat_map(|pairing| pairing.sources.clone());
        (provider_name(provider, context).to_owned(), evidence::with_sources(cell, cited.collect(), context))
    };
    let clouds = members.first().map_or(&[][..], |member| &member.across).iter().map(|across| across.provider);
    let mut rows: Vec<(String, Cell)> = clouds.map(row).collect();
    let notes: Vec<&String> = members.iter().filter_map(|member| member.group.note.as_ref()).collect();
    if sources && !notes.is_empty() {
        rows.push(("On these".to_owned(), Cell::stacked(notes)));
    }
    rows
}

/// Returns the exams that are available, one per line, and the others on one line.
fn exams(view: &ServiceView<'_>, sources: bool, context: &Context<'_>) -> Cell {
    let is_over = |exam: &&Exam<'_>| !exam.entry.standing.status.is_open();
    let (over, open): (Vec<_>, Vec<_>) = view.exams.iter().partition(|exam| !sources && is_over(exam));
    let shown = if sources { open.len() } else { EXAMS };
    let mut lines: Vec<String> =
        open.iter().take(shown).flat_map(|exam| exam_lines(exam, view, sources, context)).collect();
    if open.len() > shown {
        lines.push(format!("(+{})", open.len() - shown));
    }
    if !over.is_empty() {
        let codes: Vec<String> = over.iter().map(|exam| names::code(exam.entry.certification)).collect();
        lines.push(format!("not available: {}", codes.join(", ")));
    }
    if lines.is_empty() {
        return Cell::text("no exam in this data names it");
    }
    let cited = open.iter().take(shown).flat_map(|exam| exam.sources.to_vec()).collect();
    evidence::with_sources(Cell::stacked(lines), cited, context)
}

fn exam_lines(exam: &Exam<'_>, view: &ServiceView<'_>, sources: bool, context: &Context<'_>) -> Vec<String> {
    let certification = exam.entry.certification;
    let mut asides = Vec::new();
    if exam.names != [view.place] {
        asides.push(format!("names {}", service_names(&exam.names, context)));
    }
    if !exam.entry.standing.can_be_taken() || exam.entry.standing.status != Status::Available {
        asides.push(standing::cell(&exam.entry, context).line());
    }
    match exam.support {
        Some(support) if sources => asides.push(support.title().to_owned()),
        Some(_) => {}
        None => {
            let doubt = if exam.disputed { ", disputed" } else { "" };
            asides.push(format!("only {}{doubt}", evidence::names_line(exam.sources, context)));
        }
    }
    let asides = if asides.is_empty() { String::new() } else { format!(" ({})", asides.join("; ")) };
    let text = format!("{} {}{asides}", names::code(certification), context.catalog.full_title(certification));
    with_sources(text, exam.sources, sources, context)
}

/// Returns the other names of a service, and the services it belongs together with.
fn other_names(view: &ServiceView<'_>, sources: bool, context: &Context<'_>) -> Vec<(String, Cell)> {
    let (service, catalog) = (view.service, context.catalog);
    let brief = |services: &[&Service]| Cell::list(services.iter().map(|service| service.brief().clone()));
    let former = |former: &FormerName| {
        let until = former.until.map(|until| format!(" (until {})", until.words())).unwrap_or_default();
        with_sources(format!("{}{until}", former.name), &former.sources, true, context)
    };
    let (name, formerly) = match sources {
        true => (
            Cell::stacked(with_sources(service.name.clone(), &service.sources, true, context)),
            Cell::stacked(service.formerly.iter().flat_map(former)),
        ),
        false => {
            let formerly = Cell::list(service.formerly.iter().map(|former| former.name.clone()));
            let cited = service.formerly.iter().flat_map(|former| former.sources.clone()).collect();
            (Cell::default(), evidence::with_sources(formerly, cited, context))
        }
    };
    let rows = [
        ("Name", name),
        ("Formerly", formerly),
        ("Replaces", Cell::list(service.succeeds.clone())),
        ("Part of", Cell::list(catalog.whole_of(service).map(|whole| whole.name.clone()))),
        ("Parts", brief(&view.parts)),
        ("Includes", brief(&view.taken_in)),
        ("Aliases", Cell::list(service.aliases.clone())),
        ("Note", Cell::text(service.note.clone().filter(|_| sources).unwrap_or_default())),
    ];
    let rows = rows.into_iter().filter(|(_, cell)| !cell.is_empty());
    rows.map(|(label, cell)| (label.to_owned(), cell)).collect()
}

/// Returns the counterparts of the parts of a service, a row for each group.
fn family_listing(family: &[Member<'_>], context: &Context<'_>) -> Listing {
    let clouds = family.first().map_or(&[][..], |member| &member.across).iter().map(|across| across.provider);
    let clouds: Vec<&str> = clouds.collect();
    let heads = ["Part", "What it does"].into_iter().chain(clouds.iter().map(|cloud| provider_name(cloud, context)));
    let row = |member: &Member<'_>| {
        let across = clouds.iter().map(|cloud| member.across.iter().find(|across| across.provider == *cloud));
        let across = across.map(|across| match across.filter(|across| !across.services.is_empty()) {
            None => Cell::text(Basis::None.title()),
            Some(across) => {
                let basis = basis_words(across.paired(), member.group, context);
                Cell::text(format!("{} ({basis})", service_names(&across.services, context)))
            }
        });
        let what = format!("{} ({})", member.group.capability, member.group.strength.title());
        [Cell::text(member.service.brief()), Cell::text(what)].into_iter().chain(across).collect::<Vec<_>>()
    };
    Listing::new("Counterparts of its parts", heads.map(|head| (head, false)), family.iter().map(row))
}

/// Returns what the words for the bases of pairings mean.
fn legend<'a, 'b: 'a>(members: impl Iterator<Item = &'a Member<'b>>, context: &Context<'_>) -> String {
    let across = members.flat_map(|member| member.across.iter().map(|across| (member.group, across.paired())));
    let basis = |(group, pairing): (&Counterpart, Option<&Pairing>)| {
        let is_loose = |pairing: &Pairing| is_loose(pairing, group, context.catalog);
        (pairing.map_or(Basis::None, |pairing| pairing.basis), pairing.is_some_and(is_loose))
    };
    let (bases, loose): (Vec<Basis>, Vec<bool>) = across.map(basis).unzip();
    meanings(&bases, loose.contains(&true))
}
