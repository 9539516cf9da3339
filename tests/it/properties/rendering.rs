//! What holds for every format, whatever stands in the report.

use super::bytes::BOXES;
use super::reports::ADDRESS;
use certcmp::render::report::Block;
use certcmp::render::{Calendar, Format, Layout, Report, render};
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::yaml::text::is_control;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// Renders a report in every format and checks each. A format that is not named here still has to hold no control
/// character. Tidy reports have texts that draw nothing themselves.
pub fn check(report: &Report, calendar: Option<&Calendar>, layout: &Layout, tidy: bool) {
    for (format, name) in Format::ALL.iter().zip(Format::WORDS) {
        if matches!(format, Format::Ics | Format::Atom) {
            if let Some(calendar) = calendar {
                super::calendars::check(calendar);
                let feed = render(report, Some(calendar), Format::Atom, layout).unwrap_or_default();
                assert!(roxmltree::Document::parse(&feed).is_ok(), "the feed is not well formed: {feed}");
            }
            continue;
        }
        if *format == Format::Html && !report.blocks.iter().any(|block| matches!(block, Block::Title(..))) {
            assert!(render(report, None, *format, layout).is_err(), "a page without a title");
            continue;
        }
        let text = render(report, calendar, *format, layout).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(text.is_empty() || text.ends_with('\n'), "{name} ends without a line break: {text:?}");
        if *format != Format::Table || !(layout.color || layout.links) {
            no_control(&text, *format, name);
        }
        match format {
            Format::Table => table(&text, report, layout),
            Format::Plain => plain(&text, tidy),
            Format::Json => json(&text, report),
            Format::Jsonl => jsonl(&text, report),
            Format::Csv => table_of_values(&text, report),
            Format::Markdown => markdown(&text),
            Format::Html => page(&text),
            Format::Ids => assert_eq!(text.lines().collect::<Vec<_>>(), report.records.ids),
            _ => {}
        }
    }
}

fn no_control(text: &str, format: Format, name: &str) {
    let break_is_right = |found: char| {
        found == '\n' || (found == '\r' && format == Format::Csv) || (found == '\t' && format == Format::Tsv)
    };
    let found = text.chars().find(|found| is_control(*found) && !break_is_right(*found));
    assert_eq!(found, None, "a control character in {name}: {text:?}");
}

/// What the program writes to colour a text, and to end a link.
const CODES: &[&str] = &["[0m", "[1m", "[31m", "[32m", "[35m", "[94m", "]8;;", "\\"];

fn table(text: &str, report: &Report, layout: &Layout) {
    let bare = uncolored(text);
    for line in bare.lines() {
        // Terminals do not agree whether the selector of an emoji's form widens what stands before it.
        let width = line.width().min(line.replace('\u{FE0F}', "").width());
        // An address is never broken; a long one has a line of its own.
        let is_address = line.trim_start().starts_with("http") || line.split(' ').any(|word| word.contains("://"));
        assert!(
            width <= layout.width || is_address,
            "{width} columns of {}: {line:?} {:?}",
            layout.width,
            report.blocks
        );
        assert!(layout.color || !line.ends_with(' '), "a line ends with a space: {line:?} {:?}", report.blocks);
    }
    let begun = bare.matches("https://example.org/page").count();
    assert_eq!(begun, bare.matches(ADDRESS).count(), "an address is broken: {:?}", report.blocks);
    let colorless = render(report, None, Format::Table, &Layout { color: false, ..*layout }).unwrap_or_default();
    let colorless = uncolored(&colorless);
    let trimmed: Vec<&str> = bare.lines().map(str::trim_end).collect();
    assert_eq!(
        trimmed,
        colorless.lines().map(str::trim_end).collect::<Vec<_>>(),
        "colour changes the text: {:?}",
        report.blocks
    );
}

