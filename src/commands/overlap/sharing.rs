//! What exams share and what only one asks for: the rule, and the counts that it gives.
//!
//! A service is shared if another exam names the same one, or a counterpart in another cloud under a pairing whose
//! basis is not "none"; a weak counterpart is listed and not counted. A topic is shared only if the words are the same.

use crate::query::Entry;
use certcmp_dataset::vocab::{Basis, Strength};
use certcmp_dataset::{Catalog, Certification, Counterpart, Service, ServiceRef};

/// How a service or a topic comes to count as shared, said wherever a percentage is.
pub const COUNTING: &str = "How it is counted: a service counts as shared if another of these exams names the same one, \
or a close or partial counterpart in another cloud; a weak counterpart is listed and not counted. Each service counts \
once, whatever its weight in the exam. The lists hold what the sources name, and an exam can ask about more. Topics, \
from emphasis and skills, count only in the same words, but for case, punctuation and what stands in parentheses.";

/// What some exams share.
pub struct Sharing<'a> {
    /// Groups of counterparts of which different exams name different sides, in the order of the catalog.
    pub counterparts: Vec<Paired<'a>>,
    /// Services that more than one exam names, each with the places of these exams.
    pub same: Vec<(ServiceRef, Vec<usize>)>,
    /// For each exam, the services that are neither.
    pub only_services: Vec<Vec<ServiceRef>>,
    /// Topics that more than one exam names in the same words.
    pub topics: Vec<SharedTopic>,
    /// For each exam, the topics that no other names in the same words.
    pub only_topics: Vec<Vec<String>>,
    /// For each exam, the numbers.
    pub counts: Vec<Count>,
}

/// Counterparts that several exams name.
pub struct Paired<'a> {
    /// The group.
    pub group: &'a Counterpart,
    /// For each exam, what it names of the group and another exam has a counterpart of.
    pub named: Vec<Vec<ServiceRef>>,
}

/// A topic that several exams name in the same words.
pub struct SharedTopic {
    /// The words that are the same.
    pub words: String,
    /// For each exam, the topic as it stands there.
    pub named: Vec<Option<String>>,
}

/// How many services and topics of an exam are shared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Services that it names.
    pub services: usize,
    /// Services that the others name, all together; without any, nothing can be told of what is shared.
    pub others: usize,
    /// Of them those that another exam names too.
    pub same: usize,
    /// Of the others those with a counterpart that another exam names, officially paired.
    pub official: usize,
    /// The same by a derived pairing, where no official one is there.
    pub derived: usize,
    /// The same by our own pairing, where no other is there.
    pub editorial: usize,
    /// Those with a weak counterpart only, which does not count as shared.
    pub weak: usize,
    /// Topics that it names.
    pub topics: usize,
    /// Of them those that another exam names in the same words.
    pub topics_shared: usize,
}

impl Count {
    /// How many services count as shared.
    pub fn shared(&self) -> usize {
        self.same + self.official + self.derived + self.editorial
    }

    /// Whether services are known of it and of another, so that they can be laid over each other.
    pub fn can_be_told(&self) -> bool {
        self.services > 0 && self.others > 0
    }

    /// The share of its services that are shared, in whole percent, rounded; none where it cannot be told.
    pub fn percent(&self) -> Option<usize> {
        self.can_be_told().then(|| (self.shared() * 200 + self.services) / (self.services * 2))
    }

    /// How many services are neither shared nor have a weak counterpart.
    pub fn only(&self) -> usize {
        self.services.saturating_sub(self.shared() + self.weak)
    }
}

impl<'a> Sharing<'a> {
    /// Works out what some exams share.
    pub fn of(exams: &[&Certification], catalog: &'a Catalog) -> Self {
        let named: Vec<Vec<ServiceRef>> = exams.iter().map(|exam| services_of(exam)).collect();
        let topics: Vec<Vec<String>> = exams.iter().map(|exam| topics_of(exam)).collect();
        let counterparts: Vec<Paired<'a>> =
            catalog.counterparts.iter().filter_map(|group| paired(group, &named, catalog)).collect();
        let same = same(&named);
        let is_shared = |at: usize, service: ServiceRef| {
            let in_group = |paired: &Paired<'_>| paired.named.get(at).is_some_and(|named| named.contains(&service));
            same.iter().any(|(known, _)| *known == service) || counterparts.iter().any(in_group)
        };
        let alone = |(at, own): (usize, &Vec<ServiceRef>)| {
            own.iter().filter(|service| !is_shared(at, **service)).copied().collect()
        };
        let only_services = named.iter().enumerate().map(alone).collect();
        let only_topics = only_topics(&topics);
        let counts = topics.iter().zip(&only_topics).enumerate().map(|(at, (topics, alone))| Count {
            topics: topics.len(),
            topics_shared: topics.len().saturating_sub(alone.len()),
            ..count(at, &named, catalog)
        });
        let counts = counts.collect();
        Self { topics: shared_topics(&topics), counterparts, same, only_services, only_topics, counts }
    }

