//! What exams share and what only one of them has: the rule, as rows and counts.
//!
//! A service is shared if another exam names the same one, or a counterpart in another cloud under a pairing whose
//! basis is not "none"; a weak counterpart is listed and not counted. A topic is shared if two exams have it, as a main
//! topic or covered; topics are those of the vocabulary.

use super::super::pairing::distinct_ids;
use certcmp_dataset::service::Pairing;
use certcmp_dataset::topic::Topic;
use certcmp_dataset::vocab::{Basis, Strength, TopicWeight};
use certcmp_dataset::{Catalog, Certification, Counterpart, Service, ServiceRef};

/// What some exams share.
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

impl Row<'_> {
    /// Returns the providers whose services the exams name, in the order of the group.
    pub fn providers<'a>(&self, catalog: &'a Catalog) -> Vec<&'a str> {
        let Subject::Group(group) = self.subject else { return Vec::new() };
        let is_named = |service: &ServiceRef| self.exams.iter().any(|(_, services)| services.contains(service));
        let sides = group.sides(catalog).into_iter();
        sides.filter(|side| side.services.iter().any(is_named)).map(|side| side.provider).collect()
    }

    /// Returns the pairings between these providers, and the group that has them.
    pub fn pairings(&self, catalog: &Catalog) -> Vec<(&Pairing, &Counterpart)> {
        let Subject::Group(group) = self.subject else { return Vec::new() };
        let providers = self.providers(catalog);
        let is_between = |pairing: &&Pairing| {
            providers.contains(&pairing.between.0.as_str()) && providers.contains(&pairing.between.1.as_str())
        };
        group.pairings.iter().filter(is_between).map(|pairing| (pairing, group)).collect()
    }
}

/// What a row is about.
#[derive(Clone, Copy)]
pub enum Subject<'a> {
    /// A topic of the vocabulary.
    Topic(&'a Topic),
    Service(&'a Service),
    /// A group of services of different clouds.
    Group(&'a Counterpart),
}

/// How the exams of a row match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Several name the same.
    Same,
    /// They name counterparts.
    Counterpart,
    /// Only one names it.
    Only,
}

impl Match {
    pub const WORDS: &'static [&'static str] = &["same", "counterpart", "only"];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Counterpart => "counterpart",
            Self::Only => "only",
        }
    }
}

/// How many services and topics of an exam are shared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub services: usize,
    /// Those that another exam names too.
    pub same: usize,
    /// Of the others, those with a counterpart that another exam names, by an official pairing.
    pub official: usize,
    /// By a derived pairing, where no official one is there.
    pub derived: usize,
    /// By our own pairing, where no other is there.
    pub editorial: usize,
    /// Those with a weak counterpart only, which is not counted as shared.
    pub weak: usize,
    pub topics: usize,
    /// Those that another exam has too.
    pub topics_shared: usize,
}

impl Count {
    /// Returns how many services have a counterpart that counts.
    pub fn counterparts(&self) -> usize {
        self.official + self.derived + self.editorial
    }

    /// Returns how many services are neither shared nor have a counterpart.
    pub fn only(&self) -> usize {
        self.services.saturating_sub(self.same + self.counterparts() + self.weak)
    }
}

