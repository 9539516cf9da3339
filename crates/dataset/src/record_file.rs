//! A record as a file has it: a whole certification, or corrections to one that is known.

use crate::facts::{Facts, Field};
use crate::sitting::Sitting;
use crate::topic::{TopicUse, TopicUses};
use crate::vocab::Track;
use crate::yaml::form::{Any, Definitions, FromYaml, Id, object};
use crate::yaml::node::Node;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use serde_json::Value;

pub struct RecordFile {
    pub id: String,
    /// Whether it only corrects facts.
    pub amends: bool,
    /// The fields that every whole record has and this one lacks.
    pub lacks: Vec<&'static str>,
    pub provider: Option<String>,
    pub short_name: Option<String>,
    pub track: Option<Track>,
    pub aliases: Option<Vec<String>>,
    pub sittings: Option<Vec<Sitting>>,
    pub topics: Option<Vec<TopicUse>>,
    pub except_rules: Option<Vec<Field>>,
    pub facts: Facts,
}

impl FromYaml for RecordFile {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut map = reader.map(node, at, "a record", "field: value")?;
        let amends = match (map.has("id"), map.has("amends")) {
            (true, false) => false,
            (false, true) => true,
            (true, true) => {
                let remedy = "keep `id` for a whole record, `amends` for corrections";
                reader.fault(at, "the record has both `id` and `amends`", remedy);
                return None;
            }
            (false, false) => {
                let remedy = "begin it with `id: …`, or a shared file with `sources:`, `services:`, `providers:` …";
                reader.fault(at, "the record has no `id`", remedy);
                return None;
            }
        };
        let id = map.read::<String, Id>(if amends { "amends" } else { "id" }, reader);
        let lacks = ["provider", "track", "name"].into_iter().filter(|field| !map.has(field)).collect();
        let provider = map.read::<Option<String>, Option<Id>>("provider", reader);
        let short_name = map.read::<Option<String>, Option<String>>("short_name", reader);
        let track = map.read::<Option<Track>, Option<Track>>("track", reader);
        let aliases = map.read::<Option<Vec<String>>, Option<Any<String>>>("aliases", reader);
        let sittings = map.read::<Option<Vec<Sitting>>, Option<Vec<Sitting>>>("sittings", reader);
        let topics = map.read::<Option<Vec<TopicUse>>, Option<TopicUses>>("topics", reader);
        let except_rules = map.read::<Option<Vec<Field>>, Option<Any<Field>>>("except_rules", reader);
        reader.amends = amends;
        let facts = Facts::read(&mut map, reader);
        map.finish(reader);
        Some(Self {
            id: id?,
            amends,
            lacks,
            provider: provider.flatten(),
            short_name: short_name.flatten(),
            track: track.flatten(),
            aliases: aliases.flatten(),
            sittings: sittings.flatten(),
            topics: topics.flatten(),
            except_rules: except_rules.flatten(),
            facts,
        })
    }

    fn schema(definitions: &mut Definitions) -> Value {
        definitions.define("Record", |definitions| {
            let id = <Id as FromYaml<String>>::schema(definitions);
            let text = <String as FromYaml>::schema(definitions);
            let amends = "The id of a known certification of which this file corrects only the facts it holds.";
            let aliases = <Any<String> as FromYaml<_>>::schema(definitions);
            let sittings = <Vec<Sitting> as FromYaml<_>>::schema(definitions);
            let mut fields = vec![
                ("id", "Unique name, kebab-case; the name of the file.", id.clone(), false),
                ("amends", amends, id.clone(), false),
                ("provider", "The provider's id; the name of the folder.", id, false),
                ("short_name", "The name in column heads, without the provider.", text, false),
                (
                    "track",
                    "What it is mainly about: certcmp's own category.",
                    <Track as FromYaml>::schema(definitions),
                    false,
                ),
                ("aliases", "Other names people type.", aliases, false),
                (
                    "sittings",
                    "When, how and in which languages the exam is offered, in order of time.",
                    sittings,
                    false,
                ),
            ];
            let topics = "Its topics by weight, each with the field of this record that it is taken from.";
            fields.push(("topics", topics, <TopicUses as FromYaml<_>>::schema(definitions), false));
            let except_rules = "Facts that are not taken from the rules of the provider.";
            fields.push(("except_rules", except_rules, <Any<Field> as FromYaml<_>>::schema(definitions), false));
            fields.extend(Facts::schemas(definitions));
            object(
                "A certification exam, as its file has it; or, with `amends`, corrections to one that is known.",
                fields,
            )
        })
    }
}
