//! A cost for programs: events as records; sums, assumptions and sources beside them.

use super::assumptions::{self, Assumption};
use super::event::{Amount, Event, EventKind, Total};
use super::{Account, Year, events};
use crate::commands::held::Lapse;
use crate::commands::keys::{self, Key, date};
use crate::commands::{Context, evidence, standing};
use crate::render::report::Records;
use certcmp_dataset::{Datum, Route, Shape};

pub const KEY: &str = "events";

pub fn records(accounts: &[Account<'_>], context: &Context<'_>) -> Records {
    let events = events(accounts);
    let assumptions = assumptions::all(accounts, context);
    let of_events = events.iter().flat_map(|(_, event)| event.sources.iter().copied());
    let facts = assumptions.iter().filter_map(|assumption| assumption.fact.as_ref());
    let cited = of_events.chain(facts.flat_map(|(_, view)| view.cited())).collect();
    let total: Total = accounts.iter().flat_map(Account::fees).sum();
    let extra = vec![
        ("total", keys::map(&sum_keys(), &total)),
        ("totals", keys::list(totals_keys(), accounts)),
        ("assumptions", keys::list(assumption_keys(), assumptions.iter().map(|assumption| (assumption, context)))),
        ("sources", evidence::sources_datum(cited, context)),
    ];
    keys::records(KEY, event_keys(), events.into_iter().map(|(account, event)| (account, event, context)), extra)
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
            Datum::option(Some(event.number).filter(|number| *number > 0), int)
        }),
        ("passed", Shape::Bool.nullable(), |(_, event, _)| Datum::option(event.passed, Datum::Bool)),
        ("route", Shape::Word(Route::WORDS).nullable(), |(_, event, _)| Datum::option(event.route, Datum::printed)),
        ("exam", Shape::Text.nullable(), |(_, event, _)| keys::text(event.exam.as_ref())),
        ("has_fee", Shape::Bool, |(_, event, _)| Datum::Bool(event.fee.is_some())),
        ("cost_usd", Shape::Number.nullable(), |(_, event, _)| usd(event.fee().due)),
        ("full_cost_usd", Shape::Number.nullable(), |(_, event, _)| usd(event.fee().full)),
        ("discount_percent", Shape::Int.nullable(), |(_, event, _)| Datum::option(event.fee().discount, int)),
        ("renewal_opens", Shape::Date.nullable(), |(_, event, _)| date(event.opens)),
        ("renewal_closes", Shape::Date.nullable(), |(_, event, _)| date(event.closes)),
        ("lapses", Shape::Date.nullable(), |(_, event, _)| date(event.lapses())),
        ("uncertain", Shape::Bool, |(_, event, _)| Datum::Bool(event.uncertain)),
        ("reason", Shape::Text.nullable(), |(_, event, _)| keys::text(event.reason.as_ref())),
        ("sources", Shape::Text.list(), |(_, event, context)| evidence::ids_datum(&event.sources, context)),
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

type OfYear = (Year, Total);

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
        ("cost_usd", Shape::Number.nullable(), |event| usd(event.fee().due)),
    ]
}

fn totals_keys<'a>() -> [Key<&'a Account<'a>>; 18] {
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
        // It is not known where the day of passing is not.
        ("earned", Shape::Bool.nullable(), |account| {
            match account.events.iter().find(|event| event.passed == Some(true)) {
                Some(event) if event.day.is_none() => Datum::Null,
                found => Datum::Bool(found.is_some() || account.held.is_some()),
            }
        }),
        ("expires", Shape::Bool.nullable(), |account| {
            let known = Some(account.lapse).filter(|lapse| *lapse != Lapse::NotKnown);
            Datum::option(known, |lapse| Datum::Bool(lapse != Lapse::Never))
        }),
        ("lapses", Shape::Date.nullable(), |account| date(account.lapse.day())),
        ("years", keys::shape(year_keys()).list(), |account| {
            let years = account.terms.calendar_years();
            keys::list(year_keys(), years.map(|year| (year, account.fees_of(year).into_iter().sum())))
        }),
        ("without_date", keys::shape(sum_keys()).nullable(), |account| {
            let fees = Some(account.undated_fees()).filter(|fees| !fees.is_empty());
            Datum::option(fees, |fees| keys::map(&sum_keys(), &fees.into_iter().sum()))
        }),
        ("next", keys::shape(next_keys()).nullable(), |account| {
            Datum::option(account.next.as_ref(), |event| keys::map(&next_keys(), event))
        }),
    ]
}

type OfAssumption<'a> = (&'a Assumption<'a>, &'a Context<'a>);

fn assumption_keys<'a>() -> [Key<OfAssumption<'a>>; 4] {
    [
        ("certification", Shape::Text.nullable(), |(assumption, _)| {
            keys::text(assumption.fact.as_ref().map(|(certification, _)| &certification.id))
        }),
        ("about", Shape::Text, |(assumption, _)| Datum::text(&assumption.about)),
        ("says", Shape::Text, |(assumption, _)| Datum::text(&assumption.says)),
        ("evidence", evidence::shape(Shape::Text).nullable(), |(assumption, context)| {
            Datum::option(assumption.fact.as_ref(), |(_, view)| evidence::datum(view, false, context))
        }),
    ]
}
