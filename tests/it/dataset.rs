//! The dataset inside the program is the one in `data/`, and holds what it promises.

use crate::support::on_real_data as certcmp;
use certcmp::dataset;
use certcmp_dataset::language::Language;
use certcmp_dataset::store;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::{Catalog, Standing};
use jiff::civil::{Date, date};
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
    assert!(text.contains("No fault found in 1 file"), "{text}");
}

fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= to)
}

/// On no day and in no language does an exam count as one that can be taken before its first day, after its last day,
/// or because of a day that is only planned.
#[test]
fn what_can_be_taken_has_an_open_sitting_on_every_day() {
    let catalog = catalog();
    let languages: Vec<Language> = ["en", "ja", "ko", "zh-Hans", "de"].iter().map(|tag| tag.parse().unwrap()).collect();
    for certification in &catalog.certifications {
        for language in &languages {
            for day in days(date(2024, 1, 1), date(2028, 12, 31)) {
                let standing = Standing::of(certification, &catalog, day, language);
                if !standing.can_be_taken() {
                    continue;
                }
                let sitting = &certification.sittings[standing.sitting.unwrap()];
                let what = format!("{} on {day} in {language}", certification.id);
                assert!(!sitting.is_unscheduled(), "{what}");
                if let Some(first) = sitting.start() {
                    assert!(!first.planned && first.when.latest <= day, "{what}");
                }
                if let Some(certcmp_dataset::sitting::End::On(end)) =
                    sitting.facts.last.as_ref().map(|last| &last.value)
                {
                    assert!(day <= end.when.earliest, "{what}");
                }
                let standard = certification.sittings.iter().filter(|other| other.kind == SittingKind::Standard);
                let begun = |first: &certcmp_dataset::sitting::Start| !first.planned && first.when.latest <= day;
                let known = standard.filter_map(certcmp_dataset::Sitting::start).any(|first| begun(&first));
                assert!(sitting.kind == SittingKind::Standard || !known, "{what}: a beta beside the standard exam");
            }
        }
    }
}

#[test]
fn packing_keeps_everything() {
    let catalog = catalog();
    let bytes: &'static [u8] = store::pack(&catalog).unwrap().leak();
    assert_eq!(store::unpack(bytes).unwrap(), catalog);
    let other = bytes.to_vec().leak();
    other[0] = other[0].wrapping_add(1);
    assert!(store::unpack(other).is_err(), "another version is refused");
    assert!(store::unpack(&bytes[..bytes.len() / 2]).is_err(), "a part is refused");
}
