//! Providers: who gives the certifications, and the rules that all their exams share.

use crate::facts::Facts;
use crate::lazy::Lazy;
use crate::record;
use crate::vocab::Level;
use crate::yaml::form::{Any, Definitions, FromYaml, Id, object};
use crate::yaml::node::Node;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use serde::{Deserialize, Serialize};

record! {
    /// A provider of certifications.
    Provider, "a provider", check few_rules {
        /// Unique name, kebab-case; the name of its folder.
        id: String as Id,
        /// The full name.
        name: String,
        /// The name in column heads.
        short_name: String,
        /// Other names people type.
        aliases: Vec<String> as Any<String>,
        /// The certification that stands for the provider where its name is given instead.
        flagship: Option<String>,
        /// Rules of the provider, the narrower ones first.
        rules: Vec<Rules> as Any<Rules>,
    }
}

/// The most sets of rules that a provider has; each is as large in memory as a record.
const MOST_RULES: usize = 100;

fn few_rules(provider: Provider, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Provider> {
    if provider.rules.len() > MOST_RULES {
        reader.fault(&at.key("rules"), format!("too many rules (at most {MOST_RULES})"), "join some of them");
        return None;
    }
    Some(provider)
}

impl Provider {
    /// Whether a name in small letters is its id or one of its other names, as these are written.
    pub fn is_called(&self, name: &str) -> bool {
        std::iter::once(&self.id).chain(&self.aliases).any(|known| *known == *name)
    }

    /// The rules with facts that say that they are rules, for certifications to take.
    pub fn shared_rules(&self) -> Vec<Rules> {
        self.rules.iter().map(|rules| Rules { facts: rules.facts.as_rules().into(), ..rules.clone() }).collect()
    }
}

/// Facts that hold for all exams of some levels, where an exam does not say otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// The levels they hold for; all of them if empty.
    pub levels: Vec<Level>,
    /// Certifications they do not hold for.
    pub except: Vec<String>,
    /// The facts.
    pub facts: Lazy<Facts>,
}

impl Rules {
    /// Whether they hold for a certification.
    pub fn apply_to(&self, id: &str, level: Option<Level>) -> bool {
        let level_fits = self.levels.is_empty() || level.is_some_and(|level| self.levels.contains(&level));
        level_fits && !self.except.iter().any(|excepted| excepted == id)
    }
}

impl FromYaml for Rules {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut map = reader.map(node, at, "rules", "field: value")?;
        let levels = map.read::<Vec<Level>, Any<Level>>("levels", reader);
        let except = map.read::<Vec<String>, Any<String>>("except", reader);
        let facts = Facts::read(&mut map, reader);
        map.finish(reader);
        Some(Self { levels: levels?, except: except?, facts: facts.into() })
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("Rules", |definitions| {
            let levels = <Any<Level> as FromYaml<_>>::schema(definitions);
            let except = <Any<String> as FromYaml<_>>::schema(definitions);
            let mut fields = vec![
                ("levels", "The levels they hold for; all if absent.", levels, false),
                ("except", "Ids of certifications they do not hold for.", except, false),
            ];
            fields.extend(Facts::schemas(definitions));
            object("Facts that hold for all exams of a provider, or of some of its levels.", fields)
        })
    }
}
