//! Help: five ways to it, topics, examples that run, and lines that fit.

use crate::support::{certcmp, folder, on_real_data};
use certcmp::cli::env::Env;
use clap::CommandFactory;
use std::ffi::OsString;

/// The commands that help shows.
pub fn every_command() -> Vec<clap::Command> {
    let mut whole = certcmp::cli::args::Cli::definition();
    whole.build();
    whole.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect()
}

const TOPICS: [&str; 5] = ["exit-codes", "formats", "fields", "environment", "data"];

/// Every way to ask for help that there is, as the arguments of a run.
fn every_help() -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![vec![], vec!["-h".into()], vec!["--help".into()]];
    for command in every_command() {
        all.extend(["-h", "--help"].map(|option| vec![command.get_name().to_owned(), option.to_owned()]));
    }
    all.extend(TOPICS.map(|topic| vec!["help".to_owned(), topic.to_owned()]));
    all
}

/// What the program says, on a wide terminal's width; without a process of its own for each of so many runs.
fn text(arguments: &[impl AsRef<str>]) -> String {
    let words = ["certcmp"].into_iter().chain(arguments.iter().map(AsRef::as_ref)).map(OsString::from);
    let env = Env { variables: vec![("COLUMNS", "200".into())], ..Env::default() };
    let ending = certcmp::cli::run(words, &env);
    assert_eq!((ending.code, ending.stderr), (0, Vec::new()));
    ending.stdout
}

#[test]
fn help_is_had_in_five_ways() {
    assert_eq!(text(&["help"]), text(&["--help"]));
    for command in every_command() {
        let name = command.get_name();
        assert_eq!(text(&["help", name]), text(&[name, "--help"]), "{name}");
    }
}

#[test]
fn brief_help_is_shorter_and_points_to_the_rest() {
    for command in every_command() {
        let name = command.get_name();
        let [brief, whole] = ["-h", "--help"].map(|option| text(&[name, option]));
        assert!(brief.lines().count() < whole.lines().count(), "{name}");
        assert!(brief.ends_with(&format!("See `certcmp help {name}` for details.\n")), "{brief}");
        // Examples are first; global options are listed once, in the help of the program.
        assert!(whole.find("Examples:") < whole.find("\nOptions:"), "{whole}");
        assert!(!whole.contains("--no-pager") && whole.contains("Global options (--format, "), "{whole}");
    }
    let brief = text(&["-h"]);
    assert!(brief.contains("certcmp compare aws gcp azure") && brief.ends_with("See `certcmp --help` for details.\n"));
}

#[test]
fn the_programs_help_lists_the_topics_and_says_how_to_correct_a_fact() {
    let whole = text(&["--help"]);
    for topic in TOPICS {
        assert!(whole.lines().any(|line| line.starts_with(&format!("  {topic} "))), "{topic}: {whole}");
    }
    for text in [whole, text(&["show", "--help"])] {
        assert!(text.contains("`certcmp help data`") || text.contains("`certcmp help\ndata`"), "{text}");
    }
}

#[test]
fn help_fits_80_columns_and_is_plain_in_a_pipe() {
    for arguments in every_help() {
        let text = text(&arguments);
        for line in text.lines() {
            // The short help without arguments is laid out for terminals of today.
            let most = if arguments.is_empty() { 100 } else { 80 };
            assert!(line.chars().count() <= most, "{arguments:?}: {line}");
        }
        assert!(!text.contains('\u{1b}'));
    }
}

/// Splits a line as a shell does, as far as the examples need it.
fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for found in line.chars() {
        match found {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().unwrap().push(other),
        }
    }
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

/// Whether a word is the file that an example writes.
fn arguments_write(example: &str, word: &str) -> bool {
    example.split("-o ").nth(1).is_some_and(|rest| rest.split(' ').next() == Some(word))
}

