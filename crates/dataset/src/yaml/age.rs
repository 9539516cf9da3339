//! Finds facts that have grown old: their newest source is dated before a day, or no source has a date.

use super::assemble::{Loaded, Origin};
use super::fault::{Fault, Faults};
use super::files::TextFile;
use super::path::Step;
use super::places::{Places, placed};
use crate::{Catalog, View};
use jiff::civil::Date;

/// The facts of the files' certifications that are older than a day, each as a fault with its place. Rules that they
/// inherit from their provider are not theirs, and neither is what a correction leaves as it was.
pub fn old_facts(loaded: &Loaded, files: &[TextFile], oldest: Date) -> Vec<Fault> {
    let catalog = &loaded.catalog;
    let mut faults = Vec::new();
    let places: Vec<Places<'_>> = files.iter().map(|file| Places::new(&file.text)).collect();
    for certification in &catalog.certifications {
        let Some(origin) = loaded.origins.certifications.get(&certification.id) else { continue };
        let Some(file) = files.get(origin.file).zip(places.get(origin.file)) else { continue };
        let mut note = |view: &View<'_>, path: Vec<Step>| {
            if let Some(problem) = age_problem(view, catalog, oldest) {
                faults.extend(fault(origin, file, path, problem));
            }
        };
        for (field, view) in certification.facts.views().filter(|(_, view)| !view.rule) {
            note(&view, vec![Step::Key(field.name().to_owned())]);
        }
        for (at, sitting) in certification.sittings.iter().enumerate() {
            for (field, view) in sitting.facts.views() {
                let sittings = Step::Key("sittings".to_owned());
                note(&view, vec![sittings, Step::Index(at), Step::Key(field.name().to_owned())]);
            }
        }
    }
    let Faults(faults) = placed(faults, files);
    faults
}

fn age_problem(view: &View<'_>, catalog: &Catalog, oldest: Date) -> Option<String> {
    match catalog.newest(view.sources) {
        Some(newest) if newest.latest >= oldest => None,
        Some(newest) => Some(format!("the newest source is of {newest}, before {oldest}")),
        None => Some("no source has a date".to_owned()),
    }
}

/// The fault, if the file holds the fact.
fn fault(origin: &Origin, (file, places): (&TextFile, &Places<'_>), path: Vec<Step>, problem: String) -> Option<Fault> {
    let path = [origin.path.clone(), path].concat();
    let place = Some(places.exact(&path)?);
    Some(Fault { file: file.name.clone(), place, path, problem, remedy: "read the provider's page again".to_owned() })
}
