//! `services`: the counterparts across the clouds, or what one name, old or new, stands for.

pub mod record;
mod report;
pub mod view;

use super::pairing::distinct_ids;
use super::{Context, Outcome};
use crate::query::services::{Filter, meaning};
use crate::render::report::Block;
use anyhow::{Result, bail};
use certcmp_dataset::service::Pairing;
use certcmp_dataset::vocab::Category;
use certcmp_dataset::{Catalog, Counterpart, Provider, Service, ServiceRef};
use view::ServiceView;

/// Shows what a name means: one service in full, or several briefly.
///
/// # Errors
/// If no service matches; the message has near names.
pub fn named(name: &str, filter: &Filter, sources: bool, context: &Context<'_>) -> Result<Outcome> {
    let found = match meaning(context.catalog, name) {
        Err(near) => bail!(unknown(name, &near)),
        Ok(services) => services,
    };
    let wanted = found.iter().filter(|service| filter.takes(service));
    let views: Vec<ServiceView<'_>> = wanted.filter_map(|service| ServiceView::of(service, context)).collect();
    let ids = views.iter().map(|view| view.service.id.clone()).collect();
    let blocks = || match views.as_slice() {
        [] => vec![Block::Text(format!("{} match “{}”, none of them within the filters.", found.len(), name.trim()))],
        [view] => report::one(view, name, sources, context),
        views => report::several(views, name, context),
    };
    Ok(context.answer(ids, blocks, || record::services(&views, context)))
}

fn unknown(name: &str, near: &[&str]) -> String {
    let near: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
    let near = if near.is_empty() { String::new() } else { format!("\n  did you mean {}?", near.join(" or ")) };
    format!(
        "no service matches `{name}`{near}\n  `certcmp services` shows those that have counterparts, \
         `certcmp show CERT` those of an exam"
    )
}

/// Shows the counterparts that a filter lets through.
pub fn overview(filter: &Filter, context: &Context<'_>) -> Outcome {
    let choice = Choice::of(filter, context);
    context.answer(choice.ids(context), || report::overview(&choice, context), || record::groups(&choice, context))
}

/// Returns the ids of the providers that have services in groups of counterparts, in the order of the catalog.
pub fn clouds(catalog: &Catalog) -> Vec<&str> {
    let is_in = |pairing: &Pairing, id: &String| [&pairing.between.0, &pairing.between.1].contains(&id);
    let is_paired =
        |id: &String| catalog.counterparts.iter().any(|group| group.pairings.iter().any(|pairing| is_in(pairing, id)));
    let paired = |provider: &&Provider| is_paired(&provider.id);
    catalog.providers.iter().filter(paired).map(|provider| provider.id.as_str()).collect()
}

/// The groups that a filter lets through, and the clouds that are shown of them.
struct Choice<'a> {
    clouds: Vec<&'a str>,
    /// A single provider, where only its pairings are shown.
    centre: Option<&'a str>,
    /// The groups, by category.
    groups: Vec<&'a Counterpart>,
    /// How many services within the filter are in no group.
    without_counterpart: usize,
}

impl<'a> Choice<'a> {
    /// Chooses. One provider: its pairings with every other; several: the pairings between them.
    fn of(filter: &Filter, context: &Context<'a>) -> Self {
        let named = filter.named(context.catalog);
        let centre = if let [only] = named.as_slice() { Some(*only) } else { None };
        let clouds = if named.len() > 1 { named.clone() } else { clouds(context.catalog) };
        let touches = |group: &&Counterpart| {
            let sides = group.sides(context.catalog);
            named.is_empty() || sides.iter().any(|side| named.contains(&side.provider))
        };
        let taken = |group: &&Counterpart| filter.takes_category(group.category) && touches(group);
        let mut groups: Vec<&Counterpart> = context.catalog.counterparts.iter().filter(taken).collect();
        groups.sort_by_key(|group| Category::ALL.iter().position(|category| *category == group.category));
        let is_alone = |service: &&Service| {
            let place = context.catalog.service_ref(&service.id);
            let alone = place.is_some_and(|place| context.catalog.counterparts_of(place).next().is_none());
            filter.takes(service) && alone
        };
        let without_counterpart = context.catalog.services.iter().filter(is_alone).count();
        Self { clouds, centre, groups, without_counterpart }
    }

    fn pairings<'b>(&self, group: &'b Counterpart) -> Vec<&'b Pairing> {
        let wanted = |pairing: &&Pairing| {
            let (one, other) = (pairing.between.0.as_str(), pairing.between.1.as_str());
            self.clouds.contains(&one)
                && self.clouds.contains(&other)
                && self.centre.is_none_or(|centre| centre == one || centre == other)
        };
        group.pairings.iter().filter(wanted).collect()
    }

    fn services(&self, group: &Counterpart, context: &Context<'_>) -> Vec<ServiceRef> {
        let sides = group.sides(context.catalog).into_iter().filter(|side| self.clouds.contains(&side.provider));
        sides.flat_map(|side| side.services).collect()
    }

    fn ids(&self, context: &Context<'_>) -> Vec<String> {
        let services = self.groups.iter().flat_map(|group| self.services(group, context));
        distinct_ids(services, context.catalog)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_answered_with_near_ones_and_a_next_step() {
        let text = unknown("vertx ai", &["Vertex AI", "Vertex"]);
        assert!(text.starts_with("no service matches `vertx ai`\n  did you mean `Vertex AI` or `Vertex`?\n"));
        assert!(!unknown("x", &[]).contains("did you mean"));
        assert!(unknown("x", &[]).contains("`certcmp services`"));
    }
}
