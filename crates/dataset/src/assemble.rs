//! Puts files together into a catalog, on top of another one, and refuses what has any fault.

use crate::catalog::Catalog;
use crate::certification::{Certification, Evidence};
use crate::fact::Fact;
use crate::facts::Facts;
use crate::files::TextFile;
use crate::lazy::Lazy;
use crate::lint;
use crate::origin::{Origin, Origins};
use crate::path;
use crate::provider::{Provider, Rules};
use crate::record_file::Record;
use crate::refs::{ServiceRef, SourceRef};
use crate::service::{Counterpart, Service};
use crate::source::Source;
use crate::table::{Labelled, Table};
use crate::topic::Topic;
use crate::when::{Day, When};
use crate::yaml::fault::{Fault, Faults};
use crate::yaml::form::FromYaml;
use crate::yaml::node::Node;
use crate::yaml::path::{Path, PathStep};
use crate::yaml::position::Positions;
use crate::yaml::reader::{Known, MERGE_KEY, Reader};
use crate::yaml::syntax;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A catalog with what the files did to it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Everything that is known.
    pub catalog: Catalog,
    /// Ids of certifications that files replaced as a whole.
    pub replaced: Vec<String>,
    /// Ids of certifications that files corrected in part.
    pub amended: Vec<String>,
    /// Where what the files added is from.
    pub origins: Origins,
    /// What makes an entry of little use, without being wrong.
    pub warnings: Vec<Fault>,
}

/// How much is asked of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// Everything: for the dataset of the project, and for `check`.
    Full,
    /// What could make an answer wrong: a source that nothing cites is let through.
    Answers,
}

/// The key of the day on which a dataset was released.
const RELEASED: &str = "released";

/// The sections of a file that several records share.
const SECTIONS: [&str; 7] = [RELEASED, "sources", "topics", "services", "counterparts", "providers", "certifications"];

/// The most providers there can be; every record is compared with each of them.
const MOST_PROVIDERS: usize = 1000;

/// Puts files on top of a catalog.
///
/// # Errors
/// Every fault that was found, with its place. A catalog without certifications is not refused here.
pub fn assemble(base: Catalog, files: &[TextFile], strictness: Strictness) -> Result<Loaded, Faults> {
    let mut assembly = Assembly::new(base, files);
    let nodes = assembly.parse();
    // What others refer to is read before them.
    for section in SECTIONS {
        for (file, node) in nodes.iter().enumerate() {
            assembly.section(section, file, node);
        }
    }
    assembly.finish(strictness)
}

struct Assembly<'a> {
    files: &'a [TextFile],
    catalog: Catalog,
    known: Known,
    origins: Origins,
    faults: Vec<Fault>,
    new_sources: Vec<(SourceRef, Origin)>,
    /// Whether the files are a dataset of their own, and the day of its release.
    is_whole: bool,
    released: Option<Date>,
    /// The indexes of the certifications.
    indexes: HashMap<String, usize>,
    replaced: Vec<String>,
    amended: Vec<String>,
}

impl<'a> Assembly<'a> {
    fn new(base: Catalog, files: &'a [TextFile]) -> Self {
        let sources = base.sources.labels().map(str::to_owned).zip((0..).map(SourceRef)).collect();
        let services = base.services.iter().map(|service| service.id.clone()).zip((0..).map(ServiceRef)).collect();
        let known = Known { sources, services, cited: vec![true; base.sources.len()], ..Known::default() };
        let certifications = base.certifications.iter().map(|certification| certification.id.clone());
        Self {
            files,
            indexes: certifications.zip(0..).collect(),
            is_whole: base.providers.is_empty() && base.certifications.is_empty(),
            released: None,
            catalog: base,
            known,
            origins: Origins::default(),
            faults: Vec::new(),
            new_sources: Vec::new(),
            replaced: Vec::new(),
            amended: Vec::new(),
        }
    }

    fn parse(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        for file in self.files {
            let parsed = if file.is_utf8 {
                syntax::parse(&file.name, &file.text)
            } else {
                let place = syntax::position(&file.text, file.text.len());
                Err(Fault::at(&file.name, place, "the file is not UTF-8", "save it as UTF-8"))
            };
            nodes.push(parsed.unwrap_or_else(|fault| {
                fault.add_to(&mut self.faults);
                Node::Null
            }));
        }
        nodes
    }

