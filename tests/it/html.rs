//! Pages: complete in themselves, well formed, their tables real, and whatever a data file holds stays text.
//!
//! A page is HTML that is well-formed XML too, so a strict reader sees every tag that is not closed and every sign that
//! is not escaped.

use crate::support::{certcmp, golden};
use certcmp::render::report::{Block, Cell, Link, Records, Report, Row};
use certcmp::render::{Format, Layout, render};
use certcmp_dataset::{Access, Source};
use jiff::civil::{Date, date};
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeSet;

const OWN: [&str; 4] = ["--data", "tests/own-data/hostile.yaml", "--data", "tests/own-data/exams.yaml"];

/// Every command that makes a page, with the dataset and with hostile strings.
const COMMANDS: &[&[&str]] = &[
    &["compare", "aws", "gcp", "azure"],
    &["compare", "mla-c01", "mla-c02", "pmle", "ai-102", "ai-103", "hostile", "odd-names"],
    &["compare", "aws", "gcp", "azure", "--source", "article"],
    &["show", "pmle", "--sources"],
    &["show", "hostile"],
    &["show", "no-domains", "--fields", "status,price"],
    &["list", "--all"],
    &["list", "--max-price", "1"],
    &["list", "--provider", "mallory", "--fields", "name,exam_code,price,audience,domains"],
    &["cost", "pmle", "mla-c02", "ai-103", "--years", "6", "--attempts", "3"],
    &["plan", "pmle", "--exam", "2027-03-01", "--hours-per-week", "6"],
    &["plan", "no-domains", "--exam", "2026-12-20", "--hours-per-week", "1"],
    &["overlap", "aws", "gcp", "azure"],
    &["recommend", "--cloud", "aws", "--topic", "agents", "--budget", "200", "--explain"],
    &["recommend", "agents"],
    &["services"],
    &["services", "agents"],
    &["sources"],
    &["sources", "hostile"],
    &["changes", "--since", "2024-01-01"],
    &["held", "tests/held/frozen.csv"],
];

fn page_of(command: &[&str]) -> String {
    let ran = certcmp(&[command, &OWN, &["--format", "html", "--quiet"]].concat()).run();
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

/// Checks a page, whose command is named where it fails.
type Check = fn(&Document<'_>, &[&str]);

#[test]
fn every_page_is_whole_and_harmless() {
    let checks: [Check; 8] = [
        headings_are_in_order,
        every_reference_leads_somewhere,
        tables_are_real_tables,
        bars_stay_within_their_track,
        it_asks_for_nothing_and_runs_nothing,
        no_option_or_command_is_named,
        days_are_not_broken,
        sources_are_links,
    ];
    for command in COMMANDS {
        let page = page_of(command);
        assert!(
            page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n") && page.ends_with("</html>\n"),
            "{command:?}"
        );
        // A browser is told so too, should ever something get through.
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline';"), "{command:?}");
        let document = parsed(&page);
        checks.iter().for_each(|check| check(&document, command));
    }
}

fn headings_are_in_order(document: &Document<'_>, command: &[&str]) {
    let title = text(elements(document, "title").next().unwrap());
    let levels: Vec<u8> =
        document.descendants().filter_map(|node| node.tag_name().name().strip_prefix('h')?.parse().ok()).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{command:?}");
    assert_eq!(levels.first(), Some(&1), "{command:?}");
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1 && pair[1] <= 3), "{command:?}: {levels:?}");
    assert!(!title.is_empty() && text(elements(document, "h1").next().unwrap()) == title, "{command:?}");
}

fn every_reference_leads_somewhere(document: &Document<'_>, command: &[&str]) {
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
        if node.attribute("class") == Some("cited") {
            let linked = node.children().filter(|child| child.has_tag_name("a")).map(text).collect::<Vec<_>>();
            assert_eq!(linked.join(", "), text(node), "{command:?}: a source without a link");
        }
    }
}

