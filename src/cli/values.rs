//! Values of arguments: closed lists, amounts and durations, and what completion offers.

use crate::query::matcher::words;
use certcmp_dataset::keeping::Validity;
use certcmp_dataset::language::Language;
use certcmp_dataset::money::Money;
use certcmp_dataset::nearest::nearest;
use clap::builder::{ArgExt, PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, ValueEnum};
use std::ffi::OsStr;
use std::str::FromStr;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// A shell with a completion script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
    Nushell,
}

/// The names that completion offers for an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completes {
    Certification,
    Command,
    Field,
    Help,
    Language,
    Provider,
    Role,
    Service,
    Source,
    Topic,
    /// Any of certifications, providers, topics, services and roles.
    Word,
}

impl ArgExt for Completes {}

/// Parses one word of a vocabulary.
pub fn one_of<T>(words: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = String> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(words).try_map(|word| word.parse::<T>())
}

/// Parses one value of a table of values, names and descriptions.
pub fn table<T: Copy + Send + Sync>(
    values: &'static [(T, &'static str, &'static str)],
) -> impl TypedValueParser<Value = T> {
    Table(values)
}

#[derive(Clone)]
struct Table<T: 'static>(&'static [(T, &'static str, &'static str)]);

impl<T: Copy + Send + Sync> TypedValueParser for Table<T> {
    type Value = T;

    fn parse_ref(&self, command: &clap::Command, argument: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let values: Vec<PossibleValue> = self.possible_values().into_iter().flatten().collect();
        let word = PossibleValuesParser::new(values).parse_ref(command, argument, value)?;
        let found = self.0.iter().find(|(_, name, _)| name.eq_ignore_ascii_case(&word)).map(|(value, _, _)| *value);
        found.ok_or_else(|| clap::Error::new(clap::error::ErrorKind::InvalidValue).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(|(_, name, about)| PossibleValue::new(*name).help(*about))))
    }
}

/// The most characters of a phrase.
const MAX_PHRASE: usize = 200;

/// Parses words to look for.
///
/// # Errors
/// If there are none, or they are too long.
pub fn phrase(text: &str) -> Result<String, String> {
    match text.chars().take(MAX_PHRASE + 1).count() {
        0 => Err("a value is required".to_owned()),
        count if count > MAX_PHRASE => Err(format!("more than {MAX_PHRASE} characters")),
        _ => Ok(text.to_owned()),
    }
}

/// Parses an amount of US dollars, in hundredths: 165, 49.50, $150, 150 USD.
///
/// # Errors
/// If it is not such an amount.
pub fn dollars(text: &str) -> Result<u32, String> {
    let amount = text.trim().to_lowercase();
    let amount = ["us$", "usd", "$"].iter().find_map(|sign| amount.strip_prefix(sign)).unwrap_or(&amount);
    let amount = ["us$", "usd", "$", "us dollars", "dollars"]
        .iter()
        .find_map(|sign| amount.strip_suffix(sign))
        .unwrap_or(amount);
    let amount = amount.trim();
    // 49.5 is 49.50.
    let amount = match amount.split_once('.') {
        Some((_, part)) if part.len() == 1 => format!("{amount}0"),
        _ => amount.to_owned(),
    };
    let money: Result<Money, _> = format!("{amount} USD").parse();
    Ok(money.map_err(|_| "use US dollars, such as 165 or 49.50".to_owned())?.hundredths)
}

/// Parses a number of minutes: 90, 90min, 2h, 1h30, 1.5 hours.
///
/// # Errors
/// If it is not such a number.
pub fn minutes(text: &str) -> Result<u32, String> {
    let text: String = text.to_lowercase().chars().filter(|found| !found.is_whitespace()).collect();
    let wrong = || "use whole minutes, such as 90, or hours, such as 1h30".to_owned();
    let number = |digits: &str| if digits.is_empty() { Ok(0) } else { digits.parse::<u32>().map_err(|_| wrong()) };
    let bare = text.trim_end_matches(|found: char| found.is_alphabetic());
    let total = match text.split_once('h') {
        Some((hours, rest)) if !hours.is_empty() => {
            let rest = ["ours", "our", "rs", "r"].iter().find_map(|unit| rest.strip_prefix(unit)).unwrap_or(rest);
            let rest = rest.trim_end_matches("minutes").trim_end_matches("min").trim_end_matches('m');
            let quarters = quarters(hours).ok_or_else(wrong)?;
            quarters.saturating_mul(15).saturating_add(number(rest)?)
        }
        _ if matches!(text.strip_prefix(bare), Some("" | "m" | "min" | "mins" | "minute" | "minutes")) => number(bare)?,
        _ => return Err(wrong()),
    };
    if total == 0 { Err(wrong()) } else { Ok(total) }
}

/// Parses hours in quarters: 2, 1.5, 2.25.
fn quarters(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let fraction = ["0", "25", "5", "75"].iter().position(|known| {
        *known == fraction.trim_end_matches('0') || (*known == "0" && fraction.trim_end_matches('0').is_empty())
    })?;
    whole.parse::<u32>().ok()?.saturating_mul(4).checked_add(u32::try_from(fraction).ok()?)
}

/// Parses a validity: "2 years", "24 months", "never".
///
/// # Errors
/// If it is not such a time.
pub fn validity(text: &str) -> Result<Validity, String> {
    let plain = words(text).join(" ");
    if ["never", "no expiry", "forever", "never expires", "none"].contains(&plain.as_str()) {
        return Ok(Validity::NoExpiry);
    }
    let unit = plain.trim_start_matches(|found: char| found.is_ascii_digit());
    let count = plain.strip_suffix(unit).and_then(|count| count.parse::<u32>().ok());
    match (count, unit.trim().trim_end_matches('s')) {
        (Some(count), "m" | "month") => Ok(Validity::Months(count)),
        (Some(count), "" | "y" | "year") => Ok(Validity::Months(count.saturating_mul(12))),
        _ => Err("use a time such as \"2 years\", or never".to_owned()),
    }
}

