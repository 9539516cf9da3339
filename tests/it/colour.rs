//! Colours: when they are used, which, and that they say nothing that words do not say.

use crate::support::terminal::{escapes, on_a_terminal, shell_on_a_terminal, without_escapes};
use crate::support::{certcmp, folder, golden};
use std::path::Path;

/// A flag and the variables that speak of colour.
#[derive(Debug, Clone, Copy)]
struct Case {
    flag: Option<&'static str>,
    no_color: Option<&'static str>,
    force: Option<&'static str>,
    clicolor: Option<&'static str>,
    term: &'static str,
}

impl Case {
    /// Each rule of the order alone, and against every later rule that says the opposite.
    fn all() -> Vec<Self> {
        let case = |flag, no_color, force, clicolor, term| Self { flag, no_color, force, clicolor, term };
        let (color, dumb) = ("xterm-256color", "dumb");
        vec![
            case(None, None, None, None, color),
            case(None, None, None, None, dumb),
            case(None, Some(""), Some("0"), Some("1"), color),
            case(Some("auto"), None, None, None, color),
            case(Some("auto"), None, None, None, dumb),
            case(Some("always"), Some("1"), Some("0"), Some("0"), dumb),
            case(Some("always"), None, None, None, color),
            case(Some("never"), None, Some("1"), Some("1"), color),
            case(Some("never"), None, None, None, color),
            case(None, Some("1"), Some("1"), Some("1"), color),
            case(Some("auto"), Some("1"), Some("1"), Some("1"), color),
            case(None, Some("1"), None, None, color),
            case(None, Some(""), Some("1"), Some("0"), dumb),
            case(Some("auto"), None, Some("1"), Some("0"), dumb),
            case(None, None, Some("1"), None, color),
            case(None, None, None, Some("0"), color),
            case(None, Some(""), Some("0"), Some("0"), color),
            case(None, None, None, Some("1"), dumb),
        ]
    }

    /// Whether a stream is to have colours: the first of the rules that applies decides.
    fn expected(&self, is_terminal: bool) -> bool {
        let rules = [
            (self.flag == Some("always"), true),
            (self.flag == Some("never"), false),
            (self.no_color == Some("1"), false),
            (self.force == Some("1"), true),
            (self.clicolor == Some("0"), false),
            (self.term == "dumb", false),
        ];
        rules.iter().find(|(applies, _)| *applies).map_or(is_terminal, |(_, color)| *color)
    }

    /// A shell's command for it. What it writes to stdout and to stderr has colours where colours are wanted.
    fn line(&self, redirections: &str) -> String {
        let variables = [("NO_COLOR", self.no_color), ("CLICOLOR_FORCE", self.force), ("CLICOLOR", self.clicolor)];
        let set: String =
            variables.iter().filter_map(|(name, value)| Some(format!("{name}='{}' ", (*value)?))).collect();
        let flag = self.flag.map_or_else(String::new, |flag| format!(" --color {flag}"));
        let term = self.term;
        format!("{set}TERM={term} certcmp show pmle --fields status,price --as-of 2028-01-01{flag} {redirections}\n")
    }
}

/// Runs every case in one shell, whose stdin, stdout and stderr are a terminal. Each writes its streams to two files, or
/// to the terminal and a file.
fn run(name: &str, redirections: impl Fn(usize, &Path) -> String) -> Option<(String, std::path::PathBuf)> {
    let folder = folder(name);
    let mut script = String::new();
    for (at, case) in Case::all().iter().enumerate() {
        script.push_str(&format!("echo \"case {at}\"\n{}", case.line(&redirections(at, &folder))));
    }
    let path = folder.join("cases.sh");
    std::fs::write(&path, script).unwrap();
    Some((shell_on_a_terminal(&format!(". '{}'", path.display())).text()?, folder))
}

