//! Whatever is typed, the program answers or says why it cannot: exit code 0, 1 or 2, no panic, nothing on stdout beside
//! an error, and no control character that it did not write itself.
//!
//! The lines are the same on every run; `PROPTEST_RNG_SEED=7 PROPTEST_CASES=100000` tries others, and more of them.

mod generator;

use certcmp::cli::args::Cli;
use certcmp::cli::env::Env;
use generator::Line;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;

/// How many lines to try, and which, unless the environment says so.
fn config(cases: u32) -> ProptestConfig {
    let asked = |name: &str| std::env::var_os(name).is_some();
    let standard = ProptestConfig { failure_persistence: None, max_shrink_iters: 2_000, ..ProptestConfig::default() };
    ProptestConfig {
        cases: if asked("PROPTEST_CASES") { standard.cases } else { cases },
        rng_seed: if asked("PROPTEST_RNG_SEED") { standard.rng_seed } else { RngSeed::Fixed(2026) },
        ..standard
    }
}

/// What must hold of every answer.
fn assert_fit(line: &[OsString], stdout: &str, stderr: &str, code: i32) -> Result<(), TestCaseError> {
    prop_assert!((0..=2).contains(&code), "exit code {code}: {stderr}");
    prop_assert!(
        code != 1 || line.iter().any(|word| word == "check" || word == "--check"),
        "only `check` finds faults: {stderr}"
    );
    prop_assert!(code != 2 || (stdout.is_empty() && !stderr.is_empty()), "stdout: {stdout}\nstderr: {stderr}");
    prop_assert!(!stderr.contains("panicked") && !stderr.contains("RUST_BACKTRACE"), "{stderr}");
    let coloured = line.iter().any(|word| word.to_string_lossy().contains("always"));
    let (stdout, stderr) =
        if coloured { (without_colours(stdout), without_colours(stderr)) } else { (stdout.into(), stderr.into()) };
    prop_assert!(plain(&stderr, "\n"), "{stderr:?}");
    // CSV and calendars end their lines with CR and LF; TSV has tabs.
    let has_tabs = line.iter().any(|word| word.to_string_lossy().contains("tsv"));
    prop_assert!(plain(&stdout, if has_tabs { "\t\n" } else { "\r\n" }), "{stdout:?}");
    Ok(())
}

/// A text without the colours that were asked for.
fn without_colours(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |whole, piece| match piece.split_once('m') {
        Some((code, rest)) if code.bytes().all(|byte| byte.is_ascii_digit() || byte == b';') => whole + rest,
        _ => whole + "\u{1b}" + piece,
    })
}

fn plain(text: &str, allowed: &str) -> bool {
    text.chars().all(|found| !found.is_control() || allowed.contains(found))
}

/// Whether a line reads stdin, which in this process is the test runner's.
fn reads_stdin(line: &Line) -> bool {
    line.iter().any(|word| word == "-" || word == "--data=-")
}

fn surroundings() -> impl Strategy<Value = Env> {
    let value = |values: &'static [&'static str]| proptest::sample::select(values).prop_map(OsString::from);
    let variables = (
        value(&["", "0", "1", "40", "80", "100000", "-1", "abc", "99999999999999999999"]),
        value(&["", "C", "POSIX", "de_DE.ISO-8859-1", "C.UTF-8", "nonsense"]),
        value(&["", "dumb", "xterm-256color", "\u{1b}"]),
        value(&["", "0", "1"]),
    );
    (variables, any::<bool>(), any::<bool>(), proptest::option::of(any::<u16>())).prop_map(
        |((columns, locale, terminal, colour), stdout_is_terminal, stderr_is_terminal, terminal_width)| Env {
            variables: vec![
                ("COLUMNS", columns),
                ("LC_ALL", locale),
                ("TERM", terminal),
                // Colours are not asked about here; every escape character would have to be told from the user's.
                ("NO_COLOR", OsString::from("1")),
                ("CLICOLOR_FORCE", colour),
            ],
            stdout_is_terminal,
            stderr_is_terminal,
            terminal_size: terminal_width.map(|width| (width, 24)),
            stderr_width: terminal_width,
        },
    )
}

/// Most lines must reach the commands; else this tests the parser alone.
#[test]
fn no_line_breaks_the_program_and_a_good_part_is_answered() {
    let codes = RefCell::new(BTreeMap::new());
    let lines = (generator::line(Cli::definition()), surroundings());
    let outcome = TestRunner::new(config(192)).run(&lines, |(line, surroundings)| {
        prop_assume!(!reads_stdin(&line));
        let arguments = std::iter::once(OsString::from("certcmp")).chain(line.iter().cloned());
        let ending = certcmp::cli::run(arguments, &surroundings);
        *codes.borrow_mut().entry(ending.code).or_insert(0) += 1;
        let stderr: String = ending.stderr.iter().map(|line| format!("{line}\n")).collect();
        assert_fit(&line, &ending.stdout, &stderr, i32::from(ending.code))
    });
    outcome.unwrap_or_else(|fault| panic!("{fault}"));
    let codes = codes.into_inner();
    let of = |code| codes.get(&code).copied().unwrap_or(0);
    assert!(of(0) > 48 && of(2) > 24, "{codes:?}");
}

#[cfg(unix)]
mod real {
    use super::{Cli, Line, assert_fit, config, generator};
    use crate::support::{certcmp, run};
    use proptest::prelude::*;

    fn stdin() -> impl Strategy<Value = Vec<u8>> {
        let words = proptest::sample::select(vec!["aws\ngcp\n", "", "\n\n", "pmle", "no such\n", "aws\r\ngcp\r\n"]);
        prop_oneof![words.prop_map(|text| text.as_bytes().to_vec()), proptest::collection::vec(any::<u8>(), 0..64)]
    }

    /// An argument of a process holds no zero byte.
    fn can_be_passed(line: &Line) -> bool {
        line.iter().all(|word| !word.as_encoded_bytes().contains(&0))
    }

    proptest! {
        #![proptest_config(config(64))]

        #[test]
        fn no_line_breaks_the_real_program(line in generator::line(Cli::definition()), stdin in stdin()) {
            prop_assume!(can_be_passed(&line));
            let ran = run(certcmp(&[]).bare().command().args(&line), &stdin);
            assert_fit(&line, &ran.stdout, &ran.stderr, ran.code)?;
        }
    }
}
