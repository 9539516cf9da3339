//! `recommend` on the real dataset: what it must say, in every format, and that it never sends anyone to an exam that
//! cannot be taken.

use crate::support::{Ran, folder, golden, on_real_data as certcmp};
use certcmp::commands::recommend::weights::{Hundredths, table_text};
use certcmp::commands::recommend::{Limit, Options, Ranking, Wishes, rank};
use certcmp::commands::{Audience, Context};
use certcmp_dataset::language::Language;
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::{Catalog, Standing};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The question that the design asks.
const AGENTS: [&str; 9] =
    ["recommend", "--cloud", "azure", "--topic", "agents", "--budget", "170", "--by", "2027-06-30"];

fn with<'a>(question: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    question.iter().chain(more).copied().collect()
}

/// Runs it and takes its output; notes on stderr are no matter here.
fn answer(arguments: &[&str]) -> Ran {
    let ran = certcmp(arguments).run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran
}

fn document(arguments: &[&str]) -> Value {
    let ran = answer(&with(arguments, &["--json"]));
    serde_json::from_str(&ran.stdout).expect("the document is JSON")
}

fn recommended(arguments: &[&str]) -> Vec<String> {
    answer(&with(arguments, &["--format", "ids"])).stdout.lines().map(str::to_owned).collect()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is a list in {value}"))
}

#[test]
fn agents_on_azure_lead_to_ai_103_and_it_says_why() {
    let document = document(&AGENTS);
    let first = &document["recommendations"][0];
    assert_eq!((&first["rank"], &first["id"]), (&json!(1), &json!("ai-103")));
    let said: Vec<&str> = list(first, "for").iter().map(|words| words.as_str().unwrap()).collect();
    for words in ["of Microsoft Azure, as asked", "ai-103 is named in place of ai-102"] {
        assert!(said.contains(&words), "{words} in {said:?}");
    }
    for place in ["name", "emphasis", "domains", "services"] {
        let front = format!("topic \"agents\" in {place}: ");
        assert!(said.iter().any(|words| words.starts_with(&front)), "{front} in {said:?}");
    }
    let limits: Vec<&str> = list(first, "limits").iter().map(|limit| limit["words"].as_str().unwrap()).collect();
    assert!(limits.contains(&"165 USD, within 170 USD"), "{limits:?}");
    let reasons = list(first, "findings").iter().flat_map(|finding| list(finding, "reasons"));
    for reason in reasons.filter(|reason| reason["fact"] != Value::Null) {
        assert!(!list(reason, "sources").is_empty(), "{reason}");
    }
}

#[test]
fn what_is_left_out_has_its_reason() {
    let document = document(&AGENTS);
    let left_out: BTreeMap<&str, Vec<(&str, &str)>> = list(&document, "excluded")
        .iter()
        .map(|excluded| {
            let reasons = list(excluded, "reasons").iter();
            let reasons = reasons.map(|reason| (reason["limit"].as_str().unwrap(), reason["words"].as_str().unwrap()));
            (excluded["id"].as_str().unwrap(), reasons.collect())
        })
        .collect();
    assert_eq!(left_out["pmle"], [("budget", "It costs 200 USD, more than 170 USD.")]);
    assert_eq!(left_out["ai-102"], [("day", "Retired: it could last be taken on 2026-06-30. Instead: ai-103.")]);
    assert_eq!(left_out["ab-100"][0].0, "required");
    assert_eq!(left_out["paa"][0].0, "day");
    assert!(left_out["ai-500"][0].1.ends_with("Whether it can be taken on 2026-11-23 is in doubt."));
}

#[test]
fn the_guidance_of_the_article_comes_out() {
    let first = |arguments: &[&str]| recommended(&with(&["recommend", "--top", "2"], arguments));
    assert_eq!(first(&["--cloud", "aws"])[0], "mla-c02");
    assert_eq!(first(&["--cloud", "google"])[0], "pmle");
    assert_eq!(first(&["--cloud", "microsoft"])[0], "ai-103");
    assert_eq!(first(&["--breadth", "deep"]), ["pmle", "mla-c02"]);
    assert_eq!(first(&["--breadth", "broad"]), ["ai-103"]);
    assert_eq!(first(&["--cloud", "aws", "--language", "ja"])[0], "mla-c01");
}

