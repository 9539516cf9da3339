//! What a terminal can do beyond text: whether it takes links, and whether long text goes through a pager.

use super::global::Global;
use super::settings::Surroundings;
use std::ffi::OsString;

/// The environment variables that matter only on a terminal.
pub const VARIABLES: &[&str] =
    &["CERTCMP_PAGER", "FORCE_HYPERLINK", "LESS", "PAGER", "TERM_PROGRAM", "VTE_VERSION", "WT_SESSION"];

/// Terminals that are known to take links, by what they set `TERM_PROGRAM` to.
const TAKE_LINKS: &[&str] = &["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "zed"];

/// The same by what they set `TERM` to.
const TAKE_LINKS_BY_TERM: &[&str] = &["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour"];

/// The first version of the library behind GNOME's and Xfce's terminals whose links are sound: 0.50.
const VTE: u32 = 5000;

/// A program that shows long text a screen at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    /// The program.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Options for `less`, unless the user has set some.
    pub less: Option<&'static str>,
}

impl Surroundings {
    /// Whether stdout takes links (OSC 8). Only a terminal does, and none to which escapes are forbidden. Then
    /// `FORCE_HYPERLINK` decides, 0 against and all else for, and then whether the terminal is one of those known to.
    /// `NO_COLOR` is about colours alone.
    pub fn links(&self, global: &Global) -> bool {
        if !self.stdout_is_terminal || global.color == Some("never") {
            return false;
        }
        match self.variable("FORCE_HYPERLINK") {
            Some(force) => force != "0",
            None => self.takes_links(),
        }
    }

    fn takes_links(&self) -> bool {
        let is = |name: &str, known: &[&str]| {
            self.variable(name).is_some_and(|value| known.iter().any(|known| value.as_os_str() == *known))
        };
        let term = self.variable("TERM").and_then(|term| term.to_str()).unwrap_or("dumb");
        // A multiplexer passes the outer terminal's variables on, but not its abilities.
        if term == "dumb" || term.starts_with("screen") || term.starts_with("tmux") {
            return false;
        }
        let vte = self.variable("VTE_VERSION").and_then(|version| version.to_str()?.parse::<u32>().ok());
        is("TERM_PROGRAM", TAKE_LINKS)
            || is("TERM", TAKE_LINKS_BY_TERM)
            || self.variable("WT_SESSION").is_some()
            || vte.is_some_and(|version| version >= VTE)
    }

    /// The pager for a text, if it is longer than the screen and a pager is wanted: `CERTCMP_PAGER`, then `PAGER`,
    /// then `less`. An empty value, `cat` and a value with an open quote mean none.
    pub fn pager(&self, global: &Global, text: &str) -> Option<Pager> {
        let (width, height) = self.terminal_size.filter(|_| self.stdout_is_terminal && !global.no_pager)?;
        let can_move = self.variable("TERM").is_some_and(|term| term != "dumb");
        if !can_move || !is_longer_than(text, width.into(), height.into()) {
            return None;
        }
        let wanted = self.set("CERTCMP_PAGER").or_else(|| self.set("PAGER"));
        let wanted = wanted.map_or(Some("less"), |value| value.to_str())?;
        let mut words = shlex::split(wanted)?.into_iter();
        let program = words.next().filter(|program| program != "cat" && !program.is_empty())?;
        let less = self.set("LESS").is_none().then_some("FIRX");
        Some(Pager { program, arguments: words.collect(), less })
    }

    /// A variable that is set, perhaps to nothing.
    fn set(&self, name: &str) -> Option<&OsString> {
        self.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

/// Whether a text does not fit on a screen together with the line on which the next command is typed.
fn is_longer_than(text: &str, width: usize, height: usize) -> bool {
    let mut rows = 0;
    for line in text.lines() {
        rows += crate::render::style::columns_on_screen(line).div_ceil(width.max(1)).max(1);
        if rows >= height {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::Parser;

    fn global(options: &[&str]) -> Global {
        Cli::try_parse_from([&["certcmp"], options].concat()).unwrap().global
    }

    fn terminal(variables: &[(&'static str, &str)]) -> Surroundings {
        Surroundings {
            variables: variables.iter().map(|(name, value)| (*name, OsString::from(value))).collect(),
            stdout_is_terminal: true,
            terminal_size: Some((80, 10)),
            ..Surroundings::default()
        }
    }

    #[test]
    fn links_are_for_terminals_that_are_known_to_take_them() {
        const KITTY: (&str, &str) = ("TERM", "xterm-kitty");
        for (variables, expected) in [
            (&[][..], false),
            (&[("TERM", "xterm-256color")], false),
            (&[KITTY], true),
            (&[KITTY, ("NO_COLOR", "1")], true),
            (&[KITTY, ("FORCE_HYPERLINK", "0")], false),
            (&[("TERM", "xterm-256color"), ("FORCE_HYPERLINK", "1")], true),
            (&[("TERM", "dumb"), ("FORCE_HYPERLINK", "1")], true),
            (&[("TERM", "dumb"), ("TERM_PROGRAM", "vscode")], false),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], true),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], false),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "7200")], true),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "4900")], false),
            (&[("TERM", "tmux-256color"), ("VTE_VERSION", "7200")], false),
        ] {
            assert_eq!(terminal(variables).links(&global(&[])), expected, "{variables:?}");
            assert!(!terminal(variables).links(&global(&["--color", "never"])), "{variables:?}");
            let pipe = Surroundings { stdout_is_terminal: false, ..terminal(variables) };
            assert!(!pipe.links(&global(&["--color", "always"])), "{variables:?}");
        }
    }

    #[test]
    fn a_pager_is_chosen_in_order() {
        const TERM: (&str, &str) = ("TERM", "xterm");
        let long = "line\n".repeat(10);
        let pager = |variables: &[(&'static str, &str)]| {
            let pager = terminal(variables).pager(&global(&[]), &long)?;
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
        let surroundings = terminal(&[("TERM", "xterm")]);
        let pager = |options: &[&str], text: &str| surroundings.pager(&global(options), text);
        let default = pager(&[], &"line\n".repeat(10)).unwrap();
        assert_eq!((default.program.as_str(), default.less), ("less", Some("FIRX")));
        assert_eq!(pager(&[], &"line\n".repeat(9)), None);
        assert_eq!(pager(&["--no-pager"], &"line\n".repeat(100)), None);
        // A line that is wider than the screen takes several rows; escapes take no columns.
        assert!(pager(&[], &"a".repeat(80 * 9 + 1)).is_some());
        assert_eq!(pager(&[], &format!("\u{1b}[1m{}\u{1b}[0m\n", "a".repeat(80)).repeat(9)), None);
        let options = terminal(&[("TERM", "xterm"), ("LESS", "-M")]).pager(&global(&[]), &"line\n".repeat(10));
        assert_eq!(options.unwrap().less, None);
        let pipe = Surroundings { stdout_is_terminal: false, ..terminal(&[("TERM", "xterm")]) };
        assert_eq!(pipe.pager(&global(&[]), &"line\n".repeat(100)), None);
    }
}
