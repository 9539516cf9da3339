//! Standing in words: a few for a table cell, sentences for a page. Colour and symbols never say it alone.

use super::{Standing, Status, Until};
use crate::Certification;
use crate::language::{Language, and};
use crate::vocab::SittingKind;
use crate::when::When;
use jiff::civil::Date;

impl Standing {
    /// The answer in a table cell: "yes", "no, retired 2026-03-31", "beta".
    pub fn brief(&self) -> String {
        match self.status {
            Status::Available | Status::Retiring if self.is_unwitnessed() => "in doubt, first day not known".to_owned(),
            Status::Available => "yes".to_owned(),
            Status::Beta if self.in_doubt => "beta, in doubt".to_owned(),
            Status::Beta => "beta".to_owned(),
            Status::Retiring => self.until_brief(),
            Status::Retired if !self.elsewhere.is_empty() => match self.ended() {
                Some(when) => format!("no, {} ended {}", self.language.title(), when.words()),
                None => format!("no, {} ended", self.language.title()),
            },
            Status::Retired => {
                self.ended().map_or_else(|| "no, retired".to_owned(), |when| format!("no, retired {}", when.words()))
            }
            Status::Announced => match self.opening {
                Some((when, planned)) => {
                    format!("not yet, {}{}", self.beta_word(), opening_words(when, planned, self.day))
                }
                None => "not yet".to_owned(),
            },
            Status::NotOffered => format!("not offered in {}", self.language.title()),
            Status::Unknown => format!("not known for {}", self.language.title()),
        }
    }

    fn until_brief(&self) -> String {
        match &self.until {
            Some(Until::Day(when)) if when.latest == self.day => "yes, retiring, last day".to_owned(),
            Some(Until::Day(when)) => format!("yes, retiring, until {}", when.words()),
            Some(Until::Planned(when)) if self.in_doubt => format!("in doubt, end {}", planned_words(*when, self.day)),
            Some(Until::Planned(when)) => format!("yes, retiring, end {}", planned_words(*when, self.day)),
            Some(Until::Opens(id, _)) if self.in_doubt => format!("in doubt, until {id} opens"),
            Some(Until::Opens(id, _)) => format!("yes, retiring, until {id} opens"),
            None => "yes".to_owned(),
        }
    }

    /// In doubt because nobody says since when it could be taken.
    fn is_unwitnessed(&self) -> bool {
        let planned = matches!(self.until, Some(Until::Planned(_) | Until::Opens(..)));
        self.in_doubt && self.since.is_none() && !planned
    }

    fn beta_word(&self) -> &'static str {
        if self.opening_kind == Some(SittingKind::Beta) { "beta " } else { "" }
    }

    /// The answer in sentences: "On offer in English. No end announced."
    pub fn sentences(&self, certification: &Certification) -> String {
        let language = self.language.title();
        let mut text = match self.status {
            Status::Available => format!("On offer in {}. {}", self.offered(certification), self.no_end(certification)),
            Status::Retiring => {
                let was = if self.in_doubt && matches!(self.until, Some(Until::Planned(_))) {
                    "Was on offer"
                } else {
                    "On offer"
                };
                format!("{was} in {}. {}", self.offered(certification), self.end_to_come())
            }
            Status::Beta => self.beta_sentence(),
            Status::Announced => match self.opening {
                Some((when, planned)) => {
                    let opening = opening_words(when, planned, self.day);
                    format!("Not open in {language} yet: {}{opening}.", self.beta_word())
                }
                None => format!("Not open in {language} yet."),
            },
            Status::Retired => match self.ended() {
                Some(when) if certification.facts.continued_by.is_some() => {
                    format!("The exam has ended: it could last be taken on {}.", when.words())
                }
                Some(when) if self.elsewhere.is_empty() => {
                    format!("Retired: it could last be taken on {}.", when.words())
                }
                Some(when) => format!("No longer on offer in {language}: it could last be taken on {}.", when.words()),
                None => format!("No longer on offer in {language}."),
            },
            Status::NotOffered => format!("Not offered in {language}."),
            Status::Unknown => format!("Whether it is offered in {language} is not known."),
        };
        if let (Status::Retired, Some(next)) = (self.status, &certification.facts.continued_by) {
            text.push_str(&format!(" The certification goes on with {}.", and(&next.value.0)));
        }
        if self.is_unwitnessed() {
            text.push_str(&format!(
                " Since when is not known, so whether it could be taken on {} is in doubt.",
                self.day
            ));
        } else if self.in_doubt {
            text.push_str(&format!(" Whether it can be taken on {} is in doubt.", self.day));
        }
        if !self.elsewhere.is_empty() {
            let titles: Vec<String> = self.elsewhere.iter().map(Language::title).collect();
            let words = if self.status == Status::Retired { "It goes on in" } else { "It can be taken in" };
            let also = if self.status.is_open() { " too" } else { "" };
            text.push_str(&format!(" {words} {}{also}.", and(&titles)));
        }
        text
    }

    fn offered(&self, certification: &Certification) -> String {
        let sitting = self.sitting.and_then(|at| certification.sittings.get(at));
        let languages =
            sitting.and_then(|sitting| sitting.facts.languages.as_deref()).or(certification.facts.languages.as_deref());
        match languages {
            Some(languages) if languages.value.complete && !languages.value.listed.is_empty() => {
                and(&languages.value.titles())
            }
            Some(languages) => match languages.value.count {
                Some(count) if languages.value.listed.is_empty() => format!("{count} languages"),
                Some(count) => format!("{count} languages, {} among them", self.language.title()),
                None => format!("{} and perhaps others", languages.value.titles().join(", ")),
            },
            None => format!("{} as far as is known", self.language.title()),
        }
    }

    fn no_end(&self, certification: &Certification) -> &'static str {
        let sitting = self.sitting.and_then(|at| certification.sittings.get(at));
        let said = sitting.and_then(|sitting| sitting.facts.last.as_deref()).is_some();
        if said { "No end announced." } else { "Nothing is known of an end." }
    }

    fn end_to_come(&self) -> String {
        match &self.until {
            Some(Until::Day(when)) if when.latest == self.day => "Retiring: today is its last day.".to_owned(),
            Some(Until::Day(when)) => format!("Retiring: its last day is {}.", when.words()),
            Some(Until::Planned(when)) => format!("Retiring: its end {}.", planned_clause(*when, self.day)),
            Some(Until::Opens(id, Some(when))) => {
                format!("Retiring: it ends when {id} opens, which {}.", planned_clause(*when, self.day))
            }
            Some(Until::Opens(id, None)) => format!("Retiring: it ends when {id} opens; no day is announced."),
            None => "No end announced.".to_owned(),
        }
    }

    fn beta_sentence(&self) -> String {
        let since = self.since.map(|when| format!(" since {}", when.words())).unwrap_or_default();
        let until = match &self.until {
            Some(Until::Day(when)) => format!(" Its last day is {}.", when.words()),
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

/// A day that is to come or was planned, in words.
fn opening_words(when: When, planned: bool, day: Date) -> String {
    if planned { planned_words(when, day) } else { format!("from {}", when.words()) }
}

fn planned_words(when: When, day: Date) -> String {
    if day < when.earliest {
        format!("planned for {}", when.words())
    } else if day <= when.latest && !when.is_exact() {
        format!("planned for {}, not confirmed", when.words())
    } else {
        format!("was planned for {}, not confirmed", when.words())
    }
}

fn planned_clause(when: When, day: Date) -> String {
    let words = planned_words(when, day);
    if words.starts_with("was") { words } else { format!("is {words}") }
}
