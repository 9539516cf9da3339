//! Names lead to certifications in every spelling, and a wrong one gets an answer.

use crate::support::certcmp;

fn found(name: &str) -> String {
    certcmp(&["show", name, "--format", "ids"]).run().stdout.trim().to_owned()
}

#[test]
fn ids_codes_aliases_and_names_are_found_in_any_case_and_punctuation() {
    for (name, id) in [
        ("mls-c01", "mls-c01"),
        ("MLS-C01", "mls-c01"),
        ("mls c01", "mls-c01"),
        ("AI102", "ai-102"),
        ("AI 103", "ai-103"),
        ("ai\u{2011}103", "ai-103"),
        ("ai\u{a0}103", "ai-103"),
        ("AWS Certified Machine Learning - Specialty", "mls-c01"),
        ("aws ml specialty", "mls-c01"),
        ("Machine Learning – Specialty", "mls-c01"),
        ("Google Cloud Professional Machine Learning Engineer certification", "pmle"),
        ("microsoft certified: azure ai engineer associate", "ai-102"),
    ] {
        assert_eq!(found(name), id, "{name}");
    }
}

#[test]
fn every_name_that_the_list_prints_is_found() {
    let text = certcmp(&["list", "--all", "--format", "csv", "--fields", "id,name,short_name", "--quiet"]).stdout();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let names = rows.headers().unwrap().iter().filter(|head| head.contains("name")).count();
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        for name in row.iter().skip(1).take(names) {
            let ran = certcmp(&["show", name, "--format", "ids"]).run();
            assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
            count += 1;
        }
    }
    assert!(count >= 20, "{count}");
}

#[test]
fn a_text_that_contains_a_code_is_enough() {
    for (name, id) in [
        ("AI-102: Azure AI Engineer", "ai-102"),
        ("Exam AI-102", "ai-102"),
        ("AI-102 - Azure AI Engineer", "ai-102"),
        ("AWS Certified AI Practitioner (AIF-C01)", "aif-c01"),
        ("Professional ML Engineer (PMLE)", "pmle"),
        ("3. AIF-C01", "aif-c01"),
        ("ai-102 in March", "ai-102"),
    ] {
        assert_eq!(found(name), id, "{name}");
    }
    assert_eq!(
        certcmp(&["show", "-", "--format", "ids"]).stdin("- [ ] AI-102 Azure AI Engineer\n").stdout(),
        "ai-102\n"
    );
}

#[test]
fn a_code_beside_the_name_of_another_exam_is_refused_and_both_are_named() {
    let error = certcmp(&["show", "AI-102: AWS Certified AI Practitioner"]).error();
    assert!(error.contains("the code of AI-102 (") && error.contains("the name of AIF-C01 ("), "{error}");
    let several = certcmp(&["show", "AI-102 AI-103"]).error();
    assert!(several.contains("  ai-102  ") && several.contains("  ai-103  "), "{several}");
}

#[test]
fn a_part_of_a_name_is_taken_if_it_fits_one_only_and_the_answer_says_so() {
    for (name, id) in
        [("solutions expert", "ai-500"), ("generative leader", "gail"), ("agents developer", "ai-103"), ("pml", "pmle")]
    {
        let text = certcmp(&["show", name]).run().stdout;
        let note = format!("`{name}`: {} (", id.to_uppercase());
        assert!(text.lines().take(4).any(|line| line.contains(&note)), "{name}: {text}");
        assert_eq!(found(name), id);
    }
    assert!(!certcmp(&["show", "AI 103"]).run().stdout.contains("`AI 103`"));
    let error = certcmp(&["show", "agents"]).error();
    assert!(error.starts_with("error: `agents` matches several certifications:\n  ai-103  "), "{error}");
    assert!(certcmp(&["show", "gents"]).error().contains("no certification matches"), "not inside words");
}

