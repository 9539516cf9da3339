//! Sources for people.

use crate::commands::disputes::{self, Fact};
use crate::commands::{Context, evidence, names};
use crate::render::report::{Block, Cell, Link, Listing};
use certcmp_dataset::{Certification, ClaimView, Source, SourceRef, Support};

pub fn all(counted: &[(&Source, i64)]) -> Vec<Block> {
    let row = |(source, count): &(&Source, i64)| {
        vec![
            Cell::text(&source.id),
            Cell::text(if source.official { "official" } else { "" }),
            Cell::text(source.dated.map(|when| when.to_string()).unwrap_or_default()),
            Cell::text(count.to_string()),
            evidence::with_address(format!("{}. {}", source.title, source.publisher), source),
        ]
    };
    let heads = [("Source", false), ("Official", false), ("Dated", false), ("Cited", true), ("What it is", false)];
    vec![
        Block::Title("Sources of the dataset".to_owned(), format!("{} sources", counted.len())),
        Block::Listing(Listing::new("", heads, counted.iter().map(row).collect::<Vec<_>>())),
        Block::Hints(vec!["One source: certcmp sources ID".to_owned(), "Of an exam: certcmp sources CERT".to_owned()]),
    ]
}

pub fn of_certification(
    certification: &Certification,
    facts: &[Fact<'_>],
    cited: Vec<SourceRef>,
    context: &Context<'_>,
) -> Vec<Block> {
    let title = format!("Sources of {}", context.catalog.full_title(certification));
    let rows = facts.iter().flat_map(|fact| disputes::rows(fact, true, context));
    vec![
        Block::Title(title, names::code(certification)),
        Block::Notes(vec![summary(facts, &cited, context)]),
        Block::Listing(Listing::new("", disputes::HEADS, rows.collect::<Vec<_>>())),
        evidence::source_listing(cited, context),
        Block::Hints(vec![
            "One source: certcmp sources ID".to_owned(),
            format!("Whole values: certcmp show {} --full", names::code(certification)),
        ]),
    ]
}

/// How many facts have which support, and the dates of the oldest and newest source.
fn summary(facts: &[Fact<'_>], cited: &[SourceRef], context: &Context<'_>) -> String {
    let count = |support: &Support| facts.iter().filter(|fact| fact.view.support == *support).count();
    let counts = Support::ALL.iter().map(|support| (count(support), support.title())).filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, title)| format!("{count} {title}")).collect();
    let dated: Vec<_> =
        cited.iter().filter_map(|source| context.catalog.source(*source)).filter_map(|source| source.dated).collect();
    let dates = match (dated.iter().min(), dated.iter().max()) {
        (Some(oldest), Some(newest)) => format!(" Sources of {oldest} to {newest}."),
        _ => String::new(),
    };
    format!("{} facts: {}.{dates}", facts.len(), counts.join(", "))
}

pub fn of_source(source: &Source, reference: SourceRef, facts: &[Fact<'_>], context: &Context<'_>) -> Vec<Block> {
    let mut pairs = vec![
        ("Publisher", Cell::text(&source.publisher)),
        ("Dated", Cell::text(source.dated.map_or_else(|| "not known".to_owned(), |when| when.to_string()))),
        ("Read", Cell::text(source.read.to_string())),
        ("Access", Cell::text(source.access.title())),
        ("Official", Cell::text(if source.official { "yes" } else { "no" })),
    ];
    pairs.extend(source.url.clone().map(|url| ("Address", Cell::links([Link { text: String::new(), url }]))));
    pairs.extend(source.note.as_ref().map(|note| ("Note", Cell::text(note))));
    let heads = ["Exam", "Fact", "It says", "Verdict"].map(|head| (head, false));
    let said = match facts {
        [] => Block::Text("No fact of an exam cites this source.".to_owned()),
        _ => {
            Block::Listing(Listing::new("What it says", heads, facts.iter().map(|fact| said(fact, reference, context))))
        }
    };
    vec![Block::Title(source.title.clone(), source.id.clone()), Block::pairs(pairs), said]
}

fn said(fact: &Fact<'_>, source: SourceRef, context: &Context<'_>) -> Vec<Cell> {
    let view = &fact.view;
    let is_said = |claim: &&ClaimView<'_>| claim.sources.contains(&source) && !view.sources.contains(&source);
    let value = view.display(context.catalog);
    let (says, verdict) = if let Some(claim) = view.disputed.iter().find(is_said) {
        let verdict = format!("{}; the value is {}", evidence::verdict(claim), value.gist());
        (claim.display(context.catalog), verdict)
    } else if let Some(claim) = view.also.iter().find(is_said) {
        (claim.display(context.catalog), "no contradiction".to_owned())
    } else {
        (value, "this is the value".to_owned())
    };
    vec![
        Cell::text(names::code(fact.certification)),
        Cell::text(&fact.label),
        Cell::text(says.gist()),
        Cell::text(verdict),
    ]
}
