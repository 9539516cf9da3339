//! `sources`: the sources of the dataset, those of one certification, or one source.

pub mod record;
mod report;

use super::disputes::{Fact, facts};
use super::{Context, Outcome};
use certcmp_dataset::{Certification, Source, SourceRef};

/// Every source with the number of facts that cite it.
pub fn all(context: &Context<'_>) -> Outcome {
    let counted = count(context.catalog.certifications.iter().flat_map(|exam| exam.cited(true)), context);
    let ids = counted.iter().map(|(source, _)| source.id.clone()).collect();
    context.answer(ids, || report::all(&counted), || record::sources(&counted))
}

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
    let facts = context.catalog.certifications.iter().flat_map(facts);
    let facts: Vec<Fact<'_>> = facts.filter(|fact| fact.view.cited().any(|cited| cited == source)).collect();
    context.answer(
        vec![found.id.clone()],
        || report::of_source(found, source, &facts, context),
        || record::of_source(found, source, &facts, context),
    )
}
