//! What is made from the command line's own definition: completions for shells, and manual pages.

use super::args::Cli;
use crate::commands::column::Column;
use crate::model::Catalog;
use crate::model::language::Language;
use anyhow::{Context, Result, anyhow};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, CommandFactory};
use clap_complete::{Generator, aot};

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
}

/// The completions of a shell, with the names that a catalog has.
///
/// # Errors
/// If the script is not UTF-8, which none of this program is.
pub fn completions(shell: Shell, catalog: &Catalog) -> Result<String> {
    let mut command = with_names(Cli::command(), catalog);
    let mut script = Vec::new();
    let mut write = |generator: &dyn Fn(&mut Command, &mut Vec<u8>)| generator(&mut command, &mut script);
    match shell {
        Shell::Bash => write(&|command, script| generate(aot::Bash, command, script)),
        Shell::Zsh => write(&|command, script| generate(aot::Zsh, command, script)),
        Shell::Fish => write(&|command, script| generate(aot::Fish, command, script)),
        Shell::PowerShell => write(&|command, script| generate(aot::PowerShell, command, script)),
        Shell::Nushell => write(&|command, script| generate(clap_complete_nushell::Nushell, command, script)),
    }
    let mut script = String::from_utf8(script).context("the completions are not UTF-8")?;
    if shell == Shell::Fish {
        script.push_str(&fish_names(catalog));
    }
    Ok(script)
}

/// Lines that offer certifications to fish, for which the generator completes no values of arguments without a name.
fn fish_names(catalog: &Catalog) -> String {
    let mut lines = String::new();
    for value in certifications(catalog) {
        let about = value.get_help().map(ToString::to_string).unwrap_or_default().replace(['\\', '\''], "");
        let name = value.get_name();
        lines.push_str(&format!(
            "complete -c certcmp -n '__fish_seen_subcommand_from compare cost overlap plan show sources' -f -a '{name}' -d '{about}'\n"
        ));
    }
    lines
}

fn generate(generator: impl Generator, command: &mut Command, script: &mut Vec<u8>) {
    clap_complete::generate(generator, command, "certcmp", script);
}

/// The definition with the names of certifications, providers and fields as values that can be completed.
fn with_names(command: Command, catalog: &Catalog) -> Command {
    let certifications = certifications(catalog);
    let providers: Vec<PossibleValue> = catalog
        .providers
        .iter()
        .map(|provider| PossibleValue::new(provider.id.clone()).help(provider.name.clone()))
        .collect();
    let fields: Vec<PossibleValue> =
        Column::all().map(|column| PossibleValue::new(column.name()).help(column.label())).collect();
    let languages: Vec<PossibleValue> =
        Language::known().map(|(tag, title)| PossibleValue::new(tag).help(title)).collect();
    let values = |id: &str| match id {
        "certifications" | "certification" | "held" => Some(certifications.clone()),
        "provider" | "cloud" => Some(providers.clone()),
        "fields" => Some(fields.clone()),
        "language" => Some(languages.clone()),
        _ => None,
    };
    let complete = |command: Command| {
        command.mut_args(|argument| match values(argument.get_id().as_str()) {
            Some(values) => argument.value_parser(PossibleValuesParser::new(values)),
            None => argument,
        })
    };
    complete(command).mut_subcommands(complete)
}

fn certifications(catalog: &Catalog) -> Vec<PossibleValue> {
    let of_providers = catalog.providers.iter().map(|provider| {
        let flagship = provider.flagship.as_deref().unwrap_or("its only one");
        PossibleValue::new(provider.id.clone()).help(format!("{}: {flagship}", provider.short_name))
    });
    let by_id = catalog
        .certifications
        .iter()
        .map(|certification| PossibleValue::new(certification.id.clone()).help(catalog.full_title(certification)));
    of_providers.chain(by_id).collect()
}

/// The manual page of the program, or of one of its commands.
///
/// # Errors
/// If there is no such command, with the commands there are.
pub fn manual(name: Option<&str>) -> Result<String> {
    let mut whole = Cli::command();
    whole.build();
    let command = match name {
        None => whole,
        Some(name) => {
            let commands: Vec<&str> = whole.get_subcommands().map(Command::get_name).collect();
            let unknown = || anyhow!("there is no command `{name}`\n  the commands are {}", commands.join(", "));
            let found = whole.find_subcommand(name).cloned().ok_or_else(unknown)?;
            // A page is found by one word: certcmp-compare.
            found.display_name(format!("certcmp-{name}"))
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).context("cannot write the manual page")?;
    String::from_utf8(page).context("the manual page is not UTF-8")
}
