//! Pairings of services in words and for programs: whoever prints a pairing prints its basis with it.

use super::{Context, evidence};
use certcmp_dataset::counterparts::Side;
use certcmp_dataset::service::Pairing;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::Basis;
use certcmp_dataset::{Catalog, Counterpart, Service, ServiceRef};

/// The short name of a provider.
pub fn provider_name<'a>(id: &'a str, context: &Context<'a>) -> &'a str {
    context.catalog.provider(id).map_or(id, |provider| &provider.short_name)
}

/// The short names of some services, each with a former name that does not show in it.
pub fn service_names(services: &[ServiceRef], context: &Context<'_>) -> Vec<String> {
    let name = |service: &Service| match (service.telling_former_name(), &service.provider) {
        (Some(former), _) => format!("{} (was {former})", service.brief()),
        (None, None) => format!("{} (of no cloud)", service.brief()),
        (None, Some(_)) => service.brief().to_string(),
    };
    services.iter().filter_map(|service| context.catalog.service(*service)).map(name).collect()
}

/// The ids of some services, each once; `services NAME` takes them.
pub fn distinct_ids(services: impl Iterator<Item = ServiceRef>, catalog: &Catalog) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for service in services.filter_map(|service| catalog.service(service)) {
        if !ids.contains(&service.id) {
            ids.push(service.id.clone());
        }
    }
    ids
}

/// The basis of a pairing: "official", "derived via Google Cloud", "editorial", "none found".
pub fn basis_words(pairing: &Pairing, context: &Context<'_>) -> String {
    match (&pairing.via, pairing.basis) {
        (Some(via), Basis::Derived) => format!("derived via {}", provider_name(via, context)),
        (_, basis) => basis.title().to_owned(),
    }
}

/// The basis as it holds for two sides: where one has several services, it is of the sides and not of each with each.
pub fn sides_basis_words(pairing: &Pairing, one: &Side<'_>, other: &Side<'_>, context: &Context<'_>) -> String {
    let words = basis_words(pairing, context);
    if pairing.holds() && is_loose(one, other) { format!("{words}, for the group") } else { words }
}

/// Whether a pairing of two sides leaves open which of their services it means.
pub fn is_loose(one: &Side<'_>, other: &Side<'_>) -> bool {
    one.services.len() > 1 || other.services.len() > 1
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

/// The shape of [`service_datum`].
pub fn service_shape() -> Shape {
    Shape::Map(vec![("id", Shape::Text), ("name", Shape::Text), ("provider", Shape::Text.nullable())])
}

/// A service by its id and present name.
pub fn service_datum(service: &Service) -> Datum {
    Datum::map([
        ("id", Datum::text(&service.id)),
        ("name", Datum::text(&service.name)),
        ("provider", Datum::option(service.provider.as_ref(), Datum::text)),
    ])
}

/// Services by their ids and present names.
pub fn services_datum(services: &[ServiceRef], context: &Context<'_>) -> Datum {
    Datum::List(services.iter().filter_map(|service| context.catalog.service(*service)).map(service_datum).collect())
}

/// The shape of [`pairing_datum`].
pub fn pairing_shape() -> Shape {
    Shape::Map(vec![
        ("between", Shape::Text.list()),
        ("basis", Shape::Word(Basis::WORDS)),
        ("via", Shape::Text.nullable()),
        ("for_the_group", Shape::Bool),
        ("sources", Shape::Text.list()),
    ])
}

/// A pairing of a group with its basis.
pub fn pairing_datum(pairing: &Pairing, counterpart: &Counterpart, context: &Context<'_>) -> Datum {
    let sides = counterpart.sides(context.catalog);
    let side = |id: &str| sides.iter().find(|side| side.provider == id);
    let loose = match (side(&pairing.between.0), side(&pairing.between.1)) {
        (Some(one), Some(other)) => pairing.holds() && is_loose(one, other),
        _ => false,
    };
    Datum::map([
        ("between", Datum::texts([&pairing.between.0, &pairing.between.1])),
        ("basis", Datum::text(pairing.basis)),
        ("via", Datum::option(pairing.via.as_ref(), Datum::text)),
        ("for_the_group", Datum::Bool(loose)),
        ("sources", Datum::texts(evidence::ids(&pairing.sources, context))),
    ])
}
