//! The reason for a recommendation in a few words.

use super::mentions;
use super::ranking::{Candidate, Ranking};
use super::weights::{Criterion, Hundredths};
use super::wishes::Wishes;
use crate::commands::Context;
use crate::commands::overlap::sharing::topics_of;
use crate::query::matcher::Phrase;
use certcmp_dataset::Certification;
use certcmp_dataset::topic::Topic;

/// Returns the reason in a few words: the topics and roles that an exam has and lacks, else the best of its findings.
pub fn headline(
    candidate: &Candidate<'_>,
    ranking: &Ranking<'_>,
    wishes: &Wishes<'_>,
    context: &Context<'_>,
) -> String {
    let certification = candidate.entry.certification;
    let best = |criteria: &[Criterion]| {
        let findings = candidate.findings.iter().filter(|finding| criteria.contains(&finding.criterion));
        let found = findings.filter(|finding| finding.degree > Hundredths::NONE);
        let reason = found.max_by_key(|finding| (finding.points(), std::cmp::Reverse(finding.criterion as u8)))?;
        Some(reason.reasons.first()?.words.clone())
    };
    let (has, lacks): (Vec<_>, Vec<_>) =
        wishes.terms().partition(|term| mentions::names(certification, term, context.catalog));
    let mut parts: Vec<String> = has
        .iter()
        .map(|term| {
            let best = mentions::best(certification, term, context.catalog);
            best.unwrap_or_else(|| format!("names {}", term.label()))
        })
        .collect();
    if parts.is_empty() {
        parts.extend(best(&[Criterion::Held, Criterion::CarriedOver]));
        parts.extend(best(&[Criterion::CarriedOver]).filter(|words| !parts.contains(words)));
    }
    // What only the providers decide says little of an exam.
    let asked = !parts.is_empty();
    if parts.is_empty() && lacks.is_empty() {
        let own = best(&[Criterion::Experience, Criterion::CloudExperience, Criterion::Breadth]);
        parts.extend(own.or_else(|| best(&[Criterion::Flagship])));
    }
    if !wishes.prefer() {
        parts.extend(certification.level().map(|level| level.title().to_owned()));
    }
    if parts.is_empty() || !asked || !wishes.prefer() {
        parts.extend(about(certification, context));
    }
    let known = lacks.iter().map(|term| term.label().to_owned()).filter(|label| !ranking.unknown.contains(label));
    let lacks: Vec<String> = known.map(|label| format!("no {label}")).collect();
    parts.extend((!lacks.is_empty()).then(|| lacks.join(", ")));
    parts.join("; ")
}

/// Returns what an exam is about: two topics, those in its name first.
fn about(certification: &Certification, context: &Context<'_>) -> Option<String> {
    let in_name =
        |topic: &&Topic| topic.names().filter_map(Phrase::new).any(|phrase| phrase.is_in(certification.name()));
    let mut topics = topics_of(certification, context.catalog);
    topics.sort_by_key(|topic| !in_name(topic));
    let labels: Vec<&str> = topics.iter().take(2).map(|topic| topic.label.as_str()).collect();
    (!labels.is_empty()).then(|| labels.join(", "))
}
