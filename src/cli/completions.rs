//! `completions`: a short script for each shell, which asks the program for names while somebody types.

use super::values::Shell;
use anyhow::{Context, Result};
use clap::ValueEnum;
use std::fs;
use std::path::Path;

impl Shell {
    /// Returns the script, and the file name that packages give it.
    fn script(self) -> (&'static str, &'static str) {
        match self {
            Self::Bash => (include_str!("completions/certcmp.bash"), "certcmp.bash"),
            Self::Zsh => (include_str!("completions/_certcmp"), "_certcmp"),
            Self::Fish => (include_str!("completions/certcmp.fish"), "certcmp.fish"),
            Self::PowerShell => (include_str!("completions/_certcmp.ps1"), "_certcmp.ps1"),
            Self::Nushell => (include_str!("completions/certcmp.nu"), "certcmp.nu"),
        }
    }
}

/// Returns the script of a shell, or the paths of those that were written into a folder. Fails if none can be.
pub fn run(shell: Option<Shell>, into: Option<&Path>) -> Result<String> {
    if let Some(shell) = shell {
        return Ok(shell.script().0.to_owned());
    }
    let folder = into.context("name a shell")?;
    let scripts = Shell::value_variants().iter().map(|shell| shell.script());
    write_into(folder, scripts.map(|(script, name)| (name.to_owned(), script.to_owned())))
}

/// Writes files into a folder, which it creates, and returns their paths. Fails if one cannot be written.
pub fn write_into(folder: &Path, files: impl IntoIterator<Item = (String, String)>) -> Result<String> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create directory `{}`", folder.display()))?;
    let mut written = String::new();
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
        written.push_str(&format!("{}\n", path.display()));
    }
    Ok(written)
}
