//! What can stand at the cursor: the scripts of `certcmp completions` ask here for candidates while somebody types.
//!
//! One candidate a line, with a tab before its description. A path is left to the shell: then the only line is
//! [`PATHS`]. Nothing here fails, asks or waits: where there is no answer, there is no line.

use super::args::{Cli, CompleteArgs};
use super::global::Global;
use super::help;
use super::settings::Surroundings;
use crate::commands::columns::Column;
use crate::dataset;
use certcmp_dataset::language::Language;
use certcmp_dataset::{Catalog, Certification, Service};
use clap::{Arg, Command, ValueHint};
use clap_complete::engine::{self, ArgValueCompleter, CompletionCandidate};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

/// Stands for "let the shell complete a path".
pub const PATHS: &str = ":paths";

/// The most of one's own data that is read while somebody waits at the prompt, in bytes.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// What a name costs of that, whatever it stands for: a folder may be somebody's whole home.
const NAME_COST: u64 = 1024;

/// How deep folders of data are looked into.
const MOST_DEPTH: usize = 8;

/// A name with a word of description.
type Named = (String, String);

/// What kind of name an argument takes.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Certification,
    Provider,
    Service,
    Source,
    Role,
    Topic,
    Field,
    Language,
    Help,
    Manual,
}

/// The kind of name that an argument takes, by its id in the definition.
fn kind(command: &str, argument: &str) -> Option<Kind> {
    Some(match (command, argument) {
        (_, "certifications" | "certification" | "held") => Kind::Certification,
        (_, "provider" | "cloud") => Kind::Provider,
        (_, "service") | ("services", "name") => Kind::Service,
        (_, "source") => Kind::Source,
        (_, "role") => Kind::Role,
        (_, "topic" | "emphasis") => Kind::Topic,
        (_, "fields") => Kind::Field,
        (_, "language") => Kind::Language,
        ("help", "subject") => Kind::Help,
        ("man", "command") => Kind::Manual,
        _ => return None,
    })
}

/// Stands for names in what the engine answers: the command, the argument and what was typed of the name follow it.
/// Names are looked up after the engine has said which are wanted, so that an option is completed without the dataset.
const NAMES: char = '\0';

/// The candidates, as the scripts read them.
pub fn run(args: &CompleteArgs, global: &Global, surroundings: &Surroundings) -> String {
    let complete = |command: Command| {
        let name = command.get_name().to_owned();
        command.mut_args(|argument| completed(argument, &name))
    };
    let mut definition = complete(Cli::whole()).mut_subcommands(complete);
    let mut words = vec![OsString::from("certcmp")];
    words.extend(args.before.iter().cloned());
    words.push(args.word.clone());
    let cursor = words.len() - 1;
    let answered = engine::complete(&mut definition, words, cursor, None).unwrap_or_default();
    let mut candidates: Vec<Named> = Vec::new();
    for candidate in &answered {
        let value = candidate.get_value().to_string_lossy();
        match value.split_once(NAMES) {
            Some((before, wanted)) => {
                let names = wanted_names(wanted, &catalog(args, global, surroundings), &args.before);
                candidates.extend(names.into_iter().map(|(name, about)| (format!("{before}{name}"), about)));
            }
            None if value.ends_with(PATHS) => return format!("{PATHS}\n"),
            None => {
                let about = candidate.get_help().map(ToString::to_string).unwrap_or_default();
                candidates.push((value.into_owned(), about));
            }
        }
    }
    // Options are offered to those who begin one, or where nothing else can stand.
    if args.word.is_empty() && candidates.iter().any(|(value, _)| !value.starts_with('-')) {
        candidates.retain(|(value, _)| !value.starts_with('-'));
    }
    // A short option says less than its long one, which is offered too.
    candidates.retain(|(value, _)| !value.starts_with('-') || value.starts_with("--"));
    candidates.iter().map(line).collect()
}

fn line((value, about): &Named) -> String {
    let (value, about) = (clean(value), clean(about.lines().next().unwrap_or_default()));
    if about.is_empty() { format!("{value}\n") } else { format!("{value}\t{about}\n") }
}

/// A text that cannot steer a terminal or break the lines.
fn clean(text: &str) -> String {
    text.chars().filter(|found| !found.is_control()).collect()
}

