//! A record as a file has it: a whole certification, or corrections to one that is known.

use crate::facts::{Facts, Field};
use crate::record;
use crate::sitting::Sitting;
use crate::topic::{TopicUse, TopicUses};
use crate::vocab::Track;
use crate::yaml::form::{Any, Definitions, FromYaml, Id};
use crate::yaml::node::Node;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;

record! {
    /// A certification exam, as its file has it; or, with `amends`, corrections to one that is known.
    Record, "a record" {
        /// Unique name, kebab-case; the name of the file.
        id: Option<String> as Option<Id>,
        /// The id of a known certification of which this file corrects only the facts it holds.
        amends: Option<String> as Option<Id>,
        /// The provider's id; the name of the folder.
        provider: Option<String> as Lenient<Id>,
        /// The name in column heads, without the provider.
        short_name: Option<String> as Lenient<String>,
        /// What it is mainly about: certcmp's own category.
        track: Option<Track> as Lenient<Track>,
        /// Other names people type.
        aliases: Option<Vec<String>> as Lenient<Any<String>>,
        /// When, how and in which languages the exam is offered, in order of time.
        sittings: Option<Vec<Sitting>> as Lenient<Vec<Sitting>>,
        /// Its topics by weight, each with the field of this record that it is taken from.
        topics: Option<Vec<TopicUse>> as Lenient<TopicUses>,
        /// Facts that are not taken from the rules of the provider.
        except_rules: Option<Vec<Field>> as Lenient<Any<Field>>,
        ..facts: Facts
    }
}

/// A field that can be absent, and is taken to be so where it is wrong: the rest of the record can be checked all the same.
struct Lenient<F>(F);

impl<T, F: FromYaml<T>> FromYaml<Option<T>> for Lenient<F> {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Option<T>> {
        Some(F::read(node, at, reader))
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        F::schema(definitions)
    }
}
