//! A cost for programs: events as records; sums, assumptions and sources beside them.

use super::account::{Account, Cost, Start, Total, ValidUntil};
use super::amount::Amount;
use super::assumptions::Assumption;
use super::event::{Event, EventKind};
use crate::commands::{Context, evidence, standing};
use crate::render::report::Records;
use certcmp_dataset::SourceRef;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::Route;
use jiff::civil::Date;
use std::borrow::Cow;

/// The key of the records.
pub const KEY: &str = "events";

/// Returns all records.
pub fn records(cost: &Cost<'_>, assumptions: &[Assumption<'_>], context: &Context<'_>) -> Records {
    let events = cost.events();
    let mut cited: Vec<SourceRef> = events.iter().flat_map(|(_, event)| event.sources.iter().copied()).collect();
    cited.extend(assumptions.iter().filter_map(|assumption| assumption.view.as_ref()).flat_map(|view| view.cited()));
    let totals = cost.accounts.iter().map(totals_datum).collect();
    let assumed = assumptions.iter().map(|assumption| assumption_datum(assumption, context)).collect();
    Records {
        key: KEY,
        columns: columns(),
        rows: events.iter().map(|(account, event)| row(account, event, context)).collect(),
        ids: cost.accounts.iter().map(|account| account.entry.certification.id.clone()).collect(),
        extra: vec![
            ("total", Datum::Map(sum(cost.total()).to_vec())),
            ("totals", Datum::List(totals)),
            ("assumptions", Datum::List(assumed)),
            ("sources", evidence::sources_datum(cited, context)),
        ],
    }
}

/// Returns the keys and shapes of an event.
pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    vec![
        ("certification".into(), Shape::Text),
        ("event".into(), Shape::Word(EventKind::WORDS)),
        ("date".into(), Shape::Date.nullable()),
        ("date_planned".into(), Shape::Bool),
        ("year".into(), Shape::Int.nullable()),
        ("number".into(), Shape::Int.nullable()),
        ("passed".into(), Shape::Bool.nullable()),
        ("route".into(), Shape::Word(Route::WORDS).nullable()),
        ("exam".into(), Shape::Text.nullable()),
        ("has_fee".into(), Shape::Bool),
        ("cost_usd".into(), Shape::Number.nullable()),
        ("full_cost_usd".into(), Shape::Number.nullable()),
        ("discount_percent".into(), Shape::Int.nullable()),
        ("renewal_opens".into(), Shape::Date.nullable()),
        ("renewal_closes".into(), Shape::Date.nullable()),
        ("lapses".into(), Shape::Date.nullable()),
        ("uncertain".into(), Shape::Bool),
        ("reason".into(), Shape::Text.nullable()),
        ("sources".into(), Shape::Text.list()),
    ]
}

fn date(day: Option<Date>) -> Datum {
    Datum::option(day, Datum::printed)
}

fn int(number: impl Into<i64>) -> Datum {
    Datum::Int(number.into())
}

fn row(account: &Account<'_>, event: &Event, context: &Context<'_>) -> Vec<Datum> {
    let fee = event.fee.unwrap_or_default();
    vec![
        Datum::text(&account.entry.certification.id),
        Datum::text(event.kind.as_str()),
        date(event.day),
        Datum::Bool(event.planned),
        Datum::option(event.day, |day| int(day.year())),
        Datum::option((event.number > 0).then_some(event.number), int),
        Datum::option(event.passed, Datum::Bool),
        Datum::option(event.route, Datum::text),
        Datum::option(event.exam.as_ref(), Datum::text),
        Datum::Bool(event.fee.is_some()),
        Datum::option(fee.due, Amount::datum),
        Datum::option(fee.full, Amount::datum),
        Datum::option(fee.discount, int),
        date(event.opens),
        date(event.closes),
        date(event.lapses),
        Datum::Bool(event.uncertain),
        Datum::option(event.reason.as_ref(), Datum::text),
        Datum::texts(evidence::ids(&event.sources, context)),
    ]
}

fn sum_shape() -> Vec<(&'static str, Shape)> {
    vec![
        ("cost_usd", Shape::Number),
        ("cost_is_lower_bound", Shape::Bool),
        ("full_cost_usd", Shape::Number),
        ("full_cost_is_lower_bound", Shape::Bool),
    ]
}

