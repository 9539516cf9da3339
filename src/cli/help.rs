//! What stands below the options in the help of each command: examples, and what a reader should know. It is added
//! only when help or a document is asked for, so that an ordinary run does not pay for it.

use super::args::Cli;
use super::topics::TOPICS;
use crate::commands::recommend::weights;
use anyhow::{Result, anyhow};
use certcmp_dataset::nearest::nearest;
use clap::{Command, CommandFactory};

/// The words below the options of one command, or of the program.
#[derive(Debug)]
pub struct Words {
    /// The command's name.
    pub command: &'static str,
    /// Command lines that run, the common ones first.
    pub examples: &'static [&'static str],
    /// Paragraphs of at most 80 columns, with an empty line between them; one whose lines begin with spaces is set as
    /// it is.
    pub more: &'static str,
}

/// The words of every command, the program's own first.
pub const WORDS: &[Words] = &[
    Words {
        command: "certcmp",
        examples: &[
            "certcmp compare aws gcp azure",
            "certcmp compare aws gcp azure --current",
            "certcmp list --provider azure --max-price 165",
            "certcmp show pmle --sources",
        ],
        more: "\
CERT, wherever a command takes one, is an id (mls-c01), an exam code in any case
(MLS-C01), an alias, a provider (aws, gcp, azure: the certification that stands
for it), or a prefix or part of a name that is unique.

Salaries, prestige, study hours and a difficulty rating of our own are not here:
nobody can source them. A wrong fact? CONTRIBUTING.md says how to correct it in
five minutes, and `certcmp help data` how to do it for yourself at once.",
    },
    Words {
        command: "compare",
        examples: &[
            "certcmp compare aws gcp azure",
            "certcmp compare aws gcp azure --current",
            "certcmp compare mla-c02 pmle --fields price,duration,domains",
            "certcmp compare aws gcp azure --source article",
        ],
        more: "\
A mark such as ¹ leads to what other sources say instead. --current follows each
certification that cannot be taken to its successors of the same track; --source
shows what one source alone says, as `certcmp sources` names it. A wrong name in
--fields is answered with the list of all.",
    },
    Words {
        command: "list",
        examples: &[
            "certcmp list",
            "certcmp list --provider aws --provider gcp --level professional",
            "certcmp list --service \"vertex ai\" --max-price 200 --sort price",
            "certcmp list --all --format ids",
        ],
        more: "\
The same filter twice means or; different filters mean and. A fact that is
absent matches no filter on it. What cannot be taken is left out and counted on
stderr; --all shows it.",
    },
    Words {
        command: "show",
        examples: &["certcmp show pmle", "certcmp show ai-102 --sources", "certcmp show mla-c01 --language ja"],
        more: "\
Each value says how well it is backed: official, relayed (a third party says
that it read the vendor's page), third party, or inferred. A wrong value?
CONTRIBUTING.md says how to correct it.",
    },
    Words {
        command: "plan",
        examples: &[
            "certcmp plan pmle --exam 2027-03-01 --hours-per-week 6.5 --as-of 2026-11-23",
            "certcmp plan aip-c01 --exam 2027-02-15 --hours-per-week 8 --as-of 2026-11-23",
        ],
        more: "\
--as-of stands for today in the examples. --format ics writes a file that
calendar programs read.

Weeks are whole, counted back from the exam, at most 104. The last of several is
for revision, the others follow the domains by their weights, ranges by their
middle. A day on which the exam cannot be taken is refused. How many hours an
exam takes is not known: only the hours that you give are shared out.",
    },
    Words {
        command: "services",
        examples: &[
            "certcmp services sagemaker",
            "certcmp services \"cognitive services\"",
            "certcmp services --category data --provider aws --provider gcp",
            "certcmp services lex --format json",
        ],
        more: "\
Without a name: the counterparts by category, one group a row. With a name, old
or new: what it is called now, its counterparts, and the exams that name it.
Each pairing has its basis: official (a page of one of the providers pairs
them), derived (official pages pair both with the same third service),
editorial (our own pairing) or none found. --provider once: its pairings with
the others; more often: those between them; with a name: of that provider.",
    },
    Words {
        command: "overlap",
        examples: &[
            "certcmp overlap mla-c02 pmle",
            "certcmp overlap aws gcp azure",
            "certcmp overlap aws azure --current --format markdown",
        ],
        more: "\
Services are shared if they are the same, or counterparts in different clouds;
each pairing has its basis (see certcmp services). Topics, from emphasis and
skills, are shared only in the same words. A percentage stands only beside the
numbers it is made of. --format ids: the shared services.",
    },
    Words {
        command: "cost",
        examples: &[
            "certcmp cost pmle --years 6",
            "certcmp cost aws gcp azure --current --years 6",
            "certcmp cost ai-103 --years 3 --attempts 2 --from 2027-01-15",
        ],
        more: "\
Fees of the exam, of retakes and of renewals as they fall due, by the rules
that the data has for each certification. What is not known is said, and a sum
is then the least it can be. Every assumption is printed with its sources.
Study time and material are not counted.",
    },
    Words {
        command: "sources",
        examples: &["certcmp sources mls-c01", "certcmp sources", "certcmp sources --format csv"],
        more: "\
The ids are those that `show --sources` prints, and that `compare --source`
takes.",
    },
    Words {
        command: "recommend",
        examples: &[
            "certcmp recommend --cloud azure --topic agents --budget 170 --by 2027-06-30",
            "certcmp recommend --role \"data scientist\" --experience 3 --breadth deep",
            "certcmp recommend --cloud aws --held aif-c01 --explain",
            "certcmp recommend --topic mlops --top 5 --format csv",
        ],
        more: "\
Limits exclude, and what they exclude is listed with the reason: --budget, --by
and --language (up to --by there must be a day on which the exam can be taken
for certain), required certifications that are not --held, and what is held.

Preferences give points: weight × match, where 1 is fully for and −1 fully
against. A fact that is not known gives none, and is named. What nothing speaks
for is not recommended. Equal points go by provider, level and id.

--cloud is a preference that outweighs all others together: what is of a named
cloud comes first, and the first of the other clouds are named below. Flagships
(compare aws gcp azure) and what is named in their place stand for their clouds.
A topic or role counts where its words stand, in any form.

Weights and matches:

{weights}

Study hours, salaries, prestige and difficulty count nothing: nobody can source
them.",
    },
    Words {
        command: "check",
        examples: &[
            "certcmp check data",
            "certcmp check data --stale 5000 --as-of 2026-11-22 --quiet",
            "certcmp check data --format json",
        ],
        more: "\
With a providers.yaml among the files they are checked as a dataset of their
own, else as an addition to the one inside the program. With --stale old facts
of these files, and facts of which no source has a date, count as faults. The
exit code is 1 if there are any.",
    },
    Words {
        command: "schema",
        examples: &["certcmp schema record", "certcmp schema output"],
        more: "\
Editors with a YAML language server complete and check a data file by the schema
of a record.",
    },
    Words {
        command: "completions",
        examples: &["certcmp completions bash", "certcmp completions fish"],
        more: "\
Put the output where your shell looks for it, or have it read at each start:

  bash        certcmp completions bash > \\
                ~/.local/share/bash-completion/completions/certcmp
  zsh         certcmp completions zsh > DIR/_certcmp, DIR being one of $fpath
  fish        certcmp completions fish > \\
                ~/.config/fish/completions/certcmp.fish
  powershell  certcmp completions powershell | Out-String | Invoke-Expression
              as a line of $PROFILE
  nushell     certcmp completions nushell | save certcmp.nu
              and `source certcmp.nu` as a line of config.nu (0.108 or newer)

The program itself is asked for names while you type, so those of your own data
(--data, CERTCMP_DATA, the data folder) are there too. --into writes the files
of all shells, under the names that packages give them.",
    },
    Words {
        command: "man",
        examples: &["certcmp man", "certcmp man compare"],
        more: "\
To read a page:

  certcmp man compare | man -l -
  certcmp man compare | mandoc -a    on macOS and BSD

--into writes all pages, under the names that `man` looks for.",
    },
    Words { command: "help", examples: &["certcmp help compare", "certcmp help exit-codes"], more: "" },
];

