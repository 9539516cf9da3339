//! The command line: every command and option.

use super::global::{Global, With};
use super::recommend::RecommendArgs;
use super::shell::Shell;
use crate::commands::plan::Hours;
use crate::commands::schema::Subject;
use crate::model::money::Money;
use crate::model::vocab::Category;
use crate::model::when::day;
use crate::model::{Level, Status, Track};
use crate::query::SortKey;
use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueHint};
use jiff::civil::Date;
use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::str::FromStr;

/// What a user sees of the program as a whole.
const ABOUT: &str = "Compare machine-learning certifications, each value with its source and its date";

/// The heading of the options of `list` that filter.
const FILTERS: &str = "Filters";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "certcmp", version, about = ABOUT, max_term_width = 80, disable_version_flag = true, disable_help_subcommand = true)]
#[command(next_line_help = false, subcommand_required = false, arg_required_else_help = false)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options that every command has, wherever they stood.
    #[command(flatten)]
    pub global: Global,
    /// Print the version and the date of the data
    #[arg(short = 'V', long, help_heading = None::<&str>)]
    pub version: bool,
}

impl Cli {
    /// Reads a command line. Neither the definition nor what was matched is taken apart afterwards: the process ends soon.
    ///
    /// # Errors
    /// If it cannot be understood, or asks for help.
    pub fn read(arguments: &[OsString]) -> Result<Self, clap::Error> {
        let command_is_first = arguments.get(1).is_some_and(|word| !word.as_encoded_bytes().starts_with(b"-"));
        if command_is_first && let Some(read) = Self::read_command_first(arguments) {
            return Ok(read);
        }
        Self::read_wholly(arguments)
    }

    fn read_wholly(arguments: &[OsString]) -> Result<Self, clap::Error> {
        let mut definition = ManuallyDrop::new(Self::command());
        let mut matches = ManuallyDrop::new(definition.try_get_matches_from_mut(arguments)?);
        let mut read = Self::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut definition))?;
        if let Some(command) = &read.command {
            read.global = read.global.overridden_by(command.global());
        }
        Ok(read)
    }

    /// Reads a command line that begins with the command, as most do: the options that could stand in front of it need
    /// not be defined. Nothing if it cannot be understood, or asks for help; only the whole definition can say more.
    fn read_command_first(arguments: &[OsString]) -> Option<Self> {
        let definition = Command::augment_subcommands(clap::Command::new("certcmp").disable_help_subcommand(true));
        let mut matches = ManuallyDrop::new(ManuallyDrop::new(definition).try_get_matches_from_mut(arguments).ok()?);
        let command = Command::from_arg_matches_mut(&mut matches).ok()?;
        Some(Self { global: command.global().clone(), command: Some(command), version: false })
    }

    /// The definition with the arguments of every command.
    pub fn whole() -> clap::Command {
        let mut definition = Self::command();
        definition.build();
        definition
    }
}

/// The commands. Only the one that is asked for gets its arguments defined, and with them what their type says of the command
/// once more.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Put certifications side by side: facts as rows
    Compare(With<CompareArgs>),
    /// List certifications, one a row
    List(With<ListArgs>),
    /// Show everything that is known of one certification
    Show(With<ShowArgs>),
    /// Plan the weeks before an exam, with the days that matter
    Plan(With<PlanArgs>),
    /// Find what a service is called now, and its counterparts in the other clouds
    Services(With<ServicesArgs>),
    /// Tell what several exams share, and what only one of them asks for
    Overlap(With<OverlapArgs>),
    /// Count what it costs to earn certificates and keep them, event by event
    Cost(With<CostArgs>),
    /// List the sources of the dataset, or of one certification
    Sources(With<SourcesArgs>),
    /// Tell which certification fits, and which facts say so
    Recommend(With<RecommendArgs>),
    /// Check data files for faults
    Check(With<CheckArgs>),
    /// Print the JSON Schema of dataset files or of the JSON output
    Schema(With<SchemaArgs>),
    /// Print the script that lets a shell complete commands, options and names
    Completions(With<CompletionsArgs>),
    /// Print the manual page of the program or of a command
    Man(With<ManArgs>),
    /// Print the help of a command, or of a topic that concerns all of them
    Help(With<HelpArgs>),
    /// What can stand at the cursor; the scripts of `completions` ask
    #[command(name = "__complete", hide = true)]
    Complete(With<CompleteArgs>),
}

impl Command {
    /// The options that stand behind the command.
    fn global(&self) -> &Global {
        match self {
            Self::Compare(With { global, .. })
            | Self::List(With { global, .. })
            | Self::Show(With { global, .. })
            | Self::Plan(With { global, .. })
            | Self::Services(With { global, .. })
            | Self::Overlap(With { global, .. })
            | Self::Cost(With { global, .. })
            | Self::Sources(With { global, .. })
            | Self::Recommend(With { global, .. })
            | Self::Check(With { global, .. })
            | Self::Schema(With { global, .. })
            | Self::Completions(With { global, .. })
            | Self::Man(With { global, .. })
            | Self::Help(With { global, .. })
            | Self::Complete(With { global, .. }) => global,
        }
    }
}

