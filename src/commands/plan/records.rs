//! A plan for programs: one record for each part of a week and each day that matters, and the plan as a whole.

use super::deadlines::{Deadline, Kind};
use super::schedule::{Schedule, Share, Week};
use super::{Hours, Plan};
use crate::commands::{Audience, Context, evidence};
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape, Value};
use certcmp_dataset::vocab::Support;
use certcmp_dataset::weight::Percent;
use certcmp_dataset::{Field, SourceRef, Status};
use std::borrow::Cow;

/// The facts that a plan rests on beside its sitting, in the order of output.
pub const FIELDS: &[Field] = &[
    Field::CertificationEnds,
    Field::RenewalsEnd,
    Field::Retake,
    Field::Validity,
    Field::Renewal,
    Field::Domains,
    Field::Services,
    Field::Skills,
];

/// The keys and shapes of a record.
pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    vec![
        ("kind".into(), Shape::Word(Kind::WORDS)),
        ("week".into(), Shape::Int.nullable()),
        ("first_day".into(), Shape::Date),
        ("last_day".into(), Shape::Date),
        ("day_known".into(), Shape::Bool),
        ("planned".into(), Shape::Bool),
        ("domain".into(), Shape::Text.nullable()),
        ("hours".into(), Shape::Number.nullable()),
        ("opens".into(), Shape::Text.nullable()),
        ("support".into(), Shape::Word(Support::WORDS).nullable()),
        ("uncertain".into(), Shape::Bool),
        ("sources".into(), Shape::Text.list()),
    ]
}

/// The parts of the weeks and the days that are known, in order of time.
pub fn agenda(plan: &Plan<'_>, context: &Context<'_>) -> Records {
    let ids = vec![plan.certification.id.clone()];
    if context.audience != Audience::Programs {
        return Records { key: "agenda", columns: Vec::new(), rows: Vec::new(), ids, extra: Vec::new() };
    }
    let mut cited = Vec::new();
    let mut rows: Vec<Vec<Datum>> = (1..)
        .zip(&plan.schedule.weeks)
        .flat_map(|(number, week)| of_week(number, week, &plan.schedule))
        .chain(plan.deadlines.iter().filter_map(|deadline| of_day(deadline, context, &mut cited)))
        .collect();
    // Dates in ISO 8601 sort as texts; the sort is stable, so that the parts of a week keep their order.
    rows.sort_by_key(|row| match row.get(2) {
        Some(Datum::Text(first)) => first.clone(),
        _ => "".into(),
    });
    for field in FIELDS {
        if let Some(view) = plan.certification.facts.view(*field) {
            cited.extend(view.cited());
        }
    }
    Records {
        key: "agenda",
        columns: columns(),
        rows,
        ids,
        extra: vec![("plan", whole(plan, context)), ("sources", evidence::sources_datum(cited, context))],
    }
}

fn of_week(number: i64, week: &Week, schedule: &Schedule) -> Vec<Vec<Datum>> {
    let record = |domain: Option<&Share>, hours: Hours| {
        let kind = if week.revision { Kind::Revision } else { Kind::Study };
        vec![
            Datum::text(kind.as_str()),
            Datum::Int(number),
            Datum::printed(week.first),
            Datum::printed(week.last),
            Datum::Bool(true),
            Datum::Bool(false),
            Datum::option(domain, |share| Datum::text(&share.name)),
            hours.datum(),
            Datum::Null,
            Datum::Null,
            Datum::Bool(false),
            Datum::List(Vec::new()),
        ]
    };
    if week.parts.is_empty() {
        return vec![record(None, week.hours)];
    }
    week.parts.iter().map(|(at, hours)| record(schedule.shares.get(*at), *hours)).collect()
}

