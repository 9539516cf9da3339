//! The overlap for people: what is shared, then counterparts, then what only one exam has, then the counts.

use super::{Count, Match, Row, Sharing, Subject};
use crate::commands::pairing::{basis_words, meanings, provider_name, service_name, service_names};
use crate::commands::{Context, evidence, names, standing};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Kind, Listing};
use certcmp_dataset::language::and;
use certcmp_dataset::{Counterpart, Pairing};

pub fn blocks(entries: &[Entry<'_>], sharing: &Sharing<'_>, full: bool, context: &Context<'_>) -> Vec<Block> {
    let codes: Vec<String> = entries.iter().map(|entry| names::code(entry.certification)).collect();
    let aside = format!("{} · in {}", context.day, context.language.title());
    let mut blocks = vec![Block::Title(format!("What {} share", and(&codes)), aside)];
    if sharing.is_empty() {
        blocks.push(Block::Text("No shared services or topics in this data.".to_owned()));
    }
    let of = |matched: Match| sharing.rows.iter().filter(move |row| row.matched == matched);
    let labels = [("Topics", true), ("Services", false)];
    let shared = labels.map(|(label, topics)| {
        let rows = of(Match::Same).filter(|row| row.is_topic() == topics);
        (label, Cell::list(rows.map(|row| name(row, &codes))))
    });
    blocks.push(Block::pairs(shared.into_iter().filter(|(_, cell)| !cell.is_empty())));
    let counterparts: Vec<&Row<'_>> = of(Match::Counterpart).collect();
    if !counterparts.is_empty() {
        blocks.push(Block::Listing(listing(&counterparts, &codes, context)));
    }
    let only = labels.map(|(label, topics)| {
        let cell = |(at, entry): (usize, &Entry<'_>)| {
            let own = of(Match::Only).filter(|row| row.is_topic() == topics && row.named_by(at).is_some());
            let cell = Cell::list(own.map(|row| name(row, &codes)));
            match entry.certification.facts.services.as_deref().filter(|_| !topics && !cell.is_empty()) {
                Some(fact) => cell.cite(fact.support.title(), evidence::ids(&fact.sources, context)),
                None => cell,
            }
        };
        (label.to_owned(), entries.iter().enumerate().map(cell).collect::<Vec<Cell>>())
    });
    let only: Vec<_> = only.into_iter().filter(|(_, cells)| !cells.iter().all(Cell::is_empty)).collect();
    if !only.is_empty() {
        let matrix = Listing::matrix("Only in this exam", names::heads(entries, context), only);
        let kind = if full { Kind::Matrix } else { Kind::Compact };
        blocks.push(Block::Listing(Listing { kind, ..matrix }));
    }
    blocks.push(Block::Notes(notes(entries, sharing, &codes, context)));
    let mut hints = vec!["Who pairs them: certcmp services NAME".to_owned()];
    hints.extend((!full).then(|| "Every item: --full".to_owned()));
    blocks.push(Block::Hints(hints));
    blocks
}

/// Returns the name of what a row is about, with the exams where not all of three or more name it.
fn name(row: &Row<'_>, codes: &[String]) -> String {
    let name = match row.subject {
        Subject::Topic(topic) => topic.label.clone(),
        Subject::Service(service) => service_name(service),
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

fn listing(rows: &[&Row<'_>], codes: &[String], context: &Context<'_>) -> Listing {
    let cells = |row: &&Row<'_>| {
        let Some(group) = row.group() else { return Vec::new() };
        let named = (0..codes.len()).map(|at| Cell::text(service_names(row.named_by(at).unwrap_or_default(), context)));
        let pairings = row.pairings(context.catalog);
        let bases = bases(&pairings, group, context).join("; ");
        let what = format!("{} ({}, {bases})", group.capability, group.strength.title());
        let cited = pairings.into_iter().flat_map(|pairing| pairing.sources.clone()).collect();
        named.chain([evidence::with_sources(Cell::text(what), cited, context)]).collect()
    };
    let heads = codes.iter().map(String::as_str).chain(["What they do"]).map(|head| (head, false));
    Listing::new("Counterparts", heads, rows.iter().map(cells))
}

/// Returns the basis of each pairing of the sides that exams name; with the clouds, where there are several.
fn bases(pairings: &[&Pairing], group: &Counterpart, context: &Context<'_>) -> Vec<String> {
    let basis = |pairing: &&Pairing| {
        let words = basis_words(Some(pairing), group, context);
        let (one, other) = (&pairing.between.0, &pairing.between.1);
        match pairings {
            [_] => words,
            _ => format!("{}–{}: {words}", provider_name(one, context), provider_name(other, context)),
        }
    };
    pairings.iter().map(basis).collect()
}

fn notes(entries: &[Entry<'_>], sharing: &Sharing<'_>, codes: &[String], context: &Context<'_>) -> Vec<String> {
    let groups = sharing.rows.iter().filter_map(|row| Some((row, row.group()?)));
    let pairings = groups.flat_map(|(row, group)| {
        row.pairings(context.catalog).into_iter().map(move |pairing: &Pairing| (Some(pairing), group))
    });
    let mut notes: Vec<String> = meanings(pairings, context).into_iter().collect();
    let counted = |count: usize, what: &str, shared: usize| match count {
        0 => format!("{what}s not known"),
        _ => format!("{}, {shared} shared", names::count(count, what)),
    };
    let count = |(code, count): (&String, &Count)| {
        let services = counted(count.services, "service", count.same);
        let topics = counted(count.topics, "topic", count.topics_shared);
        let counterparts = match count.paired.len() {
            0 => String::new(),
            counterparts => format!(", {counterparts} with a counterpart"),
        };
        format!("{code}: {services}{counterparts}; {topics}")
    };
    let counts: Vec<String> = codes.iter().zip(&sharing.counts).map(count).collect();
    notes.push(format!("{}. The lists have what sources name; an exam can ask about more.", counts.join(". ")));
    for (code, entry) in codes.iter().zip(entries).filter(|(_, entry)| !entry.standing.can_be_taken()) {
        let next = standing::replacements(entry, context);
        let next = if next.is_empty() { String::new() } else { format!("; replaced by {}", names::codes(&next)) };
        notes.push(format!("{code}: {}{next}.", standing::cell(entry, context).line()));
    }
    notes
}
