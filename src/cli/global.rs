//! Global options: those of every command, before or after it.

use super::amounts::between;
use super::day::{Day, day};
use super::messages::printable;
use super::values::{Color, Completes, language, table};
use crate::render::Format;
use anyhow::{Result, bail};
use certcmp_dataset::Language;
use clap::{ArgAction, Args, ValueHint};
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Output format
    #[arg(global = true, long, value_name = "FORMAT", action = ArgAction::Append, value_parser = table(Format::ALL, Format::as_str, Format::title))]
    pub format: Vec<Format>,
    /// Short for --format json
    #[arg(global = true, long)]
    pub json: bool,
    /// Write to a file, in the format of its ending (html, json, csv, md, ics …)
    #[arg(global = true, short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Date to answer for (2026-11-22) [default: today]
    #[arg(global = true, long, allow_hyphen_values = true, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Day>,
    /// Exam language (German or de) [default: en]
    #[arg(global = true, long, value_name = "LANG", value_parser = language, add = Completes::Language)]
    pub language: Option<Language>,
    /// Your own data: file or folder, added to the built-in data
    #[arg(global = true, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub data: Vec<PathBuf>,
    /// When to use colours [default: auto]
    #[arg(global = true, long, value_name = "WHEN", value_enum)]
    pub color: Option<Color>,
    /// Output width in columns [default: the terminal's, else 100]
    #[arg(global = true, long, allow_negative_numbers = true, value_name = "COLUMNS", value_parser = between(40, 10_000, "columns"))]
    pub width: Option<u32>,
    /// Do not truncate cells
    #[arg(global = true, long)]
    pub wide: bool,
    /// Do not use a pager
    #[arg(global = true, long)]
    pub no_pager: bool,
    /// Use ASCII characters only
    #[arg(global = true, long)]
    pub ascii: bool,
    /// Suppress notes and hints
    #[arg(global = true, short, long)]
    pub quiet: bool,
}

impl Global {
    pub fn language(&self) -> Language {
        self.language.clone().unwrap_or_else(Language::english)
    }

    pub fn has_format(&self) -> bool {
        self.json || !self.format.is_empty() || self.output.is_some()
    }

    /// Returns the output format: the one that was given, else that of the file's ending. Fails if two different
    /// formats were given, or the ending is not that of a format.
    pub fn output_format(&self) -> Result<Format> {
        let mut formats: Vec<Format> = self.format.iter().copied().chain(self.json.then_some(Format::Json)).collect();
        formats.dedup();
        match formats.as_slice() {
            [] => self.output.as_deref().map_or(Ok(Format::Table), format_of_file),
            [format] => Ok(*format),
            formats => bail!("--format was given twice: {}", names(formats)),
        }
    }
}

/// File endings that are not the name of their format.
const ENDINGS: &[(&str, &str)] =
    &[("htm", "html"), ("md", "markdown"), ("ndjson", "jsonl"), ("txt", "table"), ("xml", "atom")];

fn format_of_file(path: &Path) -> Result<Format> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = ENDINGS.iter().find(|(known, _)| *known == ending).map_or(ending.as_str(), |(_, name)| name);
    match Format::named(name) {
        Some(format) => Ok(format),
        None if ending == "pdf" => bail!("no PDF output\n  write a page with -o FILE.html and print it"),
        None => bail!(
            "unknown format of `{}`\n  known endings: .html, .json, .jsonl, .csv, .tsv, .md, .txt, .ids, .ics, .atom; \
             or use --format",
            printable(&path.to_string_lossy())
        ),
    }
}

pub fn formats(command: &str) -> Vec<Format> {
    let has = |format: &Format| match command {
        "completions" | "help" | "man" => false,
        "schema" => *format == Format::Json,
        "changes" | "held" | "plan" => true,
        "check" if *format == Format::Html => false,
        _ => !matches!(format, Format::Ics | Format::Atom),
    };
    Format::ALL.iter().copied().filter(has).collect()
}

/// Checks that a command has a format. Fails if it has not; the message names those that it has.
pub fn check_format(command: &str, format: Format) -> Result<()> {
    match formats(command) {
        known if known.contains(&format) => Ok(()),
        known if known.is_empty() => bail!("`{command}` does not support --format and -o"),
        known => bail!("`{command}` has no {} output\n  formats: {}", format.as_str(), names(&known)),
    }
}

fn names(formats: &[Format]) -> String {
    formats.iter().map(|format| format.as_str()).collect::<Vec<_>>().join(", ")
}
