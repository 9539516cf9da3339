//! On a terminal: hints, cut lists and lines that fit for people; the same bytes as in a pipe for programs.

use crate::support::terminal::{escapes, on_a_terminal, without_escapes};
use crate::support::{DAY, certcmp, folder};
use unicode_width::UnicodeWidthStr;

const FOUNDING: [&str; 4] = ["compare", "mls-c01", "pmle", "ai-102"];

#[test]
fn machine_formats_are_the_same_bytes_on_a_terminal_in_a_pipe_and_in_a_file() {
    let file = folder("terminal-file").join("out");
    for format in ["json", "jsonl", "csv", "ids"] {
        let options = ["--format", format, "--color", "always", "--quiet"];
        let piped = certcmp(&[&FOUNDING[..], &options].concat()).stdout();
        assert!(!piped.contains('\u{1b}'), "{format}");
        let line = format!("compare mls-c01 pmle ai-102 --format {format} --color always --quiet");
        let linked = on_a_terminal(&line).variable("FORCE_HYPERLINK", "1").size(40, 5);
        let Some(seen) = linked.without("PAGER").text() else { return };
        assert_eq!(seen, piped, "{format}");
        let to_file = on_a_terminal(&format!("{line} --as-of {DAY} >{}; true", file.display())).text().unwrap();
        assert_eq!(to_file, "");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), piped, "{format}");
    }
}

#[test]
fn notes_are_for_people_and_programs_and_quiet_removes_them() {
    const LINE: &str = "compare gcp pmle azure ai-103 --fields status";
    const NOTE: &str = "note: given twice, shown once: pmle, ai-103\n";
    for line in [LINE, &format!("{LINE} --json")] {
        assert_eq!(crate::support::line(line).run().stderr, NOTE, "{line}");
    }
    assert_eq!(crate::support::line(&format!("{LINE} --quiet")).run().stderr, "");
    let Some(text) = on_a_terminal(LINE).size(40, 80).text() else { return };
    let text = without_escapes(&text);
    assert!(text.ends_with("note: given twice, shown once: pmle,\n      ai-103\n"), "{text}");
    let seen = on_a_terminal("list --fields nonsense").size(60, 50).run().unwrap();
    assert_eq!(seen.code, 2);
    assert!(without_escapes(&seen.text).lines().all(|line| line.width() <= 60), "{}", seen.text);
}

/// Rows of a table that fit a number of columns, and use what there is.
fn assert_fits(text: &str, columns: usize, what: &str) {
    let widest = without_escapes(text).lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    assert!(widest <= columns && widest + 20 > columns, "{what}: {widest} of {columns}");
}

#[test]
fn tables_fit_the_terminal_for_two_three_and_five() {
    for columns in [60, 80, 120] {
        for names in ["aws gcp", "aws gcp azure", "mla-c02 aif-c01 pmle ai-103 ai-500"] {
            let Some(text) = on_a_terminal(&format!("compare {names}")).size(columns, 50).text() else { return };
            assert_fits(&text, columns.into(), names);
        }
    }
}

#[test]
fn the_option_goes_before_columns_and_columns_before_the_terminal() {
    for (line, variable, expected) in [
        ("", None, 100),
        ("", Some("120"), 120),
        ("", Some(""), 100),
        ("", Some("none"), 100),
        ("", Some("0"), 100),
        ("--width 80", Some("120"), 80),
    ] {
        let run = on_a_terminal(&format!("compare mls-c01 pmle ai-102 --quiet {line}"));
        let run = if let Some(columns) = variable { run.variable("COLUMNS", columns) } else { run };
        let Some(text) = run.text() else { return };
        assert_fits(&text, expected, &format!("{line} {variable:?}"));
    }
    let piped = certcmp(&["compare", "aws", "gcp", "azure", "--as-of", DAY]).bare().variable("COLUMNS", "70").stdout();
    assert_fits(&piped, 70, "in a pipe");
}

#[test]
fn a_pipe_gets_what_a_terminal_shows() {
    const LINE: &str = "compare aws gcp azure --fields price,services,audience --quiet --color never";
    let Some(shown) = on_a_terminal(LINE).text() else { return };
    assert_eq!(crate::support::line(LINE).stdout(), shown);
}

#[test]
fn nothing_moves_the_cursor() {
    for line in ["show pmle --sources", "compare mls-c01 pmle ai-102", "list --all", "cost pmle --years 6", "sources"] {
        let Some(text) = on_a_terminal(line).variable("FORCE_HYPERLINK", "1").text() else { return };
        assert!(!text.contains(['\r', '\u{8}', '\u{7}', '\t']), "{line}");
        for escape in escapes(&text) {
            let color = escape.strip_prefix('[').and_then(|code| code.strip_suffix('m'));
            let is_color = color.is_some_and(|code| code.chars().all(|found| found.is_ascii_digit() || found == ';'));
            assert!(is_color || escape.starts_with("]8;") || escape == "\\", "{line}: {escape:?}");
        }
    }
}

#[test]
fn every_command_ends_on_a_terminal_without_a_question() {
    for line in ["list", "compare aws gcp", "show pmle", "check data", "recommend", "sources pmle", "man"] {
        let Some(seen) = on_a_terminal(line).run() else { return };
        assert_eq!(seen.code, 0, "{line}: {}", seen.text);
    }
}
