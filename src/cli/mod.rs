//! Turns the command line into plain values, runs the command, and says what goes to which stream.

pub mod amounts;
pub mod args;
pub mod complete;
pub mod completions;
pub mod day;
pub mod env;
pub mod formats;
pub mod global;
pub mod held;
pub mod help;
pub mod leads;
pub mod manual;
pub mod messages;
pub mod names;
pub mod pager;
pub mod printable;
pub mod today;
pub mod values;

use crate::commands::{
    Answer, Audience, Context, Outcome, check, columns, compare, cost, list, overlap, page, plan, recommend, schema,
    services, show, sources,
};
use crate::commands::{changes, held as held_command, standing};
use crate::dataset::{self, Loaded};
use crate::query;
use crate::query::filter::Query;
use crate::query::matcher::Phrase;
use crate::query::names::Names;
use crate::query::terms::{Meaning, Term, terms, topic};
use crate::render::report::{Block, Report};
use crate::render::{self, Format};
use anyhow::{Result, bail};
use args::{ChangesArgs, CheckArgs, Cli, Command, HeldArgs, ListArgs, RecommendArgs, ServicesArgs};
use certcmp_dataset::{Catalog, Certification};
use clap::Parser;
use day::Day;
use env::Env;
use jiff::ToSpan;
use jiff::civil::Date;
use messages::Kind;
use names::Found;
use pager::Pager;
use printable::{printable, steers};
use std::ffi::OsString;
use std::path::PathBuf;

/// Data is called old if its newest source is older than this, in days.
const STALE_AFTER_DAYS: i32 = 90;

/// What the program writes, and its exit code.
#[derive(Debug, Default)]
pub struct Output {
    /// For stdout.
    pub stdout: String,
    /// The file that is written in place of stdout.
    pub file: Option<PathBuf>,
    /// The pager, if the text is longer than the screen.
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

const SHORT_HELP: &str = "\
certcmp compares the machine-learning certifications of AWS, Google Cloud and
Microsoft Azure. Each value comes with its source and its date.

  certcmp compare aws gcp azure       side by side
  certcmp list                        every exam that is available
  certcmp list agents associate       exams about something
  certcmp show pmle                   one certification
  certcmp recommend gcp mlops         the exams that fit, with reasons
  certcmp cost pmle --years 6         the cost of earning and renewing
  certcmp list --json                 for scripts

Run `certcmp --help` for all commands and options.
";

/// Runs the program with some arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>, env: &Env) -> Output {
    let arguments: Vec<OsString> = arguments.into_iter().map(without_bullet).collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(mut error) if error.use_stderr() => {
            leads::add_tip(&mut error, &arguments);
            return from_clap(&error, &arguments, env);
        }
        Err(_) => return help_for(&arguments, env),
    };
    run_command(&cli, env).unwrap_or_else(|error| {
        let text = message(Kind::Error, &format!("{error:#}"), &cli, env);
        Output { stderr: vec![text], code: 2, ..Output::default() }
    })
}

/// Removes the bullet of an entry that was copied from a list, "- [ ] AI-103", which would be taken for an option.
fn without_bullet(argument: OsString) -> OsString {
    match argument.to_str().and_then(|text| text.strip_prefix("- ")) {
        Some(entry) => entry.into(),
        None => argument,
    }
}

/// Returns the help that some arguments ask for.
fn help_for(arguments: &[OsString], env: &Env) -> Output {
    match Cli::definition().try_get_matches_from(arguments) {
        Err(error) => from_clap(&error, arguments, env),
        Ok(_) => Output::default(),
    }
}

/// Returns help and usage errors in clap's own words. They repeat what was typed: if that could steer a terminal, they
/// get no colours, so that every control character left is the user's and is replaced.
fn from_clap(error: &clap::Error, arguments: &[OsString], env: &Env) -> Output {
    let to_stdout = !error.use_stderr();
    let is_terminal = if to_stdout { env.stdout_is_terminal } else { env.stderr_is_terminal };
    let rendered = error.render();
    let color = env.color(None, is_terminal) && !arguments.iter().any(|word| steers(word));
    let text = if color { rendered.ansi().to_string() } else { printable::message(&rendered.to_string()) };
    if to_stdout {
        return Output::text(text);
    }
    Output { stderr: vec![text.trim_end().to_owned()], code: 2, ..Output::default() }
}

