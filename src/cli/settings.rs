//! Settings: what flags, environment and terminal together decide, resolved once; nothing deeper asks again.

use super::global::Global;
use super::terminal;
use crate::render::{Format, Layout};
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::path::PathBuf;

/// What the program knows of its surroundings.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The environment variables that matter.
    pub variables: Vec<(&'static str, OsString)>,
    /// Whether stdout is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether stderr is a terminal.
    pub stderr_is_terminal: bool,
    /// Columns and rows of the terminal on stdout.
    pub terminal_size: Option<(u16, u16)>,
    /// Columns of the terminal on stderr.
    pub stderr_width: Option<u16>,
}

/// The environment variables that matter.
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

/// The least width for which text is laid out.
const NARROWEST: usize = 40;

/// The most columns for which text is laid out.
const WIDEST: usize = 10_000;

/// The width where none is known.
const USUAL_WIDTH: usize = 100;

impl Surroundings {
    /// What surrounds this process.
    pub fn of_process() -> Self {
        use std::io::IsTerminal;
        let size = |is_terminal: bool, stream: &dyn Fn() -> Option<(terminal_size::Width, terminal_size::Height)>| {
            if is_terminal { stream().map(|(width, height)| (width.0, height.0)) } else { None }
        };
        let stdout_is_terminal = std::io::stdout().is_terminal();
        let stderr_is_terminal = std::io::stderr().is_terminal();
        let of_terminal: &[&str] = if stdout_is_terminal { terminal::VARIABLES } else { &[] };
        Self {
            variables: VARIABLES
                .iter()
                .chain(of_terminal)
                .filter_map(|name| std::env::var_os(name).map(|value| (*name, value)))
                .collect(),
            stdout_is_terminal,
            stderr_is_terminal,
            terminal_size: size(stdout_is_terminal, &|| terminal_size::terminal_size_of(std::io::stdout())),
            stderr_width: size(stderr_is_terminal, &|| terminal_size::terminal_size_of(std::io::stderr()))
                .map(|(width, _)| width),
        }
    }

    /// A variable that is set and not empty.
    pub(super) fn variable(&self, name: &str) -> Option<&OsString> {
        self.variables.iter().find(|(known, value)| *known == name && !value.is_empty()).map(|(_, value)| value)
    }

    /// The user's home folder.
    pub fn home(&self) -> Option<PathBuf> {
        self.variable("HOME").map(PathBuf::from)
    }

    /// Whether a stream gets colours: the flag, then `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`, `TERM=dumb`, then
    /// whether it is a terminal.
    pub fn color(&self, flag: Option<&str>, is_terminal: bool) -> bool {
        match flag {
            Some("always") => true,
            Some("never") => false,
            _ if self.variable("NO_COLOR").is_some() => false,
            _ if self.variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            _ if self.variable("CLICOLOR").is_some_and(|value| value == "0") => false,
            _ if self.variable("TERM").is_some_and(|value| value == "dumb") => false,
            _ => is_terminal,
        }
    }

