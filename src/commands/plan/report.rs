//! A plan for people: what it covers, the weeks, the days that matter, and the domains.

use super::Plan;
use super::schedule::{Hours, Schedule, Share, Week};
use crate::commands::{Context, evidence, names, standing};
use crate::query::Entry;
use crate::render::report::{Block, Cell, Listing, Tone};
use certcmp_dataset::{Field, SittingKind, Status, Tenths};

pub fn blocks(plan: &Plan<'_>, context: &Context<'_>) -> Vec<Block> {
    let code = names::code(plan.entry.certification);
    let title = format!("Plan for {}", context.catalog.full_title(plan.entry.certification));
    let is_assumed = plan.options.exam.is_none() || plan.options.per_week.is_none();
    let own = is_assumed.then(|| "Your own: --exam DATE --hours-per-week N".to_owned());
    let hints = ["Calendar: -o plan.ics".to_owned(), "Days of retakes: --retakes".to_owned()];
    let show = format!("What is tested: certcmp show {code}");
    let mut blocks = vec![
        Block::Title(title, code),
        overview(plan, context),
        Block::Listing(weeks(&plan.schedule)),
        Block::Listing(days_that_matter(plan, context)),
    ];
    blocks.extend(domains(plan, context));
    blocks.push(Block::Hints(own.into_iter().chain(hints).chain([show]).collect()));
    blocks
}

fn overview(plan: &Plan<'_>, context: &Context<'_>) -> Block {
    let schedule = &plan.schedule;
    let Entry { certification, standing } = &plan.entry;
    let planned = standing.opening.filter(|(when, planned)| *planned && context.day <= when.latest);
    let what = if standing.opening_kind == Some(SittingKind::Beta) { "the beta" } else { "the standard exam" };
    let available = match planned {
        _ if !plan.is_in_doubt() => format!("{}, in {}", standing::brief(standing), standing.language.title()),
        Some((when, _)) if standing.status == Status::Beta && standing.day < when.earliest => {
            "perhaps: the beta may be closed by then".to_owned()
        }
        Some((when, _)) => format!("perhaps: {what} is planned for {}, not confirmed", when.words()),
        None => standing.sentences(certification),
    };
    let mut rows = vec![
        ("Exam", Cell::text(schedule.exam.strftime("%A %F").to_string())),
        ("Available", Cell::text(available).tone(standing::tone(&plan.entry))),
        ("Study", Cell::text(study(schedule))),
    ];
    let choices = [
        (plan.options.per_week.is_none(), format!("{} hours a week", schedule.per_week)),
        (plan.options.exam.is_none(), format!("an exam after {}", names::count(schedule.weeks.len(), "week"))),
    ];
    let assumed: Vec<String> = choices.into_iter().filter(|(holds, _)| *holds).map(|(_, choice)| choice).collect();
    if !assumed.is_empty() {
        let text = format!("{}; how many hours the exam takes is not known", assumed.join(" and "));
        rows.push(("Assumed", Cell::text(text)));
    }
    let past = schedule.weeks.iter().filter(|week| week.last < context.day).count();
    if past > 0 {
        let text = format!("on {}: {past} of {} weeks are over", schedule.first_day(), schedule.weeks.len());
        rows.push(("Started", Cell::text(text).tone(Tone::Soon)));
    }
    if let Some(required) = certification.facts.prerequisites_required.as_deref()
        && !required.value.is_empty()
    {
        let what: Vec<&str> = required.value.iter().map(|entry| entry.what.as_str()).collect();
        rows.push(("Required", Cell::text(what.join(", "))));
    }
    Block::pairs(rows)
}

fn study(schedule: &Schedule) -> String {
    let revision = if schedule.revision() == Hours::default() { "" } else { ", the last for revision" };
    let spare = usize::try_from(schedule.spare_days()).ok().filter(|days| *days > 0);
    let spare = spare.map(|days| format!("; left over: {} from {}", names::count(days, "day"), schedule.from));
    let (weeks, hours, all) = (names::count(schedule.weeks.len(), "week"), schedule.per_week, schedule.hours());
    format!(
        "{weeks} of {hours} hours ({all} in all) from {}{revision}{}",
        schedule.first_day(),
        spare.unwrap_or_default()
    )
}

fn weeks(schedule: &Schedule) -> Listing {
    let rows = (1_u32..).zip(&schedule.weeks).map(|(number, week)| {
        let texts = [number.to_string(), week.first.to_string(), schedule.per_week.to_string()];
        texts.map(Cell::text).into_iter().chain([Cell::stacked(week_text(week, schedule))]).collect::<Vec<Cell>>()
    });
    let heads = [("Week", true), ("From", false), ("Hours", true), ("What for", false)];
    Listing::new("Weeks", heads, rows)
}

pub fn week_text(week: &Week, schedule: &Schedule) -> Vec<String> {
    if week.revision {
        return vec!["Revision".to_owned()];
    }
    if week.parts.is_empty() {
        return vec!["Study (weights unknown)".to_owned()];
    }
    let part = |(at, hours): &(usize, Hours)| {
        let name = schedule.shares.get(*at).map_or("", |share| share.name.as_str());
        if week.parts.len() == 1 { name.to_owned() } else { format!("{hours} h {name}") }
    };
    week.parts.iter().map(part).collect()
}

fn days_that_matter(plan: &Plan<'_>, context: &Context<'_>) -> Listing {
    let rows = plan.days.iter().map(|day| {
        let tone = match day.when {
            Some(_) if day.planned => Tone::Soon,
            Some(_) => Tone::Plain,
            None => Tone::Faint,
        };
        let what = day.evidence.as_ref().map(|view| evidence::words_cell("", view, context)).unwrap_or_default();
        let what = Cell { content: Cell::text(day.description()).content, tone, ..what };
        vec![Cell::text(day.when.map(|when| when.words()).unwrap_or_default()), what]
    });
    Listing::new("Days that matter", [("Day", false), ("What", false)], rows)
}

/// Returns the domains with their shares; without weights a sentence.
fn domains(plan: &Plan<'_>, context: &Context<'_>) -> Vec<Block> {
    let schedule = &plan.schedule;
    let view = plan.entry.certification.facts.view(Field::Domains);
    let Some(view) = view.as_ref().filter(|_| !schedule.shares.is_empty()) else {
        let what = view.map_or("The domains of this exam are not known".to_owned(), |view| {
            format!("The weights of the domains are not known ({})", view.display(context.catalog).line())
        });
        return vec![Block::Text(format!("{what}: the weeks are not shared out."))];
    };
    let row = |name: &str, weight: Cell, tenths: u32, hours: Hours| {
        vec![Cell::text(name), weight, Cell::text(Tenths(tenths).to_string()), Cell::text(hours.to_string())]
    };
    let share = |share: &Share| row(&share.name, Cell::text(share.weight.to_string()), share.tenths, share.hours);
    let weight = Cell { remarks: evidence::remarks(view, context), ..Cell::default() };
    let rows = schedule.shares.iter().map(share).chain([row("All", weight, 1000, schedule.study())]);
    let heads = [("Domain", false), ("Weight", true), ("Share %", true), ("Hours", true)];
    let heading = format!("Domains (weights: {})", evidence::support(view));
    let how = if schedule.is_normalised() {
        "A share is the middle of the printed weight, scaled so that all make 100 %."
    } else {
        "Shares are the printed weights."
    };
    vec![Block::Listing(Listing::new(heading, heads, rows)), Block::Notes(vec![how.to_owned()])]
}
