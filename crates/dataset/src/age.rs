//! Finds facts that have grown old: their newest source is dated before a day, or no source has a date.

use crate::assemble::{Loaded, with_positions};
use crate::catalog::Catalog;
use crate::certification::Certification;
use crate::fact::View;
use crate::files::TextFile;
use crate::path;
use crate::table::Entry;
use crate::yaml::{Fault, Faults, PathStep, Positions};
use jiff::civil::Date;

/// Returns the facts of the files' certifications that are older than a day, each as a fault with its place. Rules that they
/// inherit from their provider are not theirs, and neither is what a correction leaves as it was.
pub fn old_facts(loaded: &Loaded, files: &[TextFile], oldest: Date) -> Vec<Fault> {
    let catalog = &loaded.catalog;
    let mut faults = Vec::new();
    let positions: Vec<Positions> = files.iter().map(|file| Positions::of(&file.text)).collect();
    for certification in &catalog.certifications {
        let Some(origin) = loaded.origins.get(Certification::SECTION, &certification.id) else { continue };
        let Some((file, positions)) = files.get(origin.file).zip(positions.get(origin.file)) else { continue };
        let mut check = |view: &View<'_>, path: Vec<PathStep>| {
            let path = [origin.path.clone(), path].concat();
            if let (Some(problem), true) = (age_problem(view, catalog, oldest), positions.exact(&path).is_some()) {
                faults.push(Fault::new(&file.name, path, problem, "read the provider's page again"));
            }
        };
        for (field, view) in certification.facts.views().filter(|(_, view)| !view.rule) {
            check(&view, path![field.name()]);
        }
        for (index, sitting) in certification.sittings.iter().enumerate() {
            for (field, view) in sitting.facts.views() {
                check(&view, path!["sittings", index, field.name()]);
            }
        }
    }
    let Faults(faults) = with_positions(faults, files);
    faults
}

fn age_problem(view: &View<'_>, catalog: &Catalog, oldest: Date) -> Option<String> {
    match catalog.newest(view.sources) {
        Some(newest) if newest.latest >= oldest => None,
        Some(newest) => Some(format!("the newest source is of {newest}, before {oldest}")),
        None => Some("no source has a date".to_owned()),
    }
}
