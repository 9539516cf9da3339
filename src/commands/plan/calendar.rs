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

fn week_event(plan: &Plan<'_>, number: u32, week: &Week) -> Event {
    let schedule = &plan.schedule;
    let parts = week_text(week, schedule);
    let what = format!("week {number} of {}, {} h", schedule.count(), schedule.per_week);
    let what = if let [only] = parts.as_slice() { format!("{what}: {only}") } else { what };
    Event {
        uid: format!("{}-week-{number}@certcmp", plan.entry.certification.id),
        first: week.first,
        last: week.last,
        summary: format!("{}: {what}", names::code(plan.entry.certification)),
        description: parts.join("\n"),
        ..Event::default()
    }
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
        lines.extend(view.note.map(ToString::to_string));
    }
    if is_exam {
        lines.push(context.catalog.full_title(certification).to_string());
    }
    let page = certification.facts.links.as_deref().and_then(|links| links.value.page.clone());
    // Days before a day on which to be reminded.
    let (url, reminders) = match day.kind {
        DayKind::Exam => (page, vec![7]),
        DayKind::RenewalOpens => (page, vec![0]),
        DayKind::RenewalCloses => (None, vec![30]),
        _ => (None, Vec::new()),
    };
    // A later file replaces a day by its kind, and of several by its number.
    let same = plan.days.iter().filter(|other| other.kind == day.kind && other.when < day.when).count();
    let number = if same == 0 { String::new() } else { format!("-{}", same + 1) };
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
