//! Disputes: the claims that contradict values, open and refuted, with who makes them.

use super::columns::{Column, GROUPS};
use super::keys::{self, Key};
use super::names::some;
use super::{Context, evidence, names};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Listing, Records};
use certcmp_dataset::{Certification, Datum, Display, Field, Shape, SittingField, SourceRef, Support, View};

pub const KEY: &str = "disputes";

pub struct Fact<'a> {
    pub certification: &'a Certification,
    column: Column,
    pub label: String,
    pub key: &'static str,
    pub view: View<'a>,
}

/// The facts of a certification, what one asks first on top, and of its sittings.
pub fn facts(certification: &Certification) -> Vec<Fact<'_>> {
    let mut of_exam: Vec<(Field, View<'_>)> = certification.facts.views().collect();
    of_exam.sort_by_key(|(field, _)| GROUPS.iter().position(|group| *group == field.group()));
    let of_exam =
        of_exam.into_iter().map(|(field, view)| (Column::Fact(field), field.label().to_owned(), field.key(), view));
    let of_sittings = certification.sittings.iter().flat_map(|sitting| {
        let kind = sitting.kind.title();
        let label = move |field: SittingField| format!("{}, {kind}", field.label());
        sitting.facts.views().map(move |(field, view)| (Column::Sittings, label(field), field.key(), view))
    });
    let fact = |(column, label, key, view)| Fact { certification, column, label, key, view };
    of_exam.chain(of_sittings).map(fact).collect()
}

fn disputed<'a>(entries: &[Entry<'a>], fields: Option<&[Column]>) -> Vec<Fact<'a>> {
    let facts = entries.iter().flat_map(|entry| facts(entry.certification));
    let is_wanted = |fact: &Fact<'_>| fields.is_none_or(|fields| fields.contains(&fact.column));
    facts.filter(|fact| !fact.view.disputed.is_empty() && is_wanted(fact)).collect()
}

/// How many values have an open dispute and how many claims were refuted, in a sentence.
pub fn count(entries: &[Entry<'_>]) -> Option<String> {
    let (mut open, mut refuted) = (0, 0);
    for fact in disputed(entries, None) {
        let of_fact = fact.view.disputed.iter().filter(|claim| evidence::is_open(claim)).count();
        open += usize::from(of_fact > 0);
        refuted += fact.view.disputed.len() - of_fact;
    }
    let open = (open > 0).then(|| format!("Sources disagree on {}", names::count(open, "value")));
    let are = if refuted == 1 { "is" } else { "are" };
    let refuted = (refuted > 0).then(|| format!("{} {are} kept", names::count(refuted, "refuted claim")));
    let parts: Vec<String> = open.into_iter().chain(refuted).collect();
    (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
}

/// A table: the value, then each claim with who makes it and its verdict.
pub fn blocks(entries: &[Entry<'_>], fields: Option<&[Column]>, context: &Context<'_>) -> Vec<Block> {
    let codes: Vec<String> = entries.iter().map(|entry| names::code(entry.certification)).collect();
    let title = format!("Disputes about {}", certcmp_dataset::language::and(&codes));
    let mut blocks = vec![Block::Title(title, String::new())];
    for entry in entries {
        let disputed = disputed(std::slice::from_ref(entry), fields).into_iter();
        let rows: Vec<Vec<Cell>> = disputed.flat_map(|fact| rows(&fact, false, context)).collect();
        if !rows.is_empty() {
            blocks.push(Block::Listing(Listing::new(names::with_name(entry.certification), HEADS, rows)));
        }
    }
    if blocks.len() == 1 {
        blocks.push(Block::Text("No source in the data contradicts these values.".to_owned()));
    }
    blocks
}

pub const HEADS: [(&str, bool); 3] = [("Fact", false), ("Value or claim", false), ("Who says so", false)];

/// A value with who says so, then each claim against it with its verdict; `with_also` each one beside it too.
pub fn rows(fact: &Fact<'_>, with_also: bool, context: &Context<'_>) -> Vec<Vec<Cell>> {
    let view = &fact.view;
    let row = |label: &str, says: Display, before: &str, sources: &[SourceRef], after: &str| {
        let who = Cell::text(format!("{before}{}{after}", evidence::names_line(sources, context)));
        let who = who.cite("", evidence::ids(sources, context));
        vec![Cell::text(label), Cell::text(first_items(says)), who]
    };
    let support = format!("{}: ", evidence::support(view));
    let mut rows = vec![row(&fact.label, view.display(context.catalog), &support, view.sources, "")];
    let disputed = view.disputed.iter().map(|claim| (claim, format!("; {}", evidence::verdict(claim))));
    let also = view.also.iter().filter(|_| with_also).map(|claim| (claim, "; no contradiction".to_owned()));
    rows.extend(
        disputed
            .chain(also)
            .map(|(claim, verdict)| row("", claim.display(context.catalog), "", claim.sources, &verdict)),
    );
    rows
}

/// A value on one line, without addresses; of a long list the first items, with the count of the others.
fn first_items(says: Display) -> String {
    const ITEMS: usize = 4;
    let words = |item: &String| item.split(' ').filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ");
    match says {
        Display::List(items) => some(&items.iter().map(words).collect::<Vec<_>>(), ITEMS),
        other => other.gist(),
    }
}

pub fn columns() -> Vec<(&'static str, Shape)> {
    keys::columns(fact_keys())
}

pub fn records(entries: &[Entry<'_>], fields: Option<&[Column]>, context: &Context<'_>) -> Records {
    let disputed = disputed(entries, fields);
    let cited = disputed.iter().flat_map(|disputed| disputed.view.cited().collect::<Vec<_>>()).collect();
    let sources = vec![("sources", evidence::sources_datum(cited, context))];
    keys::records(KEY, fact_keys(), disputed.iter().map(|fact| (fact, None, context)), sources)
}

/// A fact, and the source whose words are told in place of its value.
pub type OfFact<'a> = (&'a Fact<'a>, Option<SourceRef>, &'a Context<'a>);

pub fn fact_keys<'a>() -> [Key<OfFact<'a>>; 5] {
    [
        ("certification", Shape::Text, |(fact, ..)| Datum::text(&fact.certification.id)),
        ("fact", Shape::Text, |(fact, ..)| Datum::text(fact.key)),
        ("says", Shape::Text, |(fact, source, context)| {
            let said = source.and_then(|source| fact.view.said_by(source, context.catalog));
            Datum::Text(said.map_or_else(|| fact.view.display(context.catalog), |(said, _)| said).line())
        }),
        ("support", Shape::Word(Support::WORDS), |(fact, ..)| Datum::printed(fact.view.support)),
        ("evidence", evidence::shape(Shape::Text), |(fact, _, context)| evidence::datum(&fact.view, false, context)),
    ]
}
