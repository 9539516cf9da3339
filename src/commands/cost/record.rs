//! A cost for programs: events as records; sums, assumptions and sources beside them.

use super::account::Account;
use super::amount::{Amount, Total};
use super::event::{Event, EventKind};
use super::{Cost, assumptions};
use crate::commands::held::Lapse;
use crate::commands::keys::{self, Key, date};
use crate::commands::{Context, evidence, standing};
use crate::render::report::Records;
use certcmp_dataset::fact::View;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::Route;
use certcmp_dataset::{Certification, SourceRef};
use jiff::civil::Date;

pub const KEY: &str = "events";

pub fn records(cost: &Cost<'_>, context: &Context<'_>) -> Records {
    let events = cost.events();
    let assumptions = assumptions(cost, context);
    let mut cited: Vec<SourceRef> = events.iter().flat_map(|(_, event)| event.sources.iter().copied()).collect();
    cited.extend(assumptions.iter().filter_map(|(.., view)| view.as_ref()).flat_map(|view| view.cited()));
    let (event_keys, totals, assumed) = (event_keys(), totals_keys(), assumption_keys());
    let rows = events.iter().map(|(account, event)| keys::row(&event_keys, &(*account, *event, context)));
    let totals = cost.accounts.iter().map(|account| keys::map(&totals, account));
    let assumed = assumptions.iter().map(|assumption| keys::map(&assumed, &(assumption, context)));
    Records {
        key: KEY,
        columns: columns(),
        rows: rows.collect(),
        ids: cost.accounts.iter().map(|account| account.entry.certification.id.clone()).collect(),
        extra: vec![
            ("total", keys::map(&sum_keys(), &cost.total())),
            ("totals", Datum::List(totals.collect())),
            ("assumptions", Datum::List(assumed.collect())),
            ("sources", evidence::sources_datum(cited, context)),
        ],
    }
}

pub fn columns() -> Vec<(&'static str, Shape)> {
    keys::columns(event_keys())
}

pub fn extras() -> Vec<(&'static str, Shape)> {
    vec![
        ("total", keys::shape(sum_keys())),
        ("totals", keys::shape(totals_keys()).list()),
        ("assumptions", keys::shape(assumption_keys()).list()),
    ]
}

fn int(number: impl Into<i64>) -> Datum {
    Datum::Int(number.into())
}

fn usd(amount: Option<Amount>) -> Datum {
    Datum::option(amount, Amount::datum)
}

type OfEvent<'a> = (&'a Account<'a>, &'a Event, &'a Context<'a>);

fn event_keys<'a>() -> [Key<OfEvent<'a>>; 19] {
    [
        ("certification", Shape::Text, |(account, ..)| Datum::text(&account.entry.certification.id)),
        ("event", Shape::Word(EventKind::WORDS), |(_, event, _)| Datum::text(event.kind.as_str())),
        ("date", Shape::Date.nullable(), |(_, event, _)| date(event.day)),
        ("date_planned", Shape::Bool, |(_, event, _)| Datum::Bool(event.planned)),
        ("year", Shape::Int.nullable(), |(_, event, _)| Datum::option(event.day, |day| int(day.year()))),
        ("number", Shape::Int.nullable(), |(_, event, _)| {
            Datum::option((event.number > 0).then_some(event.number), int)
        }),
        ("passed", Shape::Bool.nullable(), |(_, event, _)| Datum::option(event.passed, Datum::Bool)),
        ("route", Shape::Word(Route::WORDS).nullable(), |(_, event, _)| Datum::option(event.route, Datum::printed)),
        ("exam", Shape::Text.nullable(), |(_, event, _)| Datum::option(event.exam.as_ref(), Datum::text)),
        ("has_fee", Shape::Bool, |(_, event, _)| Datum::Bool(event.fee.is_some())),
        ("cost_usd", Shape::Number.nullable(), |(_, event, _)| usd(event.fee.and_then(|fee| fee.due))),
        ("full_cost_usd", Shape::Number.nullable(), |(_, event, _)| usd(event.fee.and_then(|fee| fee.full))),
        ("discount_percent", Shape::Int.nullable(), |(_, event, _)| {
            Datum::option(event.fee.and_then(|fee| fee.discount), int)
        }),
        ("renewal_opens", Shape::Date.nullable(), |(_, event, _)| date(event.opens)),
        ("renewal_closes", Shape::Date.nullable(), |(_, event, _)| date(event.closes)),
        ("lapses", Shape::Date.nullable(), |(_, event, _)| date(event.lapses)),
        ("uncertain", Shape::Bool, |(_, event, _)| Datum::Bool(event.uncertain)),
        ("reason", Shape::Text.nullable(), |(_, event, _)| Datum::option(event.reason.as_ref(), Datum::text)),
        ("sources", Shape::Text.list(), |(_, event, context)| Datum::texts(evidence::ids(&event.sources, context))),
    ]
}

fn sum_keys() -> [Key<Total>; 4] {
    [
        ("cost_usd", Shape::Number, |total| total.due.datum()),
        ("cost_is_lower_bound", Shape::Bool, |total| Datum::Bool(total.due_open)),
        ("full_cost_usd", Shape::Number, |total| total.full.datum()),
        ("full_cost_is_lower_bound", Shape::Bool, |total| Datum::Bool(total.full_open)),
    ]
}

