//! The dataset inside the program is the one in `data/`, and holds what it promises.

use crate::support::on_real_data as certcmp;
use certcmp::dataset;
use certcmp_dataset::language::Language;
use certcmp_dataset::standing::window::days_of_change;
use certcmp_dataset::vocab::{CountsFrom, Route, SittingKind, TopicWeight};
use certcmp_dataset::{Catalog, Certification, Field, SittingField, Standing, Status};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::path::Path;

fn catalog() -> Catalog {
    dataset::embedded().unwrap()
}

#[test]
fn every_file_of_the_folder_is_in_the_program() {
    let mut files: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data")).unwrap() {
        let folder = entry.unwrap().path();
        for entry in folder.is_dir().then(|| std::fs::read_dir(folder).unwrap()).into_iter().flatten() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            files.push(name.strip_suffix(".yaml").unwrap().to_owned());
        }
    }
    files.sort();
    let embedded: Vec<String> = catalog().certifications.into_iter().map(|certification| certification.id).collect();
    assert_eq!(embedded, files);
    assert_eq!(embedded.len(), 66);
}

#[test]
fn every_fact_has_a_source_and_every_source_is_cited() {
    let catalog = catalog();
    let mut cited = vec![false; catalog.sources.len()];
    for certification in &catalog.certifications {
        for (field, view) in certification.facts.views() {
            assert!(!view.sources.is_empty(), "{} {field}", certification.id);
        }
        for source in certification.cited(true) {
            cited[source.0 as usize] = true;
        }
    }
    let of_services = catalog
        .services
        .iter()
        .flat_map(|service| service.sources.iter().chain(service.formerly.iter().flat_map(|former| &former.sources)));
    let of_pairings =
        catalog.counterparts.iter().flat_map(|group| &group.pairings).flat_map(|pairing| &pairing.sources);
    let of_rules =
        catalog.providers.iter().flat_map(|provider| &provider.rules).flat_map(|rules| rules.facts.cited(true));
    for source in of_services.chain(of_pairings).copied().chain(of_rules) {
        cited[source.0 as usize] = true;
    }
    let unused: Vec<&str> = catalog
        .sources
        .iter()
        .zip(&cited)
        .filter(|(_, cited)| !**cited)
        .map(|(source, _)| source.id.as_str())
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// The template is checked as a record of its own, so that what it teaches is right.
#[test]
fn the_template_has_no_fault() {
    let text = certcmp(&["check", "data/TEMPLATE.yaml"]).stdout();
    assert!(text.contains("No faults in 1 file"), "{text}");
}

/// Every day from 2024 to 2028 on which something changes, the day before each, and every tenth day.
fn days(certification: &Certification, catalog: &Catalog) -> BTreeSet<Date> {
    let years = date(2024, 1, 1)..=date(2028, 12, 31);
    let changes = days_of_change(certification, catalog).into_iter();
    let around = changes.flat_map(|day| [day.yesterday().unwrap(), day]).filter(|day| years.contains(day));
    around.chain(years.start().series(10.days()).take_while(|day| years.contains(day))).collect()
}

/// On no day and in no language does an exam count as one that can be taken before its first day, after its last day,
/// or because of a day that is only planned.
#[test]
fn what_can_be_taken_has_an_open_sitting_on_every_day() {
    let catalog = catalog();
    let languages: Vec<Language> = ["en", "ja", "ko", "zh-Hans", "de"].iter().map(|tag| tag.parse().unwrap()).collect();
    for certification in &catalog.certifications {
        let days = days(certification, &catalog);
        for language in &languages {
            for day in &days {
                let (day, standing) = (*day, Standing::of(certification, &catalog, *day, language));
                if !standing.can_be_taken() {
                    continue;
                }
                let sitting = &certification.sittings[standing.sitting.unwrap()];
                let what = format!("{} on {day} in {language}", certification.id);
                assert!(!sitting.is_unscheduled(), "{what}");
                if let Some(first) = sitting.start() {
                    assert!(!first.planned && first.when.latest <= day, "{what}");
                }
                if let Some(certcmp_dataset::sitting_days::End::On(end)) =
                    sitting.facts.last.as_ref().map(|last| &last.value)
                {
                    assert!(day <= end.when.earliest, "{what}");
                }
                let standard = certification.sittings.iter().filter(|other| other.kind == SittingKind::Standard);
                let begun = |first: &certcmp_dataset::sitting_days::Start| !first.planned && first.when.latest <= day;
                let known = standard.filter_map(certcmp_dataset::Sitting::start).any(|first| begun(&first));
                assert!(sitting.kind == SittingKind::Standard || !known, "{what}: a beta beside the standard exam");
            }
        }
    }
}

#[test]
fn packing_keeps_everything() {
    let catalog = catalog();
    let bytes = catalog.pack().unwrap();
    assert_eq!(Catalog::unpack(&bytes).unwrap(), catalog);
    assert!(Catalog::unpack(&bytes[..bytes.len() / 2]).is_err(), "a part is refused");
}

/// The standard or the beta sitting of a certification.
fn sitting_says(certification: &Certification, kind: SittingKind, field: SittingField) -> Option<String> {
    let sitting = certification.sittings.iter().find(|sitting| sitting.kind == kind)?;
    sitting.facts.view(field).map(|view| view.display(&certcmp_dataset::Catalog::default()).line())
}

/// What the data got wrong before, or did not have.
#[test]
fn corrected_facts_are_the_corrected_ones() {
    use SittingField::{First, Last, Price, Retake};
    use SittingKind::{Beta, Standard};
    let catalog = catalog();
    for (id, kind, field, wanted) in [
        ("aib-c01", Beta, Price, "50 USD"),
        ("aib-c01", Beta, Retake, "one attempt"),
        ("aib-c01", Standard, First, "not announced"),
        ("mla-c02", Beta, Price, "75 USD"),
        ("mla-c02", Standard, First, "planned 2027-01-14"),
        ("dea-c01", Standard, First, "2024-03-12"),
        ("dea-c01", Beta, Last, "2024-01-12"),
        ("pmle", Standard, First, "2020-10-15"),
        ("ai-200", Standard, First, "2026-07-09/2026-07-10"),
        ("ai-500", Standard, First, "2026-09-28/2026-10-05"),
        ("paa", Beta, Last, "2026-09-30"),
    ] {
        let said = sitting_says(catalog.certification(id).unwrap(), kind, field);
        assert_eq!(said.as_deref(), Some(wanted), "{id} {field}");
    }
    for (id, field, wanted) in [
        ("aib-c01", Field::Price, "100 USD"),
        ("mla-c02", Field::Price, "150 USD"),
        ("ab-731", Field::Questions, "40–60 (typical)"),
        ("c1000-185", Field::PassingScore, "44 of 62 questions"),
        ("databricks-ml-associate", Field::Questions, "48 scored, total not known"),
        ("dsa-c03", Field::Level, "advanced"),
        ("ai-201", Field::Retake, "100 USD each"),
    ] {
        let view = catalog.certification(id).unwrap().facts.view(field).unwrap();
        assert_eq!(view.display(&catalog).line(), wanted, "{id} {field}");
    }
    let ab100 = catalog.certification("ab-100").unwrap();
    assert_eq!(ab100.facts.languages.as_deref().unwrap().value.count, Some(13));
    let ai500 = catalog.certification("ai-500").unwrap();
    let standing = Standing::of(ai500, &catalog, date(2026, 11, 28), &Language::english());
    assert_eq!((standing.status, standing.in_doubt), (Status::Available, false));
    let dp420 = catalog.certification("dp-420").unwrap().facts.level.as_deref().unwrap();
    assert_eq!(dp420.on(date(2026, 10, 5)).as_str(), "specialty");
    assert_eq!(dp420.on(date(2026, 10, 6)).as_str(), "associate");
}

#[test]
fn routes_of_renewal_have_figures_of_their_own() {
    let catalog = catalog();
    let renewal = |id: &str| &catalog.certification(id).unwrap().facts.renewal.as_deref().unwrap().value;
    let printed = |value: Option<String>| value.unwrap_or_default();
    let pde = renewal("pde");
    let (exam, short, courses) =
        (pde.route(Route::Exam).unwrap(), pde.route(Route::RenewalExam).unwrap(), pde.route(Route::Courses).unwrap());
    assert_eq!(printed(exam.discount.map(|discount| discount.to_string())), "50 %");
    assert_eq!(printed(short.price.as_ref().map(ToString::to_string)), "100 USD");
    assert_eq!((exam.price.as_ref(), short.discount), (None, None));
    assert_eq!(printed(courses.extends.map(|extends| extends.to_string())), "1 year");
    assert_eq!((exam.counts_from, courses.counts_from), (Some(CountsFrom::Passing), None));
    let training = renewal("mla-c02").route(Route::Training).unwrap();
    assert!(training.confidence.is_some(), "one reader only");
    assert_eq!(training.sources, [catalog.find_source("qpq-mla-c02").unwrap()]);
    let assessment = renewal("ai-103").route(Route::Assessment).unwrap();
    assert_eq!(assessment.counts_from, Some(CountsFrom::Expiry), "a rule of the provider");
}

#[test]
fn topics_are_found_by_synonyms_and_by_what_they_are_part_of() {
    let catalog = catalog();
    assert_eq!(catalog.topics.len(), 60);
    let without: Vec<&str> =
        catalog.certifications.iter().filter(|known| known.topics.is_empty()).map(|known| known.id.as_str()).collect();
    assert_eq!(without, ["ai-201", "tensorflow-developer"]);
    for name in ["rag", "RAG", "retrieval augmented generation", "Retrieval-Augmented Generation"] {
        assert_eq!(catalog.topic_called(name).map(|topic| topic.id.as_str()), Some("rag"), "{name}");
    }
    assert!(catalog.is_within("rag", "generative-ai") && !catalog.is_within("generative-ai", "rag"));
    let weight =
        |id: &str, topic: &str| catalog.coverage(catalog.certification(id).unwrap(), topic).map(|(weight, _)| weight);
    assert_eq!(weight("gail", "rag"), Some(TopicWeight::Main));
    assert_eq!(weight("gail", "mlops"), Some(TopicWeight::OutOfScope));
    assert_eq!(weight("pde", "mlops"), Some(TopicWeight::OutOfScope));
    assert_eq!(weight("pmle", "mlops"), Some(TopicWeight::Main));
    assert_eq!(weight("ab-731", "sql"), None);
}

/// Every claim that contradicts a value is open or has the reason why it is wrong.
#[test]
fn disputing_claims_are_open_or_refuted() {
    let catalog = catalog();
    let (mut open, mut refuted) = (0, 0);
    for certification in &catalog.certifications {
        let of_sittings = certification.sittings.iter().flat_map(|sitting| sitting.facts.views().map(|(_, view)| view));
        let views = certification.facts.views().map(|(_, view)| view).filter(|view| !view.rule).chain(of_sittings);
        for claim in views.flat_map(|view| view.disputed) {
            match claim.refuted {
                Some(reason) => {
                    assert!(!reason.is_empty());
                    refuted += 1;
                }
                None => open += 1,
            }
        }
    }
    assert_eq!((open, refuted), (60, 161));
}

#[test]
fn the_names_that_people_type_are_found() {
    for (name, id) in
        [("nca-genl", "nca-genl"), ("az-900", "az-900"), ("cloud practitioner", "clf-c02"), ("cdl", "cdl")]
    {
        let ran = certcmp(&["show", name, "--format", "ids"]).stdout();
        assert_eq!(ran.trim(), id, "{name}");
    }
}
