//! The JSON Schemas of the files of a dataset.

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

/// The schema of a file of what records share, or of several records; the build has made it.
///
/// # Errors
/// If the program is damaged.
pub fn shared() -> Result<Map<String, Value>> {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/shared.schema.json"))).context("the schema is damaged")
}

/// The schema of a record, which is one of those that the schema of shared files defines, with those that it refers to.
///
/// # Errors
/// If the program is damaged.
pub fn record() -> Result<Map<String, Value>> {
    let mut shared = self::shared()?;
    let mut schema = Map::new();
    schema.extend(shared.remove_entry("$schema"));
    schema.insert("title".to_owned(), "A certification exam of certcmp".into());
    if let Some(Value::Object(mut all)) = shared.remove("definitions") {
        if let Some(Value::Object(record)) = all.remove("RawRecord") {
            schema.extend(record);
        }
        let mut wanted = Vec::new();
        schema.values().for_each(|part| references(part, &mut wanted));
        let mut next = 0;
        while let Some(definition) = wanted.get(next).and_then(|name| all.get(name)) {
            references(definition, &mut wanted);
            next += 1;
        }
        all.retain(|name, _| wanted.contains(name));
        schema.insert("definitions".to_owned(), Value::Object(all));
    }
    Ok(schema)
}

/// Adds the names of the definitions to which a part of a schema refers, each once.
fn references(part: &Value, names: &mut Vec<String>) {
    match part {
        Value::Object(members) => {
            if let Some(name) = members.get("$ref").and_then(|target| target.as_str()?.strip_prefix("#/definitions/"))
                && !names.iter().any(|known| known == name)
            {
                names.push(name.to_owned());
            }
            members.values().for_each(|member| references(member, names));
        }
        Value::Array(entries) => entries.iter().for_each(|entry| references(entry, names)),
        _ => {}
    }
}
