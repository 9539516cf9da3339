//! Names typed by a user → certifications.

use certcmp_dataset::nearest::nearest;
use certcmp_dataset::value::ExamCode;
use certcmp_dataset::{Catalog, Certification, Provider, Sitting};
use std::fmt;

/// Why a name leads to no certification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameError {
    /// Nothing is called so; these names are near, each with what it stands for.
    Unknown {
        /// The name.
        name: String,
        /// Near names and what they stand for.
        near: Vec<(String, String)>,
    },
    /// Several are called so.
    Ambiguous {
        /// The name.
        name: String,
        /// The ids of those it could mean.
        candidates: Vec<String>,
    },
}

impl fmt::Display for NameError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, near } => {
                write!(out, "no certification matches `{name}`")?;
                if !near.is_empty() {
                    let names: Vec<String> =
                        near.iter().map(|(near, meaning)| format!("`{near}` ({meaning})")).collect();
                    write!(out, "\n  did you mean {}?", names.join(" or "))?;
                }
                Ok(())
            }
            Self::Ambiguous { name, candidates } => {
                write!(out, "`{name}` matches several certifications: {}", candidates.join(", "))
            }
        }
    }
}

/// Finds a certification by its id, exam code, alias, provider, or a prefix or part of its name that is unique.
///
/// # Errors
/// If nothing or more than one is called so.
pub fn resolve<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Certification, NameError> {
    let wanted = name.trim().to_lowercase();
    let all = || catalog.certifications.iter();
    if let Some(found) = catalog.certification(&wanted) {
        return Ok(found);
    }
    // Ids and aliases of providers are nobody else's, so most names of providers need no look at the certifications.
    let by_alias = catalog.providers.iter().find(|provider| provider.is_called(&wanted));
    if by_alias.is_none()
        && let Some(found) = all().find(|certification| is_called(certification, &wanted))
    {
        return Ok(found);
    }
    let by_name = || {
        let names = |provider: &Provider| [provider.name.to_lowercase(), provider.short_name.to_lowercase()];
        catalog.providers.iter().find(|provider| names(provider).contains(&wanted) || is_alias(provider, &wanted))
    };
    if let Some(provider) = by_alias.or_else(by_name) {
        if let Some(flagship) = provider.flagship.as_deref().and_then(|id| catalog.certification(id)) {
            return Ok(flagship);
        }
        return only(name, all().filter(|certification| certification.provider == provider.id).collect());
    }
    let words = folded(&wanted);
    if words.is_empty() {
        return Err(unknown(catalog, name));
    }
    let by_prefix: Vec<_> = all().filter(|certification| certification.id.starts_with(&wanted)).collect();
    if !by_prefix.is_empty() {
        return only(name, by_prefix);
    }
    let by_part: Vec<_> = all()
        .filter(|certification| {
            wanted.len() >= 3 && name_parts(certification).any(|part| folded(&part).contains(&words))
        })
        .collect();
    if by_part.is_empty() { Err(unknown(catalog, name)) } else { only(name, by_part) }
}

/// Finds several certifications.
///
/// # Errors
/// Every name that leads to none.
pub fn resolve_all<'a>(catalog: &'a Catalog, names: &[String]) -> Result<Vec<&'a Certification>, Vec<NameError>> {
    let (found, errors): (Vec<_>, Vec<_>) = names.iter().map(|name| resolve(catalog, name)).partition(Result::is_ok);
    if errors.is_empty() {
        Ok(found.into_iter().flatten().collect())
    } else {
        Err(errors.into_iter().filter_map(Result::err).collect())
    }
}

fn is_alias(provider: &Provider, wanted: &str) -> bool {
    provider.aliases.iter().any(|alias| alias.to_lowercase() == wanted)
}

fn only<'a>(name: &str, found: Vec<&'a Certification>) -> Result<&'a Certification, NameError> {
    match found.as_slice() {
        [found] => Ok(found),
        _ => Err(NameError::Ambiguous {
            name: name.to_owned(),
            candidates: found.iter().map(|certification| certification.id.clone()).collect(),
        }),
    }
}

fn is_called(certification: &Certification, wanted: &str) -> bool {
    let code = match certification.facts.exam_code.as_deref().map(|code| &code.value) {
        Some(ExamCode::Code(code)) => Some(code.as_str()),
        _ => None,
    };
    let sittings = certification
        .sittings
        .iter()
        .filter_map(|sitting: &Sitting| sitting.facts.code.as_deref())
        .map(|code| code.value.as_str());
    certification
        .aliases
        .iter()
        .map(String::as_str)
        .chain(code)
        .chain(sittings)
        .any(|known| known.to_lowercase() == wanted)
}

fn name_parts(certification: &Certification) -> impl Iterator<Item = String> + '_ {
    let facts = &certification.facts;
    let claimed = facts.name.iter().flat_map(|name| &name.disputed).filter_map(|claim| match &claim.stated {
        certcmp_dataset::Stated::Value(name) => Some(name.clone()),
        certcmp_dataset::Stated::Words(_) => None,
    });
    [certification.name().clone(), certification.short_name.clone()]
        .into_iter()
        .chain(facts.exam_title.as_deref().map(|title| title.value.clone()))
        .chain(claimed)
}

/// Returns a name in lower case, letters and digits only.
pub fn folded(text: &str) -> String {
    text.chars().filter(|found| found.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn unknown(catalog: &Catalog, name: &str) -> NameError {
    let mut known: Vec<&str> = Vec::new();
    for provider in &catalog.providers {
        known.push(&provider.id);
        known.extend(provider.aliases.iter().map(String::as_str));
    }
    for certification in &catalog.certifications {
        known.push(&certification.id);
        known.extend(certification.aliases.iter().map(String::as_str));
    }
    let mut near: Vec<(String, String)> =
        nearest(name, known).into_iter().map(|near| (near.to_owned(), meaning(catalog, near))).collect();
    near.dedup_by(|next, first| next.1 == first.1);
    NameError::Unknown { name: name.to_owned(), near }
}

fn meaning(catalog: &Catalog, name: &str) -> String {
    let provider = catalog.providers.iter().find(|provider| provider.is_called(name));
    match (provider, resolve(catalog, name)) {
        (Some(provider), Ok(flagship)) => format!("{}: {}", provider.short_name, flagship.id),
        (_, Ok(certification)) => catalog.full_title(certification).to_string(),
        _ => String::new(),
    }
}
