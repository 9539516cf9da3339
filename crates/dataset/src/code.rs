//! Codes and ids of certifications as the values of facts.

use crate::yaml::{Definitions, FromYaml, Node, Path, Reader};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The code by which an exam is booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExamCode {
    Code(String),
    /// The provider publishes none.
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
