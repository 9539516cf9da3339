//! Values as they hold on a day: those of the standard exam, and of a beta beside it.

use super::names::some;
use super::{Context, evidence, names};
use crate::query::{Entry, open_sitting};
use crate::render::report::{Cell, Content, Link, Remark};
use certcmp_dataset::{Certification, Field, Level, Shape, SittingField, SittingKind, Status, View};

/// The fact of a sitting that holds in place of one of the exam: the one of the same name.
fn of_sitting(field: Field) -> Option<SittingField> {
    SittingField::ALL.iter().find(|own| own.name() == field.name()).copied()
}

/// A fact as it holds for someone who takes the exam on the day: the open sitting's own where it has one, with the
/// kind of that sitting.
pub fn in_effect<'a>(entry: &Entry<'a>, field: Field) -> Option<(View<'a>, Option<SittingKind>)> {
    let open = of_sitting(field).zip(open_sitting(entry.certification, &entry.standing));
    let own = open.and_then(|(field, sitting)| Some((sitting.facts.view(field)?, Some(sitting.kind))));
    own.or_else(|| Some((entry.certification.facts.view(field)?, None)))
}

/// A fact of the standard exam: that of its open sitting where it has one, else the record's.
pub fn standard<'a>(entry: &Entry<'a>, field: Field) -> Option<View<'a>> {
    match in_effect(entry, field)? {
        (_, Some(SittingKind::Beta)) => entry.certification.facts.view(field),
        (view, _) => Some(view),
    }
}

fn beta_key(field: Field) -> Option<&'static str> {
    match field {
        Field::Price => Some("beta_price_usd"),
        Field::Duration => Some("beta_duration_minutes"),
        Field::Questions => Some("beta_questions"),
        Field::Languages => Some("beta_languages"),
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

pub fn shapes(field: Field) -> Vec<(&'static str, Shape)> {
    std::iter::once(field.key()).chain(beta_key(field)).map(|key| (key, field.shape())).collect()
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
        (view, _) if field == Field::Difficulty => return difficulty(view.as_ref(), entry, context),
        (Some(view), _) if field == Field::HolderDiscount => {
            let percent = view.display(context.catalog).line();
            let provider = names::provider(entry.certification, context);
            return evidence::words_cell(&format!("{percent} off a later {provider} exam"), &view, context);
        }
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

pub fn links(certification: &Certification) -> Cell {
    let each = certification.facts.links.iter().flat_map(|links| links.value.each());
    Cell::links(each.filter_map(|(_, text, url)| Some(Link { text: text.to_owned(), url: url?.clone() })))
}

/// What a mark behind a [`short`] cell means.
pub const LEGEND: &str = "of the beta, uncertain or disputed: certcmp show ID";

/// The cell of a fact for a list: a beta's value only where there is no other; all remarks become marks.
pub fn short(entry: &Entry<'_>, field: Field, context: &Context<'_>) -> Cell {
    let (view, is_beta) = match (standard(entry, field), beta(entry, field)) {
        (Some(view), _) => (view, false),
        (None, Some(beta)) => (beta, true),
        (None, None) => return Cell::default(),
    };
    let mut cell = evidence::backed(evidence::content(view.display(context.catalog)).into(), &view, context);
    let words = [(is_beta, "of the beta"), (view.uncertain, "uncertain")].into_iter().filter(|(holds, _)| *holds);
    cell.remarks.extend(words.map(|(_, words)| Remark::new(words, Vec::new())));
    cell
}

/// A [`short`] cell without its unit; `?` where nothing is known, to leave room for the names.
pub fn number(entry: &Entry<'_>, field: Field, context: &Context<'_>) -> Cell {
    let cell = short(entry, field, context);
    match cell.line().trim_end_matches(" USD").trim_end_matches(" min") {
        "" => Cell::text("?"),
        number => cell.with_text(number),
    }
}

/// The level, then the rating of a source, which a note names.
fn difficulty(view: Option<&View<'_>>, entry: &Entry<'_>, context: &Context<'_>) -> Cell {
    let level = entry.certification.level().map_or("level not known", Level::title);
    let Some(view) = view else { return Cell::text(format!("{level}; not rated")) };
    let rating = view.display(context.catalog).line().to_lowercase();
    let raters = evidence::names_line(view.sources, context);
    let provider = names::provider(entry.certification, context);
    let mut cell = evidence::words_cell(&format!("{level}; {rating}"), view, context);
    cell.remarks.insert(0, Remark::new(format!("rated by {raters}, not by {provider}"), Vec::new()));
    cell
}

/// Returns a list cut to its first items, with the count of the others; on a page all of them.
pub fn cut(cell: Cell, shown: impl Fn(&[String]) -> usize, context: &Context<'_>) -> Cell {
    match &cell.content {
        Content::Inline(items) if shown(items) < items.len() && !context.is_for_page() => {
            cell.with_text(some(items, shown(items)))
        }
        _ => cell,
    }
}