fn tables_are_real_tables(document: &Document<'_>, command: &[&str]) {
    for table in elements(document, "table") {
        let caption = table.children().find(Node::is_element).unwrap();
        assert!(caption.has_tag_name("caption") && !text(caption).trim().is_empty(), "{command:?}");
        let frame = table.parent().unwrap();
        assert_eq!(frame.attribute("tabindex"), Some("0"), "{command:?}");
        assert_eq!(frame.attribute("aria-labelledby"), caption.attribute("id"), "{command:?}");
        let head = children(children(table, "thead")[0], "tr")[0];
        let columns = children(head, "th");
        assert!(columns.iter().all(|th| th.attribute("scope") == Some("col") && !text(*th).is_empty()), "{command:?}");
        let rows: Vec<Node<'_, '_>> =
            children(table, "tbody").into_iter().flat_map(|body| children(body, "tr")).collect();
        assert!(!rows.is_empty(), "{command:?}");
        for row in rows {
            let cells: Vec<Node<'_, '_>> = row.children().filter(Node::is_element).collect();
            let head = cells[0];
            let of_group = head.attribute("scope") == Some("rowgroup");
            assert!(of_group || cells.len() == columns.len(), "{command:?}: {}", text(row));
            assert!(
                of_group
                    || head.attribute("scope") == Some("row")
                    || head.attribute("class").is_some_and(|class| class.contains("empty")),
                "{command:?}: {} has no head",
                text(row)
            );
            assert!(cells[1..].iter().all(|cell| cell.attribute("role") == Some("cell")), "{command:?}");
        }
    }
}

fn bars_stay_within_their_track(document: &Document<'_>, command: &[&str]) {
    for track in elements(document, "span").filter(|node| node.attribute("class") == Some("track")) {
        assert_eq!(track.attribute("aria-hidden"), Some("true"), "{command:?}");
        assert!(!text(track.parent().unwrap()).is_empty(), "said in words too: {command:?}");
        let mut end = 0.0;
        for part in children(track, "span") {
            let style = part.attribute("style").unwrap();
            for rule in style.split(';') {
                let (_, percent) = rule.split_once(':').unwrap();
                end += percent.strip_suffix('%').unwrap().parse::<f64>().unwrap();
            }
            assert!((0.0..=101.0).contains(&end), "{command:?}: {style}");
        }
    }
}

fn it_asks_for_nothing_and_runs_nothing(document: &Document<'_>, command: &[&str]) {
    const KNOWN: &str = "html head meta title style body header nav main footer section h1 h2 h3 p dl dt dd div ul ol li \
        table caption thead tbody tr th td span b a sup br";
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(KNOWN.split_whitespace().any(|known| known == name), "{command:?}: <{name}>");
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(!key.starts_with("on") && !["src", "srcset", "action"].contains(&key), "{command:?}: {key}");
            if key == "href" {
                let web = ["https://", "http://"].iter().any(|scheme| value.starts_with(scheme));
                assert!(name == "a" && (web || value.starts_with('#')), "{command:?}: {value}");
            }
        }
    }
    for style in elements(document, "style").map(text) {
        assert!(!style.contains("url(") && !style.contains("@import") && !style.contains("//"), "{command:?}");
    }
}

/// A page is for somebody who never saw the program.
fn no_option_or_command_is_named(document: &Document<'_>, command: &[&str]) {
    let body = text(elements(document, "body").next().unwrap());
    let words: Vec<&str> = body.split_whitespace().map(|word| word.trim_matches(['(', '`', '“'])).collect();
    let is_option = |word: &&str| word.strip_prefix("--").is_some_and(|name| name.starts_with(char::is_alphabetic));
    assert_eq!(words.iter().find(|word| is_option(word)), None, "{command:?}");
    let is_command = |pair: &&[&str]| pair[0] == "certcmp" && COMMANDS.iter().any(|command| command[0] == pair[1]);
    assert_eq!(words.windows(2).find(is_command), None, "{command:?}");
}

