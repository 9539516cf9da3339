//! Certificates held: reads files of one's own and exports of badge services into one list.

mod csv;
mod json;
mod layout;
mod yaml;

use certcmp_dataset::when::When;
use jiff::civil::Date;
use std::fmt;

/// The most bytes of a file, as for dataset files.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The most entries of a file.
const MAX_ENTRIES: usize = 5_000;

/// The formats that are recognised, for the message about a file that has none of them.
const FORMATS: &str = "your own CSV or YAML with `cert` and `earned` or `expires`, Credly (JSON or CSV), a Microsoft Learn transcript \
    or credential, Microsoft Graph, Accredible, Open Badges 2.0 or 3.0, LinkedIn's Certifications.csv, or a list of passed exams";

/// One certificate as its file has it. Nothing that identifies a person is kept but `who`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// A short name of the holder, from a file of one's own only.
    pub who: Option<String>,
    /// The certification as the file names it.
    pub name: String,
    pub earned: Option<When>,
    pub expires: Option<When>,
    pub position: Position,
}

/// Where a certificate is in its file: `line` or `entry`, and its number from 1.
pub type Position = (&'static str, u64);

/// What is wrong with one entry, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub position: Position,
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, number) = self.position;
        write!(out, "{what} {number}: {}", self.text)
    }
}

/// The content of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub certificates: Vec<Certificate>,
    /// Entries that could not be used. In a file of one's own they are errors, in an export they are notes.
    pub problems: Vec<Problem>,
    /// What a reader must know about the file as a whole, such as further pages of an export.
    pub notes: Vec<String>,
    /// Whether the file was written by the user, so that an unknown name is a slip and not somebody else's badge.
    pub is_own: bool,
}

impl Held {
    fn add(&mut self, entry: Result<Certificate, Problem>) {
        match entry {
            Ok(certificate) => self.certificates.push(certificate),
            Err(problem) => self.problems.push(problem),
        }
    }
}

/// Reads the text of a file. Its format follows from its content. Fails if that is none of the known formats, or cannot
/// be parsed as the one it seems to be.
pub fn read(text: &str, today: Date) -> Result<Held, String> {
    let text = text.trim_start_matches('\u{feff}');
    let begin = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    let held = match begin {
        None => return Err("the file is empty; it needs `cert` and `earned` or `expires`".to_owned()),
        Some(line) if line.starts_with(['{', '[']) => json::read(text, today)?,
        Some(line) if line.starts_with("- ") || line == "---" || line.starts_with("held:") => yaml::read(text, today)?,
        Some(_) => csv::read(text, today)?,
    };
    match held.certificates.len() + held.problems.len() {
        entries if entries > MAX_ENTRIES => Err(format!("{entries} entries; a file can have {MAX_ENTRIES}")),
        _ => Ok(held),
    }
}
