//! Wishes: what someone asks for. What is not asked for counts neither for nor against anything.

use super::terms::Term;
use certcmp_dataset::experience::Amount;
use certcmp_dataset::value::{Datum, Shape};
use certcmp_dataset::{Certification, Level, Provider};
use jiff::civil::Date;
use std::str::FromStr;

/// Deep in one field, or broad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breadth {
    /// One field in depth.
    Deep,
    /// Many services.
    Broad,
}

impl Breadth {
    /// The words for it, on the command line and at the beginning of the fact `breadth`.
    pub const WORDS: &'static [&'static str] = &["deep", "broad"];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deep => "deep",
            Self::Broad => "broad",
        }
    }

    /// What a text of the fact `breadth` begins with.
    pub fn of_text(text: &str) -> Option<Self> {
        text.split(|found: char| !found.is_alphanumeric()).next().and_then(|first| first.parse().ok())
    }
}

impl FromStr for Breadth {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_lowercase().as_str() {
            "deep" => Ok(Self::Deep),
            "broad" => Ok(Self::Broad),
            _ => Err(format!("`{text}` is none of {}", Self::WORDS.join(", "))),
        }
    }
}

/// What someone asks for.
#[derive(Debug, Clone, Default)]
pub struct Wishes<'a> {
    /// The clouds they want.
    pub clouds: Vec<&'a Provider>,
    /// Jobs they have or aim at.
    pub roles: Vec<Term>,
    /// What it should be about.
    pub topics: Vec<Term>,
    /// Their experience in the field, in months.
    pub experience: Option<u32>,
    /// Their experience with the clouds they want, or with any, in months.
    pub cloud_experience: Option<u32>,
    /// The most an attempt may cost, in hundredths of a US dollar.
    pub budget: Option<u32>,
    /// The last day on which they can take it; absent: the day that is asked about.
    pub by: Option<Date>,
    /// The levels they want.
    pub levels: Vec<Level>,
    /// What they hold already.
    pub held: Vec<&'a Certification>,
    /// Depth or breadth.
    pub breadth: Option<Breadth>,
}

impl Wishes<'_> {
    /// Whether there is anything to rank by.
    pub fn prefer(&self) -> bool {
        !self.clouds.is_empty()
            || !self.roles.is_empty()
            || !self.topics.is_empty()
            || self.experience.is_some()
            || self.cloud_experience.is_some()
            || !self.levels.is_empty()
            || !self.held.is_empty()
            || self.breadth.is_some()
    }

    /// Whether they hold a certification.
    pub fn holds(&self, id: &str) -> bool {
        self.held.iter().any(|held| held.id == id)
    }

    /// What was asked for, in words; empty if nothing was.
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        let mut list = |name: &str, entries: Vec<String>| {
            if !entries.is_empty() {
                parts.push(format!("{name} {}", entries.join(", ")));
            }
        };
        list("cloud", self.clouds.iter().map(|cloud| cloud.id.clone()).collect());
        list("role", self.roles.iter().map(|role| format!("\"{}\"", role.text()).into()).collect());
        list("topic", self.topics.iter().map(|topic| format!("\"{}\"", topic.text()).into()).collect());
        list("level", self.levels.iter().map(|level| level.title().into()).collect());
        list("breadth", self.breadth.iter().map(|breadth| breadth.as_str().into()).collect());
        parts.extend(self.experience.map(|months| format!("{} of experience", time(months))));
        parts.extend(self.cloud_experience.map(|months| format!("{} with the cloud", time(months))));
        if !self.held.is_empty() {
            let ids: Vec<&str> = self.held.iter().map(|held| held.id.as_str()).collect();
            parts.push(format!("holding {}", ids.join(", ")));
        }
        parts.extend(self.budget.map(|most| format!("at most {}", dollars(most))));
        parts.extend(self.by.map(|by| format!("by {by}")));
        parts.join("; ")
    }

    /// What was asked for, for programs.
    pub fn datum(&self) -> Datum {
        let years = |months: Option<u32>| {
            Datum::option(months, |months| match months % 12 {
                0 => Datum::Int(i64::from(months / 12)),
                _ => Datum::Number(f64::from(months) / 12.0),
            })
        };
        Datum::map([
            ("clouds", Datum::texts(self.clouds.iter().map(|cloud| &cloud.id))),
            ("roles", Datum::texts(self.roles.iter().map(Term::text))),
            ("topics", Datum::texts(self.topics.iter().map(Term::text))),
            ("experience_years", years(self.experience)),
            ("cloud_experience_years", years(self.cloud_experience)),
            ("budget_usd", Datum::option(self.budget, Datum::amount)),
            ("by", Datum::option(self.by, Datum::printed)),
            ("levels", Datum::texts(&self.levels)),
            ("held", Datum::texts(self.held.iter().map(|held| &held.id))),
            ("breadth", Datum::option(self.breadth, |breadth| Datum::text(breadth.as_str()))),
        ])
    }
}

