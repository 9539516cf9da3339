//! What every typed quantity of the dataset has in common: it is written in one way, and parses and prints it.

use std::fmt::Display;
use std::str::FromStr;

/// A value that is written as people write it (`300 USD`, `120–150 min`) and kept typed.
///
/// `Display` prints what `FromStr` accepts. The error of `FromStr` says what is wrong; [`Quantity::EXAMPLES`] say what
/// would be right.
pub trait Quantity: Sized + Display + FromStr<Err = String> {
    /// What the quantity is, with its article, for messages: "a price".
    const NAME: &'static str;
    /// Written forms that are right, the commonest first.
    const EXAMPLES: &'static [&'static str];
    /// A regular expression (ECMA 262, for JSON Schema) that every accepted form matches.
    const PATTERN: &'static str;
}

/// A whole number as people write it: digits alone, none too many.
///
/// # Errors
/// If it is anything else, or more than five digits long: nothing here is counted in larger numbers.
pub fn whole_number(text: &str) -> Result<u32, String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text.len() == 1 || !text.starts_with('0'));
    let number = if plain && text.len() <= 5 { text.parse().ok() } else { None };
    number.ok_or_else(|| format!("`{text}` is not a whole number of up to five digits"))
}

/// A whole number or a range of them, as in `65` or `50–60`; a plain hyphen is accepted for the dash.
///
/// # Errors
/// Says which part is not a whole number, or that the range runs backwards.
pub fn parse_range(text: &str) -> Result<(u32, u32), String> {
    let (low, high) = match text.split_once(['–', '-']) {
        Some((low, high)) => (whole_number(low)?, whole_number(high)?),
        None => {
            let only = whole_number(text)?;
            (only, only)
        }
    };
    if low > high {
        return Err(format!("the range runs from {low} down to {high}"));
    }
    Ok((low, high))
}

/// Prints what [`parse_range`] reads: one number where both ends are the same.
pub fn print_range(low: u32, high: u32, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    low.fmt(out)?;
    if low == high {
        return Ok(());
    }
    out.write_str("–")?;
    high.fmt(out)
}

/// Splits `120–150 min` into its number part and its unit.
///
/// # Errors
/// If there is no unit after the number.
pub fn split_unit(text: &str) -> Result<(&str, &str), String> {
    let text = text.trim();
    let (number, unit) = text.rsplit_once(' ').ok_or_else(|| format!("`{text}` has no unit"))?;
    Ok((number, unit))
}