#[test]
fn a_named_cloud_comes_first_and_the_others_are_named() {
    let document = document(&["recommend", "--cloud", "gcp", "--topic", "azure", "--top", "2"]);
    for recommendation in list(&document, "recommendations") {
        assert_eq!(recommendation["provider"], json!("gcp"));
    }
    let others: Vec<&Value> = list(&document, "first_of_other_clouds").iter().map(|other| &other["provider"]).collect();
    assert_eq!(others, ["aws", "azure"]);
    let all = recommended(&["recommend", "--cloud", "gcp", "--top", "100"]);
    assert_eq!(all[0], "pmle");
    assert!(all.contains(&"mla-c02".to_owned()) && all.contains(&"ai-103".to_owned()), "{all:?}");
}

#[test]
fn nothing_asked_for_is_ranked_by_level_and_says_what_to_add() {
    let ran = answer(&["recommend", "--top", "100"]);
    assert!(ran.stdout.contains("in order of level. Add --cloud, --role, --topic"), "{}", ran.stdout);
    let document = document(&["recommend", "--top", "100"]);
    let order = ["foundational", "business", "associate", "professional", "specialty", "expert"];
    let levels: Vec<usize> = list(&document, "recommendations")
        .iter()
        .map(|record| order.iter().position(|level| record["level"] == json!(level)).expect("a level"))
        .collect();
    assert!(levels.is_sorted() && levels.len() > 10, "{levels:?}");
}

#[test]
fn what_nothing_speaks_for_is_not_recommended() {
    let ran = answer(&["recommend", "--topic", "quantum"]);
    assert_eq!(
        ran.stderr,
        "note: nothing that was asked for speaks for any certification within these limits\n\
         note: no certification names the topic `quantum`\n"
    );
    assert!(ran.stdout.contains("Within the limits, but nothing speaks for them: aif-c01, "), "{}", ran.stdout);
}

/// A record of which next to nothing is known, beside one whose texts name other things.
const SPARSE: &str = "\
certifications:
  - id: sparse
    provider: gcp
    short_name: Sparse
    track: data
    name: { value: Sparse, support: official, sources: [article] }
    sittings: [{ kind: standard }]
  - id: silent
    provider: gcp
    short_name: Silent
    track: data
    name: { value: Silent, support: official, sources: [article] }
    emphasis: { value: [other things], support: official, sources: [article] }
    domains: { value: [{ name: Other things, weight: 100 % }], support: official, sources: [article] }
    sittings: [{ kind: standard }]
";

#[test]
fn a_fact_that_is_absent_counts_neither_way_and_is_said_to_be_not_known() {
    let file = folder("recommend-sparse").join("mine.yaml");
    std::fs::write(&file, SPARSE).unwrap();
    let file = file.to_str().unwrap();
    let question = [
        "recommend",
        "--data",
        file,
        "--cloud",
        "gcp",
        "--topic",
        "agents",
        "--role",
        "architect",
        "--experience",
        "2",
        "--cloud-experience",
        "1",
        "--level",
        "associate",
        "--breadth",
        "deep",
        "--budget",
        "10",
        "--top",
        "100",
    ];
    let document = document(&question);
    let record = |id: &str| {
        let mut all = list(&document, "recommendations").iter();
        all.find(|record| record["id"] == json!(id)).unwrap_or_else(|| panic!("{id} is recommended"))
    };
    let sparse = record("sparse");
    assert_eq!((&sparse["points"], &record("silent")["points"]), (&json!(100), &json!(100)));
    let absent: Vec<&str> = list(sparse, "not_known").iter().map(|words| words.as_str().unwrap()).collect();
    let expected = [
        "emphasis",
        "domains",
        "skills",
        "services",
        "roles",
        "audience",
        "experience",
        "cloud experience",
        "level",
        "breadth",
    ];
    assert_eq!(absent, expected);
    assert_eq!(sparse["price_usd"], Value::Null);
    let plain = answer(&with(&question, &["--format", "plain", "--explain"])).stdout;
    let part = plain.split("\n\n").find(|part| part.contains("(sparse)")).unwrap();
    assert!(part.contains("Price: not known, nor whether it is within 10 USD\n"), "{part}");
    assert!(part.contains("Not known: emphasis, domains, "), "{part}");
    assert!(part.contains("level: 10 × 0 = 0 (not known)"), "{part}");
}

