//! The topics of a certification: labels for people, uses for programs.

use super::keys::{self, Key};
use super::{Context, evidence};
use crate::query::Entry;
use certcmp_dataset::{Catalog, Certification, Datum, Shape, Topic, TopicUse, TopicWeight};

/// The topics that an exam has, its main ones first, as records have them.
pub fn covered<'a>(certification: &Certification, catalog: &'a Catalog) -> Vec<&'a Topic> {
    let uses = certification.topics.iter().filter(|used| used.weight != TopicWeight::OutOfScope);
    uses.filter_map(|used| catalog.topic(&used.topic)).collect()
}

/// The labels of the topics of a weight in the order of the record: the broad ones first, or the narrow ones.
pub fn labels(entry: &Entry<'_>, weight: TopicWeight, broad_first: bool, context: &Context<'_>) -> Vec<String> {
    let uses = entry.certification.topics.iter().filter(|used| used.weight == weight);
    let mut topics: Vec<&Topic> = uses.filter_map(|used| context.catalog.topic(&used.topic)).collect();
    topics.sort_by_key(|topic| topic.broader.is_none() != broad_first);
    topics.into_iter().map(|topic| topic.label.clone()).collect()
}

pub fn keys<'a>() -> [Key<(&'a TopicUse, &'a Certification, &'a Context<'a>)>; 5] {
    [
        ("id", Shape::Text, |(used, ..)| Datum::text(&used.topic)),
        ("label", Shape::Text, |(used, _, context)| {
            Datum::text(context.catalog.topic(&used.topic).map_or(&used.topic, |topic| &topic.label))
        }),
        ("weight", Shape::Word(TopicWeight::WORDS), |(used, ..)| Datum::text(used.weight.as_str())),
        ("field", Shape::Text, |(used, ..)| Datum::text(used.field.key())),
        ("sources", Shape::Text.list(), |(used, certification, context)| {
            let view = certification.facts.view(used.field);
            Datum::texts(view.map(|view| evidence::ids(view.sources, context)).unwrap_or_default())
        }),
    ]
}

pub fn datum(certification: &Certification, context: &Context<'_>) -> Datum {
    keys::list(keys(), certification.topics.iter().map(|used| (used, certification, context)))
}
