//! `help`: the topics that concern every command, and what the word after `help` means.

use super::args::Cli;
use super::printable::printable;
use crate::commands::columns::Column;
use crate::render::Format;
use anyhow::{Result, anyhow};
use certcmp_dataset::nearest::nearest;
use clap::Command;

/// A topic of the help.
#[derive(Debug)]
pub struct Topic {
    /// The word after `help`.
    pub name: &'static str,
    /// The topic in a few words.
    pub about: &'static str,
    /// The heading of its section in the manual.
    pub heading: &'static str,
    /// Paragraphs of at most 80 columns; indented lines are kept as they are, and `{formats}` and `{fields}` stand for
    /// lists.
    text: &'static str,
}

/// Every topic, in the order of the help.
pub const TOPICS: &[Topic] = &[
    Topic {
        name: "exit-codes",
        about: "Exit codes",
        heading: "EXIT STATUS",
        text: "\
  0  Success, including an empty result.
  1  `check` found faults. No other command uses it.
  2  Could not run: bad usage, an unknown name, data that cannot be read or has
     faults, or output that cannot be written. The reason is on stderr, and
     nothing is on stdout unless writing failed halfway.

The exit code does not depend on the format. A closed pipe is not a failure.",
    },
    Topic {
        name: "formats",
        about: "Output formats",
        heading: "OUTPUT FORMATS",
        text: "\
--format has the same names in every command; --json is short for --format json.
A command without that output exits with 2.

{formats}

table, plain, markdown and html are for people, and their wording may change. In
json, jsonl and csv keys are only added within a format version. Keys name their
unit (price_usd), ranges are objects with min and max, dates are written like
2026-11-23, and null means not known. `certcmp schema output` describes every
key.

Notes and hints go to stderr; --quiet suppresses them. The same version, data,
arguments and day (--as-of) give the same bytes.",
    },
    Topic {
        name: "fields",
        about: "Fields for --fields",
        heading: "FIELDS",
        text: "\
--fields takes keys or the labels on the screen, in any case, separated by
commas; --fields all shows every field.

{fields}",
    },
    Topic {
        name: "environment",
        about: "Environment variables",
        heading: "ENVIRONMENT",
        text: "\
Command-line options override environment variables.

  CERTCMP_DATA     Files and folders of your own data, separated by colons
                   (semicolons on Windows). See `certcmp help data`.
  XDG_DATA_HOME    Your data folder is certcmp in it. It must be absolute.
  HOME             Your data folder is .local/share/certcmp in it if
                   XDG_DATA_HOME is not set.
  TZ               The time zone of today.
  NO_COLOR         No colours.
  CLICOLOR_FORCE   Colours even in a pipe, unless 0.
  CLICOLOR         No colours if 0.
  TERM             No colours, links or pager if dumb.
  COLUMNS          The width, in place of the terminal's.
  CERTCMP_PAGER, PAGER
                   The pager for text longer than the screen; cat for none.
                   The default is less.
  LESS             Options of less; the default is FIRX.
  FORCE_HYPERLINK  Links on a terminal, unless 0. If it is not set, TERM,
                   TERM_PROGRAM, VTE_VERSION and WT_SESSION decide.
  TERM_PROGRAM, VTE_VERSION, WT_SESSION
                   Which terminal it is.
  LC_ALL, LC_CTYPE, LANG
                   The first that is set is the locale. Unless it is UTF-8,
                   output is ASCII, as with --ascii.

Colours are decided by --color, NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM, and
last by whether the stream is a terminal. An empty variable counts as not set.",
    },
    Topic {
        name: "data",
        about: "Your own data and corrections",
        heading: "FILES",
        text: "\
The dataset is built into the program; nothing is downloaded or written. Your
own data is added to it, in this order; later data wins:

  ~/.local/share/certcmp/
                Your data folder: every YAML file in it.
  CERTCMP_DATA  The files and folders in this variable.
  --data PATH   A file or folder for one run (repeatable).

A file with `id: my-exam` is a whole record: it adds a record or replaces the
one with that id. One with `amends: pmle` corrects only the facts in it.
`certcmp schema record` describes the fields, and `certcmp check FILE` reports
faults with line and column. What your data replaces or corrects is listed on
stderr.",
    },
];

impl Topic {
    /// Returns the text, with lines of at most 80 columns.
    pub fn text(&self) -> String {
        let format = |(_, name, about): &(Format, &str, &str)| format!("  {name:<9} {about}");
        let formats: Vec<String> = Format::ALL.iter().map(format).collect();
        let field = |column: Column| format!("  {:<26} {}", column.name(), column.label());
        let fields: Vec<String> = Column::all().map(field).collect();
        let text = self.text.replace("{formats}", &formats.join("\n"));
        format!("{}\n", text.replace("{fields}", &fields.join("\n")))
    }
}

/// The answer to `help`.
#[derive(Debug, PartialEq, Eq)]
pub enum Subject {
    /// The program.
    Program,
    /// A command.
    Command(String),
    /// The text of a topic.
    Topic(String),
}

/// Returns what the word after `help` means.
///
/// # Errors
/// If it is neither a command nor a topic.
pub fn subject(name: Option<&str>) -> Result<Subject> {
    let Some(name) = name else { return Ok(Subject::Program) };
    if let Some(topic) = TOPICS.iter().find(|topic| topic.name == name) {
        return Ok(Subject::Topic(topic.text()));
    }
    if commands().iter().any(|(known, _)| known == name) {
        return Ok(Subject::Command(name.to_owned()));
    }
    let topics = TOPICS.iter().map(|topic| topic.name.to_owned());
    let known: Vec<String> = commands().into_iter().map(|(name, _)| name).chain(topics).collect();
    Err(unknown(name, &known, "command or topic", "`certcmp help` lists both"))
}

/// Returns the commands with their descriptions.
pub fn commands() -> Vec<(String, String)> {
    let about = |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    let definition = Cli::definition();
    let commands = definition.get_subcommands().filter(|command| !command.is_hide_set());
    commands.map(|command| (command.get_name().to_owned(), about(command))).collect()
}

/// Returns the error for an unknown command.
pub fn unknown_command(name: &str) -> anyhow::Error {
    let known: Vec<String> = commands().into_iter().map(|(name, _)| name).collect();
    unknown(name, &known, "command", &format!("commands: {}", known.join(", ")))
}

fn unknown(name: &str, known: &[String], kind: &str, list: &str) -> anyhow::Error {
    let near = nearest(name, known.iter().map(String::as_str));
    let near = near.first().map_or_else(String::new, |near| format!("\n  did you mean `{near}`?"));
    anyhow!("unknown {kind} `{}`{near}\n  {list}", printable(name))
}
