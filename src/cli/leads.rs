//! Tips for usage errors: the command or option that does what an unknown one asks for.

use super::messages::printable;
use crate::dataset;
use crate::query::names::Names;
use certcmp_dataset::Language;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use jiff::civil::Date;
use std::ffi::OsString;

/// Words that are not commands, and the command for each; `…` is replaced by the words after it.
const COMMANDS: &[(&str, &str)] = &[
    ("search find grep query topic topics exams ls", "certcmp list …"),
    ("open link links url book register info get view details", "certcmp show …"),
    ("diff vs versus", "certcmp compare …"),
    ("price prices fee fees costs", "certcmp cost …"),
    ("service", "certcmp services …"),
    ("source", "certcmp sources …"),
    ("advise suggest next which", "certcmp recommend …"),
    ("study schedule prepare", "certcmp plan …"),
    ("new news upcoming announced changelog", "certcmp changes"),
    ("expire expires expiry lapse lapses renew renewal valid mine", "certcmp held FILE; see `certcmp help held`"),
    ("version", "certcmp --version"),
    ("lint validate verify", "certcmp check …"),
];

const OPTIONS: &[(&str, &str)] = &[
    ("--lang --locale", "--language LANG"),
    ("--brief --short --summary", "--fields cost,duration,difficulty; --full for every row"),
    ("--long --verbose --details", "--full, or --sources"),
    ("--upcoming --announced --coming", "`certcmp list --status announced` or `certcmp changes --since today`"),
    ("--expires --expiry --validity", "`certcmp list --valid never`, or --fields valid,renewal"),
    ("--html --page", "-o FILE.html"),
    ("--pdf", "-o FILE.html, and print the page"),
    ("--csv --tsv --markdown --md --plain --jsonl --ics", "--format FORMAT, or -o FILE"),
    ("--currency --eur --euro", "prices are in US dollars before tax; some local prices: --fields local_prices"),
    ("--date --day --on --today", "--as-of DATE"),
    ("--search --query --filter", "words without an option, as in `certcmp list rag`"),
    ("--current", "the provider, which means its exam of the day: `certcmp compare aws gcp azure`"),
    ("-v", "-V for the version"),
];

/// Adds a tip to a usage error if it is known what was meant.
pub fn add_tip(error: &mut clap::Error, arguments: &[OsString]) {
    let words: Vec<String> = arguments.iter().map(|word| printable(&word.to_string_lossy())).collect();
    let wrong = [ContextKind::InvalidSubcommand, ContextKind::InvalidValue, ContextKind::InvalidArg];
    let Some(ContextValue::String(wrong)) = wrong.into_iter().find_map(|kind| error.get(kind)).cloned() else { return };
    let tip = match error.kind() {
        ErrorKind::InvalidSubcommand => for_command(&printable(&wrong), &words),
        // `show` takes one name.
        ErrorKind::UnknownArgument if !wrong.starts_with('-') => {
            words.iter().position(|word| word == "show").and_then(|at| for_names(words.get(at + 1..)?))
        }
        ErrorKind::UnknownArgument => find(OPTIONS, &wrong),
        ErrorKind::InvalidValue if wrong.eq_ignore_ascii_case("pdf") => find(OPTIONS, "--pdf"),
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

fn find(table: &[(&str, &str)], word: &str) -> Option<String> {
    let word = word.split('=').next().unwrap_or(word).to_lowercase();
    let is_known = |words: &str| words.split(' ').any(|known| known == word);
    table.iter().find(|(words, _)| is_known(words)).map(|(_, lead)| (*lead).to_owned())
}

/// Returns the command for a word in place of a command: `certcmp pmle` means `certcmp show pmle`.
fn for_command(word: &str, words: &[String]) -> Option<String> {
    let words = words.get(words.iter().position(|known| known == word)?..)?;
    let Some(lead) = find(COMMANDS, word) else { return for_names(words) };
    let rest: Vec<String> = words.iter().skip(1).map(|word| quoted(word)).collect();
    Some(lead.replace('…', &rest.join(" ")).trim_end().to_owned())
}

/// Returns the command for names of certifications, up to the first option.
fn for_names(words: &[String]) -> Option<String> {
    let catalog = dataset::embedded().ok()?;
    let english = Language::english();
    let names = Names::new(&catalog, Date::default(), &english);
    let is_name = |name: &str| names.find(name).is_ok();
    let named: Vec<&str> = words.iter().map(String::as_str).take_while(|word| !word.starts_with('-')).collect();
    if named.len() > 1 && named.iter().all(|word| is_name(word)) {
        let named: Vec<String> = named.into_iter().map(quoted).collect();
        return Some(format!("certcmp compare {}", named.join(" ")));
    }
    let all = named.join(" ");
    is_name(&all).then(|| format!("certcmp show {}", quoted(&all)))
}

fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.to_owned() }
}
