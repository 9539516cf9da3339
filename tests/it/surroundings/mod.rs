//! Hostile surroundings: streams, folders, terminals, clocks and limits that are not as a program would wish.
//!
//! Each case runs the program itself. Where a tool is missing, the test says which and is left out.
#![cfg(unix)]

mod arguments;
mod clock;
mod limits;
mod places;
mod streams;
mod terminal;
mod traced;

use crate::support::{Certcmp, PROGRAM, certcmp, run, works};
use std::process::Command;

/// The program started by a script that has it and its arguments as `"$@"`, with a fixed day.
fn script(script: &str, arguments: &[&str]) -> Certcmp {
    program(arguments).by(script)
}

/// The program with a fixed day.
fn program(arguments: &[&str]) -> Certcmp {
    let run = certcmp(arguments).any_width();
    if arguments.is_empty() { run.bare() } else { run }
}

/// What a shell writes before the program so that permissions count for it, if they do not for who runs the tests;
/// nothing where that cannot be done.
pub fn as_nobody() -> Option<&'static str> {
    const NOBODY: &str = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    if run(Command::new("id").arg("-u"), b"").stdout != "0\n" {
        return Some("");
    }
    let arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", PROGRAM, "--version"];
    works("setpriv", &arguments).then_some(NOBODY)
}
