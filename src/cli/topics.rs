//! Help topics: what concerns every command, told once, for `certcmp help TOPIC` and for sections of the manual.

use crate::render::Format;

/// The most columns of a line of help.
const WIDTH: usize = 80;

/// Terms that are longer have their text on lines of its own.
const LONGEST_TERM: usize = 16;

/// A topic of the help.
#[derive(Debug)]
pub struct Topic {
    /// The word after `help`.
    pub name: &'static str,
    /// What it tells, in a few words.
    pub about: &'static str,
    /// The heading of its section in the manual.
    pub heading: &'static str,
    /// Paragraphs before the entries, with an empty line between them.
    pub opening: &'static str,
    /// Terms with what they mean.
    entries: Entries,
    /// Paragraphs after the entries.
    pub closing: &'static str,
}

#[derive(Debug)]
enum Entries {
    Told(&'static [(&'static str, &'static str)]),
    Formats,
}

/// Every topic.
pub const TOPICS: &[Topic] = &[
    Topic {
        name: "exit-codes",
        about: "What the program's exit code says",
        heading: "EXIT STATUS",
        opening: "",
        entries: Entries::Told(&[
            ("0", "Done, also when nothing matched."),
            ("1", "`check` found faults. No other command uses it."),
            (
                "2",
                "Could not run: bad usage, a name that is not known, data that cannot be read or has faults, or output \
                 that could not be written. The reason is on stderr; stdout holds no part of an answer but what a full \
                 disk cut off.",
            ),
        ]),
        closing: "The code does not depend on the format. A reader that closes the pipe early is no failure.",
    },
    Topic {
        name: "formats",
        about: "The forms of the output, and which is made for what",
        heading: "OUTPUT FORMATS",
        opening: "--format chooses one, with the same names in every command; --json is short for --format json. A \
                  command that has no such form says so, and exits with 2.",
        entries: Entries::Formats,
        closing: "table, plain, markdown and html are for people, and their wording may change. html holds the notes \
                  too, because a page is sent to people who see no stderr. In json, jsonl and csv the \
                  keys stay: one is added now and then, none is renamed. Keys name their unit (price_usd), ranges are \
                  objects with min and max, days are written like 2026-11-23, and what is not known is null. \
                  `certcmp schema output` describes every key.\n\n\
                  Notes and hints go to stderr, and --quiet leaves them out. The same version, data, arguments and \
                  day give the same bytes: --as-of sets the day.",
    },
    Topic {
        name: "environment",
        about: "The environment variables that are read",
        heading: "ENVIRONMENT",
        opening: "An option on the command line goes before a variable.",
        entries: Entries::Told(&[
            (
                "CERTCMP_DATA",
                "Files and folders of your own data, with a colon between them (on Windows a semicolon). See \
                 `certcmp help data`.",
            ),
            (
                "XDG_DATA_HOME",
                "Where your data folder is: the folder certcmp in this one. It must be an absolute path.",
            ),
            ("HOME", "Your data folder is .local/share/certcmp in it where XDG_DATA_HOME is not set."),
            ("NO_COLOR", "No colours, if it is set to anything."),
            ("CLICOLOR_FORCE", "Colours even in a pipe, if it is set and not 0."),
            ("CLICOLOR", "No colours, if it is 0."),
            ("TERM", "No colours, no links and no pager, if it is dumb."),
            ("COLUMNS", "The width to lay out for, in place of the terminal's."),
            (
                "CERTCMP_PAGER, PAGER",
                "The pager for what is longer than the screen of a terminal; cat for none. Without them it is less.",
            ),
            ("LESS", "How less behaves; FIRX where it is not set."),
            (
                "FORCE_HYPERLINK",
                "Addresses as links on a terminal, if it is set and not 0; none if it is 0. Without it TERM and the next three \
                 tell whether the terminal can show them.",
            ),
            ("TERM_PROGRAM, VTE_VERSION, WT_SESSION", "What the terminal calls itself."),
            (
                "LC_ALL, LC_CTYPE, LANG",
                "The first that is set names the locale. Where that is not UTF-8, everything is drawn with ASCII \
                 characters, as with --ascii.",
            ),
        ]),
        closing: "For colours the order is --color always or never, NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM, and last \
                  whether the stream is a terminal. A variable that is set to nothing counts as not set.",
    },
    Topic {
        name: "data",
        about: "Where the facts are from, and how to add your own",
        heading: "FILES",
        opening: "The dataset stands inside the program; nothing is fetched and nothing is written. Data of your own \
                  stands on top of it, what comes later on top of what comes first:",
        entries: Entries::Told(&[
            ("~/.local/share/certcmp/", "Your data folder: every YAML file in it, or in certcmp in XDG_DATA_HOME."),
            ("CERTCMP_DATA", "The files and folders that this variable names."),
            ("--data PATH", "A file or folder for one run; it may be given several times."),
        ]),
        closing: "A file with `id: my-exam` is a whole record: it is added, or stands in place of the record of that \
                  id. One with `amends: pmle` corrects only the facts that it holds. `certcmp schema record` describes \
                  the fields, and `certcmp check FILE` finds faults with line and column. What your data replaces or \
                  corrects is told on stderr.",
    },
];

/// The topic of a name.
pub fn topic(name: &str) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.name == name)
}

impl Topic {
    /// Terms with what they mean.
    pub fn entries(&self) -> Vec<(&'static str, String)> {
        match &self.entries {
            Entries::Told(entries) => entries.iter().map(|(term, text)| (*term, (*text).to_owned())).collect(),
            Entries::Formats => Format::ALL.iter().map(|(_, name, about)| (*name, sentence(about))).collect(),
        }
    }

    /// The text for a terminal, of at most 80 columns.
    pub fn text(&self) -> String {
        let mut parts = vec![format!("{}.", self.about)];
        parts.extend(paragraphs(self.opening));
        let entries = self.entries();
        let widest = entries.iter().map(|(term, _)| term.len()).filter(|width| *width <= LONGEST_TERM).max();
        let column = widest.unwrap_or(0) + 4;
        let entries: Vec<String> = entries.iter().map(|(term, text)| entry(term, text, column)).collect();
        parts.push(entries.join("\n"));
        parts.extend(paragraphs(self.closing));
        format!("{}\n", parts.join("\n\n"))
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn paragraphs(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split("\n\n").filter(|paragraph| !paragraph.is_empty()).map(|paragraph| wrapped(paragraph, "", ""))
}

fn entry(term: &str, text: &str, column: usize) -> String {
    let indent = " ".repeat(column);
    if term.len() > LONGEST_TERM {
        return format!("  {term}\n{}", wrapped(text, &indent, &indent));
    }
    wrapped(text, &format!("  {term:<width$}", width = column - 2), &indent)
}

fn wrapped(text: &str, first: &str, others: &str) -> String {
    let options = textwrap::Options::new(WIDTH).initial_indent(first).subsequent_indent(others);
    textwrap::fill(text, options.word_splitter(textwrap::WordSplitter::NoHyphenation))
}