#[test]
fn the_arithmetic_adds_up() {
    let question = [
        "recommend",
        "--cloud",
        "aws",
        "--topic",
        "rag",
        "--topic",
        "mlops",
        "--role",
        "ML engineer",
        "--experience",
        "3",
        "--cloud-experience",
        "1",
        "--level",
        "professional",
        "--breadth",
        "deep",
        "--held",
        "aif-c01",
        "--top",
        "100",
    ];
    let document = document(&question);
    let mut before = f64::INFINITY;
    for record in list(&document, "recommendations") {
        let mut total = 0.0;
        for finding in list(record, "findings") {
            let number = |key: &str| finding[key].as_f64().unwrap();
            assert!((number("weight") * number("match") - number("points")).abs() < 1e-9, "{finding}");
            total += number("points");
        }
        let points = record["points"].as_f64().unwrap();
        assert!((total - points).abs() < 1e-9, "{record}");
        assert!(points <= before, "the best comes first");
        before = points;
    }
    let plain = answer(&with(&question, &["--format", "plain", "--explain"])).stdout;
    assert!(plain.contains("Points: cloud: 100 × 1 = 100, stands for its cloud: 10 × "), "{plain}");
}

#[test]
fn the_weights_stand_in_the_help_and_in_the_document() {
    let help = certcmp(&["recommend", "--help"]).bare().stdout();
    assert!(help.contains(&table_text()), "{help}");
    let document = document(&["recommend"]);
    for weight in list(&document, "weights") {
        let line = format!(" {:>3}  ", weight["weight"]);
        assert!(help.contains(&line), "{line}");
    }
}

#[test]
fn equal_points_go_by_provider_level_and_id() {
    let all = ["recommend", "--cloud", "azure", "--cloud", "aws", "--cloud", "gcp", "--top", "100"];
    let document = document(&all);
    let level = |record: &Value| {
        let order = ["foundational", "business", "associate", "professional", "specialty", "expert"];
        order.iter().position(|level| record["level"] == json!(level))
    };
    let provider = |record: &Value| ["aws", "gcp", "azure"].iter().position(|id| record["provider"] == json!(id));
    let keys: Vec<_> = list(&document, "recommendations")
        .iter()
        .map(|record| {
            let points = (record["points"].as_f64().unwrap() * -100.0) as i64;
            (points, provider(record), level(record), record["id"].as_str().unwrap())
        })
        .collect();
    assert!(keys.is_sorted() && keys.len() > 15, "{keys:?}");
}

#[test]
fn every_format_has_the_same_certifications() {
    let question = with(&AGENTS, &["--top", "4"]);
    let ids = recommended(&question);
    assert_eq!(ids.len(), 4);
    let of = |values: &[Value]| -> Vec<String> {
        values.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of(list(&document(&question), "recommendations")), ids);
    let lines = answer(&with(&question, &["--format", "jsonl"])).stdout;
    assert_eq!(of(&lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<_>>()), ids);
    let table = answer(&with(&question, &["--format", "csv"])).stdout;
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<String> = reader.records().map(|row| row.unwrap()[1].to_owned()).collect();
    assert_eq!(rows, ids);
    for format in ["table", "plain", "markdown"] {
        let text = answer(&with(&question, &["--format", format])).stdout;
        for (at, id) in ids.iter().enumerate() {
            let heading = |line: &&str| line.contains(&format!("{}. ", at + 1)) && line.contains(&format!("({id})"));
            assert_eq!(text.lines().filter(heading).count(), 1, "{format} {id}");
        }
    }
}

