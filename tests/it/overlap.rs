//! `overlap` on the frozen dataset: what exams share, counterparts, what only one has, and counts that add up.

use crate::support;

use certcmp::commands::overlap::{Match, Sharing, Subject};
use certcmp_dataset::{Catalog, Certification};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::{certcmp, frozen, golden};

/// Every pair of exams, and some triples.
fn choices(catalog: &Catalog) -> Vec<Vec<&Certification>> {
    let all = &catalog.certifications;
    let pairs = all.iter().enumerate().flat_map(|(at, one)| all.iter().skip(at + 1).map(move |other| vec![one, other]));
    let triples = all.windows(3).map(|three| three.iter().collect());
    pairs.chain(triples).collect()
}

#[test]
fn counts_add_up_for_every_choice() {
    let catalog = frozen();
    for exams in choices(&catalog) {
        let sharing = Sharing::of(&exams, &catalog);
        for (at, count) in sharing.counts.iter().enumerate() {
            let only = |topics: bool| {
                let rows = sharing.rows.iter().filter(|row| row.matched == Match::Only && row.exams[0].0 == at);
                rows.filter(|row| matches!(row.subject, Subject::Topic(_)) == topics).count()
            };
            assert_eq!(count.services, count.same + count.paired.len() + only(false), "{}", exams[at].id);
            assert_eq!(count.topics, count.topics_shared + only(true), "{}", exams[at].id);
        }
    }
}

#[test]
fn what_exams_share_does_not_depend_on_their_order() {
    let catalog = frozen();
    let rows = |exams: &[&Certification]| -> BTreeSet<String> {
        let sharing = Sharing::of(exams, &catalog);
        let row = |row: &certcmp::commands::overlap::Row<'_>| {
            let subject = match row.subject {
                Subject::Topic(topic) => topic.id.clone(),
                Subject::Service(service) => service.id.clone(),
                Subject::Group(group) => group.id.clone(),
            };
            let ids: BTreeSet<&str> = row.exams.iter().map(|(at, _)| exams[*at].id.as_str()).collect();
            format!("{subject} {:?} {ids:?}", row.matched)
        };
        sharing.rows.iter().map(row).collect()
    };
    for exams in choices(&catalog) {
        let turned: Vec<&Certification> = exams.iter().rev().copied().collect();
        assert_eq!(rows(&exams), rows(&turned));
    }
}

#[test]
fn counterparts_are_of_different_clouds() {
    let found = certcmp(&["overlap", "mla-c02", "pmle", "ai-103"]).json();
    let rows = found["overlap"].as_array().expect("records");
    let counterparts: Vec<&Value> = rows.iter().filter(|row| row["match"] == json!("counterpart")).collect();
    assert!(counterparts.len() >= 3, "{counterparts:?}");
    for row in counterparts {
        let named = row["named"].as_array().expect("exams");
        let provider = |exam: &Value| exam["services"][0]["provider"].as_str().expect("a provider").to_owned();
        let providers: BTreeSet<String> = named.iter().map(provider).collect();
        assert!(providers.len() > 1 && !row["pairings"].as_array().expect("pairings").is_empty(), "{row}");
    }
}

#[test]
fn shared_things_come_first_then_counterparts_then_the_rest_and_one_line_of_counts() {
    let text = certcmp(&["overlap", "mla-c02", "pmle"]).stdout();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    let order = [at("What MLA-C02 and PMLE share"), at("SageMaker AI"), at("BigQuery"), at("MLA-C02: 6 services")];
    assert!(order.is_sorted(), "{order:?} in {text}");
    assert!(text.contains("MLA-C02: 6 services, 0 shared, 3 with a counterpart"), "{text}");
    let same = certcmp(&["overlap", "ai-102", "ai-103"]).stdout();
    let shared = same.lines().find(|line| line.trim_start().starts_with("Services")).expect("shared services");
    assert!(shared.contains("Microsoft Foundry, Azure AI Search"), "{same}");
}

#[test]
fn two_editions_of_an_exam_share_topics() {
    let text = certcmp(&["overlap", "mla-c01", "mla-c02"]).stdout();
    assert!(text.contains("Topics     MLOps, Monitoring and drift"), "{text}");
    assert!(text.contains("MLA-C01: 6 services, 5 shared; 3 topics, 2 shared."), "{text}");
    let found = certcmp(&["overlap", "mla-c01", "mla-c02"]).json();
    let topics = found["overlap"].as_array().expect("records").iter().filter(|row| row["kind"] == json!("topic"));
    let ids: Vec<(&Value, &Value)> = topics.map(|row| (&row["id"], &row["match"])).collect();
    assert!(ids.contains(&(&json!("mlops"), &json!("same"))), "{ids:?}");
    assert!(ids.contains(&(&json!("feature-engineering"), &json!("only"))), "{ids:?}");
}

#[test]
fn nothing_is_counted_in_percent() {
    for format in ["table", "plain", "markdown", "json"] {
        let text = certcmp(&["overlap", "mla-c02", "pmle", "--format", format]).stdout();
        assert!(!text.contains('%') && !text.contains("percent"), "{text}");
    }
}

#[test]
fn an_exam_that_is_not_available_is_named_with_what_replaces_it() {
    let text = certcmp(&["overlap", "ai-102", "pmle"]).stdout();
    assert!(text.contains("AI-102: no, ended 2026-06-30; replaced by AI-103."), "{text}");
    assert!(!text.contains("PMLE: yes"), "{text}");
}

#[test]
fn what_is_not_known_is_said_to_be_not_known() {
    let text = certcmp(&["overlap", "jp-100", "ai-500"]).stdout();
    assert!(
        text.contains("No shared services or topics in this data.")
            && text.contains("JP-100: 1 service, 0 shared; topics not known."),
        "{text}"
    );
    assert_eq!(certcmp(&["overlap", "jp-100", "ai-500", "--format", "ids"]).stdout(), "", "no shared service");
}

#[test]
fn one_exam_alone_is_refused() {
    for arguments in [&["overlap", "pmle"][..], &["overlap", "pmle", "PMLE"], &["overlap", "-"]] {
        let error = certcmp(arguments).stdin("pmle\n").error();
        assert!(error.contains("overlap needs two certifications; these names all mean pmle"), "{error}");
    }
    let error = certcmp(&["overlap", "nope", "zilch"]).error();
    assert!(error.contains("nope") && error.contains("zilch"), "{error}");
}

#[test]
fn golden_files() {
    golden("overlap.txt", &certcmp(&["overlap", "mla-c02", "pmle"]).width(80).stdout());
    golden("overlap.json", &certcmp(&["overlap", "ai-102", "ai-103", "--json"]).stdout());
}
