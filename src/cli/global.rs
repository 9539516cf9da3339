//! The options that every command has, before it or behind it.

use crate::render::Format;
use certcmp_dataset::language::Language;
use certcmp_dataset::when::day;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Args};
use jiff::civil::Date;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::str::FromStr;

/// Options that every command has.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The form of the output
    #[arg(global = true, long, value_name = "FORMAT", action = ArgAction::Append, ignore_case = true, value_parser = OneOf(Format::ALL))]
    pub format: Vec<Format>,
    /// Short for --format json
    #[arg(global = true, long)]
    pub json: bool,
    /// Answer for this day, as in 2026-11-22 [default: today]
    #[arg(global = true, long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// The exam language, as a tag or in English [default: en]
    #[arg(global = true, long, value_name = "LANG", value_parser = Language::from_str)]
    pub language: Option<Language>,
    /// A file or folder of your own data, on top of what is built in
    #[arg(global = true, long, value_name = "PATH")]
    pub data: Vec<PathBuf>,
    /// When to use colours [default: auto]
    #[arg(global = true, long, value_name = "WHEN", value_parser = OneOf(COLORS))]
    pub color: Option<&'static str>,
    /// Lay out for so many columns [default: the terminal's, else 100]
    #[arg(global = true, long, value_name = "COLUMNS", value_parser = clap::value_parser!(u32).range(40..=10_000))]
    pub width: Option<u32>,
    /// Cut nothing on a terminal, however long
    #[arg(global = true, long)]
    pub wide: bool,
    /// Write long output at once, not through a pager
    #[arg(global = true, long)]
    pub no_pager: bool,
    /// Draw with ASCII characters only
    #[arg(global = true, long)]
    pub ascii: bool,
    /// No notes and no hints on stderr
    #[arg(global = true, short, long)]
    pub quiet: bool,
}

impl Global {
    /// The language of the exam: English unless another is asked for.
    pub fn language(&self) -> Language {
        self.language.clone().unwrap_or_else(Language::english)
    }
}

/// One of a few values, each with its name and a description. It is copied with its option, so it
/// holds nothing of its own.
#[derive(Clone)]
struct OneOf<T: 'static>(&'static [(T, &'static str, &'static str)]);

impl<T: Copy + Send + Sync> OneOf<T> {
    fn values(&self) -> impl Iterator<Item = PossibleValue> + use<T> {
        self.0.iter().map(|(_, name, about)| PossibleValue::new(*name).help((!about.is_empty()).then_some(*about)))
    }
}

impl<T: Copy + Send + Sync + 'static> TypedValueParser for OneOf<T> {
    type Value = T;

    fn parse_ref(&self, command: &clap::Command, argument: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let word = PossibleValuesParser::new(self.values()).parse_ref(command, argument, value)?;
        let found = self.0.iter().find(|(_, name, _)| name.eq_ignore_ascii_case(&word)).map(|(value, _, _)| *value);
        found.ok_or_else(|| clap::Error::new(clap::error::ErrorKind::InvalidValue).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.values()))
    }
}

/// When colours are used.
const COLORS: &[(&str, &str, &str)] = &[("auto", "auto", ""), ("always", "always", ""), ("never", "never", "")];
