//! Where each kind of file has the parts of a certificate.

use super::{Certificate, Position, Problem, date};
use certcmp_dataset::yaml::text::{is_control, shown};
use jiff::civil::Date;

/// The columns of a table, the keys of an entry or its JSON pointers. Of several the first that is filled counts.
pub struct Layout {
    pub who: &'static [&'static str],
    pub name: &'static [&'static str],
    pub earned: &'static [&'static str],
    pub expires: &'static [&'static str],
}

/// A file of one's own.
pub const OWN: Layout = Layout { who: &["who"], name: &["cert"], earned: &["earned"], expires: &["expires"] };

impl Layout {
    /// Returns the layout of an export, which names no person that may be printed.
    pub const fn export(
        name: &'static [&'static str],
        earned: &'static [&'static str],
        expires: &'static [&'static str],
    ) -> Self {
        Self { who: &[], name, earned, expires }
    }

    /// Reads a certificate from the values of its parts. The error is what makes it unusable.
    pub fn certificate(
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
        let day = |names: &[&str]| first(names).map(|text| date::parse(&text)).transpose().map_err(problem);
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
