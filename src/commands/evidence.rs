//! Evidence: the support and sources of a fact, as cells and rows for people and as one set of keys for programs.

use super::Context;
use super::keys::{self, Key};
use super::names;
use crate::render::report::{Bar, Block, Cell, Content, Link, Listing, Remark, Row};
use certcmp_dataset::language::and;
use certcmp_dataset::{
    Access, ClaimView, Datum, Display, Labels, Shape, SittingKind, Source, SourceRef, Support, View,
};
use std::collections::{BTreeMap, BTreeSet};

pub const UNCERTAIN: &str = " (uncertain)";

/// How well a value is backed: "official", "relayed, general rule".
pub fn support(view: &View<'_>) -> String {
    let rule = if view.rule { ", general rule" } else { "" };
    format!("{}{rule}", view.support.title())
}

pub fn ids(sources: &[SourceRef], context: &Context<'_>) -> Vec<String> {
    sources.iter().map(|source| context.catalog.source_id(*source)).collect()
}

pub fn ids_datum(sources: &[SourceRef], context: &Context<'_>) -> Datum {
    Datum::texts(ids(sources, context))
}

/// Sources as people know them, each once: "AWS (2026)".
pub fn names(sources: &[SourceRef], context: &Context<'_>) -> Vec<String> {
    names::distinct(sources.iter().filter_map(|source| context.catalog.source(*source)).map(name))
}

/// A source as people know it: its publisher, else its title, and its year.
pub fn name(source: &Source) -> String {
    // How it was published is in the list of sources.
    let publisher = source.publisher.split([';', '(']).next().unwrap_or_default().trim();
    let is_name = !matches!(publisher, "not known" | "independent");
    let publisher = if is_name { publisher } else { source.title.split(": ").next().unwrap_or_default() };
    let year = source.dated.map(|when| format!(" ({})", when.earliest.year()));
    format!("{publisher}{}", year.unwrap_or_default())
}

/// Sources on one line, as people know them: "AWS (2026), Example (2025) and 2 others".
pub fn names_line(sources: &[SourceRef], context: &Context<'_>) -> String {
    let names = names(sources, context);
    match names.as_slice() {
        [first, second, others @ ..] if others.len() > 1 => format!("{first}, {second} and {} others", others.len()),
        names => and(names),
    }
}

/// The cell of a fact: its value, a word on a beta or on doubt, its disputes and its sources.
pub fn cell(view: &View<'_>, kind: Option<SittingKind>, context: &Context<'_>) -> Cell {
    let mut content = content(view.display(context.catalog));
    if kind == Some(SittingKind::Beta) {
        mark(&mut content, " (beta)");
    }
    if view.uncertain {
        mark(&mut content, UNCERTAIN);
    }
    backed(content.into(), view, context)
}

/// Returns a text about a fact, with the doubt, disputes and sources of that fact.
pub fn words_cell(words: &str, view: &View<'_>, context: &Context<'_>) -> Cell {
    let uncertain = if view.uncertain { UNCERTAIN } else { "" };
    backed(Cell::text(format!("{words}{uncertain}")), view, context)
}

pub fn backed(cell: Cell, view: &View<'_>, context: &Context<'_>) -> Cell {
    Cell { remarks: remarks(view, context), ..cell.cite(support(view), ids(view.sources, context)) }
}

pub fn content(display: Display) -> Content {
    match display {
        Display::Text(text) => Content::Text(text),
        Display::List(items) => Content::Inline(items),
        Display::Shares(shares) => Content::Bars(shares.iter().map(Bar::from).collect()),
    }
}

/// Adds words on the value as a whole: behind a text, in front of a list.
fn mark(content: &mut Content, words: &str) {
    let first = match content {
        Content::Text(text) => return text.push_str(words),
        Content::Inline(items) | Content::Stacked(items) => items.first_mut(),
        Content::Links(links) => links.first_mut().map(|link| &mut link.text),
        Content::Bars(bars) => bars.first_mut().map(|bar| &mut bar.label),
    };
    if let Some(first) = first {
        *first = format!("{}: {first}", words.trim().trim_matches(['(', ')']));
    }
}

pub fn is_open(claim: &ClaimView<'_>) -> bool {
    claim.refuted.is_none()
}

pub fn verdict(claim: &ClaimView<'_>) -> String {
    match (claim.refuted, claim.note) {
        (Some(reason), _) => format!("refuted: {reason}"),
        (None, Some(note)) => format!("open: {note}"),
        (None, None) => "open".to_owned(),
    }
}

