//! Names lead to certifications in every spelling, and a wrong one gets an answer.

use crate::support::certcmp;

fn found(name: &str) -> String {
    certcmp(&["show", name, "--format", "ids"]).stdout().trim().to_owned()
}

#[test]
fn ids_codes_aliases_providers_and_parts_of_names_are_found() {
    for (name, id) in [
        ("mls-c01", "mls-c01"),
        ("MLS-C01", "mls-c01"),
        ("me1-c02", "mla-c02"),
        ("aws", "mls-c01"),
        ("Amazon", "mls-c01"),
        ("gcp", "pmle"),
        ("google", "pmle"),
        ("azure", "ai-102"),
        ("Microsoft", "ai-102"),
        ("pml", "pmle"),
        ("ai-10", ""),
        ("Machine Learning - Specialty", "mls-c01"),
        ("Developing AI Apps and Agents on Azure", "ai-103"),
    ] {
        if id.is_empty() {
            assert!(certcmp(&["show", name]).error().contains("matches several certifications"), "{name}");
        } else {
            assert_eq!(found(name), id, "{name}");
        }
    }
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    assert_eq!(
        certcmp(&["compare", "aws", "gpc"]).error(),
        "error: no certification matches `gpc`\n  did you mean `gcp` (Google Cloud: pmle)?\n  `certcmp list --all` shows every name\n"
    );
    assert!(certcmp(&["show", "mla-c10"]).error().contains("`mla-c01`"));
}

#[test]
fn all_unknown_names_are_told_at_once() {
    let error = certcmp(&["compare", "mla-c01", "nope", "zilch"]).error();
    assert!(error.contains("`nope`") && error.contains("`zilch`"), "{error}");
}

#[test]
fn an_ambiguous_name_is_answered_with_the_candidates() {
    assert_eq!(
        certcmp(&["show", "ml"]).error(),
        "error: `ml` matches several certifications: mla-c01, mla-c02, mls-c01\n  `certcmp list --all` shows every name\n"
    );
}

#[test]
fn names_can_come_from_stdin() {
    let text = certcmp(&["compare", "-", "--format", "ids"]).stdin("pmle\n\nai-103\n").stdout();
    assert_eq!(text, "pmle\nai-103\n");
    assert!(certcmp(&["compare", "-"]).stdin("").error().contains("no names on stdin"));
}

#[test]
fn the_same_certification_is_compared_once() {
    let ran = certcmp(&["compare", "aws", "mls-c01", "gcp", "--format", "ids"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "mls-c01\npmle\n"));
    assert_eq!(ran.stderr, "note: mls-c01 was named more than once and stands here once\n");
}

#[test]
fn after_two_hyphens_everything_is_a_name() {
    assert!(certcmp(&["show", "--", "--foo"]).error().contains("no certification matches `--foo`"));
}