fn days_are_not_broken(document: &Document<'_>, command: &[&str]) {
    let body = elements(document, "body").next().unwrap();
    for node in body.descendants().filter(Node::is_text) {
        let words = node.text().unwrap_or_default().split_whitespace();
        let is_day = |word: &str| word.trim_matches(['(', ')', ',', ';', '.', ':']).parse::<Date>().is_ok();
        let is_whole = |node: Node<'_, '_>| {
            node.attribute("class").is_some_and(|class| class.split(' ').any(|class| class == "unbroken"))
                || node.has_tag_name("caption")
        };
        for day in words.filter(|word| word.contains('-') && is_day(word)) {
            assert!(node.ancestors().any(is_whole), "{command:?}: {day} in {:?}", node.text());
        }
    }
}

/// Every value that has sources links to them; these pages have none.
fn sources_are_links(document: &Document<'_>, command: &[&str]) {
    const WITHOUT: [&[&str]; 4] = [
        &["compare", "aws", "gcp", "azure", "--source", "article"],
        &["list", "--max-price", "1"],
        &["services", "agents"],
        &["sources"],
    ];
    let hrefs: BTreeSet<&str> = elements(document, "a").filter_map(|node| node.attribute("href")).collect();
    let ids = elements(document, "div").filter_map(|node| node.attribute("id"));
    let sources: Vec<&str> = ids.filter(|id| id.starts_with("source-")).collect();
    assert!(sources.iter().all(|id| hrefs.contains(format!("#{id}").as_str())), "{command:?}");
    assert_eq!(sources.is_empty(), WITHOUT.contains(&command), "{command:?}");
}

/// The answer stands in the title or right below it, in names.
#[test]
fn the_first_words_of_a_page_are_the_answer() {
    for (line, words) in [
        ("compare gail ai-103", "Google Cloud Generative AI Leader and Microsoft"),
        ("show pmle", "Available in English"),
        ("cost gail ai-103 --years 1", "for 1 year In all 264 USD before tax: GAIL 99, AI-103 165."),
        ("cost ai-500 --years 1", "not known"),
        ("services sagemaker", "Amazon SageMaker AI"),
        ("list --max-price 1", "No certification matches"),
        ("changes --since 2026-09-01", "Changes from 2026-09-01"),
    ] {
        let page =
            certcmp(&[&line.split(' ').collect::<Vec<_>>()[..], &["--format", "html", "--quiet"]].concat()).stdout();
        let document = parsed(&page);
        let header = text(elements(&document, "header").next().unwrap());
        let header = header.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(header.contains(words), "{line}: {header}");
    }
}

#[test]
fn exams_stand_below_the_name_of_their_provider() {
    let page = certcmp(&["list", "--format", "html", "--quiet"]).stdout();
    let document = parsed(&page);
    let groups: Vec<String> =
        elements(&document, "th").filter(|node| node.attribute("scope") == Some("rowgroup")).map(text).collect();
    assert_eq!(groups, ["AWS", "Google Cloud", "Microsoft"]);
}

