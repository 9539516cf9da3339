//! A day that matters in a plan.

use crate::commands::evidence::UNCERTAIN;
use crate::commands::kinds::kinds;
use certcmp_dataset::fact::View;
use certcmp_dataset::when::When;

kinds! {
    DayKind {
        Study = "study", "Study";
        Revision = "revision", "Revision";
        BookingOpens = "booking-opens", "Booking opens";
        SittingOpens = "sitting-opens", "The first day of the exam";
        KeyDate = "key-date", "Date of the sitting";
        Exam = "exam", "The exam";
        LastDay = "last-day", "The last day of the exam";
        BetaLastDay = "beta-last-day", "The last day of the beta";
        StandardOpens = "standard-opens", "The standard exam opens";
        SuccessorOpens = "successor-opens", "Its successor opens";
        CertificationEnds = "certification-ends", "The certification itself ends";
        Retake = "retake", "Another attempt";
        RenewalOpens = "renewal-opens", "Renewal opens";
        RenewalCloses = "renewal-closes", "The last day of renewal";
        Lapses = "lapses", "The certificate lapses";
        RenewalsEnd = "renewals-end", "Renewals of this certification end";
    }
}

/// A day that matters, or the statement that it is not known.
#[derive(Debug, Clone)]
pub struct PlanDay<'a> {
    pub kind: DayKind,
    /// When, as exactly as it is known; absent where no day is known, or nothing happens.
    pub when: Option<When>,
    pub planned: bool,
    /// The certification that opens, for [`DayKind::SuccessorOpens`].
    pub opens: Option<String>,
    /// What happens, as shown beside the day.
    pub text: String,
    /// The fact behind it; absent for the exam day, which the user chose.
    pub evidence: Option<View<'a>>,
}

impl<'a> PlanDay<'a> {
    pub fn new(kind: DayKind, when: Option<When>, text: impl Into<String>, evidence: Option<View<'a>>) -> Self {
        Self { kind, when, planned: false, opens: None, text: text.into(), evidence }
    }

    /// Returns a day that is described by its kind alone.
    pub fn plain(kind: DayKind, when: Option<When>, evidence: Option<View<'a>>) -> Self {
        Self::new(kind, when, kind.title(), evidence)
    }

    pub fn planned(self, planned: bool) -> Self {
        Self { planned, ..self }
    }

    /// Returns what happens, marked if it is planned or weakly backed.
    pub fn description(&self) -> String {
        let planned = if self.planned { " (planned, not confirmed)" } else { "" };
        let uncertain = if self.evidence.as_ref().is_some_and(|view| view.uncertain) { UNCERTAIN } else { "" };
        format!("{}{planned}{uncertain}", self.text)
    }
}