impl<'a> Sharing<'a> {
    pub fn of(exams: &[&Certification], catalog: &'a Catalog) -> Self {
        let named: Vec<Vec<ServiceRef>> = exams.iter().map(|exam| services_of(exam)).collect();
        let topics: Vec<Vec<&Topic>> = exams.iter().map(|exam| topics_of(exam, catalog)).collect();
        let mut rows = topic_rows(&topics);
        let is_same = |service: ServiceRef| named.iter().filter(|own| own.contains(&service)).count() > 1;
        let groups: Vec<Row<'a>> = catalog.counterparts().filter_map(|group| paired(group, &named, catalog)).collect();
        for (exam, own) in named.iter().enumerate() {
            for place in own {
                let Some(service) = catalog.service(*place) else { continue };
                let in_group = |row: &Row<'_>| {
                    row.exams.iter().any(|(other, services)| *other == exam && services.contains(place))
                };
                let (matched, others) = if is_same(*place) {
                    (Match::Same, indices(&named, |own| own.contains(place)))
                } else if groups.iter().any(in_group) {
                    continue;
                } else {
                    (Match::Only, vec![exam])
                };
                // A service that several name has its row with the first of them.
                if others.first() == Some(&exam) {
                    let exams = others.into_iter().map(|at| (at, vec![*place])).collect();
                    let part_of = Some(service).filter(|_| matched == Match::Only).and_then(|service| {
                        let whole = catalog.whole_of(service)?;
                        let place = catalog.service_ref(&whole.id)?;
                        let by_another = |(at, own): (usize, &Vec<ServiceRef>)| at != exam && own.contains(&place);
                        named.iter().enumerate().any(by_another).then_some(whole)
                    });
                    rows.push(Row { subject: Subject::Service(service), matched, exams, part_of });
                }
            }
        }
        rows.extend(groups);
        rows.sort_by_key(|row| row.matched as u8);
        let counts = topics.iter().enumerate().map(|(at, own)| Count {
            topics: own.len(),
            topics_shared: own.iter().filter(|topic| holders(&topics, &topic.id).len() > 1).count(),
            ..count(at, &named, catalog)
        });
        Self { counts: counts.collect(), rows }
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

/// Returns the topics that an exam has, its main ones first.
pub fn topics_of<'a>(exam: &Certification, catalog: &'a Catalog) -> Vec<&'a Topic> {
    let with = |weight: TopicWeight| exam.topics.iter().filter(move |used| used.weight == weight);
    let used = with(TopicWeight::Main).chain(with(TopicWeight::Covered));
    used.filter_map(|used| catalog.topic(&used.topic)).collect()
}

/// Returns the indices of the exams that have a topic.
fn holders(topics: &[Vec<&Topic>], id: &str) -> Vec<usize> {
    indices(topics, |own| own.iter().any(|topic| topic.id == id))
}

fn indices<T>(of: &[T], holds: impl Fn(&T) -> bool) -> Vec<usize> {
    of.iter().enumerate().filter(|(_, item)| holds(item)).map(|(at, _)| at).collect()
}

fn topic_rows<'a>(topics: &[Vec<&'a Topic>]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for (exam, own) in topics.iter().enumerate() {
        for topic in own {
            let exams = holders(topics, &topic.id);
            if exams.first() == Some(&exam) {
                let matched = if exams.len() > 1 { Match::Same } else { Match::Only };
                let exams = exams.into_iter().map(|at| (at, Vec::new())).collect();
                rows.push(Row { subject: Subject::Topic(topic), matched, exams, part_of: None });
            }
        }
    }
    rows
}

fn services_of(exam: &Certification) -> Vec<ServiceRef> {
    let mut distinct = Vec::new();
    for service in exam.facts.services.iter().flat_map(|fact| &fact.value) {
        if !distinct.contains(service) {
            distinct.push(*service);
        }
    }
    distinct
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

fn count(exam: usize, named: &[Vec<ServiceRef>], catalog: &Catalog) -> Count {
    let own = named.get(exam).map_or(&[][..], Vec::as_slice);
    let others = others(exam, named);
    let mut count = Count { services: own.len(), ..Count::default() };
    for service in own {
        let found = catalog.counterparts_of(*service).flat_map(|group| {
            let bases = others.iter().filter_map(|other| pairing_basis(group, *service, *other, catalog));
            bases.map(|basis| (group.strength == Strength::Weak, basis))
        });
        match found.min() {
            _ if others.contains(service) => count.same += 1,
            Some((true, _)) => count.weak += 1,
            Some((false, Basis::Official)) => count.official += 1,
            Some((false, Basis::Derived)) => count.derived += 1,
            Some((false, Basis::Editorial)) => count.editorial += 1,
            Some((false, Basis::None)) | None => {}
        }
    }
    count
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
        sharing.counts[0]
    }

    #[test]
    fn a_pairing_counts_by_its_basis_and_strength() {
        let base = Count { services: 2, ..Count::default() };
        assert_eq!(paired_by(Basis::Official, Strength::Close), Count { official: 2, ..base });
        assert_eq!(paired_by(Basis::Derived, Strength::Partial), Count { derived: 2, ..base });
        assert_eq!(paired_by(Basis::Editorial, Strength::Close), Count { editorial: 2, ..base });
        assert_eq!(paired_by(Basis::Official, Strength::Weak), Count { weak: 2, ..base });
        assert_eq!(paired_by(Basis::None, Strength::Close), base);
    }
}