fn runs(example: &str) {
    // The files of the examples are samples here, and what is written goes into a folder of the tests.
    let file = |word: String| match word.as_str() {
        "team.csv" => "tests/held/team.csv".to_owned(),
        "team.yaml" => "data".to_owned(),
        "badges.json" => "tests/held/credly-badges.json".to_owned(),
        _ if arguments_write(example, &word) => folder("help-examples").join(&word).display().to_string(),
        _ => word,
    };
    let words: Vec<String> = split(example).into_iter().map(file).collect();
    let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
    let ran = on_real_data(&arguments).bare().run();
    assert!(
        ran.code == 0 || (ran.code == 1 && arguments.iter().any(|word| ["--stale", "--check"].contains(word))),
        "{example}: {}",
        ran.stderr
    );
    assert!(!ran.stdout.is_empty() || arguments.contains(&"-o"), "{example}");
}

#[test]
fn every_help_has_two_examples_and_all_of_them_run() {
    for arguments in every_help().into_iter().filter(|arguments| arguments.first().is_none_or(|word| word != "help")) {
        let help = text(&arguments);
        // The help without arguments has nothing but examples.
        let start = if arguments.is_empty() { Some(help.as_str()) } else { help.split("Examples:\n").nth(1) };
        let examples: Vec<&str> = start
            .unwrap_or_else(|| panic!("{arguments:?} has no examples"))
            .lines()
            .skip_while(|line| !line.starts_with("  certcmp "))
            .map_while(|line| line.strip_prefix("  certcmp "))
            .collect();
        assert!(examples.len() >= 2, "{arguments:?}");
        for example in examples {
            // In the short help two blanks begin what the example does.
            runs(example.split("  ").next().unwrap());
        }
    }
}

#[test]
fn every_command_line_that_a_text_names_is_understood() {
    let mut named = 0;
    for arguments in every_help() {
        let text = text(&arguments).split_whitespace().collect::<Vec<_>>().join(" ");
        // Every second part stands between backquotes.
        for part in text.split('`').skip(1).step_by(2).filter_map(|part| part.strip_prefix("certcmp ")) {
            let Some(command) = part.split(' ').find(|word| !word.starts_with('-')) else { continue };
            assert!(every_command().iter().any(|known| known.get_name() == command), "{arguments:?}: {part}");
            named += 1;
        }
    }
    assert!(named > 20, "{named}");
}

#[test]
fn topics_answer_on_stdout_in_the_order_of_the_help() {
    let told = certcmp::cli::help::TOPICS.iter().map(|topic| topic.name).collect::<Vec<_>>();
    assert_eq!(told, TOPICS);
    assert!(certcmp(&["help", "exit-codes"]).bare().stdout().contains("  1  `check` found faults, or `held --check`"));
    assert!(certcmp(&["help", "data"]).bare().stdout().contains("~/.local/share/certcmp/"));
}

#[test]
fn the_topic_on_formats_has_every_format() {
    let text = certcmp(&["help", "formats"]).bare().stdout();
    for name in certcmp::render::Format::WORDS {
        assert!(text.lines().any(|line| line.starts_with(&format!("  {name} "))), "{name}: {text}");
    }
}

#[test]
fn the_topic_on_the_environment_has_every_variable_that_is_read() {
    let text = certcmp(&["help", "environment"]).bare().stdout();
    let entries: Vec<&str> = text.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")).collect();
    let everywhere = certcmp::cli::env::VARIABLES;
    for variable in everywhere.iter().chain(certcmp::cli::env::TERMINAL_VARIABLES) {
        let names = |line: &&str| line.split([' ', ',']).any(|word| word == *variable);
        assert!(entries.iter().any(names), "{variable}: {text}");
    }
}

#[test]
fn an_unknown_topic_is_answered_without_what_steers_a_terminal() {
    let error = certcmp(&["help", "\u{1b}[31m"]).bare().error();
    assert!(error.contains("commands and topics: compare, list") && !error.contains('\u{1b}'), "{error:?}");
}

#[test]
fn a_command_is_described_alike_before_and_after_its_arguments_are_defined() {
    let defined = certcmp::cli::args::Cli::definition();
    for command in certcmp::cli::args::Cli::command().get_subcommands() {
        let about = |command: &clap::Command| command.get_about().map(ToString::to_string);
        let after = defined.find_subcommand(command.get_name()).and_then(about);
        assert!(after.is_some() && after == about(command), "{}: {after:?}", command.get_name());
    }
}
