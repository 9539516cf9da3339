//! JSON Schema (draft-07, which editors know) of the files of a dataset.

use crate::provider::Provider;
use crate::record;
use crate::record_file::Record;
use crate::service::{Counterpart, Service};
use crate::source::Source;
use crate::topic::Topic;
use crate::when::Day;
use crate::yaml::form::{Any, Definitions, FromYaml};
use jiff::civil::Date;
use serde_json::{Value, json};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

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

/// Returns the schema of a record.
pub fn record() -> Value {
    let mut definitions = Definitions::default();
    Record::schema(&mut definitions);
    // Here and below the published order is kept.
    let schema = definitions.by_name.swap_remove("Record");
    complete("A certification exam of certcmp", schema, definitions)
}

/// Returns the schema of a file of what records share, or of several records.
pub fn shared() -> Value {
    let mut definitions = Definitions::default();
    Shared::schema(&mut definitions);
    let schema = definitions.by_name.shift_remove("Shared");
    complete("What records of certcmp share", schema, definitions)
}

fn complete(title: &str, schema: Option<Value>, definitions: Definitions) -> Value {
    let mut complete = json!({ "$schema": DRAFT, "title": title });
    if let (Value::Object(complete), Some(Value::Object(schema))) = (&mut complete, schema) {
        complete.extend(schema);
        complete.insert("definitions".to_owned(), Value::Object(definitions.by_name));
    }
    complete
}
