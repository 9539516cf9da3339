//! What happens to a certificate on a day, and what it costs.

use super::amount::Fee;
use crate::commands::kinds::kinds;
use certcmp_dataset::vocab::Route;
use certcmp_dataset::{Fact, SourceRef};
use jiff::civil::Date;

kinds! {
    #[derive(Default)]
    EventKind {
        #[default]
        Exam = "exam", "exam";
        Retake = "retake", "attempt";
        Stop = "stop", "no attempt";
        Renewal = "renewal", "renewal";
        RenewalsEnd = "renewals-end", "last day of renewals";
        Lapse = "lapse", "lapses";
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    pub kind: EventKind,
    /// Absent where it is not known.
    pub day: Option<Date>,
    /// The day follows from a plan of the provider that is not confirmed.
    pub planned: bool,
    /// The number of the attempt or of the renewal, from 1; zero for other events.
    pub number: u32,
    /// Whether the attempt is passed; absent where the event is no attempt.
    pub passed: Option<bool>,
    pub route: Option<Route>,
    pub exam: Option<String>,
    /// What is paid; absent where the event has no fee by its nature.
    pub fee: Option<Fee>,
    pub opens: Option<Date>,
    pub closes: Option<Date>,
    /// The day on which the certificate then lapses, where that is known.
    pub lapses: Option<Date>,
    /// A fact behind it is weakly backed.
    pub uncertain: bool,
    pub sources: Vec<SourceRef>,
    pub reason: Option<String>,
}

impl Event {
    pub fn new(kind: EventKind, day: Option<Date>) -> Self {
        Self { kind, day, ..Self::default() }
    }

    pub fn citing<T>(mut self, fact: Option<&Fact<T>>) -> Self {
        if let Some(fact) = fact {
            self.uncertain |= fact.confidence.is_some();
            for source in &fact.sources {
                if !self.sources.contains(source) {
                    self.sources.push(*source);
                }
            }
        }
        self
    }

    /// Returns its name: `exam`, `attempt 2`, `renewal 1`, `lapses`.
    pub fn name(&self) -> String {
        match self.kind {
            EventKind::Retake | EventKind::Stop | EventKind::Renewal => {
                format!("{} {}", self.kind.title(), self.number)
            }
            _ => self.kind.title().to_owned(),
        }
    }
}
