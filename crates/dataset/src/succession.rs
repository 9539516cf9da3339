//! Succession: which certifications replace which, step by step.

use crate::catalog::Catalog;
use crate::certification::Certification;
use crate::facts::Field;
use crate::language::Language;
use crate::standing::{Standing, Status};
use jiff::civil::Date;

/// One step: what a fact of one certification names in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<'a> {
    /// The certification that is succeeded.
    pub from: &'a Certification,
    /// The fact that says so: [`Field::ContinuedBy`] or [`Field::SucceededBy`].
    pub fact: Field,
    /// The certification that succeeds it.
    pub to: &'a Certification,
}

impl Certification {
    /// The fact in which this certification names another in its place.
    fn names_in_its_place(&self, id: &str) -> Option<Field> {
        let facts = [(Field::ContinuedBy, &self.facts.continued_by), (Field::SucceededBy, &self.facts.succeeded_by)];
        let named = facts
            .into_iter()
            .find(|(_, fact)| fact.as_ref().is_some_and(|fact| fact.value.iter().any(|named| named == id)));
        named.map(|(field, _)| field)
    }
}

impl Catalog {
    /// The certifications in whose place this one is named.
    pub fn predecessors<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Certification> {
        self.certifications.iter().filter(move |earlier| earlier.names_in_its_place(id).is_some())
    }

    /// The fewest steps that lead from a certification to one that succeeds it; empty if none do.
    pub fn succession<'a>(&'a self, from: &'a Certification, to: &str) -> Vec<Step<'a>> {
        let mut reached: Vec<(&Certification, Vec<Step<'a>>)> = vec![(from, Vec::new())];
        let mut at = 0;
        while let Some((here, steps)) = reached.get(at).cloned() {
            if here.id == to {
                return steps;
            }
            at += 1;
            for id in here.successors() {
                let known = reached.iter().any(|(known, _)| known.id == id);
                if let (false, Some(next), Some(fact)) = (known, self.certification(id), here.names_in_its_place(id)) {
                    let mut longer = steps.clone();
                    longer.push(Step { from: here, fact, to: next });
                    reached.push((next, longer));
                }
            }
        }
        Vec::new()
    }

    /// The nearest certification of the same track that this one succeeds, itself included, for which `holds` is true.
    pub fn nearest_forerunner<'a>(
        &'a self,
        certification: &'a Certification,
        holds: impl Fn(&Certification) -> bool,
    ) -> Option<&'a Certification> {
        let mut reached = vec![certification];
        let mut at = 0;
        while let Some(here) = reached.get(at).copied() {
            at += 1;
            if holds(here) {
                return Some(here);
            }
            for earlier in self.predecessors(&here.id).filter(|earlier| earlier.track == certification.track) {
                if !reached.iter().any(|known| known.id == earlier.id) {
                    reached.push(earlier);
                }
            }
        }
        None
    }
}

impl Catalog {
    /// What replaces a certification: its successors that can be taken or perhaps can, each reached through those
    /// that cannot, without repetition; its own track first.
    pub fn instead<'a>(
        &'a self,
        certification: &Certification,
        day: Date,
        language: &Language,
    ) -> Vec<&'a Certification> {
        let (sure, doubtful) = self.successors_now(certification, day, language);
        let mut next: Vec<&Certification> = sure.into_iter().map(|(next, _)| next).chain(doubtful).collect();
        next.sort_by_key(|next| next.track != certification.track);
        next
    }

    /// What replaces it: what can be taken, with its status, and what perhaps can.
    pub fn successors_now<'a>(
        &'a self,
        certification: &Certification,
        day: Date,
        language: &Language,
    ) -> (Vec<(&'a Certification, Status)>, Vec<&'a Certification>) {
        let mut seen = vec![certification.id.as_str()];
        let mut open = certification.successors();
        let (mut found, mut doubtful): (Vec<(&Certification, Status)>, Vec<&Certification>) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(id) = open.get(at).copied() {
            at += 1;
            if seen.contains(&id) {
                continue;
            }
            let Some(next) = self.certification(id) else { continue };
            seen.push(&next.id);
            let standing = Standing::in_language(next, self, day, language);
            if standing.can_be_taken() {
                found.push((next, standing.status));
                continue;
            }
            if standing.in_doubt {
                doubtful.push(next);
            }
            open.extend(next.successors());
        }
        found.sort_by_key(|(next, _)| next.track != certification.track);
        (found, doubtful)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Fact;
    use crate::value::CertificationIds;
    use crate::{Facts, Track};

    fn certification(id: &str, track: Track, succeeded_by: &[&str]) -> Certification {
        let ids = succeeded_by.iter().map(|id| (*id).to_owned()).collect::<CertificationIds>();
        let fact = Fact::bare(ids);
        let facts = Facts { succeeded_by: Some(fact.into()), ..Facts::default() };
        Certification { facts: facts.into(), ..Certification::bare(id, track) }
    }

    /// `a` is followed by `b` and by `x` of another track, `b` by `c`, and `c` by `a` again.
    fn circle() -> Catalog {
        let certifications = vec![
            certification("a", Track::MachineLearning, &["b", "x"]),
            certification("b", Track::MachineLearning, &["c"]),
            certification("c", Track::MachineLearning, &["a"]),
            certification("x", Track::Data, &[]),
        ];
        Catalog { certifications, ..Catalog::default() }
    }

    #[test]
    fn the_steps_are_named_in_order_and_a_circle_ends() {
        let catalog = circle();
        let a = catalog.certification("a").unwrap();
        let steps: Vec<(&str, &str)> =
            catalog.succession(a, "c").iter().map(|step| (step.from.id.as_str(), step.to.id.as_str())).collect();
        assert_eq!(steps, [("a", "b"), ("b", "c")]);
        assert!(catalog.succession(a, "nothing").is_empty());
    }

    #[test]
    fn a_forerunner_is_of_the_same_track() {
        let catalog = circle();
        let nearest = |id: &str| {
            let from = catalog.certification(id).unwrap();
            catalog.nearest_forerunner(from, |found| found.id == "a").map(|found| found.id.as_str())
        };
        assert_eq!(nearest("c"), Some("a"));
        assert_eq!(nearest("x"), None);
    }
}