#[test]
fn golden_in_every_format() {
    let one = with(&AGENTS, &["--top", "1"]);
    for (format, file) in [
        ("table", "recommend-agents.txt"),
        ("plain", "recommend-agents.plain.txt"),
        ("json", "recommend-agents.json"),
        ("jsonl", "recommend-agents.jsonl"),
        ("csv", "recommend-agents.csv"),
        ("markdown", "recommend-agents.md"),
        ("ids", "recommend-agents.ids"),
    ] {
        golden(file, &answer(&with(&one, &["--format", format])).stdout);
    }
    golden("recommend-explain.txt", &answer(&["recommend", "--cloud", "aws", "--held", "aif-c01", "--explain"]).stdout);
    golden("recommend-narrow.txt", &certcmp(&one).width(60).run().stdout);
}

#[test]
fn nothing_within_the_limits_is_a_valid_answer_in_every_format() {
    for format in ["table", "plain", "json", "jsonl", "csv", "markdown", "ids"] {
        let ran = answer(&["recommend", "--budget", "1", "--format", format]);
        assert_eq!(ran.stderr, "note: no certification is within these limits\n");
        match format {
            "json" => assert_eq!(serde_json::from_str::<Value>(&ran.stdout).unwrap()["recommendations"], json!([])),
            "jsonl" | "ids" => assert_eq!(ran.stdout, ""),
            "csv" => {
                assert!(ran.stdout.starts_with("rank,id,provider,"), "{}", ran.stdout);
                assert_eq!(ran.stdout.matches("\r\n").count(), 1);
            }
            _ => assert!(ran.stdout.contains("It costs 100 USD, more than 1 USD."), "{}", ran.stdout),
        }
    }
}

#[test]
fn the_arithmetic_is_ascii_where_that_is_wanted() {
    let text = answer(&with(&AGENTS, &["--explain", "--ascii"])).stdout;
    assert!(text.is_ascii(), "{:?}", text.chars().filter(|found| !found.is_ascii()).collect::<Vec<_>>());
    assert!(text.contains("cloud: 100 x 1 = 100"), "{text}");
}

#[test]
fn mistakes_are_answered_with_what_to_do() {
    let error = |arguments: &[&str]| certcmp(&with(&["recommend"], arguments)).error();
    assert_eq!(
        error(&["--by", "2026-01-01"]),
        "error: --by 2026-01-01 is before 2026-11-23, the day that is asked about\n  \
         name a later day, or set the day that is asked about with --as-of\n"
    );
    assert!(error(&["--cloud", "azur"]).contains("did you mean `azure`?"));
    assert!(error(&["--held", "mla-c10"]).contains("did you mean `mla-c01`"));
    assert!(error(&["--topic", "..."]).contains("`...` holds no word"));
    assert!(error(&["--experience", "many"]).contains("write it like 3 or 0.5"));
    assert!(error(&["--breadth", "wide"]).contains("deep, broad"));
    assert!(error(&["--top", "0"]).contains("--top"));
}

/// The years over which the property is tried.
const FIRST: Date = date(2024, 1, 1);
const LAST: Date = date(2028, 12, 31);

/// Days a fortnight apart.
fn grid() -> impl Iterator<Item = Date> {
    FIRST.series(14.days()).take_while(|day| *day <= LAST)
}

/// Every date that occurs in the data, and the days around it.
fn dates(catalog: &Catalog) -> BTreeSet<Date> {
    let of = |certification| days_of_change(certification, catalog).into_iter();
    let days = catalog.certifications.iter().flat_map(of);
    let around = days.flat_map(|day| [day.yesterday().unwrap(), day]);
    around.filter(|day| (FIRST..=LAST).contains(day)).collect()
}

type OpenDays = BTreeMap<String, BTreeSet<Date>>;

