//! Dates of a sitting that are neither its first nor its last day: results, labs.

use crate::record;
use crate::when::When;
use std::fmt;

record! {
    /// A date of a sitting that is neither its first nor its last day.
    KeyDate [Eq], "a date",
        refuse |date| date.on.is_some() == (date.from.is_some() || date.until.is_some()),
        "the date has no day", "give it `on`, or `from` and `until`" {
        /// What is then.
        what: String,
        /// The day of it.
        on: Option<When>,
        /// The day from which it is.
        from: Option<When>,
        /// The last day of it.
        until: Option<When>,
    }
}

impl fmt::Display for KeyDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.what)?;
        for (word, when) in [(":", self.on), (" from", self.from), (" until", self.until)] {
            if let Some(when) = when {
                write!(out, "{word} {}", when.words())?;
            }
        }
        Ok(())
    }
}