/// The text without the codes that the program writes, and without where links lead; any other escape is a fault.
fn uncolored(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let link = part.strip_prefix("]8;id=").filter(|link| link.bytes().all(|byte| byte.is_ascii_graphic()));
        if link.is_some() {
            continue;
        }
        let code = CODES.iter().find(|code| part.starts_with(**code));
        let code = code.unwrap_or_else(|| panic!("an escape that is none of ours: {part:?}"));
        bare.push_str(part.strip_prefix(code).unwrap_or(part));
    }
    bare
}

/// A page is well formed, asks for nothing and runs nothing.
fn page(text: &str) {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(text, options)
        .unwrap_or_else(|error| panic!("the page is not well formed: {error}: {text}"));
    for node in document.descendants() {
        let loads = ["script", "iframe", "object", "embed", "img", "link", "base", "form"];
        assert!(!loads.contains(&node.tag_name().name()), "{:?} on a page", node.tag_name());
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on") && name != "src", "{name} on a page");
            let leads = value.starts_with("https://") || value.starts_with("http://") || value.starts_with('#');
            assert!(name != "href" || leads, "a link to {value:?}");
        }
    }
}

/// One `Label: value` a line, with nothing drawn, where the texts themselves draw nothing.
fn plain(text: &str, tidy: bool) {
    let laid_out = text.lines().find(|line| tidy && (line.contains("  ") || line.contains(BOXES)));
    assert_eq!(laid_out, None, "plain text is laid out");
    assert!(!text.contains("\n\n\n"), "two empty lines follow each other: {text:?}");
}

fn json(text: &str, report: &Report) {
    let document: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text:?}"));
    let records: Vec<Value> = report.records.data().map(|datum| value(&datum)).collect();
    assert_eq!(document.get(report.records.key), Some(&Value::Array(records)));
}

fn jsonl(text: &str, report: &Report) {
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line:?}")))
        .collect();
    assert_eq!(lines, report.records.data().map(|datum| value(&datum)).collect::<Vec<_>>());
}

fn value(datum: &Datum) -> Value {
    match datum {
        Datum::Null => Value::Null,
        Datum::Bool(value) => (*value).into(),
        Datum::Int(value) => (*value).into(),
        Datum::Number(value) => (*value).into(),
        Datum::Text(value) => value.as_str().into(),
        Datum::List(values) => values.iter().map(value).collect(),
        Datum::Map(parts) => parts.iter().map(|(key, datum)| (key.to_string(), value(datum))).collect(),
    }
}

fn table_of_values(text: &str, report: &Report) {
    assert!(text.ends_with("\r\n"), "{text:?}");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let records: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.expect("a strict reader takes it").iter().map(str::to_owned).collect())
        .collect();
    let width = records.first().map_or(0, Vec::len);
    assert!(records.iter().all(|record| record.len() == width), "{records:?}");
    assert_eq!(records.len(), report.records.rows.len() + 1);
    let simple = |shape: &Shape| matches!(shape, Shape::Text | Shape::Int | Shape::Bool);
    for (column, (key, _)) in report.records.columns.iter().enumerate().filter(|(_, (_, shape))| simple(shape)) {
        let at = records.first().and_then(|head| head.iter().position(|known| known == key)).expect("the key is there");
        for (record, row) in records.iter().skip(1).zip(&report.records.rows) {
            let expected = match row.get(column) {
                Some(Datum::Text(text)) => text.to_string(),
                Some(Datum::Int(number)) => number.to_string(),
                Some(Datum::Bool(flag)) => flag.to_string(),
                _ => String::new(),
            };
            assert_eq!(record.get(at), Some(&expected), "{key}");
        }
    }
}

fn markdown(text: &str) {
    let mut columns = None;
    for line in text.lines() {
        if !line.starts_with('|') {
            columns = None;
            continue;
        }
        assert!(line.ends_with('|'), "a row is broken: {line:?}");
        let count = bars(line);
        assert_eq!(*columns.get_or_insert(count), count, "the number of columns changes: {line:?}");
    }
}

/// The bars of a line that are not escaped.
fn bars(line: &str) -> usize {
    let mut escaped = false;
    let mut count = 0;
    for found in line.chars() {
        count += usize::from(found == '|' && !escaped);
        escaped = found == '\\' && !escaped;
    }
    count
}
