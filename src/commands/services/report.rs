//! Services for people: the counterparts across the clouds, or one service with its present name, its counterparts and
//! its exams; with sources where they are asked for.

use super::{Across, Choice, Exam, Member, ServiceView};
use crate::commands::pairing::{basis_words, meanings, provider_name, service_names};
use crate::commands::{Context, evidence, names, standing};
use crate::query::services::{Lead, lead};
use crate::render::report::{Block, Cell, Listing, Row};
use certcmp_dataset::{Service, SourceRef, Status};

const EXAMS: usize = 8;

pub fn overview(choice: &Choice<'_>, context: &Context<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Title("Services and their counterparts".to_owned(), String::new())];
    let mut notes = Vec::new();
    if choice.groups.is_empty() {
        blocks.push(Block::Text("No counterparts in this data.".to_owned()));
    } else {
        let words = "close: the same job at the same level of management; partial: their scope differs; weak: of little \
            use for study.";
        notes.push(words.to_owned());
    }
    let clouds = choice.clouds.iter().map(|cloud| provider_name(cloud, context));
    let heads: Vec<(&str, bool)> = std::iter::once("What they do").chain(clouds).map(|head| (head, false)).collect();
    for groups in choice.groups.chunk_by(|one, other| one.category == other.category) {
        let heading = groups.first().map_or("", |group| group.category.title());
        let rows = groups.iter().map(|group| {
            let sides = group.sides(context.catalog);
            let cloud = |cloud: &&str| {
                let side = sides.iter().find(|side| side.provider == *cloud);
                Cell::text(service_names(side.map_or(&[], |side| &side.services), context))
            };
            let what = Cell::text(format!("{} ({})", group.capability, group.strength.title()));
            let sources = choice.pairings(group).into_iter().flat_map(|pairing| pairing.sources.clone()).collect();
            let what = evidence::with_sources(what, sources, context);
            std::iter::once(what).chain(choice.clouds.iter().map(cloud)).collect::<Vec<_>>()
        });
        blocks.push(Block::Listing(Listing::new(names::capital(heading), heads.clone(), rows)));
    }
    if choice.without_counterpart > 0 {
        notes.push(format!("Without a counterpart in this data: {} more services.", choice.without_counterpart));
    }
    blocks.push(Block::Notes(notes));
    blocks.push(Block::Hints(vec!["One service, and who pairs it: certcmp services NAME".to_owned()]));
    blocks
}

pub fn one(view: &ServiceView<'_>, name: &str, sources: bool, context: &Context<'_>) -> Vec<Block> {
    let service = view.service;
    let counterparts = match counterparts(view, sources, context) {
        Some(listing) => Block::Listing(listing),
        None => Block::pairs([("Counterparts", Cell::text("none in this data"))]),
    };
    let exams = ("Exams", exams(view, sources, context));
    let aside = format!("{} · {} · {}", service.id, cloud(service, context), service.category.title());
    let mut blocks = vec![
        Block::Title(service.name.clone(), aside),
        Block::Text(opening(service, name, context)),
        counterparts,
        Block::pairs([exams].into_iter().chain(other_names(view, sources, context))),
    ];
    let members = view.members.iter().chain(&view.family);
    let pairings = members.flat_map(|member| member.across.iter().map(|across| (across.pairing, member.group)));
    blocks.push(Block::Notes(meanings(pairings, context).into_iter().collect()));
    let mut hints = Vec::new();
    hints.extend((!sources).then(|| "Sources: --sources".to_owned()));
    if let [first, second, ..] = view.exams.as_slice() {
        let (first, second) = (&first.entry.certification.id, &second.entry.certification.id);
        hints.push(format!("What two exams share: certcmp overlap {first} {second}"));
    }
    blocks.push(Block::Hints(hints));
    blocks
}

