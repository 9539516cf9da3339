//! Files of certificates held: every known form is read, and what cannot be used is reported with its place.

use crate::support::certcmp;
use certcmp::held::{Held, read};
use jiff::civil::date;

fn text(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/held/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn held(name: &str) -> Held {
    read(&text(name), date(2026, 11, 28)).unwrap()
}

/// Who, name, earned and expires of each certificate, `-` where there is none.
fn rows(held: &Held) -> String {
    let shown = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let row = |held: &certcmp::held::Certificate| {
        let [earned, expires] = [held.earned, held.expires].map(|when| shown(when.map(|when| when.to_string())));
        format!("{} | {} | {earned} | {expires}", shown(held.who.clone()), held.name)
    };
    held.certificates.iter().map(row).collect::<Vec<_>>().join("; ")
}

#[test]
fn every_form_is_recognised_by_its_content() {
    let fabric = "- | Microsoft Certified: Fabric Data Engineer Associate | 2026-02-20 | 2027-02-20";
    let learn = "; - | Microsoft Certified: Azure AI Fundamentals | 2025-08-14 | -; \
        - | Microsoft Certified: Azure Data Scientist Associate | 2024-05-02 | 2025-05-02";
    let graph = "; - | Databricks Certified Generative AI Engineer Associate | 2025-11-03 | -";
    let linkedin = "- | AWS Certified Data Engineer – Associate | 2024-04 | 2027-04; \
        - | Google Cloud Certified Professional Machine Learning Engineer | 2025-01 | 2027-01; \
        - | Public Speaking Basics | 2023-09 | -";
    let team = "ada | AI-102 | 2025-12-20 | -; bo | pmle | 2025-01-15 | -; bo | AI-900 | 2024-03-03 | -; \
        cy | dp-700 | 2026-02-20 | 2027-02-20";
    for (name, is_own, expected) in [
        ("mine.csv", true, "- | pmle | 2025-01-15 | -; - | DP-700 | 2026-02-20 | -"),
        ("Certifications.csv", false, linkedin),
        ("learn-transcript.json", false, &format!("{fabric}{learn}")),
        ("learn-credential.json", false, fabric),
        ("graph-certifications.json", false, &format!("{fabric}{graph}")),
        ("team.yaml", true, team),
    ] {
        let held = held(name);
        assert_eq!((held.is_own, rows(&held).as_str()), (is_own, expected), "{name}");
        assert!(held.problems.is_empty(), "{name}: {:?}", held.problems);
    }
    assert_eq!(held("learn-transcript.json").notes, ["1 applied skill is not a certification and was ignored"]);
}

#[test]
fn nothing_that_identifies_a_person_is_kept() {
    let files = "learn-transcript.json credly-badges.json credly-badges.csv open-badge-2.json accredible-wallet.json";
    let all = "Sample\"|ada-sample|example.com/users|sha256|000000000\"|Ada Sample|Cy Sample|bo-sample";
    for name in files.split(' ') {
        let kept = format!("{:?}", held(name));
        for personal in all.split('|') {
            assert!(!kept.contains(personal), "{name}: {personal}: {kept}");
        }
        assert!(held(name).certificates.iter().all(|held| held.who.is_none()), "{name}");
    }
}

#[test]
fn a_state_other_than_accepted_and_further_pages_are_told() {
    let badge = |state: &str| {
        format!(
            "{{\"badge_template\": {{\"name\": \"A\"}}, \"issued_at_date\": \"2025-01-01\", \"state\": \"{state}\"}}"
        )
    };
    let export =
        format!("{{\"data\": [{}, {}], \"metadata\": {{\"total_pages\": 3}}}}", badge("accepted"), badge("revoked"));
    let held = read(&export, date(2026, 11, 28)).unwrap();
    assert_eq!(held.certificates.len(), 1);
    let problem = &held.problems[0];
    assert_eq!((problem.position, problem.text.as_str()), (("entry", 2), "`A` is revoked, not accepted"));
    assert_eq!(held.notes, ["the export has 3 pages; this file is one of them"]);
}

#[test]
fn whatever_a_file_holds_it_is_read_or_refused_with_the_place_and_the_remedy() {
    let rows = |count: usize| format!("cert,earned\n{}", "pmle,2025-01-15\n".repeat(count));
    let file = |name: &str| text(name).into_bytes();
    let head = |more: &str| format!("cert,earned\n{more}").into_bytes();
    let cases: Vec<(Vec<u8>, &str)> = vec![
        ("\u{feff}\n".into(), "the file is empty"),
        (file("bad/day-order.csv"), "line 2: `15/01/2025` is not a date; write it like 2025-01-15"),
        (file("bad/ends-before-it-begins.csv"), "line 2: expires on 2025-01-15, before it was earned on 2026-01-15"),
        (file("bad/not-yet-earned.csv"), "line 2: earned on 2027-05-01, which is in the future"),
        (
            file("bad/no-cert-column.csv"),
            "no column `cert`; a file needs the columns `cert` and `earned` or `expires`, and can have `who` and `ref`",
        ),
        ("cert,earned,expires\npmle,,\n".into(), "line 2: `pmle` has neither `earned` nor `expires`"),
        (Vec::new(), "the file is empty; it needs `cert` and `earned` or `expires`"),
        ((0..=255).collect(), "is not valid UTF-8; save it as UTF-8"),
        (vec![b'a'; 16 * 1024 * 1024 + 1], "is larger than 16 MiB"),
        (rows(5001).into_bytes(), "5001 entries; a file can have 5000"),
        (rows(5000).into_bytes(), ""),
        ("[".repeat(100_000).into_bytes(), "line 1, column 128: nested too deeply"),
        ("{\"a\":".repeat(5_000).into_bytes(), "line 1, column 636: nested too deeply"),
        (format!("held: {}", "[".repeat(5_000)).into_bytes(), "line 1: nested too deeply; write it less"),
        ("{\"data\": [".into(), "line 1, column 10: the JSON ends too early; export it again"),
        ("{\"a\": 1}".into(), "unknown format; certcmp reads your own CSV or YAML with `cert`"),
        ("[1, 2]".into(), "unknown format; certcmp reads"),
        ("<html><body>".into(), "no column `cert`; a file needs the columns `cert` and `earned`"),
        (
            head("\"pmle,2025-01-15\nai-102,2025-12-20\n"),
            "line 2: `pmle,2025-01-15\u{FFFD}ai-102,2025-12-20` goes on over several lines; close the quotation mark",
        ),
        (head("\x1b[31mpmle,2025-01-15\n"), "line 2: a control character in `\u{FFFD}[31mpmle`; remove it"),
        ("who,cert,earned\nb\u{202e}o,pmle,2025-01-15\n".into(), "line 2: a control character in `b\u{FFFD}o`"),
        ("who,cert,earned\nb\0o,pmle,2025-01-15\n".into(), "line 2: a control character in"),
        (head(&format!("{},2025-01-15\n", "x".repeat(100_000))), "line 2: no certification matches `xxx"),
        ("cert,earned,shoe\npmle,2025-01-15,44\n".into(), ""),
        (
            "- { cert: pmle, earned: 2025-01-15, shoe: 44 }".into(),
            "line 1: unknown field `shoe`; an entry has who, cert",
        ),
        ("cert,Cert,earned\npmle,gail,2025-01-15\n".into(), "line 1: the column `cert` is there twice; remove one"),
        ("- { cert: pmle, cert: gail, earned: 2025-01-15 }".into(), "line 1: the field `cert` is there twice"),
        ("- { who: [a], cert: pmle, earned: 2025-01-15 }".into(), "line 1: `who` must be a single value"),
        ("held: pmle".into(), "`held:` must be a list: `held: [{ cert: AI-102"),
        ("held:\n\t- cert: pmle\n".into(), "line 2: a tab; indent with spaces"),
        (head("pmle,2025-01-15\npmle,2025-01-15\n"), ""),
        (head("pmle\npmle,2025-01-15,a,b\n"), "line 2: `pmle` has neither `earned` nor `expires`"),
        (head("pmle,9999-12-31\n"), "line 2: `9999-12-31` is not a date; write it like 2025-01-15"),
        (head(",2025-01-15\n"), "line 2: `cert` is missing"),
        (head("aws,2025-01-15\n"), "line 2: `aws` is a provider; name one of its certifications"),
        (head(&(0..200).map(|at| format!("nothing {at},2025-01-15\n")).collect::<String>()), "\n  and more"),
    ];
    for (bytes, error) in cases {
        let name = String::from_utf8_lossy(&bytes).chars().take(80).collect::<String>();
        let ran = certcmp(&["held", "-"]).stdin(&bytes).run();
        assert_eq!(ran.code, if error.is_empty() { 0 } else { 2 }, "{name}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(error) && ran.stderr.len() < 4_000, "{name}: {}", ran.stderr);
        assert!(!(ran.stderr + &ran.stdout).contains(|found: char| found.is_control() && found != '\n'), "{name}");
    }
}