fn of_day(deadline: &Deadline<'_>, context: &Context<'_>, cited: &mut Vec<SourceRef>) -> Option<Vec<Datum>> {
    let view = deadline.evidence.as_ref();
    cited.extend(view.iter().flat_map(|view| view.cited()));
    let when = deadline.when?;
    let from = view.map_or(&[][..], |view| view.sources);
    Some(vec![
        Datum::text(deadline.kind.as_str()),
        Datum::Null,
        Datum::printed(when.earliest),
        Datum::printed(when.latest),
        Datum::Bool(when.is_exact()),
        Datum::Bool(deadline.planned),
        Datum::Null,
        Datum::Null,
        Datum::option(deadline.opens.as_ref(), Datum::text),
        Datum::option(view, |view| Datum::text(view.support)),
        Datum::Bool(view.is_some_and(|view| view.uncertain)),
        Datum::texts(from.iter().map(|source| context.catalog.source_id(*source))),
    ])
}

/// The keys and shapes of the plan as a whole, without the evidence.
pub fn shape() -> Vec<(Cow<'static, str>, Shape)> {
    let share = Shape::Map(vec![
        ("name", Shape::Text),
        ("weight_percent", Percent::shape().nullable()),
        ("share_percent", Shape::Number.nullable()),
        ("hours", Shape::Number.nullable()),
    ]);
    let mut parts: Vec<(Cow<'static, str>, Shape)> = vec![
        ("certification".into(), Shape::Text),
        ("status".into(), Shape::Word(Status::WORDS)),
        ("exam_day".into(), Shape::Date),
        ("from".into(), Shape::Date),
        ("spare_days".into(), Shape::Int),
        ("first_day".into(), Shape::Date),
        ("weeks".into(), Shape::Int),
        ("hours_per_week".into(), Shape::Number),
        ("hours".into(), Shape::Number),
        ("revision_hours".into(), Shape::Number),
        ("weights_normalised".into(), Shape::Bool.nullable()),
    ];
    parts.extend(FIELDS.iter().map(|field| {
        let shape = if *field == Field::Domains { share.clone().list() } else { field.shape() };
        (Cow::Borrowed(field.key()), shape.nullable())
    }));
    parts
}

fn whole(plan: &Plan<'_>, context: &Context<'_>) -> Datum {
    let schedule = &plan.schedule;
    let shared = !schedule.shares.is_empty();
    let mut parts: Vec<(Cow<'static, str>, Datum)> = vec![
        ("certification".into(), Datum::text(&plan.certification.id)),
        ("status".into(), Datum::text(plan.standing.status.as_str())),
        ("exam_day".into(), Datum::printed(schedule.exam)),
        ("from".into(), Datum::printed(schedule.from)),
        ("spare_days".into(), Datum::Int(schedule.spare_days())),
        ("first_day".into(), Datum::printed(schedule.first_day())),
        ("weeks".into(), Datum::Int(i64::from(schedule.count()))),
        ("hours_per_week".into(), schedule.per_week.datum()),
        ("hours".into(), schedule.hours().datum()),
        ("revision_hours".into(), schedule.revision().datum()),
        ("weights_normalised".into(), Datum::option(shared.then(|| schedule.is_normalised()), Datum::Bool)),
    ];
    let mut evidence: Vec<(Cow<'static, str>, Datum)> = Vec::new();
    for field in FIELDS {
        let view = plan.certification.facts.view(*field);
        evidence.push((field.key().into(), Datum::option(view.as_ref(), |view| evidence::datum(view, None, context))));
        let datum = match field {
            Field::Domains => domains(plan, context),
            _ => Datum::option(view, |view| view.datum(context.catalog)),
        };
        parts.push((field.key().into(), datum));
    }
    parts.push(("evidence".into(), Datum::Map(evidence)));
    Datum::Map(parts)
}

fn domains(plan: &Plan<'_>, context: &Context<'_>) -> Datum {
    let Some(domains) = &plan.certification.facts.domains else { return Datum::Null };
    let mut shares = plan.schedule.shares.iter();
    let datum = |domain: &certcmp_dataset::weight::Domain| {
        let share = shares.next();
        Datum::map([
            ("name", Datum::option(domain.name.as_ref(), Datum::text)),
            ("weight_percent", Datum::option(domain.weight, |weight| weight.datum(context.catalog))),
            ("share_percent", Datum::option(share, |share| Datum::amount(share.tenths * 10))),
            ("hours", Datum::option(share, |share| share.hours.datum())),
        ])
    };
    Datum::List(domains.value.iter().map(datum).collect())
}
