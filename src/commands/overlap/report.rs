//! The overlap for people: what is shared, then counterparts, then what only one exam has, then the counts.

use super::{Count, Match, Row, Sharing, Subject};
use crate::commands::pairing::{basis_words, meanings, provider_name, service_names};
use crate::commands::{Context, evidence, names, standing};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Listing, Matrix};
use certcmp_dataset::Counterpart;
use certcmp_dataset::language::and;
use certcmp_dataset::vocab::Basis;

pub fn blocks(entries: &[Entry<'_>], sharing: &Sharing<'_>, full: bool, context: &Context<'_>) -> Vec<Block> {
    let codes: Vec<String> = entries.iter().map(|entry| names::code(entry.certification)).collect();
    let aside = format!("{} · in {}", context.day, context.language.title());
    let mut blocks = vec![Block::Title(format!("What {} share", and(&codes)), aside)];
    if sharing.is_empty() {
        blocks.push(Block::Text("No shared services or topics in this data.".to_owned()));
    }
    let of = |matched: Match| sharing.rows.iter().filter(move |row| row.matched == matched);
    let shared = [("Topics", true), ("Services", false)].map(|(label, topics)| {
        let rows = of(Match::Same).filter(|row| row.is_topic() == topics);
        (label.to_owned(), Cell::list(rows.map(|row| name(row, &codes, context))))
    });
    let shared: Vec<(String, Cell)> = shared.into_iter().filter(|(_, cell)| !cell.is_empty()).collect();
    if !shared.is_empty() {
        blocks.push(Block::Pairs(shared));
    }
    let counterparts: Vec<&Row<'_>> = of(Match::Counterpart).collect();
    if !counterparts.is_empty() {
        blocks.push(Block::Listing(listing(&counterparts, &codes, context)));
    }
    let only: Vec<&Row<'_>> = of(Match::Only).collect();
    let cells = |topics: bool| {
        let cell = |at: usize| {
            let own = only.iter().filter(|row| row.named_by(at).is_some());
            let own = own.filter(|row| row.is_topic() == topics);
            let services = entries.get(at).and_then(|entry| entry.certification.facts.services.as_deref());
            let cell = Cell::list(own.map(|row| name(row, &codes, context)));
            match services.filter(|_| !topics && !cell.is_empty()) {
                Some(fact) => cell.cite(fact.support.title(), evidence::ids(&fact.sources, context)),
                None => cell,
            }
        };
        (0..entries.len()).map(cell).collect::<Vec<Cell>>()
    };
    let rows = [("Topics", cells(true)), ("Services", cells(false))].map(|(label, cells)| (label.to_owned(), cells));
    let rows: Vec<_> = rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect();
    if !rows.is_empty() {
        let matrix = Matrix::new("Only in this exam", names::heads(entries, context), rows);
        blocks.push(Block::Matrix(if full { matrix } else { matrix.compact() }));
    }
    blocks.push(Block::Notes(notes(entries, sharing, &codes, context)));
    let mut hints = vec!["Who pairs them: certcmp services NAME".to_owned()];
    if !full {
        hints.push("Every item: --full".to_owned());
    }
    blocks.push(Block::Hints(hints));
    blocks
}

/// Returns the name of what a row is about, with the exams where not all of three or more name it.
fn name(row: &Row<'_>, codes: &[String], context: &Context<'_>) -> String {
    let name = match row.subject {
        Subject::Topic(topic) => topic.label.clone(),
        Subject::Service(_) => {
            row.exams.first().map_or_else(String::new, |(_, services)| service_names(services, context))
        }
        Subject::Group(group) => group.capability.clone(),
    };
    if let Some(whole) = row.part_of {
        return format!("{name} (part of {})", whole.brief());
    }
    if row.matched == Match::Same && row.exams.len() < codes.len() {
        let exams: Vec<&str> = row.exams.iter().filter_map(|(at, _)| codes.get(*at)).map(String::as_str).collect();
        return format!("{name} ({})", exams.join(", "));
    }
    name
}

/// Returns a row for each group: what each exam names of it, what it does, and who pairs them.
fn listing(rows: &[&Row<'_>], codes: &[String], context: &Context<'_>) -> Listing {
    let cells = |row: &&Row<'_>| {
        let Some(group) = row.group() else { return Vec::new() };
        let named = (0..codes.len()).map(|at| Cell::text(service_names(row.named_by(at).unwrap_or_default(), context)));
        let bases = bases(row, group, context).join("; ");
        let what = format!("{} ({}, {bases})", group.capability, group.strength.title());
        let pairings = row.pairings(context.catalog).into_iter().flat_map(|pairing| pairing.sources.clone());
        named.chain([evidence::with_sources(Cell::text(what), pairings.collect(), context)]).collect()
    };
    let heads = codes.iter().map(String::as_str).chain(["What they do"]).map(|head| (head, false));
    Listing::new("Counterparts", heads, rows.iter().map(cells))
}

/// Returns the basis of each pairing of the sides that exams name; with the clouds, where there are more than two.
fn bases(row: &Row<'_>, group: &Counterpart, context: &Context<'_>) -> Vec<String> {
    let providers = row.providers(context.catalog);
    let mut bases = Vec::new();
    for (at, one) in providers.iter().enumerate() {
        for other in providers.iter().skip(at + 1) {
            let words = basis_words(group.pairing(one, other), group, context);
            let (one, other) = (provider_name(one, context), provider_name(other, context));
            bases.push(if providers.len() > 2 { format!("{one}–{other}: {words}") } else { words });
        }
    }
    bases
}

/// Returns what the words of the table mean, a line of counts, and what is not available.
fn notes(entries: &[Entry<'_>], sharing: &Sharing<'_>, codes: &[String], context: &Context<'_>) -> Vec<String> {
    let pairings = sharing.rows.iter().flat_map(|row| row.pairings(context.catalog));
    let bases: Vec<Basis> = pairings.map(|pairing| pairing.basis).collect();
    let mut notes = vec![meanings(&bases, false)];
    let count = |(code, count): (&String, &Count)| {
        let services = match count.services {
            0 => "services not known".to_owned(),
            services => {
                let counterparts = match count.paired.len() {
                    0 => String::new(),
                    counterparts => format!(", {counterparts} with a counterpart"),
                };
                format!("{}, {} shared{counterparts}", counted(services, "service"), count.same)
            }
        };
        let topics = match count.topics {
            0 => "topics not known".to_owned(),
            topics => format!("{}, {} shared", counted(topics, "topic"), count.topics_shared),
        };
        format!("{code}: {services}; {topics}")
    };
    let counts: Vec<String> = codes.iter().zip(&sharing.counts).map(count).collect();
    notes.push(format!("{}. The lists have what sources name; an exam can ask about more.", counts.join(". ")));
    for (code, entry) in codes.iter().zip(entries).filter(|(_, entry)| !entry.standing.can_be_taken()) {
        let next = standing::replacements(entry, context);
        let next = if next.is_empty() { String::new() } else { format!("; replaced by {}", names::codes(&next)) };
        notes.push(format!("{code}: {}{next}.", standing::cell(entry, context).line()));
    }
    notes.retain(|note| !note.is_empty());
    notes
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
