//! Outlines: the versions of an exam guide, and from when on the exam follows them.

use crate::language::Language;
use crate::record;
use crate::sitting_days::Start;
use crate::table::SourceRef;
use crate::weight::{Domain, Domains};
use crate::when::When;
use crate::yaml::{Optional, Sources};
use std::fmt;

record! {
    /// A version of an exam guide.
    Outline [Eq], "an outline",
        refuse |outline| outline.version.is_none() && outline.dated.is_none() && outline.from.is_none(),
        "the outline has no version and no date", "give it `version`, `dated` or `from`" {
        /// Its number.
        version: Option<String>,
        /// The date on it.
        dated: Option<When>,
        /// The first day on which the exam follows it, where it is known.
        from: Option<Start>,
        /// The languages in which the exam follows it; absent: all.
        languages: Vec<Language> as Optional<Vec<Language>>,
        /// What it changes.
        changes: Vec<String> as Optional<Vec<String>>,
        /// Its domains, where they are not those of the record.
        domains: Vec<Domain> as Optional<Domains>,
        /// Where it is from, if not from the sources of the fact.
        sources: Vec<SourceRef> as Optional<Sources>,
    }
}

impl fmt::Display for Outline {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut marks = Vec::new();
        marks.extend(self.version.as_ref().map(|version| format!("version {}", version.trim_start_matches('v'))));
        marks.extend(self.dated.map(|dated| format!("dated {}", dated.words())));
        marks.extend(self.from.map(|from| {
            let planned = if from.planned { "planned " } else { "" };
            format!("{planned}from {}", from.when.words())
        }));
        if !self.languages.is_empty() {
            let languages: Vec<String> = self.languages.iter().map(|language| language.title().to_string()).collect();
            marks.push(format!("in {}", languages.join(", ")));
        }
        out.write_str(&marks.join(", "))?;
        if !self.changes.is_empty() {
            write!(out, ": {}", self.changes.join("; "))?;
        }
        Ok(())
    }
}
