//! `help`: the topics that concern every command, and the commands.

use super::args::Cli;
use super::messages::printable;
use super::names::did_you_mean;
use crate::commands::columns::Column;
use crate::render::Format;
use anyhow::anyhow;
use clap::Command;

#[derive(Debug)]
pub struct Topic {
    pub name: &'static str,
    pub about: &'static str,
    /// The heading of its section in the manual.
    pub heading: &'static str,
    /// Paragraphs of at most 80 columns, with `{formats}` and `{fields}` for lists.
    text: &'static str,
}

pub const TOPICS: &[Topic] = &[
    topic_of("exit-codes", "Exit codes", "EXIT STATUS", include_str!("help/exit-codes.txt")),
    topic_of("formats", "Output formats", "OUTPUT FORMATS", include_str!("help/formats.txt")),
    topic_of("fields", "Fields for --fields", "FIELDS", include_str!("help/fields.txt")),
    topic_of("environment", "Environment variables", "ENVIRONMENT", include_str!("help/environment.txt")),
    topic_of("data", "Your own data and corrections", "FILES", include_str!("help/data.txt")),
];

const fn topic_of(name: &'static str, about: &'static str, heading: &'static str, text: &'static str) -> Topic {
    Topic { name, about, heading, text }
}

impl Topic {
    pub fn text(&self) -> String {
        let format = |format: &Format| format!("  {:<9} {}", format.as_str(), format.title());
        let formats: Vec<String> = Format::ALL.iter().map(format).collect();
        let field = |column: Column| format!("  {:<26} {}", column.name(), column.label());
        let fields: Vec<String> = Column::all().map(field).collect();
        self.text.replace("{formats}", &formats.join("\n")).replace("{fields}", &fields.join("\n"))
    }
}

pub fn commands() -> Vec<(String, String)> {
    let about = |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    let named = |command: &Command| (command.get_name().to_owned(), about(command));
    Cli::definition().get_subcommands().filter(|command| !command.is_hide_set()).map(named).collect()
}

/// Returns the error for a word that is none of the commands, or of the topics if these are known too.
pub fn unknown(name: &str, topics: &[Topic]) -> anyhow::Error {
    let mut known: Vec<String> = commands().into_iter().map(|(name, _)| name).collect();
    known.extend(topics.iter().map(|topic| topic.name.to_owned()));
    let near = did_you_mean(name, known.iter().map(String::as_str));
    let kinds = if topics.is_empty() { "commands" } else { "commands and topics" };
    anyhow!("no help on `{}`{near}\n  {kinds}: {}", printable(name), known.join(", "))
}
