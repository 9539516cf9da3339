//! How a certification is found elsewhere: exam codes, ids, and addresses of pages.

use crate::record;
use crate::yaml::{Definitions, FromYaml, Node, Path, Reader, Url};
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExamCode {
    Code(String),
    None,
}

impl fmt::Display for ExamCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => out.write_str(code),
            Self::None => out.write_str("none"),
        }
    }
}

impl FromYaml for ExamCode {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(node, at)?;
        Some(if text == "none" { Self::None } else { Self::Code(text) })
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        <String as FromYaml>::schema(definitions)
    }
}

pub type CertificationIds = Vec<String>;

record! {
    /// Where the provider's own pages on a certification are.
    Links [Default, Eq], "links",
        refuse |links| *links == Links::default(), "there is no link", "add one, or remove the field" {
        /// The certification's page.
        page: Option<String> as Option<Url>,
        /// The exam's own page, where there is one beside it.
        exam: Option<String> as Option<Url>,
        /// The exam guide.
        guide: Option<String> as Option<Url>,
        /// Official training.
        training: Option<String> as Option<Url>,
        /// Official practice questions.
        practice: Option<String> as Option<Url>,
        /// The announcement.
        announcement: Option<String> as Option<Url>,
    }
}

impl Links {
    /// Returns these links, and the others where there is none.
    pub fn or(self, others: &Self) -> Self {
        let either = |own: Option<String>, other: &Option<String>| own.or_else(|| other.clone());
        Self {
            page: either(self.page, &others.page),
            exam: either(self.exam, &others.exam),
            guide: either(self.guide, &others.guide),
            training: either(self.training, &others.training),
            practice: either(self.practice, &others.practice),
            announcement: either(self.announcement, &others.announcement),
        }
    }

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
