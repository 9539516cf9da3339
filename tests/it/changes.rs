//! `changes`: what it says agrees with `list` on every day.

use crate::support::{certcmp, frozen};
use certcmp::commands::changes::{Change, ChangeKind, Period, find};
use certcmp::commands::{Audience, Context};
use certcmp_dataset::language::Language;
use certcmp_dataset::{Catalog, Certification, Standing, Status};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

fn offer(certification: &Certification, catalog: &Catalog, day: Date, language: &Language) -> (u8, bool) {
    let standing = Standing::of(certification, catalog, day, language);
    let offer = match standing.status {
        Status::Beta => 1,
        Status::Available | Status::Retiring => 2,
        _ => 0,
    };
    (offer, standing.in_doubt)
}

/// Whether a change is one of beginnings, ends and betas on a day: an end shows on the day after its last day.
fn covers(change: &Change<'_>, day: Date, language: &Language) -> bool {
    let after = |day: Date| day.tomorrow().unwrap();
    let (from, to) = match change.kind {
        ChangeKind::Ended | ChangeKind::BetaEnded => (after(change.date.earliest), after(change.date.latest)),
        ChangeKind::Began | ChangeKind::BetaBegan | ChangeKind::LeftBeta => (change.date.earliest, change.date.latest),
        _ => return false,
    };
    !change.planned && change.languages.contains(language) && from <= day && day <= to
}

#[test]
fn beginnings_and_ends_are_the_differences_of_the_list_from_day_to_day() {
    let catalog = frozen();
    let english = Language::english();
    let context =
        Context { catalog: &catalog, day: date(2026, 11, 23), language: &english, audience: Audience::Programs };
    let certifications: Vec<&Certification> = catalog.certifications.iter().collect();
    let period = Period { since: date(2023, 12, 31), until: date(2028, 12, 31) };
    let changes = find(&certifications, period, &context);
    let mut differences = 0;
    for certification in certifications {
        let of: Vec<&Change<'_>> =
            changes.iter().filter(|change| change.certification.id == certification.id).collect();
        for language in &every_language(certification) {
            let mut day = date(2024, 1, 1);
            let mut before = offer(certification, &catalog, date(2023, 12, 31), language);
            while day <= date(2028, 12, 31) {
                let now = offer(certification, &catalog, day, language);
                // A change between two certain days is one change; what is in doubt is told apart.
                if now.0 != before.0 && !now.1 && !before.1 {
                    differences += 1;
                    assert!(
                        of.iter().any(|change| covers(change, day, language)),
                        "{} {day} {language:?}",
                        certification.id
                    );
                }
                if now == before && !now.1 {
                    let starts = of.iter().find(|change| covers(change, day, language));
                    assert!(starts.is_none(), "{} {day} {language:?}: {starts:?}", certification.id);
                }
                (before, day) = (now, day.checked_add(1.day()).unwrap());
            }
        }
    }
    assert!(differences > 10, "{differences}");
}

/// English, every language that a record names, and one that none does.
fn every_language(certification: &Certification) -> Vec<Language> {
    let sittings = certification.sittings.iter().filter_map(|sitting| sitting.facts.languages.as_deref());
    let listed = sittings.chain(certification.facts.languages.as_deref()).flat_map(|fact| &fact.value.listed);
    let mut found: Vec<Language> = listed.cloned().chain([Language::english(), "fi".parse().unwrap()]).collect();
    found.sort_by_key(ToString::to_string);
    found.dedup();
    found
}

#[test]
fn a_span_is_the_union_of_its_days() {
    let catalog = frozen();
    let english = Language::english();
    let context =
        Context { catalog: &catalog, day: date(2026, 11, 23), language: &english, audience: Audience::Programs };
    let certifications: Vec<&Certification> = catalog.certifications.iter().collect();
    let in_period = |since: Date, until: Date| {
        let found = find(&certifications, Period { since, until }, &context);
        found.iter().map(|change| format!("{change:?}")).collect::<BTreeSet<String>>()
    };
    let (first, last) = (date(2026, 3, 1), date(2027, 1, 31));
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= last);
    let union: BTreeSet<String> = days.flat_map(|day| in_period(day, day)).collect();
    assert!(union.len() > 10, "{union:?}");
    assert_eq!(union, in_period(first, last));
}

#[test]
fn a_provider_means_all_its_exams_and_the_period_has_defaults() {
    let document = certcmp(&["changes", "aws"]).json();
    assert_eq!(document["since"], "2026-08-25");
    assert_eq!(document["until"], "2027-05-22");
    let certs: Vec<&str> =
        document["changes"].as_array().unwrap().iter().filter_map(|row| row["cert"].as_str()).collect();
    assert!(certs.contains(&"mla-c01") && certs.contains(&"mla-c02"), "{certs:?}");
    assert!(!certs.contains(&"ai-500"), "{certs:?}");
    let first = &document["changes"][0];
    for key in ["date", "cert", "kind", "languages", "planned", "support", "sources"] {
        assert!(!first[key].is_null(), "{key}: {first}");
    }
}

#[test]
fn a_feed_has_an_entry_for_each_change() {
    let feed = certcmp(&["changes", "--format", "atom"]).stdout();
    let document = roxmltree::Document::parse(&feed).unwrap();
    let entries =
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry"))).count();
    let records = certcmp(&["changes"]).json();
    assert_eq!(entries, records["changes"].as_array().unwrap().len());
}
