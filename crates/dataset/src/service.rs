//! Services of the clouds: their names now and before, and their counterparts in the other clouds.

use crate::lazy::{ServiceRef, SourceRef};
use crate::record;
use crate::vocab::{Basis, Category, Strength};
use crate::when::When;
use crate::yaml::{Any, Definitions, FromYaml, Id, Node, Path, Reader, ServiceId, Sources};

record! {
    /// A service, product or named tool.
    Service, "a service" {
        /// Unique name, kebab-case.
        id: String as Id,
        /// The provider's id; absent for what belongs to none of the providers, such as open-source tools.
        provider: Option<String>,
        /// What it is called now.
        name: String,
        /// A shorter name for narrow tables.
        short_name: Option<String>,
        /// What it is for.
        category: Category,
        /// What the same product was called before, newest first.
        formerly: Vec<FormerName> as Any<FormerName>,
        /// Other names people type; not facts.
        aliases: Vec<String> as Any<String>,
        /// The id of the product that has since taken this one in.
        now_in: Option<String>,
        /// Names of other products that stood in this place before.
        succeeds: Vec<String> as Any<String>,
        /// Where the present name is from.
        sources: Vec<SourceRef> as Sources,
        /// What else a reader should know.
        note: Option<String>,
    }
}

record! {
    /// An earlier name of a service.
    FormerName, "a former name" {
        /// The name.
        name: String,
        /// When it was given up, where that is known.
        until: Option<When>,
        /// Where that is from.
        sources: Vec<SourceRef> as Sources,
    }
}

/// Words that many services share, by which none is recognised.
const COMMON_WORDS: &str = "ai amazon aws azure cloud for google in microsoft of on service services the";

impl Service {
    /// Returns the name in lists: the brief one, and the former one if that is needed to know it again.
    pub fn list_name(&self) -> String {
        match self.telling_former_name() {
            Some(former) => format!("{} (was {former})", self.brief()),
            None => self.brief().clone(),
        }
    }

    pub fn brief(&self) -> &String {
        self.short_name.as_ref().unwrap_or(&self.name)
    }

    /// Its latest former name, if that shares no telling word with the present one: someone who knows "Vertex AI" cannot
    /// guess "Agent Platform", but "Azure AI Speech" explains "Azure Speech".
    pub fn telling_former_name(&self) -> Option<&str> {
        let former = self.formerly.first().map(|former| former.name.as_str())?;
        let telling = |name: &str| -> Vec<String> {
            let words = name.split(|found: char| !found.is_alphanumeric()).map(str::to_lowercase);
            words.filter(|word| !word.is_empty() && !COMMON_WORDS.split(' ').any(|common| common == word)).collect()
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

record! {
    /// Services of several clouds that do the same job.
    Counterpart, "a group of counterparts" {
        /// Unique name, kebab-case.
        id: String as Id,
        /// What the services are for.
        category: Category,
        /// What they do, in a few words.
        capability: String,
        /// Ids of the services, in the order of the providers.
        services: Vec<ServiceRef> as Vec<ServiceId>,
        /// Who says that they are counterparts, for each pair of providers.
        pairings: Vec<Pairing> as Any<Pairing>,
        /// How alike they are.
        strength: Strength,
        /// What else a reader should know.
        note: Option<String>,
    }
}

record! {
    /// Who says that the services of two providers are counterparts.
    Pairing, "a pairing" {
        /// The ids of the two providers.
        between: (String, String) as TwoProviders,
        /// Who says so.
        basis: Basis,
        /// The provider through which a derived pairing goes.
        via: Option<String>,
        /// The official pages, for an official pairing.
        sources: Vec<SourceRef> as Option<Sources>,
    }
}

pub struct TwoProviders;

impl FromYaml<(String, String)> for TwoProviders {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<(String, String)> {
        let ids = reader.entries(node, at, |id, at, reader| reader.text(id, at))?;
        let Ok([first, second]) = <[String; 2]>::try_from(ids) else {
            return reader.refuse(at, "a pairing is between two providers", "write it like `between: [aws, azure]`");
        };
        Some((first, second))
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::Category;

    fn telling(name: &str, former: &str) -> bool {
        let formerly = vec![FormerName { name: former.to_owned(), until: None, sources: Vec::new() }];
        let service = Service {
            id: "service".into(),
            provider: None,
            name: name.to_owned(),
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
