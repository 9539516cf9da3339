//! How certifications are named for people: code, short name, provider; and lists of names.

use super::Context;
use crate::query::Entry;
use crate::render::report::Head;
use certcmp_dataset::Certification;

/// What one types to name a certification: "MLA-C02", "databricks-ml-associate".
pub fn code(certification: &Certification) -> String {
    certcmp_dataset::certification::code(&certification.id)
}

pub fn codes(certifications: &[&Certification]) -> String {
    certifications.iter().map(|certification| code(certification)).collect::<Vec<_>>().join(", ")
}

pub fn provider(certification: &Certification, context: &Context<'_>) -> String {
    let provider = context.catalog.provider(&certification.provider);
    provider.map_or_else(|| certification.provider.clone(), |provider| provider.short_name.clone())
}

/// The short name without the code in parentheses that tells editions apart.
pub fn short(certification: &Certification) -> String {
    let name = &certification.short_name;
    match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((name, edition)) if certification.id.ends_with(&edition.to_lowercase()) => name.to_owned(),
        _ => name.clone(),
    }
}

/// A code with the short name: "MLA-C02 ML Engineer – Associate".
pub fn with_name(certification: &Certification) -> String {
    format!("{} {}", code(certification), short(certification))
}

pub fn heads(entries: &[Entry<'_>], context: &Context<'_>) -> Vec<Head> {
    let head = |entry: &Entry<'_>| Head {
        owner: provider(entry.certification, context),
        name: short(entry.certification),
        id: code(entry.certification),
        number: false,
    };
    entries.iter().map(head).collect()
}

pub fn distinct<T: PartialEq>(things: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for thing in things {
        if !kept.contains(&thing) {
            kept.push(thing);
        }
    }
    kept
}

/// The first entries of a list, with the count of the others.
pub fn some<T: AsRef<str>>(items: &[T], most: usize) -> String {
    let shown = items.iter().take(most).map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    match items.len().saturating_sub(most) {
        0 => shown,
        others => format!("{shown} (+{others})"),
    }
}

/// Returns a number of things: "1 week", "2 weeks".
pub fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
