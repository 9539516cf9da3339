//! `overlap`: what several exams share, and what only one of them has.
//!
//! A service is shared if another exam names the same one, or a counterpart in another cloud under a pairing whose
//! basis is not "none"; a weak counterpart is listed and not counted. A topic is shared if two exams have it, as a main
//! topic or covered; topics are those of the vocabulary.

pub mod record;
mod report;

use super::kinds::kinds;
use super::pairing::distinct_ids;
use super::{Context, Outcome, names, standing, topics};
use crate::query::Entry;
use anyhow::{Result, bail};
use certcmp_dataset::service::Pairing;
use certcmp_dataset::topic::Topic;
use certcmp_dataset::vocab::{Basis, Strength};
use certcmp_dataset::{Catalog, Certification, Counterpart, Service, ServiceRef};

/// Finds what certifications share. With `full` nothing is cut for people.
///
/// # Errors
/// If there are fewer than two.
pub fn run(certifications: &[&Certification], full: bool, context: &Context<'_>) -> Result<Outcome> {
    let certifications = standing::distinct(certifications);
    if let [] | [_] = certifications.as_slice() {
        let ids: Vec<&str> = certifications.iter().map(|only| only.id.as_str()).collect();
        bail!(
            "overlap needs two certifications; these names all mean {}\n  \
             add another, as in `certcmp overlap aws gcp`",
            ids.join(", ")
        );
    }
    let sharing = Sharing::of(&certifications, context.catalog);
    let entries: Vec<Entry<'_>> =
        certifications.iter().map(|certification| standing::entry(certification, context)).collect();
    Ok(context.answer(
        sharing.shared_ids(context.catalog),
        || report::blocks(&entries, &sharing, full, context),
        || record::of(&entries, &sharing, context),
    ))
}

pub struct Sharing<'a> {
    /// Shared topics, shared services, counterparts, then what only one exam has.
    pub rows: Vec<Row<'a>>,
    pub counts: Vec<Count>,
}

/// A topic, a service or a group of counterparts with the exams that name it.
pub struct Row<'a> {
    pub subject: Subject<'a>,
    /// How many exams name it.
    pub matched: Match,
    /// The exams by index, each with the services that it names; none for a topic.
    pub exams: Vec<(usize, Vec<ServiceRef>)>,
    /// The wider service of which a service is a part, if one of the exams names that instead.
    pub part_of: Option<&'a Service>,
}

impl<'a> Row<'a> {
    pub fn group(&self) -> Option<&'a Counterpart> {
        if let Subject::Group(group) = self.subject { Some(group) } else { None }
    }

    pub fn is_topic(&self) -> bool {
        matches!(self.subject, Subject::Topic(_))
    }

    /// Returns the services that an exam names.
    pub fn named_by(&self, exam: usize) -> Option<&[ServiceRef]> {
        self.exams.iter().find(|(at, _)| *at == exam).map(|(_, services)| services.as_slice())
    }

    /// Returns the providers whose services the exams name, in the order of the group.
    pub fn providers<'c>(&self, catalog: &'c Catalog) -> Vec<&'c str> {
        let Some(group) = self.group() else { return Vec::new() };
        let is_named = |service: &ServiceRef| self.exams.iter().any(|(_, services)| services.contains(service));
        let sides = group.sides(catalog).into_iter();
        sides.filter(|side| side.services.iter().any(is_named)).map(|side| side.provider).collect()
    }

    /// Returns the pairings between these providers.
    pub fn pairings(&self, catalog: &Catalog) -> Vec<&Pairing> {
        let Some(group) = self.group() else { return Vec::new() };
        let providers = self.providers(catalog);
        let is_between = |pairing: &&Pairing| {
            providers.contains(&pairing.between.0.as_str()) && providers.contains(&pairing.between.1.as_str())
        };
        group.pairings.iter().filter(is_between).collect()
    }
}

