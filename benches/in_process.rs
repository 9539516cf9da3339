//! Benchmarks of the parts, inside one process, at 28, 1,000, 10,000 and 100,000 certifications.
//!
//! `cargo bench -p certcmp-benches` runs them all, which takes long and memory; a filter picks some:
//! `cargo bench -p certcmp-benches -- 'render/.*/(28|1000)$'`. Nothing is set up for a benchmark that does not run.

use certcmp::commands::{Answer, Audience, Context, compare, list, plan};
use certcmp::dataset;
use certcmp::dataset::raw::RawShared;
use certcmp::model::language::Language;
use certcmp::model::store;
use certcmp::model::{Catalog, Certification, when};
use certcmp::query::{self, Query, SortKey};
use certcmp::render::{self, Format, Layout, Report};
use certcmp_benches::synthetic::{Shape, Synthetic};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::collections::HashMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::rc::Rc;

const SIZES: [usize; 4] = [28, 1_000, 10_000, 100_000];

const LAYOUT: Layout = Layout { width: 100, cut: false, ascii: false, color: false, links: false };

/// More certifications than this are not read from YAML, but cloned under other ids.
const MOST_READ: usize = 1_000;

/// A file of synthetic records, written once.
fn file(count: usize, shape: Shape) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{shape:?}-{count}.yaml").to_lowercase());
    let text = Synthetic::of_project().and_then(|synthetic| synthetic.yaml(count, shape)).expect("records are made");
    fs::write(&path, text).expect("the file is written");
    path
}

/// A catalog with so many certifications and nothing less real than its records: 28 are those of the project.
fn catalog(count: usize) -> Catalog {
    let real = dataset::embedded().expect("the dataset is whole");
    if count <= real.certifications.len() {
        return real;
    }
    let path = file(count.min(MOST_READ) - real.certifications.len(), Shape::Full);
    let mut catalog = dataset::load(&[path]).expect("synthetic records are valid").catalog;
    let read = catalog.certifications.clone();
    for at in read.len()..count {
        let mut certification = read[at % read.len()].clone();
        let copy = at / read.len();
        certification.id = format!("{}-{copy:04}", certification.id).into();
        certification.short_name = format!("{} ({copy})", certification.short_name).into();
        certification.aliases.iter_mut().for_each(|alias| alias.push_str(&format!("-{copy:04}")));
        catalog.certifications.push(certification);
    }
    catalog.certifications.sort_by(|left, right| left.id.cmp(&right.id));
    catalog
}

/// Catalogs that are made when a benchmark first wants one.
#[derive(Default)]
struct Catalogs(HashMap<usize, Rc<Catalog>>);

impl Catalogs {
    fn get(&mut self, count: usize) -> Rc<Catalog> {
        Rc::clone(self.0.entry(count).or_insert_with(|| Rc::new(catalog(count))))
    }
}

fn context<'a>(catalog: &'a Catalog, language: &'a Language, audience: Audience) -> Context<'a> {
    let day = when::day("2026-11-23").expect("the day is one");
    Context { catalog, day, language, audience }
}

fn report(answer: Answer) -> Report {
    match answer {
        Answer::Report(report) => report,
        Answer::Document(_) => panic!("the answer is a report"),
    }
}

fn group<'a>(criterion: &'a mut Criterion, name: &str) -> BenchmarkGroup<'a, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    group
}

/// Opening the packed dataset, and reading every fact of it, which is otherwise left until somebody looks.
fn decode(criterion: &mut Criterion) {
    let mut group = group(criterion, "decode");
    for count in SIZES {
        group.throughput(Throughput::Elements(count as u64));
        let packed = || -> &'static [u8] { Vec::leak(store::pack(&catalog(count)).expect("the catalog is packed")) };
        group.bench_function(BenchmarkId::new("open", count), |bencher| {
            let bytes = packed();
            bencher.iter_with_large_drop(|| store::unpack(black_box(bytes)));
        });
        group.bench_function(BenchmarkId::new("all-facts", count), |bencher| {
            let bytes = packed();
            bencher.iter_with_large_drop(|| {
                let catalog = store::unpack(black_box(bytes)).expect("the catalog is unpacked");
                let facts = |certification: &Certification| certification.facts.views().count();
                black_box(catalog.certifications.iter().map(facts).sum::<usize>());
                catalog
            });
        });
    }
}

