//! The records that the benchmarks run on are valid, say what they are, and are the same every time.

#[path = "../benches/src/synthetic.rs"]
mod synthetic;

mod common;

use certcmp::dataset;
use common::{certcmp, folder, ids};
use std::fs;
use std::path::PathBuf;
use synthetic::{Shape, Synthetic};

const SHAPES: [Shape; 2] = [Shape::Full, Shape::Short];

/// Three rounds of the 28 real records, and so few of a fourth that some of those they name are not among them.
const COUNT: usize = 87;

fn text(shape: Shape) -> String {
    Synthetic::of_project().and_then(|synthetic| synthetic.yaml(COUNT, shape)).expect("records are made")
}

fn file(name: &str, shape: Shape) -> PathBuf {
    let path = folder(&format!("synthetic-{name}-{shape:?}")).join("many.yaml");
    fs::write(&path, text(shape)).expect("the file is written");
    path
}

#[test]
fn synthetic_records_pass_every_lint() {
    for shape in SHAPES {
        let checked = dataset::check(&[file("lints", shape)], None).expect("the file is read");
        assert_eq!(checked.faults, [], "{shape:?}");
        let catalog = checked.catalog.expect("there is no fault");
        let made = Synthetic::of_project().expect("records are made");
        for at in 0..COUNT {
            assert!(catalog.certification(&made.id(at)).is_some(), "{shape:?}: {} is missing", made.id(at));
        }
        let embedded = dataset::embedded().expect("the dataset is whole").certifications.len();
        assert_eq!(catalog.certifications.len(), embedded + COUNT, "{shape:?}");
    }
}

#[test]
fn synthetic_records_are_the_same_bytes_every_time_and_differ_from_each_other() {
    for shape in SHAPES {
        assert!(text(shape) == text(shape), "{shape:?}");
    }
    let path = file("differ", Shape::Full);
    let loaded = dataset::load(&[path]).expect("the records are valid");
    let find = |id: &str| loaded.catalog.certification(id).expect("the record is there");
    let prices = ["synthetic-0000-gail", "synthetic-0001-gail"].map(|id| find(id).facts.price.clone());
    assert!(prices[0] != prices[1], "the facts are not exchanged from one round to the next");
}

#[test]
fn every_synthetic_record_says_that_it_is_one() {
    let path = file("says", Shape::Short);
    let listed = certcmp(&["list", "--all", "--json", "--fields", "name", "--data", &path.display().to_string()]);
    let listed = listed.stdout();
    let synthetic: Vec<String> = ids(&listed).into_iter().filter(|id| id.starts_with("synthetic-")).collect();
    assert_eq!(synthetic.len(), COUNT);
    assert_eq!(listed.matches("\"name\": \"Synthetic ").count(), COUNT);
}

#[test]
fn the_short_shape_is_much_smaller_and_keeps_one_source_for_each_fact() {
    let (full, short) = (text(Shape::Full), text(Shape::Short));
    assert!(short.len() * 4 < full.len(), "{} and {} bytes", short.len(), full.len());
    assert!(full.contains("disputed:") && !short.contains("disputed:"));
}
