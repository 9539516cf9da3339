//! Turns the command line into plain values, runs the command, and says what goes to which stream.

pub mod amounts;
pub mod args;
pub mod complete;
pub mod completions;
pub mod day;
pub mod dispatch;
pub mod env;
pub mod global;
pub mod held;
pub mod help;
pub mod leads;
pub mod manual;
pub mod messages;
pub mod names;
pub mod notes;
pub mod pager;
pub mod today;
pub mod values;

use crate::commands::plan;
use crate::commands::{Audience, Context, Outcome, check, page, schema};
use crate::dataset;
use crate::render::{self, Format};
use anyhow::{Result, bail};
use args::{Cli, Command};
use certcmp_dataset::yaml::text::is_control;
use day::Day;
use env::Env;
use jiff::ToSpan;
use jiff::civil::Date;
use messages::{ERROR, HINT, NOTE};
use pager::Pager;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Default)]
pub struct Output {
    pub stdout: String,
    pub file: Option<PathBuf>,
    pub pager: Option<Pager>,
    /// For stderr, one message each.
    pub stderr: Vec<String>,
    /// The exit code: 0 done, 1 faults found, 2 could not run.
    pub code: u8,
}

impl Output {
    fn text(stdout: String) -> Self {
        Self { stdout, ..Self::default() }
    }
}

pub fn run(arguments: impl IntoIterator<Item = OsString>, env: &Env) -> Output {
    let arguments: Vec<OsString> = arguments.into_iter().map(without_bullet).collect();
    let cli = match Cli::from_arguments(&arguments) {
        Ok(cli) => cli,
        Err(mut error) if error.use_stderr() => {
            leads::add_tip(&mut error, &arguments);
            return from_clap(&error, &arguments, env);
        }
        Err(_) => return help_for(&arguments, env),
    };
    run_command(&cli, env).unwrap_or_else(|error| {
        let is_missing = |cause: &std::io::Error| cause.kind() == std::io::ErrorKind::NotFound;
        let path = error.chain().any(|cause| cause.downcast_ref().is_some_and(is_missing));
        let remedy = if path { "\n  check the path" } else { "" };
        let text = message(ERROR, &format!("{error:#}{remedy}"), &cli, env);
        Output { stderr: vec![text], code: 2, ..Output::default() }
    })
}

/// Removes the bullet of an entry that was copied from a list, "- [ ] AI-103", which would be taken for an option.
fn without_bullet(argument: OsString) -> OsString {
    argument.to_str().and_then(|text| text.strip_prefix("- ")).map(OsString::from).unwrap_or(argument)
}

fn help_for(arguments: &[OsString], env: &Env) -> Output {
    let error = Cli::definition().try_get_matches_from(arguments).err();
    error.map_or_else(Output::default, |error| from_clap(&error, arguments, env))
}

/// Returns help and usage errors in clap's own words. They repeat what was typed: if that could steer a terminal, they
/// get no colours, so that every control character left is the user's and is replaced.
fn from_clap(error: &clap::Error, arguments: &[OsString], env: &Env) -> Output {
    let to_stdout = !error.use_stderr();
    let is_terminal = if to_stdout { env.stdout_is_terminal } else { env.stderr_is_terminal };
    let rendered = error.render();
    let color =
        env.color(None, is_terminal) && !arguments.iter().any(|word| word.to_string_lossy().contains(is_control));
    let text = if color { rendered.ansi().to_string() } else { messages::cleaned(&rendered.to_string()) };
    if to_stdout {
        return Output::text(text);
    }
    Output { stderr: vec![text.trim_end().to_owned()], code: 2, ..Output::default() }
}

fn message(word: &str, text: &str, cli: &Cli, env: &Env) -> String {
    let color = env.color(cli.global.color, env.stderr_is_terminal);
    let width = env.message_width(&cli.global);
    messages::message(word, text, width, &env.layout(&cli.global), color)
}

