//! The environment of a run: variables and terminals, and the layout that they and the global options give.

use super::global::Global;
use super::values::Color;
use crate::render::Layout;
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

#[derive(Debug, Clone, Default)]
pub struct Env {
    pub variables: Vec<(&'static str, OsString)>,
    pub stdout_is_terminal: bool,
    pub stderr_is_terminal: bool,
    /// Columns and rows of the terminal on stdout.
    pub terminal_size: Option<(u16, u16)>,
    pub stderr_width: Option<u16>,
}

pub const VARIABLES: &[&str] = &[
    "CERTCMP_DATA",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "NO_COLOR",
    "TERM",
    "XDG_DATA_HOME",
];

pub const TERMINAL_VARIABLES: &[&str] =
    &["CERTCMP_PAGER", "FORCE_HYPERLINK", "LESS", "PAGER", "TERM_PROGRAM", "VTE_VERSION", "WT_SESSION"];

const LINKS_BY_PROGRAM: &[&str] = &["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "zed"];

const LINKS_BY_TERM: &[&str] = &["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour"];

/// The first version of VTE, the library of GNOME's and Xfce's terminals, with links that work: 0.50.
const VTE_WITH_LINKS: u32 = 5000;

const MIN_WIDTH: usize = 40;
const MAX_WIDTH: usize = 10_000;
const DEFAULT_WIDTH: usize = 100;

impl Env {
    pub fn of_process() -> Self {
        let (stdout, stderr) = (std::io::stdout(), std::io::stderr());
        let (stdout_is_terminal, stderr_is_terminal) = (stdout.is_terminal(), stderr.is_terminal());
        let names = VARIABLES.iter().chain(if stdout_is_terminal { TERMINAL_VARIABLES } else { &[] });
        Self {
            variables: names.filter_map(|name| Some((*name, std::env::var_os(name)?))).collect(),
            stdout_is_terminal,
            stderr_is_terminal,
            terminal_size: terminal_size::terminal_size_of(stdout).map(|(width, height)| (width.0, height.0)),
            stderr_width: terminal_size::terminal_size_of(stderr).map(|(width, _)| width.0),
        }
    }

    pub(super) fn set(&self, name: &str) -> Option<&OsString> {
        self.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Returns a variable that is set and not empty.
    pub(super) fn variable(&self, name: &str) -> Option<&OsString> {
        self.set(name).filter(|value| !value.is_empty())
    }

    fn is(&self, name: &str, values: &[&str]) -> bool {
        self.variable(name).is_some_and(|value| values.iter().any(|known| value.as_os_str() == *known))
    }

    pub fn home(&self) -> Option<PathBuf> {
        self.variable("HOME").map(PathBuf::from)
    }

    /// Returns whether a stream gets colours: the option, then `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`, `TERM=dumb`,
    /// then whether it is a terminal.
    pub fn color(&self, option: Option<Color>, is_terminal: bool) -> bool {
        match option {
            Some(Color::Always) => true,
            Some(Color::Never) => false,
            _ if self.variable("NO_COLOR").is_some() => false,
            _ if self.variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            _ => is_terminal && !self.is("CLICOLOR", &["0"]) && !self.is("TERM", &["dumb"]),
        }
    }

    /// Returns whether stdout shows links (OSC 8): only terminals do. `FORCE_HYPERLINK` decides, then what is known of
    /// the terminal. `NO_COLOR` is about colours alone.
    fn links(&self, global: &Global) -> bool {
        if !self.stdout_is_terminal || global.color == Some(Color::Never) {
            return false;
        }
        if let Some(force) = self.variable("FORCE_HYPERLINK") {
            return force != "0";
        }
        let term = self.variable("TERM").and_then(|term| term.to_str()).unwrap_or("dumb");
        let vte = self.variable("VTE_VERSION").and_then(|version| version.to_str()?.parse::<u32>().ok());
        let has_links = self.is("TERM_PROGRAM", LINKS_BY_PROGRAM)
            || LINKS_BY_TERM.contains(&term)
            || self.variable("WT_SESSION").is_some()
            || vte.is_some_and(|version| version >= VTE_WITH_LINKS);
        // A multiplexer passes the outer terminal's variables on, but not its abilities.
        has_links && !["dumb", "screen", "tmux"].iter().any(|without| term.starts_with(without))
    }

    /// Returns whether the locale is known not to be UTF-8.
    fn locale_is_not_utf8(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| self.variable(name));
        let locale = locale.map(|locale| locale.to_string_lossy().to_lowercase());
        locale.is_some_and(|locale| !locale.contains("utf-8") && !locale.contains("utf8"))
    }

    pub fn layout(&self, global: &Global) -> Layout {
        Layout {
            width: self.width(global, self.terminal_size.map(|(width, _)| width)).unwrap_or(DEFAULT_WIDTH),
            cut: !global.wide,
            ascii: global.ascii || self.locale_is_not_utf8(),
            color: self.color(global.color, self.stdout_is_terminal),
            links: self.links(global),
        }
    }

    /// Returns the width of a stream: the option, then `COLUMNS`, then its terminal.
    fn width(&self, global: &Global, terminal: Option<u16>) -> Option<usize> {
        let columns = self.variable("COLUMNS").and_then(|value| value.to_str()?.trim().parse().ok());
        let columns = columns.filter(|width| (MIN_WIDTH..=MAX_WIDTH).contains(width));
        let terminal = || Some(usize::from(terminal?).clamp(MIN_WIDTH, MAX_WIDTH));
        global.width.map(|width| width as usize).or(columns).or_else(terminal)
    }

    /// Returns the width to which messages are wrapped, if stderr is a terminal.
    pub fn message_width(&self, global: &Global) -> Option<usize> {
        self.stderr_is_terminal.then(|| self.width(global, self.stderr_width)).flatten()
    }

    /// Returns the user's data folder by the XDG rules.
    pub fn data_folder(&self) -> Option<PathBuf> {
        let data = self.variable("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        let data = data.or_else(|| self.home().map(|home| home.join(".local/share")));
        // A relative HOME would make data of whatever folder the program is run in.
        data.filter(|path| path.is_absolute()).map(|data| data.join("certcmp"))
    }

    /// Returns the user's own file of certificates, if there is one. Fails if there are two.
    pub fn held_file(&self) -> Result<Vec<PathBuf>> {
        let folder = self.data_folder();
        let files = HELD_FILES.iter().filter_map(|name| Some(folder.as_ref()?.join(name)));
        let found: Vec<PathBuf> = files.filter(|file| file.exists()).collect();
        if let [first, second, ..] = found.as_slice() {
            bail!("there are both {} and {}; keep one of them", first.display(), second.display());
        }
        Ok(found)
    }

    /// Returns the paths of the user's own data, lowest priority first: the data folder, `CERTCMP_DATA` (several paths
    /// as in `PATH`), then `--data`.
    pub fn data_paths(&self, global: &Global) -> Vec<PathBuf> {
        let variable = self.variable("CERTCMP_DATA").into_iter().flat_map(std::env::split_paths);
        let named = variable.filter(|path| !path.as_os_str().is_empty()).chain(global.data.iter().cloned());
        self.data_folder().into_iter().filter(has_data).chain(named).collect()
    }
}

/// The user's own files of certificates, at the top of the data folder; never read as dataset.
const HELD_FILES: [&str; 3] = ["held.yaml", "held.yml", "held.csv"];

/// Returns whether a folder is there and not empty. One that cannot be read counts, so that reading it fails: an answer
/// without the user's corrections would be wrong.
fn has_data(folder: &PathBuf) -> bool {
    match std::fs::read_dir(folder) {
        Ok(entries) => entries.flatten().any(|entry| {
            let name = entry.file_name();
            !name.as_encoded_bytes().starts_with(b".") && !HELD_FILES.iter().any(|held| name == *held)
        }),
        Err(_) => std::fs::symlink_metadata(folder).is_ok(),
    }
}

#[cfg(test)]
pub mod fixtures {
    use super::*;
    use crate::cli::args::Cli;
    use clap::Parser;

    pub fn global(options: &[&str]) -> Global {
        Cli::try_parse_from([&["certcmp"], options].concat()).unwrap().global
    }

    pub fn terminal(variables: &[(&'static str, &str)]) -> Env {
        Env {
            variables: variables.iter().map(|(name, value)| (*name, OsString::from(value))).collect(),
            stdout_is_terminal: true,
            terminal_size: Some((80, 10)),
            ..Env::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fixtures::{global, terminal};
    use super::*;

    /// Flag, variables, whether it is a terminal, and what is right.
    type ColorCase = (Option<Color>, &'static [(&'static str, &'static str)], bool, bool);

    #[test]
    fn colour_is_settled_in_order() {
        const FORCE: (&str, &str) = ("CLICOLOR_FORCE", "1");
        let cases: &[ColorCase] = &[
            (Some(Color::Always), &[("NO_COLOR", "1")], false, true),
            (Some(Color::Never), &[FORCE], true, false),
            (Some(Color::Auto), &[("NO_COLOR", "1"), FORCE], true, false),
            (None, &[("NO_COLOR", ""), FORCE], false, true),
            (None, &[FORCE, ("CLICOLOR", "0"), ("TERM", "dumb")], false, true),
            (Some(Color::Auto), &[FORCE, ("CLICOLOR", "0"), ("TERM", "dumb")], false, true),
            (None, &[("NO_COLOR", ""), ("CLICOLOR_FORCE", "0"), ("CLICOLOR", "0")], true, false),
            (None, &[("CLICOLOR", "1"), ("TERM", "dumb")], true, false),
            (None, &[("CLICOLOR_FORCE", "0")], true, true),
            (None, &[("CLICOLOR_FORCE", "0")], false, false),
            (None, &[("CLICOLOR", "0")], true, false),
            (None, &[("CLICOLOR", "1")], false, false),
            (None, &[("TERM", "dumb")], true, false),
            (None, &[], true, true),
            (None, &[], false, false),
        ];
        for (flag, variables, is_terminal, expected) in cases {
            assert_eq!(
                terminal(variables).color(*flag, *is_terminal),
                *expected,
                "{flag:?} {variables:?} {is_terminal}"
            );
        }
    }

    #[test]
    fn a_locale_is_ascii_only_if_it_says_so() {
        for (variables, ascii) in [
            (&[("LC_ALL", "C")][..], true),
            (&[("LANG", "de_DE.ISO-8859-1")], true),
            (&[("LC_ALL", ""), ("LANG", "de_DE.UTF-8")], false),
            (&[("LC_CTYPE", "C.utf8"), ("LANG", "C")], false),
            (&[], false),
        ] {
            assert_eq!(terminal(variables).locale_is_not_utf8(), ascii, "{variables:?}");
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
            let pipe = Env { stdout_is_terminal: false, ..terminal(variables) };
            assert!(!pipe.links(&global(&["--color", "always"])), "{variables:?}");
        }
    }
}
