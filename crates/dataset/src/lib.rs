//! The model: certifications, their facts and the catalog that holds them. Loaded from YAML, checked, and packed. It knows no terminal.

#![warn(missing_docs)]
// Input reaches everything here, so nothing may panic, and no number may lose a part of itself in silence.
#![warn(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::todo,
    clippy::unimplemented,
    clippy::unreachable,
    clippy::unwrap_used
)]

pub mod count;
pub mod counterparts;
pub mod day;
pub mod experience;
pub mod fact;
pub mod facts;
pub mod keeping;
pub mod language;
pub mod lazy;
pub mod links;
pub mod money;
pub mod nearest;
pub mod provider;
pub mod quantity;
pub mod score;
pub mod service;
pub mod sitting;
pub mod source;
pub mod standing;
pub mod store;
pub mod succession;
pub mod table;
pub mod time;
pub mod value;
pub mod vocab;
pub mod weight;
pub mod when;
pub mod yaml;

pub use fact::{Claim, Fact, Stated, View};
pub use facts::{Facts, Field, Group, SittingFacts, SittingField};
pub use provider::{Provider, Rules};
pub use service::{Counterpart, Service, ServiceRef};
pub use sitting::Sitting;
pub use source::{Source, SourceRef};
pub use standing::{Standing, Status};
pub use vocab::{Level, Support, Track};

use jiff::civil::Date;
use lazy::Lazy;
use serde::{Deserialize, Serialize};
use table::Table;

/// One edition of a certification exam.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certification {
    /// Unique name, kebab-case; the name of its file.
    pub id: String,
    /// The provider's id.
    pub provider: String,
    /// The name in column heads, without the provider.
    pub short_name: String,
    /// What it is mainly about: certcmp's own sorting.
    pub track: Track,
    /// Other names people type.
    pub aliases: Vec<String>,
    /// When, how and in which languages the exam is offered, in order of time.
    pub sittings: Vec<Sitting>,
    /// Everything else that is known.
    pub facts: Lazy<Facts>,
}

impl Certification {
    /// The full name.
    pub fn name(&self) -> &String {
        self.facts.name.as_deref().map_or(&self.short_name, |name| &name.value)
    }

    /// The provider's level.
    pub fn level(&self) -> Option<Level> {
        self.facts.level.as_deref().map(|level| level.value)
    }

    /// What the provider names to take instead: exams to the same certification first.
    pub fn successors(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for fact in [&self.facts.continued_by, &self.facts.succeeded_by].into_iter().flatten() {
            for id in &fact.value.0 {
                if !ids.contains(&id.as_str()) {
                    ids.push(id);
                }
            }
        }
        ids
    }

    /// Every source that the record cites, with repetitions; rules of its provider only where they are wanted.
    pub fn cited(&self, rules: bool) -> Vec<SourceRef> {
        let mut cited = self.facts.cited(rules);
        cited.extend(self.sittings.iter().flat_map(|sitting| sitting.facts.cited(rules)));
        cited
    }
}

/// Everything that is known, ready to be asked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    /// The providers, in the order in which they are shown.
    pub providers: Vec<Provider>,
    /// Every source; facts refer to it by place.
    pub sources: Table<Source>,
    /// Every service; facts refer to it by place.
    pub services: Table<Service>,
    /// Which services are counterparts.
    pub counterparts: Table<Counterpart>,
    /// The certifications, sorted by id.
    pub certifications: Vec<Certification>,
    /// The date of the data: the newest exact date that any source carries.
    #[serde(with = "day::optional")]
    pub data_date: Option<Date>,
}

impl Catalog {
    /// The certification with this id.
    pub fn certification(&self, id: &str) -> Option<&Certification> {
        let at = self.certifications.binary_search_by(|certification| certification.id.as_str().cmp(id)).ok()?;
        self.certifications.get(at)
    }

    /// The provider with this id.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    /// The place of a provider in the order of output; unknown ones come last.
    pub fn provider_rank(&self, id: &str) -> usize {
        self.providers.iter().position(|provider| provider.id == id).unwrap_or(self.providers.len())
    }

    /// The source at a place.
    pub fn source(&self, source: SourceRef) -> Option<&Source> {
        self.sources.get(source.0 as usize)
    }

    /// The id of the source at a place.
    pub fn source_id(&self, source: SourceRef) -> String {
        self.sources.label(source.0 as usize).unwrap_or_default()
    }

    /// The source with this id.
    pub fn find_source(&self, id: &str) -> Option<SourceRef> {
        let at = self.sources.labels().position(|label| label == id)?;
        u32::try_from(at).ok().map(SourceRef)
    }

    /// The name of the service at a place, as lists have it.
    pub fn service_label(&self, service: ServiceRef) -> String {
        self.services.label(service.0 as usize).unwrap_or_default()
    }

    /// Every service, in order.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.services.iter()
    }

    /// Every group of counterparts, in order.
    pub fn counterparts(&self) -> impl Iterator<Item = &Counterpart> {
        self.counterparts.iter()
    }

    /// The service at a place.
    pub fn service(&self, service: ServiceRef) -> Option<&Service> {
        self.services.get(service.0 as usize)
    }

    /// Works out the date of the data anew, after its sources have changed.
    pub fn date(&mut self) {
        self.data_date = self.newest_exact();
    }

    fn newest_exact(&self) -> Option<Date> {
        self.sources.iter().filter_map(|source| source.dated).filter(when::When::is_exact).map(|when| when.latest).max()
    }

    /// The newest date among some sources.
    pub fn newest(&self, sources: &[SourceRef]) -> Option<when::When> {
        let dated = sources.iter().filter_map(|source| self.source(*source)?.dated);
        dated.max_by_key(|when| (when.earliest, when.latest))
    }

    /// The full name with which a certification stands alone: with its provider's short name in front if it lacks it.
    pub fn full_title(&self, certification: &Certification) -> String {
        let provider = self
            .provider(&certification.provider)
            .map_or(certification.provider.as_str(), |provider| &provider.short_name);
        let name = &certification.short_name;
        let first = provider.split_whitespace().last().unwrap_or_default();
        if name.starts_with(provider) || (!first.is_empty() && name.starts_with(first)) {
            name.clone()
        } else {
            format!("{provider} {name}").into()
        }
    }
}
