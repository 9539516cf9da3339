//! What a page has beside what every reader gets: the notes, and sources to link to.

use super::{Context, Outcome};
use crate::render::report::Block;

/// Completes a report that is sent on: with the notes that other readers get on stderr, and the sources it may cite.
pub fn complete(outcome: &mut Outcome, context: &Context<'_>) {
    let report = &mut outcome.report;
    if !context.is_for_page() {
        return;
    }
    let opening = |block: &Block| matches!(block, Block::Title(..) | Block::Status(..) | Block::Text(_));
    let at = report.blocks.iter().take(2).take_while(|block| opening(block)).count();
    let notes = outcome.notes.iter().map(|note| Block::Text(format!("Note: {note}.")));
    report.blocks.splice(at..at, notes.collect::<Vec<_>>());
    report.blocks.push(Block::Sources(context.catalog.sources.iter().cloned().collect()));
}
