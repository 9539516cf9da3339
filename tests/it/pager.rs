//! Long output goes through a pager, on a terminal only, and nothing that a pager does is an error.
#![cfg(unix)]

use crate::support::terminal::{OnTerminal, on_a_terminal, shell_on_a_terminal};
use crate::support::{DAY, folder};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// A pager that says what it was called with and shows the first line.
const TELLING: &str = "#!/bin/sh\necho \"paged by [$*] LESS=$LESS\"\nhead -n 1\n";

fn pager(name: &str, script: &str) -> PathBuf {
    let path = folder(name).join("a pager");
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// `list`, which is longer than 8 rows, through a pager.
fn list(options: &str, pager: &str) -> OnTerminal {
    on_a_terminal(&format!("list --color never --quiet {options}")).size(100, 8).variable("PAGER", pager)
}

#[test]
fn text_that_is_longer_than_the_screen_goes_through_the_pager() {
    let path = pager("pager-telling", TELLING);
    let quoted = format!("'{}' -a 'b c'", path.display());
    let Some(text) = list("", &quoted).text() else { return };
    assert!(text.starts_with("paged by [-a b c] LESS=FIRX\n Available on ") && text.lines().count() == 2, "{text}");
    let text = list("--format plain", &quoted).variable("LESS", "-M").text().unwrap();
    assert!(text.starts_with("paged by [-a b c] LESS=-M\n"), "{text}");
    let own = list("", "cat").variable("CERTCMP_PAGER", &quoted).text().unwrap();
    assert!(own.starts_with("paged by "), "{own}");
}

#[test]
fn a_pager_is_not_for_what_fits_what_programs_read_or_who_wants_none() {
    let path = pager("pager-unwanted", TELLING);
    let quoted = format!("'{}'", path.display());
    for run in [
        list("--provider gcp", &quoted).size(100, 20),
        list("--no-pager", &quoted),
        list("--json", &quoted),
        list("--format csv", &quoted),
        list("--format ids", &quoted).size(100, 5),
        list("", &quoted).variable("TERM", "dumb"),
        list("", &quoted).variable("CERTCMP_PAGER", ""),
        list("", ""),
        list("", "cat"),
        list("2>/dev/null | cat; true", &quoted),
    ] {
        let Some(text) = run.text() else { return };
        assert!(!text.contains("paged by") && text.to_lowercase().contains("pmle"), "{text}");
    }
}

#[test]
fn less_is_the_pager_unless_another_is_named() {
    let folder = folder("pager-less");
    let path = folder.join("less");
    std::fs::write(&path, TELLING).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    let search = format!("{}:/usr/bin:/bin", folder.display());
    let Some(text) = list("", "").without("PAGER").variable("PATH", &search).text() else { return };
    assert!(text.starts_with("paged by [] LESS=FIRX\n Available on "), "{text}");
}

#[test]
fn a_pager_that_is_missing_or_ends_early_is_no_error() {
    let Some(text) = list("", "no-such-pager-anywhere").text() else { return };
    assert!(text.contains(" PMLE ") && text.contains(" AI-901 "), "{text}");
    // It is longer than a pipe holds.
    for (pager, lines) in [("true", 0), ("false", 0), ("head -n 1", 1)] {
        let run = on_a_terminal("show mls-c01 --sources --quiet --color never").size(60, 20).variable("PAGER", pager);
        let seen = run.run().unwrap();
        assert!(seen.code == 0 && seen.text.lines().count() <= lines, "{pager}: {seen:?}");
    }
}

#[test]
fn an_interrupt_is_for_the_pager() {
    let path = pager("pager-interrupt", "#!/bin/sh\nkill -INT $PPID\ncat\n");
    let line = format!("certcmp list --quiet --color never --as-of {DAY}; echo ended with $?");
    let run = shell_on_a_terminal(&line).size(100, 8).variable("PAGER", &format!("'{}'", path.display()));
    let Some(text) = run.text() else { return };
    assert!(text.contains(" AI-901 ") && text.ends_with("ended with 0\n"), "{text}");
}
