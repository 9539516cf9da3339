//! Certificates for people: one row per certificate with what to do, and a summary.

use super::{Advice, Answer, By, Lapse, Options, Row};
use crate::commands::brief::route_name;
use crate::commands::names::{code, short};
use crate::commands::renewal::RenewalWay;
use crate::commands::{Context, evidence, standing};
use crate::render::report::{Block, Cell, Listing, Tone};
use certcmp_dataset::{Certification, Field};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

pub fn blocks(answer: &Answer<'_>, options: &Options, context: &Context<'_>) -> Vec<Block> {
    let people = answer.people();
    let title = match people.len() {
        0 | 1 => "Certificates held".to_owned(),
        count => format!("Certificates held by {count} people"),
    };
    let mut blocks = vec![Block::Title(format!("{title}, on {}", context.day), String::new())];
    blocks.push(match options.until {
        _ if !answer.rows.is_empty() => Block::Listing(certificates(answer, !people.is_empty(), context)),
        Some(until) => Block::Text(format!("Nothing lapses up to {until}.")),
        None => Block::Text("No certificate was found.".to_owned()),
    });
    // A page is for whoever leads the team.
    let for_lead = context.is_for_page() && people.len() > 1;
    for by in [By::Who, By::Certification].into_iter().filter(|by| for_lead || options.by == Some(*by)) {
        blocks.push(Block::Listing(counts(answer, by, context)));
    }
    blocks.push(Block::Notes(notes(answer)));
    let hints = ["Reminders: -o renewals.ics", "A page: -o held.html", "Only what is near: --within 90d"];
    blocks.push(Block::Hints(hints.map(str::to_owned).into()));
    blocks
}

fn certificates(answer: &Answer<'_>, has_people: bool, context: &Context<'_>) -> Listing {
    let heads = [("Lapses", false), ("Days", true), ("Who", false), ("Certificate", false), ("What to do", false)];
    let heads = heads.into_iter().filter(|(head, _)| has_people || *head != "Who");
    let rows = answer.rows.iter().map(|row| {
        let fields = [Field::Validity, Field::Renewal, Field::RenewalsEnd].into_iter();
        let views = fields.filter_map(|field| row.certification.facts.view(field));
        let sources: BTreeSet<String> = views.flat_map(|view| evidence::ids(view.sources, context)).collect();
        let advice = Cell::text(advice(row, context)).tone(tone(row, context)).cite("", sources.into_iter().collect());
        let who = has_people.then(|| row.who.clone().unwrap_or_default());
        let texts = [lapse(row), days(row, context)].into_iter().chain(who).chain([name(row.certification)]);
        texts.map(Cell::text).chain([advice]).collect::<Vec<Cell>>()
    });
    Listing::new("", heads, rows)
}

pub fn name(certification: &Certification) -> String {
    format!("{} ({})", short(certification), code(certification))
}

pub fn lapse(row: &Row<'_>) -> String {
    match row.lapse {
        Lapse::On(when) if when.to_string().contains('/') => format!("{} at the earliest", when.earliest),
        Lapse::On(when) => when.to_string(),
        Lapse::Never => "never".to_owned(),
        Lapse::NotKnown => "not known".to_owned(),
    }
}

fn days(row: &Row<'_>, context: &Context<'_>) -> String {
    match row.lapse.day().map(|day| (day - context.day).get_days()) {
        Some(_) if row.lapse.is_past(context.day) => "lapsed".to_owned(),
        Some(days) if days < 0 => "perhaps lapsed".to_owned(),
        Some(days) if row.lapse.when().is_some_and(|when| !when.is_exact()) => format!("{days}+"),
        Some(days) => days.to_string(),
        None => "–".to_owned(),
    }
}

fn tone(row: &Row<'_>, context: &Context<'_>) -> Tone {
    match row.lapse.day() {
        Some(day) if day < context.day => Tone::Ended,
        Some(_) if row.advice.possible == Some(false) => Tone::Ended,
        _ if row.advice.ways.iter().any(|way| is_open(way, context.day)) => Tone::Soon,
        _ => Tone::Plain,
    }
}

fn is_open(way: &RenewalWay<'_>, today: Date) -> bool {
    !way.in_doubt && way.opens.is_none_or(|opens| opens <= today)
}

pub fn advice(row: &Row<'_>, context: &Context<'_>) -> String {
    let Advice { possible, ways, since, next } = &row.advice;
    let text = match (row.lapse, possible) {
        (Lapse::Never, _) => "nothing; it never lapses".to_owned(),
        (Lapse::NotKnown, _) => "not known how long it is valid".to_owned(),
        _ if !ways.is_empty() => renew(ways, row, context),
        (_, None) => "not known whether it can be renewed".to_owned(),
        _ if next.iter().any(|next| next.id == row.certification.id) => {
            format!("the exam again{}", price(row.certification))
        }
        _ if row.lapse.is_past(context.day) => format!("lapsed{}", follows(next, context)),
        _ => {
            let since = since.map(|since| format!(" since {since}")).unwrap_or_default();
            format!("cannot be renewed{since}{}", follows(next, context))
        }
    };
    match row.by_rule {
        Some(rule) => format!("{text}; the file says {}, the rule {}", lapse(row), rule.words()),
        None => text,
    }
}