/// The dataset with the user's own data, also that of a `--data` before the cursor; without it where it has faults.
fn catalog(args: &CompleteArgs, global: &Global, surroundings: &Surroundings) -> Catalog {
    let global = Global { data: data_on_line(&args.before, surroundings), ..global.clone() };
    let own = surroundings.data_paths(&global);
    let mut left = MOST_BYTES;
    let is_small = own.iter().all(|path| fits(path, &mut left, 0));
    let loaded = if is_small { dataset::load(&own) } else { dataset::load(&[]) };
    loaded.or_else(|_| dataset::load(&[])).map(|loaded| loaded.catalog).unwrap_or_default()
}

/// Whether a file, or the YAML files in a folder, fit into what is left; looking at a name costs something too.
fn fits(path: &Path, left: &mut u64, depth: usize) -> bool {
    let Ok(kind) = fs::metadata(path) else { return true };
    let is_yaml = path.extension().is_some_and(|end| end == "yaml" || end == "yml");
    let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let cost = if kind.is_file() && (is_yaml || depth == 0) { NAME_COST.max(kind.len()) } else { NAME_COST };
    let Some(rest) = left.checked_sub(cost) else { return false };
    *left = rest;
    if !kind.is_dir() || depth > MOST_DEPTH || (is_hidden && depth > 0) {
        return true;
    }
    let mut inside = fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
    inside.all(|entry| fits(&entry.path(), left, depth + 1))
}

/// The paths after `--data`; a shell may hand over its `~` as it was typed.
fn data_on_line(before: &[OsString], surroundings: &Surroundings) -> Vec<PathBuf> {
    let words: Vec<&str> = before.iter().filter_map(|word| word.to_str()).collect();
    let after = words.windows(2).filter_map(|pair| match pair {
        ["--data", path] => Some(*path),
        _ => None,
    });
    let joined = words.iter().filter_map(|word| word.strip_prefix("--data="));
    let at_home = |path: &str| match path.strip_prefix("~/") {
        Some(rest) => surroundings.home().map_or_else(|| PathBuf::from(path), |home| home.join(rest)),
        None => PathBuf::from(path),
    };
    after.chain(joined).map(at_home).collect()
}

fn completed(argument: Arg, command: &str) -> Arg {
    let id = argument.get_id().to_string();
    if kind(command, &id).is_some() {
        let wanted = format!("{NAMES}{command}{NAMES}{id}{NAMES}");
        return argument.add(ArgValueCompleter::new(move |current: &OsStr| {
            current.to_str().map(|current| CompletionCandidate::new(format!("{wanted}{current}"))).into_iter().collect()
        }));
    }
    let is_path = matches!(argument.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath);
    if is_path {
        return argument.add(ArgValueCompleter::new(|_: &OsStr| vec![CompletionCandidate::new(PATHS)]));
    }
    argument
}

/// The names that a completer asked for. What stands on the line already is not compared with itself.
fn wanted_names(wanted: &str, catalog: &Catalog, before: &[OsString]) -> Vec<Named> {
    let mut parts = wanted.splitn(3, NAMES);
    let (Some(command), Some(argument), Some(current)) = (parts.next(), parts.next(), parts.next()) else {
        return Vec::new();
    };
    let Some(kind) = kind(command, argument) else { return Vec::new() };
    let mut found = matching(kind, current, catalog);
    if matches!(kind, Kind::Certification) {
        let taken: Vec<String> = before.iter().map(|word| word.to_string_lossy().to_lowercase()).collect();
        found.retain(|(name, _)| !taken.contains(&name.to_lowercase()));
    }
    found
}

/// The names of a kind that begin with what was typed: ids, and what else it is called. Certifications have so many
/// other names that those are for whoever typed what no id begins with.
fn matching(kind: Kind, current: &str, catalog: &Catalog) -> Vec<Named> {
    let mut found: Vec<Named> = ids(kind, catalog).into_iter().filter(|(name, _)| name.starts_with(current)).collect();
    if !current.is_empty() && (found.is_empty() || matches!(kind, Kind::Service)) {
        for (name, about) in other_names(kind, catalog).into_iter().filter_map(|named| begun(named, current)) {
            if !found.iter().any(|(known, _)| *known == name) {
                found.push((name, about));
            }
        }
    }
    found
}

