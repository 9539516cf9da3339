//! A plan for programs: one record for each part of a week and each day that matters, and the plan as a whole; and as a
//! calendar.

use super::Plan;
use super::days::{DayKind, PlanDay};
use super::report::week_text;
use super::schedule::{Hours, Share, Week};
use crate::commands::certifications::{evidence_datum, evidence_shape};
use crate::commands::keys::{self, Key};
use crate::commands::{Context, evidence, names};
use crate::render::calendar::{Calendar, Event};
use crate::render::report::Records;
use certcmp_dataset::{Datum, Domain, Field, Percent, Shape, SourceRef, Status, Support, Value, View, When};

pub const KEY: &str = "agenda";

/// The facts behind a plan beside those of its sitting, in the order of output.
const FIELDS: &[Field] =
    &[Field::CertificationEnds, Field::RenewalsEnd, Field::Retake, Field::Validity, Field::Renewal, Field::Domains];

pub fn columns() -> Vec<(&'static str, Shape)> {
    keys::columns(item_keys())
}

/// A part of a week: the number of the week, the domain where weights are known, and the hours.
type Part<'a> = (i64, Option<&'a Share>, Hours);

/// A day that matters, or the days of a part of a week.
type OfItem<'a> = (PlanDay<'a>, Option<Part<'a>>, &'a Context<'a>);

fn item_keys<'a>() -> [Key<OfItem<'a>>; 12] {
    [
        ("kind", Shape::Word(DayKind::WORDS), |(day, ..)| Datum::text(day.kind.as_str())),
        ("week", Shape::Int.nullable(), |(_, part, _)| Datum::option(*part, |(week, ..)| Datum::Int(week))),
        ("first_day", Shape::Date, |(day, ..)| keys::date(day.when.map(|when| when.earliest))),
        ("last_day", Shape::Date, |(day, ..)| keys::date(day.when.map(|when| when.latest))),
        ("day_known", Shape::Bool, |(day, part, _)| {
            Datum::Bool(part.is_some() || day.when.is_some_and(|when| when.is_exact()))
        }),
        ("planned", Shape::Bool, |(day, ..)| Datum::Bool(day.planned)),
        ("domain", Shape::Text.nullable(), |(_, part, _)| {
            keys::text(part.and_then(|(_, share, _)| Some(&share?.name)))
        }),
        ("hours", Shape::Number.nullable(), |(_, part, _)| Datum::option(*part, |(.., hours)| hours.datum())),
        ("opens", Shape::Text.nullable(), |(day, ..)| keys::text(day.opens.as_ref())),
        ("support", Shape::Word(Support::WORDS).nullable(), |(day, ..)| {
            Datum::option(day.evidence.as_ref(), |view| Datum::printed(view.support))
        }),
        ("uncertain", Shape::Bool, |(day, ..)| Datum::Bool(day.is_uncertain())),
        ("sources", Shape::Text.list(), |(day, _, context)| {
            evidence::ids_datum(day.evidence.as_ref().map_or(&[], |view| view.sources), context)
        }),
    ]
}

/// Returns the parts of the weeks and the known days, in order of time.
pub fn records<'a>(plan: &'a Plan<'a>, context: &'a Context<'a>) -> Records {
    let views = plan.days.iter().filter_map(|day| day.evidence.as_ref());
    let mut cited: Vec<SourceRef> = views.flat_map(View::cited).collect();
    let weeks = (1..).zip(&plan.schedule.weeks).flat_map(|(number, week)| of_week(number, week, plan, context));
    let days = plan.days.iter().filter(|day| day.when.is_some()).map(|day| (day.clone(), None, context));
    let mut items: Vec<OfItem<'_>> = weeks.chain(days).collect();
    // The sort is stable, so that the parts of a week keep their order.
    items.sort_by_key(|(day, ..)| day.when.map(|when| when.earliest));
    let whole = whole(plan, context, &mut cited);
    let extra = vec![("plan", whole), ("sources", evidence::sources_datum(cited, context))];
    keys::records(KEY, item_keys(), items, extra)
}

fn of_week<'a>(number: i64, week: &Week, plan: &'a Plan<'a>, context: &'a Context<'a>) -> Vec<OfItem<'a>> {
    let kind = if week.revision { DayKind::Revision } else { DayKind::Study };
    let day = PlanDay::new(kind, Some(When { earliest: week.first, latest: week.last }), "", None);
    let item = |share, hours| (day.clone(), Some((number, share, hours)), context);
    if week.parts.is_empty() {
        return vec![item(None, plan.schedule.per_week)];
    }
    week.parts.iter().map(|(at, hours)| item(plan.schedule.shares.get(*at), *hours)).collect()
}

pub fn extras() -> Vec<(&'static str, Shape)> {
    let mut parts = keys::columns(plan_keys());
    parts.extend(FIELDS.iter().map(|field| {
        let shape = if *field == Field::Domains { keys::shape(domain_keys()).list() } else { field.shape() };
        (field.key(), shape.nullable())
    }));
    parts.push(("evidence", evidence_shape(FIELDS)));
    vec![("plan", Shape::Map(parts))]
}

type OfDomain<'a> = (&'a Domain, Option<&'a Share>, &'a Context<'a>);

fn domain_keys<'a>() -> [Key<OfDomain<'a>>; 4] {
    [
        ("name", Shape::Text.nullable(), |(domain, ..)| keys::text(domain.name.as_ref())),
        ("weight_percent", Percent::shape().nullable(), |(domain, _, context)| {
            Datum::option(domain.weight, |weight| weight.datum(context.catalog))
        }),
        ("share_percent", Shape::Number.nullable(), |(_, share, _)| {
            Datum::option(*share, |share| Datum::amount(share.tenths * 10))
        }),
        ("hours", Shape::Number.nullable(), |(_, share, _)| Datum::option(*share, |share| share.hours.datum())),
    ]
}

