//! No text from a data file or a command line can break a parser or a format: the properties of `properties` on
//! generated input, and on the seeds of the fuzz targets.

use crate::properties::bytes::Bytes;
use crate::properties::{calendars, loading, names, quantities, rendering, reports};
use certcmp::render::{Format, Layout, render};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::path::Path;
use std::sync::LazyLock;

/// The same cases every time: a test says whether a change broke something, and the fuzzer looks for what nobody knows.
fn cases(cases: u32) -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(4180);
    ProptestConfig { cases, rng_seed, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() }
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..600)
}

fn rendered(bytes: &[u8]) {
    let mut bytes = Bytes::new(bytes);
    let layout = reports::layout(&mut bytes);
    let report = reports::report(&mut bytes);
    rendering::check(&report, None, &layout, bytes.tidy);
    calendars::check(&reports::calendar(&mut bytes));
}

/// Every pattern, ready to be asked.
static PATTERNS: LazyLock<Vec<(&str, jsonschema::Validator)>> = LazyLock::new(|| {
    const EXAMPLES: &str = "1 year|unlimited|65|none announced|180 min|300 USD|70 %|14 days|planned 2026|36 months|2026|\
        not published";
    let mut patterns: Vec<&str> = EXAMPLES.split('|').flat_map(quantities::patterns).collect();
    patterns.sort_unstable();
    patterns.dedup();
    let schema = |pattern: &str| jsonschema::draft7::new(&serde_json::json!({ "pattern": pattern })).unwrap();
    patterns.into_iter().map(|pattern| (pattern, schema(pattern))).collect()
});

/// Quantities as people write them, and as nobody would.
fn quantity() -> impl Strategy<Value = String> {
    let number = prop_oneof!["[0-9]{1,4}", "[0-9]{1,30}", "[+-]?[0-9]{1,3}", Just("18446744073709551616".to_owned())];
    let between = prop::sample::select(vec!["–", "-", "+", "/", ".", " of ", " in ", ""]);
    let before = prop::sample::select(vec!["", "~", "up to ", "planned ", "when "]);
    const UNITS: &str = " USD| min| %| days| hours| months| years|+ years| year|-01|-12-31| opens|";
    let unit = prop::sample::select(UNITS.split('|').collect::<Vec<_>>());
    (before, number.clone(), between, prop::option::of(number), unit).prop_map(
        |(before, first, between, second, unit)| {
            format!("{before}{first}{between}{}{unit}", second.unwrap_or_default())
        },
    )
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn every_format_holds_what_it_promises(bytes in bytes()) {
        rendered(&bytes);
    }

    #[test]
    fn every_calendar_reads_back(bytes in bytes()) {
        calendars::check(&reports::calendar(&mut Bytes::new(&bytes)));
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn every_quantity_that_is_read_is_printed_and_read_again(text in quantity()) {
        quantities::check(&text);
    }

    #[test]
    fn every_quantity_that_is_read_matches_the_pattern_of_the_schema(text in quantity()) {
        for pattern in quantities::patterns(&text) {
            let matches = PATTERNS.iter().any(|(known, schema)| *known == pattern && schema.is_valid(&text.trim().into()));
            prop_assert!(matches, "{text:?} is read, but does not match {pattern}");
        }
    }

    #[test]
    fn any_text_is_a_quantity_or_is_refused(text in any::<String>()) {
        quantities::check(&text);
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn any_name_leads_somewhere_or_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        names::check(&Bytes::new(&bytes).text::<String>());
    }

    #[test]
    fn known_names_with_slips_of_the_pen_lead_somewhere(at in any::<prop::sample::Index>(), cut in 0_usize..12, added in any::<char>()) {
        let certifications = &loading::base().certifications;
        let name = certifications[at.index(certifications.len())].name();
        let mut typed: String = name.chars().skip(cut).collect();
        typed.push(added);
        names::check(&typed);
    }

    #[test]
    fn any_text_loads_or_is_refused_in_words(text in any::<String>()) {
        loading::check_text(&text);
    }

    /// A good file with one place of it replaced.
    #[test]
    fn a_damaged_file_loads_or_is_refused_in_words(at in any::<prop::sample::Index>(), cut in 0_usize..40, bytes in prop::collection::vec(any::<u8>(), 0..20)) {
        let good = include_str!("../own-data/databricks.yaml");
        let starts: Vec<usize> = good.char_indices().map(|(at, _)| at).collect();
        let from = starts[at.index(starts.len())];
        let to = starts.iter().copied().find(|start| *start >= from + cut).unwrap_or(good.len());
        loading::check_text(&format!("{}{}{}", &good[..from], Bytes::new(&bytes).text::<String>(), &good[to..]));
    }
}

fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut seeds: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty(), "{target} has no seeds");
    seeds
}

/// What a fuzz target found stays among its seeds.
#[test]
fn every_seed_of_the_fuzz_targets_holds() {
    for (path, bytes) in seeds("load").into_iter().chain(seeds("render")) {
        let ran = std::panic::catch_unwind(|| match std::str::from_utf8(&bytes) {
            Ok(text) if path.contains("/load/") => loading::check_text(text),
            _ => rendered(&bytes),
        });
        assert!(ran.is_ok(), "{path}");
    }
}

/// The targets compile the properties too, with the crates of their own manifest.
#[test]
fn the_fuzz_targets_have_the_crates_of_the_properties() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &Path| std::fs::read_to_string(file).unwrap();
    let crates = |manifest: &str| -> Vec<String> {
        let names = manifest.lines().filter_map(|line| line.split_once(" = "));
        names.map(|(name, _)| name.replace('-', "_")).collect()
    };
    let files = std::fs::read_dir(root.join("tests/it/properties")).unwrap();
    let code: String = files.map(|file| read(&file.unwrap().path())).collect();
    let known = crates(&read(&root.join("fuzz/Cargo.toml")));
    let used = crates(&read(&root.join("Cargo.toml"))).into_iter().filter(|name| code.contains(&format!("{name}::")));
    let missing: Vec<String> = used.filter(|name| !known.contains(name)).collect();
    assert!(missing.is_empty() && known.contains(&"certcmp".to_owned()), "{missing:?} are not in fuzz/Cargo.toml");
}

#[test]
fn names_and_quantities_that_broke_other_programs_hold() {
    let long = "w".repeat(5_000);
    for name in [
        "ＭＬＳ",
        "\u{1b}[31m",
        "\"",
        "İstanbul",
        "ß",
        "machine",
        "a",
        "👩\u{200d}🔬",
        "é",
        "congitive services",
        &long,
    ] {
        names::check(name);
    }
    for quantity in [
        "120–150 min",
        "~13 %",
        "750 of 100–1000",
        "up to 6 months",
        "5 in 12 months",
        "2026-06-18/2026-06-19",
        "when mla-c02 opens",
        "4294967295 of 4294967295",
        "999999999999999999 USD",
        "+5 min",
        "-9999-01-01",
        "1200 years",
        "50 – 60",
        "2.25",
        "when \u{1b}[31m opens",
    ] {
        quantities::check(quantity);
    }
}

#[test]
fn a_layout_of_ascii_draws_ascii_only() {
    let mut bytes = Bytes::new(&[1; 64]);
    let report = reports::report(&mut bytes);
    let layout = Layout { width: 80, cut: true, ascii: true, color: false, links: false };
    let text = render(&report, None, Format::Table, &layout).unwrap();
    assert!(text.is_ascii(), "{text}");
}
