//! The recommendations for programs: a record for each, and beside them what was asked for and what was excluded.

use super::limits::{Limit, price};
use super::ranking::{Candidate, Ranking};
use super::reason::{Finding, Reason, Speaks};
use super::weights::Criterion;
use super::wishes::{self, Wishes};
use crate::commands::columns::Column;
use crate::commands::{Context, evidence, standing};
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::{Certification, Field, SourceRef, View};
use std::borrow::Cow;

/// What a record has of the certification itself.
const OWN: [Column; 6] =
    [Column::Id, Column::Provider, Column::ShortName, Column::Track, Column::Fact(Field::Level), Column::Status];

pub const KEY: &str = "recommendations";

pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    let finding = Shape::Map(vec![
        ("criterion", Shape::Word(Criterion::KEYS)),
        ("weight", Shape::Int),
        ("match", Shape::Signed),
        ("points", Shape::Signed),
        ("reasons", Shape::Map(reason_parts()).list()),
    ]);
    let mut columns: Vec<(Cow<'static, str>, Shape)> = vec![("rank".into(), Shape::Int), ("ties".into(), Shape::Bool)];
    columns.extend(OWN.iter().flat_map(|column| column.keys()));
    columns.extend([
        ("can_be_taken_from".into(), Shape::Date),
        ("price_usd".into(), Shape::Number.nullable()),
        ("points".into(), Shape::Signed),
        ("matched".into(), Shape::Int),
        ("reason".into(), Shape::Text),
        ("findings".into(), finding.list()),
    ]);
    columns
}

/// Returns the keys and shapes beside the recommendations.
pub fn extras() -> Vec<(&'static str, Shape)> {
    let certification = [("id", Shape::Text), ("provider", Shape::Text), ("short_name", Shape::Text)].to_vec();
    let with = |more: Vec<(&'static str, Shape)>| Shape::Map([certification.clone(), more].concat()).list();
    let limit = [vec![("limit", Shape::Word(Limit::WORDS))], reason_parts()].concat();
    vec![
        ("asked", wishes::shape()),
        ("unknown", Shape::Text.list()),
        ("elsewhere", with(vec![("points", Shape::Signed)])),
        ("ended", with(vec![("ended", Shape::Date.nullable()), ("instead", Shape::Text.list())])),
        ("no_match", Shape::Text.list()),
        ("excluded", with(vec![("reasons", Shape::Map(limit).list())])),
    ]
}

fn reason_parts() -> Vec<(&'static str, Shape)> {
    vec![
        ("speaks", Shape::Word(Speaks::WORDS)),
        ("words", Shape::Text),
        ("certification", Shape::Text.nullable()),
        ("fact", Shape::Text.nullable()),
        ("evidence", evidence::shape(Shape::Text).nullable()),
    ]
}

/// Returns the best candidates, with the other keys of the document.
pub fn records(ranking: &Ranking<'_>, top: usize, wishes: &Wishes<'_>, context: &Context<'_>) -> Records {
    let shown = ranking.candidates.get(..top).unwrap_or(&ranking.candidates);
    let mut cited: Vec<SourceRef> = Vec::new();
    let rows = shown.iter().enumerate().map(|(at, candidate)| row(at, candidate, ranking, context, &mut cited));
    let rows = rows.collect();
    let elsewhere = ranking
        .elsewhere
        .iter()
        .map(|candidate| certification(candidate.entry.certification, [("points", candidate.points().datum())]));
    let ended = ranking.ended.iter().map(|entry| {
        let instead = standing::replacements(entry, context);
        let more = [
            ("ended", Datum::option(entry.standing.ended(), Datum::printed)),
            ("instead", Datum::texts(instead.iter().map(|next| &next.id))),
        ];
        certification(entry.certification, more)
    });
    let excluded: Vec<Datum> = ranking
        .excluded
        .iter()
        .map(|excluded| {
            let reasons = excluded.reasons.iter().map(|(limit, reason)| {
                let mut parts: Vec<(Cow<'static, str>, Datum)> = vec![("limit".into(), Datum::text(limit.as_str()))];
                parts.extend(reason_data(reason, context, &mut cited));
                Datum::Map(parts)
            });
            certification(excluded.certification, [("reasons", Datum::List(reasons.collect()))])
        })
        .collect();
    let no_match = ranking.unsupported.iter().map(|candidate| &candidate.entry.certification.id);
    Records {
        key: KEY,
        columns: columns(),
        rows,
        ids: shown.iter().map(|candidate| candidate.entry.certification.id.clone()).collect(),
        extra: vec![
            ("asked", wishes.datum()),
            ("unknown", Datum::texts(&ranking.unknown)),
            ("elsewhere", Datum::List(elsewhere.collect())),
            ("ended", Datum::List(ended.collect())),
            ("no_match", Datum::texts(no_match)),
            ("excluded", Datum::List(excluded)),
            ("sources", evidence::sources_datum(cited, context)),
        ],
    }
}

fn row(
    at: usize,
    candidate: &Candidate<'_>,
    ranking: &Ranking<'_>,
    context: &Context<'_>,
    cited: &mut Vec<SourceRef>,
) -> Vec<Datum> {
    let entry = &candidate.entry;
    let int = |number: usize| Datum::Int(i64::try_from(number).unwrap_or(i64::MAX));
    let mut row = vec![int(ranking.place(at)), Datum::Bool(ranking.is_tied(at))];
    row.extend(OWN.iter().flat_map(|column| column.data(entry, context)));
    row.extend([
        Datum::printed(entry.standing.day),
        Datum::option(price(entry.certification), Datum::amount),
        candidate.points().datum(),
        int(candidate.matched()),
        Datum::text(&candidate.why),
        Datum::List(candidate.findings.iter().map(|finding| finding_datum(finding, context, cited)).collect()),
    ]);
    row
}

/// Returns a reason, part by part, as [`reason_parts`] says.
fn reason_data(
    reason: &Reason<'_>,
    context: &Context<'_>,
    cited: &mut Vec<SourceRef>,
) -> Vec<(Cow<'static, str>, Datum)> {
    let fact = reason.cited.as_ref();
    let view = fact.map(|fact| &fact.view);
    cited.extend(view.into_iter().flat_map(View::cited));
    vec![
        ("speaks".into(), Datum::text(reason.speaks.as_str())),
        ("words".into(), Datum::text(&reason.words)),
        ("certification".into(), Datum::option(fact, |fact| Datum::text(fact.of))),
        ("fact".into(), Datum::option(fact, |fact| Datum::text(fact.key))),
        ("evidence".into(), Datum::option(view, |view| evidence::datum_in_words(view, None, context))),
    ]
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

/// Returns what a certification is called, and more of it.
fn certification(found: &Certification, more: impl IntoIterator<Item = (&'static str, Datum)>) -> Datum {
    let own = [
        ("id", Datum::text(&found.id)),
        ("provider", Datum::text(&found.provider)),
        ("short_name", Datum::text(&found.short_name)),
    ];
    Datum::Map(own.into_iter().chain(more).map(|(key, datum)| (Cow::Borrowed(key), datum)).collect())
}
