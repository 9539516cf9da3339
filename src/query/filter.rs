//! Filters and sort keys of a list of certifications.

use super::services::services;
use super::{Entry, InEffect};
use certcmp_dataset::language::Language;
use certcmp_dataset::standing::Until;
use certcmp_dataset::{Catalog, Certification, Field, Level, Service, Standing, Status, Track};
use jiff::civil::Date;
use std::str::FromStr;

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKey {
    /// Provider, then level, then id.
    Provider,
    /// Id.
    Id,
    /// Short name.
    Name,
    /// Level, easiest first.
    Level,
    /// Price, cheapest first; unknown prices last.
    Price,
    /// Duration, shortest first; unknown ones last.
    Duration,
    /// Standing, from announced to retired.
    Status,
    /// The last day on which it can be taken, soonest first; open ends last.
    Ends,
}

impl SortKey {
    /// The keys and their names.
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Provider, "provider"),
        (Self::Id, "id"),
        (Self::Name, "name"),
        (Self::Level, "level"),
        (Self::Price, "price"),
        (Self::Duration, "duration"),
        (Self::Status, "status"),
        (Self::Ends, "ends"),
    ];

    /// The names of the keys.
    pub const WORDS: &'static [&'static str] =
        &["provider", "id", "name", "level", "price", "duration", "status", "ends"];
}

impl FromStr for SortKey {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|(_, name)| name.eq_ignore_ascii_case(word)).map(|(key, _)| *key);
        found.ok_or_else(|| format!("unknown sort key `{word}`"))
    }
}

/// What to list. Several values of one filter mean "or", several filters mean "and"; a fact that is absent matches no
/// filter on it.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Ids or aliases of providers.
    pub providers: Vec<String>,
    /// Tracks.
    pub tracks: Vec<Track>,
    /// Levels.
    pub levels: Vec<Level>,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// The most it may cost, in hundredths of a US dollar.
    pub max_price: Option<u32>,
    /// The most minutes it may take.
    pub max_duration: Option<u32>,
    /// Names of services, old or new.
    pub services: Vec<String>,
    /// Words in its emphasis, skills or domains.
    pub emphasis: Vec<String>,
    /// Words in its roles or audience.
    pub roles: Vec<String>,
    /// Words anywhere in its texts.
    pub search: Vec<String>,
    /// Those that cannot be taken too.
    pub all: bool,
    /// The order.
    pub sort: Option<SortKey>,
    /// The other way round.
    pub reverse: bool,
}

/// What a query found.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    /// What matched, in order.
    pub entries: Vec<Entry<'a>>,
    /// How many matched but cannot be taken, and were left out for that.
    pub left_out: usize,
}

