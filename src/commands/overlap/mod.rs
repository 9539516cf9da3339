//! `overlap`: what several exams share, and what only one of them has.
//!
//! A service is shared if another exam names the same one, or a counterpart in another cloud under a pairing whose
//! basis is not "none"; a weak counterpart is listed and not counted. A topic is shared if two exams have it, as a main
//! topic or covered; topics are those of the vocabulary.

pub mod record;
mod report;

use super::pairing::{between, distinct_ids};
use super::{Context, Outcome, names, standing, topics};
use crate::query::Entry;
use anyhow::{Result, bail};
use certcmp_dataset::{
    Basis, Catalog, Certification, Counterpart, Labels, Pairing, Service, ServiceRef, Strength, Topic, kinds,
};

/// Finds what at least two certifications share, else fails. With `full` nothing is cut for people.
pub fn run(certifications: &[&Certification], full: bool, context: &Context<'_>) -> Result<Outcome> {
    let certifications = names::distinct(certifications.iter().copied());
    if let [only] = certifications.as_slice() {
        bail!(
            "overlap needs two certifications; these names all mean {}\n  \
             add another, as in `certcmp overlap aws gcp`",
            only.id
        );
    }
    let sharing = Sharing::of(&certifications, context.catalog);
    let entries: Vec<Entry<'_>> =
        certifications.iter().map(|certification| standing::entry(certification, context)).collect();
    let shared = sharing.rows.iter().filter(|row| row.matched != Match::Only).flat_map(|row| &row.exams);
    Ok(context.answer(
        distinct_ids(shared.flat_map(|(_, services)| services.iter().copied()), context),
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
    pub matched: Match,
    /// The exams by index, each with the services that it names; none for a topic.
    pub exams: Vec<(usize, Vec<ServiceRef>)>,
    /// The wider service of which a service is a part, if another exam names that instead.
    pub part_of: Option<&'a Service>,
}

impl<'a> Row<'a> {
    pub fn group(&self) -> Option<&'a Counterpart> {
        if let Subject::Group(group) = self.subject { Some(group) } else { None }
    }

    pub fn is_topic(&self) -> bool {
        matches!(self.subject, Subject::Topic(_))
    }

    /// Returns the services that an exam names; nothing if it does not name the subject.
    pub fn named_by(&self, exam: usize) -> Option<&[ServiceRef]> {
        self.exams.iter().find(|(at, _)| *at == exam).map(|(_, services)| services.as_slice())
    }

    /// Returns the providers whose services the exams name, in the order of the group.
    pub fn providers<'c>(&self, catalog: &'c Catalog) -> Vec<&'c str> {
        let sides = self.group().into_iter().flat_map(|group| group.sides(catalog));
        let is_named = |service: &ServiceRef| self.exams.iter().any(|(_, services)| services.contains(service));
        sides.filter(|side| side.services.iter().any(is_named)).map(|side| side.provider).collect()
    }

    pub fn pairings(&self, catalog: &Catalog) -> Vec<&'a Pairing> {
        self.group().map(|group| between(group, &self.providers(catalog))).unwrap_or_default()
    }
}

