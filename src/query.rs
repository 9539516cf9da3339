//! Finds certifications: by a name that a person types, and by filters. It knows nothing of the command line.

pub mod service_name;

use certcmp_dataset::language::Language;
use certcmp_dataset::nearest::nearest;
use certcmp_dataset::value::{Dollars, ExamCode};
use certcmp_dataset::{
    Catalog, Certification, Fact, Field, Level, Provider, Service, Sitting, Standing, Status, Track,
};
use jiff::civil::Date;
use std::fmt;

/// Why a name leads to no certification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameError {
    /// Nothing is called so; these names are near, each with what it stands for.
    Unknown {
        /// The name.
        name: String,
        /// Near names and what they stand for.
        near: Vec<(String, String)>,
    },
    /// Several are called so.
    Ambiguous {
        /// The name.
        name: String,
        /// The ids of those it could mean.
        candidates: Vec<String>,
    },
}

impl fmt::Display for NameError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, near } => {
                write!(out, "no certification is called `{name}`")?;
                if !near.is_empty() {
                    let names: Vec<String> =
                        near.iter().map(|(near, meaning)| format!("`{near}` ({meaning})")).collect();
                    write!(out, "\n  did you mean {}?", names.join(" or "))?;
                }
                Ok(())
            }
            Self::Ambiguous { name, candidates } => {
                write!(out, "`{name}` can mean several certifications\n  name one of {}", candidates.join(", "))
            }
        }
    }
}

/// Finds a certification by its id, exam code, alias, provider, or a prefix or part of its name that is unique.
///
/// # Errors
/// If nothing or more than one is called so.
pub fn resolve<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Certification, NameError> {
    let wanted = name.trim().to_lowercase();
    let all = || catalog.certifications.iter();
    if let Some(found) = catalog.certification(&wanted) {
        return Ok(found);
    }
    // Ids and aliases of providers are nobody else's, so most names of providers need no look at the certifications.
    let by_alias = catalog.providers.iter().find(|provider| provider.is_called(&wanted));
    if by_alias.is_none()
        && let Some(found) = all().find(|certification| is_called(certification, &wanted))
    {
        return Ok(found);
    }
    let by_name = || {
        let names = |provider: &Provider| [provider.name.to_lowercase(), provider.short_name.to_lowercase()];
        catalog.providers.iter().find(|provider| names(provider).contains(&wanted) || is_alias(provider, &wanted))
    };
    if let Some(provider) = by_alias.or_else(by_name) {
        if let Some(flagship) = provider.flagship.as_deref().and_then(|id| catalog.certification(id)) {
            return Ok(flagship);
        }
        return only(name, all().filter(|certification| certification.provider == provider.id).collect());
    }
    let words = folded(&wanted);
    if words.is_empty() {
        return Err(unknown(catalog, name));
    }
    let by_prefix: Vec<_> = all().filter(|certification| certification.id.starts_with(&wanted)).collect();
    if !by_prefix.is_empty() {
        return only(name, by_prefix);
    }
    let by_part: Vec<_> = all()
        .filter(|certification| {
            wanted.len() >= 3 && name_parts(certification).any(|part| folded(&part).contains(&words))
        })
        .collect();
    if by_part.is_empty() { Err(unknown(catalog, name)) } else { only(name, by_part) }
}

/// Finds several certifications.
///
/// # Errors
/// Every name that leads to none.
pub fn resolve_all<'a>(catalog: &'a Catalog, names: &[String]) -> Result<Vec<&'a Certification>, Vec<NameError>> {
    let (found, errors): (Vec<_>, Vec<_>) = names.iter().map(|name| resolve(catalog, name)).partition(Result::is_ok);
    if errors.is_empty() {
        Ok(found.into_iter().flatten().collect())
    } else {
        Err(errors.into_iter().filter_map(Result::err).collect())
    }
}

fn is_alias(provider: &Provider, wanted: &str) -> bool {
    provider.aliases.iter().any(|alias| alias.to_lowercase() == wanted)
}

fn only<'a>(name: &str, found: Vec<&'a Certification>) -> Result<&'a Certification, NameError> {
    match found.as_slice() {
        [found] => Ok(found),
        _ => Err(NameError::Ambiguous {
            name: name.to_owned(),
            candidates: found.iter().map(|certification| certification.id.clone()).collect(),
        }),
    }
}

fn is_called(certification: &Certification, wanted: &str) -> bool {
    let code = match certification.facts.exam_code.as_deref().map(|code| &code.value) {
        Some(ExamCode::Code(code)) => Some(code.as_str()),
        _ => None,
    };
    let sittings = certification
        .sittings
        .iter()
        .filter_map(|sitting: &Sitting| sitting.facts.code.as_deref())
        .map(|code| code.value.as_str());
    certification
        .aliases
        .iter()
        .map(String::as_str)
        .chain(code)
        .chain(sittings)
        .any(|known| known.to_lowercase() == wanted)
}