    fn section(&mut self, section: &'static str, file: usize, node: &Node) {
        let is_record = node.get("id").or_else(|| node.get("amends")).is_some();
        let is_shared = !is_record && SECTIONS.iter().any(|section| node.get(section).is_some());
        if section == "certifications" && *node != Node::Null {
            if !is_shared {
                return self.record(&Origin { file, path: Vec::new() }, node);
            }
            self.unknown_sections(file, node);
        }
        let Some(entries) = node.get(section).filter(|_| is_shared) else { return };
        if section == RELEASED {
            let origin = Origin { file, path: path![section] };
            self.released = self.read(&origin, |at, reader| Day::read(entries, at, reader));
            if !self.is_whole {
                self.fault(&origin, &[], "only a whole dataset has a day of release", "remove the field");
            }
            return;
        }
        let Node::List(entries) = entries else {
            return self.read(&Origin { file, path: Vec::new() }, |at, reader| {
                reader.wrong_form(entries, &at.key(section), "a list", "begin each entry with `- `");
            });
        };
        if section == "providers" && entries.len() > MOST_PROVIDERS {
            let origin = Origin { file, path: path![section] };
            let problem = format!("too many providers (at most {MOST_PROVIDERS})");
            return self.fault(&origin, &[], problem, "remove those without exams");
        }
        for (index, entry) in entries.iter().enumerate() {
            self.entry(section, &Origin { file, path: path![section, index] }, entry);
        }
    }

    /// Adds a fault for each section that there is not, or that is there twice.
    fn unknown_sections(&mut self, file: usize, node: &Node) {
        self.read(&Origin { file, path: Vec::new() }, |at, reader| {
            if let Some(mut fields) = reader.map(node, at, "sections", "field: value") {
                SECTIONS.iter().for_each(|section| {
                    fields.get(section);
                });
                fields.finish(reader);
            }
        });
    }

