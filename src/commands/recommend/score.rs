//! Scores: what counts for and against a certification, criterion by criterion, and what that adds up to.

use super::reason::{Cited, Finding, Reason, Speaks, not_known};
use super::weights::{Criterion, Hundredths};
use super::wishes::{Breadth, Wishes};
use super::{experience, held, limits, mentions};
use crate::commands::{Context, names};
use crate::query::Entry;
use certcmp_dataset::standing::Until;
use certcmp_dataset::{Certification, Field, Provider, Standing, Status};

/// Everything that counts for or against a certification on the day of its standing, in the order of the criteria.
pub fn findings<'a>(entry: &Entry<'a>, wishes: &Wishes<'a>, context: &Context<'a>) -> Vec<Finding<'a>> {
    let certification = entry.certification;
    let mut found: Vec<Finding<'a>> = Vec::new();
    found.extend(flagship(entry, wishes, context));
    found.extend(mentions::findings(certification, wishes, context));
    found.extend(experience::findings(certification, wishes));
    found.extend(breadth(certification, wishes, context));
    found.extend(held::findings(certification, wishes, context));
    found.extend(end(entry));
    found
}

/// Returns whether a certification is the ML certification of a named provider, or replaces it.
fn flagship<'a>(entry: &Entry<'a>, wishes: &Wishes<'_>, context: &Context<'a>) -> Option<Finding<'a>> {
    if wishes.providers.is_empty() {
        return None;
    }
    let own = context.catalog.provider(&entry.certification.provider)?;
    let flagship = own.flagship.as_deref().and_then(|id| context.catalog.certification(id))?;
    let place = u32::try_from(place(flagship, entry, context)?).ok()?.checked_add(1)?;
    let degree = Hundredths::share(1, place);
    Some(Finding { criterion: Criterion::Flagship, degree, reasons: standing_for(own, flagship, entry, context) })
}

/// Returns how near a certification is to the flagship that it is or replaces: 0 is the nearest.
fn place(flagship: &Certification, entry: &Entry<'_>, context: &Context<'_>) -> Option<usize> {
    if flagship.id == entry.certification.id {
        return Some(0);
    }
    let day = entry.standing.day;
    if Standing::of(flagship, context.catalog, day, context.language).can_be_taken() {
        return None;
    }
    let (sure, doubtful) = context.catalog.successors_now(flagship, day, context.language);
    let mut next: Vec<&Certification> = sure.into_iter().map(|(next, _)| next).chain(doubtful).collect();
    next.sort_by_key(|next| next.track != flagship.track);
    next.iter().position(|next| next.id == entry.certification.id)
}

fn standing_for<'a>(
    own: &Provider,
    flagship: &'a Certification,
    entry: &Entry<'a>,
    context: &Context<'a>,
) -> Vec<Reason<'a>> {
    let words = if flagship.id == entry.certification.id {
        format!("the ML certification of {}", own.short_name)
    } else {
        format!("follows {}, the ML certification of {}", names::code(flagship), own.short_name)
    };
    let mut reasons = vec![Reason::new(Speaks::For, words, Cited::fact(flagship, Field::Suits))];
    reasons.extend(succession(flagship, entry.certification, context));
    reasons
}

/// The facts by which one certification succeeds another.
fn succession<'a>(from: &'a Certification, to: &'a Certification, context: &Context<'a>) -> Vec<Reason<'a>> {
    let steps = context.catalog.succession(from, &to.id);
    let reason = |step: certcmp_dataset::succession::Step<'a>| {
        let words = format!("{} replaces {}", names::code(step.to), names::code(step.from));
        let mut cited = Cited::fact(step.from, step.fact);
        if let Some(cited) = &mut cited {
            // A claim that names this successor, if only this one, does not dispute it.
            cited.view.disputed.retain(|claim| !claim.display(context.catalog).lines().contains(&step.to.id));
        }
        Reason::new(Speaks::For, words, cited)
    };
    steps.into_iter().map(reason).collect()
}

/// Returns the certification's own breadth, or that of the nearest one of its track that it succeeds, which counts half.
fn breadth<'a>(certification: &'a Certification, wishes: &Wishes<'_>, context: &Context<'a>) -> Option<Finding<'a>> {
    let wanted = wishes.breadth?;
    let known = |found: &Certification| {
        found.facts.breadth.as_deref().is_some_and(|breadth| Breadth::of_text(&breadth.value).is_some())
    };
    let Some(of) = context.catalog.nearest_forerunner(certification, known) else {
        return Some(not_known(Criterion::Breadth, "breadth"));
    };
    let text = of.facts.breadth.as_deref().map_or("", |breadth| breadth.value.as_str());
    let own = of.id == certification.id;
    let full = if own { Hundredths::FULL } else { Hundredths::share(1, 2) };
    let (degree, speaks) =
        if Breadth::of_text(text) == Some(wanted) { (full, Speaks::For) } else { (-full, Speaks::Against) };
    let whose = if own { String::new() } else { format!(" of {}, which it follows", names::code(of)) };
    let cited = Cited::fact(of, Field::Breadth);
    let mut reasons = vec![Reason::new(speaks, format!("breadth{whose}: {text}"), cited)];
    reasons.extend(succession(of, certification, context).into_iter().map(|step| Reason { speaks, ..step }));
    Some(Finding { criterion: Criterion::Breadth, degree, reasons })
}

/// Returns an end that is set, which speaks against an exam, whatever was asked for.
fn end<'a>(entry: &Entry<'a>) -> Option<Finding<'a>> {
    let words = match entry.standing.until.as_ref()? {
        Until::Day(when) => format!("its last day is {}", when.words()),
        Until::Planned(when) => format!("its end is planned for {}", when.words()),
        Until::Opens(id, Some(when)) => format!("it ends when {id} opens, planned for {}", when.words()),
        Until::Opens(id, None) => format!("it ends when {id} opens"),
    };
    let cited =
        limits::sitting_fact(entry.certification, &Standing { status: Status::Retiring, ..entry.standing.clone() });
    Some(Finding {
        criterion: Criterion::End,
        degree: -Hundredths::FULL,
        reasons: vec![Reason::new(Speaks::Against, words, cited)],
    })
}
