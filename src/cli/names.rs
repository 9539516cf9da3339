//! Names of certifications from stdin: a bounded number of bytes and of names, each of them once.

use anyhow::{Context as _, Result, bail};
use std::collections::HashSet;
use std::io::Read;

/// The most that is read from stdin, in bytes.
const MOST_BYTES: u64 = 1024 * 1024;

/// The most names that are taken from stdin.
const MOST_NAMES: usize = 10_000;

/// Replaces `-` by the names on stdin, one a line.
///
/// # Errors
/// If stdin cannot be read, is too long or not UTF-8, or there is no name at all.
pub fn with_stdin(names: &[String]) -> Result<Vec<String>> {
    let mut all = Vec::new();
    let mut read = false;
    for name in names {
        if name == "-" && !std::mem::replace(&mut read, true) {
            all.extend(names_in(std::io::stdin().lock())?);
        } else if name != "-" {
            all.push(name.clone());
        }
    }
    if all.is_empty() {
        bail!("there is no name on stdin\n  write one certification a line, as `certcmp list --format ids` does");
    }
    Ok(all)
}

/// The names in a text, once each. What is cut off would be missing from the answer in silence, so it is refused.
fn names_in(input: impl Read) -> Result<Vec<String>> {
    let mut bytes = Vec::new();
    input.take(MOST_BYTES + 1).read_to_end(&mut bytes).context("cannot read names from stdin")?;
    if bytes.len() as u64 > MOST_BYTES {
        bail!("there is more than 1 MiB on stdin\n  write one certification a line");
    }
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| anyhow::anyhow!("what stands on stdin is not UTF-8\n  write one certification a line"))?;
    let mut known = HashSet::new();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let names: Vec<String> = lines.filter(|line| known.insert(*line)).map(str::to_owned).collect();
    if names.len() > MOST_NAMES {
        bail!("there are {} names on stdin\n  name at most {MOST_NAMES}", names.len());
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
    fn too_much_is_refused_and_not_cut_off() {
        assert!(problem(&b"y\n".repeat(600_000)).contains("more than 1 MiB"));
        let names: String = (0..=MOST_NAMES).map(|at| format!("{at}\n")).collect();
        assert!(problem(names.as_bytes()).contains("10001 names"));
        let most: String = (0..MOST_NAMES).map(|at| format!("{at}\n")).collect();
        assert_eq!(names_in(most.as_bytes()).unwrap().len(), MOST_NAMES);
    }

    #[test]
    fn other_bytes_than_utf8_are_refused() {
        assert!(problem(b"aws\n\xff\xfe\n").contains("not UTF-8"));
    }
}