pub fn several(views: &[ServiceView<'_>], name: &str, context: &Context<'_>) -> Vec<Block> {
    let row = |view: &ServiceView<'_>| {
        let across = view.members.iter().flat_map(|member| found(member));
        let mut counterparts: Vec<String> = across.map(|across| service_names(&across.services, context)).collect();
        counterparts.dedup();
        let exams = view.exams.iter().filter(|exam| exam.entry.standing.can_be_taken());
        // The present name, and below it how the typed name leads there.
        let mut names = vec![format!("{} ({})", view.service.brief(), cloud(view.service, context))];
        match lead(view.service, name) {
            Lead::Former(former) => names.push(format!("was {}", former.name)),
            Lead::Succeeded(product) => names.push(format!("replaces {product}")),
            Lead::Present | Lead::Alias => {}
        }
        vec![
            Cell::text(&view.service.id),
            Cell::stacked(names),
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

fn found<'a>(member: &'a Member<'a>) -> impl Iterator<Item = &'a Across<'a>> {
    member.across.iter().filter(|across| !across.services.is_empty())
}

fn cloud<'a>(service: &'a Service, context: &Context<'a>) -> &'a str {
    service.provider.as_deref().map_or("not tied to a cloud", |provider| provider_name(provider, context))
}

/// Says how the typed name leads to a service, or what became of one that was asked for by its present name.
fn opening(service: &Service, name: &str, context: &Context<'_>) -> String {
    let now = &service.name;
    match lead(service, name) {
        Lead::Former(former) => {
            let since = service.formerly.first().and_then(|latest| latest.until);
            let since = since.map(|since| format!(", since {}", since.words())).unwrap_or_default();
            return format!("{} is now called {now}{since}.", former.name);
        }
        Lead::Succeeded(product) => return format!("{product} was another product; {now} replaces it."),
        Lead::Alias => return format!("“{}” is an alias of {now}, not an official name.", name.trim()),
        Lead::Present => {}
    }
    let catalog = context.catalog;
    let product = service.now_in.as_deref().and_then(|id| catalog.services.iter().find(|product| product.id == id));
    let takers: Vec<&str> = catalog.place_taken_by(service).iter().map(|taker| taker.name.as_str()).collect();
    match (product, takers.as_slice(), service.formerly.first()) {
        (Some(product), ..) => format!("{now} is now part of {}.", product.name),
        (None, [_, ..], _) => format!("{now} was replaced by {}.", takers.join(", ")),
        (None, [], Some(former)) => format!("{now} was formerly called {}.", former.name),
        (None, [], None) => format!("{now} has no former name in this data."),
    }
}

/// Returns the lines for a text and, where they are wanted, its sources; a page links to them.
fn with_sources(text: String, from: &[SourceRef], wanted: bool, context: &Context<'_>) -> Vec<String> {
    let from = (wanted && !from.is_empty() && !context.is_for_page())
        .then(|| format!("  from {}", evidence::names_line(from, context)));
    std::iter::once(text).chain(from).collect()
}

fn counterparts(view: &ServiceView<'_>, sources: bool, context: &Context<'_>) -> Option<Listing> {
    let members = || view.members.iter().chain(&view.family);
    let clouds: Vec<&str> = members().next()?.across.iter().map(|across| across.provider).collect();
    let row = |member: &Member<'_>| {
        let cell = |cloud: &&str| {
            let Some(across) = found(member).find(|across| across.provider == *cloud) else {
                return Cell::text("none in this data");
            };
            let basis = basis_words(across.pairing, member.group, context);
            let text = format!("{} ({basis})", service_names(&across.services, context));
            let from = across.pairing.map_or(&[][..], |pairing| &pairing.sources);
            evidence::with_sources(Cell::stacked(with_sources(text, from, sources, context)), from.to_vec(), context)
        };
        let what = format!("{} ({})", member.group.capability, member.group.strength.title());
        let named = [Cell::text(member.service.brief()), Cell::text(what)];
        let row = Row::from(named.into_iter().chain(clouds.iter().map(cell)).collect::<Vec<_>>());
        row.note(member.group.note.clone().filter(|_| sources).unwrap_or_default())
    };
    let heads = ["Service", "What it does"].into_iter().chain(clouds.iter().map(|cloud| provider_name(cloud, context)));
    Some(Listing::new("Counterparts", heads.map(|head| (head, false)), members().map(row)))
}

/// Returns the exams, one per line; without sources the first, with the count of the others.
fn exams(view: &ServiceView<'_>, sources: bool, context: &Context<'_>) -> Cell {
    let (shown, others) = view.exams.split_at(if sources { view.exams.len() } else { view.exams.len().min(EXAMS) });
    if shown.is_empty() {
        return Cell::text("no exam in this data names it");
    }
    let mut lines: Vec<String> = shown.iter().flat_map(|exam| exam_lines(exam, view, sources, context)).collect();
    lines.extend((!others.is_empty()).then(|| format!("(+{})", others.len())));
    evidence::with_sources(Cell::stacked(lines), shown.iter().flat_map(|exam| exam.sources.to_vec()).collect(), context)
}

fn exam_lines(exam: &Exam<'_>, view: &ServiceView<'_>, sources: bool, context: &Context<'_>) -> Vec<String> {
    let Exam { entry, .. } = exam;
    let mut asides = Vec::new();
    if exam.names != [view.place] {
        asides.push(format!("names {}", service_names(&exam.names, context)));
    }
    if entry.standing.status != Status::Available || entry.standing.in_doubt {
        asides.push(standing::cell(entry, context).line());
    }
    match exam.support {
        Some(support) => asides.extend(sources.then(|| support.title().to_owned())),
        None => {
            let doubt = if exam.disputed { ", disputed" } else { "" };
            asides.push(format!("only {}{doubt}", evidence::names_line(exam.sources, context)));
        }
    }
    let asides = if asides.is_empty() { String::new() } else { format!(" ({})", asides.join("; ")) };
    let title = context.catalog.full_title(entry.certification);
    with_sources(format!("{} {title}{asides}", names::code(entry.certification)), exam.sources, sources, context)
}

fn other_names(view: &ServiceView<'_>, sources: bool, context: &Context<'_>) -> Vec<(&'static str, Cell)> {
    let service = view.service;
    let brief = |services: &[&Service]| Cell::list(services.iter().map(|service| service.brief().clone()));
    let name = with_sources(service.name.clone(), &service.sources, sources, context);
    let formerly = service.formerly.iter().flat_map(|former| {
        let until = former.until.map(|until| format!(" (until {})", until.words())).unwrap_or_default();
        with_sources(format!("{}{until}", former.name), &former.sources, sources, context)
    });
    let cited = service.formerly.iter().flat_map(|former| former.sources.clone()).collect();
    let rows = [
        ("Name", Cell::stacked(name.into_iter().filter(|_| sources))),
        ("Formerly", evidence::with_sources(Cell::stacked(formerly), cited, context)),
        ("Replaces", Cell::list(service.succeeds.clone())),
        ("Part of", Cell::list(context.catalog.whole_of(service).map(|whole| whole.name.clone()))),
        ("Parts", brief(&view.parts)),
        ("Includes", brief(&view.taken_in)),
        ("Aliases", Cell::list(service.aliases.clone())),
        ("Note", Cell::text(service.note.clone().filter(|_| sources).unwrap_or_default())),
    ];
    rows.into_iter().filter(|(_, cell)| !cell.is_empty()).collect()
}
