//! A cost for people: the years side by side, what to know about each certificate, then events and assumptions.

use super::account::Account;
use super::amount::{Amount, Fee, Total};
use super::event::{Event, EventKind};
use super::{Cost, CostOptions, Terms, assumptions};
use crate::commands::held::Lapse;
use crate::commands::names::{code, short};
use crate::commands::{Context, evidence, standing};
use crate::render::report::{Block, Cell, FactGroup, FactRow, Listing, Tone};
use certcmp_dataset::Status;
use certcmp_dataset::experience::Requirement;
use certcmp_dataset::fact::View;
use certcmp_dataset::language::and;
use certcmp_dataset::vocab::Route;

/// The width up to which years stand side by side: that of a small terminal without its margins.
const SIDE_BY_SIDE: usize = 78;

/// In a year without a fee.
const NONE: &str = "–";

pub fn blocks(cost: &Cost<'_>, options: &CostOptions<'_>, context: &Context<'_>) -> Vec<Block> {
    let counted_too = cost.accounts.iter().map(|account| account.entry.certification);
    let met: Vec<&str> =
        options.held.iter().map(|row| row.certification).chain(counted_too).map(|met| met.id.as_str()).collect();
    let notes = cost.accounts.iter().flat_map(|account| notes(account, &met)).chain([counted(cost)]);
    let what = match cost.accounts.as_slice() {
        [only] => context.catalog.full_title(only.entry.certification),
        several if context.is_for_page() => {
            and(&several.iter().map(|account| short(account.entry.certification)).collect::<Vec<_>>())
        }
        several => format!("{} certificates", several.len()),
    };
    let years = if cost.terms.years == 1 { "1 year".to_owned() } else { format!("{} years", cost.terms.years) };
    let period = format!("{} to {}", cost.terms.from, cost.terms.last_day());
    let mut blocks = vec![Block::Title(format!("{what} for {years}"), period)];
    blocks.extend(context.is_for_page().then(|| Block::Text(answer(cost))));
    blocks.extend([
        Block::Listing(fees_by_year(cost)),
        Block::Notes(notes.collect()),
        Block::Listing(certificates(cost)),
    ]);
    let mut hints = vec!["Other years: --years N".to_owned()];
    if options.events || context.is_for_page() {
        blocks.push(Block::Listing(events(cost)));
    } else {
        hints.push("Events: --events".to_owned());
    }
    if options.assumptions || context.is_for_page() {
        blocks.extend(assumed(cost, context).into_iter().map(Block::facts));
    } else {
        hints.push("Assumptions and sources: --assumptions".to_owned());
    }
    blocks.push(Block::Hints(hints));
    blocks
}

/// Returns the total, and that of each certificate.
fn answer(cost: &Cost<'_>) -> String {
    let words = |total: Total| at_least(total.due, total.due_open).line().replace('?', "not known");
    let each =
        cost.accounts.iter().map(|account| format!("{} {}", code(account.entry.certification), words(account.total())));
    let each =
        if cost.accounts.len() > 1 { format!(": {}", each.collect::<Vec<_>>().join(", ")) } else { String::new() };
    format!("In all {} USD before tax{each}.", words(cost.total()))
}

