//! The notes and the cited sources at the end of a page.

use crate::render::report::Remark;
use certcmp_dataset::Source;
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Notes<'a> {
    known: BTreeMap<&'a str, &'a Source>,
    /// The cited sources, numbered from 1 in the order of citation.
    cited: BTreeMap<&'a str, usize>,
    pub notes: Vec<(String, &'a Remark)>,
    pub tables: usize,
}

impl<'a> Notes<'a> {
    /// Returns no notes; only these sources can be cited.
    pub fn new(sources: &'a [Source]) -> Self {
        let known = sources.iter().map(|source| (source.id.as_str(), source)).collect();
        Self { known, ..Self::default() }
    }

    pub fn cite(&mut self, ids: &'a [String]) {
        for id in ids.iter().filter(|id| self.known.contains_key(id.as_str())) {
            let next = self.cited.len() + 1;
            self.cited.entry(id).or_insert(next);
        }
    }

    /// Returns the number of a source; none if it is not among those of the page.
    pub fn number(&self, id: &str) -> Option<usize> {
        self.cited.get(id).copied()
    }

    /// Adds the remarks on a value, and returns the number of the first.
    pub fn remark(&mut self, remarks: &'a [Remark], about: &str) -> usize {
        let first = self.notes.len() + 1;
        for remark in remarks {
            let about = if remark.about.is_empty() { about.to_owned() } else { format!("{about}, {}", remark.about) };
            self.cite(&remark.sources);
            self.notes.push((about, remark));
        }
        first
    }

    /// Returns the sources that were cited, in the order of their ids.
    pub fn sources(&self) -> impl Iterator<Item = (usize, &'a Source)> {
        self.cited.iter().filter_map(|(id, number)| Some((*number, *self.known.get(id)?)))
    }
}

/// Returns an address as people read it, if it is a web address and can be followed.
pub fn followed(url: &str) -> Option<&str> {
    let shown = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let is_odd = |found: char| found.is_control() || found.is_whitespace();
    (!shown.is_empty() && !url.contains(is_odd)).then(|| shown.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_can_be_followed() {
        assert_eq!(followed("https://example.org/a/"), Some("example.org/a"));
        assert!(followed("http://example.org").is_some());
        for url in ["javascript:alert(1)", " https://example.org", "data:text/html,x", "//example.org", "https://", ""]
        {
            assert!(followed(url).is_none(), "{url}");
        }
    }
}