/// What other sources say instead of a value, as far as that is open: "Example (2026) says 125 USD".
pub fn remarks(view: &View<'_>, context: &Context<'_>) -> Vec<Remark> {
    let words = |claim: &ClaimView<'_>| {
        let say = if names(claim.sources, context).len() == 1 { "says" } else { "say" };
        format!("{} {say} {}", names_line(claim.sources, context), claim.display(context.catalog).gist())
    };
    let open: Vec<&ClaimView<'_>> = view.disputed.iter().filter(|claim| is_open(claim)).collect();
    let sources = open.iter().flat_map(|claim| ids(claim.sources, context)).collect();
    let said: Vec<String> = open.into_iter().map(words).collect();
    (!said.is_empty()).then(|| Remark::new(said.join("; "), sources)).into_iter().collect()
}

/// The row of a fact with its note; `with_sources` also with its support, its sources and what others say.
pub fn row(mut row: Row, view: &View<'_>, with_sources: bool, context: &Context<'_>) -> Row {
    row.cells.extend(with_sources.then(|| Cell::text(support(view))));
    Row { asides: asides(view, with_sources, context), ..row }
}

/// The lines below a value: its note; with `with_sources` also its sources and what others say.
pub fn asides(view: &View<'_>, with_sources: bool, context: &Context<'_>) -> Vec<Remark> {
    let mut asides: Vec<Remark> = view.note.iter().map(|note| Remark::new(*note, Vec::new())).collect();
    if with_sources {
        // A page links to them.
        let from = format!("from {}", names_line(view.sources, context));
        asides.extend((!context.is_for_page()).then(|| Remark::new(from, Vec::new())));
        let aside = |before: &str, claim: &ClaimView<'_>, after: &str| {
            let (who, says) = (names_line(claim.sources, context), claim.display(context.catalog).line());
            Remark::new(format!("{before}{who}: {says}{after}"), ids(claim.sources, context))
        };
        asides.extend(view.also.iter().map(|account| aside("also stated: ", account, "")));
        asides.extend(view.disputed.iter().map(|claim| aside("", claim, &format!(" [{}]", verdict(claim)))));
    }
    asides
}

/// Sets the sources of a cell that is made of several facts.
pub fn with_sources(mut cell: Cell, sources: Vec<SourceRef>, context: &Context<'_>) -> Cell {
    cell.evidence.get_or_insert_default().sources = ids(&names::distinct(sources), context);
    cell
}

/// A text made of the values of several cells, with their remarks and sources.
pub fn joined(words: String, parts: Vec<Cell>) -> Cell {
    let sources = parts.iter().flat_map(|part| &part.evidence).flat_map(|evidence| evidence.sources.clone());
    let cell = Cell::text(words).cite("", names::distinct(sources));
    Cell { remarks: parts.into_iter().flat_map(|part| part.remarks).collect(), ..cell }
}

pub fn shape(value: Shape) -> Shape {
    let claims = keys::shape(claim_keys(value)).list();
    keys::shape(fact_keys(claims))
}

/// The evidence of a fact for programs; without the values of claims, facts of any type have one shape: that of
/// [`shape`] for texts.
pub fn datum(view: &View<'_>, with_values: bool, context: &Context<'_>) -> Datum {
    keys::map(&fact_keys(Shape::Text), &(view, with_values, context))
}

/// A fact, and whether claims have values.
type OfFact<'a> = (&'a View<'a>, bool, &'a Context<'a>);

fn fact_keys<'a>(claims: Shape) -> [Key<OfFact<'a>>; 9] {
    [
        ("support", Shape::Word(Support::WORDS), |(view, ..)| Datum::printed(view.support)),
        ("uncertain", Shape::Bool, |(view, ..)| Datum::Bool(view.uncertain)),
        ("rule_of_provider", Shape::Bool, |(view, ..)| Datum::Bool(view.rule)),
        // Facts of sittings stand in these; the key is kept for those who read it.
        ("of_sitting", Shape::Word(SittingKind::WORDS).nullable(), |_| Datum::Null),
        ("checked", Shape::Date.nullable(), |(view, _, context)| keys::date(context.catalog.newest(view.sources))),
        ("sources", Shape::Text.list(), |(view, _, context)| ids_datum(view.sources, context)),
        ("disputed", claims.clone(), |(view, values, context)| {
            keys::list(claim_keys(Shape::Text), view.disputed.iter().map(|claim| (claim, true, *values, *context)))
        }),
        ("also", claims, |(view, values, context)| {
            keys::list(claim_keys(Shape::Text), view.also.iter().map(|claim| (claim, false, *values, *context)))
        }),
        ("note", Shape::Text.nullable(), |(view, ..)| keys::text(view.note)),
    ]
}

