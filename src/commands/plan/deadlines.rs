//! The days that matter around an exam day: of its sitting, of a second attempt, and of the certificate.

use super::keeping;
use crate::commands::Context;
use certcmp_dataset::fact::View;
use certcmp_dataset::sitting::Start;
use certcmp_dataset::standing::Until;
use certcmp_dataset::vocab::SittingKind;
use certcmp_dataset::when::When;
use certcmp_dataset::{Certification, Field, Sitting, SittingField, Standing, Status};
use jiff::civil::Date;

/// What happens on a day of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Study of a domain, or of the exam as a whole.
    Study,
    /// Revision of everything.
    Revision,
    /// The exam can be booked from here on.
    BookingOpens,
    /// The sitting begins.
    SittingOpens,
    /// The exam.
    Exam,
    /// The last day on which the exam can be taken.
    LastDay,
    /// The last day of the beta.
    BetaLastDay,
    /// The standard exam opens, after its beta.
    StandardOpens,
    /// Another exam opens, and this one ends.
    SuccessorOpens,
    /// The certification itself ends.
    CertificationEnds,
    /// The earliest day of another attempt.
    Retake,
    /// The renewal window opens.
    RenewalOpens,
    /// The last day on which the certificate can be renewed.
    RenewalCloses,
    /// The certificate lapses.
    Lapses,
    /// Renewals of the certification end.
    RenewalsEnd,
}

impl Kind {
    /// Every kind with its machine name.
    const NAMED: &'static [(Self, &'static str)] = &[
        (Self::Study, "study"),
        (Self::Revision, "revision"),
        (Self::BookingOpens, "booking-opens"),
        (Self::SittingOpens, "sitting-opens"),
        (Self::Exam, "exam"),
        (Self::LastDay, "last-day"),
        (Self::BetaLastDay, "beta-last-day"),
        (Self::StandardOpens, "standard-opens"),
        (Self::SuccessorOpens, "successor-opens"),
        (Self::CertificationEnds, "certification-ends"),
        (Self::Retake, "retake"),
        (Self::RenewalOpens, "renewal-opens"),
        (Self::RenewalCloses, "renewal-closes"),
        (Self::Lapses, "lapses"),
        (Self::RenewalsEnd, "renewals-end"),
    ];

    /// The machine names, in order.
    pub const WORDS: &'static [&'static str] = &[
        "study",
        "revision",
        "booking-opens",
        "sitting-opens",
        "exam",
        "last-day",
        "beta-last-day",
        "standard-opens",
        "successor-opens",
        "certification-ends",
        "retake",
        "renewal-opens",
        "renewal-closes",
        "lapses",
        "renewals-end",
    ];

    /// The machine name.
    pub fn as_str(self) -> &'static str {
        Self::NAMED.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// A day that matters, or the word that it is not known.
#[derive(Debug, Clone)]
pub struct Deadline<'a> {
    /// What happens.
    pub kind: Kind,
    /// When, as exactly as it is known; absent where no day is known, or nothing happens.
    pub when: Option<When>,
    /// The day is planned and not confirmed.
    pub planned: bool,
    /// The certification that opens, for [`Kind::SuccessorOpens`].
    pub opens: Option<String>,
    /// The same in words, to stand behind the day.
    pub words: String,
    /// What it rests on; absent for the exam day, which the user chose.
    pub evidence: Option<View<'a>>,
}

impl<'a> Deadline<'a> {
    /// A day that rests on a fact.
    pub fn new(kind: Kind, when: Option<When>, words: impl Into<String>, evidence: Option<View<'a>>) -> Self {
        Self { kind, when, planned: false, opens: None, words: words.into(), evidence }
    }

    fn planned(mut self, planned: bool) -> Self {
        self.planned = planned;
        self
    }
}

