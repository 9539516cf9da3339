//! Events: what happens to a certificate on a day, and what has to be paid for it.

use super::amount::Amount;
use certcmp_dataset::SourceRef;
use certcmp_dataset::vocab::{Route, SittingKind};
use jiff::civil::Date;

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The first attempt at the exam.
    Exam,
    /// A further attempt.
    Retake,
    /// No further attempt is possible.
    Stop,
    /// The certificate is renewed.
    Renewal,
    /// The last day on which certificates can be renewed.
    RenewalsEnd,
    /// The certificate expires and is not renewed.
    Lapse,
}

impl Kind {
    /// The machine names.
    pub const WORDS: &'static [&'static str] = &["exam", "retake", "stop", "renewal", "renewals-end", "lapse"];

    /// The machine name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exam => "exam",
            Self::Retake => "retake",
            Self::Stop => "stop",
            Self::Renewal => "renewal",
            Self::RenewalsEnd => "renewals-end",
            Self::Lapse => "lapse",
        }
    }
}

/// What has to be paid; a part that is not known is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fee {
    /// Without any voucher or discount.
    pub full: Option<Amount>,
    /// With every voucher and discount that the data knows.
    pub due: Option<Amount>,
    /// The discount, in percent of the full price.
    pub discount: Option<u32>,
}

impl Fee {
    /// A fee on which there is no discount.
    pub fn plain(amount: Option<Amount>) -> Self {
        Self { full: amount, due: amount, discount: None }
    }
}

/// Something that happens to a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What happens.
    pub kind: Kind,
    /// The day; absent where it is not known. Events without a day come last.
    pub day: Option<Date>,
    /// The day rests on a plan of the provider that nobody has confirmed.
    pub planned: bool,
    /// The number of the attempt or of the renewal, from 1.
    pub number: u32,
    /// Whether the attempt is passed; absent where the event is no attempt.
    pub passed: Option<bool>,
    /// In which kind of sitting the attempt is made, where that is known.
    pub sitting: Option<SittingKind>,
    /// The way of a renewal, where it is known.
    pub route: Option<Route>,
    /// The certification whose exam is taken; absent where the way of renewal is no exam.
    pub by: Option<String>,
    /// What is paid; absent where the event costs nothing by its nature.
    pub fee: Option<Fee>,
    /// The first day on which the renewal can be done, where it is known.
    pub opens: Option<Date>,
    /// The last day on which the renewal can be done.
    pub closes: Option<Date>,
    /// The day on which the certificate then expires; absent where it does not or where that is not known.
    pub valid_until: Option<Date>,
    /// A fact it rests on is weakly backed.
    pub uncertain: bool,
    /// Where the facts it rests on are from, without repetition.
    pub sources: Vec<SourceRef>,
    /// Why, in words, where the kind does not say it.
    pub reason: Option<String>,
}

impl Event {
    /// An event of a kind of which nothing else is known.
    pub fn new(kind: Kind, day: Option<Date>) -> Self {
        Self {
            kind,
            day,
            planned: false,
            number: 0,
            passed: None,
            sitting: None,
            route: None,
            by: None,
            fee: None,
            opens: None,
            closes: None,
            valid_until: None,
            uncertain: false,
            sources: Vec::new(),
            reason: None,
        }
    }

    /// The event resting on one more fact.
    pub fn resting_on<T>(mut self, fact: Option<&certcmp_dataset::Fact<T>>) -> Self {
        if let Some(fact) = fact {
            self.uncertain |= fact.uncertain;
            for source in &fact.sources {
                if !self.sources.contains(source) {
                    self.sources.push(*source);
                }
            }
        }
        self
    }
}
