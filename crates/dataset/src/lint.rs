//! Lints a whole catalog: faults that show only when entries are seen together. Each rule is one function.

use crate::catalog::Catalog;
use crate::certification::Certification;
use crate::fact::View;
use crate::files::TextFile;
use crate::lazy::Entry;
use crate::origin::{Origin, Origins, with_positions};
use crate::path;
use crate::provider::Provider;
use crate::service::{Counterpart, Service};
use crate::sitting_days::End;
use crate::source::Source;
use crate::succession::reach;
use crate::topic::{Topic, folded};
use crate::vocab::Basis;
use crate::when::When;
use crate::yaml::{Fault, Faults, Known, PathStep, Positions};
use jiff::civil::Date;
use std::collections::HashMap;
use std::iter::once;

struct Lint<'a> {
    catalog: &'a Catalog,
    origins: &'a Origins,
    files: &'a [TextFile],
    known: &'a Known,
    faults: &'a mut Vec<Fault>,
}

const ORDER: &str = "correct one of the two dates";

/// The most exams that can follow on one; every chain of successors is followed to its end.
const MOST_SUCCESSORS: usize = 100;

pub fn lint(catalog: &Catalog, origins: &Origins, files: &[TextFile], known: &Known, faults: &mut Vec<Fault>) {
    let mut lint = Lint { catalog, origins, files, known, faults };
    added(catalog.sources.iter(), origins).for_each(|(source, origin)| lint.source(source, origin));
    let services = catalog.services.iter().flat_map(|service| service.names().map(move |name| (service, name)));
    lint.names(services.map(|(service, name)| (name, entry(service), path!["id"])));
    added(catalog.services.iter(), origins).for_each(|(service, origin)| lint.service(service, origin));
    added(catalog.counterparts.iter(), origins).for_each(|(group, origin)| lint.counterpart(group, origin));
    let topics = catalog.topics.iter().flat_map(|topic| topic.names().map(move |name| (topic, name)));
    lint.names(topics.map(|(topic, name)| (name, entry(topic), path!["id"])));
    added(catalog.topics.iter(), origins).for_each(|(topic, origin)| lint.topic(topic, origin));
    added(catalog.providers.iter(), origins).for_each(|(provider, origin)| lint.provider(provider, origin));
    let of_provider = |known| Provider::names(known).map(move |name| (name, entry(known), path!["id"]));
    let providers = catalog.providers.iter().flat_map(of_provider);
    let certifications = catalog.certifications.iter().flat_map(|known| {
        let aliases = known.aliases.iter().enumerate().map(|(at, alias)| (alias, path!["aliases", at]));
        once((&known.id, path!["id"])).chain(aliases).map(|(name, path)| (name.as_str(), entry(known), path))
    });
    lint.names(providers.chain(certifications));
    for (certification, origin) in added(catalog.certifications.iter(), origins) {
        lint.filing(certification, origin);
        lint.references(certification, origin);
        lint.succession(certification, origin);
        lint.topics_of(certification, origin);
        lint.experience(certification, origin);
        lint.except_rules(certification, origin);
        lint.dates(certification, origin);
    }
}

fn entry<T: Entry>(entry: &T) -> (&'static str, &str) {
    (T::SECTION, entry.id())
}

fn added<'a, T: Entry + 'a>(
    entries: impl Iterator<Item = &'a T>,
    origins: &'a Origins,
) -> impl Iterator<Item = (&'a T, &'a Origin)> {
    entries.filter_map(|entry| Some((entry, origins.get(T::SECTION, entry.id())?)))
}

pub fn warnings(catalog: &Catalog, origins: &Origins, files: &[TextFile]) -> Vec<Fault> {
    let mut warnings = Vec::new();
    let mut warn = |origin: &Origin, field: &str, problem: String, remedy: &str| {
        origin.fault(files, path![field], problem, remedy).add_to(&mut warnings);
    };
    for (certification, origin) in added(catalog.certifications.iter(), origins) {
        let Certification { id, sittings, facts, topics, .. } = certification;
        let has_language =
            facts.languages.is_some() || sittings.iter().any(|sitting| sitting.facts.languages.is_some());
        for (is_missing, what) in [
            (sittings.is_empty(), "sitting: when the exam can be taken is not known"),
            (!has_language, "language"),
            (topics.is_empty(), "topic: no search for a topic finds it"),
        ] {
            if is_missing {
                warn(origin, "id", format!("`{id}` has no {what}"), "add it if a source has it");
            }
        }
    }
    let mut addresses: HashMap<&str, &Source> = HashMap::new();
    for source in catalog.sources.iter() {
        let Some(url) = source.url.as_deref() else { continue };
        // Files of one project can share the address of the project.
        let of_other = |earlier: &&Source| earlier.project.is_none() || earlier.project != source.project;
        let earlier = addresses.insert(url, source).filter(of_other);
        if let (Some(earlier), Some(origin)) = (earlier, origins.get(Source::SECTION, &source.id)) {
            let problem = format!("`{}` has the address of `{}`", source.id, earlier.id);
            warn(origin, "url", problem, "cite one of the two if they are one page, or give both their `project`");
        }
    }
    warnings
}