/// A bar is drawn once for each domain and sitting that the JSON has.
#[test]
fn weights_and_sittings_are_drawn_and_said() {
    let line = ["show", "mla-c02", "--full"];
    let page = page_of(&line);
    let document = parsed(&page);
    let has_track =
        |node: &Node<'_, '_>| children(*node, "span").iter().any(|span| span.attribute("class") == Some("track"));
    let shown: Vec<String> = elements(&document, "li").filter(has_track).map(text).collect();
    let json = certcmp(&line).json();
    let count = |key: &str| json["certifications"][0][key].as_array().unwrap().len();
    assert_eq!(shown.len(), count("domains") + count("sittings"), "{shown:?}");
    assert!(shown.contains(&"28 % Data Preparation for ML and AI".to_owned()), "{shown:?}");
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
    let row = Row::from(vec![Cell::text("Links \u{202e}"), cell, Cell::text("official")]);
    let evil = Source {
        id: "evil".into(),
        title: "\u{202e}\u{2066}<b>".into(),
        publisher: "".into(),
        project: None,
        url: Some("javascript:alert(2)".into()),
        official: false,
        access: Access::Direct,
        dated: None,
        read: date(2026, 11, 23),
        note: None,
    };
    let report = Report {
        data_date: None,
        as_of: date(2026, 11, 23),
        language: "en".to_owned(),
        blocks: vec![
            Block::Title("<title>".to_owned(), String::new()),
            Block::facts("Links", vec![row]),
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

/// Each value with open claims has a mark that leads to its note, and the note back to it.
#[test]
fn open_disputes_and_their_sources_are_all_on_the_page() {
    let fields = "price,duration,questions,passing_score,validity";
    let base = ["compare", "aws", "gcp", "azure", "--fields", fields];
    let page = page_of(&base);
    let document = parsed(&page);
    let body = text(elements(&document, "body").next().unwrap());
    let sources: Vec<String> = elements(&document, "dt").map(text).collect();
    let json = certcmp(&base).json();
    let mut disputes = 0;
    for record in json["certifications"].as_array().unwrap() {
        for fact in record["evidence"].as_object().unwrap().values().filter(|fact| !fact.is_null()) {
            let claims = fact["disputed"].as_array().unwrap().iter().filter(|claim| claim["verdict"] == "open");
            let claims: Vec<&serde_json::Value> = claims.collect();
            disputes += usize::from(!claims.is_empty());
            let of_claims = claims.iter().flat_map(|claim| claim["sources"].as_array().unwrap());
            for source in of_claims.chain(fact["sources"].as_array().unwrap()) {
                let id = source.as_str().unwrap();
                assert!(sources.iter().any(|known| known == id) && body.contains(id), "{id}");
            }
        }
    }
    let marks: Vec<Node<'_, '_>> =
        elements(&document, "a").filter(|node| node.attribute("class") == Some("mark")).collect();
    let notes: Vec<Node<'_, '_>> = elements(&document, "li")
        .filter(|node| node.attribute("id").is_some_and(|id| id.starts_with("note-")))
        .collect();
    assert_eq!((marks.len(), notes.len()), (disputes, disputes));
    for (mark, note) in marks.iter().zip(&notes) {
        assert_eq!(mark.attribute("href").unwrap(), format!("#{}", note.attribute("id").unwrap()));
        let back = note.descendants().filter_map(|node| node.attribute("href")).next_back().unwrap();
        assert_eq!(back, format!("#{}", mark.attribute("id").unwrap()));
        assert!(text(*mark).starts_with("disputed"), "a dispute is said in a word: {}", text(*mark));
    }
    let price = notes.iter().map(|note| text(*note)).find(|note| note.starts_with("Price, Google Cloud")).unwrap();
    assert!(price.contains("125 USD"), "{price}");
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
fn sittings_are_drawn_up_to_the_last_day_that_is_known() {
    let page = certcmp(&["show", "mla-c02", "--full", "--format", "html"]).run().stdout;
    let (_, drawn) = page.split_once("When it can be taken</h2>").unwrap();
    let drawn = drawn.split_once("</table>").unwrap().0;
    let widths: Vec<&str> = drawn.split("style=\"width:").skip(1).map(|part| part.split_once('%').unwrap().0).collect();
    // The beta up to today, then the first day of the exam after a gap.
    assert_eq!(widths, ["0.0", "51.9", "99.1", "0.9"], "{drawn}");
    assert!(
        drawn.contains("2026-09-29 to ?") && drawn.contains("2027-01-14 to ?") && drawn.contains("On offer (planned)")
    );
}
