//! The certification that a provider means: its machine-learning certification of the day.

use certcmp_dataset::language::Language;
use certcmp_dataset::{Catalog, Certification, Provider, SourceRef, Standing, Status};
use jiff::civil::Date;

/// A certification in the place of one that has ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Replacement<'a> {
    /// The certification of the day.
    pub certification: &'a Certification,
    /// The one that it replaces, if it is another.
    pub replaces: Option<&'a Certification>,
    /// What the provider names besides in its place and can be taken.
    pub others: Vec<&'a Certification>,
}

/// Returns the certification that a provider means on a day in a language: the one of the dataset, and once that
/// has ended the successor of its track. With a source it is the one that the source speaks of. Returns nothing if the
/// provider has no such certification.
pub fn of_the_day<'a>(
    provider: &Provider,
    source: Option<SourceRef>,
    catalog: &'a Catalog,
    day: Date,
    language: &Language,
) -> Option<Replacement<'a>> {
    let flagship = provider.flagship.as_deref().and_then(|id| catalog.certification(id))?;
    if let Some(certification) = source.and_then(|source| spoken_of(source, flagship, catalog)) {
        return Some(Replacement { certification, replaces: None, others: Vec::new() });
    }
    Some(replacement(flagship, catalog, day, language))
}

/// Returns what a source speaks of most, of a provider: the flagship first.
fn spoken_of<'a>(source: SourceRef, flagship: &'a Certification, catalog: &'a Catalog) -> Option<&'a Certification> {
    let facts =
        |certification: &Certification| certification.cited(false).iter().filter(|cited| **cited == source).count();
    let of_provider = catalog.certifications.iter().filter(|other| other.provider == flagship.provider);
    let most = of_provider
        .map(|other| (facts(other), other.id == flagship.id, other))
        .max_by_key(|(facts, is_flagship, _)| (*facts, *is_flagship));
    most.filter(|(facts, _, _)| *facts > 0).map(|(_, _, certification)| certification)
}

/// Follows a certification that has ended to its successors of the same track, until one has not.
fn replacement<'a>(ended: &'a Certification, catalog: &'a Catalog, day: Date, language: &Language) -> Replacement<'a> {
    let standing = |certification: &Certification| Standing::of(certification, catalog, day, language);
    let mut reached = vec![ended];
    let mut candidates: Vec<(u8, &Certification)> = Vec::new();
    let mut index = 0;
    while let Some(here) = reached.get(index).copied() {
        index += 1;
        let now = standing(here);
        if now.status != Status::Retired {
            candidates.push((rank(&now), here));
            continue;
        }
        for next in here.successors().into_iter().filter_map(|id| catalog.certification(id)) {
            if next.track == ended.track && !reached.iter().any(|known| known.id == next.id) {
                reached.push(next);
            }
        }
    }
    // The first of the best: `min_by_key` keeps the order of the data.
    let certification =
        candidates.iter().min_by_key(|(rank, _)| *rank).map_or(ended, |(_, certification)| certification);
    if certification.id == ended.id {
        return Replacement { certification, replaces: None, others: Vec::new() };
    }
    let mut others = catalog.instead(ended, day, language);
    others.retain(|other| other.id != certification.id);
    Replacement { certification, replaces: Some(ended), others }
}

/// How well a certification that has not ended can stand for another, best first.
fn rank(standing: &Standing) -> u8 {
    match standing.status {
        _ if standing.can_be_taken() => 0,
        Status::Beta | Status::Available | Status::Retiring => 1,
        Status::Announced => 2,
        Status::Retired | Status::NotOffered | Status::Unknown => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use certcmp_dataset::Track;

    #[test]
    fn what_has_not_ended_stands_for_itself_and_a_record_without_sittings_has_not() {
        let catalog = Catalog { certifications: vec![Certification::bare("a", Track::Data)], ..Catalog::default() };
        let a = catalog.certification("a").unwrap();
        let found = replacement(a, &catalog, Date::constant(2026, 11, 28), &Language::english());
        assert_eq!((found.certification.id.as_str(), found.replaces), ("a", None));
    }
}
