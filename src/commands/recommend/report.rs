//! The answer for people: each recommendation with what speaks for and against it, then what was left out and why.

use super::limits;
use super::ranking::{Candidate, Excluded, Ranking};
use super::reason::{Finding, Reason, Speaks};
use super::wishes::Wishes;
use crate::commands::evidence::{self, UNCERTAIN};
use crate::commands::{Context, page, standing};
use crate::render::report::{Block, Cell, FactGroup, FactRow, Listing, first_and_others};
use certcmp_dataset::Certification;

/// What to add where nothing was asked for.
const NOTHING_ASKED: &str = "Nothing to rank by was asked for, so these are in order of level. Add --cloud, --role, \
    --topic, --experience, --cloud-experience, --level, --breadth or --held, and limits with --budget, --by and \
    --language.";

/// The blocks of the report.
pub fn blocks(
    ranking: &Ranking<'_>,
    elsewhere: &[Candidate<'_>],
    wishes: &Wishes<'_>,
    explain: bool,
    context: &Context<'_>,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = page::title("Which certification fits", "", context).into_iter().collect();
    blocks.push(Block::Text(asked(wishes, context)));
    if ranking.candidates.is_empty() && ranking.unsupported.is_empty() {
        blocks.push(Block::Text("Nothing is within the limits.".to_owned()));
    } else if !wishes.prefer() {
        blocks.push(Block::Text(NOTHING_ASKED.to_owned()));
    }
    for (at, candidate) in ranking.candidates.iter().enumerate() {
        let certification = candidate.entry.certification;
        let level = certification.level().map_or("level not known", |level| level.title());
        let heading = format!("{}. {}, {level}", at + 1, named(certification, context));
        blocks.push(Block::Facts(FactGroup { heading, rows: rows(candidate, wishes, explain, context) }));
    }
    if !elsewhere.is_empty() {
        let best: Vec<String> =
            elsewhere.iter().map(|candidate| named(candidate.entry.certification, context)).collect();
        blocks.push(Block::Text(format!("First of the other clouds: {}.", best.join("; "))));
    }
    if !ranking.unsupported.is_empty() {
        let ids: Vec<&str> =
            ranking.unsupported.iter().map(|candidate| candidate.entry.certification.id.as_str()).collect();
        blocks.push(Block::Text(format!("Within the limits, but nothing speaks for them: {}.", ids.join(", "))));
    }
    if !ranking.excluded.is_empty() {
        blocks.push(Block::Listing(left_out(&ranking.excluded, context)));
    }
    blocks
}

fn asked(wishes: &Wishes<'_>, context: &Context<'_>) -> String {
    let words = wishes.words();
    let language = context.language.title();
    if words.is_empty() {
        return format!("What can be taken in {language} on {}.", context.day);
    }
    format!("Asked for on {}: {words}; in {language}.", context.day)
}

fn named(certification: &Certification, context: &Context<'_>) -> String {
    format!("{} ({})", context.catalog.full_title(certification), certification.id)
}

fn rows(candidate: &Candidate<'_>, wishes: &Wishes<'_>, explain: bool, context: &Context<'_>) -> Vec<FactRow> {
    let kept = limits::kept(&candidate.entry, wishes, context);
    let mut rows: Vec<FactRow> = kept.iter().map(|(limit, reason)| row(limit.label(), reason, context)).collect();
    if let Some(taken) = rows.first_mut() {
        taken.cell.tone = standing::tone(&candidate.entry);
    }
    let reasons = || candidate.findings.iter().flat_map(|finding| &finding.reasons);
    for speaks in [Speaks::For, Speaks::Against, Speaks::Neither] {
        let mut said: Vec<&str> = Vec::new();
        for reason in reasons().filter(|reason| reason.speaks == speaks) {
            if !said.contains(&reason.words.as_str()) {
                said.push(&reason.words);
                rows.push(row(speaks.title(), reason, context));
            }
        }
    }
    let absent: Vec<&str> =
        reasons().filter(|reason| reason.speaks == Speaks::NotKnown).map(|reason| reason.words.as_str()).collect();
    if !absent.is_empty() {
        rows.push(bare(Speaks::NotKnown.title(), Cell::text(absent.join(", "))));
    }
    if explain {
        rows.push(bare("Points", Cell::stacked(arithmetic(candidate))));
    }
    rows
}

/// A reason with its evidence.
fn row(label: &'static str, reason: &Reason<'_>, context: &Context<'_>) -> FactRow {
    let mut row = bare(label, Cell::text(&reason.words));
    if let Some(cited) = &reason.cited {
        row.cell = cell(reason, label, context);
        row.support = evidence::support(&cited.view).into();
        row.asides = vec![format!("from {}", evidence::ids_line(cited.view.sources, context))];
    }
    row
}

/// The words of a reason, with doubt and dispute; what is disputed is named where the label does not say it.
fn cell(reason: &Reason<'_>, label: &str, context: &Context<'_>) -> Cell {
    let mut cell = Cell::text(&reason.words);
    if let Some(cited) = &reason.cited {
        if cited.view.uncertain {
            cell = Cell::text(format!("{}{UNCERTAIN}", reason.words));
        }
        let remarks = evidence::remarks(&cited.view, context).into_iter();
        cell.remarks =
            remarks.map(|remark| if label == cited.label { remark } else { remark.about(cited.label) }).collect();
    }
    cell
}

fn bare(label: &'static str, cell: Cell) -> FactRow {
    FactRow { label: label.into(), cell, ..FactRow::default() }
}

/// Weight × match = points for each criterion, and the total.
fn arithmetic(candidate: &Candidate<'_>) -> Vec<String> {
    let line = |finding: &Finding<'_>| {
        let criterion = finding.criterion;
        let absent = if finding.is_not_known() { " (not known)" } else { "" };
        format!("{}: {} × {} = {}{absent}", criterion.title(), criterion.weight(), finding.degree, finding.points())
    };
    let mut lines: Vec<String> = candidate.findings.iter().map(line).collect();
    lines.push(format!("total: {}", candidate.points()));
    lines
}

fn left_out(excluded: &[Excluded<'_>], context: &Context<'_>) -> Listing {
    let row = |excluded: &Excluded<'_>| {
        let reasons: Vec<&str> = excluded.reasons.iter().map(|(_, reason)| reason.words.as_str()).collect();
        let remarks = excluded.reasons.iter().flat_map(|(_, reason)| cell(reason, "", context).remarks).collect();
        let cited = excluded.reasons.iter().filter_map(|(_, reason)| reason.cited.as_ref());
        let sources: Vec<String> =
            cited.map(|cited| first_and_others(&evidence::ids(cited.view.sources, context))).collect();
        let why = Cell { remarks, ..Cell::text(reasons.join(" ")) };
        vec![Cell::text(&excluded.certification.id), why, Cell::text(sources.join("; "))]
    };
    Listing::new("Left out", ["ID", "Why", "From"].map(|head| (head, false)), excluded.iter().map(row))
}
