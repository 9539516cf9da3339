//! Lints a whole catalog: faults that show only when entries are seen together. Each rule is one function.

use crate::catalog::Catalog;
use crate::certification::Certification;
use crate::files::TextFile;
use crate::origin::{CERTIFICATIONS, Origin, Origins};
use crate::path;
use crate::provider::Provider;
use crate::service::{Counterpart, Service};
use crate::sitting_days::End;
use crate::source::Source;
use crate::table::{Entry, Table};
use crate::topic::{Topic, folded};
use crate::vocab::Basis;
use crate::when::When;
use crate::yaml::{Fault, Known, PathStep};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

struct Lint<'a> {
    catalog: &'a Catalog,
    origins: &'a Origins,
    files: &'a [TextFile],
    known: &'a Known,
    faults: &'a mut Vec<Fault>,
}

/// What to do about two dates in the wrong order.
const ORDER: &str = "correct one of the two dates";

/// The most exams that can follow on one; every chain of successors is followed to its end.
const MOST_SUCCESSORS: usize = 100;

/// Finds every fault of what the files added.
pub fn lint(catalog: &Catalog, origins: &Origins, files: &[TextFile], known: &Known, faults: &mut Vec<Fault>) {
    let mut lint = Lint { catalog, origins, files, known, faults };
    for (source, origin) in added(&catalog.sources, origins) {
        lint.source(source, origin);
    }
    let names = catalog.services.iter().flat_map(|service| service.names().map(|name| (name, service.id.as_str())));
    lint.names("service", Service::SECTION, str::to_lowercase, names);
    for (service, origin) in added(&catalog.services, origins) {
        lint.service(service, origin);
    }
    for (group, origin) in added(&catalog.counterparts, origins) {
        lint.counterpart(group, origin);
    }
    let names = catalog.topics.iter().flat_map(|topic| topic.names().map(|name| (name, topic.id.as_str())));
    lint.names("topic", Topic::SECTION, folded, names);
    for (topic, origin) in added(&catalog.topics, origins) {
        lint.topic(topic, origin);
    }
    for (provider, origin) in added(&catalog.providers, origins) {
        lint.provider(provider, origin);
    }
    lint.aliases();
    for (certification, origin) in records(catalog, origins) {
        lint.filing(certification, origin);
        lint.references(certification, origin);
        lint.succession(certification, origin);
        lint.topics_of(certification, origin);
        lint.experience(certification, origin);
        lint.except_rules(certification, origin);
        lint.dates(certification, origin);
    }
}

/// Returns the entries that files added, each with its origin.
fn added<'a, T: Entry + DeserializeOwned>(
    table: &'a Table<T>,
    origins: &'a Origins,
) -> impl Iterator<Item = (&'a T, &'a Origin)> {
    table.iter().filter_map(|entry| Some((entry, origins.get(T::SECTION, entry.id())?)))
}

/// Returns the certifications that files added, each with its origin.
fn records<'a>(catalog: &'a Catalog, origins: &'a Origins) -> impl Iterator<Item = (&'a Certification, &'a Origin)> {
    catalog.certifications.iter().filter_map(|known| Some((known, origins.get(CERTIFICATIONS, &known.id)?)))
}

