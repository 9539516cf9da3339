//! Pages: complete in themselves, well formed, their tables real, and whatever a data file holds stays text.
//!
//! A page is HTML that is well-formed XML too, so a strict reader sees every tag that is not closed and every sign that
//! is not escaped.

use crate::support::{certcmp, golden};
use certcmp::render::report::{Block, Cell, Envelope, FactGroup, FactRow, Link, Records, Reference, Report};
use certcmp::render::{Format, Layout, render};
use jiff::civil::date;
use roxmltree::{Document, Node, ParsingOptions};

const HOSTILE: [&str; 2] = ["--data", "tests/own-data/hostile.yaml"];
const ODD: [&str; 2] = ["--data", "tests/own-data/exams.yaml"];

/// Every command that makes a page, with the dataset and with hostile strings.
const COMMANDS: &[&[&str]] = &[
    &["compare", "aws", "gcp", "azure"],
    &["compare", "mla-c01", "mla-c02", "pmle", "ai-102", "ai-103", "hostile", "odd-names"],
    &["compare", "aws", "gcp", "azure", "--source", "article"],
    &["compare", "hostile", "--fields", "price"],
    &["show", "mla-c02"],
    &["show", "pmle", "--sources"],
    &["show", "hostile"],
    &["show", "no-domains", "--fields", "status,price"],
    &["list", "--all"],
    &["list", "--max-price", "1"],
    &["list", "--provider", "mallory", "--fields", "name,exam_code,price,audience,domains"],
    &["cost", "pmle", "mla-c02", "ai-103", "--years", "6", "--attempts", "3"],
    &["cost", "hostile", "--years", "30"],
    &["cost", "no-domains", "--years", "1"],
    &["plan", "pmle", "--exam", "2027-03-01", "--hours-per-week", "6"],
    &["plan", "hostile", "--exam", "2027-03-01", "--hours-per-week", "6"],
    &["plan", "no-domains", "--exam", "2026-12-20", "--hours-per-week", "1"],
    &["overlap", "aws", "gcp", "azure"],
    &["recommend", "--cloud", "aws", "--topic", "agents", "--budget", "200", "--explain"],
    &["services"],
    &["services", "cognitive services"],
    &["services", "agents"],
    &["sources"],
    &["sources", "hostile"],
];

fn page_of(command: &[&str]) -> String {
    let ran = certcmp(&[command, &HOSTILE, &ODD, &["--format", "html", "--quiet"]].concat()).run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{command:?}");
    ran.stdout
}

fn parsed(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).unwrap_or_else(|fault| panic!("{fault}: {page}"))
}

fn elements<'a>(document: &'a Document<'_>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(move |node| node.has_tag_name(name))
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

fn children<'a>(node: Node<'a, 'a>, name: &'static str) -> Vec<Node<'a, 'a>> {
    node.children().filter(|child| child.has_tag_name(name)).collect()
}

#[test]
fn golden_pages() {
    let pages: [(&str, &[&str]); 2] = [
        ("show", &["show", "hostile", "--fields", "sittings,price,domains,links"]),
        ("list", &["list", "--provider", "mallory", "--provider", "example-school"]),
    ];
    for (name, command) in pages {
        let page = page_of(command);
        let (head, rest) = page.split_once("<style>").unwrap();
        let (_, body) = rest.split_once("</style>").unwrap();
        golden(&format!("page-{name}.html"), &format!("{head}<style></style>{body}"));
    }
}

