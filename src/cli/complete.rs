//! Completion candidates: the scripts of `certcmp completions` ask here while somebody types.
//!
//! One candidate per line, with a tab before its description. Paths are left to the shell: then the only line is
//! [`PATHS`]. Nothing here fails, asks or waits: without an answer it prints nothing.

use super::args::Cli;
use super::env::Env;
use super::global::{self, Global};
use super::help::{self, TOPICS};
use super::values::Completes;
use crate::commands::columns::Column;
use crate::dataset;
use certcmp_dataset::{Catalog, Certification, Language, Provider, Service, Source, TopicWeight};
use clap::{Arg, CommandFactory, ValueHint};
use clap_complete::engine::{self, ArgValueCompleter, CompletionCandidate};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

pub const PATHS: &str = ":paths";

type Named = (String, String);

/// Completes the word at the cursor behind the words before it.
pub fn run(word: &OsStr, before: &[OsString], global: &Global, env: &Env) -> String {
    let taken: Arc<[String]> = before.iter().map(|word| word.to_string_lossy().to_lowercase()).collect();
    let mut words = vec![OsString::from("certcmp")];
    words.extend(before.iter().cloned());
    let own = Arc::new(env.data_paths(&Global { data: data_on_line(&words, env), ..global.clone() }));
    words.push(word.to_owned());
    let complete = |argument: Arg| with_completer(argument, &own, &taken);
    let definition = Cli::definition().mut_args(complete);
    let mut definition = definition.mut_subcommands(|command| command.mut_args(complete));
    let cursor = words.len() - 1;
    let answered = engine::complete(&mut definition, words, cursor, None).unwrap_or_default();
    let named = |candidate: &CompletionCandidate| {
        let about = candidate.get_help().map(ToString::to_string).unwrap_or_default();
        (candidate.get_value().to_string_lossy().into_owned(), about)
    };
    let mut candidates: Vec<Named> = answered.iter().map(named).collect();
    if candidates.iter().any(|(value, _)| value.ends_with(PATHS)) {
        return format!("{PATHS}\n");
    }
    let format = before.last().is_some_and(|before| before == "--format");
    if let Some(command) = before.first().and_then(|word| word.to_str()).filter(|_| format) {
        let known = global::formats(command);
        candidates.retain(|(value, _)| known.is_empty() || known.iter().any(|format| format.as_str() == value));
    }
    // Options are offered to those who begin one, or where nothing else can stand.
    if word.is_empty() && candidates.iter().any(|(value, _)| !value.starts_with('-')) {
        candidates.retain(|(value, _)| !value.starts_with('-'));
    }
    // A short option says less than its long one, which is offered too.
    candidates.retain(|(value, _)| !value.starts_with('-') || value.starts_with("--"));
    // Nothing in a line steers a terminal or breaks it.
    let clean = |text: &str| text.replace(char::is_control, "");
    let line = |(value, about): &Named| match about.lines().next() {
        Some(about) => format!("{}\t{}\n", clean(value), clean(about)),
        None => format!("{}\n", clean(value)),
    };
    candidates.iter().map(line).collect()
}

/// Returns the paths after `--data`; a shell may hand over its `~` as it was typed.
fn data_on_line(words: &[OsString], env: &Env) -> Vec<PathBuf> {
    let Ok(matches) = Cli::command().ignore_errors(true).try_get_matches_from(words) else { return Vec::new() };
    let at_home = |path: &PathBuf| match (path.strip_prefix("~"), env.home()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.clone(),
    };
    matches.get_many("data").into_iter().flatten().map(at_home).collect()
}

fn with_completer(argument: Arg, own: &Arc<Vec<PathBuf>>, taken: &Arc<[String]>) -> Arg {
    if let Some(kind) = argument.get::<Completes>().copied() {
        let (own, taken) = (Arc::clone(own), Arc::clone(taken));
        return argument.add(ArgValueCompleter::new(move |current: &OsStr| {
            // Own data with faults leaves the names of the dataset.
            let loaded = dataset::load(&own).or_else(|_| dataset::load(&[]));
            let catalog = loaded.map(|loaded| loaded.catalog).unwrap_or_default();
            let mut found = current.to_str().map_or_else(Vec::new, |current| matching(kind, current, &catalog));
            if kind == Completes::Certification {
                found.retain(|(name, _)| !taken.contains(&name.to_lowercase()));
            }
            found.into_iter().map(|(name, about)| CompletionCandidate::new(name).help(Some(about.into()))).collect()
        }));
    }
    match argument.get_value_hint() {
        ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath => {
            argument.add(ArgValueCompleter::new(|_: &OsStr| vec![CompletionCandidate::new(PATHS)]))
        }
        _ => argument,
    }
}

