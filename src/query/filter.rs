//! Filters and sort keys of a list of certifications.

use super::Entry;
use super::matcher::Phrase;
use super::terms::{Meaning, Term, lines, names_service, searchable};
use certcmp_dataset::{
    Catalog, Certification, Field, Language, Level, Provider, Service, Sitting, Standing, Status, Track, Until,
    Validity,
};
use jiff::civil::Date;

/// By what a list is sorted. Unknown values are last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKey {
    Provider,
    Id,
    Name,
    Level,
    Cost,
    Duration,
    /// What is required before the exam: something, then nothing.
    Required,
    Status,
    /// The last day on which it can be taken; open ends last.
    Ends,
}

/// What to list. Several values of one filter mean "or", several filters mean "and"; a filter never matches a missing
/// value.
#[derive(Debug, Clone, Default)]
pub struct Query<'a> {
    pub words: Vec<Term<'a>>,
    pub providers: Vec<&'a Provider>,
    pub tracks: Vec<Track>,
    pub levels: Vec<Level>,
    pub statuses: Vec<Status>,
    /// The maximum price, in hundredths of a US dollar.
    pub max_cost: Option<u32>,
    /// The maximum duration in minutes.
    pub max_duration: Option<u32>,
    pub min_validity: Option<Validity>,
    pub services: Vec<&'a Service>,
    pub topics: Vec<Term<'a>>,
    pub roles: Vec<Phrase>,
    pub search: Vec<Phrase>,
    pub all: bool,
    pub sort: Option<SortKey>,
    pub reverse: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Found<'a> {
    pub entries: Vec<Entry<'a>>,
    /// What matched and is hidden, because it is not available or not known to be.
    pub hidden: Vec<Entry<'a>>,
    /// What would be in `entries` if its cost, duration or validity, which is not known, is within the limits.
    pub undecided: Vec<Entry<'a>>,
}

impl Query<'_> {
    pub fn run<'c>(&self, catalog: &'c Catalog, day: Date, language: &Language) -> Found<'c> {
        let mut found = Found::default();
        let statuses: Vec<Status> = self.asked_statuses().collect();
        for certification in catalog.certifications.iter().filter(|certification| self.fits(certification, catalog)) {
            let within = self.is_within_limits(certification);
            let standing = Standing::of(certification, catalog, day, language);
            let has_status = |status: &Status| has_status(*status, certification, &standing);
            let is_hidden = !self.all && statuses.is_empty() && !standing.status.is_open();
            let entries = match (is_hidden, within) {
                _ if !statuses.is_empty() && !statuses.iter().any(has_status) => continue,
                (false, Some(true)) => &mut found.entries,
                (false, None) => &mut found.undecided,
                (true, Some(true)) => &mut found.hidden,
                (true, None) | (_, Some(false)) => continue,
            };
            entries.push(Entry { certification, standing });
        }
        for entries in [&mut found.entries, &mut found.hidden, &mut found.undecided] {
            self.order(catalog, entries);
        }
        found
    }

    pub fn asked_statuses(&self) -> impl Iterator<Item = Status> {
        let in_words = self.words.iter().filter_map(|term| match &term.meaning {
            Meaning::Status(status) => Some(*status),
            _ => None,
        });
        self.statuses.iter().copied().chain(in_words)
    }

    pub fn asked_topics(&self) -> Vec<&Term<'_>> {
        let terms = self.words.iter().chain(&self.topics);
        let mut topics: Vec<&Term<'_>> = terms.filter(|term| matches!(term.meaning, Meaning::Topic(_))).collect();
        topics.dedup_by(|next, first| next.meaning == first.meaning);
        topics
    }

    /// Returns whether a certification is within the limits of cost, duration and validity; nothing where that depends on
    /// a value that is not known.
    fn is_within_limits(&self, certification: &Certification) -> Option<bool> {
        let validity = certification.facts.validity.as_deref().map(|validity| validity.value);
        let limits = [
            self.max_cost.map(|most| price(certification).map(|price| price <= most)),
            self.max_duration.map(|most| minutes(certification).map(|minutes| minutes <= most)),
            self.min_validity.map(|least| validity.map(|validity| validity >= least)),
        ];
        if limits.contains(&Some(Some(false))) {
            return Some(false);
        }
        (!limits.contains(&Some(None))).then_some(true)
    }

    /// Returns whether a certification matches all filters but the status and the limits.
    fn fits(&self, certification: &Certification, catalog: &Catalog) -> bool {
        let says = |wanted: &[Phrase], lines: &dyn Fn() -> Vec<String>| {
            wanted.is_empty() || lines().iter().any(|line| wanted.iter().any(|wanted| wanted.is_in(line)))
        };
        (self.providers.is_empty() || self.providers.iter().any(|provider| provider.id == certification.provider))
            && (self.tracks.is_empty() || self.tracks.contains(&certification.track))
            && (self.levels.is_empty() || certification.level().is_some_and(|level| self.levels.contains(&level)))
            && (self.services.is_empty() || names_service(certification, &self.services, catalog))
            && (self.topics.is_empty() || self.topics.iter().any(|topic| topic.fits(certification, catalog)))
            && says(&self.roles, &|| lines(certification, &[Field::Roles, Field::Audience], catalog))
            && says(&self.search, &|| searchable(certification, catalog))
            && self.words.iter().all(|term| {
                // Several providers mean "or", as several values of an option do.
                let mut same = self.words.iter().filter(|other| other.is_of_kind(term));
                same.any(|other| other.fits(certification, catalog))
            })
    }

    fn order(&self, catalog: &Catalog, entries: &mut [Entry<'_>]) {
        entries.sort_by_key(|entry| {
            let exam = entry.certification;
            (catalog.provider_rank(&exam.provider), exam.level(), &exam.id)
        });
        let number = |of: fn(&Certification) -> Option<u32>| {
            move |entry: &Entry<'_>| (of(entry.certification).is_none(), of(entry.certification))
        };
        match self.sort.unwrap_or(SortKey::Provider) {
            SortKey::Provider => {}
            SortKey::Id => entries.sort_by_key(|entry| &entry.certification.id),
            SortKey::Name => entries.sort_by_key(|entry| entry.certification.short_name.to_lowercase()),
            SortKey::Level => entries.sort_by_key(number(|exam| exam.level().map(|level| level as u32))),
            SortKey::Cost => entries.sort_by_key(number(price)),
            SortKey::Duration => entries.sort_by_key(number(minutes)),
            SortKey::Required => entries.sort_by_key(number(|exam| {
                let required = exam.facts.prerequisites_required.as_deref()?;
                Some(u32::from(required.value.is_empty()))
            })),
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

/// Returns whether a certification has a status. One in beta is announced too, if its standard exam is.
fn has_status(status: Status, certification: &Certification, standing: &Standing) -> bool {
    let is_ahead = standing.opening.is_some_and(|(_, planned)| planned)
        || certification.sittings.iter().any(Sitting::is_unscheduled);
    let is_announced = status == Status::Announced && standing.status == Status::Beta && is_ahead;
    standing.status == status || is_announced
}

/// Returns the price of the standard exam, in hundredths of a US dollar.
pub fn price(certification: &Certification) -> Option<u32> {
    certification.facts.price.as_deref().map(|price| price.value.0.hundredths)
}

fn minutes(certification: &Certification) -> Option<u32> {
    certification.facts.duration.as_deref().map(|duration| duration.value.0.max)
}
