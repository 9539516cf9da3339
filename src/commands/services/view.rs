//! What is known of one service: its family, its counterparts and its exams.

use super::super::Context;
use super::super::pairing::{is_loose, sides_basis_words};
use super::choice::clouds;
use super::exams::{Exam, naming};
use certcmp_dataset::counterparts::Side;
use certcmp_dataset::service::Pairing;
use certcmp_dataset::vocab::Basis;
use certcmp_dataset::{Counterpart, Service, ServiceRef};

/// A service with its family and the exams that name it.
pub struct ServiceView<'a> {
    /// The service.
    pub service: &'a Service,
    /// Its place in the catalog.
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
    /// The service.
    pub service: &'a Service,
    /// The group.
    pub group: &'a Counterpart,
    /// The side on which the service stands.
    pub own: Side<'a>,
    /// The other clouds.
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
}

impl Counterparts<'_> {
    /// The basis: none where either the other side or a pairing with it is missing.
    pub fn basis_word(&self) -> Basis {
        match (&self.side, self.pairing) {
            (Some(_), Some(pairing)) => pairing.basis,
            _ => Basis::None,
        }
    }

    /// Whether the pairing is of the two sides rather than of single services.
    pub fn is_loose(&self, own: &Side<'_>) -> bool {
        self.basis_word() != Basis::None && self.side.as_ref().is_some_and(|side| is_loose(own, side))
    }

    /// The basis in words, as seen from a side.
    pub fn basis(&self, own: &Side<'_>, context: &Context<'_>) -> String {
        match (self.pairing, &self.side) {
            (Some(pairing), Some(side)) => sides_basis_words(pairing, own, side, context),
            _ => Basis::None.title().to_owned(),
        }
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
        let across = others.map(|provider| Counterparts {
            provider,
            side: sides.iter().find(|side| side.provider == provider).cloned(),
            pairing: group.pairing(own.provider, provider),
        });
        Some(Member { service, group, across: across.collect(), own })
    };
    context.catalog.counterparts_of(place).filter_map(member).collect()
}