/// Returns what makes the entries of files of little use, without being wrong.
pub fn warnings(catalog: &Catalog, origins: &Origins, files: &[TextFile]) -> Vec<Fault> {
    let mut warnings = Vec::new();
    let mut warn = |origin: &Origin, field: &str, problem: String, remedy: &str| {
        origin.fault(files, path![field], problem, remedy).add_to(&mut warnings);
    };
    for (certification, origin) in records(catalog, origins) {
        let sittings = &certification.sittings;
        let has_language =
            certification.facts.languages.is_some() || sittings.iter().any(|sitting| sitting.facts.languages.is_some());
        for (is_there, what) in [
            (!sittings.is_empty(), "sitting: when the exam can be taken is not known"),
            (has_language, "language"),
            (!certification.topics.is_empty(), "topic: no search for a topic finds it"),
        ] {
            if !is_there {
                warn(origin, "id", format!("`{}` has no {what}", certification.id), "add it if a source has it");
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

    /// No two entries of a section may be found by the same name.
    fn names<'n>(
        &mut self,
        what: &str,
        section: &'static str,
        folded: fn(&str) -> String,
        names: impl Iterator<Item = (&'n str, &'n str)>,
    ) {
        let mut taken: HashMap<String, &str> = HashMap::new();
        for (name, id) in names {
            let Some(other) = taken.insert(folded(name), id).filter(|other| *other != id) else { continue };
            if let Some(origin) = self.origins.get(section, id).or_else(|| self.origins.get(section, other)) {
                let problem = format!("`{name}` is a name of both `{id}` and `{other}`");
                self.fault(origin, path!["id"], problem, format!("let a name stand with one {what} only"));
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
        if experience.is_some_and(|fact| fact.value.entries().first().is_some_and(|first| first.within)) {
            let path = path!["experience", "value", 0, "within"];
            self.fault(
                origin,
                path,
                "there is no entry before this one",
                "remove it, or put the entry behind the whole",
            );
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
        let Some(now_in) = &service.now_in else { return };
        if *now_in == service.id || self.known.index(Service::SECTION, now_in).is_none() {
            let problem = format!("no other service has the id `{now_in}`");
            self.fault(origin, path!["now_in"], problem, "name the service that took this one in");
        }
    }

    fn counterpart(&mut self, counterpart: &Counterpart, origin: &Origin) {
        for (at, pairing) in counterpart.pairings.iter().enumerate() {
            for provider in [&pairing.between.0, &pairing.between.1] {
                self.known(Provider::SECTION, provider, origin, path!["pairings", at, "between"]);
            }
            if let Some(via) = &pairing.via {
                self.known(Provider::SECTION, via, origin, path!["pairings", at, "via"]);
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
        let near = self.known.nearest(section, id).map(|near| format!("did you mean `{near}`?"));
        let remedy = near.unwrap_or_else(|| match section {
            CERTIFICATIONS => "add a record for it, or take it out".to_owned(),
            _ => format!("add it to a file with `{section}:`"),
        });
        let what = section.trim_end_matches('s');
        self.fault(origin, path, format!("there is no {what} `{id}`"), remedy);
    }

    fn provider(&mut self, provider: &Provider, origin: &Origin) {
        if let Some(flagship) = &provider.flagship {
            self.known(CERTIFICATIONS, flagship, origin, path!["flagship"]);
        }
        for (at, rules) in provider.rules.iter().enumerate() {
            for (index, id) in rules.except.iter().enumerate() {
                self.known(CERTIFICATIONS, id, origin, path!["rules", at, "except", index]);
            }
        }
    }

    /// No two certifications or providers may be found by the same id, code or alias.
    fn aliases(&mut self) {
        let mut taken: HashMap<String, &str> = HashMap::new();
        for provider in self.catalog.providers.iter() {
            for name in std::iter::once(&provider.id).chain(&provider.aliases) {
                taken.insert(name.to_lowercase(), &provider.id);
            }
        }
        let certifications = &self.catalog.certifications;
        let ids = certifications.iter().map(|known| (known, &known.id, path!["id"]));
        let aliases = certifications.iter().flat_map(|known| {
            known.aliases.iter().enumerate().map(move |(at, alias)| (known, alias, path!["aliases", at]))
        });
        for (certification, name, path) in ids.chain(aliases) {
            let earlier = taken.insert(name.to_lowercase(), &certification.id);
            if let (Some(earlier), Some(origin)) = (earlier, self.origins.get(CERTIFICATIONS, &certification.id)) {
                let problem = format!("`{name}` is a name of `{earlier}` already");
                self.fault(origin, path, problem, "choose one that is unique");
            }
        }
    }

    /// A record is in the folder of its provider, in a file with its id.
    fn filing(&mut self, certification: &Certification, origin: &Origin) {
        let filed_as = self.files.get(origin.file).and_then(|file| file.filed_as.as_ref());
        if let (Some((folder, stem)), true) = (filed_as, origin.path.is_empty()) {
            if *folder != certification.provider {
                let problem = format!("the provider is `{}`, but the folder is `{folder}`", certification.provider);
                self.fault(origin, path!["provider"], problem, "move the file, or correct the provider");
            }
            if *stem != certification.id {
                let problem = format!("the id is `{}`, but the file is called `{stem}`", certification.id);
                self.fault(origin, path!["id"], problem, "rename the file, or correct the id");
            }
        }
        self.known(Provider::SECTION, &certification.provider, origin, path!["provider"]);
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

    /// Every certification that a record names is there.
    fn references(&mut self, certification: &Certification, origin: &Origin) {
        let facts = &certification.facts;
        for (field, fact) in [("succeeded_by", &facts.succeeded_by), ("continued_by", &facts.continued_by)] {
            for (at, id) in fact.iter().flat_map(|fact| fact.value.iter()).enumerate() {
                if *id == certification.id {
                    self.fault(origin, path![field, "value", at], "the certification names itself", "take it out");
                } else {
                    self.known(CERTIFICATIONS, id, origin, path![field, "value", at]);
                }
            }
        }
        for (at, id) in facts.renewal.iter().flat_map(|fact| fact.value.renewed_by.iter()).enumerate() {
            self.known(CERTIFICATIONS, id, origin, path!["renewal", "value", "renewed_by", at]);
        }
        for (at, requirement) in facts.prerequisites_required.iter().flat_map(|fact| fact.value.entries()).enumerate() {
            for (index, id) in requirement.any_of.iter().enumerate() {
                self.known(CERTIFICATIONS, id, origin, path!["prerequisites_required", "value", at, "any_of", index]);
            }
        }
        for (at, sitting) in certification.sittings.iter().enumerate() {
            if let Some(End::WhenOpens(id)) = sitting.facts.last.as_deref().map(|last| &last.value) {
                self.known(CERTIFICATIONS, id, origin, path!["sittings", at, "last", "value"]);
            }
        }
    }

    /// Following successors never leads back.
    fn succession(&mut self, certification: &Certification, origin: &Origin) {
        let mut open: Vec<&str> = certification.successors();
        let mut seen: Vec<&str> = Vec::new();
        while let Some(id) = open.pop() {
            if id == certification.id && !certification.successors().contains(&id) {
                let field = if certification.facts.succeeded_by.is_some() { "succeeded_by" } else { "continued_by" };
                self.fault(origin, path![field], format!("its successors lead back to `{id}`"), "take one of them out");
                return;
            }
            if seen.len() > MOST_SUCCESSORS {
                let problem = format!("more than {MOST_SUCCESSORS} exams follow on it, one after the other");
                self.fault(origin, path!["id"], problem, "name the latest ones as its successors");
                return;
            }
            if !seen.contains(&id) {
                seen.push(id);
                open.extend(self.catalog.certification(id).map(Certification::successors).unwrap_or_default());
            }
        }
    }

    /// Dates are in order.
    fn dates(&mut self, certification: &Certification, origin: &Origin) {
        let announced = certification.facts.announced.as_deref().map(|announced| announced.value);
        let mut earlier: Option<When> = None;
        for (at, sitting) in certification.sittings.iter().enumerate() {
            let facts = &sitting.facts;
            let start = sitting.start();
            let first = start.map(|start| start.when);
            let registration = facts.registration.as_deref().map(|registration| registration.value.when);
            let last = match facts.last.as_deref().map(|last| &last.value) {
                Some(End::On(last)) => Some(*last),
                _ => None,
            };
            let is_plan = start.is_some_and(|start| start.planned) && last.is_some_and(|last| !last.planned);
            let field = |field: &str| path!["sittings", at, field, "value"];
            for (is_wrong, path, problem, remedy) in [
                (
                    is_plan,
                    field("last"),
                    "the sitting is planned, but its end is not",
                    "write `planned` before the last day, or confirm the first",
                ),
                (
                    is_before(last.map(|last| last.when), first),
                    field("last"),
                    "the sitting ends before it begins",
                    ORDER,
                ),
                (is_before(first, registration), field("registration"), "booking opens after the first day", ORDER),
                (
                    is_before(first, earlier),
                    field("first"),
                    "the sitting begins before the one above it",
                    "put the sittings in order of time",
                ),
                (
                    is_before(first, announced),
                    path!["announced", "value"],
                    "it was announced after its first day",
                    ORDER,
                ),
            ] {
                if is_wrong {
                    self.fault(origin, path, problem, remedy);
                }
            }
            earlier = first.or(earlier);
        }
    }
}

/// Returns whether a date is certainly before another one.
fn is_before(one: Option<When>, other: Option<When>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.latest < other.earliest)
}
