//! `recommend` on the frozen dataset: one line and one reason each, limits that are limits, and nobody sent to an exam
//! that cannot be taken.

use crate::support;

use certcmp::commands::recommend::weights::{Criterion, table_text};
use certcmp::commands::recommend::{Limit, Ranking, Wishes, rank};
use certcmp::commands::{Audience, Context};
use certcmp::query::names::Names;
use certcmp::query::terms::terms;
use certcmp_dataset::language::Language;
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::{Catalog, Standing};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use support::{assert_has, certcmp, folder, frozen};

const DAY: Date = date(2026, 11, 23);

fn screen(arguments: &[&str]) -> String {
    certcmp(&[&["recommend"], arguments].concat()).width(80).stdout()
}

fn document(arguments: &[&str]) -> Value {
    certcmp(&[&["recommend"], arguments].concat()).json()
}

fn ids(arguments: &[&str]) -> Vec<String> {
    let all = [&["recommend"], arguments, &["--format", "ids", "--top", "99"]].concat();
    certcmp(&all).stdout().lines().map(str::to_owned).collect()
}

fn context<'a>(catalog: &'a Catalog, day: Date, language: &'a Language) -> Context<'a> {
    Context { catalog, day, language, audience: Audience::People }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is a list in {value}"))
}

fn excluded(arguments: &[&str]) -> BTreeMap<String, Vec<String>> {
    let found = document(arguments);
    let reasons = |excluded: &Value| {
        let limits = list(excluded, "reasons").iter().map(|reason| reason["limit"].as_str().unwrap().to_owned());
        (excluded["id"].as_str().unwrap().to_owned(), limits.collect())
    };
    list(&found, "excluded").iter().map(reasons).collect()
}

#[test]
fn a_provider_is_a_limit_and_its_ml_certification_comes_first() {
    for (provider, first) in [("aws", "aif-c01"), ("google", "pmle"), ("microsoft", "ai-103")] {
        let found = ids(&[provider]);
        assert_eq!(found[0], first);
        assert_eq!(ids(&["--provider", provider]), found, "the option and the word are the same");
    }
    let found = document(&["aws", "--top", "99"]);
    assert!(list(&found, "recommendations").iter().all(|record| record["provider"] == json!("aws")));
    assert_eq!(ids(&["aws", "--language", "ja"])[0], "mla-c01");
    assert!(screen(&["aws", "--top", "5"]).lines().count() <= 24);
    assert_eq!(ids(&["google 3 years"]), ids(&["google"]), "a word that does not count");
}

#[test]
fn limits_are_limits() {
    let expert = excluded(&["--level", "associate", "--held", "ai-103"]);
    assert_eq!(expert["pmle"], ["level"]);
    assert_eq!(ids(&["associate"]), ids(&["--level", "associate"]));
    let dear = excluded(&["--max-cost", "150"]);
    assert_eq!((&dear["pmle"], &dear["ai-103"]), (&vec!["budget".to_owned()], &vec!["budget".to_owned()]));
    assert!(!dear.contains_key("aif-c01"), "an exam at the limit is within it");
    assert_eq!(excluded(&["aws"])["ai-500"], ["required"]);
    assert!(!excluded(&["--held", "ai-103"]).contains_key("ai-500"));
    assert_eq!(excluded(&["--held", "pmle"])["pmle"], ["held"]);
    assert_eq!(excluded(&["aws"])["mls-c01"], ["day"]);
    assert_eq!(excluded(&["aws"])["jp-100"], ["day"], "not known for English");
}

#[test]
fn a_limit_names_the_standard_price() {
    let found = document(&["--max-cost", "150"]);
    let words = |id: &str| {
        let excluded = list(&found, "excluded").iter().find(|excluded| excluded["id"] == json!(id)).unwrap();
        excluded["reasons"][0]["words"].as_str().unwrap().to_owned()
    };
    assert_eq!(words("pmle"), "costs 200 USD, more than 150 USD");
    assert_eq!(words("ai-103"), "costs 165 USD, more than 150 USD");
}