/// A name as it continues what was typed, in the case in which that was typed.
fn begun((name, about): Named, current: &str) -> Option<Named> {
    let small = name.to_lowercase();
    if name.starts_with(current) { Some((name, about)) } else { small.starts_with(current).then_some((small, about)) }
}

fn ids(kind: Kind, catalog: &Catalog) -> Vec<Named> {
    match kind {
        Kind::Certification => {
            let flagships = catalog.providers.iter().map(|provider| {
                let flagship = provider.flagship.as_deref().unwrap_or("its only one");
                (provider.id.to_string(), format!("{}: {flagship}", provider.short_name))
            });
            let about = |record: &Certification| (record.id.to_string(), catalog.full_title(record).into());
            flagships.chain(catalog.certifications.iter().map(about)).collect()
        }
        Kind::Provider => {
            catalog.providers.iter().map(|known| (known.id.to_string(), known.name.to_string())).collect()
        }
        Kind::Service => catalog.services().map(|known| (known.id.to_string(), about_service(known))).collect(),
        Kind::Source => {
            let about = |known: &certcmp_dataset::Source| format!("{} ({})", known.title, known.publisher);
            catalog.sources.iter().map(|known| (known.id.to_string(), about(known))).collect()
        }
        Kind::Role => counted(catalog, |record| record.facts.roles.as_deref().map(|fact| fact.value.as_slice())),
        Kind::Topic => counted(catalog, |record| record.facts.emphasis.as_deref().map(|fact| fact.value.as_slice())),
        Kind::Field => Column::all().map(|column| (column.name().to_owned(), column.label().to_owned())).collect(),
        Kind::Language => Language::known().map(|(tag, title)| (tag.to_owned(), title.to_owned())).collect(),
        Kind::Help => help::subjects(),
        Kind::Manual => {
            let is_topic = |name: &str| super::topics::topic(name).is_some();
            help::subjects().into_iter().filter(|(name, _)| !is_topic(name)).collect()
        }
    }
}

/// Texts of the records in small letters, with how many records have them.
fn counted<'a>(catalog: &'a Catalog, texts: impl Fn(&'a Certification) -> Option<&'a [String]>) -> Vec<Named> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in catalog.certifications.iter().filter_map(texts).flatten() {
        *counts.entry(text.to_lowercase()).or_default() += 1;
    }
    let about = |count| if count == 1 { "1 certification".to_owned() } else { format!("{count} certifications") };
    counts.into_iter().map(|(text, count)| (text, about(count))).collect()
}

fn about_service(service: &Service) -> String {
    match service.telling_former_name() {
        Some(former) => format!("{} (was {former})", service.name),
        None => service.name.to_string(),
    }
}

/// Exam codes and aliases of certifications, names and former names of services, aliases of providers.
fn other_names(kind: Kind, catalog: &Catalog) -> Vec<Named> {
    match kind {
        Kind::Certification => {
            let names = |record: &Certification| {
                let code = record.facts.exam_code.as_deref().map(|code| code.value.to_string());
                code.into_iter().chain(record.aliases.iter().map(String::to_string)).collect::<Vec<_>>()
            };
            let of = |record| names(record).into_iter().map(|name| (name, catalog.full_title(record).into()));
            let of_providers = provider_aliases(catalog);
            catalog.certifications.iter().flat_map(of).chain(of_providers).collect()
        }
        Kind::Provider => provider_aliases(catalog),
        Kind::Service => {
            let of = |service: &Service| -> Vec<Named> {
                service.names().skip(1).map(|name| (name.to_owned(), about_service(service))).collect()
            };
            catalog.services().flat_map(of).collect()
        }
        _ => ids(kind, catalog),
    }
}

fn provider_aliases(catalog: &Catalog) -> Vec<Named> {
    let of = |provider: &certcmp_dataset::Provider| -> Vec<Named> {
        provider.aliases.iter().map(|alias| (alias.to_string(), provider.name.to_string())).collect()
    };
    catalog.providers.iter().flat_map(of).collect()
}
