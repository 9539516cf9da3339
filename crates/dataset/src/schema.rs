//! The files of a dataset: what a record and a shared file hold, and their JSON Schemas (draft-07, which editors know).

use crate::certification::Sitting;
use crate::facts::{Facts, Field};
use crate::provider::Provider;
use crate::record;
use crate::service::{Counterpart, Service};
use crate::source::Source;
use crate::topic::{Topic, TopicUse, TopicUses};
use crate::vocab::Track;
use crate::when::Day;
use crate::yaml::{Any, Definitions, FromYaml, Id, Node, Path, Reader};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

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

    fn schema(definitions: &mut Definitions) -> Value {
        F::schema(definitions)
    }
}

record! {
    /// A file that holds what several records share, or several records.
    Shared, "sections" {
        /// The day of the release, of a whole dataset alone.
        released: Option<Date> as Option<Day>,
        /// Providers, in the order in which they are shown.
        providers: Vec<Provider> as Any<Provider>,
        /// Sources.
        sources: Vec<Source> as Any<Source>,
        /// Topics that exams ask about.
        topics: Vec<Topic> as Any<Topic>,
        /// Services, products and named tools.
        services: Vec<Service> as Any<Service>,
        /// Which services of different providers are counterparts.
        counterparts: Vec<Counterpart> as Any<Counterpart>,
        /// Certifications, in the form of a file of their own.
        certifications: Vec<Record> as Any<Record>,
    }
}

pub fn record() -> Value {
    // Here and below the published order is kept.
    complete::<Record>("A certification exam of certcmp", |definitions| definitions.swap_remove("Record"))
}

pub fn shared() -> Value {
    complete::<Shared>("What records of certcmp share", |definitions| definitions.shift_remove("Shared"))
}

fn complete<F: FromYaml>(title: &str, take: fn(&mut Map<String, Value>) -> Option<Value>) -> Value {
    let mut definitions = Definitions::default();
    F::schema(&mut definitions);
    let mut complete = json!({ "$schema": "http://json-schema.org/draft-07/schema#", "title": title });
    if let (Value::Object(complete), Some(Value::Object(schema))) = (&mut complete, take(&mut definitions.by_name)) {
        complete.extend(schema);
        complete.insert("definitions".to_owned(), Value::Object(definitions.by_name));
    }
    complete
}
