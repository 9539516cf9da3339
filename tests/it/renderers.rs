//! No text from a data file can break a format: hostile strings through every renderer.

use certcmp::render::report::{Block, Cell, Content, Envelope, Head, Listing, Matrix, Records, Remark, Report};
use certcmp::render::{Format, Layout, render};
use certcmp_dataset::value::{Datum, Shape};
use jiff::civil::date;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// Texts as the loader lets them through: one line, no control characters, everything else.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,12}",
        Just("|".to_owned()),
        Just("\"quoted\"".to_owned()),
        Just("a,b;c".to_owned()),
        Just("=SUM(A1)".to_owned()),
        Just("<script>".to_owned()),
        Just("*bold* _x_ `code` [a](b)".to_owned()),
        Just("日本語の試験".to_owned()),
        Just("e\u{301}\u{302}".to_owned()),
        Just("👩‍🔬".to_owned()),
        Just("\u{200F}rtl".to_owned()),
        Just("word".repeat(300)),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.join(" "))
}

fn words() -> impl Strategy<Value = String> {
    text().prop_map(String::from)
}

fn cell() -> impl Strategy<Value = Cell> {
    let content = prop_oneof![
        words().prop_map(Content::Text),
        prop::collection::vec(words(), 1..4).prop_map(Content::Inline),
        prop::collection::vec(words(), 1..4).prop_map(Content::Stacked),
    ];
    (content, prop::option::of(text())).prop_map(|(content, remark)| Cell {
        content,
        remarks: remark.map(in_words).into_iter().collect(),
        ..Cell::default()
    })
}

fn in_words(words: String) -> Remark {
    Remark { words: words.into(), ..Remark::default() }
}

fn report() -> impl Strategy<Value = Report> {
    // Labels are the program's own.
    let rows = prop::collection::vec(
        ("[A-Z][a-z ]{1,14}[a-z]".prop_map(String::from), prop::collection::vec(cell(), 3)),
        1..4,
    );
    (rows, prop::collection::vec(words(), 3)).prop_map(|(rows, names)| {
        let heads =
            names.iter().map(|name| Head { owner: name.clone(), name: name.clone(), id: name.clone() }).collect();
        let heads_of_listing = ["First", "Second", "Third"].map(|head| (head, false));
        let listing = Listing::new(names.concat(), heads_of_listing, rows.iter().map(|(_, cells)| cells.clone()));
        let data = rows.iter().map(|(label, _)| vec![Datum::text(label), Datum::texts(&names)]).collect();
        Report {
            envelope: Envelope { data_date: None, as_of: date(2026, 11, 23), language: "en".to_owned() },
            blocks: vec![Block::Matrix(Matrix::new("", heads, rows)), Block::Listing(listing)],
            records: Records {
                key: "things",
                columns: vec![("label".into(), Shape::Text), ("names".into(), Shape::Text.list())],
                rows: data,
                ids: names,
                extra: Vec::new(),
            },
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_never_grow_wider_than_their_width(report in report(), width in 40_usize..160) {
        let layout = Layout { width, cut: false, ascii: false, color: false, links: false };
        let table = rendered(&report, Format::Table, &layout);
        for line in table.lines() {
            prop_assert!(line.width() <= width + 1, "{} columns of {width}: {line}", line.width());
        }
    }

    #[test]
    fn markdown_keeps_the_number_of_its_columns(report in report()) {
        let markdown = rendered(&report, Format::Markdown, &LAYOUT);
        for table in markdown.split("\n\n").filter(|part| part.starts_with("| ")) {
            let columns = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            let counts: Vec<usize> = table.lines().filter(|line| line.starts_with('|')).map(columns).collect();
            prop_assert!(counts.windows(2).all(|pair| pair[0] == pair[1]), "{counts:?}: {table}");
        }
    }

    #[test]
    fn pages_are_well_formed_and_hold_every_text_as_text(report in report()) {
        let mut report = report;
        report.blocks.insert(0, Block::Title("<title> & more".to_owned(), String::new()));
        let page = rendered(&report, Format::Html, &LAYOUT);
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
        let document = roxmltree::Document::parse_with_options(&page, options).unwrap();
        prop_assert!(document.descendants().all(|node| !node.has_tag_name("script")));
        let texts: Vec<&str> = document.descendants().filter_map(|node| node.text()).collect();
        for name in &report.records.ids {
            prop_assert!(texts.iter().any(|text| text.trim() == name.as_str()), "{name}");
        }
    }

    #[test]
    fn machine_formats_give_back_what_went_in(report in report()) {
        let labels: Vec<String> = report.records.rows.iter().map(|row| match &row[0] {
            Datum::Text(text) => text.clone(),
            _ => String::default(),
        }).collect();
        let json: serde_json::Value = serde_json::from_str(&rendered(&report, Format::Json, &LAYOUT)).unwrap();
        let of_json: Vec<&str> = json["things"].as_array().unwrap().iter().map(|thing| thing["label"].as_str().unwrap()).collect();
        prop_assert_eq!(&of_json, &labels);
        let text = rendered(&report, Format::Csv, &LAYOUT);
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
        let of_csv: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
        prop_assert_eq!(&of_csv, &labels);
    }
}

const LAYOUT: Layout = Layout { width: 100, cut: false, ascii: false, color: false, links: false };

fn rendered(report: &Report, format: Format, layout: &Layout) -> String {
    render(report, None, format, layout).unwrap()
}