#[derive(Clone, Copy)]
pub enum Subject<'a> {
    Topic(&'a Topic),
    Service(&'a Service),
    Group(&'a Counterpart),
}

kinds! {
    Match {
        Same = "same", "same";
        Counterpart = "counterpart", "counterpart";
        Only = "only", "only";
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    pub services: usize,
    pub same: usize,
    /// Of the others, those with a counterpart that another exam names: whether it is a weak one, which is not counted as
    /// shared, and the surest basis.
    pub paired: Vec<(bool, Basis)>,
    pub topics: usize,
    pub topics_shared: usize,
}

impl Count {
    /// Returns how many services are neither shared nor have a counterpart.
    pub fn only(&self) -> usize {
        self.services - self.same - self.paired.len()
    }

    pub fn weak(&self) -> usize {
        self.paired.iter().filter(|(is_weak, _)| *is_weak).count()
    }

    /// Returns how many services have a counterpart that counts, on a basis.
    pub fn on(&self, basis: Basis) -> usize {
        self.paired.iter().filter(|paired| **paired == (false, basis)).count()
    }
}

/// A service of an exam with a group that pairs it with what another exam names: the exam, the service, the group, and
/// the surest basis.
type Paired<'a> = (usize, ServiceRef, &'a Counterpart, Basis);

impl<'a> Sharing<'a> {
    pub fn of(exams: &[&Certification], catalog: &'a Catalog) -> Self {
        let topics: Vec<Vec<&Topic>> = exams.iter().map(|exam| topics::covered(exam, catalog)).collect();
        let services = |exam: &&Certification| {
            names::distinct(exam.facts.services.iter().flat_map(|fact| fact.value.iter().copied()))
        };
        let named: Vec<Vec<ServiceRef>> = exams.iter().map(services).collect();
        let paired = paired(&named, catalog);
        let matched = |exams: &[usize]| if exams.len() > 1 { Match::Same } else { Match::Only };
        let topic_rows = distinct(&topics).into_iter().map(|(topic, exams)| Row {
            subject: Subject::Topic(topic),
            matched: matched(&exams),
            exams: exams.into_iter().map(|exam| (exam, Vec::new())).collect(),
            part_of: None,
        });
        let service_rows = distinct(&named).into_iter().filter_map(|(place, exams)| {
            let service = catalog.service(place)?;
            let is_alone = exams.len() == 1;
            if is_alone && paired.iter().any(|(_, service, ..)| *service == place) {
                return None;
            }
            let whole = catalog.whole_of(service).filter(|whole| {
                let whole = catalog.service_ref(&whole.id);
                let others = named.iter().filter(|services| !services.contains(&place));
                is_alone && others.flatten().any(|other| Some(*other) == whole)
            });
            let matched = matched(&exams);
            let exams = exams.into_iter().map(|exam| (exam, vec![place])).collect();
            Some(Row { subject: Subject::Service(service), matched, exams, part_of: whole })
        });
        let groups = catalog.counterparts.iter().filter_map(|group| {
            let of_exam = |exam: usize| {
                let services = paired.iter().filter(|(at, _, of, _)| *at == exam && of.id == group.id);
                let services: Vec<ServiceRef> = services.map(|(_, service, ..)| *service).collect();
                (!services.is_empty()).then_some((exam, services))
            };
            let exams: Vec<_> = (0..named.len()).filter_map(of_exam).collect();
            let row = Row { subject: Subject::Group(group), matched: Match::Counterpart, exams, part_of: None };
            (!row.exams.is_empty()).then_some(row)
        });
        let mut rows: Vec<Row<'a>> = topic_rows.chain(service_rows).chain(groups).collect();
        rows.sort_by_key(|row| row.matched as u8);
        let count = |(exam, (topics, own)): (usize, (&Vec<&Topic>, &Vec<ServiceRef>))| {
            let same = rows.iter().filter(|row| row.matched == Match::Same && row.named_by(exam).is_some());
            let (topics_shared, same): (Vec<_>, Vec<_>) = same.partition(|row| row.is_topic());
            let shared: Vec<&ServiceRef> = same.iter().filter_map(|row| row.named_by(exam)).flatten().collect();
            let best = |service: &ServiceRef| {
                let groups = paired.iter().filter(|(at, paired, ..)| *at == exam && paired == service);
                groups.map(|(.., group, basis)| (group.strength == Strength::Weak, *basis)).min()
            };
            Count {
                services: own.len(),
                same: same.len(),
                paired: own.iter().filter(|service| !shared.contains(service)).filter_map(best).collect(),
                topics: topics.len(),
                topics_shared: topics_shared.len(),
            }
        };
        Self { counts: topics.iter().zip(&named).enumerate().map(count).collect(), rows }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.matched == Match::Only)
    }
}

/// Returns what exams name, each once, in the order of the exams, with the indices of the exams that do.
fn distinct<T: Copy + PartialEq>(named: &[Vec<T>]) -> Vec<(T, Vec<usize>)> {
    let items = names::distinct(named.iter().flatten().copied());
    let exams = |item: &T| (0..named.len()).filter(|at| named.get(*at).is_some_and(|own| own.contains(item))).collect();
    items.into_iter().map(|item| (item, exams(&item))).collect()
}

fn paired<'a>(named: &[Vec<ServiceRef>], catalog: &'a Catalog) -> Vec<Paired<'a>> {
    let mut paired = Vec::new();
    for (exam, own) in named.iter().enumerate() {
        let others = || named.iter().enumerate().filter(|(at, _)| *at != exam).flat_map(|(_, services)| services);
        for service in own {
            for group in catalog.counterparts_of(*service) {
                let others = others().filter(|other| group.services.contains(other));
                let basis = others.filter_map(|other| pairing_basis(group, *service, *other, catalog)).min();
                paired.extend(basis.map(|basis| (exam, *service, group, basis)));
            }
        }
    }
    paired
}

/// Returns the basis on which a group pairs two services of different clouds.
fn pairing_basis(group: &Counterpart, one: ServiceRef, other: ServiceRef, catalog: &Catalog) -> Option<Basis> {
    let (one, other) = (group.side_of(one, catalog)?, group.side_of(other, catalog)?);
    let pairing = group.pairing(one.provider, other.provider)?;
    (one.provider != other.provider && pairing.holds()).then_some(pairing.basis)
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
        let alone = |row: &&Row<'_>| row.matched == Match::Only && row.named_by(0).is_some();
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