fn message(kind: Kind, text: &str, cli: &Cli, env: &Env) -> String {
    let color = env.color(cli.global.color, env.stderr_is_terminal);
    let width = env.message_width(&cli.global);
    messages::message(kind, &printable::message(text), width, &env.layout(&cli.global), color)
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
        return if cli.version { version() } else { Ok(Output::text(SHORT_HELP.to_owned())) };
    };
    if cli.global.has_format() {
        formats::check(command.name(), format)?;
    }
    match command {
        Command::Schema(args) if args.example => return output(&schema::example(), format, cli, env),
        Command::Schema(args) => return output(&schema::run(args.subject)?, format, cli, env),
        Command::Completions(args) => return Ok(Output::text(completions::run(args)?)),
        Command::Man(args) => return Ok(Output::text(manual::run(args)?)),
        Command::Help(args) => return run_help(args.subject.as_deref(), env),
        Command::Complete(args) => return Ok(Output::text(complete::run(args, &cli.global, env))),
        Command::Check(args) => return output(&run_check(args, cli, env, day)?, format, cli, env),
        _ => {}
    }
    let mut loaded = dataset::load(&env.data_paths(&cli.global))?;
    // `changes` shows what the values were and will be.
    if !matches!(command, Command::Changes(_)) {
        loaded.catalog.set_day(day);
    }
    let audience = match format {
        Format::Html => Audience::Pages,
        // Ids come with any answer, so no records are needed.
        Format::Ids => Audience::People,
        _ if format.is_for_people() => Audience::People,
        _ => Audience::Programs,
    };
    let language = cli.global.language();
    let context = Context { catalog: &loaded.catalog, day, language: &language, audience };
    let mut outcome = match command {
        Command::Held(args) => run_held(args, env, &context)?,
        _ => run_on_data(command, cli.global.language.is_some(), &context)?,
    };
    outcome.notes.splice(0..0, own_data_notes(&loaded));
    outcome.notes.extend(language_note(&context));
    outcome.notes.extend(age_note(&loaded, day));
    if cli.global.as_of.is_none() {
        outcome.notes.extend(loaded.catalog.data_date.and_then(|newest| today::clock_note(day, newest)));
    }
    page::complete(&mut outcome, &context);
    output(&outcome, format, cli, env)
}

fn run_help(subject: Option<&str>, env: &Env) -> Result<Output> {
    let help = |command: Option<&str>| {
        let words = std::iter::once("certcmp").chain(command).chain(["--help"]);
        help_for(&words.map(OsString::from).collect::<Vec<_>>(), env)
    };
    Ok(match help::subject(subject)? {
        help::Subject::Program => help(None),
        help::Subject::Command(name) => help(Some(&name)),
        help::Subject::Topic(text) => Output::text(text),
    })
}

fn version() -> Result<Output> {
    let catalog = dataset::embedded()?;
    let date = catalog.data_date.map_or_else(String::new, |date| format!("data up to {date}, "));
    let count = catalog.certifications.len();
    Ok(Output::text(format!("certcmp {}\n{date}{count} certifications\n", env!("CARGO_PKG_VERSION"))))
}

fn run_check(args: &CheckArgs, cli: &Cli, env: &Env, day: Date) -> Result<Outcome> {
    let paths = if args.paths.is_empty() { env.data_paths(&cli.global) } else { args.paths.clone() };
    if paths.is_empty() {
        let folder = env.data_folder().map_or_else(String::new, |folder| format!(" ({})", folder.display()));
        bail!(
            "no files to check: your data folder is empty{folder}\n  give a file or folder, as in `certcmp check data`"
        );
    }
    let oldest = args.stale.map(|days| day.checked_sub(jiff::Span::new().days(i64::from(days))).unwrap_or(Date::MIN));
    Ok(check::run(&dataset::check(&paths, oldest)?, day, cli.global.language().as_str()))
}

