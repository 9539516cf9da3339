//! JSON Schema (draft-07, which editors know) of the files of a dataset.

use crate::provider::Provider;
use crate::record_file::Record;
use crate::service::{Counterpart, Service};
use crate::source::Source;
use crate::topic::Topic;
use crate::when::Day;
use crate::yaml::form::{Any, Definitions, FromYaml, object};
use serde_json::{Value, json};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// Returns the schema of a record.
pub fn record() -> Value {
    let mut definitions = Definitions::default();
    <Record as FromYaml>::schema(&mut definitions);
    let record = definitions.by_name.remove("Record").unwrap_or_default();
    complete("A certification exam of certcmp", record, definitions)
}

/// Returns the schema of a file of what records share, or of several records.
pub fn shared() -> Value {
    let definitions = &mut Definitions::default();
    let fields = vec![
        (
            "released",
            "The day of the release, of a whole dataset alone.",
            <Day as FromYaml<_>>::schema(definitions),
            false,
        ),
        ("providers", "Providers, in the order in which they are shown.", section::<Provider>(definitions), false),
        ("sources", "Sources.", section::<Source>(definitions), false),
        ("topics", "Topics that exams ask about.", section::<Topic>(definitions), false),
        ("services", "Services, products and named tools.", section::<Service>(definitions), false),
        (
            "counterparts",
            "Which services of different providers are counterparts.",
            section::<Counterpart>(definitions),
            false,
        ),
        (
            "certifications",
            "Certifications, in the form of a file of their own.",
            section::<Record>(definitions),
            false,
        ),
    ];
    let sections = object("A file that holds what several records share, or several records.", fields);
    complete("What records of certcmp share", sections, std::mem::take(definitions))
}

fn section<T: FromYaml>(definitions: &mut Definitions) -> Value {
    <Any<T> as FromYaml<Vec<T>>>::schema(definitions)
}

fn complete(title: &str, schema: Value, definitions: Definitions) -> Value {
    let mut complete = json!({ "$schema": DRAFT, "title": title });
    if let (Value::Object(complete), Value::Object(schema)) = (&mut complete, schema) {
        complete.extend(schema);
        complete.insert("definitions".to_owned(), Value::Object(definitions.by_name));
    }
    complete
}