type OfYear = ((i16, Date, Date), Total);

fn year_keys() -> [Key<OfYear>; 7] {
    [
        ("year", Shape::Int, |((year, ..), _)| int(*year)),
        ("from", Shape::Date, |((_, first, _), _)| Datum::printed(first)),
        ("to", Shape::Date, |((.., last), _)| Datum::printed(last)),
        ("cost_usd", Shape::Number, |(_, total)| total.due.datum()),
        ("cost_is_lower_bound", Shape::Bool, |(_, total)| Datum::Bool(total.due_open)),
        ("full_cost_usd", Shape::Number, |(_, total)| total.full.datum()),
        ("full_cost_is_lower_bound", Shape::Bool, |(_, total)| Datum::Bool(total.full_open)),
    ]
}

fn next_keys() -> [Key<Event>; 3] {
    [
        ("event", Shape::Word(EventKind::WORDS), |event| Datum::text(event.kind.as_str())),
        ("date", Shape::Date.nullable(), |event| date(event.day)),
        ("cost_usd", Shape::Number.nullable(), |event| usd(event.fee.and_then(|fee| fee.due))),
    ]
}

fn totals_keys<'a>() -> [Key<Account<'a>>; 18] {
    [
        ("certification", Shape::Text, |account| Datum::text(&account.entry.certification.id)),
        ("from", Shape::Date, |account| Datum::printed(account.terms.from)),
        ("to", Shape::Date, |account| Datum::printed(account.terms.last_day())),
        ("cost_usd", Shape::Number, |account| account.total().due.datum()),
        ("cost_is_lower_bound", Shape::Bool, |account| Datum::Bool(account.total().due_open)),
        ("full_cost_usd", Shape::Number, |account| account.total().full.datum()),
        ("full_cost_is_lower_bound", Shape::Bool, |account| Datum::Bool(account.total().full_open)),
        ("held", Shape::Bool, |account| Datum::Bool(account.held.is_some())),
        ("beta_price_usd", Shape::Number.nullable(), |account| usd(account.beta_price())),
        ("can_be_taken", Shape::Bool.nullable(), |account| standing::can_be_taken(&account.entry.standing)),
        ("uncertain", Shape::Bool, |account| Datum::Bool(account.is_uncertain())),
        ("not_known", Shape::Text.list(), |account| Datum::texts(&account.gaps)),
        ("earned", Shape::Bool.nullable(), earned),
        ("expires", Shape::Bool.nullable(), |account| match account.lapse {
            Lapse::On(_) => Datum::Bool(true),
            Lapse::Never => Datum::Bool(false),
            Lapse::NotKnown => Datum::Null,
        }),
        ("lapses", Shape::Date.nullable(), |account| date(account.lapse.day())),
        ("years", keys::shape(year_keys()).list(), |account| {
            let years = account.terms.calendar_years().map(|year| (year, account.between(year.1, year.2)));
            Datum::List(years.map(|year| keys::map(&year_keys(), &year)).collect())
        }),
        ("without_date", keys::shape(sum_keys()).nullable(), |account| {
            Datum::option(account.undated(), |total| keys::map(&sum_keys(), &total))
        }),
        ("next", keys::shape(next_keys()).nullable(), |account| {
            Datum::option(account.next.as_ref(), |event| keys::map(&next_keys(), event))
        }),
    ]
}

/// Returns whether it is earned before the end of the period; not known where the day of passing is not.
fn earned(account: &Account<'_>) -> Datum {
    match account.events.iter().find(|event| event.passed == Some(true)) {
        Some(event) if event.day.is_none() => Datum::Null,
        found => Datum::Bool(found.is_some() || account.held.is_some()),
    }
}

/// Something that is taken for granted: of one certification or of all, what of it, and the fact behind it unless it is
/// our own choice.
type Assumption<'a> = (Option<&'a Certification>, String, String, Option<View<'a>>);

fn assumptions<'a>(cost: &Cost<'a>, context: &Context<'a>) -> Vec<Assumption<'a>> {
    let choice = |(about, says): (&str, &str)| (None, about.to_owned(), says.to_owned(), None);
    let mut found: Vec<Assumption<'a>> = assumptions::CHOICES.map(choice).into();
    for account in &cost.accounts {
        found.extend(assumptions::facts(account, context).into_iter().map(|(about, view)| {
            let says = view.display(context.catalog).line();
            (Some(account.entry.certification), about, says, Some(view))
        }));
    }
    found
}

type OfAssumption<'a> = (&'a Assumption<'a>, &'a Context<'a>);

fn assumption_keys<'a>() -> [Key<OfAssumption<'a>>; 4] {
    [
        ("certification", Shape::Text.nullable(), |((found, ..), _)| {
            Datum::option(*found, |found| Datum::text(&found.id))
        }),
        ("about", Shape::Text, |((_, about, ..), _)| Datum::text(about)),
        ("says", Shape::Text, |((_, _, says, _), _)| Datum::text(says)),
        ("evidence", evidence::shape(Shape::Text).nullable(), |((.., view), context)| {
            Datum::option(view.as_ref(), |view| evidence::datum(view, false, context))
        }),
    ]
}
