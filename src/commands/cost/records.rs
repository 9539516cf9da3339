//! What programs see of the accounts: events as records; sums, assumptions and sources beside them.

use super::account::{Account, Held, Total};
use super::amount::Amount;
use super::assumptions::Assumption;
use super::blocks::in_order;
use super::event::{Event, Kind};
use super::terms::Terms;
use crate::commands::{Audience, Context, evidence};
use crate::render::report::Records;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::vocab::{Route, SittingKind, Support};
use certcmp_dataset::{Certification, SourceRef};
use jiff::civil::Date;
use std::borrow::Cow;

/// All records.
pub fn records(
    accounts: &[Account<'_>],
    assumptions: &[Assumption<'_>],
    terms: &Terms,
    context: &Context<'_>,
) -> Records {
    let ids = accounts.iter().map(|account| account.entry.certification.id.clone()).collect();
    if context.audience != Audience::Programs {
        return Records { key: "events", columns: Vec::new(), rows: Vec::new(), ids, extra: Vec::new() };
    }
    let events = in_order(accounts);
    let mut cited: Vec<SourceRef> = events.iter().flat_map(|(_, event)| event.sources.iter().copied()).collect();
    cited.extend(assumptions.iter().filter_map(|assumption| assumption.view.as_ref()).flat_map(|view| view.cited()));
    let row = |(account, event): &(&Account<'_>, &Event)| row(account.entry.certification, event, terms, context);
    let assumed = assumptions.iter().map(|assumption| assumption_datum(assumption, context));
    Records {
        key: "events",
        columns: columns(),
        rows: events.iter().map(row).collect(),
        ids,
        extra: vec![
            ("totals", Datum::List(accounts.iter().map(|account| totals_datum(account, terms)).collect())),
            ("assumptions", Datum::List(assumed.collect())),
            ("sources", evidence::sources_datum(cited, context)),
        ],
    }
}

/// Keys and shapes of an event.
pub fn columns() -> Vec<(Cow<'static, str>, Shape)> {
    vec![
        ("certification".into(), Shape::Text),
        ("event".into(), Shape::Word(Kind::WORDS)),
        ("date".into(), Shape::Date.nullable()),
        ("date_planned".into(), Shape::Bool),
        ("year".into(), Shape::Int.nullable()),
        ("number".into(), Shape::Int.nullable()),
        ("passed".into(), Shape::Bool.nullable()),
        ("sitting".into(), Shape::Word(SittingKind::WORDS).nullable()),
        ("route".into(), Shape::Word(Route::WORDS).nullable()),
        ("exam".into(), Shape::Text.nullable()),
        ("has_fee".into(), Shape::Bool),
        ("cost_usd".into(), Shape::Number.nullable()),
        ("full_cost_usd".into(), Shape::Number.nullable()),
        ("discount_percent".into(), Shape::Int.nullable()),
        ("renewal_opens".into(), Shape::Date.nullable()),
        ("renewal_closes".into(), Shape::Date.nullable()),
        ("valid_until".into(), Shape::Date.nullable()),
        ("uncertain".into(), Shape::Bool),
        ("reason".into(), Shape::Text.nullable()),
        ("sources".into(), Shape::Text.list()),
    ]
}

fn date(day: Option<Date>) -> Datum {
    Datum::option(day, Datum::printed)
}

fn int(number: u32) -> Datum {
    Datum::Int(i64::from(number))
}

fn row(certification: &Certification, event: &Event, terms: &Terms, context: &Context<'_>) -> Vec<Datum> {
    let fee = event.fee.unwrap_or_default();
    vec![
        Datum::text(&certification.id),
        Datum::text(event.kind.as_str()),
        date(event.day),
        Datum::Bool(event.planned),
        Datum::option(event.day.and_then(|day| terms.year_of(day)), int),
        Datum::option((event.number > 0).then_some(event.number), int),
        Datum::option(event.passed, Datum::Bool),
        Datum::option(event.sitting, Datum::text),
        Datum::option(event.route, Datum::text),
        Datum::option(event.by.as_ref(), Datum::text),
        Datum::Bool(event.fee.is_some()),
        Datum::option(fee.due, Amount::datum),
        Datum::option(fee.full, Amount::datum),
        Datum::option(fee.discount, int),
        date(event.opens),
        date(event.closes),
        date(event.valid_until),
        Datum::Bool(event.uncertain),
        Datum::option(event.reason.as_ref(), Datum::text),
        Datum::texts(event.sources.iter().map(|source| context.catalog.source_id(*source))),
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

/// The shape of the sums of one certification.
pub fn totals_shape() -> Shape {
    let mut year = vec![("year", Shape::Int), ("from", Shape::Date), ("to", Shape::Date)];
    year.extend(sum_shape());
    let mut parts = vec![("certification", Shape::Text), ("from", Shape::Date), ("to", Shape::Date)];
    parts.extend(sum_shape());
    parts.extend([
        ("uncertain", Shape::Bool),
        ("not_known", Shape::Text.list()),
        ("earned", Shape::Bool.nullable()),
        ("expires", Shape::Bool.nullable()),
        ("held_until", Shape::Date.nullable()),
        ("years", Shape::Map(year).list()),
        ("without_date", Shape::Map(sum_shape()).nullable()),
        ("next", Shape::Map(vec![("event", Shape::Word(Kind::WORDS)), ("date", Shape::Date.nullable())]).nullable()),
    ]);
    Shape::Map(parts)
}

fn totals_datum(account: &Account<'_>, terms: &Terms) -> Datum {
    let year = |year: u32| {
        let mut parts: Vec<(Cow<'static, str>, Datum)> = vec![
            ("year".into(), int(year)),
            ("from".into(), Datum::printed(terms.first_day(year))),
            ("to".into(), Datum::printed(terms.last_day(year))),
        ];
        parts.extend(sum(account.year(year)));
        Datum::Map(parts)
    };
    let (expires, until) = match account.held {
        Held::Until(day) => (Datum::Bool(true), Datum::printed(day)),
        Held::Forever => (Datum::Bool(false), Datum::Null),
        Held::NotEarned | Held::Unknown => (Datum::Null, Datum::Null),
    };
    let next = |event: &Event| Datum::map([("event", Datum::text(event.kind.as_str())), ("date", date(event.day))]);
    let mut parts: Vec<(Cow<'static, str>, Datum)> = vec![
        ("certification".into(), Datum::text(&account.entry.certification.id)),
        ("from".into(), Datum::printed(terms.from)),
        ("to".into(), Datum::printed(terms.last_day(terms.years))),
    ];
    parts.extend(sum(account.total()));
    parts.extend([
        ("uncertain".into(), Datum::Bool(account.is_uncertain())),
        ("not_known".into(), Datum::texts(account.gaps.iter().map(|gap| &gap.what))),
        ("earned".into(), earned(account)),
        ("expires".into(), expires),
        ("held_until".into(), until),
        ("years".into(), Datum::List((1..=terms.years).map(year).collect())),
        ("without_date".into(), Datum::option(account.undated(), |total| Datum::Map(sum(total).to_vec()))),
        ("next".into(), Datum::option(account.next.as_ref(), next)),
    ]);
    Datum::Map(parts)
}

/// Whether it is earned within the years that count; not known where the day of passing is not.
fn earned(account: &Account<'_>) -> Datum {
    let passed = account.events.iter().find(|event| event.passed == Some(true));
    match passed {
        Some(event) if event.day.is_none() => Datum::Null,
        found => Datum::Bool(found.is_some()),
    }
}

/// The shape of an assumption.
pub fn assumption_shape() -> Shape {
    Shape::Map(vec![
        ("certification", Shape::Text.nullable()),
        ("about", Shape::Text),
        ("says", Shape::Text),
        ("support", Shape::Word(Support::WORDS).nullable()),
        ("uncertain", Shape::Bool),
        ("rule_of_provider", Shape::Bool),
        ("sources", Shape::Text.list()),
        ("disputed", Shape::Map(vec![("says", Shape::Text), ("sources", Shape::Text.list())]).list()),
        ("note", Shape::Text.nullable()),
    ])
}

fn assumption_datum(assumption: &Assumption<'_>, context: &Context<'_>) -> Datum {
    let view = assumption.view.as_ref();
    let ids = |sources: &[SourceRef]| Datum::texts(sources.iter().map(|source| context.catalog.source_id(*source)));
    let claims = view.map_or(&[][..], |view| &view.disputed).iter();
    let disputed = claims
        .map(|claim| {
            Datum::map([("says", Datum::Text(claim.display(context.catalog).line())), ("sources", ids(claim.sources))])
        })
        .collect();
    Datum::map([
        ("certification", Datum::option(assumption.certification, |found| Datum::text(&found.id))),
        ("about", Datum::text(&assumption.about)),
        ("says", Datum::text(&assumption.says)),
        ("support", Datum::option(view, |view| Datum::text(view.support))),
        ("uncertain", Datum::Bool(view.is_some_and(|view| view.uncertain))),
        ("rule_of_provider", Datum::Bool(view.is_some_and(|view| view.rule))),
        ("sources", ids(view.map_or(&[], |view| view.sources))),
        ("disputed", Datum::List(disputed)),
        ("note", Datum::option(view.and_then(|view| view.note), Datum::text)),
    ])
}
