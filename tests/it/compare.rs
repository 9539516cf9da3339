//! `compare`: the first screen, the rows, and what one source says.

use crate::support::{assert_has, certcmp, ids, on_real_data};
use serde_json::{Value, json};

fn plain(arguments: &[&str]) -> String {
    certcmp(&[&["compare"], arguments, &["--format", "plain"]].concat()).stdout()
}

fn record(arguments: &[&str]) -> Value {
    certcmp(&[&["compare"], arguments].concat()).json()["certifications"][0].clone()
}

#[test]
fn the_rows_of_the_article_stand_on_one_screen() {
    let lines = |width: usize| {
        on_real_data(&["compare", "aws", "gcp", "azure", "--quiet"]).width(width).stdout().lines().count()
    };
    assert!(lines(100) <= 40 && lines(80) <= 48, "{} {}", lines(100), lines(80));
    let narrow = certcmp(&["compare", "mla-c02", "pmle", "ai-103"]).width(80).stdout();
    assert!(narrow.lines().take(24).any(|line| line.starts_with(" Cost ")), "{narrow}");
}

#[test]
fn what_is_the_betas_alone_is_called_so_for_people_and_for_programs() {
    let record = record(&["mla-c02", "--fields", "cost,duration,questions,languages"]);
    assert_eq!(record["languages"]["listed"], json!(["en", "ja", "ko", "zh-Hans"]));
    assert_eq!(record["beta_languages"]["listed"], json!(["en"]));
    assert_eq!(record["price_usd"], Value::Null);
    assert_eq!(record["beta_price_usd"], json!(75));
    assert_eq!(record["beta_duration_minutes"], json!({ "min": 170, "max": 170 }));
    assert_eq!((&record["questions"]["min"], &record["beta_questions"]["min"]), (&json!(65), &json!(85)));
    assert_eq!(record["evidence"]["beta_price_usd"]["support"], json!("relayed"));
}

#[test]
fn what_differs_stands_side_by_side_below_name_and_code() {
    let text = certcmp(&["compare", "mla-c01", "mla-c02", "--differences"]).width(100).stdout();
    let line =
        |words: &str| text.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(line("MLA-C01").contains("MLA-C02"), "{text}");
    assert!(line("Duration").contains("130 min"), "{text}");
    assert!(!text.contains("https://"), "addresses differ always: {text}");
}

#[test]
fn from_five_on_certifications_go_down_and_facts_across() {
    let text = certcmp(&["compare", "aif-c01", "gail", "ai-901", "pmle", "ai-103"]).stdout();
    for code in ["AIF-C01", "GAIL", "AI-901", "PMLE", "AI-103"] {
        assert!(text.lines().any(|line| line.trim_start().starts_with(code)), "{code}: {text}");
    }
    let head = text.lines().find(|line| line.contains("Certification")).expect("the facts are heads");
    assert!(head.contains("Cost") && head.contains("Duration"), "{text}");
}

#[test]
fn the_dates_of_what_is_shown_are_its_own() {
    let text = plain(&["ai-102", "pmle"]);
    let line = text.lines().find(|line| line.starts_with("Checked ")).expect("the dates are told");
    assert!(line.starts_with("Checked 2026-") && line.contains(" to 2026-"), "{line}");
    let own = certcmp(&["compare", "pmle", "--data", "tests/own-data/exams.yaml", "--format", "plain"]).run().stdout;
    assert!(own.contains(plain(&["pmle"]).lines().find(|line| line.starts_with("Checked ")).unwrap()), "{own}");
}

/// All 27 cells of the founding article's table.
#[test]
fn the_article_alone_gives_its_table_cell_by_cell() {
    let exams = ["compare", "mls-c01", "pmle", "ai-102", "--source", "article"];
    let text = on_real_data(&[&exams[..], &["--json", "--quiet"]].concat()).stdout();
    let document: Value = serde_json::from_str(&text).unwrap();
    let cell = |at: usize, key: &str| document["certifications"][at][key].clone();
    assert_eq!(ids(&text), ["mls-c01", "pmle", "ai-102"]);
    for (at, price, minutes) in [(0, 300, (170, 170)), (1, 125, (120, 120)), (2, 165, (120, 150))] {
        assert_eq!(cell(at, "price_usd"), json!(price));
        assert_eq!(cell(at, "duration_minutes"), json!({ "min": minutes.0, "max": minutes.1 }));
        assert_eq!(cell(at, "question_types"), json!(["multiple choice", "multiple response"]));
    }
    let cells = [
        (0, "focus", json!("End-to-end ML on AWS")),
        (1, "focus", json!("End-to-end ML on Google Cloud (Vertex AI)")),
        (2, "focus", json!("Building AI solutions on Azure (ML, Cognitive, Bots)")),
        (0, "difficulty", json!("High")),
        (1, "difficulty", json!("High")),
        (2, "difficulty", json!("Moderate to High")),
        (0, "audience", json!(["ML engineers", "data scientists", "developers with AWS experience"])),
        (1, "audience", json!(["ML engineers", "data scientists", "MLOps specialists on GCP"])),
        (2, "audience", json!(["AI engineers", "developers", "data scientists using Azure"])),
        (0, "prerequisites_recommended", json!(["2+ years of experience with ML workloads on AWS"])),
        (1, "prerequisites_recommended", json!(["3+ years industry experience", "1+ year on GCP"])),
        (2, "prerequisites_recommended", json!(["Azure fundamentals", "general programming knowledge"])),
        (0, "emphasis", json!(["operationalizing ML", "security", "cost optimization"])),
        (1, "emphasis", json!(["MLOps", "model deployment", "hyperparameter tuning", "responsible AI"])),
        (2, "emphasis", json!(["integrating AI services", "responsible AI", "enterprise solutions"])),
    ];
    for (at, key, expected) in cells {
        assert_eq!(cell(at, key), expected, "{key}");
    }
    let services = |at: usize| -> Vec<String> {
        let services = cell(at, "services");
        services.as_array().unwrap().iter().map(|service| service["id"].as_str().unwrap().to_owned()).collect()
    };
    // People read the article's own words.
    let text = on_real_data(&[&exams[..], &["--format", "plain", "--quiet"]].concat()).stdout();
    assert_has(&text, &["Services: Vertex AI, BigQuery"]);
    assert_has(&text, &["Services: Azure Machine Learning, Cognitive Services, Bot Service"]);
    assert_eq!(services(0), ["sagemaker-ai", "s3", "lambda", "glue", "ec2", "ecr"]);
    assert_eq!(services(1), ["agent-platform", "bigquery", "dataflow", "tensorflow", "keras"]);
    assert_eq!(services(2), ["azure-machine-learning", "foundry-tools", "azure-bot-service", "azure-data-factory"]);
}
