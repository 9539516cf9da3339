//! `services` on the real dataset: names old and new, pairings with their basis, exams with their standing.

use crate::support::{golden, on_real_data as certcmp};
use certcmp::commands::services::view::ServiceView;
use certcmp::commands::{Answer, Audience, Context, services};
use certcmp::query::services::{Filter, Meaning, meaning};
use certcmp::render::{Format, Layout, Report, render};
use certcmp_dataset::language::Language;
use certcmp_dataset::vocab::Basis;
use certcmp_dataset::{Catalog, Standing};
use serde_json::{Value, json};

fn document(arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&certcmp(&arguments).run().stdout).expect("the document is JSON")
}

fn catalog() -> Catalog {
    certcmp::dataset::embedded().expect("the dataset is there")
}

fn day(text: &str) -> jiff::civil::Date {
    text.parse().expect("a day")
}

/// The report of a command, in a format.
fn text(report: &Report, format: Format) -> String {
    let layout = Layout { width: 100, cut: false, ascii: false, color: false, links: false };
    render(report, None, format, &layout).expect("every report can be written")
}

fn report(outcome: certcmp::commands::Outcome) -> Report {
    match outcome.answer {
        Answer::Report(report) => report,
        Answer::Document(_) => panic!("services makes reports"),
    }
}

#[test]
fn cognitive_services_are_foundry_tools_in_every_format() {
    for (format, extension) in
        [("table", "txt"), ("plain", "plain.txt"), ("json", "json"), ("csv", "csv"), ("markdown", "md")]
    {
        let text = certcmp(&["services", "cognitive services", "--format", format]).stdout();
        golden(&format!("services-cognitive.{extension}"), &text);
    }
    assert_eq!(certcmp(&["services", "cognitive services", "--format", "ids"]).stdout(), "foundry-tools\n");
}

