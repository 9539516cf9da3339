//! Turns the command line into a query and settings, runs the command, and says what goes to which stream.

pub mod args;
pub mod complete;
pub mod global;
pub mod help;
pub mod manual;
pub mod messages;
pub mod names;
pub mod printable;
pub mod recommend;
pub mod settings;
pub mod shell;
pub mod terminal;
pub mod today;
pub mod topics;

use crate::commands::columns::Column;
use crate::commands::{
    Answer, Audience, Context, Outcome, check, compare, cost, list, overlap, page, plan, schema, services, show,
    sources,
};
use crate::dataset::{self, Loaded};
use crate::query::service_name::Filter;
use crate::query::{self, NameError, Query};
use crate::render::{self, Format};
use anyhow::{Context as _, Result, anyhow, bail};
use args::{
    CheckArgs, Cli, Command, CompareArgs, CostArgs, ListArgs, OverlapArgs, PlanArgs, ServicesArgs, ShowArgs,
    SourcesArgs,
};
use certcmp_dataset::nearest::nearest;
use certcmp_dataset::{Certification, Provider};
use jiff::civil::Date;
use messages::Kind;
use names::with_stdin;
use printable::{printable, steers};
use settings::Surroundings;
use std::ffi::OsString;
use terminal::Pager;

/// Facts are called old if the newest source of the dataset is older than this, in days.
const STALE_AFTER_DAYS: i32 = 90;

/// What the program is to write, and how it ends.
#[derive(Debug, Default)]
pub struct Ending {
    /// For stdout.
    pub stdout: String,
    /// What is to show it, where it is too long for the screen.
    pub pager: Option<Pager>,
    /// For stderr, one line each.
    pub stderr: Vec<String>,
    /// The exit code: 0 done, 1 faults found, 2 could not run.
    pub code: u8,
}

const SHORT_HELP: &str = "\
certcmp compares the machine-learning certifications of AWS, Google Cloud and
Microsoft Azure. Each value comes with its source and its date.

  certcmp compare aws gcp azure       side by side
  certcmp compare aws gcp --current   what can be taken in place of what cannot
  certcmp list                        everything that can be taken
  certcmp show pmle                   everything that is known of one
  certcmp recommend --cloud gcp       which one fits, and why
  certcmp cost pmle --years 6         what it costs to earn and keep
  certcmp list --json                 for scripts

certcmp --help tells of all commands and options.
";

/// Runs the program for some arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>, surroundings: &Surroundings) -> Ending {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::read(&arguments) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => return from_clap(&error, &arguments, surroundings),
        Err(_) => return help_for(&arguments, surroundings),
    };
    match dispatch(&cli, surroundings) {
        Ok(ending) => ending,
        Err(error) => {
            let text = message(Kind::Error, &format!("{error:#}"), &cli, surroundings);
            Ending { stderr: vec![text], code: 2, ..Ending::default() }
        }
    }
}

/// The help that some arguments ask for, with the words that only help has.
fn help_for(arguments: &[OsString], surroundings: &Surroundings) -> Ending {
    match help::definition().try_get_matches_from(arguments) {
        Err(error) => from_clap(&error, arguments, surroundings),
        Ok(_) => Ending::default(),
    }
}

/// `help`, which prints what `--help` does, or a topic.
fn run_help(subject: Option<&str>, surroundings: &Surroundings) -> Result<Ending> {
    Ok(match help::wanted(subject)? {
        help::Wanted::Program => help_for(&["certcmp".into(), "--help".into()], surroundings),
        help::Wanted::Command(name) => help_for(&["certcmp".into(), name.into(), "--help".into()], surroundings),
        help::Wanted::Topic(text) => Ending { stdout: text, ..Ending::default() },
    })
}

/// Help and usage errors, in clap's own words. They repeat what was typed: where that could steer a terminal, they get no
/// colours, so that every control character that is left is the user's and is replaced.
fn from_clap(error: &clap::Error, arguments: &[OsString], surroundings: &Surroundings) -> Ending {
    let to_stdout = !error.use_stderr();
    let is_terminal = if to_stdout { surroundings.stdout_is_terminal } else { surroundings.stderr_is_terminal };
    let rendered = error.render();
    let color = surroundings.color(None, is_terminal) && !arguments.iter().any(|word| steers(word));
    let text = if color { rendered.ansi().to_string() } else { printable::message(&rendered.to_string()) };
    if to_stdout {
        return Ending { stdout: text, ..Ending::default() };
    }
    Ending { stderr: vec![text.trim_end().to_owned()], code: 2, ..Ending::default() }
}

