//! Puts files together into a catalog, on top of another one, and refuses what has any fault.

use crate::catalog::Catalog;
use crate::certification::Certification;
use crate::fact::Fact;
use crate::facts::Facts;
use crate::files::TextFile;
use crate::lazy::{Entry, Lazy, SourceRef, Table};
use crate::origin::{Origin, Origins, with_positions};
use crate::provider::{Provider, Rules};
use crate::schema::Record;
use crate::source::Source;
use crate::when::{Day, When};
use crate::yaml::node::position;
use crate::yaml::{Fault, Faults, FromYaml, Known, MERGE_KEY, Node, Path, PathStep, Reader};
use crate::{lint, path};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

#[derive(Debug, Default)]
pub struct Loaded {
    pub catalog: Catalog,
    pub replaced: Vec<String>,
    pub amended: Vec<String>,
    pub origins: Origins,
    /// What makes an entry of little use, without being wrong.
    pub warnings: Vec<Fault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// Everything: for the dataset of the project, and for `check`.
    Full,
    /// What could make an answer wrong: a source that nothing cites is let through.
    Answers,
}

const SECTIONS: [&str; 7] =
    ["released", "sources", "topics", "services", "counterparts", "providers", Certification::SECTION];

/// The most providers there can be; every record is compared with each of them.
const MOST_PROVIDERS: usize = 1000;

/// Puts files on top of a catalog. The error is every fault that was found, with its place. A catalog without certifications is
/// not refused here.
pub fn assemble(base: Catalog, files: &[TextFile], strictness: Strictness) -> Result<Loaded, Faults> {
    let ids = base.certifications.iter().map(|known| known.id.clone()).zip(0..).collect();
    let mut assembly = Assembly {
        files,
        known_sources: base.sources.len(),
        is_whole: base.providers.is_empty() && base.certifications.is_empty(),
        released: None,
        loaded: Loaded { catalog: base, ..Loaded::default() },
        known: Known { indexes: HashMap::from([(Certification::SECTION, ids)]), ..Known::default() },
        faults: Vec::new(),
    };
    let nodes = assembly.parse();
    // What others refer to is read before them.
    assembly.put(&nodes, |catalog| &mut catalog.sources);
    assembly.put(&nodes, |catalog| &mut catalog.topics);
    assembly.put(&nodes, |catalog| &mut catalog.services);
    assembly.put(&nodes, |catalog| &mut catalog.counterparts);
    assembly.put(&nodes, |catalog| &mut catalog.providers);
    for (origin, node) in assembly.entries(Certification::SECTION, &nodes) {
        assembly.record(&origin, node);
    }
    assembly.finish(strictness)
}

/// Whether a file holds sections, and not one record.
fn is_shared(node: &Node) -> bool {
    node.get("id").or_else(|| node.get("amends")).is_none()
        && SECTIONS.iter().any(|section| node.get(section).is_some())
}

struct Assembly<'a> {
    files: &'a [TextFile],
    loaded: Loaded,
    known: Known,
    faults: Vec<Fault>,
    /// The number of sources without those that files add.
    known_sources: usize,
    /// Whether the files are a dataset of their own, and the day of its release.
    is_whole: bool,
    released: Option<Date>,
}

impl<'a> Assembly<'a> {
    fn parse(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (index, file) in self.files.iter().enumerate() {
            let not_utf8 = || {
                let place = position(&file.text, file.text.len());
                Fault::at(&file.name, place, "the file is not UTF-8", "save it as UTF-8")
            };
            let parsed = if file.is_utf8 { Node::parse(&file.name, &file.text) } else { Err(not_utf8()) };
            let node = parsed.unwrap_or_else(|fault| {
                fault.add_to(&mut self.faults);
                Node::Null
            });
            if is_shared(&node) {
                self.sections(index, &node);
            }
            nodes.push(node);
        }
        nodes
    }

    /// Reads the day of release, and adds a fault for each section that is unknown.
    fn sections(&mut self, file: usize, node: &Node) {
        let top = Origin { file, path: Vec::new() };
        let released = self.read(&top, |at, reader| {
            let mut fields = reader.map(node, at, "sections", "field: value")?;
            SECTIONS.iter().for_each(|section| _ = fields.get(section));
            fields.finish(reader);
            Day::read(node.get("released")?, &at.key("released"), reader)
        });
        if node.get("released").is_some() && !self.is_whole {
            self.fault(&top, path!["released"], "only a whole dataset has a day of release", "remove the field");
        }
        self.released = released.or(self.released);
    }