/// For each certification the days on which it can be taken, asked day by day.
fn open_days(catalog: &Catalog, language: &Language) -> OpenDays {
    let open = |certification| {
        let days = FIRST.series(1.day()).take_while(|day| *day <= LAST);
        days.filter(|day| Standing::of(certification, catalog, *day, language).can_be_taken()).collect()
    };
    catalog.certifications.iter().map(|certification| (certification.id.clone(), open(certification))).collect()
}

#[test]
fn nobody_is_sent_to_an_exam_that_cannot_be_taken_by_the_day() {
    let catalog = certcmp::dataset::embedded().unwrap();
    for tag in ["en", "ja", "ko", "de"] {
        let language: Language = tag.parse().unwrap();
        let open = open_days(&catalog, &language);
        let alone = dates(&catalog).into_iter().chain(grid()).map(|day| (day, None));
        let spans = grid().map(|day| (day, day.checked_add(45.days()).ok().filter(|by| *by <= LAST)));
        for (day, by) in alone.chain(spans) {
            let context = Context { catalog: &catalog, day, language: &language, audience: Audience::People };
            let wishes = Wishes { clouds: catalog.providers.iter().take(1).collect(), by, ..Wishes::default() };
            assert_only_open(&rank(&wishes, &context), &open, (day, by.unwrap_or(day)), &catalog);
        }
    }
}

/// Whoever is not excluded can be taken on the day that is named, the first one in the span; whoever is excluded for
/// want of a day has none.
fn assert_only_open(ranking: &Ranking<'_>, open: &OpenDays, (day, last): (Date, Date), catalog: &Catalog) {
    for candidate in ranking.candidates.iter().chain(&ranking.unsupported) {
        let id = &candidate.entry.certification.id;
        let first = open[id].range(day..=last).next();
        assert_eq!(first, Some(&candidate.entry.standing.day), "{id} from {day} to {last}");
    }
    for excluded in &ranking.excluded {
        let id = &excluded.certification.id;
        if excluded.reasons.iter().any(|(limit, _)| *limit == Limit::Day) {
            assert_eq!(open[id].range(day..=last).next(), None, "{id} from {day} to {last}");
        }
    }
    let within = ranking.candidates.len() + ranking.unsupported.len();
    assert_eq!(within + ranking.excluded.len(), catalog.certifications.len());
}

#[test]
fn matches_stay_within_their_ranges_and_points_add_up() {
    let catalog = certcmp::dataset::embedded().unwrap();
    let english = Language::english();
    let context =
        Context { catalog: &catalog, day: date(2026, 11, 23), language: &english, audience: Audience::People };
    for (months, term) in [(0, "agents"), (6, "data"), (24, "security"), (240, "hyperparameter tuning")] {
        for held in &catalog.certifications {
            let wishes = Wishes {
                clouds: catalog.providers.iter().take(2).collect(),
                topics: vec![term.parse().unwrap(), "cost".parse().unwrap()],
                roles: vec!["engineer".parse().unwrap()],
                experience: Some(months),
                cloud_experience: Some(months / 2),
                levels: held.level().into_iter().collect(),
                held: vec![held],
                breadth: Some("deep".parse().unwrap()),
                ..Wishes::default()
            };
            for candidate in rank(&wishes, &context).candidates {
                let mut sum = 0;
                for finding in &candidate.findings {
                    let (least, most) = finding.criterion.range();
                    assert!((least..=most).contains(&finding.degree), "{finding:?}");
                    sum += finding.criterion.weight() * finding.degree.0;
                }
                assert_eq!(candidate.points(), Hundredths(sum));
            }
        }
    }
}

#[test]
fn a_report_is_the_same_each_time() {
    let catalog = certcmp::dataset::embedded().unwrap();
    let english = Language::english();
    let context =
        Context { catalog: &catalog, day: date(2026, 11, 23), language: &english, audience: Audience::People };
    let wishes = Wishes { topics: vec!["agents".parse().unwrap()], ..Wishes::default() };
    let options = Options { top: 10, explain: true };
    let run = || certcmp::commands::recommend::run(&wishes, options, &context).unwrap();
    assert_eq!(run(), run());
}
