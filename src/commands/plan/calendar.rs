//! A plan for calendar programs: an event for each week and each day that is known.

use super::Plan;
use super::deadlines::{Deadline, Kind};
use super::report::{support, what_for, words};
use super::schedule::Week;
use crate::commands::Context;
use crate::commands::evidence::ids_line;
use crate::render::calendar::{Calendar, Event};
use jiff::civil::Date;

/// The calendar of a plan.
pub fn of(plan: &Plan<'_>, context: &Context<'_>) -> Calendar {
    let code = plan.certification.id.to_uppercase();
    let weeks = (1..).zip(&plan.schedule.weeks).map(|(number, week)| of_week(plan, &code, number, week));
    let days = plan.deadlines.iter().filter_map(|deadline| of_day(plan, &code, deadline, context));
    let mut events: Vec<Event> = weeks.chain(days).collect();
    events.sort_by_key(|event| event.first);
    let name = format!("Plan for {}", context.catalog.full_title(plan.certification));
    Calendar { name, as_of: context.day, events }
}

/// The same for the same exam, kind and day, so that a calendar that is read in again replaces what it was.
fn uid(plan: &Plan<'_>, kind: &str, first: Date) -> String {
    format!("{}-{kind}-{first}@certcmp", plan.certification.id)
}

fn of_week(plan: &Plan<'_>, code: &str, number: u32, week: &Week) -> Event {
    let schedule = &plan.schedule;
    let what = what_for(week, schedule);
    let summary = format!("{code}: week {number} of {}, {} h", schedule.count(), week.hours);
    Event {
        uid: uid(plan, "week", week.first),
        first: week.first,
        last: week.last,
        summary: match what.as_slice() {
            [only] => format!("{summary}: {only}"),
            _ => summary,
        },
        description: what.join("\n"),
        url: None,
        tentative: false,
        busy: false,
        reminders: Vec::new(),
        updated: None,
    }
}

fn of_day(plan: &Plan<'_>, code: &str, deadline: &Deadline<'_>, context: &Context<'_>) -> Option<Event> {
    let when = deadline.when?;
    let is_exam = deadline.kind == Kind::Exam;
    let mut lines = Vec::new();
    if !when.is_exact() {
        lines.push(format!("The day is not known: {}.", when.words()));
    }
    if let Some(view) = &deadline.evidence {
        lines.push(format!("Support: {}. Sources: {}.", support(Some(view)), ids_line(view.sources, context)));
        lines.extend(view.note.map(String::to_string));
    }
    if is_exam {
        lines.push(context.catalog.full_title(plan.certification).to_string());
    }
    let page = plan.certification.facts.links.as_deref().and_then(|links| links.value.page.clone());
    Some(Event {
        uid: uid(plan, deadline.kind.as_str(), when.earliest),
        first: when.earliest,
        last: when.latest,
        summary: format!("{code}: {}", words(deadline)),
        description: lines.join("\n"),
        url: page.filter(|_| is_exam).map(String::from),
        tentative: deadline.planned || !when.is_exact(),
        busy: is_exam,
        reminders: Vec::new(),
        updated: None,
    })
}
