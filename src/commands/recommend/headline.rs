//! The reason for a recommendation in a few words.

use super::ranking::{Candidate, Ranking};
use super::weights::{Criterion, Hundredths};
use super::wishes::Wishes;
use crate::commands::{Context, topics};
use crate::query::matcher::Phrase;
use certcmp_dataset::Certification;
use certcmp_dataset::topic::Topic;

/// Returns the reason in a few words: the topics and roles that an exam has and lacks, else the best of its findings.
/// Topics and roles that no exam has are not held against it.
pub fn headline(
    candidate: &Candidate<'_>,
    ranking: &Ranking<'_>,
    wishes: &Wishes<'_>,
    context: &Context<'_>,
) -> String {
    let certification = candidate.entry.certification;
    let best = |criteria: &[Criterion]| {
        let found = candidate.findings.iter().filter(|finding| criteria.contains(&finding.criterion));
        let found = found.filter(|finding| finding.degree > Hundredths::NONE);
        let reason = found.max_by_key(|finding| (finding.points(), std::cmp::Reverse(finding.criterion as u8)))?;
        Some(reason.reasons.first()?.words.clone())
    };
    let mut parts: Vec<String> = candidate.terms.iter().flatten().cloned().collect();
    if parts.is_empty() {
        parts.extend(best(&[Criterion::Held, Criterion::CarriedOver]));
        parts.extend(best(&[Criterion::CarriedOver]).filter(|words| !parts.contains(words)));
    }
    // What only the providers decide says little of an exam.
    let asked = !parts.is_empty();
    if !asked && candidate.terms.is_empty() {
        let own = best(&[Criterion::Experience, Criterion::CloudExperience, Criterion::Breadth]);
        parts.extend(own.or_else(|| best(&[Criterion::Flagship])));
    }
    if !wishes.prefer() {
        parts.extend(certification.level().map(|level| level.title().to_owned()));
    }
    if !asked {
        parts.extend(about(certification, context));
    }
    let lacks = wishes.terms().zip(&candidate.terms).filter(|(_, has)| has.is_none()).map(|(term, _)| term.label());
    let lacks = lacks.filter(|label| !ranking.unknown.iter().any(|known| known == label));
    let lacks: Vec<String> = lacks.map(|label| format!("no {label}")).collect();
    parts.extend((!lacks.is_empty()).then(|| lacks.join(", ")));
    parts.join("; ")
}

/// Returns what an exam is about: two topics, those in its name first.
fn about(certification: &Certification, context: &Context<'_>) -> Option<String> {
    let in_name =
        |topic: &&Topic| topic.names().filter_map(Phrase::new).any(|phrase| phrase.is_in(certification.name()));
    let mut topics = topics::covered(certification, context.catalog);
    topics.sort_by_key(|topic| !in_name(topic));
    let labels: Vec<&str> = topics.iter().take(2).map(|topic| topic.label.as_str()).collect();
    (!labels.is_empty()).then(|| labels.join(", "))
}
