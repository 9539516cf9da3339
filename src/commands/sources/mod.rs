//! `sources`: the sources of the dataset, those of one certification, or one source.

pub mod record;
mod report;

use super::columns::GROUPS;
use super::{Context, Outcome};
use certcmp_dataset::fact::{ClaimView, View};
use certcmp_dataset::{Certification, Field, Source, SourceRef};

/// A fact of a certification with its label.
pub struct Fact<'a> {
    certification: &'a Certification,
    label: String,
    key: &'static str,
    view: View<'a>,
}

/// Every source with the number of facts that cite it.
pub fn all(context: &Context<'_>) -> Outcome {
    let counted = count(context.catalog.certifications.iter().flat_map(|exam| exam.cited(true)), context);
    let ids = counted.iter().map(|(source, _)| source.id.clone()).collect();
    context.answer(ids, || report::all(&counted), || record::sources(&counted))
}

/// The facts of one certification: each value with who says so, and what others say.
pub fn of_certification(certification: &Certification, context: &Context<'_>) -> Outcome {
    let facts = facts(certification);
    let cited = certification.cited(true);
    let mut counted = count(cited.iter().copied(), context);
    counted.retain(|(_, count)| *count > 0);
    let ids = counted.iter().map(|(source, _)| source.id.clone()).collect();
    context.answer(
        ids,
        || report::of_certification(certification, &facts, cited.clone(), context),
        || record::of_certification(certification, &facts, &counted, context),
    )
}

/// Every source in the order of ids, with how often it is cited.
fn count<'a>(cited: impl Iterator<Item = SourceRef>, context: &Context<'a>) -> Vec<(&'a Source, i64)> {
    let mut counted: Vec<(&Source, i64)> = context.catalog.sources.iter().map(|source| (source, 0)).collect();
    for source in cited {
        if let Some((_, count)) = counted.get_mut(source.0 as usize) {
            *count += 1;
        }
    }
    counted.sort_by(|left, right| left.0.id.cmp(&right.0.id));
    counted
}

/// One source: what it is, and what it says of which certification.
pub fn of_source(source: SourceRef, context: &Context<'_>) -> Outcome {
    let Some(found) = context.catalog.source(source) else { return all(context) };
    let facts: Vec<Fact<'_>> = context
        .catalog
        .certifications
        .iter()
        .flat_map(facts)
        .filter(|fact| fact.view.cited().any(|cited| cited == source))
        .collect();
    let count = i64::try_from(facts.len()).unwrap_or(i64::MAX);
    context.answer(
        vec![found.id.clone()],
        || report::of_source(found, source, &facts, context),
        || record::of_source(found, source, count, &facts, context),
    )
}

fn facts(certification: &Certification) -> Vec<Fact<'_>> {
    let mut of_exam: Vec<(Field, View<'_>)> = certification.facts.views().collect();
    of_exam.sort_by_key(|(field, _)| GROUPS.iter().position(|group| *group == field.group()));
    let of_exam = of_exam.into_iter().map(|(field, view)| (field.label().to_owned(), field.key(), view));
    let of_sittings = certification.sittings.iter().flat_map(|sitting| {
        let kind = sitting.kind.title();
        sitting.facts.views().map(move |(field, view)| (format!("{}, {kind}", field.label()), field.key(), view))
    });
    let fact = |(label, key, view)| Fact { certification, label, key, view };
    of_exam.chain(of_sittings).map(fact).collect()
}

impl Fact<'_> {
    /// The claim that a source makes against the value or beside it.
    fn claim_of(&self, source: SourceRef) -> Option<(&ClaimView<'_>, bool)> {
        let find = |claims: &'_ [ClaimView<'_>]| claims.iter().position(|claim| claim.sources.contains(&source));
        match (find(&self.view.disputed), find(&self.view.also)) {
            (Some(at), _) => self.view.disputed.get(at).map(|claim| (claim, true)),
            (None, Some(at)) => self.view.also.get(at).map(|claim| (claim, false)),
            (None, None) => None,
        }
    }
}
