//! The exams that name a service, and on whose word.

use super::super::Context;
use crate::query::Entry;
use certcmp_dataset::vocab::Support;
use certcmp_dataset::{ServiceRef, SourceRef, Standing};

/// An exam that names a service, or a service that is part of it.
pub struct Exam<'a> {
    pub entry: Entry<'a>,
    /// What of the family it names.
    pub names: Vec<ServiceRef>,
    /// How well the list that names it is backed; none if only a claim does.
    pub support: Option<Support>,
    pub uncertain: bool,
    /// Whether the claim contradicts the list.
    pub disputed: bool,
    pub sources: &'a [SourceRef],
    /// What is thought of the claim.
    pub note: Option<&'a String>,
}

/// The exams that name any of a family of services: first those that can be taken, of these first those that name the
/// head of the family, then by provider and level.
pub fn naming<'a>(family: &[ServiceRef], context: &Context<'a>) -> Vec<Exam<'a>> {
    let mut found: Vec<Exam<'a>> = context
        .catalog
        .certifications
        .iter()
        .filter_map(|certification| {
            let standing = Standing::of(certification, context.catalog, context.day, context.language);
            exam(Entry { certification, standing }, family)
        })
        .collect();
    found.sort_by_key(|exam| {
        let certification = exam.entry.certification;
        (
            !exam.entry.standing.can_be_taken(),
            family.first().is_some_and(|service| !exam.names.contains(service)),
            context.catalog.provider_rank(&certification.provider),
            certification.level(),
            certification.id.clone(),
        )
    });
    found
}

fn exam<'a>(entry: Entry<'a>, family: &[ServiceRef]) -> Option<Exam<'a>> {
    let fact = entry.certification.facts.services.as_deref()?;
    let of_family = |services: &[ServiceRef]| -> Vec<ServiceRef> {
        family.iter().filter(|service| services.contains(service)).copied().collect()
    };
    let names = of_family(&fact.value);
    if !names.is_empty() {
        let (support, uncertain, sources) = (Some(fact.support), fact.confidence.is_some(), fact.sources.as_slice());
        return Some(Exam { entry, names, support, uncertain, disputed: false, sources, note: None });
    }
    let claims = fact.also.iter().map(|claim| (claim, false)).chain(fact.disputed.iter().map(|claim| (claim, true)));
    let mut claims = claims.filter_map(|(claim, disputed)| Some((of_family(claim.value.as_ref()?), claim, disputed)));
    let (names, claim, disputed) = claims.find(|(names, ..)| !names.is_empty())?;
    let (sources, note) = (claim.sources.as_slice(), claim.note.as_ref());
    Some(Exam { entry, names, support: None, uncertain: false, disputed, sources, note })
}
