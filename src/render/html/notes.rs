//! The notes and the cited sources at the end of a page.

use super::view::{Address, Citation, Note, Source};
use crate::render::report::{Reference, Remark};
use std::collections::BTreeMap;

/// Notes and sources while a page is built.
pub struct Notes<'a> {
    known: BTreeMap<&'a str, &'a Reference>,
    /// The cited sources, numbered from 1 in the order of citation.
    cited: BTreeMap<&'a str, usize>,
    notes: Vec<Note>,
    tables: usize,
}

impl<'a> Notes<'a> {
    /// Returns no notes; only these sources can be cited.
    pub fn new(references: &'a [Reference]) -> Self {
        let known: BTreeMap<&str, &Reference> =
            references.iter().map(|reference| (reference.id.as_str(), reference)).collect();
        Self { known, cited: BTreeMap::new(), notes: Vec::new(), tables: 0 }
    }

    /// Cites a source.
    pub fn cite(&mut self, id: &str) -> Citation {
        let next = self.cited.len() + 1;
        let number = self.known.get_key_value(id).map(|(id, _)| *self.cited.entry(id).or_insert(next));
        Citation { id: id.to_owned(), number }
    }

    /// Cites some sources.
    pub fn cite_all(&mut self, ids: &[String]) -> Vec<Citation> {
        ids.iter().map(|id| self.cite(id)).collect()
    }

    /// Adds the remarks on a value, and returns their numbers.
    pub fn remark(&mut self, remarks: &[Remark], about: &str) -> Vec<(usize, bool)> {
        let mut marks = Vec::new();
        for remark in remarks {
            let about = if remark.about.is_empty() { about.to_owned() } else { format!("{about}, {}", remark.about) };
            let number = self.notes.len() + 1;
            let sources = self.cite_all(&remark.sources);
            self.notes.push(Note { number, about, text: remark.words.clone(), sources });
            marks.push((number, !remark.sources.is_empty()));
        }
        marks
    }

    /// Returns the number of the next table.
    pub fn next_table(&mut self) -> usize {
        self.tables += 1;
        self.tables
    }

    /// Returns all notes, and the sources that were cited in the order of their ids.
    pub fn finish(self) -> (Vec<Note>, Vec<Source>) {
        let source = |(id, number): (&&str, &usize)| {
            let reference = self.known.get(id)?;
            let address = reference.url.as_ref().map(|url| address("", url));
            Some(Source { number: *number, reference: (*reference).clone(), address })
        };
        (self.notes, self.cited.iter().filter_map(source).collect())
    }
}

/// Returns an address, which can be followed only if it is a web address.
pub fn address(text: &str, url: &str) -> Address {
    let shown = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let odd = |found: char| found.is_control() || found.is_whitespace();
    let safe = shown.is_some_and(|rest| !rest.is_empty()) && !url.contains(odd);
    Address {
        text: text.to_owned(),
        shown: if safe { shown.unwrap_or(url).trim_end_matches('/').to_owned() } else { url.to_owned() },
        href: safe.then(|| url.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_can_be_followed() {
        assert_eq!(address("", "https://example.org/a/").href.as_deref(), Some("https://example.org/a/"));
        assert_eq!(address("", "https://example.org/a/").shown, "example.org/a");
        assert!(address("", "http://example.org").href.is_some());
        for url in ["javascript:alert(1)", " https://example.org", "data:text/html,x", "//example.org", "https://", ""]
        {
            assert!(address("", url).href.is_none(), "{url}");
        }
    }
}
