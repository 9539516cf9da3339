//! Topics: a closed vocabulary of what exams ask, and which of them a record has.

use crate::facts::Field;
use crate::record;
use crate::vocab::TopicWeight;
use crate::yaml::{Any, Definitions, FromYaml, Id, Node, Path, Reader};
use serde::{Deserialize, Serialize};
use serde_json::json;

record! {
    /// A topic of the vocabulary.
    Topic, "a topic" {
        /// Unique name, kebab-case.
        id: String as Id,
        /// The name for people.
        label: String,
        /// Other words and abbreviations for it.
        synonyms: Vec<String> as Any<String>,
        /// The id of the broader topic that it is a part of.
        broader: Option<String> as Option<Id>,
    }
}

impl Topic {
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.id, &self.label].into_iter().chain(&self.synonyms).map(String::as_str)
    }
}

/// Returns a name in the form in which names of topics are compared: in small letters, with spaces for hyphens.
pub fn folded(name: &str) -> String {
    name.split(['-', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicUse {
    pub topic: String,
    pub weight: TopicWeight,
    /// The field of the record that says so; its sources are the topic's.
    pub field: Field,
}

const FIELDS: [Field; 6] =
    [Field::Domains, Field::Emphasis, Field::Skills, Field::OutOfScope, Field::Audience, Field::Name];

/// The topics of a record: a map from topics to fields for each weight.
pub struct TopicUses;

impl FromYaml<Vec<TopicUse>> for TopicUses {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Vec<TopicUse>> {
        let mut map = reader.map(node, at, "topics", "main: { mlops: domains }")?;
        let mut uses = Vec::new();
        for weight in TopicWeight::ALL {
            let Some(node) = map.get(weight.as_str()) else { continue };
            let at = at.key(weight.as_str());
            let Node::Map(entries) = node else {
                reader.wrong_form::<()>(node, &at, "topics with their fields", "write them as in `{ mlops: domains }`");
                continue;
            };
            for (topic, field) in entries {
                let at = at.key(topic);
                let wanted = "the field that the topic is taken from";
                let field = reader.word(field, &at, wanted, &FIELDS.map(|field| (field.name(), field)));
                uses.extend(field.map(|field| TopicUse { topic: topic.clone(), weight: *weight, field }));
            }
        }
        map.finish(reader);
        Some(uses)
    }

    fn schema(_: &mut Definitions) -> serde_json::Value {
        let field = json!({ "type": "string", "enum": FIELDS.map(Field::name) });
        let topics = json!({ "type": "object", "additionalProperties": field });
        let weights: serde_json::Map<String, serde_json::Value> =
            TopicWeight::WORDS.iter().map(|weight| ((*weight).to_owned(), topics.clone())).collect();
        json!({ "type": "object", "properties": weights, "additionalProperties": false })
    }
}
