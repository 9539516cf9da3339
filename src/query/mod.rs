//! Names → certifications and services, and filters. It knows nothing of the command line.

pub mod filter;
pub mod flagship;
pub mod matcher;
pub mod names;
pub mod services;
pub mod terms;

use certcmp_dataset::value::Dollars;
use certcmp_dataset::{Certification, Fact, Sitting, Standing};

/// A certification with its standing on the day that was asked about.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The certification.
    pub certification: &'a Certification,
    /// Whether it can be taken.
    pub standing: Standing,
}

/// What holds for someone who takes the exam on the day: the open sitting's own price, length, questions and code
/// where it has them, else the exam's.
#[derive(Debug, Clone, Copy)]
pub struct InEffect<'a> {
    certification: &'a Certification,
    sitting: Option<&'a Sitting>,
}

impl<'a> InEffect<'a> {
    /// What holds on the day of the standing.
    pub fn of(certification: &'a Certification, standing: &Standing) -> Self {
        let open = standing.sitting.filter(|_| standing.status.is_open());
        Self { certification, sitting: open.and_then(|at| certification.sittings.get(at)) }
    }

    /// The open sitting.
    pub fn sitting(&self) -> Option<&'a Sitting> {
        self.sitting
    }

    /// The price of an attempt, in hundredths of a US dollar.
    pub fn price(&self) -> Option<u32> {
        self.price_fact().map(|price| price.value.0.hundredths)
    }

    /// The price of an attempt with its evidence.
    pub fn price_fact(&self) -> Option<&'a Fact<Dollars>> {
        let own = self.sitting.and_then(|sitting| sitting.facts.price.as_deref());
        own.or(self.certification.facts.price.as_deref())
    }

    /// The most minutes there are to answer.
    pub fn minutes(&self) -> Option<u32> {
        let own = self.sitting.and_then(|sitting| sitting.facts.duration.as_deref());
        own.or(self.certification.facts.duration.as_deref()).map(|duration| duration.value.max)
    }
}
