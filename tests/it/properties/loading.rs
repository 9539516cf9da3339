//! What holds for every file of a dataset, and for every answer that is made from one.

use certcmp::commands::cost::CostOptions;
use certcmp::commands::plan::{self, PlanOptions};
use certcmp::commands::{Audience, Context, Outcome, check, compare, cost, list, services, show, sources};
use certcmp::dataset::{self, Checked, Fault, Faults, Loaded, Strictness};
use certcmp::query::filter::Query;
use certcmp::query::names::{How, Named};
use certcmp::query::services::Filter;
use certcmp::render::Layout;
use certcmp_dataset::assemble::assemble;
use certcmp_dataset::files::TextFile;
use certcmp_dataset::language::Language;
use certcmp_dataset::yaml::depth;
use certcmp_dataset::yaml::text::is_control;
use certcmp_dataset::{Catalog, Certification};
use jiff::civil::{Date, date};
use std::path::Path;

/// The frozen dataset of the tests.
pub fn base() -> &'static Catalog {
    thread_local! {
        // What is unpacked when it is looked at cannot be shared between threads.
        static BASE: &'static Catalog = Box::leak(Box::new(frozen()));
    }
    BASE.with(|base| *base)
}

fn frozen() -> Catalog {
    // The fuzz targets are a crate beside the tests.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = if root.ends_with("fuzz") { root.join("..") } else { root.to_owned() };
    dataset::whole(&root.join("tests/data")).expect("it has no fault")
}

const NAME: &str = "hostile.yaml";

/// Loads a text on top of the dataset and as a dataset of its own; what loads is asked everything, and what does not is
/// refused in words.
pub fn check_text(text: &str) {
    if let Ok(value) = serde_yaml::from_str(text)
        && !text.contains('*')
        && text.trim_start().starts_with(['[', '{'])
        // A pair in a list in brackets is a map without a bracket.
        && depth_of(&value) > 2 * depth::MOST_DEPTH
    {
        assert!(depth::check(text).is_err(), "{text:?}");
    }
    for (whole, base) in [(false, base().clone()), (true, Catalog::default())] {
        // A dataset of its own begins with its providers; without them nothing can be right.
        if whole && !text.contains("providers") {
            continue;
        }
        let files = [TextFile { name: NAME.to_owned(), text: text.to_owned(), is_utf8: true, filed_as: None }];
        match assemble(base, &files, Strictness::Full) {
            Err(Faults(faults)) => refused(faults, text, whole),
            Ok(loaded) => answers(&loaded, whole),
        }
    }
}

fn refused(faults: Vec<Fault>, text: &str, whole: bool) {
    assert!(!faults.is_empty(), "refused without a fault");
    let lines = text.split('\n').count();
    for fault in &faults {
        assert_eq!(fault.file, NAME);
        assert!(!fault.problem.is_empty(), "{fault:?}");
        let said = [fault.to_string(), fault.field(), fault.problem.clone(), fault.remedy.clone()];
        assert!(!said.iter().any(|said| said.contains(is_control)), "{fault:?}");
        if let Some((line, column)) = fault.place {
            // Besides line feeds, YAML 1.1 breaks lines at U+0085, U+2028 and U+2029, and at a bare carriage return.
            let breaks = text.matches(['\r', '\u{85}', '\u{2028}', '\u{2029}']).count();
            assert!((1..=lines + breaks + 1).contains(&line) && column >= 1, "{fault:?}");
        }
    }
    let checked = Checked { catalog: None, faults, warnings: Vec::new(), files: 1, whole };
    rendered(&check::run(&checked, DAY, "en"));
}

const DAY: Date = date(2026, 11, 23);

fn answers<'a>(loaded: &'a Loaded, whole: bool) {
    let catalog = &loaded.catalog;
    let own: Vec<&Certification> = catalog
        .certifications
        .iter()
        .filter(|certification| loaded.origins.get("certifications", &certification.id).is_some())
        .take(4)
        .collect();
    let language = Language::english();
    for audience in [Audience::People, Audience::Programs, Audience::Pages] {
        let context = Context { catalog, day: DAY, language: &language, audience };
        let options = list::Options { query: Query { all: true, ..Query::default() }, ..list::Options::default() };
        rendered(&list::run(&options, &context));
        for certification in &own {
            let options = show::Options { sources: true, ..show::Options::default() };
            rendered(&show::run(certification, &options, &context));
            rendered(&show::run(certification, &show::Options::default(), &context));
            rendered(&sources::of_certification(certification, &context));
            let options = PlanOptions { exam: Some(date(2027, 3, 1)), retakes: true, ..PlanOptions::default() };
            told(plan::run(certification, &options, &context));
        }
        if !own.is_empty() {
            let named =
                |certification: &&'a Certification| Named { typed: String::new(), certification, how: How::Name };
            let named: Vec<Named<'_>> = own.iter().map(named).collect();
            rendered(&compare::run(&named, &compare::Options::default(), &context));
            rendered(&compare::run(&named, &compare::Options { full: true, ..Default::default() }, &context));
            let terms = cost::Terms { from: DAY, years: 9, attempts: 9 };
            let options = CostOptions { terms, held: Vec::new(), events: true, assumptions: true };
            told(cost::run(&own, &options, &context));
        }
        if ["services", "counterparts"].iter().any(|section| loaded.origins.of(section).next().is_some()) || whole {
            rendered(&services::overview(&Filter::default(), &context));
        }
        if loaded.origins.of("sources").next().is_some() {
            rendered(&sources::all(&context));
        }
    }
}

fn told<E: std::fmt::Display>(answer: Result<Outcome, E>) {
    match answer {
        Ok(outcome) => rendered(&outcome),
        Err(problem) => said(&problem.to_string()),
    }
}

fn said(text: &str) {
    assert!(!text.is_empty() && !text.contains(|found| is_control(found) && found != '\n'), "{text:?}");
}

fn rendered(outcome: &Outcome) {
    let report = &outcome.report;
    outcome.notes.iter().chain(&outcome.hints).for_each(|line| said(line));
    let layout = Layout { width: 80, cut: true, ascii: false, color: true, links: true };
    super::rendering::check(report, outcome.calendar.as_ref(), &layout, false);
}

/// How deep a value is nested.
fn depth_of(value: &serde_yaml::Value) -> usize {
    use serde_yaml::Value::{Mapping, Sequence, Tagged};
    match value {
        Sequence(items) => 1 + items.iter().map(depth_of).max().unwrap_or(0),
        Mapping(pairs) => 1 + pairs.iter().flat_map(|(key, value)| [key, value]).map(depth_of).max().unwrap_or(0),
        Tagged(tagged) => depth_of(&tagged.value),
        _ => 0,
    }
}
