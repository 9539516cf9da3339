//! The command line: every command with its arguments, examples and help.

use super::amounts::{between, dollars, experience, hours, minutes, validity};
use super::day::{Day, day, within};
use super::global::Global;
use super::values::{Completes, STATUSES, Shell, TRACKS, one_of, phrase, sort_keys, table};
use crate::commands::cost::DEFAULT_YEARS;
use crate::commands::held::By;
use crate::commands::plan::Hours;
use crate::commands::recommend::weights;
use crate::commands::recommend::wishes::Breadth;
use crate::commands::schema::Subject;
use crate::query::filter::SortKey;
use certcmp_dataset::{Category, Level, Status, Track, Validity};
use clap::{Args, Command as Definition, CommandFactory, FromArgMatches, Parser, Subcommand, ValueHint};
use std::ffi::OsString;
use std::path::PathBuf;

const FILTERS: &str = "Filters";

/// The help of the program and of each command: examples come before the options.
const TEMPLATE: &str = "{about-with-newline}\n{usage-heading} {usage}\n\n{before-help}{all-args}{after-help}";

#[derive(Debug, Parser)]
#[command(
    name = "certcmp",
    about = "Compare machine-learning certifications, each value with its source and its date",
    max_term_width = 80,
    disable_version_flag = true,
    disable_help_subcommand = true,
    help_template = TEMPLATE,
    after_help = "See `certcmp --help` for details.",
    after_long_help = include_str!("help/program.txt")
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[arg(skip)]
    pub name: String,
    #[command(flatten)]
    pub global: Global,
    /// Print the version and the date of the data
    #[arg(short = 'V', long, help_heading = None::<&str>)]
    pub version: bool,
}

impl Cli {
    /// Parses the arguments of the program. Fails if they are wrong, or ask for help.
    pub fn from_arguments(arguments: &[OsString]) -> Result<Self, clap::Error> {
        let matches = Self::command().try_get_matches_from(arguments)?;
        let name = matches.subcommand_name().unwrap_or_default().to_owned();
        Ok(Self { name, ..Self::from_arg_matches(&matches)? })
    }

    /// Returns the definition with the arguments and the help of every command, for help, manual pages and completion.
    /// The global options are listed once, in the help of the program.
    pub fn definition() -> Definition {
        let mut whole = Self::command();
        whole.build();
        with_help(whole, "").mut_subcommands(|command| {
            let after = format!("See `certcmp help {}` for details.", command.get_name());
            with_help(command, "\n\nGlobal options (--format, --as-of, --language, …): `certcmp help`")
                .help_template(TEMPLATE)
                .after_help(after)
                .mut_args(|argument| if argument.is_global_set() { argument.hide(true) } else { argument })
        })
    }
}

/// Sets the help of a command by its text: examples, an empty line, and the details, which are wrapped to the terminal.
fn with_help(command: Definition, end: &str) -> Definition {
    let text = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let text = text.replace("{weights}", weights::table_text().trim_end());
    let (examples, details) = text.split_once("\n\n").unwrap_or((&text, ""));
    command
        .before_help(examples.to_owned())
        .after_long_help(format!("{}{end}", details.trim_end()).trim_start().to_owned())
}