/// A message as it stands on stderr.
fn message(kind: Kind, text: &str, cli: &Cli, surroundings: &Surroundings) -> String {
    let color = surroundings.color(cli.global.color, surroundings.stderr_is_terminal);
    let width = surroundings.message_width(&cli.global);
    messages::message(kind, &printable::message(text), width, &surroundings.layout(&cli.global), color)
}

fn dispatch(cli: &Cli, surroundings: &Surroundings) -> Result<Ending> {
    let format = settings::format(&cli.global)?;
    let day = cli.global.as_of.map_or_else(today::today, Ok)?;
    let Some(command) = cli.command.as_ref().filter(|_| !cli.version) else {
        if cli.global.json || !cli.global.format.is_empty() {
            bail!("a format needs a command whose answer it is for\n  as in `certcmp list --json`");
        }
        return if cli.version { version() } else { Ok(Ending { stdout: SHORT_HELP.to_owned(), ..Ending::default() }) };
    };
    let outcome = match command {
        Command::Schema(args) => {
            only_json(format, cli)?;
            schema::run(args.subject)?
        }
        Command::Completions(args) => {
            no_format("completions", cli)?;
            Outcome::document(shell::run(args)?)
        }
        Command::Man(args) => {
            no_format("man", cli)?;
            Outcome::document(manual::run(args)?)
        }
        Command::Help(args) => {
            no_format("help", cli)?;
            return run_help(args.subject.as_deref(), surroundings);
        }
        Command::Complete(args) => Outcome::document(complete::run(args, &cli.global, surroundings)),
        Command::Check(args) => run_check(args, cli, surroundings, day)?,
        other => run_on_data(other, cli, surroundings, day, format)?,
    };
    ending(outcome, format, cli, surroundings)
}

fn only_json(format: Format, cli: &Cli) -> Result<()> {
    if format != Format::Json && !cli.global.format.is_empty() {
        bail!("`schema` prints JSON only\n  leave --format {} out", format.name());
    }
    Ok(())
}

fn no_format(command: &str, cli: &Cli) -> Result<()> {
    if cli.global.json || !cli.global.format.is_empty() {
        bail!("`{command}` prints a document of its own form\n  leave --format and --json out");
    }
    Ok(())
}

fn version() -> Result<Ending> {
    let catalog = dataset::embedded()?;
    let date = catalog.data_date.map_or_else(String::new, |date| format!("data up to {date}, "));
    let stdout =
        format!("certcmp {}\n{date}{} certifications\n", env!("CARGO_PKG_VERSION"), catalog.certifications.len());
    Ok(Ending { stdout, ..Ending::default() })
}

fn run_check(args: &CheckArgs, cli: &Cli, surroundings: &Surroundings, day: Date) -> Result<Outcome> {
    let paths = if args.paths.is_empty() { surroundings.data_paths(&cli.global) } else { args.paths.clone() };
    if paths.is_empty() {
        bail!("there is nothing to check\n  name a file or a folder, as in `certcmp check data`");
    }
    let oldest = args.stale.map(|days| day.checked_sub(jiff::Span::new().days(days)).unwrap_or(Date::MIN));
    Ok(check::run(&dataset::check(&paths, oldest)?, day, cli.global.language().as_str()))
}

fn run_on_data(
    command: &Command,
    cli: &Cli,
    surroundings: &Surroundings,
    day: Date,
    format: Format,
) -> Result<Outcome> {
    // The process ends soon after; taking the catalog apart would only delay the answer.
    let loaded = dataset::load(&surroundings.data_paths(&cli.global))?;
    let audience = match format {
        Format::Html => Audience::Pages,
        // Ids come along with any answer; records would be made for nothing.
        Format::Ids => Audience::People,
        _ if format.is_for_people() => Audience::People,
        _ => Audience::Programs,
    };
    let language = cli.global.language();
    let context = Context { catalog: &loaded.catalog, day, language: &language, audience };
    let mut outcome = match command {
        Command::Compare(args) => run_compare(args, &context)?,
        Command::List(args) => run_list(args, &context)?,
        Command::Show(args) => run_show(args, &context)?,
        Command::Plan(args) => run_plan(args, &context)?,
        Command::Overlap(args) => run_overlap(args, &context)?,
        Command::Services(args) => run_services(args, &context)?,
        Command::Cost(args) => run_cost(args, &context)?,
        Command::Sources(args) => run_sources(args, &context)?,
        Command::Recommend(args) => recommend::run(args, &context)?,
        Command::Check(_)
        | Command::Schema(_)
        | Command::Completions(_)
        | Command::Man(_)
        | Command::Help(_)
        | Command::Complete(_) => bail!("this command needs no dataset"),
    };
    outcome.notes.splice(0..0, own_data_notes(&loaded));
    outcome.notes.extend(language_note(&context));
    outcome.notes.extend(age_note(&loaded, day));
    if cli.global.as_of.is_none() {
        outcome.notes.extend(loaded.catalog.data_date.and_then(|newest| today::clock_note(day, newest)));
    }
    page::complete(&mut outcome, &context);
    Ok(outcome)
}

