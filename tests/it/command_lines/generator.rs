//! Random command lines, made from the program's own definition: every command and option with values that are
//! right, nearly right and nonsense. A new command or option is covered as soon as it is defined.

use clap::{Arg, Command};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::ffi::{OsStr, OsString};

/// The words behind the program's name.
pub type Line = Vec<OsString>;

// Values to choose from, with bars between them.

/// Names of certifications: ids, codes, aliases, providers, parts of names, none.
const NAMES: &str = "\
    aws|gcp|azure|google|Microsoft|mls-c01|MLA-C01|mla-c02|pmle|ai-102|AI-900|ai-901|ab-100|dp|mla-c10|\
    engineer|ME1-C02|pml";

const COMMANDS: &str = "compare|list|plan|recommend|help|man|nope";

const DAYS: &str = "\
    2000-01-01|2019-12-31|2024-02-29|2026-03-31|2026-09-28|2026-11-23|2026-12-16|2027-01-14|2027-03-01|\
    2099-12-31|2100-02-28|2199-12-31|0001-01-01|9999-12-31|-9999-01-01|2023-02-29|2200-01-01|2026-1-1|today";

const NUMBERS: &str = "\
    1|2|3|6|7.5|8|10|30|40|49.50|80|100|165|300|0|-0|-1|0.5|0.1|31|39|104|168|169|10000|10001|100000|\
    4294967295|4294967296|999999999999|9999999.99|99999999999999999999999999|1e308|inf|NaN|-inf|1_000|0x10|٣|\
    +1|1.|.5|.";

const FIELDS: &str = "\
    price|duration|id|status|domains|services|sittings|price,price|price,duration,validity|instead,links|\
    prise|,|price,,id|retake,renewal,languages";

const WORDS: &str = "\
    agents|rag|mlops|data scientist|vertex ai|sagemaker|cognitive services|lex|bedrock|machine learning|\
    developer|s|ml ml genai llm|search|article|usama|en|ja|Korean|pt-BR|zh|tlh|list|plan";

const PATHS: &str = "\
    tests/own-data/databricks.yaml|tests/own-data/amends.yaml|tests/own-data/replaces.yaml|\
    tests/own-data/exams.yaml|tests/own-data/priceless.yaml|tests/bad-data/bad-unit.yaml|\
    tests/bad-data/no-yaml.yaml|tests/bad-data|data|/no/such/place|/dev/null|Cargo.toml|tests/it/support";

/// Between dots, because bars are among them; the first is empty.
const NONSENSE: &str = "\
    · ·-·--·---·-x·--bogus·--=·=·--format=·\n·a\nb·\u{1b}[31mred\u{1b}[0m·\r·\u{7}·\0x·\u{9b}31m·\u{202e}gnp·\u{feff}·\
    日本語·e\u{301}\u{302}·👩‍🔬·ß·İ·ﬀ·%s%n·$(id)·`id`·../..·a|b·<script>·=1+1·\"·'·\\·{·[1]·*·~·null";

/// Any command line: a command with its own options most of the time, else words in any order.
pub fn line(definition: Command) -> BoxedStrategy<Line> {
    let mut whole = definition;
    whole.build();
    let global: Vec<Arg> = whole.get_arguments().cloned().collect();
    let commands: Vec<BoxedStrategy<Line>> = whole
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
        .map(|command| of_command(command, &global))
        .collect();
    let mut words: Vec<String> = NONSENSE.split('·').map(str::to_owned).collect();
    words.extend(whole.get_subcommands().map(|command| command.get_name().to_owned()));
    words.extend(global.iter().filter_map(|option| Some(format!("--{}", option.get_long()?))));
    let any = vec(prop_oneof![select(words).prop_map(OsString::from), nonsense(), one_of(NAMES)], 0..6);
    prop_oneof![12 => proptest::strategy::Union::new(commands), 1 => any].boxed()
}

