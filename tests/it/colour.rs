//! Colours: when they are used, which, and that they say nothing that words do not say.

use crate::support::terminal::{escapes, on_a_terminal, shell_on_a_terminal, without_escapes};
use crate::support::{certcmp, folder, golden};

/// Variables, an option, and whether a terminal and a file get colours. Every rule stands once, against a later one that
/// says the opposite; the whole order is tested beside the rules.
const CASES: [(&str, &str, bool, bool); 8] = [
    ("TERM=xterm", "", true, false),
    ("TERM=dumb", "", false, false),
    ("TERM=xterm", "--color auto", true, false),
    ("TERM=xterm CLICOLOR=0", "", false, false),
    ("TERM=dumb CLICOLOR_FORCE=1 CLICOLOR=0", "", true, true),
    ("TERM=xterm NO_COLOR=1 CLICOLOR_FORCE=1", "", false, false),
    ("TERM=dumb NO_COLOR=1", "--color always", true, true),
    ("TERM=xterm CLICOLOR_FORCE=1", "--color never", false, false),
];

/// Runs every case in one shell with a terminal; one stream is sent to a file.
fn colour_is_settled_in_order(to_file: &str) {
    let folder = folder(&format!("colour-{to_file}")).display().to_string();
    let script = CASES.iter().enumerate().map(|(at, (variables, option, ..))| {
        let line = format!("{variables} certcmp show pmle --fields status,price --as-of 2028-01-01 {option}");
        format!("echo case {at}; {line} {to_file}'{folder}/{at}'\n")
    });
    let path = format!("{folder}/cases.sh");
    std::fs::write(&path, script.collect::<String>()).unwrap();
    let Some(seen) = shell_on_a_terminal(&format!(". '{path}'")).text() else { return };
    let parts: Vec<&str> = seen.split("case ").skip(1).collect();
    assert_eq!(parts.len(), CASES.len());
    for (at, (case, part)) in CASES.iter().zip(parts).enumerate() {
        let (_, on_terminal) = part.split_once('\n').unwrap();
        let in_file = std::fs::read_to_string(format!("{folder}/{at}")).unwrap();
        assert!(!in_file.is_empty() && !on_terminal.is_empty(), "{case:?}");
        assert_eq!(on_terminal.contains('\u{1b}'), case.2, "{case:?} on a terminal: {on_terminal}");
        assert_eq!(in_file.contains('\u{1b}'), case.3, "{case:?} in a file: {in_file}");
    }
}

#[test]
fn colour_is_settled_in_order_for_stdout_on_a_terminal_and_stderr_in_a_file() {
    colour_is_settled_in_order("2>");
}

#[test]
fn colour_is_settled_in_order_for_stderr_on_a_terminal_and_stdout_in_a_file() {
    colour_is_settled_in_order(">");
}

/// Commands with every kind of drawing, in colour.
const COLOURED: [&str; 6] = [
    "list --all --provider aws",
    "compare aws gcp azure --fields status,instead,price,duration",
    "show mla-c02 --fields status,sittings,price",
    "cost mla-c02 --years 4",
    "plan pmle --exam 2027-01-08 --hours-per-week 6",
    "recommend --cloud azure --budget 170",
];

#[test]
fn colours_are_those_of_themes_and_bold() {
    // Red, green, magenta, bright blue, bold, and the end of all.
    const KNOWN: [&str; 6] = ["[31m", "[32m", "[35m", "[94m", "[1m", "[0m"];
    for line in COLOURED {
        let words: Vec<&str> = line.split(' ').chain(["--color", "always", "--quiet"]).collect();
        let text = certcmp(&words).stdout();
        assert!(text.contains('\u{1b}'), "{line}");
        for escape in escapes(&text) {
            assert!(KNOWN.contains(&escape), "{line}: {escape:?}");
        }
    }
    let compare: Vec<&str> = COLOURED[1].split(' ').chain(["--color", "always", "--quiet"]).collect();
    golden("colour-compare.ansi", &certcmp(&compare).stdout());
}

#[test]
fn taking_colours_away_takes_nothing_else_away() {
    for line in COLOURED {
        let words =
            |color: &'static str| -> Vec<&str> { line.split(' ').chain(["--quiet", "--color", color]).collect() };
        let coloured = certcmp(&words("always")).stdout();
        assert_eq!(without_escapes(&coloured), certcmp(&words("never")).stdout(), "{line}");
    }
}

#[test]
fn words_say_what_colours_say() {
    for (line, words) in [
        ("compare mls-c01 mla-c02 pmle ai-500 --fields status", &["ended", "beta", "yes", "perhaps"][..]),
        ("show pmle --fields price,status", &["says 125 USD"]),
        ("list", &["* of the beta, uncertain or disputed"]),
        ("list --all --fields id,status --as-of 2026-02-01", &["until 2026-03-31"]),
    ] {
        let text = certcmp(&line.split(' ').chain(["--color", "never", "--quiet"]).collect::<Vec<_>>()).stdout();
        assert!(words.iter().all(|word| text.contains(word)), "{line}: {text}");
    }
}

#[test]
fn help_on_a_terminal_has_no_other_escapes_either() {
    let Some(text) = on_a_terminal("list --help").text() else { return };
    for escape in escapes(&text) {
        assert!(["[0m", "[1m", "[4m"].contains(&escape), "{escape:?}");
    }
}