/// Only the arguments of the command that is asked for are defined.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Compare certifications side by side
    #[command(after_long_help = include_str!("help/compare.txt"))]
    Compare {
        /// Certifications, such as mla-c02, pmle or aws; `-` reads names from stdin, one per line
        #[arg(required = true, value_name = "CERT", add = Completes::Certification)]
        certifications: Vec<String>,
        /// Fields to show, in this order (cost,duration)
        #[arg(long, value_name = "FIELD", value_delimiter = ',', add = Completes::Field)]
        fields: Vec<String>,
        /// Show every row
        #[arg(long)]
        full: bool,
        /// Show only rows that differ
        #[arg(long)]
        differences: bool,
        /// Show the claims that contradict values, open and refuted
        #[arg(long)]
        disputes: bool,
        /// Show what one source says (id from `certcmp sources`)
        #[arg(long, value_name = "SOURCE", add = Completes::Source)]
        source: Option<String>,
    },
    /// List certifications
    List(ListArgs),
    /// Show one certification
    #[command(after_long_help = include_str!("help/show.txt"))]
    Show {
        /// The certification, such as pmle, MLA-C02 or aws
        #[arg(value_name = "CERT", add = Completes::Certification)]
        certification: String,
        /// Fields to show, in this order (cost,duration)
        #[arg(long, value_name = "FIELD", value_delimiter = ',', add = Completes::Field)]
        fields: Vec<String>,
        /// Show every fact
        #[arg(long)]
        full: bool,
        /// Show sources and their dates
        #[arg(long)]
        sources: bool,
        /// Show the claims that contradict values, open and refuted
        #[arg(long)]
        disputes: bool,
    },
    /// Plan the weeks before an exam
    #[command(after_long_help = include_str!("help/plan.txt"))]
    Plan {
        /// The certification, such as pmle
        #[arg(value_name = "CERT", add = Completes::Certification)]
        certification: String,
        /// Day of the exam [default: the first possible one after 8 weeks]
        #[arg(long, allow_hyphen_values = true, value_name = "DATE", value_parser = day)]
        exam: Option<Day>,
        /// First day of study [default: today]
        #[arg(long, allow_hyphen_values = true, value_name = "DATE", value_parser = day)]
        from: Option<Day>,
        /// Hours of study per week (6, 7.5, 2.25) [default: 6]
        #[arg(long, allow_negative_numbers = true, value_name = "HOURS", value_parser = hours)]
        hours_per_week: Option<Hours>,
        /// List the days of further attempts
        #[arg(long)]
        retakes: bool,
    },
    /// Find a service: current name, former names, counterparts
    #[command(after_long_help = include_str!("help/services.txt"))]
    Services {
        /// Service name, current or former, or words of it
        #[arg(value_name = "NAME", value_parser = phrase, add = Completes::Service)]
        name: Vec<String>,
        /// Category
        #[arg(long, value_delimiter = ',', value_parser = one_of(Category::ALL, Category::as_str, &[]))]
        category: Vec<Category>,
        /// Provider
        #[arg(long, value_name = "PROVIDER", value_delimiter = ',', add = Completes::Provider)]
        provider: Vec<String>,
        /// Show the sources of names, pairings and exams
        #[arg(long)]
        sources: bool,
    },
    /// Show what exams have in common
    #[command(after_long_help = include_str!("help/overlap.txt"))]
    Overlap {
        /// Two or more certifications; `-` reads names from stdin, one per line
        #[arg(required = true, value_name = "CERT", add = Completes::Certification)]
        certifications: Vec<String>,
        /// Show every topic and service, with nothing cut
        #[arg(long)]
        full: bool,
    },
    /// Add up the cost of earning and renewing
    #[command(after_long_help = include_str!("help/cost.txt"))]
    Cost {
        /// Certifications, such as pmle; `-` reads names from stdin, one per line
        #[arg(required_unless_present = "held", value_name = "CERT", add = Completes::Certification)]
        certifications: Vec<String>,
        /// What you hold: a certification, or a file as `certcmp held` reads it, with a dot or slash in its name, or `-` (repeatable)
        #[arg(long, value_name = "CERT|FILE", add = Completes::Certification)]
        held: Vec<String>,
        /// Years to count (1 to 30)
        #[arg(long, allow_negative_numbers = true, value_name = "N", default_value_t = DEFAULT_YEARS, value_parser = between(1, 30, "years"))]
        years: u32,
        /// Attempts until passing (1 to 10)
        #[arg(long, allow_negative_numbers = true, value_name = "N", default_value = "1", value_parser = between(1, 10, "attempts"))]
        attempts: u32,
        /// Day of the first attempt [default: the day of --as-of]
        #[arg(long, allow_hyphen_values = true, value_name = "DATE", value_parser = day)]
        from: Option<Day>,
        /// Show every event
        #[arg(long)]
        events: bool,
        /// Show the assumptions with their sources
        #[arg(long)]
        assumptions: bool,
    },
    /// Show when certificates lapse and how to renew them
    #[command(after_long_help = include_str!("help/held.txt"))]
    Held {
        /// Files of certificates; `-` reads stdin
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
        /// Show only what lapses within this time (90d, 3 months), or has lapsed
        #[arg(long, allow_hyphen_values = true, value_name = "TIME", value_parser = within)]
        within: Option<Day>,
        /// Exit with 1 if a certificate has lapsed, or lapses within --within
        #[arg(long)]
        check: bool,
        /// Count by person, or by certification
        #[arg(long, value_parser = table(By::ALL, By::as_str, By::title))]
        by: Option<By>,
        /// Days before the last day on which a calendar reminds
        #[arg(long, allow_negative_numbers = true, value_name = "DAYS", value_delimiter = ',', default_value = "90,60,30,7", value_parser = between(0, 1000, "days"))]
        remind: Vec<u32>,
    },
    /// Show what began, ended or changed, and what is planned
    #[command(after_long_help = include_str!("help/changes.txt"))]
    Changes {
        /// Certifications or providers; without them all
        #[arg(value_name = "CERT", add = Completes::Certification)]
        certifications: Vec<String>,
        /// First day; 90 days ago by default
        #[arg(long, value_name = "DATE", value_parser = day, allow_hyphen_values = true)]
        since: Option<Day>,
        /// Last day; in 180 days by default
        #[arg(long, allow_hyphen_values = true, value_name = "DATE", value_parser = day)]
        until: Option<Day>,
        /// Show who says so
        #[arg(long)]
        sources: bool,
    },
    /// List sources
    #[command(after_long_help = include_str!("help/sources.txt"))]
    Sources {
        /// Only the sources of this certification
        #[arg(value_name = "CERT", add = Completes::Certification)]
        certification: Option<String>,
    },
    /// Recommend certifications, with reasons
    Recommend(RecommendArgs),
    /// Check data files
    #[command(after_long_help = include_str!("help/check.txt"))]
    Check {
        /// Files and folders [default: your own data from --data, CERTCMP_DATA and the data folder]
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
        /// Report facts older than this many days
        #[arg(long, allow_negative_numbers = true, value_name = "DAYS", value_parser = between(0, 100_000, "days"))]
        stale: Option<u32>,
    },
    /// Print the JSON Schema of dataset files or of the JSON output
    #[command(after_long_help = include_str!("help/schema.txt"))]
    Schema {
        /// Which schema
        #[arg(default_value = "record", value_parser = table(Subject::ALL, Subject::as_str, Subject::title))]
        subject: Subject,
        /// Print a small file of your own instead, to start from
        #[arg(long, conflicts_with = "subject")]
        example: bool,
    },
    /// Print a completion script
    #[command(after_long_help = include_str!("help/completions.txt"))]
    Completions {
        /// Shell
        #[arg(value_enum, required_unless_present = "into")]
        shell: Option<Shell>,
        /// Write the scripts of all shells into this folder, for packages
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "shell")]
        into: Option<PathBuf>,
    },
    /// Print a manual page
    #[command(after_long_help = include_str!("help/man.txt"))]
    Man {
        /// Command [default: the page of the program]
        #[arg(value_name = "COMMAND", add = Completes::Command)]
        command: Option<String>,
        /// Write all pages into this folder, for packages
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
        into: Option<PathBuf>,
    },
    /// Print help for a command or topic
    #[command(after_long_help = include_str!("help/help.txt"))]
    Help {
        /// Command or topic [default: the help of the program]
        #[arg(value_name = "COMMAND|TOPIC", add = Completes::Help)]
        subject: Option<String>,
    },
    /// Print completion candidates, for the scripts of `completions`
    #[command(name = "__complete", hide = true)]
    Complete {
        /// The word at the cursor, as far as it is typed
        #[arg(long, allow_hyphen_values = true)]
        word: OsString,
        /// The words before it, without the program's name
        #[arg(last = true)]
        before: Vec<OsString>,
    },
}

