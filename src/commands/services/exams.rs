//! The exams that name a service, and on whose word.

use super::super::Context;
use crate::query::Entry;
use certcmp_dataset::fact::Claim;
use certcmp_dataset::vocab::Support;
use certcmp_dataset::{Certification, ServiceRef, SourceRef, Standing};

/// An exam that names a service, or a service that stands in it.
pub struct Exam<'a> {
    /// The exam with its standing.
    pub entry: Entry<'a>,
    /// What of the family it names.
    pub names: Vec<ServiceRef>,
    /// On whose word.
    pub word: Word<'a>,
}

/// On whose word an exam names a service.
pub enum Word<'a> {
    /// It is in the list of services that is judged right.
    Listed {
        /// How well the list is backed.
        support: Support,
        /// The list is weakly backed.
        uncertain: bool,
        /// Where the list is from.
        sources: &'a [SourceRef],
    },
    /// Only a claim has it.
    Claimed {
        /// The claim contradicts the list.
        disputed: bool,
        /// Who says so.
        sources: &'a [SourceRef],
        /// What is thought of it.
        note: Option<&'a String>,
    },
}

/// The exams that name any of a family of services: first those that can be taken, of these first those that name the
/// head of the family, then by provider and level.
pub fn naming<'a>(family: &[ServiceRef], context: &Context<'a>) -> Vec<Exam<'a>> {
    let mut found: Vec<Exam<'a>> = context
        .catalog
        .certifications
        .iter()
        .filter_map(|certification| {
            let (names, word) = word(certification, family)?;
            let standing = Standing::of(certification, context.catalog, context.day, context.language);
            Some(Exam { entry: Entry { certification, standing }, names, word })
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

fn word<'a>(certification: &'a Certification, family: &[ServiceRef]) -> Option<(Vec<ServiceRef>, Word<'a>)> {
    let fact = certification.facts.services.as_deref()?;
    let of_family = |services: &[ServiceRef]| -> Vec<ServiceRef> {
        family.iter().filter(|service| services.contains(service)).copied().collect()
    };
    let listed = of_family(&fact.value);
    if !listed.is_empty() {
        let word = Word::Listed { support: fact.support, uncertain: fact.uncertain, sources: &fact.sources };
        return Some((listed, word));
    }
    let claimed = |claims: &'a [Claim<Vec<ServiceRef>>], disputed: bool| {
        claims.iter().find_map(|claim| {
            let names = of_family(claim.value.as_ref()?);
            let word = Word::Claimed { disputed, sources: &claim.sources, note: claim.note.as_ref() };
            (!names.is_empty()).then_some((names, word))
        })
    };
    claimed(&fact.also, false).or_else(|| claimed(&fact.disputed, true))
}

impl<'a> Exam<'a> {
    /// Who says that it names the service.
    pub fn sources(&self) -> &'a [SourceRef] {
        match &self.word {
            Word::Listed { sources, .. } | Word::Claimed { sources, .. } => sources,
        }
    }
}