/// Checks that each case has colours where it is to have them, by its part of what was seen and its file.
fn check(seen: &str, folder: &Path, file_is: &str) {
    let parts: Vec<&str> = seen.split("case ").skip(1).collect();
    assert_eq!(parts.len(), Case::all().len());
    for (at, (case, part)) in Case::all().iter().zip(parts).enumerate() {
        let (_, on_terminal) = part.split_once('\n').unwrap();
        let in_file = std::fs::read_to_string(folder.join(at.to_string())).unwrap();
        assert!(!in_file.is_empty() && !on_terminal.is_empty(), "{case:?}");
        assert_eq!(on_terminal.contains('\u{1b}'), case.expected(true), "{case:?} on a terminal: {on_terminal}");
        assert_eq!(in_file.contains('\u{1b}'), case.expected(false), "{case:?}, {file_is} in a file: {in_file}");
    }
}

#[test]
fn colour_is_settled_in_order_for_stdout_on_a_terminal_and_stderr_in_a_file() {
    let Some((seen, folder)) = run("colour-stdout", |at, folder| format!("2>'{}/{at}'", folder.display())) else {
        return;
    };
    check(&seen, &folder, "stderr");
}

#[test]
fn colour_is_settled_in_order_for_stderr_on_a_terminal_and_stdout_in_a_file() {
    let Some((seen, folder)) = run("colour-stderr", |at, folder| format!(">'{}/{at}'", folder.display())) else {
        return;
    };
    check(&seen, &folder, "stdout");
}

/// Commands with every kind of drawing, in colour.
const COLOURED: [&str; 6] = [
    "list --all --provider aws",
    "compare aws gcp azure --fields status,instead,price,duration",
    "show mla-c02 --fields status,sittings,price",
    "cost mla-c02 --years 4",
    "plan pmle --exam 2027-01-08 --hours-per-week 6",
    "recommend --cloud azure --budget 170",
];

#[test]
fn colours_are_those_of_themes_and_bold() {
    // Red, green, magenta, bright blue, bold, and the end of all.
    const KNOWN: [&str; 6] = ["[31m", "[32m", "[35m", "[94m", "[1m", "[0m"];
    for line in COLOURED {
        let words: Vec<&str> = line.split(' ').chain(["--color", "always", "--quiet"]).collect();
        let text = certcmp(&words).stdout();
        assert!(text.contains('\u{1b}'), "{line}");
        for escape in escapes(&text) {
            assert!(KNOWN.contains(&escape), "{line}: {escape:?}");
        }
    }
    let compare: Vec<&str> = COLOURED[1].split(' ').chain(["--color", "always", "--quiet"]).collect();
    golden("colour-compare.ansi", &certcmp(&compare).stdout());
}

#[test]
fn taking_colours_away_takes_nothing_else_away() {
    for line in COLOURED {
        let words =
            |color: &'static str| -> Vec<&str> { line.split(' ').chain(["--quiet", "--color", color]).collect() };
        let coloured = certcmp(&words("always")).stdout();
        assert_eq!(without_escapes(&coloured), certcmp(&words("never")).stdout(), "{line}");
    }
}

#[test]
fn words_say_what_colours_say() {
    for (line, words) in [
        ("compare mls-c01 mla-c02 pmle ai-500 --fields status", &["ended", "beta", "yes", "perhaps"][..]),
        ("show pmle --fields price,status", &["says 125 USD"]),
        ("list", &["* of the beta, uncertain or disputed"]),
        ("list --all --fields id,status --as-of 2026-02-01", &["until 2026-03-31"]),
    ] {
        let text = certcmp(&line.split(' ').chain(["--color", "never", "--quiet"]).collect::<Vec<_>>()).stdout();
        assert!(words.iter().all(|word| text.contains(word)), "{line}: {text}");
    }
}

#[test]
fn help_on_a_terminal_has_no_other_escapes_either() {
    let Some(text) = on_a_terminal("list --help").text() else { return };
    for escape in escapes(&text) {
        assert!(["[0m", "[1m", "[4m"].contains(&escape), "{escape:?}");
    }
}