/// Print the script that lets a shell complete commands, options and names
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_parser = shells(), required_unless_present = "into")]
    pub shell: Option<Shell>,
    /// Write the files of all shells into this folder, for packages
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "shell")]
    pub into: Option<PathBuf>,
}

/// Print the manual page of the program or of a command
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command; without one, the page is that of the program
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write all pages into this folder, for packages
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    pub into: Option<PathBuf>,
}

/// Print the help of a command, or of a topic that concerns all of them
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A command or a topic; without one, the help of the program
    #[arg(value_name = "COMMAND|TOPIC")]
    pub subject: Option<String>,
}

/// What can stand at the cursor; the scripts of `completions` ask
#[derive(Debug, Args)]
pub struct CompleteArgs {
    /// The word at the cursor, as far as it is typed
    #[arg(long, allow_hyphen_values = true)]
    pub word: OsString,
    /// The words before it, without the program's name
    #[arg(last = true)]
    pub before: Vec<OsString>,
}

/// Put certifications side by side: facts as rows
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Certifications, as in mla-c02, pmle or aws; - reads names from stdin, one a line
    #[arg(required = true, value_name = "CERT")]
    pub certifications: Vec<String>,
    /// Only these facts, in this order, as in price,duration
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Only facts in which they differ
    #[arg(long)]
    pub differences: bool,
    /// In place of each that cannot be taken, what can be taken instead
    #[arg(long)]
    pub current: bool,
    /// Only what this one source says, by its id in `certcmp sources`
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
}

/// List certifications, one a row
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Of this provider, as in aws
    #[arg(long, help_heading = FILTERS, value_name = "PROVIDER")]
    pub provider: Vec<String>,
    /// Of this track, which is our own sorting
    #[arg(long, help_heading = FILTERS, ignore_case = true, value_parser = words::<Track>(Track::WORDS))]
    pub track: Vec<Track>,
    /// Of this level
    #[arg(long, help_heading = FILTERS, ignore_case = true, value_parser = words::<Level>(Level::WORDS))]
    pub level: Vec<Level>,
    /// With this status on the day of --as-of
    #[arg(long, help_heading = FILTERS, ignore_case = true, value_parser = words::<Status>(Status::WORDS))]
    pub status: Vec<Status>,
    /// For at most so many US dollars
    #[arg(long, help_heading = FILTERS, value_name = "USD", value_parser = dollars)]
    pub max_price: Option<u32>,
    /// With at most so many minutes to answer
    #[arg(long, help_heading = FILTERS, value_name = "MINUTES")]
    pub max_duration: Option<u32>,
    /// Asking about this service, by its name now or before
    #[arg(long, help_heading = FILTERS, value_name = "NAME")]
    pub service: Vec<String>,
    /// With words that begin like this in emphasis, skills or domains
    #[arg(long, help_heading = FILTERS, value_name = "WORD", value_parser = NonEmptyStringValueParser::new())]
    pub emphasis: Vec<String>,
    /// With words that begin like this in roles or audience
    #[arg(long, help_heading = FILTERS, value_name = "WORD", value_parser = NonEmptyStringValueParser::new())]
    pub role: Vec<String>,
    /// With words that begin like this in any of its texts
    #[arg(long, help_heading = FILTERS, value_name = "WORD", value_parser = NonEmptyStringValueParser::new())]
    pub search: Vec<String>,
    /// Also certifications that cannot be taken
    #[arg(long)]
    pub all: bool,
    /// Only these facts, in this order, as in price,duration
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Sort by this
    #[arg(long, value_name = "KEY", ignore_case = true, value_parser = sort_keys())]
    pub sort: Option<SortKey>,
    /// Sort the other way round
    #[arg(long)]
    pub reverse: bool,
}

/// Show everything that is known of one certification
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The certification, as in pmle, MLA-C02 or aws
    #[arg(value_name = "CERT")]
    pub certification: String,
    /// Only these facts
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Add where each value is from, and of which day that is
    #[arg(long)]
    pub sources: bool,
}

/// Plan the weeks before an exam, with the days that matter
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// The certification, as in pmle
    #[arg(value_name = "CERT")]
    pub certification: String,
    /// The day of the exam
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub exam: Date,
    /// The first day that is free for study [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<Date>,
    /// The hours of study in each week, in quarters: 6, 7.5, 2.25
    #[arg(long, value_name = "HOURS", value_parser = Hours::from_str)]
    pub hours_per_week: Hours,
}

/// Find what a service is called now, and its counterparts in the other clouds
#[derive(Debug, Args)]
pub struct ServicesArgs {
    /// A name of a service, old or new, or a part of one
    #[arg(value_name = "NAME")]
    pub name: Vec<String>,
    /// Only services of this category
    #[arg(long, value_parser = words::<Category>(Category::WORDS))]
    pub category: Vec<Category>,
    /// Only services of this provider, and pairings with them
    #[arg(long, value_name = "PROVIDER")]
    pub provider: Vec<String>,
}