    /// Whether anything is shared.
    pub fn is_empty(&self) -> bool {
        self.counterparts.is_empty() && self.same.is_empty() && self.topics.is_empty()
    }
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

/// What the exams other than one name.
fn others(exam: usize, named: &[Vec<ServiceRef>]) -> Vec<ServiceRef> {
    let others = named.iter().enumerate().filter(|(at, _)| *at != exam);
    others.flat_map(|(_, services)| services.iter().copied()).collect()
}

/// A group of which exams name services that a pairing sets beside what another exam names.
fn paired<'a>(group: &'a Counterpart, named: &[Vec<ServiceRef>], catalog: &Catalog) -> Option<Paired<'a>> {
    let of_exam = |(at, own): (usize, &Vec<ServiceRef>)| -> Vec<ServiceRef> {
        let others = others(at, named);
        let is_paired = |service: &&ServiceRef| {
            others.iter().any(|other| pairing_basis(group, **service, *other, catalog).is_some())
        };
        own.iter().filter(is_paired).copied().collect()
    };
    let named: Vec<Vec<ServiceRef>> = named.iter().enumerate().map(of_exam).collect();
    let any = named.iter().any(|services| !services.is_empty());
    any.then_some(Paired { group, named })
}

/// The basis on which a group sets two services of different clouds beside each other.
fn pairing_basis(group: &Counterpart, one: ServiceRef, other: ServiceRef, catalog: &Catalog) -> Option<Basis> {
    if !group.services.contains(&one) || !group.services.contains(&other) {
        return None;
    }
    let (one, other) = (group.side_of(one, catalog)?, group.side_of(other, catalog)?);
    let pairing = group.pairing(one.provider, other.provider)?;
    (one.provider != other.provider && pairing.holds()).then_some(pairing.basis)
}

/// The providers whose sides the exams name, in the order of the group.
pub fn named_providers<'a>(paired: &Paired<'_>, catalog: &'a Catalog) -> Vec<&'a str> {
    let is_named = |service: &ServiceRef| paired.named.iter().flatten().any(|named| named == service);
    let sides = paired.group.sides(catalog).into_iter();
    sides.filter(|side| side.services.iter().any(is_named)).map(|side| side.provider).collect()
}

/// The wider service in which one stands by its name, if any of the exams names that, and which do.
pub fn wider<'a>(
    place: ServiceRef,
    entries: &[Entry<'a>],
    catalog: &'a Catalog,
) -> Option<(&'a Service, Vec<&'a str>)> {
    let whole = catalog.whole_of(catalog.service(place)?)?;
    let wanted = catalog.service_ref(&whole.id)?;
    let names = |entry: &&Entry<'a>| {
        let listed = |place: ServiceRef| {
            entry.certification.facts.services.as_deref().is_some_and(|fact| fact.value.contains(&place))
        };
        listed(wanted) && !listed(place)
    };
    let exams: Vec<&str> = entries.iter().filter(names).map(|entry| entry.certification.id.as_str()).collect();
    (!exams.is_empty()).then_some((whole, exams))
}

/// Services that several exams name.
fn same(named: &[Vec<ServiceRef>]) -> Vec<(ServiceRef, Vec<usize>)> {
    let mut found: Vec<(ServiceRef, Vec<usize>)> = Vec::new();
    for service in named.iter().flatten() {
        let naming = named.iter().enumerate().filter(|(_, own)| own.contains(service)).map(|(at, _)| at);
        let naming: Vec<usize> = naming.collect();
        if naming.len() > 1 && !found.iter().any(|(known, _)| known == service) {
            found.push((*service, naming));
        }
    }
    found
}

