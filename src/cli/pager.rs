//! The pager: which program shows long text on a terminal, and running it.

use super::env::Env;
use super::global::Global;
use std::io::{self, ErrorKind, Write};
use std::process::{Command, Stdio};
use textwrap::core::display_width;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    pub program: String,
    pub arguments: Vec<String>,
    /// Options for `less`, unless the user has set some.
    pub less: Option<&'static str>,
}

impl Pager {
    /// Returns the pager for a text, if the text is longer than the screen and a pager is wanted: `CERTCMP_PAGER`, then
    /// `PAGER`, then `less`. An empty value, `cat` and a value with an open quote mean none.
    pub fn for_text(text: &str, env: &Env, global: &Global) -> Option<Self> {
        let (width, height) = env.terminal_size.filter(|_| env.stdout_is_terminal && !global.no_pager)?;
        let can_move = env.variable("TERM").is_some_and(|term| term != "dumb");
        if !can_move || !is_longer_than(text, width.into(), height.into()) {
            return None;
        }
        let wanted = env.set("CERTCMP_PAGER").or_else(|| env.set("PAGER"));
        let mut words = shlex::split(wanted.map_or(Some("less"), |value| value.to_str())?)?.into_iter();
        let program = words.next().filter(|program| program != "cat" && !program.is_empty())?;
        let less = env.set("LESS").is_none().then_some("FIRX");
        let mut arguments: Vec<String> = words.collect();
        if less.is_none() && arguments.is_empty() && program.rsplit('/').next() == Some("less") {
            // Colours need -R, which adds to the options of the user.
            arguments.push("-R".to_owned());
        }
        Some(Self { program, arguments, less })
    }

    /// Shows a text until the reader is done. Returns false if the pager cannot be started. Fails if it cannot be written to.
    pub fn show(&self, text: &str) -> io::Result<bool> {
        wait_out_interrupts();
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).stdin(Stdio::piped());
        if let Some(options) = self.less {
            command.env("LESS", options);
        }
        let Ok(mut child) = command.spawn() else { return Ok(false) };
        let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
        child.wait()?;
        written.or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })?;
        Ok(true)
    }
}

/// Returns whether a text does not fit on a screen together with the next prompt.
fn is_longer_than(text: &str, width: usize, height: usize) -> bool {
    let rows = text.lines().map(|line| display_width(line).div_ceil(width.max(1)).max(1));
    rows.sum::<usize>() >= height
}

/// Leaves interrupts to the pager, where they stop a search. If the program ended by one, the shell and the pager would
/// both read from the terminal.
fn wait_out_interrupts() {
    #[cfg(unix)]
    // It cannot fail for this signal.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, std::sync::Arc::default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::env::fixtures::{global, terminal};

    #[test]
    fn a_pager_is_chosen_in_order() {
        const TERM: (&str, &str) = ("TERM", "xterm");
        let long = "line\n".repeat(10);
        let pager = |variables: &[(&'static str, &str)]| {
            let pager = Pager::for_text(&long, &terminal(variables), &global(&[]))?;
            Some(std::iter::once(pager.program).chain(pager.arguments).collect::<Vec<_>>().join("|"))
        };
        for (variables, expected) in [
            (&[TERM][..], Some("less")),
            (&[TERM, ("PAGER", "more -s")], Some("more|-s")),
            (&[TERM, ("PAGER", "more"), ("CERTCMP_PAGER", "'my pager' -x")], Some("my pager|-x")),
            (&[TERM, ("PAGER", "more"), ("CERTCMP_PAGER", "")], None),
            (&[TERM, ("PAGER", " ")], None),
            (&[TERM, ("PAGER", "cat")], None),
            (&[TERM, ("PAGER", "'open")], None),
            (&[], None),
            (&[("TERM", "dumb")], None),
        ] {
            assert_eq!(pager(variables).as_deref(), expected, "{variables:?}");
        }
    }

    #[test]
    fn a_pager_is_for_text_that_is_longer_than_the_screen() {
        let env = terminal(&[("TERM", "xterm")]);
        let pager = |options: &[&str], text: &str| Pager::for_text(text, &env, &global(options));
        let default = pager(&[], &"line\n".repeat(10)).unwrap();
        assert_eq!((default.program.as_str(), default.less), ("less", Some("FIRX")));
        assert_eq!(pager(&[], &"line\n".repeat(9)), None);
        assert_eq!(pager(&["--no-pager"], &"line\n".repeat(100)), None);
        // A line that is wider than the screen takes several rows; escapes take no columns.
        assert!(pager(&[], &"a".repeat(80 * 9 + 1)).is_some());
        assert_eq!(pager(&[], &format!("\u{1b}[1m{}\u{1b}[0m\n", "a".repeat(80)).repeat(9)), None);
        for less in ["-M", "-X -i", ""] {
            let env = terminal(&[("TERM", "xterm"), ("LESS", less)]);
            let options = Pager::for_text(&"line\n".repeat(10), &env, &global(&[])).unwrap();
            assert_eq!((options.less, options.arguments), (None, vec!["-R".to_owned()]), "{less}");
        }
        let pipe = Env { stdout_is_terminal: false, ..terminal(&[("TERM", "xterm")]) };
        assert_eq!(Pager::for_text(&"line\n".repeat(100), &pipe, &global(&[])), None);
    }
}
