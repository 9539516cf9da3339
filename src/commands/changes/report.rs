//! Changes for people: one row per change, in order of time.

use super::{Change, ChangeKind, Period};
use crate::commands::names::{code, count};
use crate::commands::{Context, evidence};
use crate::render::report::{Block, Cell, Kind, Listing, Row, Tone};
use certcmp_dataset::{Certification, Language, Sitting};

pub fn blocks(
    certifications: &[&Certification],
    changes: &[Change<'_>],
    period: Period,
    with_sources: bool,
    context: &Context<'_>,
) -> Vec<Block> {
    let title = format!("Changes from {} to {}", period.since, period.until);
    let mut blocks = vec![Block::Title(title, count(changes.len(), "change"))];
    if changes.is_empty() {
        blocks.push(Block::Text("No change is known in this period.".to_owned()));
        return blocks;
    }
    let rows = changes.iter().map(|change| row(change, with_sources, context));
    let listing = Listing::new("", [("Date", false), ("Exam", false), ("Change", false)], rows);
    blocks.push(Block::Listing(Listing { kind: Kind::Bare, ..listing }));
    let is_unscheduled = |exam: &&&Certification| exam.sittings.iter().any(Sitting::is_unscheduled);
    let unscheduled: Vec<String> = certifications.iter().filter(is_unscheduled).map(|exam| code(exam)).collect();
    if !unscheduled.is_empty() && period.until >= context.day {
        blocks.push(Block::Notes(vec![format!("Announced without a day: {}.", unscheduled.join(", "))]));
    }
    let hints = ["Who says so: --sources", "One exam: certcmp changes CERT", "In a calendar: -o changes.ics"];
    blocks.push(Block::Hints(hints.map(str::to_owned).into()));
    blocks
}

fn row(change: &Change<'_>, with_sources: bool, context: &Context<'_>) -> Row {
    let tone = match change.kind {
        ChangeKind::Began | ChangeKind::LeftBeta if !change.planned => Tone::Good,
        ChangeKind::Ended | ChangeKind::BetaEnded if !change.planned => Tone::Ended,
        _ => Tone::Soon,
    };
    // A span stands in words behind the change, so that the first column is one day.
    let day = if is_span(change) { change.date.earliest.to_string() } else { change.date.to_string() };
    let what = Cell::text(words(change, context)).tone(tone).cite("", evidence::ids(change.sources(), context));
    let row = Row::from(vec![Cell::text(day), Cell::text(code(change.certification)), what]);
    if !with_sources || context.is_for_page() {
        return row;
    }
    let support = change.evidence.as_ref().map(|view| format!("{}: ", view.support.title())).unwrap_or_default();
    row.note(format!("{support}{}", evidence::names_line(change.sources(), context)))
}

fn is_span(change: &Change<'_>) -> bool {
    change.date.to_string().contains('/')
}

/// Returns the change in a few words, in the past or the future as seen from the day of the answer.
pub fn words(change: &Change<'_>, context: &Context<'_>) -> String {
    let is_past = change.date.earliest < context.day;
    let planned = match change.planned {
        true if is_past => "was planned, not confirmed: ",
        true => "planned: ",
        false => "",
    };
    let kind = match change.kind {
        kind if is_past && !change.planned => kind.title(),
        ChangeKind::BetaBegan => "beta begins",
        ChangeKind::LeftBeta => "leaves beta",
        ChangeKind::Began => "exam begins",
        ChangeKind::BetaEnded => "beta ends",
        ChangeKind::BetaPerhapsEnded => "beta perhaps closes",
        ChangeKind::Ended => "ends",
        ChangeKind::Value => "changes",
        kind => kind.title(),
    };
    let list = |languages: &[Language]| languages.iter().map(Language::title).collect::<Vec<_>>().join(", ");
    let doubts = [ChangeKind::PerhapsBegan, ChangeKind::BetaPerhapsEnded, ChangeKind::PerhapsEnded];
    let goes_on = change.goes_on(context);
    let more = [
        (!change.languages.is_empty()).then(|| format!(" in {}", list(&change.languages))),
        (!change.details.is_empty()).then(|| format!(": {}", change.details)),
        (is_past && doubts.contains(&change.kind)).then(|| "; nothing newer is known".to_owned()),
        (!goes_on.is_empty()).then(|| format!("; goes on in {}", list(&goes_on))),
        is_span(change).then(|| format!(" ({})", change.date.words())),
    ];
    format!("{planned}{kind}{}", more.into_iter().flatten().collect::<String>())
}
