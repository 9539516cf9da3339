//! Counterparts and families: which services stand on which cloud's side of a group, who pairs the sides, and which
//! services stand in another one.

use super::Catalog;
use crate::lazy::ServiceRef;
use crate::service::{Counterpart, Pairing, Service};
use crate::succession::reach;
use crate::value::Labels;
use crate::vocab::Basis;

#[derive(Debug, Clone, PartialEq)]
pub struct Side<'a> {
    pub provider: &'a str,
    pub services: Vec<ServiceRef>,
}

impl Counterpart {
    /// The sides of the group, in the order of its services. A service that belongs to no provider is on the side
    /// of the one before it (Kubeflow beside the pipelines of Google Cloud), or after it if it is the first.
    pub fn sides<'a>(&self, catalog: &'a Catalog) -> Vec<Side<'a>> {
        let mut sides: Vec<Side<'a>> = Vec::new();
        let mut waiting = Vec::new();
        for service in &self.services {
            let provider = catalog.service(*service).and_then(|service| service.provider.as_deref());
            let Some(provider) = provider else {
                sides.last_mut().map_or(&mut waiting, |side| &mut side.services).push(*service);
                continue;
            };
            match sides.iter_mut().find(|side| side.provider == provider) {
                Some(side) => side.services.push(*service),
                None => {
                    waiting.push(*service);
                    sides.push(Side { provider, services: std::mem::take(&mut waiting) });
                }
            }
        }
        sides
    }

    pub fn side_of<'a>(&self, service: ServiceRef, catalog: &'a Catalog) -> Option<Side<'a>> {
        self.sides(catalog).into_iter().find(|side| side.services.contains(&service))
    }

    /// Who pairs two providers here, whichever is named first.
    pub fn pairing(&self, one: &str, other: &str) -> Option<&Pairing> {
        let is_of_both = |(first, second): &(String, String)| [(one, other), (other, one)].contains(&(first, second));
        self.pairings.iter().find(|pairing| is_of_both(&pairing.between))
    }
}

impl Pairing {
    /// Returns whether it says that there are counterparts.
    pub fn holds(&self) -> bool {
        self.basis != Basis::None
    }
}

impl Catalog {
    pub fn service_ref(&self, id: &str) -> Option<ServiceRef> {
        let at = self.services.iter().position(|service| service.id == id)?;
        u32::try_from(at).ok().map(ServiceRef)
    }

    pub fn counterparts_of(&self, service: ServiceRef) -> impl Iterator<Item = &Counterpart> {
        self.counterparts.iter().filter(move |counterpart| counterpart.services.contains(&service))
    }

    /// The service in which another stands, as its present name says: "Azure Speech in Foundry Tools".
    pub fn whole_of(&self, service: &Service) -> Option<&Service> {
        let (_, whole) = service.name.rsplit_once(" in ")?;
        self.services.iter().find(|other| {
            other.provider == service.provider
                && other.id != service.id
                && [Some(other.name.as_str()), other.short_name.as_deref()].contains(&Some(whole))
        })
    }

    /// The services that stand in one by their names, and those that stand in these.
    pub fn parts_of<'a>(&'a self, service: &'a Service) -> Vec<&'a Service> {
        self.family(service, |whole, part| self.whole_of(part).is_some_and(|found| found.id == whole.id))
    }

    pub fn taken_in_by<'a>(&'a self, service: &'a Service) -> Vec<&'a Service> {
        self.family(service, |whole, part| part.now_in.as_deref() == Some(whole.id.as_str()))
    }

    /// Returns everything that belongs to a service directly or through another, without repetition.
    fn family<'a>(&'a self, service: &'a Service, belongs: impl Fn(&Service, &Service) -> bool) -> Vec<&'a Service> {
        let parts = |whole| self.services.iter().filter(|part| belongs(whole, part)).collect();
        reach(vec![service], |service| &service.id, parts).skip(1).collect()
    }

    pub fn place_taken_by(&self, service: &Service) -> Vec<&Service> {
        let takes = |other: &&Service| {
            other.id != service.id
                && other.succeeds.iter().any(|name| service.names().any(|known| known.eq_ignore_ascii_case(name)))
        };
        self.services.iter().filter(takes).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::{Category, Strength};

    fn service(id: &str, provider: Option<&str>, name: &str) -> Service {
        Service {
            id: id.to_owned(),
            provider: provider.map(|id| id.to_owned()),
            name: name.to_owned(),
            short_name: None,
            category: Category::Data,
            formerly: Vec::new(),
            aliases: Vec::new(),
            now_in: None,
            succeeds: Vec::new(),
            sources: Vec::new(),
            note: None,
        }
    }

    fn group(services: &[u32]) -> Counterpart {
        Counterpart {
            id: "group".into(),
            category: Category::Data,
            capability: "Do something".into(),
            services: services.iter().map(|at| ServiceRef(*at)).collect(),
            pairings: Vec::new(),
            strength: Strength::Close,
            note: None,
        }
    }

    fn catalog(services: Vec<Service>) -> Catalog {
        Catalog { services: services.into_iter().collect(), ..Catalog::default() }
    }

    #[test]
    fn a_service_of_no_cloud_stands_beside_the_one_before_it() {
        let catalog =
            catalog(vec![service("a", Some("aws"), "A"), service("k", None, "K"), service("g", Some("gcp"), "G")]);
        let sides = |order: &[u32]| -> Vec<(String, usize)> {
            let sides = group(order).sides(&catalog);
            sides.into_iter().map(|side| (side.provider.to_owned(), side.services.len())).collect()
        };
        assert_eq!(sides(&[0, 1, 2]), [("aws".to_owned(), 2), ("gcp".to_owned(), 1)]);
        assert_eq!(sides(&[1, 2]), [("gcp".to_owned(), 2)]);
        assert!(sides(&[1]).is_empty());
    }

    #[test]
    fn names_say_what_stands_in_what() {
        let catalog = catalog(vec![
            service("tools", Some("azure"), "Tools"),
            service("language", Some("azure"), "Language in Tools"),
            service("answers", Some("azure"), "Answers in Language in Tools"),
            service("other", Some("aws"), "Other in Tools"),
        ]);
        let ids = |of: &str| -> Vec<&str> {
            let service = catalog.service_ref(of).and_then(|at| catalog.service(at));
            service
                .map_or_else(Vec::new, |service| catalog.parts_of(service))
                .into_iter()
                .map(|part| part.id.as_str())
                .collect()
        };
        assert_eq!(ids("tools"), ["language", "answers"]);
        assert!(ids("other").is_empty());
    }

    #[test]
    fn what_took_in_each_other_is_told_once() {
        let mut one = service("one", Some("aws"), "One");
        one.now_in = Some("two".into());
        let mut two = service("two", Some("aws"), "Two");
        two.now_in = Some("one".into());
        let catalog = catalog(vec![one.clone(), two]);
        assert_eq!(catalog.taken_in_by(&one).len(), 1);
    }
}
