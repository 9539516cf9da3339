//! The recommendations for programs: a record for each, and beside them what was asked for and what was excluded.

use super::headline::headline;
use super::limits::{Decided, Limit};
use super::ranking::{Candidate, Ranking};
use super::reason::{Finding, Reason, Speaks};
use super::weights::Criterion;
use super::wishes::{self, Wishes};
use crate::commands::columns::Column;
use crate::commands::keys::{self, Key, int};
use crate::commands::{Context, evidence, standing};
use crate::query::Entry;
use crate::query::filter::price;
use crate::render::report::Records;
use certcmp_dataset::Field;
use certcmp_dataset::value::{Datum, Shape};

/// What a record has of the certification itself.
const OWN: [Column; 6] =
    [Column::Id, Column::Provider, Column::ShortName, Column::Track, Column::Fact(Field::Level), Column::Status];

pub const KEY: &str = "recommendations";

pub fn columns() -> Vec<(&'static str, Shape)> {
    let ranks = [("rank", Shape::Int), ("ties", Shape::Bool)];
    ranks
        .into_iter()
        .chain(OWN.iter().flat_map(|column| column.keys()))
        .chain(keys::columns(candidate_keys()))
        .collect()
}

pub fn extras() -> Vec<(&'static str, Shape)> {
    vec![
        ("asked", keys::shape(wishes::keys())),
        ("unknown", Shape::Text.list()),
        ("elsewhere", keys::shape(elsewhere_keys()).list()),
        ("ended", keys::shape(ended_keys()).list()),
        ("no_match", Shape::Text.list()),
        ("excluded", keys::shape(excluded_keys()).list()),
    ]
}

/// Returns the best candidates, with the other keys of the document.
pub fn records(ranking: &Ranking<'_>, top: usize, wishes: &Wishes<'_>, context: &Context<'_>) -> Records {
    let shown = ranking.candidates.get(..top).unwrap_or(&ranking.candidates);
    let candidate_keys = candidate_keys();
    let rows = shown.iter().map(|candidate| {
        let ranks = [int(candidate.place), Datum::Bool(candidate.is_tied)];
        let own = OWN.iter().flat_map(|column| column.data(&candidate.entry, context));
        let why = headline(candidate, ranking, wishes, context);
        ranks.into_iter().chain(own).chain(keys::row(&candidate_keys, &(candidate, why, context))).collect()
    });
    let of_shown = shown.iter().flat_map(|candidate| &candidate.findings).flat_map(|finding| &finding.reasons);
    let of_excluded = ranking.excluded.iter().flat_map(|excluded| &excluded.reasons).map(|(_, reason)| reason);
    let facts = of_shown.chain(of_excluded).filter_map(|reason| reason.cited.as_ref());
    let cited = facts.flat_map(|fact| fact.view.cited().collect::<Vec<_>>()).collect();
    let no_match = ranking.unsupported.iter().map(|candidate| &candidate.entry.certification.id);
    Records {
        key: KEY,
        columns: columns(),
        rows: rows.collect(),
        ids: Vec::new(),
        extra: vec![
            ("asked", keys::map(&wishes::keys(), wishes)),
            ("unknown", Datum::texts(&ranking.unknown)),
            ("elsewhere", keys::list(elsewhere_keys(), &ranking.elsewhere)),
            ("ended", keys::list(ended_keys(), ranking.ended.iter().map(|entry| (entry, context)))),
            ("no_match", Datum::texts(no_match)),
            ("excluded", keys::list(excluded_keys(), ranking.excluded.iter().map(|excluded| (excluded, context)))),
            ("sources", evidence::sources_datum(cited, context)),
        ],
    }
}

/// A candidate with the reason in a few words.
type OfCandidate<'a> = (&'a Candidate<'a>, String, &'a Context<'a>);

fn candidate_keys<'a>() -> [Key<OfCandidate<'a>>; 6] {
    [
        ("can_be_taken_from", Shape::Date, |(candidate, ..)| Datum::printed(candidate.entry.standing.day)),
        ("price_usd", Shape::Number.nullable(), |(candidate, ..)| {
            Datum::option(price(candidate.entry.certification), Datum::amount)
        }),
        ("points", Shape::Signed, |(candidate, ..)| candidate.points().datum()),
        ("matched", Shape::Int, |(candidate, ..)| int(candidate.matched())),
        ("reason", Shape::Text, |(_, why, _)| Datum::text(why)),
        ("findings", keys::shape(finding_keys()).list(), |(candidate, _, context)| {
            keys::list(finding_keys(), candidate.findings.iter().map(|finding| (finding, *context)))
        }),
    ]
}

fn finding_keys<'a>() -> [Key<(&'a Finding<'a>, &'a Context<'a>)>; 5] {
    [
        ("criterion", Shape::Word(Criterion::KEYS), |(finding, _)| Datum::text(finding.criterion.key())),
        ("weight", Shape::Int, |(finding, _)| Datum::Int(finding.criterion.weight())),
        ("match", Shape::Signed, |(finding, _)| finding.degree.datum()),
        ("points", Shape::Signed, |(finding, _)| finding.points().datum()),
        ("reasons", keys::shape(reason_keys()).list(), |(finding, context)| {
            keys::list(reason_keys(), finding.reasons.iter().map(|reason| (reason, *context)))
        }),
    ]
}

type OfReason<'a> = (&'a Reason<'a>, &'a Context<'a>);

fn reason_keys<'a>() -> [Key<OfReason<'a>>; 5] {
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

fn elsewhere_keys<'a>() -> [Key<&'a Candidate<'a>>; 4] {
    [
        ("id", Shape::Text, |found| Datum::text(&found.entry.certification.id)),
        ("provider", Shape::Text, |found| Datum::text(&found.entry.certification.provider)),
        ("short_name", Shape::Text, |found| Datum::text(&found.entry.certification.short_name)),
        ("points", Shape::Signed, |found| found.points().datum()),
    ]
}

fn ended_keys<'a>() -> [Key<(&'a Entry<'a>, &'a Context<'a>)>; 5] {
    [
        ("id", Shape::Text, |(entry, _)| Datum::text(&entry.certification.id)),
        ("provider", Shape::Text, |(entry, _)| Datum::text(&entry.certification.provider)),
        ("short_name", Shape::Text, |(entry, _)| Datum::text(&entry.certification.short_name)),
        ("ended", Shape::Date.nullable(), |(entry, _)| keys::date(entry.standing.ended())),
        ("instead", Shape::Text.list(), |(entry, context)| {
            Datum::texts(standing::replacements(entry, context).iter().map(|next| &next.id))
        }),
    ]
}

fn excluded_keys<'a>() -> [Key<(&'a Decided<'a>, &'a Context<'a>)>; 4] {
    let limit = [vec![("limit", Shape::Word(Limit::WORDS))], keys::columns(reason_keys())].concat();
    [
        ("id", Shape::Text, |(excluded, _)| Datum::text(&excluded.entry.certification.id)),
        ("provider", Shape::Text, |(excluded, _)| Datum::text(&excluded.entry.certification.provider)),
        ("short_name", Shape::Text, |(excluded, _)| Datum::text(&excluded.entry.certification.short_name)),
        ("reasons", Shape::Map(limit).list(), |(excluded, context)| {
            let reasons = excluded.reasons.iter().map(|(limit, reason)| {
                let limit = [("limit", Datum::text(limit.as_str()))].into_iter();
                Datum::Map(limit.chain(keys::parts(&reason_keys(), &(reason, *context))).collect())
            });
            Datum::List(reasons.collect())
        }),
    ]
}