impl Query {
    /// Runs the query for a day and a language.
    pub fn run<'a>(&self, catalog: &'a Catalog, day: Date, language: &Language) -> Found<'a> {
        let services: Vec<&Service> = self.services.iter().flat_map(|name| services(catalog, name)).collect();
        let mut entries = Vec::new();
        let mut left_out = 0;
        for certification in &catalog.certifications {
            if !self.identity_fits(catalog, certification) {
                continue;
            }
            let standing = Standing::of(certification, catalog, day, language);
            if !self.facts_fit(catalog, certification, &standing, &services) {
                continue;
            }
            if !self.all && self.statuses.is_empty() && !standing.status.is_open() {
                left_out += 1;
                continue;
            }
            entries.push(Entry { certification, standing });
        }
        self.order(catalog, &mut entries);
        Found { entries, left_out }
    }

    fn identity_fits(&self, catalog: &Catalog, certification: &Certification) -> bool {
        let provider = catalog.provider(&certification.provider);
        let provider_fits = self.providers.is_empty()
            || self.providers.iter().any(|wanted| {
                let wanted = wanted.to_lowercase();
                wanted == certification.provider || provider.is_some_and(|provider| provider.is_called(&wanted))
            });
        provider_fits
            && (self.tracks.is_empty() || self.tracks.contains(&certification.track))
            && (self.levels.is_empty() || certification.level().is_some_and(|level| self.levels.contains(&level)))
    }

    fn facts_fit(
        &self,
        catalog: &Catalog,
        certification: &Certification,
        standing: &Standing,
        services: &[&Service],
    ) -> bool {
        let facts = &certification.facts;
        let lines = |fields: &[Field]| -> Vec<String> {
            fields
                .iter()
                .filter_map(|field| facts.view(*field))
                .flat_map(|view| view.display(catalog).lines())
                .collect()
        };
        let says = |wanted: &[String], fields: &[Field]| wanted.is_empty() || any_contains(&lines(fields), wanted);
        let service_fits = self.services.is_empty()
            || facts.services.as_deref().is_some_and(|fact| {
                fact.value
                    .iter()
                    .filter_map(|service| catalog.service(*service))
                    .any(|service| services.iter().any(|wanted| wanted.id == service.id))
            });
        let in_effect = InEffect::of(certification, standing);
        (self.statuses.is_empty() || self.statuses.contains(&standing.status))
            && self.max_price.is_none_or(|most| in_effect.price().is_some_and(|price| price <= most))
            && self.max_duration.is_none_or(|most| in_effect.minutes().is_some_and(|minutes| minutes <= most))
            && service_fits
            && says(&self.emphasis, &[Field::Emphasis, Field::Skills, Field::Domains])
            && says(&self.roles, &[Field::Roles, Field::Audience])
            && (self.search.is_empty() || any_contains(&searchable(catalog, certification), &self.search))
    }

    fn order(&self, catalog: &Catalog, entries: &mut Vec<Entry<'_>>) {
        let by_provider = |entry: &Entry<'_>| {
            (
                catalog.provider_rank(&entry.certification.provider),
                entry.certification.level(),
                entry.certification.id.clone(),
            )
        };
        entries.sort_by_key(by_provider);
        match self.sort.unwrap_or(SortKey::Provider) {
            SortKey::Provider => {}
            SortKey::Id => entries.sort_by_key(|entry| entry.certification.id.clone()),
            SortKey::Name => entries.sort_by_key(|entry| entry.certification.short_name.to_lowercase()),
            SortKey::Level => {
                entries.sort_by_key(|entry| (entry.certification.level().is_none(), entry.certification.level()))
            }
            SortKey::Price => {
                entries.sort_by_key(|entry| unknown_last(InEffect::of(entry.certification, &entry.standing).price()))
            }
            SortKey::Duration => {
                entries.sort_by_key(|entry| unknown_last(InEffect::of(entry.certification, &entry.standing).minutes()))
            }
            SortKey::Status => entries.sort_by_key(|entry| entry.standing.status),
            SortKey::Ends => entries.sort_by_key(|entry| match &entry.standing.until {
                Some(Until::Day(when) | Until::Planned(when)) => (0, Some(*when)),
                Some(Until::Opens(_, when)) => (u8::from(when.is_none()), *when),
                None => (2, None),
            }),
        }
        if self.reverse {
            entries.reverse();
        }
    }
}

fn unknown_last(value: Option<u32>) -> (bool, Option<u32>) {
    (value.is_none(), value)
}

/// Whether a wanted word, or several, begins somewhere in the lines: "rag" is in "RAG", not in "storage".
fn any_contains(lines: &[String], wanted: &[String]) -> bool {
    wanted.iter().any(|wanted| {
        let wanted = wanted.to_lowercase();
        lines.iter().any(|line| {
            let line = line.to_lowercase();
            let begins =
                |at: usize| !line.get(..at).and_then(|before| before.chars().last()).is_some_and(char::is_alphanumeric);
            line.match_indices(&wanted).any(|(at, _)| begins(at))
        })
    })
}

fn searchable(catalog: &Catalog, certification: &Certification) -> Vec<String> {
    let mut lines = vec![certification.id.clone(), certification.short_name.clone()];
    lines.extend(certification.aliases.iter().cloned());
    for (field, view) in certification.facts.views() {
        if field != Field::Links {
            lines.extend(view.display(catalog).lines());
        }
    }
    if let Some(fact) = &certification.facts.services {
        lines.extend(
            fact.value
                .iter()
                .filter_map(|service| catalog.service(*service))
                .flat_map(Service::names)
                .map(|name| name.to_owned().into()),
        );
    }
    lines
}
