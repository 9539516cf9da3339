//! Values as they hold on a day: those of the standard exam, and of a beta beside it.

use super::{Context, evidence};
use crate::query::{Entry, InEffect};
use crate::render::report::Cell;
use certcmp_dataset::fact::View;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Field, SittingField, Status};

/// The fact of a sitting that stands in place of an exam's.
fn of_sitting(field: Field) -> Option<SittingField> {
    match field {
        Field::Price => Some(SittingField::Price),
        Field::Duration => Some(SittingField::Duration),
        Field::Questions => Some(SittingField::Questions),
        Field::Languages => Some(SittingField::Languages),
        Field::Retake => Some(SittingField::Retake),
        _ => None,
    }
}

/// A fact as it holds for someone who takes the exam on the day: the open sitting's own where it has one, with the
/// kind of that sitting.
pub fn in_effect<'a>(entry: &Entry<'a>, field: Field) -> Option<(View<'a>, Option<SittingKind>)> {
    let sitting = InEffect::of(entry.certification, &entry.standing).sitting();
    if let (Some(own), Some(sitting)) = (of_sitting(field), sitting)
        && let Some(view) = sitting.facts.view(own)
    {
        return Some((view, Some(sitting.kind)));
    }
    entry.certification.facts.view(field).map(|view| (view, None))
}

/// A fact of the standard exam: that of its open sitting where it has one, else the record's.
pub fn standard<'a>(entry: &Entry<'a>, field: Field) -> Option<View<'a>> {
    let (view, kind) = in_effect(entry, field)?;
    if kind == Some(SittingKind::Beta) && field != Field::Languages {
        return entry.certification.facts.view(field);
    }
    Some(view)
}

/// The key of a fact that a beta can have of its own.
pub fn beta_key(field: Field) -> Option<&'static str> {
    match field {
        Field::Price => Some("beta_price_usd"),
        Field::Duration => Some("beta_duration_minutes"),
        Field::Questions => Some("beta_questions"),
        _ => None,
    }
}

/// A beta's own fact, where a beta is open or ahead on the day.
pub fn beta<'a>(entry: &Entry<'a>, field: Field) -> Option<View<'a>> {
    beta_key(field)?;
    let sitting = entry.certification.sittings.get(entry.standing.sitting?)?;
    let counts = sitting.kind == SittingKind::Beta && matches!(entry.standing.status, Status::Beta | Status::Announced);
    if counts { sitting.facts.view(of_sitting(field)?) } else { None }
}

/// The machine keys of a fact, with the facts of the standard exam and of a beta behind them.
pub fn keyed<'a>(entry: &Entry<'a>, field: Field) -> Vec<(&'static str, Option<View<'a>>)> {
    let beta = beta_key(field).map(|key| (key, beta(entry, field)));
    std::iter::once((field.key(), standard(entry, field))).chain(beta).collect()
}

/// The cell of a fact: the standard exam's value, and a beta's beside it: "200 USD", "150 USD (75 in the beta)",
/// "170 min (beta)".
pub fn cell(entry: &Entry<'_>, field: Field, context: &Context<'_>) -> Cell {
    let (view, beta) = match (standard(entry, field), beta(entry, field)) {
        (Some(view), None) => return evidence::cell(&view, None, context),
        (None, Some(beta)) => return evidence::cell(&beta, Some(SittingKind::Beta), context),
        (None, None) => return Cell::default(),
        (Some(view), Some(beta)) => (view, beta),
    };
    let (text, beta_text) = (view.display(context.catalog).line(), beta.display(context.catalog).line());
    let unit = text.rsplit_once(' ').map(|(_, unit)| format!(" {unit}")).unwrap_or_default();
    let beta_text = beta_text.strip_suffix(&unit).unwrap_or(&beta_text);
    let mut cell = evidence::words_cell(&format!("{text} ({beta_text} in the beta)"), &view, context);
    cell.remarks.extend(evidence::remarks(&beta, context).into_iter().map(|remark| remark.about("beta")));
    cell
}
