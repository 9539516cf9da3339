//! Wishes: what someone asks for. What is not asked for counts neither for nor against anything.

use crate::commands::keys::{self, Key, date};
use crate::commands::names;
use crate::query::terms::{Meaning, Term};
use certcmp_dataset::{Amount, Certification, Datum, Level, Provider, Shape, kinds};
use jiff::civil::Date;

kinds! {
    /// Deep in one field, or broad: words of the command line, at the beginning of the fact `breadth`.
    Breadth { Deep = "deep", "deep"; Broad = "broad", "broad"; }
}

impl Breadth {
    pub fn of_text(text: &str) -> Option<Self> {
        let first = text.split(|found: char| !found.is_alphanumeric()).next()?.to_lowercase();
        Self::ALL.iter().find(|breadth| breadth.as_str() == first).copied()
    }
}

#[derive(Debug, Clone, Default)]
pub struct Wishes<'a> {
    pub providers: Vec<&'a Provider>,
    /// Topics, services and other words that it should be about.
    pub topics: Vec<Term<'a>>,
    pub roles: Vec<Term<'a>>,
    pub levels: Vec<Level>,
    /// Their experience in the field, in months.
    pub experience: Option<u32>,
    /// Their experience with the clouds that they want, or with any, in months.
    pub cloud_experience: Option<u32>,
    /// The most that an attempt may cost, in hundredths of a US dollar.
    pub budget: Option<u32>,
    /// The last day on which they can take it; absent: the day that is asked about.
    pub by: Option<Date>,
    pub held: Vec<&'a Certification>,
    /// The certificates of a file among them, with their days.
    pub certificates: Vec<crate::commands::held::Row<'a>>,
    pub breadth: Option<Breadth>,
}

impl<'a> Wishes<'a> {
    /// Adds what a word on the command line means; a word for something else is no wish.
    pub fn add(&mut self, term: Term<'a>, is_held: bool) {
        match term.meaning {
            Meaning::Provider(provider) => self.providers.push(provider),
            Meaning::Level(level) => self.levels.push(level),
            // A name is a wish for what can be taken; a code says what is held.
            Meaning::Certification(held) if is_held => self.held.push(held),
            Meaning::Role(_) => self.roles.push(term),
            Meaning::Language(_) | Meaning::Status(_) => {}
            _ => self.topics.push(term),
        }
    }

    pub fn terms(&self) -> impl Iterator<Item = &Term<'a>> {
        self.topics.iter().chain(&self.roles)
    }

    /// Whether there is anything to rank by.
    pub fn prefer(&self) -> bool {
        let named = self.terms().count() + self.providers.len() + self.held.len();
        named > 0 || self.experience.is_some() || self.cloud_experience.is_some() || self.breadth.is_some()
    }

    /// Returns whether a certification is of a provider that they named, if they named any.
    pub fn allow(&self, certification: &Certification) -> bool {
        self.providers.is_empty() || self.providers.iter().any(|provider| provider.id == certification.provider)
    }

    pub fn holds(&self, id: &str) -> bool {
        self.held.iter().any(|held| held.id == id)
    }

    /// Says what was asked for; empty if nothing was.
    pub fn words(&self) -> String {
        let mut parts: Vec<String> = self.providers.iter().map(|provider| provider.short_name.clone()).collect();
        parts.extend(self.terms().map(|term| term.label().to_owned()));
        parts.extend(self.levels.iter().map(|level| level.title().to_owned()));
        parts.extend(self.breadth.iter().map(|breadth| breadth.as_str().to_owned()));
        parts.extend(self.experience.map(|months| format!("{} of experience", time(months))));
        parts.extend(self.cloud_experience.map(|months| format!("{} with the cloud", time(months))));
        parts.extend(self.held.iter().map(|held| format!("a holder of {}", names::code(held))));
        parts.extend(self.budget.map(|most| format!("at most {}", dollars(most))));
        parts.extend(self.by.map(|by| format!("by {by}")));
        parts.join(", ")
    }
}

pub fn keys<'a>() -> [Key<Wishes<'a>>; 10] {
    fn years(months: Option<u32>) -> Datum {
        Datum::option(months, |months| match months % 12 {
            0 => Datum::Int(i64::from(months / 12)),
            _ => Datum::Number(f64::from(months) / 12.0),
        })
    }
    [
        ("providers", Shape::Text.list(), |asked| Datum::texts(asked.providers.iter().map(|provider| &provider.id))),
        ("topics", Shape::Text.list(), |asked| Datum::texts(asked.topics.iter().map(Term::label))),
        ("roles", Shape::Text.list(), |asked| Datum::texts(asked.roles.iter().map(Term::label))),
        ("levels", Shape::Word(Level::WORDS).list(), |asked| {
            Datum::texts(asked.levels.iter().map(|level| level.as_str()))
        }),
        ("experience_years", Shape::Number.nullable(), |asked| years(asked.experience)),
        ("cloud_experience_years", Shape::Number.nullable(), |asked| years(asked.cloud_experience)),
        ("budget_usd", Shape::Number.nullable(), |asked| Datum::option(asked.budget, Datum::amount)),
        ("by", Shape::Date.nullable(), |asked| date(asked.by)),
        ("held", Shape::Text.list(), |asked| Datum::texts(asked.held.iter().map(|held| &held.id))),
        ("breadth", Shape::Word(Breadth::WORDS).nullable(), |asked| keys::text(asked.breadth.map(Breadth::as_str))),
    ]
}

/// An amount of experience in words: years where they are whole, else months.
pub fn time(months: u32) -> String {
    match months {
        0 => "0 years".to_owned(),
        _ => Amount { min_months: months, max_months: Some(months) }.to_string(),
    }
}

pub fn dollars(hundredths: u32) -> String {
    certcmp_dataset::money::Money { hundredths, currency: "USD".into() }.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

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