fn plan_keys<'a>() -> [Key<Plan<'a>>; 13] {
    [
        ("certification", Shape::Text, |plan| Datum::text(&plan.entry.certification.id)),
        ("status", Shape::Word(Status::WORDS), |plan| Datum::text(plan.entry.standing.status.as_str())),
        ("in_doubt", Shape::Bool, |plan| Datum::Bool(plan.is_in_doubt())),
        ("assumed", Shape::Text.list(), |plan| {
            let choices =
                [(plan.options.exam.is_none(), "exam_day"), (plan.options.per_week.is_none(), "hours_per_week")];
            Datum::texts(choices.into_iter().filter(|(assumed, _)| *assumed).map(|(_, key)| key))
        }),
        ("exam_day", Shape::Date, |plan| Datum::printed(plan.schedule.exam)),
        ("from", Shape::Date, |plan| Datum::printed(plan.schedule.from)),
        ("spare_days", Shape::Int, |plan| Datum::Int(plan.schedule.spare_days().into())),
        ("first_day", Shape::Date, |plan| Datum::printed(plan.schedule.first_day())),
        ("weeks", Shape::Int, |plan| keys::int(plan.schedule.weeks.len())),
        ("hours_per_week", Shape::Number, |plan| plan.schedule.per_week.datum()),
        ("hours", Shape::Number, |plan| plan.schedule.hours().datum()),
        ("revision_hours", Shape::Number, |plan| plan.schedule.revision().datum()),
        ("weights_normalised", Shape::Bool.nullable(), |plan| {
            let schedule = Some(&plan.schedule).filter(|schedule| !schedule.shares.is_empty());
            Datum::option(schedule, |schedule| Datum::Bool(schedule.is_normalised()))
        }),
    ]
}

fn whole(plan: &Plan<'_>, context: &Context<'_>, cited: &mut Vec<SourceRef>) -> Datum {
    let facts = &plan.entry.certification.facts;
    let mut parts = keys::parts(&plan_keys(), plan);
    parts.extend(FIELDS.iter().map(|field| {
        let datum = match (field, facts.domains.as_deref()) {
            (Field::Domains, Some(domains)) => {
                let shares = &plan.schedule.shares;
                let each = domains.value.iter().enumerate().map(|(at, domain)| (domain, shares.get(at), context));
                keys::list(domain_keys(), each)
            }
            _ => Datum::option(facts.view(*field), |view| view.datum(context.catalog)),
        };
        (field.key(), datum)
    }));
    parts.push(("evidence", evidence_datum(&plan.entry, FIELDS, context, cited)));
    Datum::Map(parts)
}

pub fn calendar(plan: &Plan<'_>, context: &Context<'_>) -> Calendar {
    let schedule = &plan.schedule;
    let weeks = (1_u32..).zip(&schedule.weeks).map(|(number, week)| {
        let parts = week_text(week, schedule);
        let only = if let [only] = parts.as_slice() { format!(": {only}") } else { String::new() };
        let (code, count, hours) = (names::code(plan.entry.certification), schedule.weeks.len(), schedule.per_week);
        Event {
            uid: format!("{}-week-{number}@certcmp", plan.entry.certification.id),
            first: week.first,
            last: week.last,
            summary: format!("{code}: week {number} of {count}, {hours} h{only}"),
            description: parts.join("\n"),
            ..Event::default()
        }
    });
    let mut events: Vec<Event> =
        weeks.chain(plan.days.iter().filter_map(|day| day_event(plan, day, context))).collect();
    events.sort_by_key(|event| event.first);
    let name = format!("Plan for {}", context.catalog.full_title(plan.entry.certification));
    Calendar { name, as_of: context.day, events }
}

fn day_event(plan: &Plan<'_>, day: &PlanDay<'_>, context: &Context<'_>) -> Option<Event> {
    let when = day.when?;
    let certification = plan.entry.certification;
    let is_exam = day.kind == DayKind::Exam;
    let mut lines = Vec::new();
    if !when.is_exact() {
        lines.push(format!("The day is not known: {}.", when.words()));
    }
    if let Some(view) = &day.evidence {
        lines.push(format!("{}, from {}.", evidence::support(view), evidence::names_line(view.sources, context)));
        lines.extend(view.note.cloned());
    }
    lines.extend(is_exam.then(|| context.catalog.full_title(certification)));
    let page = certification.facts.links.as_deref().and_then(|links| links.value.page.clone());
    // Days before a day on which to be reminded.
    let (url, reminders) = match day.kind {
        DayKind::Exam => (page, vec![7]),
        DayKind::RenewalOpens => (page, vec![0]),
        DayKind::RenewalCloses => (None, vec![30]),
        _ => (None, Vec::new()),
    };
    // A later file replaces a day by its kind, and of several by its number.
    let number = match plan.days.iter().filter(|other| other.kind == day.kind && other.when < day.when).count() {
        0 => String::new(),
        before => format!("-{}", before + 1),
    };
    Some(Event {
        uid: format!("{}-{}{number}@certcmp", certification.id, day.kind.as_str()),
        first: when.earliest,
        last: when.latest,
        summary: format!("{}: {}", names::code(certification), day.description()),
        description: lines.join("\n"),
        url,
        tentative: day.planned || !when.is_exact() || (is_exam && plan.is_in_doubt()),
        busy: is_exam,
        reminders,
        updated: day.evidence.as_ref().and_then(|view| context.catalog.newest(view.sources)).map(|when| when.latest),
    })
}
