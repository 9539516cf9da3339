//! `services` on the frozen dataset: what a name means, its counterparts with their basis, and the exams that name it.

use crate::support;

use certcmp::commands::services::ServiceView;
use certcmp::commands::{Audience, Context};
use certcmp::query::services::meaning;
use certcmp_dataset::Labels;
use certcmp_dataset::language::Language;
use jiff::civil::date;
use serde_json::{Value, json};
use support::{certcmp, frozen};

fn records(arguments: &[&str], key: &str) -> Vec<Value> {
    certcmp(arguments).json()[key].as_array().expect("records").clone()
}

#[test]
fn names_match_by_beginnings_of_words() {
    for beginning in ["cloudw", "agentcore", "foundry", "model garden", "Model-Garden"] {
        assert_eq!(records(&["services", beginning], "services").len(), 1, "{beginning}");
    }
}

#[test]
fn several_matches_are_listed_briefly_and_filters_choose_among_them() {
    assert!(certcmp(&["services", "cognitive"]).stdout().lines().count() <= 12);
    assert_eq!(records(&["services", "cognitive", "--category", "generative-ai"], "services").len(), 0);
}

#[test]
fn sources_are_shown_where_they_are_asked_for() {
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
