//! `services`: the counterparts across the clouds, or what one name, old or new, stands for.

pub mod record;
mod report;

use super::pairing::distinct_ids;
use super::{Context, Outcome, standing};
use crate::query::Entry;
use crate::query::services::{Filter, meaning};
use crate::render::report::Block;
use anyhow::{Result, bail};
use certcmp_dataset::service::Pairing;
use certcmp_dataset::vocab::{Category, Support};
use certcmp_dataset::{Catalog, Counterpart, Provider, Service, ServiceRef, SourceRef};

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
    /// The other services of its cloud in the group.
    pub beside: Vec<ServiceRef>,
    pub across: Vec<Across<'a>>,
}

/// The side of another cloud.
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
