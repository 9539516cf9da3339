//! Makes any report from bytes: every kind of block and record, with hostile texts wherever data can stand.

use super::bytes::Bytes;
use certcmp::render::report::{
    Bar, Block, Cell, Content, Evidence, Head, Kind, Link, Listing, Records, Remark, Report, Row, Tone,
};
use certcmp::render::{Calendar, Layout, calendar::Event};
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::{Access, Source, When};
use jiff::civil::{Date, date};

/// Names of rows, which are the program's own.
const LABELS: &[&str] = &["Price", "Can be taken", "Passing score", "Recommended experience"];

/// A layout of any width that the command line takes.
pub fn layout(bytes: &mut Bytes<'_>) -> Layout {
    let width = 40 + bytes.below(200);
    Layout { width, cut: bytes.flag(), ascii: bytes.flag(), color: bytes.flag(), links: bytes.flag() }
}

/// A report.
pub fn report(bytes: &mut Bytes<'_>) -> Report {
    Report {
        data_date: bytes.flag().then(|| day(bytes)),
        as_of: day(bytes),
        language: "en".to_owned(),
        blocks: bytes.some(4, block),
        records: records(bytes),
    }
}

/// A calendar.
pub fn calendar(bytes: &mut Bytes<'_>) -> Calendar {
    let event = |bytes: &mut Bytes<'_>| {
        let (one, other) = (day(bytes), day(bytes));
        Event {
            uid: format!("{}@certcmp", bytes.text::<String>()),
            first: one.min(other),
            last: one.max(other),
            summary: bytes.text(),
            description: bytes.some(4, |bytes| bytes.text::<String>()).join("\n"),
            url: bytes.flag().then(|| "https://example.org/page".to_owned()),
            tentative: bytes.flag(),
            busy: bytes.flag(),
            reminders: bytes.some(2, |bytes| u32::from(bytes.byte())),
            updated: bytes.flag().then(|| day(bytes)),
        }
    };
    Calendar { name: bytes.text(), as_of: day(bytes), events: bytes.some(4, event) }
}

/// A day that the command line and the data can hold.
pub fn day(bytes: &mut Bytes<'_>) -> Date {
    let year = i16::try_from(2000 + bytes.below(200)).unwrap_or(2000);
    let month = i8::try_from(1 + bytes.below(11)).unwrap_or(1);
    let first = date(year, month, 1);
    let of_month = i64::try_from(bytes.below(31)).unwrap_or(0);
    first.checked_add(jiff::Span::new().days(of_month)).unwrap_or(first).min(first.last_of_month())
}

fn label(bytes: &mut Bytes<'_>) -> String {
    LABELS.get(bytes.below(LABELS.len())).copied().unwrap_or("Price").into()
}

fn block(bytes: &mut Bytes<'_>) -> Block {
    match bytes.below(12) {
        0 => Block::Title(bytes.text(), bytes.maybe()),
        1 => Block::Text(bytes.text()),
        2 => {
            let things = bytes.some(6, |bytes| Head {
                owner: bytes.text(),
                name: bytes.text(),
                id: bytes.text(),
                number: bytes.flag(),
            });
            let count = things.len();
            let row = |bytes: &mut Bytes<'_>| (label(bytes), (0..count).map(|_| cell(bytes)).collect());
            let rows = bytes.some(5, row);
            let listing = Listing::matrix(&bytes.maybe::<String>(), things, rows);
            let kind = if bytes.flag() { Kind::Compact } else { Kind::Matrix };
            Block::Listing(Listing { kind, ..listing })
        }
        3 => {
            let heads = bytes.some(6, |bytes| (bytes.text::<String>(), bytes.flag()));
            let count = heads.len();
            let rows = bytes.some(5, |bytes| Row {
                group: bytes.maybe(),
                cells: (0..count).map(|_| cell(bytes)).collect(),
                asides: bytes.some(2, remark),
            });
            Block::Listing(Listing {
                kind: if bytes.flag() { Kind::Bare } else { Kind::Things },
                spare: bytes.flag().then_some(0),
                legend: bytes.flag().then(|| "disputed: `show` tells more".to_owned()),
                ..Listing::new(bytes.maybe::<String>(), heads, rows)
            })
        }
        4 => {
            let row = |bytes: &mut Bytes<'_>| {
                let mut row = Row::fact(label(bytes), cell(bytes));
                row.cells.extend(bytes.flag().then(|| Cell::text("third party, uncertain")));
                Row { asides: bytes.some(2, remark), ..row }
            };
            Block::facts(bytes.text::<String>(), bytes.some(5, row))
        }
        5 => Block::Status(bytes.text(), tone(bytes), bytes.maybe()),
        6 => Block::Listing(Listing::bars(bytes.text::<String>(), ["Weight", "Domain"], bytes.some(4, bar))),
        7 => Block::pairs(bytes.some(4, |bytes| (label(bytes), cell(bytes)))),
        8 => Block::Notes(bytes.some(3, |bytes| bytes.text())),
        9 => Block::Hints(bytes.some(3, |bytes| bytes.text())),
        _ => {
            let source = |bytes: &mut Bytes<'_>| Source {
                id: format!("source-{}", bytes.byte()),
                title: bytes.text(),
                publisher: bytes.text(),
                project: None,
                url: bytes.flag().then(|| ADDRESS.into()),
                official: false,
                access: Access::Direct,
                dated: bytes.flag().then(|| When::on(day(bytes))),
                read: day(bytes),
                note: None,
            };
            Block::Sources(bytes.some(3, source))
        }
    }
}

