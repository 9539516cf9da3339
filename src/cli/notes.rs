//! Notes on the data that an answer is from.

use crate::commands::Context;
use crate::dataset::Loaded;
use jiff::civil::Date;

/// Data is called old if its newest source is older than this, in days.
const STALE_AFTER_DAYS: i32 = 90;

pub fn own_data(loaded: &Loaded) -> Vec<String> {
    let mut notes = Vec::new();
    for (done, ids) in [("replaced", &loaded.replaced), ("corrected", &loaded.amended)] {
        // Several files may do so to the same record.
        let mut known = std::collections::HashSet::new();
        let ids: Vec<&str> = ids.iter().map(String::as_str).filter(|id| known.insert(*id)).collect();
        if !ids.is_empty() {
            notes.push(format!("{done} by your own data: {}", ids.join(", ")));
        }
    }
    notes
}

/// Returns a note if no record names the language, which is more likely an error than intended.
pub fn language(context: &Context<'_>) -> Option<String> {
    let wanted = context.language;
    let serves = |languages: &certcmp_dataset::language::Languages| languages.serves(wanted);
    let named = context.catalog.certifications.iter().any(|certification| {
        let of_sittings = certification.sittings.iter().filter_map(|sitting| sitting.facts.languages.as_deref());
        of_sittings.chain(certification.facts.languages.as_deref()).any(|languages| serves(&languages.value))
    });
    (!named).then(|| format!("no exam in the data is known to be offered in {}", wanted.title()))
}

pub fn age(loaded: &Loaded, day: Date) -> Option<String> {
    let newest = loaded.catalog.data_date?;
    let age = newest.until(day).ok()?.get_days();
    let old = age > STALE_AFTER_DAYS;
    old.then(|| format!("the data is {age} days old ({newest}); check the vendor's page before you book"))
}
