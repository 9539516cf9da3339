//! Pairings of services in words and for programs: whoever prints a pairing prints its basis with it.

use super::keys::{self, Key};
use super::{Context, evidence, names};
use certcmp_dataset::{Basis, Counterpart, Datum, Labels, Pairing, Service, ServiceRef, Shape};

pub fn provider_name<'a>(id: &'a str, context: &Context<'a>) -> &'a str {
    context.catalog.provider(id).map_or(id, |provider| &provider.short_name)
}

/// The short names of some services, each with a former name that does not show in it; a dash for none.
pub fn service_names(services: &[ServiceRef], context: &Context<'_>) -> String {
    let services = services.iter().filter_map(|service| context.catalog.service(*service));
    let names: Vec<String> = services.map(service_name).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

pub fn service_name(service: &Service) -> String {
    match service.provider {
        None if service.telling_former_name().is_none() => format!("{} (of no cloud)", service.brief()),
        _ => service.list_name(),
    }
}

/// The ids of some services, each once; `services NAME` takes them.
pub fn distinct_ids(services: impl Iterator<Item = ServiceRef>, context: &Context<'_>) -> Vec<String> {
    let services = services.filter_map(|service| context.catalog.service(service));
    names::distinct(services.map(|service| service.id.clone()))
}

pub fn between<'a>(group: &'a Counterpart, providers: &[&str]) -> Vec<&'a Pairing> {
    let has = |id: &str| providers.contains(&id);
    group.pairings.iter().filter(|pairing| has(&pairing.between.0) && has(&pairing.between.1)).collect()
}

/// The basis of a pairing of a group: "official", "derived via Google Cloud", "official, for the group", "none found".
pub fn basis_words(pairing: Option<&Pairing>, group: &Counterpart, context: &Context<'_>) -> String {
    let Some(pairing) = pairing else { return Basis::None.title().to_owned() };
    let words = match (&pairing.via, pairing.basis) {
        (Some(via), Basis::Derived) => format!("derived via {}", provider_name(via, context)),
        (_, basis) => basis.title().to_owned(),
    };
    if is_loose(pairing, group, context) { format!("{words}, for the group") } else { words }
}

/// Whether a pairing is of two sides of which one has several services, so that it leaves open which of them it means.
pub fn is_loose(pairing: &Pairing, group: &Counterpart, context: &Context<'_>) -> bool {
    let sides = group.sides(context.catalog);
    let size = |id: &str| sides.iter().find(|side| side.provider == id).map(|side| side.services.len());
    let sizes = [size(&pairing.between.0), size(&pairing.between.1)];
    pairing.holds() && !sizes.contains(&None) && sizes != [Some(1); 2]
}

/// What the words for the bases of pairings mean, in a sentence for each that occurs; none without pairings.
pub fn meanings<'a>(
    pairings: impl Iterator<Item = (Option<&'a Pairing>, &'a Counterpart)>,
    context: &Context<'_>,
) -> Option<String> {
    let (mut bases, mut any_loose) = (Vec::new(), false);
    for (pairing, group) in pairings {
        bases.push(pairing.map_or(Basis::None, |pairing| pairing.basis));
        any_loose |= pairing.is_some_and(|pairing| is_loose(pairing, group, context));
    }
    let has = |basis| bases.contains(&basis);
    let known = [
        (has(Basis::Official), "official: a page of one of the providers pairs them."),
        (has(Basis::Derived), "derived: official pages pair both with the same service of a third cloud."),
        (has(Basis::Editorial), "editorial: our own pairing, from what the products say they do."),
        (has(Basis::None), "none found: no pairing is in the pages that were read."),
        (any_loose, "for the group: a side has several services, and a page need not pair each with each."),
    ];
    let meanings: Vec<&str> = known.into_iter().filter(|(occurs, _)| *occurs).map(|(_, meaning)| meaning).collect();
    (!meanings.is_empty()).then(|| meanings.join(" "))
}

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
        ("for_the_group", Shape::Bool, |(pairing, group, context)| Datum::Bool(is_loose(pairing, group, context))),
        ("sources", Shape::Text.list(), |(pairing, _, context)| evidence::ids_datum(&pairing.sources, context)),
    ]
}