/// Every day that the data knows around an exam day on which the exam can be taken: in order of time, and what is not
/// known last. Days of the sitting that are over when the plan begins are left out.
pub fn all<'a>(
    certification: &'a Certification,
    standing: &Standing,
    from: Date,
    context: &Context<'a>,
) -> Vec<Deadline<'a>> {
    let exam = standing.day;
    let mut found = beginnings(certification, standing, from);
    found.push(Deadline::new(Kind::Exam, Some(When::on(exam)), "The exam", None));
    found.extend(endings(certification, standing));
    let view = certification.facts.view(Field::CertificationEnds);
    if let (Some(ends), Some(view)) = (&certification.facts.certification_ends, view) {
        found.push(Deadline::new(
            Kind::CertificationEnds,
            Some(ends.value),
            "The certification itself ends",
            Some(view),
        ));
    }
    found.extend(keeping::retakes(certification, standing, context));
    found.extend(keeping::renewal(certification, exam));
    found.sort_by_key(|deadline| (deadline.when.is_none(), deadline.when.map(|when| (when.earliest, when.latest))));
    found
}

fn sitting_of<'a>(certification: &'a Certification, standing: &Standing) -> Option<&'a Sitting> {
    standing.sitting.and_then(|at| certification.sittings.get(at))
}

/// When the sitting can be booked and begins, if that is still to come when the plan begins.
fn beginnings<'a>(certification: &'a Certification, standing: &Standing, from: Date) -> Vec<Deadline<'a>> {
    let Some(sitting) = sitting_of(certification, standing) else { return Vec::new() };
    let what = match sitting.kind {
        SittingKind::Beta => "The first day of the beta",
        SittingKind::Standard => "The first day of the exam",
    };
    let registration = sitting.facts.registration.as_deref().map(|registration| registration.value);
    let days = [
        (SittingField::Registration, Kind::BookingOpens, registration, "Booking opens"),
        (SittingField::First, Kind::SittingOpens, sitting.start(), what),
    ];
    days.into_iter()
        .filter_map(|(field, kind, start, words)| {
            let Start { when, planned } = start?;
            let view = sitting.facts.view(field);
            (when.latest > from).then(|| Deadline::new(kind, Some(when), words, view).planned(planned))
        })
        .collect()
}

/// When the sitting ends, and what comes after a beta.
fn endings<'a>(certification: &'a Certification, standing: &Standing) -> Vec<Deadline<'a>> {
    let beta = standing.status == Status::Beta;
    let (kind, words) = if beta {
        (Kind::BetaLastDay, "The last day of the beta")
    } else {
        (Kind::LastDay, "The last day of the exam")
    };
    let view = sitting_of(certification, standing).and_then(|sitting| sitting.facts.view(SittingField::Last));
    let end = match &standing.until {
        Some(Until::Day(when)) => Deadline::new(kind, Some(*when), words, view),
        Some(Until::Planned(when)) => Deadline::new(kind, Some(*when), words, view).planned(true),
        Some(Until::Opens(id, when)) => {
            let words = format!("{id} opens, and with it this exam ends");
            let planned = when.is_some();
            Deadline { planned, opens: Some(id.to_string()), ..Deadline::new(Kind::SuccessorOpens, *when, words, view) }
        }
        None if beta => Deadline::new(kind, None, "When the beta ends is not known", view),
        None if view.is_some() => Deadline::new(kind, None, "No last day of the exam is announced", view),
        None => Deadline::new(kind, None, "Nothing is known of a last day of the exam", None),
    };
    let opening = standing.opening.filter(|_| beta).map(|(when, planned)| {
        let view = opening_view(certification, when);
        Deadline::new(Kind::StandardOpens, Some(when), "The standard exam opens", view).planned(planned)
    });
    std::iter::once(end).chain(opening).collect()
}

fn opening_view(certification: &Certification, when: When) -> Option<View<'_>> {
    let opens_then = |sitting: &&Sitting| {
        sitting.kind == SittingKind::Standard && sitting.start().is_some_and(|start| start.when == when)
    };
    certification.sittings.iter().find(opens_then)?.facts.view(SittingField::First)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_word() {
        let names: Vec<&str> = Kind::NAMED.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(names, Kind::WORDS);
    }
}
