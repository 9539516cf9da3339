//! `help`: the topics that concern every command, and the commands.

use super::args::Cli;
use super::names::did_you_mean;
use super::printable::printable;
use crate::commands::columns::Column;
use crate::render::Format;
use anyhow::anyhow;
use clap::Command;

/// A topic of the help.
#[derive(Debug)]
pub struct Topic {
    /// The word after `help`.
    pub name: &'static str,
    pub about: &'static str,
    /// The heading of its section in the manual.
    pub heading: &'static str,
    /// Paragraphs of at most 80 columns, with `{formats}` and `{fields}` for lists.
    text: &'static str,
}

/// Every topic, in the order of the help.
pub const TOPICS: &[Topic] = &[
    Topic {
        name: "exit-codes",
        about: "Exit codes",
        heading: "EXIT STATUS",
        text: include_str!("help/exit-codes.txt"),
    },
    Topic {
        name: "formats",
        about: "Output formats",
        heading: "OUTPUT FORMATS",
        text: include_str!("help/formats.txt"),
    },
    Topic { name: "fields", about: "Fields for --fields", heading: "FIELDS", text: include_str!("help/fields.txt") },
    Topic {
        name: "environment",
        about: "Environment variables",
        heading: "ENVIRONMENT",
        text: include_str!("help/environment.txt"),
    },
    Topic {
        name: "data",
        about: "Your own data and corrections",
        heading: "FILES",
        text: include_str!("help/data.txt"),
    },
];

impl Topic {
    /// Returns the text, with lines of at most 80 columns.
    pub fn text(&self) -> String {
        let format = |(_, name, about): &(Format, &str, &str)| format!("  {name:<9} {about}");
        let formats: Vec<String> = Format::ALL.iter().map(format).collect();
        let field = |column: Column| format!("  {:<26} {}", column.name(), column.label());
        let fields: Vec<String> = Column::all().map(field).collect();
        self.text.replace("{formats}", &formats.join("\n")).replace("{fields}", &fields.join("\n"))
    }
}

/// Returns the topic with a name.
pub fn topic(name: &str) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.name == name)
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
    unknown(name, "command", &known, &format!("commands: {}", known.join(", ")))
}

/// Returns the error for a word after `help` that is neither a command nor a topic.
pub fn unknown_subject(name: &str) -> anyhow::Error {
    let topics = TOPICS.iter().map(|topic| topic.name.to_owned());
    let known: Vec<String> = commands().into_iter().map(|(name, _)| name).chain(topics).collect();
    unknown(name, "command or topic", &known, "`certcmp help` lists both")
}

fn unknown(name: &str, kind: &str, known: &[String], list: &str) -> anyhow::Error {
    let near = did_you_mean(name, known.iter().map(String::as_str));
    anyhow!("unknown {kind} `{}`{near}\n  {list}", printable(name))
}