    fn entry(&mut self, section: &str, origin: &Origin, node: &Node) {
        match section {
            "sources" => self.source(origin, node),
            "topics" => self.topic(origin, node),
            "services" => self.service(origin, node),
            "counterparts" => self.counterpart(origin, node),
            "providers" => self.provider(origin, node),
            _ => self.record(origin, node),
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

    /// Reads one entry, and reserves its id. The id of what cannot be read is remembered, so that nothing else is said of it.
    fn read_entry<T: FromYaml>(
        &mut self,
        origin: &Origin,
        node: &Node,
        origins: fn(&mut Origins) -> &mut HashMap<String, Origin>,
        id: impl Fn(&T) -> &String,
    ) -> Option<T> {
        let Some(entry) = self.read(origin, |at, reader| T::read(node, at, reader)) else {
            self.known.add_faulty(node);
            return None;
        };
        self.reserve_id(origins, id(&entry), origin, "id").then_some(entry)
    }

    fn fault(&mut self, origin: &Origin, field: &[&str], problem: impl Into<String>, remedy: impl Into<String>) {
        let path = origin.path.iter().cloned().chain(field.iter().map(|field| PathStep::from(*field))).collect();
        Fault::new(self.file_name(origin), path, problem, remedy).add_to(&mut self.faults);
    }

    /// Remembers where an id is from; a second entry with the same id is a fault.
    fn reserve_id(
        &mut self,
        origins: fn(&mut Origins) -> &mut HashMap<String, Origin>,
        id: &str,
        origin: &Origin,
        field: &str,
    ) -> bool {
        let Some(earlier) = origins(&mut self.origins).insert(id.to_owned(), origin.clone()) else { return true };
        let earlier = self.file_name(&earlier);
        let (problem, remedy) = if field == "id" {
            (format!("duplicate id `{id}`, first used in {earlier}"), "give each entry an id of its own")
        } else {
            (format!("`{id}` is corrected already, in {earlier}"), "write all corrections of it in one entry")
        };
        self.fault(origin, &[field], problem, remedy);
        false
    }

    fn source(&mut self, origin: &Origin, node: &Node) {
        let source = self.read_entry(origin, node, |origins| &mut origins.sources, |source: &Source| &source.id);
        let Some(source) = source else { return };
        let id = source.id.clone();
        let known = self.known.sources.get(&id).map(|known| known.0);
        let index = SourceRef(put(&mut self.catalog.sources, known, source));
        if known.is_none() {
            self.known.sources.insert(id, index);
            self.known.cited.push(false);
            self.new_sources.push((index, origin.clone()));
        }
    }

    fn topic(&mut self, origin: &Origin, node: &Node) {
        let topic = self.read_entry(origin, node, |origins| &mut origins.topics, |topic: &Topic| &topic.id);
        let Some(topic) = topic else { return };
        self.catalog.topics.change(|topics| match topics.iter_mut().find(|known| known.id == topic.id) {
            Some(known) => *known = topic,
            None => topics.push(topic),
        });
    }

    fn service(&mut self, origin: &Origin, node: &Node) {
        let service = self.read_entry(origin, node, |origins| &mut origins.services, |service: &Service| &service.id);
        let Some(service) = service else { return };
        let id = service.id.clone();
        let known = self.known.services.get(&id).map(|known| known.0);
        let index = ServiceRef(put(&mut self.catalog.services, known, service));
        self.known.services.insert(id, index);
    }

    fn counterpart(&mut self, origin: &Origin, node: &Node) {
        let read = self.read_entry(origin, node, |origins| &mut origins.counterparts, |group: &Counterpart| &group.id);
        let Some(group) = read else { return };
        let known = self.catalog.counterparts.labels().zip(0..).find(|(id, _)| *id == group.id).map(|(_, index)| index);
        put(&mut self.catalog.counterparts, known, group);
    }

    fn provider(&mut self, origin: &Origin, node: &Node) {
        let read = self.read_entry(origin, node, |origins| &mut origins.providers, |provider: &Provider| &provider.id);
        let Some(provider) = read else { return };
        match self.catalog.providers.iter_mut().find(|known| known.id == provider.id) {
            Some(known) => *known = provider,
            None => self.catalog.providers.push(provider),
        }
    }

    /// Reads a record, and puts it in its place among those that are known.
    fn record(&mut self, origin: &Origin, node: &Node) {
        let field = match (node.get("id"), node.get("amends")) {
            (Some(_), None) => "id",
            (None, Some(_)) => "amends",
            (Some(_), Some(_)) => {
                let remedy = "keep `id` for a whole record, `amends` for corrections";
                return self.fault(origin, &[], "the record has both `id` and `amends`", remedy);
            }
            (None, None) if matches!(node, Node::Map(_)) => {
                let remedy = "begin it with `id: …`, or a shared file with `sources:`, `services:`, `providers:` …";
                return self.fault(origin, &[], "the record has no `id`", remedy);
            }
            (None, None) => "id",
        };
        let read = self.read(origin, |at, reader| {
            reader.amends = field == "amends";
            Record::read(node, at, reader)
        });
        // Fields that are missing may be in what is merged.
        let Some(record) = read.filter(|_| node.get(MERGE_KEY).is_none()) else {
            self.known.add_faulty(node);
            return;
        };
        let Some(id) = record.id.clone().or(record.amends.clone()) else { return };
        if !self.reserve_id(|origins| &mut origins.certifications, &id, origin, field) {
            return;
        }
        let index = self.indexes.get(&id).copied();
        if field == "amends" {
            match index.and_then(|index| self.catalog.certifications.get_mut(index)) {
                Some(known) => {
                    *known = amended(known.clone(), record);
                    self.amended.push(id);
                }
                None => {
                    let problem = format!("no certification matches `{id}`");
                    self.fault(origin, &["amends"], problem, "name a known one, or write `id` and a whole record");
                }
            }
            return;
        }
        for field in ["provider", "track", "name"].into_iter().filter(|field| node.get(field).is_none()) {
            let problem = format!("the record `{id}` has no `{field}`");
            self.fault(origin, &["id"], problem, "add it; `certcmp schema record` describes the fields");
        }
        let Some(certification) = whole(&id, record) else {
            self.known.faulty.insert(id);
            return;
        };
        match index.and_then(|index| self.catalog.certifications.get_mut(index)) {
            Some(known) => {
                *known = certification;
                self.replaced.push(id);
            }
            None => {
                self.indexes.insert(id, self.catalog.certifications.len());
                self.catalog.certifications.push(certification);
            }
        }
    }

    /// Adds a fault for each source that nothing cites, unless what cites it may have a fault.
    fn unused_sources(&mut self) {
        if !self.faults.is_empty() {
            return;
        }
        for (source, origin) in std::mem::take(&mut self.new_sources) {
            if !self.known.cited.get(source.0 as usize).copied().unwrap_or(false) {
                let id = self.catalog.source_id(source);
                self.fault(&origin, &["id"], format!("source `{id}` is not used"), "cite it or remove it");
            }
        }
    }

    /// Gives each certification the rules of its provider.
    fn inherit(&mut self) {
        let rules: Vec<Vec<Rules>> = self.catalog.providers.iter().map(Provider::shared_rules).collect();
        for certification in &mut self.catalog.certifications {
            if self.origins.providers.contains_key(&certification.provider) {
                certification.facts.change(Facts::forget_rules);
            }
            let index = self.catalog.providers.iter().position(|provider| provider.id == certification.provider);
            let Some(rules) = index.and_then(|index| rules.get(index)) else { continue };
            let level = certification.level();
            for rules in rules.iter().filter(|rules| rules.apply_to(&certification.id, level)) {
                let except = &certification.except_rules;
                certification.facts.change(|facts| facts.inherit(&rules.facts, except));
            }
        }
    }

    /// Dates the records by their own sources, and a whole dataset by its release.
    fn date(&mut self) {
        let dates = |catalog: &Catalog, certification: &Certification| {
            let cited = certification.cited(false).into_iter();
            let dated: Vec<When> = cited.filter_map(|source| catalog.source(source)?.dated).collect();
            let oldest = dated.iter().map(|dated| dated.earliest).min()?;
            Some(Evidence { oldest, newest: dated.iter().map(|dated| dated.earliest).max()? })
        };
        let origins = &self.origins;
        let is_new = |certification: &Certification| origins.certifications.contains_key(&certification.id);
        let is_dated_anew = |certification: &Certification| is_new(certification) || !origins.sources.is_empty();
        let mut certifications = std::mem::take(&mut self.catalog.certifications);
        for certification in certifications.iter_mut().filter(|certification| is_dated_anew(certification)) {
            certification.evidence = dates(&self.catalog, certification);
            certification.earlier_until = certification.last_earlier_day();
        }
        self.catalog.certifications = certifications;
        if self.is_whole {
            self.catalog.data_date = self.released.or_else(|| self.catalog.newest_exact());
        }
    }

    fn finish(mut self, strictness: Strictness) -> Result<Loaded, Faults> {
        if strictness == Strictness::Full {
            self.unused_sources();
        }
        self.inherit();
        self.catalog.certifications.sort_by(|left, right| left.id.cmp(&right.id));
        self.date();
        lint::lint(&self.catalog, &self.origins, self.files, &self.known.faulty, &mut self.faults);
        if !self.faults.is_empty() {
            return Err(with_positions(self.faults, self.files));
        }
        let warnings = lint::warnings(&self.catalog, &self.origins, self.files);
        let Faults(warnings) = with_positions(warnings, self.files);
        let Self { catalog, replaced, amended, origins, .. } = self;
        Ok(Loaded { catalog, replaced, amended, origins, warnings })
    }
}

/// Puts an entry at the index of a known one, or at the end, and returns the index.
fn put<T: Labelled + DeserializeOwned>(table: &mut Table<T>, known: Option<u32>, entry: T) -> u32 {
    match known {
        Some(index) => {
            table.replace(index as usize, entry);
            index
        }
        None => {
            table.push(entry);
            u32::try_from(table.len() - 1).unwrap_or(u32::MAX)
        }
    }
}

/// Returns a certification, if nothing that each must have is missing or wrong.
fn whole(id: &str, record: Record) -> Option<Certification> {
    let name = record.facts.name.as_deref()?.value.clone();
    Some(Certification {
        id: id.to_owned(),
        provider: record.provider?,
        short_name: record.short_name.unwrap_or(name),
        track: record.track?,
        aliases: record.aliases.unwrap_or_default(),
        sittings: record.sittings.unwrap_or_default(),
        topics: record.topics.unwrap_or_default().into(),
        evidence: None,
        earlier_until: None,
        except_rules: record.except_rules.unwrap_or_default(),
        facts: record.facts,
    })
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

/// Gives each fault its line and column, and sorts the faults by file and position.
pub fn with_positions(mut faults: Vec<Fault>, files: &[TextFile]) -> Faults {
    let index = |fault: &Fault| files.iter().position(|file| file.name == fault.file);
    let mut known: HashMap<usize, Positions> = HashMap::new();
    for fault in faults.iter_mut().filter(|fault| fault.place.is_none()) {
        if let Some((index, file)) = index(fault).and_then(|index| Some((index, files.get(index)?))) {
            let positions = known.entry(index).or_insert_with(|| Positions::of(&file.text));
            fault.place = Some(positions.nearest(&fault.path));
        }
    }
    let mut faults: Vec<Fault> = faults.into_iter().map(Fault::printable).collect();
    faults.sort_by_key(|fault| (index(fault), fault.place, fault.field()));
    faults.dedup();
    Faults(faults)
}
