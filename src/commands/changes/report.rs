//! Changes for people: one row per change, in order of time.

use super::{Change, ChangeKind, Period};
use crate::commands::names::code;
use crate::commands::{Context, evidence};
use crate::render::report::{Block, Cell, Kind, Listing, Row, Tone};
use certcmp_dataset::language::Language;
use certcmp_dataset::when::When;
use certcmp_dataset::{Certification, Sitting};

pub fn blocks(
    certifications: &[&Certification],
    changes: &[Change<'_>],
    period: Period,
    with_sources: bool,
    context: &Context<'_>,
) -> Vec<Block> {
    let title = format!("Changes from {} to {}", period.since, period.until);
    let count = match changes.len() {
        1 => "1 change".to_owned(),
        count => format!("{count} changes"),
    };
    let mut blocks = vec![Block::Title(title, count)];
    if changes.is_empty() {
        blocks.push(Block::Text("No change is known in this period.".to_owned()));
        return blocks;
    }
    let rows = changes.iter().map(|change| row(change, with_sources, context));
    blocks.push(Block::Listing(
        Listing::new("", [("Date", false), ("Exam", false), ("Change", false)], rows).of_kind(Kind::Bare),
    ));
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
    let day = if change.date.is_exact() || is_month(&change.date) {
        change.date.to_string()
    } else {
        change.date.earliest.to_string()
    };
    let what = Cell::text(words(change, context)).tone(tone).cite("", evidence::ids(&change.sources, context));
    let row = Row::from(vec![Cell::text(day), Cell::text(code(change.certification)), what]);
    if !with_sources || context.is_for_page() {
        return row;
    }
    let support = change.support.map(|support| format!("{}: ", support.title())).unwrap_or_default();
    row.note(format!("{support}{}", evidence::names_line(&change.sources, context)))
}

fn is_month(when: &When) -> bool {
    !when.to_string().contains('/')
}

/// Returns the change in a few words, in the past or the future as seen from the day of the answer.
pub fn words(change: &Change<'_>, context: &Context<'_>) -> String {
    let is_past = change.date.earliest < context.day;
    let mut text = String::new();
    if change.planned {
        text.push_str(if is_past { "was planned, not confirmed: " } else { "planned: " });
    }
    text.push_str(match change.kind {
        kind if is_past && !change.planned => kind.title(),
        ChangeKind::BetaBegan => "beta begins",
        ChangeKind::LeftBeta => "leaves beta",
        ChangeKind::Began => "exam begins",
        ChangeKind::BetaEnded => "beta ends",
        ChangeKind::BetaPerhapsEnded => "beta perhaps closes",
        ChangeKind::Ended => "ends",
        ChangeKind::Value => "changes",
        kind => kind.title(),
    });
    if !change.languages.is_empty() {
        text.push_str(&format!(" in {}", list(&change.languages)));
    }
    if !change.details.is_empty() {
        let separator = if text.ends_with(' ') || text.is_empty() { "" } else { ": " };
        text.push_str(separator);
        text.push_str(&change.details);
    }
    if is_past && change.kind.is_in_doubt() {
        text.push_str("; nothing newer is known");
    }
    if !change.goes_on.is_empty() {
        text.push_str(&format!("; goes on in {}", list(&change.goes_on)));
    }
    if !change.date.is_exact() && !is_month(&change.date) {
        text.push_str(&format!(" ({})", change.date.words()));
    }
    text
}

/// Returns languages in a sentence, English first.
fn list(languages: &[Language]) -> String {
    languages.iter().map(Language::title).collect::<Vec<_>>().join(", ")
}