/// A command with what it requires, and some of what it takes, in a random order.
fn of_command(command: &Command, global: &[Arg]) -> BoxedStrategy<Line> {
    let mut parts: Vec<BoxedStrategy<Line>> = Vec::new();
    let own: Vec<&Arg> = command.get_arguments().filter(|argument| !argument.is_global_set()).collect();
    for argument in &own {
        let value = spoken(argument);
        // Most lines must get past the parser to reach what stands behind it.
        let often = if argument.is_required_set() { 60 } else { 1 };
        let never = if argument.is_required_set() || argument.is_positional() { 1 } else { 4 };
        parts.push(prop_oneof![often => value, never => Just(Line::new())].boxed());
    }
    let options = global.iter().filter(|option| !matches!(option.get_id().as_str(), "help" | "version"));
    let some: Vec<BoxedStrategy<Line>> = options.map(spoken).collect();
    parts.push(vec(proptest::strategy::Union::new(some), 0..4).prop_map(|lines| lines.concat()).boxed());
    parts.push(prop_oneof![30 => Just(Line::new()), 1 => nonsense().prop_map(|word| vec![word])].boxed());
    let name = OsString::from(command.get_name());
    let globals = parts.pop().into_iter().chain(parts.pop()).collect::<Vec<_>>();
    (globals, parts.prop_shuffle(), any::<bool>())
        .prop_map(move |(globals, own, before)| {
            // What every command takes may stand before its name as well.
            let (globals, own, name) = (globals.concat(), own.concat(), vec![name.clone()]);
            if before { [globals, name, own].concat() } else { [name, own, globals].concat() }
        })
        .boxed()
}

/// An argument as it is written: a name alone, a name and a value, or values.
fn spoken(argument: &Arg) -> BoxedStrategy<Line> {
    let takes = argument.get_action().takes_values();
    let value = value(argument);
    let Some(long) = argument.get_long().map(|long| OsString::from(format!("--{long}"))) else {
        let most = if argument.get_num_args().is_some_and(|count| count.max_values() > 1) { 4 } else { 1 };
        return vec(value, 1..=most).boxed();
    };
    if !takes {
        return Just(vec![long]).boxed();
    }
    let spoken = move |(value, joined): (OsString, bool)| {
        if joined { vec![[&long, OsStr::new("="), &value].into_iter().collect()] } else { vec![long.clone(), value] }
    };
    (value, any::<bool>()).prop_map(spoken).boxed()
}

/// A value, nine times out of ten one that the argument is made for. A folder that is written into is always this one.
fn value(argument: &Arg) -> BoxedStrategy<OsString> {
    if argument.get_id() == "into" || argument.get_id() == "output" {
        let name = format!("certcmp-command-lines-{}.json", argument.get_id());
        return Just(std::env::temp_dir().join(name).into_os_string()).boxed();
    }
    let possible: Vec<String> =
        argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let fitting = match (possible.is_empty(), argument.get_id().as_str()) {
        (false, _) => select(possible).prop_map(OsString::from).boxed(),
        (_, "certifications" | "certification" | "held" | "provider" | "cloud") => one_of(NAMES),
        (_, "command") => one_of(COMMANDS),
        (_, "as_of" | "exam" | "by" | "from") => prop_oneof![one_of(DAYS), day()].boxed(),
        (_, "fields") => one_of(FIELDS),
        (_, "data" | "paths") => one_of(PATHS),
        (_, "source" | "language" | "name" | "search" | "role" | "topic" | "words" | "service") => one_of(WORDS),
        _ => one_of(NUMBERS),
    };
    let other = prop_oneof![one_of(NUMBERS), one_of(WORDS), one_of(DAYS), one_of(NAMES), nonsense()];
    prop_oneof![24 => fitting, 1 => other].boxed()
}

/// Any day of the years that are taken, valid for its month or not.
fn day() -> BoxedStrategy<OsString> {
    (2020..=2035, 1..=12, 1..=31)
        .prop_map(|(year, month, day)| OsString::from(format!("{year:04}-{month:02}-{day:02}")))
        .boxed()
}

/// A word that nothing is made for: from a list, any text, the same word many times, bytes that are no text.
fn nonsense() -> BoxedStrategy<OsString> {
    let known = select(NONSENSE.split('·').collect::<Vec<_>>());
    let many = (known.clone(), 1_usize..4_000).prop_map(|(word, count)| OsString::from(word.repeat(count)));
    prop_oneof![6 => known.prop_map(OsString::from), 2 => any::<String>().prop_map(OsString::from), 1 => many, 1 => bytes()].boxed()
}

#[cfg(unix)]
fn bytes() -> BoxedStrategy<OsString> {
    use std::os::unix::ffi::OsStringExt;
    vec(any::<u8>(), 0..12).prop_map(OsString::from_vec).boxed()
}

#[cfg(not(unix))]
fn bytes() -> BoxedStrategy<OsString> {
    any::<String>().prop_map(OsString::from).boxed()
}

fn one_of(words: &'static str) -> BoxedStrategy<OsString> {
    select(words.split('|').collect::<Vec<_>>()).prop_map(OsString::from).boxed()
}