fn run_on_data(command: &Command, language_given: bool, context: &Context<'_>) -> Result<Outcome> {
    let mut names = Names::new(context.catalog, context.day, context.language);
    let catalog = context.catalog;
    match command {
        Command::Compare(args) => {
            names.follow = args.current;
            names.source = args.source.as_deref().and_then(|id| catalog.find_source(&id.to_lowercase()));
            let found = names::certifications(&args.certifications, &names, catalog)?;
            let options = compare::Options {
                fields: columns::choose(&args.fields)?,
                full: args.full,
                differences: args.differences,
                disputes: args.disputes,
                source: args.source.as_deref(),
            };
            Ok(with_names(compare::run(&found.named, &options, context)?, &found, catalog))
        }
        Command::List(args) => {
            let options = list::Options {
                query: query(args, &names, catalog)?,
                fields: columns::choose(&args.fields)?,
                sources: args.sources,
                language_given,
                words: printable(&args.words.join(" ")),
                about: None,
            };
            Ok(list::run(&options, context))
        }
        // A provider without a certification that stands for it means its exams.
        Command::Show(args) if names::is_several(&args.certification, &names) => {
            let about = query::names::provider(catalog, &args.certification);
            let options = list::Options {
                query: Query { providers: about.into_iter().collect(), all: true, ..Query::default() },
                fields: columns::choose(&args.fields)?,
                sources: args.sources,
                language_given,
                words: about.map(|provider| provider.name.clone()).unwrap_or_default(),
                about,
            };
            Ok(list::run(&options, context))
        }
        Command::Show(args) => {
            let (certification, found) = names::certification(&args.certification, &names, catalog)?;
            let options = show::Options {
                fields: columns::choose(&args.fields)?,
                full: args.full,
                sources: args.sources,
                disputes: args.disputes,
            };
            Ok(with_names(show::run(certification, &options, context), &found, catalog))
        }
        Command::Plan(args) => {
            let (certification, found) = names::certification(&args.certification, &names, catalog)?;
            let options = plan::PlanOptions {
                exam: args.exam.map(|day| day.from(context.day)),
                from: args.from.map(|day| day.from(context.day)),
                per_week: args.hours_per_week,
                retakes: args.retakes,
            };
            Ok(with_names(plan::run(certification, &options, context)?, &found, catalog))
        }
        Command::Overlap(args) => {
            names.follow = args.current;
            let found = names::certifications(&args.certifications, &names, catalog)?;
            Ok(with_names(overlap::run(&found.certifications(), args.full, context)?, &found, catalog))
        }
        Command::Services(args) => run_services(args, context),
        Command::Cost(args) => {
            names.follow = args.current;
            let found = names::certifications(&args.certifications, &names, catalog)?;
            let from = args.from.map_or(context.day, |day| day.from(context.day));
            let (held, notes) = held::holdings(&args.held, &names, &Context { day: from, ..*context })?;
            let mut certifications = found.certifications();
            if args.certifications.is_empty() {
                certifications = held.iter().map(|row| row.certification).collect();
            }
            let terms = cost::Terms { from, years: args.years, attempts: args.attempts };
            let options = cost::CostOptions { terms, held, events: args.events, assumptions: args.assumptions };
            let outcome = cost::run(&certifications, &options, context)?;
            Ok(with_lines(with_names(outcome, &found, catalog), notes))
        }
        Command::Sources(args) => match &args.certification {
            Some(name) => match catalog.find_source(&name.trim().to_lowercase()) {
                Some(source) => Ok(sources::of_source(source, context)),
                None => {
                    let (certification, found) = names::certification(name, &names, catalog)?;
                    Ok(with_names(sources::of_certification(certification, context), &found, catalog))
                }
            },
            None => Ok(sources::all(context)),
        },
        Command::Recommend(args) => run_recommend(args, &names, context),
        Command::Changes(args) => run_changes(args, &names, context),
        other => bail!("{other:?} does not use the dataset"),
    }
}

/// Adds to an answer, in front, what was taken for a part of a name.
fn with_names(mut outcome: Outcome, found: &Found<'_>, catalog: &Catalog) -> Outcome {
    if let Answer::Report(report) = &mut outcome.answer {
        insert(report, found.named.iter().filter_map(|named| named.note(catalog)));
    }
    if !found.repeated.is_empty() {
        outcome.notes.insert(0, format!("given twice, shown once: {}", found.repeated.join(", ")));
    }
    outcome
}