/// Returns the names of a kind that begin with what was typed: ids, then other names, in the case in which that was
/// typed. Certifications have many other names, which are offered only if no id matches.
fn matching(kind: Completes, current: &str, catalog: &Catalog) -> Vec<Named> {
    let things = things(kind, catalog);
    let id = |(names, about): &Thing| Some((names.first()?.clone(), about.clone()));
    let mut found: Vec<Named> = things.iter().filter_map(id).filter(|(id, _)| id.starts_with(current)).collect();
    if !current.is_empty() && (found.is_empty() || kind == Completes::Service) {
        for (name, about) in things.iter().flat_map(|(names, about)| names.iter().map(move |name| (name, about))) {
            let name = if name.starts_with(current) { name.clone() } else { name.to_lowercase() };
            if name.starts_with(current) && !found.iter().any(|(known, _)| *known == name) {
                found.push((name, about.clone()));
            }
        }
    }
    found
}

/// The names of a thing, its id first, and what it is.
type Thing = (Vec<String>, String);

fn things(kind: Completes, catalog: &Catalog) -> Vec<Thing> {
    let one = |(name, about): Named| (vec![name], about);
    let of_provider = |known: &Provider| [std::slice::from_ref(&known.id), known.aliases.as_slice()].concat();
    match kind {
        Completes::Certification => {
            let provider = |known: &Provider| {
                let flagship = known.flagship.as_deref().unwrap_or("its only one");
                (of_provider(known), format!("{}: {flagship}", known.short_name))
            };
            let exam = |known: &Certification| {
                let code = known.facts.exam_code.as_deref().map(|code| code.value.to_string());
                let names = std::iter::once(known.id.clone()).chain(code).chain(known.aliases.iter().cloned());
                (names.collect(), catalog.full_title(known))
            };
            catalog.providers.iter().map(provider).chain(catalog.certifications.iter().map(exam)).collect()
        }
        Completes::Provider => catalog.providers.iter().map(|known| (of_provider(known), known.name.clone())).collect(),
        Completes::Service => {
            let former = |known: &Service| known.telling_former_name().map(|former| format!(" (was {former})"));
            let about = |known: &Service| format!("{}{}", known.name, former(known).unwrap_or_default());
            let service = |known: &Service| (known.names().map(str::to_owned).collect(), about(known));
            catalog.services.iter().map(service).collect()
        }
        Completes::Source => {
            let about = |known: &Source| format!("{} ({})", known.title, known.publisher);
            catalog.sources.iter().map(|known| one((known.id.clone(), about(known)))).collect()
        }
        Completes::Role => {
            let roles = catalog.certifications.iter().filter_map(|record| record.facts.roles.as_deref());
            counted(roles.flat_map(|roles| &roles.value))
        }
        Completes::Topic => counted(catalog.topics.iter().flat_map(|topic| {
            let weights =
                catalog.certifications.iter().filter_map(|record| Some(catalog.coverage(record, &topic.id)?.0));
            weights.filter(|weight| *weight != TopicWeight::OutOfScope).map(|_| &topic.label)
        })),
        Completes::Field => {
            Column::all().map(|column| one((column.name().to_owned(), column.label().to_owned()))).collect()
        }
        Completes::Language => Language::known().map(|(tag, title)| one((tag.to_owned(), title.to_owned()))).collect(),
        Completes::Help => {
            let topics = TOPICS.iter().map(|topic| (topic.name.to_owned(), topic.about.to_owned()));
            help::commands().into_iter().chain(topics).map(one).collect()
        }
        Completes::Command => help::commands().into_iter().map(one).collect(),
        Completes::Word => {
            let kinds = [Completes::Certification, Completes::Topic, Completes::Role];
            kinds.into_iter().flat_map(|kind| things(kind, catalog)).collect()
        }
    }
}

/// Returns names in small letters, each once, with how many certifications have them.
fn counted<'a>(names: impl Iterator<Item = &'a String>) -> Vec<Thing> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    names.for_each(|name| *counts.entry(name.to_lowercase()).or_default() += 1);
    let about = |count| format!("{count} certification{}", if count == 1 { "" } else { "s" });
    counts.into_iter().map(|(name, count)| (vec![name], about(count))).collect()
}
