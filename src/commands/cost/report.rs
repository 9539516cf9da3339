//! A cost for people: the years side by side, what to know about each certificate, then events and assumptions.

use super::assumptions::{self, Assumption};
use super::event::{Amount, Event, EventKind, Fee, Total};
use super::{Account, CostOptions, Terms};
use crate::commands::held::Lapse;
use crate::commands::names::{code, count, short};
use crate::commands::{Context, evidence, standing};
use crate::render::report::{Block, Cell, Listing, Row, Tone};
use certcmp_dataset::language::and;
use certcmp_dataset::{Requirement, Route, Status};

/// The width up to which years stand side by side: that of a small terminal without its margins.
const SIDE_BY_SIDE: usize = 78;

const NONE: &str = "–";

pub fn blocks(accounts: &[Account<'_>], options: &CostOptions<'_>, context: &Context<'_>) -> Vec<Block> {
    let terms = &options.terms;
    let counted = accounts.iter().map(|account| account.entry.certification);
    let held = options.held.iter().map(|row| row.certification);
    let met: Vec<&str> = held.chain(counted.clone()).map(|met| met.id.as_str()).collect();
    let notes = accounts.iter().flat_map(|account| notes(account, &met)).chain([how_counted(accounts, terms)]);
    let what = match accounts {
        [only] => context.catalog.full_title(only.entry.certification),
        _ if context.is_for_page() => and(&counted.map(short).collect::<Vec<_>>()),
        several => format!("{} certificates", several.len()),
    };
    let years = count(usize::try_from(terms.years).unwrap_or(usize::MAX), "year");
    let period = format!("{} to {}", terms.from, terms.last_day());
    let mut blocks = vec![Block::Title(format!("{what} for {years}"), period)];
    blocks.extend(context.is_for_page().then(|| Block::Text(answer(accounts))));
    blocks.extend([
        Block::Listing(fees_by_year(accounts, terms)),
        Block::Notes(notes.collect()),
        Block::Listing(certificates(accounts)),
    ]);
    let mut hints = vec!["Other years: --years N".to_owned()];
    if options.events || context.is_for_page() {
        blocks.push(Block::Listing(events(accounts, terms)));
    } else {
        hints.push("Events: --events".to_owned());
    }
    if options.assumptions || context.is_for_page() {
        blocks.extend(assumed(accounts, context));
    } else {
        hints.push("Assumptions and sources: --assumptions".to_owned());
    }
    blocks.push(Block::Hints(hints));
    blocks
}

fn answer(accounts: &[Account<'_>]) -> String {
    let words = |total: Total| at_least(total.due, total.due_open).line().replace('?', "not known");
    let each = |account: &Account<'_>| format!("{} {}", code(account.entry.certification), words(account.total()));
    let each = match accounts {
        [_] => String::new(),
        several => format!(": {}", several.iter().map(each).collect::<Vec<_>>().join(", ")),
    };
    format!("In all {} USD before tax{each}.", words(accounts.iter().flat_map(Account::fees).sum()))
}

/// Returns the fees by calendar year and certificate, with totals. Where the years are too many to stand side by side,
/// they stand one below the other, without those that have no fee.
fn fees_by_year(accounts: &[Account<'_>], terms: &Terms) -> Listing {
    let undated = accounts.iter().any(|account| !account.undated_fees().is_empty());
    let mut heads = vec!["Exam".to_owned()];
    heads.extend(terms.calendar_years().map(|(year, ..)| year.to_string()));
    heads.extend(undated.then(|| "No day".to_owned()));
    heads.extend(["Total", "Without discounts"].map(str::to_owned));
    let mut table: Vec<Vec<Cell>> = vec![heads.into_iter().map(Cell::text).collect()];
    let row = |label: String, accounts: &[Account<'_>]| row(label, accounts, terms, undated);
    table.extend(accounts.chunks(1).flat_map(|one| one.iter().map(|only| row(code(only.entry.certification), one))));
    match accounts.len() {
        1 => {}
        2 => table.push(row("Both".to_owned(), accounts)),
        count => table.push(row(format!("All {count}"), accounts)),
    }
    let columns = table.first().map_or(0, Vec::len);
    let column = |at: usize| -> Vec<Cell> { table.iter().filter_map(|row| row.get(at).cloned()).collect() };
    let width = |at: usize| column(at).iter().map(|cell| cell.line().chars().count()).max().unwrap_or(0);
    if (0..columns).map(|at| width(at) + 2).sum::<usize>() > SIDE_BY_SIDE {
        table = (0..columns).map(column).collect();
        table.retain(|row| row.iter().skip(1).any(|cell| cell.line() != NONE));
    }
    let heads = table.remove(0).into_iter().enumerate();
    Listing::new("Fees by year, in USD before tax", heads.map(|(at, head)| (head.line(), at > 0)), table)
}

fn row(label: String, accounts: &[Account<'_>], terms: &Terms, undated: bool) -> Vec<Cell> {
    let year = |year| sum(accounts.iter().flat_map(|account| account.fees_of(year)).collect());
    let mut cells = vec![Cell::text(label)];
    cells.extend(terms.calendar_years().map(year));
    cells.extend(undated.then(|| sum(accounts.iter().flat_map(Account::undated_fees).collect())));
    let total: Total = accounts.iter().flat_map(Account::fees).sum();
    cells.extend([at_least(total.due, total.due_open), at_least(total.full, total.full_open)]);
    cells
}

fn sum(fees: Vec<Fee>) -> Cell {
    let is_empty = fees.is_empty();
    let total: Total = fees.into_iter().sum();
    match total.due_open {
        _ if is_empty => Cell::text(NONE),
        true if !total.due.is_zero() => Cell::text(format!("{}+?", total.due.number())).tone(Tone::Doubt),
        open => at_least(total.due, open),
    }
}

fn at_least(amount: Amount, open: bool) -> Cell {
    match open {
        true if amount.is_zero() => Cell::text("?").tone(Tone::Doubt),
        true => Cell::text(format!("at least {}", amount.number())).tone(Tone::Doubt),
        false => Cell::text(amount.number()),
    }
}

/// Returns what a reader must know of an account: doubts, betas, what is not known, and how it ends.
fn notes(account: &Account<'_>, met: &[&str]) -> Vec<String> {
    let certification = account.entry.certification;
    let standing = &account.entry.standing;
    let first = account.events.iter().chain(&account.next).next();
    let mut notes = Vec::new();
    if account.held.is_none() && (standing.status == Status::Beta || !standing.can_be_taken()) {
        let day = first.filter(|event| event.planned).and_then(|event| event.day);
        let counted = day.map(|day| format!("; counted from {day}")).unwrap_or_default();
        let price = account.beta_price().map(|price| format!(" at {price}")).unwrap_or_default();
        let is_beta = standing.status == Status::Beta;
        let beta = if is_beta { format!("; the beta{price} is not counted") } else { String::new() };
        notes.push(format!("{}{counted}{beta}", standing::availability(&account.entry)));
    }
    if let Some(Lapse::On(when)) = account.held {
        notes.push(format!("held until {}", when.words()));
    }
    if !account.gaps.is_empty() {
        notes.push(format!("not known: {}", account.gaps.join("; ")));
    }
    let exam = first.filter(|event| event.kind == EventKind::Exam && event.day.is_some());
    notes.extend(exam.and_then(|event| event.reason.clone()));
    let ending = |event: &&Event| matches!(event.kind, EventKind::Stop | EventKind::Lapse);
    notes.extend(account.events.iter().filter(ending).map(|event| {
        let day = event.day.map(|day| format!(" on {day}")).unwrap_or_default();
        format!("{}{day}, {}", event.name(), event.reason.as_deref().unwrap_or_default())
    }));
    if let Some(required) = certification.facts.prerequisites_required.as_deref().filter(|_| account.held.is_none()) {
        let is_met = |entry: &&Requirement| entry.any_of.iter().any(|id| met.contains(&id.as_str()));
        let missing = required.value.iter().filter(|entry| !is_met(entry));
        notes.extend(missing.map(|entry| format!("requires {}; its cost is not counted", entry.what)));
    }
    if account.is_uncertain() {
        notes.push("uncertain, from a single weak source".to_owned());
    }
    notes.into_iter().map(|note| format!("{}: {note}.", code(certification))).collect()
}

fn how_counted(accounts: &[Account<'_>], terms: &Terms) -> String {
    let attempts = match terms.attempts {
        _ if accounts.iter().all(|account| account.held.is_some()) => "Held already".to_owned(),
        1 => "Passed at once".to_owned(),
        more => format!("Passed at attempt {more}"),
    };
    let is_renewed = accounts.iter().any(|account| account.renewals().next().is_some());
    let renewed = if is_renewed { "; renewed on the day of lapsing by the cheapest route" } else { "" };
    format!("{attempts}{renewed}.")
}

/// Returns how each certificate is kept: its validity, how it is renewed, and the first fee after the period.
fn certificates(accounts: &[Account<'_>]) -> Listing {
    let rows = accounts.iter().map(|account| {
        let certification = account.entry.certification;
        let not_known = || "not known".to_owned();
        let valid = certification.facts.validity.as_deref().map_or_else(not_known, |fact| fact.value.to_string());
        let renewals = account.renewals().chain(&account.next).filter(|event| event.kind == EventKind::Renewal);
        let mut by: Vec<String> = renewals.map(|event| route(event).unwrap_or_else(not_known)).collect();
        by.dedup();
        let next = account.next.as_ref().map_or_else(|| NONE.to_owned(), next_fee);
        let by = if by.is_empty() { NONE.to_owned() } else { by.join(", then ") };
        [code(certification), short(certification), valid, by, next].map(Cell::text).to_vec()
    });
    let heads = ["Exam", "Certificate", "Valid", "Renewed by", "Next fee"].map(|head| (head, false));
    Listing::new("Validity and renewal", heads, rows)
}

/// Returns how a renewal is done: `the exam again, 50 % off`.
fn route(event: &Event) -> Option<String> {
    let route = match (event.route?, &event.exam) {
        (Route::OtherExam, Some(exam)) => format!("the exam {}", exam.to_uppercase()),
        (route, _) => route.title().to_owned(),
    };
    Some(match event.fee {
        Some(Fee { discount: Some(discount), .. }) => format!("{route}, {discount} % off"),
        Some(Fee { due: Some(due), .. }) if due.is_zero() => format!("{route}, free"),
        _ => route,
    })
}

fn next_fee(event: &Event) -> String {
    let day = day(event);
    match event.fee.map(|fee| fee.due) {
        Some(Some(amount)) if amount.is_zero() => format!("{day}, free"),
        Some(Some(amount)) => format!("{day}, {amount}"),
        Some(None) => format!("{day}, not known"),
        None => format!("{} {day}", event.name()),
    }
}

fn day(event: &Event) -> String {
    event.day.map_or_else(|| "not known".to_owned(), |day| day.to_string())
}

fn events(accounts: &[Account<'_>], terms: &Terms) -> Listing {
    let rows = super::events(accounts).into_iter().map(|(account, event)| {
        let fee = |amount: fn(Fee) -> Option<Amount>| {
            event.fee.map_or_else(String::new, |fee| amount(fee).map_or_else(|| "?".to_owned(), Amount::number))
        };
        let lapses = event.lapses().map(|day| day.to_string()).unwrap_or_default();
        let text = Cell::text(event_text(event, terms)).tone(match event.kind {
            EventKind::Stop | EventKind::RenewalsEnd | EventKind::Lapse => Tone::Ended,
            _ if event.planned => Tone::Soon,
            _ => Tone::Plain,
        });
        let mut cells = [day(event), code(account.entry.certification)].map(Cell::text).to_vec();
        cells.push(text);
        cells.extend([fee(|fee| fee.due), fee(|fee| fee.full), lapses].map(Cell::text));
        cells
    });
    let heads = ["Date", "Exam", "Event", "USD", "Full USD", "Then lapses"];
    let heads = heads.map(|head| (head, head.contains("USD")));
    Listing::new("Events (USD after discounts, full USD before)", heads, rows)
}

fn event_text(event: &Event, terms: &Terms) -> String {
    let passed = match event.passed.filter(|_| terms.attempts > 1) {
        Some(true) => ", passed",
        Some(false) => ", failed",
        None => "",
    };
    let planned = if event.planned { ", if it opens as planned" } else { "" };
    let how = route(event).or_else(|| event.reason.clone()).map(|how| format!(": {how}")).unwrap_or_default();
    let uncertain = if event.uncertain { evidence::UNCERTAIN } else { "" };
    format!("{}{passed}{planned}{how}{uncertain}", event.name())
}

fn assumed(accounts: &[Account<'_>], context: &Context<'_>) -> Vec<Block> {
    let row = |Assumption { about, says, fact }: &Assumption<'_>| match fact {
        Some((_, view)) => {
            let row = Row::fact(about, evidence::words_cell(says, view, context));
            evidence::row(row, view, true, context)
        }
        None => Row::fact(about, Cell::text(says)),
    };
    let of = |assumption: &Assumption<'_>| assumption.fact.as_ref().map(|(certification, _)| code(certification));
    let groups = assumptions::all(accounts, context);
    let groups = groups.chunk_by(|one, other| of(one) == of(other)).map(|group| {
        let heading = match group {
            [Assumption { fact: Some((certification, _)), .. }, ..] => {
                format!("{} ({})", context.catalog.full_title(certification), code(certification))
            }
            _ => "Assumptions of our own".to_owned(),
        };
        Block::facts(heading, group.iter().map(row).collect())
    });
    groups.collect()
}