#[derive(Clone, Copy)]
pub enum Subject<'a> {
    Topic(&'a Topic),
    Service(&'a Service),
    Group(&'a Counterpart),
}

kinds! {
    /// How the exams of a row match.
    Match {
        /// Several name the same.
        Same = "same", "same";
        /// They name counterparts.
        Counterpart = "counterpart", "counterpart";
        /// Only one names it.
        Only = "only", "only";
    }
}

/// How many services and topics of an exam are shared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    pub services: usize,
    /// Those that another exam names too.
    pub same: usize,
    /// Of the others, those with a counterpart that another exam names: whether it is a weak one, which is not counted as
    /// shared, and the surest basis.
    pub paired: Vec<(bool, Basis)>,
    pub topics: usize,
    /// Those that another exam has too.
    pub topics_shared: usize,
}

impl Count {
    /// Returns how many services are neither shared nor have a counterpart.
    pub fn only(&self) -> usize {
        self.services - self.same - self.paired.len()
    }

    /// Returns how many services have a weak counterpart only.
    pub fn weak(&self) -> usize {
        self.paired.iter().filter(|(is_weak, _)| *is_weak).count()
    }

    /// Returns how many services have a counterpart that counts, on a basis.
    pub fn on(&self, basis: Basis) -> usize {
        self.paired.iter().filter(|paired| **paired == (false, basis)).count()
    }
}

impl<'a> Sharing<'a> {
    pub fn of(exams: &[&Certification], catalog: &'a Catalog) -> Self {
        let topics: Vec<Vec<&Topic>> = exams.iter().map(|exam| topics::covered(exam, catalog)).collect();
        let named: Vec<Vec<ServiceRef>> = exams.iter().map(|exam| services_of(exam)).collect();
        let matched = |exams: &[usize]| if exams.len() > 1 { Match::Same } else { Match::Only };
        let topic_rows = distinct(&topics).into_iter().map(|(topic, exams)| Row {
            subject: Subject::Topic(topic),
            matched: matched(&exams),
            exams: exams.into_iter().map(|exam| (exam, Vec::new())).collect(),
            part_of: None,
        });
        let groups: Vec<Row<'a>> =
            catalog.counterparts.iter().filter_map(|group| paired(group, &named, catalog)).collect();
        let has = |row: &Row<'_>, exam: usize, place: &ServiceRef| {
            row.named_by(exam).is_some_and(|services| services.contains(place))
        };
        let service_rows = distinct(&named).into_iter().filter_map(|(place, exams)| {
            let service = catalog.service(place)?;
            let matched = matched(&exams);
            let mut part_of = None;
            if let [exam] = exams.as_slice() {
                if groups.iter().any(|row| has(row, *exam, &place)) {
                    return None;
                }
                let whole = catalog.whole_of(service).filter(|whole| {
                    let whole = catalog.service_ref(&whole.id);
                    whole.is_some_and(|whole| others(*exam, &named).contains(&whole))
                });
                part_of = whole;
            }
            let exams = exams.into_iter().map(|exam| (exam, vec![place])).collect();
            Some(Row { subject: Subject::Service(service), matched, exams, part_of })
        });
        let mut rows: Vec<Row<'a>> = topic_rows.chain(service_rows).collect();
        rows.extend(groups);
        rows.sort_by_key(|row| row.matched as u8);
        let count = |(exam, (topics, own)): (usize, (&Vec<&Topic>, &Vec<ServiceRef>))| {
            let same = rows.iter().filter(|row| row.matched == Match::Same && row.named_by(exam).is_some());
            let (topics_shared, same): (Vec<_>, Vec<_>) = same.partition(|row| row.is_topic());
            Count {
                services: own.len(),
                same: same.len(),
                paired: counterparts(exam, own, &named, catalog),
                topics: topics.len(),
                topics_shared: topics_shared.len(),
            }
        };
        Self { counts: topics.iter().zip(&named).enumerate().map(count).collect(), rows }
    }

    /// Returns the ids of the shared services and of counterparts.
    pub fn shared_ids(&self, catalog: &Catalog) -> Vec<String> {
        let shared = self.rows.iter().filter(|row| row.matched != Match::Only).flat_map(|row| &row.exams);
        distinct_ids(shared.flat_map(|(_, services)| services.iter().copied()), catalog)
    }

    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.matched == Match::Only)
    }
}

/// Returns what exams name, each once, in the order of the exams, with the indices of the exams that do.
fn distinct<T: Copy + PartialEq>(named: &[Vec<T>]) -> Vec<(T, Vec<usize>)> {
    let mut found: Vec<(T, Vec<usize>)> = Vec::new();
    for (exam, own) in named.iter().enumerate() {
        for item in own {
            match found.iter_mut().find(|(known, _)| known == item) {
                Some((_, exams)) if exams.contains(&exam) => {}
                Some((_, exams)) => exams.push(exam),
                None => found.push((*item, vec![exam])),
            }
        }
    }
    found
}

fn services_of(exam: &Certification) -> Vec<ServiceRef> {
    names::distinct(exam.facts.services.iter().flat_map(|fact| fact.value.iter().copied()))
}

/// Returns what the exams other than one name.
fn others(exam: usize, named: &[Vec<ServiceRef>]) -> Vec<ServiceRef> {
    let others = named.iter().enumerate().filter(|(at, _)| *at != exam);
    others.flat_map(|(_, services)| services.iter().copied()).collect()
}