fn own_data_notes(loaded: &Loaded) -> Vec<String> {
    let mut notes = Vec::new();
    for (done, ids) in [("replaced", &loaded.replaced), ("corrected", &loaded.amended)] {
        if ids.is_empty() {
            continue;
        }
        // Several files may do so to the same record.
        let mut known = std::collections::HashSet::new();
        let ids: Vec<&str> = ids.iter().map(String::as_str).filter(|id| known.insert(*id)).collect();
        notes.push(format!("{done} by your own data: {}", ids.join(", ")));
    }
    notes
}

/// A language that no record names is more likely a slip than a wish.
fn language_note(context: &Context<'_>) -> Option<String> {
    let wanted = context.language;
    let serves = |languages: &certcmp_dataset::language::Languages| languages.serves(wanted);
    let named = context.catalog.certifications.iter().any(|certification| {
        let of_sittings = certification.sittings.iter().filter_map(|sitting| sitting.facts.languages.as_deref());
        of_sittings.chain(certification.facts.languages.as_deref()).any(|languages| serves(&languages.value))
    });
    (!named).then(|| format!("no exam is known to be offered in {}", wanted.title()))
}

fn age_note(loaded: &Loaded, day: Date) -> Option<String> {
    let newest = loaded.catalog.data_date?;
    let age = newest.until(day).ok()?.get_days();
    let old = age > STALE_AFTER_DAYS;
    old.then(|| {
        format!("the newest source is of {newest}, {age} days before {day}; check the vendor's page before you book")
    })
}

/// Finds certifications by the names that were typed; every name that leads nowhere is in the error.
fn find<'a>(names: &[String], context: &Context<'a>) -> Result<Vec<&'a Certification>> {
    let names: Vec<String> = names.iter().map(|name| printable(name)).collect();
    query::resolve_all(context.catalog, &names).map_err(|errors| name_errors(&errors))
}

fn name_errors(errors: &[NameError]) -> anyhow::Error {
    let texts: Vec<String> = errors.iter().map(NameError::to_string).collect();
    anyhow!("{}\n  `certcmp list --all` shows every name", texts.join("\n"))
}

fn chosen(fields: &[String]) -> Result<Option<Vec<Column>>> {
    if fields.is_empty() {
        return Ok(None);
    }
    let mut columns = Vec::new();
    let mut unknown = Vec::new();
    for field in fields {
        // The same key twice would be no JSON object that every reader takes.
        match Column::find(field) {
            Some(column) if columns.contains(&column) => {}
            Some(column) => columns.push(column),
            None if unknown.contains(&field.as_str()) => {}
            None => unknown.push(field.as_str()),
        }
    }
    if unknown.is_empty() {
        return Ok(Some(columns));
    }
    let names: Vec<&str> = Column::all().map(Column::name).collect();
    let lines = unknown.iter().map(|field| match nearest(field, names.iter().copied()).first() {
        Some(near) => format!("there is no field `{field}`\n  did you mean `{near}`?"),
        None => format!("there is no field `{field}`"),
    });
    bail!("{}\n  the fields are {}", lines.collect::<Vec<_>>().join("\n"), names.join(", "))
}

fn run_compare(args: &CompareArgs, context: &Context<'_>) -> Result<Outcome> {
    let certifications = find(&with_stdin(&args.certifications)?, context)?;
    let options = compare::Options {
        chosen: chosen(&args.fields)?,
        differences: args.differences,
        current: args.current,
        source: args.source.as_deref(),
    };
    compare::run(&certifications, &options, context).map_err(|problem| anyhow!(problem))
}

fn run_list(args: &ListArgs, context: &Context<'_>) -> Result<Outcome> {
    for provider in &args.provider {
        find_provider(provider, context)?;
    }
    for service in &args.service {
        if query::services(context.catalog, service).is_empty() {
            let known = context.catalog.services.iter().flat_map(|service| service.names());
            let near =
                nearest(service, known).first().map_or_else(String::new, |near| format!("\n  did you mean `{near}`?"));
            bail!("no service is or was called `{service}`{near}");
        }
    }
    let query = Query {
        providers: args.provider.clone(),
        tracks: args.track.clone(),
        levels: args.level.clone(),
        statuses: args.status.clone(),
        max_price: args.max_price,
        max_duration: args.max_duration,
        services: args.service.clone(),
        emphasis: args.emphasis.clone(),
        roles: args.role.clone(),
        search: args.search.clone(),
        all: args.all,
        sort: args.sort,
        reverse: args.reverse,
    };
    Ok(list::run(&query, chosen(&args.fields)?.as_deref(), context))
}

