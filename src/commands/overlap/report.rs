//! The overlap for people: counts, what is shared, and what only one exam has.

use super::super::Context;
use super::super::columns::Column;
use super::super::evidence::UNCERTAIN;
use super::super::names;
use super::super::pairing::{is_loose, meanings, provider_name, service_names, sides_basis_words};
use super::sharing::{COUNTING, Count, Paired, SharedTopic, Sharing, named_providers, wider};
use crate::query::Entry;
use crate::render::report::{Block, Cell, FactGroup, FactRow, Listing, Matrix};
use certcmp_dataset::{Counterpart, ServiceRef};

/// Returns the counts, then counterparts and services that are shared, then what only one exam has.
pub fn blocks(entries: &[Entry<'_>], sharing: &Sharing<'_>, context: &Context<'_>) -> Vec<Block> {
    let ids: Vec<String> = entries.iter().map(|entry| entry.certification.id.clone()).collect();
    let title = format!("What {} share", certcmp_dataset::language::and(&ids));
    let mut blocks = vec![
        Block::Title(title, String::new()),
        Block::Matrix(numbers(entries, sharing, context)),
        Block::Text(COUNTING.to_owned()),
    ];
    let told = sharing.counts.iter().any(Count::can_be_told);
    if told && sharing.counterparts.is_empty() && sharing.same.is_empty() {
        blocks.push(Block::Text("No service of one is known to stand where one of another does.".to_owned()));
    }
    if !sharing.counterparts.is_empty() {
        blocks.push(Block::Listing(counterparts(&ids, &sharing.counterparts, context)));
        blocks.push(Block::Text(legend(&sharing.counterparts, context)));
    }
    if !sharing.same.is_empty() {
        blocks.push(Block::Facts(same(&ids, sharing, context)));
    }
    let only = |services: &Vec<ServiceRef>| only_words(services, entries, context);
    blocks.extend(alone("Services that only one asks about", &ids, sharing.only_services.iter().map(only)));
    if sharing.topics.is_empty() {
        blocks.push(Block::Text("No topic is named by two of them in the same words.".to_owned()));
    } else {
        blocks.push(Block::Listing(topics(&ids, sharing)));
    }
    let only = |topics: &Vec<String>| topics.join("; ");
    blocks.extend(alone("Topics that only one names, or in other words", &ids, sharing.only_topics.iter().map(only)));
    blocks
}

/// The numbers of each exam, its standing first.
fn numbers(entries: &[Entry<'_>], sharing: &Sharing<'_>, context: &Context<'_>) -> Matrix {
    let of = |label: &'static str, cell: &dyn Fn(&Entry<'_>, &Count) -> Cell| {
        let cells = entries.iter().zip(&sharing.counts).map(|(entry, count)| cell(entry, count)).collect();
        (String::from(label), cells)
    };
    let told =
        |count: &Count, words: String| Cell::text(if count.can_be_told() { words } else { "not known".to_owned() });
    let rows = vec![
        of(Column::Status.label(), &|entry, _| Column::Status.cell(entry, context)),
        of(Column::ReplacedBy.label(), &|entry, _| Column::ReplacedBy.cell(entry, context)),
        of("Services", &|entry, count| Cell::text(services_words(entry, count.services))),
        of("The same", &|_, count| told(count, count.same.to_string())),
        of("Counterparts", &|_, count| told(count, counterparts_words(count))),
        of("Shared", &|_, count| told(count, shared_words(count))),
        of("Only here", &|_, count| told(count, count.only().to_string())),
        of("Topics", &|_, count| Cell::text(topics_words(count))),
    ];
    let rows = rows.into_iter().filter(|(_, cells): &(String, Vec<Cell>)| cells.iter().any(|cell| !cell.is_empty()));
    let heading = "What they share, in numbers".to_owned();
    Matrix::new(heading, names::heads(entries, context), rows.collect())
}

fn services_words(entry: &Entry<'_>, count: usize) -> String {
    let Some(fact) = &entry.certification.facts.services else { return "not known".to_owned() };
    let doubt = if fact.uncertain { UNCERTAIN } else { "" };
    format!("{count}, {}{doubt}", fact.support.title())
}

fn counterparts_words(count: &Count) -> String {
    let kinds = [
        (count.official, "official"),
        (count.derived, "derived"),
        (count.editorial, "editorial"),
        (count.weak, "weak"),
    ];
    let some: Vec<String> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {kind}")).collect();
    if some.is_empty() { "0".to_owned() } else { some.join(", ") }
}

fn shared_words(count: &Count) -> String {
    let percent = count.percent().map_or_else(String::new, |percent| format!(" ({percent} %)"));
    format!("{} of {}{percent}", count.shared(), count.services)
}

fn topics_words(count: &Count) -> String {
    match count.topics {
        0 => "not known".to_owned(),
        topics => format!("{topics}, of them {} shared", count.topics_shared),
    }
}

/// A row for each group: what it does, what each exam names of it, and who pairs them.
fn counterparts(ids: &[String], shared: &[Paired<'_>], context: &Context<'_>) -> Listing {
    let row = |paired: &Paired<'_>| -> Vec<Cell> {
        let what = format!("{} ({})", paired.group.capability, paired.group.strength.title());
        let named = paired.named.iter().map(|services| Cell::text(service_names(services, context).join(", ")));
        let basis = Cell::stacked(basis_lines(paired, context));
        std::iter::once(Cell::text(what)).chain(named).chain([basis]).collect()
    };
    let heads = std::iter::once("What they do".into()).chain(ids.iter().cloned()).chain(["Basis".into()]);
    Listing::new("Counterparts that they ask about", heads.map(|head| (head, false)), shared.iter().map(row))
}

/// The basis of each pairing of the sides that the exams name; with the clouds, where there is more than one.
fn basis_lines(paired: &Paired<'_>, context: &Context<'_>) -> Vec<String> {
    let providers = named_providers(paired, context.catalog);
    let mut lines = Vec::new();
    for (at, one) in providers.iter().enumerate() {
        for other in providers.iter().skip(at + 1) {
            let words = pair_words(paired.group, one, other, context);
            let (one, other) = (provider_name(one, context), provider_name(other, context));
            lines.push(if providers.len() > 2 { format!("{one}–{other}: {words}") } else { words });
        }
    }
    lines
}

fn pair_words(group: &Counterpart, one: &str, other: &str, context: &Context<'_>) -> String {
    let sides = group.sides(context.catalog);
    let side = |wanted: &str| sides.iter().find(|side| side.provider == wanted);
    match (group.pairing(one, other), side(one), side(other)) {
        (Some(pairing), Some(one), Some(other)) => sides_basis_words(pairing, one, other, context),
        _ => certcmp_dataset::vocab::Basis::None.title().to_owned(),
    }
}

fn legend(shared: &[Paired<'_>], context: &Context<'_>) -> String {
    let (mut bases, mut loose) = (Vec::new(), false);
    for paired in shared {
        let providers = named_providers(paired, context.catalog);
        let sides = paired.group.sides(context.catalog);
        let named = || sides.iter().filter(|side| providers.contains(&side.provider));
        loose |= named().any(|one| named().any(|other| one.provider != other.provider && is_loose(one, other)));
        let between = paired.group.pairings.iter().filter(|pairing| {
            providers.contains(&pairing.between.0.as_str()) && providers.contains(&pairing.between.1.as_str())
        });
        bases.extend(between.map(|pairing| pairing.basis));
    }
    format!("{} Sources and notes of a pairing: certcmp services NAME", meanings(&bases, loose))
}

/// The same services, by the exams that name them.
fn same(ids: &[String], sharing: &Sharing<'_>, context: &Context<'_>) -> FactGroup {
    let mut sets: Vec<(&Vec<usize>, Vec<ServiceRef>)> = Vec::new();
    for (service, naming) in &sharing.same {
        match sets.iter_mut().find(|(known, _)| *known == naming) {
            Some((_, services)) => services.push(*service),
            None => sets.push((naming, vec![*service])),
        }
    }
    sets.sort_by_key(|(naming, _)| std::cmp::Reverse(naming.len()));
    let row = |(naming, services): &(&Vec<usize>, Vec<ServiceRef>)| {
        let exams: Vec<&str> = naming.iter().filter_map(|at| ids.get(*at)).map(String::as_str).collect();
        fact(exams.join(", "), service_names(services, context).join(", "))
    };
    FactGroup { heading: "The same services".to_owned(), rows: sets.iter().map(row).collect() }
}

fn fact(label: impl Into<String>, text: String) -> FactRow {
    FactRow { label: label.into(), cell: Cell::text(text), ..FactRow::default() }
}

/// What only one has, a row for each exam that has something.
fn alone(heading: &str, ids: &[String], texts: impl Iterator<Item = String>) -> Option<Block> {
    let rows: Vec<FactRow> =
        ids.iter().zip(texts).filter(|(_, text)| !text.is_empty()).map(|(id, text)| fact(id, text)).collect();
    (!rows.is_empty()).then(|| Block::Facts(FactGroup { heading: heading.to_owned(), rows }))
}

/// Services by name, each with the wider service in which it stands where an exam names that.
fn only_words(services: &[ServiceRef], entries: &[Entry<'_>], context: &Context<'_>) -> String {
    let words = services.iter().map(|service| {
        let name = service_names(&[*service], context).join("");
        match wider(*service, entries, context.catalog) {
            Some((whole, exams)) => {
                format!("{name} (stands in {}, which {} names)", whole.brief(), exams.join(" and "))
            }
            None => name,
        }
    });
    words.collect::<Vec<_>>().join(", ")
}

fn topics(ids: &[String], sharing: &Sharing<'_>) -> Listing {
    let row = |topic: &SharedTopic| -> Vec<Cell> {
        topic.named.iter().map(|words| Cell::text(words.clone().unwrap_or_else(|| "–".into()))).collect()
    };
    Listing::new("Topics in the same words", ids.iter().map(|id| (id.clone(), false)), sharing.topics.iter().map(row))
}
