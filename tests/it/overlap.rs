//! `overlap` on the real dataset: the lists, the counts and how they were counted.

use crate::support::{golden, on_real_data as certcmp};
use certcmp::commands::overlap::sharing::Sharing;
use certcmp::commands::{Answer, Audience, Context, overlap};
use certcmp::render::Format;
use certcmp_dataset::language::Language;
use certcmp_dataset::value::Datum;
use certcmp_dataset::{Catalog, Certification};
use serde_json::{Value, json};

fn catalog() -> Catalog {
    certcmp::dataset::embedded().expect("the dataset is there")
}

fn document(arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&certcmp(&arguments).run().stdout).expect("the document is JSON")
}

/// Every pair of exams, and some triples.
fn choices(catalog: &Catalog) -> Vec<Vec<&Certification>> {
    let all = &catalog.certifications;
    let pairs = all.iter().enumerate().flat_map(|(at, one)| all.iter().skip(at + 1).map(move |other| vec![one, other]));
    let triples = all.windows(3).map(|three| three.iter().collect());
    pairs.chain(triples).collect()
}

#[test]
fn two_exams_in_every_format() {
    for (format, extension) in
        [("table", "txt"), ("plain", "plain.txt"), ("json", "json"), ("csv", "csv"), ("markdown", "md")]
    {
        let text = certcmp(&["overlap", "mla-c02", "pmle", "--format", format]).stdout();
        golden(&format!("overlap-mla-c02-pmle.{extension}"), &text);
    }
    golden("overlap-mla-c02-pmle-80.txt", &certcmp(&["overlap", "mla-c02", "pmle"]).width(80).stdout());
}

#[test]
fn the_founding_exams_over_each_other() {
    golden("overlap-founding-120.txt", &certcmp(&["overlap", "aws", "gcp", "azure"]).width(120).stdout());
}

#[test]
fn exams_of_one_cloud_share_the_same_services() {
    golden("overlap-ai-102-ai-103.txt", &certcmp(&["overlap", "ai-102", "ai-103"]).stdout());
}

/// Each service of an exam is in one class: the same, a counterpart, a weak counterpart, or only there; and the lists
/// have as many as the counts say.
#[test]
fn counts_add_up_for_every_pair() {
    let catalog = catalog();
    for exams in choices(&catalog) {
        let sharing = Sharing::of(&exams, &catalog);
        let ids: Vec<&str> = exams.iter().map(|exam| exam.id.as_str()).collect();
        for (at, (exam, count)) in exams.iter().zip(&sharing.counts).enumerate() {
            let own = exam.facts.services.as_ref().map_or(&[][..], |fact| &fact.value);
            assert_eq!(count.services, own.len(), "{ids:?}");
            assert_eq!(count.shared() + count.weak + count.only(), count.services, "{ids:?}");
            assert_eq!(count.only(), sharing.only_services[at].len(), "{ids:?}");
            assert_eq!(count.topics, count.topics_shared + sharing.only_topics[at].len(), "{ids:?}");
            assert!(count.percent().is_none_or(|percent| percent <= 100), "{ids:?}");
            for service in own {
                let same = sharing.same.iter().any(|(known, naming)| known == service && naming.contains(&at));
                let paired = sharing.counterparts.iter().any(|paired| paired.named[at].contains(service));
                let only = sharing.only_services[at].contains(service);
                assert_eq!(only, !same && !paired, "{ids:?}");
            }
        }
    }
}

/// Services of one cloud are never counterparts of each other, and a pairing without a basis pairs nothing.
#[test]
fn counterparts_are_paired_across_clouds_alone() {
    let catalog = catalog();
    for exams in choices(&catalog) {
        for paired in Sharing::of(&exams, &catalog).counterparts {
            for (at, services) in paired.named.iter().enumerate() {
                for service in services {
                    let own = paired.group.side_of(*service, &catalog).expect("it has a side");
                    let others = paired.named.iter().enumerate().filter(|(other, _)| *other != at);
                    let across = others.flat_map(|(_, named)| named).any(|other| {
                        let other = paired.group.side_of(*other, &catalog).expect("it has a side");
                        let pairing = paired.group.pairing(own.provider, other.provider);
                        own.provider != other.provider && pairing.is_some_and(certcmp_dataset::service::Pairing::holds)
                    });
                    assert!(across, "{} in {}", exams[at].id, paired.group.id);
                }
            }
        }
    }
}

#[test]
fn what_two_share_does_not_depend_on_their_order() {
    let catalog = catalog();
    for exams in choices(&catalog) {
        let turned: Vec<&Certification> = exams.iter().rev().copied().collect();
        let (one, other) = (Sharing::of(&exams, &catalog), Sharing::of(&turned, &catalog));
        let mut counts = other.counts.clone();
        counts.reverse();
        assert_eq!(one.counts, counts);
        assert_eq!(one.same.len(), other.same.len());
        assert_eq!(one.topics.len(), other.topics.len());
    }
}

/// Counted by hand from the two records and the pairings.
#[test]
fn counts_by_hand() {
    let found = document(&["overlap", "mla-c02", "pmle"]);
    let count = &found["counts"][0];
    assert_eq!((&count["services"], &count["same"], &count["shared"]), (&json!(18), &json!(0), &json!(3)));
    assert_eq!(count["counterparts"], json!({ "official": 2, "derived": 1, "editorial": 0, "weak": 0 }));
    assert_eq!(count["shared_percent"], json!(17));
    let groups: Vec<&str> = found["overlap"]
        .as_array()
        .expect("records")
        .iter()
        .filter(|record| record["match"] == "counterpart")
        .map(|record| record["id"].as_str().expect("a group has an id"))
        .collect();
    assert_eq!(groups, ["ml-platform", "foundation-models", "spark-hadoop"]);
}

