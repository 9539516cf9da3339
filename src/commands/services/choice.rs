//! Chooses the groups of counterparts to show, by category and provider.

use super::super::Context;
use crate::query::services::Filter;
use certcmp_dataset::service::Pairing;
use certcmp_dataset::vocab::Category;
use certcmp_dataset::{Counterpart, Service, ServiceRef};

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
        let clouds = if named.len() > 1 {
            named.clone()
        } else {
            context.catalog.providers.iter().map(|provider| provider.id.as_str()).collect()
        };
        let touches = |group: &&Counterpart| {
            let sides = group.sides(context.catalog);
            named.is_empty() || sides.iter().any(|side| named.contains(&side.provider))
        };
        let in_category = |category: &Category| {
            let category = *category;
            context.catalog.counterparts().filter(move |group| group.category == category)
        };
        let groups = Category::ALL
            .iter()
            .filter(|category| filter.takes_category(**category))
            .flat_map(in_category)
            .filter(touches)
            .collect();
        let is_alone = |service: &&Service| {
            let place = context.catalog.service_ref(&service.id);
            let alone = place.is_some_and(|place| context.catalog.counterparts_of(place).next().is_none());
            filter.takes(service, context.catalog) && alone
        };
        let without_counterpart = context.catalog.services().filter(is_alone).count();
        Self { clouds, centre, groups, without_counterpart }
    }

    /// The pairings of a group that are shown.
    pub fn pairings<'b>(&self, group: &'b Counterpart) -> Vec<&'b Pairing> {
        let wanted = |pairing: &&Pairing| {
            let (one, other) = (pairing.between.0.as_str(), pairing.between.1.as_str());
            self.clouds.contains(&one)
                && self.clouds.contains(&other)
                && self.centre.is_none_or(|centre| centre == one || centre == other)
        };
        group.pairings.iter().filter(wanted).collect()
    }

    /// Returns the cloud in whose column a pairing is shown, and the other cloud. Each cloud shows the pairing with the
    /// next one, so that no column has all of them; those of a single provider are shown by the others.
    pub fn column_of<'b>(&self, pairing: &'b Pairing) -> Option<(&'b str, &'b str)> {
        let (one, other) = (pairing.between.0.as_str(), pairing.between.1.as_str());
        let place = |wanted: &str| self.clouds.iter().position(|cloud| *cloud == wanted);
        let (first, second) = if place(one)? < place(other)? { (one, other) } else { (other, one) };
        let neighbours = place(second)? - place(first)? == 1;
        Some(match self.centre {
            Some(centre) if centre == first => (second, first),
            Some(_) => (first, second),
            None if neighbours => (first, second),
            None => (second, first),
        })
    }

    /// The services of a group that are shown.
    pub fn services(&self, group: &Counterpart, context: &Context<'_>) -> Vec<ServiceRef> {
        let sides = group.sides(context.catalog).into_iter().filter(|side| self.clouds.contains(&side.provider));
        sides.flat_map(|side| side.services).collect()
    }
}
