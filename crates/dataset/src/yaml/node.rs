//! A piece of a YAML file that is read before its form is known: the value of a fact is looked at when it is clear which fact
//! it is of. What is wrong in it has a path of its own and hides nothing else, and the parser's code is made for one type
//! instead of one for each fact.

use super::path::{Path, Step};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use std::cell::RefCell;
use std::fmt;

/// What stands in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number from 0.
    Unsigned(u64),
    /// A number below 0.
    Signed(i64),
    /// Another number, or one that is larger than any that is read.
    Float(f64),
    /// A text.
    Text(Box<str>),
    /// A list.
    List(Vec<Node>),
    /// Keys with their values, in order; a key may be there twice.
    Map(Vec<(Box<str>, Node)>),
}

/// Why a node does not have the form that is wanted.
#[derive(Debug)]
pub struct Misread {
    /// Where it stands, from the top of the file.
    pub path: Vec<Step>,
    /// What is wrong.
    pub problem: String,
}

impl Node {
    /// The text under a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        let Self::Map(entries) = self else { return None };
        let (_, value) = entries.iter().find(|(known, _)| &**known == key)?;
        if let Self::Text(text) = value { Some(text) } else { None }
    }

    /// Reads the node as something of another form. Returns with it the fields in it that nothing reads.
    ///
    /// # Errors
    /// If it has another form.
    pub fn read<T: de::DeserializeOwned>(self, at: &Path<'_>) -> (Result<T, Misread>, Vec<Vec<Step>>) {
        let unread = RefCell::default();
        let read = T::deserialize(Reading { node: self, at, unread: &unread }).map_err(|misread| misread.below(at));
        (read, unread.into_inner())
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

/// Takes whatever stands there.
struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text, a number, a list or a map")
    }
    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }
    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Node, E> {
        Ok(Node::Bool(truth))
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Unsigned(number))
    }
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Signed(number))
    }
    fn visit_u128<E: de::Error>(self, number: u128) -> Result<Node, E> {
        Ok(Node::Float(number as f64))
    }
    fn visit_i128<E: de::Error>(self, number: i128) -> Result<Node, E> {
        Ok(Node::Float(number as f64))
    }
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Float(number))
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.into()))
    }
    fn visit_string<E: de::Error>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text.into()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = seq.next_element()? {
            entries.push(entry);
        }
        Ok(Node::List(entries))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }
}

impl Misread {
    /// Says where it is, unless something deeper has said so.
    fn below(mut self, at: &Path<'_>) -> Self {
        if self.path.is_empty() {
            self.path = at.steps();
        }
        self
    }
}

impl de::Error for Misread {
    fn custom<T: fmt::Display>(problem: T) -> Self {
        Self { path: Vec::new(), problem: problem.to_string() }
    }
}

impl std::error::Error for Misread {}

impl fmt::Display for Misread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.problem)
    }
}

/// Fields that nothing reads.
type Unread = RefCell<Vec<Vec<Step>>>;

/// A node that is being read.
#[derive(Clone, Copy)]
struct Reading<'a, N> {
    node: N,
    at: &'a Path<'a>,
    unread: &'a Unread,
}

impl<'de> Deserializer<'de> for Reading<'_, Node> {
    type Error = Misread;

    #[inline(never)]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        match self.node {
            Node::Null => visitor.visit_unit(),
            Node::Bool(truth) => visitor.visit_bool(truth),
            Node::Unsigned(number) => visitor.visit_u64(number),
            Node::Signed(number) => visitor.visit_i64(number),
            Node::Float(number) => visitor.visit_f64(number),
            Node::Text(text) => visitor.visit_string(text.into()),
            Node::List(entries) => {
                let entries = entries.into_iter().enumerate();
                visitor.visit_seq(Reading { node: entries, at: self.at, unread: self.unread })
            }
            Node::Map(entries) => {
                let fields = Fields { rest: entries.into_iter(), value: None };
                visitor.visit_map(Reading { node: fields, at: self.at, unread: self.unread })
            }
        }
    }

    #[inline(never)]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        match self.node {
            Node::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misread> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        self.unread.borrow_mut().push(self.at.steps());
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier
    }
}

impl<'de> SeqAccess<'de> for Reading<'_, std::iter::Enumerate<std::vec::IntoIter<Node>>> {
    type Error = Misread;

    #[inline(never)]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misread> {
        let Some((index, node)) = self.node.next() else { return Ok(None) };
        let at = self.at.index(index);
        let read = seed.deserialize(Reading { node, at: &at, unread: self.unread });
        read.map(Some).map_err(|misread| misread.below(&at))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.node.len())
    }
}

/// The fields of a map that are still to be read, and the value of the key that was read last.
struct Fields {
    rest: std::vec::IntoIter<(Box<str>, Node)>,
    value: Option<(Box<str>, Node)>,
}

impl<'de> MapAccess<'de> for Reading<'_, Fields> {
    type Error = Misread;

    #[inline(never)]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misread> {
        let Some((key, value)) = self.node.rest.next() else { return Ok(None) };
        let read = seed.deserialize((&*key).into_deserializer());
        self.node.value = Some((key, value));
        read.map(Some)
    }

    #[inline(never)]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misread> {
        let Some((key, node)) = self.node.value.take() else {
            return Err(de::Error::custom("a value without a key"));
        };
        let at = self.at.key(&key);
        seed.deserialize(Reading { node, at: &at, unread: self.unread }).map_err(|misread| misread.below(&at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::path::Printed;
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Deserialize, Debug, PartialEq)]
    struct Form {
        texts: Vec<String>,
        #[serde(default)]
        count: Option<u32>,
        #[serde(default)]
        inner: BTreeMap<String, bool>,
    }

    fn read(text: &str) -> (Result<Form, String>, Vec<String>) {
        let node: Node = serde_yaml::from_str(text).unwrap();
        let top = Path::Root.key("top");
        let (read, unread) = node.read::<Form>(&top);
        let printed = |misread: Misread| format!("{}: {}", Printed(&misread.path), misread.problem);
        (read.map_err(printed), unread.iter().map(|path| Printed(path).to_string()).collect())
    }

    #[test]
    fn a_node_is_read_as_what_it_was_written_as() {
        let (form, unread) = read("{texts: [a, '5'], count: ~, inner: {yes: true}}");
        let inner = BTreeMap::from([("yes".to_owned(), true)]);
        assert_eq!(form, Ok(Form { texts: vec!["a".to_owned(), "5".to_owned()], count: None, inner }));
        assert_eq!(unread, Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_is_told_with_the_deepest_path() {
        for (text, expected) in [
            ("{texts: [a, 5]}", "top.texts[1]: invalid type: integer `5`, expected a string"),
            ("{texts: [], count: -1}", "top.count: invalid value: integer `-1`, expected u32"),
            ("{texts: [], inner: {x: no, y: 1.5}}", "top.inner.x: invalid type: string \"no\", expected a boolean"),
            ("{count: 5}", "top: missing field `texts`"),
            ("{texts: [], texts: []}", "top: duplicate field `texts`"),
            ("[]", "top: invalid length 0, expected struct Form with 3 elements"),
        ] {
            assert_eq!(read(text).0, Err(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn fields_that_nothing_reads_are_told() {
        let (form, unread) = read("{texts: [], other: {a: [b]}, more: 1}");
        assert!(form.is_ok());
        assert_eq!(unread, ["top.other", "top.more"]);
    }
}
