//! The recommendations for programs: a record for each, and beside them what was asked for and what was excluded.

use super::limits::Limit;
use super::ranking::{Candidate, Ranking};
use super::weights::{Criterion, Finding, Reason, Speaks, datum};
use super::wishes;
use crate::commands::columns::Column;
use crate::commands::keys::{self, Key, int};
use crate::commands::{Context, evidence, standing};
use crate::query::filter::price;
use crate::render::report::Records;
use certcmp_dataset::{Certification, Datum, Field, Shape};

const OWN: [Column; 6] =
    [Column::Id, Column::Provider, Column::ShortName, Column::Track, Column::Fact(Field::Level), Column::Status];

pub const KEY: &str = "recommendations";

pub fn columns() -> Vec<(&'static str, Shape)> {
    let own = OWN.iter().flat_map(|column| column.keys());
    let places = [("rank", Shape::Int), ("ties", Shape::Bool)];
    places.into_iter().chain(own).chain(keys::columns(candidate_keys())).collect()
}

pub fn extras() -> Vec<(&'static str, Shape)> {
    keys::columns(extra_keys())
}

pub fn records(ranking: &Ranking<'_>, shown: &[Candidate<'_>], context: &Context<'_>) -> Records {
    let candidate_keys = candidate_keys();
    let rows = shown.iter().map(|candidate| {
        let own = OWN.iter().flat_map(|column| column.data(&candidate.entry, context));
        let places = [int(candidate.place), Datum::Bool(candidate.is_tied)];
        places.into_iter().chain(own).chain(keys::row(&candidate_keys, &(candidate, ranking, context))).collect()
    });
    let of_shown = shown.iter().flat_map(|candidate| &candidate.findings).flat_map(|finding| &finding.reasons);
    let of_excluded = ranking.excluded.iter().flat_map(|excluded| &excluded.limits).map(|(_, reason)| reason);
    let facts = of_shown.chain(of_excluded).filter_map(|reason| reason.cited.as_ref());
    let cited = facts.flat_map(|fact| fact.view.cited().collect::<Vec<_>>()).collect();
    let sources = ("sources", evidence::sources_datum(cited, context));
    let extra = extra_keys().map(|(key, _, value)| (key, value(&(ranking, context)))).into_iter().chain([sources]);
    Records { key: KEY, columns: columns(), rows: rows.collect(), ids: Vec::new(), extra: extra.collect() }
}

fn candidate_keys<'a>() -> [Key<(&'a Candidate<'a>, &'a Ranking<'a>, &'a Context<'a>)>; 6] {
    [
        ("can_be_taken_from", Shape::Date, |(candidate, ..)| Datum::printed(candidate.entry.standing.day)),
        ("price_usd", Shape::Number.nullable(), |(candidate, ..)| {
            Datum::option(price(candidate.entry.certification), Datum::amount)
        }),
        ("points", Shape::Signed, |(candidate, ..)| datum(candidate.points())),
        ("matched", Shape::Int, |(candidate, ..)| int(candidate.matched())),
        ("reason", Shape::Text, |(candidate, ranking, context)| Datum::text(ranking.why(candidate, context))),
        ("findings", keys::shape(finding_keys()).list(), |(candidate, _, context)| {
            keys::list(finding_keys(), candidate.findings.iter().map(|finding| (finding, *context)))
        }),
    ]
}

fn finding_keys<'a>() -> [Key<(&'a Finding<'a>, &'a Context<'a>)>; 5] {
    [
        ("criterion", Shape::Word(Criterion::WORDS), |(finding, _)| Datum::text(finding.criterion.as_str())),
        ("weight", Shape::Int, |(finding, _)| Datum::Int(finding.criterion.weight())),
        ("match", Shape::Signed, |(finding, _)| datum(finding.degree)),
        ("points", Shape::Signed, |(finding, _)| datum(finding.points())),
        ("reasons", keys::shape(reason_keys()).list(), |(finding, context)| {
            keys::list(reason_keys(), finding.reasons.iter().map(|reason| (reason, *context)))
        }),
    ]
}

fn reason_keys<'a>() -> [Key<(&'a Reason<'a>, &'a Context<'a>)>; 5] {
    [
        ("speaks", Shape::Word(Speaks::WORDS), |(reason, _)| Datum::text(reason.speaks.as_str())),
        ("words", Shape::Text, |(reason, _)| Datum::text(&reason.words)),
        ("certification", Shape::Text.nullable(), |(reason, _)| keys::text(reason.cited.as_ref().map(|fact| fact.of))),
        ("fact", Shape::Text.nullable(), |(reason, _)| keys::text(reason.cited.as_ref().map(|fact| fact.key))),
        ("evidence", evidence::shape(Shape::Text).nullable(), |(reason, context)| {
            Datum::option(reason.cited.as_ref(), |fact| evidence::datum(&fact.view, false, context))
        }),
    ]
}

fn extra_keys<'a>() -> [Key<(&'a Ranking<'a>, &'a Context<'a>)>; 6] {
    let reasons = Shape::Map([vec![("limit", Shape::Word(Limit::WORDS))], keys::columns(reason_keys())].concat());
    [
        ("asked", keys::shape(wishes::keys()), |(ranking, _)| keys::map(&wishes::keys(), ranking.wishes)),
        ("unknown", Shape::Text.list(), |(ranking, _)| Datum::texts(ranking.unknown().iter().map(|term| term.label()))),
        ("elsewhere", exams([("points", Shape::Signed)]), |(ranking, _)| {
            let found = ranking.elsewhere.iter();
            Datum::List(
                found.map(|found| exam(found.entry.certification, [("points", datum(found.points()))])).collect(),
            )
        }),
        ("ended", exams([("ended", Shape::Date.nullable()), ("instead", Shape::Text.list())]), |(ranking, context)| {
            let exams = ranking.ended().map(|entry| {
                let instead = Datum::texts(standing::replacements(entry, context).iter().map(|next| &next.id));
                exam(entry.certification, [("ended", keys::date(entry.standing.ended())), ("instead", instead)])
            });
            Datum::List(exams.collect())
        }),
        ("no_match", Shape::Text.list(), |(ranking, _)| {
            Datum::texts(ranking.unsupported.iter().map(|candidate| &candidate.entry.certification.id))
        }),
        ("excluded", exams([("reasons", reasons.list())]), |(ranking, context)| {
            let exams = ranking.excluded.iter().map(|excluded| {
                let reasons = excluded.limits.iter().map(|(limit, reason)| {
                    let limit = [("limit", Datum::text(limit.as_str()))].into_iter();
                    Datum::Map(limit.chain(keys::parts(&reason_keys(), &(reason, *context))).collect())
                });
                exam(excluded.entry.certification, [("reasons", Datum::List(reasons.collect()))])
            });
            Datum::List(exams.collect())
        }),
    ]
}

fn exams<const N: usize>(parts: [(&'static str, Shape); N]) -> Shape {
    let names = ["id", "provider", "short_name"].map(|key| (key, Shape::Text));
    Shape::Map(names.into_iter().chain(parts).collect()).list()
}

fn exam<const N: usize>(exam: &Certification, parts: [(&'static str, Datum); N]) -> Datum {
    let names = [("id", &exam.id), ("provider", &exam.provider), ("short_name", &exam.short_name)];
    Datum::Map(names.map(|(key, name)| (key, Datum::text(name))).into_iter().chain(parts).collect())
}
