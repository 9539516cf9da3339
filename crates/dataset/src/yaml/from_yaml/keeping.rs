//! How retakes and renewals are read from YAML.

use super::FromYaml;
use crate::count::Count;
use crate::keeping::{Attempts, Renewal, Retake};
use crate::money::Money;
use crate::time::{Minutes, Span};
use crate::vocab::Route;
use crate::weight::Percent;
use crate::yaml::path::Path;
use crate::yaml::reader::Reader;
use crate::yaml::scalar::{Word, Written};
use schemars::JsonSchema;
use serde::Deserialize;

crate::yaml::scalar::own_shapes!(RawRetake, RawRenewal);

/// A retake rule as written.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawRetake {
    /// The wait before the second attempt, the third, and so on; the last one repeats.
    #[schemars(length(min = 1))]
    waits: Vec<Written<Span>>,
    /// How many attempts there are.
    #[serde(default)]
    attempts: Option<Written<Attempts>>,
}

impl FromYaml for Retake {
    type Raw = RawRetake;

    fn read(raw: RawRetake, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let waits = reader.list(raw.waits, &at.key("waits"), Span::read);
        let attempts = reader.optional(raw.attempts, &at.key("attempts"));
        Some(Self { waits: waits?, attempts: attempts? })
    }
}

/// Renewal as written.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawRenewal {
    /// In a few words, as a table shows it.
    how: String,
    /// Whether it can be renewed at all, now.
    #[serde(default = "yes")]
    possible: bool,
    /// The ways there are.
    #[serde(default)]
    routes: Vec<Word<Route>>,
    /// What a renewal costs, where that is stated; `0 USD` is free.
    #[serde(default)]
    price: Option<Written<Money>>,
    /// What holders get off the price of the exam.
    #[serde(default)]
    discount: Option<Written<Percent>>,
    /// How long the renewal exam or assessment takes.
    #[serde(default)]
    duration: Option<Written<Minutes>>,
    /// How many questions it has.
    #[serde(default)]
    questions: Option<Written<Count>>,
    /// How long before expiry it can first be done.
    #[serde(default)]
    opens: Option<Written<Span>>,
    /// How long after expiry it can still be done.
    #[serde(default)]
    closes: Option<Written<Span>>,
    /// By how much it extends the certificate.
    #[serde(default)]
    extends: Option<Written<Span>>,
    /// Ids of certifications whose exam renews this one.
    #[serde(default)]
    renewed_by: Vec<String>,
}

fn yes() -> bool {
    true
}

impl FromYaml for Renewal {
    type Raw = RawRenewal;

    fn read(raw: RawRenewal, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let how = reader.text(raw.how, &at.key("how"));
        let routes = reader.entries(raw.routes, &at.key("routes"), Route::read);
        let renewed_by = reader.entries(raw.renewed_by, &at.key("renewed_by"), |id, at, reader| reader.id(id, at));
        let price = match reader.optional(raw.price, &at.key("price"))? {
            Some(price) if !Money::is_usd(&price) => {
                reader.fault(
                    &at.key("price"),
                    format!("a price in {} cannot be compared", price.currency),
                    "write it in US dollars",
                );
                return None;
            }
            price => price,
        };
        Some(Self {
            how: how?,
            possible: raw.possible,
            routes: routes?,
            price,
            discount: reader.optional(raw.discount, &at.key("discount"))?,
            duration: reader.optional(raw.duration, &at.key("duration"))?,
            questions: reader.optional(raw.questions, &at.key("questions"))?,
            opens: reader.optional(raw.opens, &at.key("opens"))?,
            closes: reader.optional(raw.closes, &at.key("closes"))?,
            extends: reader.optional(raw.extends, &at.key("extends"))?,
            renewed_by: renewed_by?,
        })
    }
}
