//! Puts files together into a catalog, on top of another one, and refuses what has any fault.

use super::entries::{self, Record};
use super::fault::{Fault, Faults};
use super::files::TextFile;
use super::lint;
use super::node::Node;
use super::path::{Path, Step};
use super::pieces::Piece;
use super::places;
use super::raw::RawRecord;
use super::reader::{Names, Reader};
use super::sections::{self, Found, RECORDS};
use super::yaml;
use crate::{Catalog, Certification, Facts, Provider, Rules, ServiceRef, SourceRef};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A catalog with what the files did to it.
#[derive(Debug)]
pub struct Loaded {
    /// Everything that is known.
    pub catalog: Catalog,
    /// Ids of certifications that files replaced as a whole.
    pub replaced: Vec<String>,
    /// Ids of certifications of which files corrected some facts.
    pub amended: Vec<String>,
    /// Where what the files added is from.
    pub origins: Origins,
}

/// Where an entry of the catalog is from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The place of its file in the list of files.
    pub file: usize,
    /// The path to it in the file.
    pub path: Vec<Step>,
}

/// Where everything that the files added is from, by what it is and its id.
#[derive(Debug, Default)]
pub struct Origins {
    /// Certifications.
    pub certifications: HashMap<String, Origin>,
    /// Services.
    pub services: HashMap<String, Origin>,
    /// Sources.
    pub sources: HashMap<String, Origin>,
    /// Providers.
    pub providers: HashMap<String, Origin>,
    /// Counterparts.
    pub counterparts: HashMap<String, Origin>,
}

/// How much is asked of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// Everything: for the dataset of the project, and for `check`.
    Full,
    /// What could make an answer wrong: a source that nothing cites is let through.
    Answers,
}

/// Puts files on top of a catalog.
///
/// # Errors
/// Every fault that was found, with its place. A catalog without certifications is not refused here.
pub fn assemble(base: Catalog, files: &[TextFile], strictness: Strictness) -> Result<Loaded, Faults> {
    let mut faults = Vec::new();
    let sections = sections::parse_all(files, &mut faults);
    let mut assembly = Assembly::new(base, files, faults);
    assembly.broken = sections.broken;
    assembly.sources(sections.sources);
    assembly.services(sections.services);
    assembly.counterparts(sections.counterparts);
    assembly.providers(sections.providers);
    assembly.records(sections.records, &sections.more_records);
    if strictness == Strictness::Full {
        assembly.unused_sources();
    }
    assembly.finish()
}

struct Assembly<'a> {
    files: &'a [TextFile],
    catalog: Catalog,
    names: Names,
    origins: Origins,
    faults: Vec<Fault>,
    new_sources: Vec<(SourceRef, Origin)>,
    replaced: Vec<String>,
    amended: Vec<String>,
    /// Large files of which a piece cannot be parsed.
    broken: Vec<usize>,
}

impl<'a> Assembly<'a> {
    fn new(base: Catalog, files: &'a [TextFile], faults: Vec<Fault>) -> Self {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let sources =
            (0..base.sources.len()).filter_map(|at| Some((base.sources.label(at)?, SourceRef(place(at))))).collect();
        let services =
            base.services.iter().enumerate().map(|(at, service)| (service.id.clone(), ServiceRef(place(at)))).collect();
        let names = Names { sources, services, cited: vec![true; base.sources.len()], ..Names::default() };
        Self {
            files,
            catalog: base,
            names,
            origins: Origins::default(),
            faults,
            new_sources: Vec::new(),
            replaced: Vec::new(),
            amended: Vec::new(),
            broken: Vec::new(),
        }
    }

