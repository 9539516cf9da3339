//! How a type is written in YAML: how it is read, and its JSON Schema.

use super::fault::Path;
use super::node::Node;
use super::reader::{Fields, Reader};
use crate::lazy::{ServiceRef, SourceRef};
use crate::quantity::Quantity;
use serde_json::{Map, Value, json};

/// A form in which a value of type `T` is written. Most types are their own form.
pub trait FromYaml<T = Self> {
    /// Reads a value. What is wrong goes to the reader; nothing is returned then.
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<T>;

    /// Returns what an absent field means, if it may be absent.
    fn absent() -> Option<T> {
        None
    }

    /// Returns the JSON Schema of the form, and adds those that it refers to.
    fn schema(definitions: &mut Definitions) -> Value;
}

impl<'n> Fields<'n> {
    /// Reads a field. Nothing is returned if it is wrong or missing, which goes to the reader.
    pub fn read<T, F: FromYaml<T> + ?Sized>(&mut self, name: &'static str, reader: &mut Reader<'_>) -> Option<T> {
        match self.get(name) {
            Some(node) => F::read(node, &self.at.key(name), reader),
            None => F::absent().or_else(|| {
                self.missing.push(format!("`{name}`"));
                None
            }),
        }
    }
}

#[derive(Default)]
pub struct Definitions {
    pub by_name: Map<String, Value>,
    /// The name of the type of the fact that is defined.
    pub fact: String,
}

/// A field of a form: its name, its meaning, its schema, and whether it must be there.
pub type FieldSchema = (&'static str, &'static str, Value, bool);

impl Definitions {
    /// Adds a definition, unless it is there, and returns a reference to it.
    pub fn define(&mut self, name: &str, schema: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.by_name.contains_key(name) {
            // A placeholder ends the recursion of a form that contains itself.
            self.by_name.insert(name.to_owned(), Value::Null);
            let schema = schema(self);
            self.by_name.insert(name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }
}

pub fn object(meaning: &str, fields: Vec<FieldSchema>) -> Value {
    let required: Vec<&str> = fields.iter().filter(|(.., required)| *required).map(|(name, ..)| *name).collect();
    let properties: Map<String, Value> = fields
        .iter()
        .map(|(name, meaning, schema, _)| ((*name).to_owned(), described(schema.clone(), meaning)))
        .collect();
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if let (Value::Object(parts), false) = (&mut schema, required.is_empty()) {
        parts.insert("required".to_owned(), json!(required));
    }
    described(schema, meaning)
}

/// Adds a description to a schema. A reference needs a schema around it, beside which other keys count.
pub fn described(schema: Value, meaning: &str) -> Value {
    let mut schema = if schema.get("$ref").is_some() { json!({ "allOf": [schema] }) } else { schema };
    if let (Value::Object(parts), false) = (&mut schema, meaning.is_empty()) {
        parts.insert("description".to_owned(), meaning.trim().into());
    }
    schema
}

impl<T: Quantity> FromYaml for T {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<T> {
        let text = reader.scalar(node, at, T::NAME)?;
        match T::parse(&text) {
            Ok(value) => Some(value),
            Err(problem) => {
                let examples: Vec<String> = T::EXAMPLES.iter().map(|example| format!("`{example}`")).collect();
                reader.invalid(&text, at, T::NAME, &problem, format!("write it like {}", examples.join(" or ")))
            }
        }
    }

    fn schema(_: &mut Definitions) -> Value {
        // YAML reads a bare count or year as a number.
        let is_bare = T::EXAMPLES.iter().any(|example| example.parse::<u32>().is_ok());
        json!({
            "type": if is_bare { json!(["string", "integer"]) } else { json!("string") },
            "pattern": T::PATTERN,
            "description": format!("{}, for example {}", T::NAME, T::EXAMPLES.join(" or ")),
            "examples": T::EXAMPLES,
        })
    }
}

impl<T, F: FromYaml<T>> FromYaml<Option<T>> for Option<F> {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Option<T>> {
        F::read(node, at, reader).map(Some)
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }

    fn schema(definitions: &mut Definitions) -> Value {
        F::schema(definitions)
    }
}

/// A value in one of two forms: the first is a text, the second is none.
pub struct TextOr<A, B>(A, B);

impl<T: From<A>, A: FromYaml, B: FromYaml<T>> FromYaml<T> for TextOr<A, B> {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<T> {
        match node {
            Node::Text(_) => A::read(node, at, reader).map(T::from),
            _ => B::read(node, at, reader),
        }
    }

    fn schema(definitions: &mut Definitions) -> Value {
        json!({ "anyOf": [A::schema(definitions), B::schema(definitions)] })
    }
}

/// A list that must not be empty.
impl<T, F: FromYaml<T>> FromYaml<Vec<T>> for Vec<F> {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Vec<T>> {
        if *node == Node::List(Vec::new()) {
            return reader.refuse(at, "the list is empty", "add an entry, or remove the field");
        }
        reader.entries(node, at, F::read)
    }

    fn schema(definitions: &mut Definitions) -> Value {
        json!({ "type": "array", "items": F::schema(definitions), "minItems": 1 })
    }
}

/// A list that may be empty or absent.
pub struct Any<F>(F);

impl<T, F: FromYaml<T>> FromYaml<Vec<T>> for Any<F> {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Vec<T>> {
        reader.entries(node, at, F::read)
    }

    fn absent() -> Option<Vec<T>> {
        Some(Vec::new())
    }

    fn schema(definitions: &mut Definitions) -> Value {
        json!({ "type": "array", "items": F::schema(definitions) })
    }
}

/// `true` or `false`, where an absent field means the parameter.
pub struct Flag<const ABSENT: bool>;

impl<const ABSENT: bool> FromYaml<bool> for Flag<ABSENT> {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<bool> {
        <bool as FromYaml>::read(node, at, reader)
    }

    fn absent() -> Option<bool> {
        Some(ABSENT)
    }

    fn schema(_: &mut Definitions) -> Value {
        json!({ "type": "boolean", "default": ABSENT })
    }
}

/// A name in lower-case letters, digits and hyphens.
pub struct Id;

pub struct Url;

/// Ids of sources, at least one.
pub struct Sources;

pub struct ServiceId;

macro_rules! forms {
    ($($form:ty: $type:ty = $read:ident, $schema:tt;)+) => {
        $(impl FromYaml<$type> for $form {
            fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<$type> {
                reader.$read(node, at)
            }

            fn schema(_: &mut Definitions) -> Value {
                json!($schema)
            }
        })+
    };
}

forms! {
    String: String = text, { "type": "string" };
    bool: bool = truth, { "type": "boolean" };
    u32: u32 = number, { "type": "integer", "minimum": 0, "maximum": u32::MAX };
    Id: String = id, { "type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$" };
    Url: String = url, { "type": "string", "format": "uri" };
    Sources: Vec<SourceRef> = sources, { "type": "array", "items": { "type": "string" }, "minItems": 1 };
    ServiceId: ServiceRef = service, { "type": "string" };
}

/// A list that may be absent, but not empty.
impl<T, F: FromYaml<Vec<T>>> FromYaml<Vec<T>> for Option<F> {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Vec<T>> {
        F::read(node, at, reader)
    }

    fn absent() -> Option<Vec<T>> {
        Some(Vec::new())
    }

    fn schema(definitions: &mut Definitions) -> Value {
        F::schema(definitions)
    }
}