#[test]
fn every_page_is_well_formed_and_its_headings_are_in_order() {
    for command in COMMANDS {
        let page = page_of(command);
        assert!(
            page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n") && page.ends_with("</html>\n"),
            "{command:?}"
        );
        let document = parsed(&page);
        let title = text(elements(&document, "title").next().unwrap());
        let levels: Vec<u8> =
            document.descendants().filter_map(|node| node.tag_name().name().strip_prefix('h')?.parse().ok()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{command:?}");
        assert_eq!(levels.first(), Some(&1), "{command:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1 && pair[1] <= 3), "{command:?}: {levels:?}");
        assert_eq!(text(elements(&document, "h1").next().unwrap()), title, "{command:?}");
        assert!(!title.is_empty());
    }
}

#[test]
fn ids_are_unique_and_every_reference_leads_somewhere() {
    for command in COMMANDS {
        let page = page_of(command);
        let document = parsed(&page);
        let mut ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{command:?}");
        for node in document.descendants() {
            let named = ["aria-labelledby", "aria-describedby"].map(|name| node.attribute(name)).into_iter().flatten();
            let followed = node.attribute("href").and_then(|href| href.strip_prefix('#'));
            for id in named.chain(followed) {
                assert!(ids.binary_search(&id).is_ok(), "{command:?}: {id}");
            }
        }
    }
}

#[test]
fn notes_lead_there_and_back() {
    let page = page_of(&["compare", "aws", "gcp", "azure"]);
    let document = parsed(&page);
    let marks: Vec<Node<'_, '_>> =
        elements(&document, "a").filter(|node| node.attribute("class") == Some("mark")).collect();
    let notes: Vec<Node<'_, '_>> = elements(&document, "li")
        .filter(|node| node.attribute("id").is_some_and(|id| id.starts_with("note-")))
        .collect();
    assert!(marks.len() > 2);
    assert_eq!(marks.len(), notes.len());
    for (mark, note) in marks.iter().zip(&notes) {
        assert_eq!(mark.attribute("href").unwrap(), format!("#{}", note.attribute("id").unwrap()));
        let back = note.descendants().filter_map(|node| node.attribute("href")).next_back().unwrap();
        assert_eq!(back, format!("#{}", mark.attribute("id").unwrap()));
        let word = text(*mark);
        assert!(word.starts_with("disputed") || word.starts_with("note"), "a dispute is said in a word: {word}");
    }
    let price = notes.iter().map(|note| text(*note)).find(|note| note.starts_with("Cost, Google Cloud")).unwrap();
    assert!(price.contains("125 USD"), "{price}");
}

#[test]
fn tables_are_real_tables() {
    for command in COMMANDS {
        let page = page_of(command);
        let document = parsed(&page);
        for table in elements(&document, "table") {
            let caption = table.children().find(Node::is_element).unwrap();
            assert!(caption.has_tag_name("caption") && !text(caption).trim().is_empty(), "{command:?}");
            let frame = table.parent().unwrap();
            assert_eq!(frame.attribute("tabindex"), Some("0"), "{command:?}");
            assert_eq!(frame.attribute("aria-labelledby"), caption.attribute("id"), "{command:?}");
            let head = children(children(table, "thead")[0], "tr")[0];
            let columns = children(head, "th");
            assert!(
                columns.iter().all(|th| th.attribute("scope") == Some("col") && !text(*th).is_empty()),
                "{command:?}"
            );
            let rows = children(children(table, "tbody")[0], "tr");
            assert!(!rows.is_empty(), "{command:?}");
            for row in rows {
                let cells: Vec<Node<'_, '_>> = row.children().filter(Node::is_element).collect();
                assert_eq!(cells.len(), columns.len(), "{command:?}: {}", text(row));
                let head = cells[0];
                assert!(
                    head.attribute("scope") == Some("row")
                        || head.attribute("class").is_some_and(|class| class.contains("empty")),
                    "{command:?}: {} has no head",
                    text(row)
                );
                let roles: Vec<&str> = cells[1..].iter().filter_map(|cell| cell.attribute("role")).collect();
                assert!(roles.iter().all(|role| *role == "cell"), "{command:?}");
            }
        }
    }
}

#[test]
fn bars_stay_within_their_track_and_are_said_in_words() {
    let mut bars = 0;
    for command in COMMANDS {
        let page = page_of(command);
        let document = parsed(&page);
        for track in elements(&document, "span").filter(|node| node.attribute("class") == Some("track")) {
            assert_eq!(track.attribute("aria-hidden"), Some("true"), "{command:?}");
            assert!(!text(track.parent().unwrap()).is_empty(), "{command:?}");
            let mut end = 0.0;
            for part in children(track, "span") {
                let style = part.attribute("style").unwrap();
                for rule in style.split(';') {
                    let (_, percent) = rule.split_once(':').unwrap();
                    end += percent.strip_suffix('%').unwrap().parse::<f64>().unwrap();
                }
                assert!((0.0..=101.0).contains(&end), "{command:?}: {style}");
                bars += 1;
                // The parts of a timeline have places of their own.
                end = if style.starts_with("left") { 0.0 } else { end };
            }
        }
    }
    assert!(bars > 10, "{bars}");
}

#[test]
fn weights_and_sittings_are_drawn_and_said() {
    let words = |command: &[&str]| -> Vec<String> {
        let page = page_of(command);
        let document = parsed(&page);
        let has_track =
            |node: &Node<'_, '_>| children(*node, "span").iter().any(|span| span.attribute("class") == Some("track"));
        elements(&document, "li").filter(has_track).map(text).collect()
    };
    let shown = words(&["show", "mla-c02", "--full"]);
    assert!(shown.contains(&"Beta en: from 2026-09-29, no end known?".to_owned()), "{shown:?}");
    assert!(shown.contains(&"28 % Data Preparation for ML and AI".to_owned()), "{shown:?}");
}

#[test]
fn a_page_asks_for_nothing_and_runs_nothing() {
    for command in COMMANDS {
        let page = page_of(command);
        let document = parsed(&page);
        for node in document.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            let known = [
                "html",
                "head",
                "meta",
                "title",
                "style",
                "body",
                "header",
                "nav",
                "main",
                "footer",
                "section",
                "h1",
                "h2",
                "h3",
                "p",
                "dl",
                "dt",
                "dd",
                "div",
                "ul",
                "ol",
                "li",
                "table",
                "caption",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "span",
                "b",
                "a",
                "sup",
                "q",
                "br",
                "figure",
                "figcaption",
            ];
            assert!(known.contains(&name), "{command:?}: <{name}>");
            for attribute in node.attributes() {
                let (key, value) = (attribute.name(), attribute.value());
                assert!(!key.starts_with("on") && !["src", "srcset", "action"].contains(&key), "{command:?}: {key}");
                if key == "href" {
                    let web = ["https://", "http://"].iter().any(|scheme| value.starts_with(scheme));
                    assert!(name == "a" && (web || value.starts_with('#')), "{command:?}: {value}");
                }
            }
        }
        // A browser is told so too, should ever something get through.
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline';"), "{command:?}");
        for style in elements(&document, "style").map(text) {
            assert!(!style.contains("url(") && !style.contains("@import") && !style.contains("//"), "{command:?}");
        }
    }
}

/// The elements that only the templates may write are counted above; here every hostile string is looked for as text.
#[test]
fn hostile_strings_stay_text() {
    let page = page_of(&["show", "hostile", "--sources"]);
    let document = parsed(&page);
    let body = text(elements(&document, "body").next().unwrap());
    for string in [
        "</title></h1><script>alert('name')</script> & “quotes” \"' שלום عربي",
        "\" onmouseover=\"alert('code')",
        "<a href=\"javascript:alert('claim')\">free</a>",
        "<iframe src=https://example.org></iframe>",
        "javascript:alert('note') https://example.org/plain",
        "<svg onload=alert('renewal')>",
        "<!-- comment --> <![CDATA[ x ]]> <?php ?> url(https://example.org/a.png)",
        "</text></svg><script>alert('domain')</script> of a domain",
        "</style><style>@import 'https://example.org/x.css'</style>",
        "{{ 7 * 7 }} {% raw %} ${7*7}",
        "&lt;b&gt; &amp; ]]> -->",
        "<img src=x onerror=alert('publisher')>",
        "<marquee>half & half</marquee>",
    ] {
        assert!(body.contains(string), "{string} in {body}");
    }
    let links: Vec<&str> = elements(&document, "a").filter_map(|node| node.attribute("href")).collect();
    assert!(links.contains(&"https://example.org/<script>alert(1)</script>?a=\"b\"&c='d'"), "{links:?}");
    assert!(links.contains(&"http://example.org/guide#\"onclick=\"alert(1)"), "{links:?}");
}

/// Data files with such addresses are refused; a report from elsewhere still makes no link of them.
#[test]
fn what_is_no_web_address_is_no_link() {
    let urls = [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org",
        "https://a b",
    ];
    let links = urls.map(|url| Link { text: "Page".to_owned(), url: url.to_owned() });
    let cell = Cell::links(links).cite("", vec!["evil".to_owned(), "unknown".to_owned()]);
    let row = FactRow { label: "Links \u{202e}".into(), cell, support: "official".into(), asides: Vec::new() };
    let evil = Reference {
        id: "evil".into(),
        title: "\u{202e}\u{2066}<b>".into(),
        publisher: "".into(),
        url: Some("javascript:alert(2)".into()),
        access: "".into(),
        dated: "".into(),
    };
    let report = Report {
        envelope: Envelope { data_date: None, as_of: date(2026, 11, 23), language: "en".to_owned() },
        blocks: vec![
            Block::Title("<title>".to_owned(), String::new()),
            Block::Facts(FactGroup { heading: "Links".to_owned(), rows: vec![row] }),
            Block::Sources(vec![evil]),
        ],
        records: Records { key: "x", columns: Vec::new(), rows: Vec::new(), ids: Vec::new(), extra: Vec::new() },
    };
    let layout = Layout { width: 100, cut: false, ascii: false, color: false, links: false };
    let page = render(&report, None, Format::Html, &layout).unwrap();
    let document = parsed(&page);
    let hrefs: Vec<&str> = elements(&document, "a").filter_map(|node| node.attribute("href")).collect();
    assert_eq!(hrefs, ["#source-1"]);
    let body = text(elements(&document, "body").next().unwrap());
    assert!(urls.iter().all(|url| body.contains(url)) && body.contains("javascript:alert(2)"), "{body}");
    // Text that turns the direction of writing cannot reach what stands beside it.
    assert!(page.contains("unicode-bidi: isolate"));
}

#[test]
fn disputes_and_their_sources_are_all_on_the_page() {
    let fields = "price,duration,questions,passing_score,validity";
    let base = ["compare", "aws", "gcp", "azure", "--fields", fields];
    let page = page_of(&base);
    let document = parsed(&page);
    let body = text(elements(&document, "body").next().unwrap());
    let sources: Vec<String> = elements(&document, "dt").map(text).collect();
    let json: serde_json::Value = serde_json::from_str(&certcmp(&[&base[..], &["--json"]].concat()).stdout()).unwrap();
    let mut disputes = 0;
    for record in json["certifications"].as_array().unwrap() {
        for fact in record["evidence"].as_object().unwrap().values().filter(|fact| !fact.is_null()) {
            let claims = fact["disputed"].as_array().unwrap();
            disputes += usize::from(!claims.is_empty());
            let of_claims = claims.iter().flat_map(|claim| claim["sources"].as_array().unwrap());
            for source in of_claims.chain(fact["sources"].as_array().unwrap()) {
                let id = source.as_str().unwrap();
                assert!(sources.iter().any(|known| known == id) && body.contains(id), "{id}");
            }
        }
    }
    let marks = elements(&document, "a").filter(|node| node.attribute("class") == Some("mark")).count();
    assert_eq!(marks, disputes);
}

#[test]
fn a_page_on_which_nothing_matched_says_so() {
    let page = page_of(&["list", "--max-price", "1"]);
    let document = parsed(&page);
    let header = text(elements(&document, "header").next().unwrap());
    assert!(header.contains("No certification matches"), "{header}");
    assert_eq!(elements(&document, "table").count(), 0);
}

#[test]
fn what_others_read_on_stderr_stands_on_the_page() {
    let old = certcmp(&["show", "pmle", "--format", "html", "--quiet"]).day("2027-12-01").run();
    assert!(old.stdout.contains("check the vendor&#39;s page before you book"), "{}", old.stdout);
}

#[test]
fn terminal_settings_do_not_change_a_page() {
    let base = ["compare", "aws", "gcp", "azure", "--format", "html"];
    let page = certcmp(&base).stdout();
    assert!(!page.contains('\u{1b}'));
    let other = certcmp(&[&base[..], &["--color", "always", "--ascii", "--wide"]].concat());
    assert_eq!(other.width(40).variable("LC_ALL", "C").variable("TZ", "Pacific/Kiritimati").stdout(), page);
}

#[test]
fn what_has_no_page_is_refused() {
    for (command, needle) in [
        (&["check", "data"][..], "this has no HTML output\n"),
        (&["schema", "--format", "html"], "`schema` prints JSON only"),
        (&["completions", "bash"], "does not support --format"),
        (&["man"], "does not support --format"),
    ] {
        let error = certcmp(&[command, &["--format", "html"]].concat()).error();
        assert!(error.contains(needle), "{command:?}: {error}");
    }
}
