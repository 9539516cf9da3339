//! The command line: every command and option, and their help.

use super::recommend::RecommendArgs;
use super::shell::Shell;
use crate::commands::plan::Hours;
use crate::commands::schema::Subject;
use crate::model::language::Language;
use crate::model::money::Money;
use crate::model::vocab::Category;
use crate::model::when::day;
use crate::model::{Level, Status, Track};
use crate::query::SortKey;
use crate::render::Format;
use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;
use std::str::FromStr;

/// What a user sees of the program as a whole.
const ABOUT: &str = "Compare machine-learning certifications, each value with its source and its date";

const AFTER_HELP: &str = "\
CERT is an id (mls-c01), an exam code in any case, an alias, a provider (aws,
gcp, azure: the certification that stands for it), or a prefix or part of a
name that is unique.

Examples:
  certcmp compare aws gcp azure
  certcmp compare aws gcp azure --current
  certcmp list --provider azure --max-price 165
  certcmp show pmle --sources

`certcmp help COMMAND` tells of a command's options.

Your own data: --data, then CERTCMP_DATA, then the folder certcmp in
XDG_DATA_HOME (usually ~/.local/share/certcmp) stand on top of what is built in.

Exit codes: 0 done, also when nothing matched; 1 `check` found faults; 2 could
not run.

Salaries, prestige, study hours and a difficulty rating of our own are not here:
nobody can source them. A wrong fact? CONTRIBUTING.md says how to correct it in
five minutes.";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "certcmp", version, about = ABOUT, after_help = AFTER_HELP, max_term_width = 80, disable_version_flag = true)]
#[command(next_line_help = false, subcommand_required = false, arg_required_else_help = false)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options that every command has.
    #[command(flatten)]
    pub global: Global,
    /// Print the version and the date of the data
    #[arg(short = 'V', long)]
    pub version: bool,
}

/// Options that every command has.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The form of the output
    #[arg(long, global = true, value_name = "FORMAT", action = ArgAction::Append, ignore_case = true, value_parser = formats())]
    pub format: Vec<Format>,
    /// Short for --format json
    #[arg(long, global = true)]
    pub json: bool,
    /// Answer for this day, as in 2026-11-22 [default: today]
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// The exam language, as a tag or in English
    #[arg(long, global = true, value_name = "LANG", default_value = "en", value_parser = Language::from_str)]
    pub language: Language,
    /// A file or folder of your own data, on top of what is built in
    #[arg(long, global = true, value_name = "PATH")]
    pub data: Vec<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"])]
    pub color: String,
    /// Lay out for so many columns [default: the terminal's, else 100]
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u32).range(40..=10_000))]
    pub width: Option<u32>,
    /// Cut nothing on a terminal, however long
    #[arg(long, global = true)]
    pub wide: bool,
    /// Write long output at once, not through a pager
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// No notes and no hints on stderr
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Put certifications side by side: facts as rows
    #[command(after_help = "\
Examples:
  certcmp compare aws gcp azure
  certcmp compare aws gcp azure --current
  certcmp compare mla-c02 pmle --fields price,duration,domains
  certcmp compare aws gcp azure --source article

A mark such as ¹ leads to what other sources say instead. --current follows each
certification that cannot be taken to its successors of the same track; --source
shows what one source alone says. A wrong name in --fields is answered with the
list of all.")]
    Compare(CompareArgs),
    /// List certifications, one a row
    #[command(after_help = "\
Examples:
  certcmp list
  certcmp list --provider aws --provider gcp --level professional
  certcmp list --service \"vertex ai\" --max-price 200 --sort price
  certcmp list --all --format ids

The same filter twice means or; different filters mean and. A fact that is
absent matches no filter on it. What cannot be taken is left out and counted on
stderr; --all shows it.")]
    List(ListArgs),
    /// Show everything that is known of one certification
    #[command(after_help = "\
Examples:
  certcmp show pmle
  certcmp show mla-c01 --language ja
  certcmp show ai-102 --sources

