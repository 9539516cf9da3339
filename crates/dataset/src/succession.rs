//! Succession: which certification a provider names in place of which, step by step.

use super::{Catalog, Certification, Field};

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
            .find(|(_, fact)| fact.as_ref().is_some_and(|fact| fact.value.0.iter().any(|named| named == id)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Fact;
    use crate::value::CertificationIds;
    use crate::{Facts, Track};

    fn certification(id: &str, track: Track, succeeded_by: &[&str]) -> Certification {
        let ids = CertificationIds(succeeded_by.iter().map(|id| (*id).to_owned().into()).collect());
        let fact = Fact::bare(ids);
        Certification {
            id: id.to_owned().into(),
            provider: "aws".into(),
            short_name: id.to_owned().into(),
            track,
            aliases: Vec::new(),
            sittings: Vec::new(),
            topics: Vec::new().into(),
            facts: Facts { succeeded_by: Some(fact.into()), ..Facts::default() }.into(),
        }
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
