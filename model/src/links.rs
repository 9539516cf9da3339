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
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &'static str, Option<&str>)> {
        [
            ("page", "Page", self.page.as_deref()),
            ("exam", "Exam", self.exam.as_deref()),
            ("guide", "Exam guide", self.guide.as_deref()),
            ("training", "Training", self.training.as_deref()),
            ("practice", "Practice", self.practice.as_deref()),
            ("announcement", "Announcement", self.announcement.as_deref()),
        ]
        .into_iter()
    }
}
