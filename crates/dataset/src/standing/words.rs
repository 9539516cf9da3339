//! A standing in sentences.

use super::phase::languages;
use super::{Standing, Status, Until};
use crate::certification::{Certification, code};
use crate::language::{Language, Languages, and};
use crate::vocab::SittingKind;
use crate::when::When;
use jiff::civil::Date;

impl Standing {
    /// Whether it is in doubt because nobody says since when it could be taken.
    fn is_unwitnessed(&self) -> bool {
        let end_is_ahead = match &self.until {
            None => true,
            Some(Until::Day(when)) => self.day <= when.earliest,
            Some(Until::Planned(_) | Until::Opens(..)) => false,
        };
        self.in_doubt && self.since.is_none() && end_is_ahead
    }

    /// Returns the answer in sentences: "Available in English. No end announced."
    pub fn sentences(&self, certification: &Certification) -> String {
        let language = self.language.title();
        let next = certification.facts.continued_by.as_deref();
        let next = next.map(|next| and(&next.value.iter().map(|id| code(id)).collect::<Vec<_>>()));
        let mut text = match self.status {
            Status::Available => {
                format!("Available in {}. {}", self.offered(certification), self.no_end(certification))
            }
            Status::Retiring => format!("Available in {}. {}", self.offered(certification), self.end_to_come()),
            Status::Beta => self.beta_sentence(),
            Status::Announced => match self.opening {
                Some((when, planned)) => {
                    let beta = if self.opening_kind == Some(SittingKind::Beta) { "beta " } else { "" };
                    let opening = match when.words() {
                        _ if planned => planned_words(when, self.day),
                        span if span.starts_with("between") => span,
                        day => format!("from {day}"),
                    };
                    format!("Not open in {language} yet: {beta}{opening}.")
                }
                None => format!("Announced in {language}; no day is announced."),
            },
            Status::Retired => match (self.ended().map(|when| format!(" {}", when.words())), next) {
                (ended, Some(next)) => {
                    format!("Ended{}; the certification goes on with {next}.", ended.unwrap_or_default())
                }
                (Some(ended), None) if self.is_over_elsewhere() => format!("Retired: ended{ended}."),
                (Some(ended), None) => format!("No longer available in {language} (ended{ended})."),
                (None, None) => format!("No longer available in {language}."),
            },
            Status::NotOffered => format!("Not offered in {language}."),
            Status::Unknown => format!("Not known whether it is offered in {language}."),
        };
        if self.is_unwitnessed() && !matches!(self.status, Status::Beta | Status::Announced) {
            text.push_str(&format!(" Its first day is not known, so {} is in doubt.", self.day));
        } else if self.in_doubt {
            text.push_str(&format!(" Whether it can be taken on {} is in doubt.", self.day));
        }
        if !self.elsewhere.is_empty() {
            let also = if self.status.is_open() { "Also available" } else { "Available" };
            text.push_str(&format!(" {also} in {}.", and(&Language::titles(&self.elsewhere))));
        }
        if !self.perhaps_elsewhere.is_empty() {
            text.push_str(&format!(" Perhaps available in {}.", and(&Language::titles(&self.perhaps_elsewhere))));
        }
        text
    }

    fn offered(&self, certification: &Certification) -> String {
        let sitting = self.sitting.and_then(|index| certification.sittings.get(index));
        let title = self.language.title();
        match sitting.and_then(|sitting| languages(certification, sitting)) {
            Some(Languages { complete: true, listed, .. }) if !listed.is_empty() => and(&Language::titles(listed)),
            Some(Languages { listed, count: Some(count), .. }) if listed.is_empty() => format!("{count} languages"),
            Some(Languages { count: Some(count), .. }) => format!("{count} languages, {title} among them"),
            Some(Languages { listed, .. }) => format!("{}, perhaps others", Language::titles(listed).join(", ")),
            None => format!("{title} as far as is known"),
        }
    }

    fn no_end(&self, certification: &Certification) -> &'static str {
        let sitting = self.sitting.and_then(|index| certification.sittings.get(index));
        let said = sitting.and_then(|sitting| sitting.facts.last.as_deref()).is_some();
        if said { "No end announced." } else { "Whether an end is announced is not known." }
    }

    fn end_to_come(&self) -> String {
        match &self.until {
            Some(Until::Day(when)) if when.latest == self.day && when.is_exact() => "Last day: today.".to_owned(),
            Some(Until::Day(when)) => format!("Last day: {}.", when.words()),
            Some(Until::Planned(when)) => format!("Its end {}.", planned_clause(*when, self.day)),
            Some(Until::Opens(id, Some(when))) => {
                format!("It ends when {} opens, which {}.", code(id), planned_clause(*when, self.day))
            }
            Some(Until::Opens(id, None)) => format!("It ends when {} opens; no day is announced.", code(id)),
            None => "No end announced.".to_owned(),
        }
    }

    fn beta_sentence(&self) -> String {
        let since = self.since.map(|when| format!(" since {}", when.words())).unwrap_or_default();
        let until = match &self.until {
            Some(Until::Day(when)) => format!(" Last day: {}.", when.words()),
            _ => String::new(),
        };
        let next = match self.opening {
            Some((when, true)) => format!(" The standard exam {}.", planned_clause(when, self.day)),
            Some((when, false)) if when.is_exact() => format!(" The standard exam opens on {when}."),
            Some((when, false)) => format!(" The standard exam opens {}.", when.words()),
            None => " No day is announced for the standard exam.".to_owned(),
        };
        format!("In beta in {}{since}.{until}{next}", self.language.title())
    }
}

fn planned_words(when: When, day: Date) -> String {
    if day < when.earliest {
        format!("planned {}", when.words())
    } else {
        format!("was planned for {}; nothing newer is known", when.words())
    }
}

fn planned_clause(when: When, day: Date) -> String {
    if day < when.earliest { format!("is planned for {}", when.words()) } else { planned_words(when, day) }
}
