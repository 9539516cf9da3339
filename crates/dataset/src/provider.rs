//! Providers: who gives the certifications, and the rules that all their exams share.

use crate::facts::Facts;
use crate::record;
use crate::vocab::Level;
use crate::yaml::{Any, Id};

record! {
    /// A provider of certifications.
    Provider, "a provider",
        // Each set of rules is as large in memory as a record.
        refuse |provider| provider.rules.len() > 100, "too many rules (at most 100)", "join some of them" {
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

impl Provider {
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.id).chain(&self.aliases).map(String::as_str)
    }
}

record! {
    /// Facts that hold for all exams of a provider, or of some of its levels.
    Rules, "rules" {
        /// The levels they hold for; all if absent.
        levels: Vec<Level> as Any<Level>,
        /// Ids of certifications they do not hold for.
        except: Vec<String> as Any<String>,
        ..facts: Facts
    }
}

impl Rules {
    pub fn apply_to(&self, id: &str, level: Option<Level>) -> bool {
        let level_fits = self.levels.is_empty() || level.is_some_and(|level| self.levels.contains(&level));
        level_fits && !self.except.iter().any(|excepted| excepted == id)
    }
}