fn sum(total: Total) -> [(Cow<'static, str>, Datum); 4] {
    [
        ("cost_usd".into(), total.due.datum()),
        ("cost_is_lower_bound".into(), Datum::Bool(total.due_open)),
        ("full_cost_usd".into(), total.full.datum()),
        ("full_cost_is_lower_bound".into(), Datum::Bool(total.full_open)),
    ]
}

/// Returns the keys and shapes beside the events and the sources.
pub fn extras() -> Vec<(&'static str, Shape)> {
    vec![
        ("total", Shape::Map(sum_shape())),
        ("totals", totals_shape().list()),
        ("assumptions", assumption_shape().list()),
    ]
}

fn totals_shape() -> Shape {
    let mut year = vec![("year", Shape::Int), ("from", Shape::Date), ("to", Shape::Date)];
    year.extend(sum_shape());
    let next = vec![
        ("event", Shape::Word(EventKind::WORDS)),
        ("date", Shape::Date.nullable()),
        ("cost_usd", Shape::Number.nullable()),
    ];
    let mut parts = vec![("certification", Shape::Text), ("from", Shape::Date), ("to", Shape::Date)];
    parts.extend(sum_shape());
    parts.extend([
        ("held", Shape::Bool),
        ("beta_price_usd", Shape::Number.nullable()),
        ("can_be_taken", Shape::Bool.nullable()),
        ("uncertain", Shape::Bool),
        ("not_known", Shape::Text.list()),
        ("earned", Shape::Bool.nullable()),
        ("expires", Shape::Bool.nullable()),
        ("lapses", Shape::Date.nullable()),
        ("years", Shape::Map(year).list()),
        ("without_date", Shape::Map(sum_shape()).nullable()),
        ("next", Shape::Map(next).nullable()),
    ]);
    Shape::Map(parts)
}

fn totals_datum(account: &Account<'_>) -> Datum {
    let terms = &account.terms;
    let year = |(year, first, last): (i16, Date, Date)| {
        let mut parts: Vec<(Cow<'static, str>, Datum)> = vec![
            ("year".into(), int(year)),
            ("from".into(), Datum::printed(first)),
            ("to".into(), Datum::printed(last)),
        ];
        parts.extend(sum(account.between(first, last)));
        Datum::Map(parts)
    };
    let next = |event: &Event| {
        let fee = event.fee.and_then(|fee| fee.due);
        Datum::map([
            ("event", Datum::text(event.kind.as_str())),
            ("date", date(event.day)),
            ("cost_usd", Datum::option(fee, Amount::datum)),
        ])
    };
    let (expires, lapses) = match account.valid {
        ValidUntil::Lapses(day) => (Datum::Bool(true), Datum::printed(day)),
        ValidUntil::Forever => (Datum::Bool(false), Datum::Null),
        ValidUntil::NotEarned | ValidUntil::Unknown => (Datum::Null, Datum::Null),
    };
    let mut parts: Vec<(Cow<'static, str>, Datum)> = vec![
        ("certification".into(), Datum::text(&account.entry.certification.id)),
        ("from".into(), Datum::printed(terms.from)),
        ("to".into(), Datum::printed(terms.last_day())),
    ];
    parts.extend(sum(account.total()));
    parts.extend([
        ("held".into(), Datum::Bool(matches!(account.start, Start::Held(_)))),
        ("beta_price_usd".into(), Datum::option(account.beta_price(), Amount::datum)),
        ("can_be_taken".into(), standing::can_be_taken(&account.entry.standing)),
        ("uncertain".into(), Datum::Bool(account.is_uncertain())),
        ("not_known".into(), Datum::texts(&account.gaps)),
        ("earned".into(), earned(account)),
        ("expires".into(), expires),
        ("lapses".into(), lapses),
        ("years".into(), Datum::List(terms.calendar_years().map(year).collect())),
        ("without_date".into(), Datum::option(account.undated(), |total| Datum::Map(sum(total).to_vec()))),
        ("next".into(), Datum::option(account.next.as_ref(), next)),
    ]);
    Datum::Map(parts)
}

/// Whether it is earned before the end of the period; not known where the day of passing is not.
fn earned(account: &Account<'_>) -> Datum {
    if matches!(account.start, Start::Held(_)) {
        return Datum::Bool(true);
    }
    match account.events.iter().find(|event| event.passed == Some(true)) {
        Some(event) if event.day.is_none() => Datum::Null,
        found => Datum::Bool(found.is_some()),
    }
}

fn assumption_shape() -> Shape {
    Shape::Map(vec![
        ("certification", Shape::Text.nullable()),
        ("about", Shape::Text),
        ("says", Shape::Text),
        ("evidence", evidence::shape(Shape::Text).nullable()),
    ])
}

fn assumption_datum(assumption: &Assumption<'_>, context: &Context<'_>) -> Datum {
    let view = assumption.view.as_ref();
    Datum::map([
        ("certification", Datum::option(assumption.certification, |found| Datum::text(&found.id))),
        ("about", Datum::text(&assumption.about)),
        ("says", Datum::text(&assumption.says)),
        ("evidence", Datum::option(view, |view| evidence::datum_in_words(view, None, context))),
    ])
}