Each value says how well it is backed: official, relayed (a third party says
that it read the vendor's page), third party, or inferred. A wrong value? See
CONTRIBUTING.md.")]
    Show(ShowArgs),
    /// Share out the weeks before an exam, with the days that matter
    #[command(after_help = "\
Examples:
  certcmp plan pmle --exam 2027-03-01 --hours-per-week 6.5 --as-of 2026-11-23
  certcmp plan aip-c01 --exam 2027-02-15 --hours-per-week 8 --as-of 2026-11-23

--as-of stands for today in the examples. --format ics writes a file that
calendar programs read.

Weeks are whole, counted back from the exam, at most 104. The last of several is
for revision, the others follow the domains by their weights, ranges by their
middle. A day on which the exam cannot be taken is refused. How many hours an
exam takes is not known: only the hours that you give are shared out.")]
    Plan(PlanArgs),
    /// Show which service of one cloud stands where another's stands, and find old names
    #[command(after_help = "\
Examples:
  certcmp services \"cognitive services\"
  certcmp services --category data --provider aws --provider gcp
  certcmp services lex --format json

Without a name: the counterparts by category, one group a row. With a name, old
or new: what it is called now, its counterparts, and the exams that name it.
Each pairing has its basis: official (a page of one of the providers pairs
them), derived (official pages pair both with the same third service),
editorial (our own pairing) or none found. --provider once: its pairings with
the others; more often: those between them; with a name: of that provider.")]
    Services(ServicesArgs),
    /// Tell what several exams share, and what only one of them asks for
    #[command(after_help = "\
Examples:
  certcmp overlap aws gcp azure
  certcmp overlap mla-c02 pmle
  certcmp overlap aws azure --current --format markdown

Services are shared if they are the same, or counterparts in different clouds;
each pairing has its basis (see certcmp services). Topics, from emphasis and
skills, are shared only in the same words. A percentage stands only beside the
numbers it is made of. --format ids: the shared services.")]
    Overlap(OverlapArgs),
    /// Count what it costs to earn certificates and keep them, event by event
    #[command(after_help = "\
Examples:
  certcmp cost pmle --years 6
  certcmp cost aws gcp azure --current --years 6
  certcmp cost ai-103 --years 3 --attempts 2 --from 2027-01-15

Fees of the exam, of retakes and of renewals as they fall due, by the rules
that the data has for each certification. What is not known is said, and a sum
is then the least it can be. Every assumption is printed with its sources.
Study time and material are not counted.")]
    Cost(CostArgs),
    /// Tell what the dataset or one certification rests on
    #[command(after_help = "\
Examples:
  certcmp sources
  certcmp sources mls-c01
  certcmp sources --format csv")]
    Sources(SourcesArgs),
    /// Tell which certification fits, and which facts say so
    #[command(after_help = super::recommend::after_help())]
    Recommend(RecommendArgs),
    /// Find faults in a dataset
    #[command(after_help = "\
Examples:
  certcmp check data
  certcmp check data --stale 5000 --as-of 2026-11-22 --quiet
  certcmp check data --format json

With a providers.yaml among the files they are checked as a dataset of their
own, else as an addition to the one inside the program. With --stale old facts
of these files, and facts of which no source has a date, count as faults.")]
    Check(CheckArgs),
    /// Print the JSON Schema of dataset files or of the JSON output
    #[command(after_help = "\
Examples:
  certcmp schema record
  certcmp schema output")]
    Schema(SchemaArgs),
    /// Print completions for a shell
    #[command(after_help = "\
Examples:
  certcmp completions bash
  certcmp completions fish

Put the output where your shell looks for it: for Bash into
~/.local/share/bash-completion/completions/certcmp, for Fish into
~/.config/fish/completions/certcmp.fish, for Zsh as _certcmp into a folder of
$fpath.

The names in your own data (--data, CERTCMP_DATA, the data folder) are in it.")]
    Completions(CompletionsArgs),
    /// Print the manual page of the program or of a command
    #[command(after_help = "\
Examples:
  certcmp man
  certcmp man compare

To read it: certcmp man compare | man -l -")]
    Man(ManArgs),
}

/// `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// For which shell
    #[arg(value_parser = shells())]
    pub shell: Shell,
}

/// `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Of this command
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// What to compare; - reads names from stdin, one a line
    #[arg(required = true, value_name = "CERT")]
    pub certifications: Vec<String>,
    /// Only these facts, in this order, as in price,duration
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Only what differs
    #[arg(long)]
    pub differences: bool,
    /// What can be taken in place of what cannot
    #[arg(long)]
    pub current: bool,
    /// Only what this source says
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
}

