//! Completions for shells: a short script for each, which asks the program for names while somebody types.

use super::args::CompletionsArgs;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// A shell that completes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// GNU Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// PowerShell.
    PowerShell,
    /// Nushell.
    Nushell,
}

impl Shell {
    /// Every shell with its name.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Bash, "bash"),
        (Self::Zsh, "zsh"),
        (Self::Fish, "fish"),
        (Self::PowerShell, "powershell"),
        (Self::Nushell, "nushell"),
    ];

    /// The script.
    pub const fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("completions/certcmp.bash"),
            Self::Zsh => include_str!("completions/_certcmp"),
            Self::Fish => include_str!("completions/certcmp.fish"),
            Self::PowerShell => include_str!("completions/_certcmp.ps1"),
            Self::Nushell => include_str!("completions/certcmp.nu"),
        }
    }

    /// The name under which packages install it.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Bash => "certcmp.bash",
            Self::Zsh => "_certcmp",
            Self::Fish => "certcmp.fish",
            Self::PowerShell => "_certcmp.ps1",
            Self::Nushell => "certcmp.nu",
        }
    }
}

/// `completions`: the script of a shell, or the names of the files that were written.
///
/// # Errors
/// If the folder cannot be written.
pub fn run(args: &CompletionsArgs) -> Result<String> {
    if let Some(shell) = args.shell {
        return Ok(shell.script().to_owned());
    }
    let folder = args.into.as_deref().context("name a shell")?;
    let files = Shell::ALL.iter().map(|(shell, _)| (shell.file_name().to_owned(), shell.script().to_owned()));
    write_into(folder, files)
}

/// Writes files into a folder, which is made if it is not there; their paths, one a line.
///
/// # Errors
/// If the folder or a file cannot be written.
pub fn write_into(folder: &Path, files: impl IntoIterator<Item = (String, String)>) -> Result<String> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    let mut written = String::new();
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
        written.push_str(&format!("{}\n", path.display()));
    }
    Ok(written)
}
