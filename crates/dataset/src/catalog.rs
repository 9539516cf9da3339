//! The catalog: everything that is known, ready to be asked.

use crate::certification::Certification;
use crate::lazy::{Entry, ServiceRef, SourceRef, Table};
use crate::provider::Provider;
use crate::service::{Counterpart, Service};
use crate::source::Source;
use crate::topic::{Topic, TopicUse, folded};
use crate::value::Labels;
use crate::vocab::TopicWeight;
use crate::when::When;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most topics that are one in the other.
pub const MOST_LEVELS: usize = 16;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    pub providers: Table<Provider>,
    pub sources: Table<Source>,
    pub services: Table<Service>,
    pub counterparts: Table<Counterpart>,
    pub topics: Table<Topic>,
    /// The certifications, sorted by id.
    pub certifications: Vec<Certification>,
    /// The day of the dataset's release; where none is written, the newest exact date of its sources. Files on top of it do not
    /// change it.
    pub data_date: Option<Date>,
}

impl Catalog {
    /// Packs the catalog for the program, and makes sure that every part of it can be unpacked again.
    pub fn pack(&self) -> postcard::Result<Vec<u8>> {
        let bytes = postcard::to_stdvec(self)?;
        if Self::unpack(&bytes)? == *self { Ok(bytes) } else { Err(postcard::Error::SerdeSerCustom) }
    }

    /// Unpacks what [`Catalog::pack`] made. The content of each [`Lazy`](crate::lazy::Lazy) is decoded when it is first used.
    pub fn unpack(bytes: &[u8]) -> postcard::Result<Self> {
        postcard::from_bytes(bytes)
    }

    pub fn certification(&self, id: &str) -> Option<&Certification> {
        let at = self.certifications.binary_search_by(|certification| certification.id.as_str().cmp(id)).ok()?;
        self.certifications.get(at)
    }

    /// Makes the values of a day, such as an earlier name, the values of the facts.
    pub fn set_day(&mut self, day: Date) {
        for certification in &mut self.certifications {
            if certification.earlier_until.is_some_and(|until| until >= day) {
                certification.set_day(day);
            }
        }
    }

    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.get(self.provider_rank(id))
    }

    /// The place of a provider in the order of output; unknown ones come last.
    pub fn provider_rank(&self, id: &str) -> usize {
        self.providers.find(id).unwrap_or(self.providers.len())
    }

    pub fn source(&self, source: SourceRef) -> Option<&Source> {
        self.sources.get(source.0 as usize)
    }

    pub fn find_source(&self, id: &str) -> Option<SourceRef> {
        u32::try_from(self.sources.find(id)?).ok().map(SourceRef)
    }

    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.get(self.topics.find(id)?)
    }

    /// Returns the topic that a word names: by its id, its label or a synonym, in any case, with hyphens or spaces.
    pub fn topic_called(&self, word: &str) -> Option<&Topic> {
        let word = folded(word);
        self.topics.iter().find(|topic| topic.names().any(|name| folded(name) == word))
    }

    pub fn is_within(&self, topic: &str, broader: &str) -> bool {
        let parents = std::iter::successors(self.topic(topic), |topic| self.topic(topic.broader.as_deref()?));
        // A circle is a fault; the limit holds while faults are looked for.
        parents.take(MOST_LEVELS).any(|parent| parent.id == broader)
    }

    /// Returns how a certification treats a topic or its parts: the greatest weight, and all uses of that weight. Nothing if
    /// it names none of them.
    pub fn coverage<'a>(
        &self,
        certification: &'a Certification,
        topic: &str,
    ) -> Option<(TopicWeight, Vec<&'a TopicUse>)> {
        let of_topic = |used: &&TopicUse| match used.weight {
            // What leaves a part out can still cover the whole.
            TopicWeight::OutOfScope => used.topic == topic,
            _ => self.is_within(&used.topic, topic),
        };
        let uses: Vec<&TopicUse> = certification.topics.iter().filter(of_topic).collect();
        let weight = uses.iter().map(|used| used.weight).min()?;
        Some((weight, uses.into_iter().filter(|used| used.weight == weight).collect()))
    }

    pub fn newest(&self, sources: &[SourceRef]) -> Option<When> {
        let dated = sources.iter().filter_map(|source| self.source(*source)?.dated);
        dated.max_by_key(|when| (when.earliest, when.latest))
    }

    /// The full name with which a certification stands alone: with its provider's short name in front if it lacks it.
    pub fn full_title(&self, certification: &Certification) -> String {
        let known = self.provider(&certification.provider);
        let provider = known.map_or(&certification.provider, |provider| &provider.short_name);
        let name = &certification.short_name;
        let first = provider.split_whitespace().last().unwrap_or_default();
        if name.starts_with(provider.as_str()) || (!first.is_empty() && name.starts_with(first)) {
            name.clone()
        } else {
            format!("{provider} {name}")
        }
    }
}

impl Labels for Catalog {
    fn service(&self, service: ServiceRef) -> Option<&Service> {
        self.services.get(service.0 as usize)
    }
    fn service_label(&self, service: ServiceRef) -> String {
        self.services.label(service.0 as usize).unwrap_or_default()
    }
    fn source_id(&self, source: SourceRef) -> String {
        self.sources.label(source.0 as usize).unwrap_or_default()
    }
}

macro_rules! entries {
    ($($type:ty: $section:literal $(, $label:ident)?;)+) => {
        $(impl Entry for $type {
            const SECTION: &'static str = $section;

            fn id(&self) -> &String {
                &self.id
            }

            $(fn label(&self) -> String {
                self.$label()
            })?
        })+
    };
}

entries! {
    Provider: "providers";
    Source: "sources";
    Topic: "topics";
    Service: "services", list_name;
    Counterpart: "counterparts";
    Certification: "certifications";
}