/// Adds lines to an answer, in front.
fn with_lines(mut outcome: Outcome, lines: Vec<String>) -> Outcome {
    match &mut outcome.answer {
        Answer::Report(report) if !report.blocks.is_empty() => insert(report, lines),
        _ => outcome.notes.extend(lines),
    }
    outcome
}

/// Inserts lines below the title of a report.
fn insert(report: &mut Report, lines: impl IntoIterator<Item = String>) {
    let after_title = usize::from(matches!(report.blocks.first(), Some(Block::Title(..))));
    report.blocks.splice(after_title..after_title, lines.into_iter().map(Block::Text));
}

fn query<'a>(args: &ListArgs, names: &Names<'a>, catalog: &'a Catalog) -> Result<Query<'a>> {
    let mut services = Vec::new();
    for name in &args.service {
        let found = query::services::services(catalog, name);
        if found.is_empty() {
            let known = catalog.services.iter().flat_map(|service| service.names());
            bail!("no service matches `{}`{}", printable(name), names::did_you_mean(name, known));
        }
        services.extend(found);
    }
    let phrases = |texts: &[String]| texts.iter().filter_map(|text| Phrase::new(text)).collect();
    let words = terms(&args.words, names, catalog).into_iter();
    Ok(Query {
        words: words.map(|term| Term { typed: printable(&term.typed), ..term }).collect(),
        providers: names::providers(&args.provider, catalog)?,
        tracks: args.track.clone(),
        levels: args.level.clone(),
        statuses: args.status.clone(),
        max_cost: args.max_cost,
        max_duration: args.max_duration,
        min_validity: args.valid,
        services,
        topics: args.topic.iter().filter_map(|text| topic(&printable(text), catalog)).collect(),
        roles: phrases(&args.role),
        search: phrases(&args.search),
        all: args.all,
        sort: args.sort,
        reverse: args.reverse,
    })
}

fn run_services(args: &ServicesArgs, context: &Context<'_>) -> Result<Outcome> {
    let providers = names::providers(&args.provider, context.catalog)?;
    let providers = providers.into_iter().map(|provider| provider.id.clone()).collect();
    let filter = query::services::Filter { categories: args.category.clone(), providers };
    if args.name.is_empty() {
        return Ok(services::overview(&filter, context));
    }
    services::named(&printable(&args.name.join(" ")), &filter, args.sources, context)
}

fn run_recommend<'a>(args: &RecommendArgs, names: &Names<'a>, context: &Context<'a>) -> Result<Outcome> {
    let catalog = context.catalog;
    let role = |typed: &String| {
        Phrase::new(typed).map(|phrase| Term { typed: printable(typed), meaning: Meaning::Role(phrase) })
    };
    let (certificates, notes) = held::holdings(&args.held, names, context)?;
    let mut wishes = recommend::Wishes {
        providers: names::providers(&args.provider, catalog)?,
        topics: args.topic.iter().filter_map(|typed| topic(&printable(typed), catalog)).collect(),
        roles: args.role.iter().filter_map(role).collect(),
        experience: args.experience,
        cloud_experience: args.cloud_experience,
        budget: args.max_cost,
        by: args.by.map(|day| day.from(context.day)),
        levels: args.level.clone(),
        held: certificates.iter().map(|row| row.certification).collect(),
        certificates,
        breadth: args.breadth,
        ..recommend::Wishes::default()
    };
    let mut language = context.language.clone();
    for term in terms(&args.words, names, catalog) {
        match term.meaning {
            Meaning::Language(wanted) => language = wanted,
            _ => wishes.add(Term { typed: printable(&term.typed), ..term }),
        }
    }
    let top = usize::try_from(args.top).unwrap_or(usize::MAX);
    let options = recommend::Options { top, explain: args.explain, excluded: args.excluded };
    Ok(with_lines(recommend::run(&wishes, options, &Context { language: &language, ..*context })?, notes))
}

fn run_held(args: &HeldArgs, env: &Env, context: &Context<'_>) -> Result<Outcome> {
    let default = env.held_file()?;
    let paths = if args.files.is_empty() { default.as_slice() } else { args.files.as_slice() };
    if paths.is_empty() {
        bail!(
            "no file of certificates\n  give one, as in `certcmp held team.csv`, or put held.yaml into your data folder"
        );
    }
    let files = paths.iter().map(|path| held::file(path, context.day)).collect::<Result<Vec<_>>>()?;
    let options = held_command::Options {
        until: args.within.map(|within| within.from(context.day)),
        check: args.check,
        by: args.by,
        reminders: args.remind.clone(),
    };
    held_command::run(files, &options, context)
}

