//! What is known of one service: its family, its counterparts, and the exams that name it and on whose word.

use super::clouds;
use crate::commands::{Context, standing};
use crate::query::Entry;
use certcmp_dataset::service::Pairing;
use certcmp_dataset::vocab::Support;
use certcmp_dataset::{Counterpart, Service, ServiceRef, SourceRef};

/// A service with its family and the exams that name it.
pub struct ServiceView<'a> {
    pub service: &'a Service,
    pub place: ServiceRef,
    /// The services that are part of it by their names.
    pub parts: Vec<&'a Service>,
    /// The former services that it includes.
    pub taken_in: Vec<&'a Service>,
    /// The exams that name it or a service of its family.
    pub exams: Vec<Exam<'a>>,
}

/// A group of counterparts as it looks from one of its services.
pub struct Member<'a> {
    pub service: &'a Service,
    pub group: &'a Counterpart,
    /// What else stands on its side.
    pub beside: Vec<ServiceRef>,
    pub across: Vec<Across<'a>>,
}

/// What stands on another cloud's side.
pub struct Across<'a> {
    /// The other cloud's id.
    pub provider: &'a str,
    /// Its services in the group; may be none.
    pub services: Vec<ServiceRef>,
    /// Who pairs the two clouds here.
    pub pairing: Option<&'a Pairing>,
}

impl<'a> Across<'a> {
    /// Returns the pairing with what is there.
    pub fn paired(&self) -> Option<&'a Pairing> {
        self.pairing.filter(|_| !self.services.is_empty())
    }
}

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

impl<'a> ServiceView<'a> {
    /// Gathers what is known of a service; nothing if it is not in the catalog.
    pub fn of(service: &'a Service, context: &Context<'a>) -> Option<Self> {
        let catalog = context.catalog;
        let place = catalog.service_ref(&service.id)?;
        let (parts, taken_in) = (catalog.parts_of(service), catalog.taken_in_by(service));
        let family = parts.iter().chain(&taken_in).filter_map(|part| catalog.service_ref(&part.id));
        let family: Vec<ServiceRef> = std::iter::once(place).chain(family).collect();
        Some(Self { service, place, parts, taken_in, exams: naming(&family, context) })
    }

    /// The groups in which the service itself stands.
    pub fn members(&self, context: &Context<'a>) -> Vec<Member<'a>> {
        members(self.service, self.place, context)
    }

    /// The groups in which a service of its family stands.
    pub fn family_members(&self, context: &Context<'a>) -> Vec<Member<'a>> {
        let family = self.parts.iter().chain(&self.taken_in);
        let placed = family.filter_map(|part| Some((*part, context.catalog.service_ref(&part.id)?)));
        placed.flat_map(|(part, place)| members(part, place, context)).collect()
    }
}

fn members<'a>(service: &'a Service, place: ServiceRef, context: &Context<'a>) -> Vec<Member<'a>> {
    let member = |group: &'a Counterpart| {
        let sides = group.sides(context.catalog);
        let own = sides.iter().find(|side| side.services.contains(&place))?;
        let others = clouds(context.catalog).into_iter().filter(|provider| *provider != own.provider);
        let across = others.map(|provider| {
            let side = sides.iter().find(|side| side.provider == provider);
            let services = side.map(|side| side.services.clone()).unwrap_or_default();
            Across { provider, services, pairing: group.pairing(own.provider, provider) }
        });
        let beside = own.services.iter().filter(|other| **other != place).copied().collect();
        Some(Member { service, group, beside, across: across.collect() })
    };
    context.catalog.counterparts_of(place).filter_map(member).collect()
}

/// The exams that name any of a family of services: first those that can be taken, of these first those that name the
/// head of the family, then by provider and level.
fn naming<'a>(family: &[ServiceRef], context: &Context<'a>) -> Vec<Exam<'a>> {
    let entries = context.catalog.certifications.iter().map(|certification| standing::entry(certification, context));
    let mut found: Vec<Exam<'a>> = entries.filter_map(|entry| exam(entry, family)).collect();
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
