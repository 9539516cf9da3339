//! A plan for calendar programs: an event for each week and each known day.

use super::Plan;
use super::days::{DayKind, PlanDay};
use super::report::week_text;
use super::schedule::Week;
use crate::commands::{Context, evidence, names};
use crate::render::calendar::{Calendar, Event};

pub fn calendar(plan: &Plan<'_>, context: &Context<'_>) -> Calendar {
    let weeks = (1..).zip(&plan.schedule.weeks).map(|(number, week)| week_event(plan, number, week));
    let days = plan.days.iter().filter_map(|day| day_event(plan, day, context));
    let mut events: Vec<Event> = weeks.chain(days).collect();
    events.sort_by_key(|event| event.first);
    let name = format!("Plan for {}", context.catalog.full_title(plan.entry.certification));
    Calendar { name, as_of: context.day, events }
}

fn summary(plan: &Plan<'_>, what: &str) -> String {
    format!("{}: {what}", names::code(plan.entry.certification))
}

fn week_event(plan: &Plan<'_>, number: u32, week: &Week) -> Event {
    let schedule = &plan.schedule;
    let parts = week_text(week, schedule);
    let mut what = format!("week {number} of {}, {} h", schedule.count(), week.hours);
    if let [only] = parts.as_slice() {
        what = format!("{what}: {only}");
    }
    Event {
        uid: format!("{}-week-{number}@certcmp", plan.entry.certification.id),
        first: week.first,
        last: week.last,
        summary: summary(plan, &what),
        description: parts.join("\n"),
        ..Event::default()
    }
}

fn day_event(plan: &Plan<'_>, day: &PlanDay<'_>, context: &Context<'_>) -> Option<Event> {
    let when = day.when?;
    let is_exam = day.kind == DayKind::Exam;
    let mut lines = Vec::new();
    if !when.is_exact() {
        lines.push(format!("The day is not known: {}.", when.words()));
    }
    if let Some(view) = &day.evidence {
        lines.push(format!("{}, from {}.", evidence::support(view), evidence::names_line(view.sources, context)));
        lines.extend(view.note.map(ToString::to_string));
    }
    if is_exam {
        lines.push(context.catalog.full_title(plan.entry.certification).to_string());
    }
    let facts = &plan.entry.certification.facts;
    let url = match day.kind {
        DayKind::Exam | DayKind::RenewalOpens => facts.links.as_deref().and_then(|links| links.value.page.clone()),
        _ => None,
    };
    Some(Event {
        uid: format!("{}-{}@certcmp", plan.entry.certification.id, uid_part(plan, day)),
        first: when.earliest,
        last: when.latest,
        summary: summary(plan, &day.description()),
        description: lines.join("\n"),
        url,
        tentative: day.planned || !when.is_exact() || (is_exam && plan.is_in_doubt()),
        busy: is_exam,
        reminders: reminders(day.kind),
        updated: day.evidence.as_ref().and_then(|view| context.catalog.newest(view.sources)).map(|when| when.latest),
    })
}

/// Returns what identifies a day in its plan, so that a later file replaces it: the kind, and for attempts their number.
fn uid_part(plan: &Plan<'_>, day: &PlanDay<'_>) -> String {
    let same = plan.days.iter().filter(|other| other.kind == day.kind && other.when < day.when).count();
    if same == 0 { day.kind.as_str().to_owned() } else { format!("{}-{}", day.kind.as_str(), same + 1) }
}

/// Returns how many days before a day its reminders come.
fn reminders(kind: DayKind) -> Vec<u32> {
    match kind {
        DayKind::Exam => vec![7],
        DayKind::RenewalOpens => vec![0],
        DayKind::RenewalCloses => vec![30],
        _ => Vec::new(),
    }
}
