//! Tips for usage errors: the command or option that does what an unknown one asks for.

use super::printable::printable;
use crate::dataset;
use crate::query::names::Names;
use certcmp_dataset::language::Language;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use jiff::civil::Date;
use std::ffi::OsString;

/// Words that are not commands, and the command for each; `…` is replaced by the words after it.
const COMMANDS: &[(&[&str], &str)] = &[
    (&["search", "find", "grep", "query", "topic", "topics", "exams", "ls"], "certcmp list …"),
    (&["open", "link", "links", "url", "book", "register", "info", "get", "view", "details"], "certcmp show …"),
    (&["diff", "vs", "versus"], "certcmp compare …"),
    (&["price", "prices", "fee", "fees", "costs"], "certcmp cost …"),
    (&["service"], "certcmp services …"),
    (&["source"], "certcmp sources …"),
    (&["advise", "suggest", "next", "which"], "certcmp recommend …"),
    (&["study", "schedule", "prepare"], "certcmp plan …"),
    (&["new", "news", "upcoming", "announced", "changelog"], "certcmp changes"),
    (
        &["expire", "expires", "expiry", "lapse", "lapses", "renew", "renewal", "valid", "mine"],
        "certcmp held -, with lines such as `pmle,2025-03-01` below `cert,earned` on stdin",
    ),
    (&["version"], "certcmp --version"),
    (&["lint", "validate", "verify"], "certcmp check …"),
];

/// Options that are not there, and what does the same.
const OPTIONS: &[(&[&str], &str)] = &[
    (&["--lang", "--locale"], "--language LANG"),
    (&["--brief", "--short", "--summary"], "--fields cost,duration,difficulty; --full for every row"),
    (&["--long", "--verbose", "--details"], "--full, or --sources"),
    (
        &["--upcoming", "--announced", "--coming"],
        "`certcmp list --status announced` or `certcmp changes --since today`",
    ),
    (&["--expires", "--expiry", "--validity"], "`certcmp list --valid never`, or --fields valid,renewal"),
    (&["--html", "--page"], "-o FILE.html"),
    (&["--pdf"], "-o FILE.html, and print the page"),
    (&["--csv", "--tsv", "--markdown", "--md", "--plain", "--jsonl", "--ics"], "--format FORMAT, or -o FILE"),
    (
        &["--currency", "--eur", "--euro"],
        "prices are in US dollars before tax; some local prices: --fields local_prices",
    ),
    (&["--date", "--day", "--on", "--today"], "--as-of DATE"),
    (&["--search", "--query", "--filter"], "words without an option, as in `certcmp list rag`"),
    (&["-v"], "-V for the version"),
];

/// Adds a tip to a usage error if it is known what was meant.
pub fn add_tip(error: &mut clap::Error, arguments: &[OsString]) {
    let value = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    let tip = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            value(ContextKind::InvalidSubcommand).and_then(|word| for_command(&word, arguments))
        }
        ErrorKind::UnknownArgument => value(ContextKind::InvalidArg)
            .and_then(|word| find(OPTIONS, &word).or_else(|| for_second(&word, arguments))),
        ErrorKind::InvalidValue
            if value(ContextKind::InvalidValue).is_some_and(|value| value.eq_ignore_ascii_case("pdf")) =>
        {
            Some("-o FILE.html, and print the page".to_owned())
        }
        _ => None,
    };
    // The hidden command of the completion scripts is never suggested.
    if let Some(ContextValue::Strings(mut known)) = error.get(ContextKind::SuggestedSubcommand).cloned() {
        known.retain(|name| !name.starts_with("__"));
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(known));
    }
    if let Some(tip) = tip {
        error.remove(ContextKind::SuggestedSubcommand);
        error.remove(ContextKind::SuggestedArg);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
}

fn find(table: &[(&[&str], &str)], word: &str) -> Option<String> {
    let word = word.split('=').next().unwrap_or(word).to_lowercase();
    table.iter().find(|(words, _)| words.contains(&word.as_str())).map(|(_, lead)| (*lead).to_owned())
}

/// Returns the command for a word in place of a command: `certcmp pmle` means `certcmp show pmle`.
fn for_command(word: &str, arguments: &[OsString]) -> Option<String> {
    let words: Vec<String> = arguments.iter().map(|word| quoted(&printable(&word.to_string_lossy()))).collect();
    let place = words.iter().position(|known| *known == quoted(&printable(word)))?;
    let rest = words.get(place + 1..).unwrap_or_default().join(" ");
    if let Some(lead) = find(COMMANDS, word) {
        return Some(lead.replace('…', &rest).trim_end().to_owned());
    }
    for_names(words.get(place..)?)
}

/// Returns the command for a word behind the only one that `show` takes.
fn for_second(word: &str, arguments: &[OsString]) -> Option<String> {
    let words: Vec<String> = arguments.iter().map(|word| printable(&word.to_string_lossy())).collect();
    let place = words.iter().position(|known| known == "show")?;
    if word.starts_with('-') { None } else { for_names(words.get(place + 1..)?) }
}

/// Returns the command for names of certifications, up to the first option.
fn for_names(words: &[String]) -> Option<String> {
    let catalog = dataset::embedded().ok()?;
    let english = Language::english();
    let names = Names::new(&catalog, Date::default(), &english);
    let is_name = |name: &str| names.find(name).is_ok();
    let named: Vec<&str> = words.iter().map(String::as_str).take_while(|word| !word.starts_with('-')).collect();
    let all = named.join(" ");
    match named.iter().all(|word| is_name(word)) {
        true if named.len() > 1 => Some(format!("certcmp compare {all}")),
        _ if is_name(&all) => Some(format!("certcmp show {}", quoted(&all))),
        _ => None,
    }
}

/// Returns a word as a shell takes it.
fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.to_owned() }
}