#[derive(Debug, Args)]
#[command(after_long_help = include_str!("help/list.txt"))]
pub struct ListArgs {
    /// Words to look for: names, providers, levels, topics, services, roles
    #[arg(value_name = "WORDS", value_parser = phrase, add = Completes::Word)]
    pub words: Vec<String>,
    /// Provider, such as aws
    #[arg(long, alias = "cloud", alias = "vendor", help_heading = FILTERS, value_name = "PROVIDER", value_delimiter = ',', add = Completes::Provider)]
    pub provider: Vec<String>,
    /// Track (our own category)
    #[arg(long, help_heading = FILTERS, value_delimiter = ',', value_parser = one_of(Track::ALL, Track::as_str, TRACKS))]
    pub track: Vec<Track>,
    /// Level
    #[arg(long, help_heading = FILTERS, value_delimiter = ',', value_parser = one_of(Level::ALL, Level::as_str, &[]))]
    pub level: Vec<Level>,
    /// Status on the day of --as-of
    #[arg(long, help_heading = FILTERS, value_delimiter = ',', value_parser = one_of(Status::ALL, Status::as_str, STATUSES))]
    pub status: Vec<Status>,
    /// Maximum cost in US dollars
    #[arg(long, alias = "max-price", help_heading = FILTERS, allow_negative_numbers = true, value_name = "USD", value_parser = dollars)]
    pub max_cost: Option<u32>,
    /// Maximum duration in minutes
    #[arg(long, help_heading = FILTERS, allow_negative_numbers = true, value_name = "MINUTES", value_parser = minutes)]
    pub max_duration: Option<u32>,
    /// Valid for at least this long ("2 years"), or "never" expires
    #[arg(long, help_heading = FILTERS, allow_hyphen_values = true, value_name = "TIME", value_parser = validity)]
    pub valid: Option<Validity>,
    /// Covers this service (current or former name)
    #[arg(long, help_heading = FILTERS, value_name = "NAME", value_delimiter = ',', add = Completes::Service)]
    pub service: Vec<String>,
    /// Covers this topic
    #[arg(long, alias = "emphasis", help_heading = FILTERS, value_name = "WORDS", value_delimiter = ',', value_parser = phrase, add = Completes::Topic)]
    pub topic: Vec<String>,
    /// A word in roles or audience starts with this
    #[arg(long, help_heading = FILTERS, value_name = "WORD", value_delimiter = ',', value_parser = phrase, add = Completes::Role)]
    pub role: Vec<String>,
    /// A word anywhere in the record starts with this
    #[arg(long, help_heading = FILTERS, value_name = "WORD", value_parser = phrase)]
    pub search: Vec<String>,
    /// Include exams that are not available
    #[arg(long)]
    pub all: bool,
    /// Fields to show, in this order (cost,duration)
    #[arg(long, value_name = "FIELD", value_delimiter = ',', add = Completes::Field)]
    pub fields: Vec<String>,
    /// Include the sources of the values, in machine formats
    #[arg(long)]
    pub sources: bool,
    /// Sort key
    #[arg(long, value_name = "KEY", value_parser = sort_keys())]
    pub sort: Option<SortKey>,
    /// Reverse the order
    #[arg(long)]
    pub reverse: bool,
}