/// A claim, whether it contradicts the value, and whether it has a value of its own.
type OfClaim<'a> = (&'a ClaimView<'a>, bool, bool, &'a Context<'a>);

fn claim_keys<'a>(value: Shape) -> [Key<OfClaim<'a>>; 7] {
    [
        ("value", value.nullable(), |(claim, _, has_value, context)| {
            claim.datum(context.catalog).filter(|_| *has_value).unwrap_or(Datum::Null)
        }),
        ("says", Shape::Text.nullable(), |(claim, _, has_value, context)| {
            let is_value = *has_value && claim.words.is_none() && claim.datum(context.catalog).is_some();
            keys::text((!is_value).then(|| claim.display(context.catalog).line()))
        }),
        ("verdict", Shape::Word(&["open", "refuted"]).nullable(), |(claim, contradicts, ..)| {
            keys::text(contradicts.then_some(if is_open(claim) { "open" } else { "refuted" }))
        }),
        ("reason", Shape::Text.nullable(), |(claim, ..)| keys::text(claim.refuted)),
        ("until", Shape::Date.nullable(), |(claim, ..)| keys::date(claim.until)),
        ("sources", Shape::Text.list(), |(claim, _, _, context)| ids_datum(claim.sources, context)),
        ("note", Shape::Text.nullable(), |(claim, ..)| keys::text(claim.note)),
    ]
}

/// The cited sources, once each, in the order of their ids.
fn distinct<'a>(cited: Vec<SourceRef>, context: &Context<'a>) -> impl Iterator<Item = &'a Source> {
    let cited = BTreeSet::from_iter(cited).into_iter().filter_map(|source| context.catalog.source(source));
    cited.map(|source| (&source.id, source)).collect::<BTreeMap<_, _>>().into_values()
}

pub fn sources_datum(cited: Vec<SourceRef>, context: &Context<'_>) -> Datum {
    keys::list(source_keys(), distinct(cited, context))
}

pub fn source_keys<'a>() -> [Key<&'a Source>; 10] {
    [
        ("id", Shape::Text, |source| Datum::text(&source.id)),
        ("title", Shape::Text, |source| Datum::text(&source.title)),
        ("publisher", Shape::Text, |source| Datum::text(&source.publisher)),
        ("project", Shape::Text.nullable(), |source| keys::text(source.project.as_ref())),
        ("url", Shape::Url.nullable(), |source| keys::text(source.url.as_ref())),
        ("official", Shape::Bool, |source| Datum::Bool(source.official)),
        ("access", Shape::Word(Access::WORDS), |source| Datum::printed(source.access)),
        ("dated", Shape::Date.nullable(), |source| keys::date(source.dated)),
        ("read", Shape::Date, |source| Datum::printed(source.read)),
        ("note", Shape::Text.nullable(), |source| keys::text(source.note.as_ref())),
    ]
}

/// A table of the cited sources; empty on a page, which has its own.
pub fn source_listing(mut cited: Vec<SourceRef>, context: &Context<'_>) -> Block {
    if context.is_for_page() {
        cited.clear();
    }
    let rows = distinct(cited, context).map(|source| {
        let dated = source.dated.map(|when| when.to_string()).unwrap_or_default();
        let what = format!("{}. {} ({})", source.title, source.publisher, source.access.title());
        vec![Cell::text(&source.id), Cell::text(dated), with_address(what, source)]
    });
    Block::Listing(Listing::new("Sources", ["Source", "Dated", "What it is"].map(|head| (head, false)), rows))
}

pub fn with_address(what: String, source: &Source) -> Cell {
    Cell::links([Link { text: what, url: source.url.clone().unwrap_or_default() }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubt_about_a_list_stands_in_front_of_it() {
        let mut list = Content::Inline(vec!["Italian".to_owned(), "Indonesian".to_owned()]);
        mark(&mut list, UNCERTAIN);
        assert_eq!(Cell::from(list).line(), "uncertain: Italian, Indonesian");
        let mut text = Content::Text("99 USD".to_owned());
        mark(&mut text, UNCERTAIN);
        assert_eq!(Cell::from(text).line(), "99 USD (uncertain)");
    }
}