fn run_command(cli: &Cli, env: &Env) -> Result<Output> {
    let format = cli.global.output_format()?;
    // A file gets the same bytes on a terminal and in a pipe.
    let for_file = Env { stdout_is_terminal: false, terminal_size: None, ..env.clone() };
    let env = if cli.global.output.is_some() { &for_file } else { env };
    let day = match cli.global.as_of {
        Some(Day::On(date)) => date,
        Some(day) => day.from(today::today()?),
        None => today::today()?,
    };
    let Some(command) = cli.command.as_ref().filter(|_| !cli.version) else {
        if cli.global.has_format() {
            bail!("--format needs a command, as in `certcmp list --format json`");
        }
        return if cli.version { version() } else { Ok(Output::text(include_str!("help/short.txt").to_owned())) };
    };
    if cli.global.has_format() {
        global::check_format(&cli.name, format)?;
    }
    match command {
        Command::Schema { subject, example } => {
            let example = example.then(|| Ok(schema::EXAMPLE.to_owned()));
            let text = example.unwrap_or_else(|| schema::run(*subject, dispatch::documents))?;
            return Ok(Output { file: file(cli), ..Output::text(text) });
        }
        Command::Completions { shell, into } => return Ok(Output::text(completions::run(*shell, into.as_deref())?)),
        Command::Man { command, into } => {
            return Ok(Output::text(manual::run(command.as_deref(), into.as_deref())?));
        }
        Command::Help { subject } => return run_help(subject.as_deref(), env),
        Command::Complete { word, before } => {
            return Ok(Output::text(complete::run(word, before, &cli.global, env)));
        }
        Command::Check { paths, stale } => return output(&run_check(paths, *stale, cli, env, day)?, format, cli, env),
        _ => {}
    }
    let mut loaded = dataset::load(&env.data_paths(&cli.global))?;
    match command {
        // It shows earlier and later values.
        Command::Changes { .. } => {}
        // A plan follows the outline of the day of the exam.
        Command::Plan { exam, from, .. } => {
            let from = from.map_or(day, |from| from.from(day));
            let proposed = from.saturating_add(plan::USUAL_WEEKS.weeks());
            loaded.catalog.set_day(exam.map_or(proposed, |exam| exam.from(day)));
        }
        _ => loaded.catalog.set_day(day),
    }
    let audience = match format {
        Format::Html => Audience::Pages,
        // Ids come with any answer, so no records are needed.
        _ if format == Format::Ids || format.is_for_people() => Audience::People,
        _ => Audience::Programs,
    };
    let language = cli.global.language();
    let context = Context { catalog: &loaded.catalog, day, language: &language, audience };
    let mut outcome = dispatch::run(command, cli.global.language.is_some(), env, &context)?;
    outcome.notes.splice(0..0, notes::own_data(&loaded));
    outcome.notes.extend(notes::language(&context));
    outcome.notes.extend(notes::age(&loaded, day));
    if cli.global.as_of.is_none() {
        outcome.notes.extend(loaded.catalog.data_date.and_then(|newest| today::clock_note(day, newest)));
    }
    page::complete(&mut outcome, &context);
    output(&outcome, format, cli, env)
}

fn run_help(subject: Option<&str>, env: &Env) -> Result<Output> {
    if let Some(topic) = help::TOPICS.iter().find(|topic| Some(topic.name) == subject) {
        return Ok(Output::text(topic.text()));
    }
    if let Some(name) = subject.filter(|name| help::commands().iter().all(|(known, _)| known != name)) {
        return Err(help::unknown(name, help::TOPICS));
    }
    let words = std::iter::once("certcmp").chain(subject).chain(["--help"]);
    Ok(help_for(&words.map(OsString::from).collect::<Vec<_>>(), env))
}

fn version() -> Result<Output> {
    let catalog = dataset::embedded()?;
    let date = catalog.data_date.map_or_else(String::new, |date| format!("data up to {date}, "));
    let count = catalog.certifications.len();
    Ok(Output::text(format!("certcmp {}\n{date}{count} certifications\n", env!("CARGO_PKG_VERSION"))))
}

fn run_check(paths: &[PathBuf], stale: Option<u32>, cli: &Cli, env: &Env, day: Date) -> Result<Outcome> {
    let paths = if paths.is_empty() { env.data_paths(&cli.global) } else { paths.to_vec() };
    if paths.is_empty() {
        let folder = env.data_folder().map_or_else(String::new, |folder| format!(" ({})", folder.display()));
        bail!(
            "no files to check: your data folder is empty{folder}\n  give a file or folder, as in `certcmp check team.yaml`"
        );
    }
    let oldest = stale.map(|days| day.checked_sub(jiff::Span::new().days(i64::from(days))).unwrap_or(Date::MIN));
    Ok(check::run(&dataset::check(&paths, oldest)?, day, cli.global.language().as_str()))
}

fn file(cli: &Cli) -> Option<PathBuf> {
    cli.global.output.clone().filter(|path| path.as_os_str() != "-")
}

fn output(outcome: &Outcome, format: Format, cli: &Cli, env: &Env) -> Result<Output> {
    let layout = env.layout(&cli.global);
    let stdout = render::render(&outcome.report, outcome.calendar.as_ref(), format, &layout)?;
    let mut stderr = Vec::new();
    if !cli.global.quiet {
        stderr.extend(outcome.notes.iter().map(|note| message(NOTE, note, cli, env)));
        if env.stdout_is_terminal && env.stderr_is_terminal && format.is_for_people() {
            stderr.extend(outcome.hints.iter().map(|hint| message(HINT, hint, cli, env)));
        }
    }
    let pager = format.is_for_people().then(|| Pager::for_text(&stdout, env, &cli.global)).flatten();
    Ok(Output { stdout, file: file(cli), pager, stderr, code: u8::from(outcome.faults) })
}