/// Tell what several exams share, and what only one of them asks for
#[derive(Debug, Args)]
pub struct OverlapArgs {
    /// Two certifications or more; - reads names from stdin, one a line
    #[arg(required = true, value_name = "CERT")]
    pub certifications: Vec<String>,
    /// In place of each that cannot be taken, what can be taken instead
    #[arg(long)]
    pub current: bool,
}

/// Count what it costs to earn certificates and keep them, event by event
#[derive(Debug, Args)]
pub struct CostArgs {
    /// Certifications, as in pmle; - reads names from stdin, one a line
    #[arg(required = true, value_name = "CERT")]
    pub certifications: Vec<String>,
    /// Count the costs of so many years, 1 to 30
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=30))]
    pub years: u32,
    /// How many attempts are needed to pass, 1 to 10
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u32).range(1..=10))]
    pub attempts: u32,
    /// The day of the first attempt [default: the day of --as-of]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<Date>,
    /// In place of each that cannot be taken, what can be taken instead
    #[arg(long)]
    pub current: bool,
}

/// List the sources of the dataset, or of one certification
#[derive(Debug, Args)]
pub struct SourcesArgs {
    /// Only the sources of this certification
    #[arg(value_name = "CERT")]
    pub certification: Option<String>,
}

/// Check data files for faults
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files and folders; without any, your own data of --data, CERTCMP_DATA and the data folder
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Count as faults facts whose newest source is older than so many days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(0..=100_000))]
    pub stale: Option<i64>,
}

/// Print the JSON Schema of dataset files or of the JSON output
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What it describes
    #[arg(value_parser = subjects(), default_value = "record")]
    pub subject: Subject,
}

/// One of some words.
pub fn words<T>(list: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = String> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(list).try_map(|word| word.parse::<T>())
}

fn sort_keys() -> impl TypedValueParser<Value = SortKey> {
    PossibleValuesParser::new(SortKey::ALL.iter().map(|(_, name)| *name)).try_map(|word| {
        let found = SortKey::ALL.iter().find(|(_, name)| name.eq_ignore_ascii_case(&word)).map(|(key, _)| *key);
        found.ok_or_else(|| format!("`{word}` is no order"))
    })
}

fn subjects() -> impl TypedValueParser<Value = Subject> {
    let values = Subject::ALL.iter().map(|(_, name, about)| PossibleValue::new(*name).help(*about));
    PossibleValuesParser::new(values).try_map(|word| {
        let found =
            Subject::ALL.iter().find(|(_, name, _)| name.eq_ignore_ascii_case(&word)).map(|(subject, _, _)| *subject);
        found.ok_or_else(|| format!("`{word}` is no subject"))
    })
}

fn shells() -> impl TypedValueParser<Value = Shell> {
    PossibleValuesParser::new(Shell::ALL.iter().map(|(_, name)| *name)).try_map(|word| {
        let found = Shell::ALL.iter().find(|(_, name)| name.eq_ignore_ascii_case(&word)).map(|(shell, _)| *shell);
        found.ok_or_else(|| format!("`{word}` is no shell"))
    })
}

/// An amount of US dollars, in hundredths; the currency may be left out.
///
/// # Errors
/// If it is no such amount.
pub fn dollars(text: &str) -> Result<u32, String> {
    let amount = text.trim().trim_end_matches("USD").trim_start_matches('$').trim();
    let money: Money = format!("{amount} USD")
        .parse()
        .map_err(|_| format!("`{text}` is no amount of US dollars; write it like 165 or 49.50"))?;
    Ok(money.hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        std::iter::once("certcmp").chain(line.split(' ')).map(OsString::from).collect()
    }

    #[test]
    fn a_line_that_begins_with_its_command_is_read_as_by_the_whole_definition() {
        for line in [
            "compare aws gcp azure",
            "compare aws --fields price,level --format json --format csv -q",
            "list --all --as-of 2026-11-23 --language ja --data a --data b --width 80",
            "show pmle --sources --color never --no-pager",
            "services --ascii -- --json",
            "plan gail --exam 2027-01-08 --hours-per-week 6",
            "recommend --cloud azure --topic agents",
            "help compare",
            "__complete -- certcmp --format",
        ] {
            let read = Cli::read_command_first(&words(line));
            let wholly = Cli::read_wholly(&words(line));
            assert_eq!(read.map(|read| format!("{read:?}")), wholly.ok().map(|read| format!("{read:?}")), "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_is_left_to_the_whole_definition() {
        for line in ["compare", "compare --help", "compare aws --version", "nothing", "list --format x", "list -h"] {
            assert!(Cli::read_command_first(&words(line)).is_none(), "{line}");
            assert!(Cli::read(&words(line)).is_err(), "{line}");
        }
    }
}
