//! What can stand at the cursor: the scripts of `certcmp completions` ask here for candidates while somebody types.
//!
//! One candidate a line, with a tab before its description. A path is left to the shell: then the only line is
//! [`PATHS`]. Nothing here fails, asks or waits: where there is no answer, there is no line.

use super::args::{Cli, CompleteArgs, Global};
use super::help;
use super::settings::Surroundings;
use crate::commands::column::Column;
use crate::dataset;
use crate::model::language::Language;
use crate::model::{Catalog, Certification, Service};
use clap::{Arg, Command, CommandFactory, ValueHint};
use clap_complete::engine::{self, ArgValueCompleter, CompletionCandidate};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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

/// The candidates, as the scripts read them.
pub fn run(args: &CompleteArgs, global: &Global, surroundings: &Surroundings) -> String {
    let catalog = Arc::new(catalog(args, global, surroundings));
    let taken: Arc<[String]> = args.before.iter().map(|word| word.to_string_lossy().to_lowercase()).collect();
    let complete = |command: Command| {
        let name = command.get_name().to_owned();
        command.mut_args(|argument| completed(argument, &name, &catalog, &taken))
    };
    let mut definition = complete(Cli::command()).mut_subcommands(complete);
    let mut words = vec![OsString::from("certcmp")];
    words.extend(args.before.iter().cloned());
    words.push(args.word.clone());
    let cursor = words.len() - 1;
    let mut candidates = engine::complete(&mut definition, words, cursor, None).unwrap_or_default();
    // Options are offered to those who begin one, or where nothing else can stand.
    let is_option = |candidate: &CompletionCandidate| candidate.get_value().to_string_lossy().starts_with('-');
    if args.word.is_empty() && candidates.iter().any(|candidate| !is_option(candidate)) {
        candidates.retain(|candidate| !is_option(candidate));
    }
    candidates.retain(|candidate| !is_short(candidate.get_value()));
    if candidates.iter().any(|candidate| candidate.get_value().to_string_lossy().ends_with(PATHS)) {
        return format!("{PATHS}\n");
    }
    candidates.iter().map(line).collect()
}

/// A short option; its long one says more and is offered too.
fn is_short(value: &OsStr) -> bool {
    let text = value.to_string_lossy();
    text.starts_with('-') && !text.starts_with("--")
}

fn line(candidate: &CompletionCandidate) -> String {
    let value = clean(&candidate.get_value().to_string_lossy());
    let about = candidate.get_help().map(ToString::to_string).unwrap_or_default();
    let about = clean(about.lines().next().unwrap_or_default());
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

fn completed(argument: Arg, command: &str, catalog: &Arc<Catalog>, taken: &Arc<[String]>) -> Arg {
    if let Some(kind) = kind(command, argument.get_id().as_str()) {
        let (catalog, taken) = (Arc::clone(catalog), Arc::clone(taken));
        return argument.add(ArgValueCompleter::new(move |current: &OsStr| {
            let Some(current) = current.to_str() else { return Vec::new() };
            matching(kind, current, &catalog, &taken)
        }));
    }
    let is_path = matches!(argument.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath);
    if is_path {
        return argument.add(ArgValueCompleter::new(|_: &OsStr| vec![CompletionCandidate::new(PATHS)]));
    }
    argument
}

/// The names of a kind that begin with what was typed: ids, and what else it is called. Certifications have so many
/// other names that those are for whoever typed what no id begins with.
fn matching(kind: Kind, current: &str, catalog: &Catalog, taken: &[String]) -> Vec<CompletionCandidate> {
    let mut found: Vec<Named> = ids(kind, catalog).into_iter().filter(|(name, _)| name.starts_with(current)).collect();
    if !current.is_empty() && (found.is_empty() || matches!(kind, Kind::Service)) {
        for (name, about) in other_names(kind, catalog).into_iter().filter_map(|named| begun(named, current)) {
            if !found.iter().any(|(known, _)| *known == name) {
                found.push((name, about));
            }
        }
    }
    if matches!(kind, Kind::Certification) {
        found.retain(|(name, _)| !taken.contains(&name.to_lowercase()));
    }
    let candidate = |(place, (name, about)): (usize, Named)| {
        CompletionCandidate::new(name).help(Some(about.into())).display_order(Some(place))
    };
    found.into_iter().enumerate().map(candidate).collect()
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
                (provider.id.clone(), format!("{}: {flagship}", provider.short_name))
            });
            let about = |record: &Certification| (record.id.clone(), catalog.full_title(record));
            flagships.chain(catalog.certifications.iter().map(about)).collect()
        }
        Kind::Provider => catalog.providers.iter().map(|known| (known.id.clone(), known.name.clone())).collect(),
        Kind::Service => catalog.services.iter().map(|known| (known.id.clone(), about_service(known))).collect(),
        Kind::Source => {
            let about = |known: &crate::model::Source| format!("{} ({})", known.title, known.publisher);
            catalog.sources.iter().map(|known| (known.id.clone(), about(known))).collect()
        }
        Kind::Role => counted(catalog, |record| record.facts.roles.as_ref().map(|fact| fact.value.as_slice())),
        Kind::Topic => counted(catalog, |record| record.facts.emphasis.as_ref().map(|fact| fact.value.as_slice())),
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
        None => service.name.clone(),
    }
}

/// Exam codes and aliases of certifications, names and former names of services, aliases of providers.
fn other_names(kind: Kind, catalog: &Catalog) -> Vec<Named> {
    match kind {
        Kind::Certification => {
            let names = |record: &Certification| {
                let code = record.facts.exam_code.as_ref().map(|code| code.value.to_string());
                code.into_iter().chain(record.aliases.iter().cloned()).collect::<Vec<_>>()
            };
            let of = |record| names(record).into_iter().map(|name| (name, catalog.full_title(record)));
            let of_providers = provider_aliases(catalog);
            catalog.certifications.iter().flat_map(of).chain(of_providers).collect()
        }
        Kind::Provider => provider_aliases(catalog),
        Kind::Service => {
            let of = |service: &Service| -> Vec<Named> {
                service.names().skip(1).map(|name| (name.to_owned(), about_service(service))).collect()
            };
            catalog.services.iter().flat_map(of).collect()
        }
        _ => ids(kind, catalog),
    }
}

fn provider_aliases(catalog: &Catalog) -> Vec<Named> {
    let of = |provider: &crate::model::Provider| -> Vec<Named> {
        provider.aliases.iter().map(|alias| (alias.clone(), provider.name.clone())).collect()
    };
    catalog.providers.iter().flat_map(of).collect()
}
