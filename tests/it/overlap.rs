//! `overlap` on the frozen dataset: what exams share, counterparts, what only one has, and counts that add up.

use crate::support;

use certcmp::commands::overlap::{Match, Sharing, Subject};
use certcmp_dataset::{Catalog, Certification};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::{certcmp, frozen};

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
}

#[test]
fn two_editions_of_an_exam_share_topics() {
    let found = certcmp(&["overlap", "mla-c01", "mla-c02"]).json();
    let topics = found["overlap"].as_array().expect("records").iter().filter(|row| row["kind"] == json!("topic"));
    let ids: Vec<(&Value, &Value)> = topics.map(|row| (&row["id"], &row["match"])).collect();
    assert!(ids.contains(&(&json!("mlops"), &json!("same"))), "{ids:?}");
    assert!(ids.contains(&(&json!("feature-engineering"), &json!("only"))), "{ids:?}");
}
