//! Addresses of a certification's pages.

use super::Text;
use serde::{Deserialize, Serialize};

/// Where the provider's own pages on a certification are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Links {
    /// The certification's page.
    pub page: Option<Text>,
    /// The exam's own page, where there is one beside it.
    pub exam: Option<Text>,
    /// The exam guide.
    pub guide: Option<Text>,
    /// Official training.
    pub training: Option<Text>,
    /// Official practice questions.
    pub practice: Option<Text>,
    /// The announcement.
    pub announcement: Option<Text>,
}

impl Links {
    /// Machine name, title and address of each, in order.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &'static str, Option<&Text>)> {
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
