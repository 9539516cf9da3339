//! `services`: the counterparts across the clouds, or what one name, old or new, stands for.

pub mod record;
mod report;

use super::pairing::{between, distinct_ids};
use super::{Context, Outcome, standing};
use crate::query::Entry;
use crate::query::services::{Filter, meaning};
use crate::render::report::Block;
use anyhow::{Result, anyhow};
use certcmp_dataset::nearest::did_you_mean;
use certcmp_dataset::{Catalog, Category, Counterpart, Pairing, Service, ServiceRef, SourceRef, Support};

/// Shows what a name means: one service in full, or several briefly. Fails with near names if no service matches.
pub fn named(name: &str, filter: &Filter, sources: bool, context: &Context<'_>) -> Result<Outcome> {
    let found = meaning(context.catalog, name).map_err(|near| {
        anyhow!(
            "no service matches `{name}`{}\n  `certcmp services` shows those that have counterparts, \
             `certcmp show CERT` those of an exam",
            did_you_mean(&near)
        )
    })?;
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

pub fn overview(filter: &Filter, context: &Context<'_>) -> Outcome {
    let choice = Choice::of(filter, context);
    let ids = distinct_ids(choice.groups.iter().flat_map(|group| choice.services(group, context)), context);
    context.answer(ids, || report::overview(&choice, context), || record::groups(&choice, context))
}

/// Returns the ids of the providers that have services in groups of counterparts, in the order of the catalog.
pub fn clouds(catalog: &Catalog) -> Vec<&str> {
    let has = |pairing: &Pairing, id: &str| pairing.between.0 == id || pairing.between.1 == id;
    let pairings = || catalog.counterparts.iter().flat_map(|group| &group.pairings);
    let ids = catalog.providers.iter().map(|provider| provider.id.as_str());
    ids.filter(|id| pairings().any(|pairing| has(pairing, id))).collect()
}

/// The groups that a filter lets through, and the clouds that are shown of them.
struct Choice<'a> {
    clouds: Vec<&'a str>,
    /// A single provider, where only its pairings are shown.
    centre: Option<&'a str>,
    groups: Vec<&'a Counterpart>,
    /// How many services within the filter are in no group.
    without_counterpart: usize,
}

impl<'a> Choice<'a> {
    /// Chooses. One provider: its pairings with every other; several: the pairings between them.
    fn of(filter: &Filter, context: &Context<'a>) -> Self {
        let catalog = context.catalog;
        let named = filter.named(catalog);
        let touches = |group: &Counterpart| {
            named.is_empty() || group.sides(catalog).iter().any(|side| named.contains(&side.provider))
        };
        let groups = catalog.counterparts.iter();
        let mut groups: Vec<&Counterpart> =
            groups.filter(|group| filter.takes_category(group.category) && touches(group)).collect();
        groups.sort_by_key(|group| Category::ALL.iter().position(|category| *category == group.category));
        let has_counterpart = |service: &Service| {
            let place = catalog.service_ref(&service.id);
            place.is_some_and(|place| catalog.counterparts_of(place).next().is_some())
        };
        let alone = catalog.services.iter().filter(|service| filter.takes(service) && !has_counterpart(service));
        Self {
            without_counterpart: alone.count(),
            centre: named.first().copied().filter(|_| named.len() == 1),
            clouds: if named.len() > 1 { named } else { clouds(catalog) },
            groups,
        }
    }

    fn pairings<'b>(&self, group: &'b Counterpart) -> Vec<&'b Pairing> {
        let mut pairings = between(group, &self.clouds);
        pairings.retain(|Pairing { between: (one, other), .. }| self.centre.is_none_or(|id| id == one || id == other));
        pairings
    }

    fn services(&self, group: &Counterpart, context: &Context<'_>) -> Vec<ServiceRef> {
        let sides = group.sides(context.catalog).into_iter().filter(|side| self.clouds.contains(&side.provider));
        sides.flat_map(|side| side.services).collect()
    }
}

pub struct ServiceView<'a> {
    pub service: &'a Service,
    pub place: ServiceRef,
    /// The services that are part of it by their names.
    pub parts: Vec<&'a Service>,
    /// The former services that it includes.
    pub taken_in: Vec<&'a Service>,
    /// The groups in which it stands itself.
    pub members: Vec<Member<'a>>,
    /// The groups in which its parts and what it includes stand.
    pub family: Vec<Member<'a>>,
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

pub struct Across<'a> {
    pub provider: &'a str,
    /// Its services in the group; may be none.
    pub services: Vec<ServiceRef>,
    /// Who pairs the two clouds here; none without services.
    pub pairing: Option<&'a Pairing>,
}

pub struct Exam<'a> {
    pub entry: Entry<'a>,
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
        let family = parts.iter().chain(&taken_in).filter_map(|part| Some((*part, catalog.service_ref(&part.id)?)));
        let family: Vec<(&Service, ServiceRef)> = family.collect();
        let places: Vec<ServiceRef> = std::iter::once(place).chain(family.iter().map(|(_, place)| *place)).collect();
        Some(Self {
            members: members(service, place, catalog),
            family: family.into_iter().flat_map(|(part, place)| members(part, place, catalog)).collect(),
            exams: exams(&places, context),
            service,
            place,
            parts,
            taken_in,
        })
    }
}

fn members<'a>(service: &'a Service, place: ServiceRef, catalog: &'a Catalog) -> Vec<Member<'a>> {
    let member = |group: &'a Counterpart| {
        let sides = group.sides(catalog);
        let own = sides.iter().find(|side| side.services.contains(&place))?;
        let others = clouds(catalog).into_iter().filter(|provider| *provider != own.provider);
        let across = others.map(|provider| {
            let side = sides.iter().find(|side| side.provider == provider);
            let pairing = side.and_then(|_| group.pairing(own.provider, provider));
            Across { provider, services: side.map(|side| side.services.clone()).unwrap_or_default(), pairing }
        });
        let beside = own.services.iter().filter(|other| **other != place).copied().collect();
        Some(Member { service, group, beside, across: across.collect() })
    };
    catalog.counterparts_of(place).filter_map(member).collect()
}

/// The exams that name any of a family of services: first those that can be taken, of these first those that name the
/// head of the family, then by provider and level.
fn exams<'a>(family: &[ServiceRef], context: &Context<'a>) -> Vec<Exam<'a>> {
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
    let of_family = |named: &[ServiceRef]| {
        let names: Vec<ServiceRef> = family.iter().filter(|service| named.contains(service)).copied().collect();
        (!names.is_empty()).then_some(names)
    };
    if let Some(names) = of_family(&fact.value) {
        let (support, uncertain) = (Some(fact.support), fact.confidence.is_some());
        return Some(Exam { entry, names, support, uncertain, disputed: false, sources: &fact.sources, note: None });
    }
    let claims = fact.also.iter().map(|claim| (claim, false)).chain(fact.disputed.iter().map(|claim| (claim, true)));
    let mut claims = claims.filter_map(|(claim, disputed)| Some((of_family(claim.value.as_ref()?)?, claim, disputed)));
    let (names, claim, disputed) = claims.next()?;
    let (sources, note) = (claim.sources.as_slice(), claim.note.as_ref());
    Some(Exam { entry, names, support: None, uncertain: false, disputed, sources, note })
}