/// Returns a parser of whole numbers between two bounds. Its messages say what is allowed.
pub fn between(least: u32, most: u32) -> impl TypedValueParser<Value = u32> {
    StringValueParser::new().try_map(move |text| {
        let number = text.trim().parse::<u32>().ok().filter(|number| (least..=most).contains(number));
        number.ok_or_else(|| format!("use a whole number between {least} and {most}"))
    })
}

/// Parses an exam language: its English name, its own name, a tag or a three-letter code.
///
/// # Errors
/// If it is none of these. The message names the tag of a country's language.
pub fn language(text: &str) -> Result<Language, String> {
    let wanted = words(text).join(" ");
    if let Some((tag, _)) = OTHER_NAMES.iter().find(|(_, names)| names.contains(&wanted.as_str())) {
        return tag.parse();
    }
    if let Some((_, tag)) = COUNTRIES.iter().find(|(country, _)| *country == wanted) {
        return Err(format!("that is a country; did you mean `{tag}`?"));
    }
    let known = || Language::known().map(|(tag, title)| format!("{title} ({tag})"));
    let is_tag = |text: &str| text.split(['-', '_']).next().is_some_and(|first| first.len() == 2);
    match text.parse::<Language>() {
        Ok(language) if is_tag(language.as_str()) => Ok(language),
        _ => {
            let near = nearest(text, Language::known().map(|(_, title)| title));
            let near = near.first().map_or_else(String::new, |near| format!("did you mean `{near}`? "));
            Err(format!("{near}known: {}", known().collect::<Vec<_>>().join(", ")))
        }
    }
}

/// Own names and three-letter codes of languages in which exams are offered, and other ways to write them.
const OTHER_NAMES: &[(&str, &[&str])] = &[
    ("ar", &["العربية", "ara", "arb"]),
    ("de", &["deutsch", "deu", "ger"]),
    ("en", &["eng"]),
    ("es", &["español", "espanol", "castellano", "spa"]),
    ("fr", &["français", "francais", "fra", "fre"]),
    ("id", &["bahasa indonesia", "bahasa", "ind"]),
    ("it", &["italiano", "ita"]),
    ("ja", &["日本語", "nihongo", "jpn"]),
    ("ko", &["한국어", "kor"]),
    ("pt", &["português", "portugues", "por"]),
    ("pt-BR", &["português do brasil", "portugues do brasil", "português brasileiro", "brazilian portuguese"]),
    ("ru", &["русский", "rus"]),
    ("zh", &["中文", "汉语", "漢語", "zho", "chi", "mandarin"]),
    ("zh-Hans", &["简体中文", "simplified chinese", "chs"]),
    ("zh-Hant", &["繁體中文", "繁体中文", "traditional chinese", "cht"]),
];

/// Codes and names of countries that are no tags of languages, with the tag of their language.
const COUNTRIES: &[(&str, &str)] = &[
    ("at", "de"),
    ("br", "pt-BR"),
    ("brazil", "pt-BR"),
    ("ch", "de"),
    ("china", "zh"),
    ("cn", "zh"),
    ("france", "fr"),
    ("gb", "en"),
    ("germany", "de"),
    ("indonesia", "id"),
    ("italy", "it"),
    ("japan", "ja"),
    ("jp", "ja"),
    ("korea", "ko"),
    ("kr", "ko"),
    ("mx", "es"),
    ("portugal", "pt"),
    ("russia", "ru"),
    ("spain", "es"),
    ("taiwan", "zh-Hant"),
    ("tw", "zh-Hant"),
    ("us", "en"),
    ("usa", "en"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for text in ["150", "$150", "150 USD", "150usd", "US$ 150", "150.00", "150 dollars"] {
            assert_eq!(dollars(text), Ok(15_000), "{text}");
        }
        assert_eq!(dollars("49.5"), Ok(4_950));
        for text in ["cheap", "-5", "", "150 EUR", "$", "1e3"] {
            assert!(dollars(text).is_err(), "{text}");
        }
    }

    #[test]
    fn minutes_are_read_as_people_type_them() {
        for text in ["90", "90min", "90 minutes", "1h30", "1h 30min", "1.5h", "1.5 hours", "90m"] {
            assert_eq!(minutes(text), Ok(90), "{text}");
        }
        assert_eq!((minutes("2h"), minutes("2 hours"), minutes("1hr")), (Ok(120), Ok(120), Ok(60)));
        for text in ["", "long", "-5", "0", "h", "1.3h", "90s", "1h30x", "99999999999"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }

    #[test]
    fn languages_have_many_names() {
        for (text, tag) in [
            ("German", "de"),
            ("deutsch", "de"),
            ("Français", "fr"),
            ("日本語", "ja"),
            ("eng", "en"),
            ("JPN", "ja"),
            ("pt_BR", "pt-BR"),
            ("Simplified Chinese", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("en-US", "en-US"),
            ("nl", "nl"),
        ] {
            assert_eq!(language(text).as_ref().map(Language::as_str), Ok(tag), "{text}");
        }
        assert!(language("jp").unwrap_err().contains("did you mean `ja`?"));
        assert!(language("Germany").unwrap_err().contains("`de`"));
        assert!(language("germn").unwrap_err().contains("did you mean `German`?"));
        assert!(language("klingon").unwrap_err().contains("known: "));
    }
}
