//! The answer for programs: a record for each recommendation, and beside them what was asked for, the weights, and
//! what was left out.

use super::limits::{self, Limit};
use super::ranking::{Candidate, Excluded, Ranking};
use super::reason::{Finding, Reason, Speaks};
use super::weights::{self, Criterion};
use super::wishes::{self, Wishes};
use crate::commands::columns::Column;
use crate::commands::{Audience, Context, evidence};
use crate::query::InEffect;
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::{Certification, Field, SourceRef, Support, View};
use std::borrow::Cow;

/// What a record has of the certification itself.
const OWN: [Column; 6] =
    [Column::Id, Column::Provider, Column::ShortName, Column::Track, Column::Fact(Field::Level), Column::Status];

/// The key under which the recommendations stand.
pub const KEY: &str = "recommendations";

/// Keys and shapes of a recommendation.
pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    let mut columns: Vec<(Cow<'static, str>, Shape)> = vec![("rank".into(), Shape::Int)];
    columns.extend(OWN.iter().flat_map(|column| column.keys()));
    columns.extend([
        ("can_be_taken_from".into(), Shape::Date),
        ("price_usd".into(), Shape::Number.nullable()),
        ("points".into(), Shape::Signed),
        ("for".into(), Shape::Text.list()),
        ("against".into(), Shape::Text.list()),
        ("neither".into(), Shape::Text.list()),
        ("not_known".into(), Shape::Text.list()),
        ("limits".into(), limit_shape().list()),
        ("findings".into(), finding_shape().list()),
    ]);
    columns
}

/// Keys and shapes of what stands beside the recommendations.
pub fn extra_shapes() -> Vec<(&'static str, Shape)> {
    let certification = || [("id", Shape::Text), ("provider", Shape::Text), ("short_name", Shape::Text)];
    let excluded = certification().into_iter().chain([("reasons", limit_shape().list())]);
    let elsewhere = certification().into_iter().chain([("points", Shape::Signed)]);
    vec![
        ("asked", wishes::shape()),
        ("weights", weights::table_shape()),
        ("first_of_other_clouds", Shape::Map(elsewhere.collect()).list()),
        ("nothing_speaks_for", Shape::Text.list()),
        ("excluded", Shape::Map(excluded.collect()).list()),
    ]
}

fn reason_parts() -> Vec<(&'static str, Shape)> {
    let claim = Shape::Map(vec![("says", Shape::Text), ("sources", Shape::Text.list())]);
    vec![
        ("speaks", Shape::Word(Speaks::WORDS)),
        ("words", Shape::Text),
        ("certification", Shape::Text.nullable()),
        ("fact", Shape::Text.nullable()),
        ("says", Shape::Text.nullable()),
        ("support", Shape::Word(Support::WORDS).nullable()),
        ("uncertain", Shape::Bool),
        ("sources", Shape::Text.list()),
        ("disputed", claim.list()),
    ]
}

fn limit_shape() -> Shape {
    let mut parts = vec![("limit", Shape::Word(Limit::WORDS))];
    parts.extend(reason_parts());
    Shape::Map(parts)
}

fn finding_shape() -> Shape {
    Shape::Map(vec![
        ("criterion", Shape::Word(Criterion::KEYS)),
        ("weight", Shape::Int),
        ("match", Shape::Signed),
        ("points", Shape::Signed),
        ("reasons", Shape::Map(reason_parts()).list()),
    ])
}

