//! Chooses the groups of counterparts to show, by category and provider.

use super::super::Context;
use super::super::pairing::distinct_ids;
use crate::query::services::Filter;
use certcmp_dataset::service::Pairing;
use certcmp_dataset::vocab::Category;
use certcmp_dataset::{Catalog, Counterpart, Provider, Service, ServiceRef};

/// Returns the ids of the providers that have services in groups of counterparts, in the order of the catalog.
pub fn clouds(catalog: &Catalog) -> Vec<&str> {
    let in_group = |provider: &&Provider| {
        catalog.counterparts().any(|group| {
            group.pairings.iter().any(|pairing| [&pairing.between.0, &pairing.between.1].contains(&&provider.id))
        })
    };
    catalog.providers.iter().filter(in_group).map(|provider| provider.id.as_str()).collect()
}

/// The groups that a filter lets through, and the clouds that are shown of them.
pub struct Choice<'a> {
    /// The ids of the providers that have a column.
    pub clouds: Vec<&'a str>,
    /// A single provider, where only its pairings are shown.
    centre: Option<&'a str>,
    /// The groups, by category.
    pub groups: Vec<&'a Counterpart>,
    /// How many services within the filter are in no group.
    pub without_counterpart: usize,
}

impl<'a> Choice<'a> {
    /// Chooses. One provider: its pairings with every other; several: the pairings between them.
    pub fn of(filter: &Filter, context: &Context<'a>) -> Self {
        let named = filter.named(context.catalog);
        let centre = if let [only] = named.as_slice() { Some(*only) } else { None };
        let clouds = if named.len() > 1 { named.clone() } else { clouds(context.catalog) };
        let touches = |group: &&Counterpart| {
            let sides = group.sides(context.catalog);
            named.is_empty() || sides.iter().any(|side| named.contains(&side.provider))
        };
        let taken = |group: &&Counterpart| filter.takes_category(group.category) && touches(group);
        let mut groups: Vec<&Counterpart> = context.catalog.counterparts().filter(taken).collect();
        groups.sort_by_key(|group| Category::ALL.iter().position(|category| *category == group.category));
        let is_alone = |service: &&Service| {
            let place = context.catalog.service_ref(&service.id);
            let alone = place.is_some_and(|place| context.catalog.counterparts_of(place).next().is_none());
            filter.takes(service) && alone
        };
        let without_counterpart = context.catalog.services().filter(is_alone).count();
        Self { clouds, centre, groups, without_counterpart }
    }

    pub fn pairings<'b>(&self, group: &'b Counterpart) -> Vec<&'b Pairing> {
        let wanted = |pairing: &&Pairing| {
            let (one, other) = (pairing.between.0.as_str(), pairing.between.1.as_str());
            self.clouds.contains(&one)
                && self.clouds.contains(&other)
                && self.centre.is_none_or(|centre| centre == one || centre == other)
        };
        group.pairings.iter().filter(wanted).collect()
    }

    pub fn services(&self, group: &Counterpart, context: &Context<'_>) -> Vec<ServiceRef> {
        let sides = group.sides(context.catalog).into_iter().filter(|side| self.clouds.contains(&side.provider));
        sides.flat_map(|side| side.services).collect()
    }

    /// Returns the ids of the services that are shown.
    pub fn ids(&self, context: &Context<'_>) -> Vec<String> {
        let services = self.groups.iter().flat_map(|group| self.services(group, context));
        distinct_ids(services, context.catalog)
    }
}
