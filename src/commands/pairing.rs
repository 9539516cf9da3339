//! Pairings of services in words and for programs: whoever prints a pairing prints its basis with it.

use super::keys::{self, Key};
use super::{Context, evidence, names};
use certcmp_dataset::service::Pairing;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::Basis;
use certcmp_dataset::{Catalog, Counterpart, Service, ServiceRef};

pub fn provider_name<'a>(id: &'a str, context: &Context<'a>) -> &'a str {
    context.catalog.provider(id).map_or(id, |provider| &provider.short_name)
}

/// The short names of some services, each with a former name that does not show in it; a dash for none.
pub fn service_names(services: &[ServiceRef], context: &Context<'_>) -> String {
    let name = |service: &Service| match (service.telling_former_name(), &service.provider) {
        (Some(former), _) => format!("{} (was {former})", service.brief()),
        (None, None) => format!("{} (of no cloud)", service.brief()),
        (None, Some(_)) => service.brief().to_string(),
    };
    let names = services.iter().filter_map(|service| context.catalog.service(*service)).map(name);
    let names: Vec<String> = names.collect();
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

/// The ids of some services, each once; `services NAME` takes them.
pub fn distinct_ids(services: impl Iterator<Item = ServiceRef>, catalog: &Catalog) -> Vec<String> {
    names::distinct(services.filter_map(|service| catalog.service(service)).map(|service| service.id.clone()))
}

/// The basis of a pairing of a group: "official", "derived via Google Cloud", "official, for the group", "none found".
pub fn basis_words(pairing: Option<&Pairing>, group: &Counterpart, context: &Context<'_>) -> String {
    let Some(pairing) = pairing else { return Basis::None.title().to_owned() };
    let words = match (&pairing.via, pairing.basis) {
        (Some(via), Basis::Derived) => format!("derived via {}", provider_name(via, context)),
        (_, basis) => basis.title().to_owned(),
    };
    if is_loose(pairing, group, context.catalog) { format!("{words}, for the group") } else { words }
}

/// Whether a pairing is of two sides of which one has several services, so that it leaves open which of them it means.
pub fn is_loose(pairing: &Pairing, group: &Counterpart, catalog: &Catalog) -> bool {
    let sides = group.sides(catalog);
    let paired =
        sides.iter().filter(|side| [&pairing.between.0, &pairing.between.1].iter().any(|id| *id == side.provider));
    let sizes: Vec<usize> = paired.map(|side| side.services.len()).collect();
    pairing.holds() && sizes.len() == 2 && sizes.iter().any(|size| *size > 1)
}

/// What the words for a basis mean, in one sentence for each that occurs; with `loose`, also what "for the group" means.
pub fn meanings(bases: &[Basis], loose: bool) -> String {
    let known = [
        (Basis::Official, "official: a page of one of the providers pairs them."),
        (Basis::Derived, "derived: official pages pair both with the same service of a third cloud."),
        (Basis::Editorial, "editorial: our own pairing, from what the products say they do."),
        (Basis::None, "none found: no pairing is in the pages that were read."),
    ];
    let mut said: Vec<&str> =
        known.iter().filter(|(basis, _)| bases.contains(basis)).map(|(_, meaning)| *meaning).collect();
    if loose {
        said.push("for the group: a side has several services, and a page need not pair each with each.");
    }
    said.join(" ")
}

/// The shape of some services by their ids and present names.
pub fn services_shape() -> Shape {
    keys::shape(service_keys()).list()
}

fn service_keys<'a>() -> [Key<&'a Service>; 3] {
    [
        ("id", Shape::Text, |service| Datum::text(&service.id)),
        ("name", Shape::Text, |service| Datum::text(&service.name)),
        ("provider", Shape::Text.nullable(), |service| keys::text(service.provider.as_ref())),
    ]
}

pub fn services_datum(services: &[ServiceRef], context: &Context<'_>) -> Datum {
    keys::list(service_keys(), services.iter().filter_map(|service| context.catalog.service(*service)))
}

pub type OfGroup<'a> = (&'a Pairing, &'a Counterpart, &'a Context<'a>);

pub fn pairing_keys<'a>() -> [Key<OfGroup<'a>>; 5] {
    [
        ("between", Shape::Text.list(), |(pairing, ..)| Datum::texts([&pairing.between.0, &pairing.between.1])),
        ("basis", Shape::Word(Basis::WORDS), |(pairing, ..)| Datum::printed(pairing.basis)),
        ("via", Shape::Text.nullable(), |(pairing, ..)| keys::text(pairing.via.as_ref())),
        ("for_the_group", Shape::Bool, |(pairing, group, context)| {
            Datum::Bool(is_loose(pairing, group, context.catalog))
        }),
        ("sources", Shape::Text.list(), |(pairing, _, context)| Datum::texts(evidence::ids(&pairing.sources, context))),
    ]
}