impl Lint<'_> {
    fn fault(&mut self, origin: &Origin, path: Vec<PathStep>, problem: impl Into<String>, remedy: impl Into<String>) {
        origin.fault(self.files, path, problem, remedy).add_to(self.faults);
    }

    fn source(&mut self, source: &Source, origin: &Origin) {
        if source.dated.is_some_and(|dated| dated.earliest > source.read) {
            self.fault(origin, path!["dated"], "the source is dated after the day it was read", ORDER);
        }
    }

    /// No two entries may be found by the same name, except two providers. A name comes with the section and id of its
    /// entry, and its place there.
    fn names<'n>(&mut self, names: impl Iterator<Item = (&'n str, (&'n str, &'n str), Vec<PathStep>)>) {
        let mut taken: HashMap<String, (&str, &str)> = HashMap::new();
        for (name, entry, path) in names {
            let is_other = |earlier: &(&str, &str)| *earlier != entry && entry.0 != Provider::SECTION;
            let Some(earlier) = taken.insert(folded(name), entry).filter(is_other) else { continue };
            let added = |(section, id)| self.origins.get(section, id);
            let later = added(entry).map(|origin| (origin, path, earlier));
            if let Some((origin, path, (_, id))) = later.or_else(|| Some((added(earlier)?, path!["id"], entry))) {
                self.fault(origin, path, format!("`{name}` is a name of `{id}` already"), "choose one that is unique");
            }
        }
    }

    /// The broader topic is known, without a circle.
    fn topic(&mut self, topic: &Topic, origin: &Origin) {
        let Some(broader) = &topic.broader else { return };
        self.known(Topic::SECTION, broader, origin, path!["broader"]);
        if self.catalog.is_within(broader, &topic.id) {
            let problem = format!("`{}` is a part of `{broader}`, which is a part of it", topic.id);
            self.fault(origin, path!["broader"], problem, "correct one of the two");
        }
    }

    /// Experience that is part of other experience follows it.
    fn experience(&mut self, certification: &Certification, origin: &Origin) {
        let experience = certification.facts.experience.as_deref().filter(|experience| !experience.rule);
        if experience.is_some_and(|fact| fact.value.first().is_some_and(|first| first.within)) {
            let path = path!["experience", "value", 0, "within"];
            let remedy = "remove it, or put the entry behind the whole";
            self.fault(origin, path, "there is no entry before this one", remedy);
        }
    }

    /// Each topic of a record is known, is listed once, and is taken from a field that the record has.
    fn topics_of(&mut self, certification: &Certification, origin: &Origin) {
        for (at, used) in certification.topics.iter().enumerate() {
            let path = path!["topics", used.weight.as_str(), used.topic.as_str()];
            if self.known.index(Topic::SECTION, &used.topic).is_none() {
                self.known(Topic::SECTION, &used.topic, origin, path);
            } else if certification.topics.iter().take(at).any(|earlier| earlier.topic == used.topic) {
                self.fault(origin, path, "the topic is there twice", "keep one of the two");
            } else if certification.facts.view(used.field).is_none() {
                let problem = format!("the record has no `{}`", used.field);
                self.fault(origin, path, problem, "name the field that the topic is taken from");
            }
        }
    }

    fn service(&mut self, service: &Service, origin: &Origin) {
        if let Some(provider) = &service.provider {
            self.known(Provider::SECTION, provider, origin, path!["provider"]);
        }
        let is_wrong = |id: &&String| **id == service.id || self.known.index(Service::SECTION, id).is_none();
        if let Some(now_in) = service.now_in.as_ref().filter(is_wrong) {
            let problem = format!("no other service has the id `{now_in}`");
            self.fault(origin, path!["now_in"], problem, "name the service that took this one in");
        }
    }

    fn counterpart(&mut self, counterpart: &Counterpart, origin: &Origin) {
        for (at, pairing) in counterpart.pairings.iter().enumerate() {
            let between = [(&pairing.between.0, "between"), (&pairing.between.1, "between")];
            for (provider, field) in between.into_iter().chain(pairing.via.as_ref().map(|via| (via, "via"))) {
                self.known(Provider::SECTION, provider, origin, path!["pairings", at, field]);
            }
            let (problem, remedy) = match pairing.basis {
                Basis::Official if pairing.sources.is_empty() => {
                    ("an official pairing names no source", "add `sources`, or write `basis: editorial`")
                }
                Basis::Derived if pairing.via.is_none() => {
                    ("a derived pairing does not say through which provider", "add `via`")
                }
                _ => continue,
            };
            self.fault(origin, path!["pairings", at], problem, remedy);
        }
    }

    /// Adds a fault if there is no entry of a section with an id. Nothing is said of one that could not be read.
    fn known(&mut self, section: &str, id: &str, origin: &Origin, path: Vec<PathStep>) {
        if self.known.index(section, id).is_some() || self.known.faulty.contains(id) {
            return;
        }
        let remedy = match self.known.nearest(section, id) {
            Some(near) => format!("did you mean `{near}`?"),
            None if section == Certification::SECTION => "add a record for it, or take it out".to_owned(),
            None => format!("add it to a file with `{section}:`"),
        };
        self.fault(origin, path, format!("there is no {} `{id}`", section.trim_end_matches('s')), remedy);
    }

    fn provider(&mut self, provider: &Provider, origin: &Origin) {
        if let Some(flagship) = &provider.flagship {
            self.known(Certification::SECTION, flagship, origin, path!["flagship"]);
        }
        for (at, rules) in provider.rules.iter().enumerate() {
            for (index, id) in rules.except.iter().enumerate() {
                self.known(Certification::SECTION, id, origin, path!["rules", at, "except", index]);
            }
        }
    }

    /// A record is in the folder of its provider, in a file with its id.
    fn filing(&mut self, certification: &Certification, origin: &Origin) {
        let Certification { id, provider, .. } = certification;
        let filed_as = self.files.get(origin.file).and_then(|file| file.filed_as.as_ref());
        if let Some((folder, stem)) = filed_as.filter(|_| origin.path.is_empty()) {
            if folder != provider {
                let problem = format!("the provider is `{provider}`, but the folder is `{folder}`");
                self.fault(origin, path!["provider"], problem, "move the file, or correct the provider");
            }
            if stem != id {
                let problem = format!("the id is `{id}`, but the file is called `{stem}`");
                self.fault(origin, path!["id"], problem, "rename the file, or correct the id");
            }
        }
        self.known(Provider::SECTION, provider, origin, path!["provider"]);
    }

    /// What a record does not take from the rules of its provider is a rule of it.
    fn except_rules(&mut self, certification: &Certification, origin: &Origin) {
        let rules = self.catalog.provider(&certification.provider).map_or(&[][..], |provider| &provider.rules);
        let level = certification.level();
        for (at, field) in certification.except_rules.iter().enumerate() {
            let mut applied = rules.iter().filter(|rules| rules.apply_to(&certification.id, level));
            if applied.all(|rules| rules.facts.view(*field).is_none()) {
                let problem = format!("no rule of the provider on `{field}` holds for it");
                self.fault(origin, path!["except_rules", at], problem, "remove it");
            }
        }
    }

    fn references(&mut self, certification: &Certification, origin: &Origin) {
        let facts = &certification.facts;
        let mut named: Vec<(&String, Vec<PathStep>)> = Vec::new();
        for (field, fact) in [("succeeded_by", &facts.succeeded_by), ("continued_by", &facts.continued_by)] {
            let ids = fact.iter().flat_map(|fact| &fact.value).enumerate();
            named.extend(ids.map(|(at, id)| (id, path![field, "value", at])));
        }
        for (_, path) in named.iter().filter(|(id, _)| **id == certification.id) {
            self.fault(origin, path.clone(), "the certification names itself", "take it out");
        }
        let renewed_by = facts.renewal.iter().flat_map(|fact| &fact.value.renewed_by).enumerate();
        named.extend(renewed_by.map(|(at, id)| (id, path!["renewal", "value", "renewed_by", at])));
        let required = facts.prerequisites_required.iter().flat_map(|fact| &fact.value).enumerate();
        named.extend(required.flat_map(|(at, requirement)| {
            let path = move |index: usize| path!["prerequisites_required", "value", at, "any_of", index];
            requirement.any_of.iter().enumerate().map(move |(index, id)| (id, path(index)))
        }));
        for (at, sitting) in certification.sittings.iter().enumerate() {
            if let Some(End::WhenOpens(id)) = sitting.last() {
                named.push((id, path!["sittings", at, "last", "value"]));
            }
        }
        for (id, path) in named {
            self.known(Certification::SECTION, id, origin, path);
        }
    }

    fn succession(&mut self, certification: &Certification, origin: &Origin) {
        let id = &certification.id;
        let chain = reach(vec![certification], |known| &known.id, |here| self.catalog.successors(here));
        let later: Vec<&Certification> = chain.skip(1).take(MOST_SUCCESSORS + 1).collect();
        if later.len() > MOST_SUCCESSORS {
            let problem = format!("more than {MOST_SUCCESSORS} exams follow on it, one after the other");
            self.fault(origin, path!["id"], problem, "name the latest ones as its successors");
        } else if later.iter().any(|later| later.successors().contains(&id.as_str())) {
            let field = if certification.facts.succeeded_by.is_some() { "succeeded_by" } else { "continued_by" };
            self.fault(origin, path![field], format!("its successors lead back to `{id}`"), "take one of them out");
        }
    }

    fn dates(&mut self, certification: &Certification, origin: &Origin) {
        let announced = certification.facts.announced.as_deref().map(|announced| announced.value);
        let mut earlier: Option<When> = None;
        for (at, sitting) in certification.sittings.iter().enumerate() {
            let start = sitting.start();
            let first = start.map(|start| start.when);
            let registration = sitting.facts.registration.as_deref().map(|registration| registration.value.when);
            let end = sitting.end();
            let last = end.map(|end| end.when);
            let is_plan = start.is_some_and(|start| start.planned) && end.is_some_and(|end| !end.planned);
            let confirm = "write `planned` before the last day, or confirm the first";
            let sort = "put the sittings in order of time";
            for (is_wrong, field, problem, remedy) in [
                (is_plan, "last", "the sitting is planned, but its end is not", confirm),
                (is_before(last, first), "last", "the sitting ends before it begins", ORDER),
                (is_before(first, registration), "registration", "booking opens after the first day", ORDER),
                (is_before(first, earlier), "first", "the sitting begins before the one above it", sort),
                (is_before(first, announced), "announced", "it was announced after its first day", ORDER),
            ] {
                if is_wrong {
                    let of_sitting = path!["sittings", at, field, "value"];
                    let path = if field == "announced" { path![field, "value"] } else { of_sitting };
                    self.fault(origin, path, problem, remedy);
                }
            }
            earlier = first.or(earlier);
        }
    }
}

