//! `services` on the frozen dataset: what a name means, its counterparts with their basis, and the exams that name it.

use crate::support;

use certcmp::commands::services::ServiceView;
use certcmp::commands::{Audience, Context};
use certcmp::query::services::meaning;
use certcmp_dataset::language::Language;
use jiff::civil::date;
use serde_json::{Value, json};
use support::{certcmp, frozen, golden};

fn records(arguments: &[&str], key: &str) -> Vec<Value> {
    certcmp(arguments).json()[key].as_array().expect("records").clone()
}

#[test]
fn the_first_screen_has_the_present_name_counterparts_and_exams() {
    for (name, expected) in [
        (
            "Vertex AI",
            &[
                "Vertex AI is now called Gemini Enterprise Agent Platform, since 2026-04-22.",
                "SageMaker AI",
                "Azure ML",
                "PMLE",
            ][..],
        ),
        (
            "azure ai studio",
            &["Azure AI Studio is now called Microsoft Foundry", "Azure AI Foundry", "Bedrock", "AI-103"],
        ),
        ("sagemaker", &["was formerly called Amazon SageMaker", "Agent Platform (was Vertex AI)", "MLA-C02"]),
        ("vertex", &["Vertex AI is now called"]),
        ("bq", &["“bq” is an alias of BigQuery, not an official name.", "PMLE"]),
        ("cloudwatch", &["Counterparts   none in this data", "MLA-C02"]),
        ("ai platform training", &["AI Platform Training is now part of Gemini Enterprise Agent Platform."]),
    ] {
        let text = certcmp(&["services", name]).width(80).stdout();
        let screen: Vec<&str> = text.lines().take(15).collect();
        for words in expected {
            assert!(screen.iter().any(|line| line.contains(words)), "{words} in {screen:#?}");
        }
    }
}

#[test]
fn names_match_by_whole_words_and_beginnings_of_words() {
    for inside in ["tpu", "ann", "arch", "rvices", "oundry", "atch"] {
        assert!(certcmp(&["services", inside]).error().starts_with(&format!("error: no service matches `{inside}`\n")));
    }
    for beginning in ["cloudw", "agentcore", "foundry", "model garden", "Model-Garden"] {
        assert_eq!(records(&["services", beginning], "services").len(), 1, "{beginning}");
    }
}

#[test]
fn a_name_that_nothing_has_leads_to_near_ones() {
    let error = certcmp(&["services", "vertx ai"]).error();
    assert!(error.contains("did you mean `vertex") || error.contains("did you mean `Vertex AI`"), "{error}");
    assert!(error.contains("`certcmp services`"), "{error}");
}

#[test]
fn several_matches_are_listed_briefly_and_filters_choose_among_them() {
    let text = certcmp(&["services", "cognitive"]).stdout();
    assert!(text.starts_with(" 2 services match “cognitive”\n"), "{text}");
    assert!(text.contains("was Azure Cognitive Search") && text.contains("was Azure Cognitive Services"), "{text}");
    assert!(text.lines().count() <= 12, "{text}");
    assert_eq!(records(&["services", "cognitive", "--category", "generative-ai"], "services").len(), 0);
    let none = certcmp(&["services", "cognitive", "--provider", "aws"]).stdout();
    assert!(none.contains("none of them within the filters"), "{none}");
}

#[test]
fn sources_are_shown_where_they_are_asked_for() {
    let plain = certcmp(&["services", "vertex ai"]).stdout();
    assert!(!plain.contains("  from ") && plain.contains("--sources"), "{plain}");
    let full = certcmp(&["services", "vertex ai", "--sources"]).stdout();
    let from = full.lines().filter(|line| line.contains("  from ")).count();
    assert!(from >= 6, "name, two former names, two counterparts and two exams: {full}");
    assert!(full.contains("the older exam guides say Vertex AI"), "{full}");
}