fn run_changes<'a>(args: &ChangesArgs, names: &Names<'a>, context: &Context<'a>) -> Result<Outcome> {
    let day = |day: Option<Day>, or: jiff::Span| {
        day.map_or_else(|| context.day.saturating_add(or), |day| day.from(context.day))
    };
    let period = changes::Period { since: day(args.since, (-90).days()), until: day(args.until, 180.days()) };
    if period.since > period.until {
        bail!("--since {} is after --until {}", period.since, period.until);
    }
    let certifications = changed(&args.certifications, names, context)?;
    Ok(changes::run(&certifications, period, args.sources, context))
}

/// Returns the certifications that are named, all of those of a provider, or all there are.
fn changed<'a>(typed: &[String], names: &Names<'a>, context: &Context<'a>) -> Result<Vec<&'a Certification>> {
    let all = &context.catalog.certifications;
    let mut found: Vec<&Certification> = Vec::new();
    for name in typed {
        match query::names::provider(context.catalog, name) {
            Some(provider) => found.extend(all.iter().filter(|exam| exam.provider == provider.id)),
            None => found
                .extend(names::certifications(std::slice::from_ref(name), names, context.catalog)?.certifications()),
        }
    }
    Ok(if typed.is_empty() { all.iter().collect() } else { standing::distinct(&found) })
}

fn own_data_notes(loaded: &Loaded) -> Vec<String> {
    let mut notes = Vec::new();
    for (done, ids) in [("replaced", &loaded.replaced), ("corrected", &loaded.amended)] {
        // Several files may do so to the same record.
        let mut known = std::collections::HashSet::new();
        let ids: Vec<&str> = ids.iter().map(String::as_str).filter(|id| known.insert(*id)).collect();
        if !ids.is_empty() {
            notes.push(format!("{done} by your own data: {}", ids.join(", ")));
        }
    }
    notes
}

/// Returns a note if no record names the language, which is more likely a slip than a wish.
fn language_note(context: &Context<'_>) -> Option<String> {
    let wanted = context.language;
    let serves = |languages: &certcmp_dataset::language::Languages| languages.serves(wanted);
    let named = context.catalog.certifications.iter().any(|certification| {
        let of_sittings = certification.sittings.iter().filter_map(|sitting| sitting.facts.languages.as_deref());
        of_sittings.chain(certification.facts.languages.as_deref()).any(|languages| serves(&languages.value))
    });
    (!named).then(|| format!("no exam in the data is known to be offered in {}", wanted.title()))
}

fn age_note(loaded: &Loaded, day: Date) -> Option<String> {
    let newest = loaded.catalog.data_date?;
    let age = newest.until(day).ok()?.get_days();
    let old = age > STALE_AFTER_DAYS;
    old.then(|| format!("the data is {age} days old ({newest}); check the vendor's page before you book"))
}

fn output(outcome: &Outcome, format: Format, cli: &Cli, env: &Env) -> Result<Output> {
    let layout = env.layout(&cli.global);
    let stdout = match &outcome.answer {
        Answer::Report(report) => render::render(report, outcome.calendar.as_ref(), format, &layout)?,
        Answer::Document(text) => text.clone(),
    };
    let mut stderr = Vec::new();
    if !cli.global.quiet {
        stderr.extend(outcome.notes.iter().map(|note| message(Kind::Note, note, cli, env)));
        if env.stdout_is_terminal && env.stderr_is_terminal && format.is_for_people() {
            stderr.extend(outcome.hints.iter().map(|hint| message(Kind::Hint, hint, cli, env)));
        }
    }
    let is_text = matches!(outcome.answer, Answer::Report(_)) && format.is_for_people();
    let pager = if is_text { Pager::for_text(&stdout, env, &cli.global) } else { None };
    let file = cli.global.output.clone().filter(|path| path.as_os_str() != "-");
    Ok(Output { stdout, file, pager, stderr, code: u8::from(outcome.faults) })
}
