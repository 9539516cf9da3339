//! Names → certifications and services, and filters. It knows nothing of the command line.

pub mod filter;
pub mod matcher;
pub mod names;
pub mod services;
pub mod terms;

use certcmp_dataset::{Certification, Sitting, Standing};

/// A certification with its standing on the day that was asked about.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    pub certification: &'a Certification,
    pub standing: Standing,
}

/// Returns the sitting that is open, whose own facts go before those of the exam.
pub fn open_sitting<'a>(certification: &'a Certification, standing: &Standing) -> Option<&'a Sitting> {
    let open = standing.sitting.filter(|_| standing.status.is_open());
    open.and_then(|at| certification.sittings.get(at))
}
