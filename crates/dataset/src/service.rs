//! Services of the clouds: their names now and before, and their counterparts in the other clouds.
use super::source::SourceRef;
use super::table::Labelled;
use super::vocab::{Basis, Category, Strength};
use super::when::When;
use serde::{Deserialize, Serialize};

/// The place of a service in [`super::Catalog::services`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ServiceRef(pub u32);

/// A service, product or named tool.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Unique name, kebab-case.
    pub id: String,
    /// The provider's id; absent for what belongs to none of the providers, such as open-source tools.
    pub provider: Option<String>,
    /// What it is called now.
    pub name: String,
    /// A shorter name for narrow tables.
    pub short_name: Option<String>,
    /// What it is for.
    pub category: Category,
    /// What the same product was called before, newest first.
    pub formerly: Vec<FormerName>,
    /// Other names people type; not facts.
    pub aliases: Vec<String>,
    /// The id of the product that has since taken this one in.
    pub now_in: Option<String>,
    /// Names of other products that stood in this place before.
    pub succeeds: Vec<String>,
    /// Where the present name is from.
    pub sources: Vec<SourceRef>,
    /// What else a reader should know.
    pub note: Option<String>,
}

/// Words that many services share, by which none is recognised.
const COMMON_WORDS: &[&str] = &[
    "ai",
    "amazon",
    "aws",
    "azure",
    "cloud",
    "for",
    "google",
    "in",
    "microsoft",
    "of",
    "on",
    "service",
    "services",
    "the",
];

/// An earlier name of a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// When it was given up, where that is known.
    pub until: Option<When>,
    /// Where that is from.
    pub sources: Vec<SourceRef>,
}

impl Labelled for Counterpart {
    fn label(&self) -> String {
        self.id.clone()
    }
}

impl Labelled for Service {
    /// The name in lists: the brief one, and the former one if that is needed to know it again.
    fn label(&self) -> String {
        match self.telling_former_name() {
            Some(former) => format!("{} (was {former})", self.brief()).into(),
            None => self.brief().clone(),
        }
    }
}

impl Service {
    /// The name for narrow places.
    pub fn brief(&self) -> &String {
        self.short_name.as_ref().unwrap_or(&self.name)
    }

    /// Its latest former name, if that shares no telling word with the present one: someone who knows "Vertex AI" cannot
    /// guess "Agent Platform", but "Azure AI Speech" explains "Azure Speech".
    pub fn telling_former_name(&self) -> Option<&str> {
        let former = self.formerly.first().map(|former| former.name.as_str())?;
        let telling = |name: &str| -> Vec<String> {
            let words = name.split(|found: char| !found.is_alphanumeric()).map(str::to_lowercase);
            words.filter(|word| !word.is_empty() && !COMMON_WORDS.contains(&word.as_str())).collect()
        };
        let present = telling(&self.name);
        telling(former).iter().all(|word| !present.contains(word)).then_some(former)
    }

    /// Every name by which it can be found, the present ones first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str(), self.name.as_str()]
            .into_iter()
            .chain(self.short_name.as_deref())
            .chain(self.formerly.iter().map(|former| former.name.as_str()))
            .chain(self.aliases.iter().map(String::as_str))
    }
}

/// Services of several clouds that do the same job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Counterpart {
    /// Unique name, kebab-case.
    pub id: String,
    /// What the services are for.
    pub category: Category,
    /// What they do, in a few words.
    pub capability: String,
    /// The services, in the order of the providers.
    pub services: Vec<ServiceRef>,
    /// Who says that they are counterparts, for each pair of providers.
    pub pairings: Vec<Pairing>,
    /// How alike they are.
    pub strength: Strength,
    /// What else a reader should know.
    pub note: Option<String>,
}

/// Who says that the services of two providers are counterparts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pairing {
    /// The ids of the two providers.
    pub between: (String, String),
    /// Who says so.
    pub basis: Basis,
    /// The provider through which a derived pairing goes.
    pub via: Option<String>,
    /// The official pages, for an official pairing.
    pub sources: Vec<SourceRef>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::Category;

    fn telling(name: &str, former: &str) -> bool {
        let formerly = vec![FormerName { name: former.to_owned().into(), until: None, sources: Vec::new() }];
        let service = Service {
            id: "service".into(),
            provider: None,
            name: name.to_owned().into(),
            short_name: None,
            category: Category::Data,
            formerly,
            aliases: Vec::new(),
            now_in: None,
            succeeds: Vec::new(),
            sources: Vec::new(),
            note: None,
        };
        service.telling_former_name().is_some()
    }

    #[test]
    fn a_former_name_is_telling_if_the_present_one_does_not_give_it_away() {
        assert!(telling("Gemini Enterprise Agent Platform", "Vertex AI"));
        assert!(telling("Foundry Tools", "Azure AI services"));
        assert!(!telling("Amazon SageMaker AI", "Amazon SageMaker"));
        assert!(!telling("Azure Speech in Foundry Tools", "Azure AI Speech"));
    }
}
