//! Global options: those of every command, before or after it.

use super::values::{Color, Completes, table};
use crate::render::Format;
use anyhow::{Result, bail};
use certcmp_dataset::language::Language;
use certcmp_dataset::when::day;
use clap::{ArgAction, Args, ValueHint};
use jiff::civil::Date;
use std::path::PathBuf;
use std::str::FromStr;

/// Options of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Output format
    #[arg(global = true, long, value_name = "FORMAT", action = ArgAction::Append, ignore_case = true, value_parser = table(Format::ALL))]
    pub format: Vec<Format>,
    /// Short for --format json
    #[arg(global = true, long)]
    pub json: bool,
    /// Date to answer for (2026-11-22) [default: today]
    #[arg(global = true, long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Exam language (German or de) [default: en]
    #[arg(global = true, long, value_name = "LANG", value_parser = Language::from_str, add = Completes::Language)]
    pub language: Option<Language>,
    /// Your own data: file or folder, added to the built-in data
    #[arg(global = true, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub data: Vec<PathBuf>,
    /// When to use colours [default: auto]
    #[arg(global = true, long, value_name = "WHEN", value_enum)]
    pub color: Option<Color>,
    /// Output width in columns [default: the terminal's, else 100]
    #[arg(global = true, long, value_name = "COLUMNS", value_parser = clap::value_parser!(u32).range(40..=10_000))]
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
    /// Returns the language of the exam: English unless another is given.
    pub fn language(&self) -> Language {
        self.language.clone().unwrap_or_else(Language::english)
    }

    /// Returns whether a format was given.
    pub fn has_format(&self) -> bool {
        self.json || !self.format.is_empty()
    }

    /// Returns the output format.
    ///
    /// # Errors
    /// If two different formats were given.
    pub fn output_format(&self) -> Result<Format> {
        let mut formats = self.format.clone();
        if self.json {
            formats.push(Format::Json);
        }
        formats.dedup();
        match formats.as_slice() {
            [] => Ok(Format::Table),
            [format] => Ok(*format),
            formats => {
                let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
                bail!("--format was given twice: {}", names.join(", "))
            }
        }
    }
}
