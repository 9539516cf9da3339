//! Succession: which certifications replace which, step by step.

use crate::catalog::Catalog;
use crate::certification::Certification;
use crate::facts::Field;
use crate::identity::CertificationIds;
use crate::language::Language;
use crate::standing::Standing;
use jiff::civil::Date;
use std::collections::HashSet;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<'a> {
    pub from: &'a Certification,
    /// The fact that says so: [`Field::ContinuedBy`] or [`Field::SucceededBy`].
    pub fact: Field,
    pub to: &'a Certification,
}

/// Returns entries and all that is reached from them, the nearest first and each once.
pub fn reach<'a, T>(
    mut reached: Vec<&'a T>,
    id: fn(&'a T) -> &'a String,
    next: impl Fn(&'a T) -> Vec<&'a T>,
) -> impl Iterator<Item = &'a T> {
    let mut seen: HashSet<&String> = reached.iter().map(|entry| id(entry)).collect();
    let mut at = 0;
    std::iter::from_fn(move || {
        let here = *reached.get(at)?;
        at += 1;
        reached.extend(next(here).into_iter().filter(|next| seen.insert(id(next))));
        Some(here)
    })
}

impl Certification {
    fn names_in_its_place(&self, id: &str) -> Option<Field> {
        let facts = [(Field::ContinuedBy, &self.facts.continued_by), (Field::SucceededBy, &self.facts.succeeded_by)];
        let names = |fact: &CertificationIds| fact.iter().any(|named| named == id);
        facts.into_iter().find(|(_, fact)| fact.as_ref().is_some_and(|fact| names(&fact.value))).map(|(field, _)| field)
    }
}

impl Catalog {
    pub fn predecessors<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Certification> {
        self.certifications.iter().filter(move |earlier| earlier.names_in_its_place(id).is_some())
    }

    /// Returns the certifications that one names in its place, as far as they are known.
    pub fn successors(&self, certification: &Certification) -> Vec<&Certification> {
        certification.successors().into_iter().filter_map(|id| self.certification(id)).collect()
    }

    /// Returns the fewest steps that lead from a certification to one that succeeds it; empty if none do.
    pub fn succession<'a>(&'a self, from: &'a Certification, to: &str) -> Vec<Step<'a>> {
        let reached: Vec<&Certification> = reach(vec![from], |known| &known.id, |here| self.successors(here)).collect();
        let mut steps = Vec::new();
        let mut end = reached.iter().skip(1).find(|known| known.id == to);
        while let Some(to) = end {
            let first = reached.iter().find_map(|known| Some((known, known.names_in_its_place(&to.id)?)));
            let Some((from, fact)) = first else { break };
            steps.push(Step { from, fact, to });
            end = reached.iter().skip(1).find(|known| known.id == from.id);
        }
        steps.reverse();
        steps
    }

    /// Returns the nearest certification of the same track that this one succeeds, itself included, for which `holds` is
    /// true.
    pub fn nearest_forerunner<'a>(
        &'a self,
        certification: &'a Certification,
        holds: impl Fn(&Certification) -> bool,
    ) -> Option<&'a Certification> {
        let earlier = |here: &Certification| {
            self.predecessors(&here.id).filter(|earlier| earlier.track == certification.track).collect()
        };
        reach(vec![certification], |known| &known.id, earlier).find(|known| holds(known))
    }

    /// Returns what replaces a certification: its successors that can be taken or perhaps can, each reached through those
    /// that cannot, without repetition; its own track first, and what is sure before what is in doubt.
    pub fn instead(&self, certification: &Certification, day: Date, language: &Language) -> Vec<&Certification> {
        let standing = |known: &Certification| Standing::in_language(known, self, day, language);
        let next = |here: &Certification| match standing(here).can_be_taken() {
            true => Vec::new(),
            false => self.successors(here),
        };
        let reached = reach(self.successors(certification), |known| &known.id, next);
        let reached = reached.filter(|next| next.id != certification.id).map(|next| (next, standing(next)));
        let mut found: Vec<_> = reached.filter(|(_, next)| next.can_be_taken() || next.in_doubt).collect();
        found.sort_by_key(|(next, standing)| (next.track != certification.track, !standing.can_be_taken()));
        found.into_iter().map(|(next, _)| next).collect()
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
