//! Numbers as people type them: amounts of money, lengths of time, counts. Each error says what is allowed.

use crate::commands::plan::Hours;
use certcmp_dataset::Validity;
use clap::builder::{StringValueParser, TypedValueParser};

const MAX_EXPERIENCE: u32 = 60;

/// Splits `90 min` into the number and the unit, both without spaces and in lower case.
pub fn number_and_unit(text: &str) -> (String, String) {
    let mut number = text.to_lowercase().replace(char::is_whitespace, "");
    let is_of_unit = |found: char| !found.is_ascii_digit() && found != '.';
    let unit = number.split_off(number.find(is_of_unit).unwrap_or(number.len()));
    (number, unit)
}

/// Parses a number with up to three decimals, in thousandths.
fn thousandths(text: &str) -> Option<u64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let is_number =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(whole, 9) && is_number(decimals, 3)).then(|| format!("{whole}{decimals:0<3}").parse().ok()).flatten()
}

fn divide(amount: u64, by: u64) -> Option<u32> {
    u32::try_from(amount / by).ok().filter(|_| amount.is_multiple_of(by))
}

/// Parses an amount of US dollars, in hundredths: 165, 49.50, $150, 150 USD.
pub fn dollars(text: &str) -> Result<u32, String> {
    const SIGNS: [&str; 5] = ["us$", "usdollars", "usd", "dollars", "$"];
    let lower = text.trim().to_lowercase();
    let (number, unit) = number_and_unit(SIGNS.iter().find_map(|sign| lower.strip_prefix(sign)).unwrap_or(&lower));
    let amount = thousandths(&number).filter(|_| unit.is_empty() || SIGNS.contains(&unit.as_str()));
    amount.and_then(|amount| divide(amount, 10)).ok_or("use US dollars, such as 165 or 49.50".to_owned())
}

/// Parses a length of time in minutes: 90min, 2h, 1h30, 1.5 hours. A number without a unit counts `bare` minutes.
fn minutes_of(text: &str, bare: u64) -> Option<u32> {
    const MINUTES: [&str; 6] = ["", "m", "min", "mins", "minute", "minutes"];
    let (number, unit) = number_and_unit(text);
    let number = thousandths(&number)?;
    let hours = ["hours", "hour", "hrs", "hr", "h"].iter().find_map(|hours| unit.strip_prefix(hours));
    let thousandths = match hours {
        _ if unit.is_empty() => number * bare,
        Some("") => number * 60,
        Some(rest) => {
            let (minutes, unit) = number_and_unit(rest);
            number * 60 + thousandths(&minutes).filter(|_| MINUTES.contains(&unit.as_str()))?
        }
        None => MINUTES.contains(&unit.as_str()).then_some(number)?,
    };
    divide(thousandths, 1000)
}

pub fn minutes(text: &str) -> Result<u32, String> {
    let minutes = minutes_of(text, 1).filter(|minutes| *minutes > 0);
    minutes.ok_or("use whole minutes, such as 90, or hours, such as 1h30".to_owned())
}

/// Parses the hours of a week, in quarters.
pub fn hours(text: &str) -> Result<Hours, String> {
    let quarters = minutes_of(text, 60).and_then(|minutes| divide(minutes.into(), 15));
    Hours::of_week(quarters.ok_or("use hours in quarters, such as 6, 7.5 or 2.25")?)
}

/// Parses a time in months: 2 years, 1.5y, 18 months. A number without a unit counts years.
pub fn months(text: &str) -> Option<u32> {
    let (number, unit) = number_and_unit(text);
    let number = thousandths(&number)?;
    match unit.trim_end_matches('s') {
        "" | "y" | "yr" | "year" => u32::try_from((number * 12 + 500) / 1000).ok(),
        "m" | "mo" | "month" => divide(number, 1000),
        _ => None,
    }
}

/// Parses a time of experience, in months.
pub fn experience(text: &str) -> Result<u32, String> {
    let months = months(text).filter(|months| *months <= MAX_EXPERIENCE * 12);
    months.ok_or_else(|| format!("use a number of years from 0 to {MAX_EXPERIENCE}, such as 3 or 0.5"))
}

/// Parses a validity: "2 years", "24 months", "never".
pub fn validity(text: &str) -> Result<Validity, String> {
    const NEVER: [&str; 5] = ["never", "no expiry", "forever", "never expires", "none"];
    if NEVER.contains(&text.trim().to_lowercase().replace('-', " ").as_str()) {
        return Ok(Validity::NoExpiry);
    }
    let months = months(text).filter(|months| *months > 0).map(Validity::Months);
    months.ok_or("use a time such as \"2 years\", or never".to_owned())
}

/// Returns a parser of whole numbers between two bounds, with or without their unit: `90 days`, `90d`.
pub fn between(least: u32, most: u32, unit: &'static str) -> impl TypedValueParser<Value = u32> {
    StringValueParser::new().try_map(move |text| {
        let (number, found) = number_and_unit(&text);
        let number = number.parse::<u32>().ok().filter(|number| (least..=most).contains(number));
        let number = number.filter(|_| unit.starts_with(&found));
        number.ok_or(format!("use a whole number between {least} and {most}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_money_are_read_as_people_type_them() {
        for text in ["150", "$150", "150 USD", "150usd", "US$ 150", "150.00", "150 dollars", "150 $", "USD 150"] {
            assert_eq!(dollars(text), Ok(15_000), "{text}");
        }
        assert_eq!(dollars("49.5"), Ok(4_950));
        for text in ["cheap", "-5", "", "150 EUR", "$", "1e3", "1,000", "49.505", "150€", "~150"] {
            assert!(dollars(text).is_err(), "{text}");
        }
    }

    #[test]
    fn minutes_are_read_as_people_type_them() {
        for text in ["90", "90min", "90 minutes", "1h30", "1h 30min", "1.5h", "1.5 hours", "90m", "1 hr 30"] {
            assert_eq!(minutes(text), Ok(90), "{text}");
        }
        assert_eq!((minutes("2h"), minutes("2 hours"), minutes("1hr")), (Ok(120), Ok(120), Ok(60)));
        for text in ["", "long", "-5", "0", "h", "1.3333h", "90s", "1h30x", "99999999999", "1.5", "$90"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }

    #[test]
    fn hours_of_a_week_are_quarters() {
        for (text, quarters) in
            [("1", 4), ("7.5", 30), ("2.25", 9), ("168", 672), ("8h", 32), (" 1 hour", 4), ("5h30", 22), ("90min", 6)]
        {
            assert_eq!(hours(text).map(|hours| hours.quarters), Ok(quarters), "{text}");
        }
        for text in ["", "0", "0.0", "-1", "1.1", ".5", "ten", "h", "168.25", "169", "1e3", "99999999999", "5.5.5"] {
            assert!(hours(text).is_err(), "{text}");
        }
    }

    #[test]
    fn years_are_read_into_months() {
        for (text, months) in [("0", 0), ("1", 12), ("0.5", 6), ("1.5 years", 18), (" 10 ", 120), ("18 months", 18)] {
            assert_eq!(experience(text), Ok(months), "{text}");
        }
        for text in ["", "-1", "two", "1e3", "inf", "NaN", "61", "1,5", ".", "1..2", "999999999999", "$1"] {
            assert!(experience(text).is_err(), "{text}");
        }
        assert_eq!(validity("1.5 years"), Ok(Validity::Months(18)));
        assert_eq!(validity("No expiry"), Ok(Validity::NoExpiry));
        for text in ["$150", "150€", "~2", "2.-", "0", "-5", "2 weeks"] {
            assert!(validity(text).is_err(), "{text}");
        }
    }
}
