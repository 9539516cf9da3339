//! Names that were typed → certifications, providers, fields; from the command line or stdin.

use super::messages::printable;
use crate::commands::Outcome;
use crate::query;
use crate::query::names::{Named, Names};
use crate::render::report::{Block, Report};
use anyhow::{Context as _, Result, anyhow, bail};
use certcmp_dataset::nearest::nearest;
use certcmp_dataset::{Catalog, Certification, Provider, SourceRef};
use std::collections::HashSet;
use std::io::Read;

/// How much is read from stdin, in bytes and in names.
const MAX_BYTES: u64 = 1024 * 1024;
const MAX_NAMES: usize = 10_000;

#[derive(Debug)]
pub struct Found<'a> {
    pub named: Vec<Named<'a>>,
    /// Names of one that was named before.
    pub repeated: Vec<String>,
}

impl<'a> Found<'a> {
    pub fn certifications(&self) -> Vec<&'a Certification> {
        self.named.iter().map(|named| named.certification).collect()
    }

    /// Adds to an answer what was taken for a part of a name, and what was given twice.
    pub fn explain(&self, mut outcome: Outcome, catalog: &Catalog) -> Outcome {
        insert(&mut outcome.report, self.named.iter().filter_map(|named| named.note(catalog)));
        if !self.repeated.is_empty() {
            outcome.notes.insert(0, format!("given twice, shown once: {}", self.repeated.join(", ")));
        }
        outcome
    }
}

pub fn with_lines(mut outcome: Outcome, lines: Vec<String>) -> Outcome {
    if outcome.report.blocks.is_empty() {
        outcome.notes.extend(lines);
    } else {
        insert(&mut outcome.report, lines);
    }
    outcome
}

fn insert(report: &mut Report, lines: impl IntoIterator<Item = String>) {
    let after_title = usize::from(matches!(report.blocks.first(), Some(Block::Title(..))));
    report.blocks.splice(after_title..after_title, lines.into_iter().map(Block::Text));
}

/// Finds certifications by name; `-` reads names from stdin. Fails with every unknown name.
pub fn certifications<'a>(typed: &[String], names: &Names<'a>) -> Result<Found<'a>> {
    let (mut named, mut repeated, mut errors): (Vec<Named<'a>>, _, _) = (Vec::new(), Vec::new(), Vec::new());
    for typed in with_stdin(typed)?.iter().map(|name| printable(name)) {
        // A comma separates names, unless it is part of one.
        let parts: Vec<&str> = typed.split(',').filter(|part| !part.trim().is_empty()).collect();
        let is_list = parts.len() > 1 && parts.iter().all(|part| names.find(part).is_ok());
        for name in if is_list { parts } else { vec![typed.as_str()] } {
            match names.find(name) {
                Ok(found) if named.iter().any(|known| known.certification.id == found.certification.id) => {
                    repeated.push(found.typed);
                }
                Ok(found) => named.push(found),
                Err(error) => errors.push(error.to_string()),
            }
        }
    }
    if !errors.is_empty() {
        bail!("{}\n  {}", errors.join("\n"), scope(names.catalog));
    }
    Ok(Found { named, repeated })
}

/// Finds one certification by name; `-` reads it from stdin. Fails if the name is unknown, or there are several.
pub fn certification<'a>(typed: &str, names: &Names<'a>) -> Result<(&'a Certification, Found<'a>)> {
    let found = certifications(&[typed.to_owned()], names)?;
    match found.named.as_slice() {
        [only] => Ok((only.certification, found)),
        several => bail!("this command takes one certification, not {}", several.len()),
    }
}

pub fn scope(catalog: &Catalog) -> String {
    let (exams, vendors) = (catalog.certifications.len(), catalog.providers.len());
    format!("certcmp knows {exams} exams of {vendors} vendors: certcmp list --all")
}

