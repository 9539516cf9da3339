//! Runs the program on a pseudo-terminal, by `script` of util-linux. Where that is not installed a test says so and is
//! skipped.

use super::{DAY, FROZEN};
use std::process::{Command, Stdio};

/// A run on a terminal in the making.
pub struct OnTerminal {
    command: String,
    columns: u16,
    rows: u16,
    variables: Vec<(String, String)>,
}

/// What was seen on a terminal.
#[derive(Debug)]
pub struct Seen {
    /// What was written to it, with line feeds alone.
    pub text: String,
    /// How the program ended.
    pub code: i32,
}

/// A run with some arguments, on a terminal of 100 columns and 50 rows with colours, without a pager. `certcmp` in them
/// is the program, so that a shell's redirections can be used.
pub fn on_a_terminal(arguments: &str) -> OnTerminal {
    shell_on_a_terminal(&format!("certcmp {arguments} --as-of {DAY}"))
}

/// A run of a shell's command line; `certcmp` in it is the program.
pub fn shell_on_a_terminal(line: &str) -> OnTerminal {
    OnTerminal { command: line.to_owned(), columns: 100, rows: 50, variables: Vec::new() }
        .variable("TERM", "xterm-256color")
        .variable("PAGER", "cat")
        .variable("CERTCMP_DATASET", &FROZEN.display().to_string())
}

impl OnTerminal {
    /// Asks for a terminal of another size.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// Sets an environment variable.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Takes an environment variable away.
    pub fn without(mut self, name: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self
    }

    /// Runs it; nothing where there is no `script`.
    pub fn run(self) -> Option<Seen> {
        if !cfg!(target_os = "linux") {
            eprintln!("skipped: `script` takes other options here");
            return None;
        }
        let program = env!("CARGO_BIN_EXE_certcmp");
        let (columns, rows) = (self.columns, self.rows);
        let line = format!("stty cols {columns} rows {rows}; certcmp() {{ '{program}' \"$@\"; }}; {}", self.command);
        let mut script = Command::new("script");
        script.args(["-qec", &line, "/dev/null"]).stdin(Stdio::null()).current_dir(env!("CARGO_MANIFEST_DIR"));
        script.env_clear().env("PATH", "/usr/bin:/bin").env("SHELL", "/bin/sh").envs(self.variables);
        let Ok(output) = script.output() else {
            eprintln!("skipped: `script` is not installed (util-linux; bsdutils on Debian)");
            return None;
        };
        let text = String::from_utf8(output.stdout).expect("the output is UTF-8").replace("\r\n", "\n");
        Some(Seen { text, code: output.status.code().expect("the program is not killed") })
    }

    /// Runs it and takes what is seen; it must succeed.
    pub fn text(self) -> Option<String> {
        let seen = self.run()?;
        assert_eq!(seen.code, 0, "{}", seen.text);
        Some(seen.text)
    }
}

/// The escapes of a text, each without the escape character itself: `[1m`, or `]8;…` of a link.
pub fn escapes(text: &str) -> Vec<&str> {
    let parts = text.split('\u{1b}').skip(1);
    parts
        .map(|part| match part.as_bytes().first() {
            Some(b'[') => part.split_inclusive(|found: char| found.is_ascii_alphabetic()).next().unwrap_or(part),
            Some(b'\\') => "\\",
            _ => part,
        })
        .collect()
}

/// A text without its escapes.
pub fn without_escapes(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(match part.as_bytes().first() {
            Some(b'[') => part.split_once(|found: char| found.is_ascii_alphabetic()).map_or("", |(_, rest)| rest),
            Some(b'\\') => &part[1..],
            _ => "",
        });
    }
    plain
}
