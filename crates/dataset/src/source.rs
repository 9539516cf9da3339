//! Sources: where a fact is from.

use crate::record;
use crate::vocab::Access;
use crate::when::{Day, When};
use crate::yaml::{Id, Url};
use jiff::civil::Date;

record! {
    /// A page, file or document that facts are taken from.
    Source, "a source" {
        /// Unique name, kebab-case.
        id: String as Id,
        /// The title of the page.
        title: String,
        /// Who published it.
        publisher: String,
        /// What it belongs to, where sources of other publishers belong to it too: they are not independent.
        project: Option<String>,
        /// Its address, where it is known.
        url: Option<String> as Option<Url>,
        /// Published by the provider itself. It says who publishes it, not how it was read.
        official: bool,
        /// How it was read.
        access: Access,
        /// The date on the page, or the day its author last checked what it says.
        dated: Option<When>,
        /// The day it was looked up for this dataset.
        read: Date as Day,
        /// What else a reader should know of it.
        note: Option<String>,
    }
}