/// Finds providers by their ids, aliases or names, each once. Fails if a name is unknown.
pub fn providers<'a>(names: &[String], catalog: &'a Catalog) -> Result<Vec<&'a Provider>> {
    let mut found: Vec<&Provider> = Vec::new();
    for name in names {
        let Some(provider) = query::names::provider(catalog, name) else {
            let near = did_you_mean(name, catalog.providers.iter().flat_map(Provider::names));
            let ids: Vec<&str> = catalog.providers.iter().map(|provider| provider.id.as_str()).collect();
            bail!("unknown provider `{}`{near}\n  providers: {}", printable(name), ids.join(", "));
        };
        if !found.iter().any(|known| known.id == provider.id) {
            found.push(provider);
        }
    }
    Ok(found)
}

/// Returns the source with an id. Fails if there is none; the message has the nearest id.
pub fn source(id: &str, catalog: &Catalog) -> Result<SourceRef> {
    catalog.find_source(&id.to_lowercase()).ok_or_else(|| {
        let near = did_you_mean(id, catalog.sources.iter().map(|source| source.id.as_str()));
        anyhow!("unknown source `{id}`{near}\n  `certcmp sources` lists them")
    })
}

pub fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(name, known).first().map_or_else(String::new, |near| format!("\n  did you mean `{near}`?"))
}

/// Replaces `-` by the names on stdin. Fails if it cannot be read, is too large or not UTF-8, or there is no name.
fn with_stdin(names: &[String]) -> Result<Vec<String>> {
    let Some(at) = names.iter().position(|name| name == "-") else { return Ok(names.to_vec()) };
    let mut all: Vec<String> = names.iter().filter(|name| *name != "-").cloned().collect();
    all.splice(at..at, names_in(std::io::stdin().lock())?);
    if all.is_empty() {
        bail!("no names on stdin\n  write one per line, as `certcmp list --format ids` does");
    }
    Ok(all)
}

/// Returns the names in a text, each once. Too many are refused: cut off, they would be missing from the answer.
fn names_in(input: impl Read) -> Result<Vec<String>> {
    let mut bytes = Vec::new();
    input.take(MAX_BYTES + 1).read_to_end(&mut bytes).context("cannot read stdin")?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!("stdin is larger than 1 MiB\n  write one name per line");
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| anyhow!("stdin is not valid UTF-8"))?;
    let mut known = HashSet::new();
    // A comment begins a line, or follows a space: "C#" is a name.
    let lines = text.trim_start_matches('\u{feff}').lines().map(|line| line.split(" #").next().unwrap_or(line).trim());
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let names: Vec<String> = lines.filter(|line| known.insert(*line)).map(str::to_owned).collect();
    if names.len() > MAX_NAMES {
        bail!("too many names on stdin: {} (at most {MAX_NAMES})", names.len());
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(input: &[u8]) -> String {
        names_in(input).map_or_else(|error| error.to_string(), |names| format!("no error but {} names", names.len()))
    }

    #[test]
    fn each_name_counts_once_and_empty_lines_do_not() {
        assert_eq!(names_in(&b"aws\r\n\n gcp \naws\n"[..]).unwrap(), ["aws", "gcp"]);
    }

    #[test]
    fn comments_and_a_byte_order_mark_are_no_names() {
        let text = "\u{feff}pmle # next\n# mine\n  # more\nai-103\n";
        assert_eq!(names_in(text.as_bytes()).unwrap(), ["pmle", "ai-103"]);
    }

    #[test]
    fn too_much_is_refused_and_not_cut_off() {
        assert!(problem(&b"y\n".repeat(600_000)).contains("larger than 1 MiB"));
        let names: String = (0..=MAX_NAMES).map(|index| format!("{index}\n")).collect();
        assert!(problem(names.as_bytes()).contains("10001"));
        let most: String = (0..MAX_NAMES).map(|index| format!("{index}\n")).collect();
        assert_eq!(names_in(most.as_bytes()).unwrap().len(), MAX_NAMES);
    }

    #[test]
    fn other_bytes_than_utf8_are_refused() {
        assert!(problem(b"aws\n\xff\xfe\n").contains("not valid UTF-8"));
    }
}
