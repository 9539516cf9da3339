//! `sources`: of the dataset, of a certification, and one source.

use crate::support::{assert_has, certcmp};
use serde_json::Value;

fn document(arguments: &[&str]) -> Value {
    certcmp(&[&["sources"], arguments].concat()).json()
}

#[test]
fn a_source_is_shown_by_its_id_with_what_it_says() {
    let document = document(&["ARTICLE"]);
    assert_eq!(document["sources"][0]["id"], "article");
    let facts = document["facts"].as_array().unwrap();
    assert!(facts.iter().any(|fact| fact["certification"] == "pmle" && fact["says"] == "125 USD"), "{document}");
}

#[test]
fn the_facts_of_a_certification_come_with_who_says_so() {
    let text = certcmp(&["sources", "mls-c01"]).stdout();
    let below = text.lines().skip_while(|line| !line.trim_start().starts_with("Duration")).take(8);
    assert_has(&below.collect::<Vec<_>>().join("\n"), &["180 min", "AWS (", "170 min"]);
}

#[test]
fn facts_of_the_exam_come_first_and_sources_have_no_notes_to_oneself() {
    let text = certcmp(&["sources", "pmle"]).stdout();
    let (facts, _) = text.split_once(" Sources\n").unwrap();
    assert!(!facts.contains("sister dossiers"), "{facts}");
    assert!(facts.find(" Price ") < facts.find(" Name "), "{facts}");
}

#[test]
fn every_source_is_counted() {
    let all = document(&[]);
    let sources = all["sources"].as_array().unwrap();
    assert!(sources.iter().any(|source| source["id"] == "article" && source["cited"].as_i64() > Some(10)), "{all}");
    let ids: Vec<&str> = sources.iter().map(|source| source["id"].as_str().unwrap()).collect();
    assert!(ids.is_sorted());
}

#[test]
fn the_counts_of_a_certification_add_up() {
    let document = document(&["pmle"]);
    let counts: i64 =
        document["facts_by_support"].as_object().unwrap().values().map(|count| count.as_i64().unwrap()).sum();
    assert_eq!(counts, document["facts"].as_array().unwrap().len() as i64);
}