/// The bare typed parse, and all of what `--data` does: reading the file, parsing, converting, checking.
fn yaml(criterion: &mut Criterion) {
    let mut group = group(criterion, "yaml");
    for (shape, sizes) in [(Shape::Full, &SIZES[..3]), (Shape::Short, &SIZES[..])] {
        for &count in sizes {
            group.throughput(Throughput::Elements(count as u64));
            let name = |what: &str| BenchmarkId::new(format!("{what}-{shape:?}").to_lowercase(), count);
            group.bench_function(name("bare"), |bencher| {
                let text = fs::read_to_string(file(count, shape)).expect("the file is read");
                bencher.iter_with_large_drop(|| serde_yaml::from_str::<RawShared>(black_box(&text)));
            });
            group.bench_function(name("load"), |bencher| {
                let paths = [file(count, shape)];
                bencher.iter_with_large_drop(|| dataset::load(black_box(&paths)));
            });
        }
    }
}

fn resolve(criterion: &mut Criterion) {
    let mut catalogs = Catalogs::default();
    let mut group = group(criterion, "resolve");
    for count in SIZES {
        for (what, name) in [("id", "pmle"), ("code", "AI-102"), ("provider", "google"), ("unknown", "mls-c10")] {
            group.bench_function(BenchmarkId::new(what, count), |bencher| {
                let catalog = catalogs.get(count);
                bencher.iter(|| query::resolve(&catalog, black_box(name)).map(|found| found.id.len()));
            });
        }
    }
}

fn filter(criterion: &mut Criterion) {
    let queries = [
        ("sorted", Query { all: true, sort: Some(SortKey::Price), ..Query::default() }),
        ("price", Query { max_price: Some(15_000), ..Query::default() }),
        ("search", Query { search: vec!["agents".to_owned()], ..Query::default() }),
    ];
    let language = Language::english();
    let mut catalogs = Catalogs::default();
    let mut group = group(criterion, "filter");
    for count in SIZES {
        group.throughput(Throughput::Elements(count as u64));
        for (what, query) in &queries {
            group.bench_function(BenchmarkId::new(*what, count), |bencher| {
                let catalog = catalogs.get(count);
                let context = context(&catalog, &language, Audience::People);
                bencher.iter(|| query.run(&catalog, context.day, &language).entries.len());
            });
        }
    }
}

fn comparison(criterion: &mut Criterion) {
    let language = Language::english();
    let options = compare::Options { chosen: None, differences: false, current: false, source: None };
    let mut catalogs = Catalogs::default();
    let mut group = group(criterion, "compare");
    for count in SIZES {
        for (what, audience) in [("people", Audience::People), ("programs", Audience::Programs)] {
            group.bench_function(BenchmarkId::new(what, count), |bencher| {
                let catalog = catalogs.get(count);
                let context = context(&catalog, &language, audience);
                let find = |name| query::resolve(&catalog, name).expect("the certification is there");
                let certifications: Vec<&Certification> = ["aws", "gcp", "azure"].map(find).to_vec();
                bencher.iter_with_large_drop(|| compare::run(black_box(&certifications), &options, &context));
            });
        }
    }
}

/// Every format of the list of all certifications. Building the report is measured apart from rendering it.
fn renderers(criterion: &mut Criterion) {
    let language = Language::english();
    let all = Query { all: true, ..Query::default() };
    let mut catalogs = Catalogs::default();
    let mut group = group(criterion, "render");
    for count in SIZES {
        group.throughput(Throughput::Elements(count as u64));
        for (what, audience) in [("report-people", Audience::People), ("report-programs", Audience::Programs)] {
            group.bench_function(BenchmarkId::new(what, count), |bencher| {
                let catalog = catalogs.get(count);
                let context = context(&catalog, &language, audience);
                bencher.iter_with_large_drop(|| list::run(&all, None, &context));
            });
        }
        for (format, name, _) in Format::ALL.iter().filter(|(format, _, _)| *format != Format::Ics) {
            group.bench_function(BenchmarkId::new(*name, count), |bencher| {
                let catalog = catalogs.get(count);
                let audience = if format.is_for_people() { Audience::People } else { Audience::Programs };
                let report = report(list::run(&all, None, &context(&catalog, &language, audience)).answer);
                bencher.iter_with_large_drop(|| render::render(&report, None, *format, &LAYOUT));
            });
        }
    }
    group.bench_function("ics", |bencher| {
        let catalog = catalogs.get(SIZES[0]);
        let context = context(&catalog, &language, Audience::Programs);
        let exam = when::day("2027-01-08").expect("the day is one");
        let per_week = "6".parse().expect("the hours are some");
        let certification = query::resolve(&catalog, "gail").expect("the certification is there");
        let outcome = plan::run(certification, &plan::Options { exam, from: None, per_week }, &context);
        let outcome = outcome.expect("the exam can be taken");
        let (report, calendar) = (report(outcome.answer), outcome.calendar);
        bencher.iter_with_large_drop(|| render::render(&report, calendar.as_ref(), Format::Ics, &LAYOUT));
    });
}

criterion_group!(benches, decode, yaml, resolve, filter, comparison, renderers);
criterion_main!(benches);
