//! Sources for programs.

use super::{Fact, claim_of};
use crate::commands::{Context, evidence};
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::Support;
use certcmp_dataset::{Certification, Source, SourceRef};
use std::borrow::Cow;

pub const KEY: &str = "sources";

pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    let Shape::Map(parts) = evidence::source_shape() else { return Vec::new() };
    let parts = parts.into_iter().map(|(key, shape)| (Cow::Borrowed(key), shape));
    parts.chain([("cited".into(), Shape::Int)]).collect()
}

/// The keys beside the sources of a certification or of one source.
pub fn extras() -> Vec<(&'static str, Shape)> {
    let counts = Support::WORDS.iter().map(|word| (*word, Shape::Int)).collect();
    let says = Shape::Map(vec![
        ("certification", Shape::Text),
        ("fact", Shape::Text),
        ("says", Shape::Text),
        ("evidence", evidence::shape(Shape::Text)),
    ]);
    vec![("certification", Shape::Text), ("facts_by_support", Shape::Map(counts)), ("facts", says.list())]
}

/// The sources with the number of facts that cite each.
pub fn sources(counted: &[(&Source, i64)]) -> Records {
    let row = |(source, count): &(&Source, i64)| {
        let Datum::Map(parts) = evidence::source_datum(source) else { return Vec::new() };
        parts.into_iter().map(|(_, datum)| datum).chain([Datum::Int(*count)]).collect()
    };
    Records {
        key: KEY,
        columns: columns(),
        rows: counted.iter().map(row).collect(),
        ids: counted.iter().map(|(source, _)| source.id.clone()).collect(),
        extra: Vec::new(),
    }
}

/// The sources of a certification with its facts.
pub fn of_certification(
    certification: &Certification,
    facts: &[Fact<'_>],
    counted: &[(&Source, i64)],
    context: &Context<'_>,
) -> Records {
    let count = |support: &Support| facts.iter().filter(|fact| fact.view.support == *support).count();
    let by_support = Support::ALL.iter().map(|support| {
        (Cow::Borrowed(support.as_str()), Datum::Int(i64::try_from(count(support)).unwrap_or(i64::MAX)))
    });
    let extra = vec![
        ("certification", Datum::text(&certification.id)),
        ("facts_by_support", Datum::Map(by_support.collect())),
        ("facts", facts_datum(facts, |fact| fact.view.display(context.catalog).line(), context)),
    ];
    Records { extra, ..sources(counted) }
}

/// One source with the facts that cite it, each with what the source says.
pub fn of_source(
    source: &Source,
    reference: SourceRef,
    count: i64,
    facts: &[Fact<'_>],
    context: &Context<'_>,
) -> Records {
    let says = |fact: &Fact<'_>| match claim_of(fact, reference) {
        Some((claim, _)) if !fact.view.sources.contains(&reference) => claim.display(context.catalog).line(),
        _ => fact.view.display(context.catalog).line(),
    };
    let extra = vec![("facts", facts_datum(facts, says, context))];
    Records { extra, ..sources(&[(source, count)]) }
}

fn facts_datum(facts: &[Fact<'_>], says: impl Fn(&Fact<'_>) -> String, context: &Context<'_>) -> Datum {
    let datum = |fact: &Fact<'_>| {
        Datum::map([
            ("certification", Datum::text(&fact.certification.id)),
            ("fact", Datum::text(fact.key)),
            ("says", Datum::Text(says(fact))),
            ("evidence", evidence::datum_in_words(&fact.view, None, context)),
        ])
    };
    Datum::List(facts.iter().map(datum).collect())
}