/// `list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Of this provider
    #[arg(long, value_name = "PROVIDER")]
    pub provider: Vec<String>,
    /// Of this track (our sorting)
    #[arg(long, ignore_case = true, value_parser = words::<Track>(Track::WORDS))]
    pub track: Vec<Track>,
    /// Of this level
    #[arg(long, ignore_case = true, value_parser = words::<Level>(Level::WORDS))]
    pub level: Vec<Level>,
    /// With this status
    #[arg(long, ignore_case = true, value_parser = words::<Status>(Status::WORDS))]
    pub status: Vec<Status>,
    /// At most so many US dollars
    #[arg(long, value_name = "USD", value_parser = dollars)]
    pub max_price: Option<u32>,
    /// At most so many minutes
    #[arg(long, value_name = "MINUTES")]
    pub max_duration: Option<u32>,
    /// Asking about this service, by its name now or before
    #[arg(long, value_name = "NAME")]
    pub service: Vec<String>,
    /// With a word that begins so in emphasis, skills or domains
    #[arg(long, value_name = "WORD", value_parser = NonEmptyStringValueParser::new())]
    pub emphasis: Vec<String>,
    /// With a word that begins so in roles or audience
    #[arg(long, value_name = "WORD", value_parser = NonEmptyStringValueParser::new())]
    pub role: Vec<String>,
    /// With a word that begins so anywhere
    #[arg(long, value_name = "WORD", value_parser = NonEmptyStringValueParser::new())]
    pub search: Vec<String>,
    /// Also what cannot be taken
    #[arg(long)]
    pub all: bool,
    /// Only these facts, in this order, as in price,duration
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// The order
    #[arg(long, value_name = "KEY", ignore_case = true, value_parser = sort_keys())]
    pub sort: Option<SortKey>,
    /// The other way round
    #[arg(long)]
    pub reverse: bool,
}

/// `show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// What to show
    #[arg(value_name = "CERT")]
    pub certification: String,
    /// Only these facts
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Where each value is from, and when
    #[arg(long)]
    pub sources: bool,
}

/// `plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// What to plan for
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

/// `services`.
#[derive(Debug, Args)]
pub struct ServicesArgs {
    /// A name of a service, old or new, or a part of one
    #[arg(value_name = "NAME")]
    pub name: Vec<String>,
    /// Of this category
    #[arg(long, value_parser = words::<Category>(Category::WORDS))]
    pub category: Vec<Category>,
    /// Of this provider
    #[arg(long, value_name = "PROVIDER")]
    pub provider: Vec<String>,
}

/// `overlap`.
#[derive(Debug, Args)]
pub struct OverlapArgs {
    /// Two or more to lay over each other; - reads names from stdin, one a line
    #[arg(required = true, value_name = "CERT")]
    pub certifications: Vec<String>,
    /// What can be taken in place of what cannot
    #[arg(long)]
    pub current: bool,
}

/// `cost`.
#[derive(Debug, Args)]
pub struct CostArgs {
    /// What to count; - reads names from stdin, one a line
    #[arg(required = true, value_name = "CERT")]
    pub certifications: Vec<String>,
    /// For so many years, 1 to 30
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=30))]
    pub years: u32,
    /// How many attempts are needed to pass, 1 to 10
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u32).range(1..=10))]
    pub attempts: u32,
    /// The day of the first attempt [default: the day of --as-of]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<Date>,
    /// What can be taken in place of what cannot
    #[arg(long)]
    pub current: bool,
}

/// `sources`.
#[derive(Debug, Args)]
pub struct SourcesArgs {
    /// Of this certification only
    #[arg(value_name = "CERT")]
    pub certification: Option<String>,
}

/// `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files and folders; without any, your own data of --data, CERTCMP_DATA and the data folder
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Also facts whose newest source is older than so many days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(0..=100_000))]
    pub stale: Option<i64>,
}

/// `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Of what
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

fn formats() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.iter().map(|(_, name, about)| PossibleValue::new(*name).help(*about));
    PossibleValuesParser::new(values).try_map(|word| {
        let found =
            Format::ALL.iter().find(|(_, name, _)| name.eq_ignore_ascii_case(&word)).map(|(format, _, _)| *format);
        found.ok_or_else(|| format!("`{word}` is no format"))
    })
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
