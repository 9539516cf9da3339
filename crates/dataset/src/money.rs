//! Money: an exact amount in a currency.

use crate::from_str_and_display;
use crate::quantity::{Quantity, split_unit};
use crate::yaml::{Definitions, FromYaml, Node, Path, Reader};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount of money, exact to the hundredth of the currency's unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Money {
    pub hundredths: u32,
    /// Three capital letters as in ISO 4217.
    pub currency: String,
}

from_str_and_display!(Money);

impl Quantity for Money {
    const NAME: &'static str = "an amount of money";
    const EXAMPLES: &'static [&'static str] = &["300 USD", "49.50 USD", "15000 JPY"];
    const PATTERN: &'static str = r"^\d{1,7}(\.\d{2})? [A-Z]{3}$";

    fn parse(text: &str) -> Result<Self, String> {
        let (number, currency) = split_unit(text)?;
        if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(format!("`{currency}` is not a currency"));
        }
        let (whole, part) = number.split_once('.').unwrap_or((number, "00"));
        let is_amount = whole.len() <= 7 && part.len() == 2 && !whole.starts_with('+') && !part.starts_with('+');
        match (whole.parse::<u32>(), part.parse::<u32>()) {
            (Ok(whole), Ok(part)) if is_amount => {
                Ok(Self { hundredths: whole * 100 + part, currency: currency.to_owned() })
            }
            _ => Err(format!("`{number}` is not an amount")),
        }
    }

    fn print(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hundredths % 100 {
            0 => write!(out, "{} {}", self.hundredths / 100, self.currency),
            part => write!(out, "{}.{part:02} {}", self.hundredths / 100, self.currency),
        }
    }
}

/// A price in US dollars, which every exam price is compared in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dollars(pub Money);

impl fmt::Display for Dollars {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromYaml for Dollars {
    fn read(node: &Node, at: &Path<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let money = <Money as FromYaml>::read(node, at, reader)?;
        if money.currency == "USD" {
            return Some(Self(money));
        }
        reader.refuse(at, "the price must be in USD", format!("use `local_prices` for {}", money.currency))
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        <Money as FromYaml>::schema(definitions)
    }
}
