//! A plan for people: what it covers, the domains, the weeks, the days that matter, and what the exam asks about.

use super::deadlines::Deadline;
use super::schedule::{Schedule, Share, Week};
use super::{Hours, Plan};
use crate::commands::evidence::{self, UNCERTAIN};
use crate::commands::{Context, standing};
use crate::query::Entry;
use crate::render::report::{Bar, Block, Cell, Content, FactGroup, FactRow, Listing, Remark, TimeSpan, Timeline, Tone};
use certcmp_dataset::Field;
use certcmp_dataset::day;
use certcmp_dataset::fact::View;
use jiff::civil::Date;

/// The blocks, from top to bottom.
pub fn blocks(plan: &Plan<'_>, context: &Context<'_>) -> Vec<Block> {
    let code = plan.certification.id.to_uppercase();
    let title = format!("Plan for {}", context.catalog.full_title(plan.certification));
    let mut blocks = vec![Block::Title(title, format!("{code} · exam on {}", plan.schedule.exam)), overview(plan)];
    blocks.extend(domains(plan, context));
    if context.is_for_page() {
        blocks.push(Block::Timeline(timeline(&plan.schedule, context.day)));
    }
    blocks.push(Block::Listing(weeks(&plan.schedule)));
    blocks.push(Block::Listing(days(plan, context)));
    blocks.push(tested(plan, context));
    let known = "How many hours of study the exam takes is not known: only the hours that you gave are shared out.";
    blocks.push(Block::Text(known.to_owned()));
    blocks
}

fn row(label: &'static str, cell: Cell, support: String) -> FactRow {
    FactRow { label: label.into(), cell, support: support.into(), ..FactRow::default() }
}

fn overview(plan: &Plan<'_>) -> Block {
    let schedule = &plan.schedule;
    let bare = |label: &'static str, text: String| row(label, Cell::text(text), String::new());
    let entry = Entry { certification: plan.certification, standing: plan.standing.clone() };
    let standing = format!("{}, in {}", plan.standing.brief(), plan.standing.language.title());
    let mut rows = vec![
        bare("Exam day", format!("{}, a {}", schedule.exam, day::weekday(schedule.exam))),
        row("Can be taken", Cell::text(standing).tone(standing::tone(&entry)), String::new()),
        bare("Weeks", format!("{}, from {} to the eve of the exam", schedule.count(), schedule.first_day())),
        bare("Hours", hours(schedule)),
    ];
    if let Some(required) = plan.certification.facts.prerequisites_required.as_deref().map(|required| &required.value)
        && !required.entries().is_empty()
    {
        let what: Vec<&str> = required.entries().iter().map(|entry| entry.what.as_str()).collect();
        rows.push(bare("Required", what.join(", ")));
    }
    let spare = schedule.spare_days();
    if spare > 0 {
        let are = if spare == 1 { "day is" } else { "days are" };
        let text =
            format!("{spare} {are} left over from {}: weeks are whole and counted back from the exam", schedule.from);
        rows.push(bare("Not planned", text));
    }
    Block::Facts(FactGroup { heading: "The plan".to_owned(), rows })
}

fn hours(schedule: &Schedule) -> String {
    let (all, revision) = (schedule.hours(), schedule.revision());
    let revised = if revision == Hours::NONE {
        "none for revision, because there is one week only".to_owned()
    } else {
        format!("{revision} of them for revision in the last week")
    };
    let weeks = if schedule.count() == 1 { "1 week".to_owned() } else { format!("{} weeks", schedule.count()) };
    format!("{all} = {weeks} of {}; {revised}", schedule.per_week)
}

/// The domains with their shares; without them a sentence on why nothing is shared out.
fn domains(plan: &Plan<'_>, context: &Context<'_>) -> Vec<Block> {
    let Some(view) = plan.certification.facts.view(Field::Domains) else {
        let text = "The domains of this exam are not known: the weeks are not shared out.";
        return vec![Block::Text(text.to_owned())];
    };
    if plan.schedule.shares.is_empty() {
        let text = format!(
            "The weights of this exam's domains are not known: the weeks are not shared out. The domains: {}.",
            view.display(context.catalog).line()
        );
        return vec![Block::Text(text)];
    }
    let mut notes = vec![how_shared(&plan.schedule)];
    let claims: Vec<String> = evidence::remarks(&view, context).iter().map(|remark| remark.short()).collect();
    if !claims.is_empty() && !context.is_for_page() {
        notes.push(format!("Disputed: {}.", claims.join("; ")));
    }
    let mut listing = shares(&plan.schedule, &support(Some(&view)));
    if let (true, Some(whole)) = (context.is_for_page(), listing.rows.last_mut().and_then(|row| row.cells.get_mut(1))) {
        whole.remarks = evidence::remarks(&view, context);
    }
    vec![Block::Listing(listing), Block::Text(notes.join(" "))]
}

/// When each domain is studied, drawn.
fn timeline(schedule: &Schedule, today: Date) -> Timeline {
    let span = |label: String, weeks: Vec<&Week>| {
        let (from, to) = (weeks.first().map(|week| week.first), weeks.last().map(|week| week.last));
        from.is_some().then_some(TimeSpan { label, from, to, planned: false })
    };
    let studied = schedule.shares.iter().enumerate().filter_map(|(at, share)| {
        let weeks = schedule.weeks.iter().filter(|week| week.parts.iter().any(|(part, _)| *part == at));
        span(share.name.clone(), weeks.collect())
    });
    let revised = span("Revision".to_owned(), schedule.weeks.iter().filter(|week| week.revision).collect());
    let exam =
        TimeSpan { label: "Exam".to_owned(), from: Some(schedule.exam), to: Some(schedule.exam), planned: false };
    let spans = studied.chain(revised).chain([exam]).collect();
    Timeline { heading: "What is studied when".to_owned(), today, spans }
}