/// The words of a command.
pub fn words(command: &str) -> Option<&'static Words> {
    WORDS.iter().find(|words| words.command == command)
}

impl Words {
    /// The paragraphs, each with whether it is set as it is.
    pub fn paragraphs(&self) -> Vec<(String, bool)> {
        let paragraphs = self.more.split("\n\n").filter(|paragraph| !paragraph.is_empty());
        let text = |paragraph: &str| match paragraph {
            "{weights}" => weights::table_text().trim_end().to_owned(),
            other => other.to_owned(),
        };
        paragraphs.map(text).map(|text| (text.clone(), text.starts_with(' '))).collect()
    }

    fn examples_text(&self) -> String {
        let lines: String = self.examples.iter().map(|example| format!("\n  {example}")).collect();
        format!("Examples:{lines}")
    }

    /// For `-h`.
    fn brief(&self) -> String {
        let more = if self.command == "certcmp" { "--help" } else { &format!("help {}", self.command) };
        format!("{}\n\n`certcmp {more}` tells more.", self.examples_text())
    }

    /// For `--help`.
    fn whole(&self) -> String {
        let mut parts = vec![self.examples_text()];
        if self.command == "certcmp" {
            parts.push(topics_text());
        }
        parts.extend(self.paragraphs().into_iter().map(|(text, _)| text));
        parts.join("\n\n")
    }
}

