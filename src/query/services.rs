//! Finds the one service that a name means, or those that it can mean, and says how the name leads there.

use super::matcher::{Phrase, folded, words};
use super::names::provider_names;
use certcmp_dataset::nearest::nearest;
use certcmp_dataset::{Catalog, Category, FormerName, Service};

fn leads(service: &Service) -> impl Iterator<Item = &str> {
    service.names().chain(service.succeeds.iter().map(String::as_str))
}

/// Finds services by a whole name, current or former, else by words or beginnings of words of a name.
pub fn services<'a>(catalog: &'a Catalog, name: &str) -> Vec<&'a Service> {
    let named = |matches: &dyn Fn(&str) -> bool| -> Vec<&'a Service> {
        catalog.services.iter().filter(|service| leads(service).any(matches)).collect()
    };
    let wanted = brandless(name, catalog);
    let mut found = named(&|known| folded(known) == folded(name) || words(known).concat() == wanted);
    if found.is_empty() && !wanted.is_empty() {
        // "AWS Bedrock" is "Amazon Bedrock".
        found = named(&|known| brandless(known, catalog) == wanted);
    }
    match Phrase::new(name) {
        Some(phrase) if found.is_empty() => named(&|known| phrase.is_in(known)),
        _ => found,
    }
}

/// Returns a name of a service without the provider in front, in lower case, letters and digits only.
fn brandless(name: &str, catalog: &Catalog) -> String {
    let all = words(name);
    let brands = catalog.providers.iter().flat_map(provider_names).map(|brand| words(brand));
    let in_front = brands.filter(|brand| all.len() > brand.len() && all.starts_with(brand));
    let longest = in_front.map(|brand| brand.len()).max().unwrap_or(0);
    all.get(longest..).unwrap_or_default().concat()
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lead<'a> {
    Present,
    /// It is what the service was called before, or a part of that.
    Former(&'a FormerName),
    /// It is another product, which the service replaces.
    Succeeded(&'a str),
    Alias,
}

/// Finds what a name, old or new, means: one service, or several, none of which is called exactly so alone; near names
/// if there is none. A service's own names go before those of what it took the place of, whole names before parts.
pub fn meaning<'a>(catalog: &'a Catalog, name: &str) -> Result<Vec<&'a Service>, Vec<&'a str>> {
    let found = services(catalog, name);
    if found.is_empty() {
        return Err(nearest(name, catalog.services.iter().flat_map(leads)));
    }
    let wanted = folded(name);
    let is_own = |service: &&Service| service.names().any(|known| folded(known) == wanted);
    let own: Vec<&Service> = found.iter().copied().filter(is_own).collect();
    Ok(if own.is_empty() { found } else { own })
}

pub fn lead<'a>(service: &'a Service, name: &str) -> Lead<'a> {
    let wanted = folded(name);
    let holds = |known: &String| folded(known).contains(&wanted);
    if [&service.id, &service.name].into_iter().chain(&service.short_name).any(holds) {
        return Lead::Present;
    }
    if let Some(former) = service.formerly.iter().find(|former| holds(&former.name)) {
        return Lead::Former(former);
    }
    service.succeeds.iter().find(|name| holds(name)).map_or(Lead::Alias, |name| Lead::Succeeded(name))
}

/// Which services or pairings to show. Several values of one filter mean "or"; none means all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub categories: Vec<Category>,
    pub providers: Vec<String>,
}

impl Filter {
    pub fn takes_category(&self, category: Category) -> bool {
        self.categories.is_empty() || self.categories.contains(&category)
    }

    pub fn takes(&self, service: &Service) -> bool {
        let is_named = service.provider.as_ref().is_some_and(|provider| self.providers.contains(provider));
        (self.providers.is_empty() || is_named) && self.takes_category(service.category)
    }

    /// Returns the ids of the providers that are named, in the order of the catalog.
    pub fn named<'a>(&self, catalog: &'a Catalog) -> Vec<&'a str> {
        let named = catalog.providers.iter().filter(|provider| self.providers.contains(&provider.id));
        named.map(|provider| provider.id.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(id: &str, name: &str, former: &[&str], succeeds: &[&str]) -> Service {
        let formerly =
            former.iter().map(|name| FormerName { name: (*name).to_owned(), until: None, sources: Vec::new() });
        Service {
            id: id.to_owned(),
            provider: Some("azure".into()),
            name: name.to_owned(),
            short_name: None,
            category: Category::Data,
            formerly: formerly.collect(),
            aliases: vec![format!("{id}-alias")],
            now_in: None,
            succeeds: succeeds.iter().map(|name| (*name).to_owned()).collect(),
            sources: Vec::new(),
            note: None,
        }
    }

    fn catalog() -> Catalog {
        Catalog {
            services: [
                service("synapse", "Azure Synapse Analytics", &[], &[]),
                service("warehouse", "Fabric Warehouse", &[], &["Azure Synapse Analytics"]),
                service("lakehouse", "Fabric Lakehouse", &["Lake Service"], &["Azure Synapse Analytics", "LUIS"]),
            ]
            .into_iter()
            .collect(),
            ..Catalog::default()
        }
    }

    fn found(name: &str) -> Vec<String> {
        match meaning(&catalog(), name) {
            Ok(services) => services.iter().map(|service| service.id.to_string()).collect(),
            Err(near) => near.iter().map(|name| format!("near {name}")).collect(),
        }
    }

    #[test]
    fn own_names_go_before_the_names_of_what_was_succeeded() {
        assert_eq!(found("azure synapse analytics"), ["synapse"]);
        assert_eq!(found("LUIS"), ["lakehouse"]);
        assert_eq!(found("lake service"), ["lakehouse"]);
    }

    #[test]
    fn parts_of_names_find_all_that_have_them() {
        assert_eq!(found("fabric"), ["warehouse", "lakehouse"]);
        assert_eq!(found("warehou"), ["warehouse"]);
    }

    #[test]
    fn an_unknown_name_leads_to_near_ones() {
        assert_eq!(found("lake servce"), ["near Lake Service"]);
        assert!(found("kubernetes").is_empty());
        assert!(found("").is_empty());
    }

    #[test]
    fn the_lead_says_what_the_name_is_to_the_service() {
        let service = service("lake", "Fabric Lakehouse", &["Lake Service"], &["LUIS"]);
        assert_eq!(lead(&service, "lakehouse"), Lead::Present);
        assert!(matches!(lead(&service, "lake service"), Lead::Former(former) if former.name == "Lake Service"));
        assert_eq!(lead(&service, "luis"), Lead::Succeeded("LUIS"));
        assert_eq!(lead(&service, "lake-alias"), Lead::Alias);
    }
}
