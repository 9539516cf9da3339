//! What holds for every name that somebody types.

use super::loading::base;
use certcmp::commands::{Audience, Context, services};
use certcmp::query::matcher::folded;
use certcmp::query::names::{NameError, Named, Names};
use certcmp::query::services::{Filter, lead, meaning};
use certcmp::render::Layout;
use certcmp_dataset::language::Language;
use certcmp_dataset::yaml::text::is_control;
use jiff::civil::date;

/// Looks a name up as a certification and as a service.
pub fn check(name: &str) {
    // The command line replaces them before it looks a name up.
    let name: String = name.chars().map(|found| if is_control(found) { '\u{FFFD}' } else { found }).collect();
    certification(&name);
    service(&name);
}

fn certification(name: &str) {
    let catalog = base();
    let english = Language::english();
    let names = Names::new(catalog, date(2026, 11, 23), &english);
    let find = |name: &str| names.find(name).map(|named| named.certification.id.as_str());
    match names.find(name) {
        Ok(Named { certification, .. }) => {
            assert_eq!(find(&certification.id), Ok(certification.id.as_str()));
            assert_eq!(find(&format!(" {name} ")), Ok(certification.id.as_str()));
        }
        Err(error) => {
            assert!(!error.to_string().contains(|found| is_control(found) && found != '\n'), "{error}");
            match error {
                NameError::Unknown { near, .. } => {
                    assert!(near.len() <= 3);
                    for (known, _) in near {
                        let leads = !matches!(names.find(&known), Err(NameError::Unknown { .. }));
                        assert!(leads, "{known} is suggested and leads nowhere");
                    }
                }
                NameError::Ambiguous { candidates, .. } => {
                    assert!(candidates.iter().all(|(id, _)| catalog.certification(id).is_some()), "{candidates:?}");
                    assert!(candidates.len() != 1, "one candidate is no ambiguity");
                }
                NameError::Provider { exams, .. } => assert_ne!(exams.len(), 1),
                NameError::Contradiction { code, other, .. } => assert_ne!(code, other),
            }
        }
    }
}

fn service(name: &str) {
    let catalog = base();
    match meaning(catalog, name) {
        Ok(found) => {
            assert!(!found.is_empty() && !folded(name).is_empty());
            for service in found {
                let _ = lead(service, name);
            }
        }
        Err(near) => {
            for known in near {
                assert!(meaning(catalog, known).is_ok(), "{known} leads nowhere");
            }
        }
    }
    let language = Language::english();
    let context = Context { catalog, day: date(2026, 11, 23), language: &language, audience: Audience::People };
    match services::named(name, &Filter::default(), false, &context) {
        Ok(outcome) => {
            let report = &outcome.report;
            let layout = Layout { width: 80, cut: false, ascii: false, color: false, links: false };
            super::rendering::check(report, None, &layout, false);
        }
        Err(problem) => assert!(!problem.to_string().is_empty()),
    }
}