/// The list of the help topics.
fn topics_text() -> String {
    let lines: String = TOPICS.iter().map(|topic| format!("\n  {:<12} {}", topic.name, topic.about)).collect();
    format!(
        "Help topics, shown by `certcmp help TOPIC`:{lines}\n\n`certcmp help COMMAND` tells of a command's options."
    )
}

/// The parser's definition with the words below the options.
pub fn definition() -> Command {
    let with_words = |command: Command| match words(command.get_name()) {
        Some(words) => command.after_help(words.brief()).after_long_help(words.whole()),
        None => command,
    };
    with_words(Cli::command()).mut_subcommands(with_words)
}

/// What `help` may be asked for: commands and topics, each with a description.
pub fn subjects() -> Vec<(String, String)> {
    let whole = Cli::command();
    let commands = whole.get_subcommands().filter(|command| !command.is_hide_set());
    let about = |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    let commands = commands.map(|command| (command.get_name().to_owned(), about(command)));
    commands.chain(TOPICS.iter().map(|topic| (topic.name.to_owned(), topic.about.to_owned()))).collect()
}

/// The error for a word that is neither a command nor, where they count, a topic.
fn unknown(name: &str, known: &[&str], kinds: &str, list: &str) -> anyhow::Error {
    let near = nearest(name, known.iter().copied())
        .first()
        .map_or_else(String::new, |near| format!("\n  did you mean `{near}`?"));
    anyhow!("there is no {kinds} `{}`{near}\n  {list}", super::printable(name))
}

/// The error for a command that is not there.
pub fn no_command(name: &str) -> anyhow::Error {
    let whole = Cli::command();
    let commands: Vec<&str> =
        whole.get_subcommands().filter(|command| !command.is_hide_set()).map(Command::get_name).collect();
    unknown(name, &commands, "command", &format!("the commands are {}", commands.join(", ")))
}

/// What `help` answers: a topic's text, or the command whose help is wanted.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The help of the program.
    Program,
    /// The help of a command.
    Command(String),
    /// A topic.
    Topic(String),
}

/// What the word after `help` means.
///
/// # Errors
/// If it is neither a command nor a topic, with the nearest of both.
pub fn wanted(name: Option<&str>) -> Result<Wanted> {
    let Some(name) = name else { return Ok(Wanted::Program) };
    if let Some(topic) = TOPICS.iter().find(|topic| topic.name == name) {
        return Ok(Wanted::Topic(topic.text()));
    }
    let subjects = subjects();
    if subjects.iter().any(|(known, _)| known == name) {
        return Ok(Wanted::Command(name.to_owned()));
    }
    let known: Vec<&str> = subjects.iter().map(|(known, _)| known.as_str()).collect();
    Err(unknown(name, &known, "command or topic", "`certcmp --help` lists both"))
}
