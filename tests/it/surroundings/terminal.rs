//! Terminals of odd kinds and sizes, and locales that are not UTF-8.

use super::{program, script};
use crate::support::{Certcmp, PROGRAM, works};
use unicode_width::UnicodeWidthStr;

const COMPARE: &[&str] = &["compare", "aws", "gcp", "azure", "--quiet"];
const SHOW: &[&str] = &["show", "pmle", "--quiet"];

fn widest(text: &str) -> usize {
    text.lines().filter(|line| !line.trim_start().starts_with("http")).map(UnicodeWidthStr::width).max().unwrap_or(0)
}

#[test]
fn a_width_that_cannot_be_is_no_width() {
    let usual = program(COMPARE).stdout();
    for columns in
        ["0", "1", "39", "-1", "abc", "99999999999", "18446744073709551616", "10001", "1e3", " ", "80x", "٨٠"]
    {
        assert_eq!(program(COMPARE).variable("COLUMNS", columns).stdout(), usual, "{columns:?}");
    }
    assert!(widest(&program(COMPARE).variable("COLUMNS", "40").stdout()) <= 40);
    assert!(widest(&program(SHOW).variable("COLUMNS", "10000").stdout()) <= 10_000);
}

#[test]
fn a_width_that_is_asked_for_must_be_possible() {
    for width in ["0", "39", "10001", "999999999999", "-1", "abc", "", "NaN"] {
        let error = program(&[&[&format!("--width={width}")[..]], COMPARE].concat()).error();
        assert!(error.contains("--width"), "{width:?}: {error}");
    }
    for width in ["40", "10000"] {
        let most = width.parse::<usize>().unwrap();
        assert!(widest(&program(&[COMPARE, &["--width", width]].concat()).stdout()) <= most);
    }
}

/// What a command writes on a pseudo-terminal of some size, with what `variables` sets before it.
fn on_a_terminal(size: &str, variables: &str, arguments: &[&str]) -> Certcmp {
    let inside = format!("stty {size}; {variables} {} --as-of 2026-11-23 {}", PROGRAM, arguments.join(" "));
    script("shift; exec script -qec \"$*\" /dev/null", &[&inside]).bare().variable("SHELL", "/bin/sh")
}

#[test]
fn a_terminal_of_any_size_is_written_to() {
    if !works("script", &["-qec", "stty size", "/dev/null"]) {
        return;
    }
    for (size, most) in [
        ("rows 0 cols 0", 100),
        ("rows 1 cols 1", 40),
        ("rows 24 cols 39", 40),
        ("rows 24 cols 80", 80),
        ("rows 65535 cols 65535", 10_000),
    ] {
        for arguments in [COMPARE, SHOW, &["list", "--quiet"]] {
            let text = on_a_terminal(size, "TERM=dumb", arguments).stdout().replace("\r\n", "\n");
            assert!(text.lines().count() > 3 && widest(&text) <= most, "{size}: {}\n{text}", widest(&text));
        }
    }
}

#[test]
fn a_dumb_terminal_gets_text_alone() {
    if !works("script", &["-qec", "true", "/dev/null"]) {
        return;
    }
    for arguments in [COMPARE, &["help"], &["show", "nonesuch", "||", ":"]] {
        let text = on_a_terminal("cols 80", "TERM=dumb", arguments).stdout();
        assert!(!text.contains('\u{1b}'), "{text}");
        let text = on_a_terminal("cols 80", "TERM=xterm", arguments).stdout();
        assert!(text.contains("\u{1b}["), "a capable one gets colours: {text}");
    }
    // Of a terminal without a name nothing is asked but colours.
    let text = on_a_terminal("cols 80", "env -u TERM", COMPARE).stdout();
    for code in text.split('\u{1b}').skip(1) {
        assert!(code.starts_with('[') && code.contains('m'), "{code:?}");
    }
}

#[test]
fn a_locale_that_is_not_utf8_gets_ascii_lines_and_marks() {
    let usual = program(COMPARE).stdout();
    for locale in ["C", "POSIX", "de_DE.ISO-8859-1", "ja_JP.eucJP", "nonsense", "\u{e9}"] {
        let text = program(COMPARE).variable("LC_ALL", locale).stdout();
        assert!(text.is_ascii() && text != usual, "{locale}: {text}");
    }
    for locale in ["C.UTF-8", "de_AT.utf8", ""] {
        assert_eq!(program(COMPARE).variable("LC_ALL", locale).stdout(), usual, "{locale}");
    }
    // Machine formats are UTF-8 everywhere.
    let json = &["show", "pmle", "--json", "--quiet"];
    assert_eq!(program(json).variable("LC_ALL", "C").stdout(), program(json).stdout());
}