#[test]
fn a_word_that_no_exam_names_does_not_count_and_is_said_once() {
    let text = screen(&["aws", "--topic", "pytorch"]);
    assert_eq!(text.matches("pytorch").count(), 2, "{text}");
    assert_eq!(ids(&["aws", "--topic", "pytorch"]), ids(&["aws"]));
}

#[test]
fn topics_rank_the_exams_that_list_names_with_main_topics_first() {
    for topic in ["rag", "agents", "mlops", "generative AI", "responsible AI", "ML"] {
        let found = ids(&[topic]);
        let listed: BTreeSet<String> =
            certcmp(&["list", topic, "--format", "ids"]).run().stdout.lines().map(str::to_owned).collect();
        let ranked: BTreeSet<String> = found.iter().cloned().collect();
        let unsure: BTreeSet<String> = ["ai-500".to_owned()].into();
        assert_eq!(&ranked - &unsure, &listed - &unsure, "{topic}");
    }
    let text = screen(&["rag"]);
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    assert!(at("RAG is a main topic") < at("RAG is covered"), "{text}");
    assert_eq!(ids(&["generative AI"])[0], "gail", "of those with the main topic the one with it in its name");
}

#[test]
fn what_an_exam_does_not_test_is_in_no_answer_about_it() {
    assert_eq!(excluded(&["mlops"])["gail"], ["topic"]);
    assert!(!ids(&["google", "mlops"]).contains(&"gail".to_owned()));
    // A broader topic is not out of scope with it.
    assert!(ids(&["machine learning"]).contains(&"pmle".to_owned()));
}

#[test]
fn more_experience_never_lowers_points() {
    let (catalog, english) = (frozen(), Language::english());
    let context = context(&catalog, DAY, &english);
    let mut before: BTreeMap<String, i64> = BTreeMap::new();
    for months in 0..=120 {
        let wishes = Wishes {
            providers: catalog.providers.iter().collect(),
            experience: Some(months),
            cloud_experience: Some(months),
            ..Wishes::default()
        };
        for candidate in rank(&wishes, &context).candidates {
            let id = candidate.entry.certification.id.clone();
            let points = candidate.points();
            assert!(before.get(&id).is_none_or(|least| *least <= points), "{id} at {months} months");
            before.insert(id, points);
        }
    }
    assert!(before.len() >= 5);
}

#[test]
fn what_is_in_doubt_stands_below_what_is_sure() {
    let (catalog, english) = (frozen(), Language::english());
    let context = context(&catalog, date(2027, 2, 1), &english);
    let wishes = Wishes {
        providers: catalog.providers.iter().collect(),
        held: vec![catalog.certification("ai-103").unwrap()],
        ..Wishes::default()
    };
    let doubt: Vec<bool> =
        rank(&wishes, &context).candidates.iter().map(|candidate| candidate.entry.standing.in_doubt).collect();
    assert!(doubt.is_sorted() && doubt.contains(&true) && doubt.contains(&false), "{doubt:?}");
    let found = document(&["--held", "ai-103", "microsoft"]);
    let of = |id: &str| list(&found, "recommendations").iter().find(|record| record["id"] == json!(id)).unwrap();
    assert_eq!(of("ai-500")["can_be_taken"], Value::Null);
}

#[test]
fn equals_are_called_equal_and_the_higher_level_comes_first() {
    let found = document(&["--held", "pmle", "--top", "99"]);
    let order = ["foundational", "business", "associate", "professional", "specialty", "expert"];
    let records = list(&found, "recommendations");
    let level = |record: &Value| order.iter().position(|level| record["level"] == json!(level));
    let mut ties = 0;
    for pair in records.windows(2).filter(|pair| pair[0]["rank"] == pair[1]["rank"]) {
        assert_eq!((&pair[0]["ties"], &pair[0]["points"]), (&json!(true), &pair[1]["points"]));
        assert!(level(&pair[0]) >= level(&pair[1]), "{pair:?}");
        ties += 1;
    }
    let text = screen(&["generative AI"]);
    assert!(ties > 0 || text.contains("are equal here"), "{text}");
}

