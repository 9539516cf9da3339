//! Values of arguments: closed lists, amounts and durations, and what completion offers.

use certcmp_dataset::money::Money;
use clap::builder::{ArgExt, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ValueEnum};
use std::ffi::OsStr;
use std::str::FromStr;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// A shell with a completion script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
    Nushell,
}

/// The names that completion offers for an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completes {
    Certification,
    Command,
    Field,
    Help,
    Language,
    Provider,
    Role,
    Service,
    Source,
    Topic,
}

impl ArgExt for Completes {}

/// Parses one word of a vocabulary.
pub fn one_of<T>(words: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = String> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(words).try_map(|word| word.parse::<T>())
}

/// Parses one value of a table of values, names and descriptions.
pub fn table<T: Copy + Send + Sync>(
    values: &'static [(T, &'static str, &'static str)],
) -> impl TypedValueParser<Value = T> {
    Table(values)
}

#[derive(Clone)]
struct Table<T: 'static>(&'static [(T, &'static str, &'static str)]);

impl<T: Copy + Send + Sync> TypedValueParser for Table<T> {
    type Value = T;

    fn parse_ref(&self, command: &clap::Command, argument: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let values: Vec<PossibleValue> = self.possible_values().into_iter().flatten().collect();
        let word = PossibleValuesParser::new(values).parse_ref(command, argument, value)?;
        let found = self.0.iter().find(|(_, name, _)| name.eq_ignore_ascii_case(&word)).map(|(value, _, _)| *value);
        found.ok_or_else(|| clap::Error::new(clap::error::ErrorKind::InvalidValue).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(|(_, name, about)| PossibleValue::new(*name).help(*about))))
    }
}

/// Parses an amount of US dollars, in hundredths; the currency is optional.
///
/// # Errors
/// If it is not such an amount.
pub fn dollars(text: &str) -> Result<u32, String> {
    let amount = text.trim().trim_end_matches("USD").trim_start_matches('$').trim();
    let money: Result<Money, _> = format!("{amount} USD").parse();
    let money =
        money.map_err(|_| format!("`{text}` is not an amount in US dollars; use a number such as 165 or 49.50"))?;
    Ok(money.hundredths)
}

/// Parses a number of minutes.
///
/// # Errors
/// If it is not such a number.
pub fn minutes(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("`{text}` is not a number of minutes; use whole minutes, as in 90"))
}
