//! Finds and reads the files of a dataset: plain files only, of a bounded size, without following links in circles.

use crate::yaml::text::{is_control, shown};
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The size of one file, and of all files of a folder together, in bytes.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
const MOST_BYTES_IN_ALL: u64 = 256 * 1024 * 1024;

const MOST_DEPTH: usize = 8;

/// The most entries that a folder may hold, with all that is below it. Who names `/` by a slip should not wait.
const MOST_ENTRIES: usize = 200_000;

#[derive(Debug)]
pub struct TextFile {
    pub name: String,
    /// Its text, or its beginning if what follows is not UTF-8.
    pub text: String,
    pub is_utf8: bool,
    /// The folder and the file's stem, for a file found in a folder inside the one that was named.
    pub filed_as: Option<(String, String)>,
}

/// Reads a file, or every YAML file in a folder, in the order of their names. `held.yaml` at the top of a folder lists
/// certificates held, and is skipped.
/// A folder that holds no YAML file, too much, or a file whose name cannot be shown is an error. A path that somebody names may
/// be called anything.
pub fn read(path: &Path) -> Result<Vec<TextFile>> {
    let name = shown_path(path);
    let kind = fs::metadata(path).with_context(|| format!("cannot read `{name}`"))?;
    let mut room = MOST_BYTES_IN_ALL;
    if !kind.is_dir() {
        return Ok(vec![text_file(path, None, &mut room)?]);
    }
    let mut found = Vec::new();
    walk(path, 0, &mut found, &mut 0)?;
    ensure!(!found.is_empty(), "there is no YAML file in the folder `{name}`");
    found.sort();
    found.iter().map(|file| text_file(file, filed_as(path, file), &mut room)).collect()
}

fn shown_path(path: &Path) -> String {
    path.to_string_lossy().replace(is_control, "\u{FFFD}")
}

/// Adds the data files of a folder to those that are found, and all that it holds to the number of entries.
fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>, entries: &mut usize) -> Result<()> {
    ensure!(depth <= MOST_DEPTH, "the folder `{}` is nested too deeply", folder.display());
    let cannot_read = || format!("cannot read the folder `{}`", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot_read)? {
        let entry = entry.with_context(cannot_read)?;
        *entries += 1;
        if *entries > MOST_ENTRIES {
            bail!("the folder holds more than {MOST_ENTRIES} entries\n  name the folder of your data, or its files");
        }
        let path = entry.path();
        let name = entry.file_name();
        let is_held = depth == 0 && (name == "held.yaml" || name == "held.yml");
        if name.as_encoded_bytes().starts_with(b".") || name == "TEMPLATE.yaml" || is_held {
            continue;
        }
        let kind = entry.file_type().with_context(|| format!("cannot read `{}`", path.display()))?;
        let is_data = matches!(path.extension().and_then(|end| end.to_str()), Some("yaml" | "yml"));
        if !kind.is_dir() && !is_data {
            continue;
        }
        // A message about a file must be able to name it, and no other one by the same name.
        match name.to_str() {
            None => bail!("the name `{}` is not UTF-8; rename it", path.display()),
            Some(name) if name.contains(is_control) => {
                bail!("the name `{}` in `{}` holds a control character; rename it", shown(name), folder.display())
            }
            Some(_) if kind.is_dir() => walk(&path, depth + 1, found, entries)?,
            Some(_) => found.push(path),
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

/// Reads a file, and takes what it holds from the room that is left.
fn text_file(path: &Path, filed_as: Option<(String, String)>, room: &mut u64) -> Result<TextFile> {
    let cannot_read = || format!("cannot read `{}`", path.display());
    let check = |kind: io::Result<fs::Metadata>| -> Result<()> {
        ensure!(kind.with_context(cannot_read)?.is_file(), "`{}` is not a plain file", path.display());
        Ok(())
    };
    // Before it is opened: opening a pipe would wait for somebody to write to it.
    check(fs::metadata(path))?;
    let file = fs::File::open(path).with_context(cannot_read)?;
    // Again, because another may stand there by now.
    check(file.metadata())?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).with_context(cannot_read)?;
    if bytes.len() as u64 > MOST_BYTES {
        bail!("`{}` is larger than {} MiB\n  use several files", path.display(), MOST_BYTES / 1024 / 1024);
    }
    let too_much = || format!("the folder holds more than {} MiB of data", MOST_BYTES_IN_ALL / 1024 / 1024);
    *room = room.checked_sub(bytes.len() as u64).with_context(too_much)?;
    let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let is_utf8 = valid.len() == bytes.len();
    Ok(TextFile { name: shown_path(path), text: valid.to_owned(), is_utf8, filed_as })
}