    fn file_name(&self, origin: &Origin) -> &'a str {
        self.files.get(origin.file).map_or("", |file| &file.name)
    }

    /// Reads one entry with a reader of its own, and the path to it.
    fn read<T>(&mut self, origin: &Origin, read: impl FnOnce(&Path<'_>, &mut Reader<'_>) -> Option<T>) -> Option<T> {
        let file = self.file_name(origin);
        let mut reader = Reader { file, names: &mut self.names, faults: &mut self.faults };
        match origin.path.as_slice() {
            [Step::Key(section), Step::Index(index)] => {
                let at = Path::Root.key(section);
                read(&at.index(*index), &mut reader)
            }
            _ => read(&Path::Root, &mut reader),
        }
    }

    /// Reads one entry whose form is not known yet.
    fn entry<R: DeserializeOwned, T>(
        &mut self,
        origin: &Origin,
        node: Node,
        read: fn(R, &Path<'_>, &mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        self.read(origin, |at, reader| reader.shape(node, at).and_then(|raw| read(raw, at, reader)))
    }

    fn fault(&mut self, origin: &Origin, field: &str, problem: String, remedy: &str) {
        let mut path = origin.path.clone();
        path.push(Step::Key(field.to_owned()));
        let file = self.file_name(origin).to_owned();
        Fault { file, place: None, path, problem, remedy: remedy.to_owned() }.note(&mut self.faults);
    }

    /// Notes where an id is from; a second entry with the same id is a fault.
    fn claim(
        &mut self,
        origins: fn(&mut Origins) -> &mut HashMap<String, Origin>,
        id: &String,
        origin: &Origin,
    ) -> bool {
        match origins(&mut self.origins).insert(id.clone(), origin.clone()) {
            Some(earlier) => {
                let where_else = self.file_name(&earlier).to_owned();
                self.fault(
                    origin,
                    "id",
                    format!("the id `{id}` is taken already, in {where_else}"),
                    "give each entry an id of its own",
                );
                false
            }
            None => true,
        }
    }

    /// Notes where a certification is corrected; a second entry on it is a fault.
    fn claim_amended(&mut self, id: &String, origin: &Origin) -> bool {
        let Some(earlier) = self.origins.certifications.insert(id.clone(), origin.clone()) else { return true };
        let problem = format!("`{id}` has an entry already, in {}", self.file_name(&earlier));
        self.fault(origin, "amends", problem, "put all that you say of it into one entry");
        false
    }

    fn sources(&mut self, found: Found<Node>) {
        for (origin, raw) in found {
            let id = raw.text("id").map(str::to_owned);
            let Some(source) = self.entry(&origin, raw, entries::source) else {
                self.names.faulty.extend(id.map(String::from));
                continue;
            };
            if !self.claim(|origins| &mut origins.sources, &source.id, &origin) {
                continue;
            }
            if let Some(known) = self.names.sources.get(&source.id).copied() {
                self.catalog.sources.replace(known.0 as usize, source);
                continue;
            }
            let place = SourceRef(u32::try_from(self.catalog.sources.len()).unwrap_or(u32::MAX));
            self.names.sources.insert(source.id.clone(), place);
            self.names.cited.push(false);
            self.catalog.sources.push(source);
            self.new_sources.push((place, origin));
        }
    }

    fn services(&mut self, found: Found<Node>) {
        for (origin, raw) in found {
            let id = raw.text("id").map(str::to_owned);
            let Some(service) = self.entry(&origin, raw, entries::service) else {
                self.names.faulty.extend(id.map(String::from));
                continue;
            };
            if !self.claim(|origins| &mut origins.services, &service.id, &origin) {
                continue;
            }
            if let Some(known) = self.names.services.get(&service.id).copied() {
                self.catalog.services.replace(known.0 as usize, service);
                continue;
            }
            let place = ServiceRef(u32::try_from(self.catalog.services.len()).unwrap_or(u32::MAX));
            self.names.services.insert(service.id.clone(), place);
            self.catalog.services.push(service);
        }
    }

    fn counterparts(&mut self, found: Found<Node>) {
        let known = self.catalog.counterparts.len();
        for (origin, raw) in found {
            let Some(counterpart) = self.entry(&origin, raw, entries::counterpart) else { continue };
            if self.claim(|origins| &mut origins.counterparts, &counterpart.id, &origin) {
                let place = self.catalog.counterparts.labels().take(known).position(|id| id == counterpart.id);
                match place {
                    Some(place) => self.catalog.counterparts.replace(place, counterpart),
                    None => self.catalog.counterparts.push(counterpart),
                }
            }
        }
    }

    fn providers(&mut self, found: Found<Node>) {
        let known = self.catalog.providers.len();
        if let Some((origin, _)) = found.get(MOST_PROVIDERS) {
            let problem = format!("there are more than {MOST_PROVIDERS} providers");
            return self.fault(origin, "id", problem, "name those whose exams are in the data");
        }
        for (origin, raw) in found {
            let Some(provider) = self.entry(&origin, raw, entries::provider) else { continue };
            if self.claim(|origins| &mut origins.providers, &provider.id, &origin) {
                match self.catalog.providers.iter_mut().take(known).find(|known| known.id == provider.id) {
                    Some(place) => *place = provider,
                    None => self.catalog.providers.push(provider),
                }
            }
        }
    }

    fn records(&mut self, found: Found<RawRecord>, pieces: &[(usize, Piece<'_>)]) {
        let known = self.catalog.certifications.iter().enumerate();
        let mut known: HashMap<String, usize> = known.map(|(at, known)| (known.id.clone(), at)).collect();
        for (origin, raw) in found {
            self.record(&mut known, &origin, raw);
        }
        let files = self.files;
        let parse = |(file, piece): &(usize, Piece<'_>)| {
            let text = files.get(*file)?;
            Some(yaml::parse_piece(&text.name, piece))
        };
        pieces.iter().for_each(|item| {
            let (file, _) = item;
            let piece = &item.1;
            match parse(item) {
                _ if self.broken.contains(file) => {}
                Some(Ok(shared)) => {
                    let mut found = Found::new();
                    sections::spread(&mut found, *file, RECORDS, piece.first(), shared.certifications);
                    for (origin, raw) in found {
                        self.record(&mut known, &origin, raw);
                    }
                }
                Some(Err(_)) => self.broken.push(*file),
                None => {}
            }
        });
    }

    /// Reads a record and puts it into its place among those that are known.
    fn record(&mut self, known: &mut HashMap<String, usize>, origin: &Origin, raw: RawRecord) {
        let record = self.read(origin, |at, reader| entries::record(raw, at, reader));
        let Some(record) = record else { return };
        let is_first = if record.amends {
            self.claim_amended(&record.id, origin)
        } else {
            self.claim(|origins| &mut origins.certifications, &record.id, origin)
        };
        if !is_first {
            return;
        }
        let place = known.get(&record.id).copied();
        let Some(certification) = self.certification(record, place, origin) else { return };
        match place.and_then(|at| self.catalog.certifications.get_mut(at)) {
            Some(place) => *place = certification,
            None => {
                known.insert(certification.id.clone(), self.catalog.certifications.len());
                self.catalog.certifications.push(certification);
            }
        }
    }

    fn certification(&mut self, record: Record, place: Option<usize>, origin: &Origin) -> Option<Certification> {
        let known = place.and_then(|at| self.catalog.certifications.get(at));
        if record.amends {
            let Some(known) = known else {
                let problem = format!("no certification is called `{}`", record.id);
                self.fault(origin, "amends", problem, "name a known one, or write `id` and a whole record");
                return None;
            };
            let mut amended = known.clone();
            amended.facts.change(|facts| facts.amend(record.facts));
            amended.provider = record.provider.unwrap_or(amended.provider);
            amended.short_name = record.short_name.unwrap_or(amended.short_name);
            amended.track = record.track.unwrap_or(amended.track);
            amended.aliases = record.aliases.unwrap_or(amended.aliases);
            amended.sittings = record.sittings.unwrap_or(amended.sittings);
            self.amended.push(record.id);
            return Some(amended);
        }
        for field in &record.lacks {
            let mut path = origin.path.clone();
            path.push(Step::Key("id".to_owned()));
            let file = self.file_name(origin).to_owned();
            let problem = format!("the record `{}` has no `{field}`", record.id);
            let remedy = "add it; `certcmp schema record` describes the fields".to_owned();
            Fault { file, place: None, path, problem, remedy }.note(&mut self.faults);
        }
        let (provider, track, name) = (record.provider?, record.track?, record.facts.name.as_deref()?);
        let short_name = record.short_name.unwrap_or_else(|| name.value.clone());
        if known.is_some() {
            self.replaced.push(record.id.clone());
        }
        Some(Certification {
            id: record.id,
            provider,
            short_name,
            track,
            aliases: record.aliases.unwrap_or_default(),
            sittings: record.sittings.unwrap_or_default(),
            facts: record.facts.into(),
        })
    }

    /// A source that nothing cites.
    fn unused_sources(&mut self) {
        for (place, origin) in std::mem::take(&mut self.new_sources) {
            if !self.names.cited.get(place.0 as usize).copied().unwrap_or(false) {
                let id = self.catalog.source_id(place).to_owned();
                self.fault(&origin, "id", format!("nothing cites the source `{id}`"), "cite it, or take it out");
            }
        }
    }

    fn finish(mut self) -> Result<Loaded, Faults> {
        let rules: Vec<Vec<Rules>> = self.catalog.providers.iter().map(Provider::shared_rules).collect();
        let replaced_providers: Vec<&String> = self.origins.providers.keys().collect();
        for certification in &mut self.catalog.certifications {
            if replaced_providers.contains(&&certification.provider) {
                certification.facts.change(Facts::forget_rules);
            }
            let place = self.catalog.providers.iter().position(|provider| provider.id == certification.provider);
            let Some(rules) = place.and_then(|at| rules.get(at)) else { continue };
            let level = certification.level();
            for rules in rules.iter().filter(|rules| rules.apply_to(&certification.id, level)) {
                certification.facts.change(|facts| facts.inherit(&rules.facts));
            }
        }
        self.catalog.certifications.sort_by(|left, right| left.id.cmp(&right.id));
        self.catalog.date();
        lint::lint(&self.catalog, &self.origins, self.files, &mut self.faults);
        self.tell_broken();
        if self.faults.is_empty() {
            return Ok(Loaded {
                catalog: self.catalog,
                replaced: self.replaced,
                amended: self.amended,
                origins: self.origins,
            });
        }
        Err(places::placed(self.faults, self.files))
    }

    /// Of a file that is no YAML only that is told: anything else may be wrong because of it alone.
    fn tell_broken(&mut self) {
        for text in self.broken.iter().filter_map(|file| self.files.get(*file)) {
            self.faults.retain(|fault| fault.file != text.name);
            self.faults.extend(yaml::first_fault(&text.name, &text.text));
        }
    }
}

/// The most providers there can be; every record is compared with each of them.
const MOST_PROVIDERS: usize = 1000;
