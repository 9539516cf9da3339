//! Answers in a few words: what a command line says on a day, and what it does not say.

use crate::support::certcmp;

/// A command line, what its answer has, and what it must not have.
const ANSWERS: &[(&str, &[&str], &[&str])] = &[
    ("show gail --fields retake --sources", &["Retake", "not known"], &[]),
    ("show mla-c02 --as-of 2026-10-01", &["In beta in English since 2026-09-29."], &["Perhaps closed"]),
    ("show mla-c02 --as-of 2026-08-01", &["Not open in English yet: beta from 2026-09-29."], &[]),
    ("show mla-c02 --as-of 2027-01-14", &["was planned for 2027-01-14; nothing newer is known"], &[]),
    (
        "plan mla-c02 --exam 2026-12-29",
        &["perhaps: the beta may be closed by then"],
        &["standard exam is planned for 2027-01-14,"],
    ),
    ("plan mla-c02 --exam 2027-01-14", &["If failed: wait 14 days"], &["If the beta is failed"]),
    (
        "plan gail --from 2026-03-01 --exam 2027-01-15 --hours-per-week 4",
        &["Started     on 2026-03-06: 37 of 45 weeks are over"],
        &[],
    ),
    (
        "plan odd-names --exam 2027-03-01 --hours-per-week 6 --data tests/own-data/exams.yaml",
        &["The last day of renewal (uncertain)"],
        &["(uncertain) (uncertain)"],
    ),
    ("sources pmle", &["30 facts: 7 official"], &[]),
    ("sources pmle --format ids", &["article"], &["jayendra-mla"]),
    ("services bedrock", &["not available: MLA-C01"], &[]),
    ("compare aif-c01", &["Sources disagree on 1 value; 1 refuted claim is kept."], &[]),
    ("compare mls-c01", &["cannot be renewed"], &["not possible since"]),
    ("compare mls-c01 --source article", &["Typical task    build a scalable"], &[]),
    ("cost ai-901", &["AI-901: uncertain, from a single weak source."], &[]),
    ("list --fields price --format csv --quiet", &["id,price_usd,beta_price_usd\r\n"], &[]),
    ("list azure fundamentals --format ids", &["ai-901"], &[]),
    ("changes --since 2026-01-01", &["2026-06-17  AI-901   exam began", "(2026-06-17 or 2026-06-18)"], &[]),
    (
        "changes ai-500 --since 2026-01-01",
        &["beta perhaps closed", "was planned, not confirmed: exam begins"],
        &["perhaps began"],
    ),
    ("changes ai-901 --since 2026-01-01 --format ics", &["DTSTART;VALUE=DATE:20260617"], &[]),
    ("recommend gcp --max-cost 200 --format ids", &["pmle"], &[]),
    ("recommend --max-cost 50", &["Not known whether within the limit: "], &[]),
    ("recommend rag --excluded", &["Why, with sources: --explain"], &["Excluded, and why ("]),
    ("show pmle --full", &["(weights approximate, as printed)"], &[]),
    ("recommend rag --explain", &["Cost        not known"], &[]),
    ("held tests/held/frozen.csv --color always", &["\u{1b}[31mthe exam again, 99 USD"], &[]),
];

#[test]
fn command_lines_are_answered() {
    for (line, has, has_not) in ANSWERS {
        let text = certcmp(&line.split(' ').collect::<Vec<_>>()).width(200).run().stdout;
        for words in *has {
            assert!(text.contains(words), "{line}: {words}\n{text}");
        }
        for words in *has_not {
            assert!(!text.contains(words), "{line}: {words}\n{text}");
        }
    }
}

#[test]
fn a_plan_for_the_day_on_which_it_begins_is_too_short() {
    let error = certcmp(&["plan", "gail", "--from", "2026-12-20", "--exam", "2026-12-20"]).error();
    assert!(error.contains("less than a week from 2026-12-20"), "{error}");
}

/// The facts of the sitting that is open, with its own price and between two that are open the standard one.
#[test]
fn the_open_sitting_decides() {
    let facts = "amends: gail
sittings:
  - kind: beta
    first: { value: 2026-01-01, support: official, sources: [own] }
    last: { value: 2027-06-01, support: official, sources: [own] }
  - kind: standard
    first: { value: 2026-02-01, support: official, sources: [own] }
    price: { value: 50 USD, support: official, sources: [own] }
";
    let data = crate::cost::own_data("answers-open-sitting", facts);
    let text =
        certcmp(&["show", "gail", "--fields", "status,price", "--format", "plain", "--data", &data]).run().stdout;
    assert!(text.contains("Available: yes\n") && text.contains("50 USD"), "{text}");
}
