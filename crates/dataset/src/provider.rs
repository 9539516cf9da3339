//! Providers: who gives the certifications, and the rules that all their exams share.
use super::facts::Facts;
use super::lazy::Lazy;
use super::vocab::Level;
use serde::{Deserialize, Serialize};

/// A provider of certifications.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provider {
    /// Unique name, kebab-case; the name of its folder.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The name in column heads.
    pub short_name: String,
    /// Other names people type.
    pub aliases: Vec<String>,
    /// The certification that stands for the provider where its name is given instead.
    pub flagship: Option<String>,
    /// Rules of the provider, the narrower ones first.
    pub rules: Vec<Rules>,
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
