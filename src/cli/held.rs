//! Reads files of certificates, or stdin, and the values of `--held`.

use super::env::Env;
use super::messages::printable;
use super::names;
use crate::commands;
use crate::commands::held::Row;
use crate::held::{self, Held};
use crate::query::names::Names;
use anyhow::{Context, Result, anyhow, bail};
use jiff::civil::Date;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reads files of certificates, or the user's own if none is named. Fails if there is none of these either.
pub fn files(named: &[PathBuf], env: &Env, today: Date) -> Result<Vec<(String, Held)>> {
    let paths = if named.is_empty() { env.held_file()? } else { named.to_vec() };
    if paths.is_empty() {
        let folder = env.data_folder().map_or_else(String::new, |folder| format!(" ({})", folder.display()));
        bail!(
            "no file of certificates\n  give one, as in `certcmp held team.csv`, or put held.yaml into your data folder{folder}"
        );
    }
    paths.iter().map(|path| file(path, today)).collect()
}

/// Reads a file of certificates, or stdin for `-`, with its name. Fails if it cannot be read, is too large or not UTF-8.
fn file(path: &Path, today: Date) -> Result<(String, Held)> {
    let name = if path.as_os_str() == "-" { "stdin".to_owned() } else { printable(&path.to_string_lossy()) };
    let cannot_read = || format!("cannot read `{name}`");
    let source: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        // A pipe or device could block or never end.
        if !path.metadata().with_context(cannot_read)?.is_file() {
            bail!("`{name}` is not a file");
        }
        Box::new(std::fs::File::open(path).with_context(cannot_read)?)
    };
    let mut bytes = Vec::new();
    source.take(held::MAX_BYTES + 1).read_to_end(&mut bytes).with_context(cannot_read)?;
    if bytes.len() as u64 > held::MAX_BYTES {
        bail!("`{name}` is larger than 16 MiB");
    }
    let text = String::from_utf8(bytes).map_err(|_| anyhow!("`{name}` is not valid UTF-8; save it as UTF-8"))?;
    let held = held::read(&text, today).map_err(|error| anyhow!("{name}: {error}"))?;
    Ok((name, held))
}

/// Returns the certificates that the values of `--held` name, and what a reader must know about them. A value with a
/// dot or a slash is a file, any other a certification. Fails if a file cannot be read or a name is unknown.
pub fn holdings<'a>(
    values: &[String],
    names: &Names<'a>,
    context: &commands::Context<'a>,
) -> Result<(Vec<Row<'a>>, Vec<String>)> {
    let is_file = |value: &&String| value.as_str() == "-" || value.contains(['.', '/', '\\']);
    let (files, named): (Vec<&String>, Vec<&String>) = values.iter().partition(is_file);
    let files = files.into_iter().map(|path| file(Path::new(path), context.day)).collect::<Result<Vec<_>>>()?;
    let named: Vec<String> = named.into_iter().cloned().collect();
    let named = names::certifications(&named, names)?.certifications();
    commands::held::holdings(files, &named, context)
}