#[derive(Debug, Args)]
#[command(after_long_help = include_str!("help/recommend.txt"))]
pub struct RecommendArgs {
    /// Provider, topic, role, level, language or certification held
    #[arg(value_name = "WORDS", value_parser = phrase, add = Completes::Word)]
    pub words: Vec<String>,
    /// Provider (repeatable)
    #[arg(long, alias = "cloud", value_name = "PROVIDER", value_delimiter = ',', add = Completes::Provider)]
    pub provider: Vec<String>,
    /// Job role (repeatable)
    #[arg(long, value_name = "WORDS", value_delimiter = ',', value_parser = phrase, add = Completes::Role)]
    pub role: Vec<String>,
    /// Topic or service (repeatable)
    #[arg(long, value_name = "WORDS", value_delimiter = ',', value_parser = phrase, add = Completes::Topic)]
    pub topic: Vec<String>,
    /// Your years of experience in the field
    #[arg(long, allow_negative_numbers = true, value_name = "YEARS", value_parser = experience)]
    pub experience: Option<u32>,
    /// Your years of experience with the clouds you name, or with any
    #[arg(long, allow_negative_numbers = true, value_name = "YEARS", value_parser = experience)]
    pub cloud_experience: Option<u32>,
    /// Level (repeatable)
    #[arg(long, value_delimiter = ',', value_parser = one_of(Level::ALL, Level::as_str, &[]))]
    pub level: Vec<Level>,
    /// Depth (one field) or breadth (many services)
    #[arg(long, value_parser = one_of(Breadth::ALL, Breadth::as_str, &[]))]
    pub breadth: Option<Breadth>,
    /// What you hold: a certification, or a file as `certcmp held` reads it, with a dot or slash in its name, or `-` (repeatable)
    #[arg(long, value_name = "CERT|FILE", add = Completes::Certification)]
    pub held: Vec<String>,
    /// Maximum price of an attempt in US dollars before tax
    #[arg(long, alias = "budget", allow_negative_numbers = true, value_name = "USD", value_parser = dollars)]
    pub max_cost: Option<u32>,
    /// Latest exam date [default: the day of --as-of]
    #[arg(long, allow_hyphen_values = true, value_name = "DATE", value_parser = day)]
    pub by: Option<Day>,
    /// Maximum number of results
    #[arg(long, allow_negative_numbers = true, value_name = "N", default_value_t = 3, value_parser = between(1, 100_000, "results"))]
    pub top: u32,
    /// Show all reasons with their sources, and the points
    #[arg(long)]
    pub explain: bool,
    /// Show what was excluded, and why
    #[arg(long)]
    pub excluded: bool,
}
