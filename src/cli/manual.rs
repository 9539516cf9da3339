//! Manual pages, in the order of man-pages(7), from the definition of the command line and the words of the help.

use super::args::ManArgs;
use super::help::{self, Words};
use super::shell::write_into;
use super::topics::{TOPICS, Topic};
use crate::dataset;
use anyhow::{Context, Result};
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};

/// The most bytes of a line in a page's source.
const WIDTH: usize = 80;

const CORRECT: &str = "Wrong facts are bugs too. CONTRIBUTING.md, which comes with the program, says how to correct one \
                       in five minutes; `certcmp show CERT --sources` shows what stands there now, and why. Nobody need \
                       wait for it: a file of your own with amends: CERT and the fact corrects it at once.";

/// `man`: a page, or the names of the files that were written.
///
/// # Errors
/// If there is no such command, or the folder cannot be written.
pub fn run(args: &ManArgs) -> Result<String> {
    let mut whole = help::definition();
    whole.build();
    if let Some(folder) = &args.into {
        let mut pages = vec![("certcmp.1".to_owned(), page(&whole, &whole)?)];
        for command in visible(&whole) {
            pages.push((format!("certcmp-{}.1", command.get_name()), page(command, &whole)?));
        }
        return write_into(folder, pages);
    }
    match &args.command {
        None => page(&whole, &whole),
        Some(name) => {
            let found = visible(&whole).find(|command| command.get_name() == name);
            page(found.ok_or_else(|| help::no_command(name))?, &whole)
        }
    }
}

fn visible(whole: &Command) -> impl Iterator<Item = &Command> {
    whole.get_subcommands().filter(|command| !command.is_hide_set())
}

/// The page of the program or of one of its commands.
fn page(command: &Command, whole: &Command) -> Result<String> {
    let is_program = command.get_name() == whole.get_name();
    let words = help::words(command.get_name()).context("every command has words in the help")?;
    let man = generator(command, is_program)?;
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    description(command, words).to_writer(&mut page)?;
    man.render_options_section(&mut page)?;
    if is_program {
        man.render_subcommands_section(&mut page)?;
    }
    for topic in TOPICS {
        section(topic, is_program).to_writer(&mut page)?;
    }
    ending(words, command, whole).to_writer(&mut page)?;
    Ok(tidied(&String::from_utf8(page).context("a page is UTF-8")?))
}

/// What clap_mangen needs to know: the date is that of the data, so that a page is the same bytes wherever it is made.
fn generator(command: &Command, is_program: bool) -> Result<Man> {
    let name = if is_program { "certcmp".to_owned() } else { format!("certcmp-{}", command.get_name()) };
    let mut command = command.clone().display_name(&name).subcommand_help_heading("COMMANDS");
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage).to_owned();
    let date = dataset::embedded()?.data_date.map(|date| date.to_string()).unwrap_or_default();
    Ok(Man::new(command.override_usage(usage))
        .title(name.to_uppercase())
        .date(date)
        .source(concat!("certcmp ", env!("CARGO_PKG_VERSION")))
        .manual("certcmp Manual"))
}

fn description(command: &Command, words: &Words) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["DESCRIPTION"]);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    roff.text([roman(format!("{about}."))]);
    for (paragraph, is_set) in words.paragraphs() {
        if is_set {
            roff.control("PP", []);
            set_as_is(&mut roff, paragraph.lines());
        } else {
            roff.control("PP", []);
            text(&mut roff, &paragraph);
        }
    }
    roff
}

/// A topic's section: whole in the program's page; the exit status in every page, else only where to read it.
fn section(topic: &Topic, is_program: bool) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [topic.heading]);
    if !is_program && topic.name != "exit-codes" {
        roff.text([roman("As for every command: see "), bold("certcmp"), roman("(1).")]);
        return roff;
    }
    paragraphs(&mut roff, topic.opening, false);
    for (term, meaning) in topic.entries() {
        roff.control("TP", []);
        roff.text([bold(term)]);
        text(&mut roff, &meaning);
    }
    paragraphs(&mut roff, topic.closing, true);
    roff
}

fn paragraphs(roff: &mut Roff, whole: &str, mut spaced: bool) {
    for paragraph in whole.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        if std::mem::replace(&mut spaced, true) {
            roff.control("PP", []);
        }
        text(roff, paragraph);
    }
}

/// How to correct a fact, the examples, and the other pages.
fn ending(words: &Words, command: &Command, whole: &Command) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["BUGS"]);
    text(&mut roff, CORRECT);
    roff.control("SH", ["EXAMPLES"]);
    set_as_is(&mut roff, words.examples.iter().copied());
    roff.control("SH", ["SEE ALSO"]);
    let program = std::iter::once("certcmp".to_owned());
    let commands = visible(whole).map(|command| format!("certcmp-{}", command.get_name()));
    let own =
        if command.get_name() == "certcmp" { "certcmp".to_owned() } else { format!("certcmp-{}", command.get_name()) };
    let mut pages: Vec<String> = program.chain(commands).filter(|page| *page != own).collect();
    pages.sort();
    let last = pages.len().saturating_sub(1);
    for (place, page) in pages.iter().enumerate() {
        roff.text([bold(page.as_str()), roman(if place == last { "(1)" } else { "(1)," })]);
    }
    roff
}

fn set_as_is<'a>(roff: &mut Roff, lines: impl Iterator<Item = &'a str>) {
    roff.control("nf", []);
    for line in lines {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

/// Filled text; what stands in backquotes is bold, as `man` shows what is typed.
fn text(roff: &mut Roff, paragraph: &str) {
    let inlines: Vec<Inline> = paragraph
        .replace('\n', " ")
        .split('`')
        .enumerate()
        .map(|(place, part)| if place % 2 == 1 { bold(part) } else { roman(part) })
        .collect();
    roff.text(inlines);
}

/// Puts right what `mandoc -T lint` finds in what clap_mangen writes: blanks at the end of a line, a line break beside
/// an empty line, which does nothing, and long lines. Each of its sections defines the apostrophe anew; once is enough.
fn tidied(page: &str) -> String {
    let lines: Vec<&str> = page.lines().map(str::trim_end).collect();
    let is_gap = |line: &str| line.is_empty() || line == ".sp";
    let mut tidy = String::new();
    let mut filled = true;
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| lines.get(before)).copied().unwrap_or_default();
        let after = lines.get(at + 1).copied().unwrap_or_default();
        match *line {
            ".nf" => filled = false,
            ".fi" => filled = true,
            _ => {}
        }
        let is_said = at > 1 && (line.starts_with(".ie \\n(.g .ds Aq") || line.starts_with(".el .ds Aq"));
        if is_said || (*line == ".br" && (is_gap(before) || is_gap(after))) {
            continue;
        }
        // The line after .TP is its tag, and a tag is one line.
        if filled && before != ".TP" && !line.starts_with(['.', '\'']) {
            tidy.push_str(&folded(line));
        } else {
            tidy.push_str(line);
        }
        tidy.push('\n');
    }
    tidy
}

/// A line of filled text, broken at blanks; no part begins like a request.
fn folded(line: &str) -> String {
    let mut text = String::new();
    let mut width = 0;
    for word in line.split(' ') {
        // mandoc counts a letter beyond ASCII by its escape, as in \[u00D7].
        let length: usize = word.chars().map(|found| if found.is_ascii() { 1 } else { 8 }).sum();
        if width > 0 && width + 1 + length > WIDTH && !word.is_empty() && !word.starts_with(['.', '\'']) {
            text.push('\n');
            width = 0;
        } else if width > 0 {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += length;
    }
    text
}