    /// Whether the locale is known not to be UTF-8.
    fn locale_is_not_utf8(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| self.variable(name));
        locale.is_some_and(|locale| {
            let locale = locale.to_string_lossy().to_lowercase();
            !locale.contains("utf-8") && !locale.contains("utf8")
        })
    }

    /// The layout of text formats.
    pub fn layout(&self, global: &Global) -> Layout {
        Layout {
            width: self.width(global, self.terminal_size.map(|(width, _)| width)).unwrap_or(USUAL_WIDTH),
            cut: self.stdout_is_terminal && !global.wide,
            ascii: global.ascii || self.locale_is_not_utf8(),
            color: self.color(global.color, self.stdout_is_terminal),
            links: self.links(global),
        }
    }

    /// How wide a stream is: the option, then `COLUMNS`, then its terminal.
    fn width(&self, global: &Global, terminal: Option<u16>) -> Option<usize> {
        let columns = self.variable("COLUMNS").and_then(|value| value.to_str()?.trim().parse::<usize>().ok());
        let columns = columns.filter(|width| (NARROWEST..=WIDEST).contains(width));
        let terminal = terminal.map(|width| usize::from(width).clamp(NARROWEST, WIDEST));
        global.width.map(|width| width as usize).or(columns).or(terminal)
    }

    /// The width to which messages are wrapped: only on a terminal.
    pub fn message_width(&self, global: &Global) -> Option<usize> {
        self.stderr_is_terminal.then(|| self.width(global, self.stderr_width)).flatten()
    }

    /// Whose data stands on top of the dataset, the weightiest last: the user's data folder by the XDG rules, then
    /// `CERTCMP_DATA` (several paths as in `PATH`), then `--data`.
    pub fn data_paths(&self, global: &Global) -> Vec<PathBuf> {
        let folder = self
            .variable("XDG_DATA_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
            .or_else(|| self.variable("HOME").map(|home| PathBuf::from(home).join(".local/share")))
            // A relative HOME would make data of whatever folder the program is run in.
            .filter(|path| path.is_absolute())
            .map(|data| data.join("certcmp"))
            .filter(holds_data);
        let variable = self
            .variable("CERTCMP_DATA")
            .map(|paths| std::env::split_paths(paths).filter(|path| !path.as_os_str().is_empty()).collect::<Vec<_>>());
        let mut paths: Vec<PathBuf> = folder.into_iter().collect();
        paths.extend(variable.into_iter().flatten());
        paths.extend(global.data.iter().cloned());
        paths
    }
}

/// Whether there is something in a folder that a user need not have. What is there and cannot be read counts, so that
/// reading it fails aloud: an answer without somebody's corrections would be a wrong one.
fn holds_data(folder: &PathBuf) -> bool {
    match std::fs::read_dir(folder) {
        Ok(entries) => entries.flatten().any(|entry| !entry.file_name().as_encoded_bytes().starts_with(b".")),
        Err(_) => std::fs::symlink_metadata(folder).is_ok(),
    }
}

/// The one format that was asked for.
///
/// # Errors
/// If two were, naming both.
pub fn format(global: &Global) -> Result<Format> {
    let mut wanted: Vec<Format> = global.format.clone();
    if global.json {
        wanted.push(Format::Json);
    }
    wanted.dedup();
    match wanted.as_slice() {
        [] => Ok(Format::Table),
        [format] => Ok(*format),
        [first, second, ..] => {
            bail!("--format {} and --format {} exclude each other\n  choose one", first.name(), second.name())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Flag, variables, whether it is a terminal, and what is right.
    type ColorCase = (Option<&'static str>, &'static [(&'static str, &'static str)], bool, bool);

    fn with(variables: &[(&'static str, &str)]) -> Surroundings {
        Surroundings {
            variables: variables.iter().map(|(name, value)| (*name, OsString::from(value))).collect(),
            ..Surroundings::default()
        }
    }

    #[test]
    fn colour_is_settled_in_order() {
        const FORCE: (&str, &str) = ("CLICOLOR_FORCE", "1");
        let cases: &[ColorCase] = &[
            (Some("always"), &[("NO_COLOR", "1")], false, true),
            (Some("never"), &[FORCE], true, false),
            (Some("auto"), &[("NO_COLOR", "1"), FORCE], true, false),
            (None, &[("NO_COLOR", ""), FORCE], false, true),
            (None, &[FORCE, ("CLICOLOR", "0"), ("TERM", "dumb")], false, true),
            (None, &[("CLICOLOR_FORCE", "0")], true, true),
            (None, &[("CLICOLOR_FORCE", "0")], false, false),
            (None, &[("CLICOLOR", "0")], true, false),
            (None, &[("CLICOLOR", "1")], false, false),
            (None, &[("TERM", "dumb")], true, false),
            (None, &[], true, true),
            (None, &[], false, false),
        ];
        for (flag, variables, is_terminal, expected) in cases {
            assert_eq!(with(variables).color(*flag, *is_terminal), *expected, "{flag:?} {variables:?} {is_terminal}");
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
            assert_eq!(with(variables).locale_is_not_utf8(), ascii, "{variables:?}");
        }
    }
}
