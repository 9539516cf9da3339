//! Finds and reads the files of a dataset: plain files only, of a bounded size, without following links in circles.

use super::reader::is_control;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The most that one file may hold, in bytes.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// How deep folders may be nested.
const MOST_DEPTH: usize = 8;

/// A file of a dataset with its text.
#[derive(Debug)]
pub struct TextFile {
    /// Its name as messages show it.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The folder and the file's stem, for a file found in a folder inside the one that was named.
    pub filed_as: Option<(String, String)>,
}

/// Reads a file, or every YAML file in a folder, in the order of their names.
///
/// # Errors
/// If a path does not exist, is neither a plain file nor a folder, cannot be read, is too large or is not UTF-8; or if
/// a folder holds no YAML file.
pub fn read(path: &Path) -> Result<Vec<TextFile>> {
    let kind = fs::metadata(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    if !kind.is_dir() {
        return Ok(vec![TextFile { name: shown(path), text: read_text(path)?, filed_as: None }]);
    }
    let mut found = Vec::new();
    walk(path, 0, &mut found)?;
    if found.is_empty() {
        bail!("there is no YAML file in the folder `{}`", path.display());
    }
    found.sort();
    found
        .into_iter()
        .map(|file| Ok(TextFile { name: shown(&file), filed_as: filed_as(path, &file), text: read_text(&file)? }))
        .collect()
}

/// A path as answers and messages may show it.
fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    path.chars().map(|found| if is_control(found) { '\u{FFFD}' } else { found }).collect()
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<()> {
    if depth > MOST_DEPTH {
        bail!("the folder `{}` is nested too deeply", folder.display());
    }
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read the folder `{}`", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read the folder `{}`", folder.display()))?;
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || name == "TEMPLATE.yaml" {
            continue;
        }
        let kind = entry.file_type().with_context(|| format!("cannot read `{}`", path.display()))?;
        if kind.is_dir() {
            walk(&path, depth + 1, found)?;
        } else if matches!(path.extension().and_then(|end| end.to_str()), Some("yaml" | "yml")) {
            found.push(path);
        }
    }
    Ok(())
}

fn filed_as(root: &Path, file: &Path) -> Option<(String, String)> {
    let inside = file.strip_prefix(root).ok()?;
    let folder = inside.parent()?.file_name()?.to_str()?;
    let stem = inside.file_stem()?.to_str()?;
    Some((folder.to_owned(), stem.to_owned()))
}

fn read_text(path: &Path) -> Result<String> {
    let kind = fs::metadata(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    if !kind.is_file() {
        bail!("`{}` is not a plain file", path.display());
    }
    if kind.len() > MOST_BYTES {
        bail!("`{}` is larger than {} MiB", path.display(), MOST_BYTES / 1024 / 1024);
    }
    let file = fs::File::open(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read `{}`", path.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow::anyhow!("{}:{line}: the file is not UTF-8; save it as UTF-8", path.display())
    })
}