fn how_shared(schedule: &Schedule) -> String {
    let approximate = schedule.shares.iter().any(|share| share.weight.approximate);
    let printed = if approximate { "Weights are approximate, as the provider prints them. " } else { "" };
    if schedule.is_normalised() {
        format!("{printed}A share is the middle of the printed weight, scaled so that all shares make up the whole.")
    } else {
        format!("{printed}Shares are the printed weights, which make up the whole.")
    }
}

fn shares(schedule: &Schedule, support: &str) -> Listing {
    let studied = schedule.hours() - schedule.revision();
    let line = |name: &str, weight: Cell, share: String, hours: Hours| {
        vec![Cell::text(name.to_owned()), weight, Cell::text(share), Cell::text(hours.to_string())]
    };
    let weight = |share: &Share| {
        let (low, high) = share.weight.bounds();
        Cell::bars([Bar { value: share.weight.to_string(), label: String::new(), low, high }])
    };
    let each = schedule.shares.iter();
    let mut rows: Vec<Vec<Cell>> =
        each.map(|share| line(&share.name, weight(share), percent(share.tenths), share.hours)).collect();
    rows.push(line("All domains", Cell::default(), "100".to_owned(), studied));
    let heads = [("Domain", false), ("Weight", true), ("Share %", true), ("Hours", true)];
    let heading = format!("Domains, weights {support}");
    Listing::new(heading, heads, rows)
}

/// Tenths of a percent as a number of percent.
fn percent(tenths: u32) -> String {
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

fn weeks(schedule: &Schedule) -> Listing {
    let rows = (1..).zip(&schedule.weeks).map(|(number, week): (u32, &Week)| {
        vec![
            Cell::text(number.to_string()),
            Cell::text(week.first.to_string()),
            Cell::text(week.last.to_string()),
            Cell::text(week.hours.to_string()),
            Cell::stacked(what_for(week, schedule)),
        ]
    });
    let heads = [("Week", true), ("From", false), ("To", false), ("Hours", true), ("What for", false)];
    Listing::new("Weeks", heads, rows)
}

/// What a week is for, a line for each part.
pub fn what_for(week: &Week, schedule: &Schedule) -> Vec<String> {
    if week.revision {
        return vec!["Revision of everything".to_owned()];
    }
    if week.parts.is_empty() {
        return vec!["Study, not shared out".to_owned()];
    }
    let part = |(at, hours): &(usize, Hours)| {
        let name = schedule.shares.get(*at).map_or("", |share| share.name.as_str());
        if week.parts.len() == 1 { name.to_owned() } else { format!("{hours} h {name}") }
    };
    week.parts.iter().map(part).collect()
}

fn days(plan: &Plan<'_>, context: &Context<'_>) -> Listing {
    let mut told: Vec<Remark> = Vec::new();
    let rows = plan.deadlines.iter().map(|deadline| {
        let day = deadline.when.map(|when| when.words()).unwrap_or_default();
        let view = deadline.evidence.as_ref();
        let mut remarks = view.map(|view| evidence::remarks(view, context)).unwrap_or_default();
        // Several days can rest on one fact, whose disputes are told once.
        remarks.retain(|remark| !told.contains(remark));
        told.extend(remarks.iter().cloned());
        let what =
            Cell { content: Content::Text(words(deadline).into()), tone: tone(deadline), remarks, ..Cell::default() };
        let sources = view.map(|view| view.sources.to_vec()).unwrap_or_default();
        vec![Cell::text(day), what, evidence::with_sources(Cell::text(support(view)), sources, context)]
    });
    let heads = [("Day", false), ("What", false), ("Support", false)];
    Listing::new("Days that matter", heads, rows)
}

fn tone(deadline: &Deadline<'_>) -> Tone {
    match deadline.when {
        Some(_) if deadline.planned => Tone::Soon,
        Some(_) => Tone::Plain,
        None => Tone::Faint,
    }
}

/// What happens on a day, with the words that it is planned or weakly backed.
pub fn words(deadline: &Deadline<'_>) -> String {
    let planned = if deadline.planned { " (planned, not confirmed)" } else { "" };
    let uncertain = if deadline.evidence.as_ref().is_some_and(|view| view.uncertain) { UNCERTAIN } else { "" };
    format!("{}{planned}{uncertain}", deadline.words)
}

/// How well something is backed.
pub fn support(view: Option<&View<'_>>) -> String {
    view.map(evidence::support).unwrap_or_default()
}

/// What the exam asks about: for the exam as a whole, because no source says which domain asks for which service.
fn tested(plan: &Plan<'_>, context: &Context<'_>) -> Block {
    let rows = [Field::Services, Field::Skills].map(|field| match plan.certification.facts.view(field) {
        Some(view) => row(field.label(), evidence::cell(&view, None, context), support(Some(&view))),
        None => row(field.label(), Cell::text("not known").tone(Tone::Faint), String::new()),
    });
    Block::Facts(FactGroup { heading: "What is tested, over all domains".to_owned(), rows: rows.to_vec() })
}
