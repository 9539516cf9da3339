//! The shapes of the YAML files, before anything in them is understood. They follow the model's table of facts.

use super::evidence::RawFact;
use super::fields::{Fields, Key, Keys, Names, once};
use super::from_yaml::FromYaml;
use super::node::Node;
use super::path::Path;
use super::reader::Reader;
use super::scalar::{Word, Written};
use crate::facts::{certification_facts, sitting_facts};
use crate::lazy::Lazy;
use crate::vocab::{Access, Basis, Category, Level, SittingKind, Strength, Track};
use crate::*;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Declares a shape that holds facts beside fields of its own, and how the facts are read.
macro_rules! raw_facts {
    ($(#[$meta:meta])* $raw:ident, $of:literal, reads $facts:ident { $($(#[$own_doc:meta])* $own:ident: $own_type:ty,)* }
     $($variant:ident, $name:ident, $type:ty, $key:literal, $label:literal, $group:ident, $doc:literal;)+) => {
        $(#[$meta])*
        pub struct $raw(pub Fields);

        impl<'de> Deserialize<'de> for $raw {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Fields::deserialize(deserializer, Self::NAMES).map(Self)
            }
        }

        // The parser reads all facts alike; the schema tells what the value of each must be.
        const _: () = {
            $(#[$meta])*
            #[derive(JsonSchema)]
            #[schemars(deny_unknown_fields)]
            #[allow(dead_code)]
            struct Form {
                $($(#[$own_doc])* $own: $own_type,)*
                $(
                    #[doc = $doc]
                    #[serde(default)]
                    $name: Option<RawFact<<$type as FromYaml>::Raw>>,
                )+
            }

            impl JsonSchema for $raw {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($raw).into()
                }
                fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                    Form::json_schema(generator)
                }
            }
        };

        impl $raw {
            /// The names of its fields.
            pub const NAMES: Names =
                Names { of: $of, own: &[$(stringify!($own),)*], facts: &[$(stringify!($name),)+] };

            /// Reads the facts.
            pub fn facts(mut self, at: &Path<'_>, reader: &mut Reader<'_>) -> $facts {
                self.0.tell_unknown(at, reader);
                $facts { $($name: self.0.fact::<$type>(stringify!($name), at, reader).map(Lazy::from),)+ }
            }
        }
    };
}

macro_rules! define_raw_record {
    ($facts:ident $field:ident $raw:ident; $($row:tt)+) => {
        raw_facts! {
            /// A certification exam, as its file has it; or, with `amends`, corrections to one that is known.
            RawRecord, "a record", reads $facts {
                /// Unique name, kebab-case; the name of the file.
                #[serde(default)] id: Option<String>,
                /// The id of a known certification of which this file corrects only the facts it holds.
                #[serde(default)] amends: Option<String>,
                /// The provider's id; the name of the folder.
                #[serde(default)] provider: Option<String>,
                /// The name in column heads, without the provider.
                #[serde(default)] short_name: Option<String>,
                /// What it is mainly about: our own sorting.
                #[serde(default)] track: Option<Word<Track>>,
                /// Other names people type.
                #[serde(default)] aliases: Option<Vec<String>>,
                /// When, how and in which languages the exam is offered, in order of time.
                #[serde(default)] sittings: Option<Vec<RawSitting>>,
            }
            $($row)+
        }
    };
}

macro_rules! define_raw_rules {
    ($facts:ident $field:ident $raw:ident; $($row:tt)+) => {
        raw_facts! {
            /// Facts that hold for all exams of a provider, or of some of its levels.
            RawRules, "rules", reads $facts {
                /// The levels they hold for; all if absent.
                #[serde(default)] levels: Option<Vec<Word<Level>>>,
                /// Ids of certifications they do not hold for.
                #[serde(default)] except: Option<Vec<String>>,
            }
            $($row)+
        }
    };
}

macro_rules! define_raw_sitting {
    ($facts:ident $field:ident $raw:ident; $($row:tt)+) => {
        raw_facts! {
            /// A span of time in which the exam is offered.
            RawSitting, "a sitting", reads $facts {
                /// A beta or the standard exam.
                kind: Word<SittingKind>,
            }
            $($row)+
        }
    };
}

// The types that the tables name.
use crate::count::Questions;
use crate::experience::{Experience, OrNone, Requirement};
use crate::keeping::{Renewal, Retake, Validity};
use crate::language::Languages;
use crate::links::Links;
use crate::money::Money;
use crate::score::PassingScore;
use crate::sitting::{End, Start};
use crate::time::Minutes;
use crate::value::{CertificationIds, Dollars, ExamCode};
use crate::weight::{Domain, Percent};
use crate::when::When;

certification_facts!(define_raw_record);
certification_facts!(define_raw_rules);
sitting_facts!(define_raw_sitting);

// Entries are read one by one, so that what is wrong in one of them hides no other.
/// A file that holds what several records share, or several records.
#[derive(Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawShared {
    /// Providers, in the order in which they are shown.
    #[serde(default)]
    #[schemars(with = "Option<Vec<RawProvider>>")]
    pub providers: Option<Vec<Node>>,
    /// Sources.
    #[serde(default)]
    #[schemars(with = "Option<Vec<RawSource>>")]
    pub sources: Option<Vec<Node>>,
    /// Services, products and named tools.
    #[serde(default)]
    #[schemars(with = "Option<Vec<RawService>>")]
    pub services: Option<Vec<Node>>,
    /// Which services of different providers are counterparts.
    #[serde(default)]
    #[schemars(with = "Option<Vec<RawCounterpart>>")]
    pub counterparts: Option<Vec<Node>>,
    /// Certifications, in the form of a file of their own.
    #[serde(default)]
    pub certifications: Option<Vec<RawRecord>>,
    /// Sections that there are not.
    #[serde(skip)]
    pub unknown: Vec<String>,
}

impl RawShared {
    /// The names of its sections, by which such a file is told from a record.
    pub const SECTIONS: &'static [&'static str] =
        &["providers", "sources", "services", "counterparts", "certifications"];

    /// Reads the sections of a map whose first key has been read.
    fn read<'de, A: MapAccess<'de>>(first: Option<Key>, map: &mut A) -> Result<Self, A::Error> {
        let mut shared = Self::default();
        let mut seen = Vec::new();
        let mut next = first;
        while let Some(key) = next {
            match key {
                Key::Known(_, name) => {
                    once(name, seen.contains(&name))?;
                    seen.push(name);
                    shared.section(name, map)?;
                }
                Key::Unknown(name) => {
                    map.next_value::<Node>()?;
                    shared.unknown.push(name);
                }
            }
            next = map.next_key_seed(Keys([Self::SECTIONS]))?;
        }
        Ok(shared)
    }

    fn section<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        match name {
            "providers" => self.providers = map.next_value()?,
            "sources" => self.sources = map.next_value()?,
            "services" => self.services = map.next_value()?,
            "counterparts" => self.counterparts = map.next_value()?,
            _ => self.certifications = map.next_value()?,
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for RawShared {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SharedVisitor;

        impl<'de> Visitor<'de> for SharedVisitor {
            type Value = RawShared;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("sections such as `sources`")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawShared, A::Error> {
                let first = map.next_key_seed(Keys([RawShared::SECTIONS]))?;
                RawShared::read(first, &mut map)
            }
        }

        deserializer.deserialize_map(SharedVisitor)
    }
}

/// A provider of certifications.
#[derive(Deserialize, JsonSchema)]
#[serde(expecting = "a provider")]
#[schemars(deny_unknown_fields)]
pub struct RawProvider {
    /// Unique name, kebab-case.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The name in column heads.
    pub short_name: String,
    /// Other names people type.
    #[serde(default)]
    pub aliases: Option<Vec<String>>,
    /// The certification that stands for the provider where its name is given instead.
    #[serde(default)]
    pub flagship: Option<String>,
    /// Rules common to its exams, the narrower ones first.
    #[serde(default)]
    pub rules: Option<Vec<RawRules>>,
}

/// A source.
#[derive(Deserialize, JsonSchema)]
#[serde(expecting = "a source")]
#[schemars(deny_unknown_fields)]
pub struct RawSource {
    /// Unique name, kebab-case.
    pub id: String,
    /// The title of the page.
    #[serde(default)]
    #[schemars(required)]
    pub title: Option<String>,
    /// Who published it.
    pub publisher: String,
    /// Its address, where it is known.
    #[serde(default)]
    #[schemars(url)]
    pub url: Option<String>,
    /// Published by the provider itself.
    pub official: bool,
    /// How it was read.
    pub access: Word<Access>,
    /// The date on the page, or the day its author last checked what it says.
    #[serde(default)]
    pub dated: Option<Written<When>>,
    /// The day it was looked up for this dataset.
    pub read: Written<When>,
    /// What else a reader should know of it.
    #[serde(default)]
    pub note: Option<String>,
}

/// A service.
#[derive(Deserialize, JsonSchema)]
#[serde(expecting = "a service")]
#[schemars(deny_unknown_fields)]
pub struct RawService {
    /// Unique name, kebab-case.
    pub id: String,
    /// The provider's id; absent for what belongs to none of them.
    #[serde(default)]
    pub provider: Option<String>,
    /// What it is called now.
    pub name: String,
    /// A shorter name for narrow tables.
    #[serde(default)]
    pub short_name: Option<String>,
    /// What it is for.
    pub category: Word<Category>,
    /// What the same product was called before, newest first.
    #[serde(default)]
    pub formerly: Option<Vec<RawFormerName>>,
    /// Other names people type; not facts.
    #[serde(default)]
    pub aliases: Option<Vec<String>>,
    /// The id of the product that has since taken this one in.
    #[serde(default)]
    pub now_in: Option<String>,
    /// Names of other products that stood in this place before.
    #[serde(default)]
    pub succeeds: Option<Vec<String>>,
    /// Where the present name is from.
    #[schemars(length(min = 1))]
    pub sources: Vec<String>,
    /// What else a reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// An earlier name of a service.
#[derive(Deserialize, JsonSchema)]
#[serde(expecting = "a former name")]
#[schemars(deny_unknown_fields)]
pub struct RawFormerName {
    /// The name.
    pub name: String,
    /// When it was given up.
    #[serde(default)]
    pub until: Option<Written<When>>,
    /// Where that is from.
    #[schemars(length(min = 1))]
    pub sources: Vec<String>,
}

/// Services of several providers that do the same job.
#[derive(Deserialize, JsonSchema)]
#[serde(expecting = "a group of counterparts")]
#[schemars(deny_unknown_fields)]
pub struct RawCounterpart {
    /// Unique name, kebab-case.
    pub id: String,
    /// What the services are for.
    pub category: Word<Category>,
    /// What they do, in a few words.
    pub capability: String,
    /// Ids of the services, in the order of the providers.
    #[schemars(length(min = 1))]
    pub services: Vec<String>,
    /// Who says that they are counterparts, for each pair of providers.
    pub pairings: Vec<RawPairing>,
    /// How alike they are.
    pub strength: Word<Strength>,
    /// What else a reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

/// Who says that the services of two providers are counterparts.
#[derive(Deserialize, JsonSchema)]
#[serde(expecting = "a pairing")]
#[schemars(deny_unknown_fields)]
pub struct RawPairing {
    /// The ids of the two providers.
    #[schemars(length(min = 2, max = 2))]
    pub between: Vec<String>,
    /// Who says so.
    pub basis: Word<Basis>,
    /// The provider through which a derived pairing goes.
    #[serde(default)]
    pub via: Option<String>,
    /// The official pages.
    #[serde(default)]
    pub sources: Option<Vec<String>>,
}

/// A file of a dataset: a record, or what records share. The first key tells which.
pub enum RawFile {
    /// One certification.
    Record(Box<RawRecord>),
    /// Sections.
    Shared(Box<RawShared>),
}

impl<'de> Deserialize<'de> for RawFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FileVisitor)
    }
}

struct FileVisitor;

impl<'de> Visitor<'de> for FileVisitor {
    type Value = RawFile;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a record with an `id`, or sections such as `sources`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawFile, A::Error> {
        let first: Option<String> = map.next_key()?;
        match first.as_deref().map(|name| Keys([RawShared::SECTIONS]).find(name)) {
            Some(section @ Key::Known(..)) => {
                RawShared::read(Some(section), &mut map).map(|shared| RawFile::Shared(Box::new(shared)))
            }
            _ => {
                let first = first.map(|name| RawRecord::NAMES.keys().find(&name));
                let fields = Fields::read(first, &mut map, RawRecord::NAMES)?;
                Ok(RawFile::Record(Box::new(RawRecord(fields))))
            }
        }
    }
}
