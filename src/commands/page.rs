//! What a page has beside what every reader gets: a title, sources to link to, and where its values are from.

use super::column::all_sources;
use super::{Answer, Context, Outcome};
use crate::render::report::{Block, Cell, More, Reference};
use certcmp_dataset::SourceRef;
use certcmp_dataset::fact::View;
use certcmp_dataset::value::Display;

/// A title for a report that has none of its own elsewhere than on a page.
pub fn title(title: &str, aside: &str, context: &Context<'_>) -> Option<Block> {
    context.is_for_page().then(|| Block::Title(title.to_owned(), aside.to_owned()))
}

/// What only a page shows of a fact.
pub fn more(view: &View<'_>, context: &Context<'_>) -> Option<Box<More>> {
    if !context.is_for_page() {
        return None;
    }
    let shares = match view.display(context.catalog) {
        Display::Shares(shares) => shares,
        _ => Vec::new(),
    };
    Some(Box::new(More {
        support: super::show::support(view),
        sources: ids(view.sources, context),
        links: Vec::new(),
        shares,
    }))
}

/// Says in words where a value is from, for readers who cannot follow links.
pub fn from(view: &View<'_>, context: &Context<'_>) -> Option<String> {
    (!context.is_for_page()).then(|| format!("from {}", all_sources(view.sources, context)))
}

/// The ids of some sources.
pub fn ids(sources: &[SourceRef], context: &Context<'_>) -> Vec<String> {
    sources.iter().map(|source| context.catalog.source_id(*source)).collect()
}

/// Sets the sources of a cell that is made of several facts.
pub fn with_sources(mut cell: Cell, sources: Vec<SourceRef>, context: &Context<'_>) -> Cell {
    if context.is_for_page() {
        let mut distinct: Vec<SourceRef> = Vec::new();
        for source in sources {
            if !distinct.contains(&source) {
                distinct.push(source);
            }
        }
        cell.more.get_or_insert_default().sources = ids(&distinct, context);
    }
    cell
}

/// Makes a report fit to be sent on: what other readers get on stderr stands in it, and the sources that it may cite.
pub fn complete(outcome: &mut Outcome, context: &Context<'_>) {
    let Answer::Report(report) = &mut outcome.answer else { return };
    if !context.is_for_page() {
        return;
    }
    let opening = |block: &Block| matches!(block, Block::Title(..) | Block::Verdict(..) | Block::Text(_));
    let at = report.blocks.iter().take(2).take_while(|block| opening(block)).count();
    let notes = outcome.notes.iter().map(|note| Block::Text(format!("Note: {note}.")));
    report.blocks.splice(at..at, notes.collect::<Vec<_>>());
    report.blocks.push(Block::Sources(references(context)));
}

fn references(context: &Context<'_>) -> Vec<Reference> {
    let reference = |source: &certcmp_dataset::Source| Reference {
        id: source.id.clone(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        url: source.url.clone(),
        access: source.access.title().into(),
        dated: source.dated.map(|when| when.to_string()).unwrap_or_default().into(),
    };
    context.catalog.sources.iter().map(reference).collect()
}