#[test]
fn cognitive_services_have_counterparts_basis_and_exams() {
    let text = certcmp(&["services", "cognitive services", "--format", "plain"]).stdout();
    for line in [
        "Azure Cognitive Services became Azure AI services, and is called Foundry Tools now.",
        "Called now: Foundry Tools",
        "Before that: Azure Cognitive Services",
        "AWS: Rekognition, official: ms-aws-data-ai",
        "Google Cloud: Translation AI, editorial",
        "Certification: Microsoft AI Apps and Agents Developer Associate",
        "Can be taken: no, retired 2026-06-30",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
}

#[test]
fn the_pairings_by_category() {
    let arguments = ["services", "--category", "ai-services", "--category", "generative-ai"];
    let with = |more: &[&'static str]| arguments.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>();
    golden("services-overview.txt", &certcmp(&arguments).stdout());
    golden("services-overview-80.txt", &certcmp(&arguments).width(80).stdout());
    golden("services-overview-120.txt", &certcmp(&arguments).width(120).stdout());
    golden("services-overview.md", &certcmp(&with(&["--format", "markdown"])).stdout());
    golden("services-overview.csv", &certcmp(&with(&["--format", "csv"])).stdout());
    golden("services-overview.json", &certcmp(&with(&["--format", "json"])).stdout());
    golden("services-overview.plain.txt", &certcmp(&with(&["--format", "plain"])).stdout());
}

#[test]
fn a_name_with_several_meanings_shows_them_briefly() {
    golden("services-several.txt", &certcmp(&["services", "translat"]).stdout());
}

#[test]
fn a_new_name_tells_since_when() {
    let found = document(&["services", "Vertex AI"]);
    let service = &found["services"][0];
    assert_eq!(service["name"], "Gemini Enterprise Agent Platform");
    assert_eq!(service["called_since"], "2026-04-22");
    assert_eq!(service["has_taken_in"], json!(["ai-platform-prediction", "ai-platform-training", "automl-tables"]));
    let unknown = document(&["services", "foundry tools"]);
    assert_eq!(unknown["services"][0]["called_since"], Value::Null);
}

#[test]
fn what_took_the_place_of_another_product_says_so() {
    let text = certcmp(&["services", "LUIS", "--format", "plain"]).stdout();
    assert!(text.contains("LUIS was another product; Conversational language understanding stands in its place."));
    let synapse = document(&["services", "azure", "synapse", "analytics"]);
    assert_eq!(synapse["services"][0]["place_taken_by"], json!(["fabric-data-warehouse", "fabric-lakehouse"]));
}

/// Whatever a service is or was called, and whatever it took the place of, leads to it; a name that is another
/// service's own leads to that one.
#[test]
fn every_name_of_every_service_finds_it() {
    let catalog = catalog();
    for service in catalog.services() {
        let now = [&service.id, &service.name].into_iter().chain(&service.short_name);
        let before = service.formerly.iter().map(|former| &former.name);
        for name in now.chain(before).chain(&service.aliases).chain(&service.succeeds) {
            let found = match meaning(&catalog, &name.to_uppercase()) {
                Meaning::One(found) => vec![found],
                Meaning::Several(found) => found,
                Meaning::Unknown(_) => Vec::new(),
            };
            let is_own = |known: &str| known.eq_ignore_ascii_case(name);
            let of_another =
                service.succeeds.contains(name) && catalog.services.iter().any(|other| other.names().any(is_own));
            assert!(found.contains(&service) || of_another, "{name} does not find {}", service.id);
        }
    }
}

/// Wherever a service is shown, each service across from it stands with the basis of the pairing.
#[test]
fn no_pairing_stands_without_its_basis() {
    let catalog = catalog();
    let language = Language::english();
    let context =
        Context { catalog: &catalog, day: day("2026-11-23"), language: &language, audience: Audience::Programs };
    for service in catalog.services.iter() {
        let card = ServiceView::of(service, &context).expect("the service is known");
        let plain = text(&report(services::one(service, &service.id, &context)), Format::Plain);
        let (family, _) = card.family_members(&context);
        for seat in card.members(&context).iter().chain(&family) {
            for across in &seat.across {
                let Some(side) = &across.side else { continue };
                let names: Vec<&str> = side
                    .services
                    .iter()
                    .filter_map(|place| catalog.service(*place))
                    .map(|found| found.brief().as_str())
                    .collect();
                let basis = across.pairing.map_or(Basis::None, |pairing| pairing.basis);
                let said = plain.lines().any(|line| line.contains(names[0]) && line.contains(basis.title()));
                assert!(said, "{}: {names:?} without {basis}\n{plain}", service.id);
            }
        }
    }
}

#[test]
fn the_overview_tells_every_pairing_once_with_its_basis() {
    let catalog = catalog();
    let all = document(&["services"]);
    let groups = all["counterparts"].as_array().expect("there are groups");
    assert_eq!(groups.len(), catalog.counterparts.len());
    let table = certcmp(&["services", "--format", "csv"]).stdout();
    assert_eq!(table.lines().count(), groups.len() + 1);
    let markdown = certcmp(&["services", "--format", "markdown"]).stdout();
    for group in catalog.counterparts.iter() {
        let row = markdown.lines().find(|line| line.contains(group.capability.as_str())).expect("the group has a row");
        assert_eq!(row.matches("<br>with ").count(), group.pairings.len(), "{row}");
        for pairing in &group.pairings {
            assert!(row.contains(pairing.basis.title()), "{row}");
        }
    }
}

#[test]
fn exams_stand_as_they_do_on_the_day() {
    let standing = |day: &str| {
        let text = certcmp(&["services", "foundry tools", "--format", "json"]).day(day).stdout();
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let exams = document["services"][0]["exams"].as_array().expect("there are exams").clone();
        let exam = exams.iter().find(|exam| exam["id"] == "ai-102").expect("AI-102 names it").clone();
        (exam["can_be_taken"].clone(), exam["status"].clone())
    };
    assert_eq!(standing("2026-06-30").0, json!(true));
    assert_eq!(standing("2026-07-01"), (json!(false), json!("retired")));
}

/// On every month of five years and for every service, what is said of an exam is its standing.
#[test]
fn no_exam_is_said_to_be_open_when_it_is_not() {
    let catalog = catalog();
    let language = Language::english();
    for year in 2024..=2028 {
        for month in [1, 4, 7, 10] {
            let day = jiff::civil::date(year, month, 1);
            let context = Context { catalog: &catalog, day, language: &language, audience: Audience::Programs };
            for service in catalog.services.iter() {
                for exam in ServiceView::of(service, &context).expect("the service is known").exams {
                    let standing = Standing::of(exam.entry.certification, &catalog, day, &language);
                    assert_eq!(exam.entry.standing, standing, "{} {day}", exam.entry.certification.id);
                }
            }
        }
    }
}

#[test]
fn a_claim_alone_is_shown_as_such() {
    let found = document(&["services", "azure bot service"]);
    let exams = found["services"][0]["exams"].as_array().expect("there are exams");
    let exam = exams.iter().find(|exam| exam["id"] == "ai-102").expect("the article says so");
    assert_eq!((&exam["disputed"], &exam["support"]), (&json!(true), &Value::Null));
    assert_eq!(exam["sources"], json!(["article"]));
    let text = certcmp(&["services", "azure bot service"]).stdout();
    assert!(text.contains("only article, disputed"), "{text}");
}

#[test]
fn one_provider_shows_its_own_pairings_and_two_those_between_them() {
    let pairs = |arguments: &[&str]| -> Vec<Vec<String>> {
        let groups = document(arguments)["counterparts"].as_array().expect("groups").clone();
        let pairings = groups.iter().flat_map(|group| group["pairings"].as_array().expect("pairings").clone());
        pairings.map(|pairing| serde_json::from_value(pairing["between"].clone()).expect("two providers")).collect()
    };
    let one = pairs(&["services", "--provider", "amazon"]);
    assert!(!one.is_empty() && one.iter().all(|pair| pair.contains(&"aws".to_owned())));
    let two = pairs(&["services", "--provider", "aws", "--provider", "gcp"]);
    assert!(!two.is_empty());
    assert!(two.iter().all(|pair| pair == &["aws", "gcp"] || pair == &["gcp", "aws"]));
    let table = certcmp(&["services", "--provider", "aws", "--provider", "gcp"]).stdout();
    assert!(!table.contains("Microsoft:"), "{table}");
}

#[test]
fn filters_choose_among_the_services_of_a_name() {
    let ids = |arguments: &[&str]| certcmp(arguments).run().stdout;
    assert_eq!(ids(&["services", "translat", "--provider", "google", "--format", "ids"]), "translation-ai\n");
    let none = certcmp(&["services", "translat", "--category", "security", "--format", "json"]).run();
    assert_eq!((none.code, none.stderr.as_str()), (0, "note: 3 are called so, but none of them matches the filters\n"));
    let document: Value = serde_json::from_str(&none.stdout).expect("JSON");
    assert_eq!(document["services"], json!([]));
}

#[test]
fn nothing_found_is_a_valid_document_in_every_format() {
    for (_, format, _) in Format::ALL.iter().filter(|(format, _, _)| *format != Format::Ics) {
        let ran = certcmp(&["services", "--category", "security", "--format", format]).run();
        assert_eq!(ran.code, 0);
        assert_eq!(ran.stderr, "note: no counterparts are known here; certcmp services NAME shows a single service\n");
        let expected = match *format {
            "json" => continue,
            "html" => {
                assert!(ran.stdout.contains("no counterparts are known here"), "{}", ran.stdout);
                continue;
            }
            "csv" => "id,category,capability,strength,services,pairings,note\r\n",
            _ => "",
        };
        assert_eq!(ran.stdout, expected, "{format}");
    }
}

#[test]
fn an_unknown_name_fails_with_near_ones() {
    let error = certcmp(&["services", "cognitve services"]).error();
    assert!(error.contains("no service is or was called `cognitve services`"), "{error}");
    assert!(error.contains("`cognitive services`"), "{error}");
    let error = certcmp(&["services", "x\u{1b}[31my"]).error();
    assert!(!error.contains('\u{1b}'), "{error}");
    assert!(certcmp(&["services", "--provider", "amazn"]).error().contains("did you mean `amazon`?"));
    assert!(certcmp(&["services", "--category", "ai-service"]).error().contains("ai-services"));
}

#[test]
fn no_line_is_wider_than_asked_for() {
    for width in [50, 60, 80, 100, 120] {
        for arguments in [&["services"][..], &["services", "cognitive services"], &["services", "azure"]] {
            let text = certcmp(arguments).width(width).stdout();
            let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(widest <= width, "{arguments:?} is {widest} wide, not {width}");
        }
    }
}

#[test]
fn ascii_is_ascii() {
    for arguments in [&["services", "--ascii"][..], &["services", "cognitive services", "--ascii"]] {
        let text = certcmp(arguments).stdout();
        assert!(text.is_ascii(), "{text}");
    }
}

#[test]
fn documents_are_valid_by_the_schema() {
    let schema: Value = serde_json::from_str(&certcmp(&["schema", "output"]).stdout()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    for arguments in [
        &["services"][..],
        &["services", "cognitive services"],
        &["services", "azure"],
        &["services", "--category", "security"],
    ] {
        let document = document(arguments);
        let faults: Vec<String> = validator.iter_errors(&document).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{arguments:?}: {faults:?}");
    }
}

#[test]
fn a_filter_without_values_takes_everything() {
    let catalog = catalog();
    assert!(catalog.services.iter().all(|service| Filter::default().takes(service, &catalog)));
}