    /// Returns the entries of a section in the order of the files; a file that is one record is an entry.
    fn entries<'n>(&mut self, section: &'static str, nodes: &'n [Node]) -> Vec<(Origin, &'n Node)> {
        let mut found = Vec::new();
        for (file, node) in nodes.iter().enumerate().filter(|(_, node)| **node != Node::Null) {
            let origin = Origin { file, path: path![section] };
            match node.get(section).filter(|_| is_shared(node)) {
                None if section == Certification::SECTION && !is_shared(node) => {
                    found.push((Origin { file, path: Vec::new() }, node));
                }
                None => {}
                Some(Node::List(entries)) if section == Provider::SECTION && entries.len() > MOST_PROVIDERS => {
                    let problem = format!("too many providers (at most {MOST_PROVIDERS})");
                    self.fault(&origin, path![], problem, "remove those without exams");
                }
                Some(Node::List(entries)) => {
                    let origin = |index| Origin { file, path: path![section, index] };
                    found.extend(entries.iter().enumerate().map(|(index, entry)| (origin(index), entry)));
                }
                Some(other) => {
                    let remedy = "begin each entry with `- `";
                    self.read(&origin, |at, reader| reader.wrong_form::<()>(other, at, "a list", remedy));
                }
            }
        }
        found
    }

    /// Reads the entries of a section, and puts each in the place of the known one with its id, or at the end. The id of what
    /// cannot be read is remembered, so that nothing else is said of it.
    fn put<T: Entry + FromYaml + DeserializeOwned>(
        &mut self,
        nodes: &[Node],
        table: fn(&mut Catalog) -> &mut Table<T>,
    ) {
        let ids = table(&mut self.loaded.catalog).iter().map(|entry| entry.id().clone());
        self.known.indexes.insert(T::SECTION, ids.zip(0..).collect());
        for (origin, node) in self.entries(T::SECTION, nodes) {
            let Some(entry) = self.read(&origin, |at, reader| T::read(node, at, reader)) else {
                self.known.add_faulty(node);
                continue;
            };
            let id = entry.id().clone();
            if self.reserve_id(T::SECTION, &id, &origin, "id") {
                let known = self.known.index(T::SECTION, &id);
                let index = table(&mut self.loaded.catalog).put(known, entry);
                self.known.indexes.entry(T::SECTION).or_default().insert(id, index);
            }
        }
    }

    fn file_name(&self, origin: &Origin) -> &'a str {
        self.files.get(origin.file).map_or("", |file| &file.name)
    }

    fn read<T>(&mut self, origin: &Origin, read: impl FnOnce(&Path<'_>, &mut Reader<'_>) -> T) -> T {
        let file = self.file_name(origin);
        let mut reader = Reader { file, known: &mut self.known, amends: false, faults: &mut self.faults };
        read(&Path::Root(&origin.path), &mut reader)
    }

    fn fault(&mut self, origin: &Origin, path: Vec<PathStep>, problem: impl Into<String>, remedy: impl Into<String>) {
        origin.fault(self.files, path, problem, remedy).add_to(&mut self.faults);
    }

    /// Remembers where an id is from; a second entry with the same id is a fault.
    fn reserve_id(&mut self, section: &'static str, id: &str, origin: &Origin, field: &str) -> bool {
        let Some(earlier) = self.loaded.origins.insert(section, id, origin.clone()) else { return true };
        let earlier = self.file_name(&earlier);
        let (problem, remedy) = if field == "id" {
            (format!("duplicate id `{id}`, first used in {earlier}"), "give each entry an id of its own")
        } else {
            (format!("`{id}` is corrected already, in {earlier}"), "write all corrections of it in one entry")
        };
        self.fault(origin, path![field], problem, remedy);
        false
    }

    fn record(&mut self, origin: &Origin, node: &Node) {
        let (has_id, amends) = (node.get("id").is_some(), node.get("amends").is_some());
        if has_id && amends {
            let remedy = "keep `id` for a whole record, `amends` for corrections";
            return self.fault(origin, path![], "the record has both `id` and `amends`", remedy);
        }
        if !has_id && !amends && matches!(node, Node::Map(_)) {
            let remedy = "begin it with `id: …`, or a shared file with `sources:`, `services:`, `providers:` …";
            return self.fault(origin, path![], "the record has no `id`", remedy);
        }
        let read = self.read(origin, |at, reader| {
            reader.amends = amends;
            Record::read(node, at, reader)
        });
        // Fields that are missing may be in what is merged.
        let Some(record) = read.filter(|_| node.get(MERGE_KEY).is_none()) else {
            return self.known.add_faulty(node);
        };
        let Some(id) = record.id.clone().or(record.amends.clone()) else { return };
        if !self.reserve_id(Certification::SECTION, &id, origin, if amends { "amends" } else { "id" }) {
            return;
        }
        let missing = |field: &&str| !amends && node.get(field).is_none();
        for field in ["provider", "track", "name"].into_iter().filter(missing) {
            let problem = format!("the record `{id}` has no `{field}`");
            self.fault(origin, path!["id"], problem, "add it; `certcmp schema record` describes the fields");
        }
        let index = self.known.index(Certification::SECTION, &id);
        match index.and_then(|index| self.loaded.catalog.certifications.get_mut(index as usize)) {
            Some(known) if amends => {
                *known = amended(known.clone(), record);
                self.loaded.amended.push(id);
            }
            None if amends => {
                let problem = format!("no certification matches `{id}`");
                self.fault(origin, path!["amends"], problem, "name a known one, or write `id` and a whole record");
            }
            known => match (whole(&id, record), known) {
                (None, _) => _ = self.known.faulty.insert(id),
                (Some(certification), Some(known)) => {
                    *known = certification;
                    self.loaded.replaced.push(id);
                }
                (Some(certification), None) => {
                    let index = u32::try_from(self.loaded.catalog.certifications.len()).unwrap_or(u32::MAX);
                    self.known.indexes.entry(Certification::SECTION).or_default().insert(id, index);
                    self.loaded.catalog.certifications.push(certification);
                }
            },
        }
    }

    /// Adds a fault for each source that nothing cites, unless what cites it may have a fault.
    fn unused_sources(&mut self) {
        if !self.faults.is_empty() {
            return;
        }
        for (id, origin) in self.loaded.origins.of(Source::SECTION) {
            let index = self.known.index(Source::SECTION, id);
            if index.is_some_and(|index| index as usize >= self.known_sources && !self.known.cited.contains(&index)) {
                let problem = format!("source `{id}` is not used");
                origin.fault(self.files, path!["id"], problem, "cite it or remove it").add_to(&mut self.faults);
            }
        }
    }

    fn inherit(&mut self) {
        let shared = |rules: &Rules| Rules { facts: rules.facts.as_rules().into(), ..rules.clone() };
        let of_provider = |provider: &Provider| provider.rules.iter().map(shared).collect();
        let rules: Vec<Vec<Rules>> = self.loaded.catalog.providers.iter().map(of_provider).collect();
        for certification in &mut self.loaded.catalog.certifications {
            if self.loaded.origins.get(Provider::SECTION, &certification.provider).is_some() {
                certification.facts.change(Facts::forget_rules);
            }
            let index = self.known.index(Provider::SECTION, &certification.provider);
            let Some(rules) = index.and_then(|index| rules.get(index as usize)) else { continue };
            let level = certification.level();
            for rules in rules.iter().filter(|rules| rules.apply_to(&certification.id, level)) {
                let except = &certification.except_rules;
                certification.facts.change(|facts| facts.inherit(&rules.facts, except));
            }
        }
    }

    /// Dates the records by their own sources, and a whole dataset by its release.
    fn date(&mut self) {
        let has_sources = self.loaded.origins.of(Source::SECTION).next().is_some();
        let Catalog { sources, certifications, data_date, .. } = &mut self.loaded.catalog;
        for certification in certifications {
            if has_sources || self.loaded.origins.get(Certification::SECTION, &certification.id).is_some() {
                let dated = |source: SourceRef| sources.get(source.0 as usize)?.dated;
                let dates: Vec<When> = certification.cited(false).into_iter().filter_map(dated).collect();
                let oldest = dates.iter().map(|when| when.earliest).min();
                certification.checked = dates.iter().max_by_key(|when| (when.earliest, when.latest)).copied();
                let span = oldest.zip(certification.checked);
                certification.evidence =
                    span.map(|(oldest, newest)| When { earliest: oldest, latest: newest.earliest });
                certification.earlier_until = certification.last_earlier_day();
            }
        }
        if self.is_whole {
            let exact = sources.iter().filter_map(|source| source.dated).filter(When::is_exact);
            *data_date = self.released.or_else(|| exact.map(|when| when.latest).max());
        }
    }

    fn finish(mut self, strictness: Strictness) -> Result<Loaded, Faults> {
        if strictness == Strictness::Full {
            self.unused_sources();
        }
        self.inherit();
        self.loaded.catalog.certifications.sort_by(|left, right| left.id.cmp(&right.id));
        self.date();
        lint::lint(&self.loaded.catalog, &self.loaded.origins, self.files, &self.known, &mut self.faults);
        if !self.faults.is_empty() {
            return Err(with_positions(self.faults, self.files));
        }
        let warnings = lint::warnings(&self.loaded.catalog, &self.loaded.origins, self.files);
        Faults(self.loaded.warnings) = with_positions(warnings, self.files);
        Ok(self.loaded)
    }
}

/// Returns a certification, if nothing that each must have is missing or wrong.
fn whole(id: &str, record: Record) -> Option<Certification> {
    let short_name = record.facts.name.as_deref()?.value.clone();
    let provider = record.provider.clone()?;
    let bare = Certification { provider, short_name, ..Certification::bare(id, record.track?) };
    Some(amended(bare, record))
}

fn amended(mut known: Certification, record: Record) -> Certification {
    let mut new = record.facts.into_inner();
    known.facts.change(|facts| {
        if let (Some(known), Some(links)) = (&mut facts.links, &new.links) {
            known.change(|known| known.value = links.value.clone().or(&known.value));
            new.links = Some(Fact { value: known.value.clone(), ..Fact::clone(links) }.into());
        }
        facts.amend(new);
    });
    known.provider = record.provider.unwrap_or(known.provider);
    known.short_name = record.short_name.unwrap_or(known.short_name);
    known.track = record.track.unwrap_or(known.track);
    known.aliases = record.aliases.unwrap_or(known.aliases);
    known.sittings = record.sittings.unwrap_or(known.sittings);
    known.except_rules = record.except_rules.unwrap_or(known.except_rules);
    known.topics = record.topics.map_or(known.topics, Lazy::from);
    known
}
