//! Reads files of certificates, or stdin.

use crate::cli::printable::printable;
use crate::commands::held::File;
use crate::held;
use anyhow::{Context, Result, anyhow, bail};
use jiff::civil::Date;
use std::io::Read;
use std::path::Path;

/// Reads a file of certificates; `-` is stdin.
///
/// # Errors
/// If it cannot be read, is too large, not UTF-8, or in none of the known formats.
pub fn file(path: &Path, today: Date) -> Result<File> {
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
    Ok(File { name, held })
}
