//! A certification: one edition of an exam with all that is known of it, and the spans of time in which it is offered.

use crate::facts::{Facts, Field, SittingFacts};
use crate::lazy::{Lazy, SourceRef};
use crate::record;
use crate::sitting_days::{End, Start};
use crate::topic::TopicUse;
use crate::vocab::{Level, SittingKind, Track};
use crate::when::When;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Ids up to this length are shown in capitals, like the exam codes that most of them are.
const LONGEST_CODE: usize = 12;

/// Returns what one types to name a certification: "MLA-C02", "databricks-ml-associate".
pub fn code(id: &str) -> String {
    if id.len() <= LONGEST_CODE { id.to_uppercase() } else { id.to_owned() }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certification {
    /// Unique name, kebab-case; the name of its file.
    pub id: String,
    pub provider: String,
    pub short_name: String,
    pub track: Track,
    pub aliases: Vec<String>,
    pub sittings: Vec<Sitting>,
    pub topics: Lazy<Vec<TopicUse>>,
    /// From the oldest to the newest date among its sources, rules of its provider left out.
    pub evidence: Option<When>,
    /// The newest date that one of these sources carries, as exact as it is.
    pub checked: Option<When>,
    /// The last day on which an earlier value of one of its facts held.
    pub earlier_until: Option<Date>,
    pub except_rules: Vec<Field>,
    pub facts: Lazy<Facts>,
}

impl Certification {
    pub fn bare(id: &str, track: Track) -> Self {
        Self {
            id: id.to_owned(),
            provider: "aws".to_owned(),
            short_name: id.to_owned(),
            track,
            aliases: Vec::new(),
            sittings: Vec::new(),
            topics: Vec::new().into(),
            evidence: None,
            checked: None,
            earlier_until: None,
            except_rules: Vec::new(),
            facts: Facts::default().into(),
        }
    }

    pub fn name(&self) -> &String {
        self.facts.name.as_deref().map_or(&self.short_name, |name| &name.value)
    }

    pub fn level(&self) -> Option<Level> {
        self.facts.level.as_deref().map(|level| level.value)
    }

    /// What the provider names to take instead: exams to the same certification first.
    pub fn successors(&self) -> Vec<&str> {
        let named = [&self.facts.continued_by, &self.facts.succeeded_by].into_iter().flatten();
        let mut seen = HashSet::new();
        named.flat_map(|fact| &fact.value).map(String::as_str).filter(|id| seen.insert(*id)).collect()
    }

    pub fn last_earlier_day(&self) -> Option<Date> {
        let sittings = self.sittings.iter().filter_map(|sitting| sitting.facts.earlier_until());
        let domains = self.facts.earlier_domains().into_iter().filter_map(|claim| Some(claim.until?.latest));
        sittings.chain(domains).chain(self.facts.earlier_until()).max()
    }

    /// Makes the values of a day the values of its facts, and the domains those of the outline of that day.
    pub fn set_day(&mut self, day: Date) {
        let name = self.name().clone();
        let earlier = self.facts.earlier_domains();
        self.facts.change(|facts| {
            if let Some(domains) = &mut facts.domains {
                domains.change(|domains| domains.also.extend(earlier));
            }
            facts.set_day(day);
        });
        for sitting in &mut self.sittings {
            sitting.facts.change(|facts| facts.set_day(day));
        }
        // The short name follows the name where it is the end of it.
        let prefix = name.strip_suffix(&self.short_name);
        if let Some(short_name) = prefix.and_then(|prefix| self.name().strip_prefix(prefix)) {
            self.short_name = short_name.to_owned();
        }
    }

    /// Every source that the record cites, with repetitions; rules of its provider only where they are wanted.
    pub fn cited(&self, rules: bool) -> Vec<SourceRef> {
        let of_sittings = self.sittings.iter().flat_map(|sitting| sitting.facts.cited(rules));
        self.facts.cited(rules).into_iter().chain(of_sittings).collect()
    }
}

record! {
    /// A span of time in which the exam is offered.
    Sitting, "a sitting" {
        /// A beta or the standard exam.
        kind: SittingKind,
        ..facts: SittingFacts
    }
}

impl Sitting {
    pub fn start(&self) -> Option<Start> {
        self.facts.first.as_deref().and_then(|first| first.value.0)
    }

    pub fn last(&self) -> Option<&End> {
        self.facts.last.as_deref().map(|last| &last.value)
    }

    pub fn end(&self) -> Option<Start> {
        if let Some(End::On(end)) = self.last() { Some(*end) } else { None }
    }

    pub fn is_unscheduled(&self) -> bool {
        self.facts.first.as_deref().is_some_and(|first| first.value.0.is_none())
    }
}
