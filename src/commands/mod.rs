//! The commands: each finds its answer in the catalog and builds a report. None knows a format or the command line.

pub mod brief;
pub mod certifications;
pub mod changes;
pub mod check;
pub mod columns;
pub mod compare;
pub mod cost;
pub mod disputes;
pub mod evidence;
pub mod held;
pub mod keys;
pub mod list;
pub mod names;
pub mod overlap;
pub mod page;
pub mod pairing;
pub mod plan;
pub mod recommend;
pub mod renewal;
pub mod schema;
pub mod services;
pub mod show;
pub mod sittings;
pub mod sources;
pub mod standing;
pub mod topics;
pub mod values;

use crate::render::Calendar;
use crate::render::report::{Block, Records, Report};
use certcmp_dataset::{Catalog, Language};
use jiff::civil::Date;

#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub catalog: &'a Catalog,
    pub day: Date,
    pub language: &'a Language,
    pub audience: Audience,
}

/// Who reads an answer: what the other one would read need not be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    People,
    Programs,
    /// People, in a browser: its blocks matter, and what they can link to and draw.
    Pages,
}

impl Context<'_> {
    pub fn is_for_page(&self) -> bool {
        self.audience == Audience::Pages
    }

    /// The answer of a command: its blocks for people or its records for programs, whichever is read, and the ids.
    pub fn answer(
        &self,
        ids: Vec<String>,
        blocks: impl FnOnce() -> Vec<Block>,
        records: impl FnOnce() -> Records,
    ) -> Outcome {
        let (blocks, records) = match self.audience {
            Audience::Programs => (Vec::new(), Records { ids, ..records() }),
            Audience::People | Audience::Pages => (blocks(), Records { ids, ..Records::default() }),
        };
        let (data_date, language) = (self.catalog.data_date, self.language.as_str().to_owned());
        Outcome::of(Report { data_date, as_of: self.day, language, blocks, records })
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub report: Report,
    /// The same for calendar programs, where the answer is about days.
    pub calendar: Option<Calendar>,
    /// What the reader should know beside it: one line each, on stderr.
    pub notes: Vec<String>,
    /// A next step: one line each, on stderr, only on a terminal.
    pub hints: Vec<String>,
    /// Faults were found; only `check` finds any.
    pub faults: bool,
}

impl Outcome {
    pub fn of(report: Report) -> Self {
        Self { report, calendar: None, notes: Vec::new(), hints: Vec::new(), faults: false }
    }
}
