//! What people see of the accounts: sums side by side, bars year by year, every event, and what was assumed.

use super::account::{Account, Held, Total};
use super::amount::Amount;
use super::assumptions::Assumption;
use super::event::{Event, Kind};
use super::terms::Terms;
use crate::commands::Context;
use crate::commands::columns::Column;
use crate::commands::evidence::{self, UNCERTAIN};
use crate::commands::names;
use crate::render::report::{Bar, Block, Cell, FactGroup, FactRow, Listing, Matrix, Tone};
use certcmp_dataset::Field;
use certcmp_dataset::vocab::{Route, SittingKind};

/// The share of the room for bars that the longest one takes, in percent.
const LONGEST_BAR: f64 = 50.0;

/// All blocks, from top to bottom.
pub fn blocks(
    accounts: &[Account<'_>],
    assumptions: &[Assumption<'_>],
    terms: &Terms,
    context: &Context<'_>,
) -> Vec<Block> {
    let years = if terms.years == 1 { "1 year".to_owned() } else { format!("{} years", terms.years) };
    let span = format!("{} to {}", terms.from, terms.last_day(terms.years));
    let mut blocks = vec![Block::Title(format!("Cost of {years}"), span), Block::Matrix(matrix(accounts, context))];
    blocks.push(Block::Facts(year_by_year(accounts, terms)));
    blocks.push(Block::Listing(events(accounts, terms)));
    blocks.extend(assumption_groups(accounts, assumptions, context).into_iter().map(Block::Facts));
    blocks
}

fn matrix(accounts: &[Account<'_>], context: &Context<'_>) -> Matrix {
    let entries: Vec<_> = accounts.iter().map(|account| account.entry.clone()).collect();
    let row = |label: &'static str, cell: &dyn Fn(&Account<'_>) -> Cell| {
        (String::from(label), accounts.iter().map(cell).collect::<Vec<_>>())
    };
    let fact = |field: Field| move |account: &Account<'_>| known(Column::Fact(field).cell(&account.entry, context));
    let mut rows = vec![
        row("Total", &|account| Cell::text(sum(account.total(), account, |total| (total.due, total.due_open)))),
        row("Without discounts", &|account| {
            Cell::text(sum(account.total(), account, |total| (total.full, total.full_open)))
        }),
        row("Not known", &|account| Cell::stacked(account.gaps.iter().map(|gap| &gap.what)).tone(Tone::Doubt)),
        row("Exam", &fact(Field::Price)),
        row("Valid for", &fact(Field::Validity)),
        row("Renewal", &fact(Field::Renewal)),
        row("Held until", &|account| Cell::text(held(account.held))),
        row("Next", &|account| Cell::text(account.next.as_ref().map_or_else(String::new, dated))),
    ];
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    Matrix::new("What it adds up to", names::heads(&entries, context), rows)
}

fn known(cell: Cell) -> Cell {
    if cell.is_empty() { Cell::text("not known") } else { cell }
}

/// A sum in words, with what is to be said of it.
fn sum(total: Total, account: &Account<'_>, part: impl Fn(Total) -> (Amount, bool)) -> String {
    let uncertain = if account.is_uncertain() { UNCERTAIN } else { "" };
    format!("{}{uncertain}", at_least(part(total)))
}

fn at_least((amount, open): (Amount, bool)) -> String {
    match open {
        true if amount == Amount::ZERO => "not known".to_owned(),
        true => format!("at least {amount}"),
        false => amount.to_string(),
    }
}

fn held(held: Held) -> String {
    match held {
        Held::NotEarned => "not earned".to_owned(),
        Held::Until(day) => day.to_string(),
        Held::Forever => "it does not expire".to_owned(),
        Held::Unknown => "not known".to_owned(),
    }
}

/// An event that is yet to come, in brief.
fn dated(event: &Event) -> String {
    let what = match event.kind {
        Kind::Exam | Kind::Retake => format!("attempt {}", event.number),
        Kind::Stop => format!("no attempt {}", event.number),
        Kind::Renewal => format!("renewal {}", event.number),
        Kind::RenewalsEnd => "last day of renewals".to_owned(),
        Kind::Lapse => "it lapses".to_owned(),
    };
    event.day.map_or_else(|| what.clone(), |day| format!("{what} on {day}"))
}

/// Sums of the years in which something is paid, with bars, and of all of them.
fn year_by_year(accounts: &[Account<'_>], terms: &Terms) -> FactGroup {
    let longest = accounts.iter().map(|account| account.total().due).max().unwrap_or_default();
    let share = |amount: Amount| LONGEST_BAR * amount.0 as f64 / longest.0.max(1) as f64;
    let row = |label: String, totals: Vec<Option<Total>>| {
        let paired = totals.into_iter().zip(accounts);
        let shown: Vec<(Total, &Account<'_>)> =
            paired.filter_map(|(total, account)| total.map(|total| (total, account))).collect();
        let bar = |(total, account): &(Total, &Account<'_>)| {
            let label = if accounts.len() > 1 { account.entry.certification.id.clone() } else { String::new() };
            let value = at_least((total.due, total.due_open));
            Bar { value, label, low: share(total.due), high: share(total.due) }
        };
        let cell = Cell::bars(shown.iter().map(bar));
        (!cell.is_empty()).then(|| FactRow { label: label.into(), cell, ..FactRow::default() })
    };
    let mut rows: Vec<FactRow> = (1..=terms.years)
        .filter_map(|year| {
            let label = format!("From {}", terms.first_day(year));
            row(label, accounts.iter().map(|account| account.pays_in(year).then(|| account.year(year))).collect())
        })
        .collect();
    rows.extend(row("Day not known".to_owned(), accounts.iter().map(Account::undated).collect()));
    rows.extend(row("Total".to_owned(), accounts.iter().map(|account| Some(account.total())).collect()));
    FactGroup { heading: "Year by year, with discounts".to_owned(), rows }
}

/// Every event of every account, in order of time.
fn events(accounts: &[Account<'_>], terms: &Terms) -> Listing {
    let several = accounts.len() > 1;
    let mut heads = vec![("Date", false), ("Event", false), ("USD", true), ("Full USD", true), ("Valid until", false)];
    if several {
        heads.insert(1, ("ID", false));
    }
    let row = |(account, event): (&Account<'_>, &Event)| {
        let fee = |amount: fn(&super::event::Fee) -> Option<Amount>| {
            let words = |fee| amount(fee).map_or_else(|| "not known".to_owned(), Amount::number);
            Cell::text(event.fee.as_ref().map(words).unwrap_or_default())
        };
        let mut row = vec![
            Cell::text(event.day.map_or_else(|| "not known".to_owned(), |day| day.to_string())),
            Cell::text(words(event, terms)).tone(tone(event)),
            fee(|fee| fee.due),
            fee(|fee| fee.full),
            Cell::text(event.valid_until.map(|day| day.to_string()).unwrap_or_default()),
        ];
        if several {
            row.insert(1, Cell::text(&account.entry.certification.id));
        }
        row
    };
    Listing::new(
        "Event by event; USD is with discounts, Full USD without",
        heads,
        in_order(accounts).into_iter().map(row),
    )
}

/// The events of all accounts in order of time, those without a day last; on one day in the order of the accounts.
pub fn in_order<'a, 'b>(accounts: &'b [Account<'a>]) -> Vec<(&'b Account<'a>, &'b Event)> {
    let mut all: Vec<(&Account<'_>, &Event)> =
        accounts.iter().flat_map(|account| account.events.iter().map(move |event| (account, event))).collect();
    all.sort_by_key(|(_, event)| (event.day.is_none(), event.day));
    all
}

fn tone(event: &Event) -> Tone {
    match event.kind {
        Kind::Stop | Kind::RenewalsEnd | Kind::Lapse => Tone::Ended,
        _ if event.sitting == Some(SittingKind::Beta) || event.planned => Tone::Soon,
        _ => Tone::Plain,
    }
}

/// An event in words.
fn words(event: &Event, terms: &Terms) -> String {
    let mut text = match event.kind {
        Kind::Exam if terms.attempts <= 1 => "exam".to_owned(),
        Kind::Exam | Kind::Retake => {
            format!("attempt {}, {}", event.number, if event.passed == Some(true) { "passed" } else { "failed" })
        }
        Kind::Stop => format!("no attempt {}", event.number),
        Kind::Renewal => format!("renewal {}", event.number),
        Kind::RenewalsEnd => "last day of renewals".to_owned(),
        Kind::Lapse => "lapses".to_owned(),
    };
    if event.sitting == Some(SittingKind::Beta) {
        text.push_str(" (beta)");
    }
    if event.planned {
        text.push_str(" (if it opens as planned)");
    }
    let route = event.route.map(|route| match (&event.by, route) {
        (Some(by), Route::OtherExam) => format!("another exam, {by}"),
        _ => route.title().to_owned(),
    });
    if let Some(how) = route.or_else(|| event.reason.clone()) {
        text.push_str(&format!(": {how}"));
    }
    if let Some(discount) = event.fee.and_then(|fee| fee.discount) {
        text.push_str(&format!(", {discount} % off"));
    }
    if event.uncertain {
        text.push_str(UNCERTAIN);
    }
    text
}

fn assumption_groups(
    accounts: &[Account<'_>],
    assumptions: &[Assumption<'_>],
    context: &Context<'_>,
) -> Vec<FactGroup> {
    let rows = |id: Option<&str>| -> Vec<FactRow> {
        let of_id =
            assumptions.iter().filter(|assumption| assumption.certification.map(|found| found.id.as_str()) == id);
        of_id.map(|assumption| assumption_row(assumption, context)).collect()
    };
    let mut groups =
        vec![FactGroup { heading: "Assumed for all; these choices are ours".to_owned(), rows: rows(None) }];
    groups.extend(accounts.iter().map(|account| {
        let certification = account.entry.certification;
        let heading = format!("Assumed for {} ({})", context.catalog.full_title(certification), certification.id);
        FactGroup { heading, rows: rows(Some(&certification.id)) }
    }));
    groups
}

fn assumption_row(assumption: &Assumption<'_>, context: &Context<'_>) -> FactRow {
    let label = assumption.about.clone().into();
    let Some(view) = &assumption.view else {
        return FactRow { label, cell: Cell::text(&assumption.says), ..FactRow::default() };
    };
    let mut asides: Vec<String> = view.note.filter(|_| assumption.is_rule).map(String::to_string).into_iter().collect();
    asides.extend(evidence::from(view, context));
    let cell = evidence::words_cell(&assumption.says, view, context);
    FactRow { label, cell, support: evidence::support(view).into(), asides }
}
