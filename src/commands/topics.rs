//! The topics of a certification: labels for people, uses for programs.

use super::{Context, evidence};
use crate::query::Entry;
use certcmp_dataset::topic::{Topic, TopicUse};
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::TopicWeight;

/// The labels of the topics of a weight in the order of the record: the broad ones first, or the narrow ones.
pub fn labels(entry: &Entry<'_>, weight: TopicWeight, broad_first: bool, context: &Context<'_>) -> Vec<String> {
    let uses = entry.certification.topics.iter().filter(|used| used.weight == weight);
    let mut topics: Vec<&Topic> = uses.filter_map(|used| context.catalog.topic(&used.topic)).collect();
    topics.sort_by_key(|topic| topic.broader.is_none() != broad_first);
    topics.into_iter().map(|topic| topic.label.clone()).collect()
}

pub fn shape() -> Shape {
    Shape::Map(vec![
        ("id", Shape::Text),
        ("label", Shape::Text),
        ("weight", Shape::Word(TopicWeight::WORDS)),
        ("field", Shape::Text),
        ("sources", Shape::Text.list()),
    ])
}

pub fn datum(entry: &Entry<'_>, context: &Context<'_>) -> Datum {
    let datum = |used: &TopicUse| {
        let label = context.catalog.topic(&used.topic).map_or(&used.topic, |topic| &topic.label);
        let view = entry.certification.facts.view(used.field);
        let sources = view.map(|view| evidence::ids(view.sources, context)).unwrap_or_default();
        Datum::map([
            ("id", Datum::text(&used.topic)),
            ("label", Datum::text(label)),
            ("weight", Datum::text(used.weight.as_str())),
            ("field", Datum::text(used.field.key())),
            ("sources", Datum::texts(sources)),
        ])
    };
    Datum::List(entry.certification.topics.iter().map(datum).collect())
}