#[test]
fn of_editions_with_one_name_the_one_that_is_available_is_taken() {
    let name = "AWS Certified Machine Learning Engineer - Associate";
    let text = certcmp(&["show", name]).run().stdout;
    assert!(text.contains(&format!("`{name}`: MLA-C02 (")) && text.contains("of the same name: mla-c01"), "{text}");
    let text = certcmp(&["show", name, "--format", "ids"]).day("2026-01-01").stdout();
    assert_eq!(text, "mla-c01\n");
}

#[test]
fn a_provider_means_its_certification_of_the_day() {
    for (day, id) in
        [("2026-03-31", "mls-c01"), ("2026-04-01", "mla-c01"), ("2026-09-28", "mla-c01"), ("2026-11-28", "mla-c02")]
    {
        for name in ["aws", "Amazon", "Amazon Web Services"] {
            assert_eq!(certcmp(&["show", name, "--format", "ids"]).day(day).stdout().trim(), id, "{name} on {day}");
        }
    }
    assert_eq!(certcmp(&["compare", "google cloud", "Microsoft", "--format", "ids"]).stdout(), "pmle\nai-103\n");
    let ja = certcmp(&["show", "aws", "--language", "ja", "--format", "ids"]).day("2026-11-28").stdout();
    assert_eq!(ja, "mla-c01\n", "it goes on in Japanese");
    let article = certcmp(&["compare", "aws", "gcp", "azure", "--source", "article", "--format", "ids"]).run();
    assert_eq!(article.stdout, "mls-c01\npmle\nai-102\n", "{}", article.stderr);
}

#[test]
fn an_id_means_itself_even_if_its_exam_has_ended() {
    let ids = |line: &[&str]| certcmp(&[line, &["--format", "ids", "--quiet"]].concat()).run().stdout;
    assert_eq!(ids(&["compare", "mls-c01", "ai-102"]), "mls-c01\nai-102\n");
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest_and_the_scope() {
    let error = certcmp(&["compare", "aws", "gpc"]).error();
    let start = "error: no certification matches `gpc`\n  did you mean `gcp` (Google Cloud: PMLE)?\n  certcmp knows ";
    assert!(error.starts_with(start) && error.ends_with(" vendors: certcmp list --all\n"), "{error}");
    assert!(certcmp(&["show", "mla-c10"]).error().contains("`mla-c01`"));
}

#[test]
fn all_unknown_names_are_told_at_once() {
    let error = certcmp(&["compare", "mla-c01", "nope", "zilch"]).error();
    assert!(error.contains("`nope`") && error.contains("`zilch`"), "{error}");
    assert_eq!(error.matches("certcmp knows").count(), 1);
}

#[test]
fn commas_separate_names() {
    let text = certcmp(&["compare", "pmle,ai-103", "gail", "--format", "ids"]).stdout();
    assert_eq!(text, "pmle\nai-103\ngail\n");
}

#[test]
fn names_can_come_from_stdin_with_comments_and_a_byte_order_mark() {
    let list = "\u{feff}pmle # next\r\n\n# mine\nAI-103: Azure AI Apps and Agents Developer\n";
    assert_eq!(certcmp(&["compare", "-", "--format", "ids"]).stdin(list).stdout(), "pmle\nai-103\n");
    assert_eq!(certcmp(&["show", "-", "--format", "ids"]).stdin("pmle\n").stdout(), "pmle\n");
    assert!(certcmp(&["show", "-"]).stdin("pmle\ngail\n").error().contains("takes one certification, not 2"));
    assert!(certcmp(&["compare", "-"]).stdin("# nothing\n").error().contains("no names on stdin"));
}

#[test]
fn the_same_certification_is_compared_once() {
    let ran = certcmp(&["compare", "gcp", "pmle", "ai-103", "--format", "ids"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "pmle\nai-103\n"));
    assert_eq!(ran.stderr, "note: given twice, shown once: pmle\n");
}

#[test]
fn after_two_hyphens_everything_is_a_name() {
    assert!(certcmp(&["show", "--", "--foo"]).error().contains("no certification matches `--foo`"));
}
