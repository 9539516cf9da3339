//! What is known of one service: its family, its counterparts and its exams.

use super::super::Context;
use super::super::pairing::{basis_words, is_loose};
use super::choice::clouds;
use super::exams::{Exam, naming};
use certcmp_dataset::counterparts::Side;
use certcmp_dataset::service::Pairing;
use certcmp_dataset::vocab::Basis;
use certcmp_dataset::{Counterpart, Service, ServiceRef};

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
    /// The side on which the service stands.
    pub own: Side<'a>,
    pub across: Vec<Counterparts<'a>>,
}

/// What stands on another cloud's side.
pub struct Counterparts<'a> {
    /// The other cloud's id.
    pub provider: &'a str,
    /// Its side; none where nothing of it is in the group.
    pub side: Option<Side<'a>>,
    /// Who pairs the two clouds here.
    pub pairing: Option<&'a Pairing>,
    /// None where either the other side or a pairing with it is missing.
    pub basis: Basis,
    /// Whether the pairing is of the two sides rather than of single services.
    pub is_loose: bool,
}

impl Counterparts<'_> {
    /// Returns the basis in words.
    pub fn words(&self, context: &Context<'_>) -> String {
        let words = self.pairing.filter(|_| self.side.is_some()).map(|pairing| basis_words(pairing, context));
        let words = words.unwrap_or_else(|| Basis::None.title().to_owned());
        if self.is_loose { format!("{words}, for the group") } else { words }
    }
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
        let own = sides.iter().find(|side| side.services.contains(&place))?.clone();
        let others = clouds(context.catalog).into_iter().filter(|provider| *provider != own.provider);
        let across = others.map(|provider| {
            let side = sides.iter().find(|side| side.provider == provider).cloned();
            let pairing = group.pairing(own.provider, provider);
            let basis = pairing.filter(|_| side.is_some()).map_or(Basis::None, |pairing| pairing.basis);
            let is_loose = basis != Basis::None && side.as_ref().is_some_and(|side| is_loose(&own, side));
            Counterparts { provider, side, pairing, basis, is_loose }
        });
        let across = across.collect();
        Some(Member { service, group, across, own })
    };
    context.catalog.counterparts_of(place).filter_map(member).collect()
}