fn count(exam: usize, named: &[Vec<ServiceRef>], catalog: &Catalog) -> Count {
    let own = named.get(exam).map_or(&[][..], Vec::as_slice);
    let others = others(exam, named);
    let mut count = Count { services: own.len(), others: others.len(), ..Count::default() };
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

/// The topics of an exam: its emphasis and its skills, each wording once.
fn topics_of(exam: &Certification) -> Vec<String> {
    let mut topics: Vec<String> = Vec::new();
    for topic in [&exam.facts.emphasis, &exam.facts.skills].into_iter().flatten().flat_map(|fact| &fact.value) {
        let words = same_words(topic);
        if !words.is_empty() && !topics.iter().any(|known| same_words(known) == words) {
            topics.push(topic.clone());
        }
    }
    topics
}

/// The words of a topic without case, punctuation and what stands in parentheses.
pub fn same_words(topic: &str) -> String {
    let mut depth = 0_usize;
    let bare: String = topic
        .chars()
        .filter(|letter| {
            let inside = depth > 0;
            match letter {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            !inside && depth == 0
        })
        .collect();
    let words = bare.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn shared_topics(topics: &[Vec<String>]) -> Vec<SharedTopic> {
    let mut found: Vec<SharedTopic> = Vec::new();
    for topic in topics.iter().flatten() {
        let words = same_words(topic);
        let named: Vec<Option<String>> =
            topics.iter().map(|own| own.iter().find(|other| same_words(other) == words).cloned()).collect();
        if named.iter().flatten().count() > 1 && !found.iter().any(|known| known.words == words) {
            found.push(SharedTopic { words: words.into(), named });
        }
    }
    found
}

fn only_topics(topics: &[Vec<String>]) -> Vec<Vec<String>> {
    let is_shared = |topic: &String| {
        let words = same_words(topic);
        topics.iter().filter(|own| own.iter().any(|other| same_words(other) == words)).count() > 1
    };
    topics.iter().map(|own| own.iter().filter(|topic| !is_shared(topic)).cloned().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use certcmp_dataset::service::{Pairing, Service};
    use certcmp_dataset::vocab::Category;
    use certcmp_dataset::{Fact, Facts, Support, Track};

    fn service(id: &str, provider: &str) -> Service {
        Service {
            id: id.to_owned().into(),
            provider: Some(provider.to_owned().into()),
            name: id.to_owned().into(),
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
        let services = Fact {
            value: services.iter().map(|at| ServiceRef(*at)).collect(),
            support: Support::Official,
            uncertain: false,
            sources: Vec::new(),
            disputed: Vec::new(),
            also: Vec::new(),
            note: None,
            rule: false,
            replaces: false,
        };
        Certification {
            id: id.to_owned().into(),
            provider: "aws".into(),
            short_name: id.to_owned().into(),
            track: Track::Data,
            aliases: Vec::new(),
            sittings: Vec::new(),
            topics: Vec::new().into(),
            evidence: None,
            except_rules: Vec::new(),
            facts: Facts { services: Some(services.into()), ..Facts::default() }.into(),
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
        assert_eq!(sharing.only_services[0].len(), sharing.counts[0].only());
        assert!(Sharing::of(&[&exam("one", &[0]), &exam("other", &[1])], &catalog).is_empty());
        sharing.counts[0]
    }

    #[test]
    fn a_pairing_counts_by_its_basis_and_strength() {
        let base = Count { services: 2, others: 1, ..Count::default() };
        assert_eq!(paired_by(Basis::Official, Strength::Close), Count { official: 2, ..base });
        assert_eq!(paired_by(Basis::Derived, Strength::Partial), Count { derived: 2, ..base });
        assert_eq!(paired_by(Basis::Editorial, Strength::Close), Count { editorial: 2, ..base });
        assert_eq!(paired_by(Basis::Official, Strength::Weak), Count { weak: 2, ..base });
        assert_eq!(paired_by(Basis::None, Strength::Close), base);
    }

    #[test]
    fn words_are_the_same_but_for_case_punctuation_and_parentheses() {
        assert_eq!(same_words("Responsible AI (section 6, with (nested) words)"), "responsible ai");
        assert_eq!(same_words("MLOps (evaluation)"), same_words("mlops"));
        assert_eq!(same_words("batch- and streaming ingestion"), "batch and streaming ingestion");
        assert_ne!(same_words("responsible AI"), same_words("responsible AI principles"));
        assert_ne!(same_words("security and governance"), same_words("governance and security"));
    }

    #[test]
    fn percentages_are_rounded_and_absent_where_nothing_is_named() {
        let of = |services: usize, same: usize| Count { services, same, others: 1, ..Count::default() }.percent();
        assert_eq!([of(3, 1), of(3, 2), of(8, 1), of(7, 7), of(7, 0)], [33, 67, 13, 100, 0].map(Some));
        assert_eq!(of(0, 0), None);
        assert_eq!(Count { services: 5, ..Count::default() }.percent(), None);
    }

    #[test]
    fn a_weak_counterpart_is_neither_shared_nor_the_exams_own() {
        let count = Count {
            services: 10,
            others: 9,
            same: 2,
            official: 3,
            derived: 1,
            editorial: 1,
            weak: 1,
            ..Count::default()
        };
        assert_eq!((count.shared(), count.percent(), count.only()), (7, Some(70), 2));
    }
}
