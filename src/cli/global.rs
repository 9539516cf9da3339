//! The options that every command has, before it or behind it.

use crate::model::language::Language;
use crate::model::when::day;
use crate::render::Format;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches};
use jiff::civil::Date;
use std::ffi::OsStr;
use std::ops::Deref;
use std::path::PathBuf;
use std::str::FromStr;

/// Options that every command has.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The form of the output
    #[arg(long, value_name = "FORMAT", action = ArgAction::Append, ignore_case = true, value_parser = OneOf(Format::ALL))]
    pub format: Vec<Format>,
    /// Short for --format json
    #[arg(long)]
    pub json: bool,
    /// Answer for this day, as in 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// The exam language, as a tag or in English [default: en]
    #[arg(long, value_name = "LANG", value_parser = Language::from_str)]
    pub language: Option<Language>,
    /// A file or folder of your own data, on top of what is built in
    #[arg(long, value_name = "PATH")]
    pub data: Vec<PathBuf>,
    /// When to use colours [default: auto]
    #[arg(long, value_name = "WHEN", value_parser = OneOf(COLORS))]
    pub color: Option<&'static str>,
    /// Lay out for so many columns [default: the terminal's, else 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u32).range(40..=10_000))]
    pub width: Option<u32>,
    /// Cut nothing on a terminal, however long
    #[arg(long)]
    pub wide: bool,
    /// Write long output at once, not through a pager
    #[arg(long)]
    pub no_pager: bool,
    /// Draw with ASCII characters only
    #[arg(long)]
    pub ascii: bool,
    /// No notes and no hints on stderr
    #[arg(short, long)]
    pub quiet: bool,
}

impl Global {
    /// The language of the exam: English unless another is asked for.
    pub fn language(&self) -> Language {
        self.language.clone().unwrap_or_else(Language::english)
    }

    /// These options with those that stand behind the command, which have the last word where only one can have it.
    pub fn overridden_by(self, later: &Self) -> Self {
        Self {
            format: [self.format, later.format.clone()].concat(),
            json: self.json || later.json,
            as_of: later.as_of.or(self.as_of),
            language: later.language.clone().or(self.language),
            data: [self.data, later.data.clone()].concat(),
            color: later.color.or(self.color),
            width: later.width.or(self.width),
            wide: self.wide || later.wide,
            no_pager: self.no_pager || later.no_pager,
            ascii: self.ascii || later.ascii,
            quiet: self.quiet || later.quiet,
        }
    }
}

/// The arguments of a command, and the options that every command has. clap would copy global options into every command
/// whenever it runs, which takes longer than all the rest of reading a command line; these are defined where they are
/// needed.
#[derive(Debug)]
pub struct With<A> {
    own: A,
    /// The options that stand behind the command.
    pub global: Global,
}

impl<A: Args> Args for With<A> {
    fn augment_args(command: clap::Command) -> clap::Command {
        let command = A::augment_args(command);
        let about = command.get_about().cloned().unwrap_or_default();
        // What is said of the options in this file is not what the command is about.
        Global::augment_args(command).about(about).long_about(None::<&str>)
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl<A: Args> FromArgMatches for With<A> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Self::from_arg_matches_mut(&mut matches.clone())
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self { own: A::from_arg_matches_mut(matches)?, global: Global::from_arg_matches_mut(matches)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<A> Deref for With<A> {
    type Target = A;

    fn deref(&self) -> &A {
        &self.own
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