/// The shape of [`Wishes::datum`].
pub fn shape() -> Shape {
    Shape::Map(vec![
        ("clouds", Shape::Text.list()),
        ("roles", Shape::Text.list()),
        ("topics", Shape::Text.list()),
        ("experience_years", Shape::Number.nullable()),
        ("cloud_experience_years", Shape::Number.nullable()),
        ("budget_usd", Shape::Number.nullable()),
        ("by", Shape::Date.nullable()),
        ("levels", Shape::Word(Level::WORDS).list()),
        ("held", Shape::Text.list()),
        ("breadth", Shape::Word(Breadth::WORDS).nullable()),
    ])
}

/// An amount of experience in words: years where they are whole, else months.
pub fn time(months: u32) -> String {
    if months == 0 {
        return "0 years".to_owned();
    }
    let amount = Amount { min_months: months, max_months: Some(months), in_years: months.is_multiple_of(12) };
    amount.to_string()
}

/// An amount of US dollars in words.
pub fn dollars(hundredths: u32) -> String {
    certcmp_dataset::money::Money { hundredths, currency: "USD".into() }.to_string()
}

/// Reads years as people type them (`2`, `0.5`) into months.
///
/// # Errors
/// If it is no number of years from 0 to 60.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the years are from 0 to 60")]
pub fn months_of_years(text: &str) -> Result<u32, String> {
    let number = text.trim();
    let plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let years = if plain { number.parse::<f64>().ok() } else { None };
    match years.filter(|years| *years <= 60.0) {
        Some(years) => Ok((years * 12.0).round() as u32),
        None => Err(format!("`{text}` is no number of years from 0 to 60; write it like 3 or 0.5")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_into_months() {
        for (text, months) in
            [("0", 0), ("1", 12), ("0.5", 6), ("1.5", 18), (" 10 ", 120), ("60", 720), ("0.0000000001", 0)]
        {
            assert_eq!(months_of_years(text), Ok(months));
        }
        for text in
            ["", "-1", "-0", "two", "1e3", "1e308", "inf", "NaN", "61", "1,5", ".", "1..2", "999999999999999999999"]
        {
            assert!(months_of_years(text).is_err(), "{text}");
        }
    }

    #[test]
    fn experience_is_said_in_years_where_they_are_whole() {
        assert_eq!(
            [time(0), time(12), time(36), time(6), time(18)],
            ["0 years", "1 year", "3 years", "6 months", "18 months"]
        );
    }

    #[test]
    fn breadth_is_the_first_word_of_its_fact() {
        assert_eq!(Breadth::of_text("deep (the ML lifecycle)"), Some(Breadth::Deep));
        assert_eq!(Breadth::of_text("Broad, with bots"), Some(Breadth::Broad));
        assert_eq!(Breadth::of_text("narrow but not deep"), None);
    }
}