#[test]
fn a_certificate_that_has_lapsed_and_can_still_be_renewed_is_said_to_have_lapsed() {
    let path = folder("recommend-lapsed").join("mine.csv");
    for (earned, says) in
        [("2024-11-15", "lapsed 2026-11-15, can still be renewed; renew now"), ("2025-01-15", "lapses 2027-01-15; ")]
    {
        std::fs::write(&path, format!("cert,earned\npmle,{earned}\n")).unwrap();
        let text = screen(&["--held", &path.display().to_string(), "--explain"]);
        assert_has(&text.split_whitespace().collect::<Vec<_>>().join(" "), &[says]);
    }
}

#[test]
fn what_follows_on_what_is_held_is_recommended() {
    assert!(ids(&["--held", "mls-c01"]).contains(&"mla-c02".to_owned()), "followed over MLA-C01");
    assert_eq!(ids(&["--held", "ai-103", "microsoft"]).last().map(String::as_str), Some("ai-500"), "in doubt");
}

#[test]
fn a_level_below_counts_against_within_one_track_only() {
    let findings = |held: &str, next: &str| {
        let found = document(&["--held", held, "aws", "google", "microsoft", "--top", "99"]);
        let record = list(&found, "recommendations").iter().find(|record| record["id"] == json!(next)).cloned();
        let record = record.unwrap_or_else(|| panic!("{next} in {found}"));
        let held = list(&record, "findings").iter().find(|finding| finding["criterion"] == json!("held")).cloned();
        held.map_or(json!(0), |finding| finding["match"].clone())
    };
    let catalog = frozen();
    let track = |id: &str| catalog.certification(id).unwrap().track;
    let mut seen = BTreeSet::new();
    for (held, next) in [("ai-103", "ai-901"), ("pmle", "gail"), ("mla-c01", "aif-c01")] {
        let same = track(held) == track(next);
        let degree = findings(held, next).as_f64().unwrap();
        assert_eq!(degree < 0.0, same, "{held} {next} {degree}");
        seen.insert(same);
    }
    assert_eq!(seen.len(), 2, "both cases are tried");
}

/// A record of which next to nothing is known.
const SPARSE: &str = "\
certifications:
  - id: sparse
    provider: gcp
    short_name: Sparse
    track: data
    name: { value: Sparse, support: official, sources: [article] }
    sittings: [{ kind: standard }]
";

#[test]
fn a_fact_that_is_absent_counts_neither_way() {
    let file = folder("recommend-sparse").join("mine.yaml");
    std::fs::write(&file, SPARSE).unwrap();
    let file = file.to_str().unwrap();
    let question =
        ["--data", file, "google", "--experience", "2", "--breadth", "deep", "--max-cost", "10", "--top", "99"];
    let found = document(&question);
    let sparse = list(&found, "recommendations").iter().find(|record| record["id"] == json!("sparse")).unwrap();
    assert_eq!((&sparse["points"], &sparse["price_usd"]), (&json!(0), &Value::Null));
    let text = screen(&[&question[..], &["--explain"]].concat());
    assert_has(&text, &["experience: 8 × 0 = 0 (not known)"]);
}

#[test]
fn points_add_up_and_stay_within_their_ranges() {
    let (catalog, english) = (frozen(), Language::english());
    let context = context(&catalog, DAY, &english);
    let names = Names::new(&catalog, DAY, &english);
    for (months, words) in [(0, "bedrock"), (6, "data engineer"), (24, "monitoring"), (240, "generative AI")] {
        for held in &catalog.certifications {
            let mut wishes = Wishes {
                providers: catalog.providers.iter().take(2).collect(),
                roles: terms(&["engineer".to_owned()], &names, &catalog),
                experience: Some(months),
                cloud_experience: Some(months / 2),
                held: vec![held],
                breadth: Some(certcmp::commands::recommend::wishes::Breadth::Deep),
                ..Wishes::default()
            };
            for term in terms(&[words.to_owned()], &names, &catalog) {
                wishes.add(term, true);
            }
            for candidate in rank(&wishes, &context).candidates {
                for finding in &candidate.findings {
                    let least = match finding.criterion {
                        Criterion::Held => -50,
                        Criterion::Experience | Criterion::CloudExperience | Criterion::Breadth => -100,
                        Criterion::End => -100,
                        _ => 0,
                    };
                    assert!((least..=100).contains(&finding.degree), "{finding:?}");
                }
                let points = candidate.findings.iter().map(|finding| finding.criterion.weight() * finding.degree);
                assert_eq!(candidate.points(), points.sum::<i64>());
            }
        }
    }
}

