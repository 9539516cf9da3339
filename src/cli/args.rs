//! The command line: every command and option.

use super::global::Global;
use super::recommend::RecommendArgs;
use super::shell::Shell;
use crate::commands::plan::Hours;
use crate::commands::schema::Subject;
use crate::query::SortKey;
use certcmp_dataset::money::Money;
use certcmp_dataset::vocab::Category;
use certcmp_dataset::when::day;
use certcmp_dataset::{Level, Status, Track};
use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueHint};
use jiff::civil::Date;
use std::ffi::OsString;
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
    /// Reads a command line.
    ///
    /// # Errors
    /// If it cannot be understood, or asks for help.
    pub fn read(arguments: &[OsString]) -> Result<Self, clap::Error> {
        Self::try_parse_from(arguments)
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
    Compare(CompareArgs),
    /// List certifications, one a row
    List(ListArgs),
    /// Show everything that is known of one certification
    Show(ShowArgs),
    /// Plan the weeks before an exam, with the days that matter
    Plan(PlanArgs),
    /// Find what a service is called now, and its counterparts in the other clouds
    Services(ServicesArgs),
    /// Tell what several exams share, and what only one of them asks for
    Overlap(OverlapArgs),
    /// Count what it costs to earn certificates and keep them, event by event
    Cost(CostArgs),
    /// List the sources of the dataset, or of one certification
    Sources(SourcesArgs),
    /// Tell which certification fits, and which facts say so
    Recommend(RecommendArgs),
    /// Check data files for faults
    Check(CheckArgs),
    /// Print the JSON Schema of dataset files or of the JSON output
    Schema(SchemaArgs),
    /// Print the script that lets a shell complete commands, options and names
    Completions(CompletionsArgs),
    /// Print the manual page of the program or of a command
    Man(ManArgs),
    /// Print the help of a command, or of a topic that concerns all of them
    Help(HelpArgs),
    /// What can stand at the cursor; the scripts of `completions` ask
    #[command(name = "__complete", hide = true)]
    Complete(CompleteArgs),
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