#[test]
fn an_exam_in_doubt_is_neither_available_nor_unavailable() {
    let services = records(&["services", "foundry"], "services");
    let exams = services[0]["exams"].as_array().expect("exams");
    let taken = |id: &str| {
        let exam = exams.iter().find(|exam| exam["id"] == json!(id));
        exam.unwrap_or_else(|| panic!("{id} in {exams:?}"))["can_be_taken"].clone()
    };
    assert_eq!([taken("ai-103"), taken("ai-102"), taken("ai-500")], [json!(true), json!(false), Value::Null]);
    let open: Vec<bool> = exams.iter().map(|exam| exam["can_be_taken"] == json!(true)).collect();
    assert!(open.is_sorted_by(|one, next| one >= next), "available exams come first: {exams:?}");
}

#[test]
fn counterparts_are_mutual_and_of_another_cloud() {
    let (catalog, english) = (frozen(), Language::english());
    let context =
        Context { catalog: &catalog, day: date(2026, 11, 23), language: &english, audience: Audience::People };
    let mut pairs = 0;
    for service in catalog.services.iter() {
        let view = ServiceView::of(service, &context).expect("it is in the catalog");
        for member in &view.members {
            for across in &member.across {
                assert_ne!(Some(across.provider), service.provider.as_deref());
                for place in &across.services {
                    let other = ServiceView::of(catalog.service(*place).expect("a service"), &context).expect("a view");
                    let back = other.members.iter().find(|back| back.group.id == member.group.id);
                    let back = back.unwrap_or_else(|| panic!("{} in {}", other.service.id, member.group.id));
                    let mine = back.across.iter().find(|mine| mine.services.contains(&view.place)).expect("mine");
                    assert_eq!(mine.pairing, across.pairing, "{}", member.group.id);
                    pairs += 1;
                }
            }
        }
    }
    assert!(pairs >= 12, "{pairs}");
}

#[test]
fn every_name_of_a_service_finds_it() {
    let catalog = frozen();
    for service in catalog.services.iter() {
        for name in service.names() {
            let found = meaning(&catalog, name).unwrap_or_default();
            assert!(found.iter().any(|found| found.id == service.id), "{name}");
        }
    }
}

#[test]
fn the_overview_has_each_group_once_and_a_column_for_each_cloud() {
    let text = certcmp(&["services"]).stdout();
    let heads = text.lines().find(|line| line.contains("What they do")).expect("heads");
    assert!(heads.ends_with("Microsoft") && heads.contains("AWS") && heads.contains("Google Cloud"), "{heads}");
    let all = records(&["services"], "counterparts");
    assert_eq!(all.len(), frozen().counterparts.iter().count());
    for group in &all {
        let first = group["capability"].as_str().expect("words").split(' ').take(2).collect::<Vec<_>>().join(" ");
        assert_eq!(text.matches(&first).count(), 1, "{first} in {text}");
    }
    let pairings = |arguments: &[&str]| {
        let groups = records(arguments, "counterparts");
        let between = |group: &Value| group["pairings"].as_array().expect("pairings").clone();
        groups.iter().flat_map(between).map(|pairing| pairing["between"].clone()).collect::<Vec<Value>>()
    };
    let one = pairings(&["services", "--provider", "aws"]);
    assert!(!one.is_empty() && one.iter().all(|pair| pair.as_array().expect("two").contains(&json!("aws"))), "{one:?}");
    let two = pairings(&["services", "--provider", "aws", "--provider", "gcp"]);
    let both = |pair: &Value| ["aws", "gcp"].iter().all(|id| pair.as_array().expect("two").contains(&json!(id)));
    assert!(!two.is_empty() && two.iter().all(both), "{two:?}");
}

#[test]
fn filters_that_nothing_passes_give_a_valid_empty_document() {
    for (arguments, key) in [
        (&["services", "--category", "security"][..], "counterparts"),
        (&["services", "cognitive", "--provider", "aws"], "services"),
    ] {
        assert!(records(arguments, key).is_empty());
        let lines: Vec<&str> = arguments.iter().copied().chain(["--format", "jsonl"]).collect();
        assert_eq!(certcmp(&lines).stdout(), "");
    }
    assert!(certcmp(&["services", "--category", "security"]).stdout().contains("No counterparts in this data."));
}

#[test]
fn golden_files() {
    golden("services-vertex.txt", &certcmp(&["services", "vertex ai"]).width(80).stdout());
    golden("services-vertex.json", &certcmp(&["services", "vertex ai", "--json"]).stdout());
    golden("services-overview.txt", &certcmp(&["services"]).width(80).stdout());
}