#[test]
fn every_format_has_the_same_certifications() {
    let question = ["aws", "google"];
    let expected = ids(&question);
    let found = document(&["aws", "google", "--top", "99"]);
    let of =
        |values: &[Value]| values.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(of(list(&found, "recommendations")), expected);
    for format in ["table", "plain", "markdown"] {
        let text = screen(&["aws", "google", "--top", "99", "--format", format]);
        let places: Vec<Option<usize>> = expected.iter().map(|id| text.find(&id.to_uppercase())).collect();
        assert!(places.is_sorted() && places.iter().all(Option::is_some), "{format}: {text}");
    }
}

#[test]
fn the_weights_are_in_the_help() {
    let help = certcmp(&["recommend", "--help"]).bare().stdout();
    assert!(help.contains(table_text().trim_end()), "{help}");
}

/// The years over which the property is tried.
const FIRST: Date = date(2024, 1, 1);
const LAST: Date = date(2028, 12, 31);

fn grid() -> impl Iterator<Item = Date> {
    FIRST.series(14.days()).take_while(|day| *day <= LAST)
}

/// Every date that occurs in the data, and the day before.
fn dates(catalog: &Catalog) -> BTreeSet<Date> {
    let of = |certification| days_of_change(certification, catalog).into_iter();
    let days = catalog.certifications.iter().flat_map(of);
    let around = days.flat_map(|day| [day.yesterday().unwrap(), day]);
    around.filter(|day| (FIRST..=LAST).contains(day)).collect()
}

/// For each certification the days on which it can be taken, asked day by day.
fn open_days(catalog: &Catalog, language: &Language) -> BTreeMap<String, BTreeSet<Date>> {
    let open = |certification| {
        let days = FIRST.series(1.day()).take_while(|day| *day <= LAST);
        days.filter(|day| Standing::of(certification, catalog, *day, language).can_be_taken()).collect()
    };
    catalog.certifications.iter().map(|certification| (certification.id.clone(), open(certification))).collect()
}

#[test]
fn nobody_is_sent_to_an_exam_that_cannot_be_taken_by_the_day() {
    let catalog = frozen();
    for tag in ["en", "ja", "de"] {
        let language: Language = tag.parse().unwrap();
        let open = open_days(&catalog, &language);
        let alone = dates(&catalog).into_iter().chain(grid()).map(|day| (day, None));
        let spans = grid().map(|day| (day, day.checked_add(45.days()).ok().filter(|by| *by <= LAST)));
        for (day, by) in alone.chain(spans) {
            let context = context(&catalog, day, &language);
            let wishes = Wishes { providers: catalog.providers.iter().take(1).collect(), by, ..Wishes::default() };
            let ranking = rank(&wishes, &context);
            for candidate in ranking.candidates.iter().chain(&ranking.unsupported) {
                let (id, standing) = (&candidate.entry.certification.id, &candidate.entry.standing);
                let first = open[id].range(day..=by.unwrap_or(day)).next();
                let expected = if first.is_some() { first } else { Some(&day).filter(|_| standing.in_doubt) };
                assert_eq!(expected, Some(&standing.day), "{id} from {day} to {by:?}");
            }
            assert_all_are_there(&ranking, &catalog);
        }
    }
}

fn assert_all_are_there(ranking: &Ranking<'_>, catalog: &Catalog) {
    let within = ranking.candidates.len() + ranking.elsewhere.len() + ranking.unsupported.len();
    assert_eq!(within + ranking.excluded.len(), catalog.certifications.len());
    let reasons = ranking.excluded.iter().flat_map(|excluded| &excluded.limits);
    assert!(reasons.filter(|(limit, _)| *limit == Limit::Day).all(|(_, reason)| !reason.words.is_empty()));
}