#[test]
fn topics_match_in_the_same_words_alone() {
    let found = document(&["overlap", "mla-c02", "pmle"]);
    let topics: Vec<&Value> =
        found["overlap"].as_array().expect("records").iter().filter(|record| record["kind"] == "topic").collect();
    let shared: Vec<&Value> =
        topics.iter().filter(|topic| topic["match"] == "same").map(|topic| &topic["what"]).collect();
    assert_eq!(shared, [&json!("mlops")]);
    let only = topics.iter().filter(|topic| topic["match"] == "only").any(|topic| topic["what"] == "monitoring");
    assert!(only, "`monitoring` is not `monitoring and drift`");
}

#[test]
fn a_percentage_never_stands_without_how_it_was_counted() {
    for format in ["table", "plain", "markdown"] {
        let text = certcmp(&["overlap", "aws", "gcp", "--format", format]).run().stdout;
        assert!(text.contains(" %)") && text.contains("How it is counted: "), "{text}");
        let counted = text.lines().filter(|line| line.contains(" %)"));
        assert!(counted.into_iter().all(|line| line.contains(" of ")), "{text}");
    }
    let found = document(&["overlap", "aws", "gcp"]);
    assert!(found["counting"].as_str().is_some_and(|text| text.starts_with("How it is counted: ")));
    assert!(found["counts"][0]["services"].is_u64() && found["counts"][0]["shared"].is_u64());
}

/// With `--current`, no exam is laid over another that cannot be taken on the day.
#[test]
fn current_leads_to_what_can_be_taken() {
    let catalog = catalog();
    let language = Language::english();
    let named: Vec<&Certification> =
        ["mls-c01", "pmle", "ai-102"].iter().filter_map(|id| catalog.certification(id)).collect();
    for year in 2024..=2028 {
        for month in 1..=12 {
            let day = jiff::civil::date(year, month, 15);
            let context = Context { catalog: &catalog, day, language: &language, audience: Audience::Programs };
            let Ok(outcome) = overlap::run(&named, true, &context) else { continue };
            let Answer::Report(report) = outcome.answer else { panic!("overlap makes a report") };
            let exams = report.records.extra.iter().find(|(key, _)| *key == "certifications").expect("the exams");
            let Datum::List(exams) = &exams.1 else { panic!("a list") };
            for exam in exams {
                let Datum::Map(parts) = exam else { panic!("a map") };
                let taken = parts.iter().find(|(key, _)| key == "can_be_taken").map(|(_, datum)| datum);
                assert_eq!(taken, Some(&Datum::Bool(true)), "{day}");
            }
        }
    }
}

#[test]
fn one_exam_alone_is_refused() {
    for arguments in [&["overlap", "pmle"][..], &["overlap", "pmle", "gcp"], &["overlap", "-"]] {
        let error = certcmp(arguments).stdin("pmle\n").error();
        assert!(error.contains("an overlap takes two certifications, and these names lead to pmle alone"), "{error}");
    }
    let error = certcmp(&["overlap", "nope", "zilch"]).error();
    assert!(error.contains("nope") && error.contains("zilch"), "{error}");
}

#[test]
fn exams_of_which_nothing_is_known_share_nothing_and_say_so() {
    for (_, format, _) in Format::ALL.iter().filter(|(format, _, _)| *format != Format::Ics) {
        let ran = certcmp(&["overlap", "aib-c01", "ai-200", "--format", format]).run();
        assert_eq!(ran.code, 0);
        assert!(ran.stderr.contains("no services are known of aib-c01"), "{}", ran.stderr);
        // The styles of a page count in percent.
        let told = ran.stdout.rsplit("</style>").next().unwrap_or_default();
        assert!(!told.contains('%'), "{told}");
        match *format {
            "ids" | "jsonl" => assert_eq!(ran.stdout, ""),
            "csv" => assert_eq!(ran.stdout, "kind,match,id,what,exams,named,strength,pairings,stands_in,note\r\n"),
            "json" => assert_eq!(serde_json::from_str::<Value>(&ran.stdout).expect("JSON")["overlap"], json!([])),
            _ => assert!(ran.stdout.contains("not known"), "{}", ran.stdout),
        }
    }
}

#[test]
fn no_line_is_wider_than_asked_for() {
    for width in [50, 60, 80, 100, 120] {
        for exams in [&["aws", "gcp", "azure"][..], &["dp-700", "dp-750", "dea-c01", "pde", "adp"]] {
            let arguments: Vec<&str> = std::iter::once("overlap").chain(exams.iter().copied()).collect();
            let text = certcmp(&arguments).width(width).stdout();
            let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(widest <= width, "{exams:?} is {widest} wide, not {width}");
        }
    }
}

#[test]
fn ascii_is_ascii() {
    let text = certcmp(&["overlap", "aws", "gcp", "azure", "--ascii"]).stdout();
    assert!(text.is_ascii(), "{text}");
}

#[test]
fn documents_are_valid_by_the_schema() {
    let schema: Value = serde_json::from_str(&certcmp(&["schema", "output"]).stdout()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    for arguments in
        [&["overlap", "aws", "gcp", "azure"][..], &["overlap", "ai-102", "ai-103"], &["overlap", "aib-c01", "ai-200"]]
    {
        let document = document(arguments);
        let faults: Vec<String> = validator.iter_errors(&document).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{arguments:?}: {faults:?}");
    }
}
