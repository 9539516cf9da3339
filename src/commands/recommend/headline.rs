//! The reason for a recommendation in a few words.

use super::mentions;
use super::ranking::{Candidate, Ranking};
use super::weights::{Criterion, Hundredths};
use super::wishes::Wishes;
use crate::commands::Context;
use crate::commands::overlap::sharing::topics_of;
use certcmp_dataset::Certification;

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
            best.unwrap_or_else(|| format!("names {}", mentions::label(term)))
        })
        .collect();
    if parts.is_empty() {
        parts.extend(best(&[Criterion::Held, Criterion::CarriedOver]));
        parts.extend(best(&[Criterion::CarriedOver]).filter(|words| !parts.contains(words)));
    }
    if parts.is_empty() && lacks.is_empty() {
        parts.extend(best(&[Criterion::Flagship]));
        parts.extend(best(&[Criterion::Experience, Criterion::CloudExperience, Criterion::Breadth]));
    }
    if !wishes.prefer() {
        parts.extend(certification.level().map(|level| level.title().to_owned()));
    }
    if parts.is_empty() || !wishes.prefer() {
        parts.extend(about(certification, context));
    }
    let known =
        lacks.iter().map(|term| mentions::label(term).to_owned()).filter(|label| !ranking.unknown.contains(label));
    let lacks: Vec<String> = known.map(|label| format!("no {label}")).collect();
    parts.extend((!lacks.is_empty()).then(|| lacks.join(", ")));
    parts.join("; ")
}

/// Returns what an exam is about: its main topics, else its focus.
fn about(certification: &Certification, context: &Context<'_>) -> Option<String> {
    let topics = topics_of(certification, context.catalog);
    let labels: Vec<String> = topics.iter().take(2).map(|topic| topic.label.clone()).collect();
    if labels.is_empty() {
        certification.facts.focus.as_deref().map(|focus| focus.value.clone())
    } else {
        Some(labels.join(", "))
    }
}