/// The records and what stands beside them.
pub fn records(
    ranking: &Ranking<'_>,
    elsewhere: &[Candidate<'_>],
    wishes: &Wishes<'_>,
    context: &Context<'_>,
) -> Records {
    let ids = ranking.candidates.iter().map(|candidate| candidate.entry.certification.id.clone()).collect();
    if context.audience != Audience::Programs {
        return Records { key: KEY, columns: Vec::new(), rows: Vec::new(), ids, extra: Vec::new() };
    }
    let mut cited: Vec<SourceRef> = Vec::new();
    let rows = ranking.candidates.iter().enumerate();
    let rows = rows.map(|(at, candidate)| row(at, candidate, wishes, context, &mut cited)).collect();
    let mut excluded = Vec::new();
    for certification in &ranking.excluded {
        excluded.push(excluded_datum(certification, context, &mut cited));
    }
    Records {
        key: KEY,
        columns: columns(),
        rows,
        ids,
        extra: vec![
            ("asked", wishes.datum()),
            ("weights", weights::table_datum()),
            ("first_of_other_clouds", Datum::List(elsewhere.iter().map(elsewhere_datum).collect())),
            (
                "nothing_speaks_for",
                Datum::texts(ranking.unsupported.iter().map(|candidate| &candidate.entry.certification.id)),
            ),
            ("excluded", Datum::List(excluded)),
            ("sources", evidence::sources_datum(cited, context)),
        ],
    }
}

fn row(
    at: usize,
    candidate: &Candidate<'_>,
    wishes: &Wishes<'_>,
    context: &Context<'_>,
    cited: &mut Vec<SourceRef>,
) -> Vec<Datum> {
    let entry = &candidate.entry;
    let said = |speaks: Speaks| {
        let reasons = candidate.findings.iter().flat_map(|finding| &finding.reasons);
        let mut words: Vec<&str> = Vec::new();
        for reason in reasons.filter(|reason| reason.speaks == speaks) {
            if !words.contains(&reason.words.as_str()) {
                words.push(&reason.words);
            }
        }
        Datum::texts(words.into_iter().map(str::to_owned))
    };
    let price = InEffect::of(entry.certification, &entry.standing).price();
    let mut row = vec![Datum::Int(i64::try_from(at + 1).unwrap_or(i64::MAX))];
    row.extend(OWN.iter().flat_map(|column| column.data(entry, context)));
    row.extend([
        Datum::printed(entry.standing.day),
        Datum::option(price, Datum::amount),
        candidate.points().datum(),
        said(Speaks::For),
        said(Speaks::Against),
        said(Speaks::Neither),
        said(Speaks::NotKnown),
    ]);
    let kept = limits::kept(entry, wishes, context);
    row.push(Datum::List(kept.iter().map(|kept| limit_datum(kept, context, cited)).collect()));
    row.push(Datum::List(candidate.findings.iter().map(|finding| finding_datum(finding, context, cited)).collect()));
    row
}

/// A reason, part by part, as [`reason_parts`] says.
fn reason_data(
    reason: &Reason<'_>,
    context: &Context<'_>,
    cited: &mut Vec<SourceRef>,
) -> Vec<(Cow<'static, str>, Datum)> {
    let ids = |sources: &[SourceRef]| Datum::texts(sources.iter().map(|source| context.catalog.source_id(*source)));
    let fact = reason.cited.as_ref();
    let view = fact.map(|fact| &fact.view);
    cited.extend(view.into_iter().flat_map(View::cited));
    let claims = view.map_or(&[][..], |view| &view.disputed).iter().map(|claim| {
        Datum::map([("says", Datum::Text(claim.display(context.catalog).line())), ("sources", ids(claim.sources))])
    });
    vec![
        ("speaks".into(), Datum::text(reason.speaks.as_str())),
        ("words".into(), Datum::text(&reason.words)),
        ("certification".into(), Datum::option(fact, |fact| Datum::text(fact.of))),
        ("fact".into(), Datum::option(fact, |fact| Datum::text(fact.key))),
        ("says".into(), Datum::option(view, |view| Datum::Text(view.display(context.catalog).line()))),
        ("support".into(), Datum::option(view, |view| Datum::text(view.support))),
        ("uncertain".into(), Datum::Bool(view.is_some_and(|view| view.uncertain))),
        ("sources".into(), ids(view.map_or(&[][..], |view| view.sources))),
        ("disputed".into(), Datum::List(claims.collect())),
    ]
}

fn limit_datum((limit, reason): &(Limit, Reason<'_>), context: &Context<'_>, cited: &mut Vec<SourceRef>) -> Datum {
    let mut parts: Vec<(Cow<'static, str>, Datum)> = vec![("limit".into(), Datum::text(limit.as_str()))];
    parts.extend(reason_data(reason, context, cited));
    Datum::Map(parts)
}

fn finding_datum(finding: &Finding<'_>, context: &Context<'_>, cited: &mut Vec<SourceRef>) -> Datum {
    let reasons = finding.reasons.iter().map(|reason| Datum::Map(reason_data(reason, context, cited)));
    Datum::map([
        ("criterion", Datum::text(finding.criterion.key())),
        ("weight", Datum::Int(finding.criterion.weight())),
        ("match", finding.degree.datum()),
        ("points", finding.points().datum()),
        ("reasons", Datum::List(reasons.collect())),
    ])
}

/// What a certification is called, and more of it.
fn certification_datum(certification: &Certification, more: (&'static str, Datum)) -> Datum {
    Datum::map([
        ("id", Datum::text(&certification.id)),
        ("provider", Datum::text(&certification.provider)),
        ("short_name", Datum::text(&certification.short_name)),
        more,
    ])
}

fn excluded_datum(excluded: &Excluded<'_>, context: &Context<'_>, cited: &mut Vec<SourceRef>) -> Datum {
    let reasons = excluded.reasons.iter().map(|reason| limit_datum(reason, context, cited)).collect();
    certification_datum(excluded.certification, ("reasons", Datum::List(reasons)))
}

fn elsewhere_datum(candidate: &Candidate<'_>) -> Datum {
    certification_datum(candidate.entry.certification, ("points", candidate.points().datum()))
}
