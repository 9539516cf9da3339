//! Certificates held: reads files of one's own and exports of badge services into one list. Each kind of file has a layout:
//! where the parts of a certificate are.

mod csv;
mod json;
mod yaml;

use certcmp_dataset::When;
use certcmp_dataset::yaml::text::{is_control, shown};
use jiff::civil::Date;

/// The most bytes of a file, as for dataset files.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

const MAX_ENTRIES: usize = 5_000;

const FORMATS: &str = "your own CSV or YAML with `cert` and `earned` or `expires`, Credly (JSON or CSV), a Microsoft Learn transcript \
    or credential, Microsoft Graph, Accredible, Open Badges 2.0 or 3.0, LinkedIn's Certifications.csv, or a list of passed exams";

/// One certificate as its file has it. Nothing that identifies a person is kept but `who`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Certificate {
    /// A short name of the holder, from a file of one's own only.
    pub who: Option<String>,
    pub name: String,
    pub earned: Option<When>,
    pub expires: Option<When>,
    pub position: Position,
}

/// Where a certificate is in its file: `line` or `entry`, and its number from 1.
pub type Position = (&'static str, u64);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub position: Position,
    pub text: String,
}

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

/// The columns of a table, the keys of an entry or its JSON pointers. Of several the first that is filled counts.
type Names = &'static [&'static str];

struct Layout {
    who: Names,
    name: Names,
    earned: Names,
    expires: Names,
}

const OWN: Layout = Layout { who: &["who"], name: &["cert"], earned: &["earned"], expires: &["expires"] };

impl Layout {
    /// Returns the layout of an export, which names no person that may be printed.
    const fn export(name: Names, earned: Names, expires: Names) -> Self {
        Self { who: &[], name, earned, expires }
    }

    /// Reads a certificate from the values of its parts. The error is what makes it unusable.
    fn certificate(
        &self,
        position: Position,
        today: Date,
        value: impl Fn(&str) -> Option<String>,
    ) -> Result<Certificate, Problem> {
        let problem = |text: String| Problem { position, text };
        let first = |names: &[&str]| names.iter().find_map(|name| value(name).filter(|text| !text.trim().is_empty()));
        let text = |names: &[&str]| match first(names).map(|text| text.trim().to_owned()) {
            Some(text) if text.contains(['\n', '\r']) => {
                Err(problem(format!("`{}` goes on over several lines; close the quotation mark", shown(&text))))
            }
            Some(text) if text.contains(is_control) => {
                Err(problem(format!("a control character in `{}`; remove it", shown(&text))))
            }
            text => Ok(text),
        };
        let day = |names: &[&str]| first(names).map(|text| parse_day(&text)).transpose().map_err(problem);
        let name = text(self.name)?.ok_or_else(|| problem(format!("`{}` is missing", self.name.join("` or `"))))?;
        let (who, earned, expires) = (text(self.who)?, day(self.earned)?, day(self.expires)?);
        Err(problem(match (earned, expires) {
            (None, None) => format!("`{}` has neither `earned` nor `expires`", shown(&name)),
            (Some(earned), _) if earned.earliest > today => format!("earned on {earned}, which is in the future"),
            (Some(earned), Some(expires)) if expires.latest < earned.earliest => {
                format!("expires on {expires}, before it was earned on {earned}")
            }
            _ => return Ok(Certificate { who, name, earned, expires, position }),
        }))
    }
}

/// Formats of days: in which the order of day and month is clear, and in which it need not be.
const CLEAR: [&str; 3] = ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"];
const UNCLEAR: [&str; 2] = ["%d/%m/%Y", "%m/%d/%Y"];

/// Parses a day (`2025-01-15`, `15.1.2025`, also with a time behind it), a month (`2025-01`, `Jan 2025`) or a year. A
/// time is ignored: the day counts as it is written. The error says how to write it.
fn parse_day(text: &str) -> Result<When, String> {
    let text = text.trim();
    let day = if text.starts_with(|first: char| first.is_ascii_digit()) {
        text.split(['T', ' ']).next().unwrap_or(text)
    } else {
        text
    };
    let as_date = |format: &&str| Date::strptime(format, day).ok()?.to_string().parse().ok();
    let as_month = |format: &&str| {
        let first = Date::strptime(format, format!("1 {text}")).ok()?;
        first.strftime("%Y-%m").to_string().parse().ok()
    };
    let found = day.parse().ok().or_else(|| CLEAR.iter().find_map(as_date));
    found.or_else(|| ["%d %b %Y", "%d %B %Y"].iter().find_map(as_month)).ok_or_else(|| {
        let meant: Vec<When> = UNCLEAR.iter().filter_map(as_date).collect();
        let example = if let [only] = meant.as_slice() { only.to_string() } else { "2025-01-15".to_owned() };
        format!("`{}` is not a date; write it like {example}", shown(text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_days_months_and_years() {
        for (text, read) in [
            ("2025-01-15", "2025-01-15"),
            (" 2025-01-15T00:00:00+00:00", "2025-01-15"),
            ("2025-01-15 23:59", "2025-01-15"),
            ("2025-1-5", "2025-01-05"),
            ("15.1.2025", "2025-01-15"),
            ("03.04.2026", "2026-04-03"),
            ("2026/3/4", "2026-03-04"),
            ("Jan 2025", "2025-01"),
            ("september 2024", "2024-09"),
            ("May 2024", "2024-05"),
            ("2027-02", "2027-02"),
            ("2027", "2027"),
        ] {
            assert_eq!(parse_day(text).map(|when| when.to_string()), Ok(read.to_owned()), "{text}");
        }
    }

    #[test]
    fn says_how_to_write_other_dates() {
        for (text, day) in [
            ("15/01/2025", "2025-01-15"),
            ("01/15/2025", "2025-01-15"),
            ("03/04/2026", "2025-01-15"),
            ("31/02/2025", "2025-01-15"),
            ("31.02.2025", "2025-01-15"),
            ("9999-12-31", "2025-01-15"),
            ("soon", "2025-01-15"),
        ] {
            assert_eq!(parse_day(text), Err(format!("`{text}` is not a date; write it like {day}")));
        }
    }
}
