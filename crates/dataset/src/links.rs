//! Addresses of a certification's pages.
use serde::{Deserialize, Serialize};

/// Where the provider's own pages on a certification are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links {
    /// The certification's page.
    pub page: Option<String>,
    /// The exam's own page, where there is one beside it.
    pub exam: Option<String>,
    /// The exam guide.
    pub guide: Option<String>,
    /// Official training.
    pub training: Option<String>,
    /// Official practice questions.
    pub practice: Option<String>,
    /// The announcement.
    pub announcement: Option<String>,
}

impl Links {
    /// Machine name, title and address of each, in order.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &'static str, Option<&String>)> {
        [
            ("page", "Page", self.page.as_ref()),
            ("exam", "Exam", self.exam.as_ref()),
            ("guide", "Exam guide", self.guide.as_ref()),
            ("training", "Training", self.training.as_ref()),
            ("practice", "Practice", self.practice.as_ref()),
            ("announcement", "Announcement", self.announcement.as_ref()),
        ]
        .into_iter()
    }
}
