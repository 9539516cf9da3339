//! `man`: manual pages from the definition of the command line and the help topics.

use super::args::Cli;
use super::completions::write_into;
use super::help::{self, TOPICS};
use crate::dataset;
use anyhow::{Context, Result};
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};
use std::collections::BTreeSet;
use std::path::Path;

/// Returns a page, or the paths of all in a folder. Fails if there is no such command, or no way to write.
pub fn run(command: Option<&str>, into: Option<&Path>) -> Result<String> {
    let whole = Cli::definition();
    let pages = std::iter::once(&whole).chain(shown(&whole));
    if let Some(folder) = into {
        let page = |command: &Command| Ok((format!("{}.1", name_of(command)), page(command, &whole)?));
        return write_into(folder, pages.map(page).collect::<Result<Vec<_>>>()?);
    }
    match command {
        None => page(&whole, &whole),
        Some(name) => {
            let found = pages.skip(1).find(|command| command.get_name() == name);
            page(found.ok_or_else(|| help::unknown(name, &[]))?, &whole)
        }
    }
}

fn shown(whole: &Command) -> impl Iterator<Item = &Command> {
    whole.get_subcommands().filter(|command| !command.is_hide_set())
}

/// Returns the name of a page: certcmp, certcmp-list.
fn name_of(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

/// Returns the page of the program or of one of its commands. Its date is that of the data, so that a page is the same
/// bytes wherever it is made.
fn page(command: &Command, whole: &Command) -> Result<String> {
    let name = name_of(command);
    let text = |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string).unwrap_or_default();
    let mut named = command.clone().subcommand_help_heading("COMMANDS");
    let usage = named.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage).to_owned();
    let date = dataset::embedded()?.data_date.map(|date| date.to_string()).unwrap_or_default();
    let man = Man::new(named.override_usage(usage))
        .title(name.to_uppercase())
        .date(date)
        .source(concat!("certcmp ", env!("CARGO_PKG_VERSION")))
        .manual("certcmp Manual");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    // No name of a command or option is hyphenated.
    page.extend(b".nh\n");
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    let description = format!("{}.\n\n{}", text(command.get_about()), text(command.get_after_long_help()));
    section("DESCRIPTION", &description).to_writer(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.get_name() == whole.get_name() {
        man.render_subcommands_section(&mut page)?;
        for topic in TOPICS {
            section(topic.heading, &topic.text()).to_writer(&mut page)?;
        }
    }
    let examples = text(command.get_before_help());
    section("EXAMPLES", examples.trim_start_matches("Examples:\n")).to_writer(&mut page)?;
    let pages: BTreeSet<&str> = std::iter::once(whole).chain(shown(whole)).map(name_of).collect();
    let others = pages.iter().filter(|other| **other != name).map(|other| format!("`{other}`(1)"));
    section("SEE ALSO", &others.collect::<Vec<_>>().join(", ")).to_writer(&mut page)?;
    String::from_utf8(page).context("a page is not UTF-8")
}

/// Returns a section of paragraphs. Indented lines are kept as they are, and text between backquotes is bold.
fn section(heading: &str, text: &str) -> Roff {
    let inlines = |text: &str| -> Vec<Inline> {
        let parts = text.split('`').enumerate();
        parts.map(|(index, part)| if index % 2 == 1 { bold(part) } else { roman(part) }).collect()
    };
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    for (index, paragraph) in text.trim_end().split("\n\n").enumerate() {
        if index > 0 {
            roff.control("PP", []);
        }
        if paragraph.starts_with(' ') {
            roff.control("nf", []);
            for line in paragraph.lines() {
                roff.text(inlines(line));
            }
            roff.control("fi", []);
        } else {
            roff.text(inlines(&paragraph.replace('\n', " ")));
        }
    }
    roff
}