/// Returns "; AI-103 follows it, 165 USD", or nothing.
fn follows(next: &[&Certification], context: &Context<'_>) -> String {
    let named =
        |next: &&Certification| format!("{}{}", code(next), standing::aside(&standing::entry(next, context).standing));
    match next {
        [] => String::new(),
        [only] => format!("; {} follows it{}", named(only), price(only)),
        _ => format!("; {} follow it", next.iter().map(named).collect::<Vec<_>>().join(", ")),
    }
}

fn price(certification: &Certification) -> String {
    certification.facts.price.as_deref().map(|price| format!(", {}", price.value.0)).unwrap_or_default()
}

fn renew(ways: &[RenewalWay<'_>], row: &Row<'_>, context: &Context<'_>) -> String {
    let words = |ways: &[&RenewalWay<'_>]| {
        ways.iter().take(MOST_WAYS).map(|way| way_in_words(way, row)).collect::<Vec<_>>().join(" or ")
    };
    let (doubtful, mut sure): (Vec<&RenewalWay<'_>>, Vec<&RenewalWay<'_>>) = ways.iter().partition(|way| way.in_doubt);
    if sure.is_empty() {
        return format!("perhaps {}; in doubt whether it is available", words(&doubtful));
    }
    // What is planned is named beside what is open, so that the cheapest comes first.
    let is_any_open = sure.iter().any(|way| is_open(way, context.day));
    let days = |way: &RenewalWay<'_>| {
        let is_now = is_open(way, context.day) || (is_any_open && way.planned.is_some());
        (way.opens.filter(|_| !is_now), way.closes)
    };
    // Ways with the same days are listed together, the cheapest first.
    sure.sort_by_key(|way| days(way));
    let now = if sure.first().is_some_and(|way| days(way).0.is_none()) { " now" } else { "" };
    let parts = sure.chunk_by(|one, other| days(one) == days(other)).filter_map(|ways| {
        let (opens, closes) = days(ways.first()?);
        let from = opens.map(|opens| format!("from {opens} ")).unwrap_or_default();
        Some(format!("{}, {from}until {closes}", words(ways)))
    });
    format!("renew{now}: {}", parts.collect::<Vec<_>>().join("; "))
}

const MOST_WAYS: usize = 3;

/// Returns "exam again at 100 USD", "free online assessment", "exam MLA-C02 (planned 2027-01-14)".
fn way_in_words(way: &RenewalWay<'_>, row: &Row<'_>) -> String {
    let other = way.exam.filter(|exam| exam.id != row.certification.id);
    let what = other.map_or_else(|| route_name(way.route.route).to_owned(), |exam| format!("exam {}", code(exam)));
    let (free, price) = match way.price {
        Some(price) if price.is_zero() => ("free ", String::new()),
        Some(price) => ("", format!(" at {price}")),
        None => ("", String::new()),
    };
    let planned = way.planned.map(|when| format!("planned {}", when.words()));
    let remarks: Vec<String> = planned.into_iter().chain(way.disputed.then(|| "in doubt".to_owned())).collect();
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
    format!("{free}{what}{price}{remarks}")
}

fn counts(answer: &Answer<'_>, by: By, context: &Context<'_>) -> Listing {
    let who = |row: &Row<'_>| row.who.clone().unwrap_or_default();
    let (heading, head) = match by {
        By::Who => ("By person", "Who"),
        By::Certification => ("By certification", "Certificate"),
    };
    let mut groups: BTreeMap<String, Vec<&Row<'_>>> = BTreeMap::new();
    for row in &answer.rows {
        let group = if by == By::Who { who(row) } else { name(row.certification) };
        groups.entry(group).or_default().push(row);
    }
    let rows = groups.into_iter().map(|(label, rows)| {
        let (lapsed, valid): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
            rows.into_iter().partition(|row| row.lapse.is_past(context.day));
        let next = valid.iter().find(|row| row.lapse.day().is_some());
        let other = |row: &Row<'_>| if by == By::Who { code(row.certification) } else { who(row) };
        let next = next.map_or_else(|| "–".to_owned(), |row| format!("{} {}", lapse(row), other(row)));
        [label, valid.len().to_string(), lapsed.len().to_string(), next].map(Cell::text).to_vec()
    });
    Listing::new(heading, [(head, false), ("Valid", true), ("Lapsed", true), ("Next lapse", false)], rows)
}

fn notes(answer: &Answer<'_>) -> Vec<String> {
    let count = |which: fn(&Lapse) -> bool| answer.hidden.iter().filter(|lapse| which(lapse)).count();
    let rest = [
        (count(|lapse| lapse.day().is_some()), "lapsing later"),
        (count(|lapse| *lapse == Lapse::Never), "never lapsing"),
        (count(|lapse| *lapse == Lapse::NotKnown), "lapsing on a day that is not known"),
    ];
    let rest = rest.iter().filter(|(count, _)| *count > 0).map(|(count, when)| format!("{count} {when}"));
    let rest = (!answer.hidden.is_empty()).then(|| format!("Not shown: {}.", rest.collect::<Vec<_>>().join(", ")));
    let renewed = "earlier certificates of the same certification and person were renewed since.";
    let renewed = (answer.renewed > 0).then(|| format!("{} {renewed}", answer.renewed));
    rest.into_iter().chain(renewed).chain(answer.remarks()).collect()
}