/// Finds a provider by its id or an alias, in any case.
fn find_provider<'a>(name: &str, context: &Context<'a>) -> Result<&'a Provider> {
    let wanted = name.trim().to_lowercase();
    let names = |provider: &'a Provider| std::iter::once(&provider.id).chain(&provider.aliases);
    let providers = &context.catalog.providers;
    if let Some(found) = providers.iter().find(|provider| provider.is_called(&wanted)) {
        return Ok(found);
    }
    let near = nearest(name, providers.iter().flat_map(names).map(String::as_str))
        .first()
        .map_or_else(String::new, |near| format!("\n  did you mean `{near}`?"));
    let ids: Vec<&str> = providers.iter().map(|provider| provider.id.as_str()).collect();
    bail!("no provider is called `{}`{near}\n  the providers are {}", printable(name), ids.join(", "))
}

fn run_show(args: &ShowArgs, context: &Context<'_>) -> Result<Outcome> {
    let found = find(std::slice::from_ref(&args.certification), context)?;
    let certification = found.first().context("no certification was named")?;
    Ok(show::run(certification, chosen(&args.fields)?.as_deref(), args.sources, context))
}

fn run_plan(args: &PlanArgs, context: &Context<'_>) -> Result<Outcome> {
    let found = find(std::slice::from_ref(&args.certification), context)?;
    let certification = found.first().context("no certification was named")?;
    let options = plan::Options { exam: args.exam, from: args.from, per_week: args.hours_per_week };
    plan::run(certification, &options, context).map_err(|problem| anyhow!(problem))
}

fn run_overlap(args: &OverlapArgs, context: &Context<'_>) -> Result<Outcome> {
    let certifications = find(&with_stdin(&args.certifications)?, context)?;
    overlap::run(&certifications, args.current, context)
}

fn run_services(args: &ServicesArgs, context: &Context<'_>) -> Result<Outcome> {
    for provider in &args.provider {
        find_provider(provider, context)?;
    }
    let filter = Filter { categories: args.category.clone(), providers: args.provider.clone() };
    if args.name.is_empty() {
        return Ok(services::overview(&filter, context));
    }
    services::named(&printable(&args.name.join(" ")), &filter, context)
}

fn run_cost(args: &CostArgs, context: &Context<'_>) -> Result<Outcome> {
    let certifications = find(&with_stdin(&args.certifications)?, context)?;
    let terms = cost::Terms { from: args.from.unwrap_or(context.day), years: args.years, attempts: args.attempts };
    cost::run(&certifications, &terms, args.current, context).map_err(|problem| anyhow!(problem))
}

fn run_sources(args: &SourcesArgs, context: &Context<'_>) -> Result<Outcome> {
    match &args.certification {
        Some(name) => {
            let found = find(std::slice::from_ref(name), context)?;
            Ok(sources::of(found.first().context("no certification was named")?, context))
        }
        None => Ok(sources::all(context)),
    }
}

fn ending(outcome: Outcome, format: Format, cli: &Cli, surroundings: &Surroundings) -> Result<Ending> {
    // As with the catalog: nobody waits for the report to be taken apart.
    let layout = surroundings.layout(&cli.global);
    let stdout = match &outcome.answer {
        Answer::Report(report) => render::render(report, outcome.calendar.as_ref(), format, &layout)?,
        Answer::Document(text) => text.clone(),
    };
    let mut stderr = Vec::new();
    if !cli.global.quiet {
        stderr.extend(outcome.notes.iter().map(|note| message(Kind::Note, note, cli, surroundings)));
        if surroundings.stdout_is_terminal && surroundings.stderr_is_terminal && format.is_for_people() {
            stderr.extend(outcome.hints.iter().map(|hint| message(Kind::Hint, hint, cli, surroundings)));
        }
    }
    let is_text = matches!(outcome.answer, Answer::Report(_)) && format.is_for_people();
    let pager = if is_text { surroundings.pager(&cli.global, &stdout) } else { None };
    Ok(Ending { stdout, pager, stderr, code: u8::from(outcome.faults) })
}

/// The parser's definition, for tests and for documents made from it.
pub fn definition() -> clap::Command {
    let mut definition = help::definition();
    definition.build();
    definition
}