/// Returns the row of a group of which exams name services that are counterparts of what another exam names.
fn paired<'a>(group: &'a Counterpart, named: &[Vec<ServiceRef>], catalog: &Catalog) -> Option<Row<'a>> {
    let of_exam = |(at, own): (usize, &Vec<ServiceRef>)| {
        let others = others(at, named);
        let is_paired = |service: &&ServiceRef| {
            others.iter().any(|other| pairing_basis(group, **service, *other, catalog).is_some())
        };
        let services: Vec<ServiceRef> = own.iter().filter(is_paired).copied().collect();
        (!services.is_empty()).then_some((at, services))
    };
    let exams: Vec<(usize, Vec<ServiceRef>)> = named.iter().enumerate().filter_map(of_exam).collect();
    let row = Row { subject: Subject::Group(group), matched: Match::Counterpart, exams, part_of: None };
    (!row.exams.is_empty()).then_some(row)
}

/// Returns the basis on which a group pairs two services of different clouds.
fn pairing_basis(group: &Counterpart, one: ServiceRef, other: ServiceRef, catalog: &Catalog) -> Option<Basis> {
    if !group.services.contains(&one) || !group.services.contains(&other) {
        return None;
    }
    let (one, other) = (group.side_of(one, catalog)?, group.side_of(other, catalog)?);
    let pairing = group.pairing(one.provider, other.provider)?;
    (one.provider != other.provider && pairing.holds()).then_some(pairing.basis)
}

/// Returns for each service that an exam alone names, and that has counterparts which other exams name, whether these
/// are weak, and the surest basis.
fn counterparts(exam: usize, own: &[ServiceRef], named: &[Vec<ServiceRef>], catalog: &Catalog) -> Vec<(bool, Basis)> {
    let others = others(exam, named);
    let best = |service: &ServiceRef| {
        let found = catalog.counterparts_of(*service).flat_map(|group| {
            let bases = others.iter().filter_map(|other| pairing_basis(group, *service, *other, catalog));
            bases.map(|basis| (group.strength == Strength::Weak, basis))
        });
        found.min().filter(|_| !others.contains(service))
    };
    own.iter().filter_map(best).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use certcmp_dataset::service::{Pairing, Service};
    use certcmp_dataset::vocab::Category;
    use certcmp_dataset::{Fact, Facts, Track};

    fn service(id: &str, provider: &str) -> Service {
        Service {
            id: id.to_owned(),
            provider: Some(provider.to_owned()),
            name: id.to_owned(),
            short_name: None,
            category: Category::Data,
            formerly: Vec::new(),
            aliases: Vec::new(),
            now_in: None,
            succeeds: Vec::new(),
            sources: Vec::new(),
            note: None,
        }
    }

    fn exam(id: &str, services: &[u32]) -> Certification {
        let services = Fact::bare(services.iter().map(|at| ServiceRef(*at)).collect());
        Certification {
            facts: Facts { services: Some(services.into()), ..Facts::default() }.into(),
            ..Certification::bare(id, Track::Data)
        }
    }

    /// Two services of AWS and one of Azure in one group.
    fn paired_by(basis: Basis, strength: Strength) -> Count {
        let pairing = Pairing { between: ("azure".into(), "aws".into()), basis, via: None, sources: Vec::new() };
        let group = Counterpart {
            id: "group".into(),
            category: Category::Data,
            capability: "Do something".into(),
            services: [0, 1, 2].map(ServiceRef).to_vec(),
            pairings: vec![pairing],
            strength,
            note: None,
        };
        let catalog = Catalog {
            services: [service("a", "aws"), service("b", "aws"), service("z", "azure")].into_iter().collect(),
            counterparts: std::iter::once(group).collect(),
            ..Catalog::default()
        };
        // Both services of the first exam are of one cloud, so they are no counterparts of each other.
        let (one, other) = (exam("one", &[0, 1]), exam("other", &[2]));
        let sharing = Sharing::of(&[&one, &other], &catalog);
        let alone = |row: &&Row<'_>| row.matched == Match::Only && row.exams.iter().any(|(exam, _)| *exam == 0);
        assert_eq!(sharing.rows.iter().filter(alone).count(), sharing.counts[0].only());
        assert!(Sharing::of(&[&exam("one", &[0]), &exam("other", &[1])], &catalog).is_empty());
        sharing.counts[0].clone()
    }

    #[test]
    fn a_pairing_counts_by_its_basis_and_strength() {
        for (basis, strength, expected) in [
            (Basis::Official, Strength::Close, vec![(false, Basis::Official); 2]),
            (Basis::Derived, Strength::Partial, vec![(false, Basis::Derived); 2]),
            (Basis::Editorial, Strength::Close, vec![(false, Basis::Editorial); 2]),
            (Basis::Official, Strength::Weak, vec![(true, Basis::Official); 2]),
            (Basis::None, Strength::Close, Vec::new()),
        ] {
            assert_eq!(paired_by(basis, strength), Count { services: 2, paired: expected, ..Count::default() });
        }
    }
}
