//! Which command has which output formats, so that others are refused before any work is done.

use crate::render::Format;
use anyhow::{Result, bail};

/// Returns the formats that a command has.
pub fn of(command: &str) -> Vec<Format> {
    let without = |missing: &[Format]| {
        Format::ALL.iter().map(|(format, ..)| *format).filter(|format| !missing.contains(format)).collect()
    };
    match command {
        "changes" | "held" | "plan" => without(&[]),
        "check" => without(&[Format::Html, Format::Ics, Format::Atom]),
        "schema" => vec![Format::Json],
        "completions" | "help" | "man" => Vec::new(),
        _ => without(&[Format::Ics, Format::Atom]),
    }
}

/// Checks that a command has a format. Fails if it has not; the message names those that it has.
pub fn check(command: &str, format: Format) -> Result<()> {
    let known = of(command);
    if known.contains(&format) {
        return Ok(());
    }
    if known.is_empty() {
        bail!("`{command}` does not support --format and -o");
    }
    let names: Vec<&str> = known.iter().map(|format| format.name()).collect();
    bail!("`{command}` has no {} output\n  formats: {}", format.name(), names.join(", "))
}