fn remark(bytes: &mut Bytes<'_>) -> Remark {
    Remark {
        about: bytes.maybe(),
        words: bytes.text(),
        sources: bytes.some(2, |bytes| format!("source-{}", bytes.byte())),
    }
}

fn cell(bytes: &mut Bytes<'_>) -> Cell {
    let content = match bytes.below(6) {
        0 => Content::Text("".into()),
        1 => Content::Text(bytes.text()),
        2 => Content::Inline(bytes.some(12, |bytes| bytes.text())),
        3 => Content::Stacked(bytes.some(5, |bytes| bytes.text())),
        4 => Content::Links(bytes.some(3, |bytes| Link { text: bytes.text(), url: ADDRESS.to_owned() })),
        _ => Content::Bars(bytes.some(4, bar)),
    };
    Cell {
        content,
        tone: tone(bytes),
        remarks: bytes.some(2, remark),
        evidence: bytes.flag().then(|| Box::new(evidence(bytes))),
    }
}

/// An address as the loader lets it through.
pub const ADDRESS: &str = "https://example.org/page/about-an-exam/with-a-long-name?a=b&c=d#e\"'<>";

fn tone(bytes: &mut Bytes<'_>) -> Tone {
    let tones = [Tone::Plain, Tone::Good, Tone::Soon, Tone::Ended, Tone::Doubt, Tone::Faint, Tone::Strong];
    tones.get(bytes.below(tones.len())).copied().unwrap_or_default()
}

/// What stands beside a bar, which is the program's own.
const VALUES: &[&str] = &["36 %", "~13 %", "15–20 %", "165 USD", ""];

fn bar(bytes: &mut Bytes<'_>) -> Bar {
    let low = f64::from(bytes.byte());
    Bar {
        value: VALUES.get(bytes.below(VALUES.len())).copied().unwrap_or("1").into(),
        label: bytes.text(),
        low,
        high: low + f64::from(bytes.byte()),
        is_span: false,
    }
}

fn evidence(bytes: &mut Bytes<'_>) -> Evidence {
    Evidence { support: bytes.maybe(), sources: bytes.some(2, |bytes| format!("source-{}", bytes.byte())) }
}

fn records(bytes: &mut Bytes<'_>) -> Records {
    let columns = vec![
        ("id", Shape::Text),
        ("note", Shape::Text.nullable()),
        ("names", Shape::Text.list()),
        ("minutes", Shape::Map(vec![("min", Shape::Int), ("max", Shape::Int)]).nullable()),
        ("price_usd", Shape::Number),
        ("open", Shape::Bool),
        ("parts", Shape::Map(vec![("name", Shape::Text)]).list()),
    ];
    let row = |bytes: &mut Bytes<'_>| {
        let minutes = i64::try_from(bytes.below(10_000)).unwrap_or(0);
        vec![
            Datum::text(bytes.text::<String>()),
            Datum::option(bytes.flag().then(|| bytes.text()), Datum::Text),
            Datum::texts(bytes.some(3, |bytes| bytes.text::<String>())),
            Datum::option(bytes.flag().then_some(minutes), |minutes| {
                Datum::map([("min", Datum::Int(minutes)), ("max", Datum::Int(minutes))])
            }),
            Datum::amount(u32::try_from(bytes.below(60_000)).unwrap_or(0)),
            Datum::Bool(bytes.flag()),
            Datum::List(bytes.some(2, |bytes| Datum::map([("name", Datum::text(bytes.text::<String>()))]))),
        ]
    };
    let rows = bytes.some(4, row);
    let ids = rows.iter().enumerate().map(|(at, _)| format!("id-{at}")).collect();
    Records { key: "things", columns, rows, ids, extra: Vec::new() }
}
