//! Sources for programs.

use crate::commands::disputes::{self, Fact, OfFact};
use crate::commands::keys::{self, Key, int};
use crate::commands::{Context, evidence};
use crate::render::report::Records;
use certcmp_dataset::{Certification, Datum, Shape, Source, SourceRef, Support};

pub const KEY: &str = "sources";

pub fn columns() -> Vec<(&'static str, Shape)> {
    keys::columns(evidence::source_keys()).into_iter().chain([("cited", Shape::Int)]).collect()
}

pub fn extras() -> Vec<(&'static str, Shape)> {
    let counts = Support::WORDS.iter().map(|word| (*word, Shape::Int)).collect();
    let facts = keys::shape(fact_keys()).list();
    vec![("certification", Shape::Text), ("facts_by_support", Shape::Map(counts)), ("facts", facts)]
}

pub fn sources(counted: &[(&Source, i64)]) -> Records {
    let row = |(source, count): &(&Source, i64)| {
        [keys::row(&evidence::source_keys(), source), vec![Datum::Int(*count)]].concat()
    };
    let rows = counted.iter().map(row).collect();
    Records { key: KEY, columns: columns(), rows, ..Records::default() }
}

pub fn of_certification(
    certification: &Certification,
    facts: &[Fact<'_>],
    counted: &[(&Source, i64)],
    context: &Context<'_>,
) -> Records {
    let count = |support: &Support| facts.iter().filter(|fact| fact.view.support == *support).count();
    let by_support = Support::ALL.iter().map(|support| (support.as_str(), int(count(support))));
    let extra = vec![
        ("certification", Datum::text(&certification.id)),
        ("facts_by_support", Datum::Map(by_support.collect())),
        ("facts", keys::list(fact_keys(), facts.iter().map(|fact| (fact, None, context)))),
    ];
    Records { extra, ..sources(counted) }
}

/// One source with the facts that cite it, each with what the source says.
pub fn of_source(source: &Source, reference: SourceRef, facts: &[Fact<'_>], context: &Context<'_>) -> Records {
    let says = facts.iter().map(|fact| (fact, Some(reference), context));
    let count = i64::try_from(facts.len()).unwrap_or(i64::MAX);
    Records { extra: vec![("facts", keys::list(fact_keys(), says))], ..sources(&[(source, count)]) }
}

fn fact_keys<'a>() -> [Key<OfFact<'a>>; 4] {
    let [certification, fact, says, _, evidence] = disputes::fact_keys();
    [certification, fact, says, evidence]
}