/// Returns the fees by calendar year and certificate, with totals. Where the years are too many to stand side by side,
/// they stand one below the other, without those that have no fee.
fn fees_by_year(cost: &Cost<'_>) -> Listing {
    let undated = cost.accounts.iter().any(|account| account.undated().is_some());
    let mut heads = vec!["Exam".to_owned()];
    heads.extend(cost.terms.calendar_years().map(|(year, ..)| year.to_string()));
    heads.extend(undated.then(|| "No day".to_owned()));
    heads.extend(["Total", "Without discounts"].map(str::to_owned));
    let mut table: Vec<Vec<Cell>> = vec![heads.into_iter().map(Cell::text).collect()];
    for account in &cost.accounts {
        table.push(line(code(account.entry.certification), std::slice::from_ref(account), undated));
    }
    match cost.accounts.len() {
        1 => {}
        2 => table.push(line("Both".to_owned(), &cost.accounts, undated)),
        count => table.push(line(format!("All {count}"), &cost.accounts, undated)),
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

/// Returns the line of one certificate or of all.
fn line(label: String, accounts: &[Account<'_>], undated: bool) -> Vec<Cell> {
    let mut cells = vec![Cell::text(label)];
    for (_, first, last) in accounts.iter().take(1).flat_map(|account| account.terms.calendar_years()) {
        let events = accounts.iter().flat_map(|account| &account.events).filter(|event| event.fee.is_some());
        let any = events.filter_map(|event| event.day).any(|day| first <= day && day <= last);
        cells.push(fees(accounts.iter().map(|account| account.between(first, last)).sum(), any));
    }
    if undated {
        let found: Vec<Total> = accounts.iter().filter_map(Account::undated).collect();
        let any = !found.is_empty();
        cells.push(fees(found.into_iter().sum(), any));
    }
    let total: Total = accounts.iter().map(Account::total).sum();
    cells.extend([at_least(total.due, total.due_open), at_least(total.full, total.full_open)]);
    cells
}

fn fees(total: Total, any: bool) -> Cell {
    match (total.due == Amount::ZERO, total.due_open) {
        (true, true) => Cell::text("?").tone(Tone::Doubt),
        (false, true) => Cell::text(format!("{}+?", total.due.number())).tone(Tone::Doubt),
        (_, false) if any => Cell::text(total.due.number()),
        _ => Cell::text(NONE),
    }
}

fn at_least(amount: Amount, open: bool) -> Cell {
    match open {
        true if amount == Amount::ZERO => Cell::text("?").tone(Tone::Doubt),
        true => Cell::text(format!("at least {}", amount.number())).tone(Tone::Doubt),
        false => Cell::text(amount.number()),
    }
}

/// Returns what a reader must know of an account: doubts, betas, what is not known, and how it ends.
fn notes(account: &Account<'_>, met: &[&str]) -> Vec<String> {
    let certification = account.entry.certification;
    let standing = &account.entry.standing;
    let mut notes = Vec::new();
    if standing.status == Status::Beta && account.held.is_none() {
        let first = account.events.iter().chain(&account.next).next();
        let exam = match first.map(|event| (event.day, event.planned)) {
            Some((Some(day), true)) if day > account.terms.from => format!(", planned for {day}"),
            Some((Some(day), false)) if day > account.terms.from => format!(" from {day}"),
            Some((Some(_), _)) => String::new(),
            _ => ", of which no day is announced".to_owned(),
        };
        let price = account.beta_price().map(|price| format!(" at {price}")).unwrap_or_default();
        let doubt = if standing.in_doubt { ", perhaps closed" } else { "" };
        notes.push(format!("beta{price}{doubt}; counted is the standard exam{exam}"));
    } else if !standing.can_be_taken() && account.held.is_none() {
        let first = account.events.first().filter(|event| event.planned).and_then(|event| event.day);
        let counted = first.map(|day| format!("; counted from {day}")).unwrap_or_default();
        notes.push(format!("{}{counted}", standing::brief(standing)));
    }
    if let Some(Lapse::On(when)) = account.held {
        notes.push(format!("held until {}", when.words()));
    }
    if !account.gaps.is_empty() {
        notes.push(format!("not known: {}", account.gaps.join("; ")));
    }
    let ending = |event: &&Event| matches!(event.kind, EventKind::Stop | EventKind::Lapse);
    let first = account.events.first().filter(|event| event.kind == EventKind::Exam && event.day.is_some());
    notes.extend(first.and_then(|event| event.reason.clone()));
    notes.extend(account.events.iter().filter(ending).map(|event| {
        let day = event.day.map(|day| format!(" on {day}")).unwrap_or_default();
        format!("{}{day}, {}", event.name(), event.reason.as_deref().unwrap_or_default())
    }));
    if let Some(required) = certification.facts.prerequisites_required.as_deref().filter(|_| account.held.is_none()) {
        let is_met = |entry: &&Requirement| entry.any_of.iter().any(|id| met.contains(&id.as_str()));
        let missing = required.value.entries().iter().filter(|entry| !is_met(entry));
        notes.extend(missing.map(|entry| format!("requires {}; its cost is not counted", entry.what)));
    }
    if account.is_uncertain() {
        notes.push("uncertain, from a single weak source".to_owned());
    }
    notes.into_iter().map(|note| format!("{}: {note}.", code(certification))).collect()
}

fn counted(cost: &Cost<'_>) -> String {
    let is_new = cost.accounts.iter().any(|account| account.held.is_none());
    let attempts = match cost.terms.attempts {
        _ if !is_new => "Held already".to_owned(),
        1 => "Passed at once".to_owned(),
        more => format!("Passed at attempt {more}"),
    };
    let renewed = cost.accounts.iter().any(|account| account.renewals().next().is_some());
    let renewed = if renewed { "; renewed on the day of lapsing by the cheapest route" } else { "" };
    format!("{attempts}{renewed}.")
}

/// Returns how each certificate is kept: its validity, how it is renewed, and the first fee after the period.
fn certificates(cost: &Cost<'_>) -> Listing {
    let rows = cost.accounts.iter().map(|account| {
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
        Some(Fee { due: Some(Amount::ZERO), .. }) => format!("{route}, free"),
        _ => route,
    })
}

fn next_fee(event: &Event) -> String {
    let day = event.day.map(|day| day.to_string()).unwrap_or_default();
    match event.fee.map(|fee| fee.due) {
        Some(Some(Amount::ZERO)) => format!("{day}, free"),
        Some(Some(amount)) => format!("{day}, {amount}"),
        Some(None) => format!("{day}, not known"),
        None => format!("{} {day}", event.name()),
    }
}

fn events(cost: &Cost<'_>) -> Listing {
    let rows = cost.events().into_iter().map(|(account, event)| {
        let fee = |amount: fn(&Fee) -> Option<Amount>| {
            let text = |fee| amount(fee).map_or_else(|| "?".to_owned(), Amount::number);
            Cell::text(event.fee.as_ref().map(text).unwrap_or_default())
        };
        vec![
            Cell::text(event.day.map_or_else(|| "not known".to_owned(), |day| day.to_string())),
            Cell::text(code(account.entry.certification)),
            Cell::text(event_text(event, &cost.terms)).tone(tone(event)),
            fee(|fee| fee.due),
            fee(|fee| fee.full),
            Cell::text(event.lapses.map(|day| day.to_string()).unwrap_or_default()),
        ]
    });
    let heads = ["Date", "Exam", "Event", "USD", "Full USD", "Then lapses"];
    let heads = heads.map(|head| (head, head.contains("USD")));
    Listing::new("Events (USD after discounts, full USD before)", heads, rows)
}

fn tone(event: &Event) -> Tone {
    match event.kind {
        EventKind::Stop | EventKind::RenewalsEnd | EventKind::Lapse => Tone::Ended,
        _ if event.planned => Tone::Soon,
        _ => Tone::Plain,
    }
}

fn event_text(event: &Event, terms: &Terms) -> String {
    let mut text = event.name();
    if let Some(passed) = event.passed.filter(|_| terms.attempts > 1) {
        text.push_str(if passed { ", passed" } else { ", failed" });
    }
    if event.planned {
        text.push_str(", if it opens as planned");
    }
    if let Some(how) = route(event).or_else(|| event.reason.clone()) {
        text.push_str(&format!(": {how}"));
    }
    if event.uncertain {
        text.push_str(evidence::UNCERTAIN);
    }
    text
}

/// Returns our own choices and the facts behind each certificate.
fn assumed(cost: &Cost<'_>, context: &Context<'_>) -> Vec<FactGroup> {
    let choice = |(about, says): (&str, &str)| FactRow::new(about, Cell::text(says));
    let own = FactGroup { heading: "Assumptions of our own".to_owned(), rows: assumptions::CHOICES.map(choice).into() };
    let each = cost.accounts.iter().map(|account| {
        let certification = account.entry.certification;
        let row = |(about, view): (String, View<'_>)| {
            let cell = evidence::words_cell(&view.display(context.catalog).line(), &view, context);
            evidence::row(FactRow::new(about, cell), &view, true, context)
        };
        FactGroup {
            heading: format!("{} ({})", context.catalog.full_title(certification), code(certification)),
            rows: assumptions::facts(account, context).into_iter().map(row).collect(),
        }
    });
    std::iter::once(own).chain(each).collect()
}
