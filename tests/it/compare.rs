//! `compare` on the real dataset.

use crate::support::{golden, ids, on_real_data as certcmp};
use serde_json::{Value, json};

#[test]
fn founding_certifications_side_by_side() {
    golden("compare-founding.txt", &certcmp(&["compare", "aws", "gcp", "azure"]).stdout());
}

#[test]
fn status_comes_first_and_is_loud() {
    let text = certcmp(&["compare", "aws", "gcp", "azure", "--format", "plain"]).stdout();
    let first: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("Can be taken"))
        .map(|line| line.split(" (disputed").next().unwrap())
        .collect();
    assert_eq!(
        first,
        ["Can be taken: no, retired 2026-03-31", "Can be taken: yes", "Can be taken: no, retired 2026-06-30"]
    );
}

/// All 27 cells of the founding article's table.
#[test]
fn the_article_alone_gives_its_table_cell_by_cell() {
    let text = certcmp(&["compare", "aws", "gcp", "azure", "--source", "article", "--format", "json"]).stdout();
    let document: Value = serde_json::from_str(&text).unwrap();
    let cell = |at: usize, key: &str| document["certifications"][at][key].clone();
    assert_eq!(ids(&text), ["mls-c01", "pmle", "ai-102"]);
    for (at, price, minutes) in [(0, 300, (170, 170)), (1, 125, (120, 120)), (2, 165, (120, 150))] {
        assert_eq!(cell(at, "price_usd"), json!(price));
        assert_eq!(cell(at, "duration_minutes"), json!({ "min": minutes.0, "max": minutes.1 }));
        assert_eq!(cell(at, "question_types"), json!(["multiple choice", "multiple response"]));
    }
    assert_eq!(cell(0, "focus"), json!("End-to-end ML on AWS"));
    assert_eq!(cell(1, "focus"), json!("End-to-end ML on Google Cloud (Vertex AI)"));
    assert_eq!(cell(2, "focus"), json!("Building AI solutions on Azure (ML, Cognitive, Bots)"));
    assert_eq!(cell(0, "audience"), json!(["ML engineers", "data scientists", "developers with AWS experience"]));
    assert_eq!(cell(1, "audience"), json!(["ML engineers", "data scientists", "MLOps specialists on GCP"]));
    assert_eq!(cell(2, "audience"), json!(["AI engineers", "developers", "data scientists using Azure"]));
    assert_eq!(cell(0, "prerequisites_recommended"), json!(["2+ years of experience with ML workloads on AWS"]));
    assert_eq!(cell(1, "prerequisites_recommended"), json!(["3+ years industry experience", "1+ year on GCP"]));
    assert_eq!(cell(2, "prerequisites_recommended"), json!(["Azure fundamentals", "general programming knowledge"]));
    let services = |at: usize| -> Vec<String> {
        cell(at, "services")
            .as_array()
            .unwrap()
            .iter()
            .map(|service| service["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(services(0), ["sagemaker-ai", "s3", "lambda", "glue", "ec2", "ecr"]);
    assert_eq!(services(1), ["agent-platform", "bigquery", "dataflow", "tensorflow", "keras"]);
    assert_eq!(services(2), ["azure-machine-learning", "foundry-tools", "azure-bot-service", "azure-data-factory"]);
    assert_eq!(cell(0, "emphasis"), json!(["operationalizing ML", "security", "cost optimization"]));
    assert_eq!(cell(1, "emphasis"), json!(["MLOps", "model deployment", "hyperparameter tuning", "responsible AI"]));
    assert_eq!(cell(2, "emphasis"), json!(["integrating AI services", "responsible AI", "enterprise solutions"]));
    assert_eq!(
        [cell(0, "difficulty"), cell(1, "difficulty"), cell(2, "difficulty")],
        [json!("High"), json!("High"), json!("Moderate to High")]
    );
}