fn name_parts(certification: &Certification) -> impl Iterator<Item = String> + '_ {
    let facts = &certification.facts;
    let claimed = facts.name.iter().flat_map(|name| &name.disputed).filter_map(|claim| match &claim.stated {
        certcmp_dataset::Stated::Value(name) => Some(name.clone()),
        certcmp_dataset::Stated::Words(_) => None,
    });
    [certification.name().clone(), certification.short_name.clone()]
        .into_iter()
        .chain(facts.exam_title.as_deref().map(|title| title.value.clone()))
        .chain(claimed)
}

/// A name without what differs from one spelling to the next: case, dashes, spaces.
pub fn folded(text: &str) -> String {
    text.chars().filter(|found| found.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn unknown(catalog: &Catalog, name: &str) -> NameError {
    let mut known: Vec<&str> = Vec::new();
    for provider in &catalog.providers {
        known.push(&provider.id);
        known.extend(provider.aliases.iter().map(String::as_str));
    }
    for certification in &catalog.certifications {
        known.push(&certification.id);
        known.extend(certification.aliases.iter().map(String::as_str));
    }
    let mut near: Vec<(String, String)> =
        nearest(name, known).into_iter().map(|near| (near.to_owned(), meaning(catalog, near))).collect();
    near.dedup_by(|next, first| next.1 == first.1);
    NameError::Unknown { name: name.to_owned(), near }
}

fn meaning(catalog: &Catalog, name: &str) -> String {
    let provider = catalog.providers.iter().find(|provider| provider.is_called(name));
    match (provider, resolve(catalog, name)) {
        (Some(provider), Ok(flagship)) => format!("{}: {}", provider.short_name, flagship.id),
        (_, Ok(certification)) => catalog.full_title(certification).to_string(),
        _ => String::new(),
    }
}

/// Finds a service by any of its names, in any case, or by a part of them.
pub fn services<'a>(catalog: &'a Catalog, name: &str) -> Vec<&'a Service> {
    let wanted = folded(name);
    let named = |matches: &dyn Fn(&str) -> bool| -> Vec<&'a Service> {
        let found = catalog.services().filter(|service| {
            service.names().chain(service.succeeds.iter().map(String::as_str)).any(|known| matches(&folded(known)))
        });
        found.collect()
    };
    let exact = named(&|known| known == wanted);
    if !exact.is_empty() || wanted.len() < 3 { exact } else { named(&|known| known.contains(&wanted)) }
}

/// A certification with its standing on the day that was asked about.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The certification.
    pub certification: &'a Certification,
    /// Whether it can be taken.
    pub standing: Standing,
}

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
    /// Every key with its name.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Provider, "provider"),
        (Self::Id, "id"),
        (Self::Name, "name"),
        (Self::Level, "level"),
        (Self::Price, "price"),
        (Self::Duration, "duration"),
        (Self::Status, "status"),
        (Self::Ends, "ends"),
    ];
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
                Some(certcmp_dataset::standing::Until::Day(when) | certcmp_dataset::standing::Until::Planned(when)) => {
                    (0, Some(*when))
                }
                Some(certcmp_dataset::standing::Until::Opens(_, when)) => (u8::from(when.is_none()), *when),
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

/// What holds for someone who takes the exam on the day: the open sitting's own price, length, questions and code
/// where it has them, else the exam's.
#[derive(Debug, Clone, Copy)]
pub struct InEffect<'a> {
    certification: &'a Certification,
    sitting: Option<&'a Sitting>,
}

impl<'a> InEffect<'a> {
    /// What holds on the day of the standing.
    pub fn of(certification: &'a Certification, standing: &Standing) -> Self {
        let open = standing.sitting.filter(|_| standing.status.is_open());
        Self { certification, sitting: open.and_then(|at| certification.sittings.get(at)) }
    }

    /// The open sitting.
    pub fn sitting(&self) -> Option<&'a Sitting> {
        self.sitting
    }

    /// The price of an attempt, in hundredths of a US dollar.
    pub fn price(&self) -> Option<u32> {
        self.price_fact().map(|price| price.value.0.hundredths)
    }

    /// The price of an attempt with its evidence.
    pub fn price_fact(&self) -> Option<&'a Fact<Dollars>> {
        let own = self.sitting.and_then(|sitting| sitting.facts.price.as_deref());
        own.or(self.certification.facts.price.as_deref())
    }

    /// The most minutes there are to answer.
    pub fn minutes(&self) -> Option<u32> {
        let own = self.sitting.and_then(|sitting| sitting.facts.duration.as_deref());
        own.or(self.certification.facts.duration.as_deref()).map(|duration| duration.value.max)
    }
}