fn is_before(one: Option<When>, other: Option<When>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.latest < other.earliest)
}

/// Returns the facts of the files' certifications that are older than a day, each as a fault with its place. Rules that they
/// inherit from their provider are not theirs, and neither is what a correction leaves as it was.
pub fn old_facts(catalog: &Catalog, origins: &Origins, files: &[TextFile], oldest: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    let positions: Vec<Positions> = files.iter().map(|file| Positions::of(&file.text)).collect();
    for (certification, origin) in added(catalog.certifications.iter(), origins) {
        let Some((file, positions)) = files.get(origin.file).zip(positions.get(origin.file)) else { continue };
        let mut check = |view: &View<'_>, path: Vec<PathStep>| {
            let path = [origin.path.clone(), path].concat();
            if let (Some(problem), true) = (age_problem(view, catalog, oldest), positions.find(&path).1) {
                faults.push(Fault::new(&file.name, path, problem, "read the provider's page again"));
            }
        };
        for (field, view) in certification.facts.views().filter(|(_, view)| !view.rule) {
            check(&view, path![field.name()]);
        }
        for (index, sitting) in certification.sittings.iter().enumerate() {
            for (field, view) in sitting.facts.views() {
                check(&view, path!["sittings", index, field.name()]);
            }
        }
    }
    let Faults(faults) = with_positions(faults, files);
    faults
}

fn age_problem(view: &View<'_>, catalog: &Catalog, oldest: Date) -> Option<String> {
    match catalog.newest(view.sources) {
        Some(newest) if newest.latest >= oldest => None,
        Some(newest) => Some(format!("the newest source is of {newest}, before {oldest}")),
        None => Some("no source has a date".to_owned()),
    }
}
