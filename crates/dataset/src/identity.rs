//! How a certification is found elsewhere: exam codes, ids, and addresses of pages.

use crate::record;
use crate::yaml::{Definitions, FromYaml, Node, Path, Reader, Url};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The code by which an exam is booked; nothing where the provider gives it none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamCode(pub Option<String>);

impl fmt::Display for ExamCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0.as_deref().unwrap_or("none"))
    }
}

impl FromYaml for ExamCode {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.text(node, at).map(|text| Self((text != "none").then_some(text)))
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        <String as FromYaml>::schema(definitions)
    }
}

pub type CertificationIds = Vec<String>;

/// Declares the links with their titles; each is named once.
macro_rules! links {
    ($($(#[doc = $meaning:literal])+ $link:ident, $title:literal;)+) => {
        record! {
            /// Where the provider's own pages on a certification are.
            Links [Default, Eq], "links",
                refuse |links| *links == Links::default(), "there is no link", "add one, or remove the field" {
                $($(#[doc = $meaning])+ $link: Option<String> as Option<Url>,)+
            }
        }

        impl Links {
            /// Returns these links, and the others where there is none.
            pub fn or(self, others: &Self) -> Self {
                Self { $($link: self.$link.or_else(|| others.$link.clone()),)+ }
            }

            /// Machine name, title and address of each, in order.
            pub fn each(&self) -> impl Iterator<Item = (&'static str, &'static str, Option<&String>)> {
                [$((stringify!($link), $title, self.$link.as_ref()),)+].into_iter()
            }
        }
    };
}

links! {
    /// The certification's page.
    page, "Page";
    /// The exam's own page, where there is one beside it.
    exam, "Exam";
    /// The exam guide.
    guide, "Exam guide";
    /// Official training.
    training, "Training";
    /// Official practice questions.
    practice, "Practice";
    /// The announcement.
    announcement, "Announcement";
}
