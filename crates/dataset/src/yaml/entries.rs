//! Reads the entries of files into the model: records, sources, services, counterparts, providers.

use super::from_yaml::FromYaml;
use super::path::Path;
use super::raw::{
    RawCounterpart, RawFormerName, RawPairing, RawProvider, RawRecord, RawRules, RawService, RawSitting, RawSource,
};
use super::reader::Reader;
use crate::service::{FormerName, Pairing};
use crate::vocab::SittingKind;
use crate::when::When;
use crate::{Counterpart, Facts, Provider, Rules, Service, Sitting, Source, Track};

/// A record as read: a certification, or corrections to one.
pub struct Record {
    /// The id.
    pub id: String,
    /// Whether it only corrects facts.
    pub amends: bool,
    /// The fields that every whole record has and this one lacks.
    pub lacks: Vec<&'static str>,
    /// The provider's id.
    pub provider: Option<String>,
    /// The name in column heads.
    pub short_name: Option<String>,
    /// The track.
    pub track: Option<Track>,
    /// Other names.
    pub aliases: Option<Vec<String>>,
    /// The sittings.
    pub sittings: Option<Vec<Sitting>>,
    /// The facts.
    pub facts: Facts,
}

/// Reads a record.
pub fn record(mut raw: RawRecord, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Record> {
    let fields = &mut raw.0;
    let amends = match (fields.has("id"), fields.has("amends")) {
        (true, false) => false,
        (false, true) => true,
        (true, true) => {
            reader.fault(
                at,
                "the record has both `id` and `amends`",
                "keep `id` for a whole record, `amends` for corrections",
            );
            return None;
        }
        (false, false) => {
            reader.fault(
                at,
                "the record has no `id`",
                "begin it with `id: …`, or a shared file with `sources:`, `services:`, `providers:` …",
            );
            return None;
        }
    };
    let named = if amends { "amends" } else { "id" };
    let id = fields.own(named, at, reader)?;
    let id = reader.id(id, &at.key(named))?;
    let lacks = ["provider", "track", "name"].into_iter().filter(|field| !fields.has(field)).collect();
    let provider = fields.own("provider", at, reader);
    let provider = provider.and_then(|provider| reader.id(provider, &at.key("provider")));
    let short_name = fields.own("short_name", at, reader);
    let short_name = short_name.and_then(|name| reader.text(name, &at.key("short_name")));
    let track = fields.own("track", at, reader);
    let track = track.and_then(|track| FromYaml::read(track, &at.key("track"), reader));
    let aliases = fields.own("aliases", at, reader);
    let aliases = aliases.and_then(|aliases| FromYaml::read(aliases, &at.key("aliases"), reader));
    let sittings = fields.own("sittings", at, reader);
    let sittings = sittings.and_then(|sittings| reader.list(sittings, &at.key("sittings"), sitting));
    let facts = raw.facts(at, reader);
    Some(Record { id, amends, lacks, provider, short_name, track, aliases, sittings, facts })
}

fn sitting(mut raw: RawSitting, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Sitting> {
    if !raw.0.has("kind") {
        reader.fault(at, "missing field `kind`", format!("write one of {}", SittingKind::WORDS.join(", ")));
    }
    let kind = raw.0.own("kind", at, reader);
    let kind = kind.and_then(|kind| FromYaml::read(kind, &at.key("kind"), reader));
    let facts = raw.facts(at, reader);
    Some(Sitting { kind: kind?, facts: facts.into() })
}

/// Reads a source.
pub fn source(raw: RawSource, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Source> {
    let id = reader.id(raw.id, &at.key("id"));
    let title = match raw.title {
        Some(title) => reader.text(title, &at.key("title")),
        None => {
            reader.fault(at, "the source has no title", "add `title`");
            None
        }
    };
    let publisher = reader.text(raw.publisher, &at.key("publisher"));
    let url = match raw.url {
        Some(url) => Some(reader.url(url, &at.key("url"))?),
        None => None,
    };
    let access = FromYaml::read(raw.access, &at.key("access"), reader);
    let dated: Option<Option<When>> = reader.optional(raw.dated, &at.key("dated"));
    let read: Option<When> = reader.parse(&raw.read.text, &at.key("read"));
    let note = reader.note(raw.note, &at.key("note"));
    let read = read?;
    if !read.is_exact() {
        reader.fault(
            &at.key("read"),
            "the day on which the source was read is not exact",
            "write it like `2026-11-22`",
        );
        return None;
    }
    Some(Source {
        id: id?,
        title: title?,
        publisher: publisher?,
        url,
        official: raw.official,
        access: access?,
        dated: dated?,
        read: read.latest,
        note: note?,
    })
}

/// Reads a service.
pub fn service(raw: RawService, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Service> {
    let id = reader.id(raw.id, &at.key("id"));
    let name = reader.text(raw.name, &at.key("name"));
    let short_name = reader.note(raw.short_name, &at.key("short_name"));
    let category = FromYaml::read(raw.category, &at.key("category"), reader);
    let formerly = reader.entries(raw.formerly.unwrap_or_default(), &at.key("formerly"), former_name);
    let aliases =
        reader.entries(raw.aliases.unwrap_or_default(), &at.key("aliases"), |text, at, reader| reader.text(text, at));
    let succeeds =
        reader.entries(raw.succeeds.unwrap_or_default(), &at.key("succeeds"), |text, at, reader| reader.text(text, at));
    let sources = reader.sources(raw.sources, &at.key("sources"));
    let note = reader.note(raw.note, &at.key("note"));
    Some(Service {
        id: id?,
        provider: raw.provider.map(String::from),
        name: name?,
        short_name: short_name?,
        category: category?,
        formerly: formerly?,
        aliases: aliases?,
        now_in: raw.now_in.map(String::from),
        succeeds: succeeds?,
        sources: sources?,
        note: note?,
    })
}

fn former_name(raw: RawFormerName, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<FormerName> {
    let name = reader.text(raw.name, &at.key("name"));
    let until = reader.optional(raw.until, &at.key("until"));
    let sources = reader.sources(raw.sources, &at.key("sources"));
    Some(FormerName { name: name?, until: until?, sources: sources? })
}

/// Reads a group of counterparts.
pub fn counterpart(raw: RawCounterpart, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Counterpart> {
    let id = reader.id(raw.id, &at.key("id"));
    let category = FromYaml::read(raw.category, &at.key("category"), reader);
    let capability = reader.text(raw.capability, &at.key("capability"));
    let services = reader.list(raw.services, &at.key("services"), |id, at, reader| reader.service(&id, at));
    let pairings = reader.entries(raw.pairings, &at.key("pairings"), pairing);
    let strength = FromYaml::read(raw.strength, &at.key("strength"), reader);
    let note = reader.note(raw.note, &at.key("note"));
    Some(Counterpart {
        id: id?,
        category: category?,
        capability: capability?,
        services: services?,
        pairings: pairings?,
        strength: strength?,
        note: note?,
    })
}

fn pairing(raw: RawPairing, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Pairing> {
    let basis = FromYaml::read(raw.basis, &at.key("basis"), reader);
    let sources = match raw.sources {
        Some(sources) => reader.sources(sources, &at.key("sources"))?,
        None => Vec::new(),
    };
    let Ok([first, second]) = <[String; 2]>::try_from(raw.between) else {
        reader.fault(&at.key("between"), "a pairing is between two providers", "write it like `between: [aws, azure]`");
        return None;
    };
    Some(Pairing { between: (first.into(), second.into()), basis: basis?, via: raw.via.map(String::from), sources })
}

/// The most sets of rules that a provider has; each is as large in memory as a record.
const MOST_RULES: usize = 100;

/// Reads a provider.
pub fn provider(raw: RawProvider, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Provider> {
    let id = reader.id(raw.id, &at.key("id"));
    let name = reader.text(raw.name, &at.key("name"));
    let short_name = reader.text(raw.short_name, &at.key("short_name"));
    let aliases =
        reader.entries(raw.aliases.unwrap_or_default(), &at.key("aliases"), |text, at, reader| reader.text(text, at));
    if raw.rules.as_ref().is_some_and(|rules| rules.len() > MOST_RULES) {
        reader.fault(&at.key("rules"), format!("there are more than {MOST_RULES} rules"), "join some of them");
        return None;
    }
    let rules = reader.entries(raw.rules.unwrap_or_default(), &at.key("rules"), rules);
    Some(Provider {
        id: id?,
        name: name?,
        short_name: short_name?,
        aliases: aliases?,
        flagship: raw.flagship.map(String::from),
        rules: rules?,
    })
}

fn rules(mut raw: RawRules, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Rules> {
    let levels = raw.0.own("levels", at, reader).unwrap_or_default();
    let levels = reader.entries(levels, &at.key("levels"), FromYaml::read);
    let except: Vec<String> = raw.0.own("except", at, reader).unwrap_or_default();
    let facts = raw.facts(at, reader);
    Some(Rules { levels: levels?, except: except.into_iter().map(String::from).collect(), facts: facts.into() })
}
