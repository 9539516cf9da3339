//! Manual pages: one for the program and one for each command, in the order of man-pages(7), without a complaint.

use super::help::every_command;
use crate::support::{certcmp, folder, is_installed};
use std::path::PathBuf;
use std::process::Command;

fn pages(name: &str) -> Vec<PathBuf> {
    let folder = folder(name);
    let written = certcmp(&["man", "--into", folder.join("man1").to_str().unwrap()]).bare().stdout();
    written.lines().map(PathBuf::from).collect()
}

#[test]
fn all_pages_are_written_under_the_names_that_man_looks_for() {
    let pages = pages("manual-all");
    let mut expected = vec!["certcmp.1".to_owned()];
    expected.extend(every_command().iter().map(|command| format!("certcmp-{}.1", command.get_name())));
    let names: Vec<String> =
        pages.iter().map(|page| page.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, expected);
    for page in pages {
        let name = page.file_stem().unwrap().to_string_lossy().into_owned();
        let command = name.strip_prefix("certcmp-");
        let arguments: Vec<&str> = ["man"].into_iter().chain(command).collect();
        assert_eq!(std::fs::read_to_string(&page).unwrap(), certcmp(&arguments).bare().stdout(), "{name}");
    }
}

#[test]
fn every_page_has_the_sections_of_a_page_in_their_order() {
    let own = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "SEE ALSO"];
    let topics = ["GLOBAL OPTIONS", "COMMANDS", "EXIT STATUS", "OUTPUT FORMATS", "FIELDS", "ENVIRONMENT", "FILES"];
    for page in pages("manual-sections") {
        let text = std::fs::read_to_string(&page).unwrap();
        let sections: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix(".SH "))
            .map(|section| section.trim_matches('"'))
            .filter(|section| *section != "FILTERS")
            .collect();
        let is_program = page.ends_with("certcmp.1");
        let expected = if is_program { [&own[..4], &topics, &own[4..]].concat() } else { own.to_vec() };
        assert_eq!(sections, expected, "{}", page.display());
    }
}

#[test]
fn a_page_tells_what_the_help_tells_and_names_the_others() {
    let page = certcmp(&["man", "compare"]).bare().stdout();
    assert!(page.starts_with(".ie") && page.contains(".TH CERTCMP-COMPARE 1 2026-10-08 \"certcmp 0.1.0\""), "{page}");
    for part in [
        "\\fBcertcmp compare\\fR [OPTIONS] <CERT>...",
        "\\fB\\-\\-differences\\fR",
        "certcmp compare mla\\-c01 mla\\-c02 \\-\\-differences\n",
        "\\fBcertcmp sources\\fR",
        "\\fBcertcmp\\fR(1),",
        "\\fBcertcmp\\-list\\fR(1),",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("\\fBcertcmp\\-compare\\fR(1)"), "a page does not point to itself");
    let whole = certcmp(&["man"]).bare().stdout();
    for part in ["CERTCMP_DATA", "\\-\\-data PATH", "No other command uses it", ".SH COMMANDS"] {
        assert!(whole.contains(part), "{part}: {whole}");
    }
}

#[test]
fn mandoc_finds_no_error_in_any_page() {
    if Command::new("mandoc").output().is_err() {
        is_installed("mandoc");
        return;
    }
    for page in pages("manual-lint") {
        let output = Command::new("mandoc").args(["-T", "lint", "-W", "error"]).arg(&page).output().unwrap();
        let complaints = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && complaints.is_empty(), "{complaints}");
    }
}

/// Bold letters are printed twice, with a backspace between.
fn without_overstrikes(text: &str) -> String {
    let mut plain = String::new();
    for found in text.chars() {
        if found == '\u{8}' {
            plain.pop();
        } else {
            plain.push(found);
        }
    }
    plain
}

/// A page reads well at the width of a small terminal, with every example whole on a line.
#[test]
fn examples_stay_whole_lines() {
    if Command::new("mandoc").output().is_err() {
        is_installed("mandoc");
        return;
    }
    for page in pages("manual-read") {
        let output = Command::new("mandoc").args(["-T", "ascii", "-O", "width=100"]).arg(&page).output().unwrap();
        let text = without_overstrikes(&String::from_utf8(output.stdout).unwrap());
        let (_, examples) = text.split_once("EXAMPLES\n").unwrap();
        let (examples, _) = examples.split_once("SEE ALSO").unwrap();
        let name = page.file_stem().unwrap().to_string_lossy().into_owned();
        let command: Vec<&str> = name.strip_prefix("certcmp-").into_iter().collect();
        let help = certcmp(&[&command[..], &["-h"]].concat()).bare().stdout();
        let lines: Vec<&str> = examples.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let (_, help) = help.split_once("Examples:\n").unwrap();
        let expected: Vec<&str> = help.lines().take_while(|line| !line.is_empty()).map(str::trim).collect();
        assert_eq!(lines, expected, "{name}");
    }
}
